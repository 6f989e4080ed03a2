/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/erase.h"

#include <glib/gstdio.h>
#include <string.h>

#include "app/casebook/intake.h"
#include "app/casebook/restore.h"
#include "app/domain/day.h"
#include "app/error.h"
#include "db/vault-accounts.h"
#include "tests/crypto/fixture.h"
#include "tests/db/fixture.h"

#define NOW 1609459200 /* 1 January 2021 */
#define ASKED 1

typedef struct {
  TestVault folder;
  RepCasebook *casebook;
  RepId she;     /* to be erased */
  RepId double_; /* the same youth, recorded twice */
  RepId he;
  RepId alone;    /* her contact */
  RepId together; /* with him */
  RepId detached; /* she was taken out of it */
} Fixture;

static RepCasebook *
load (const char *path)
{
  g_autoptr (GError) error = NULL;
  RepCasebook *casebook =
      rep_casebook_load (test_vault_unlock (path, TEST_LOGIN, TEST_PASSWORD), NOW, &error);

  g_assert_no_error (error);
  return casebook;
}

static void
import_project (RepCasebook *casebook)
{
  g_autoptr (GError) error = NULL;
  RepProject *project = rep_object_new (&rep_kind_project);

  rep_text_set (&project->code, "essai");
  rep_text_set (&project->title, "Essai");
  rep_text_set (&project->lead, "Mission Locale d’Essai");
  project->start = rep_day_parse ("2019-12-01");
  project->end = rep_day_parse ("2021-12-31");
  rep_intake_project (casebook, project, NOW, &error);
  g_assert_no_error (error);
  rep_object_free (project);
}

static void
save (Fixture *self, gpointer object)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;

  g_ptr_array_add (objects, object);
  rep_casebook_save (self->casebook, objects, NOW, &error);
  g_assert_no_error (error);
  rep_object_free (object);
}

/* A contact with @first (nullable, new) and the youth @also (nullable); its id. */
static RepId
contact (Fixture *self, const char *first, const RepId *also, const char *note, RepId *person)
{
  RepContact *event = rep_object_new (&rep_kind_contact);
  RepPerson *fresh = first != NULL ? rep_object_new (&rep_kind_person) : NULL;
  RepIntake intake = { .contact = event, .person = fresh };
  RepIntakeResult result;
  g_autoptr (GError) error = NULL;

  event->project = rep_casebook_project_by_code (self->casebook, "essai", NULL)->object.id;
  event->channel = event->reached = 1;
  event->date = rep_day_parse ("2020-05-05");
  rep_text_set (&event->note, note);
  if (also != NULL)
    rep_ids_add (&event->persons, also);
  if (fresh != NULL) {
    rep_text_set (&fresh->last_name, "Fictive");
    rep_text_set (&fresh->first_name, first);
    fresh->birth = rep_day_parse ("2003-03-03");
  }
  rep_intake_contact (self->casebook, &intake, NOW, &result, &error);
  g_assert_no_error (error);
  if (person != NULL)
    *person = fresh->object.id;
  rep_object_free (event);
  rep_object_free (fresh);
  return result.contact;
}

static void
give_stage (Fixture *self, const RepId *person)
{
  RepStageEntry *entry = rep_object_new (&rep_kind_stage_entry);
  g_autoptr (GError) error = NULL;

  entry->person = *person;
  entry->project = rep_casebook_project_by_code (self->casebook, "essai", NULL)->object.id;
  entry->stage = REP_STAGE_MOBILISE;
  entry->date = rep_day_parse ("2020-06-06");
  rep_intake_stage (self->casebook, entry, NOW, &error);
  g_assert_no_error (error);
  rep_object_free (entry);
}

static gpointer
read_record (Fixture *self, const RepId *id)
{
  g_autoptr (GError) error = NULL;
  gpointer object = rep_casebook_read (self->casebook, id, &error);

  g_assert_no_error (error);
  return object;
}

static void
join (Fixture *self)
{
  RepPerson *person = read_record (self, &self->double_);

  person->same_as = self->she;
  save (self, person);
}

static void
detach (Fixture *self)
{
  RepContact *event = read_record (self, &self->detached);

  g_clear_pointer (&event->persons, g_array_unref);
  rep_text_set (&event->note, "reste");
  save (self, event);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  test_folder_set_up (&self->folder, NULL);
  test_vault_create (self->folder.path);
  self->casebook = load (self->folder.path);
  import_project (self->casebook);
  (void)contact (self, "Sacha", NULL, "de lui", &self->he);
  self->alone = contact (self, "Canari", NULL, "d’elle", &self->she);
  self->together = contact (self, NULL, &self->she, "des deux", NULL);
  {
    RepContact *event = read_record (self, &self->together);

    rep_ids_add (&event->persons, &self->he);
    save (self, event);
  }
  self->detached = contact (self, NULL, &self->she, "détaché", NULL);
  detach (self);
  (void)contact (self, "Canarie", NULL, NULL, &self->double_);
  join (self);
  give_stage (self, &self->she);
  give_stage (self, &self->he);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->casebook);
  test_vault_tear_down (&self->folder, NULL);
}

