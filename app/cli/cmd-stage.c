/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/casebook/intake.h"
#include "app/cli/arguments.h"
#include "app/cli/cli.h"
#include "app/domain/day.h"

typedef struct {
  char *project, *stage, *date, *scheme, *exit, *proof;
} Words;

/* KIND:REF, the reference being optional. */
static gboolean
read_proof (const char *text, RepStageEntry *entry, GError **error)
{
  g_auto (GStrv) parts = text != NULL ? g_strsplit (text, ":", 2) : NULL;

  return parts == NULL ||
         (rep_argument_code (&rep_vocabulary_proof, parts[0], &entry->proof, error) &&
          rep_argument_text (parts[0] != NULL ? parts[1] : NULL, &entry->proof_reference, error));
}

static gboolean
read_entry (
    RepCli *cli, const Words *words, const char *person, RepStageEntry *entry, GError **error)
{
  const RepProject *project = rep_argument_project (cli->casebook, words->project, NULL, error);

  if (project == NULL)
    return FALSE;
  entry->project = project->object.id;
  return rep_argument_id (person, REP_APP_ERROR_UNKNOWN_PERSON, &entry->person, error) &&
         rep_argument_code (&rep_vocabulary_stage, words->stage, &entry->stage, error) &&
         rep_argument_day (words->date, &entry->date, error) &&
         rep_argument_code (&rep_vocabulary_scheme, words->scheme, &entry->scheme, error) &&
         rep_argument_code (&rep_vocabulary_exit, words->exit, &entry->exit, error) &&
         read_proof (words->proof, entry, error);
}

static void
print_entry (const RepCli *cli, const Words *words, const RepStageEntry *entry)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  char day[REP_DAY_TEXT_SIZE];

  if (!cli->json) {
    g_print (_ ("Saved: %s on %s.\n"), rep_cli_label (&rep_vocabulary_stage, entry->stage),
             rep_day_format (entry->date, day));
    return;
  }
  json_builder_begin_object (builder);
  rep_cli_member_id (builder, "person", &entry->person);
  rep_cli_member_text (builder, "project", words->project);
  rep_cli_member_code (builder, "stage", &rep_vocabulary_stage, entry->stage);
  rep_cli_member_day (builder, "date", entry->date);
  json_builder_end_object (builder);
  rep_cli_print_json (builder);
}

static int
set (RepCli *cli, const RepCommand *command, const Words *words, const char *person)
{
  g_autoptr (GError) error = NULL;
  RepStageEntry *entry;
  int status;

  if (words->project == NULL || words->stage == NULL || words->date == NULL)
    return rep_cli_usage (command, _ ("--project, --stage and --date are needed"));
  status = rep_cli_open (cli);
  if (status != REP_EXIT_DONE)
    return status;
  entry = rep_object_new (&rep_kind_stage_entry);
  if (read_entry (cli, words, person, entry, &error) &&
      rep_intake_stage (cli->casebook, entry, cli->now, &error))
    print_entry (cli, words, entry);
  else
    status = rep_cli_fail (error);
  rep_object_free (entry);
  return status;
}

static int
run (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  Words words = { 0 };
  const GOptionEntry entries[] = {
    { "project", 0, 0, G_OPTION_ARG_STRING, &words.project, N_ ("the project"), N_ ("CODE") },
    { "stage", 0, 0, G_OPTION_ARG_STRING, &words.stage, N_ ("REPERE … ACCOMPAGNE or SORTI"),
      N_ ("CODE") },
    { "date", 0, 0, G_OPTION_ARG_STRING, &words.date, N_ ("day it was reached"), N_ ("DATE") },
    { "scheme", 0, 0, G_OPTION_ARG_STRING, &words.scheme, N_ ("scheme, with ACCOMPAGNE"),
      N_ ("CODE") },
    { "exit", 0, 0, G_OPTION_ARG_STRING, &words.exit, N_ ("reason for leaving, with SORTI"),
      N_ ("CODE") },
    { "proof", 0, 0, G_OPTION_ARG_STRING, &words.proof, N_ ("proof"), N_ ("KIND:REF") },
    { NULL },
  };
  int status = REP_EXIT_USAGE;

  if (rep_cli_parse (cli, command, entries, 1, 1, &argc, &argv))
    status = set (cli, command, &words, argv[1]);
  g_free (words.project);
  g_free (words.stage);
  g_free (words.date);
  g_free (words.scheme);
  g_free (words.exit);
  g_free (words.proof);
  return status;
}

const RepCommand rep_command_stage_set = { "stage set", N_ ("ID"), N_ ("record a stage or an exit"),
                                           run };
