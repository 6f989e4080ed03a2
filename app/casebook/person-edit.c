/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/intake-check.h"
#include "app/casebook/person-edit.h"
#include "app/casebook/profile.h"
#include "app/error.h"

#define MAX_AGE 99

static gboolean
check_person (RepCasebook *casebook, const RepPerson *person, GError **error)
{
  if (person->object.compartment != 0 && person->last_name == NULL && person->first_name == NULL &&
      person->pseudonym == NULL && person->description == NULL)
    return rep_app_error_set (error, REP_APP_ERROR_MISSING, "name");
  if (person->birth > rep_casebook_today (casebook))
    return rep_refuse_day (error, REP_APP_ERROR_BAD_DATE, person->birth);
  if (person->declared_age < REP_NONE || person->declared_age > MAX_AGE)
    return rep_app_error_set (error, REP_APP_ERROR_BAD_NUMBER, "age");
  for (guint i = 0; person->situations != NULL && i < person->situations->len; i++)
    if (!rep_check_day (casebook,
                        ((const RepSituation *)g_ptr_array_index (person->situations, i))->date,
                        error))
      return FALSE;
  return rep_check_place (person->home, error) && rep_texts_check (&person->object, error);
}

/* The age that counts is that of the day of REPERE: it moves with the birth day. */
static void
set_ages (RepCasebook *casebook, RepPerson *person)
{
  guint32 row = rep_casebook_number (casebook, &rep_kind_person, &person->object.id);

  for (guint project = 0; project < rep_casebook_projects (casebook)->len; project++) {
    const RepEnrolment *enrolment = rep_casebook_enrolment (casebook, row, project);
    guint32 first = enrolment != NULL ? enrolment->stages.date[REP_STAGE_REPERE] : 0;

    if (first != 0)
      (void)rep_profile_set_age (person, rep_casebook_id (casebook, &rep_kind_project, project),
                                 first);
  }
}

gboolean
rep_person_prepare (RepCasebook *casebook, RepPerson *person, GError **error)
{
  if (!check_person (casebook, person, error))
    return FALSE;
  if (person->object.compartment != 0) {
    rep_profile_complete (casebook, person);
    set_ages (casebook, person);
  }
  return TRUE;
}

gboolean
rep_person_save (RepCasebook *casebook, RepPerson *person, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new ();

  if (!rep_person_prepare (casebook, person, error))
    return FALSE;
  g_ptr_array_add (objects, person);
  return rep_casebook_save (casebook, objects, now, error);
}

void
rep_person_set_situation (RepPerson *person, guint8 situation, guint32 day)
{
  RepSituation *entry = NULL;

  for (guint i = 0; person->situations != NULL && i < person->situations->len; i++)
    if (((RepSituation *)g_ptr_array_index (person->situations, i))->date == day)
      entry = g_ptr_array_index (person->situations, i);
  if (entry == NULL)
    entry = rep_list_add (&person->situations, &rep_kind_situation);
  entry->date = day;
  entry->situation = situation;
}

void
rep_person_set_zone (RepPerson *person, guint8 zone, guint8 answer, guint32 from, guint32 until)
{
  static const char *const publics[] = { NULL, "QPV", "RURAL" };
  const RepTerm *term = rep_vocabulary_by_code (&rep_vocabulary_public, publics[zone]);
  guint64 bit = (guint64)1 << term->number;
  RepZone *entry = rep_list_add (&person->zones, &rep_kind_zone);

  entry->zone = zone;
  entry->answer = answer;
  entry->from = from;
  entry->until = until;
  person->publics_yes &= ~bit;
  person->publics_no &= ~bit;
  if (answer == REP_ANSWER_YES)
    person->publics_yes |= bit;
  else if (answer == REP_ANSWER_NO)
    person->publics_no |= bit;
}

static guint8
other_channel (void)
{
  return rep_vocabulary_by_code (&rep_vocabulary_channel, "AUTRE")->number;
}

