/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/casebook/codec.h"
#include "app/domain/project.h"
#include "app/error.h"
#include "app/exchange/json.h"
#include "crypto/cbor.h"

static char *
random_text (void)
{
  static const char *const pieces[] = { "é",    "Œ", "-", "'", "ÿ", "é",
                                        "🙂", "م", "a", "Z", " ", "0" };
  GString *text = g_string_new ("x");

  for (int i = g_test_rand_int_range (0, 12); i > 0; i--)
    g_string_append (text, pieces[g_test_rand_int_range (0, G_N_ELEMENTS (pieces))]);
  return g_string_free (text, FALSE);
}

static RepId
random_id (void)
{
  guint8 bytes[16];

  for (guint i = 0; i < sizeof bytes; i++)
    bytes[i] = (guint8)g_test_rand_int_range (0, 256);
  return rep_id_from_bytes (bytes);
}

static void fill_random (RepObject *object);

static void
fill_many (RepObject *object, const RepField *field)
{
  for (int i = g_test_rand_int_range (1, 4); i > 0; i--) {
    g_autofree char *text = random_text ();
    RepId id = random_id ();

    if (field->type == REP_FIELD_TEXTS)
      rep_texts_add (rep_field_member (object, field, GPtrArray *), text);
    else if (field->type == REP_FIELD_IDS)
      rep_ids_add (rep_field_member (object, field, GArray *), &id);
    else
      fill_random (rep_list_add (rep_field_member (object, field, GPtrArray *), field->element));
  }
}

static guint8
random_code (const RepVocabulary *vocabulary)
{
  return (guint8)g_test_rand_int_range (1, (gint32)vocabulary->n_terms + 1);
}

static void
fill_field (RepObject *object, const RepField *field)
{
  g_autofree char *text = random_text ();

  switch (field->type) {
    case REP_FIELD_TEXT:
      rep_text_set (rep_field_member (object, field, char *), text);
      break;
    case REP_FIELD_INT:
      *rep_field_member (object, field, gint32) = g_test_rand_int_range (0, G_MAXINT32);
      break;
    case REP_FIELD_DATE:
      *rep_field_member (object, field, guint32) = (guint32)g_test_rand_int_range (700000, 740000);
      break;
    case REP_FIELD_TIME:
      *rep_field_member (object, field, gint64) = g_test_rand_int_range (1, G_MAXINT32);
      break;
    case REP_FIELD_CODE:
      *rep_field_member (object, field, guint8) = random_code (field->vocabulary);
      break;
    case REP_FIELD_CODES:
      *rep_field_member (object, field, guint64) = G_GUINT64_CONSTANT (1)
                                                   << random_code (field->vocabulary);
      break;
    case REP_FIELD_ID:
      *rep_field_member (object, field, RepId) = random_id ();
      break;
    case REP_FIELD_BOOL:
      *rep_field_member (object, field, gboolean) = TRUE;
      break;
    case REP_FIELD_PLACE:
      g_strlcpy (rep_field_member (object, field, char), "08105", REP_PLACE_SIZE);
      break;
    case REP_FIELD_TEXTS:
    case REP_FIELD_IDS:
    case REP_FIELD_LIST:
      fill_many (object, field);
      break;
    default:
      g_assert_not_reached ();
  }
}

static void
fill_random (RepObject *object)
{
  for (guint i = 0; i < object->kind->n_fields; i++)
    if (g_test_rand_int_range (0, 3) > 0)
      fill_field (object, &object->kind->fields[i]);
}

static GBytes *
encode (const RepObject *object, RepPart part)
{
  g_autoptr (RepArena) out = rep_arena_new ();

  rep_codec_encode (object, part, out);
  return g_bytes_new (rep_arena_data (out), rep_arena_size (out));
}

static gboolean
decode (RepObject *object, RepPart part, GBytes *payload)
{
  g_autoptr (GError) error = NULL;
  gsize size;
  gconstpointer data = g_bytes_get_data (payload, &size);
  gboolean done = rep_codec_decode (object, part, data, size, &error);

  if (!done)
    g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_CORRUPT);
  return done;
}

/* Any record of any kind: encoded, read back and encoded again, the bytes are the same. */
static void
test_round_trip (void)
{
  guint n;
  const RepKind *const *kinds = rep_kinds (&n);

  for (guint round = 0; round < 300; round++) {
    const RepKind *kind = kinds[g_test_rand_int_range (0, (gint32)n)];
    RepObject *object = rep_object_new (kind);
    RepObject *again = rep_object_new (kind);

    fill_random (object);
    for (RepPart part = REP_PART_FACTS; part < REP_N_PARTS; part++) {
      g_autoptr (GBytes) first = encode (object, part);
      g_autoptr (GBytes) second = NULL;

      g_assert_true (decode (again, part, first));
      second = encode (again, part);
      g_assert_true (g_bytes_equal (first, second));
    }
    rep_object_free (object);
    rep_object_free (again);
  }
}

