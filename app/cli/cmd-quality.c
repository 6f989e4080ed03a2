/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/cli/arguments.h"
#include "app/cli/figures-json.h"
#include "app/figures/quality.h"

#define N_MISSING (REP_I16_NR_PUBLICS - REP_I16_NR_SEX + 1)

static double
share (const RepQualityMeasure *measure)
{
  return measure->of > 0 ? (double)measure->n / measure->of : 0;
}

static void
add_measures (JsonBuilder *builder, const GArray *measures)
{
  json_builder_set_member_name (builder, "measures");
  json_builder_begin_array (builder);
  for (guint i = 0; i < measures->len; i++) {
    const RepQualityMeasure *measure = &g_array_index (measures, RepQualityMeasure, i);

    json_builder_begin_object (builder);
    rep_cli_member_text (builder, "id", rep_indicators[measure->indicator].id);
    rep_cli_member_int (builder, "n", measure->n);
    rep_cli_member_int (builder, "of", measure->of);
    rep_cli_member_double (builder, "share", share (measure));
    json_builder_set_member_name (builder, "limit");
    if (measure->limit >= 0)
      json_builder_add_double_value (builder, measure->limit / 100.0);
    else
      json_builder_add_null_value (builder);
    rep_cli_member_bool (builder, "passes", rep_quality_passes (measure));
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

static const char *
login_of (RepCli *cli, guint32 author)
{
  const RepAccount *account;

  if (author == REP_NO_ROW)
    return NULL;
  account = rep_roster_account (rep_vault_roster (rep_casebook_vault (cli->casebook)),
                                rep_casebook_account_id (cli->casebook, (guint16)author));
  return account != NULL ? account->login : NULL;
}

static void
add_task (RepCli *cli, JsonBuilder *builder, const RepQualityTask *task)
{
  json_builder_begin_object (builder);
  rep_cli_member_id (builder, "person",
                     rep_casebook_id (cli->casebook, &rep_kind_person, task->person));
  json_builder_set_member_name (builder, "missing");
  json_builder_begin_array (builder);
  for (guint i = 0; i < N_MISSING; i++)
    if ((task->missing >> i & 1) != 0)
      json_builder_add_string_value (builder, rep_indicators[REP_I16_NR_SEX + i].id);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

/* One list an author, in the order of the tasks. */
static void
add_tasks (RepCli *cli, JsonBuilder *builder, const GArray *tasks)
{
  json_builder_set_member_name (builder, "to_do");
  json_builder_begin_array (builder);
  for (guint i = 0; i < tasks->len;) {
    guint32 author = g_array_index (tasks, RepQualityTask, i).author;

    json_builder_begin_object (builder);
    rep_cli_member_text (builder, "login", login_of (cli, author));
    json_builder_set_member_name (builder, "persons");
    json_builder_begin_array (builder);
    for (; i < tasks->len && g_array_index (tasks, RepQualityTask, i).author == author; i++)
      add_task (cli, builder, &g_array_index (tasks, RepQualityTask, i));
    json_builder_end_array (builder);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

static void
print_tasks (RepCli *cli, const GArray *tasks)
{
  for (guint i = 0; i < tasks->len;) {
    guint32 author = g_array_index (tasks, RepQualityTask, i).author;
    const char *login = login_of (cli, author);
    guint n = 0;

    for (; i < tasks->len && g_array_index (tasks, RepQualityTask, i).author == author; i++)
      n++;
    g_print (g_dngettext (GETTEXT_PACKAGE, "%s: %u record to complete\n",
                          "%s: %u records to complete\n", n),
             login != NULL ? login : "?", n);
  }
}

static void
print (RepCli *cli, const GArray *measures, const GArray *tasks)
{
  for (guint i = 0; i < measures->len; i++) {
    const RepQualityMeasure *measure = &g_array_index (measures, RepQualityMeasure, i);
    const RepIndicator *indicator = &rep_indicators[measure->indicator];

    g_print ("%-18s %6u / %-6u %5.1f %%", indicator->id, measure->n, measure->of,
             100 * share (measure));
    if (measure->limit >= 0)
      g_print (rep_quality_passes (measure) ? _ ("  limit %d %%") : _ ("  over the limit of %d %%"),
               measure->limit);
    g_print ("  %s\n", rep_cli_is_french () ? indicator->fr : indicator->en);
  }
  print_tasks (cli, tasks);
}

static void
report (RepCli *cli, guint number, const RepPeriod *period)
{
  g_autoptr (RepFacts) table = rep_facts_new (cli->casebook, number, NULL);
  g_autoptr (GArray) measures = rep_quality (table, period);
  g_autoptr (GArray) tasks = rep_quality_tasks (table, period);
  g_autoptr (JsonBuilder) builder = NULL;

  if (!cli->json) {
    print (cli, measures, tasks);
    return;
  }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  rep_cli_member_text (builder, "project", table->project->code);
  add_measures (builder, measures);
  add_tasks (cli, builder, tasks);
  json_builder_end_object (builder);
  rep_cli_print_json (builder);
}

static gboolean
work (RepCli *cli, const char *code, const char *text, GError **error)
{
  guint number;
  const RepProject *project = rep_argument_project (cli->casebook, code, &number, error);
  RepPeriod period;

  if (project == NULL)
    return FALSE;
  period = rep_figures_whole (project);
  if (text != NULL && g_ascii_strcasecmp (text, "all") != 0 && !rep_period_parse (text, &period))
    return rep_app_error_set (error, REP_APP_ERROR_BAD_PERIOD, text);
  report (cli, number, &period);
  return TRUE;
}

static int
run (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  g_autofree char *period = NULL;
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "period", 0, 0, G_OPTION_ARG_STRING, &period,
      N_ ("a quarter (2020-T3), a year (2020) or all; all by default"), N_ ("PERIOD") },
    { NULL },
  };
  int status;

  if (!rep_cli_parse (cli, command, entries, 1, 1, &argc, &argv))
    return REP_EXIT_USAGE;
  status = rep_cli_open (cli);
  if (status != REP_EXIT_DONE)
    return status;
  return work (cli, argv[1], period, &error) ? REP_EXIT_DONE : rep_cli_fail (error);
}

const RepCommand rep_command_quality = {
  "quality", N_ ("CODE"), N_ ("show what is missing or doubtful in what was recorded"), run
};
