/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "crypto/secret.h"

G_BEGIN_DECLS

/*
 * The recovery code: 32 random bytes printed as Crockford base32 in groups of five, the fifth
 * symbol of each group being a check that locates a typo. Either one sheet, or two shares, both
 * needed.
 */

#define REP_RECOVERY_GROUPS 14

/**
 * rep_recovery_print:
 * @code: 32 bytes
 * @shares: 1 or 2
 *
 * Returns: (transfer full) (element-type utf8): one printable code per sheet; wiped when freed.
 */
GPtrArray *rep_recovery_print (const RepSecret *code, guint shares);

/**
 * rep_recovery_parse:
 * @sheets: (array length=n): codes as typed: case, spaces and dashes ignored, O read as 0, I and L
 * as 1
 * @bad_group: (out) (optional): number, from 1, of the first group whose check does not fit
 *
 * Returns: (transfer full): the 32 bytes; fails with WRONG_SECRET when a sheet is mistyped or
 * missing.
 */
RepSecret *rep_recovery_parse (const char *const *sheets, guint n, guint *bad_group, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
