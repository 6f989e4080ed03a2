/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/casebook/accounts.h"
#include "app/casebook/worklist.h"
#include "app/cli/arguments.h"
#include "app/cli/cli.h"
#include "app/domain/day.h"
#include "app/error.h"
#include "app/platform/process.h"

static const char *
say_role (RepRole role)
{
  switch (role) {
    case REP_ROLE_COUNSELLOR:
      return _ ("counsellor");
    case REP_ROLE_DIRECTOR:
      return _ ("director");
    case REP_ROLE_MANAGER:
      return _ ("manager");
    case REP_ROLE_NONE:
    case REP_ROLE_RECOVERY:
    default:
      return "?";
  }
}

/* The structures of an account in one text; NULL for none. */
static char *
join_structures (const RepCli *cli, const RepAccountLine *line)
{
  g_autoptr (GPtrArray) names = rep_accounts_structures (cli->casebook, line);

  if (names->len == 0)
    return NULL;
  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **)names->pdata);
}

/* Role and structures, as in "counsellor, Mission Locale d’Épernay". */
static char *
describe (const RepCli *cli, const RepAccountLine *line)
{
  g_autofree char *structures = join_structures (cli, line);

  return structures != NULL ? g_strdup_printf ("%s, %s", say_role (line->role), structures)
                            : g_strdup (say_role (line->role));
}

void
rep_cli_tell_new_accounts (const RepCli *cli)
{
  const GPtrArray *lines = rep_casebook_accounts (cli->casebook)->lines;

  for (guint i = 0; i < lines->len; i++) {
    const RepAccountLine *line = g_ptr_array_index (lines, i);
    g_autofree char *words = NULL;
    char day[REP_DAY_TEXT_SIZE];

    if (!rep_accounts_is_new (cli->casebook, line, cli->now))
      continue;
    words = describe (cli, line);
    /* Translators: date, login, role and structures */
    g_printerr (_ ("reperesctl: account added on %1$s: %2$s (%3$s)\n"),
                rep_day_format (rep_day_of_time (line->since), day), line->login, words);
  }
}

/* --- list ------------------------------------------------------------------------------------ */

