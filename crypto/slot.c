/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include <sodium.h>

#include "crypto/error.h"
#include "crypto/secret-private.h"
#include "crypto/slot.h"

#define TAG "rep-slot"
#define MAGIC "RPSL"
#define MAGIC_SIZE 4
#define VERSION 1
#define KDF_ARGON2ID13 1
#define COST_AT 6
#define SALT_AT 14
#define COMMITMENT_AT 30
#define NONCE_AT 62
#define BODY_AT 86
#define SEEDS_SIZE (2 * REP_SEED_SIZE)
#define BODY_SIZE (SEEDS_SIZE + REP_PUBLIC_KEY_SIZE + 4 + REP_DIGEST_SIZE)
#define SIGNATURE_AT (BODY_AT + BODY_SIZE + crypto_aead_xchacha20poly1305_ietf_ABYTES)

G_STATIC_ASSERT (SIGNATURE_AT + REP_SIGNATURE_SIZE == REP_SLOT_SIZE);

struct _RepSlotKey {
  RepPasswordCost cost;
  RepSecret *seal;
  RepSecret *commit;
};

static RepSlotKey *
slot_key_from_cost (const RepSecret *password, const RepPasswordCost *cost, GError **error)
{
  g_autoptr (RepSecret) key = rep_password_derive (password, cost, error);
  RepSlotKey *self;

  if (key == NULL)
    return NULL;

  self = g_new0 (RepSlotKey, 1);
  self->cost = *cost;
  self->seal = rep_secret_derive (key, 1, "slotseal");
  self->commit = rep_secret_derive (key, 2, "slotcomm");
  return self;
}

RepSlotKey *
rep_slot_key_new (const RepSecret *password, const RepPasswordPolicy *policy, GError **error)
{
  RepPasswordCost cost = rep_password_cost_new (policy);

  return slot_key_from_cost (password, &cost, error);
}

gboolean
rep_slot_key_meets (const RepSlotKey *key, const RepPasswordPolicy *policy)
{
  return rep_password_cost_meets (&key->cost, policy);
}

void
rep_slot_key_free (RepSlotKey *key)
{
  if (key == NULL)
    return;

  rep_secret_free (key->seal);
  rep_secret_free (key->commit);
  g_free (key);
}

RepSecret *
rep_slot_key_pack (const RepSlotKey *key)
{
  RepSecret *packed = rep_secret_new (sizeof key->cost + 2 * REP_KEY_SIZE);
  guint8 *at = rep_secret_data (packed);

  memcpy (at, &key->cost, sizeof key->cost);
  memcpy (at + sizeof key->cost, rep_secret_peek (key->seal), REP_KEY_SIZE);
  memcpy (at + sizeof key->cost + REP_KEY_SIZE, rep_secret_peek (key->commit), REP_KEY_SIZE);
  return packed;
}

RepSlotKey *
rep_slot_key_unpack (const RepSecret *packed)
{
  RepSlotKey *self = g_new0 (RepSlotKey, 1);
  const guint8 *at = rep_secret_peek (packed);

  g_assert (rep_secret_get_size (packed) == sizeof self->cost + 2 * REP_KEY_SIZE);
  memcpy (&self->cost, at, sizeof self->cost);
  self->seal = rep_secret_new (REP_KEY_SIZE);
  self->commit = rep_secret_new (REP_KEY_SIZE);
  memcpy (rep_secret_data (self->seal), at + sizeof self->cost, REP_KEY_SIZE);
  memcpy (rep_secret_data (self->commit), at + sizeof self->cost + REP_KEY_SIZE, REP_KEY_SIZE);
  return self;
}

