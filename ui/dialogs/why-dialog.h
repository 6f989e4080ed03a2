/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/pages/figures-work.h"

G_BEGIN_DECLS

/** rep_why_dialog_ask: counts @indicator again on another thread and says what it is made of, above
 * the window of @owner. @code: of project number @project */
void rep_why_dialog_ask (GtkWidget *owner,
                         RepSession *session,
                         guint project,
                         const char *code,
                         const RepPeriod *period,
                         guint indicator);

G_END_DECLS
