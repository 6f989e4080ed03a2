/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/casebook/casebook-private.h"
#include "app/domain/closing.h"
#include "app/domain/publication.h"

/*
 * From records to rows. A row may be referred to before its record is seen (records come in the
 * order of their random ids), so a reference makes an empty row that the record fills later.
 */

static guint32
person_number (RepCasebook *self, const RepId *id)
{
  guint32 number = rep_id_table_intern (self->ids[rep_kind_person.number], id);

  while (self->persons->len <= number) {
    RepPersonRow row = { .first_link = REP_NO_ROW,
                         .first_entry = REP_NO_ROW,
                         .first_age = REP_NO_ROW,
                         .first_orientation = REP_NO_ROW,
                         .first_enrolment = REP_NO_ROW,
                         .same_as = REP_NO_ROW,
                         .referent = REP_NO_REFERENT,
                         .declared_age = REP_NONE };

    g_array_append_val (self->persons, row);
  }
  return number;
}

static guint16
kept_number (RepCasebook *self, const RepKind *kind, GPtrArray *kept, const RepId *id)
{
  guint32 number = rep_id_table_intern (self->ids[kind->number], id);

  if (kept->len <= number)
    g_ptr_array_set_size (kept, (int)number + 1);
  return (guint16)number;
}

static guint16
project_number (RepCasebook *self, const RepId *id)
{
  return kept_number (self, &rep_kind_project, self->projects, id);
}

static guint16
structure_number (RepCasebook *self, const RepId *id)
{
  return kept_number (self, &rep_kind_structure, self->structures, id);
}

static guint16
partner_number (RepCasebook *self, const RepId *id)
{
  return rep_id_is_none (id) ? REP_NO_PARTNER
                             : kept_number (self, &rep_kind_partner, self->partners, id);
}

static guint32
row_number (RepCasebook *self, const RepKind *kind, GArray *rows, const RepId *id)
{
  guint32 number = rep_id_table_intern (self->ids[kind->number], id);

  if (rows->len <= number)
    g_array_set_size (rows, number + 1);
  return number;
}

/* Beyond so many, one look at everyone costs less than a look at each. */
#define MAX_TOUCHED 256

void
rep_casebook_touch (RepCasebook *self, guint32 person)
{
  if (self->loading || self->touched.everyone)
    return;
  for (guint i = 0; i < self->touched.persons->len; i++)
    if (g_array_index (self->touched.persons, guint32, i) == person)
      return;
  if (self->touched.persons->len < MAX_TOUCHED)
    g_array_append_val (self->touched.persons, person);
  else
    self->touched.everyone = TRUE;
}

static void
publish_ages (RepCasebook *self, guint32 number, const RepPerson *person)
{
  guint32 first = REP_NO_ROW;

  for (guint i = 0; person->ages != NULL && i < person->ages->len; i++) {
    const RepAge *age = g_ptr_array_index (person->ages, i);
    RepAgeRow row = { .next = first,
                      .project = project_number (self, &age->project),
                      .age = (gint16)age->age };

    first = self->ages->len;
    g_array_append_val (self->ages, row);
  }
  g_array_index (self->persons, RepPersonRow, number).first_age = first;
}

static guint8
latest_situation (const RepPerson *person)
{
  const RepSituation *latest = NULL;

  for (guint i = 0; person->situations != NULL && i < person->situations->len; i++) {
    const RepSituation *situation = g_ptr_array_index (person->situations, i);

    if (latest == NULL || situation->date >= latest->date)
      latest = situation;
  }
  return latest != NULL ? latest->situation : 0;
}

/* Every project the youth is in may change with the profile. */
static void
enrol_everywhere (RepCasebook *self, guint32 person)
{
  if (self->loading)
    return;
  for (guint project = 0; project < self->projects->len; project++)
    if (rep_casebook_enrolment (self, person, project) != NULL)
      rep_casebook_enrol (self, person, (guint16)project);
}

/* Of a youth that is now the same as another, or is no more. */
static void
set_same_as (RepCasebook *self, guint32 number, guint32 same_as)
{
  RepPersonRow *row = &g_array_index (self->persons, RepPersonRow, number);
  guint32 old_root = rep_casebook_root (self, number);

  if (row->same_as == same_as)
    return;
  row->same_as = same_as;
  if (!self->loading)
    rep_casebook_regroup (self, old_root, rep_casebook_root (self, number));
}