static RepErased
erase (Fixture *self)
{
  RepErased erased;
  g_autoptr (GError) error = NULL;

  rep_erase_persons (self->casebook, &self->she, 1, ASKED, NULL, NOW, &erased, &error);
  g_assert_no_error (error);
  g_clear_object (&self->casebook);
  self->casebook = load (self->folder.path);
  return erased;
}

static void
assert_gone (Fixture *self, const RepId *id)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (rep_casebook_read (self->casebook, id, &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_UNKNOWN_RECORD);
}

static void
assert_contact (Fixture *self, const RepId *id, guint n_persons, const char *note)
{
  RepContact *event = read_record (self, id);

  g_assert_cmpuint (event->persons != NULL ? event->persons->len : 0, ==, n_persons);
  if (n_persons == 1)
    g_assert_true (rep_id_equal (&g_array_index (event->persons, RepId, 0), &self->he));
  g_assert_cmpstr (event->note, ==, note);
  g_assert_cmpuint (event->channel, ==, 1);
  rep_object_free (event);
}

static void
assert_sound (Fixture *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) dangling = rep_casebook_dangling (self->casebook);

  rep_vault_is_sound (rep_casebook_vault (self->casebook), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (dangling->len, ==, 0);
  g_assert_true (rep_casebook_intact (self->casebook));
}

static void
test_erase (Fixture *self, gconstpointer data)
{
  RepErased erased = erase (self);

  g_assert_cmpuint (erased.persons, ==, 2);
  g_assert_cmpuint (erased.records, ==, 3); /* her two records and her stage */
  g_assert_cmpuint (erased.contacts, ==, 3);
  g_assert_cmpuint (erased.closed, ==, 0);
  assert_gone (self, &self->she);
  assert_gone (self, &self->double_);
  assert_contact (self, &self->alone, 0, NULL);
  assert_contact (self, &self->together, 1, NULL);
  assert_contact (self, &self->detached, 0, "reste");
  g_assert_cmpuint (rep_casebook_entries (self->casebook)->len, ==, 1);
  assert_sound (self);
  g_clear_object (&self->casebook);
  g_assert_cmpint (test_sql_int (self->folder.path, "SELECT count(*) FROM erased"), ==, 2);
  /* what is left of the past is his contact's and his own */
  g_assert_cmpint (test_sql_int (self->folder.path, "SELECT count(*) FROM record_past WHERE id IN"
                                                    " (SELECT id FROM record WHERE facts IS NULL)"),
                   ==, 0);
  self->casebook = load (self->folder.path);
}

/* The sealed bytes of hers, wherever they may still lie. */
typedef struct {
  Fixture *fixture;
  GPtrArray *pieces; /* GBytes */
} Canary;

static void
remember (GPtrArray *pieces, const RepBlob *payload)
{
  if (payload->data != NULL)
    g_ptr_array_add (pieces, g_bytes_new (payload->data, payload->size));
}

static gboolean
is_hers (const Fixture *self, const RepId *id)
{
  return rep_id_equal (id, &self->she) || rep_id_equal (id, &self->double_) ||
         rep_id_equal (id, &self->alone) || rep_id_equal (id, &self->together);
}

static gboolean
collect (const RepRecord *record, gpointer data, GError **error)
{
  Canary *canary = data;

  if (is_hers (canary->fixture, &record->id)) {
    remember (canary->pieces, &record->facts);
    remember (canary->pieces, &record->identity);
    remember (canary->pieces, &record->link);
  }
  return TRUE;
}

static void
hunt (const char *folder, const GPtrArray *pieces)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autofree char *bytes = NULL;
    gsize size;

    g_assert_true (g_file_get_contents (path, &bytes, &size, NULL));
    for (guint i = 0; i < pieces->len; i++) {
      gsize length;
      const guint8 *piece = g_bytes_get_data (g_ptr_array_index (pieces, i), &length);

      /* after the header, which tells nothing; any run of 16 bytes would do */
      for (gsize at = REP_SEAL_HEADER_SIZE; at + 16 <= length; at += 16)
        if (memmem (bytes, size, piece + at, 16) != NULL)
          g_error ("%s still holds sealed bytes of piece %u", name, i);
    }
  }
}

/* Many rows come and go, so that pages are split and filled again; then not a byte is left, in the
 * file or its log, while the vault is still open. */
static void
test_canary (Fixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) pieces = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  Canary canary = { self, pieces };
  RepVault *vault = rep_casebook_vault (self->casebook);
  RepErased erased;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 60; i++) {
    RepId person;
    RepId id = contact (self, i % 3 == 0 ? "Autre" : NULL, i % 3 == 0 ? NULL : &self->he, "x",
                        i % 3 == 0 ? &person : NULL);
    RepContact *event = read_record (self, &id);

    event->headcount = (gint32)i;
    save (self, event);
    if (i % 10 == 0) {
      RepPerson *she = read_record (self, &self->she);

      rep_text_set (&she->description, "changée");
      save (self, she);
    }
  }
  g_assert_true (rep_vault_scan (vault, collect, &canary, NULL, NULL));
  g_assert_true (rep_vault_scan_past (vault, collect, &canary, NULL));
  g_assert_cmpuint (pieces->len, >, 20);
  rep_erase_persons (self->casebook, &self->she, 1, ASKED, NULL, NOW, &erased, &error);
  g_assert_no_error (error);
  hunt (self->folder.folder, pieces);
}

