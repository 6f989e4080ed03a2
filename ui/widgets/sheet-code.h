/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "crypto/secret.h"

G_BEGIN_DECLS

/** RepSheetCode: the code of a recovery sheet, typed; of two sheets when both are needed. */
#define REP_TYPE_SHEET_CODE (rep_sheet_code_get_type ())
G_DECLARE_FINAL_TYPE (RepSheetCode, rep_sheet_code, REP, SHEET_CODE, AdwPreferencesGroup)

/**
 * rep_sheet_code_get:
 * @fault: (out) (transfer full): set when there is none: a sentence that says why, and where the
 * typo is
 *
 * Returns: (transfer full) (nullable): the 32 bytes of the code.
 */
RepSecret *rep_sheet_code_get (RepSheetCode *self, char **fault);

/** rep_sheet_code_clear: empties both entries. */
void rep_sheet_code_clear (RepSheetCode *self);

G_END_DECLS
