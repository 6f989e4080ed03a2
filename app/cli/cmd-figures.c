/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/cli/arguments.h"
#include "app/cli/figures-json.h"
#include "app/domain/day.h"

#define MAX_DIMENSIONS 3

typedef struct {
  char *period, *from, *to, *by, *why;
} Words;

/* The period and what to call it. */
static gboolean
read_period (
    const Words *words, const RepProject *project, RepPeriod *period, char **label, GError **error)
{
  char from[REP_DAY_TEXT_SIZE], to[REP_DAY_TEXT_SIZE];

  if (words->period != NULL && g_ascii_strcasecmp (words->period, "all") == 0) {
    *period = rep_figures_whole (project);
    *label = g_strdup ("all");
    return TRUE;
  }
  if (words->period != NULL) {
    if (!rep_period_parse (words->period, period))
      return rep_app_error_set (error, REP_APP_ERROR_BAD_PERIOD, words->period);
    *label = g_ascii_strup (words->period, -1);
    return TRUE;
  }
  if (!rep_argument_day (words->from, &period->from, error) ||
      !rep_argument_day (words->to, &period->to, error))
    return FALSE;
  if (period->from > period->to)
    return rep_app_error_set (error, REP_APP_ERROR_CONTRADICTION, "from, to");
  *label = g_strdup_printf ("%s…%s", rep_day_format (period->from, from),
                            rep_day_format (period->to, to));
  return TRUE;
}

static void
print_number (double value, RepUnit unit)
{
  if (isnan (value))
    g_print (" %10s", "–");
  else if (unit == REP_UNIT_RATIO)
    g_print (" %8.1f %%", 100 * value);
  else if (fabs (value - round (value)) <= 0)
    g_print (" %10.0f", value);
  else
    g_print (" %10.1f", value);
}

static void
print_indicators (const RepReport *report)
{
  g_print ("%-22s %10s %10s %10s\n", "", _ ("value"), _ ("live"), _ ("so far"));
  for (guint i = 0; i < REP_N_INDICATORS; i++) {
    const RepIndicator *indicator = &rep_indicators[i];
    const RepFigure *figure = &report->figures.figures[i];

    g_print ("%-22s", indicator->id);
    print_number (report->revised != NULL ? report->revised[i].value : figure->value,
                  indicator->unit);
    print_number (figure->value, indicator->unit);
    print_number (figure->cumulative, indicator->unit);
    g_print ("  %s\n", rep_cli_is_french () ? indicator->fr : indicator->en);
    for (guint kind = 0; report->revised != NULL && kind < REP_N_REVISIONS; kind++)
      if (fabs (report->revised[i].delta[kind]) >= 1e-12)
        g_print ("%-22s %s %+g\n", "", rep_revision_code (kind), report->revised[i].delta[kind]);
  }
}

static void
print_table (const RepReport *report, RepCubeTable table)
{
  const RepCube *cube = report->cube;

  g_print ("\n%s (%s): %u\n", rep_cube_tables[table].id,
           rep_unit_code (rep_cube_tables[table].unit), cube->totals[table]);
  for (guint cell = 0; cell < cube->n_cells; cell++) {
    gint64 value = cube->cells[table][cell] + rep_report_erased (report, table, cell);

    if (value == 0)
      continue;
    g_print ("%8" G_GINT64_FORMAT " ", value);
    for (guint i = 0; i < cube->n_dimensions; i++) {
      g_autofree char *label = rep_dimension_label (&cube->dimensions[i], report->table,
                                                    rep_cube_category (cube, cell, i));

      g_print (" %-16s", label);
    }
    g_print ("\n");
  }
}

