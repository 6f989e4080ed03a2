/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/session.h"

G_BEGIN_DECLS

/** RepOutingForm: one outing, where and when, who went, whom they met. Property `session`. */
#define REP_TYPE_OUTING_FORM (rep_outing_form_get_type ())
G_DECLARE_FINAL_TYPE (RepOutingForm, rep_outing_form, REP, OUTING_FORM, AdwWindow)

/** rep_outing_form_new: @outing: (transfer full) (nullable): one that was read, to be changed. */
RepOutingForm *rep_outing_form_new (GtkWindow *parent, RepSession *session, RepOuting *outing);

/** rep_outing_form_begun: Returns: whether the draft there is changes an outing, and sets @id. */
gboolean rep_outing_form_begun (RepSession *session, RepId *id);

G_END_DECLS
