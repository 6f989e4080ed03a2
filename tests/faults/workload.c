/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/faults/workload.h"

#include <sqlite3.h>

#include "db/vault-check.h"

#define MOST 3 /* records a step writes */

gboolean
test_is_long (void)
{
  return g_getenv ("REP_LONG") != NULL;
}

void
test_sql_with (const char *path, const char *other, const char *sql)
{
  g_autofree char *all = g_strdup_printf ("ATTACH '%s' AS other; %s", other, sql);

  test_sql (path, all);
}

char *
test_sql_text (const char *path, const char *sql)
{
  sqlite3 *handle;
  sqlite3_stmt *stmt;
  char *text = NULL;

  g_assert_cmpint (sqlite3_open (path, &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_prepare_v2 (handle, sql, -1, &stmt, NULL), ==, SQLITE_OK);
  if (sqlite3_step (stmt) == SQLITE_ROW)
    text = g_strdup ((const char *)sqlite3_column_text (stmt, 0));
  sqlite3_finalize (stmt);
  g_assert_cmpint (sqlite3_close (handle), ==, SQLITE_OK);
  return text;
}

void
workload_init (Workload *self)
{
  for (guint i = 0; i < WORKLOAD_RECORDS; i++)
    self->ids[i] = rep_id_random ();
}

/* The records of a step, all different. */
static guint
records_of (guint step, guint records[MOST])
{
  guint n = 1 + step % MOST;

  for (guint i = 0; i < n; i++)
    records[i] = (step * 5 + i * 7) % WORKLOAD_RECORDS;
  return n;
}

/* Revision of @record once @steps are done, and the step that wrote it. */
static guint
revision_after (guint record, guint steps, guint *last)
{
  guint revision = 0;

  for (guint step = 1; step <= steps; step++) {
    guint records[MOST];
    guint n = records_of (step, records);

    for (guint i = 0; i < n; i++)
      if (records[i] == record) {
        revision++;
        *last = step;
      }
  }
  return revision;
}

/* Long enough now and then to need pages of its own. */
static char *
text_of (guint step)
{
  g_autofree char *tail = g_strnfill (step % 5 == 0 ? 6000 : 20, 'a');

  return g_strdup_printf ("étape %u %s", step, tail);
}

gboolean
workload_step (const Workload *self, TestVault *test, guint step, GError **error)
{
  RepVaultChange changes[MOST];
  guint records[MOST];
  guint n = records_of (step, records);
  g_autofree char *text = text_of (step);
  gboolean saved;

  for (guint i = 0; i < n; i++) {
    guint last = 0;
    guint revision = revision_after (records[i], step - 1, &last) + 1;

    changes[i] = test_change (test, &self->ids[records[i]], revision, text, "Zoé Petit");
  }
  saved = rep_vault_save (test->vault, changes, n, REP_ACTION_SAVE, NULL, TEST_NOW, error);
  for (guint i = 0; i < n; i++)
    test_change_clear (&changes[i]);
  return saved;
}

static gboolean
holds (const Workload *self, RepVault *vault, guint steps)
{
  for (guint i = 0; i < WORKLOAD_RECORDS; i++) {
    guint last = 0;
    guint revision = revision_after (i, steps, &last);
    g_autofree char *text = text_of (last);
    g_autofree char *expected = g_strdup_printf ("%u:%s/Zoé Petit/Zoé Petit", revision, text);
    g_autofree char *found = test_read (vault, &self->ids[i]);

    if (g_strcmp0 (found, revision > 0 ? expected : NULL) != 0)
      return FALSE;
  }
  return TRUE;
}

static void
assert_whole (RepVault *vault)
{
  g_auto (RepVaultCheck) check = { 0 };
  g_autoptr (GError) error = NULL;

  rep_vault_check (vault, NULL, &check, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (check.damaged->len, ==, 0);
  g_assert_cmpuint (check.unsigned_records->len, ==, 0);
  g_assert_cmpint (check.journal_broken_at, ==, -1);
  g_assert_true (rep_vault_check_is_sound (&check));
}

guint
workload_verify (const Workload *self, const char *path, guint acknowledged)
{
  RepVault *vault = test_vault_unlock (path, TEST_LOGIN, TEST_PASSWORD);
  guint found = holds (self, vault, acknowledged)       ? acknowledged
                : holds (self, vault, acknowledged + 1) ? acknowledged + 1
                                                        : G_MAXUINT;

  g_assert_cmpuint (found, !=, G_MAXUINT);
  assert_whole (vault);
  rep_vault_free (vault);
  g_assert_cmpint (test_sql_int (path, "SELECT integrity_check = 'ok' FROM pragma_integrity_check"),
                   ==, 1);
  return found;
}
