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
 * RepPasswordPolicy: what a password must cost at least: a slot that costs less is sealed again at
 * its owner's next login. Policies only ever rise.
 */
typedef struct {
  guint32 passes;
  guint32 memory_kib;
} RepPasswordPolicy;

/** rep_password_policy: Returns: what this program asks for: 3 passes over 256 MiB. A build made
 * for the test suite (test_only_password_cost) asks for the least there is. */
RepPasswordPolicy rep_password_policy (void);

/** RepPasswordTimer: Returns: the seconds one derivation at that cost takes, negative when the
 * memory cannot be had. */
typedef double (*RepPasswordTimer) (guint32 passes, guint32 memory_kib, gpointer data);

/**
 * rep_password_calibrate: Returns: what takes about a second on the machine that @timer measures:
 * 256 MiB and 3 to 16 passes; 3 passes over 128 MiB, the floor, where 256 cannot be had.
 */
RepPasswordPolicy rep_password_calibrate (RepPasswordTimer timer, gpointer data);

/**
 * rep_password_cost_new:
 * @policy: (nullable): the cost wanted; %NULL takes about a second on this machine, or the least
 *   there is in a build made for the test suite
 *
 * Returns: a cost with a fresh salt.
 */
RepPasswordCost rep_password_cost_new (const RepPasswordPolicy *policy);

/** rep_password_cost_meets: whether neither passes nor memory are below those of @policy. */
gboolean rep_password_cost_meets (const RepPasswordCost *cost, const RepPasswordPolicy *policy);

/** RepPasswordFault: why a password cannot be chosen; it can always be tried. */
typedef enum {
  REP_PASSWORD_FAULT_NONE,
  REP_PASSWORD_FAULT_EMPTY,
  REP_PASSWORD_FAULT_LONG,  /* over 1 KiB */
  REP_PASSWORD_FAULT_BYTES, /* a NUL, a line end, or not UTF-8: some keyboard could not type it */
  REP_PASSWORD_FAULT_SPACE, /* begins or ends with a space, which nobody sees */
} RepPasswordFault;

/** rep_password_fault: Returns: what is wrong with @password as a new one. */
RepPasswordFault rep_password_fault (const RepSecret *password);

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
