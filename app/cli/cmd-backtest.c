/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/cli/cli.h"
#include "app/figures/forecast.h"

#define DEFAULT_HISTORIES 400
#define MAX_HISTORIES 100000

static void
print (const RepCli *cli, const RepBacktest *found)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!cli->json) {
    g_print (_ ("%u histories, %u forecasts: the 80 %% band held %.1f %%\n"), found->n,
             found->forecasts, 100 * found->coverage);
    g_print (
        _ ("mean error of the median %.1f (a straight line: %.1f), on linear ones %.1f (%.1f)\n"),
        found->shaped, found->shaped_line, found->linear, found->linear_line);
    return;
  }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  rep_cli_member_int (builder, "histories", found->n);
  rep_cli_member_int (builder, "forecasts", found->forecasts);
  rep_cli_member_double (builder, "coverage", found->coverage);
  rep_cli_member_double (builder, "error", found->shaped);
  rep_cli_member_double (builder, "error_line", found->shaped_line);
  rep_cli_member_double (builder, "error_linear", found->linear);
  rep_cli_member_double (builder, "error_line_linear", found->linear_line);
  json_builder_end_object (builder);
  rep_cli_print_json (builder);
}

static int
run (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  int histories = DEFAULT_HISTORIES, seed = 1;
  const GOptionEntry entries[] = {
    { "histories", 0, 0, G_OPTION_ARG_INT, &histories, N_ ("how many; 400 by default"), N_ ("N") },
    { "seed", 0, 0, G_OPTION_ARG_INT, &seed, N_ ("same seed, same histories"), N_ ("S") },
    { NULL },
  };
  RepBacktest found;

  if (!rep_cli_parse (cli, command, entries, 0, 0, &argc, &argv))
    return REP_EXIT_USAGE;
  if (histories < 1 || histories > MAX_HISTORIES)
    return rep_cli_usage (command, _ ("--histories is from 1 to 100,000"));
  rep_backtest ((guint)histories, (guint32)seed, &found);
  print (cli, &found);
  return REP_EXIT_DONE;
}

const RepCommand rep_command_backtest = {
  "backtest", "", N_ ("show how good forecasts are, on generated histories"), run
};
