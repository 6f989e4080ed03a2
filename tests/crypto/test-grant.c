/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "crypto/grant.h"
#include "tests/crypto/fixture.h"

typedef struct {
  RepId vault;
  RepId manager;
  RepId grantee;
  RepKeypair *manager_keys;
  RepKeypair *grantee_keys;
  RepSecret *key;
  GBytes *grant;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->vault = test_id (0x11);
  self->manager = test_id (0x22);
  self->grantee = test_id (0x33);
  self->manager_keys = rep_keypair_new_random ();
  self->grantee_keys = rep_keypair_new_random ();
  self->key = test_key (5, REP_KEY_SIZE);
  self->grant = rep_grant_make (&self->vault, 0x01020304, &self->grantee,
                                rep_keypair_public (self->grantee_keys), 0x0506, 0x0708090a,
                                self->key, &self->manager, self->manager_keys);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  rep_keypair_free (self->manager_keys);
  rep_keypair_free (self->grantee_keys);
  rep_secret_free (self->key);
  g_bytes_unref (self->grant);
}

static RepGrant
parse (const Fixture *self)
{
  RepGrant grant;
  g_autoptr (GError) error = NULL;

  rep_grant_parse (g_bytes_get_data (self->grant, NULL), g_bytes_get_size (self->grant), &grant,
                   &error);
  g_assert_no_error (error);
  return grant;
}

static gboolean
verifies (const Fixture *self, gconstpointer data, gsize size)
{
  return rep_grant_verify (data, size, &self->vault, rep_keypair_public (self->manager_keys));
}

static void
test_round_trip (Fixture *self, gconstpointer data)
{
  RepGrant grant = parse (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (RepSecret) key = rep_grant_open (&grant, self->grantee_keys, &error);

  g_assert_no_error (error);
  g_assert_true (rep_secret_equal (key, self->key));
  g_assert_cmpuint (g_bytes_get_size (self->grant), ==, REP_GRANT_SIZE);
  g_assert_cmpuint (grant.roster_n, ==, 0x01020304);
  g_assert_cmpuint (grant.compartment, ==, 0x0506);
  g_assert_cmpuint (grant.epoch, ==, 0x0708090a);
  g_assert_true (rep_id_equal (&grant.grantee, &self->grantee));
  g_assert_true (rep_id_equal (&grant.signer, &self->manager));
  test_assert_same (grant.grantee_box, REP_PUBLIC_KEY_SIZE,
                    rep_keypair_public (self->grantee_keys)->box, REP_PUBLIC_KEY_SIZE);
  g_assert_true (verifies (self, g_bytes_get_data (self->grant, NULL), REP_GRANT_SIZE));
}

/* Every field is under the signature. */
static void
test_every_bit (Fixture *self, gconstpointer data)
{
  g_autofree guint8 *copy = test_copy (self->grant);

  for (gsize bit = 0; bit < 8 * REP_GRANT_SIZE; bit++) {
    copy[bit / 8] ^= (guint8)(1 << bit % 8);
    g_assert_false (verifies (self, copy, REP_GRANT_SIZE));
    copy[bit / 8] ^= (guint8)(1 << bit % 8);
  }
  g_assert_true (verifies (self, copy, REP_GRANT_SIZE));
}

static void
test_other_signer (Fixture *self, gconstpointer data)
{
  RepId other = test_id (0x12);

  g_assert_false (rep_grant_verify (g_bytes_get_data (self->grant, NULL), REP_GRANT_SIZE,
                                    &self->vault, rep_keypair_public (self->grantee_keys)));
  g_assert_false (rep_grant_verify (g_bytes_get_data (self->grant, NULL), REP_GRANT_SIZE, &other,
                                    rep_keypair_public (self->manager_keys)));
}

static void
assert_does_not_open (const RepGrant *grant, const RepKeypair *keys)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RepSecret) key = rep_grant_open (grant, keys, &error);

  g_assert_null (key);
  g_assert_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_CORRUPT);
}

