/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "crypto/error.h"
#include "crypto/key-pins.h"

#define MAGIC "RPPN"
#define VERSION 1
#define TAG "rep-pink"

G_STATIC_ASSERT (REP_KEY_PIN_SIZE == REP_ID_SIZE + 8 + REP_DIGEST_SIZE);
G_STATIC_ASSERT (REP_KEY_PINS_HEAD == 4 + 1 + 2 + REP_ID_SIZE);

RepDigest
rep_key_fingerprint (const RepId *vault, const RepId *account, const RepPublicKeys *keys)
{
  g_autoptr (GByteArray) message = g_byte_array_new ();

  g_byte_array_append (message, (const guint8 *)TAG, strlen (TAG));
  g_byte_array_append (message, vault->bytes, REP_ID_SIZE);
  g_byte_array_append (message, account->bytes, REP_ID_SIZE);
  g_byte_array_append (message, keys->box, REP_PUBLIC_KEY_SIZE);
  return rep_digest (message->data, message->len);
}

void
rep_key_pins_put (RepKeyPins *pins, const RepKeyPin *pin)
{
  guint at = 0;

  while (at < pins->n && !rep_id_equal (&pins->pins[at].account, &pin->account))
    at++;
  if (at == REP_KEY_PINS_MAX) {
    at = 0;
    for (guint i = 1; i < pins->n; i++)
      if (pins->pins[i].time < pins->pins[at].time)
        at = i;
  } else if (at == pins->n) {
    pins->n++;
  }
  pins->pins[at] = *pin;
}

const RepKeyPin *
rep_key_pins_find (const RepKeyPins *pins, const RepId *account)
{
  const RepKeyPin *found = NULL;

  for (guint i = 0; i < pins->n; i++) {
    const RepKeyPin *pin = &pins->pins[i];

    if (account != NULL ? rep_id_equal (&pin->account, account)
                        : found == NULL || pin->time > found->time)
      found = pin;
  }
  return found;
}

GBytes *
rep_key_pins_pack (const RepKeyPins *pins)
{
  GByteArray *out = g_byte_array_new ();
  guint8 version = VERSION;

  g_byte_array_append (out, (const guint8 *)MAGIC, 4);
  g_byte_array_append (out, &version, 1);
  rep_put_u16 (out, (guint16)pins->n);
  g_byte_array_append (out, pins->vault.bytes, REP_ID_SIZE);
  for (guint i = 0; i < pins->n; i++) {
    g_byte_array_append (out, pins->pins[i].account.bytes, REP_ID_SIZE);
    rep_put_u64 (out, (guint64)MAX (pins->pins[i].time, 0));
    g_byte_array_append (out, pins->pins[i].fingerprint.bytes, REP_DIGEST_SIZE);
  }
  return g_byte_array_free_to_bytes (out);
}

gboolean
rep_key_pins_parse (gconstpointer data, gsize size, RepKeyPins *pins, GError **error)
{
  const guint8 *at = data;
  guint n;

  if (size >= 5 && memcmp (at, MAGIC, 4) == 0 && at[4] > VERSION) {
    g_set_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_TOO_NEW, "pins of version %u", at[4]);
    return FALSE;
  }
  n = size >= REP_KEY_PINS_HEAD ? rep_get_u16 (at + 5) : G_MAXUINT;
  if (n > REP_KEY_PINS_MAX || memcmp (at, MAGIC, 4) != 0 || at[4] != VERSION ||
      size != REP_KEY_PINS_HEAD + (gsize)n * REP_KEY_PIN_SIZE) {
    g_set_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_CORRUPT, "not a file of pins");
    return FALSE;
  }
  memcpy (pins->vault.bytes, at + 7, REP_ID_SIZE);
  pins->n = n;
  at += REP_KEY_PINS_HEAD;
  for (guint i = 0; i < n; i++, at += REP_KEY_PIN_SIZE) {
    memcpy (pins->pins[i].account.bytes, at, REP_ID_SIZE);
    pins->pins[i].time = (gint64)MIN (rep_get_u64 (at + REP_ID_SIZE), (guint64)G_MAXINT64);
    memcpy (pins->pins[i].fingerprint.bytes, at + REP_ID_SIZE + 8, REP_DIGEST_SIZE);
  }
  return TRUE;
}
