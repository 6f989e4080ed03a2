/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "crypto/slot.h"
#include "tests/crypto/fixture.h"

#define PASSES_AT 6
#define MEMORY_AT 10
#define COMMITMENT_AT 30
#define NONCE_AT 62

typedef struct {
  RepId vault;
  RepId account;
  RepKeypair *keypair;
  RepSlotPin pin;
  GBytes *slot;
} Fixture;

static GBytes *
seal_slot (const Fixture *self, const RepSecret *password)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RepSlotKey) key = rep_slot_key_new (password, NULL, &error);
  GBytes *slot;

  g_assert_no_error (error);
  slot = rep_slot_seal (key, &self->vault, &self->account, self->keypair, &self->pin);
  g_assert_cmpuint (g_bytes_get_size (slot), ==, REP_SLOT_SIZE);
  return slot;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (RepSecret) seeds = test_key (1, 2 * REP_SEED_SIZE);
  g_autoptr (RepSecret) password = test_secret ("juste");

  self->vault = test_id (0x11);
  self->account = test_id (0x22);
  self->keypair = rep_keypair_new_from_seeds (seeds);
  memset (self->pin.root, 0x33, sizeof self->pin.root);
  self->pin.n = 0x01020304;
  memset (self->pin.hash.bytes, 0x44, sizeof self->pin.hash.bytes);
  self->slot = seal_slot (self, password);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  rep_keypair_free (self->keypair);
  g_bytes_unref (self->slot);
}

static RepKeypair *
open_bytes (const Fixture *self,
            const RepSecret *password,
            gconstpointer slot,
            gsize size,
            RepSlotPin *pin,
            GError **error)
{
  g_autoptr (RepSlotKey) key = rep_slot_key_derive (password, slot, size, error);

  return key != NULL ? rep_slot_open (key, &self->vault, &self->account, slot, size, pin, error)
                     : NULL;
}

static void
assert_opens (const Fixture *self, const RepSecret *password, GBytes *slot)
{
  RepSlotPin pin;
  g_autoptr (GError) error = NULL;
  g_autoptr (RepKeypair) keypair = open_bytes (self, password, g_bytes_get_data (slot, NULL),
                                               g_bytes_get_size (slot), &pin, &error);
  g_autoptr (RepSecret) seeds = NULL;
  g_autoptr (RepSecret) expected = rep_keypair_dup_seeds (self->keypair);

  g_assert_no_error (error);
  seeds = rep_keypair_dup_seeds (keypair);
  g_assert_true (rep_secret_equal (seeds, expected));
  test_assert_same (rep_keypair_public (keypair), sizeof (RepPublicKeys),
                    rep_keypair_public (self->keypair), sizeof (RepPublicKeys));
  test_assert_same (pin.root, sizeof pin.root, self->pin.root, sizeof self->pin.root);
  g_assert_cmpuint (pin.n, ==, self->pin.n);
  g_assert_true (rep_digest_equal (&pin.hash, &self->pin.hash));
}

static void
assert_refused (const Fixture *self,
                const RepSecret *password,
                gconstpointer slot,
                gsize size,
                RepCryptoError code)
{
  RepSlotPin pin = { .n = 77 };
  g_autoptr (GError) error = NULL;
  g_autoptr (RepKeypair) keypair = open_bytes (self, password, slot, size, &pin, &error);

  g_assert_null (keypair);
  g_assert_error (error, REP_CRYPTO_ERROR, (int)code);
  g_assert_cmpuint (pin.n, ==, 77);
}

static void
assert_password (const Fixture *self, GBytes *slot, const char *bytes, gsize size, gboolean opens)
{
  g_autofree char *copy = g_memdup2 (bytes, size + 1);
  g_autoptr (RepSecret) password = rep_secret_take (copy, size);

  if (opens)
    assert_opens (self, password, slot);
  else
    assert_refused (self, password, g_bytes_get_data (slot, NULL), g_bytes_get_size (slot),
                    REP_CRYPTO_ERROR_WRONG_SECRET);
}

static GBytes *
slot_for (const Fixture *self, const char *bytes, gsize size)
{
  g_autofree char *copy = g_memdup2 (bytes, size + 1);
  g_autoptr (RepSecret) password = rep_secret_take (copy, size);

  return seal_slot (self, password);
}

static void
test_passwords (Fixture *self, gconstpointer data)
{
  static const char *const wrong[] = { "",        "just",   "juste ", " juste", "Juste",
                                       "juste\n", "jus te", "justè",  "\xff" };

  assert_password (self, self->slot, "juste", 5, TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    assert_password (self, self->slot, wrong[i], strlen (wrong[i]), FALSE);
}

static void
test_empty (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) slot = slot_for (self, "", 0);

  assert_password (self, slot, "", 0, TRUE);
  assert_password (self, slot, "\0", 1, FALSE);
  assert_password (self, slot, " ", 1, FALSE);
}

