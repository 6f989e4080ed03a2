/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/casebook/entry.h"
#include "app/cli/cli.h"
#include "app/cli/sheets.h"

typedef struct {
  char *organisation;
  char *new_login;
  char *new_password_file;
  char *recovery_file;
  int shares;
  RepCliSheets sheets;
} Init;

static gboolean
create (RepCli *cli, Init *init, const RepSecret *password, GError **error)
{
  g_autofree char *state = rep_state_folder ();
  RepMarkKeeper *keeper = rep_mark_keeper_new (state);
  gboolean made;
  RepVaultSetup setup = {
    .mark_func = rep_entry_keep_mark,
    .mark_data = keeper,
    .organisation = init->organisation,
    .password = password,
    .login = init->new_login,
    .shares = (guint)init->shares,
    .now = cli->now,
  };

  made = rep_vault_create (cli->vault, &setup, rep_cli_write_sheets, &init->sheets, error);
  rep_mark_keeper_free (keeper);
  return made;
}

static void
print_made (const RepCli *cli, const Init *init)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!cli->json) {
    g_print (_ ("Vault %s made for %s. Account: %s (manager).\n"), cli->vault, init->organisation,
             init->new_login);
    rep_cli_say_sheets (&init->sheets);
    return;
  }
  json_builder_begin_object (builder);
  rep_cli_member_text (builder, "vault", cli->vault);
  rep_cli_member_text (builder, "organisation", init->organisation);
  rep_cli_member_text (builder, "login", init->new_login);
  json_builder_end_object (builder);
  rep_cli_print_json (builder);
}

static int
make_vault (RepCli *cli, const RepCommand *command, Init *init)
{
  g_autoptr (RepSecret) password = NULL;
  g_autoptr (GError) error = NULL;

  if (cli->vault == NULL || init->organisation == NULL || init->new_login == NULL ||
      init->new_password_file == NULL || init->recovery_file == NULL)
    return rep_cli_usage (command,
                          _ ("--vault, --organisation, --new-login, --new-password-file and "
                             "--recovery-file are needed"));
  if (init->shares < 1 || init->shares > 2)
    return rep_cli_usage (command, _ ("--recovery-shares is 1 or 2"));

  init->sheets = (RepCliSheets){ init->recovery_file, init->organisation,
                                 g_ptr_array_new_with_free_func (g_free) };
  password = rep_cli_new_password (init->new_password_file, &error);
  if (password != NULL && create (cli, init, password, &error)) {
    print_made (cli, init);
    return REP_EXIT_DONE;
  }
  rep_cli_remove_sheets (&init->sheets);
  return rep_cli_fail (error);
}

static int
run (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  Init init = { .shares = 1 };
  const GOptionEntry entries[] = {
    { "organisation", 0, 0, G_OPTION_ARG_STRING, &init.organisation,
      N_ ("name of the organisation, shown before unlocking"), N_ ("NAME") },
    { "new-login", 0, 0, G_OPTION_ARG_STRING, &init.new_login, N_ ("login of the first account"),
      N_ ("LOGIN") },
    { "new-password-file", 0, 0, G_OPTION_ARG_FILENAME, &init.new_password_file,
      N_ ("file that holds its password, - for standard input"), N_ ("FILE") },
    { "recovery-file", 0, 0, G_OPTION_ARG_FILENAME, &init.recovery_file,
      N_ ("where to write the recovery sheet (.txt or .pdf)"), N_ ("FILE") },
    { "recovery-shares", 0, 0, G_OPTION_ARG_INT, &init.shares, N_ ("2 for two sheets, both needed"),
      N_ ("N") },
    { NULL },
  };
  int status = REP_EXIT_USAGE;

  if (rep_cli_parse (cli, command, entries, 0, 0, &argc, &argv))
    status = make_vault (cli, command, &init);
  g_clear_pointer (&init.sheets.written, g_ptr_array_unref);
  g_free (init.organisation);
  g_free (init.new_login);
  g_free (init.new_password_file);
  g_free (init.recovery_file);
  return status;
}

const RepCommand rep_command_init = { "init", "", N_ ("make a vault with its first account"), run };
