/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "crypto/cbor.h"
#include "crypto/error.h"
#include "crypto/roster-entry.h"

#define MAX_BODY (64u * 1024u)

enum {
  KEY_N = 1,
  KEY_PREVIOUS = 2,
  KEY_SALT = 3,
  KEY_TYPE = 4,
  KEY_ACCOUNT = 5,
  KEY_LOGIN = 6,
  KEY_ROLE = 7,
  KEY_STRUCTURES = 8,
  KEY_BOX = 9,
  KEY_SIGN = 10,
  KEY_TIME = 11,
  KEY_SIGNER = 12,
  KEY_DEVICE = 13,
  KEY_EPOCHS = 14,
};

void
rep_roster_entry_clear (RepRosterEntry *entry)
{
  g_clear_pointer (&entry->login, g_free);
  g_clear_pointer (&entry->structures, g_array_unref);
  g_clear_pointer (&entry->epochs, g_array_unref);
}

static void
put_key_bytes (RepArena *out, guint key, gconstpointer data, gsize size)
{
  rep_cbor_put_uint (out, key);
  rep_cbor_put_bytes (out, data, size);
}

static void
put_key_uint (RepArena *out, guint key, guint64 value)
{
  rep_cbor_put_uint (out, key);
  rep_cbor_put_uint (out, value);
}

static void
put_structures (RepArena *out, const GArray *structures)
{
  guint n = structures != NULL ? structures->len : 0;

  rep_cbor_put_uint (out, KEY_STRUCTURES);
  rep_cbor_put_array (out, n);
  for (guint i = 0; i < n; i++)
    rep_cbor_put_uint (out, g_array_index (structures, guint16, i));
}

static void
put_epochs (RepArena *out, const GArray *epochs)
{
  guint n = epochs != NULL ? epochs->len : 0;

  rep_cbor_put_uint (out, KEY_EPOCHS);
  rep_cbor_put_array (out, n);
  for (guint i = 0; i < n; i++) {
    const RepEpoch *epoch = &g_array_index (epochs, RepEpoch, i);

    rep_cbor_put_array (out, 2);
    rep_cbor_put_uint (out, epoch->compartment);
    rep_cbor_put_uint (out, epoch->epoch);
  }
}

/* All keys are always there, so that there is one encoding of one entry. */
GBytes *
rep_roster_entry_encode (const RepRosterEntry *entry, const RepRosterPlace *place)
{
  g_autoptr (RepArena) out = rep_arena_new ();

  rep_cbor_put_map (out, 14);
  put_key_uint (out, KEY_N, place->n);
  put_key_bytes (out, KEY_PREVIOUS, place->previous.bytes, REP_DIGEST_SIZE);
  put_key_bytes (out, KEY_SALT, place->salt.bytes, REP_ID_SIZE);
  put_key_uint (out, KEY_TYPE, entry->type);
  put_key_bytes (out, KEY_ACCOUNT, entry->account.bytes, REP_ID_SIZE);
  rep_cbor_put_uint (out, KEY_LOGIN);
  rep_cbor_put_text (out, entry->login != NULL ? entry->login : "");
  put_key_uint (out, KEY_ROLE, entry->role);
  put_structures (out, entry->structures);
  put_key_bytes (out, KEY_BOX, entry->keys.box, REP_PUBLIC_KEY_SIZE);
  put_key_bytes (out, KEY_SIGN, entry->keys.sign, REP_PUBLIC_KEY_SIZE);
  put_key_uint (out, KEY_TIME, (guint64)MAX (entry->time, 0));
  put_key_bytes (out, KEY_SIGNER, place->signer.bytes, REP_ID_SIZE);
  put_key_bytes (out, KEY_DEVICE, entry->device.bytes, REP_ID_SIZE);
  put_epochs (out, entry->epochs);
  return g_bytes_new (rep_arena_data (out), rep_arena_size (out));
}

static gboolean
take_key (RepCbor *in, guint key)
{
  RepCborItem item;

  return rep_cbor_expect (in, REP_CBOR_UINT, &item) && item.number == key;
}

static gboolean
take_uint (RepCbor *in, guint key, guint64 max, guint64 *value)
{
  RepCborItem item;

  if (!take_key (in, key) || !rep_cbor_expect (in, REP_CBOR_UINT, &item) || item.number > max)
    return FALSE;
  *value = item.number;
  return TRUE;
}

static gboolean
take_bytes (RepCbor *in, guint key, gpointer out, gsize size)
{
  RepCborItem item;

  if (!take_key (in, key) || !rep_cbor_expect (in, REP_CBOR_BYTES, &item) || item.number != size)
    return FALSE;
  memcpy (out, item.data, size);
  return TRUE;
}

