/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/casebook/complete.h"
#include "app/casebook/intake-check.h"
#include "app/casebook/outing.h"
#include "app/casebook/person-edit.h"
#include "app/casebook/profile.h"
#include "app/domain/day.h"
#include "app/domain/place.h"
#include "app/error.h"

#define MAX_HEADCOUNT 10000
#define MAX_AGE 99

enum { DIRECTION_OUT = 1 };

/* The first structure of the project whose names this account can write; when it can write none,
 * the first there is. */
const RepStructure *
rep_intake_structure_of (RepCasebook *casebook, const RepProject *project)
{
  const RepStructure *first = NULL;

  for (guint i = 0; project->structures != NULL && i < project->structures->len; i++) {
    const RepProjectStructure *entry = g_ptr_array_index (project->structures, i);
    guint32 number = rep_casebook_number (casebook, &rep_kind_structure, &entry->structure);

    const RepStructure *structure =
        number < rep_casebook_structures (casebook)->len
            ? g_ptr_array_index (rep_casebook_structures (casebook), number)
            : NULL;

    if (rep_casebook_may_name (casebook, structure))
      return structure;
    if (first == NULL)
      first = structure;
  }
  return first;
}

static const RepStructure *
find_structure (RepCasebook *casebook, const RepId *id, const RepProject *project)
{
  guint32 number = rep_casebook_number (casebook, &rep_kind_structure, id);

  if (rep_id_is_none (id))
    return rep_intake_structure_of (casebook, project);
  return number != REP_NO_ROW ? g_ptr_array_index (rep_casebook_structures (casebook), number)
                              : NULL;
}

static guint16
default_mode (guint8 channel)
{
  const RepTerm *term = rep_vocabulary_by_number (&rep_vocabulary_channel, channel);
  const RepTerm *mode = term != NULL && term->preset != NULL
                            ? rep_vocabulary_by_code (&rep_vocabulary_mode, term->preset)
                            : NULL;

  return mode != NULL ? mode->number : 0;
}

static gboolean
check_headcount (const RepContact *contact, gboolean has_person, GError **error)
{
  if (contact->headcount == REP_NONE)
    return TRUE;
  if (has_person || contact->persons != NULL)
    return rep_app_error_set (error, REP_APP_ERROR_CONTRADICTION, "headcount, person");
  if (contact->headcount < 0 || contact->headcount > MAX_HEADCOUNT)
    return rep_app_error_set (error, REP_APP_ERROR_BAD_NUMBER, "headcount");
  return TRUE;
}

static gboolean
check_contact (RepCasebook *casebook,
               const RepContact *contact,
               gboolean has_person,
               GError **error)
{
  gboolean counted = contact->headcount != REP_NONE;

  if (contact->channel == 0)
    return rep_app_error_set (error, REP_APP_ERROR_MISSING, "channel");
  if (contact->reached == 0 && !counted)
    return rep_app_error_set (error, REP_APP_ERROR_MISSING, "reached");
  if (!counted && !has_person && contact->persons == NULL && !contact->refused_record)
    return rep_app_error_set (error, REP_APP_ERROR_MISSING, "person");
  if (contact->next_date != 0 && contact->next_date < contact->date)
    return rep_app_error_set (error, REP_APP_ERROR_CONTRADICTION, "next, date");
  for (guint i = 0; contact->persons != NULL && i < contact->persons->len; i++)
    if (!rep_check_person (casebook, &g_array_index (contact->persons, RepId, i), error))
      return FALSE;
  if (!rep_id_is_none (&contact->outing) &&
      !rep_check_known (casebook, &rep_kind_outing, &contact->outing, REP_APP_ERROR_UNKNOWN_OUTING,
                        error))
    return FALSE;
  return check_headcount (contact, has_person, error) &&
         rep_check_day (casebook, contact->date, error) &&
         rep_check_place (contact->place, error) && rep_texts_check (&contact->object, error);
}

static gboolean
check_new_person (RepCasebook *casebook, const RepPerson *person, guint32 day, GError **error)
{
  if (person == NULL)
    return TRUE;
  if (person->last_name == NULL && person->first_name == NULL && person->pseudonym == NULL &&
      person->description == NULL)
    return rep_app_error_set (error, REP_APP_ERROR_MISSING, "name");
  if (person->birth != 0 && person->birth > day)
    return rep_refuse_day (error, REP_APP_ERROR_BAD_DATE, person->birth);
  if (person->declared_age != REP_NONE &&
      (person->declared_age < 0 || person->declared_age > MAX_AGE))
    return rep_app_error_set (error, REP_APP_ERROR_BAD_NUMBER, "age");
  return rep_check_place (person->home, error) && rep_texts_check (&person->object, error);
}

static void
fill_person (RepCasebook *casebook,
             RepPerson *person,
             guint8 situation_number,
             const RepStructure *structure,
             guint32 day,
             gint64 now)
{
  person->object.id = rep_id_random ();
  person->object.compartment = (guint16)structure->identity_compartment;
  person->structure = structure->object.id;
  person->entered_at = now;
  person->entered_by = rep_vault_account (rep_casebook_vault (casebook))->id;
  if (person->declared_age != REP_NONE && person->declared_on == 0)
    person->declared_on = day;
  if (situation_number != 0)
    rep_person_set_situation (person, situation_number, day);
  rep_profile_complete (casebook, person);
}

