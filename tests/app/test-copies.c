/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/copies.h"

#include <glib/gstdio.h>

#include "app/domain/day.h"
#include "tests/db/fixture.h"

/* Copies as "day minute", newest first, and those that are kept, one letter each. */
typedef struct {
  const char *today;
  const char *days;
  const char *kept;
} Case;

static const Case cases[] = {
  { "2026-11-28", "", "" },
  { "2026-11-28", "2026-11-28", "k" },
  /* the newest of a day, whatever there is of it */
  { "2026-11-28", "2026-11-28 2026-11-28 2026-11-28 2026-11-27", "k..k" },
  /* seven days, then the newest of the four weeks they and what is older belong to */
  { "2026-11-28",
    "2026-11-28 2026-11-27 2026-11-26 2026-11-25 2026-11-24 2026-11-23 2026-11-22 2026-11-21"
    " 2026-11-20 2026-11-15 2026-11-14 2026-11-08 2026-11-07 2026-11-01",
    "kkkkkkk..k.k.." },
  /* days without a copy do not count: after a holiday nothing is lost */
  { "2026-11-28", "2026-10-02 2026-10-01 2026-09-30 2026-09-29 2026-09-28 2026-09-25 2026-09-24",
    "kkkkkkk" },
  /* Sunday and Monday are two weeks; 28 December 2026 and 3 January 2027 are one */
  { "2027-01-10",
    "2027-01-10 2027-01-09 2027-01-08 2027-01-07 2027-01-06 2027-01-05 2027-01-04 2027-01-03"
    " 2027-01-02 2026-12-28 2026-12-27 2026-12-21 2026-12-20 2026-12-14",
    "kkkkkkkk..k.k." },
  /* a clock that was wrong: kept, and it takes nobody's place */
  { "2026-11-28", "2031-01-01 2026-11-28 2026-11-27", "kkk" },
  { "2026-11-28",
    "2031-01-02 2031-01-01 2026-11-28 2026-11-27 2026-11-26 2026-11-25 2026-11-24 2026-11-23"
    " 2026-11-22 2026-11-21",
    "kkkkkkkkk." },
};

static void
test_choose (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_auto (GStrv) days = g_strsplit (cases[i].days, " ", -1);
    guint n = *cases[i].days != '\0' ? g_strv_length (days) : 0;
    g_autofree RepCopy *copies = g_new0 (RepCopy, n + 1);
    g_autofree gboolean *keep = g_new0 (gboolean, n + 1);
    g_autoptr (GString) kept = g_string_new (NULL);

    for (guint j = 0; j < n; j++)
      copies[j] = (RepCopy){ .day = rep_day_parse (days[j]), .minute = 1000 - j };
    rep_copies_choose (copies, n, rep_day_parse (cases[i].today), keep);
    for (guint j = 0; j < n; j++)
      g_string_append_c (kept, keep[j] ? 'k' : '.');
    g_test_message ("%s: %s", cases[i].today, cases[i].days);
    g_assert_cmpstr (kept->str, ==, cases[i].kept);
  }
}

/* Whatever the copies, pruning every day for a year leaves at most eleven, the newest among them.
 */
static void
test_year (void)
{
  g_autoptr (GArray) copies = g_array_new (FALSE, TRUE, sizeof (RepCopy));
  guint32 first = rep_day_parse ("2026-01-01");

  for (guint32 day = first; day < first + 365; day++) {
    gboolean keep[64];

    for (int n = g_test_rand_int_range (0, 4); n > 0; n--) {
      RepCopy copy = { .day = day, .minute = (guint)(100 - n) };

      g_array_prepend_val (copies, copy);
    }
    rep_copies_choose ((const RepCopy *)(gpointer)copies->data, copies->len, day, keep);
    g_assert_true (copies->len == 0 || keep[0]);
    for (guint i = copies->len; i > 0; i--)
      if (!keep[i - 1])
        g_array_remove_index (copies, i - 1);
    g_assert_cmpuint (copies->len, <=, REP_COPIES_DAILY + REP_COPIES_WEEKLY);
  }
  g_assert_cmpuint (copies->len, >=, REP_COPIES_DAILY);
  g_assert_cmpuint (g_array_index (copies, RepCopy, copies->len - 1).day, <=, first + 365 - 15);
}

static char *
touch (const char *folder, const char *name)
{
  char *path = g_build_filename (folder, name, NULL);

  g_assert_true (g_file_set_contents (path, "", 0, NULL));
  return path;
}

