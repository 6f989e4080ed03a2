/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * rep_fold:
 * @text: UTF-8, any normal form; broken bytes are skipped
 * @out: the folded form is appended here
 *
 * The one folding of the program, for search, doubles and the link token: decomposed, accents
 * dropped, lower case without the user's locale, œ→oe æ→ae ß→ss (and ø→o ł→l đ→d ı→i and the like),
 * digits of any script as 0 to 9, apostrophes and hyphens of all kinds and invisible characters
 * dropped inside words, anything else that is neither letter nor digit becomes one space; no space
 * at either end of what is appended. Folding what is already folded changes nothing.
 */
void rep_fold (const char *text, GString *out);

/** rep_fold_dup: Returns: (transfer full): @text folded. */
char *rep_fold_dup (const char *text);

/** rep_fold_equal: whether @a and @b are the same once folded; %NULL is an empty text. */
gboolean rep_fold_equal (const char *a, const char *b);

/**
 * rep_fold_capitals:
 * @text: valid UTF-8
 *
 * A last name as it is shown. Unlike g_utf8_strup() it is the same in every locale: under a Turkish
 * one that writes İ for i.
 *
 * Returns: (transfer full): @text in capitals, in one allocation that the caller may wipe.
 */
char *rep_fold_capitals (const char *text);

/**
 * rep_fold_digits:
 * @phone: a phone number as somebody wrote it
 * @out: its digits are appended here
 *
 * +33 and 0033 are written as 0, also when the writer kept the zero: "+33 (0)6" gives "06".
 */
void rep_fold_digits (const char *phone, GString *out);

G_END_DECLS
