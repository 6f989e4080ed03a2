/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/domain/period.h"
#include "app/figures/dimension.h"

/* clang-format off */

const RepDimensionKind rep_dimension_kinds[REP_N_DIMENSIONS] = {
  [REP_DIMENSION_QUARTER] = { "quarter", "trimestre", "Trimestre", "Quarter", TRUE, FALSE },
  [REP_DIMENSION_STRUCTURE] = { "structure", NULL, "Structure", "Structure", TRUE, FALSE },
  [REP_DIMENSION_CHANNEL] = { "channel", "canal", "Canal", "Channel", TRUE, FALSE },
  [REP_DIMENSION_FAMILY] = { "family", "famille", "Famille de canaux", "Channel family", TRUE, FALSE },
  [REP_DIMENSION_PUBLIC] = { "public", NULL, "Public", "Target group", FALSE, FALSE },
  [REP_DIMENSION_PUBLIC_ONE] = { "public:", NULL, "Public", "Target group", FALSE, FALSE },
  [REP_DIMENSION_ZONE] = { "zone", NULL, "Zone", "Zone", FALSE, FALSE },
  [REP_DIMENSION_AGE] = { "age", "tranche_age", "Tranche d’âge", "Age band", FALSE, FALSE },
  [REP_DIMENSION_SEX] = { "sex", "sexe", "Sexe", "Sex", FALSE, FALSE },
  [REP_DIMENSION_LEVEL] = { "level", "niveau", "Niveau de formation", "Level of education", FALSE, FALSE },
  [REP_DIMENSION_LEVEL_GROUP] = { "level_group", "groupe_niveau", "Groupe de niveaux", "Group of levels", FALSE, FALSE },
  [REP_DIMENSION_KNOWN] = { "known", "connu", "Connu de la ML ou du SPE", "Known to ML or SPE", FALSE, FALSE },
  [REP_DIMENSION_SITUATION] = { "situation", NULL, "Situation", "Situation", FALSE, FALSE },
  [REP_DIMENSION_REACHED] = { "reached", "joint", "Joint", "Reached", TRUE, TRUE },
  [REP_DIMENSION_MODE] = { "mode", NULL, "Mode", "Mode", TRUE, TRUE },
};

/* clang-format on */

/* Ages at which a band begins, inside the project's bounds. */
static const int cuts[] = { 18, 22, 26 };

static void
set_ages (RepDimension *self, const RepProject *project)
{
  int low = project->age_min != REP_NONE ? project->age_min : 0;
  int beyond = project->age_max != REP_NONE ? project->age_max + 1 : 100;

  self->bounds[self->n_bounds++] = low;
  for (guint i = 0; i < G_N_ELEMENTS (cuts); i++)
    if (cuts[i] > low && cuts[i] < beyond)
      self->bounds[self->n_bounds++] = cuts[i];
  self->bounds[self->n_bounds++] = beyond;
  self->n = self->n_bounds; /* one band less than bounds, and not recorded */
}

/* A youth is in no quarter before the project, an outing neither. */
static void
set_quarters (RepDimension *self, const RepFacts *table)
{
  guint n_days = table->last - table->start + 1;
  guint32 day = table->start;

  self->first_quarter = rep_quarter_number (table->start);
  self->quarters = g_new0 (guint8, n_days);
  self->n = 1;
  while (day <= table->last) {
    RepPeriod quarter = rep_quarter_of (day);

    for (; day <= MIN (quarter.to, table->last); day++)
      self->quarters[day - table->start] = (guint8)self->n;
    self->n++;
  }
}

static void
set_families (RepDimension *self)
{
  for (guint channel = 1; channel <= rep_vocabulary_channel.n_terms; channel++) {
    const RepTerm *term = rep_vocabulary_by_number (&rep_vocabulary_channel, channel);
    const RepTerm *family = rep_vocabulary_by_code (&rep_vocabulary_family, term->group);

    self->families[channel & 63] = family != NULL ? family->number : 0;
  }
}

