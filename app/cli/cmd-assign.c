/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/casebook/orientation.h"
#include "app/cli/arguments.h"
#include "app/cli/cli.h"

static gboolean
read_login (RepCli *cli, char *login, RepId *id, GError **error)
{
  char *logins[] = { login, NULL };
  GArray *ids = NULL;

  if (login == NULL)
    return TRUE;
  if (!rep_argument_logins (cli->casebook, logins, &ids, error))
    return FALSE;
  *id = g_array_index (ids, RepId, 0);
  g_array_unref (ids);
  return TRUE;
}

static gboolean
assign (RepCli *cli, const char *person, char *from, char *to, guint *n, GError **error)
{
  RepId youth = { 0 }, before = { 0 }, referent = { 0 };

  if (!read_login (cli, from, &before, error) || !read_login (cli, to, &referent, error))
    return FALSE;
  if (person == NULL)
    return rep_reassign_all (cli->casebook, &before, &referent, cli->now, n, error);
  *n = 1;
  return rep_argument_id (person, REP_APP_ERROR_UNKNOWN_PERSON, &youth, error) &&
         rep_assign (cli->casebook, &youth, &referent, cli->now, error);
}

static int
record (RepCli *cli, const char *person, char *from, char *to)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GError) error = NULL;
  guint n = 0;
  int status = rep_cli_open (cli);

  if (status != REP_EXIT_DONE)
    return status;
  if (!assign (cli, person, from, to, &n, &error))
    return rep_cli_fail (error);
  if (!cli->json) {
    g_print (g_dngettext (GETTEXT_PACKAGE, "%u young person changed hands.\n",
                          "%u young people changed hands.\n", n),
             n);
    return REP_EXIT_DONE;
  }
  json_builder_begin_object (builder);
  rep_cli_member_int (builder, "persons", n);
  rep_cli_member_text (builder, "login", to);
  json_builder_end_object (builder);
  rep_cli_print_json (builder);
  return REP_EXIT_DONE;
}

static int
run (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  g_autofree char *from = NULL, *to = NULL;
  gboolean nobody = FALSE;
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &from, N_ ("every young person of this account"),
      N_ ("LOGIN") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &to, N_ ("the referent from now on"), N_ ("LOGIN") },
    { "nobody", 0, 0, G_OPTION_ARG_NONE, &nobody, N_ ("without a referent from now on"), NULL },
    { NULL },
  };

  if (!rep_cli_parse (cli, command, entries, 0, 1, &argc, &argv))
    return REP_EXIT_USAGE;
  if ((argc > 1) == (from != NULL) || (to != NULL) == nobody)
    return rep_cli_usage (command, _ ("say whom: ID or --from, and --to or --nobody"));
  return record (cli, argc > 1 ? argv[1] : NULL, from, to);
}

const RepCommand rep_command_person_assign = { "person assign", N_ ("[ID]"),
                                               N_ ("say who looks after a young person"), run };
