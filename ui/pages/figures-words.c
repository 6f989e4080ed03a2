/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "app/domain/day.h"
#include "ui/pages/figures-words.h"
#include "ui/say.h"
#include "ui/widgets/list-rows.h"

char *
rep_figures_say (double value, RepUnit unit)
{
  if (isnan (value))
    return g_strdup ("–");
  if (unit == REP_UNIT_RATIO)
    return g_strdup_printf (_ ("%.1f %%"), 100 * value);
  if (fabs (value - round (value)) <= 0)
    return g_strdup_printf ("%'.0f", value);
  return g_strdup_printf ("%'.1f", value);
}

const char *
rep_figures_say_label (guint indicator)
{
  return rep_say_is_french () ? rep_indicators[indicator].fr : rep_indicators[indicator].en;
}

const char *
rep_figures_say_dimension (guint dimension)
{
  return rep_say_is_french () ? rep_dimension_kinds[dimension].fr
                              : rep_dimension_kinds[dimension].en;
}

const char *
rep_figures_say_table (guint table)
{
  if (table == REP_CUBE_SEEN)
    return _ ("Young people of the contacts");
  return rep_figures_say_label (rep_indicator_find (rep_cube_tables[table].id));
}

static char *
say_quarter (const char *code)
{
  g_auto (GStrv) parts = g_strsplit (code, "-T", 2);

  if (parts[0] == NULL || parts[1] == NULL)
    return g_strdup (code);
  /* Translators: a quarter and its year */
  return g_strdup_printf (_ ("Q%1$s %2$s"), parts[1], parts[0]);
}

/* Codes that no vocabulary has. */
static const char *
say_plain (const char *code)
{
  if (strcmp (code, "NR") == 0)
    return _ ("Not recorded");
  if (strcmp (code, "OUI") == 0)
    return _ ("Yes");
  if (strcmp (code, "NON") == 0)
    return _ ("No");
  if (strcmp (code, "QPV") == 0)
    return _ ("Priority neighbourhood");
  if (strcmp (code, "RURAL") == 0)
    return _ ("Rural area");
  if (strcmp (code, "AUTRE") == 0)
    return _ ("Elsewhere");
  return code;
}

static char *
say_code (guint dimension, const char *code)
{
  const RepVocabulary *vocabulary = rep_dimension_vocabulary ((RepDimensionNumber)dimension);
  const RepTerm *term = vocabulary != NULL ? rep_vocabulary_by_code (vocabulary, code) : NULL;

  if (term != NULL)
    return g_strdup (rep_say_label (term));
  if (dimension == REP_DIMENSION_QUARTER && strcmp (code, "NR") != 0)
    return say_quarter (code);
  if (dimension == REP_DIMENSION_AGE && strcmp (code, "NR") != 0)
    return g_strdup_printf (_ ("%s years"), code);
  if (dimension == REP_DIMENSION_STRUCTURE && strcmp (code, "NR") != 0)
    return g_strdup (code);
  return g_strdup (say_plain (code));
}

char *
rep_figures_say_codes (const guint *by, guint first, const char *codes)
{
  g_auto (GStrv) parts = g_strsplit (codes, "\t", -1);
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; parts[i] != NULL && first + i < REP_FIGURES_MAX_BY; i++)
    g_ptr_array_add (words, say_code (by[first + i], parts[i]));
  g_ptr_array_add (words, NULL);
  return g_strjoinv (" · ", (char **)words->pdata);
}

static char *
say_revision (guint kind, double delta)
{
  const char *const names[] = {
    [REP_REVISION_LATE_ENTRY] = _ ("late entry"),
    [REP_REVISION_MERGE] = _ ("merge"),
    [REP_REVISION_ERASURE] = _ ("erasure"),
    [REP_REVISION_OUT_OF_TARGET] = _ ("out of target"),
    [REP_REVISION_CORRECTION] = _ ("correction"),
  };

  return fabs (delta - round (delta)) <= 0 ? g_strdup_printf ("%+.0f %s", delta, names[kind])
                                           : g_strdup_printf ("%+.3f %s", delta, names[kind]);
}

char *
rep_figures_say_revisions (const RepRevised *revised, double live, RepUnit unit)
{
  g_autofree char *now = rep_figures_say (live, unit);
  char *text = g_strdup ("");

  for (guint kind = 0; kind < REP_N_REVISIONS; kind++)
    if (fabs (revised->delta[kind]) >= 1e-12) {
      if (*text == '\0')
        rep_words_append (&text, g_strdup_printf (_ ("today %s"), now));
      rep_words_append (&text, say_revision (kind, revised->delta[kind]));
    }
  return text;
}

