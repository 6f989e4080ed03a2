/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "crypto/secret.h"

G_BEGIN_DECLS

/*
 * Passwords made of French words, and what a password someone chose must be like.
 */

#define REP_PASSPHRASE_LIST 2048 /* words to draw from: 11 bits each */
#define REP_PASSPHRASE_WORDS 7   /* 77 bits */

/** RepDraw: Returns: a number from 0 to @bound − 1, each as likely as any other. */
typedef guint32 (*RepDraw) (guint32 bound, gpointer data);

/**
 * rep_passphrase_new:
 * @words: how many
 * @draw: (nullable): where chance comes from; %NULL for the system's generator
 *
 * Returns: (transfer full): words drawn one by one and uniformly, with hyphens between; free with
 *   rep_passphrase_free().
 */
char *rep_passphrase_new (guint words, RepDraw draw, gpointer data);
/** rep_passphrase_free: wipes and frees; accepts %NULL. */
void rep_passphrase_free (char *passphrase);

/** rep_passphrase_bits: Returns: the entropy of @words words. */
double rep_passphrase_bits (guint words);

/** rep_passphrase_word: Returns: word @number of the list, from 0. */
const char *rep_passphrase_word (guint number);

/** rep_passphrase_check: fails with PASSWORD_EMPTY, PASSWORD_LONG, PASSWORD_BYTES or PASSWORD_SPACE
 * when @password cannot be chosen. */
gboolean rep_passphrase_check (const RepSecret *password, GError **error);

G_END_DECLS
