/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/domain/day.h"
#include "app/domain/place.h"
#include "ui/say.h"
#include "ui/widgets/person-words.h"

char *
rep_person_words_name (const RepPerson *person)
{
  if (person->first_name != NULL && person->last_name != NULL)
    return g_strdup_printf ("%s %s", person->first_name, person->last_name);
  if (person->last_name != NULL || person->first_name != NULL)
    return g_strdup (person->last_name != NULL ? person->last_name : person->first_name);
  if (person->pseudonym != NULL)
    return g_strdup_printf (_ ("“%s”"), person->pseudonym);
  return g_strdup (person->description != NULL ? person->description : _ ("Without a name"));
}

static void
append (GString *out, const char *words)
{
  if (words == NULL || *words == '\0')
    return;
  if (out->len > 0)
    g_string_append (out, " · ");
  g_string_append (out, words);
}

static void
append_age (GString *out, const RepPerson *person, guint32 today)
{
  g_autofree char *words = NULL;
  int age = -1;

  if (person->birth != 0)
    age = rep_age_on (person->birth, today);
  else if (person->declared_age != REP_NONE)
    age = rep_age_from_declared (person->declared_age, person->declared_on, today);
  if (age < 0)
    return;
  words = g_strdup_printf (ngettext ("%d year old", "%d years old", (gulong)age), age);
  append (out, words);
}

guint32
rep_person_words_last_contact (RepCasebook *casebook, guint32 row)
{
  const GArray *links = rep_casebook_links (casebook);
  const GArray *contacts = rep_casebook_contacts (casebook);
  guint32 at = g_array_index (rep_casebook_persons (casebook), RepPersonRow, row).first_link;
  guint32 last = 0;

  while (at != REP_NO_ROW) {
    const RepLink *link = &g_array_index (links, RepLink, at);

    last = MAX (last, g_array_index (contacts, RepContactRow, link->contact).fact.date);
    at = link->next;
  }
  return last;
}

static void
append_stage (GString *out, RepCasebook *casebook, guint32 row, const RepId *project)
{
  guint32 number = rep_casebook_number (casebook, &rep_kind_project, project);
  const RepEnrolment *enrolment =
      number != REP_NO_ROW ? rep_casebook_enrolment (casebook, row, number) : NULL;

  if (enrolment != NULL && enrolment->stages.current != REP_STAGE_NONE)
    append (out, rep_say_term (&rep_vocabulary_stage, enrolment->stages.current));
  else if (number != REP_NO_ROW)
    append (out, _ ("not in this project yet"));
}

char *
rep_person_words_detail (RepCasebook *casebook, const RepPerson *person, const RepId *project)
{
  guint32 row = rep_casebook_number (casebook, &rep_kind_person, &person->object.id);
  const RepPlace *home = rep_place_by_insee (person->home);
  GString *out = g_string_new (NULL);
  g_autofree char *day = NULL, *words = NULL;

  append_age (out, person, rep_casebook_today (casebook));
  append (out, home != NULL ? home->name : NULL);
  if (row == REP_NO_ROW)
    return g_string_free (out, FALSE);
  append_stage (out, casebook, row, project);
  day = rep_say_short_day (rep_person_words_last_contact (casebook, row));
  if (*day != '\0') {
    /* Translators: %s is a day, as in 16/11/2020 */
    words = g_strdup_printf (_ ("last contact %s"), day);
    append (out, words);
  }
  return g_string_free (out, FALSE);
}
