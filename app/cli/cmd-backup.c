/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/casebook/copies.h"
#include "app/casebook/restore.h"
#include "app/cli/cli.h"
#include "app/figures/counters.h"

static void
print_json (const char *file, guint records, int erased)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  rep_cli_member_text (builder, "file", file);
  rep_cli_member_int (builder, "records", records);
  rep_cli_member_bool (builder, "verified", TRUE);
  if (erased >= 0)
    rep_cli_member_int (builder, "erased", erased);
  json_builder_end_object (builder);
  rep_cli_print_json (builder);
}

/* To the place that was named, or among the copies kept beside the vault. */
static gboolean
copy (RepCli *cli, const char *path, RepBackup *backup, char **made, GError **error)
{
  RepVault *vault = rep_casebook_vault (cli->casebook);

  if (path == NULL)
    return rep_copies_make (vault, cli->vault, cli->now, backup, made, error);
  if (!rep_vault_backup (vault, path, backup, error) ||
      !rep_vault_note (vault, REP_ACTION_BACKUP, NULL, 0, cli->now, error))
    return FALSE;
  *made = g_strdup (path);
  return TRUE;
}

static int
run_backup (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  RepBackup backup = { 0 };
  const GOptionEntry entries[] = {
    { "facts-only", 0, 0, G_OPTION_ARG_NONE, &backup.facts_only,
      N_ ("without names: the copy for a director’s own computer"), NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autofree char *made = NULL;
  int status;

  if (!rep_cli_parse (cli, command, entries, 0, 1, &argc, &argv))
    return REP_EXIT_USAGE;
  if (backup.facts_only && argc < 2)
    return rep_cli_usage (command, _ ("--facts-only needs a FILE"));
  status = rep_cli_open (cli);
  if (status != REP_EXIT_DONE)
    return status;
  if (!copy (cli, argc > 1 ? argv[1] : NULL, &backup, &made, &error))
    return rep_cli_fail (error);
  if (cli->json)
    print_json (made, backup.records, -1);
  else
    g_print (_ ("Copy %s made and verified: %u records.\n"), made, backup.records);
  return REP_EXIT_DONE;
}

static int
restore (RepCli *cli, RepRestore *wanted)
{
  g_autoptr (RepSecret) password = NULL;
  g_autoptr (GError) error = NULL;

  password = rep_cli_get_password (cli, &error);
  wanted->login = cli->login;
  wanted->password = password;
  wanted->count = rep_counters_plan;
  if (password == NULL || !rep_restore (wanted, cli->now, &error))
    return rep_cli_fail (error);
  if (cli->json)
    print_json (wanted->target, wanted->records, (int)wanted->erased);
  else
    g_print (ngettext ("Vault %s made from %s and verified: %u records, %u person erased again.\n",
                       "Vault %s made from %s and verified: %u records, %u persons erased again.\n",
                       wanted->erased),
             wanted->target, wanted->source, wanted->records, wanted->erased);
  return REP_EXIT_DONE;
}

static int
run_restore (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  g_autofree char *target = NULL;
  RepRestore wanted = { NULL };
  const GOptionEntry entries[] = {
    { "to", 0, 0, G_OPTION_ARG_FILENAME, &target, N_ ("the new vault; never over another file"),
      N_ ("VAULT") },
    { "without-erasures", 0, 0, G_OPTION_ARG_NONE, &wanted.without_erasures,
      N_ ("although the list of persons erased since is missing: they come back"), NULL },
    { NULL },
  };

  if (!rep_cli_parse (cli, command, entries, 1, 1, &argc, &argv))
    return REP_EXIT_USAGE;
  if (target == NULL || cli->login == NULL)
    return rep_cli_usage (command, _ ("--to and --login are needed"));
  wanted.source = argv[1];
  wanted.target = target;
  return restore (cli, &wanted);
}

const RepCommand rep_command_backup = { "backup", N_ ("[FILE]"),
                                        N_ ("make a verified copy of the vault"), run_backup };
const RepCommand rep_command_restore = { "restore", N_ ("FILE"), N_ ("make a vault from a copy"),
                                         run_restore };