static void
test_spellings (Fixture *self, gconstpointer data)
{
  static const char nfc[] = "\xc3\xa9t\xc3\xa9";
  static const char nfd[] = "e\xcc\x81te\xcc\x81";
  g_autoptr (GBytes) from_nfc = slot_for (self, nfc, strlen (nfc));
  g_autoptr (GBytes) from_nfd = slot_for (self, nfd, strlen (nfd));

  assert_password (self, from_nfc, nfd, strlen (nfd), TRUE);
  assert_password (self, from_nfd, nfc, strlen (nfc), TRUE);
  assert_password (self, from_nfd, nfd, strlen (nfd), TRUE);
  assert_password (self, from_nfc, "ete", 3, FALSE);
  assert_password (self, from_nfc, "\xe9t\xe9", 3, FALSE);
}

static void
test_nul_inside (Fixture *self, gconstpointer data)
{
  g_autoptr (GBytes) slot = slot_for (self, "a\0b", 3);

  assert_password (self, slot, "a\0b", 3, TRUE);
  assert_password (self, slot, "a\0c", 3, FALSE);
  assert_password (self, slot, "a", 1, FALSE);
  assert_password (self, slot, "a\0b\0", 4, FALSE);
}

static void
test_long (Fixture *self, gconstpointer data)
{
  gsize size = 1024 * 1024;
  g_autofree char *text = g_strnfill (size, 'x');
  g_autoptr (GBytes) slot = slot_for (self, text, size);

  assert_password (self, slot, text, size, TRUE);
  assert_password (self, slot, text, size - 1, FALSE);
  assert_password (self, slot, text, 1024, FALSE);
  text[size - 1] = 'y';
  assert_password (self, slot, text, size, FALSE);
}

static void
test_around_a_kibibyte (Fixture *self, gconstpointer data)
{
  g_autofree char *text = g_strnfill (1026, 'x');

  for (gsize size = 1023; size <= 1025; size++) {
    g_autoptr (GBytes) slot = slot_for (self, text, size);

    assert_password (self, slot, text, size, TRUE);
    assert_password (self, slot, text, size - 1, FALSE);
    assert_password (self, slot, text, size + 1, FALSE);
  }
}

/* Whatever the bit, an error and no keys; past the cost, the error says what it is. */
static void
test_every_bit (Fixture *self, gconstpointer data)
{
  g_autoptr (RepSecret) password = test_secret ("juste");
  g_autofree guint8 *copy = test_copy (self->slot);

  for (gsize bit = 0; bit < 8 * REP_SLOT_SIZE; bit++) {
    RepSlotPin pin;
    g_autoptr (GError) error = NULL;
    g_autoptr (RepKeypair) keypair = NULL;

    copy[bit / 8] ^= (guint8)(1 << bit % 8);
    keypair = open_bytes (self, password, copy, REP_SLOT_SIZE, &pin, &error);
    copy[bit / 8] ^= (guint8)(1 << bit % 8);
    g_assert_null (keypair);
    g_assert_nonnull (error);
    if (bit / 8 >= NONCE_AT)
      g_assert_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_CORRUPT);
    else if (bit / 8 >= COMMITMENT_AT)
      g_assert_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_WRONG_SECRET);
  }
  assert_opens (self, password, self->slot);
}

static void
test_moved (Fixture *self, gconstpointer data)
{
  g_autoptr (RepSecret) password = test_secret ("juste");
  Fixture moved = *self;

  moved.account.bytes[15] ^= 1;
  assert_refused (&moved, password, g_bytes_get_data (self->slot, NULL), REP_SLOT_SIZE,
                  REP_CRYPTO_ERROR_WRONG_SECRET);
  moved = *self;
  moved.vault.bytes[0] ^= 1;
  assert_refused (&moved, password, g_bytes_get_data (self->slot, NULL), REP_SLOT_SIZE,
                  REP_CRYPTO_ERROR_WRONG_SECRET);
}

static gboolean
verify (const Fixture *self, gconstpointer slot, gsize size, const RepKeypair *keypair)
{
  return rep_slot_verify (slot, size, &self->vault, &self->account, rep_keypair_public (keypair));
}

/* Everyone sees whether it is whole, and of this vault and account, without any key. */
static void
test_signature (Fixture *self, gconstpointer data)
{
  g_autoptr (RepKeypair) other = rep_keypair_new_random ();
  g_autofree guint8 *copy = test_copy (self->slot);
  Fixture moved = *self;

  g_assert_true (verify (self, copy, REP_SLOT_SIZE, self->keypair));
  g_assert_false (verify (self, copy, REP_SLOT_SIZE, other));
  for (gsize bit = 0; bit < 8 * REP_SLOT_SIZE; bit++) {
    copy[bit / 8] ^= (guint8)(1 << bit % 8);
    g_assert_false (verify (self, copy, REP_SLOT_SIZE, self->keypair));
    copy[bit / 8] ^= (guint8)(1 << bit % 8);
  }
  for (gsize size = 0; size < REP_SLOT_SIZE; size++) {
    g_autofree guint8 *cut = g_memdup2 (copy, size + 1);

    g_assert_false (verify (self, cut, size, self->keypair));
  }
  moved.account.bytes[0] ^= 1;
  g_assert_false (verify (&moved, copy, REP_SLOT_SIZE, self->keypair));
  moved = *self;
  moved.vault.bytes[15] ^= 1;
  g_assert_false (verify (&moved, copy, REP_SLOT_SIZE, self->keypair));
}