static void
enter_person (RepCasebook *self, guint32 number, const RepPerson *person)
{
  guint32 same_as =
      rep_id_is_none (&person->same_as) ? REP_NO_ROW : person_number (self, &person->same_as);
  guint16 structure = structure_number (self, &person->structure);
  RepPersonRow *row = &g_array_index (self->persons, RepPersonRow, number);

  row->revision = person->object.revision;
  row->withdrawn = 0;
  row->publics_yes = person->publics_yes;
  row->publics_no = person->publics_no;
  row->declared_age = (gint16)person->declared_age;
  row->structure = structure;
  row->referent = rep_id_is_none (&person->referent)
                      ? REP_NO_REFERENT
                      : (guint16)rep_id_table_intern (self->accounts, &person->referent);
  row->identity_type = person->identity_type;
  row->sex = person->sex;
  row->level = person->level;
  row->known_ml = person->known_ml;
  row->known_spe = person->known_spe;
  row->situation = latest_situation (person);
  publish_ages (self, number, person);
  set_same_as (self, number, same_as);
  rep_casebook_touch (self, number);
  if (person->object.compartment != 0)
    rep_search_put (self->search, number, person);
  enrol_everywhere (self, number);
}

/* What is withdrawn is to every reader as if it had never been there. */
static void
withdraw_person (RepCasebook *self, guint32 number)
{
  RepPersonRow *row = &g_array_index (self->persons, RepPersonRow, number);

  row->revision = 0;
  row->withdrawn = 1;
  set_same_as (self, number, REP_NO_ROW);
  row->first_age = REP_NO_ROW;
  rep_search_remove (self->search, number);
  rep_casebook_touch (self, number);
  enrol_everywhere (self, number);
}

static void
publish_person (RepCasebook *self, const RepPerson *person)
{
  guint32 number = person_number (self, &person->object.id);

  if (person->withdrawn)
    withdraw_person (self, number);
  else
    enter_person (self, number, person);
}

/* Takes @contact out of the chains of the youths it had; returns them. */
static GArray *
unlink_contact (RepCasebook *self, guint32 contact)
{
  GArray *left = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 i = 0; i < self->persons->len; i++) {
    guint32 *at = &g_array_index (self->persons, RepPersonRow, i).first_link;

    while (*at != REP_NO_ROW) {
      RepLink *link = &g_array_index (self->links, RepLink, *at);

      if (link->contact == contact) {
        g_array_append_val (left, i);
        *at = link->next;
      } else {
        at = &link->next;
      }
    }
  }
  return left;
}

/* The youths and the project a contact had before it was changed are worked out again without it.
 */
static void
replace_contact (RepCasebook *self, guint32 number, guint16 old_project)
{
  g_autoptr (GArray) left = unlink_contact (self, number);

  for (guint i = 0; i < left->len; i++)
    rep_casebook_enrol (self, g_array_index (left, guint32, i), old_project);
}

static void
link_contact (RepCasebook *self, guint32 number, const RepContact *contact, guint16 project)
{
  for (guint i = 0; contact->persons != NULL && i < contact->persons->len; i++) {
    guint32 person = person_number (self, &g_array_index (contact->persons, RepId, i));
    RepLink link = { number, REP_NO_ROW, person };

    g_array_append_val (self->links, link);
    rep_casebook_place_link (self, self->links->len - 1);
    if (!self->loading)
      rep_casebook_enrol (self, rep_casebook_root (self, person), project);
  }
}

static RepContactFact
contact_fact (RepCasebook *self, const RepContact *contact)
{
  RepContactFact fact = { .date = contact->date,
                          .minute = (gint16)contact->minute,
                          .reached = contact->reached,
                          .mode = contact->mode,
                          .outcomes = (guint16)contact->outcomes,
                          .structure = structure_number (self, &contact->structure),
                          .channel = contact->channel,
                          .entered_at = contact->entered_at };

  for (guint i = 0; i < 8; i++)
    fact.tie = fact.tie << 8 | contact->object.id.bytes[i];
  return fact;
}

static void
withdraw_contact (RepCasebook *self, guint32 number)
{
  RepContactRow *row = &g_array_index (self->contacts, RepContactRow, number);

  if (row->revision != 0)
    g_array_append_val (self->unlinking, number);
  row->revision = 0;
  row->n_persons = 0;
  if (!self->loading)
    g_array_append_val (self->touched.contacts, number);
}

