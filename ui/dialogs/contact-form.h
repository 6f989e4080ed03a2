/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/session.h"
#include "ui/dialogs/contact-band.h"

G_BEGIN_DECLS

/**
 * RepContactForm:
 *
 * One contact on one screen, by the keyboard: a band set once per outing, then who, reached or not,
 * what came of it, what comes next, informed, note; and what is known of a youth met for the first
 * time. Property `session`. It closes by itself when the session is locked.
 */
#define REP_TYPE_CONTACT_FORM (rep_contact_form_get_type ())
G_DECLARE_FINAL_TYPE (RepContactForm, rep_contact_form, REP, CONTACT_FORM, AdwWindow)

/**
 * rep_contact_form_new:
 * @parent: (nullable): the window it stands before
 * @session: unlocked
 * @band: (nullable): of the form before; what is set in this one is written there
 */
RepContactForm *rep_contact_form_new (GtkWindow *parent, RepSession *session, RepContactBand *band);

G_END_DECLS
