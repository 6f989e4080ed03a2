/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/casebook/person-edit.h"
#include "app/domain/place.h"
#include "ui/pages/youth-facts.h"
#include "ui/pages/youth-names.h"
#include "ui/say.h"

static void
fact_clear (gpointer data)
{
  rep_youth_name_free (((RepYouthFact *)data)->value);
}

static GArray *
facts_new (void)
{
  GArray *facts = g_array_new (FALSE, FALSE, sizeof (RepYouthFact));

  g_array_set_clear_func (facts, fact_clear);
  return facts;
}

/* What is empty is left out. @value: (transfer full) (nullable) */
static void
add (GArray *facts, const char *title, char *value)
{
  RepYouthFact fact = { title, value };

  if (value != NULL && *value != '\0')
    g_array_append_val (facts, fact);
  else
    g_free (value);
}

static void
add_term (GArray *facts, const char *title, const RepVocabulary *vocabulary, guint number)
{
  add (facts, title, g_strdup (rep_say_term (vocabulary, number)));
}

static void
add_codes (GArray *facts, const char *title, const RepVocabulary *vocabulary, guint64 codes)
{
  GString *text = g_string_new (NULL);

  for (guint number = 1; number < 64; number++)
    if ((codes >> number & 1) != 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "",
                              rep_say_term (vocabulary, number));
  add (facts, title, g_string_free (text, FALSE));
}

static int
find_age (RepCasebook *casebook, guint32 number)
{
  int age = REP_NONE;

  for (guint i = 0; i < rep_casebook_projects (casebook)->len; i++) {
    const RepEnrolment *enrolment = rep_casebook_enrolment (casebook, number, i);

    if (enrolment != NULL)
      age = MAX (age, enrolment->age);
  }
  return age;
}

/* Without what the projects the youth is in switched off. */
static guint64
shown (RepCasebook *casebook, guint32 row, const RepVocabulary *vocabulary, guint64 codes)
{
  for (guint number = 1; number < 64; number++)
    if ((codes >> number & 1) != 0 && rep_person_hides (casebook, row, vocabulary, number))
      codes &= ~(G_GUINT64_CONSTANT (1) << number);
  return codes;
}

guint
rep_youth_situation_shown (RepCasebook *casebook, guint32 number)
{
  guint situation = g_array_index (rep_casebook_persons (casebook), RepPersonRow, number).situation;

  return rep_person_hides (casebook, number, &rep_vocabulary_situation, situation) ? 0 : situation;
}

GArray *
rep_youth_facts_new (RepCasebook *casebook, guint32 number)
{
  const RepPersonRow *row = &g_array_index (rep_casebook_persons (casebook), RepPersonRow, number);
  GArray *facts = facts_new ();
  int age = find_age (casebook, number);

  if (age != REP_NONE)
    add (facts, _ ("Age when first met"),
         g_strdup_printf (ngettext ("%d year", "%d years", (gulong)age), age));
  add_term (facts, _ ("Sex"), &rep_vocabulary_sex, row->sex);
  add_term (facts, _ ("Situation"), &rep_vocabulary_situation,
            rep_youth_situation_shown (casebook, number));
  add_term (facts, _ ("Level of education"), &rep_vocabulary_level, row->level);
  add_codes (facts, _ ("Publics"), &rep_vocabulary_public,
             shown (casebook, number, &rep_vocabulary_public, row->publics_yes));
  add_codes (facts, _ ("Not of these publics"), &rep_vocabulary_public,
             shown (casebook, number, &rep_vocabulary_public, row->publics_no));
  add_term (facts, _ ("Known to the Mission Locale"), &rep_vocabulary_answer, row->known_ml);
  add_term (facts, _ ("Known to the employment service"), &rep_vocabulary_answer, row->known_spe);
  add_term (facts, _ ("Identity"), &rep_vocabulary_identity, row->identity_type);
  return facts;
}

static char *
say_texts (const GPtrArray *texts)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; texts != NULL && i < texts->len; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? ", " : "",
                            (const char *)g_ptr_array_index (texts, i));
  return g_string_free (out, FALSE);
}

static char *
say_field (const RepPerson *person, const RepField *field)
{
  if (field->type == REP_FIELD_TEXT)
    return g_strdup (*rep_field_member (person, field, char *));
  if (field->type == REP_FIELD_TEXTS)
    return say_texts (*rep_field_member (person, field, GPtrArray *));
  if (field->type == REP_FIELD_DATE)
    return rep_say_day (*rep_field_member (person, field, guint32));
  if (field->type == REP_FIELD_PLACE) {
    const RepPlace *place = rep_place_by_insee (rep_field_member (person, field, char));

    return place != NULL ? g_strdup_printf ("%s (%s)", place->name, place->departement) : NULL;
  }
  return NULL;
}

GArray *
rep_youth_identity_new (const RepPerson *person)
{
  const RepKind *kind = person->object.kind;
  GArray *facts = facts_new ();

  for (guint i = 0; i < kind->n_fields; i++) {
    const RepField *field = &kind->fields[i];

    if (field->part == REP_PART_IDENTITY)
      add (facts, rep_say_is_french () ? field->fr : field->en, say_field (person, field));
  }
  return facts;
}
