/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/cli/cli.h"
#include "app/error.h"
#include "app/exchange/jsonl-export.h"

static int export(RepCli *cli, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  guint records;

  if (!rep_jsonl_export (cli->casebook, path, cli->now, &records, &error))
    return rep_cli_fail (error);
  if (!cli->json) {
    g_print (
        _ ("Records written to %2$s, names included: %1$u. Keep this file as safe as the vault.\n"),
        records, path);
    return REP_EXIT_DONE;
  }
  json_builder_begin_object (builder);
  rep_cli_member_int (builder, "records", records);
  json_builder_end_object (builder);
  rep_cli_print_json (builder);
  return REP_EXIT_DONE;
}

static int
run (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  g_autofree char *path = NULL;
  gboolean identified = FALSE;
  const GOptionEntry entries[] = {
    { "identified", 0, 0, G_OPTION_ARG_NONE, &identified,
      N_ ("every record this account can open, names included"), NULL },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &path, N_ ("file to write; never over another"),
      N_ ("FILE") },
    { NULL },
  };
  int status;

  if (!rep_cli_parse (cli, command, entries, 0, 0, &argc, &argv))
    return REP_EXIT_USAGE;
  if (!identified || path == NULL)
    return rep_cli_usage (command, _ ("--identified and --output are needed"));
  status = rep_cli_open (cli);
  return status == REP_EXIT_DONE ? export(cli, path) : status;
}

const RepCommand rep_command_export = {
  "export", "", N_ ("write every record this account can open as JSON Lines"), run
};
