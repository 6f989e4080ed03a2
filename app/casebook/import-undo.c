/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/import-undo.h"

#include <string.h>

#include "app/casebook/casebook-private.h"
#include "app/casebook/profile.h"
#include "app/casebook/withdraw.h"
#include "app/domain/rights.h"
#include "app/error.h"

typedef struct {
  RepCasebook *casebook;
  const RepId *import;
  GCancellable *cancellable;
  GHashTable *contacts;   /* RepContact as its own key: brought, and untouched since */
  GHashTable *persons;    /* RepPerson likewise: made or completed, and untouched since */
  GHashTable *referenced; /* RepId: persons of these that something else refers to */
  RepImportUndo *undo;
} Undo;

static guint
hash_object (gconstpointer object)
{
  guint hash;

  memcpy (&hash, ((const RepObject *)object)->id.bytes, sizeof hash);
  return hash;
}

static gboolean
same_object (gconstpointer a, gconstpointer b)
{
  return rep_id_equal (&((const RepObject *)a)->id, &((const RepObject *)b)->id);
}

static gpointer
find (GHashTable *objects, const RepId *id)
{
  const RepObject key = { .id = *id };

  return g_hash_table_lookup (objects, &key);
}

static gboolean
is_cancelled (const Undo *self, GError **error)
{
  if (self->cancellable == NULL || !g_cancellable_is_cancelled (self->cancellable))
    return FALSE;
  g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_CANCELLED, "import undo");
  return TRUE;
}

static const RepImportMark *
mark_of (const RepPerson *person, const RepId *import)
{
  for (guint i = 0; person->imports != NULL && i < person->imports->len; i++) {
    const RepImportMark *mark = g_ptr_array_index (person->imports, i);

    if (rep_id_equal (&mark->import, import))
      return mark;
  }
  return NULL;
}

static void
keep (Undo *self, RepObject *object)
{
  g_array_append_val (self->undo->kept, object->id);
}

/* Takes over @object when the import wrote it and nobody else did since. */
static gboolean
take_contact (Undo *self, RepContact *contact)
{
  if (contact->withdrawn || !rep_id_equal (&contact->import, self->import))
    return FALSE;
  if (contact->object.revision == 1)
    return g_hash_table_add (self->contacts, contact);
  keep (self, &contact->object);
  return FALSE;
}

static gboolean
take_person (Undo *self, RepPerson *person, GError **error)
{
  const RepImportMark *mark = mark_of (person, self->import);
  char hex[REP_ID_HEX_SIZE];

  if (mark == NULL || person->withdrawn)
    return FALSE;
  if (person->object.compartment == 0) {
    rep_app_error_set (error, REP_APP_ERROR_NO_IDENTITY_KEY,
                       rep_id_format (&person->object.id, hex));
    return FALSE;
  }
  if ((guint32)mark->revision == person->object.revision)
    return g_hash_table_add (self->persons, person);
  keep (self, &person->object);
  return FALSE;
}

