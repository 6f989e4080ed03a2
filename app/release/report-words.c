/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/release/report.h"

#include <stdlib.h>
#include <string.h>

#include "app/domain/day.h"
#include "app/domain/vocabulary.h"
#include "app/release/csv.h"

static const struct {
  const char *name;
  const char *definition;
} stages[REP_RELEASE_STAGES] = {
  { "Repérés", "jeunes joints par l’équipe, ou vus par elle, au moins une fois" },
  { "Contactés", "jeunes avec qui un échange a eu lieu, par quelque moyen que ce soit" },
  { "Rencontrés", "jeunes vus en personne ou en visioconférence" },
  { "Mobilisés", "jeunes ayant pris part à une action, ou vus assez de jours différents" },
  { "Accompagnés", "jeunes entrés dans un accompagnement" },
};

static const struct {
  const char *id;
  const char *label;
  const RepVocabulary *words;
} dimensions[] = {
  { "sexe", "Sexe", &rep_vocabulary_sex },
  { "tranche_age", "Âge au repérage", NULL },
  { "zone", "Zone d’habitation", NULL },
  { "canal", "Canal du repérage", &rep_vocabulary_family },
  { "structure", "Structure", NULL },
  { "connu", "Déjà connu de la Mission Locale ou du SPE", NULL },
  { "niveau", "Niveau de formation", &rep_vocabulary_level_group },
};

static const struct {
  const char *code;
  const char *label;
} modalities[] = {
  { "NR", "Non renseigné" },         { "OUI", "Oui" },     { "NON", "Non" },
  { "QPV", "Quartier prioritaire" }, { "RURAL", "Rural" }, { "AUTRE", "Autre" },
};

const char *
rep_report_stage (guint stage)
{
  return stages[MIN (stage, REP_RELEASE_STAGES - 1)].name;
}

const char *
rep_report_stage_definition (guint stage)
{
  return stages[MIN (stage, REP_RELEASE_STAGES - 1)].definition;
}

static gint
known_dimension (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (dimensions); i++)
    if (strcmp (dimensions[i].id, id) == 0)
      return (gint)i;
  return -1;
}

char *
rep_report_dimension (const RepPublished *published, gint dimension)
{
  const char *id = rep_published_dimension_id (published, dimension);
  gint known = known_dimension (id);
  const RepTerm *public;

  if (known >= 0)
    return g_strdup (dimensions[known].label);
  public = g_str_has_prefix (id, "public:")
               ? rep_vocabulary_by_code (&rep_vocabulary_public, id + strlen ("public:"))
               : NULL;
  return public != NULL ? g_strdup (public->fr) : rep_release_neutral (id);
}

char *
rep_report_modality (const RepPublished *published, gint dimension, guint modality)
{
  const char *id = rep_published_dimension_id (published, dimension);
  const char *code = rep_published_modality (published, dimension, modality);
  gint known = known_dimension (id);
  const RepTerm *term;

  if (modality == 0)
    return g_strdup ("Total");
  term = known >= 0 && dimensions[known].words != NULL && strcmp (code, "NR") != 0
             ? rep_vocabulary_by_code (dimensions[known].words, code)
             : NULL;
  if (term != NULL)
    return g_strdup (term->fr);
  if (strcmp (id, "tranche_age") == 0 && strcmp (code, "NR") != 0)
    return g_strdup_printf ("%s ans", code);
  for (guint i = 0; i < G_N_ELEMENTS (modalities); i++)
    if (strcmp (modalities[i].code, code) == 0)
      return g_strdup (modalities[i].label);
  return rep_release_neutral (code);
}

char *
rep_report_figure (const RepPublishedFigure *figure)
{
  if (figure->state == REP_RELEASE_SECRET)
    return g_strdup ("n.c.");
  if (figure->state == REP_RELEASE_ABSENT)
    return g_strdup ("–");
  return g_strdup_printf ("%s%d", figure->state == REP_RELEASE_ROUNDED ? "≈\u202f" : "",
                          figure->value);
}

