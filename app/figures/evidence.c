/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/casebook/codec.h"
#include "app/figures/evidence.h"
#include "app/figures/facts.h"

typedef struct {
  RepCasebook *casebook;
  const RepFacts *table;
  guint stage;
  RepArena *clear;
  GArray *list;
  guint *place; /* by row of youth: in the list, from 1 */
} Scan;

static void
evidence_clear (gpointer data)
{
  g_free (((RepEvidence *)data)->reference);
}

static int
compare (gconstpointer a, gconstpointer b, gpointer data)
{
  const RepEvidence *left = a, *right = b;

  if (left->day != right->day)
    return left->day < right->day ? -1 : 1;
  return memcmp (rep_casebook_id (data, &rep_kind_person, left->person)->bytes,
                 rep_casebook_id (data, &rep_kind_person, right->person)->bytes, REP_ID_SIZE);
}

static void
list_subjects (Scan *self)
{
  /* REPERE_A, whom the team reached, is at 0. */
  guint at = self->stage == REP_STAGE_REPERE ? 0 : self->stage;

  for (guint i = 0; i < self->table->subjects->len; i++) {
    const RepSubject *subject = &g_array_index (self->table->subjects, RepSubject, i);
    RepEvidence evidence = { .person = subject->person, .day = subject->day[at] };

    if (subject->counts && evidence.day != 0)
      g_array_append_val (self->list, evidence);
  }
  g_array_sort_with_data (self->list, compare, self->casebook);
  for (guint i = 0; i < self->list->len; i++) {
    RepEvidence *evidence = &g_array_index (self->list, RepEvidence, i);

    evidence->number = i + 1;
    self->place[evidence->person] = i + 1;
  }
}

/* Of a youth who was merged it is found under the one that was kept. */
static RepEvidence *
find (const Scan *self, const RepId *person)
{
  guint32 row = rep_casebook_number (self->casebook, &rep_kind_person, person);

  if (row == REP_NO_ROW)
    return NULL;
  row = rep_casebook_root (self->casebook, row);
  return self->place[row] != 0 ? &g_array_index (self->list, RepEvidence, self->place[row] - 1)
                               : NULL;
}

static void
take_proof (const Scan *self, const RepStageEntry *entry)
{
  RepEvidence *evidence = entry->stage == self->stage && entry->proof != 0 &&
                                  rep_id_equal (&entry->project, &self->table->project->object.id)
                              ? find (self, &entry->person)
                              : NULL;

  if (evidence == NULL || evidence->proof != 0)
    return;
  evidence->proof = entry->proof;
  evidence->reference = g_strdup (entry->proof_reference);
}

static void
take_eligibility (const Scan *self, const RepPerson *person)
{
  RepEvidence *evidence = find (self, &person->object.id);
  const RepEnrolment *enrolment;
  RepProfile profile;

  if (evidence == NULL ||
      !rep_id_equal (rep_casebook_id (self->casebook, &rep_kind_person, evidence->person),
                     &person->object.id))
    return;
  enrolment = rep_casebook_enrolment (self->casebook, evidence->person, self->table->number);
  profile = rep_profile_on (person, enrolment->stages.date[REP_STAGE_REPERE]);
  evidence->eligibility = rep_eligibility (self->table->project, &profile);
}

static gboolean
look_at (const RepRecord *record, gpointer data, GError **error)
{
  const Scan *self = data;
  const RepKeyring *keyring = rep_vault_keyring (rep_casebook_vault (self->casebook));
  const RepKind *kind = rep_kind_by_number (record->kind);
  RepObject *object;

  if ((kind != &rep_kind_person && kind != &rep_kind_stage_entry) ||
      rep_record_is_tombstone (record))
    return TRUE;
  object = rep_object_new (kind);
  object->id = record->id;
  if (rep_keyring_open (keyring, &record->id, record->kind, REP_CLASS_FACTS, record->facts.data,
                        record->facts.size, self->clear, NULL) &&
      rep_codec_decode (object, REP_PART_FACTS, rep_arena_data (self->clear),
                        rep_arena_size (self->clear), NULL)) {
    if (kind == &rep_kind_person)
      take_eligibility (self, (const RepPerson *)object);
    else
      take_proof (self, (const RepStageEntry *)object);
  }
  rep_object_free (object);
  return TRUE;
}

GArray *
rep_evidence (RepCasebook *casebook, guint project, guint stage, GError **error)
{
  g_autoptr (RepFacts) table = rep_facts_new (casebook, project, NULL);
  g_autoptr (RepArena) clear = rep_arena_new ();
  g_autoptr (GArray) list = g_array_new (FALSE, FALSE, sizeof (RepEvidence));
  g_autofree guint *place = g_new0 (guint, rep_casebook_persons (casebook)->len + 1);
  Scan self = { casebook, table, stage, clear, list, place };

  g_array_set_clear_func (list, evidence_clear);
  list_subjects (&self);
  if (!rep_vault_scan (rep_casebook_vault (casebook), look_at, &self, NULL, error))
    return NULL;
  return g_steal_pointer (&list);
}

void
rep_evidence_sample (GArray *list, guint n, guint32 seed)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  guint left = n, at = 0;

  /* One pass: each is kept with the chance that fills the sample exactly. */
  for (guint of = list->len; of > 0; of--) {
    if ((guint)g_rand_int_range (rand, 0, (gint32)of) < left) {
      left--;
      at++;
    } else {
      g_array_remove_index (list, at);
    }
  }
}
