/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/cli/arguments.h"
#include "app/cli/figures-json.h"
#include "app/domain/day.h"

static const char *
login_of (RepCli *cli, const RepId *account)
{
  const RepRoster *roster = rep_vault_roster (rep_casebook_vault (cli->casebook));
  const RepAccount *found = rep_roster_account (roster, account);

  return found != NULL ? found->login : NULL;
}

static void
add_revisions (JsonBuilder *builder, const RepRevised *revised)
{
  for (guint i = 0; i < REP_N_INDICATORS; i++)
    for (guint kind = 0; kind < REP_N_REVISIONS; kind++) {
      if (fabs (revised[i].delta[kind]) < 1e-12)
        continue;
      json_builder_begin_object (builder);
      rep_cli_member_text (builder, "id", rep_indicators[i].id);
      rep_cli_member_text (builder, "kind", rep_revision_code (kind));
      json_builder_set_member_name (builder, "delta");
      rep_figures_add_number (builder, revised[i].delta[kind]);
      json_builder_end_object (builder);
    }
}

static guint
count_revisions (const RepRevised *revised)
{
  guint n = 0;

  for (guint i = 0; i < REP_N_INDICATORS; i++)
    for (guint kind = 0; kind < REP_N_REVISIONS; kind++)
      n += fabs (revised[i].delta[kind]) >= 1e-12;
  return n;
}

/* What changed in a closed quarter since; nothing in an open one. */
static RepRevised *
revise (RepCli *cli, guint number, const RepClosing *closing)
{
  g_autoptr (RepFacts) table = rep_facts_new (cli->casebook, number, NULL);
  RepPeriod period = rep_quarter_of (closing->quarter);
  RepRevised *revised = g_new0 (RepRevised, REP_N_INDICATORS);
  RepFigures figures;

  if (closing->closed_at == 0)
    return revised;
  rep_figures (table, &period, &figures);
  rep_quarter_revise (table, closing, &figures, revised);
  return revised;
}

static void
add_closing (RepCli *cli, JsonBuilder *builder, guint number, const RepClosing *closing)
{
  g_autofree RepRevised *revised = revise (cli, number, closing);
  char text[REP_QUARTER_TEXT_SIZE];

  json_builder_begin_object (builder);
  rep_cli_member_text (builder, "period", rep_quarter_format (closing->quarter, text));
  rep_cli_member_day (builder, "closed_on",
                      closing->closed_at != 0 ? rep_day_of_time (closing->closed_at) : 0);
  rep_cli_member_text (builder, "by",
                       closing->closed_at != 0 ? login_of (cli, &closing->closed_by) : NULL);
  json_builder_set_member_name (builder, "revisions");
  json_builder_begin_array (builder);
  add_revisions (builder, revised);
  json_builder_end_array (builder);
  rep_cli_member_text (builder, "snapshot", closing->snapshot);
  rep_cli_member_text (builder, "lift", closing->lift);
  rep_cli_member_text (builder, "comment", closing->comment);
  json_builder_end_object (builder);
}

static void
print_closing (RepCli *cli, guint number, const RepClosing *closing)
{
  g_autofree RepRevised *revised = revise (cli, number, closing);
  const char *login = login_of (cli, &closing->closed_by);
  char quarter[REP_QUARTER_TEXT_SIZE], day[REP_DAY_TEXT_SIZE];

  rep_quarter_format (closing->quarter, quarter);
  if (closing->closed_at != 0)
    g_print (_ ("%s  closed on %s by %s, %u revisions since\n"), quarter,
             rep_day_format (rep_day_of_time (closing->closed_at), day),
             login != NULL ? login : "?", count_revisions (revised));
  else
    g_print (_ ("%s  open\n"), quarter);
  if (closing->lift != NULL)
    g_print (_ ("  limits of quality lifted: %s\n"), closing->lift);
  if (closing->comment != NULL)
    g_print ("  %s\n", closing->comment);
}

