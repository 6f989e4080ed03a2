/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "crypto/keyring.h"
#include "tests/crypto/fixture.h"

typedef struct {
  RepKeyring *keyring;
  RepId record;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  RepId vault = test_id (0x11);

  self->record = test_id (0x22);
  self->keyring = rep_keyring_new (&vault);
  rep_keyring_add (self->keyring, 16, 1, test_key (1, 32));
  rep_keyring_add (self->keyring, REP_COMPARTMENT_FACTS, 2, test_key (2, 32));
  rep_keyring_add (self->keyring, REP_COMPARTMENT_FACTS, 1, test_key (3, 32));
  rep_keyring_add (self->keyring, REP_COMPARTMENT_LINK, 1, test_key (4, 32));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  rep_keyring_free (self->keyring);
}

static GBytes *
seal (const RepKeyring *keyring, guint16 compartment, const RepId *record)
{
  g_autoptr (GError) error = NULL;
  GBytes *sealed =
      rep_keyring_seal (keyring, compartment, record, 3, 7, REP_PADDING_64, "Alix", 4, &error);

  g_assert_no_error (error);
  return sealed;
}

static void
assert_open (
    const RepKeyring *keyring, const RepId *record, guint16 kind, GBytes *sealed, int expected)
{
  g_autoptr (RepArena) out = rep_arena_new ();
  g_autoptr (GError) error = NULL;
  const guint8 *bytes = g_bytes_get_data (sealed, NULL);
  gboolean opened =
      rep_keyring_open (keyring, record, kind, rep_compartment_class (rep_get_u16 (bytes + 1)),
                        bytes, g_bytes_get_size (sealed), out, &error);

  if (expected >= 0) {
    g_assert_error (error, REP_CRYPTO_ERROR, expected);
    g_assert_false (opened);
    g_assert_cmpuint (rep_arena_size (out), ==, 0);
  } else {
    g_assert_no_error (error);
    g_assert_true (opened);
    test_assert_same (rep_arena_data (out), rep_arena_size (out), "Alix", 4);
  }
}

static void
test_round_trip (Fixture *self, gconstpointer data)
{
  static const guint16 compartments[] = { 1, 2, 16 };

  for (guint i = 0; i < G_N_ELEMENTS (compartments); i++) {
    g_autoptr (GBytes) sealed = seal (self->keyring, compartments[i], &self->record);
    RepSealHeader header;

    g_assert_true (rep_seal_parse_header (g_bytes_get_data (sealed, NULL),
                                          g_bytes_get_size (sealed), &header, NULL));
    g_assert_cmpuint (header.compartment, ==, compartments[i]);
    g_assert_cmpuint (header.epoch, ==, rep_keyring_newest (self->keyring, compartments[i]));
    g_assert_cmpuint (header.revision, ==, 7);
    assert_open (self->keyring, &self->record, 3, sealed, -1);
  }
}

static void
test_moved (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) sealed = seal (self->keyring, 16, &self->record);
  RepId other_record = test_id (0x23), other_vault = test_id (0x12);
  g_autoptr (RepKeyring) other = rep_keyring_new (&other_vault);

  rep_keyring_add (other, 16, 1, test_key (1, 32));
  assert_open (self->keyring, &other_record, 3, sealed, REP_CRYPTO_ERROR_CORRUPT);
  assert_open (self->keyring, &self->record, 4, sealed, REP_CRYPTO_ERROR_CORRUPT);
  assert_open (other, &self->record, 3, sealed, REP_CRYPTO_ERROR_CORRUPT);
}

/* The header leads to another key the account holds, or to none. */
static void
test_header_changed (Fixture *self, gconstpointer data)
{
  static const struct {
    guint at;
    guint8 value;
    RepCryptoError code;
  } cases[] = {
    { 1, 2, REP_CRYPTO_ERROR_NO_KEY },   { 1, 17, REP_CRYPTO_ERROR_NO_KEY },
    { 3, 1, REP_CRYPTO_ERROR_CORRUPT },  { 3, 3, REP_CRYPTO_ERROR_NO_KEY },
    { 7, 6, REP_CRYPTO_ERROR_CORRUPT },  { 0, 2, REP_CRYPTO_ERROR_TOO_NEW },
    { 40, 0, REP_CRYPTO_ERROR_CORRUPT },
  };
  g_autoptr (GBytes) sealed = seal (self->keyring, REP_COMPARTMENT_FACTS, &self->record);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    guint8 *copy = test_copy (sealed);
    g_autoptr (GBytes) changed = NULL;

    copy[cases[i].at] = cases[i].at == 40 ? (guint8)(copy[40] + 1) : cases[i].value;
    changed = g_bytes_new_take (copy, g_bytes_get_size (sealed));
    assert_open (self->keyring, &self->record, 3, changed, (int)cases[i].code);
  }
}

