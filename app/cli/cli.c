/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/casebook/entry.h"
#include "app/casebook/notices.h"
#include "app/cli/cli.h"
#include "app/domain/day.h"
#include "app/domain/passphrase.h"
#include "app/error.h"
#include "app/exchange/json.h"
#include "app/platform/cloud.h"
#include "app/platform/process.h"
#include "crypto/error.h"

const GOptionEntry *
rep_cli_global_entries (RepCli *cli)
{
  static GOptionEntry entries[] = {
    { "vault", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_ ("the vault (or REPERES_VAULT)"),
      N_ ("FILE") },
    { "login", 0, 0, G_OPTION_ARG_STRING, NULL, N_ ("the account (or REPERES_LOGIN)"),
      N_ ("NAME") },
    { "password-file", 0, 0, G_OPTION_ARG_FILENAME, NULL,
      N_ ("file that holds the password, - for standard input (or REPERES_PASSWORD_FILE)"),
      N_ ("FILE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, NULL, N_ ("print one JSON document"), NULL },
    { "wait", 0, 0, G_OPTION_ARG_INT, NULL,
      N_ ("how long to wait for another program to close the vault, or after a wrong password"),
      N_ ("SECONDS") },
    { "accept-older", 0, 0, G_OPTION_ARG_NONE, NULL,
      N_ ("go on with a vault file that is older than the one last used here"), NULL },
    { NULL },
  };

  entries[0].arg_data = &cli->vault;
  entries[1].arg_data = &cli->login;
  entries[2].arg_data = &cli->password_file;
  entries[3].arg_data = &cli->json;
  entries[4].arg_data = &cli->wait;
  entries[5].arg_data = &cli->accept_older;
  return entries;
}

static void
take_environment (char **value, const char *variable)
{
  if (*value == NULL)
    *value = g_strdup (g_getenv (variable));
}

/* A global option may stand before the command and again after it: the later one holds. */
static gboolean
parse_keeping (RepCli *cli, GOptionContext *context, int *argc, char ***argv, GError **error)
{
  char **values[] = { &cli->vault, &cli->login, &cli->password_file };
  char *before[G_N_ELEMENTS (values)];
  gboolean parsed;

  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    before[i] = g_steal_pointer (values[i]);
  parsed = g_option_context_parse (context, argc, argv, error);
  for (guint i = 0; i < G_N_ELEMENTS (values); i++) {
    if (*values[i] == NULL)
      *values[i] = g_steal_pointer (&before[i]);
    g_free (before[i]);
  }
  return parsed;
}

gboolean
rep_cli_parse (RepCli *cli,
               const RepCommand *command,
               const GOptionEntry *entries,
               int min,
               int max,
               int *argc,
               char ***argv)
{
  g_autofree char *usage = g_strdup_printf (
      "%s %s", command->name, *command->arguments != '\0' ? _ (command->arguments) : "");
  g_autoptr (GOptionContext) context = g_option_context_new (usage);
  GOptionGroup *global = g_option_group_new ("global", _ ("Options of every command:"),
                                             _ ("Options of every command"), NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, _ (command->summary));
  g_option_context_set_description (
      context, _ ("The options of every command (--vault, --login, --json …): --help-global."));
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_group_add_entries (global, rep_cli_global_entries (cli));
  g_option_group_set_translation_domain (global, GETTEXT_PACKAGE);
  g_option_context_add_group (context, global);
  if (!parse_keeping (cli, context, argc, argv, &error)) {
    (void)rep_cli_usage (command, error->message);
    return FALSE;
  }
  take_environment (&cli->vault, "REPERES_VAULT");
  take_environment (&cli->login, "REPERES_LOGIN");
  take_environment (&cli->password_file, "REPERES_PASSWORD_FILE");
  if (*argc - 1 < min || *argc - 1 > max) {
    (void)rep_cli_usage (command,
                         *argc - 1 < min ? _ ("an argument is missing") : _ ("too many arguments"));
    return FALSE;
  }
  return TRUE;
}

int
rep_cli_usage (const RepCommand *command, const char *what)
{
  g_printerr (_ ("reperesctl %s: %s; see “reperesctl %s --help”\n"), command->name, what,
              command->name);
  return REP_EXIT_USAGE;
}

int
rep_cli_fail (const GError *error)
{
  g_auto (GStrv) parts = g_strsplit (gettext (rep_error_sentence (error)), "{}", -1);
  g_autofree char *sentence = g_strjoinv (error->message, parts);

  g_printerr (_ ("reperesctl: %s\n"), sentence);
  if (g_error_matches (error, REP_DB_ERROR, REP_DB_ERROR_CORRUPT) ||
      g_error_matches (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_CORRUPT))
    return REP_EXIT_DAMAGE;
  return REP_EXIT_FAILED;
}

RepSecret *
rep_cli_get_password (const RepCli *cli, GError **error)
{
  g_autoptr (RepSecret) secret = NULL;

  if (cli->password_file != NULL) {
    secret = rep_process_read_secret (cli->password_file, error);
    if (secret == NULL) {
      g_clear_error (error);
      rep_app_error_set (error, REP_APP_ERROR_FILE, cli->password_file);
    }
  } else {
    secret = rep_process_ask_secret (_ ("Password: "));
    if (secret == NULL)
      rep_app_error_set (error, REP_APP_ERROR_MISSING, "--password-file");
  }
  return g_steal_pointer (&secret);
}

/* Said once: the next time this machine knows the file, once something was written. */
static void
say_first_time (const RepEntry *entry)
{
  g_autofree char *when = rep_time_text (entry->standing.file_time);

  if (entry->standing.age == REP_FILE_FIRST_TIME)
    g_printerr (_ ("reperesctl: first time this file is opened on this computer; it was last "
                   "written on %s\n"),
                when);
  if (entry->facts_only)
    g_printerr (_ ("reperesctl: this is a copy without names\n"));
}

/* With --wait, a wait that a wrong password left is sat out here; without, a script is told at
 * once.
 */
static gboolean
enter_in_time (RepCli *cli, RepEntry *entry, RepVault *vault, GError **error)
{
  g_autoptr (GError) local = NULL;
  int seconds;

  if (rep_entry_unlock (entry, vault, &local))
    return TRUE;
  seconds = g_error_matches (local, REP_DB_ERROR, REP_DB_ERROR_WAIT) ? atoi (local->message) : 0;
  if (seconds == 0 || seconds > cli->wait) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  g_usleep ((gulong)seconds * G_USEC_PER_SEC);
  entry->now = cli->now += seconds;
  return rep_entry_unlock (entry, vault, error);
}

RepVault *
rep_cli_open_locked (const RepCli *cli, GError **error)
{
  if (cli->vault != NULL)
    return rep_vault_open (cli->vault, (guint)MAX (cli->wait, 0), error);

  rep_app_error_set (error, REP_APP_ERROR_MISSING, "--vault");
  return NULL;
}

/* What everyone is told for a month, whatever they came for. */
static void
say_notices (const RepCli *cli, const RepVault *vault)
{
  g_autoptr (GArray) notices = rep_notices_list (vault, cli->now);

  for (guint i = 0; i < notices->len; i++) {
    const RepNotice *notice = &g_array_index (notices, RepNotice, i);
    char day[REP_DAY_TEXT_SIZE];

    g_printerr (notice->kind == REP_NOTICE_RECOVERED_ADDED
                    ? _ ("reperesctl: on %s the recovery sheet made a new manager, “%s”\n")
                    : _ ("reperesctl: on %s the recovery sheet gave new keys to “%s”\n"),
                rep_day_format (rep_day_of_time (notice->time), day), notice->login);
  }
}

RepVault *
rep_cli_unlock (RepCli *cli, GError **error)
{
  g_autoptr (RepVault) vault = NULL;
  g_autoptr (RepSecret) password = NULL;
  g_autofree char *state = rep_state_folder ();
  RepEntry entry = {
    .login = cli->login, .state_folder = state, .now = cli->now, .accept_older = cli->accept_older
  };

  if (cli->vault != NULL && cli->login == NULL) {
    rep_app_error_set (error, REP_APP_ERROR_MISSING, "--login");
    return NULL;
  }
  vault = rep_cli_open_locked (cli, error);
  if (vault == NULL)
    return NULL;
  entry.password = password = rep_cli_get_password (cli, error);
  if (password == NULL || !enter_in_time (cli, &entry, vault, error))
    return NULL;
  say_first_time (&entry);
  say_notices (cli, vault);
  return g_steal_pointer (&vault);
}

RepSecret *
rep_cli_new_password (const char *path, GError **error)
{
  g_autoptr (RepSecret) password = rep_process_read_secret (path, NULL);

  if (password == NULL)
    rep_app_error_set (error, REP_APP_ERROR_FILE, path);
  else if (rep_passphrase_check (password, error))
    return g_steal_pointer (&password);
  return NULL;
}

static void
warn (const RepCli *cli)
{
  char day[REP_DAY_TEXT_SIZE];

  if (!rep_secret_all_locked ())
    g_printerr (_ ("reperesctl: warning: keys could not be locked into memory\n"));
  if (!rep_casebook_intact (cli->casebook) || rep_casebook_damaged (cli->casebook)->len > 0)
    g_printerr (_ ("reperesctl: warning: the vault is damaged or was altered; run “check”\n"));
  if (rep_casebook_is_demo (cli->casebook))
    g_printerr (_ ("reperesctl: demonstration vault: today is %s\n"),
                rep_day_format (rep_casebook_today (cli->casebook), day));
  if (rep_cloud_service (cli->vault) != NULL)
    g_printerr (_ ("reperesctl: warning: the vault lies in a folder that %s copies elsewhere; keep "
                   "only copies of it there\n"),
                rep_cloud_service (cli->vault));
  rep_cli_tell_new_accounts (cli);
}

int
rep_cli_open (RepCli *cli)
{
  g_autoptr (GError) error = NULL;
  RepVault *vault = rep_cli_unlock (cli, &error);

  if (vault != NULL)
    cli->casebook = rep_casebook_load (vault, cli->now, &error);
  if (cli->casebook == NULL)
    return rep_cli_fail (error);
  warn (cli);
  return REP_EXIT_DONE;
}

gboolean
rep_cli_is_french (void)
{
  /* The catalogue itself says which language it speaks. */
  return strcmp (C_ ("language code", "en"), "fr") == 0;
}

const char *
rep_cli_label (const RepVocabulary *vocabulary, guint number)
{
  const RepTerm *term = rep_vocabulary_by_number (vocabulary, number);

  if (number == 0)
    return "";
  return term != NULL ? rep_term_label (term, rep_cli_is_french ()) : "?";
}

static int
compare_codes (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 ((*(const RepProject *const *)a)->code, (*(const RepProject *const *)b)->code);
}

GPtrArray *
rep_cli_projects (RepCli *cli)
{
  const GPtrArray *projects = rep_casebook_projects (cli->casebook);
  GPtrArray *sorted = g_ptr_array_new ();

  for (guint i = 0; i < projects->len; i++)
    if (g_ptr_array_index (projects, i) != NULL)
      g_ptr_array_add (sorted, g_ptr_array_index (projects, i));
  g_ptr_array_sort (sorted, compare_codes);
  return sorted;
}

void
rep_cli_print_json (JsonBuilder *builder)
{
  g_autofree char *text = rep_json_to_text (builder, TRUE);

  g_print ("%s\n", text);
}

void
rep_cli_member_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

void
rep_cli_member_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

void
rep_cli_member_double (JsonBuilder *builder, const char *name, double value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_double_value (builder, value);
}

void
rep_cli_member_bool (JsonBuilder *builder, const char *name, gboolean value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_boolean_value (builder, value);
}

void
rep_cli_member_id (JsonBuilder *builder, const char *name, const RepId *id)
{
  json_builder_set_member_name (builder, name);
  rep_json_add_id (builder, id);
}

void
rep_cli_member_day (JsonBuilder *builder, const char *name, guint32 day)
{
  json_builder_set_member_name (builder, name);
  rep_json_add_day (builder, day);
}

void
rep_cli_member_code (JsonBuilder *builder,
                     const char *name,
                     const RepVocabulary *vocabulary,
                     guint number)
{
  json_builder_set_member_name (builder, name);
  rep_json_add_code (builder, vocabulary, number);
}