gboolean
rep_intake_prepare_person (RepCasebook *casebook,
                           RepPerson *person,
                           guint8 situation,
                           const RepStructure *structure,
                           guint32 day,
                           gint64 now,
                           GError **error)
{
  if (!check_new_person (casebook, person, day, error))
    return FALSE;
  fill_person (casebook, person, situation, structure, day, now);
  return TRUE;
}

/* A commune the project calls rural answers what was not asked. */
static void
add_rural (const RepProject *project, RepPerson *person, guint32 day)
{
  if ((person->publics_no >> REP_PUBLIC_RURAL & 1) == 0 &&
      rep_project_is_rural (project, person->home, day))
    rep_person_set_zone (person, REP_ZONE_RURAL, REP_ANSWER_YES, day, 0);
}

/* Where and when stay; what would tell who it was was never there. */
static gboolean
forget_refused (const RepIntake *intake, GError **error)
{
  RepContact *contact = intake->contact;

  if (!contact->refused_record)
    return TRUE;
  if (intake->person != NULL || intake->completes != NULL || contact->headcount != REP_NONE)
    return rep_app_error_set (error, REP_APP_ERROR_CONTRADICTION, "refused_record, person");
  g_clear_pointer (&contact->persons, g_array_unref);
  contact->minute = contact->duration = REP_NONE;
  contact->reached = REP_REACHED_JOINT;
  contact->outcomes = (guint64)1 << REP_OUTCOME_REFUS;
  contact->out_of_target = contact->informed = contact->action = contact->next_step = 0;
  contact->next_date = 0;
  contact->via = (RepId){ 0 };
  rep_text_set (&contact->note, NULL);
  return TRUE;
}

/* What is recorded of a youth who was merged is recorded of the one that was kept. */
void
rep_follow_merge (RepCasebook *casebook, RepId *id)
{
  guint32 number = rep_casebook_number (casebook, &rep_kind_person, id);

  if (number != REP_NO_ROW)
    *id = *rep_casebook_id (casebook, &rep_kind_person, rep_casebook_root (casebook, number));
}

static void
follow_merges (RepCasebook *casebook, GArray *ids)
{
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    rep_follow_merge (casebook, &g_array_index (ids, RepId, i));
}

gboolean
rep_intake_prepare (RepCasebook *casebook, const RepIntake *intake, gint64 now, GError **error)
{
  RepContact *contact = intake->contact;
  const RepProject *project = rep_check_project (casebook, &contact->project, error);
  const RepStructure *structure;
  char hex[REP_ID_HEX_SIZE];

  if (project == NULL || !forget_refused (intake, error))
    return FALSE;
  structure = find_structure (casebook, &contact->structure, project);
  if (structure == NULL)
    return rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_STRUCTURE,
                              rep_id_format (&contact->structure, hex));
  if (contact->date == 0)
    contact->date = rep_casebook_today (casebook);
  if (contact->mode == 0 && contact->headcount == REP_NONE)
    contact->mode = (guint8)default_mode (contact->channel);
  if (contact->direction == 0)
    contact->direction = DIRECTION_OUT;
  follow_merges (casebook, contact->persons);
  rep_drop_repeated (contact->persons);
  contact->structure = structure->object.id;
  contact->object.compartment = (guint16)structure->identity_compartment;
  contact->entered_at = now;
  contact->entered_by = rep_vault_account (rep_casebook_vault (casebook))->id;
  if (!rep_refuse_hidden (casebook, project, contact, intake->person, intake->situation, error) ||
      !check_contact (casebook, contact, intake->person != NULL, error) ||
      !check_new_person (casebook, intake->person, contact->date, error))
    return FALSE;
  if (intake->person != NULL) {
    fill_person (casebook, intake->person, intake->situation, structure, contact->date, now);
    add_rural (project, intake->person, contact->date);
  }
  return TRUE;
}

/* A caller's name for a contact becomes its id, so that saying it twice is seen without a list. */
static RepId
id_from_client (RepCasebook *casebook, const char *client_id)
{
  g_autoptr (GByteArray) text = g_byte_array_new ();
  g_autofree char *folded = g_ascii_strdown (client_id, -1);
  guint8 hash[16];

  g_byte_array_append (text, rep_vault_id (rep_casebook_vault (casebook))->bytes, REP_ID_SIZE);
  g_byte_array_append (text, (const guint8 *)folded, (guint)strlen (folded));
  rep_digest_short (text->data, text->len, hash);
  return rep_id_from_bytes (hash);
}

static gboolean
check_client_id (const char *client_id, GError **error)
{
  gsize length = strlen (client_id);

  if (length < 1 || length > REP_CLIENT_ID_MAX ||
      strspn (client_id, "0123456789abcdefABCDEF") != length)
    return rep_app_error_set (error, REP_APP_ERROR_BAD_TEXT, "client-id");
  return TRUE;
}

