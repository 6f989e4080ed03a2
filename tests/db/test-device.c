/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "db/vault-check.h"

#include <glib/gstdio.h>

#include "db/vault-private.h"
#include "tests/crypto/fixture.h"
#include "tests/db/fixture.h"

/* What a machine would remember. */
static RepMarks memory;

static void
remember (const RepMarks *mark, gpointer data)
{
  if (!rep_id_equal (&memory.instance, &mark->instance))
    memory = *mark;
  else
    rep_marks_put (&memory, &mark->marks[0]);
}

static RepStanding
standing (TestVault *self)
{
  RepStanding found;
  g_autoptr (GError) error = NULL;

  rep_vault_compare (self->vault, &memory, &found, &error);
  g_assert_no_error (error);
  return found;
}

static void
assert_age (TestVault *self, RepFileAge age)
{
  g_assert_cmpint (standing (self).age, ==, age);
}

static void
save (TestVault *self, const RepId *id, guint32 revision)
{
  rep_vault_set_mark_func (self->vault, remember, NULL, NULL);
  test_must_save (self, id, revision, "x", "Zoé");
}

static void
assert_sound (TestVault *self)
{
  g_auto (RepVaultCheck) check = { 0 };

  g_assert_true (rep_vault_check (self->vault, NULL, &check, NULL));
  g_assert_cmpint (check.journal_broken_at, ==, -1);
  g_assert_cmpuint (check.damaged->len, ==, 0);
  g_assert_cmpuint (check.unsigned_records->len, ==, 0);
  g_assert_true (check.intact);
  g_assert_true (check.file_intact);
}