char *
rep_figures_say_period (const RepPeriod *period)
{
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  char code[REP_QUARTER_TEXT_SIZE];
  guint year, month, day;

  if (rep_quarter_is (period))
    return say_quarter (rep_quarter_format (period->from, code));
  rep_day_split (period->from, &year, &month, &day);
  if (period->from == rep_day_from_ymd (year, 1, 1) &&
      period->to == rep_day_from_ymd (year, 12, 31))
    return g_strdup_printf ("%u", year);
  from = rep_say_day (period->from);
  to = rep_say_day (period->to);
  /* Translators: from day … to day */
  return g_strdup_printf (_ ("%1$s – %2$s"), from, to);
}

/* Where they leave. */

typedef struct {
  GString *text;
  char separator;
} Writer;

/* A cell that a spreadsheet would run begins with an apostrophe. */
static void
put (Writer *writer, const char *cell, gboolean last)
{
  gboolean runs =
      strchr ("=+-@\t\r", cell[0]) != NULL && cell[0] != '\0' && !g_ascii_isdigit (cell[1]);

  g_string_append_c (writer->text, '"');
  if (runs)
    g_string_append_c (writer->text, '\'');
  for (const char *at = cell; *at != '\0'; at++) {
    if (*at == '"')
      g_string_append_c (writer->text, '"');
    g_string_append_c (writer->text, *at == '\t' || *at == '\n' ? ' ' : *at);
  }
  g_string_append_c (writer->text, '"');
  g_string_append (writer->text, last ? "\r\n" : (char[]){ writer->separator, '\0' });
}

static void
put_number (Writer *writer, double value, gboolean last)
{
  g_autofree char *text = isnan (value)                       ? g_strdup ("")
                          : fabs (value - round (value)) <= 0 ? g_strdup_printf ("%.0f", value)
                                                              : g_strdup_printf ("%.4f", value);

  put (writer, text, last);
}

static void
put_indicators (Writer *writer, const RepFiguresSheet *sheet)
{
  const char *const heads[] = { _ ("Code"),  _ ("Indicator"), _ ("Period"),
                                _ ("Today"), _ ("So far"),    NULL };

  for (guint i = 0; heads[i] != NULL; i++)
    put (writer, heads[i], heads[i + 1] == NULL);
  for (guint i = 0; i < REP_N_INDICATORS; i++) {
    const RepFigure *figure = &sheet->figures.figures[i];

    put (writer, rep_indicators[i].id, FALSE);
    put (writer, rep_figures_say_label (i), FALSE);
    put_number (writer, sheet->closed_at != 0 ? sheet->revised[i].value : figure->value, FALSE);
    put_number (writer, figure->value, FALSE);
    put_number (writer, figure->cumulative, TRUE);
  }
}

static void
put_table (Writer *writer, const RepFiguresSheet *sheet)
{
  const RepFiguresTable *table = sheet->table;
  const guint *by = sheet->wish.by;
  guint last = by[1] >= REP_N_DIMENSIONS ? 0 : by[2] >= REP_N_DIMENSIONS ? 1 : 2;

  put (writer, rep_figures_say_table (sheet->wish.table), TRUE);
  put (writer, "", FALSE);
  for (guint j = 0; j < table->columns->len; j++) {
    g_autofree char *head =
        last > 0 ? rep_figures_say_codes (by, last, g_ptr_array_index (table->columns, j))
                 : g_strdup ("");

    put (writer, head, j + 1 == table->columns->len);
  }
  for (guint i = 0; i < table->rows->len; i++) {
    g_autofree char *words = rep_figures_say_codes (by, 0, g_ptr_array_index (table->rows, i));

    put (writer, words, FALSE);
    for (guint j = 0; j < table->columns->len; j++)
      put_number (writer, (double)table->values[i * table->columns->len + j],
                  j + 1 == table->columns->len);
  }
}

char *
rep_figures_text (const RepFiguresSheet *sheet, const char *lead, char separator)
{
  Writer writer = { g_string_new (NULL), separator };
  g_autofree char *period = rep_figures_say_period (&sheet->wish.period);

  put (&writer, _ ("Internal: not to be passed on"), TRUE);
  put (&writer, lead, FALSE);
  put (&writer, period, TRUE);
  put_indicators (&writer, sheet);
  if (sheet->table != NULL && sheet->table->rows->len > 0)
    put_table (&writer, sheet);
  return g_string_free (writer.text, FALSE);
}
