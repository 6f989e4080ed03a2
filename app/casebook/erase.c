/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/casebook/codec.h"
#include "app/casebook/erase.h"
#include "app/domain/closing.h"
#include "app/error.h"
#include "crypto/error.h"

/* An id is 16 random bytes, written as they are in every payload: looking for the bytes finds it in
 * fields this program does not know too. */

typedef struct {
  RepCasebook *casebook;
  RepErasure *erasure;
  GHashTable *persons; /* RepId of each one to be erased */
  GHashTable *touched; /* RepId of each record that is rewritten: its past goes as a whole */
  GPtrArray *contacts; /* RepRecord *: contacts and outings, which stay without them */
  GPtrArray *closings; /* RepRecord *: likewise */
  RepCountErased count;
  RepArena *clear;
  RepErased *erased;
  RepId unknown; /* a record of a newer program that refers to one of them */
} Erase;

static void
add_group (Erase *self, guint32 root)
{
  const GArray *rows = rep_casebook_persons (self->casebook);

  for (guint32 i = 0; i < rows->len; i++) {
    guint32 at = i;

    /* Joined one to the next; a ring, which nothing makes, ends after as many steps as rows. */
    for (guint32 steps = 0; at != root && at != REP_NO_ROW && steps < rows->len; steps++)
      at = g_array_index (rows, RepPersonRow, at).same_as;
    if (at == root)
      g_hash_table_add (self->persons,
                        (gpointer)rep_casebook_id (self->casebook, &rep_kind_person, i));
  }
}

static guint32
root_of (const GArray *rows, guint32 at)
{
  for (guint32 steps = 0; steps < rows->len; steps++) {
    guint32 next = g_array_index (rows, RepPersonRow, at).same_as;

    if (next == REP_NO_ROW)
      break;
    at = next;
  }
  return at;
}

static void
add_person (Erase *self, const RepId *id)
{
  guint32 number = rep_casebook_number (self->casebook, &rep_kind_person, id);

  g_hash_table_add (self->persons, (gpointer)id);
  if (number != REP_NO_ROW)
    add_group (self, root_of (rep_casebook_persons (self->casebook), number));
}

static gboolean
holds_one (const Erase *self)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->persons);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (memmem (rep_arena_data (self->clear), rep_arena_size (self->clear), ((RepId *)id)->bytes,
                REP_ID_SIZE) != NULL)
      return TRUE;
  return FALSE;
}

/* What does not open is left as it is: "check" names it; without its key it is counted. */
static gboolean
payload_holds_one (Erase *self,
                   const RepRecord *record,
                   const RepBlob *payload,
                   RepCompartmentClass expected)
{
  const RepKeyring *keyring = rep_vault_keyring (rep_casebook_vault (self->casebook));
  g_autoptr (GError) error = NULL;

  if (payload->data == NULL)
    return FALSE;
  if (rep_keyring_open (keyring, &record->id, record->kind, expected, payload->data, payload->size,
                        self->clear, &error))
    return holds_one (self);
  if (g_error_matches (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_NO_KEY))
    self->erased->closed++;
  return FALSE;
}

static gboolean
record_holds_one (Erase *self, const RepRecord *record)
{
  gboolean facts = payload_holds_one (self, record, &record->facts, REP_CLASS_FACTS);
  gboolean identity = payload_holds_one (self, record, &record->identity, REP_CLASS_IDENTITY);
  gboolean link = payload_holds_one (self, record, &record->link, REP_CLASS_LINK);

  return facts || identity || link;
}

static void
bury (Erase *self, const RepRecord *record)
{
  RepErasedRecord gone = {
    .id = record->id, .kind = record->kind, .revision = record->revision, .tombstone = TRUE
  };

  g_array_append_val (self->erasure->records, gone);
  self->erased->records++;
}

static gboolean
look_at_record (const RepRecord *record, gpointer data, GError **error)
{
  Erase *self = data;

  if (rep_record_is_tombstone (record))
    return TRUE;
  if (g_hash_table_contains (self->persons, &record->id)) {
    self->erased->persons++;
    bury (self, record);
  } else if (record_holds_one (self, record)) {
    if (record->kind == rep_kind_contact.number || record->kind == rep_kind_outing.number)
      g_ptr_array_add (self->contacts, rep_record_dup (record));
    else if (record->kind == rep_kind_closing.number)
      g_ptr_array_add (self->closings, rep_record_dup (record));
    else if (record->kind == rep_kind_stage_entry.number ||
             record->kind == rep_kind_distinct.number ||
             record->kind == rep_kind_orientation.number)
      bury (self, record);
    else
      self->unknown = record->id;
  }
  return TRUE;
}