static void
test_open (Fixture *self, gconstpointer data)
{
  RepGrant good = parse (self);

  assert_does_not_open (&good, self->manager_keys);
  for (gsize bit = 0; bit < 8 * REP_SEALED_KEY_SIZE; bit += 7) {
    RepGrant grant = good;

    grant.sealed[bit / 8] ^= (guint8)(1 << bit % 8);
    assert_does_not_open (&grant, self->grantee_keys);
  }
  for (gsize bit = 0; bit < 8 * REP_DIGEST_SIZE; bit += 7) {
    RepGrant grant = good;

    grant.key_hash.bytes[bit / 8] ^= (guint8)(1 << bit % 8);
    assert_does_not_open (&grant, self->grantee_keys);
  }
}

/* Anyone can seal a key to an account; the hash says it is not the one that was signed. */
static void
test_other_key (Fixture *self, gconstpointer data)
{
  RepGrant grant = parse (self);
  g_autoptr (RepSecret) planted = test_key (99, REP_KEY_SIZE);

  rep_key_seal_to (rep_keypair_public (self->grantee_keys), planted, grant.sealed);
  assert_does_not_open (&grant, self->grantee_keys);
}

static void
assert_parse_fails (gconstpointer bytes, gsize size, RepCryptoError code)
{
  RepGrant grant = { .epoch = 77 };
  g_autoptr (GError) error = NULL;

  g_assert_false (rep_grant_parse (bytes, size, &grant, &error));
  g_assert_error (error, REP_CRYPTO_ERROR, (int)code);
  g_assert_cmpuint (grant.epoch, ==, 77);
}

static void
test_cut (Fixture *self, gconstpointer data)
{
  g_autofree guint8 *longer = g_malloc0 (REP_GRANT_SIZE + 1);

  for (gsize size = 0; size < REP_GRANT_SIZE; size++) {
    g_autofree guint8 *cut = g_memdup2 (g_bytes_get_data (self->grant, NULL), size);

    assert_parse_fails (cut, size, REP_CRYPTO_ERROR_CORRUPT);
    g_assert_false (verifies (self, cut, size));
  }
  memcpy (longer, g_bytes_get_data (self->grant, NULL), REP_GRANT_SIZE);
  assert_parse_fails (longer, REP_GRANT_SIZE + 1, REP_CRYPTO_ERROR_CORRUPT);
  g_assert_false (verifies (self, longer, REP_GRANT_SIZE + 1));
}

static void
test_versions (Fixture *self, gconstpointer data)
{
  g_autofree guint8 *copy = test_copy (self->grant);

  copy[0] = 2;
  assert_parse_fails (copy, REP_GRANT_SIZE, REP_CRYPTO_ERROR_TOO_NEW);
  assert_parse_fails (copy, 1, REP_CRYPTO_ERROR_TOO_NEW);
  copy[0] = 0;
  assert_parse_fails (copy, REP_GRANT_SIZE, REP_CRYPTO_ERROR_CORRUPT);
}

/* A signature made for something else over the same bytes is no grant. */
static void
test_other_tag (Fixture *self, gconstpointer data)
{
  g_autofree guint8 *copy = test_copy (self->grant);
  g_autoptr (GByteArray) message = g_byte_array_new ();

  g_byte_array_append (message, self->vault.bytes, REP_ID_SIZE);
  g_byte_array_append (message, copy, REP_GRANT_SIZE - REP_SIGNATURE_SIZE);
  rep_keypair_sign (self->manager_keys, "rep-rost", message->data, message->len,
                    copy + REP_GRANT_SIZE - REP_SIGNATURE_SIZE);
  g_assert_false (verifies (self, copy, REP_GRANT_SIZE));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/grant/round-trip", test_round_trip);
  ADD ("/grant/every-bit", test_every_bit);
  ADD ("/grant/other-signer", test_other_signer);
  ADD ("/grant/open", test_open);
  ADD ("/grant/other-key", test_other_key);
  ADD ("/grant/cut", test_cut);
  ADD ("/grant/versions", test_versions);
  ADD ("/grant/other-tag", test_other_tag);

  return g_test_run ();
}
