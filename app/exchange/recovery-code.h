/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "crypto/secret.h"

G_BEGIN_DECLS

/*
 * The recovery code as people give it back: typed, or in the text file of a sheet.
 */

/**
 * rep_recovery_code_find:
 * @text: what a sheet says, or only its code; any case, spaces, dashes and line ends
 *
 * Returns: (transfer full) (nullable): the part of @text that looks like a code, free with
 *   rep_recovery_code_free(); %NULL when nothing does.
 */
char *rep_recovery_code_find (const char *text);
/** rep_recovery_code_free: wipes and frees; accepts %NULL. */
void rep_recovery_code_free (char *code);

/**
 * rep_recovery_code_read:
 * @texts: (array length=n): one for each sheet, as for rep_recovery_code_find()
 * @names: (array length=n) (nullable): what the sheets are called in an error
 * @n: 1 or 2
 *
 * Returns: (transfer full): the 32 bytes of the code; fails with
 *   %REP_APP_ERROR_SHEET_NO_CODE (about a name), %REP_APP_ERROR_SHEET_TYPO (about the group, and
 * the name when there are two), %REP_APP_ERROR_SHEET_MISSING when it is one of two,
 *   %REP_APP_ERROR_SHEET_MIXED when the two do not belong together.
 */
RepSecret *rep_recovery_code_read (const char *const *texts,
                                   const char *const *names,
                                   guint n,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/** rep_recovery_code_load: reads the text files @paths (array of @n), then as
 * rep_recovery_code_read(); fails with %REP_APP_ERROR_FILE too. */
RepSecret *rep_recovery_code_load (const char *const *paths,
                                   guint n,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
