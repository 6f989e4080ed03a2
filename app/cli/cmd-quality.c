/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/casebook/doubles.h"
#include "app/cli/arguments.h"
#include "app/cli/figures-json.h"
#include "app/figures/quality.h"

#define N_MISSING (REP_I16_NR_PUBLICS - REP_I16_NR_SEX + 1)

static double
share (const RepQualityMeasure *measure)
{
  return measure->of > 0 ? (double)measure->n / measure->of : 0;
}

/* Null where it cannot be told by this account. */
static void
add_count (JsonBuilder *builder, const RepQualityMeasure *measure)
{
  json_builder_set_member_name (builder, "n");
  if (measure->known)
    json_builder_add_int_value (builder, measure->n);
  else
    json_builder_add_null_value (builder);
  rep_cli_member_int (builder, "of", measure->of);
  json_builder_set_member_name (builder, "share");
  if (measure->known)
    json_builder_add_double_value (builder, share (measure));
  else
    json_builder_add_null_value (builder);
}

static void
add_measures (JsonBuilder *builder, const GArray *measures)
{
  json_builder_set_member_name (builder, "measures");
  json_builder_begin_array (builder);
  for (guint i = 0; i < measures->len; i++) {
    const RepQualityMeasure *measure = &g_array_index (measures, RepQualityMeasure, i);

    json_builder_begin_object (builder);
    rep_cli_member_text (builder, "id", rep_quality_id (measure->indicator));
    add_count (builder, measure);
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

/* What is missing of each youth that @login recorded first. */
static void
print_list (RepCli *cli, const GArray *tasks, const char *login)
{
  char id[REP_ID_HEX_SIZE];

  for (guint i = 0; i < tasks->len; i++) {
    const RepQualityTask *task = &g_array_index (tasks, RepQualityTask, i);

    if (g_strcmp0 (login_of (cli, task->author), login) != 0)
      continue;
    g_print ("%s ",
             rep_id_format (rep_casebook_id (cli->casebook, &rep_kind_person, task->person), id));
    for (guint bit = 0, n = 0; bit < N_MISSING; bit++)
      if ((task->missing >> bit & 1) != 0)
        g_print ("%s%s", n++ > 0 ? " · " : "",
                 rep_quality_label (REP_I16_NR_SEX + bit, rep_cli_is_french ()));
    g_print ("\n");
  }
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
print_measures (const GArray *measures)
{
  for (guint i = 0; i < measures->len; i++) {
    const RepQualityMeasure *measure = &g_array_index (measures, RepQualityMeasure, i);

    g_print ("%-18s ", rep_quality_id (measure->indicator));
    if (measure->known)
      g_print ("%6u / %-6u %5.1f %%", measure->n, measure->of, 100 * share (measure));
    else
      g_print ("%6s / %-6u %7s", "–", measure->of, "");
    if (measure->limit >= 0)
      g_print (rep_quality_passes (measure) ? _ ("  limit %d %%")
               : measure->known             ? _ ("  over the limit of %d %%")
                                            : _ ("  limit %d %%, cannot be told without the names"),
               measure->limit);
    g_print ("  %s\n", rep_quality_label (measure->indicator, rep_cli_is_french ()));
  }
}

/* Leaves only those of @login. */
static void
keep_tasks (RepCli *cli, GArray *tasks, const char *login)
{
  guint kept = 0;

  for (guint i = 0; i < tasks->len; i++)
    if (g_strcmp0 (login_of (cli, g_array_index (tasks, RepQualityTask, i).author), login) == 0)
      g_array_index (tasks, RepQualityTask, kept++) = g_array_index (tasks, RepQualityTask, i);
  g_array_set_size (tasks, kept);
}

static void
report (RepCli *cli, guint number, const RepPeriod *period, const char *login)
{
  g_autoptr (RepFacts) table = rep_facts_new (cli->casebook, number, NULL);
  g_autoptr (GArray) pairs =
      rep_casebook_holds_names (cli->casebook) ? rep_doubles_list (cli->casebook, G_MAXUINT) : NULL;
  g_autoptr (GArray) measures = rep_quality (table, period, pairs);
  g_autoptr (GArray) tasks = rep_quality_tasks (table, period);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (login != NULL)
    keep_tasks (cli, tasks, login);
  if (!cli->json) {
    if (login != NULL) {
      print_list (cli, tasks, login);
      return;
    }
    print_measures (measures);
    print_tasks (cli, tasks);
    return;
  }
  json_builder_begin_object (builder);
  rep_cli_member_text (builder, "project", table->project->code);
  add_measures (builder, measures);
  add_tasks (cli, builder, tasks);
  json_builder_end_object (builder);
  rep_cli_print_json (builder);
}

static gboolean
work (RepCli *cli, const char *code, const char *text, const char *login, GError **error)
{
  guint number;
  const RepProject *project = rep_argument_project (cli->casebook, code, &number, error);
  RepPeriod period;

  if (project == NULL)
    return FALSE;
  period = rep_figures_whole (project);
  if (text != NULL && g_ascii_strcasecmp (text, "all") != 0 && !rep_period_parse (text, &period))
    return rep_app_error_set (error, REP_APP_ERROR_BAD_PERIOD, text);
  report (cli, number, &period, login);
  return TRUE;
}

static int
run (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  g_autofree char *period = NULL;
  g_autofree char *login = NULL;
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "period", 0, 0, G_OPTION_ARG_STRING, &period,
      N_ ("a quarter (2020-T3), a year (2020) or all; all by default"), N_ ("PERIOD") },
    { "to-do", 0, 0, G_OPTION_ARG_STRING, &login,
      N_ ("only what this account has to complete, record by record"), N_ ("LOGIN") },
    { NULL },
  };
  int status;

  if (!rep_cli_parse (cli, command, entries, 1, 1, &argc, &argv))
    return REP_EXIT_USAGE;
  status = rep_cli_open (cli);
  if (status != REP_EXIT_DONE)
    return status;
  return work (cli, argv[1], period, login, &error) ? REP_EXIT_DONE : rep_cli_fail (error);
}

const RepCommand rep_command_quality = {
  "quality", N_ ("CODE"), N_ ("show what is missing or doubtful in what was recorded"), run
};

/* The limits that a quarter is closed within. */

static gboolean
set_limit (RepCli *cli, const RepId *id, const char *word, gboolean off, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (word, "=", 2);
  gint32 percent = -1;
  gboolean found = FALSE;
  guint indicator = parts[0] != NULL ? rep_quality_find (parts[0], &found) : 0;

  if (!found)
    return rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_CODE, word);
  if (!rep_argument_int (parts[1], &percent, error))
    return FALSE;
  if ((percent < 0) != off)
    return rep_app_error_set (error, REP_APP_ERROR_BAD_NUMBER, word);
  return rep_quality_limit (cli->casebook, id, indicator, percent, cli->now, error);
}

