/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/casebook/allowed.h"
#include "app/casebook/casebook-private.h"
#include "app/casebook/codec.h"
#include "app/domain/day.h"
#include "app/domain/rights.h"
#include "app/error.h"
#include "crypto/error.h"

typedef enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
} CasebookSignal;

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RepCasebook, rep_casebook, G_TYPE_OBJECT)

static void
rep_casebook_finalize (GObject *object)
{
  RepCasebook *self = REP_CASEBOOK (object);

  for (guint i = 0; i < REP_N_KINDS; i++)
    rep_id_table_free (self->ids[i]);
  rep_id_table_free (self->accounts);
  g_array_unref (self->persons);
  g_array_unref (self->contacts);
  g_array_unref (self->outings);
  g_array_unref (self->releases);
  g_array_unref (self->entries);
  g_array_unref (self->links);
  g_array_unref (self->ages);
  g_array_unref (self->distinct);
  g_array_unref (self->orientations);
  g_ptr_array_unref (self->projects);
  g_ptr_array_unref (self->structures);
  g_ptr_array_unref (self->partners);
  g_ptr_array_unref (self->imports);
  g_array_unref (self->unlinking);
  g_ptr_array_unref (self->counters);
  g_ptr_array_unref (self->closings);
  g_array_unref (self->enrolments);
  g_array_unref (self->parcours);
  rep_search_free (self->search);
  rep_arena_free (self->clear);
  g_array_unref (self->damaged);
  g_array_unref (self->touched.persons);
  g_array_unref (self->touched.contacts);
  g_array_unref (self->successions);
  rep_account_list_free (self->accounts_known);
  rep_vault_free (self->vault);

  G_OBJECT_CLASS (rep_casebook_parent_class)->finalize (object);
}

