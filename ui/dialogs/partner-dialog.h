/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/widgets/form-window.h"

G_BEGIN_DECLS

/**
 * rep_partner_dialog_new: a form for a partner or a sentinel, saved as rep_partner_save() does. Who
 * holds no key to names is not asked for people.
 * @partner: (transfer full) (nullable): as it was read, to be changed; %NULL: a new one
 */
RepFormWindow *rep_partner_dialog_new (GtkWindow *parent, RepSession *session, RepPartner *partner);

G_END_DECLS
