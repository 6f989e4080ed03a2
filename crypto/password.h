/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "crypto/secret.h"

G_BEGIN_DECLS

#define REP_PASSWORD_SALT_SIZE 16
#define REP_PASSWORD_KEY_SIZE 32

/**
 * RepPasswordCost:
 * @passes: Argon2id passes, 1…16
 * @memory_kib: memory in KiB, 8…1048576 (1 GiB)
 * @salt: random, one per slot
 *
 * What turning a password into a key costs; kept in clear beside what the key opens.
 */
typedef struct {
  guint32 passes;
  guint32 memory_kib;
  guint8 salt[REP_PASSWORD_SALT_SIZE];
} RepPasswordCost;

/**
 * rep_password_cost_new: Returns: a cost with a fresh salt that takes about a second on this
 * machine: 256 MiB and at least 3 passes; 128 MiB where 256 cannot be had. A build made for the
 * test suite (test_only_password_cost) takes the lowest cost instead.
 */
RepPasswordCost rep_password_cost_new (void);

/** rep_password_cost_check: fails with %REP_CRYPTO_ERROR_LIMIT when a cost read from a file is out
 * of bounds. */
gboolean rep_password_cost_check (const RepPasswordCost *cost, GError **error);

/**
 * rep_password_derive:
 * @password: bytes as typed; composed to NFC first when they are UTF-8 without NUL; above 1 KiB the
 *   key is derived from their BLAKE2b-512 hash, so that length does not change time or message
 *
 * Returns: (transfer full): a 32-byte key; fails with LIMIT, or FAILED when memory is short.
 */
RepSecret *rep_password_derive (const RepSecret *password,
                                const RepPasswordCost *cost,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