/* Takes out of the chain at @at every contact that is no more; whether there was one. */
static gboolean
unlink_gone (RepCasebook *self, guint32 *at)
{
  gboolean found = FALSE;

  while (*at != REP_NO_ROW) {
    RepLink *link = &g_array_index (self->links, RepLink, *at);

    if (g_array_index (self->contacts, RepContactRow, link->contact).revision == 0) {
      *at = link->next;
      found = TRUE;
    } else {
      at = &link->next;
    }
  }
  return found;
}

void
rep_casebook_unlink_withdrawn (RepCasebook *self)
{
  if (self->unlinking->len == 0)
    return;
  for (guint32 i = 0; i < self->persons->len; i++)
    if (unlink_gone (self, &g_array_index (self->persons, RepPersonRow, i).first_link))
      enrol_everywhere (self, i);
  g_array_set_size (self->unlinking, 0);
}

static void
enter_contact (RepCasebook *self, guint32 number, const RepContact *contact)
{
  guint16 project = project_number (self, &contact->project);
  RepContactRow old = g_array_index (self->contacts, RepContactRow, number);
  RepContactRow row = {
    .fact = contact_fact (self, contact),
    .revision = contact->object.revision,
    .outing = rep_id_is_none (&contact->outing)
                  ? REP_NO_ROW
                  : row_number (self, &rep_kind_outing, self->outings, &contact->outing),
    .next_date = contact->next_date,
    .headcount = contact->headcount,
    .project = project,
    .author = (guint16)rep_id_table_intern (self->accounts, &contact->entered_by),
    .via = partner_number (self, &contact->via),
    .n_persons = (guint16)(contact->persons != NULL ? contact->persons->len : 0),
    .next_step = contact->next_step,
    .out_of_target = contact->out_of_target,
    .direction = contact->direction,
    .informed = contact->informed,
    .next_done = contact->next_done != 0,
    .refused = contact->refused_record,
  };

  g_array_index (self->contacts, RepContactRow, number) = row;
  if (!self->loading)
    g_array_append_val (self->touched.contacts, number);
  if (old.revision != 0)
    replace_contact (self, number, old.project);
  link_contact (self, number, contact, project);
}

static void
publish_contact (RepCasebook *self, const RepContact *contact)
{
  guint32 number = row_number (self, &rep_kind_contact, self->contacts, &contact->object.id);

  if (contact->withdrawn)
    withdraw_contact (self, number);
  else
    enter_contact (self, number, contact);
}

static gboolean
is_mine (RepCasebook *self, const RepOuting *outing)
{
  const RepId *me = &rep_vault_account (self->vault)->id;

  if (rep_id_equal (&outing->entered_by, me))
    return TRUE;
  for (guint i = 0; outing->team != NULL && i < outing->team->len; i++)
    if (rep_id_equal (&g_array_index (outing->team, RepId, i), me))
      return TRUE;
  return FALSE;
}

static void
publish_outing (RepCasebook *self, const RepOuting *outing)
{
  guint32 number = row_number (self, &rep_kind_outing, self->outings, &outing->object.id);
  RepOutingRow row = { .revision = outing->object.revision,
                       .date = outing->date,
                       .headcount = outing->headcount,
                       .flyers = outing->flyers,
                       .start = (gint16)outing->start,
                       .end = (gint16)outing->end,
                       .project = project_number (self, &outing->project),
                       .structure = structure_number (self, &outing->structure),
                       .n_expected =
                           (guint16)(outing->expected != NULL ? outing->expected->len : 0),
                       .channel = outing->channel,
                       .outing_kind = outing->outing_kind,
                       .mine = is_mine (self, outing) ? 1 : 0 };

  memcpy (row.place, outing->place, REP_PLACE_SIZE);
  g_array_index (self->outings, RepOutingRow, number) = row;
}

static void
unlink_entry (RepCasebook *self, guint32 number)
{
  RepEntryRow *row = &g_array_index (self->entries, RepEntryRow, number);
  guint32 root = rep_casebook_root (self, row->person);
  guint32 *at = &g_array_index (self->persons, RepPersonRow, root).first_entry;

  while (*at != REP_NO_ROW && *at != number)
    at = &g_array_index (self->entries, RepEntryRow, *at).next;
  if (*at == number)
    *at = row->next;
  rep_casebook_enrol (self, root, row->project);
}

