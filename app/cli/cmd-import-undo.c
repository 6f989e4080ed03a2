/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/casebook/entry.h"
#include "app/casebook/import-undo.h"
#include "app/casebook/journal.h"
#include "app/cli/arguments.h"
#include "app/cli/cli.h"
#include "app/exchange/json.h"

static void
print_undone (const RepCli *cli, const RepId *id, const RepImportUndo *undo)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  char hex[REP_ID_HEX_SIZE];

  if (!cli->json) {
    g_print (_ ("Withdrawn: %u young people and %u contacts; as before again: %u.\n"),
             undo->persons, undo->contacts, undo->restored);
    if (undo->kept->len > 0)
      g_print (_ ("Kept, because they were changed or referred to since: %u\n"), undo->kept->len);
    for (guint i = 0; i < undo->kept->len; i++)
      g_print ("  %s\n", rep_id_format (&g_array_index (undo->kept, RepId, i), hex));
    return;
  }
  json_builder_begin_object (builder);
  rep_cli_member_id (builder, "batch", id);
  rep_cli_member_int (builder, "persons", undo->persons);
  rep_cli_member_int (builder, "contacts", undo->contacts);
  rep_cli_member_int (builder, "restored", undo->restored);
  json_builder_set_member_name (builder, "kept");
  json_builder_begin_array (builder);
  for (guint i = 0; i < undo->kept->len; i++)
    rep_json_add_id (builder, &g_array_index (undo->kept, RepId, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  rep_cli_print_json (builder);
}

static gboolean
undo (RepCli *cli, const char *text, GError **error)
{
  g_auto (RepImportUndo) undone = { NULL };
  RepId id;

  if (!rep_argument_id (text, REP_APP_ERROR_UNKNOWN_IMPORT, &id, error) ||
      !rep_import_undo (cli->casebook, &id, cli->now, &undone, error))
    return FALSE;
  print_undone (cli, &id, &undone);
  return TRUE;
}

static int
run_undo (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  if (!rep_cli_parse (cli, command, NULL, 1, 1, &argc, &argv))
    return REP_EXIT_USAGE;
  status = rep_cli_open (cli);
  if (status != REP_EXIT_DONE)
    return status;
  return undo (cli, argv[1], &error) ? REP_EXIT_DONE : rep_cli_fail (error);
}

static void
add_import (JsonBuilder *builder, const RepCli *cli, const RepImport *import)
{
  const GPtrArray *projects = rep_casebook_projects (cli->casebook);
  guint32 number = rep_casebook_number (cli->casebook, &rep_kind_project, &import->project);
  const RepProject *project = number != REP_NO_ROW ? g_ptr_array_index (projects, number) : NULL;
  g_autofree char *login = rep_casebook_login (cli->casebook, &import->imported_by);

  json_builder_begin_object (builder);
  rep_cli_member_id (builder, "batch", &import->object.id);
  json_builder_set_member_name (builder, "at");
  rep_json_add_time (builder, import->imported_at);
  rep_cli_member_text (builder, "by", login);
  rep_cli_member_text (builder, "file", import->source);
  rep_cli_member_text (builder, "project", project != NULL ? project->code : NULL);
  rep_cli_member_int (builder, "rows", MAX (import->rows, 0));
  rep_cli_member_int (builder, "persons_new", MAX (import->persons_new, 0));
  rep_cli_member_int (builder, "persons_matched", MAX (import->persons_matched, 0));
  rep_cli_member_int (builder, "contacts", MAX (import->contacts, 0));
  rep_cli_member_int (builder, "rejected", MAX (import->rejected, 0));
  json_builder_set_member_name (builder, "undone");
  rep_json_add_time (builder, import->undone_at);
  json_builder_end_object (builder);
}

static void
print_import (const RepImport *import)
{
  g_autofree char *at = rep_time_text (import->imported_at);
  g_autofree char *undone = rep_time_text (import->undone_at);
  char hex[REP_ID_HEX_SIZE];

  g_print (_ ("%s  %s  %s: %d rows, %d new young people, %d contacts"),
           rep_id_format (&import->object.id, hex), at,
           import->source != NULL ? import->source : "?", import->rows, import->persons_new,
           import->contacts);
  if (import->undone_at != 0)
    g_print (_ (" (undone %s)"), undone);
  g_print ("\n");
}

static int
compare_imports (gconstpointer a, gconstpointer b)
{
  const RepImport *left = *(RepImport *const *)a, *right = *(RepImport *const *)b;

  return left->imported_at < right->imported_at ? -1 : left->imported_at > right->imported_at;
}

static int
run_list (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) sorted = NULL;
  int status;

  if (!rep_cli_parse (cli, command, NULL, 0, 0, &argc, &argv))
    return REP_EXIT_USAGE;
  status = rep_cli_open (cli);
  if (status != REP_EXIT_DONE)
    return status;
  sorted = g_ptr_array_new ();
  for (guint i = 0; i < rep_casebook_imports (cli->casebook)->len; i++)
    g_ptr_array_add (sorted, g_ptr_array_index (rep_casebook_imports (cli->casebook), i));
  g_ptr_array_sort (sorted, compare_imports);
  json_builder_begin_array (builder);
  for (guint i = 0; i < sorted->len; i++) {
    add_import (builder, cli, g_ptr_array_index (sorted, i));
    if (!cli->json)
      print_import (g_ptr_array_index (sorted, i));
  }
  json_builder_end_array (builder);
  if (cli->json)
    rep_cli_print_json (builder);
  return REP_EXIT_DONE;
}

const RepCommand rep_command_import_undo = { "import undo", N_ ("BATCH"),
                                             N_ ("take back all that an import brought"),
                                             run_undo };
const RepCommand rep_command_import_list = { "import list", "",
                                             N_ ("list the files that were taken in"), run_list };
