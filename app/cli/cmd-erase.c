/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/casebook/copies.h"
#include "app/casebook/erase.h"
#include "app/cli/arguments.h"
#include "app/cli/cli.h"
#include "app/figures/counters.h"

static void
print (const RepCli *cli, const RepId *person, const RepErased *erased)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!cli->json) {
    g_print (_ ("Erased: %u records and %u past revisions; %u contacts stay as activity, without "
                "name and note.\n"),
             erased->records, erased->revisions, erased->contacts);
    if (erased->closed > 0)
      g_print (_ ("%u sealed parts could not be looked into: this account does not hold their "
                  "key.\n"),
               erased->closed);
    g_print (_ ("Copies made before still hold this person; restoring one from its folder erases "
                "them again.\n"));
    return;
  }
  json_builder_begin_object (builder);
  rep_cli_member_id (builder, "person", person);
  rep_cli_member_int (builder, "records", erased->records);
  rep_cli_member_int (builder, "contacts", erased->contacts);
  rep_cli_member_int (builder, "revisions", erased->revisions);
  rep_cli_member_int (builder, "closed", erased->closed);
  json_builder_end_object (builder);
  rep_cli_print_json (builder);
}

/* Old copies learn of it at once, while it is known where they are. */
static gboolean
tell_copies (const RepCli *cli, GError **error)
{
  RepVault *vault = rep_casebook_vault (cli->casebook);
  g_autoptr (GArray) all = rep_vault_erased (vault, error);

  return all != NULL && rep_copies_list_erased (cli->vault, rep_vault_id (vault), all, error);
}

static gboolean
erase (RepCli *cli, const char *text, const char *reason_text, GError **error)
{
  RepErased erased;
  RepId person;
  guint8 reason = 0;

  if (!rep_argument_id (text, REP_APP_ERROR_UNKNOWN_PERSON, &person, error) ||
      !rep_argument_code (&rep_vocabulary_erasure, reason_text, &reason, error))
    return FALSE;
  if (!rep_casebook_has_person (cli->casebook, &person))
    return rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_PERSON, text);
  if (!rep_erase_persons (cli->casebook, &person, 1, reason, rep_counters_plan, cli->now, &erased,
                          error) ||
      !tell_copies (cli, error))
    return FALSE;
  print (cli, &person, &erased);
  return TRUE;
}

static int
run (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  g_autofree char *reason = NULL;
  const GOptionEntry entries[] = {
    { "reason", 0, 0, G_OPTION_ARG_STRING, &reason,
      N_ ("DEMANDE, OPPOSITION, CONSERVATION or ERREUR"), N_ ("CODE") },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  int status;

  if (!rep_cli_parse (cli, command, entries, 1, 1, &argc, &argv))
    return REP_EXIT_USAGE;
  if (reason == NULL)
    return rep_cli_usage (command, _ ("--reason is needed"));
  status = rep_cli_open (cli);
  if (status != REP_EXIT_DONE)
    return status;
  return erase (cli, argv[1], reason, &error) ? REP_EXIT_DONE : rep_cli_fail (error);
}

const RepCommand rep_command_person_erase = { "person erase", N_ ("PERSON"),
                                              N_ ("erase a young person and every trace of them"),
                                              run };
