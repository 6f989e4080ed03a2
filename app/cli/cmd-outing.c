/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/casebook/intake.h"
#include "app/cli/arguments.h"
#include "app/cli/cli.h"
#include "app/domain/day.h"

typedef struct {
  char *project, *channel, *date, *place, *structure, *headcount, *start, *end;
  char **with;
} Words;

static gboolean
read_outing (RepCli *cli, const Words *words, RepOuting *outing, GError **error)
{
  const RepProject *project = rep_argument_project (cli->casebook, words->project, NULL, error);

  if (project == NULL)
    return FALSE;
  outing->project = project->object.id;
  return rep_argument_code (&rep_vocabulary_channel, words->channel, &outing->channel, error) &&
         rep_argument_day (words->date, &outing->date, error) &&
         rep_argument_time (words->start, &outing->start, error) &&
         rep_argument_time (words->end, &outing->end, error) &&
         rep_argument_place (words->place, outing->place, error) &&
         rep_argument_structure (project, words->structure, &outing->structure, error) &&
         rep_argument_int (words->headcount, &outing->headcount, error) &&
         rep_argument_logins (cli->casebook, words->with, &outing->team, error);
}

static void
print_added (const RepCli *cli, const RepOuting *outing)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  char hex[REP_ID_HEX_SIZE];

  if (!cli->json) {
    g_print (_ ("Outing saved: %s.\n"), rep_id_format (&outing->object.id, hex));
    return;
  }
  json_builder_begin_object (builder);
  rep_cli_member_id (builder, "outing", &outing->object.id);
  rep_cli_member_day (builder, "date", outing->date);
  json_builder_end_object (builder);
  rep_cli_print_json (builder);
}

static int
record (RepCli *cli, const RepCommand *command, const Words *words)
{
  g_autoptr (GError) error = NULL;
  RepOuting *outing;
  int status;

  if (words->project == NULL || words->channel == NULL)
    return rep_cli_usage (command, _ ("--project and --channel are needed"));
  status = rep_cli_open (cli);
  if (status != REP_EXIT_DONE)
    return status;
  outing = rep_object_new (&rep_kind_outing);
  if (read_outing (cli, words, outing, &error) &&
      rep_intake_outing (cli->casebook, outing, cli->now, &error))
    print_added (cli, outing);
  else
    status = rep_cli_fail (error);
  rep_object_free (outing);
  return status;
}

static int
add (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  Words words = { 0 };
  const GOptionEntry entries[] = {
    { "project", 0, 0, G_OPTION_ARG_STRING, &words.project, N_ ("the project"), N_ ("CODE") },
    { "channel", 0, 0, G_OPTION_ARG_STRING, &words.channel, N_ ("channel of the outing"),
      N_ ("CODE") },
    { "date", 0, 0, G_OPTION_ARG_STRING, &words.date, N_ ("day; today by default"), N_ ("DATE") },
    { "start", 0, 0, G_OPTION_ARG_STRING, &words.start, N_ ("when it began"), N_ ("HH:MM") },
    { "end", 0, 0, G_OPTION_ARG_STRING, &words.end, N_ ("when it ended"), N_ ("HH:MM") },
    { "place", 0, 0, G_OPTION_ARG_STRING, &words.place, N_ ("commune"), N_ ("INSEE") },
    { "structure", 0, 0, G_OPTION_ARG_STRING, &words.structure, N_ ("structure that goes out"),
      N_ ("NAME") },
    { "headcount", 0, 0, G_OPTION_ARG_STRING, &words.headcount, N_ ("number of young people met"),
      N_ ("N") },
    { "with", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words.with, N_ ("colleague; may be repeated"),
      N_ ("LOGIN") },
    { NULL },
  };
  int status = REP_EXIT_USAGE;

  if (rep_cli_parse (cli, command, entries, 0, 0, &argc, &argv))
    status = record (cli, command, &words);
  g_free (words.project);
  g_free (words.channel);
  g_free (words.date);
  g_free (words.place);
  g_free (words.structure);
  g_free (words.headcount);
  g_free (words.start);
  g_free (words.end);
  g_strfreev (words.with);
  return status;
}

static void
print_outing (RepCli *cli, JsonBuilder *builder, guint number)
{
  const RepOutingRow *row =
      &g_array_index (rep_casebook_outings (cli->casebook), RepOutingRow, number);
  const RepProject *project =
      g_ptr_array_index (rep_casebook_projects (cli->casebook), row->project);
  const RepId *id = rep_casebook_id (cli->casebook, &rep_kind_outing, number);
  char hex[REP_ID_HEX_SIZE], day[REP_DAY_TEXT_SIZE];

  if (!cli->json) {
    g_print ("%s  %s  %-20s %-12s %d\n", rep_id_format (id, hex), rep_day_format (row->date, day),
             project != NULL ? project->code : "?",
             rep_cli_label (&rep_vocabulary_channel, row->channel), MAX (row->headcount, 0));
    return;
  }
  json_builder_begin_object (builder);
  rep_cli_member_id (builder, "id", id);
  rep_cli_member_text (builder, "project", project != NULL ? project->code : NULL);
  rep_cli_member_day (builder, "date", row->date);
  rep_cli_member_code (builder, "channel", &rep_vocabulary_channel, row->channel);
  rep_cli_member_int (builder, "headcount", MAX (row->headcount, 0));
  json_builder_end_object (builder);
}

static int
list (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  int status;

  if (!rep_cli_parse (cli, command, NULL, 0, 0, &argc, &argv))
    return REP_EXIT_USAGE;
  status = rep_cli_open (cli);
  if (status != REP_EXIT_DONE)
    return status;
  json_builder_begin_array (builder);
  for (guint i = 0; i < rep_casebook_outings (cli->casebook)->len; i++)
    if (g_array_index (rep_casebook_outings (cli->casebook), RepOutingRow, i).revision != 0)
      print_outing (cli, builder, i);
  json_builder_end_array (builder);
  if (cli->json)
    rep_cli_print_json (builder);
  return REP_EXIT_DONE;
}

const RepCommand rep_command_outing_add = { "outing add", "", N_ ("record an outing"), add };
const RepCommand rep_command_outing_list = { "outing list", "", N_ ("list the outings"), list };