/* A payload lies in a column of one class; sealed for another it is refused there. */
static void
test_classes (Fixture *self, gconstpointer data)
{
  static const guint16 compartments[] = { 1, 2, 16 };

  for (guint i = 0; i < G_N_ELEMENTS (compartments); i++)
    for (int expected = REP_CLASS_NONE; expected <= REP_CLASS_IDENTITY; expected++) {
      g_autoptr (GBytes) sealed = seal (self->keyring, compartments[i], &self->record);
      g_autoptr (RepArena) out = rep_arena_new ();
      g_autoptr (GError) error = NULL;
      gboolean fits = rep_compartment_class (compartments[i]) == (RepCompartmentClass)expected;

      g_assert_true (fits == rep_keyring_open (self->keyring, &self->record, 3,
                                               (RepCompartmentClass)expected,
                                               g_bytes_get_data (sealed, NULL),
                                               g_bytes_get_size (sealed), out, &error));
      if (!fits)
        g_assert_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_CORRUPT);
    }
  g_assert_cmpint (rep_compartment_class (0), ==, REP_CLASS_NONE);
  g_assert_cmpint (rep_compartment_class (3), ==, REP_CLASS_DRAFT);
  g_assert_cmpint (rep_compartment_class (15), ==, REP_CLASS_NONE);
  g_assert_cmpint (rep_compartment_class (G_MAXUINT16), ==, REP_CLASS_IDENTITY);
}

/* Behind the roster: readable, written no more. */
static void
test_retired (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) sealed = seal (self->keyring, 16, &self->record);
  g_autoptr (GError) error = NULL;

  rep_keyring_retire (self->keyring, 16);
  assert_open (self->keyring, &self->record, 3, sealed, -1);
  g_assert_null (
      rep_keyring_seal (self->keyring, 16, &self->record, 3, 8, REP_PADDING_64, "x", 1, &error));
  g_assert_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_NO_KEY);
}

static void
test_too_long (Fixture *self, gconstpointer data)
{
  g_autofree guint8 *plain = g_malloc0 (REP_SEAL_MAX_PLAIN + 1);
  g_autoptr (GBytes) longest = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (RepArena) out = rep_arena_new ();

  longest = rep_keyring_seal (self->keyring, 16, &self->record, 3, 1, REP_PADDING_POWER, plain,
                              REP_SEAL_MAX_PLAIN, &error);
  g_assert_no_error (error);
  g_assert_true (rep_keyring_open (self->keyring, &self->record, 3, REP_CLASS_IDENTITY,
                                   g_bytes_get_data (longest, NULL), g_bytes_get_size (longest),
                                   out, &error));
  g_assert_cmpuint (rep_arena_size (out), ==, REP_SEAL_MAX_PLAIN);
  g_assert_null (rep_keyring_seal (self->keyring, 16, &self->record, 3, 1, REP_PADDING_64, plain,
                                   REP_SEAL_MAX_PLAIN + 1, &error));
  g_assert_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_LIMIT);
}

/* A director's keyring: facts, and neither names nor link. */
static void
test_missing_keys (Fixture *self, gconstpointer data)
{
  RepId vault = test_id (0x11);
  g_autoptr (RepKeyring) director = rep_keyring_new (&vault);
  g_autoptr (GBytes) facts = seal (self->keyring, 1, &self->record);
  g_autoptr (GBytes) names = seal (self->keyring, 16, &self->record);
  g_autoptr (GError) error = NULL;
  guint8 token[16];

  rep_keyring_add (director, REP_COMPARTMENT_FACTS, 2, test_key (2, 32));
  assert_open (director, &self->record, 3, facts, -1);
  assert_open (director, &self->record, 3, names, REP_CRYPTO_ERROR_NO_KEY);
  g_assert_false (rep_keyring_link_token (director, 1, "x", 1, token));
  g_assert_cmpuint (rep_keyring_newest (director, 16), ==, 0);
  g_assert_null (
      rep_keyring_seal (director, 16, &self->record, 3, 7, REP_PADDING_64, "Alix", 4, &error));
  g_assert_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_NO_KEY);
}

