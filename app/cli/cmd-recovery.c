/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/casebook/entry.h"
#include "app/cli/cli.h"
#include "app/cli/sheets.h"
#include "app/domain/day.h"
#include "app/error.h"
#include "app/exchange/recovery-code.h"

static RepSecret *
load_code (char **files, GError **error)
{
  guint n = g_strv_length (files);

  return rep_recovery_code_load ((const char *const *)files, n, error);
}

static gboolean
files_fit (char **files)
{
  return files != NULL && (g_strv_length (files) == 1 || g_strv_length (files) == 2);
}

static int
recover (RepCli *cli, char **files, const char *new_password_file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RepSecret) code = load_code (files, &error);
  g_autoptr (RepSecret) password =
      code != NULL ? rep_cli_new_password (new_password_file, &error) : NULL;
  g_autoptr (RepVault) vault = password != NULL ? rep_cli_open_locked (cli, &error) : NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *state = rep_state_folder ();
  RepEntry entry = { .login = cli->login,
                     .password = password,
                     .state_folder = state,
                     .now = cli->now,
                     .accept_older = cli->accept_older };
  gboolean added = FALSE;

  if (vault == NULL || !rep_entry_recover (&entry, vault, code, &added, &error))
    return rep_cli_fail (error);
  if (!cli->json) {
    g_print (added ? _ ("Account “%s” (manager) was made with the recovery sheet; everyone is told "
                        "for 30 days.\n")
                   : _ ("Account “%s” has a new password and new keys from the recovery sheet; "
                        "everyone is told for 30 days.\n"),
             cli->login);
    return REP_EXIT_DONE;
  }
  json_builder_begin_object (builder);
  rep_cli_member_text (builder, "login", cli->login);
  rep_cli_member_bool (builder, "added", added);
  json_builder_end_object (builder);
  rep_cli_print_json (builder);
  return REP_EXIT_DONE;
}

static int
run_recover (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  g_auto (GStrv) files = NULL;
  g_autofree char *password = NULL;
  const GOptionEntry entries[] = {
    { "recovery-file", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files,
      N_ ("text file with the code of a sheet; twice when there are two"), N_ ("FILE") },
    { "new-password-file", 0, 0, G_OPTION_ARG_FILENAME, &password,
      N_ ("file that holds the new password, - for standard input"), N_ ("FILE") },
    { NULL },
  };

  if (!rep_cli_parse (cli, command, entries, 0, 0, &argc, &argv))
    return REP_EXIT_USAGE;
  if (cli->login == NULL || password == NULL || !files_fit (files))
    return rep_cli_usage (
        command, _ ("--login, --new-password-file and one or two --recovery-file are needed"));
  return recover (cli, files, password);
}

const RepCommand rep_command_account_recover = {
  "account recover", "", N_ ("give a manager a new password with the recovery sheet"), run_recover
};

static void
print_report (const RepCli *cli, const RepRecoveryReport *report)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  guint32 day = rep_day_of_time (report->since);
  char text[REP_DAY_TEXT_SIZE];

  if (!cli->json) {
    g_print (
        _ ("The recovery sheet of %s opens this vault and holds all its keys (%u). Put it back in "
           "the safe.\n"),
        rep_day_format (day, text), report->keys);
    return;
  }
  json_builder_begin_object (builder);
  rep_cli_member_bool (builder, "opens", TRUE);
  rep_cli_member_int (builder, "keys", report->keys);
  rep_cli_member_int (builder, "missing", report->missing);
  rep_cli_member_day (builder, "since", day);
  json_builder_end_object (builder);
  rep_cli_print_json (builder);
}

static int
check (RepCli *cli, char **files)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RepSecret) code = load_code (files, &error);
  g_autoptr (RepVault) vault = code != NULL ? rep_cli_open_locked (cli, &error) : NULL;
  RepRecoveryReport report;

  if (vault == NULL || !rep_vault_drill (vault, code, &report, &error))
    return rep_cli_fail (error);
  if (report.missing > 0) {
    rep_app_error_set (&error, REP_APP_ERROR_SHEET_POOR, NULL);
    return rep_cli_fail (error);
  }
  print_report (cli, &report);
  return REP_EXIT_DONE;
}

static int
run_check (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  g_auto (GStrv) files = NULL;
  const GOptionEntry entries[] = {
    { "recovery-file", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &files,
      N_ ("text file with the code of a sheet; twice when there are two"), N_ ("FILE") },
    { NULL },
  };

  if (!rep_cli_parse (cli, command, entries, 0, 0, &argc, &argv))
    return REP_EXIT_USAGE;
  if (!files_fit (files))
    return rep_cli_usage (command, _ ("one or two --recovery-file are needed"));
  return check (cli, files);
}

const RepCommand rep_command_recovery_check = {
  "recovery check", "", N_ ("drill: does the recovery sheet open the vault? shows no data"),
  run_check
};

static void
print_renewed (const RepCli *cli, const RepCliSheets *sheets)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!cli->json) {
    g_print (_ ("The old recovery sheet opens nothing any more; destroy it.\n"));
    rep_cli_say_sheets (sheets);
    return;
  }
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "sheets");
  json_builder_begin_array (builder);
  for (guint i = 0; i < sheets->written->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (sheets->written, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  rep_cli_print_json (builder);
}

static int
renew (RepCli *cli, const char *path, guint shares)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RepVault) vault = rep_cli_unlock (cli, &error);
  g_autoptr (GPtrArray) written = g_ptr_array_new_with_free_func (g_free);
  RepCliSheets sheets = { path, vault != NULL ? rep_vault_organisation (vault) : NULL, written };

  if (vault != NULL &&
      rep_vault_renew_recovery (vault, shares, rep_cli_write_sheets, &sheets, cli->now, &error)) {
    print_renewed (cli, &sheets);
    return REP_EXIT_DONE;
  }
  rep_cli_remove_sheets (&sheets);
  return rep_cli_fail (error);
}

static int
run_renew (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  g_autofree char *path = NULL;
  int shares = 1;
  const GOptionEntry entries[] = {
    { "recovery-file", 0, 0, G_OPTION_ARG_FILENAME, &path,
      N_ ("where to write the new recovery sheet (.txt or .pdf)"), N_ ("FILE") },
    { "recovery-shares", 0, 0, G_OPTION_ARG_INT, &shares, N_ ("2 for two sheets, both needed"),
      N_ ("N") },
    { NULL },
  };

  if (!rep_cli_parse (cli, command, entries, 0, 0, &argc, &argv))
    return REP_EXIT_USAGE;
  if (path == NULL)
    return rep_cli_usage (command, _ ("--recovery-file is needed"));
  if (shares < 1 || shares > 2)
    return rep_cli_usage (command, _ ("--recovery-shares is 1 or 2"));
  return renew (cli, path, (guint)shares);
}

const RepCommand rep_command_recovery_renew = {
  "recovery renew", "", N_ ("make another recovery sheet; the old one opens nothing any more"),
  run_renew
};