static void
print_json_line (RepCli *cli, JsonBuilder *builder, const RepAccountLine *line)
{
  g_autoptr (GPtrArray) names = rep_accounts_structures (cli->casebook, line);
  g_autofree char *structure = join_structures (cli, line);

  json_builder_begin_object (builder);
  rep_cli_member_text (builder, "login", line->login);
  rep_cli_member_text (builder, "role", rep_role_code (line->role));
  rep_cli_member_text (builder, "structure", structure);
  rep_cli_member_text (builder, "state", line->until == 0 ? "active" : "revoked");
  rep_cli_member_day (builder, "since", rep_day_of_time (line->since));
  rep_cli_member_day (builder, "until", line->until != 0 ? rep_day_of_time (line->until) : 0);
  json_builder_set_member_name (builder, "structures");
  json_builder_begin_array (builder);
  for (guint i = 0; i < names->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (names, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
print_line (RepCli *cli, const RepAccountLine *line)
{
  g_autofree char *words = describe (cli, line);
  char since[REP_DAY_TEXT_SIZE], until[REP_DAY_TEXT_SIZE];

  rep_day_format (rep_day_of_time (line->since), since);
  if (line->until == 0)
    g_print (_ ("%s  %s, since %s\n"), line->login, words, since);
  else
    g_print (_ ("%s  %s, from %s, revoked on %s\n"), line->login, words, since,
             rep_day_format (rep_day_of_time (line->until), until));
}

static void
print_lines (RepCli *cli)
{
  const GPtrArray *lines = rep_casebook_accounts (cli->casebook)->lines;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < lines->len; i++)
    if (cli->json)
      print_json_line (cli, builder, g_ptr_array_index (lines, i));
    else
      print_line (cli, g_ptr_array_index (lines, i));
  json_builder_end_array (builder);
  if (cli->json)
    rep_cli_print_json (builder);
}

static int
list (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  int status;

  if (!rep_cli_parse (cli, command, NULL, 0, 0, &argc, &argv))
    return REP_EXIT_USAGE;
  status = rep_cli_open (cli);
  if (status == REP_EXIT_DONE)
    print_lines (cli);
  return status;
}

/* What a change answers: the account as it now is. */
static void
print_change (RepCli *cli, const char *login, const char *sentence)
{
  const GPtrArray *lines = rep_casebook_accounts (cli->casebook)->lines;
  const RepAccountLine *line = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  for (guint i = 0; i < lines->len; i++) /* the last of that login is the one just changed */
    if (g_strcmp0 (((const RepAccountLine *)g_ptr_array_index (lines, i))->login, login) == 0)
      line = g_ptr_array_index (lines, i);
  if (!cli->json) {
    g_print ("%s\n", sentence);
    return;
  }
  if (line == NULL)
    return;
  print_json_line (cli, builder, line);
  rep_cli_print_json (builder);
}

/* --- add, role ------------------------------------------------------------------------------- */

typedef struct {
  char *role;
  char **structures;
  char *password_file;
} Words;

static void
words_clear (Words *words)
{
  g_free (words->role);
  g_strfreev (words->structures);
  g_free (words->password_file);
}

static gboolean
read_structures (RepCli *cli, char **texts, GArray **ids, GError **error)
{
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++) {
    RepId id;

    if (!rep_argument_any_structure (cli->casebook, texts[i], &id, error))
      return FALSE;
    rep_ids_add (ids, &id);
  }
  return TRUE;
}

static gboolean
change_account (RepCli *cli, const Words *words, const char *login, gboolean is_new, GError **error)
{
  g_auto (RepAccountsOutcome) outcome = { NULL };
  g_autoptr (GArray) structures = NULL;
  g_autoptr (RepSecret) password = NULL;
  RepAccountRequest request = { .login = login, .role = rep_role_by_code (words->role) };

  if (request.role == REP_ROLE_NONE)
    return rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_CODE, words->role);
  if (!read_structures (cli, words->structures, &structures, error))
    return FALSE;
  request.structures = structures;
  if (is_new) {
    password = rep_cli_new_password (words->password_file, error);
    if (password == NULL)
      return FALSE;
    request.password = password;
  }
  if (!(is_new ? rep_accounts_add : rep_accounts_set_role) (cli->casebook, &request, cli->now,
                                                            &outcome, error))
    return FALSE;
  rep_accounts_publish (cli->casebook, &outcome);
  return TRUE;
}

static int
change (RepCli *cli, const Words *words, const char *login, gboolean is_new)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  int status = rep_cli_open (cli);

  if (status != REP_EXIT_DONE)
    return status;
  if (!change_account (cli, words, login, is_new, &error))
    return rep_cli_fail (error);
  sentence =
      g_strdup_printf (is_new ? _ ("Account %s added. Hand over its password in person; it is "
                                   "changed with “account password”.")
                              : _ ("Account %s has its new role."),
                       login);
  print_change (cli, login, sentence);
  return REP_EXIT_DONE;
}

static int
run_change (RepCli *cli, const RepCommand *command, int argc, char **argv, gboolean is_new)
{
  Words words = { 0 };
  GOptionEntry entries[] = {
    { "role", 0, 0, G_OPTION_ARG_STRING, &words.role, N_ ("counsellor, director or manager"),
      N_ ("ROLE") },
    { "structure", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words.structures,
      N_ ("structure whose names it opens, by name or id; may be repeated; a manager without any "
          "opens all"),
      N_ ("STRUCTURE") },
    { "new-password-file", 0, 0, G_OPTION_ARG_FILENAME, &words.password_file,
      N_ ("file that holds its password, - for standard input"), N_ ("FILE") },
    { NULL },
  };
  int status = REP_EXIT_USAGE;

  if (!is_new)
    entries[2].long_name = NULL;
  if (!rep_cli_parse (cli, command, entries, 1, 1, &argc, &argv))
    status = REP_EXIT_USAGE;
  else if (words.role == NULL || (is_new && words.password_file == NULL))
    status = rep_cli_usage (command, is_new ? _ ("--role and --new-password-file are needed")
                                            : _ ("--role is needed"));
  else
    status = change (cli, &words, argv[1], is_new);
  words_clear (&words);
  return status;
}

static int
add (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  return run_change (cli, command, argc, argv, TRUE);
}

static int
set_role (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  return run_change (cli, command, argc, argv, FALSE);
}

/* --- revoke, rotate -------------------------------------------------------------------------- */