static gboolean
collect_record (const RepRecord *record, gpointer data, GError **error)
{
  Undo *self = data;
  g_autoptr (GError) local = NULL;
  RepObject *object;
  gboolean taken;

  if (record->kind != rep_kind_person.number && record->kind != rep_kind_contact.number)
    return TRUE;
  if (is_cancelled (self, error))
    return FALSE;
  object = rep_casebook_open (self->casebook, record, &local);
  if (object == NULL) {
    if (local == NULL)
      return TRUE;
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  taken = object->kind == &rep_kind_contact ? take_contact (self, (RepContact *)object)
                                            : take_person (self, (RepPerson *)object, &local);
  if (!taken)
    rep_object_free (object);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static void
note_id (Undo *self, const RepId *id)
{
  RepPerson *person = find (self->persons, id);

  if (person != NULL)
    g_hash_table_add (self->referenced, person);
}

/* Every id in @object, whatever its field: a kind that comes later is looked through as well. */
static void
note_references (Undo *self, const RepObject *object)
{
  for (guint i = 0; i < object->kind->n_fields; i++) {
    const RepField *field = &object->kind->fields[i];

    if (!rep_object_has (object, field))
      continue;
    if (field->type == REP_FIELD_ID) {
      note_id (self, rep_field_member (object, field, RepId));
    } else if (field->type == REP_FIELD_IDS) {
      const GArray *ids = *rep_field_member (object, field, GArray *);

      for (guint j = 0; j < ids->len; j++)
        note_id (self, &g_array_index (ids, RepId, j));
    } else if (field->type == REP_FIELD_LIST) {
      const GPtrArray *list = *rep_field_member (object, field, GPtrArray *);

      for (guint j = 0; j < list->len; j++)
        note_references (self, g_ptr_array_index (list, j));
    }
  }
}

static gboolean
note_record (const RepRecord *record, gpointer data, GError **error)
{
  Undo *self = data;
  g_autoptr (GError) local = NULL;
  RepObject *object;

  if (is_cancelled (self, error))
    return FALSE;
  if (find (self->contacts, &record->id) != NULL)
    return TRUE;
  object = rep_casebook_open (self->casebook, record, &local);
  if (object != NULL)
    note_references (self, object);
  rep_object_free (object);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

/* The earlier revision of each youth that was only completed takes the place of the present one. */
static gboolean
restore_record (const RepRecord *record, gpointer data, GError **error)
{
  Undo *self = data;
  RepPerson *present = find (self->persons, &record->id), *past;

  if (is_cancelled (self, error))
    return FALSE;
  if (present == NULL || record->revision + 1 != present->object.revision)
    return TRUE;
  past = rep_casebook_open (self->casebook, record, error);
  if (past == NULL)
    return error == NULL || *error == NULL;
  past->object.revision = present->object.revision;
  g_ptr_array_add (self->undo->objects, past);
  self->undo->restored++;
  return TRUE;
}

static void
withdraw_persons (Undo *self)
{
  GHashTableIter iter;
  RepPerson *person;

  g_hash_table_iter_init (&iter, self->persons);
  while (g_hash_table_iter_next (&iter, (gpointer *)&person, NULL)) {
    if (mark_of (person, self->import)->revision != 1)
      continue;
    g_hash_table_iter_steal (&iter);
    if (g_hash_table_contains (self->referenced, person)) {
      keep (self, &person->object);
      rep_object_free (person);
      continue;
    }
    rep_withdraw (&person->object);
    g_ptr_array_add (self->undo->objects, person);
    self->undo->persons++;
  }
}

static RepPerson *
planned_person (Undo *self, GHashTable *planned, const RepId *id, GError **error)
{
  RepPerson *person = find (planned, id);

  if (person != NULL)
    return person;
  person = rep_casebook_read (self->casebook, id, error);
  if (person != NULL)
    g_hash_table_add (planned, person);
  return person;
}

/* The day of the first fact of youth row @number in @project that stays; 0 when none does. */
static guint32
first_that_stays (Undo *self, guint32 number, guint16 project)
{
  RepCasebook *book = self->casebook;
  const RepProject *sheet = g_ptr_array_index (book->projects, project);
  const RepPersonRow *row = &g_array_index (book->persons, RepPersonRow, number);
  guint32 end = rep_project_end (sheet, book->today), first = 0;

  for (guint32 at = row->first_link; at != REP_NO_ROW;
       at = g_array_index (book->links, RepLink, at).next) {
    guint32 contact = g_array_index (book->links, RepLink, at).contact;
    const RepContactRow *fact = &g_array_index (book->contacts, RepContactRow, contact);

    if (fact->project == project && fact->fact.date >= sheet->start && fact->fact.date <= end &&
        (first == 0 || fact->fact.date < first) &&
        find (self->contacts, rep_casebook_id (book, &rep_kind_contact, contact)) == NULL)
      first = fact->fact.date;
  }
  for (guint32 at = row->first_entry; at != REP_NO_ROW;
       at = g_array_index (book->entries, RepEntryRow, at).next) {
    const RepEntryRow *entry = &g_array_index (book->entries, RepEntryRow, at);

    if (entry->project == project && (first == 0 || entry->fact.date < first))
      first = entry->fact.date;
  }
  return first;
}

/* REPERE moves with the first contact, and with it the age that counts. */
static gboolean
move_ages (Undo *self, GHashTable *planned, const RepContact *contact, GError **error)
{
  guint32 project = rep_casebook_number (self->casebook, &rep_kind_project, &contact->project);

  for (guint i = 0; contact->persons != NULL && i < contact->persons->len; i++) {
    const RepId *id = &g_array_index (contact->persons, RepId, i);
    guint32 number = rep_casebook_number (self->casebook, &rep_kind_person, id);
    const RepPerson *known = find (planned, id);
    guint32 first;
    RepPerson *person;

    if (number == REP_NO_ROW || project == REP_NO_ROW || (known != NULL && known->withdrawn))
      continue;
    first = first_that_stays (self, number, (guint16)project);
    if (first == 0)
      continue;
    person = planned_person (self, planned, id, error);
    if (person == NULL)
      return FALSE;
    if (rep_profile_set_age (person, &contact->project, first) && known == NULL)
      g_ptr_array_add (self->undo->objects, person);
  }
  return TRUE;
}

static gboolean
withdraw_contacts (Undo *self, GError **error)
{
  g_autoptr (GHashTable) planned = g_hash_table_new (hash_object, same_object);
  GHashTableIter iter;
  RepContact *contact;
  gboolean done = TRUE;

  for (guint i = 0; i < self->undo->objects->len; i++)
    g_hash_table_add (planned, g_ptr_array_index (self->undo->objects, i));
  g_hash_table_iter_init (&iter, self->contacts);
  while (done && g_hash_table_iter_next (&iter, (gpointer *)&contact, NULL))
    done = !is_cancelled (self, error) && move_ages (self, planned, contact, error);

  /* What was read and needs no change is nobody's. */
  for (guint i = 0; i < self->undo->objects->len; i++)
    g_hash_table_remove (planned, g_ptr_array_index (self->undo->objects, i));
  g_hash_table_foreach (planned, (GHFunc)(void (*) (void))rep_object_free, NULL);
  if (!done)
    return FALSE;

  g_hash_table_iter_init (&iter, self->contacts);
  while (g_hash_table_iter_next (&iter, (gpointer *)&contact, NULL)) {
    g_hash_table_iter_steal (&iter);
    rep_withdraw (&contact->object);
    g_ptr_array_add (self->undo->objects, contact);
    self->undo->contacts++;
  }
  return TRUE;
}

static RepImport *
read_import (RepCasebook *casebook, const RepId *id, GError **error)
{
  guint32 number = rep_casebook_number (casebook, &rep_kind_import, id);
  char hex[REP_ID_HEX_SIZE];
  RepImport *import;

  if (number == REP_NO_ROW) {
    rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_IMPORT, rep_id_format (id, hex));
    return NULL;
  }
  import = rep_casebook_read (casebook, id, error);
  if (import == NULL || import->undone_at == 0)
    return import;
  rep_object_free (import);
  rep_app_error_set (error, REP_APP_ERROR_ALREADY_UNDONE, rep_id_format (id, hex));
  return NULL;
}

static gboolean
plan (Undo *self, GError **error)
{
  RepVault *vault = rep_casebook_vault (self->casebook);

  if (!rep_vault_scan (vault, collect_record, self, NULL, error) ||
      !rep_vault_scan (vault, note_record, self, NULL, error))
    return FALSE;
  withdraw_persons (self); /* those left in @persons were completed */
  return rep_vault_scan_past (vault, restore_record, self, error) &&
         withdraw_contacts (self, error);
}

gboolean
rep_import_undo_plan (RepCasebook *casebook,
                      const RepId *import,
                      GCancellable *cancellable,
                      gint64 now,
                      RepImportUndo *undo,
                      GError **error)
{
  g_autoptr (GHashTable) contacts =
      g_hash_table_new_full (hash_object, same_object, rep_object_free, NULL);
  g_autoptr (GHashTable) persons =
      g_hash_table_new_full (hash_object, same_object, rep_object_free, NULL);
  g_autoptr (GHashTable) referenced = g_hash_table_new (NULL, NULL);
  Undo self = { .casebook = casebook,
                .import = import,
                .cancellable = cancellable,
                .contacts = contacts,
                .persons = persons,
                .referenced = referenced,
                .undo = undo };
  const RepAccount *account = rep_vault_account (rep_casebook_vault (casebook));
  RepImport *record;

  *undo = (RepImportUndo){ .objects = g_ptr_array_new_with_free_func (rep_object_free),
                           .kept = g_array_new (FALSE, FALSE, sizeof (RepId)) };
  if (!rep_rights_may_act (account->role, REP_ACTION_IMPORT_UNDO))
    return rep_app_error_set (error, REP_APP_ERROR_NOT_ALLOWED, NULL);
  record = read_import (casebook, import, error);
  if (record == NULL)
    return FALSE;
  g_ptr_array_add (undo->objects, record);
  if (!plan (&self, error))
    return FALSE;

  record->undone_at = now;
  record->undone_by = account->id;
  record->kept = (gint32)undo->kept->len;
  return TRUE;
}

/* A payload that is left out of a change stays as it was; the token of a youth that has none any
 * more must not. */
static gboolean
seal_empty_links (RepCasebook *self, const RepImportUndo *undo, GArray *changes, GError **error)
{
  for (guint i = 0; i < changes->len; i++) {
    const RepObject *object = g_ptr_array_index (undo->objects, i);
    RepVaultChange *change = &g_array_index (changes, RepVaultChange, i);

    if (object->kind != &rep_kind_person || change->link != NULL)
      continue;
    change->link =
        rep_casebook_seal_part (self, object, REP_PART_LINK, REP_COMPARTMENT_LINK, error);
    if (change->link == NULL)
      return FALSE;
  }
  return TRUE;
}

gboolean
rep_import_undo_commit (RepCasebook *casebook, RepImportUndo *undo, gint64 now, GError **error)
{
  g_autoptr (GArray) changes = g_array_new (FALSE, TRUE, sizeof (RepVaultChange));

  g_array_set_clear_func (changes, rep_vault_change_clear);
  return rep_casebook_seal_all (casebook, undo->objects, changes, error) &&
         seal_empty_links (casebook, undo, changes, error) &&
         rep_vault_save (casebook->vault, (const RepVaultChange *)(gpointer)changes->data,
                         changes->len, REP_ACTION_IMPORT_UNDO, NULL, now, error);
}

gboolean
rep_import_undo (
    RepCasebook *casebook, const RepId *import, gint64 now, RepImportUndo *undo, GError **error)
{
  if (!rep_import_undo_plan (casebook, import, NULL, now, undo, error) ||
      !rep_import_undo_commit (casebook, undo, now, error))
    return FALSE;
  rep_casebook_publish_all (casebook, undo->objects);
  return TRUE;
}

void
rep_import_undo_clear (RepImportUndo *undo)
{
  g_clear_pointer (&undo->objects, g_ptr_array_unref);
  g_clear_pointer (&undo->kept, g_array_unref);
}
