/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/cli/cli.h"
#include "app/domain/passphrase.h"

#define MOST_WORDS 20

static int
set_password (RepCli *cli, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RepSecret) password = rep_cli_new_password (path, &error);
  g_autoptr (RepVault) vault = password != NULL ? rep_cli_unlock (cli, &error) : NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (vault == NULL || !rep_vault_set_password (vault, password, NULL, cli->now, &error))
    return rep_cli_fail (error);
  if (!cli->json) {
    g_print (_ ("The password of “%s” was changed; the old one opens no longer.\n"),
             rep_vault_account (vault)->login);
    return REP_EXIT_DONE;
  }
  json_builder_begin_object (builder);
  rep_cli_member_text (builder, "login", rep_vault_account (vault)->login);
  rep_cli_member_bool (builder, "changed", TRUE);
  json_builder_end_object (builder);
  rep_cli_print_json (builder);
  return REP_EXIT_DONE;
}

static int
run_account_password (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  g_autofree char *path = NULL;
  const GOptionEntry entries[] = {
    { "new-password-file", 0, 0, G_OPTION_ARG_FILENAME, &path,
      N_ ("file that holds the new password, - for standard input"), N_ ("FILE") },
    { NULL },
  };

  if (!rep_cli_parse (cli, command, entries, 0, 0, &argc, &argv))
    return REP_EXIT_USAGE;
  if (path == NULL)
    return rep_cli_usage (command, _ ("--new-password-file is needed"));
  return set_password (cli, path);
}

const RepCommand rep_command_account_password = { "account password", "",
                                                  N_ ("change one’s own password"),
                                                  run_account_password };

static int
generate (const RepCli *cli, guint words)
{
  char *password = rep_passphrase_new (words, NULL, NULL);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!cli->json)
    g_print ("%s\n", password);
  else {
    json_builder_begin_object (builder);
    rep_cli_member_text (builder, "password", password);
    rep_cli_member_int (builder, "words", words);
    rep_cli_member_double (builder, "bits", rep_passphrase_bits (words));
    json_builder_end_object (builder);
    rep_cli_print_json (builder);
  }
  rep_passphrase_free (password);
  return REP_EXIT_DONE;
}

static int
run_generate (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  int words = REP_PASSPHRASE_WORDS;
  const GOptionEntry entries[] = {
    { "words", 0, 0, G_OPTION_ARG_INT, &words, N_ ("how many words, 7 if not said"), N_ ("N") },
    { NULL },
  };

  if (!rep_cli_parse (cli, command, entries, 0, 0, &argc, &argv))
    return REP_EXIT_USAGE;
  if (words < REP_PASSPHRASE_WORDS || words > MOST_WORDS)
    return rep_cli_usage (command, _ ("--words is 7 to 20"));
  return generate (cli, (guint)words);
}

const RepCommand rep_command_password_generate = { "password generate", "",
                                                   N_ ("offer a password of seven French words"),
                                                   run_generate };
