/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/casebook/attach.h"
#include "app/cli/arguments.h"
#include "app/cli/cli.h"
#include "app/figures/progress.h"

/* What a project counts: the same contact never counts twice. */
typedef struct {
  guint contacts;
  guint persons;
  guint reached;
} Totals;

static Totals
count (RepCli *cli, guint project)
{
  guint32 today = rep_casebook_today (cli->casebook);
  g_autoptr (GArray) channels = rep_progress_by_channel (cli->casebook, project, today);
  Totals totals = { .reached = rep_progress (cli->casebook, project, today).reached };

  for (guint i = 0; i < channels->len; i++) {
    totals.contacts += g_array_index (channels, RepChannelCount, i).contacts;
    totals.persons += g_array_index (channels, RepChannelCount, i).persons;
  }
  return totals;
}

static void
add_totals (JsonBuilder *builder, const char *name, const Totals *totals)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  rep_cli_member_int (builder, "contacts", totals->contacts);
  rep_cli_member_int (builder, "persons", totals->persons);
  rep_cli_member_int (builder, "reached", totals->reached);
  json_builder_end_object (builder);
}

static void
print_change (const RepCli *cli, const Totals *before, const Totals *after)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!cli->json) {
    g_print (_ ("Contacts: %u before, %u now. Young people: %u before, %u now.\n"),
             before->contacts, after->contacts, before->persons, after->persons);
    return;
  }
  json_builder_begin_object (builder);
  add_totals (builder, "before", before);
  add_totals (builder, "after", after);
  json_builder_end_object (builder);
  rep_cli_print_json (builder);
}

static gboolean
change (RepCli *cli, const char *contact, const char *person, GError **error)
{
  RepId id = { 0 }, youth = { 0 };
  guint32 number;
  guint16 project;
  Totals before, after;

  if (!rep_argument_id (contact, REP_APP_ERROR_UNKNOWN_RECORD, &id, error) ||
      !rep_argument_id (person, REP_APP_ERROR_UNKNOWN_PERSON, &youth, error))
    return FALSE;
  number = rep_casebook_number (cli->casebook, &rep_kind_contact, &id);
  if (number == REP_NO_ROW)
    return rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_RECORD, contact);
  project = g_array_index (rep_casebook_contacts (cli->casebook), RepContactRow, number).project;
  before = count (cli, project);
  if (!(person != NULL ? rep_attach_contact (cli->casebook, &id, &youth, cli->now, error)
                       : rep_detach_contact (cli->casebook, &id, cli->now, error)))
    return FALSE;
  after = count (cli, project);
  print_change (cli, &before, &after);
  return TRUE;
}

static int
run (RepCli *cli, const char *contact, const char *person)
{
  g_autoptr (GError) error = NULL;
  int status = rep_cli_open (cli);

  if (status == REP_EXIT_DONE && !change (cli, contact, person, &error))
    status = rep_cli_fail (error);
  return status;
}

static int
attach (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  if (!rep_cli_parse (cli, command, NULL, 2, 2, &argc, &argv))
    return REP_EXIT_USAGE;
  return run (cli, argv[1], argv[2]);
}

static int
detach (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  if (!rep_cli_parse (cli, command, NULL, 1, 1, &argc, &argv))
    return REP_EXIT_USAGE;
  return run (cli, argv[1], NULL);
}

const RepCommand rep_command_contact_attach = {
  "contact attach", N_ ("ID PERSON"), N_ ("give a contact without a name to a young person"), attach
};
const RepCommand rep_command_contact_detach = { "contact detach", N_ ("ID"),
                                                N_ ("take a contact away from a young person"),
                                                detach };
