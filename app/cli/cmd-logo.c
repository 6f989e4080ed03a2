/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/cli/arguments.h"
#include "app/cli/cli.h"
#include "app/release/files.h"
#include "app/release/logo.h"

/* The funders' pictures, for the pages of a release. */

static gboolean
read_logos (RepProject *project, char **paths, GError **error)
{
  g_clear_pointer (&project->logos, g_ptr_array_unref);
  if (g_strv_length (paths) > REP_MAX_LOGOS)
    return rep_app_error_set (error, REP_APP_ERROR_BAD_LOGO, NULL);
  for (guint i = 0; paths[i] != NULL; i++) {
    g_autoptr (GBytes) bytes = rep_release_files_load (paths[i], error);
    g_autofree char *text = NULL;

    if (bytes != NULL)
      text = rep_logo_pack (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
    if (text == NULL)
      return FALSE;
    rep_texts_add (&project->logos, text);
  }
  return TRUE;
}

static gboolean
set (RepCli *cli, const char *code, char **paths, guint *n, GError **error)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (rep_object_free);
  const RepProject *project = rep_argument_project (cli->casebook, code, NULL, error);
  RepProject *changed =
      project != NULL ? rep_casebook_read (cli->casebook, &project->object.id, error) : NULL;

  if (changed == NULL)
    return FALSE;
  g_ptr_array_add (objects, changed);
  *n = g_strv_length (paths);
  return read_logos (changed, paths, error) &&
         rep_casebook_save (cli->casebook, objects, cli->now, error);
}

static int
run (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  gboolean none = FALSE;
  const GOptionEntry entries[] = {
    { "none", 0, 0, G_OPTION_ARG_NONE, &none, N_ ("take all of them away"), NULL },
    { NULL },
  };
  guint n = 0;
  int status;

  if (!rep_cli_parse (cli, command, entries, 1, 1 + REP_MAX_LOGOS + 1, &argc, &argv))
    return REP_EXIT_USAGE;
  if (none == (argc > 2))
    return rep_cli_usage (command, _ ("give PNG files, or --none"));
  status = rep_cli_open (cli);
  if (status != REP_EXIT_DONE)
    return status;
  if (!set (cli, argv[1], argv + 2, &n, &error))
    return rep_cli_fail (error);
  if (cli->json) {
    g_autoptr (JsonBuilder) builder = json_builder_new ();

    json_builder_begin_object (builder);
    rep_cli_member_text (builder, "project", argv[1]);
    rep_cli_member_int (builder, "logos", n);
    json_builder_end_object (builder);
    rep_cli_print_json (builder);
  } else {
    g_print (ngettext ("%u logo on the pages of the next files.\n",
                       "%u logos on the pages of the next files.\n", n),
             n);
  }
  return REP_EXIT_DONE;
}

const RepCommand rep_command_project_logo = {
  "project logo", N_ ("CODE [FILE.png…]"), N_ ("set the funders’ logos on the pages of a release"),
  run
};
