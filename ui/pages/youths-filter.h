/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/session.h"
#include "app/casebook/youth-list.h"

G_BEGIN_DECLS

/** rep_youths_filter_titles: Returns: (transfer full): “all projects”, then each project, whose
 * numbers go to @numbers (element-type guint16). */
GtkStringList *rep_youths_filter_titles (RepCasebook *casebook, GArray *numbers);

/**
 * rep_youths_filter_call: a call list of whom the page shows.
 * @list: (nullable): limited to these, in a search; %NULL for everyone
 * @project: number of the project chosen, or %REP_ALL_PROJECTS
 */
void rep_youths_filter_call (GtkWindow *parent,
                             RepSession *session,
                             RepYouthList *list,
                             guint16 project);

G_END_DECLS