static gboolean
check_head (const guint8 *slot, gsize size, GError **error)
{
  if (size < COST_AT || memcmp (slot, MAGIC, MAGIC_SIZE) != 0)
    g_set_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_CORRUPT, "not an account slot");
  else if (slot[4] != VERSION || slot[5] != KDF_ARGON2ID13)
    g_set_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_TOO_NEW, "account slot of version %u",
                 slot[4]);
  else if (size != REP_SLOT_SIZE)
    g_set_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_CORRUPT, "account slot cut");
  else
    return TRUE;
  return FALSE;
}

RepSlotKey *
rep_slot_key_derive (const RepSecret *password, gconstpointer slot, gsize size, GError **error)
{
  const guint8 *bytes = slot;
  RepPasswordCost cost;

  if (!check_head (bytes, size, error))
    return NULL;

  cost.passes = rep_get_u32 (bytes + COST_AT);
  cost.memory_kib = rep_get_u32 (bytes + COST_AT + 4);
  memcpy (cost.salt, bytes + SALT_AT, sizeof cost.salt);
  return slot_key_from_cost (password, &cost, error);
}

static GByteArray *
start_slot (const RepPasswordCost *cost)
{
  static const guint8 head[] = { 'R', 'P', 'S', 'L', VERSION, KDF_ARGON2ID13 };
  GByteArray *slot = g_byte_array_sized_new (REP_SLOT_SIZE);

  g_byte_array_append (slot, head, sizeof head);
  rep_put_u32 (slot, cost->passes);
  rep_put_u32 (slot, cost->memory_kib);
  g_byte_array_append (slot, cost->salt, sizeof cost->salt);
  return slot;
}

/* What a slot is bound to: its own head, the vault and the account. */
static GByteArray *
make_context (const guint8 *slot, const RepId *vault, const RepId *account)
{
  GByteArray *context = g_byte_array_new ();

  g_byte_array_append (context, slot, COMMITMENT_AT);
  g_byte_array_append (context, vault->bytes, REP_ID_SIZE);
  g_byte_array_append (context, account->bytes, REP_ID_SIZE);
  return context;
}

/* The AEAD alone would let one slot open under two passwords made for it; this does not. */
static void
commit (const RepSlotKey *key, const GByteArray *context, guint8 out[REP_DIGEST_SIZE])
{
  crypto_generichash (out, REP_DIGEST_SIZE, context->data, context->len,
                      rep_secret_peek (key->commit), rep_secret_get_size (key->commit));
}

static RepSecret *
pack_body (const RepKeypair *keypair, const RepSlotPin *pin)
{
  g_autoptr (RepSecret) seeds = rep_keypair_dup_seeds (keypair);
  RepSecret *body = rep_secret_new (BODY_SIZE);
  guint8 *at = rep_secret_data (body);
  guint32 n = GUINT32_TO_LE (pin->n);

  memcpy (at, rep_secret_peek (seeds), SEEDS_SIZE);
  at += SEEDS_SIZE;
  memcpy (at, pin->root, REP_PUBLIC_KEY_SIZE);
  at += REP_PUBLIC_KEY_SIZE;
  memcpy (at, &n, sizeof n);
  memcpy (at + sizeof n, pin->hash.bytes, REP_DIGEST_SIZE);
  return body;
}

/* Who can open a slot sees by its AEAD that it was altered; the signature lets everyone see it. */
static GByteArray *
signed_part (const guint8 *slot, gsize size, const RepId *vault, const RepId *account)
{
  GByteArray *message = g_byte_array_new ();

  g_byte_array_append (message, vault->bytes, REP_ID_SIZE);
  g_byte_array_append (message, account->bytes, REP_ID_SIZE);
  g_byte_array_append (message, slot, (guint)(size - REP_SIGNATURE_SIZE));
  return message;
}

static void
sign (GByteArray *slot, const RepId *vault, const RepId *account, const RepKeypair *keypair)
{
  g_autoptr (GByteArray) message = signed_part (slot->data, slot->len, vault, account);

  rep_keypair_sign (keypair, TAG, message->data, message->len, slot->data + SIGNATURE_AT);
}

