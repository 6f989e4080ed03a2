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

/** RepContactKept: numbers of the form's fields in a draft: never used again for another field. */
typedef enum {
  REP_KEPT_PROJECT = 1,
  REP_KEPT_CHANNEL,
  REP_KEPT_PLACE,
  REP_KEPT_DATE,
  REP_KEPT_WHO,                        /* which way, then seven numbers */
  REP_KEPT_CONTENT = REP_KEPT_WHO + 1, /* from here on something was typed or chosen */
  REP_KEPT_REACHED = REP_KEPT_WHO + 8,
  REP_KEPT_OUTCOMES,
  REP_KEPT_WHY,
  REP_KEPT_INFORMED,
  REP_KEPT_STEP, /* and its key */
  REP_KEPT_NEXT = REP_KEPT_STEP + 2,
  REP_KEPT_NOTE,
  REP_KEPT_YOUTH, /* nine numbers */
  REP_KEPT_OUTING = REP_KEPT_YOUTH + 9,
} RepContactKept;

/**
 * rep_contact_form_new:
 * @parent: (nullable): the window it stands before
 * @session: unlocked
 * @band: (nullable): of the form before; what is set in this one is written there
 */
RepContactForm *rep_contact_form_new (GtkWindow *parent, RepSession *session, RepContactBand *band);

/** rep_contact_form_new_confirming: a form for the waiting @note, to be completed and saved, which
 * takes it in. @band: (nullable): whose project is proposed. */
RepContactForm *rep_contact_form_new_confirming (GtkWindow *parent,
                                                 RepSession *session,
                                                 const RepContactBand *band,
                                                 const RepWaitingNote *note);

/** rep_contact_form_new_locked: a form before a locked vault, without search or project: what it
 * says waits, sealed, for @login (nullable: for who unlocked last). */
RepContactForm *
rep_contact_form_new_locked (GtkWindow *parent, RepSession *session, const char *login);

G_END_DECLS
