/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "crypto/arena.h"
#include "crypto/id.h"
#include "crypto/keypair.h"

G_BEGIN_DECLS

/*
 * A note written while the vault is locked: sealed to an account's public key, so that only that
 * account can read it. Anybody who can write the file can make one: it proves nothing about who
 * wrote it or when (docs/format.md section 20).
 */

#define REP_LOCKED_NOTE_MAX (256u * 1024u)       /* bytes of a sealed note */
#define REP_LOCKED_NOTE_MAX_CLEAR (120u * 1024u) /* bytes in it */

/** RepLockedPlace: what a note is bound to: @account of @vault, under @id. */
typedef struct {
  RepId vault;
  RepId account;
  RepId id;
} RepLockedPlace;

/**
 * rep_locked_note_seal:
 * @time: seconds since 1970, when it was written
 * @clear: (array length=size): at most %REP_LOCKED_NOTE_MAX_CLEAR
 *
 * Returns: (transfer full): the note, sealed to @keys.
 */
GBytes *rep_locked_note_seal (const RepPublicKeys *keys,
                              const RepLockedPlace *place,
                              gint64 time,
                              gconstpointer clear,
                              gsize size);

/**
 * rep_locked_note_open:
 * @sealed: (array length=size): from a file
 * @time: (out): when it says it was written; set only on success
 * @out: replaced by the clear bytes; empty on failure
 *
 * Fails with CORRUPT when it does not open or is bound to another place, or with TOO_NEW.
 */
gboolean rep_locked_note_open (const RepKeypair *keypair,
                               const RepLockedPlace *place,
                               gconstpointer sealed,
                               gsize size,
                               gint64 *time,
                               RepArena *out,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