/* The same through JSON, which every export and project sheet goes through. */
static void
test_json (void)
{
  guint n;
  const RepKind *const *kinds = rep_kinds (&n);

  for (guint round = 0; round < 200; round++) {
    const RepKind *kind = kinds[g_test_rand_int_range (0, (gint32)n)];
    RepObject *object = rep_object_new (kind);
    RepObject *again = rep_object_new (kind);
    g_autoptr (JsonBuilder) builder = json_builder_new ();
    g_autoptr (JsonNode) root = NULL;
    g_autoptr (GError) error = NULL;

    fill_random (object);
    json_builder_begin_object (builder);
    for (RepPart part = REP_PART_FACTS; part < REP_N_PARTS; part++)
      rep_json_add_members (builder, object, part, REP_JSON_ALL);
    json_builder_end_object (builder);
    root = json_builder_get_root (builder);
    rep_json_read (again, json_node_get_object (root), &error);
    g_assert_no_error (error);
    for (RepPart part = REP_PART_FACTS; part < REP_N_PARTS; part++) {
      g_autoptr (GBytes) first = encode (object, part);
      g_autoptr (GBytes) second = encode (again, part);

      g_assert_true (g_bytes_equal (first, second));
    }
    rep_object_free (object);
    rep_object_free (again);
  }
}

/* A newer program wrote fields 62, 63 and 4000: read, saved, and still there to the byte. */
static void
test_unknown_fields (void)
{
  g_autoptr (RepArena) out = rep_arena_new ();
  RepContact *contact = rep_object_new (&rep_kind_contact);
  g_autoptr (GBytes) payload = NULL;
  g_autoptr (GBytes) again = NULL;

  rep_cbor_put_map (out, 5);
  rep_cbor_put_uint (out, 3);
  rep_cbor_put_uint (out, 737484);
  rep_cbor_put_uint (out, 5);
  rep_cbor_put_uint (out, 1);
  rep_cbor_put_uint (out, 62);
  rep_cbor_put_array (out, 2);
  rep_cbor_put_text (out, "new");
  rep_cbor_put_map (out, 0);
  rep_cbor_put_uint (out, 63);
  rep_cbor_put_bool (out, FALSE);
  rep_cbor_put_uint (out, 4000);
  rep_cbor_put_int (out, -7);
  payload = g_bytes_new (rep_arena_data (out), rep_arena_size (out));

  g_assert_true (decode (&contact->object, REP_PART_FACTS, payload));
  g_assert_cmpuint (contact->date, ==, 737484);
  again = encode (&contact->object, REP_PART_FACTS);
  g_assert_true (g_bytes_equal (payload, again));
  rep_object_free (contact);
}

/* Bytes from nowhere, and cut payloads, are refused and never crash. */
static void
test_hostile (void)
{
  RepPerson *person = rep_object_new (&rep_kind_person);
  g_autoptr (GBytes) payload = NULL;
  gsize size;

  fill_random (&person->object);
  rep_text_set (&person->epci, "200041630");
  payload = encode (&person->object, REP_PART_FACTS);
  size = g_bytes_get_size (payload);
  for (gsize cut = 0; cut < size; cut++) {
    g_autoptr (GBytes) part = g_bytes_new_from_bytes (payload, 0, cut);
    RepObject *object = rep_object_new (&rep_kind_person);

    g_assert_false (decode (object, REP_PART_FACTS, part));
    rep_object_free (object);
  }
  for (guint round = 0; round < 5000; round++) {
    guint8 bytes[48];
    RepObject *object = rep_object_new (&rep_kind_project);
    g_autoptr (GBytes) noise = NULL;

    for (guint i = 0; i < sizeof bytes; i++)
      bytes[i] = (guint8)g_test_rand_int_range (0, 256);
    bytes[0] = (guint8)(0xa0 | (bytes[0] & 7));
    noise = g_bytes_new (bytes, sizeof bytes);
    (void)decode (object, REP_PART_FACTS, noise);
    rep_object_free (object);
  }
  rep_object_free (person);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/codec/round-trip", test_round_trip);
  g_test_add_func ("/codec/json", test_json);
  g_test_add_func ("/codec/unknown-fields", test_unknown_fields);
  g_test_add_func ("/codec/hostile", test_hostile);
  return g_test_run ();
}