static void
put_back (TestVault *self, const char *kept, gsize size)
{
  test_vault_close (self);
  g_assert_true (g_file_set_contents_full (self->path, kept, (gssize)size,
                                           G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
  test_vault_reopen (self);
}

static char *
copy_file (TestVault *self, gsize *size)
{
  char *kept;

  test_vault_close (self);
  g_assert_true (g_file_get_contents (self->path, &kept, size, NULL));
  test_vault_reopen (self);
  return kept;
}

/* C9: yesterday's file. */
static void
test_older (TestVault *self, gconstpointer data)
{
  RepId id = rep_id_random ();
  g_autofree char *yesterday = NULL;
  gsize size;

  save (self, &id, 1);
  assert_age (self, REP_FILE_KNOWN);
  yesterday = copy_file (self, &size);
  assert_age (self, REP_FILE_KNOWN);
  save (self, &id, 2);
  put_back (self, yesterday, size);
  assert_age (self, REP_FILE_OLDER);
  g_assert_cmpint (standing (self).mark_time, ==, TEST_NOW);
  g_assert_cmpint (standing (self).file_time, ==, TEST_NOW);

  /* Gone on with: a new device, which says so. */
  rep_vault_renew_device (self->vault, REP_ACTION_ACCEPT_OLDER);
  save (self, &id, 2);
  assert_age (self, REP_FILE_KNOWN);
  assert_sound (self);
  g_assert_cmpint (self->vault->head.sequence, ==, 3); /* DEVICE, ACCEPT_OLDER, SAVE */
  test_vault_reopen (self);
  assert_age (self, REP_FILE_KNOWN);
  assert_sound (self);
}

/* An older file that was worked on again is as far as the mark, or further, and not the same. */
static void
test_fork (TestVault *self, gconstpointer data)
{
  RepId id = rep_id_random ();
  g_autofree char *yesterday = NULL;
  gsize size;

  save (self, &id, 1);
  yesterday = copy_file (self, &size);
  save (self, &id, 2);
  put_back (self, yesterday, size);
  for (guint i = 2; i < 5; i++) { /* elsewhere: nothing is remembered here */
    test_must_save (self, &id, i, "y", "Zoé");
    assert_age (self, REP_FILE_OLDER);
  }
}

/* Further on than remembered is no rollback: the mark is written without waiting for the disk. */
static void
test_further (TestVault *self, gconstpointer data)
{
  RepId id = rep_id_random ();

  save (self, &id, 1);
  test_vault_reopen (self);
  test_must_save (self, &id, 2, "x", NULL);
  test_must_save (self, &id, 3, "x", NULL);
  assert_age (self, REP_FILE_KNOWN);
}

/* A memory that was tampered with, or is of another file, is none. */
static void
test_memory (TestVault *self, gconstpointer data)
{
  RepId id = rep_id_random ();
  RepStanding found;
  RepMarks kept;

  save (self, &id, 1);
  kept = memory;
  g_assert_true (rep_vault_compare (self->vault, NULL, &found, NULL));
  g_assert_cmpint (found.age, ==, REP_FILE_FIRST_TIME);
  memory.marks[0].sequence--;
  assert_age (self, REP_FILE_FIRST_TIME);
  memory = kept;
  memory.device = test_id (1);
  assert_age (self, REP_FILE_FIRST_TIME);
  memory = kept;
  memory.n = 0;
  assert_age (self, REP_FILE_FIRST_TIME);
  /* Another account's mark cannot be verified; it can only raise the bar. */
  memory = kept;
  memory.n = 2;
  memory.marks[1] = memory.marks[0];
  memory.marks[1].account = test_id (2);
  assert_age (self, REP_FILE_KNOWN);
  memory.marks[1].sequence++;
  assert_age (self, REP_FILE_OLDER);
}

/* C9: one record's older revision put back. */
static void
test_one_record (TestVault *self, gconstpointer data)
{
  RepId id = rep_id_random ();

  save (self, &id, 1);
  save (self, &id, 2);
  test_vault_close (self);
  test_sql (self->path,
            "UPDATE record SET (revision, origin, facts, identity, link) = (SELECT p.revision,"
            " p.origin, p.facts, p.identity, p.link FROM record_past AS p);"
            "DELETE FROM record_past");
  test_vault_reopen (self);
  assert_age (self, REP_FILE_KNOWN);
  g_assert_false (test_intact (self->vault));
}

/* The first write of a machine new to the file takes a device; reading takes none. */
static void
test_first_time (TestVault *self, gconstpointer data)
{
  RepId id = rep_id_random ();
  RepId device = self->vault->device;
  RepDigest before;

  test_must_save (self, &id, 1, "x", "Zoé");
  test_vault_close (self);
  before = test_file_digest (self->path);
  test_vault_reopen (self);
  rep_vault_renew_device (self->vault, 0);
  g_assert_true (test_intact (self->vault));
  test_vault_close (self);
  {
    RepDigest after = test_file_digest (self->path);

    g_assert_true (rep_digest_equal (&before, &after));
  }

  test_vault_reopen (self);
  rep_vault_renew_device (self->vault, 0);
  test_must_save (self, &id, 2, "x", NULL);
  g_assert_false (rep_id_equal (&self->vault->device, &device));
  assert_sound (self);
  test_vault_reopen (self);
  g_assert_cmpint (test_sql_int (self->path, "SELECT count(*) FROM device"), ==, 1);
  g_assert_cmpint (test_sql_int (self->path, "SELECT count(*) FROM head"), ==, 2);
  assert_sound (self);
}

/* A write that fails leaves the old device, on disk and in memory, and the next one takes it. */
static void
test_failed_first_write (TestVault *self, gconstpointer data)
{
  RepId id = rep_id_random ();
  RepId device = self->vault->device, instance = self->vault->instance;
  guint32 length = rep_roster_length (rep_vault_roster (self->vault));
  g_autoptr (GError) error = NULL;

  test_must_save (self, &id, 1, "x", "Zoé");
  rep_vault_renew_device (self->vault, 0);
  g_assert_false (test_save (self, &id, 7, "x", NULL, &error));
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_CONFLICT);
  g_assert_true (rep_id_equal (&self->vault->device, &device));
  g_assert_true (rep_id_equal (&self->vault->instance, &instance));
  g_assert_cmpuint (rep_roster_length (rep_vault_roster (self->vault)), ==, length);
  assert_sound (self);
  test_must_save (self, &id, 2, "x", NULL);
  g_assert_false (rep_id_equal (&self->vault->device, &device));
  assert_sound (self);
}

/* A file without a device stands where its last device left it. */
static void
test_without_device (TestVault *self, gconstpointer data)
{
  RepId id = rep_id_random ();

  for (guint32 revision = 1; revision < 4; revision++) {
    test_must_save (self, &id, revision, "x", "Zoé");
    test_vault_close (self);
    test_sql (self->path, "DELETE FROM device");
    test_vault_reopen (self);
    g_assert_true (rep_id_is_none (rep_vault_instance (self->vault)));
    assert_age (self, REP_FILE_FIRST_TIME);
    assert_sound (self);
  }
  test_must_save (self, &id, 4, "x", "Zoé");
  assert_sound (self);
  g_assert_cmpint (test_sql_int (self->path, "SELECT count(*) FROM head"), ==, 4);
}

/* The journals of devices that are gone can neither lose their end nor grow. */
static void
test_past_journals (TestVault *self, gconstpointer data)
{
  static const char *const edits[] = {
    "DELETE FROM journal WHERE device <> (SELECT id FROM device) AND sequence = 3",
    "DELETE FROM journal WHERE device <> (SELECT id FROM device)",
    "DELETE FROM head WHERE device <> (SELECT id FROM device)",
    "DELETE FROM journal WHERE device = (SELECT id FROM device) AND sequence = 1",
  };
  RepId id = rep_id_random ();
  g_autofree char *kept = NULL;
  gsize size;

  test_must_save (self, &id, 1, "x", "Zoé");
  rep_vault_renew_device (self->vault, 0);
  test_must_save (self, &id, 2, "x", "Zoé");
  kept = copy_file (self, &size);
  for (guint i = 0; i < G_N_ELEMENTS (edits); i++) {
    g_auto (RepVaultCheck) check = { 0 };

    g_test_message ("%s", edits[i]);
    test_vault_close (self);
    test_sql (self->path, edits[i]);
    test_vault_reopen (self);
    g_assert_true (rep_vault_check (self->vault, NULL, &check, NULL));
    g_assert_cmpint (check.journal_broken_at, >, 0);
    put_back (self, kept, size);
  }
  assert_sound (self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func)                                                                            \
  g_test_add (name, TestVault, NULL, test_vault_set_up, func, test_vault_tear_down)
  ADD ("/device/older", test_older);
  ADD ("/device/fork", test_fork);
  ADD ("/device/further", test_further);
  ADD ("/device/memory", test_memory);
  ADD ("/device/one-record", test_one_record);
  ADD ("/device/first-time", test_first_time);
  ADD ("/device/failed-first-write", test_failed_first_write);
  ADD ("/device/without-device", test_without_device);
  ADD ("/device/past-journals", test_past_journals);

  return g_test_run ();
}