static gboolean
take_login (RepCbor *in, RepRosterEntry *entry)
{
  RepCborItem item;

  if (!take_key (in, KEY_LOGIN) || !rep_cbor_expect (in, REP_CBOR_TEXT, &item) ||
      item.number > REP_LOGIN_MAX ||
      !g_utf8_validate_len ((const char *)item.data, item.number, NULL))
    return FALSE;
  if (item.number > 0)
    entry->login = g_strndup ((const char *)item.data, item.number);
  return TRUE;
}

static gboolean
take_structures (RepCbor *in, RepRosterEntry *entry)
{
  RepCborItem head, item;

  if (!take_key (in, KEY_STRUCTURES) || !rep_cbor_expect (in, REP_CBOR_ARRAY, &head))
    return FALSE;
  entry->structures = g_array_new (FALSE, FALSE, sizeof (guint16));
  for (guint64 i = 0; i < head.number; i++) {
    guint16 number;

    if (!rep_cbor_expect (in, REP_CBOR_UINT, &item) || item.number > G_MAXUINT16)
      return FALSE;
    number = (guint16)item.number;
    g_array_append_val (entry->structures, number);
  }
  return TRUE;
}

static gboolean
take_epochs (RepCbor *in, RepRosterEntry *entry)
{
  RepCborItem head, pair, compartment, epoch;

  if (!take_key (in, KEY_EPOCHS) || !rep_cbor_expect (in, REP_CBOR_ARRAY, &head))
    return FALSE;
  entry->epochs = g_array_new (FALSE, FALSE, sizeof (RepEpoch));
  for (guint64 i = 0; i < head.number; i++) {
    RepEpoch taken;

    if (!rep_cbor_expect (in, REP_CBOR_ARRAY, &pair) || pair.number != 2 ||
        !rep_cbor_expect (in, REP_CBOR_UINT, &compartment) || compartment.number > G_MAXUINT16 ||
        !rep_cbor_expect (in, REP_CBOR_UINT, &epoch) || epoch.number > G_MAXUINT32)
      return FALSE;
    taken = (RepEpoch){ (guint16)compartment.number, (guint32)epoch.number };
    g_array_append_val (entry->epochs, taken);
  }
  return TRUE;
}

static gboolean
take_entry (RepCbor *in, RepRosterEntry *entry, RepRosterPlace *place)
{
  RepCborItem map;
  guint64 n, type, role, time;

  if (!rep_cbor_expect (in, REP_CBOR_MAP, &map) || map.number != 14 ||
      !take_uint (in, KEY_N, G_MAXUINT32, &n) ||
      !take_bytes (in, KEY_PREVIOUS, place->previous.bytes, REP_DIGEST_SIZE) ||
      !take_bytes (in, KEY_SALT, place->salt.bytes, REP_ID_SIZE) ||
      !take_uint (in, KEY_TYPE, REP_ROSTER_EPOCH, &type) ||
      !take_bytes (in, KEY_ACCOUNT, entry->account.bytes, REP_ID_SIZE) || !take_login (in, entry) ||
      !take_uint (in, KEY_ROLE, REP_ROLE_RECOVERY, &role) || !take_structures (in, entry) ||
      !take_bytes (in, KEY_BOX, entry->keys.box, REP_PUBLIC_KEY_SIZE) ||
      !take_bytes (in, KEY_SIGN, entry->keys.sign, REP_PUBLIC_KEY_SIZE) ||
      !take_uint (in, KEY_TIME, G_MAXINT64, &time) ||
      !take_bytes (in, KEY_SIGNER, place->signer.bytes, REP_ID_SIZE) ||
      !take_bytes (in, KEY_DEVICE, entry->device.bytes, REP_ID_SIZE) || !take_epochs (in, entry))
    return FALSE;

  place->n = (guint32)n;
  place->is_first = n == 0;
  entry->type = (RepRosterType)type;
  entry->role = (RepRole)role;
  entry->time = (gint64)time;
  return in->at == in->size;
}

gboolean
rep_roster_entry_decode (
    gconstpointer body, gsize size, RepRosterEntry *entry, RepRosterPlace *place, GError **error)
{
  g_auto (RepRosterEntry) taken = { 0 };
  RepRosterPlace where = { 0 };
  RepCbor in = { body, size, 0 };

  if (size > MAX_BODY || !take_entry (&in, &taken, &where) || taken.type == 0) {
    g_set_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_CORRUPT, "malformed roster entry");
    return FALSE;
  }
  *entry = taken;
  memset (&taken, 0, sizeof taken);
  *place = where;
  return TRUE;
}