/* @only: first day of one quarter, 0 for all. */
static void
show (RepCli *cli, guint number, guint32 only)
{
  const RepProject *project = g_ptr_array_index (rep_casebook_projects (cli->casebook), number);
  guint32 last = rep_project_last_day (project);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint32 day = project->start; day <= last; day = rep_quarter_of (day).to + 1) {
    const RepClosing *closing =
        rep_quarter_closing (cli->casebook, number, rep_quarter_of (day).from);

    if (closing == NULL || (only != 0 && closing->quarter != only))
      continue;
    if (cli->json)
      add_closing (cli, builder, number, closing);
    else
      print_closing (cli, number, closing);
  }
  json_builder_end_array (builder);
  if (cli->json)
    rep_cli_print_json (builder);
}

static gboolean
read_quarter (const char *text, RepPeriod *period, GError **error)
{
  if (rep_period_parse (text, period) && rep_quarter_is (period))
    return TRUE;
  return rep_app_error_set (error, REP_APP_ERROR_BAD_PERIOD, text);
}

static int
list (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  guint number;
  int status;

  if (!rep_cli_parse (cli, command, NULL, 1, 1, &argc, &argv))
    return REP_EXIT_USAGE;
  status = rep_cli_open (cli);
  if (status != REP_EXIT_DONE)
    return status;
  if (rep_argument_project (cli->casebook, argv[1], &number, &error) == NULL)
    return rep_cli_fail (error);
  show (cli, number, 0);
  return REP_EXIT_DONE;
}

static int
close_quarter (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  g_autofree char *lift = NULL;
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "lift", 0, 0, G_OPTION_ARG_STRING, &lift,
      N_ ("close although a limit of quality is passed, for this reason"), N_ ("REASON") },
    { NULL },
  };
  RepPeriod period;
  guint number;
  int status;

  if (!rep_cli_parse (cli, command, entries, 2, 2, &argc, &argv))
    return REP_EXIT_USAGE;
  status = rep_cli_open (cli);
  if (status != REP_EXIT_DONE)
    return status;
  if (rep_argument_project (cli->casebook, argv[1], &number, &error) == NULL ||
      !read_quarter (argv[2], &period, &error) ||
      !rep_quarter_close (cli->casebook, number, &period, lift, cli->now, &error))
    return rep_cli_fail (error);
  show (cli, number, period.from);
  return REP_EXIT_DONE;
}

static gboolean
set_comment (RepCli *cli, char **argv, const char *path, RepPeriod *period, GError **error)
{
  g_autofree char *text = NULL;
  guint number;

  if (rep_argument_project (cli->casebook, argv[1], &number, error) == NULL ||
      !read_quarter (argv[2], period, error) ||
      !rep_argument_file (path, 6 * REP_QUARTER_COMMENT_MAX, &text, error))
    return FALSE;
  if (!rep_quarter_comment (cli->casebook, number, period, text, cli->now, error))
    return FALSE;
  show (cli, number, period->from);
  return TRUE;
}

static int
comment (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "file", 0, 0, G_OPTION_ARG_FILENAME, &path, N_ ("the comment, at most 1,500 characters"),
      N_ ("FILE") },
    { NULL },
  };
  RepPeriod period;
  int status;

  if (!rep_cli_parse (cli, command, entries, 2, 2, &argc, &argv))
    return REP_EXIT_USAGE;
  if (path == NULL)
    return rep_cli_usage (command, _ ("--file is needed"));
  status = rep_cli_open (cli);
  if (status != REP_EXIT_DONE)
    return status;
  return set_comment (cli, argv, path, &period, &error) ? REP_EXIT_DONE : rep_cli_fail (error);
}

const RepCommand rep_command_period_list = { "period list", N_ ("CODE"),
                                             N_ ("list the closed quarters of a project"), list };
const RepCommand rep_command_period_close = { "period close", N_ ("CODE QUARTER"),
                                              N_ ("freeze the figures of a quarter that is over"),
                                              close_quarter };
const RepCommand rep_command_period_comment = { "period comment", N_ ("CODE QUARTER"),
                                                N_ ("write the comment of a quarter"), comment };
