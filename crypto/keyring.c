/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sodium.h>

#include "crypto/error.h"
#include "crypto/keyring.h"
#include "crypto/secret-private.h"

/* One compartment key and what is derived from it. */
typedef struct {
  guint16 compartment;
  guint32 epoch;
  RepSecret *key;
  RepSecret *payload;
  RepSecret *sum;   /* facts only */
  RepSecret *token; /* link only */
} Key;

struct _RepKeyring {
  RepId vault;
  GPtrArray *keys; /* Key, ascending by compartment and epoch */
  GArray *retired; /* guint16 */
};

static void
key_free (gpointer data)
{
  Key *key = data;

  rep_secret_free (key->key);
  rep_secret_free (key->payload);
  rep_secret_free (key->sum);
  rep_secret_free (key->token);
  g_free (key);
}

RepCompartmentClass
rep_compartment_class (guint16 compartment)
{
  if (compartment == REP_COMPARTMENT_FACTS)
    return REP_CLASS_FACTS;
  if (compartment == REP_COMPARTMENT_LINK)
    return REP_CLASS_LINK;
  if (compartment == REP_COMPARTMENT_DRAFT)
    return REP_CLASS_DRAFT;
  return compartment >= REP_COMPARTMENT_FIRST_IDENTITY ? REP_CLASS_IDENTITY : REP_CLASS_NONE;
}

gboolean
rep_compartment_is_granted (guint16 compartment)
{
  RepCompartmentClass class = rep_compartment_class (compartment);

  return class != REP_CLASS_NONE && class != REP_CLASS_DRAFT;
}

RepKeyring *
rep_keyring_new (const RepId *vault)
{
  RepKeyring *self = g_new0 (RepKeyring, 1);

  self->vault = *vault;
  self->keys = g_ptr_array_new_with_free_func (key_free);
  self->retired = g_array_new (FALSE, FALSE, sizeof (guint16));
  return self;
}

void
rep_keyring_free (RepKeyring *keyring)
{
  if (keyring == NULL)
    return;

  g_ptr_array_unref (keyring->keys);
  g_array_unref (keyring->retired);
  g_free (keyring);
}

static const Key *
find_key (const RepKeyring *self, guint16 compartment, guint32 epoch)
{
  for (guint i = 0; i < self->keys->len; i++) {
    const Key *key = g_ptr_array_index (self->keys, i);

    if (key->compartment == compartment && key->epoch == epoch)
      return key;
  }
  return NULL;
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  const Key *left = *(const Key *const *)a;
  const Key *right = *(const Key *const *)b;

  if (left->compartment != right->compartment)
    return left->compartment < right->compartment ? -1 : 1;
  return left->epoch < right->epoch ? -1 : left->epoch > right->epoch ? 1 : 0;
}

void
rep_keyring_add (RepKeyring *keyring, guint16 compartment, guint32 epoch, RepSecret *secret)
{
  Key *key;

  if (find_key (keyring, compartment, epoch) != NULL) {
    rep_secret_free (secret);
    return;
  }

  key = g_new0 (Key, 1);
  key->compartment = compartment;
  key->epoch = epoch;
  key->key = secret;
  key->payload = rep_secret_derive (secret, 1, "payload_");
  if (compartment == REP_COMPARTMENT_FACTS)
    key->sum = rep_secret_derive (secret, 2, "rowsum__");
  if (compartment == REP_COMPARTMENT_LINK)
    key->token = rep_secret_derive (secret, 3, "linktok_");
  g_ptr_array_add (keyring->keys, key);
  g_ptr_array_sort (keyring->keys, compare_keys);
}

RepKeyring *
rep_keyring_copy (const RepKeyring *keyring)
{
  RepKeyring *copy = rep_keyring_new (&keyring->vault);

  for (guint i = 0; i < keyring->keys->len; i++) {
    const Key *key = g_ptr_array_index (keyring->keys, i);

    rep_keyring_add (copy, key->compartment, key->epoch, rep_secret_dup (key->key));
  }
  return copy;
}

