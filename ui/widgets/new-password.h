/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "crypto/secret.h"

G_BEGIN_DECLS

/** RepNewPassword: wherever a password is chosen: typed twice, or seven words drawn at random that
 * one button takes. */
#define REP_TYPE_NEW_PASSWORD (rep_new_password_get_type ())
G_DECLARE_FINAL_TYPE (RepNewPassword, rep_new_password, REP, NEW_PASSWORD, AdwPreferencesGroup)

/**
 * rep_new_password_get:
 * @fault: (out) (transfer full): set when there is none: a sentence that says why
 *
 * Returns: (transfer full) (nullable): the password, as it may be chosen.
 */
RepSecret *rep_new_password_get (RepNewPassword *self, char **fault);

/** rep_new_password_clear: empties both entries and draws other words. */
void rep_new_password_clear (RepNewPassword *self);

G_END_DECLS