static void
fill_result (RepCasebook *casebook, const RepContact *contact, RepIntakeResult *result)
{
  guint32 project = rep_casebook_number (casebook, &rep_kind_project, &contact->project);
  const RepEnrolment *enrolment;
  guint32 same_day;

  result->contact = contact->object.id;
  if (contact->persons == NULL)
    return;
  result->person = g_array_index (contact->persons, RepId, 0);
  same_day = rep_intake_same_day (
      casebook, rep_casebook_number (casebook, &rep_kind_person, &result->person),
      &contact->project, contact->date,
      rep_casebook_number (casebook, &rep_kind_contact, &contact->object.id));
  if (same_day != REP_NO_ROW)
    result->same_day = *rep_casebook_id (casebook, &rep_kind_contact, same_day);
  enrolment = rep_casebook_enrolment (
      casebook, rep_casebook_number (casebook, &rep_kind_person, &result->person), project);
  if (enrolment != NULL) {
    result->stage = enrolment->stages.current;
    result->in_target = enrolment->in_target;
  }
}

static gboolean
answer_again (RepCasebook *casebook, const RepId *id, RepIntakeResult *result, GError **error)
{
  RepContact *contact = rep_casebook_read (casebook, id, error);

  if (contact == NULL)
    return FALSE;
  fill_result (casebook, contact, result);
  result->again = TRUE;
  rep_object_free (contact);
  return TRUE;
}

static gboolean
add_headcount (RepCasebook *casebook, const RepContact *contact, GPtrArray *objects, GError **error)
{
  RepOuting *outing;

  if (contact->headcount == REP_NONE || rep_id_is_none (&contact->outing))
    return TRUE;
  outing = rep_casebook_read (casebook, &contact->outing, error);
  if (outing == NULL)
    return FALSE;
  outing->headcount = MAX (contact->headcount, rep_outing_counted (outing));
  g_ptr_array_add (objects, outing);
  return TRUE;
}

/* Collects the records this contact changes; those read here are owned by @owned. */
static gboolean
collect (RepCasebook *casebook, const RepIntake *intake, GPtrArray *owned, GError **error)
{
  const RepContact *contact = intake->contact;

  for (guint i = 0; contact->persons != NULL && i < contact->persons->len; i++)
    if (!rep_add_moved_person (casebook, &g_array_index (contact->persons, RepId, i),
                               &contact->project, contact->date, owned, error))
      return FALSE;
  return add_headcount (casebook, contact, owned, error);
}

void
rep_intake_plan_clear (RepIntakePlan *plan)
{
  g_clear_pointer (&plan->objects, g_ptr_array_unref);
  g_clear_pointer (&plan->read, g_ptr_array_unref);
}

/* Returns whether the caller's name for this contact is known: then there is nothing to do. */
static gboolean
is_again (RepCasebook *casebook, const RepIntake *intake)
{
  RepContact *contact = intake->contact;

  if (intake->client_id == NULL)
    return FALSE;
  contact->object.id = id_from_client (casebook, intake->client_id);
  return rep_casebook_number (casebook, &rep_kind_contact, &contact->object.id) != REP_NO_ROW;
}

gboolean
rep_intake_plan (
    RepCasebook *casebook, const RepIntake *intake, gint64 now, RepIntakePlan *plan, GError **error)
{
  RepContact *contact = intake->contact;

  plan->objects = g_ptr_array_new ();
  plan->read = g_ptr_array_new_with_free_func (rep_object_free);
  if (intake->client_id != NULL && !check_client_id (intake->client_id, error))
    return FALSE;
  plan->again = is_again (casebook, intake);
  if (plan->again)
    return TRUE;
  if (!rep_intake_prepare (casebook, intake, now, error) ||
      !collect (casebook, intake, plan->read, error))
    return FALSE;

  g_ptr_array_extend (plan->objects, plan->read, NULL, NULL);
  if (intake->person != NULL) {
    if (rep_is_within (casebook, &contact->project, contact->date))
      (void)rep_profile_set_age (intake->person, &contact->project, contact->date);
    rep_ids_add (&contact->persons, &intake->person->object.id);
    g_ptr_array_add (plan->objects, intake->person);
  }
  if (intake->completes != NULL)
    return rep_complete_plan (casebook, intake, plan, error);
  g_ptr_array_add (plan->objects, contact);
  return TRUE;
}

void
rep_intake_answer (RepCasebook *casebook, const RepContact *contact, RepIntakeResult *result)
{
  memset (result, 0, sizeof *result);
  fill_result (casebook, contact, result);
}

gboolean
rep_intake_contact (RepCasebook *casebook,
                    const RepIntake *intake,
                    gint64 now,
                    RepIntakeResult *result,
                    GError **error)
{
  g_auto (RepIntakePlan) plan = { 0 };

  memset (result, 0, sizeof *result);
  if (!rep_intake_plan (casebook, intake, now, &plan, error))
    return FALSE;
  if (plan.again)
    return answer_again (casebook, &intake->contact->object.id, result, error);
  if (!rep_casebook_save (casebook, plan.objects, now, error))
    return FALSE;

  rep_intake_answer (casebook, intake->contact, result);
  return TRUE;
}