static void
rep_casebook_class_init (RepCasebookClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rep_casebook_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rep_casebook_init (RepCasebook *self)
{
  for (guint i = 0; i < REP_N_KINDS; i++)
    self->ids[i] = rep_id_table_new ();
  self->accounts = rep_id_table_new ();
  self->persons = g_array_new (FALSE, TRUE, sizeof (RepPersonRow));
  self->contacts = g_array_new (FALSE, TRUE, sizeof (RepContactRow));
  self->outings = g_array_new (FALSE, TRUE, sizeof (RepOutingRow));
  self->releases = g_array_new (FALSE, TRUE, sizeof (RepReleaseRow));
  self->entries = g_array_new (FALSE, TRUE, sizeof (RepEntryRow));
  self->links = g_array_new (FALSE, TRUE, sizeof (RepLink));
  self->ages = g_array_new (FALSE, TRUE, sizeof (RepAgeRow));
  self->distinct = g_array_new (FALSE, TRUE, sizeof (RepDistinctRow));
  self->orientations = g_array_new (FALSE, TRUE, sizeof (RepOrientationRow));
  self->projects = g_ptr_array_new_with_free_func (rep_object_free);
  self->structures = g_ptr_array_new_with_free_func (rep_object_free);
  self->partners = g_ptr_array_new_with_free_func (rep_object_free);
  self->imports = g_ptr_array_new_with_free_func (rep_object_free);
  self->unlinking = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->counters = g_ptr_array_new_with_free_func (rep_object_free);
  self->closings = g_ptr_array_new_with_free_func (rep_object_free);
  self->enrolments = g_array_new (FALSE, TRUE, sizeof (RepEnrolment));
  self->parcours = g_array_new (FALSE, FALSE, sizeof (RepParcoursRow));
  self->search = rep_search_new ();
  self->clear = rep_arena_new ();
  self->successions = g_array_new (FALSE, FALSE, sizeof (RepSuccessor));
  self->damaged = g_array_new (FALSE, FALSE, sizeof (RepId));
  self->touched.persons = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->touched.contacts = g_array_new (FALSE, FALSE, sizeof (guint32));
}

/* Returns FALSE for damage; what this account was not granted is absent to it, not damaged. */
static gboolean
open_part (RepCasebook *self,
           const RepRecord *record,
           const RepBlob *payload,
           RepPart part,
           RepObject *object,
           RepArena *clear)
{
  static const RepCompartmentClass classes[] = {
    [REP_PART_FACTS] = REP_CLASS_FACTS,
    [REP_PART_IDENTITY] = REP_CLASS_IDENTITY,
    [REP_PART_LINK] = REP_CLASS_LINK,
  };
  g_autoptr (GError) error = NULL;
  RepSealHeader header;

  if (payload->data == NULL || (rep_vault_is_facts_only (self->vault) && part != REP_PART_FACTS &&
                                rep_payload_left_out (payload)))
    return TRUE;
  if (!rep_keyring_open (rep_vault_keyring (self->vault), &record->id, record->kind, classes[part],
                         payload->data, payload->size, clear, &error))
    return g_error_matches (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_NO_KEY);

  object->had_link |= part == REP_PART_LINK;
  if (part == REP_PART_IDENTITY &&
      rep_seal_parse_header (payload->data, payload->size, &header, NULL))
    object->compartment = header.compartment;
  return rep_codec_decode (object, part, rep_arena_data (clear), rep_arena_size (clear), NULL);
}

static gboolean
open_parts (RepCasebook *self, const RepRecord *record, RepObject *object, RepArena *clear)
{
  object->id = record->id;
  object->revision = record->revision;
  return open_part (self, record, &record->facts, REP_PART_FACTS, object, clear) &&
         open_part (self, record, &record->identity, REP_PART_IDENTITY, object, clear) &&
         open_part (self, record, &record->link, REP_PART_LINK, object, clear);
}

/* At unlock, names are wanted (search) but notes and link tokens are not. */
static gboolean
open_for_memory (RepCasebook *self, const RepRecord *record, RepObject *object, RepArena *clear)
{
  object->id = record->id;
  object->revision = record->revision;
  return open_part (self, record, &record->facts, REP_PART_FACTS, object, clear) &&
         ((record->kind != rep_kind_person.number && record->kind != rep_kind_import.number) ||
          open_part (self, record, &record->identity, REP_PART_IDENTITY, object, clear));
}

typedef struct {
  RepCasebook *self;
  RepArena *clear;
  RepObject *scratch[REP_N_KINDS];
} Load;

static gboolean
load_record (const RepRecord *record, gpointer data, GError **error)
{
  Load *load = data;
  const RepKind *kind = rep_kind_by_number (record->kind);
  RepObject *object;

  if (record->kind == 0 || record->revision == 0) {
    g_array_append_val (load->self->damaged, record->id);
    return TRUE;
  }
  if (kind == NULL || rep_record_is_tombstone (record)) /* a newer program's, or erased */
    return TRUE;
  if (load->scratch[kind->number] == NULL)
    load->scratch[kind->number] = rep_object_new (kind);
  object = load->scratch[kind->number];
  if (open_for_memory (load->self, record, object, load->clear))
    rep_casebook_publish (load->self, object);
  else
    g_array_append_val (load->self->damaged, record->id);
  rep_object_reset (object);
  return TRUE;
}

RepCasebook *
rep_casebook_load (RepVault *vault, gint64 now, GError **error)
{
  g_autoptr (RepCasebook) self = g_object_new (REP_TYPE_CASEBOOK, NULL);
  Load load = { .self = self, .clear = self->clear };
  gboolean loaded;

  self->vault = vault;
  self->accounts_known = rep_account_list_new (vault);
  self->today = rep_day_of_time (now);
  self->loading = TRUE;
  loaded = rep_vault_scan (vault, load_record, &load, &self->intact, error);
  self->loading = FALSE;
  for (guint i = 0; i < REP_N_KINDS; i++)
    rep_object_free (load.scratch[i]);
  if (!loaded)
    return NULL;

  rep_casebook_group_all (self);
  rep_casebook_enrol_all (self);
  return g_steal_pointer (&self);
}

gpointer
rep_casebook_open (RepCasebook *casebook, const RepRecord *record, GError **error)
{
  const RepKind *kind = rep_kind_by_number (record->kind);
  RepObject *object = NULL;
  char hex[REP_ID_HEX_SIZE];

  if ((kind == NULL && record->kind != 0) || rep_record_is_tombstone (record))
    return NULL;
  if (kind != NULL && record->revision != 0) {
    object = rep_object_new (kind);
    if (!open_parts (casebook, record, object, casebook->clear))
      g_clear_pointer (&object, rep_object_free);
    rep_arena_clear (casebook->clear);
  }
  if (object == NULL)
    rep_app_error_set (error, REP_APP_ERROR_CORRUPT, rep_id_format (&record->id, hex));
  return object;
}

typedef struct {
  RepCasebook *self;
  RepObject *object;
} Read;

static gboolean
read_record (const RepRecord *record, gpointer data, GError **error)
{
  Read *read = data;

  read->object = rep_casebook_open (read->self, record, error);
  return read->object != NULL;
}

gpointer
rep_casebook_read (RepCasebook *casebook, const RepId *id, GError **error)
{
  g_autoptr (GError) local = NULL;
  Read read = { .self = casebook };
  char hex[REP_ID_HEX_SIZE];

  if (rep_vault_find (casebook->vault, id, read_record, &read, &local))
    return read.object;

  if (local == NULL || g_error_matches (local, REP_DB_ERROR, REP_DB_ERROR_NOT_FOUND))
    rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_RECORD, rep_id_format (id, hex));
  else
    g_propagate_error (error, g_steal_pointer (&local));
  return NULL;
}

