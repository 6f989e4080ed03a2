/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/casebook/call-list.h"
#include "app/casebook/import-persons.h"
#include "app/cli/people.h"
#include "app/cli/persons.h"
#include "app/domain/day.h"
#include "app/error.h"

static const char *
first_phone (const RepPerson *person)
{
  return person->phones != NULL && person->phones->len > 0 ? g_ptr_array_index (person->phones, 0)
                                                           : NULL;
}

static void
print_line (RepCli *cli, JsonBuilder *builder, const RepCallLine *line, const RepPerson *person)
{
  g_autofree char *name = rep_cli_person_display (cli, person);
  const char *phone = first_phone (person);
  char hex[REP_ID_HEX_SIZE], day[REP_DAY_TEXT_SIZE];

  if (!cli->json) {
    g_print ("%s  %-16s %2u  %10s  %s%s\n", rep_id_format (&person->object.id, hex),
             phone != NULL ? phone : "-", line->attempts, rep_day_format (line->last_attempt, day),
             name, line->wrong_number ? _ (" (wrong number)") : "");
    return;
  }
  json_builder_begin_object (builder);
  rep_cli_member_id (builder, "person", &person->object.id);
  rep_cli_member_text (builder, "display", name);
  rep_cli_member_text (builder, "phone", phone);
  rep_cli_member_text (builder, "project", rep_cli_project_code (cli, line->project));
  rep_cli_member_int (builder, "attempts", line->attempts);
  rep_cli_member_day (builder, "last_attempt", line->last_attempt);
  rep_cli_member_day (builder, "last_news", line->last_news);
  rep_cli_member_bool (builder, "wrong_number", line->wrong_number);
  json_builder_end_object (builder);
}

static gboolean
print_list (RepCli *cli, const RepCallFilter *filter, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GArray) lines = rep_call_list (cli->casebook, filter);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GPtrArray) people = NULL;

  for (guint i = 0; i < lines->len; i++)
    g_array_append_val (rows, g_array_index (lines, RepCallLine, i).person);
  people = rep_cli_read_people (cli, rows, error);
  if (people == NULL)
    return FALSE;
  json_builder_begin_array (builder);
  for (guint i = 0; i < lines->len; i++)
    print_line (cli, builder, &g_array_index (lines, RepCallLine, i),
                g_ptr_array_index (people, i));
  json_builder_end_array (builder);
  if (cli->json)
    rep_cli_print_json (builder);
  else if (lines->len == 0)
    g_print (_ ("Nobody to call.\n"));
  return TRUE;
}

/* The first word may be an import: its youths, of whom the other words pick. */
static gboolean
read_filter (RepCli *cli, const char *from, RepCallFilter *filter, GArray **rows, GError **error)
{
  g_auto (GStrv) words = g_strsplit (from, " ", 2);
  RepId batch;

  *rows = NULL;
  if (words[0] == NULL || !rep_id_parse (words[0], &batch))
    return rep_call_filter_parse (cli->casebook, from, filter, error);
  *rows = rep_import_persons (cli->casebook, &batch, error);
  if (*rows == NULL ||
      !rep_call_filter_parse (cli->casebook, words[1] != NULL ? words[1] : "", filter, error))
    return FALSE;
  filter->persons = *rows;
  return TRUE;
}

static int
open_list (RepCli *cli, const RepCommand *command, const char *from)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) rows = NULL;
  RepCallFilter filter;
  int status;

  if (from == NULL)
    return rep_cli_usage (command, _ ("--from is needed"));
  status = rep_cli_open (cli);
  if (status != REP_EXIT_DONE)
    return status;
  if (!rep_casebook_holds_names (cli->casebook)) {
    rep_app_error_set (&error, REP_APP_ERROR_NO_IDENTITY_KEY, NULL);
    return rep_cli_fail (error);
  }
  if (read_filter (cli, from, &filter, &rows, &error) && print_list (cli, &filter, &error))
    return REP_EXIT_DONE;
  return rep_cli_fail (error);
}

static int
run (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  g_autofree char *from = NULL;
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &from,
      N_ ("whom: words such as “project=CODE stage=CODE public=CODE structure=NAME never silent "
          "due mine”, after the id of an import for its young people alone"),
      N_ ("BATCH|FILTER") },
    { NULL },
  };

  if (!rep_cli_parse (cli, command, entries, 0, 0, &argc, &argv))
    return REP_EXIT_USAGE;
  return open_list (cli, command, from);
}

const RepCommand rep_command_calls = { "calls", "",
                                       N_ ("list whom to call, with numbers and attempts"), run };
