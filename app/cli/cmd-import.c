/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/cli/arguments.h"
#include "app/cli/cli.h"
#include "app/exchange/import.h"
#include "app/exchange/jsonl-import.h"
#include "app/platform/output.h"

#define SHOWN_REJECTS 10

typedef struct {
  char *map;
  char *guess;
  char *project;
  char *rejects;
  int sheet; /* 0: not said */
  gboolean dry_run;
} Words;

static void
add_reject (JsonBuilder *builder, const RepReject *reject)
{
  json_builder_begin_object (builder);
  rep_cli_member_int (builder, "line", reject->line);
  rep_cli_member_text (builder, "column", reject->column);
  rep_cli_member_code (builder, "reason", &rep_vocabulary_reject, reject->reason);
  json_builder_end_object (builder);
}

/* @words: (nullable): of a table. */
static void
print_json (const RepImportPlan *plan, const Words *words)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  RepId none = { 0 };

  json_builder_begin_object (builder);
  rep_cli_member_int (builder, "rows", plan->rows);
  rep_cli_member_int (builder, "persons_new", plan->persons_new);
  rep_cli_member_int (builder, "persons_matched", plan->persons_matched);
  rep_cli_member_int (builder, "persons_completed", plan->persons_completed);
  rep_cli_member_int (builder, "persons_alike", plan->alike);
  rep_cli_member_int (builder, "contacts", plan->contacts);
  rep_cli_member_int (builder, "contacts_known", plan->contacts_known);
  json_builder_set_member_name (builder, "rejected");
  json_builder_begin_array (builder);
  for (guint i = 0; plan->rejects != NULL && i < plan->rejects->len; i++)
    add_reject (builder, &g_array_index (plan->rejects, RepReject, i));
  json_builder_end_array (builder);
  rep_cli_member_id (builder, "batch",
                     words == NULL || words->dry_run || plan->objects->len == 0 ? &none
                                                                                : &plan->batch);
  rep_cli_member_bool (builder, "dry_run", words != NULL && words->dry_run);
  json_builder_end_object (builder);
  rep_cli_print_json (builder);
}

static void
print_rejects (const RepImportPlan *plan)
{
  for (guint i = 0; i < MIN (plan->rejects->len, SHOWN_REJECTS); i++) {
    const RepReject *reject = &g_array_index (plan->rejects, RepReject, i);

    if (reject->column != NULL)
      g_print (_ ("  line %u, column “%s”: %s\n"), reject->line, reject->column,
               rep_cli_label (&rep_vocabulary_reject, reject->reason));
    else
      g_print (_ ("  line %u: %s\n"), reject->line,
               rep_cli_label (&rep_vocabulary_reject, reject->reason));
  }
  if (plan->rejects->len > SHOWN_REJECTS)
    g_print (_ ("  … and %u more; --rejects FILE writes them all.\n"),
             plan->rejects->len - SHOWN_REJECTS);
}

static void
print_plan (const RepImportPlan *plan, const Words *words)
{
  char hex[REP_ID_HEX_SIZE];

  g_print (_ ("Rows: %u. New young people: %u, known already: %u (of whom completed: %u). "
              "Contacts: %u, recorded before: %u.\n"),
           plan->rows, plan->persons_new, plan->persons_matched, plan->persons_completed,
           plan->contacts, plan->contacts_known);
  if (plan->alike > 0)
    g_print (_ ("New although somebody is much like them: %u; look at the likely doubles.\n"),
             plan->alike);
  if (plan->rejects->len > 0) {
    g_print (_ ("Rows left out: %u\n"), plan->rejects->len);
    print_rejects (plan);
  }
  if (words->dry_run)
    g_print (_ ("Nothing was written: this was a dry run.\n"));
  else if (plan->objects->len > 0)
    g_print (_ ("Imported as %s; “import undo” takes it back.\n"),
             rep_id_format (&plan->batch, hex));
  else
    g_print (_ ("Nothing was imported.\n"));
}

static gboolean
take_in (RepCli *cli, const RepImportRequest *request, const Words *words, GError **error)
{
  g_auto (RepImportPlan) plan = { NULL };

  if (!rep_import_plan (cli->casebook, request, &plan, error))
    return FALSE;
  if (words->rejects != NULL && plan.rejects->len > 0 &&
      !rep_import_write_rejects (request->table, &plan, words->rejects, rep_cli_is_french (),
                                 error))
    return FALSE;
  if (!words->dry_run) {
    if (!rep_import_commit (cli->casebook, &plan, cli->now, error))
      return FALSE;
    rep_casebook_publish_all (cli->casebook, plan.objects);
  }
  if (cli->json)
    print_json (&plan, words);
  else
    print_plan (&plan, words);
  return TRUE;
}

static gboolean
import_table (RepCli *cli,
              const char *path,
              const RepTable *table,
              const RepImportMap *map,
              const Words *words,
              GError **error)
{
  g_autofree char *source = g_path_get_basename (path);
  RepImportRequest request = { .table = table, .map = map, .source = source, .now = cli->now };
  const char *code = words->project != NULL ? words->project : map->project;

  if (code == NULL)
    return rep_app_error_set (error, REP_APP_ERROR_MAP_NEEDS, "project");
  request.project = rep_argument_project (cli->casebook, code, NULL, error);
  return request.project != NULL && take_in (cli, &request, words, error);
}