guint32
rep_keyring_newest (const RepKeyring *keyring, guint16 compartment)
{
  guint32 newest = 0;

  for (guint i = 0; i < keyring->keys->len; i++) {
    const Key *key = g_ptr_array_index (keyring->keys, i);

    if (key->compartment == compartment)
      newest = MAX (newest, key->epoch);
  }
  return newest;
}

void
rep_keyring_retire (RepKeyring *keyring, guint16 compartment)
{
  g_array_append_val (keyring->retired, compartment);
}

static gboolean
is_retired (const RepKeyring *self, guint16 compartment)
{
  for (guint i = 0; i < self->retired->len; i++)
    if (g_array_index (self->retired, guint16, i) == compartment)
      return TRUE;
  return FALSE;
}

void
rep_keyring_foreach (const RepKeyring *keyring, RepKeyringFunc func, gpointer data)
{
  for (guint i = 0; i < keyring->keys->len; i++) {
    const Key *key = g_ptr_array_index (keyring->keys, i);

    if (rep_compartment_is_granted (key->compartment))
      func (key->compartment, key->epoch, key->key, data);
  }
}

static void
set_no_key (GError **error, guint16 compartment, guint32 epoch)
{
  g_set_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_NO_KEY,
               "no key for compartment %u epoch %u", compartment, epoch);
}

GBytes *
rep_keyring_seal (const RepKeyring *keyring,
                  guint16 compartment,
                  const RepId *record,
                  guint16 kind,
                  guint32 revision,
                  RepPadding padding,
                  gconstpointer plain,
                  gsize size,
                  GError **error)
{
  guint32 epoch = rep_keyring_newest (keyring, compartment);
  RepSealContext context = { .vault = keyring->vault,
                             .record = *record,
                             .kind = kind,
                             .compartment = compartment,
                             .epoch = epoch,
                             .revision = revision };

  if (epoch == 0 || is_retired (keyring, compartment)) {
    set_no_key (error, compartment, epoch);
    return NULL;
  }
  if (size > REP_SEAL_MAX_PLAIN) {
    g_set_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_LIMIT, "payload too long");
    return NULL;
  }
  return rep_seal (find_key (keyring, compartment, epoch)->payload, &context, padding, plain, size,
                   NULL);
}

gboolean
rep_keyring_open (const RepKeyring *keyring,
                  const RepId *record,
                  guint16 kind,
                  RepCompartmentClass expected,
                  gconstpointer sealed,
                  gsize size,
                  RepArena *out,
                  GError **error)
{
  RepSealHeader header;
  RepSealContext context = { .vault = keyring->vault, .record = *record, .kind = kind };
  const Key *key;

  rep_arena_clear (out);
  if (!rep_seal_parse_header (sealed, size, &header, error))
    return FALSE;

  if (rep_compartment_class (header.compartment) != expected) {
    g_set_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_CORRUPT,
                 "payload of another compartment");
    return FALSE;
  }
  key = find_key (keyring, header.compartment, header.epoch);
  if (key == NULL) {
    set_no_key (error, header.compartment, header.epoch);
    return FALSE;
  }
  context.compartment = header.compartment;
  context.epoch = header.epoch;
  context.revision = header.revision;
  return rep_seal_open (key->payload, &context, sealed, size, out, error);
}

RepDigest
rep_keyring_row_term (const RepKeyring *keyring, guint32 epoch, const RepDigest *content)
{
  const Key *key = find_key (keyring, REP_COMPARTMENT_FACTS, epoch);
  RepDigest term = { 0 };

  g_return_val_if_fail (key != NULL, term);
  crypto_generichash (term.bytes, sizeof term.bytes, content->bytes, sizeof content->bytes,
                      rep_secret_peek (key->sum), rep_secret_get_size (key->sum));
  return term;
}

gboolean
rep_keyring_link_token (
    const RepKeyring *keyring, guint32 epoch, gconstpointer text, gsize size, guint8 token[16])
{
  const Key *key = find_key (keyring, REP_COMPARTMENT_LINK, epoch);

  if (key == NULL)
    return FALSE;
  crypto_generichash (token, 16, text, size, rep_secret_peek (key->token),
                      rep_secret_get_size (key->token));
  return TRUE;
}
