/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "app/cli/arguments.h"
#include "app/cli/cli.h"
#include "app/domain/day.h"
#include "app/figures/channel-yield.h"
#include "app/figures/forecast.h"
#include "app/figures/progress.h"

static const RepProject *
project_at (const RepCli *cli, guint number)
{
  return g_ptr_array_index (rep_casebook_projects (cli->casebook), number);
}

/* Null where there are too few to divide by. */
static void
add_quotient (JsonBuilder *builder, const char *name, double value)
{
  json_builder_set_member_name (builder, name);
  if (isnan (value))
    json_builder_add_null_value (builder);
  else
    json_builder_add_double_value (builder, value);
}

static void
add_channel (JsonBuilder *builder, const RepChannelYield *yield)
{
  json_builder_begin_object (builder);
  rep_cli_member_code (builder, "channel", &rep_vocabulary_channel, yield->channel);
  rep_cli_member_int (builder, "persons", yield->persons);
  rep_cli_member_int (builder, "contacts", yield->contacts);
  rep_cli_member_int (builder, "beneficiaries", yield->beneficiaries);
  rep_cli_member_int (builder, "outings", yield->outings);
  rep_cli_member_int (builder, "outings_without_hours", yield->untimed);
  rep_cli_member_int (builder, "outings_not_reported", yield->unreported);
  rep_cli_member_int (builder, "outings_empty", yield->empty);
  rep_cli_member_double (builder, "hours", yield->minutes / 60.0);
  add_quotient (builder, "contacts_per_beneficiary",
                rep_yield (yield->contacts, yield->beneficiaries));
  add_quotient (builder, "hours_per_beneficiary",
                rep_yield (yield->minutes / 60.0, yield->beneficiaries));
  rep_cli_member_bool (builder, "few", yield->beneficiaries < REP_YIELD_FEW);
  json_builder_end_object (builder);
}

static void
add_channels (const RepCli *cli, JsonBuilder *builder, guint number, guint32 as_of)
{
  g_autoptr (GArray) yields = rep_channel_yields (cli->casebook, number, as_of);

  json_builder_set_member_name (builder, "by_channel");
  json_builder_begin_array (builder);
  for (guint i = 0; i < yields->len; i++)
    add_channel (builder, &g_array_index (yields, RepChannelYield, i));
  json_builder_end_array (builder);
}

static void
add_budget (const RepCli *cli, JsonBuilder *builder, guint number, guint32 as_of)
{
  RepBudgetYield yield = rep_budget_yield (cli->casebook, number, as_of);

  json_builder_set_member_name (builder, "budget");
  if (yield.planned == REP_NONE) {
    json_builder_add_null_value (builder);
    return;
  }
  json_builder_begin_object (builder);
  rep_cli_member_int (builder, "planned_eur", yield.planned);
  rep_cli_member_double (builder, "elapsed_eur", yield.elapsed);
  add_quotient (builder, "elapsed_eur_per_beneficiary", yield.per_beneficiary);
  rep_cli_member_bool (builder, "few", yield.beneficiaries < REP_YIELD_FEW);
  json_builder_end_object (builder);
}

