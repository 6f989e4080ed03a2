/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>

#include "crypto/cbor.h"
#include "crypto/grant.h"
#include "crypto/recovery.h"
#include "crypto/roster.h"
#include "crypto/seal.h"
#include "crypto/slot.h"
#include "tests/crypto/fixture.h"

/* Runs tests/vectors/seal.json: bytes that were once written, and broken copies of them. */

static GBytes *
get_bytes (JsonObject *vector, const char *name)
{
  return test_unhex (json_object_get_string_member (vector, name));
}

static RepId
get_id (JsonObject *vector, const char *name)
{
  RepId id;

  g_assert_true (rep_id_parse (json_object_get_string_member (vector, name), &id));
  return id;
}

static RepSecret *
get_secret (JsonObject *vector, const char *name)
{
  g_autoptr (GBytes) bytes = get_bytes (vector, name);
  gsize size = g_bytes_get_size (bytes);
  g_autofree guint8 *copy = g_malloc0 (size + 1);

  if (size > 0)
    memcpy (copy, g_bytes_get_data (bytes, NULL), size);
  return rep_secret_take (copy, size);
}

static void
fail_corrupt (GError **error)
{
  g_set_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_CORRUPT, "refused");
}

static void
run_seal (JsonObject *vector, GError **error)
{
  g_autoptr (RepSecret) key = get_secret (vector, "key");
  g_autoptr (GBytes) sealed = get_bytes (vector, "sealed");
  g_autoptr (GBytes) plain = NULL;
  g_autofree guint8 *copy = test_copy (sealed);
  g_autoptr (RepArena) out = rep_arena_new ();
  RepSealContext context = {
    .vault = get_id (vector, "vault"),
    .record = get_id (vector, "record"),
    .kind = (guint16)json_object_get_int_member (vector, "record_kind"),
    .compartment = (guint16)json_object_get_int_member (vector, "compartment"),
    .epoch = (guint32)json_object_get_int_member (vector, "epoch"),
    .revision = (guint32)json_object_get_int_member (vector, "revision"),
  };

  if (!rep_seal_open (key, &context, copy, g_bytes_get_size (sealed), out, error))
    return;
  plain = get_bytes (vector, "plain");
  test_assert_same (rep_arena_data (out), rep_arena_size (out), g_bytes_get_data (plain, NULL),
                    g_bytes_get_size (plain));
}

static void
run_slot (JsonObject *vector, GError **error)
{
  g_autoptr (RepSecret) password = get_secret (vector, "password");
  g_autoptr (GBytes) slot = get_bytes (vector, "slot");
  g_autofree guint8 *copy = test_copy (slot);
  gsize size = g_bytes_get_size (slot);
  RepId vault = get_id (vector, "vault"), account = get_id (vector, "account");
  g_autoptr (RepSlotKey) key = rep_slot_key_derive (password, copy, size, error);
  g_autoptr (RepKeypair) keypair = NULL;
  g_autoptr (RepSecret) expected = NULL;
  g_autoptr (RepSecret) seeds = NULL;
  RepSlotPin pin;

  if (key == NULL)
    return;
  keypair = rep_slot_open (key, &vault, &account, copy, size, &pin, error);
  if (keypair == NULL)
    return;
  expected = get_secret (vector, "seeds");
  seeds = rep_keypair_dup_seeds (keypair);
  g_assert_true (rep_secret_equal (seeds, expected));
  g_assert_cmpuint (pin.n, ==, 5);
}

static void
run_grant (JsonObject *vector, GError **error)
{
  g_autoptr (GBytes) bytes = get_bytes (vector, "grant");
  g_autoptr (GBytes) signer = get_bytes (vector, "signer");
  g_autoptr (RepSecret) seeds = get_secret (vector, "seeds");
  g_autoptr (RepKeypair) keypair = rep_keypair_new_from_seeds (seeds);
  g_autoptr (RepSecret) key = NULL;
  g_autoptr (RepSecret) expected = NULL;
  g_autofree guint8 *copy = test_copy (bytes);
  RepId vault = get_id (vector, "vault");
  RepPublicKeys keys = { 0 };
  RepGrant grant;

  memcpy (keys.sign, g_bytes_get_data (signer, NULL), REP_PUBLIC_KEY_SIZE);
  if (!rep_grant_parse (copy, g_bytes_get_size (bytes), &grant, error))
    return;
  if (!rep_grant_verify (copy, g_bytes_get_size (bytes), &vault, &keys)) {
    fail_corrupt (error);
    return;
  }
  key = rep_grant_open (&grant, keypair, error);
  if (key == NULL)
    return;
  expected = get_secret (vector, "key");
  g_assert_true (rep_secret_equal (key, expected));
}