static gboolean
look_at_past (const RepRecord *record, gpointer data, GError **error)
{
  Erase *self = data;
  RepPastRevision past = { record->id, record->revision };

  if (!g_hash_table_contains (self->touched, &record->id) && record_holds_one (self, record))
    g_array_append_val (self->erasure->past, past);
  return TRUE;
}

static void
leave_out_ids (Erase *self, GArray **ids)
{
  for (guint i = *ids != NULL ? (*ids)->len : 0; i > 0; i--)
    if (g_hash_table_contains (self->persons, &g_array_index (*ids, RepId, i - 1)))
      g_array_remove_index (*ids, i - 1);
  if (*ids != NULL && (*ids)->len == 0)
    g_clear_pointer (ids, g_array_unref);
}

static void
leave_out (Erase *self, RepObject *object)
{
  RepContact *contact = (RepContact *)object;

  if (object->kind == &rep_kind_outing) {
    leave_out_ids (self, &((RepOuting *)object)->expected);
    rep_text_set (&((RepOuting *)object)->note, NULL);
    return;
  }
  leave_out_ids (self, &contact->persons);
  if (g_hash_table_contains (self->persons, &contact->anonymous))
    contact->anonymous = (RepId){ 0 };
  rep_text_set (&contact->note, NULL);
}

static GBytes *
seal (Erase *self, const RepObject *object, RepPart part, guint16 compartment, GError **error)
{
  const RepKeyring *keyring = rep_vault_keyring (rep_casebook_vault (self->casebook));
  GBytes *sealed;

  rep_arena_clear (self->clear);
  rep_codec_encode (object, part, self->clear);
  sealed = rep_keyring_seal (keyring, compartment, &object->id, object->kind->number,
                             object->revision + 1,
                             part == REP_PART_IDENTITY ? REP_PADDING_POWER : REP_PADDING_64,
                             rep_arena_data (self->clear), rep_arena_size (self->clear), error);
  rep_arena_clear (self->clear);
  return sealed;
}

/* What a newer program put beside the note cannot be judged, so it goes with it: an empty identity
 * takes its place. */
static gboolean
empty_identity (Erase *self, const RepRecord *record, GBytes **sealed, GError **error)
{
  RepObject *empty;
  RepSealHeader header;

  if (record->identity.data == NULL ||
      !rep_seal_parse_header (record->identity.data, record->identity.size, &header, NULL))
    return TRUE;
  empty = rep_object_new (rep_kind_by_number (record->kind));
  empty->id = record->id;
  empty->revision = record->revision;
  *sealed = seal (self, empty, REP_PART_IDENTITY, header.compartment, error);
  rep_object_free (empty);
  return *sealed != NULL;
}

static gboolean
rewrite_without (Erase *self, const RepRecord *record, GError **error)
{
  RepObject *object = rep_casebook_open (self->casebook, record, error);
  RepErasedRecord kept = { .id = record->id, .kind = record->kind, .revision = record->revision };

  if (object == NULL)
    return FALSE;
  leave_out (self, object);
  kept.facts = seal (self, object, REP_PART_FACTS, REP_COMPARTMENT_FACTS, error);
  rep_object_free (object);
  if (kept.facts == NULL || !empty_identity (self, record, &kept.identity, error)) {
    g_clear_pointer (&kept.facts, g_bytes_unref);
    return FALSE;
  }
  g_array_append_val (self->erasure->records, kept);
  self->erased->contacts += record->kind == rep_kind_contact.number ? 1 : 0;
  return TRUE;
}

static void
leave_out_of_closing (Erase *self, RepClosing *closing)
{
  for (guint i = closing->members != NULL ? closing->members->len : 0; i > 0; i--) {
    const RepCountedPerson *member = g_ptr_array_index (closing->members, i - 1);

    if (!g_hash_table_contains (self->persons, &member->person))
      continue;
    g_ptr_array_remove_index (closing->members, i - 1);
    closing->erased = MAX (closing->erased, 0) + 1;
  }
}

