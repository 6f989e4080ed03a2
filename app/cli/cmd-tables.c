/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/cli/arguments.h"
#include "app/cli/cli.h"
#include "app/exchange/json.h"
#include "app/release/counts.h"
#include "app/release/ledger.h"

#define MAX_FILE (64 * 1024)

/* The tables of a project: those declared, or the usual ones. */
static GStrv
tables_of (const RepProject *project)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (project->release_tables == NULL || project->release_tables->len == 0)
    return rep_counts_usual_tables (project);
  for (guint i = 0; i < project->release_tables->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (project->release_tables, i));
  return g_strv_builder_end (builder);
}

static guint
cells_of (const RepPublished *published, guint table)
{
  guint n = 0;

  for (guint i = 0; i < published->structure->cells->len; i++)
    n += (rep_release_cell (published->structure, i)->tables >> table & 1) != 0 ? 1 : 0;
  return n;
}

static gboolean
is_apart (const RepPublished *published, guint table)
{
  gint first = g_array_index (published->structure->tables, RepReleaseTable, table).first;

  return g_array_index (published->structure->dimensions, RepReleaseDimension, first).apart;
}

static void
print_tables (const RepCli *cli, const RepPublished *published)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < published->structure->tables->len; i++) {
    g_autofree char *id = rep_published_table_id (published, i);
    guint base = is_apart (published, i) ? REP_RELEASE_SENSITIVE_BASE : REP_RELEASE_BASE;

    if (!cli->json) {
      g_print (_ ("%s: %u cells, rounded to %u\n"), id, cells_of (published, i), base);
      continue;
    }
    json_builder_begin_object (builder);
    rep_cli_member_text (builder, "table", id);
    rep_cli_member_int (builder, "cells", cells_of (published, i));
    rep_cli_member_int (builder, "base", base);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  if (cli->json)
    rep_cli_print_json (builder);
}

/* A JSON array of texts: ["sexe", "sexe+canal"]. */
static GStrv
read_tables (const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  JsonArray *array;

  if (!rep_argument_file (path, MAX_FILE, &text, error))
    return NULL;
  root = text != NULL && rep_json_is_plain (text, strlen (text)) ? json_from_string (text, NULL)
                                                                 : NULL;
  array = root != NULL && JSON_NODE_HOLDS_ARRAY (root) ? json_node_get_array (root) : NULL;
  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++) {
    JsonNode *node = json_array_get_element (array, i);

    if (!JSON_NODE_HOLDS_VALUE (node) || json_node_get_value_type (node) != G_TYPE_STRING)
      array = NULL;
    else
      g_strv_builder_add (builder, json_node_get_string (node));
  }
  if (array == NULL) {
    rep_app_error_set (error, REP_APP_ERROR_BAD_FILE, path);
    return NULL;
  }
  return g_strv_builder_end (builder);
}

static gboolean
save_tables (RepCli *cli, const RepProject *project, char **tables, GError **error)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (rep_object_free);
  RepProject *changed = rep_casebook_read (cli->casebook, &project->object.id, error);

  if (changed == NULL)
    return FALSE;
  g_ptr_array_add (objects, changed);
  g_clear_pointer (&changed->release_tables, g_ptr_array_unref);
  for (guint i = 0; tables[i] != NULL; i++)
    rep_texts_add (&changed->release_tables, tables[i]);
  return rep_casebook_save (cli->casebook, objects, cli->now, error);
}

static gboolean
show_or_set (RepCli *cli, const char *code, const char *path, GError **error)
{
  g_autoptr (RepPublished) published = rep_published_new ();
  g_autoptr (RepFacts) facts = NULL;
  g_auto (GStrv) tables = NULL;
  const RepProject *project;
  guint number;

  project = rep_argument_project (cli->casebook, code, &number, error);
  if (project == NULL)
    return FALSE;
  tables = path != NULL ? read_tables (path, error) : tables_of (project);
  if (tables == NULL)
    return FALSE;
  if (path != NULL && rep_ledger_newest (cli->casebook, number) != 0)
    return rep_app_error_set (error, REP_APP_ERROR_TABLES_FIXED, NULL);
  facts = rep_facts_new (cli->casebook, number, NULL);
  if (!rep_counts_declare (facts, tables, published, error) ||
      (path != NULL && !save_tables (cli, project, tables, error)))
    return FALSE;
  print_tables (cli, published);
  return TRUE;
}

static int
run (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  if (!rep_cli_parse (cli, command, NULL, 1, 2, &argc, &argv))
    return REP_EXIT_USAGE;
  status = rep_cli_open (cli);
  if (status != REP_EXIT_DONE)
    return status;
  return show_or_set (cli, argv[1], argc > 2 ? argv[2] : NULL, &error) ? REP_EXIT_DONE
                                                                       : rep_cli_fail (error);
}

const RepCommand rep_command_project_tables = {
  "project tables", N_ ("CODE [FILE.json]"), N_ ("show or declare the tables a project releases"),
  run
};