/* Work that would be nobody's is not left behind by accident. */
static gboolean
check_work (RepCli *cli, const char *login, gboolean leave)
{
  const RepAccountLine *line = rep_accounts_find (cli->casebook, login);
  const RepAccountLine *self = rep_casebook_accounts (cli->casebook)->self;
  RepWorkload load = { 0 };

  /* What is refused anyway is refused with its own reason. */
  if (line != NULL && !leave && self->role == REP_ROLE_MANAGER && line != self)
    load = rep_worklist_load (cli->casebook, &line->id);
  if (load.follow_ups == 0 && load.youths == 0)
    return TRUE;
  g_printerr (
      _ ("reperesctl: %1$s has follow-ups for %2$u young people and was last in contact with "
         "%3$u; say who takes them over (--follow-ups-to LOGIN) or leave them to the team "
         "(--leave-follow-ups). Nothing was changed.\n"),
      login, load.follow_ups, load.youths);
  return FALSE;
}

static int
revoke_account (RepCli *cli, const char *login, const char *heir, gboolean leave)
{
  g_autoptr (GError) error = NULL;
  g_auto (RepAccountsOutcome) outcome = { NULL };
  g_autofree char *sentence = NULL;
  int status = rep_cli_open (cli);

  if (status != REP_EXIT_DONE)
    return status;
  if (!check_work (cli, login, leave || heir != NULL))
    return REP_EXIT_FAILED;
  if (!rep_accounts_revoke (cli->casebook, login, heir, cli->now, &outcome, &error))
    return rep_cli_fail (error);
  rep_accounts_publish (cli->casebook, &outcome);
  sentence =
      g_strdup_printf (_ ("Account %s revoked: it opens nothing written from now on. What it "
                          "could read so far, it may have kept."),
                       login);
  print_change (cli, login, sentence);
  return REP_EXIT_DONE;
}

static int
revoke_run (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  g_autofree char *heir = NULL;
  gboolean leave = FALSE;
  const GOptionEntry entries[] = {
    { "follow-ups-to", 0, 0, G_OPTION_ARG_STRING, &heir,
      N_ ("account that takes over follow-ups and young people"), N_ ("LOGIN") },
    { "leave-follow-ups", 0, 0, G_OPTION_ARG_NONE, &leave,
      N_ ("leave them to the team, as nobody’s own"), NULL },
    { NULL },
  };

  if (!rep_cli_parse (cli, command, entries, 1, 1, &argc, &argv))
    return REP_EXIT_USAGE;
  if (leave && heir != NULL)
    return rep_cli_usage (command, _ ("--follow-ups-to and --leave-follow-ups exclude each other"));
  return revoke_account (cli, argv[1], heir, leave);
}

static int
rotate (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_auto (RepAccountsOutcome) outcome = { NULL };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  int status;

  if (!rep_cli_parse (cli, command, NULL, 0, 0, &argc, &argv))
    return REP_EXIT_USAGE;
  status = rep_cli_open (cli);
  if (status != REP_EXIT_DONE)
    return status;
  if (!rep_accounts_rotate (cli->casebook, cli->now, &outcome, &error))
    return rep_cli_fail (error);
  rep_accounts_publish (cli->casebook, &outcome);
  if (!cli->json) {
    g_print (
        _ ("Every key was replaced; what is written from now on is sealed with the new ones.\n"));
    return REP_EXIT_DONE;
  }
  json_builder_begin_object (builder);
  rep_cli_member_bool (builder, "rotated", TRUE);
  json_builder_end_object (builder);
  rep_cli_print_json (builder);
  return REP_EXIT_DONE;
}

const RepCommand rep_command_account_list = { "account list", "",
                                              N_ ("list the accounts with roles and structures"),
                                              list };
const RepCommand rep_command_account_add = { "account add", N_ ("LOGIN"), N_ ("add an account"),
                                             add };
const RepCommand rep_command_account_role = {
  "account role", N_ ("LOGIN"), N_ ("give an account another role or other structures"), set_role
};
const RepCommand rep_command_account_revoke = { "account revoke", N_ ("LOGIN"),
                                                N_ ("end an account and start new keys"),
                                                revoke_run };
const RepCommand rep_command_rotate = { "rotate", "", N_ ("start new keys for everything"),
                                        rotate };
