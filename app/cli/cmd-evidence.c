/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/cli/arguments.h"
#include "app/cli/cli.h"
#include "app/domain/day.h"
#include "app/figures/evidence.h"

typedef struct {
  char *basis;
  int sample;
  int seed;
} Words;

static void
add (RepCli *cli, JsonBuilder *builder, const RepEvidence *evidence, guint8 stage)
{
  json_builder_begin_object (builder);
  rep_cli_member_int (builder, "number", evidence->number);
  rep_cli_member_code (builder, "stage", &rep_vocabulary_stage, stage);
  rep_cli_member_day (builder, "date", evidence->day);
  json_builder_set_member_name (builder, "eligibility");
  json_builder_begin_object (builder);
  rep_cli_member_code (builder, "answer", &rep_vocabulary_answer, evidence->eligibility.answer);
  rep_cli_member_code (builder, "reason", &rep_vocabulary_eligibility,
                       evidence->eligibility.reason);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "proof");
  json_builder_begin_object (builder);
  rep_cli_member_code (builder, "kind", &rep_vocabulary_proof, evidence->proof);
  rep_cli_member_text (builder, "reference", evidence->reference);
  json_builder_end_object (builder);
  /* Who may see names opens them one by one, each noted in the journal, by "person show". */
  if (rep_casebook_holds_names (cli->casebook))
    rep_cli_member_id (builder, "person",
                       rep_casebook_id (cli->casebook, &rep_kind_person, evidence->person));
  json_builder_end_object (builder);
}

static void
print_json (RepCli *cli, const GArray *list, guint8 stage)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < list->len; i++)
    add (cli, builder, &g_array_index (list, RepEvidence, i), stage);
  json_builder_end_array (builder);
  rep_cli_print_json (builder);
}

static void
print (RepCli *cli, const GArray *list, guint8 stage)
{
  for (guint i = 0; i < list->len; i++) {
    const RepEvidence *evidence = &g_array_index (list, RepEvidence, i);
    char day[REP_DAY_TEXT_SIZE];

    g_print ("%5u  %s  %s", evidence->number, rep_day_format (evidence->day, day),
             rep_cli_label (&rep_vocabulary_stage, stage));
    if (evidence->eligibility.reason != 0)
      g_print ("  %s", rep_cli_label (&rep_vocabulary_eligibility, evidence->eligibility.reason));
    if (evidence->proof != 0)
      g_print ("  %s", rep_cli_label (&rep_vocabulary_proof, evidence->proof));
    if (evidence->reference != NULL)
      g_print (" %s", evidence->reference);
    if (rep_casebook_holds_names (cli->casebook)) {
      char hex[REP_ID_HEX_SIZE];

      g_print (
          "  %s",
          rep_id_format (rep_casebook_id (cli->casebook, &rep_kind_person, evidence->person), hex));
    }
    g_print ("\n");
  }
}

static gboolean
work (RepCli *cli, const char *code, const Words *words, GError **error)
{
  g_autoptr (GArray) list = NULL;
  guint8 stage = REP_STAGE_REPERE;
  guint number;

  if (rep_argument_project (cli->casebook, code, &number, error) == NULL ||
      !rep_argument_code (&rep_vocabulary_stage, words->basis, &stage, error))
    return FALSE;
  list = rep_evidence (cli->casebook, number, stage, error);
  if (list == NULL)
    return FALSE;
  if (words->sample > 0)
    rep_evidence_sample (list, (guint)words->sample, (guint32)words->seed);
  if (cli->json)
    print_json (cli, list, stage);
  else
    print (cli, list, stage);
  return TRUE;
}

static int
run (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  Words words = { .seed = 1 };
  g_autoptr (GError) error = NULL;
  const GOptionEntry entries[] = {
    { "basis", 0, 0, G_OPTION_ARG_STRING, &words.basis, N_ ("REPERE … ACCOMPAGNE"), N_ ("CODE") },
    { "sample", 0, 0, G_OPTION_ARG_INT, &words.sample, N_ ("how many to draw; all if not said"),
      N_ ("N") },
    { "seed", 0, 0, G_OPTION_ARG_INT, &words.seed, N_ ("same seed, same sample"), N_ ("S") },
    { NULL },
  };
  int status;

  if (!rep_cli_parse (cli, command, entries, 1, 1, &argc, &argv))
    status = REP_EXIT_USAGE;
  else if (words.basis == NULL)
    status = rep_cli_usage (command, _ ("--basis is needed"));
  else if (words.sample < 0)
    status = rep_cli_usage (command, _ ("--sample is a number of youths"));
  else
    status = rep_cli_open (cli);
  if (status == REP_EXIT_DONE && !work (cli, argv[1], &words, &error))
    status = rep_cli_fail (error);
  g_free (words.basis);
  return status;
}

const RepCommand rep_command_evidence = {
  "evidence", N_ ("CODE"), N_ ("list who counts for an auditor: numbered, without names"), run
};