/* Only names this program gives are its own: the rest of the folder is left alone. */
static void
test_names (TestVault *self, gconstpointer data)
{
  static const char *const others[] = {
    "essai-2026-11-28-1830.reperes.erased",
    "essai-2026-11-28-1830.reperes.new",
    "essai-2026-13-28-1830.reperes",
    "essai-2026-11-28-2430.reperes",
    "essai-2026-11-28-1860.reperes",
    "essai-2026-11-28.reperes",
    "autre-2026-11-28-1830.reperes",
    "essai-2026-11-28-1830b.reperes",
    "essai.reperes",
    "notes.txt",
  };
  g_autofree char *folder = rep_copies_folder (self->path);
  g_autofree char *name = rep_copies_name (self->path, TEST_NOW);
  g_autofree char *own = NULL;
  g_autofree char *older = NULL;
  g_autoptr (GArray) copies = NULL;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  g_assert_true (g_str_has_prefix (name, folder));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    g_free (touch (folder, others[i]));
  own = touch (folder, "essai-2026-11-28-1830.reperes");
  older = touch (folder, "essai-2026-11-28-0759.reperes");
  copies = rep_copies_list (self->path);
  g_assert_cmpuint (copies->len, ==, 2);
  g_assert_cmpstr (g_array_index (copies, RepCopy, 0).path, ==, own);
  g_assert_cmpuint (g_array_index (copies, RepCopy, 0).minute, ==, 18 * 60 + 30);
  g_assert_cmpstr (g_array_index (copies, RepCopy, 1).path, ==, older);
  g_assert_cmpuint (rep_copies_prune (self->path, rep_day_parse ("2026-11-28")), ==, 1);
  g_assert_false (g_file_test (older, G_FILE_TEST_EXISTS));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++) {
    g_autofree char *path = g_build_filename (folder, others[i], NULL);

    g_assert_cmpint (g_unlink (path), ==, 0);
  }
  g_assert_cmpint (g_unlink (own), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_unfinished (TestVault *self, gconstpointer data)
{
  g_autofree char *folder = rep_copies_folder (self->path);
  g_autofree char *left = NULL, *other = NULL;
  gboolean made;

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  left = touch (folder, "essai-2026-11-28-1830.reperes.new");
  other = touch (folder, "autre.new");
  test_vault_close (self);
  g_assert_true (rep_copies_make_locked (self->path, TEST_NOW, &made, NULL));
  g_assert_true (made);
  g_assert_false (g_file_test (left, G_FILE_TEST_EXISTS));
  g_assert_cmpint (g_unlink (other), ==, 0);
}

static guint
n_copies (TestVault *self)
{
  g_autoptr (GArray) copies = rep_copies_list (self->path);

  return copies->len;
}

/* At the lock: without a key, and only when there is something new. */
static void
test_locked (TestVault *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  RepId id = rep_id_random ();
  gboolean made;

  test_must_save (self, &id, 1, "x", "Zoé");
  test_vault_close (self);
  g_assert_true (rep_copies_make_locked (self->path, TEST_NOW, &made, &error));
  g_assert_true (made);
  g_assert_true (rep_copies_make_locked (self->path, TEST_NOW + 60, &made, &error));
  g_assert_false (made);
  g_assert_cmpuint (n_copies (self), ==, 1);

  test_vault_reopen (self); /* looking is nothing new, writing is */
  g_assert_true (rep_vault_note (self->vault, REP_ACTION_READ_IDENTITY, &id, 1, TEST_NOW, NULL));
  test_vault_close (self);
  g_assert_true (rep_copies_make_locked (self->path, TEST_NOW + 120, &made, &error));
  g_assert_false (made);
  test_vault_reopen (self);
  test_must_save (self, &id, 2, "y", "Zoé");
  test_vault_close (self);
  g_assert_true (rep_copies_make_locked (self->path, TEST_NOW + 86400, &made, &error));
  g_assert_true (made);
  g_assert_cmpuint (n_copies (self), ==, 2);
}

static void
tear_down (TestVault *self, gconstpointer data)
{
  g_autofree char *folder = rep_copies_folder (self->path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_assert_false (g_str_has_suffix (name, ".new"));
    g_unlink (path);
  }
  g_rmdir (folder);
  test_vault_tear_down (self, data);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/copies/choose", test_choose);
  g_test_add_func ("/copies/year", test_year);
  g_test_add ("/copies/names", TestVault, NULL, test_folder_set_up, test_names,
              test_vault_tear_down);
  g_test_add ("/copies/unfinished", TestVault, NULL, test_vault_set_up, test_unfinished, tear_down);
  g_test_add ("/copies/locked", TestVault, NULL, test_vault_set_up, test_locked, tear_down);

  return g_test_run ();
}
