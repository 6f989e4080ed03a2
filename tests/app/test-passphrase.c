/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/domain/passphrase.h"
#include "app/error.h"
#include "tests/crypto/fixture.h"

/* The list is what its README says: 2048 words, sorted, 4 to 8 letters a to z, none the beginning
 * of another (in sorted order that other would come next). */
static void
test_list (void)
{
  for (guint i = 0; i < REP_PASSPHRASE_LIST; i++) {
    const char *word = rep_passphrase_word (i);
    gsize length = strlen (word);

    g_assert_cmpuint (length, >=, 4);
    g_assert_cmpuint (length, <=, 8);
    g_assert_cmpuint (strspn (word, "abcdefghijklmnopqrstuvwxyz"), ==, length);
    if (i > 0) {
      g_assert_cmpstr (rep_passphrase_word (i - 1), <, word);
      g_assert_false (g_str_has_prefix (word, rep_passphrase_word (i - 1)));
    }
  }
}

static void
test_entropy (void)
{
  g_assert_cmpfloat (rep_passphrase_bits (REP_PASSPHRASE_WORDS), ==, 77.0);
  g_assert_cmpfloat (rep_passphrase_bits (1), ==, 11.0);
}

typedef struct {
  guint32 next;
  guint draws;
} Counter;

static guint32
draw_next (guint32 bound, gpointer data)
{
  Counter *counter = data;

  g_assert_cmpuint (bound, ==, 2048);
  counter->draws++;
  return counter->next++ % bound;
}

/* Each word is drawn once, by itself, out of the whole list: as many phrases as 2048⁷. */
static void
test_drawn (void)
{
  for (guint32 first = 0; first < REP_PASSPHRASE_LIST; first++) {
    Counter counter = { .next = first };
    char *phrase = rep_passphrase_new (REP_PASSPHRASE_WORDS, draw_next, &counter);
    g_auto (GStrv) words = g_strsplit (phrase, "-", -1);

    g_assert_cmpuint (counter.draws, ==, REP_PASSPHRASE_WORDS);
    g_assert_cmpuint (g_strv_length (words), ==, REP_PASSPHRASE_WORDS);
    for (guint i = 0; i < REP_PASSPHRASE_WORDS; i++)
      g_assert_cmpstr (words[i], ==, rep_passphrase_word ((first + i) % REP_PASSPHRASE_LIST));
    rep_passphrase_free (phrase);
  }
}

static guint
number_of (const char *word)
{
  for (guint i = 0; i < REP_PASSPHRASE_LIST; i++)
    if (strcmp (rep_passphrase_word (i), word) == 0)
      return i;
  g_assert_not_reached ();
}

/* From the system's generator: no two alike, every sixteenth of the list equally often, at each
 * place: 15 degrees of freedom, and a chi-squared above 80 once in 10¹⁰. */
static void
test_system (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  guint counts[REP_PASSPHRASE_WORDS][16] = { 0 };
  const guint rounds = 1600;

  for (guint i = 0; i < rounds; i++) {
    char *phrase = rep_passphrase_new (REP_PASSPHRASE_WORDS, NULL, NULL);
    g_auto (GStrv) words = g_strsplit (phrase, "-", -1);
    g_autoptr (RepSecret) secret = test_secret (phrase);

    for (guint place = 0; place < REP_PASSPHRASE_WORDS; place++)
      counts[place][number_of (words[place]) / 128]++;
    g_assert_true (rep_passphrase_check (secret, NULL));
    g_assert_true (g_hash_table_add (seen, g_strdup (phrase)));
    rep_passphrase_free (phrase);
  }
  for (guint place = 0; place < REP_PASSPHRASE_WORDS; place++) {
    double chi = 0, expected = rounds / 16.0;

    for (guint i = 0; i < 16; i++)
      chi += (counts[place][i] - expected) * (counts[place][i] - expected) / expected;
    g_test_message ("place %u: chi-squared %.1f", place, chi);
    g_assert_cmpfloat (chi, <, 80);
  }
}

/* C2, at creation: each shape has its own sentence. */
static void
test_c2_sentences (void)
{
  static const struct {
    const char *text;
    gsize size;
    int code;
  } cases[] = {
    { "", 0, REP_APP_ERROR_PASSWORD_EMPTY },
    { "mot ", 4, REP_APP_ERROR_PASSWORD_SPACE },
    { "mo\0t", 4, REP_APP_ERROR_PASSWORD_BYTES },
  };
  g_autofree char *mega = g_strnfill (1024 * 1024, 'a');
  g_autoptr (RepSecret) mega_secret = rep_secret_take (mega, 1024 * 1024);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *copy = g_memdup2 (cases[i].text, cases[i].size + 1);
    g_autoptr (RepSecret) secret = rep_secret_take (copy, cases[i].size);

    g_assert_false (rep_passphrase_check (secret, &error));
    g_assert_error (error, REP_APP_ERROR, cases[i].code);
    g_assert_cmpstr (error->message, ==, "");
    g_clear_error (&error);
  }
  g_assert_false (rep_passphrase_check (mega_secret, &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_PASSWORD_LONG);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/passphrase/list", test_list);
  g_test_add_func ("/passphrase/entropy", test_entropy);
  g_test_add_func ("/passphrase/drawn", test_drawn);
  g_test_add_func ("/passphrase/system", test_system);
  g_test_add_func ("/passphrase/c2-sentences", test_c2_sentences);
  return g_test_run ();
}