static void
add_structures (const RepCli *cli, JsonBuilder *builder, guint number, guint32 as_of)
{
  g_autoptr (GArray) counts = rep_progress_by_structure (cli->casebook, number, as_of);

  json_builder_set_member_name (builder, "by_structure");
  json_builder_begin_array (builder);
  for (guint i = 0; i < counts->len; i++) {
    const RepStructureCount *count = &g_array_index (counts, RepStructureCount, i);
    const RepStructure *structure =
        g_ptr_array_index (rep_casebook_structures (cli->casebook), count->structure);

    json_builder_begin_object (builder);
    rep_cli_member_text (builder, "structure", structure != NULL ? structure->name : NULL);
    json_builder_set_member_name (builder, "target");
    if (count->target > 0)
      json_builder_add_int_value (builder, count->target);
    else
      json_builder_add_null_value (builder);
    rep_cli_member_int (builder, "reached", count->reached);
    rep_cli_member_int (builder, "contacts", count->contacts);
    rep_cli_member_int (builder, "outings", count->outings);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

static gboolean
work_out (const RepCli *cli, guint number, guint32 as_of, RepForecast *forecast)
{
  g_autoptr (RepBurnUp) burn_up = rep_burn_up_new (cli->casebook, number, as_of);

  return rep_forecast_burn_up (burn_up, forecast);
}

static void
add_forecast (const RepCli *cli, JsonBuilder *builder, guint number, guint32 as_of)
{
  RepForecast forecast;

  json_builder_set_member_name (builder, "forecast");
  if (!work_out (cli, number, as_of, &forecast)) {
    json_builder_add_null_value (builder);
    return;
  }
  json_builder_begin_object (builder);
  rep_cli_member_int (builder, "low", forecast.low);
  rep_cli_member_int (builder, "median", forecast.median);
  rep_cli_member_int (builder, "high", forecast.high);
  rep_cli_member_double (builder, "probability", forecast.probability);
  json_builder_end_object (builder);
}

static void
add_progress (const RepCli *cli, JsonBuilder *builder, guint number, const RepProgress *progress)
{
  json_builder_begin_object (builder);
  rep_cli_member_text (builder, "project", project_at (cli, number)->code);
  rep_cli_member_day (builder, "as_of", progress->as_of);
  rep_cli_member_int (builder, "target", progress->target);
  rep_cli_member_code (builder, "basis", &rep_vocabulary_stage, progress->basis);
  rep_cli_member_bool (builder, "basis_confirmed", progress->basis_confirmed);
  rep_cli_member_int (builder, "reached", progress->reached);
  rep_cli_member_double (builder, "rate", progress->rate);
  rep_cli_member_double (builder, "expected", progress->expected);
  rep_cli_member_double (builder, "expected_worked", progress->expected_worked);
  rep_cli_member_int (builder, "days_elapsed", progress->days_elapsed);
  rep_cli_member_int (builder, "days_total", progress->days_total);
  json_builder_set_member_name (builder, "weekly_needed");
  if (progress->weekly_needed >= 0)
    json_builder_add_double_value (builder, progress->weekly_needed);
  else
    json_builder_add_null_value (builder);
  add_forecast (cli, builder, number, progress->as_of);
  rep_cli_member_int (builder, "signalled", progress->signalled);
  rep_cli_member_int (builder, "without_identity", progress->without_identity);
  add_channels (cli, builder, number, progress->as_of);
  add_structures (cli, builder, number, progress->as_of);
  add_budget (cli, builder, number, progress->as_of);
  json_builder_end_object (builder);
}

static void
print_channel (const RepChannelYield *yield)
{
  double hours = yield->minutes / 60.0;
  double each = rep_yield (hours, yield->beneficiaries);

  g_print (_ ("  people %5u  contacts %6u  beneficiaries %5u  %s\n"), yield->persons,
           yield->contacts, yield->beneficiaries,
           rep_cli_label (&rep_vocabulary_channel, yield->channel));
  if (yield->outings == 0)
    return;
  g_print (_ ("    outings %u, %.1f hours (%u without hours), %u empty, %u not reported"),
           yield->outings, hours, yield->untimed, yield->empty, yield->unreported);
  if (!isnan (each))
    g_print (_ ("; %.1f hours a beneficiary%s"), each,
             yield->beneficiaries < REP_YIELD_FEW ? _ (", too few to conclude") : "");
  g_print ("\n");
}

static void
print_budget (const RepCli *cli, guint number, guint32 as_of)
{
  RepBudgetYield yield = rep_budget_yield (cli->casebook, number, as_of);

  if (yield.planned == REP_NONE)
    return;
  g_print (_ ("  planned budget %d €, %.0f € for the days elapsed"), yield.planned, yield.elapsed);
  if (!isnan (yield.per_beneficiary))
    g_print (_ (", %.0f € a beneficiary%s"), yield.per_beneficiary,
             yield.beneficiaries < REP_YIELD_FEW ? _ (", too few to conclude") : "");
  g_print ("\n");
}

static void
print_details (const RepCli *cli, guint number, const RepProgress *progress)
{
  g_autoptr (GArray) yields = rep_channel_yields (cli->casebook, number, progress->as_of);
  RepForecast forecast;

  g_print (_ ("  expected by now %.0f; without the pauses %.0f; day %u of %u\n"),
           progress->expected, progress->expected_worked, progress->days_elapsed,
           progress->days_total);
  if (work_out (cli, number, progress->as_of, &forecast))
    g_print (_ ("  forecast for the last day: %u (80 %%: %u to %u); %.0f %% to reach the target\n"),
             forecast.median, forecast.low, forecast.high, 100 * forecast.probability);
  else
    g_print (_ ("  forecast: too early\n"));
  if (progress->signalled > 0)
    g_print (g_dngettext (GETTEXT_PACKAGE, "  and %u signalled by others, not reached yet\n",
                          "  and %u signalled by others, not reached yet\n", progress->signalled),
             progress->signalled);
  for (guint i = 0; i < yields->len; i++)
    print_channel (&g_array_index (yields, RepChannelYield, i));
  print_budget (cli, number, progress->as_of);
}

static void
print_progress (const RepCli *cli, guint number, const RepProgress *progress, gboolean details)
{
  g_print ("%-20s %5u / %-5u %5.1f %%  %s%s", project_at (cli, number)->code, progress->reached,
           progress->target, 100 * progress->rate,
           rep_cli_label (&rep_vocabulary_stage, progress->basis),
           progress->basis_confirmed ? "" : _ (" (to be confirmed)"));
  if (progress->weekly_needed >= 0)
    g_print (_ (", %.1f a week still needed\n"), progress->weekly_needed);
  else
    g_print (_ (", project over\n"));
  if (details)
    print_details (cli, number, progress);
}

typedef struct {
  char *as_of, *elapsed;
} Words;

/* On the day asked for; of projects compared by days elapsed, each on its own. */
static gboolean
stand (const RepCli *cli, guint number, guint32 as_of, gint32 elapsed, RepProgress *progress)
{
  if (elapsed >= 0)
    return rep_progress_elapsed (cli->casebook, number, (guint)elapsed, progress);
  *progress = rep_progress (cli->casebook, number, as_of);
  return TRUE;
}

static int
report (RepCli *cli, const char *code, const Words *words, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) projects = NULL;
  guint32 day = rep_casebook_today (cli->casebook);
  guint only = REP_NO_ROW;
  gint32 elapsed = -1;

  if (!rep_argument_day (words->as_of, &day, error) ||
      !rep_argument_int (words->elapsed, &elapsed, error) ||
      (code != NULL && rep_argument_project (cli->casebook, code, &only, error) == NULL))
    return REP_EXIT_FAILED;
  if (elapsed == 0)
    return rep_app_error_set (error, REP_APP_ERROR_BAD_NUMBER, words->elapsed), REP_EXIT_FAILED;
  projects = rep_cli_projects (cli);
  json_builder_begin_array (builder);
  for (guint i = 0; i < projects->len; i++) {
    const RepProject *project = g_ptr_array_index (projects, i);
    guint number = rep_casebook_number (cli->casebook, &rep_kind_project, &project->object.id);
    RepProgress progress;

    if ((only != REP_NO_ROW && only != number) || !stand (cli, number, day, elapsed, &progress))
      continue;
    if (cli->json)
      add_progress (cli, builder, number, &progress);
    else
      print_progress (cli, number, &progress, only == number);
  }
  json_builder_end_array (builder);
  if (cli->json)
    rep_cli_print_json (builder);
  return REP_EXIT_DONE;
}

static int
open_and_report (RepCli *cli, const char *code, const Words *words)
{
  g_autoptr (GError) error = NULL;
  int status = rep_cli_open (cli);

  if (status != REP_EXIT_DONE)
    return status;
  status = report (cli, code, words, &error);
  return error != NULL ? rep_cli_fail (error) : status;
}

static int
run (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  Words words = { 0 };
  int status = REP_EXIT_USAGE;
  const GOptionEntry entries[] = {
    { "as-of", 0, 0, G_OPTION_ARG_STRING, &words.as_of,
      N_ ("the day to count to; today by default"), N_ ("DATE") },
    { "elapsed", 0, 0, G_OPTION_ARG_STRING, &words.elapsed,
      N_ ("each project on its own N-th day, to compare them; those that came so far"), N_ ("N") },
    { NULL },
  };

  if (rep_cli_parse (cli, command, entries, 0, 1, &argc, &argv))
    status = words.as_of != NULL && words.elapsed != NULL
                 ? rep_cli_usage (command, _ ("either --as-of or --elapsed"))
                 : open_and_report (cli, argc > 1 ? argv[1] : NULL, &words);
  g_free (words.as_of);
  g_free (words.elapsed);
  return status;
}

const RepCommand rep_command_progress = { "progress", N_ ("[CODE]"),
                                          N_ ("show where each project stands against its target"),
                                          run };
