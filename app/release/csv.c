/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/release/csv.h"

#include <string.h>

#include "app/domain/day.h"

#define HEADER                                                                                     \
  "\xef\xbb\xbfprojet;periode;du;au;tranche;tableau;etape;dimension_1;modalite_1;dimension_2;"     \
  "modalite_2;unite;valeur;statut;revision;marge;regles\r\n"

static const char *const activity_codes[REP_N_PUBLISHED_ACTIVITIES] = { "CONTACTS_JOINTS",
                                                                        "SORTIES", "EFFECTIF" };
static const char *const activity_units[REP_N_PUBLISHED_ACTIVITIES] = { "contacts", "sorties",
                                                                        "effectif" };

typedef struct {
  GString *text;
  const RepPublished *published;
  const RepPublishedRelease *release;
  gboolean growth; /* rows of the quarter, not of all since the beginning */
} RepCsv;

char *
rep_release_neutral (const char *text)
{
  return text[0] != '\0' && strchr ("=+-@\t\r\n|%", text[0]) != NULL ? g_strconcat ("'", text, NULL)
                                                                     : g_strdup (text);
}

static void
put_text (RepCsv *csv, const char *text)
{
  g_autofree char *neutral = rep_release_neutral (text);

  if (strpbrk (neutral, ";\"\r\n") == NULL)
    g_string_append (csv->text, neutral);
  else {
    g_string_append_c (csv->text, '"');
    for (const char *at = neutral; *at != '\0'; at++) {
      if (*at == '"')
        g_string_append_c (csv->text, '"');
      g_string_append_c (csv->text, *at);
    }
    g_string_append_c (csv->text, '"');
  }
  g_string_append_c (csv->text, ';');
}

static void
put_day (RepCsv *csv, guint32 day)
{
  char text[REP_DAY_TEXT_SIZE];

  put_text (csv, rep_day_format (day, text));
}

static void
put_head (RepCsv *csv, const char *table, const char *stage)
{
  put_text (csv, csv->published->project);
  put_text (csv, csv->release->quarter);
  put_day (csv, csv->growth ? csv->release->from : csv->published->start);
  put_day (csv, csv->release->to);
  put_text (csv, csv->growth ? "trimestre" : "cumul");
  put_text (csv, table);
  put_text (csv, stage);
}

static void
put_figure (RepCsv *csv, const char *unit, const RepPublishedFigure *figure)
{
  static const char *const states[] = { "", "arrondi", "exact", "secret" };

  put_text (csv, unit);
  if (figure->state == REP_RELEASE_SECRET)
    g_string_append (csv->text, "n.c.;");
  else
    g_string_append_printf (csv->text, "%d;", figure->value);
  put_text (csv, states[figure->state]);
  g_string_append_printf (csv->text, "%d;%d;%u\r\n", figure->revision ? 1 : 0, figure->margin,
                          csv->published->rules);
}

static RepPublishedFigure
figure_of (const RepCsv *csv, guint cell, gint table)
{
  return csv->growth ? rep_published_growth (csv->published, cell, table)
                     : rep_published_cumulative (csv->published, csv->release, cell, table);
}

static void
put_cell (const RepPublished *published,
          guint table,
          guint cell,
          guint first,
          guint second,
          gpointer data)
{
  RepCsv *csv = data;
  const RepReleaseTable *of = &g_array_index (published->structure->tables, RepReleaseTable, table);
  RepPublishedFigure figure = figure_of (csv, cell, (gint)table);
  g_autofree char *id = rep_published_table_id (published, table);

  if (figure.state == REP_RELEASE_ABSENT)
    return;
  put_head (csv, id,
            rep_published_stage_code (rep_release_cell (published->structure, cell)->stage));
  put_text (csv, rep_published_dimension_id (published, of->first));
  put_text (csv, rep_published_modality (published, of->first, first));
  put_text (csv, rep_published_dimension_id (published, of->second));
  put_text (csv, rep_published_modality (published, of->second, second));
  put_figure (csv, "personnes", &figure);
}

static void
put_stages (RepCsv *csv)
{
  for (guint stage = 0; stage < csv->published->structure->n_stages; stage++) {
    RepPublishedFigure figure = figure_of (csv, stage, -1);

    if (figure.state == REP_RELEASE_ABSENT)
      continue;
    put_head (csv, "ETAPES", rep_published_stage_code (stage));
    g_string_append (csv->text, ";;;;");
    put_figure (csv, "personnes", &figure);
  }
}

static void
put_activity (RepCsv *csv)
{
  for (guint i = 0; i < REP_N_PUBLISHED_ACTIVITIES; i++) {
    RepPublishedFigure figure = { REP_RELEASE_EXACT, csv->release->activity[i], FALSE, 0 };

    if (figure.value < 0)
      continue;
    put_head (csv, "TOTAUX", activity_codes[i]);
    g_string_append (csv->text, ";;;;");
    put_figure (csv, activity_units[i], &figure);
  }
}

static void
put_tables (RepCsv *csv)
{
  for (guint table = 0; table < csv->published->structure->tables->len; table++)
    if ((csv->release->values->printed >> table & 1) != 0)
      rep_published_foreach (csv->published, table, put_cell, csv);
}

GBytes *
rep_release_csv (const RepPublished *published)
{
  RepCsv csv = { g_string_new (HEADER), published, rep_published_last (published), FALSE };

  put_stages (&csv);
  put_tables (&csv);
  put_activity (&csv);
  csv.growth = TRUE;
  put_stages (&csv);
  put_tables (&csv);
  return g_string_free_to_bytes (csv.text);
}
