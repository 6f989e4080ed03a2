/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RepSecret:
 *
 * Bytes that must not leave memory: in a guarded, locked allocation of libsodium, wiped when freed.
 * No function returns a copy; only crypto/ reads inside (crypto/secret-private.h).
 */
typedef struct _RepSecret RepSecret;

/** rep_secret_new_random: Returns: (transfer full): @size fresh random bytes. */
RepSecret *rep_secret_new_random (gsize size) G_GNUC_WARN_UNUSED_RESULT;

/**
 * rep_secret_take:
 * @data: (array length=size): copied, then wiped
 *
 * Returns: (transfer full): the secret.
 */
RepSecret *rep_secret_take (gpointer data, gsize size) G_GNUC_WARN_UNUSED_RESULT;

/**
 * rep_secret_reserve: keeps @n small blocks of locked memory ready, and gives back what is kept
 * beyond that.
 *
 * Secrets are made out of them when the system has no more: so whoever reserves before beginning
 * (unlocking, writing) is refused at the beginning and not ended in the middle. Fails with
 * %REP_CRYPTO_ERROR_FAILED; without a reserve, running out of memory ends the program, as GLib
 * does.
 */
gboolean rep_secret_reserve (guint n, GError **error);

/** rep_secret_free: wipes and frees; accepts %NULL. */
void rep_secret_free (RepSecret *secret);

gsize rep_secret_get_size (const RepSecret *secret);

/** rep_secret_equal: compares in constant time. */
gboolean rep_secret_equal (const RepSecret *a, const RepSecret *b);

/** rep_secret_all_locked: whether every secret so far really was locked into memory (mlock). */
gboolean rep_secret_all_locked (void);

/** rep_wipe: overwrites @size bytes so that the compiler cannot leave it out. */
void rep_wipe (gpointer data, gsize size);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepSecret, rep_secret_free)

G_END_DECLS