const RepVocabulary *
rep_dimension_vocabulary (RepDimensionNumber number)
{
  static const RepVocabulary *const vocabularies[REP_N_DIMENSIONS] = {
    [REP_DIMENSION_CHANNEL] = &rep_vocabulary_channel,
    [REP_DIMENSION_FAMILY] = &rep_vocabulary_family,
    [REP_DIMENSION_PUBLIC] = &rep_vocabulary_public,
    [REP_DIMENSION_SEX] = &rep_vocabulary_sex,
    [REP_DIMENSION_LEVEL] = &rep_vocabulary_level,
    [REP_DIMENSION_LEVEL_GROUP] = &rep_vocabulary_level_group,
    [REP_DIMENSION_SITUATION] = &rep_vocabulary_situation,
    [REP_DIMENSION_REACHED] = &rep_vocabulary_reached,
    [REP_DIMENSION_MODE] = &rep_vocabulary_mode,
  };

  return vocabularies[number];
}

static void
set_levels (RepDimension *self)
{
  for (guint level = 1; level <= rep_vocabulary_level.n_terms; level++) {
    const RepTerm *term = rep_vocabulary_by_number (&rep_vocabulary_level, level);
    const RepTerm *group = rep_vocabulary_by_code (&rep_vocabulary_level_group, term->group);

    self->families[level & 63] = group != NULL ? group->number : 0;
  }
}

static void
set_up (RepDimension *self, const RepFacts *table)
{
  const RepVocabulary *vocabulary = rep_dimension_vocabulary (self->number);

  self->n = vocabulary != NULL ? vocabulary->n_terms + 1 : 3;
  if (self->number == REP_DIMENSION_AGE)
    set_ages (self, table->project);
  else if (self->number == REP_DIMENSION_QUARTER)
    set_quarters (self, table);
  else if (self->number == REP_DIMENSION_STRUCTURE)
    self->n = rep_casebook_structures (table->casebook)->len + 1;
  else if (self->number == REP_DIMENSION_ZONE)
    self->n = REP_FACT_ZONE_OTHER + 1;
  else if (self->number == REP_DIMENSION_FAMILY)
    set_families (self);
  else if (self->number == REP_DIMENSION_LEVEL_GROUP)
    set_levels (self);
}

gboolean
rep_dimension_parse (const RepFacts *table, const char *text, RepDimension *dimension)
{
  guint number = REP_N_DIMENSIONS;

  memset (dimension, 0, sizeof *dimension);
  if (g_ascii_strncasecmp (text, "public:", 7) == 0) {
    const RepTerm *term = rep_vocabulary_by_code (&rep_vocabulary_public, text + 7);

    if (term == NULL)
      return FALSE;
    dimension->public = term->number;
    number = REP_DIMENSION_PUBLIC_ONE;
  }
  for (guint i = 0; i < REP_N_DIMENSIONS && number == REP_N_DIMENSIONS; i++)
    if (g_ascii_strcasecmp (text, rep_dimension_kinds[i].id) == 0 ||
        (rep_dimension_kinds[i].alias != NULL &&
         g_ascii_strcasecmp (text, rep_dimension_kinds[i].alias) == 0))
      number = i;
  if (number == REP_N_DIMENSIONS)
    return FALSE;
  dimension->number = number;
  dimension->name = g_strdup (text);
  set_up (dimension, table);
  return TRUE;
}

void
rep_dimension_clear (RepDimension *self)
{
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->quarters, g_free);
}

static char *
quarter_label (guint number)
{
  return g_strdup_printf ("%04u-T%u", number / 4, number % 4 + 1);
}

static char *
structure_label (const RepFacts *table, guint number)
{
  const RepStructure *structure =
      g_ptr_array_index (rep_casebook_structures (table->casebook), number);

  return g_strdup (structure != NULL ? structure->name : "NR");
}

char *
rep_dimension_label (const RepDimension *self, const RepFacts *table, guint category)
{
  static const char *const answers[] = { "NR", "OUI", "NON" };
  static const char *const zones[] = { "NR", "QPV", "RURAL", "AUTRE" };
  const RepVocabulary *vocabulary = rep_dimension_vocabulary (self->number);

  if (category == 0 || category >= self->n)
    return g_strdup ("NR");
  if (vocabulary != NULL)
    return g_strdup (vocabulary->terms[category - 1].code);
  if (self->number == REP_DIMENSION_QUARTER)
    return quarter_label (self->first_quarter + category - 1);
  if (self->number == REP_DIMENSION_STRUCTURE)
    return structure_label (table, category - 1);
  if (self->number == REP_DIMENSION_AGE)
    return g_strdup_printf ("%d-%d", self->bounds[category - 1], self->bounds[category] - 1);
  return g_strdup (self->number == REP_DIMENSION_ZONE ? zones[category] : answers[category]);
}