static void
run_roster (JsonObject *vector, GError **error)
{
  g_autoptr (RepRoster) roster = rep_roster_new ();
  JsonArray *entries = json_object_get_array_member (vector, "entries");
  RepId vault;

  for (guint i = 0; i < json_array_get_length (entries); i++) {
    JsonObject *entry = json_array_get_object_element (entries, i);
    g_autoptr (GBytes) body = get_bytes (entry, "body");
    g_autoptr (GBytes) signature = get_bytes (entry, "signature");
    g_autofree guint8 *copy = test_copy (body);

    if (!rep_roster_replay (roster, copy, g_bytes_get_size (body),
                            g_bytes_get_data (signature, NULL), error))
      return;
  }
  vault = get_id (vector, "vault");
  g_assert_true (rep_id_equal (rep_roster_vault (roster), &vault));
}

static void
run_recovery (JsonObject *vector, GError **error)
{
  JsonArray *array = json_object_get_array_member (vector, "sheets");
  const char *sheets[2] = { NULL };
  guint n = MIN (json_array_get_length (array), 2), bad;
  g_autoptr (RepSecret) code = NULL;
  g_autoptr (RepSecret) expected = NULL;

  for (guint i = 0; i < n; i++)
    sheets[i] = json_array_get_string_element (array, i);
  code = rep_recovery_parse (sheets, n, &bad, error);
  if (code == NULL) {
    g_assert_cmpuint (bad, ==, json_object_get_int_member (vector, "bad_group"));
    return;
  }
  expected = get_secret (vector, "code");
  g_assert_true (rep_secret_equal (code, expected));
}

static void
run_cbor (JsonObject *vector, GError **error)
{
  g_autoptr (GBytes) bytes = get_bytes (vector, "bytes");
  g_autofree guint8 *copy = test_copy (bytes);
  RepCbor reader = { copy, g_bytes_get_size (bytes), 0 };

  if (!rep_cbor_skip (&reader) || reader.at != reader.size)
    fail_corrupt (error);
}

static const struct {
  const char *kind;
  void (*run) (JsonObject *vector, GError **error);
} runners[] = {
  { "seal", run_seal },     { "slot", run_slot },         { "grant", run_grant },
  { "roster", run_roster }, { "recovery", run_recovery }, { "cbor", run_cbor },
};

static const struct {
  const char *name;
  RepCryptoError code;
} codes[] = {
  { "corrupt", REP_CRYPTO_ERROR_CORRUPT },
  { "too_new", REP_CRYPTO_ERROR_TOO_NEW },
  { "wrong_secret", REP_CRYPTO_ERROR_WRONG_SECRET },
  { "limit", REP_CRYPTO_ERROR_LIMIT },
};

static void
assert_expected (const GError *error, const char *expect)
{
  if (g_str_equal (expect, "ok")) {
    g_assert_no_error (error);
    return;
  }
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_str_equal (expect, codes[i].name)) {
      g_assert_error (error, REP_CRYPTO_ERROR, (int)codes[i].code);
      return;
    }
  g_assert_not_reached ();
}

static void
test_vector (gconstpointer data)
{
  JsonObject *vector = (JsonObject *)data;
  const char *kind = json_object_get_string_member (vector, "kind");
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (runners); i++)
    if (g_str_equal (kind, runners[i].kind)) {
      runners[i].run (vector, &error);
      assert_expected (error, json_object_get_string_member (vector, "expect"));
      return;
    }
  g_assert_not_reached ();
}

int
main (int argc, char **argv)
{
  g_autofree char *path =
      g_build_filename (g_getenv ("REP_SOURCE_ROOT"), "tests", "vectors", "seal.json", NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonArray *vectors;

  g_test_init (&argc, &argv, NULL);
  if (!json_parser_load_from_file (parser, path, NULL))
    g_error ("cannot read the vectors");
  vectors = json_node_get_array (json_parser_get_root (parser));
  g_assert_cmpuint (json_array_get_length (vectors), >=, 100);
  for (guint i = 0; i < json_array_get_length (vectors); i++) {
    JsonObject *vector = json_array_get_object_element (vectors, i);
    g_autofree char *name =
        g_strconcat ("/vectors/", json_object_get_string_member (vector, "name"), NULL);

    g_test_add_data_func (name, vector, test_vector);
  }

  return g_test_run ();
}