static void
print_report (const RepReport *report, const char *label, const RepExplanation *why)
{
  char from[REP_DAY_TEXT_SIZE], to[REP_DAY_TEXT_SIZE], text[REP_SNAPSHOT_TEXT_SIZE];

  g_print (_ ("%s, %s: internal, not to be passed on\n"), report->table->project->code, label);
  if (report->figures.covered.from <= report->figures.covered.to)
    g_print (_ ("Period covered: %s … %s\n"), rep_day_format (report->figures.covered.from, from),
             rep_day_format (report->figures.covered.to, to));
  print_indicators (report);
  if (report->figures.erased > 0)
    g_print (_ ("%u erased young people are counted and not in breakdowns\n"),
             report->figures.erased);
  for (guint table = 0; report->cube != NULL && table < REP_N_CUBE_TABLES; table++)
    if (report->cube->cells[table] != NULL)
      print_table (report, table);
  if (why != NULL)
    g_print (_ ("Why %s: rules %d, %s … %s, %u records and %d erased; counted again: %d\n"
                "Facts: %s\n"),
             rep_indicators[why->indicator].id, REP_RULE_VERSION,
             rep_day_format (why->period.from, from), rep_day_format (why->period.to, to),
             why->members->len, (int)why->erased, (int)(why->counted + why->erased),
             rep_snapshot_format (&report->snapshot, text));
}

static void
print (RepCli *cli, const RepReport *report, const char *label, const RepExplanation *why)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!cli->json) {
    print_report (report, label, why);
    return;
  }
  builder = json_builder_new ();
  rep_figures_json (builder, report, label, why, rep_casebook_holds_names (cli->casebook));
  rep_cli_print_json (builder);
}

static gboolean
show (RepCli *cli, const char *code, const Words *words, GError **error)
{
  g_auto (GStrv) by = words->by != NULL ? g_strsplit (words->by, ",", -1) : NULL;
  g_autoptr (RepReport) report = NULL;
  g_autoptr (RepExplanation) why = NULL;
  g_autofree char *label = NULL;
  guint number, indicator = REP_N_INDICATORS;
  const RepProject *project = rep_argument_project (cli->casebook, code, &number, error);
  RepPeriod period = { 0, 0 };

  if (project == NULL || !read_period (words, project, &period, &label, error))
    return FALSE;
  if (words->why != NULL) {
    indicator = rep_indicator_find (words->why);
    if (indicator == REP_N_INDICATORS)
      return rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_CODE, words->why);
  }
  if (by != NULL && g_strv_length (by) > MAX_DIMENSIONS)
    return rep_app_error_set (error, REP_APP_ERROR_BAD_NUMBER, words->by);
  report = rep_report_new (cli->casebook, number, &period, by, error);
  if (report == NULL)
    return FALSE;
  if (words->why != NULL)
    why = rep_report_explain (report, indicator);
  print (cli, report, label, why);
  return TRUE;
}

static int
check_and_show (RepCli *cli, const RepCommand *command, const char *code, const Words *words)
{
  g_autoptr (GError) error = NULL;
  int status;

  if ((words->period != NULL) == (words->from != NULL && words->to != NULL))
    return rep_cli_usage (command, _ ("--period is needed, or --from and --to"));
  status = rep_cli_open (cli);
  if (status != REP_EXIT_DONE)
    return status;
  return show (cli, code, words, &error) ? REP_EXIT_DONE : rep_cli_fail (error);
}

static int
run (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  Words words = { 0 };
  const GOptionEntry entries[] = {
    { "period", 0, 0, G_OPTION_ARG_STRING, &words.period,
      N_ ("a quarter (2020-T3), a year (2020) or all"), N_ ("PERIOD") },
    { "from", 0, 0, G_OPTION_ARG_STRING, &words.from, N_ ("first day, with --to"), N_ ("DATE") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &words.to, N_ ("last day"), N_ ("DATE") },
    { "by", 0, 0, G_OPTION_ARG_STRING, &words.by,
      N_ ("up to three of quarter, structure, channel, family, public, public:CODE, zone, age, "
          "sex, "
          "level, known, situation, reached, mode"),
      N_ ("D1[,D2[,D3]]") },
    { "why", 0, 0, G_OPTION_ARG_STRING, &words.why, N_ ("what this figure is made of"),
      N_ ("INDICATOR") },
    { NULL },
  };
  int status = REP_EXIT_USAGE;

  if (rep_cli_parse (cli, command, entries, 1, 1, &argc, &argv))
    status = check_and_show (cli, command, argv[1], &words);
  g_free (words.period);
  g_free (words.from);
  g_free (words.to);
  g_free (words.by);
  g_free (words.why);
  return status;
}

const RepCommand rep_command_figures = { "figures", N_ ("CODE"),
                                         N_ ("show a project’s figures for a period"), run };
