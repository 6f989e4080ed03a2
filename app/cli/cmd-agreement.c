/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/casebook/agreement.h"
#include "app/cli/arguments.h"
#include "app/cli/cli.h"
#include "app/exchange/json.h"

/* The commands that add what a convention and its amendments settle. */

static const RepProject *
project_now (const RepCli *cli, const RepId *id)
{
  return g_ptr_array_index (rep_casebook_projects (cli->casebook),
                            rep_casebook_number (cli->casebook, &rep_kind_project, id));
}

static void
print (const RepCli *cli, const RepId *id)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!cli->json) {
    g_print (_ ("Added to %s.\n"), project_now (cli, id)->code);
    return;
  }
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  rep_json_add_members (builder, &project_now (cli, id)->object, REP_PART_FACTS, REP_JSON_ALL);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  rep_cli_print_json (builder);
}

/* What each of the commands does with its record and its words. */
typedef struct {
  char *basis, *value, *from, *structure, *note, *end, *budget, *pic, *to, *reason;
  char **cofunding;
  gboolean confirmed;
} Words;

typedef gboolean (*AddFunc) (RepCli *cli,
                             const RepProject *project,
                             const Words *words,
                             GError **error);

static gboolean
add_target (RepCli *cli, const RepProject *project, const Words *words, GError **error)
{
  RepTarget *target = rep_object_new (&rep_kind_target);
  RepId id = project->object.id;
  gboolean added = rep_argument_code (&rep_vocabulary_stage, words->basis, &target->basis, error) &&
                   rep_argument_int (words->value, &target->value, error) &&
                   rep_argument_day (words->from, &target->from, error) &&
                   rep_argument_structure (project, words->structure, &target->structure, error) &&
                   rep_argument_text (words->note, &target->note, error);

  target->basis_confirmed = words->confirmed;
  added = added && rep_agreement_target (cli->casebook, &id, target, cli->now, error);
  rep_object_free (target);
  return added;
}

