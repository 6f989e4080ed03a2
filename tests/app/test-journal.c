/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/journal.h"

#include "app/casebook/accounts.h"
#include "app/casebook/intake.h"
#include "app/domain/day.h"
#include "tests/crypto/fixture.h"
#include "tests/db/fixture.h"

#define NOW (TEST_LATER + 100)
#define READS 45u

typedef struct {
  TestVault folder;
  RepCasebook *casebook;
  RepId structure;
} Fixture;

static void
log_in (Fixture *fixture, const char *login)
{
  g_autoptr (GError) error = NULL;

  g_clear_object (&fixture->casebook);
  fixture->casebook = rep_casebook_load (
      test_vault_unlock (fixture->folder.path, login, TEST_PASSWORD), NOW, &error);
  g_assert_no_error (error);
}

static void
import_project (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  RepProject *project = rep_object_new (&rep_kind_project);
  RepProjectStructure *entry = rep_list_add (&project->structures, &rep_kind_project_structure);

  rep_text_set (&entry->name, "Épernay");
  rep_text_set (&project->code, "essai");
  rep_text_set (&project->title, "essai");
  rep_text_set (&project->lead, "Mission Locale d’Essai");
  project->start = rep_day_parse ("2019-12-01");
  project->end = rep_day_parse ("2021-12-31");
  rep_intake_project (fixture->casebook, project, NOW, &error);
  g_assert_no_error (error);
  rep_object_free (project);
  fixture->structure = *rep_casebook_id (fixture->casebook, &rep_kind_structure, 0);
}

/* An account is added, which then reads: a second an entry, three entries a minute of the clock. */
static void
add_reader (Fixture *fixture)
{
  g_autoptr (RepSecret) password = test_secret (TEST_PASSWORD);
  RepAccountRequest request = { .login = "david", .password = password, .role = REP_ROLE_DIRECTOR };
  g_auto (RepAccountsOutcome) outcome = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (rep_accounts_add (fixture->casebook, &request, NOW, &outcome, &error));
  g_assert_no_error (error);
  for (guint i = 0; i < READS; i++)
    g_assert_true (rep_vault_note (rep_casebook_vault (fixture->casebook), REP_ACTION_READ_IDENTITY,
                                   &fixture->structure, 1, NOW + 20 * i, &error));
  log_in (fixture, "david");
  g_assert_true (rep_vault_note (rep_casebook_vault (fixture->casebook), REP_ACTION_BACKUP, NULL, 0,
                                 NOW + 5000, &error));
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  test_folder_set_up (&fixture->folder, NULL);
  test_vault_create (fixture->folder.path);
  log_in (fixture, TEST_LOGIN);
  import_project (fixture);
  add_reader (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->casebook);
  test_vault_tear_down (&fixture->folder, NULL);
}

static RepJournalSlice
slice_of (Fixture *fixture, RepJournalPart part, guint skip, guint max)
{
  RepJournalSlice slice = { .part = part, .skip = skip, .max = max };
  g_autoptr (GError) error = NULL;

  g_assert_true (rep_casebook_journal_slice (fixture->casebook, &slice, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (slice.lines->len, <=, max);
  return slice;
}

/* Slices of any size, one after the other, are the whole list from its end. */
static void
test_slices (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) all = rep_casebook_journal (fixture->casebook, 0, &error);

  g_assert_cmpuint (all->len, >, READS + 4);
  for (guint size = 1; size < all->len + 2; size += 7) {
    gboolean more = TRUE;
    guint seen = 0;

    while (more) {
      RepJournalSlice slice = slice_of (fixture, REP_JOURNAL_EVERYTHING, seen, size);

      for (guint i = 0; i < slice.lines->len; i++) {
        const RepJournalLine *line = g_ptr_array_index (slice.lines, i);
        const RepJournalLine *wanted = g_ptr_array_index (all, all->len - 1 - seen - i);

        g_assert_cmpint (line->time, ==, wanted->time);
        g_assert_cmpuint (line->sequence, ==, wanted->sequence);
      }
      seen += slice.lines->len;
      more = slice.more;
      g_assert_true (!more || slice.lines->len == size);
      rep_journal_slice_clear (&slice);
    }
    g_assert_cmpuint (seen, ==, all->len);
  }
}

static void
test_parts (Fixture *fixture, gconstpointer data)
{
  RepJournalSlice reads = slice_of (fixture, REP_JOURNAL_IDENTITIES, 0, 1000);
  RepJournalSlice own = slice_of (fixture, REP_JOURNAL_OWN, 0, 1000);
  RepJournalSlice past = slice_of (fixture, REP_JOURNAL_OWN, 1000, 10);
  const RepId *self = &rep_vault_account (rep_casebook_vault (fixture->casebook))->id;

  g_assert_cmpuint (reads.lines->len, ==, READS);
  g_assert_false (reads.more);
  for (guint i = 0; i < reads.lines->len; i++)
    g_assert_cmpuint (((RepJournalLine *)g_ptr_array_index (reads.lines, i))->action, ==,
                      REP_ACTION_READ_IDENTITY);
  g_assert_cmpuint (own.lines->len, >=, 1);
  for (guint i = 0; i < own.lines->len; i++)
    g_assert_true (
        rep_id_equal (&((RepJournalLine *)g_ptr_array_index (own.lines, i))->account, self));
  g_assert_cmpuint (past.lines->len, ==, 0);
  rep_journal_slice_clear (&reads);
  rep_journal_slice_clear (&own);
  rep_journal_slice_clear (&past);
}

static char *
about (Fixture *fixture, RepAction action, gboolean french)
{
  RepJournalSlice slice = slice_of (fixture, REP_JOURNAL_EVERYTHING, 0, 1000);
  char *text = NULL;

  for (guint i = 0; i < slice.lines->len && text == NULL; i++) {
    const RepJournalLine *line = g_ptr_array_index (slice.lines, i);

    if (line->action == action)
      text = rep_casebook_journal_about (fixture->casebook, line, french);
  }
  rep_journal_slice_clear (&slice);
  return text;
}

static void
test_about (Fixture *fixture, gconstpointer data)
{
  const struct {
    RepAction action;
    gboolean french;
    const char *expected;
  } rows[] = {
    { REP_ACTION_CREATE, FALSE, "" },
    { REP_ACTION_READ_IDENTITY, FALSE, "structure" },
    { REP_ACTION_SAVE, FALSE, "project, structure" },
    { REP_ACTION_SAVE, TRUE, "projet, structure" },
    { REP_ACTION_ADD_ACCOUNT, TRUE, "david" },
    { REP_ACTION_BACKUP, TRUE, "" },
  };
  const RepId *structure = &fixture->structure;
  RepJournalLine twice = { .ids = g_array_new (FALSE, FALSE, sizeof (RepId)) };
  g_autofree char *text = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *found = about (fixture, rows[i].action, rows[i].french);

    g_assert_cmpstr (found, ==, rows[i].expected);
  }
  g_array_append_vals (twice.ids, structure, 1);
  g_array_append_vals (twice.ids, structure, 1);
  text = rep_casebook_journal_about (fixture->casebook, &twice, TRUE);
  g_assert_cmpstr (text, ==, "structure\u00a0×\u00a02");
  g_array_unref (twice.ids);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  RepJournalSlice slice = { .max = 10 };
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (rep_casebook_journal_slice (fixture->casebook, &slice, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (slice.lines);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/journal/slices", test_slices);
  ADD ("/journal/parts", test_parts);
  ADD ("/journal/about", test_about);
  ADD ("/journal/cancelled", test_cancelled);
  return g_test_run ();
}
