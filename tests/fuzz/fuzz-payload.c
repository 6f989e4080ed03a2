/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/fuzz/fuzz.h"

#include "app/casebook/codec.h"
#include "app/domain/kinds.h"
#include "crypto/keyring.h"
#include "crypto/secret-private.h"

/* A sealed payload as it lies in a file; and what is inside one, whose key the fuzzer lacks. */

static RepKeyring *
keyring (void)
{
  static RepKeyring *ring;
  RepId vault = test_id (0x11);

  if (ring == NULL) {
    ring = rep_keyring_new (&vault);
    rep_keyring_add (ring, REP_COMPARTMENT_FACTS, 1, test_key (1, 32));
    rep_keyring_add (ring, REP_COMPARTMENT_FIRST_IDENTITY, 1, test_key (2, 32));
  }
  return ring;
}

/* What a decoded payload is written as again is what it was: unknown fields included. */
static void
decode (guint16 number, RepPart part, const uint8_t *data, size_t size)
{
  const RepKind *kind = rep_kind_by_number (number);
  RepObject *object = rep_object_new (kind);

  if (rep_codec_decode (object, part, data, size, NULL)) {
    g_autoptr (RepArena) again = rep_arena_new ();
    RepObject *second = rep_object_new (kind);

    rep_codec_encode (object, part, again);
    g_assert_true (
        rep_codec_decode (second, part, rep_arena_data (again), rep_arena_size (again), NULL));
    rep_object_free (second);
  }
  rep_object_free (object);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (RepArena) out = rep_arena_new ();
  RepId record = test_id (0x22);
  guint16 kind;

  if (size < 1)
    return 0;
  kind = data[0] >> 1;
  if ((data[0] & 1) != 0) {
    if (rep_kind_by_number (kind & 31) != NULL)
      decode (kind & 31, (kind & 32) != 0 ? REP_PART_IDENTITY : REP_PART_FACTS, data + 1, size - 1);
  } else if (!rep_keyring_open (keyring (), &record, kind, REP_CLASS_FACTS, data + 1, size - 1, out,
                                NULL)) {
    g_assert_cmpuint (rep_arena_size (out), ==, 0);
  }
  return 0;
}

static void
add_encoded (GPtrArray *seeds, RepObject *object, RepPart part)
{
  g_autoptr (RepArena) out = rep_arena_new ();
  g_autoptr (RepArena) input = rep_arena_new ();
  guint8 head = (guint8)(object->kind->number << 1 | 1 | (part == REP_PART_IDENTITY ? 64 : 0));

  rep_codec_encode (object, part, out);
  rep_arena_append (input, &head, 1);
  rep_arena_append (input, rep_arena_data (out), rep_arena_size (out));
  fuzz_add (seeds, rep_arena_data (input), rep_arena_size (input));
}

GPtrArray *
fuzz_seeds (void)
{
  GPtrArray *seeds = fuzz_list ();
  g_autoptr (RepSecret) key = test_key (1, 32);
  g_autoptr (RepSecret) payload = rep_secret_derive (key, 1, "payload_");
  RepSealContext context = { .vault = test_id (0x11),
                             .record = test_id (0x22),
                             .kind = 2,
                             .compartment = REP_COMPARTMENT_FACTS,
                             .epoch = 1,
                             .revision = 1 };
  guint8 nonce[REP_SEAL_NONCE_SIZE] = { 9 };
  g_autoptr (GBytes) sealed =
      rep_seal (payload, &context, REP_PADDING_64, "\xa1\x01\x02", 3, nonce);
  g_autoptr (GByteArray) input = g_byte_array_new ();
  RepPerson *person = rep_object_new (&rep_kind_person);
  RepContact *contact = rep_object_new (&rep_kind_contact);
  guint8 head = 2 << 1;

  g_byte_array_append (input, &head, 1);
  g_byte_array_append (input, g_bytes_get_data (sealed, NULL), (guint)g_bytes_get_size (sealed));
  fuzz_add (seeds, input->data, input->len);

  person->identity_type = 1;
  person->sex = 1;
  person->publics_yes = 5;
  person->declared_age = 19;
  person->birth = 730000;
  rep_text_set (&person->last_name, "Pontdelune");
  rep_text_set (&person->epci, "200039865");
  add_encoded (seeds, &person->object, REP_PART_FACTS);
  add_encoded (seeds, &person->object, REP_PART_IDENTITY);
  contact->date = 737745;
  contact->channel = 1;
  contact->reached = 1;
  add_encoded (seeds, &contact->object, REP_PART_FACTS);
  rep_object_free (person);
  rep_object_free (contact);
  return seeds;
}