static void
publish_entry (RepCasebook *self, const RepStageEntry *entry)
{
  guint32 number = row_number (self, &rep_kind_stage_entry, self->entries, &entry->object.id);
  guint32 person = person_number (self, &entry->person);
  guint32 root = rep_casebook_root (self, person);
  RepEntryRow *row = &g_array_index (self->entries, RepEntryRow, number);
  RepPersonRow *owner = &g_array_index (self->persons, RepPersonRow, root);

  if (row->revision != 0)
    unlink_entry (self, number);
  row->fact =
      (RepStageFact){ entry->date, (guint8)MIN (entry->stage, REP_STAGE_SORTI), entry->exit };
  row->revision = entry->object.revision;
  row->entered_at = entry->entered_at;
  row->project = project_number (self, &entry->project);
  row->person = person;
  row->next = owner->first_entry;
  owner->first_entry = number;
  if (!self->loading)
    rep_casebook_enrol (self, root, row->project);
}

static void
publish_distinct (RepCasebook *self, const RepDistinct *distinct)
{
  guint32 number = row_number (self, &rep_kind_distinct, self->distinct, &distinct->object.id);
  RepDistinctRow row = { .revision = distinct->object.revision, .withdrawn = distinct->withdrawn };

  if (distinct->persons != NULL && distinct->persons->len == 2) {
    row.a = person_number (self, &g_array_index (distinct->persons, RepId, 0));
    row.b = person_number (self, &g_array_index (distinct->persons, RepId, 1));
    rep_casebook_touch (self, row.a);
    rep_casebook_touch (self, row.b);
  }
  g_array_index (self->distinct, RepDistinctRow, number) = row;
}

static void
unlink_orientation (RepCasebook *self, guint32 number)
{
  RepOrientationRow *row = &g_array_index (self->orientations, RepOrientationRow, number);
  guint32 root = rep_casebook_root (self, row->person);
  guint32 *at = &g_array_index (self->persons, RepPersonRow, root).first_orientation;

  while (*at != REP_NO_ROW && *at != number)
    at = &g_array_index (self->orientations, RepOrientationRow, *at).next;
  if (*at == number)
    *at = row->next;
  rep_casebook_touch (self, root);
}

static void
publish_orientation (RepCasebook *self, const RepOrientation *orientation)
{
  guint32 number =
      row_number (self, &rep_kind_orientation, self->orientations, &orientation->object.id);
  guint32 person = person_number (self, &orientation->person);
  guint32 root = rep_casebook_root (self, person);
  guint32 *first = &g_array_index (self->persons, RepPersonRow, root).first_orientation;
  RepOrientationRow *row = &g_array_index (self->orientations, RepOrientationRow, number);

  if (row->revision != 0)
    unlink_orientation (self, number);
  *row = (RepOrientationRow){
    .revision = orientation->object.revision,
    .person = person,
    .next = *first,
    .date = orientation->date,
    .answered_on = orientation->answered_on,
    .project = project_number (self, &orientation->project),
    .partner = partner_number (self, &orientation->partner),
    .author = (guint16)rep_id_table_intern (self->accounts, &orientation->entered_by),
    .direction = orientation->direction,
    .status = orientation->status,
  };
  *first = number;
  rep_casebook_touch (self, root);
}

/* Projects, structures and partners are few and kept whole: the struct changes hands. */
static gpointer
take_object (RepObject *object)
{
  gpointer kept = g_memdup2 (object, object->kind->size);
  const RepKind *kind = object->kind;
  RepObject head = *object;

  memset (object, 0, kind->size);
  object->kind = kind;
  object->id = head.id;
  object->revision = head.revision;
  return kept;
}

static void
keep (GPtrArray *kept, guint16 number, RepObject *object)
{
  rep_object_free (g_ptr_array_index (kept, number));
  g_ptr_array_index (kept, number) = take_object (object);
}

/* A structure that this account founded came with a key. */
static void
publish_structure (RepCasebook *self, RepObject *object)
{
  keep (self->structures, structure_number (self, &object->id), object);
  if (self->loading)
    return;
  rep_account_list_free (self->accounts_known);
  self->accounts_known = rep_account_list_new (self->vault);
}