char *
rep_report_quarter (const char *quarter)
{
  return g_strdup_printf ("%s trimestre %d",
                          quarter[6] == '1' ? "1er" : (char[]){ quarter[6], 'e', 0 },
                          atoi (quarter));
}

char *
rep_report_day (guint32 day)
{
  static const char *const months[] = { "janvier",   "février", "mars",     "avril",
                                        "mai",       "juin",    "juillet",  "août",
                                        "septembre", "octobre", "novembre", "décembre" };
  guint year, month, day_of_month;

  rep_day_split (day, &year, &month, &day_of_month);
  return g_strdup_printf ("%u%s %s %u", day_of_month, day_of_month == 1 ? "er" : "",
                          months[month - 1], year);
}

RepPublishedFigure
rep_report_progress (const RepReleaseReport *report, guint number)
{
  return rep_published_cumulative (report->published,
                                   g_ptr_array_index (report->published->releases, number),
                                   report->published->principal, -1);
}

static char *
rounded_method (const RepReleaseReport *report)
{
  const RepReleaseValues *values = rep_published_last (report->published)->values;

  return g_strdup_printf (
      "Chaque nombre marqué ≈ est arrondi à un multiple de 5, de 10 pour les publics sensibles "
      "(handicap, justice, protection de l’enfance, précarité) et pour l’âge quand des mineurs "
      "sont "
      "suivis. L’arrondi est calculé pour tout le tableau à la fois : les totaux restent la somme "
      "de "
      "leurs lignes, une étape n’en dépasse jamais une précédente. Un nombre arrondi à 5 s’écarte "
      "de "
      "%d au plus du nombre vrai, un nombre arrondi à 10 de %d au plus ; un total exact peut "
      "différer "
      "d’autant de la somme de ses lignes.",
      rep_release_margin (REP_RELEASE_BASE, values->widening),
      rep_release_margin (REP_RELEASE_SENSITIVE_BASE, values->widening));
}

char *
rep_report_method (const RepReleaseReport *report)
{
  const RepPublished *published = report->published;
  g_autofree char *how =
      published->suppressed
          ? g_strdup (
                "Les nombres sont exacts ; ceux qui sont petits, et ceux qui permettraient de les "
                "retrouver, sont remplacés par n.c.")
          : rounded_method (report);

  return g_strdup_printf (
      "%s Les petits nombres (moins de 5, moins de 11 pour les publics sensibles) sont protégés "
      "ensemble, zéros compris. Avant l’envoi, une attaque a cherché à les retrouver à partir de "
      "tous "
      "les envois du projet : %u nombres et évolutions examinés, dont %u pouvant être petits ; il "
      "reste au moins %u valeurs possibles pour chacun. Le certificat joint en donne la preuve, "
      "que "
      "chacun peut vérifier.",
      how, published->audited, published->targets->len, rep_published_narrowest (published));
}

/* From one quarter's end to the next in a straight line: no day in between was published. */
guint *
rep_report_days (const RepReleaseReport *report, guint *n_days)
{
  const RepPublished *published = report->published;
  guint32 from = published->start;
  guint n = rep_published_last (published)->to - published->start + 1, value = 0;
  guint *days = g_new0 (guint, n);

  for (guint i = 0; i < published->releases->len; i++) {
    const RepPublishedRelease *release = g_ptr_array_index (published->releases, i);
    RepPublishedFigure figure = rep_report_progress (report, i);
    guint next = figure.state == REP_RELEASE_SECRET ? value : (guint)figure.value;

    for (guint32 day = from; day <= release->to; day++)
      days[day - published->start] =
          (guint)(value + ((gint64)next - value) * (day - from + 1) / (release->to - from + 1));
    value = next;
    from = release->to + 1;
  }
  *n_days = n;
  return days;
}