gboolean
rep_slot_verify (gconstpointer slot,
                 gsize size,
                 const RepId *vault,
                 const RepId *account,
                 const RepPublicKeys *keys)
{
  const guint8 *bytes = slot;
  g_autoptr (GByteArray) message = NULL;

  if (size <= REP_SIGNATURE_SIZE || size > G_MAXUINT16)
    return FALSE;
  message = signed_part (bytes, size, vault, account);
  return rep_signature_verify (keys, TAG, message->data, message->len,
                               bytes + size - REP_SIGNATURE_SIZE);
}

GBytes *
rep_slot_seal (const RepSlotKey *key,
               const RepId *vault,
               const RepId *account,
               const RepKeypair *keypair,
               const RepSlotPin *pin)
{
  GByteArray *slot = start_slot (&key->cost);
  g_autoptr (GByteArray) context = make_context (slot->data, vault, account);
  g_autoptr (RepSecret) body = pack_body (keypair, pin);

  g_byte_array_set_size (slot, REP_SLOT_SIZE);
  commit (key, context, slot->data + COMMITMENT_AT);
  randombytes_buf (slot->data + NONCE_AT, BODY_AT - NONCE_AT);
  crypto_aead_xchacha20poly1305_ietf_encrypt (slot->data + BODY_AT, NULL, rep_secret_peek (body),
                                              BODY_SIZE, context->data, context->len, NULL,
                                              slot->data + NONCE_AT, rep_secret_peek (key->seal));
  sign (slot, vault, account, keypair);
  return g_byte_array_free_to_bytes (slot);
}

static gboolean
set_altered (GError **error)
{
  g_set_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_CORRUPT, "account slot altered");
  return FALSE;
}

static RepKeypair *
unpack_body (const RepSecret *body, RepSlotPin *pin)
{
  const guint8 *at = rep_secret_peek (body);
  g_autoptr (RepSecret) seeds = rep_secret_new (SEEDS_SIZE);

  memcpy (rep_secret_data (seeds), at, SEEDS_SIZE);
  at += SEEDS_SIZE;
  memcpy (pin->root, at, REP_PUBLIC_KEY_SIZE);
  at += REP_PUBLIC_KEY_SIZE;
  pin->n = rep_get_u32 (at);
  memcpy (pin->hash.bytes, at + 4, REP_DIGEST_SIZE);
  return rep_keypair_new_from_seeds (seeds);
}

RepKeypair *
rep_slot_open (const RepSlotKey *key,
               const RepId *vault,
               const RepId *account,
               gconstpointer slot,
               gsize size,
               RepSlotPin *pin,
               GError **error)
{
  const guint8 *bytes = slot;
  g_autoptr (GByteArray) context = NULL;
  g_autoptr (RepSecret) body = NULL;
  g_autoptr (RepKeypair) keypair = NULL;
  RepSlotPin sealed_pin;
  guint8 commitment[REP_DIGEST_SIZE];

  if (!check_head (bytes, size, error))
    return NULL;

  context = make_context (bytes, vault, account);
  commit (key, context, commitment);
  if (sodium_memcmp (commitment, bytes + COMMITMENT_AT, sizeof commitment) != 0) {
    g_set_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_WRONG_SECRET, "wrong password");
    return NULL;
  }

  body = rep_secret_new (BODY_SIZE);
  if (crypto_aead_xchacha20poly1305_ietf_decrypt (
          rep_secret_data (body), NULL, NULL, bytes + BODY_AT, SIGNATURE_AT - BODY_AT,
          context->data, context->len, bytes + NONCE_AT, rep_secret_peek (key->seal)) != 0) {
    set_altered (error);
    return NULL;
  }
  keypair = unpack_body (body, &sealed_pin);
  if (!rep_slot_verify (bytes, size, vault, account, rep_keypair_public (keypair))) {
    set_altered (error);
    return NULL;
  }
  *pin = sealed_pin;
  return g_steal_pointer (&keypair);
}
