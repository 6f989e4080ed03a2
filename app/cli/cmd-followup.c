/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/casebook/agenda.h"
#include "app/casebook/orientation.h"
#include "app/cli/arguments.h"
#include "app/cli/people.h"
#include "app/cli/persons.h"
#include "app/domain/day.h"

static const char *const titles[REP_N_WORKS] = {
  N_ ("Late"),
  N_ ("Today"),
  N_ ("In the next days"),
  N_ ("Without news"),
  N_ ("To be informed of their rights"),
  N_ ("Referrals without an answer"),
};

/* The record a line follows from: a contact, or a referral. */
static const RepId *
record_of (RepCli *cli, const RepWorkItem *item)
{
  return rep_casebook_id (cli->casebook,
                          item->work == REP_WORK_ANSWER ? &rep_kind_orientation : &rep_kind_contact,
                          item->record);
}

static void
print_item (RepCli *cli, JsonBuilder *builder, const RepWorkItem *item, const RepPerson *person)
{
  g_autofree char *name = rep_cli_person_display (cli, person);
  const RepId *record = record_of (cli, item);
  char hex[REP_ID_HEX_SIZE], day[REP_DAY_TEXT_SIZE];

  if (!cli->json) {
    g_print ("  %s  %s  %s  %s  %s\n", rep_id_format (record, hex), rep_day_format (item->day, day),
             name, rep_cli_label (&rep_vocabulary_next_step, item->next_step),
             rep_cli_project_code (cli, item->project));
    return;
  }
  json_builder_begin_object (builder);
  rep_cli_member_text (builder, "work", rep_worklist_code ((RepWork)item->work));
  rep_cli_member_id (builder, item->work == REP_WORK_ANSWER ? "orientation" : "contact", record);
  rep_cli_member_id (builder, "person", &person->object.id);
  rep_cli_member_text (builder, "display", name);
  rep_cli_member_day (builder, "day", item->day);
  rep_cli_member_code (builder, "next_step", &rep_vocabulary_next_step, item->next_step);
  rep_cli_member_text (builder, "project", rep_cli_project_code (cli, item->project));
  rep_cli_member_text (builder, "login", rep_cli_login (cli, item->author));
  json_builder_end_object (builder);
}

static gboolean
print_group (RepCli *cli, JsonBuilder *builder, RepWork work, const GArray *items, GError **error)
{
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  g_autoptr (GPtrArray) people = NULL;

  for (guint i = 0; i < items->len; i++)
    g_array_append_val (rows, g_array_index (items, RepWorkItem, i).person);
  people = rep_cli_read_people (cli, rows, error);
  if (people == NULL)
    return FALSE;
  if (!cli->json && items->len > 0)
    g_print ("%s (%u)\n", _ (titles[work]), items->len);
  for (guint i = 0; i < items->len; i++)
    print_item (cli, builder, &g_array_index (items, RepWorkItem, i),
                g_ptr_array_index (people, i));
  return TRUE;
}

static gboolean
print_all (RepCli *cli, gboolean team, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (RepAgenda) agenda = rep_agenda_new (cli->casebook);
  g_autoptr (RepWorklist) work =
      rep_agenda_pick (agenda, team ? REP_ALL_AUTHORS : rep_worklist_author (cli->casebook));
  guint n = 0;

  json_builder_begin_array (builder);
  for (guint i = 0; i < REP_N_WORKS; i++) {
    n += work->items[i]->len;
    if (!print_group (cli, builder, (RepWork)i, work->items[i], error))
      return FALSE;
  }
  json_builder_end_array (builder);
  if (cli->json)
    rep_cli_print_json (builder);
  else if (n == 0)
    g_print (_ ("Nothing waits.\n"));
  return TRUE;
}

static int
list (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  gboolean team = FALSE;
  const GOptionEntry entries[] = {
    { "team", 0, 0, G_OPTION_ARG_NONE, &team, N_ ("everyone’s, not only mine"), NULL },
    { NULL },
  };
  int status;

  if (!rep_cli_parse (cli, command, entries, 0, 0, &argc, &argv))
    return REP_EXIT_USAGE;
  status = rep_cli_open (cli);
  if (status == REP_EXIT_DONE && !print_all (cli, team, &error))
    status = rep_cli_fail (error);
  return status;
}

static void
print_done (RepCli *cli, const RepId *contact)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!cli->json) {
    g_print (_ ("Done.\n"));
    return;
  }
  json_builder_begin_object (builder);
  rep_cli_member_id (builder, "contact", contact);
  rep_cli_member_bool (builder, "done", TRUE);
  json_builder_end_object (builder);
  rep_cli_print_json (builder);
}

static int
finish (RepCli *cli, const char *text, const char *date)
{
  g_autoptr (GError) error = NULL;
  guint32 day = 0;
  RepId id;
  int status = rep_cli_open (cli);

  if (status != REP_EXIT_DONE)
    return status;
  if (!rep_argument_id (text, REP_APP_ERROR_UNKNOWN_RECORD, &id, &error) ||
      !rep_argument_day (date, &day, &error) ||
      !rep_follow_up_done (cli->casebook, &id, day, cli->now, &error))
    return rep_cli_fail (error);
  print_done (cli, &id);
  return REP_EXIT_DONE;
}

static int
done (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  g_autofree char *date = NULL;
  const GOptionEntry entries[] = {
    { "date", 0, 0, G_OPTION_ARG_STRING, &date, N_ ("day it was done; today by default"),
      N_ ("DATE") },
    { NULL },
  };

  if (!rep_cli_parse (cli, command, entries, 1, 1, &argc, &argv))
    return REP_EXIT_USAGE;
  return finish (cli, argv[1], date);
}

const RepCommand rep_command_followup_list = { "followup list", "",
                                               N_ ("list what waits to be done"), list };
const RepCommand rep_command_followup_done = { "followup done", N_ ("CONTACT"),
                                               N_ ("what was to come after a contact is done"),
                                               done };
