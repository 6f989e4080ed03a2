/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/casebook/journal.h"
#include "app/cli/cli.h"
#include "app/exchange/json.h"

#define MAX_MONTHS 1200
#define MAX_SHOWN 3 /* ids on a line; --json has them all */

static void
add_line (RepCli *cli, JsonBuilder *builder, const RepJournalLine *line)
{
  g_autofree char *login = rep_casebook_login (cli->casebook, &line->account);

  json_builder_begin_object (builder);
  rep_cli_member_int (builder, "sequence", (gint64)line->sequence);
  json_builder_set_member_name (builder, "time");
  rep_json_add_time (builder, line->time);
  rep_cli_member_text (builder, "login", login);
  rep_cli_member_code (builder, "action", &rep_vocabulary_deed, line->action);
  json_builder_set_member_name (builder, "ids");
  json_builder_begin_array (builder);
  for (guint i = 0; i < line->ids->len; i++)
    rep_json_add_id (builder, &g_array_index (line->ids, RepId, i));
  json_builder_end_array (builder);
  rep_cli_member_id (builder, "device", &line->device);
  json_builder_end_object (builder);
}

static void
print_json (RepCli *cli, const GPtrArray *lines)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < lines->len; i++)
    add_line (cli, builder, g_ptr_array_index (lines, i));
  json_builder_end_array (builder);
  rep_cli_print_json (builder);
}

static void
print_line (RepCli *cli, const RepJournalLine *line)
{
  g_autofree char *login = rep_casebook_login (cli->casebook, &line->account);
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (line->time);
  g_autofree char *when =
      moment != NULL ? g_date_time_format (moment, "%Y-%m-%d %H:%M") : g_strdup ("?");
  g_autofree char *about = rep_casebook_journal_about (cli->casebook, line, rep_cli_is_french ());
  const char *deed = rep_cli_label (&rep_vocabulary_deed, line->action);
  const RepId nobody = { { 0 } };
  char hex[REP_ID_HEX_SIZE];

  g_print ("%u  %s  %s  ", (guint)line->sequence, when, login);
  if (*about != '\0') /* Translators: what was done, to which kinds of record */
    g_print (_ ("%1$s: %2$s"), deed, about);
  else
    g_print ("%s", deed);
  for (guint i = 0; i < MIN (line->ids->len, MAX_SHOWN); i++)
    if (!rep_id_equal (&g_array_index (line->ids, RepId, i), &nobody))
      g_print (" %s", rep_id_format (&g_array_index (line->ids, RepId, i), hex));
  if (line->ids->len > MAX_SHOWN)
    g_print (" +%u", line->ids->len - MAX_SHOWN);
  g_print ("\n");
}

static int
list_journal (RepCli *cli, gint64 since)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = rep_casebook_journal (cli->casebook, (guint64)since, &error);

  if (lines == NULL)
    return rep_cli_fail (error);
  if (cli->json)
    print_json (cli, lines);
  for (guint i = 0; !cli->json && i < lines->len; i++)
    print_line (cli, g_ptr_array_index (lines, i));
  return REP_EXIT_DONE;
}

static int
run (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  gint64 since = 0;
  const GOptionEntry entries[] = {
    { "since", 0, 0, G_OPTION_ARG_INT64, &since,
      N_ ("only entries from this one on, of this copy of the file"), N_ ("N") },
    { NULL },
  };
  int status;

  if (!rep_cli_parse (cli, command, entries, 0, 0, &argc, &argv))
    return REP_EXIT_USAGE;
  if (since < 0)
    return rep_cli_usage (command, _ ("--since is the number of an entry"));
  status = rep_cli_open (cli);
  return status == REP_EXIT_DONE ? list_journal (cli, since) : status;
}

static int
prune_journal (RepCli *cli, guint months)
{
  g_autoptr (GError) error = NULL;
  guint64 pruned;

  if (!rep_casebook_prune (cli->casebook, months, cli->now, &pruned, &error))
    return rep_cli_fail (error);
  if (cli->json) {
    g_autoptr (JsonBuilder) builder = json_builder_new ();

    json_builder_begin_object (builder);
    rep_cli_member_int (builder, "pruned", (gint64)pruned);
    json_builder_end_object (builder);
    rep_cli_print_json (builder);
  } else {
    g_print (_ ("Entries taken away: %u\n"), (guint)pruned);
  }
  return REP_EXIT_DONE;
}

static int
prune (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  int months = REP_JOURNAL_MONTHS;
  const GOptionEntry entries[] = {
    { "keep", 0, 0, G_OPTION_ARG_INT, &months, N_ ("how many months to keep; 12 if not said"),
      N_ ("MONTHS") },
    { NULL },
  };
  int status;

  if (!rep_cli_parse (cli, command, entries, 0, 0, &argc, &argv))
    return REP_EXIT_USAGE;
  if (months < 1 || months > MAX_MONTHS)
    return rep_cli_usage (command, _ ("--keep is a number of months, 1 or more"));
  status = rep_cli_open (cli);
  return status == REP_EXIT_DONE ? prune_journal (cli, (guint)months) : status;
}

const RepCommand rep_command_journal = { "journal", "",
                                         N_ ("list who did what and when, without names"), run };
const RepCommand rep_command_journal_prune = {
  "journal prune", "", N_ ("take away what is older than a year; for managers"), prune
};
