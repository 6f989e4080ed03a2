/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/fuzz/fuzz.h"

#include <glib/gstdio.h>
#include <stdlib.h>

#include "db/file.h"
#include "db/journal.h"
#include "db/migrate.h"

/* The clear bytes of a journal entry, sealed and stored as someone with the facts key could. */

static RepDatabase *database;
static RepKeyring *keyring;
static char *folder;

static void
stop (void)
{
  g_autofree char *path = g_build_filename (folder, "journal", NULL);

  rep_database_free (database);
  rep_keyring_free (keyring);
  g_unlink (path);
  g_rmdir (folder);
  g_free (folder);
}

static void
start (void)
{
  RepId vault = test_id (0x11);
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  if (database != NULL)
    return;
  folder = g_dir_make_tmp ("reperes-fuzz-XXXXXX", &error);
  g_assert_no_error (error);
  path = g_build_filename (folder, "journal", NULL);
  g_assert_true (rep_file_make (path, NULL));
  database = rep_database_open (path, &error);
  g_assert_no_error (error);
  rep_migrate_create (database, &error);
  g_assert_no_error (error);
  g_assert_true (rep_database_exec (database, "BEGIN IMMEDIATE", NULL)); /* for ever: no syncing */
  atexit (stop);
  keyring = rep_keyring_new (&vault);
  rep_keyring_add (keyring, REP_COMPARTMENT_FACTS, 1, test_key (1, 32));
}

static void
store (const RepId *device, GBytes *entry)
{
  sqlite3_stmt *stmt = rep_database_statement (
      database, "INSERT INTO journal (device, sequence, entry) VALUES (:device, 1, :entry)", NULL);
  gsize size;
  gconstpointer bytes = g_bytes_get_data (entry, &size);

  g_assert_true (rep_database_exec (database, "DELETE FROM journal", NULL));
  g_assert_true (stmt != NULL && rep_bind_id (stmt, ":device", device, NULL) &&
                 rep_bind_bytes (stmt, ":entry", bytes, size, NULL) && rep_step_done (stmt, NULL));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  RepHead head = { .device = test_id (0x33), .epoch = 1 };
  RepId device = head.device;
  g_autoptr (GBytes) sealed = NULL;
  RepJournalEnd end;

  start ();
  sealed = rep_keyring_seal (keyring, REP_COMPARTMENT_FACTS, &device, REP_JOURNAL_KIND, 1,
                             REP_PADDING_256, size > 0 ? data : (const uint8_t *)"", size, NULL);
  if (sealed == NULL)
    return 0;
  store (&device, sealed);
  (void)rep_journal_scan (database, keyring, &head, NULL, NULL, &end, NULL);
  return 0;
}

GPtrArray *
fuzz_seeds (void)
{
  GPtrArray *seeds = fuzz_list ();
  RepHead head = { .device = test_id (0x33), .epoch = 1 };
  RepId account = test_id (0x22);
  RepChange changes[2] = { { .id = test_id (1) }, { .id = test_id (2) } };
  g_autoptr (RepArena) clear = rep_arena_new ();

  start ();
  for (guint n = 0; n < 3; n++) {
    RepHead kept = head;
    sqlite3_stmt *stmt;

    kept.sequence = 0;
    head.sequence = 0;
    memset (&head.chain, 0, sizeof head.chain);
    g_assert_true (rep_database_exec (database, "DELETE FROM journal", NULL));
    g_assert_true (rep_journal_append (database, keyring, &head, 1700000000, &account,
                                       n < 2 ? REP_ACTION_SAVE : REP_ACTION_HEAD, changes,
                                       n < 2 ? n + 1 : 0, n < 2 ? NULL : &kept, NULL));
    stmt = rep_database_statement (database, "SELECT entry FROM journal", NULL);
    g_assert_cmpint (rep_step (stmt, NULL), ==, REP_STEP_ROW);
    g_assert_true (rep_keyring_open (keyring, &head.device, REP_JOURNAL_KIND, REP_CLASS_FACTS,
                                     sqlite3_column_blob (stmt, 0),
                                     (gsize)sqlite3_column_bytes (stmt, 0), clear, NULL));
    sqlite3_reset (stmt);
    fuzz_add (seeds, rep_arena_data (clear), rep_arena_size (clear));
  }
  return seeds;
}
