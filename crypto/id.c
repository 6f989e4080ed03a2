/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <sodium.h>

#include "crypto/id.h"

RepId
rep_id_from_bytes (const guint8 bytes[REP_ID_SIZE])
{
  RepId id;

  memcpy (id.bytes, bytes, REP_ID_SIZE);
  id.bytes[6] = (guint8)((id.bytes[6] & 0x0f) | 0x40);
  id.bytes[8] = (guint8)((id.bytes[8] & 0x3f) | 0x80);
  return id;
}

RepId
rep_id_random (void)
{
  guint8 bytes[REP_ID_SIZE];

  randombytes_buf (bytes, sizeof bytes);
  return rep_id_from_bytes (bytes);
}

gboolean
rep_id_parse (const char *text, RepId *id)
{
  guint8 bytes[REP_ID_SIZE];

  if (text == NULL || strlen (text) != 2 * REP_ID_SIZE)
    return FALSE;

  for (guint i = 0; i < REP_ID_SIZE; i++) {
    int high = g_ascii_xdigit_value (text[2 * i]);
    int low = g_ascii_xdigit_value (text[2 * i + 1]);

    if (high < 0 || low < 0)
      return FALSE;
    bytes[i] = (guint8)(high << 4 | low);
  }
  memcpy (id->bytes, bytes, REP_ID_SIZE);
  return TRUE;
}

const char *
rep_id_format (const RepId *id, char buffer[REP_ID_HEX_SIZE])
{
  return sodium_bin2hex (buffer, REP_ID_HEX_SIZE, id->bytes, REP_ID_SIZE);
}

int
rep_id_compare (const RepId *a, const RepId *b)
{
  return memcmp (a->bytes, b->bytes, REP_ID_SIZE);
}

gboolean
rep_id_equal (const RepId *a, const RepId *b)
{
  return rep_id_compare (a, b) == 0;
}

gboolean
rep_id_is_none (const RepId *id)
{
  static const RepId none;

  return rep_id_equal (id, &none);
}

guint
rep_id_hash (gconstpointer id)
{
  guint hash;

  memcpy (&hash, ((const RepId *)id)->bytes, sizeof hash);
  return hash;
}

gboolean
rep_id_equal_func (gconstpointer a, gconstpointer b)
{
  return rep_id_equal (a, b);
}