GBytes *
rep_casebook_seal_part (
    RepCasebook *self, const RepObject *object, RepPart part, guint16 compartment, GError **error)
{
  GBytes *sealed;

  rep_arena_clear (self->clear);
  rep_codec_encode (object, part, self->clear);
  sealed = rep_keyring_seal (rep_vault_keyring (self->vault), compartment, &object->id,
                             object->kind->number, object->revision + 1,
                             part == REP_PART_IDENTITY ? REP_PADDING_POWER : REP_PADDING_64,
                             rep_arena_data (self->clear), rep_arena_size (self->clear), error);
  rep_arena_clear (self->clear);
  return sealed;
}

static gboolean
seal (RepCasebook *self, RepObject *object, RepVaultChange *change, GError **error)
{
  const RepKind *kind = object->kind;

  if (rep_id_is_none (&object->id))
    object->id = rep_id_random ();
  change->id = object->id;
  change->kind = kind->number;
  change->revision = object->revision + 1;
  change->facts =
      rep_casebook_seal_part (self, object, REP_PART_FACTS, REP_COMPARTMENT_FACTS, error);
  if (change->facts == NULL)
    return FALSE;

  if (rep_kind_has_part (kind, REP_PART_IDENTITY) && object->compartment != 0) {
    change->identity =
        rep_casebook_seal_part (self, object, REP_PART_IDENTITY, object->compartment, error);
    if (change->identity == NULL)
      return FALSE;
  } else if (!rep_object_part_is_empty (object, REP_PART_IDENTITY)) {
    return rep_app_error_set (error, REP_APP_ERROR_NO_IDENTITY_KEY, NULL);
  }
  if (!rep_object_part_is_empty (object, REP_PART_LINK) || object->had_link) {
    change->link =
        rep_casebook_seal_part (self, object, REP_PART_LINK, REP_COMPARTMENT_LINK, error);
    return change->link != NULL;
  }
  return TRUE;
}

gboolean
rep_casebook_seal_all (RepCasebook *self, const GPtrArray *objects, GArray *changes, GError **error)
{
  guint first = changes->len;

  g_array_set_size (changes, first + objects->len);
  for (guint i = 0; i < objects->len; i++)
    if (!rep_casebook_may_write (self, g_ptr_array_index (objects, i), error) ||
        !seal (self, g_ptr_array_index (objects, i),
               &g_array_index (changes, RepVaultChange, first + i), error))
      return FALSE;
  return TRUE;
}

static gboolean
commit (RepCasebook *self,
        const GPtrArray *objects,
        RepAction action,
        const char *draft,
        gint64 now,
        GError **error)
{
  g_autoptr (GArray) changes = g_array_new (FALSE, TRUE, sizeof (RepVaultChange));

  g_array_set_clear_func (changes, rep_vault_change_clear);
  return rep_casebook_seal_all (self, objects, changes, error) &&
         rep_vault_save (self->vault, (const RepVaultChange *)(gpointer)changes->data, changes->len,
                         action, draft, now, error);
}

gboolean
rep_casebook_commit (
    RepCasebook *casebook, const GPtrArray *objects, const char *draft, gint64 now, GError **error)
{
  return commit (casebook, objects, REP_ACTION_SAVE, draft, now, error);
}

gboolean
rep_casebook_commit_as (
    RepCasebook *casebook, const GPtrArray *objects, RepAction action, gint64 now, GError **error)
{
  if (!rep_rights_may_act (rep_vault_account (casebook->vault)->role, action))
    return rep_app_error_set (error, REP_APP_ERROR_NOT_ALLOWED, NULL);
  return commit (casebook, objects, action, NULL, now, error);
}

void
rep_casebook_publish_all (RepCasebook *casebook, const GPtrArray *objects)
{
  g_array_set_size (casebook->touched.persons, 0);
  g_array_set_size (casebook->touched.contacts, 0);
  casebook->touched.everyone = FALSE;
  for (guint i = 0; i < objects->len; i++) {
    RepObject *object = g_ptr_array_index (objects, i);

    object->revision++;
    rep_casebook_publish (casebook, object);
  }
  rep_casebook_unlink_withdrawn (casebook);
  g_signal_emit (casebook, signals[SIGNAL_CHANGED], 0);
}

gboolean
rep_casebook_save (RepCasebook *casebook, const GPtrArray *objects, gint64 now, GError **error)
{
  if (!rep_casebook_commit (casebook, objects, NULL, now, error))
    return FALSE;
  rep_casebook_publish_all (casebook, objects);
  return TRUE;
}

gboolean
rep_casebook_save_as (
    RepCasebook *casebook, const GPtrArray *objects, RepAction action, gint64 now, GError **error)
{
  if (!rep_casebook_commit_as (casebook, objects, action, now, error))
    return FALSE;
  rep_casebook_publish_all (casebook, objects);
  return TRUE;
}