static gboolean
read_cofunding (char **texts, RepAmendment *amendment, GError **error)
{
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++) {
    char *at = strrchr (texts[i], '=');
    RepCofunding *cofunding;
    g_autofree char *name = at != NULL ? g_strndup (texts[i], (gsize)(at - texts[i])) : NULL;

    if (at == NULL)
      return rep_app_error_set (error, REP_APP_ERROR_BAD_NUMBER, texts[i]);
    cofunding = rep_list_add (&amendment->cofunding, &rep_kind_cofunding);
    if (!rep_argument_text (name, &cofunding->name, error) ||
        !rep_argument_int (at + 1, &cofunding->amount_eur, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
add_amendment (RepCli *cli, const RepProject *project, const Words *words, GError **error)
{
  RepAmendment *amendment = rep_object_new (&rep_kind_amendment);
  RepId id = project->object.id;
  gboolean added = rep_argument_day (words->from, &amendment->from, error) &&
                   rep_argument_day (words->end, &amendment->end, error) &&
                   rep_argument_int (words->budget, &amendment->budget_eur, error) &&
                   rep_argument_int (words->pic, &amendment->pic_funding_eur, error) &&
                   read_cofunding (words->cofunding, amendment, error) &&
                   rep_argument_text (words->note, &amendment->note, error) &&
                   rep_agreement_amend (cli->casebook, &id, amendment, cli->now, error);

  rep_object_free (amendment);
  return added;
}

static gboolean
add_pause (RepCli *cli, const RepProject *project, const Words *words, GError **error)
{
  RepPause *pause = rep_object_new (&rep_kind_pause);
  RepId id = project->object.id;
  gboolean added =
      rep_argument_day (words->from, &pause->from, error) &&
      rep_argument_day (words->to, &pause->to, error) &&
      rep_argument_code (&rep_vocabulary_pause, words->reason, &pause->reason, error) &&
      rep_agreement_pause (cli->casebook, &id, pause, cli->now, error);

  rep_object_free (pause);
  return added;
}

static int
open_and_add (RepCli *cli, const char *code, const Words *words, AddFunc add)
{
  g_autoptr (GError) error = NULL;
  const RepProject *project;
  int status = rep_cli_open (cli);
  RepId id;

  if (status != REP_EXIT_DONE)
    return status;
  project = rep_argument_project (cli->casebook, code, NULL, &error);
  if (project == NULL)
    return rep_cli_fail (error);
  id = project->object.id;
  if (!add (cli, project, words, &error))
    return rep_cli_fail (error);
  print (cli, &id);
  return REP_EXIT_DONE;
}

static void
words_clear (Words *words)
{
  char *const all[] = { words->basis, words->value,  words->from, words->structure, words->note,
                        words->end,   words->budget, words->pic,  words->to,        words->reason };

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    g_free (all[i]);
  g_strfreev (words->cofunding);
}

static int
target (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  Words words = { 0 };
  const GOptionEntry entries[] = {
    { "basis", 0, 0, G_OPTION_ARG_STRING, &words.basis, N_ ("REPERE … ACCOMPAGNE"), N_ ("CODE") },
    { "value", 0, 0, G_OPTION_ARG_STRING, &words.value, N_ ("how many persons"), N_ ("N") },
    { "from", 0, 0, G_OPTION_ARG_STRING, &words.from, N_ ("in force from that day"), N_ ("DATE") },
    { "structure", 0, 0, G_OPTION_ARG_STRING, &words.structure, N_ ("of one structure"),
      N_ ("NAME") },
    { "confirmed", 0, 0, G_OPTION_ARG_NONE, &words.confirmed,
      N_ ("the basis is what the convention says"), NULL },
    { "note", 0, 0, G_OPTION_ARG_STRING, &words.note, N_ ("a note"), N_ ("TEXT") },
    { NULL },
  };
  int status = REP_EXIT_USAGE;

  if (rep_cli_parse (cli, command, entries, 1, 1, &argc, &argv))
    status = words.basis == NULL || words.value == NULL || words.from == NULL
                 ? rep_cli_usage (command, _ ("--basis, --value and --from are needed"))
                 : open_and_add (cli, argv[1], &words, add_target);
  words_clear (&words);
  return status;
}

static int
amend (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  Words words = { 0 };
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &words.from, N_ ("in force from that day"), N_ ("DATE") },
    { "end", 0, 0, G_OPTION_ARG_STRING, &words.end, N_ ("another last day"), N_ ("DATE") },
    { "budget", 0, 0, G_OPTION_ARG_STRING, &words.budget, N_ ("euros in all"), N_ ("N") },
    { "pic", 0, 0, G_OPTION_ARG_STRING, &words.pic, N_ ("euros of the PIC"), N_ ("N") },
    { "cofunding", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words.cofunding,
      N_ ("euros of another funder; may be given several times"), N_ ("NAME=N") },
    { "note", 0, 0, G_OPTION_ARG_STRING, &words.note, N_ ("a note"), N_ ("TEXT") },
    { NULL },
  };
  int status = REP_EXIT_USAGE;

  if (rep_cli_parse (cli, command, entries, 1, 1, &argc, &argv))
    status = words.from == NULL ? rep_cli_usage (command, _ ("--from is needed"))
                                : open_and_add (cli, argv[1], &words, add_amendment);
  words_clear (&words);
  return status;
}

static int
hold (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  Words words = { 0 };
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &words.from, N_ ("first day"), N_ ("DATE") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &words.to, N_ ("last day"), N_ ("DATE") },
    { "reason", 0, 0, G_OPTION_ARG_STRING, &words.reason, N_ ("CRISE_SANITAIRE, RECRUTEMENT …"),
      N_ ("CODE") },
    { NULL },
  };
  int status = REP_EXIT_USAGE;

  if (rep_cli_parse (cli, command, entries, 1, 1, &argc, &argv))
    status = words.from == NULL || words.to == NULL || words.reason == NULL
                 ? rep_cli_usage (command, _ ("--from, --to and --reason are needed"))
                 : open_and_add (cli, argv[1], &words, add_pause);
  words_clear (&words);
  return status;
}

const RepCommand rep_command_project_target = { "project target", N_ ("CODE"),
                                                N_ ("add a target, in force from a day on"),
                                                target };
const RepCommand rep_command_project_amend = { "project amend", N_ ("CODE"),
                                               N_ ("add an amendment to the convention"), amend };
const RepCommand rep_command_project_pause = { "project pause", N_ ("CODE"),
                                               N_ ("add days on which the project paused"), hold };