/* The halves of two slots of one account do not make a third. */
static void
test_mixed (Fixture *self, gconstpointer data)
{
  g_autoptr (RepSecret) password = test_secret ("juste");
  g_autoptr (GBytes) other = seal_slot (self, password);
  g_autofree guint8 *copy = test_copy (self->slot);

  memcpy (copy + NONCE_AT, (const guint8 *)g_bytes_get_data (other, NULL) + NONCE_AT,
          REP_SLOT_SIZE - NONCE_AT);
  assert_refused (self, password, copy, REP_SLOT_SIZE, REP_CRYPTO_ERROR_CORRUPT);
}

static void
test_cut (Fixture *self, gconstpointer data)
{
  g_autoptr (RepSecret) password = test_secret ("juste");
  g_autofree guint8 *longer = g_malloc0 (REP_SLOT_SIZE + 1);

  for (gsize size = 0; size < REP_SLOT_SIZE; size++) {
    g_autofree guint8 *cut = g_memdup2 (g_bytes_get_data (self->slot, NULL), size);

    assert_refused (self, password, cut, size, REP_CRYPTO_ERROR_CORRUPT);
  }
  memcpy (longer, g_bytes_get_data (self->slot, NULL), REP_SLOT_SIZE);
  assert_refused (self, password, longer, REP_SLOT_SIZE + 1, REP_CRYPTO_ERROR_CORRUPT);
}

static void
test_versions (Fixture *self, gconstpointer data)
{
  g_autoptr (RepSecret) password = test_secret ("juste");
  g_autofree guint8 *copy = test_copy (self->slot);

  copy[4] = 2;
  assert_refused (self, password, copy, REP_SLOT_SIZE, REP_CRYPTO_ERROR_TOO_NEW);
  copy[4] = 1;
  copy[5] = 2;
  assert_refused (self, password, copy, REP_SLOT_SIZE, REP_CRYPTO_ERROR_TOO_NEW);
  copy[5] = 1;
  copy[0] = 'X';
  assert_refused (self, password, copy, REP_SLOT_SIZE, REP_CRYPTO_ERROR_CORRUPT);
}

/* Refused before any work: 4 billion passes or 4 TiB would take for ever. */
static void
test_cost (Fixture *self, gconstpointer data)
{
  static const guint32 costs[][2] = {
    { 0, 8 },           { 17, 8 },
    { G_MAXUINT32, 8 }, { 1, 0 },
    { 1, 7 },           { 1, 1024 * 1024 + 1 },
    { 1, G_MAXUINT32 }, { G_MAXUINT32, G_MAXUINT32 },
  };
  g_autoptr (RepSecret) password = test_secret ("juste");
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < G_N_ELEMENTS (costs); i++) {
    g_autofree guint8 *copy = test_copy (self->slot);
    guint32 passes = GUINT32_TO_LE (costs[i][0]), memory = GUINT32_TO_LE (costs[i][1]);

    memcpy (copy + PASSES_AT, &passes, sizeof passes);
    memcpy (copy + MEMORY_AT, &memory, sizeof memory);
    assert_refused (self, password, copy, REP_SLOT_SIZE, REP_CRYPTO_ERROR_LIMIT);
  }
  g_assert_cmpint (g_get_monotonic_time () - start, <, G_USEC_PER_SEC);
}

/* The key from one derivation seals again when the pin moves on. */
static void
test_seal_again (Fixture *self, gconstpointer data)
{
  g_autoptr (RepSecret) password = test_secret ("juste");
  g_autoptr (GError) error = NULL;
  g_autoptr (RepSlotKey) key =
      rep_slot_key_derive (password, g_bytes_get_data (self->slot, NULL), REP_SLOT_SIZE, &error);
  g_autoptr (GBytes) again = NULL;

  g_assert_no_error (error);
  self->pin.n++;
  again = rep_slot_seal (key, &self->vault, &self->account, self->keypair, &self->pin);
  g_assert_false (g_bytes_equal (again, self->slot));
  assert_opens (self, password, again);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/slot/passwords", test_passwords);
  ADD ("/slot/empty", test_empty);
  ADD ("/slot/spellings", test_spellings);
  ADD ("/slot/nul-inside", test_nul_inside);
  ADD ("/slot/long", test_long);
  ADD ("/slot/around-a-kibibyte", test_around_a_kibibyte);
  ADD ("/slot/every-bit", test_every_bit);
  ADD ("/slot/moved", test_moved);
  ADD ("/slot/signature", test_signature);
  ADD ("/slot/mixed", test_mixed);
  ADD ("/slot/cut", test_cut);
  ADD ("/slot/versions", test_versions);
  ADD ("/slot/cost", test_cost);
  ADD ("/slot/seal-again", test_seal_again);

  return g_test_run ();
}