/* Who takes over may have recorded nothing yet: as an author it has a number from here on. */
static void
publish_successions (RepCasebook *self, const GPtrArray *successions)
{
  g_array_set_size (self->successions, 0);
  for (guint i = 0; successions != NULL && i < successions->len; i++) {
    const RepSuccession *succession = g_ptr_array_index (successions, i);
    RepSuccessor successor = { succession->from, succession->to };

    g_array_append_val (self->successions, successor);
    (void)rep_id_table_intern (self->accounts, &succession->to);
  }
}

static void
publish_release (RepCasebook *self, const RepRelease *release)
{
  guint32 number = row_number (self, &rep_kind_release, self->releases, &release->object.id);
  RepReleaseRow row = { release->object.revision, release->quarter,
                        project_number (self, &release->project) };

  g_array_index (self->releases, RepReleaseRow, number) = row;
}

void
rep_casebook_publish (RepCasebook *self, RepObject *object)
{
  const RepKind *kind = object->kind;

  if (kind == &rep_kind_person)
    publish_person (self, (const RepPerson *)object);
  else if (kind == &rep_kind_contact)
    publish_contact (self, (const RepContact *)object);
  else if (kind == &rep_kind_outing)
    publish_outing (self, (const RepOuting *)object);
  else if (kind == &rep_kind_stage_entry)
    publish_entry (self, (const RepStageEntry *)object);
  else if (kind == &rep_kind_distinct)
    publish_distinct (self, (const RepDistinct *)object);
  else if (kind == &rep_kind_orientation)
    publish_orientation (self, (const RepOrientation *)object);
  else if (kind == &rep_kind_structure)
    publish_structure (self, object);
  else if (kind == &rep_kind_partner)
    keep (self->partners, kept_number (self, kind, self->partners, &object->id), object);
  else if (kind == &rep_kind_import)
    keep (self->imports, kept_number (self, kind, self->imports, &object->id), object);
  else if (kind == &rep_kind_counter)
    keep (self->counters, kept_number (self, kind, self->counters, &object->id), object);
  else if (kind == &rep_kind_closing)
    keep (self->closings, kept_number (self, kind, self->closings, &object->id), object);
  else if (kind == &rep_kind_release)
    publish_release (self, (const RepRelease *)object);
  else if (kind == &rep_kind_project) {
    guint16 number = project_number (self, &object->id);

    keep (self->projects, number, object);
    if (!self->loading) {
      self->touched.everyone = TRUE;
      rep_casebook_enrol_project (self, number);
    }
  } else if (kind == &rep_kind_settings) {
    const RepSettings *settings = (const RepSettings *)object;

    self->touched.everyone = TRUE; /* today may be another day */
    publish_successions (self, settings->successions);
    self->settings = object->id;
    self->is_demo = settings->demo_today != 0;
    if (self->is_demo)
      self->today = settings->demo_today;
  }
}

static void
collect_unseen (GArray *out, const RepIdTable *ids, guint32 number, gboolean seen)
{
  if (!seen && !rep_id_is_none (rep_id_table_get (ids, number)))
    g_array_append_vals (out, rep_id_table_get (ids, number), 1);
}

GArray *
rep_casebook_dangling (RepCasebook *casebook)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (RepId));

  for (guint i = 0; i < casebook->persons->len; i++)
    collect_unseen (out, casebook->ids[rep_kind_person.number], i,
                    g_array_index (casebook->persons, RepPersonRow, i).revision != 0 ||
                        g_array_index (casebook->persons, RepPersonRow, i).withdrawn != 0);
  for (guint i = 0; i < casebook->outings->len; i++)
    collect_unseen (out, casebook->ids[rep_kind_outing.number], i,
                    g_array_index (casebook->outings, RepOutingRow, i).revision != 0);
  for (guint i = 0; i < casebook->projects->len; i++)
    collect_unseen (out, casebook->ids[rep_kind_project.number], i,
                    g_ptr_array_index (casebook->projects, i) != NULL);
  for (guint i = 0; i < casebook->structures->len; i++)
    collect_unseen (out, casebook->ids[rep_kind_structure.number], i,
                    g_ptr_array_index (casebook->structures, i) != NULL);
  return out;
}
