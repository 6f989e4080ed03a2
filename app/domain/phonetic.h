/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * rep_phonetic_key:
 * @word: one word as rep_fold() leaves it; what is no Latin letter is copied as it is
 * @length: bytes of @word
 * @out: the key is appended here
 *
 * How a word sounds to a French ear, so that “Lefaivre” and “Lefèvre” have one key. The rules are
 * our own, a table in phonetic.c: accents are gone already, a letter that is not heard at the end
 * is dropped, the longest rule that fits is applied from left to right, and a sound said twice
 * counts once. A word and its beginning mostly have keys of which one begins the other.
 *
 * Codes: vowels A E I O, U for “ou”, Y for “u”, 1 for “an”, 2 for “in”, 3 for “on”; C for “ch”; J,
 * K, S, Z by what is heard, not written.
 */
void rep_phonetic_key (const char *word, gsize length, GString *out);

G_END_DECLS