static gboolean
set_limits (RepCli *cli, const RepId *id, char **limits, char **off, GError **error)
{
  for (guint i = 0; limits != NULL && limits[i] != NULL; i++)
    if (!set_limit (cli, id, limits[i], FALSE, error))
      return FALSE;
  for (guint i = 0; off != NULL && off[i] != NULL; i++)
    if (!set_limit (cli, id, off[i], TRUE, error))
      return FALSE;
  return TRUE;
}

static void
show_limits (const RepCli *cli, const RepProject *project)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  rep_cli_member_text (builder, "project", project->code);
  json_builder_set_member_name (builder, "limits");
  json_builder_begin_array (builder);
  for (guint i = 0; project->limits != NULL && i < project->limits->len; i++) {
    const RepQualityLimit *limit = g_ptr_array_index (project->limits, i);

    json_builder_begin_object (builder);
    rep_cli_member_text (builder, "measure", limit->measure);
    rep_cli_member_int (builder, "percent", limit->percent);
    json_builder_end_object (builder);
    if (!cli->json)
      g_print ("%-18s %3d %%\n", limit->measure, limit->percent);
  }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  if (cli->json)
    rep_cli_print_json (builder);
  else if (project->limits == NULL)
    g_print (_ ("No limits: a quarter is closed as it is.\n"));
}

static int
limit (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  g_auto (GStrv) limits = NULL;
  g_auto (GStrv) off = NULL;
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "limit", 0, 0, G_OPTION_ARG_STRING_ARRAY, &limits,
      N_ ("per cent at most, as I16.NR_SEXE=20; may be repeated"), N_ ("MEASURE=N") },
    { "no-limit", 0, 0, G_OPTION_ARG_STRING_ARRAY, &off, N_ ("take a limit off; may be repeated"),
      N_ ("MEASURE") },
    { NULL },
  };
  const RepProject *project;
  RepId id;
  int status;

  if (!rep_cli_parse (cli, command, entries, 1, 1, &argc, &argv))
    return REP_EXIT_USAGE;
  status = rep_cli_open (cli);
  if (status != REP_EXIT_DONE)
    return status;
  project = rep_argument_project (cli->casebook, argv[1], NULL, &error);
  if (project == NULL)
    return rep_cli_fail (error);
  id = project->object.id;
  if (!set_limits (cli, &id, limits, off, &error))
    return rep_cli_fail (error);
  show_limits (cli, rep_argument_project (cli->casebook, argv[1], NULL, NULL));
  return REP_EXIT_DONE;
}

const RepCommand rep_command_project_quality = {
  "project quality", N_ ("CODE"), N_ ("set how much may be missing when a quarter is closed"), limit
};
