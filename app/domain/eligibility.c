/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/domain/day.h"
#include "app/domain/eligibility.h"

#define ADULT 18

static guint64
bit (const char *public)
{
  return (guint64)1 << rep_vocabulary_by_code (&rep_vocabulary_public, public)->number;
}

static void
answer (RepProfile *profile, guint64 public, gboolean yes)
{
  profile->publics_yes = yes ? profile->publics_yes | public : profile->publics_yes & ~public;
  profile->publics_no = yes ? profile->publics_no & ~public : profile->publics_no | public;
}

static int
age_on (const RepPerson *person, guint32 day)
{
  if (person->birth != 0)
    return rep_age_on (person->birth, day);
  if (person->declared_age != REP_NONE && person->declared_on != 0)
    return rep_age_from_declared (person->declared_age, person->declared_on, day);
  return REP_NONE;
}

/* The latest that began by @day; before the first one, nothing is known. */
static guint8
situation_on (const RepPerson *person, guint32 day)
{
  const RepSituation *found = NULL;

  for (guint i = 0; person->situations != NULL && i < person->situations->len; i++) {
    const RepSituation *situation = g_ptr_array_index (person->situations, i);

    if (situation->date <= day && (found == NULL || situation->date >= found->date))
      found = situation;
  }
  return found != NULL ? found->situation : 0;
}

/* What is answered of a zone holds between its days; the answer that began last wins. */
static void
add_zones (const RepPerson *person, guint32 day, RepProfile *profile)
{
  static const char *const publics[] = { NULL, "QPV", "RURAL" };
  guint32 since[G_N_ELEMENTS (publics)] = { 0 };

  for (guint i = 0; person->zones != NULL && i < person->zones->len; i++) {
    const RepZone *zone = g_ptr_array_index (person->zones, i);

    if (zone->zone == 0 || zone->zone >= G_N_ELEMENTS (publics) || zone->from > day ||
        (zone->until != 0 && zone->until < day) || zone->from < since[zone->zone])
      continue;
    since[zone->zone] = zone->from;
    if (zone->answer == REP_ANSWER_YES || zone->answer == REP_ANSWER_NO)
      answer (profile, bit (publics[zone->zone]), zone->answer == REP_ANSWER_YES);
  }
}

static void
add_implied (RepProfile *profile)
{
  const RepTerm *term = rep_vocabulary_by_number (&rep_vocabulary_situation, profile->situation);
  guint64 neet = bit ("NEET");

  if (term != NULL && term->group != NULL && strcmp (term->group, "NEET") == 0)
    answer (profile, neet, TRUE);
  else if (term != NULL && strcmp (term->code, "INCONNU") != 0 &&
           strcmp (term->code, "DETENTION") != 0)
    answer (profile, neet, FALSE);
  if (profile->age != REP_NONE)
    answer (profile, bit ("MINEUR"), profile->age < ADULT);
}

RepProfile
rep_profile_on (const RepPerson *person, guint32 day)
{
  RepProfile profile = { .age = age_on (person, day),
                         .situation = situation_on (person, day),
                         .publics_yes = person->publics_yes,
                         .publics_no = person->publics_no };

  add_zones (person, day, &profile);
  add_implied (&profile);
  return profile;
}

static guint8
lowest (guint64 mask)
{
  for (guint8 number = 1; number < 64; number++)
    if ((mask >> number & 1) != 0)
      return number;
  return 0;
}

RepEligibility
rep_eligibility (const RepProject *project, const RepProfile *profile)
{
  guint64 against = project->required & profile->publics_no;
  guint64 missing = project->required & ~profile->publics_yes & ~profile->publics_no;
  gboolean bounded = project->age_min != REP_NONE || project->age_max != REP_NONE;

  if (profile->age != REP_NONE && project->age_min != REP_NONE && profile->age < project->age_min)
    return (RepEligibility){ REP_ANSWER_NO, REP_TOO_YOUNG, 0 };
  if (profile->age != REP_NONE && project->age_max != REP_NONE && profile->age > project->age_max)
    return (RepEligibility){ REP_ANSWER_NO, REP_TOO_OLD, 0 };
  if (against != 0)
    return (RepEligibility){ REP_ANSWER_NO, REP_NOT_OF_PUBLIC, lowest (against) };
  if (profile->age == REP_NONE && bounded)
    return (RepEligibility){ REP_ANSWER_UNKNOWN, REP_AGE_UNKNOWN, 0 };
  if (missing != 0)
    return (RepEligibility){ REP_ANSWER_UNKNOWN, REP_PUBLIC_UNKNOWN, lowest (missing) };
  return (RepEligibility){ REP_ANSWER_YES, REP_ELIGIBLE, 0 };
}

gboolean
rep_project_is_rural (const RepProject *project, const char *place, guint32 day)
{
  for (guint i = 0; project->rural != NULL && i < project->rural->len; i++) {
    const RepRuralPlace *rural = g_ptr_array_index (project->rural, i);

    if (strcmp (rural->place, place) == 0 && rural->from <= day &&
        (rural->until == 0 || day <= rural->until))
      return TRUE;
  }
  return FALSE;
}

/* What would tell of justice or of health. */
static const struct {
  const RepVocabulary *vocabulary;
  const char *justice;
  const char *health;
} revealing[] = {
  { &rep_vocabulary_public, "JUSTICE", "HANDICAP SANTE_MENTALE" },
  { &rep_vocabulary_channel, "JUSTICE", "MDPH PREV_SANTE" },
  { &rep_vocabulary_partner_kind, "JUSTICE", "MDPH SANTE" },
  { &rep_vocabulary_situation, "DETENTION", "MALADIE" },
  { &rep_vocabulary_place_type, "PENITENTIAIRE", "" },
  { &rep_vocabulary_obstacle, "JUSTICE", "SANTE ADDICTION" },
  { &rep_vocabulary_resources, "", "AAH" },
  { &rep_vocabulary_exit, "INCARCERATION", "" },
};

static gboolean
has_word (const char *words, const char *word)
{
  g_auto (GStrv) list = g_strsplit (words, " ", -1);

  return g_strv_contains ((const char *const *)list, word);
}

gboolean
rep_project_hides (const RepProject *project, const RepVocabulary *vocabulary, guint number)
{
  const RepTerm *term = rep_vocabulary_by_number (vocabulary, number);

  if (term == NULL || !term->sensitive || (!project->hide_justice && !project->hide_health))
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (revealing); i++)
    if (revealing[i].vocabulary == vocabulary)
      return (project->hide_justice && has_word (revealing[i].justice, term->code)) ||
             (project->hide_health && has_word (revealing[i].health, term->code));
  return FALSE;
}