static gboolean
rewrite_facts (Erase *self, const RepObject *object, GError **error)
{
  RepErasedRecord kept = { .id = object->id,
                           .kind = object->kind->number,
                           .revision = object->revision };

  kept.facts = seal (self, object, REP_PART_FACTS, REP_COMPARTMENT_FACTS, error);
  if (kept.facts == NULL)
    return FALSE;
  g_array_append_val (self->erasure->records, kept);
  return TRUE;
}

static gboolean
rewrite_closing (Erase *self, const RepRecord *record, GError **error)
{
  RepClosing *closing = rep_casebook_open (self->casebook, record, error);
  gboolean rewritten;

  if (closing == NULL)
    return FALSE;
  leave_out_of_closing (self, closing);
  rewritten = rewrite_facts (self, &closing->object, error);
  rep_object_free (closing);
  return rewritten;
}

/* The results stay, as sums. */
static gboolean
write_counters (Erase *self, GError **error)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (rep_object_free);
  g_autofree guint8 *rows = g_new0 (guint8, rep_casebook_persons (self->casebook)->len + 1);
  GHashTableIter iter;
  gpointer id;

  if (self->count == NULL)
    return TRUE;
  g_hash_table_iter_init (&iter, self->persons);
  while (g_hash_table_iter_next (&iter, &id, NULL)) {
    guint32 number = rep_casebook_number (self->casebook, &rep_kind_person, id);

    if (number != REP_NO_ROW)
      rows[number] = 1;
  }
  self->count (self->casebook, rows, objects);
  for (guint i = 0; i < objects->len; i++) {
    RepObject *object = g_ptr_array_index (objects, i);

    if (rep_id_is_none (&object->id))
      object->id = rep_id_random ();
    if (!rewrite_facts (self, object, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
plan (Erase *self, GError **error)
{
  RepVault *vault = rep_casebook_vault (self->casebook);
  char hex[REP_ID_HEX_SIZE];

  if (!rep_vault_scan (vault, look_at_record, self, NULL, error))
    return FALSE;
  if (!rep_id_is_none (&self->unknown))
    return rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_KIND,
                              rep_id_format (&self->unknown, hex));
  for (guint i = 0; i < self->contacts->len; i++)
    if (!rewrite_without (self, g_ptr_array_index (self->contacts, i), error))
      return FALSE;
  for (guint i = 0; i < self->closings->len; i++)
    if (!rewrite_closing (self, g_ptr_array_index (self->closings, i), error))
      return FALSE;
  if (!write_counters (self, error))
    return FALSE;
  for (guint i = 0; i < self->erasure->records->len; i++)
    g_hash_table_add (self->touched,
                      &g_array_index (self->erasure->records, RepErasedRecord, i).id);
  return rep_vault_scan_past (vault, look_at_past, self, error);
}

static gboolean
erase (Erase *self, gint64 now, GError **error)
{
  GHashTableIter iter;
  gpointer id;

  if (!plan (self, error))
    return FALSE;
  g_hash_table_iter_init (&iter, self->persons);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_array_append_vals (self->erasure->persons, id, 1);
  return rep_vault_erase (rep_casebook_vault (self->casebook), self->erasure, now,
                          &self->erased->revisions, error);
}

gboolean
rep_erase_persons (RepCasebook *casebook,
                   const RepId *ids,
                   guint n,
                   guint8 reason,
                   RepCountErased count,
                   gint64 now,
                   RepErased *erased,
                   GError **error)
{
  g_auto (RepErasure) erasure = { NULL };
  g_autoptr (GHashTable) persons = g_hash_table_new (rep_id_hash, rep_id_equal_func);
  g_autoptr (GHashTable) touched = g_hash_table_new (rep_id_hash, rep_id_equal_func);
  g_autoptr (GPtrArray) contacts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) closings = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (RepArena) clear = rep_arena_new ();
  Erase self = { .casebook = casebook,
                 .erasure = &erasure,
                 .persons = persons,
                 .touched = touched,
                 .contacts = contacts,
                 .closings = closings,
                 .count = count,
                 .clear = clear,
                 .erased = erased };

  if (rep_vault_account (rep_casebook_vault (casebook))->role != REP_ROLE_MANAGER)
    return rep_app_error_set (error, REP_APP_ERROR_NOT_ALLOWED, NULL);
  *erased = (RepErased){ 0 };
  rep_erasure_init (&erasure, reason);
  for (guint i = 0; i < n; i++)
    add_person (&self, &ids[i]);
  return erase (&self, now, error);
}
