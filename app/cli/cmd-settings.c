/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/casebook/sheet-edit.h"
#include "app/cli/arguments.h"
#include "app/cli/cli.h"

#define MAX_MONTHS 60
#define MAX_DAYS 20

typedef struct {
  char *silent, *mobilised, *unidentified, *justice, *health, *from, *until;
  char **rural, **not_rural;
} Words;

static void
clear_words (Words *words)
{
  g_free (words->silent);
  g_free (words->mobilised);
  g_free (words->unidentified);
  g_free (words->justice);
  g_free (words->health);
  g_free (words->from);
  g_free (words->until);
  g_strfreev (words->rural);
  g_strfreev (words->not_rural);
}

static gboolean
read_number (const char *text, gint32 max, gint32 *value, GError **error)
{
  gint32 number = 0;

  if (text == NULL)
    return TRUE;
  if (!rep_argument_int (text, &number, error))
    return FALSE;
  if (number < 1 || number > max)
    return rep_app_error_set (error, REP_APP_ERROR_BAD_NUMBER, text);
  *value = number;
  return TRUE;
}

/* Yes or no; @yes is what "yes" means for the switch. */
static gboolean
read_switch (const char *text, gboolean yes, gboolean *value, GError **error)
{
  guint8 answer = 0;

  if (text == NULL)
    return TRUE;
  if (!rep_argument_answer (text, &answer, error))
    return FALSE;
  if (answer > 2)
    return rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_CODE, text);
  *value = (answer == 1) == yes;
  return TRUE;
}

static gboolean
change_rural (const Words *words, RepProject *project, GError **error)
{
  guint32 from = 0, until = 0;
  char place[REP_PLACE_SIZE];

  if (!rep_argument_day (words->from, &from, error) ||
      !rep_argument_day (words->until, &until, error))
    return FALSE;
  for (guint i = 0; words->rural != NULL && words->rural[i] != NULL; i++) {
    if (!rep_argument_place (words->rural[i], place, error))
      return FALSE;
    rep_sheet_set_rural (project, place, from, until);
  }
  for (guint i = 0; words->not_rural != NULL && words->not_rural[i] != NULL; i++) {
    if (!rep_argument_place (words->not_rural[i], place, error))
      return FALSE;
    rep_sheet_drop_rural (project, place);
  }
  return TRUE;
}

static gboolean
change (RepCli *cli, const Words *words, const RepId *id, GError **error)
{
  RepProject *project = rep_casebook_read (cli->casebook, id, error);
  gboolean done = project != NULL &&
                  read_number (words->silent, MAX_MONTHS, &project->silent_months, error) &&
                  read_number (words->mobilised, MAX_DAYS, &project->mobilised_days, error) &&
                  read_switch (words->unidentified, TRUE, &project->count_unidentified, error) &&
                  read_switch (words->justice, FALSE, &project->hide_justice, error) &&
                  read_switch (words->health, FALSE, &project->hide_health, error) &&
                  change_rural (words, project, error) &&
                  rep_sheet_save (cli->casebook, project, cli->now, error);

  rep_object_free (project);
  return done;
}

static void
print_settings (const RepCli *cli, const RepProject *project)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!cli->json) {
    g_print (_ ("Saved.\n"));
    return;
  }
  json_builder_begin_object (builder);
  rep_cli_member_text (builder, "project", project->code);
  rep_cli_member_int (builder, "silent_months", project->silent_months);
  rep_cli_member_int (builder, "mobilised_days", project->mobilised_days);
  rep_cli_member_bool (builder, "count_unidentified", project->count_unidentified);
  rep_cli_member_bool (builder, "hide_justice", project->hide_justice);
  rep_cli_member_bool (builder, "hide_health", project->hide_health);
  json_builder_set_member_name (builder, "rural");
  json_builder_begin_array (builder);
  for (guint i = 0; project->rural != NULL && i < project->rural->len; i++)
    json_builder_add_string_value (
        builder, ((const RepRuralPlace *)g_ptr_array_index (project->rural, i))->place);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  rep_cli_print_json (builder);
}

static int
record (RepCli *cli, const Words *words, const char *code)
{
  g_autoptr (GError) error = NULL;
  const RepProject *project;
  RepId id;
  int status = rep_cli_open (cli);

  if (status != REP_EXIT_DONE)
    return status;
  project = rep_argument_project (cli->casebook, code, NULL, &error);
  if (project == NULL)
    return rep_cli_fail (error);
  id = project->object.id;
  if (!change (cli, words, &id, &error))
    return rep_cli_fail (error);
  print_settings (cli, rep_argument_project (cli->casebook, code, NULL, NULL));
  return REP_EXIT_DONE;
}

static int
run (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  Words words = { 0 };
  const GOptionEntry entries[] = {
    { "silent-months", 0, 0, G_OPTION_ARG_STRING, &words.silent,
      N_ ("months without news before a young person is lost from sight"), N_ ("N") },
    { "mobilised-days", 0, 0, G_OPTION_ARG_STRING, &words.mobilised,
      N_ ("days of meeting that make a young person engaged"), N_ ("N") },
    { "count-unidentified", 0, 0, G_OPTION_ARG_STRING, &words.unidentified,
      N_ ("whether young people without a name count"), N_ ("yes|no") },
    { "justice", 0, 0, G_OPTION_ARG_STRING, &words.justice,
      N_ ("whether what tells of justice is recorded"), N_ ("yes|no") },
    { "health", 0, 0, G_OPTION_ARG_STRING, &words.health,
      N_ ("whether what tells of health is recorded"), N_ ("yes|no") },
    { "rural", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words.rural,
      N_ ("a rural commune, between --from and --until; may be repeated"), N_ ("INSEE") },
    { "not-rural", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words.not_rural,
      N_ ("a commune to be taken off that list; may be repeated"), N_ ("INSEE") },
    { "from", 0, 0, G_OPTION_ARG_STRING, &words.from, N_ ("first day, of a rural commune"),
      N_ ("DATE") },
    { "until", 0, 0, G_OPTION_ARG_STRING, &words.until, N_ ("last day, of a rural commune"),
      N_ ("DATE") },
    { NULL },
  };
  int status = REP_EXIT_USAGE;

  if (rep_cli_parse (cli, command, entries, 1, 1, &argc, &argv))
    status = record (cli, &words, argv[1]);
  clear_words (&words);
  return status;
}

const RepCommand rep_command_project_settings = { "project settings", N_ ("CODE"),
                                                  N_ ("set what a project counts and records"),
                                                  run };
