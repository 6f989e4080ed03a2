/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/cli/arguments.h"
#include "app/cli/cli.h"
#include "app/domain/day.h"
#include "app/demo/demo.h"

#define DEFAULT_UNTIL "2020-11-16"

static int
fill (RepCli *cli, const RepDemoSetup *setup)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  RepDemoCounts counts;
  char day[REP_DAY_TEXT_SIZE];

  if (!rep_demo_fill (cli->casebook, setup, cli->now, &counts, &error))
    return rep_cli_fail (error);
  if (!cli->json) {
    g_print (_ ("%u projects, %u young people, %u contacts. Today is %s in this vault.\n"),
             counts.projects, counts.persons, counts.contacts, rep_day_format (counts.today, day));
    return REP_EXIT_DONE;
  }
  json_builder_begin_object (builder);
  rep_cli_member_int (builder, "projects", counts.projects);
  rep_cli_member_int (builder, "persons", counts.persons);
  rep_cli_member_int (builder, "contacts", counts.contacts);
  rep_cli_member_day (builder, "today", counts.today);
  json_builder_end_object (builder);
  rep_cli_print_json (builder);
  return REP_EXIT_DONE;
}

static int
run (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  g_autofree char *until = NULL;
  g_autoptr (GError) error = NULL;
  int persons = 0, seed = 1, status;
  RepDemoSetup setup = { 0 };
  const GOptionEntry entries[] = {
    { "persons", 0, 0, G_OPTION_ARG_INT, &persons, N_ ("how many young people"), N_ ("N") },
    { "seed", 0, 0, G_OPTION_ARG_INT, &seed, N_ ("same seed, same facts"), N_ ("S") },
    { "until", 0, 0, G_OPTION_ARG_STRING, &until, N_ ("the day that is today in this vault"),
      N_ ("DATE") },
    { NULL },
  };

  if (!rep_cli_parse (cli, command, entries, 0, 0, &argc, &argv))
    return REP_EXIT_USAGE;
  if (persons < 0 || persons > 2000000 || seed < 0)
    return rep_cli_usage (command, _ ("--persons and --seed are numbers from 0"));
  if (!rep_argument_day (until != NULL ? until : DEFAULT_UNTIL, &setup.until, &error))
    return rep_cli_fail (error);
  setup.persons = (guint)persons;
  setup.seed = (guint32)seed;
  status = rep_cli_open (cli);
  return status == REP_EXIT_DONE ? fill (cli, &setup) : status;
}

const RepCommand rep_command_demo = { "demo", "",
                                      N_ ("fill a new vault with fictitious young people"), run };