const RepTouched *
rep_casebook_touched (RepCasebook *casebook)
{
  return &casebook->touched;
}

RepVault *
rep_casebook_vault (RepCasebook *casebook)
{
  return casebook->vault;
}

guint32
rep_casebook_today (RepCasebook *casebook)
{
  return casebook->today;
}

gboolean
rep_casebook_is_demo (RepCasebook *casebook)
{
  return casebook->is_demo;
}

gboolean
rep_casebook_intact (RepCasebook *casebook)
{
  return casebook->intact;
}

const GArray *
rep_casebook_damaged (RepCasebook *casebook)
{
  return casebook->damaged;
}

gboolean
rep_casebook_holds_names (RepCasebook *casebook)
{
  return casebook->accounts_known->holds_names;
}

const RepAccountList *
rep_casebook_accounts (RepCasebook *casebook)
{
  return casebook->accounts_known;
}

gboolean
rep_casebook_may_name (RepCasebook *casebook, const RepStructure *structure)
{
  return structure != NULL &&
         rep_account_list_may_name (casebook->accounts_known, structure->identity_compartment);
}

const GArray *
rep_casebook_persons (RepCasebook *casebook)
{
  return casebook->persons;
}

const GArray *
rep_casebook_contacts (RepCasebook *casebook)
{
  return casebook->contacts;
}

const GArray *
rep_casebook_releases (RepCasebook *casebook)
{
  return casebook->releases;
}

const GArray *
rep_casebook_outings (RepCasebook *casebook)
{
  return casebook->outings;
}

const GArray *
rep_casebook_entries (RepCasebook *casebook)
{
  return casebook->entries;
}

const GArray *
rep_casebook_links (RepCasebook *casebook)
{
  return casebook->links;
}

const GArray *
rep_casebook_enrolments (RepCasebook *casebook)
{
  return casebook->enrolments;
}

const GArray *
rep_casebook_orientations (RepCasebook *casebook)
{
  return casebook->orientations;
}

guint16
rep_casebook_account (RepCasebook *casebook, const RepId *id)
{
  guint32 number = rep_id_table_find (casebook->accounts, id);

  return number != REP_NO_INDEX ? (guint16)number : REP_NO_REFERENT;
}

const RepId *
rep_casebook_account_id (RepCasebook *casebook, guint16 account)
{
  return rep_id_table_get (casebook->accounts, account);
}

const GArray *
rep_casebook_parcours (RepCasebook *casebook)
{
  return casebook->parcours;
}

const GPtrArray *
rep_casebook_projects (RepCasebook *casebook)
{
  return casebook->projects;
}

const GPtrArray *
rep_casebook_structures (RepCasebook *casebook)
{
  return casebook->structures;
}

const GPtrArray *
rep_casebook_partners (RepCasebook *casebook)
{
  return casebook->partners;
}

const GPtrArray *
rep_casebook_imports (RepCasebook *casebook)
{
  return casebook->imports;
}

const GPtrArray *
rep_casebook_counters (RepCasebook *casebook)
{
  return casebook->counters;
}

const GPtrArray *
rep_casebook_closings (RepCasebook *casebook)
{
  return casebook->closings;
}

const RepSearch *
rep_casebook_search (RepCasebook *casebook)
{
  return casebook->search;
}

gboolean
rep_casebook_has_person (RepCasebook *casebook, const RepId *id)
{
  guint32 number = rep_casebook_number (casebook, &rep_kind_person, id);

  return number != REP_NO_ROW &&
         g_array_index (casebook->persons, RepPersonRow, number).revision != 0;
}

guint32
rep_casebook_number (RepCasebook *casebook, const RepKind *kind, const RepId *id)
{
  return rep_id_table_find (casebook->ids[kind->number], id);
}

const RepId *
rep_casebook_id (RepCasebook *casebook, const RepKind *kind, guint32 number)
{
  return rep_id_table_get (casebook->ids[kind->number], number);
}

const RepProject *
rep_casebook_project_by_code (RepCasebook *casebook, const char *code, guint *number)
{
  for (guint i = 0; i < casebook->projects->len; i++) {
    const RepProject *project = g_ptr_array_index (casebook->projects, i);

    if (project != NULL && g_strcmp0 (project->code, code) == 0) {
      if (number != NULL)
        *number = i;
      return project;
    }
  }
  return NULL;
}

const RepEnrolment *
rep_casebook_enrolment (RepCasebook *casebook, guint32 person, guint project)
{
  guint32 at = g_array_index (casebook->persons, RepPersonRow, person).first_enrolment;

  while (at != REP_NO_ROW) {
    const RepEnrolment *enrolment = &g_array_index (casebook->enrolments, RepEnrolment, at);

    if (enrolment->project == project)
      return enrolment;
    at = enrolment->next;
  }
  return NULL;
}