/* Needs no vault: what the file looks like. */
static gboolean
guess (const RepTable *table, const Words *words, GError **error)
{
  g_autoptr (RepImportMap) map = rep_import_map_guess (table);
  g_autofree char *text = NULL, *lines = NULL;

  map->project = g_strdup (words->project);
  text = rep_import_map_to_text (map);
  lines = g_strconcat (text, "\n", NULL);
  return rep_output_write_file (words->guess, lines, strlen (lines), error);
}

static void
print_guess (const RepCli *cli, const RepTable *table, const Words *words)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  guint n_sheets;
  const char *sheet = rep_table_sheet (table, &n_sheets);

  if (!cli->json) {
    if (n_sheets > 1)
      g_print (_ ("Sheet “%1$s” of %2$u; --sheet N reads another.\n"), sheet, n_sheets);
    g_print (_ ("%u rows of %u columns, named in line %u. The map is in %s: complete what is null, "
                "then import with --map.\n"),
             rep_table_n_rows (table), rep_table_n_columns (table), rep_table_header_line (table),
             words->guess);
    return;
  }
  json_builder_begin_object (builder);
  rep_cli_member_int (builder, "rows", rep_table_n_rows (table));
  rep_cli_member_int (builder, "columns", rep_table_n_columns (table));
  rep_cli_member_int (builder, "header_line", rep_table_header_line (table));
  rep_cli_member_text (builder, "encoding", rep_encoding_name (rep_table_encoding (table)));
  rep_cli_member_text (builder, "sheet", sheet);
  rep_cli_member_int (builder, "sheets", n_sheets);
  rep_cli_member_text (builder, "map", words->guess);
  json_builder_end_object (builder);
  rep_cli_print_json (builder);
}

static int
import_csv (RepCli *cli, const RepCommand *command, const char *path, const Words *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RepTable) table = NULL;
  g_autoptr (RepImportMap) map = NULL;
  int status;

  if ((words->map == NULL) == (words->guess == NULL))
    return rep_cli_usage (command, _ ("either --map or --guess-map is needed"));
  if (words->sheet < 0)
    return rep_cli_usage (command, _ ("sheets are numbered from 1"));
  table = rep_table_load (path, (guint)words->sheet, &error);
  if (table == NULL)
    return rep_cli_fail (error);
  if (words->guess != NULL) {
    if (!guess (table, words, &error))
      return rep_cli_fail (error);
    print_guess (cli, table, words);
    return REP_EXIT_DONE;
  }
  map = rep_import_map_load (words->map, &error);
  if (map == NULL || !rep_import_map_check (map, table, &error))
    return rep_cli_fail (error);
  status = rep_cli_open (cli);
  if (status != REP_EXIT_DONE)
    return status;
  return import_table (cli, path, table, map, words, &error) ? REP_EXIT_DONE : rep_cli_fail (error);
}

static void
print_export (const RepCli *cli, const RepJsonlCounts *counts)
{
  const RepImportPlan plan = { .rows = counts->records,
                               .persons_new = counts->persons,
                               .contacts = counts->contacts,
                               .objects = NULL };

  if (cli->json)
    print_json (&plan, NULL);
  else
    g_print (_ ("Records taken in: %u, of which young people: %u, contacts: %u.\n"),
             counts->records, counts->persons, counts->contacts);
}

/* An export of another vault, into one that has nothing yet. */
static int
import_jsonl (RepCli *cli, const RepCommand *command, const char *path, const Words *words)
{
  g_autoptr (GError) error = NULL;
  RepJsonlCounts counts;
  int status;

  if (words->map != NULL || words->guess != NULL || words->project != NULL || words->dry_run ||
      words->rejects != NULL || words->sheet != 0)
    return rep_cli_usage (command, _ ("an export takes no options"));
  status = rep_cli_open (cli);
  if (status != REP_EXIT_DONE)
    return status;
  if (!rep_jsonl_import (cli->casebook, path, cli->now, &counts, &error))
    return rep_cli_fail (error);
  print_export (cli, &counts);
  return REP_EXIT_DONE;
}

static int
run (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  Words words = { NULL };
  const GOptionEntry entries[] = {
    { "map", 0, 0, G_OPTION_ARG_FILENAME, &words.map,
      N_ ("what the columns are and how values translate"), N_ ("MAP.json") },
    { "guess-map", 0, 0, G_OPTION_ARG_FILENAME, &words.guess,
      N_ ("write a map guessed from the file, and import nothing"), N_ ("MAP.json") },
    { "project", 0, 0, G_OPTION_ARG_STRING, &words.project,
      N_ ("the project; by default the one the map names"), N_ ("CODE") },
    { "sheet", 0, 0, G_OPTION_ARG_INT, &words.sheet,
      N_ ("of a workbook, from 1; by default the first that has rows"), N_ ("N") },
    { "dry-run", 0, 0, G_OPTION_ARG_NONE, &words.dry_run,
      N_ ("say what it would come to, and write nothing"), NULL },
    { "rejects", 0, 0, G_OPTION_ARG_FILENAME, &words.rejects,
      N_ ("write the rows that are left out, with the reason; never over another file"),
      N_ ("FILE.csv") },
    { NULL },
  };
  int status = REP_EXIT_USAGE;

  if (rep_cli_parse (cli, command, entries, 1, 1, &argc, &argv))
    status = g_str_has_suffix (argv[1], ".jsonl") ? import_jsonl (cli, command, argv[1], &words)
                                                  : import_csv (cli, command, argv[1], &words);
  g_free (words.map);
  g_free (words.guess);
  g_free (words.project);
  g_free (words.rejects);
  return status;
}

const RepCommand rep_command_import = {
  "import", N_ ("FILE"), N_ ("take in a team’s spreadsheet (CSV or .xlsx), or an export"), run
};