static void
test_old_epoch_reads (Fixture *self, gconstpointer data)
{
  RepId vault = test_id (0x11);
  g_autoptr (RepKeyring) before = rep_keyring_new (&vault);
  g_autoptr (GBytes) old = NULL;
  g_autoptr (GBytes) fresh = seal (self->keyring, 1, &self->record);

  rep_keyring_add (before, REP_COMPARTMENT_FACTS, 1, test_key (3, 32));
  old = seal (before, 1, &self->record);
  assert_open (self->keyring, &self->record, 3, old, -1);
  assert_open (before, &self->record, 3, fresh, REP_CRYPTO_ERROR_NO_KEY);
}

/* The first key stays: a second grant of the same epoch changes nothing. */
static void
test_add_twice (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) sealed = seal (self->keyring, 16, &self->record);

  rep_keyring_add (self->keyring, 16, 1, test_key (77, 32));
  assert_open (self->keyring, &self->record, 3, sealed, -1);
}

static void
describe_key (guint16 compartment, guint32 epoch, const RepSecret *key, gpointer data)
{
  g_string_append_printf (data, "%u:%u ", compartment, epoch);
  g_assert_cmpuint (rep_secret_get_size (key), ==, 32);
}

static void
test_foreach (Fixture *self, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new (NULL);

  rep_keyring_foreach (self->keyring, describe_key, text);
  g_assert_cmpstr (text->str, ==, "1:1 1:2 2:1 16:1 ");
  g_assert_cmpuint (rep_keyring_newest (self->keyring, 1), ==, 2);
  g_assert_cmpuint (rep_keyring_newest (self->keyring, 3), ==, 0);
}

static void
test_row_term (Fixture *self, gconstpointer data)
{
  RepDigest a = rep_digest ("a", 1), b = rep_digest ("b", 1);
  RepDigest first = rep_keyring_row_term (self->keyring, 1, &a);
  RepDigest again = rep_keyring_row_term (self->keyring, 1, &a);
  RepDigest other = rep_keyring_row_term (self->keyring, 1, &b);
  RepDigest later = rep_keyring_row_term (self->keyring, 2, &a);

  g_assert_true (rep_digest_equal (&first, &again));
  g_assert_false (rep_digest_equal (&first, &other));
  g_assert_false (rep_digest_equal (&first, &later));
  g_assert_false (rep_digest_equal (&first, &a));
}

static void
test_link_token (Fixture *self, gconstpointer data)
{
  guint8 first[16], again[16], other[16];

  g_assert_true (rep_keyring_link_token (self->keyring, 1, "a\0b", 3, first));
  g_assert_true (rep_keyring_link_token (self->keyring, 1, "a\0b", 3, again));
  g_assert_true (rep_keyring_link_token (self->keyring, 1, "a\0c", 3, other));
  test_assert_same (first, 16, again, 16);
  g_assert_cmpint (memcmp (first, other, 16), !=, 0);
  g_assert_false (rep_keyring_link_token (self->keyring, 2, "a\0b", 3, other));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/keyring/round-trip", test_round_trip);
  ADD ("/keyring/moved", test_moved);
  ADD ("/keyring/header-changed", test_header_changed);
  ADD ("/keyring/classes", test_classes);
  ADD ("/keyring/retired", test_retired);
  ADD ("/keyring/too-long", test_too_long);
  ADD ("/keyring/missing-keys", test_missing_keys);
  ADD ("/keyring/old-epoch-reads", test_old_epoch_reads);
  ADD ("/keyring/add-twice", test_add_twice);
  ADD ("/keyring/foreach", test_foreach);
  ADD ("/keyring/row-term", test_row_term);
  ADD ("/keyring/link-token", test_link_token);

  return g_test_run ();
}
