/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sodium.h>
#include <string.h>

#include "crypto/error.h"
#include "crypto/mark.h"
#include "crypto/secret-private.h"

#define MAGIC "RPMK"
#define VERSION 1
#define SIGNED_SIZE (REP_MARK_SIZE - REP_DIGEST_SIZE)

G_STATIC_ASSERT (SIGNED_SIZE == REP_ID_SIZE + 8 + REP_DIGEST_SIZE + 8);
G_STATIC_ASSERT (REP_MARKS_HEAD == 4 + 1 + 2 + 3 * REP_ID_SIZE);

/* What a mark says, without its MAC. */
static void
append_mark (GByteArray *out, const RepMark *mark)
{
  g_byte_array_append (out, mark->account.bytes, REP_ID_SIZE);
  rep_put_u64 (out, mark->sequence);
  g_byte_array_append (out, mark->chain.bytes, REP_DIGEST_SIZE);
  rep_put_u64 (out, (guint64)MAX (mark->time, 0));
}

static void
append_file (GByteArray *out, const RepMarks *marks)
{
  g_byte_array_append (out, marks->vault.bytes, REP_ID_SIZE);
  g_byte_array_append (out, marks->instance.bytes, REP_ID_SIZE);
  g_byte_array_append (out, marks->device.bytes, REP_ID_SIZE);
}

static void
make_mac (const RepMark *mark,
          const RepMarks *marks,
          const RepKeypair *keypair,
          guint8 mac[REP_DIGEST_SIZE])
{
  g_autoptr (GByteArray) message = g_byte_array_new ();
  g_autoptr (RepSecret) key = rep_keypair_mark_key (keypair);

  append_file (message, marks);
  append_mark (message, mark);
  crypto_generichash (mac, REP_DIGEST_SIZE, message->data, message->len, rep_secret_peek (key),
                      REP_KEY_SIZE);
}

void
rep_mark_seal (RepMark *mark, const RepMarks *marks, const RepKeypair *keypair)
{
  make_mac (mark, marks, keypair, mark->mac);
}

gboolean
rep_mark_verify (const RepMark *mark, const RepMarks *marks, const RepKeypair *keypair)
{
  guint8 mac[REP_DIGEST_SIZE];

  make_mac (mark, marks, keypair, mac);
  return sodium_memcmp (mac, mark->mac, sizeof mac) == 0;
}

guint
rep_marks_put (RepMarks *marks, const RepMark *mark)
{
  guint at = 0;

  while (at < marks->n && !rep_id_equal (&marks->marks[at].account, &mark->account))
    at++;
  if (at == REP_MARKS_MAX) {
    at = 0;
    for (guint i = 1; i < marks->n; i++)
      if (marks->marks[i].time < marks->marks[at].time)
        at = i;
  } else if (at == marks->n) {
    marks->n++;
  }
  marks->marks[at] = *mark;
  return at;
}

void
rep_mark_pack (const RepMark *mark, guint8 out[REP_MARK_SIZE])
{
  g_autoptr (GByteArray) bytes = g_byte_array_new ();

  append_mark (bytes, mark);
  g_byte_array_append (bytes, mark->mac, REP_DIGEST_SIZE);
  memcpy (out, bytes->data, REP_MARK_SIZE);
}

GBytes *
rep_marks_pack (const RepMarks *marks)
{
  GByteArray *out = g_byte_array_new ();
  guint8 version = VERSION;
  guint8 one[REP_MARK_SIZE];

  g_byte_array_append (out, (const guint8 *)MAGIC, 4);
  g_byte_array_append (out, &version, 1);
  rep_put_u16 (out, (guint16)marks->n);
  append_file (out, marks);
  for (guint i = 0; i < marks->n; i++) {
    rep_mark_pack (&marks->marks[i], one);
    g_byte_array_append (out, one, sizeof one);
  }
  return g_byte_array_free_to_bytes (out);
}

static void
parse_mark (const guint8 *at, RepMark *mark)
{
  memcpy (mark->account.bytes, at, REP_ID_SIZE);
  mark->sequence = rep_get_u64 (at + 16);
  memcpy (mark->chain.bytes, at + 24, REP_DIGEST_SIZE);
  mark->time = (gint64)MIN (rep_get_u64 (at + 56), (guint64)G_MAXINT64);
  memcpy (mark->mac, at + SIGNED_SIZE, REP_DIGEST_SIZE);
}

gboolean
rep_marks_parse (gconstpointer data, gsize size, RepMarks *marks, GError **error)
{
  const guint8 *at = data;
  guint n;

  if (size >= 5 && memcmp (at, MAGIC, 4) == 0 && at[4] > VERSION) {
    g_set_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_TOO_NEW, "marks of version %u", at[4]);
    return FALSE;
  }
  n = size >= REP_MARKS_HEAD ? rep_get_u16 (at + 5) : G_MAXUINT;
  if (n > REP_MARKS_MAX || memcmp (at, MAGIC, 4) != 0 || at[4] != VERSION ||
      size != REP_MARKS_HEAD + (gsize)n * REP_MARK_SIZE) {
    g_set_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_CORRUPT, "not a file of marks");
    return FALSE;
  }
  memcpy (marks->vault.bytes, at + 7, REP_ID_SIZE);
  memcpy (marks->instance.bytes, at + 23, REP_ID_SIZE);
  memcpy (marks->device.bytes, at + 39, REP_ID_SIZE);
  marks->n = n;
  for (guint i = 0; i < n; i++)
    parse_mark (at + REP_MARKS_HEAD + (gsize)i * REP_MARK_SIZE, &marks->marks[i]);
  return TRUE;
}
