/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sodium.h>
#include <string.h>

#include "crypto/digest.h"
#include "crypto/error.h"
#include "crypto/locked-note.h"
#include "crypto/secret-private.h"

#define VERSION 1
#define TIME_AT (3 * REP_ID_SIZE)
#define HEAD_SIZE (TIME_AT + 8)
#define LEAST_CLEAR 64
#define OVERHEAD (1 + crypto_box_SEALBYTES)

static void
write_head (guint8 *at, const RepLockedPlace *place, gint64 time)
{
  guint64 stored = GUINT64_TO_LE ((guint64)MAX (time, 0));

  memcpy (at, place->vault.bytes, REP_ID_SIZE);
  memcpy (at + REP_ID_SIZE, place->account.bytes, REP_ID_SIZE);
  memcpy (at + 2 * REP_ID_SIZE, place->id.bytes, REP_ID_SIZE);
  memcpy (at + TIME_AT, &stored, sizeof stored);
}

GBytes *
rep_locked_note_seal (const RepPublicKeys *keys,
                      const RepLockedPlace *place,
                      gint64 time,
                      gconstpointer clear,
                      gsize size)
{
  g_autoptr (RepArena) padded = rep_arena_new ();
  gsize full = LEAST_CLEAR;
  guint8 *sealed, *at;

  g_assert (size <= REP_LOCKED_NOTE_MAX_CLEAR);
  while (full <= HEAD_SIZE + size)
    full *= 2;
  rep_arena_resize (padded, full);
  at = rep_arena_data (padded);
  memset (at, 0, full);
  write_head (at, place, time);
  if (size > 0)
    memcpy (at + HEAD_SIZE, clear, size);
  at[HEAD_SIZE + size] = 0x80;

  sealed = g_malloc (OVERHEAD + full);
  sealed[0] = VERSION;
  if (crypto_box_seal (sealed + 1, at, full, keys->box) != 0)
    g_error ("sealing to a public key failed");
  return g_bytes_new_take (sealed, OVERHEAD + full);
}

static gboolean
take_apart (const RepLockedPlace *place, gint64 *time, RepArena *out)
{
  guint8 *at = rep_arena_data (out);
  gsize size = rep_arena_size (out), clear;
  guint8 head[HEAD_SIZE];
  guint64 written = rep_get_u64 (at + TIME_AT);

  write_head (head, place, 0);
  if (sodium_memcmp (at, head, TIME_AT) != 0 || written > (guint64)G_MAXINT64 ||
      sodium_unpad (&clear, at, size, size) != 0 || clear < HEAD_SIZE)
    return FALSE;
  memmove (at, at + HEAD_SIZE, clear - HEAD_SIZE);
  rep_arena_resize (out, clear - HEAD_SIZE);
  *time = (gint64)written;
  return TRUE;
}

gboolean
rep_locked_note_open (const RepKeypair *keypair,
                      const RepLockedPlace *place,
                      gconstpointer sealed,
                      gsize size,
                      gint64 *time,
                      RepArena *out,
                      GError **error)
{
  g_autoptr (RepSecret) seeds = rep_keypair_dup_seeds (keypair);
  const guint8 *bytes = sealed;

  rep_arena_clear (out);
  if (size >= 1 && bytes[0] > VERSION) {
    g_set_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_TOO_NEW, "note of version %u", bytes[0]);
    return FALSE;
  }
  if (size >= OVERHEAD + LEAST_CLEAR && size <= REP_LOCKED_NOTE_MAX && bytes[0] == VERSION) {
    rep_arena_resize (out, size - OVERHEAD);
    if (crypto_box_seal_open (rep_arena_data (out), bytes + 1, size - 1,
                              rep_keypair_public (keypair)->box, rep_secret_peek (seeds)) == 0 &&
        take_apart (place, time, out))
      return TRUE;
  }
  rep_arena_clear (out);
  g_set_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_CORRUPT, "note altered or moved");
  return FALSE;
}
