/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/casebook/codec.h"
#include "app/domain/closing.h"
#include "app/figures/snapshot.h"

typedef struct {
  RepId id;
  RepDigest digest;
} Entry;

typedef struct {
  RepCasebook *casebook;
  const RepProject *project;
  guint number;
  RepArena *clear;
  GArray *entries; /* Entry */
  guint counters;
} Scan;

/* The project a record belongs to; a youth may be in several: a fact within their dates. */
static gboolean
is_in_scope (const Scan *self, const RepObject *object)
{
  const RepId *wanted = &self->project->object.id;
  const RepEnrolment *enrolment;
  guint32 person;

  if (object->kind == &rep_kind_contact)
    return rep_id_equal (&((const RepContact *)object)->project, wanted);
  if (object->kind == &rep_kind_outing)
    return rep_id_equal (&((const RepOuting *)object)->project, wanted);
  if (object->kind == &rep_kind_stage_entry)
    return rep_id_equal (&((const RepStageEntry *)object)->project, wanted);
  if (object->kind == &rep_kind_counter)
    return rep_id_equal (&((const RepCounter *)object)->project, wanted);
  if (object->kind == &rep_kind_project)
    return rep_id_equal (&object->id, wanted);
  person = rep_casebook_number (self->casebook, &rep_kind_person, &object->id);
  if (person == REP_NO_ROW)
    return FALSE;
  enrolment = rep_casebook_enrolment (self->casebook, person, self->number);
  return enrolment != NULL && enrolment->stages.date[REP_STAGE_REPERE] != 0;
}

static gboolean
is_of_figures (const RepKind *kind)
{
  return kind == &rep_kind_contact || kind == &rep_kind_outing || kind == &rep_kind_stage_entry ||
         kind == &rep_kind_counter || kind == &rep_kind_project || kind == &rep_kind_person;
}

/* Who entered it and when is no part of what it says. */
static void
forget_entry (RepObject *object)
{
  const RepField *at = rep_kind_field_by_code (object->kind, "entered_at");
  const RepField *by = rep_kind_field_by_code (object->kind, "entered_by");

  if (at != NULL)
    *rep_field_member (object, at, gint64) = 0;
  if (by != NULL)
    *rep_field_member (object, by, RepId) = (RepId){ 0 };
}

static void
add_entry (Scan *self, RepObject *object)
{
  g_autoptr (GByteArray) text = g_byte_array_new ();
  Entry entry = { .id = object->id };

  forget_entry (object);
  rep_arena_clear (self->clear);
  rep_codec_encode (object, REP_PART_FACTS, self->clear);
  rep_put_u16 (text, object->kind->number);
  g_byte_array_append (text, rep_arena_data (self->clear), (guint)rep_arena_size (self->clear));
  entry.digest = rep_digest (text->data, text->len);
  g_array_append_val (self->entries, entry);
  self->counters += object->kind == &rep_kind_counter ? 1 : 0;
}

static gboolean
look_at (const RepRecord *record, gpointer data, GError **error)
{
  Scan *self = data;
  const RepKeyring *keyring = rep_vault_keyring (rep_casebook_vault (self->casebook));
  const RepKind *kind = rep_kind_by_number (record->kind);
  RepObject *object;

  if (kind == NULL || !is_of_figures (kind) || rep_record_is_tombstone (record))
    return TRUE;
  object = rep_object_new (kind);
  object->id = record->id;
  /* What does not open is not in the figures either: "check" names it. */
  if (rep_keyring_open (keyring, &record->id, record->kind, REP_CLASS_FACTS, record->facts.data,
                        record->facts.size, self->clear, NULL) &&
      rep_codec_decode (object, REP_PART_FACTS, rep_arena_data (self->clear),
                        rep_arena_size (self->clear), NULL) &&
      is_in_scope (self, object))
    add_entry (self, object);
  rep_object_free (object);
  return TRUE;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return memcmp (((const Entry *)a)->id.bytes, ((const Entry *)b)->id.bytes, REP_ID_SIZE);
}

gboolean
rep_snapshot (RepCasebook *casebook, guint number, RepSnapshot *snapshot, GError **error)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_autoptr (RepArena) clear = rep_arena_new ();
  Scan self = { .casebook = casebook,
                .project = g_ptr_array_index (rep_casebook_projects (casebook), number),
                .number = number,
                .clear = clear,
                .entries = entries };

  if (!rep_vault_scan (rep_casebook_vault (casebook), look_at, &self, NULL, error))
    return FALSE;
  g_array_sort (entries, compare);
  snapshot->digest = rep_digest (entries->data, entries->len * sizeof (Entry));
  snapshot->records = entries->len;
  snapshot->counters = self.counters;
  return TRUE;
}

const char *
rep_snapshot_format (const RepSnapshot *snapshot, char text[REP_SNAPSHOT_TEXT_SIZE])
{
  for (guint i = 0; i < REP_DIGEST_SIZE; i++)
    g_snprintf (text + 2 * i, 3, "%02x", snapshot->digest.bytes[i]);
  return text;
}