static void
test_refused (Fixture *self, gconstpointer data)
{
  g_autoptr (RepSecret) password = test_secret (TEST_PASSWORD);
  RepNewAccount account = { .login = "david", .password = password, .role = REP_ROLE_DIRECTOR };
  RepVault *vault = rep_casebook_vault (self->casebook);
  g_autoptr (GError) error = NULL;
  RepErased erased;

  g_assert_true (rep_vault_add_account (vault, &account, NOW, NULL, NULL));
  g_clear_object (&self->casebook);
  self->casebook =
      rep_casebook_load (test_vault_unlock (self->folder.path, "david", TEST_PASSWORD), NOW, NULL);
  g_assert_false (
      rep_erase_persons (self->casebook, &self->she, 1, ASKED, NULL, NOW, &erased, &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_NOT_ALLOWED);
  g_clear_object (&self->casebook);
  self->casebook = load (self->folder.path);
  assert_contact (self, &self->detached, 0, "reste");
  assert_sound (self);
}

/* A kind this program does not know refers to her: it is not for this program to judge. */
static void
test_newer_kind (Fixture *self, gconstpointer data)
{
  RepVault *vault = rep_casebook_vault (self->casebook);
  RepVaultChange change = { .id = rep_id_random (), .kind = 4000, .revision = 1 };
  g_autoptr (GError) error = NULL;
  RepErased erased;

  change.facts =
      rep_keyring_seal (rep_vault_keyring (vault), REP_COMPARTMENT_FACTS, &change.id, change.kind,
                        1, REP_PADDING_64, self->she.bytes, REP_ID_SIZE, &error);
  g_assert_true (rep_vault_save (vault, &change, 1, REP_ACTION_SAVE, NULL, NOW, &error));
  g_bytes_unref (change.facts);
  g_assert_false (
      rep_erase_persons (self->casebook, &self->she, 1, ASKED, NULL, NOW, &erased, &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_UNKNOWN_KIND);
  rep_object_free (read_record (self, &self->she));
  assert_sound (self);
}

/* A copy made before knows her; restored, it erases her again before anyone can look. */
static void
test_replay (Fixture *self, gconstpointer data)
{
  g_autoptr (RepSecret) password = test_secret (TEST_PASSWORD);
  g_autofree char *copy = g_build_filename (self->folder.folder, "copie.reperes", NULL);
  g_autofree char *list = g_strconcat (copy, REP_ERASED_SUFFIX, NULL);
  g_autofree char *target = g_build_filename (self->folder.folder, "neuf.reperes", NULL);
  g_autofree char *lock = g_strconcat (target, ".lock", NULL);
  g_autofree char *kept = g_strdup (self->folder.path);
  RepRestore restore = {
    .source = copy, .target = target, .login = TEST_LOGIN, .password = password
  };
  RepBackup backup = { 0 };
  g_autoptr (GArray) erased = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (rep_vault_backup (rep_casebook_vault (self->casebook), copy, &backup, &error));
  erase (self);
  erased = rep_vault_erased (rep_casebook_vault (self->casebook), NULL);
  g_assert_cmpuint (erased->len, ==, 2);

  g_assert_cmpint (g_unlink (list), ==, 0);
  g_assert_false (rep_restore (&restore, NOW, &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_NO_ERASED_LIST);
  g_clear_error (&error);
  g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));

  g_assert_true (
      rep_erased_write (list, rep_vault_id (rep_casebook_vault (self->casebook)), erased, NULL));
  rep_restore (&restore, NOW, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (restore.erased, ==, 2);
  g_clear_object (&self->casebook);
  g_free (self->folder.path);
  self->folder.path = g_strdup (target);
  self->casebook = load (target);
  assert_gone (self, &self->she);
  assert_gone (self, &self->double_);
  assert_contact (self, &self->alone, 0, NULL);
  assert_sound (self);
  g_assert_true (rep_id_is_none (rep_vault_instance (rep_casebook_vault (self->casebook))));
  g_clear_object (&self->casebook);
  g_assert_cmpint (g_unlink (target) | g_unlink (lock) | g_unlink (copy) | g_unlink (list), ==, 0);
  g_free (self->folder.path);
  self->folder.path = g_steal_pointer (&kept);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
  ADD ("/erase/erase", test_erase);
  ADD ("/erase/canary", test_canary);
  ADD ("/erase/refused", test_refused);
  ADD ("/erase/newer-kind", test_newer_kind);
  ADD ("/erase/replay", test_replay);

  return g_test_run ();
}