static gboolean
partner_is_hidden (RepCasebook *casebook, const RepProject *project, const RepId *id)
{
  const GPtrArray *partners = rep_casebook_partners (casebook);
  guint32 number = rep_casebook_number (casebook, &rep_kind_partner, id);
  const RepPartner *partner = number < partners->len ? g_ptr_array_index (partners, number) : NULL;

  return partner != NULL &&
         rep_project_hides (project, &rep_vocabulary_partner_kind, partner->partner_kind);
}

static void
hide (RepCasebook *casebook, const RepProject *project, RepContact *contact)
{
  if (rep_project_hides (project, &rep_vocabulary_channel, contact->channel))
    contact->channel = other_channel ();
  if (rep_project_hides (project, &rep_vocabulary_place_type, contact->place_type))
    contact->place_type = 0;
}

void
rep_hide_contact (RepCasebook *casebook, RepContact *contact)
{
  const RepProject *project = rep_check_project (casebook, &contact->project, NULL);

  if (project == NULL || (!project->hide_justice && !project->hide_health))
    return;
  hide (casebook, project, contact);
  if (partner_is_hidden (casebook, project, &contact->via))
    contact->via = (RepId){ 0 };
  contact->via_sealed = (RepId){ 0 };
}

gboolean
rep_person_hides (RepCasebook *casebook, guint32 row, const RepVocabulary *vocabulary, guint number)
{
  gboolean hidden = FALSE;

  for (guint i = 0; i < rep_casebook_projects (casebook)->len; i++) {
    const RepProject *project = g_ptr_array_index (rep_casebook_projects (casebook), i);

    if (project == NULL || rep_casebook_enrolment (casebook, row, i) == NULL)
      continue;
    if (!rep_project_hides (project, vocabulary, number))
      return FALSE;
    hidden = TRUE;
  }
  return hidden;
}

static guint64
without_hidden (RepCasebook *casebook, guint32 row, const RepVocabulary *vocabulary, guint64 mask)
{
  for (guint number = 1; number < 64; number++)
    if ((mask >> number & 1) != 0 && rep_person_hides (casebook, row, vocabulary, number))
      mask &= ~((guint64)1 << number);
  return mask;
}

void
rep_hide_person (RepCasebook *casebook, RepPerson *person)
{
  guint32 row = rep_casebook_number (casebook, &rep_kind_person, &person->object.id);

  person->publics_yes = without_hidden (casebook, row, &rep_vocabulary_public, person->publics_yes);
  person->publics_no = without_hidden (casebook, row, &rep_vocabulary_public, person->publics_no);
  person->obstacles = without_hidden (casebook, row, &rep_vocabulary_obstacle, person->obstacles);
  person->resources = without_hidden (casebook, row, &rep_vocabulary_resources, person->resources);
  for (guint i = 0; person->situations != NULL && i < person->situations->len; i++) {
    RepSituation *situation = g_ptr_array_index (person->situations, i);

    if (rep_person_hides (casebook, row, &rep_vocabulary_situation, situation->situation))
      situation->situation = 0;
  }
}

static gboolean
refuse (const RepVocabulary *vocabulary, guint number, GError **error)
{
  return rep_app_error_set (error, REP_APP_ERROR_SWITCHED_OFF,
                            rep_vocabulary_by_number (vocabulary, number)->code);
}

gboolean
rep_refuse_hidden (RepCasebook *casebook,
                   const RepProject *project,
                   RepContact *contact,
                   const RepPerson *person,
                   guint8 situation,
                   GError **error)
{
  guint64 publics = person != NULL ? person->publics_yes | person->publics_no : 0;

  for (guint number = 1; number < 64; number++)
    if ((publics >> number & 1) != 0 && rep_project_hides (project, &rep_vocabulary_public, number))
      return refuse (&rep_vocabulary_public, number, error);
  if (rep_project_hides (project, &rep_vocabulary_situation, situation))
    return refuse (&rep_vocabulary_situation, situation, error);
  hide (casebook, project, contact);
  if (partner_is_hidden (casebook, project, &contact->via)) {
    contact->via_sealed = contact->via;
    contact->via = (RepId){ 0 };
  }
  return TRUE;
}
