/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/casebook/intake.h"
#include "app/cli/arguments.h"
#include "app/cli/cli.h"
#include "app/domain/day.h"
#include "app/exchange/json.h"

#define MAX_SHEET (1024 * 1024)

static void
add_project (JsonBuilder *builder, const RepProject *project)
{
  json_builder_begin_object (builder);
  rep_json_add_members (builder, &project->object, REP_PART_FACTS, REP_JSON_ALL);
  json_builder_end_object (builder);
}

static void
print_line (const RepProject *project, guint32 today)
{
  const RepTarget *target = rep_project_target (project, today);
  char start[REP_DAY_TEXT_SIZE], end[REP_DAY_TEXT_SIZE];

  g_print (
      "%-20s %s … %s  %5d %-10s  %s\n", project->code, rep_day_format (project->start, start),
      rep_day_format (rep_project_end (project, today), end), target != NULL ? target->value : 0,
      target != NULL ? rep_cli_label (&rep_vocabulary_stage, target->basis) : "", project->title);
}

static int
list (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) projects = NULL;
  int status;

  if (!rep_cli_parse (cli, command, NULL, 0, 0, &argc, &argv))
    return REP_EXIT_USAGE;
  status = rep_cli_open (cli);
  if (status != REP_EXIT_DONE)
    return status;

  projects = rep_cli_projects (cli);
  json_builder_begin_array (builder);
  for (guint i = 0; i < projects->len; i++) {
    if (cli->json)
      add_project (builder, g_ptr_array_index (projects, i));
    else
      print_line (g_ptr_array_index (projects, i), rep_casebook_today (cli->casebook));
  }
  json_builder_end_array (builder);
  if (cli->json)
    rep_cli_print_json (builder);
  return REP_EXIT_DONE;
}

/* A label, padded by characters and not by bytes, and what it labels. */
static void G_GNUC_PRINTF (2, 3) print_row (const char *label, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_print ("  %s%*s %s\n", label, (int)MAX (22 - g_utf8_strlen (label, -1), 0), "", text);
}

static const char *
unconfirmed (gboolean confirmed)
{
  return confirmed ? "" : _ (" (to be confirmed)");
}

static void
print_texts (const char *label, const GPtrArray *texts)
{
  for (guint i = 0; texts != NULL && i < texts->len; i++)
    print_row (i == 0 ? label : "", "%s", (const char *)g_ptr_array_index (texts, i));
}

static void
print_text (const char *label, const char *text)
{
  if (text != NULL && *text != '\0')
    print_row (label, "%s", text);
}

static void
print_publics (const char *label, guint64 mask)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint number = 1; number < 64; number++)
    if ((mask >> number & 1) != 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "",
                              rep_cli_label (&rep_vocabulary_public, number));
  print_text (label, text->str);
}

static void
print_dates (const RepProject *project, guint32 today)
{
  char start[REP_DAY_TEXT_SIZE], end[REP_DAY_TEXT_SIZE];

  print_row (_ ("Dates"), "%s … %s%s", rep_day_format (project->start, start),
             rep_day_format (rep_project_end (project, today), end),
             unconfirmed (project->dates_confirmed));
  for (guint i = 0; project->pauses != NULL && i < project->pauses->len; i++) {
    const RepPause *pause = g_ptr_array_index (project->pauses, i);

    print_row (_ ("Pause"), "%s … %s  %s", rep_day_format (pause->from, start),
               rep_day_format (pause->to, end),
               rep_cli_label (&rep_vocabulary_pause, pause->reason));
  }
  for (guint i = 0; project->amendments != NULL && i < project->amendments->len; i++) {
    const RepAmendment *amendment = g_ptr_array_index (project->amendments, i);

    print_row (_ ("Amendment"), "%s  %s %s", rep_day_format (amendment->from, start),
               rep_day_format (amendment->end, end),
               amendment->note != NULL ? amendment->note : "");
  }
}

static void
print_targets (const RepProject *project)
{
  char from[REP_DAY_TEXT_SIZE];

  for (guint i = 0; project->targets != NULL && i < project->targets->len; i++) {
    const RepTarget *target = g_ptr_array_index (project->targets, i);

    print_row (i == 0 ? _ ("Target") : "", "%d %s%s, %s %s%s%s", target->value,
               rep_cli_label (&rep_vocabulary_stage, target->basis),
               unconfirmed (target->basis_confirmed), _ ("from"),
               rep_day_format (target->from, from), target->note != NULL ? " " : "",
               target->note != NULL ? target->note : "");
  }
  print_text (_ ("Target period"), project->target_over);
}

static void
print_money (const RepProject *project)
{
  if (project->budget_eur != REP_NONE)
    print_row (_ ("Budget"), "%d €", project->budget_eur);
  if (project->pic_funding_eur != REP_NONE)
    print_row (_ ("of which PIC"), "%d €", project->pic_funding_eur);
  for (guint i = 0; project->cofunding != NULL && i < project->cofunding->len; i++) {
    const RepCofunding *cofunding = g_ptr_array_index (project->cofunding, i);

    print_row (i == 0 ? _ ("Co-funding") : "", "%d € %s", cofunding->amount_eur, cofunding->name);
  }
}

static void
print_members (const RepProject *project)
{
  for (guint i = 0; project->structures != NULL && i < project->structures->len; i++) {
    const RepProjectStructure *entry = g_ptr_array_index (project->structures, i);

    print_row (i == 0 ? _ ("Structures") : "", "%s, %s", entry->name,
               rep_cli_label (&rep_vocabulary_structure_role, entry->role));
  }
  for (guint i = 0; project->consortium != NULL && i < project->consortium->len; i++) {
    const RepMember *member = g_ptr_array_index (project->consortium, i);
    const char *const more[] = { member->role, member->status, member->note,
                                 member->alias_of_maybe };
    g_autoptr (GString) text = g_string_new (member->name);

    for (guint j = 0; j < G_N_ELEMENTS (more); j++)
      if (more[j] != NULL)
        g_string_append_printf (text, j == 3 ? _ (" (maybe the same as %s)") : "; %s", more[j]);
    print_row (i == 0 ? _ ("Partners") : "", "%s", text->str);
  }
}

static void
print_channels (const RepProject *project)
{
  for (guint i = 0; project->channels != NULL && i < project->channels->len; i++) {
    const RepProjectChannel *channel = g_ptr_array_index (project->channels, i);
    const RepTerm *term = rep_vocabulary_by_number (&rep_vocabulary_channel, channel->channel);

    print_row (i == 0 ? _ ("Channels") : "", "%-12s %s%s", term != NULL ? term->code : "?",
               channel->label, channel->inferred ? _ (" (inferred from the partners)") : "");
  }
}

static void
print_project (const RepProject *project, guint32 today)
{
  g_print ("%s — %s\n", project->code, project->title);
  print_text (_ ("Lead"), project->lead);
  print_text ("", project->lead_address);
  print_text (_ ("Region"), project->region);
  print_dates (project, today);
  print_targets (project);
  print_money (project);
  if (project->age_min != REP_NONE && project->age_max != REP_NONE)
    print_row (_ ("Ages"), "%d – %d", project->age_min, project->age_max);
  print_publics (_ ("Target groups"), project->audience);
  print_publics (_ ("Required groups"), project->required);
  print_publics (_ ("Priority groups"), project->priority_all);
  if (project->priority_age_max != REP_NONE)
    print_row (_ ("Priority age limit"), "%d", project->priority_age_max);
  print_texts (_ ("Coverage"), project->coverage);
  print_text ("", project->coverage_note);
  print_texts (_ ("Arrondissements"), project->arrondissements);
  print_texts (_ ("EPCI"), project->epci);
  if (project->territory_provisional)
    print_text (_ ("Territory"), _ ("provisional, to be confirmed"));
  print_members (project);
  print_text ("", project->partners_note);
  print_channels (project);
  print_texts (_ ("Actions"), project->actions);
  print_text (_ ("Purpose"), project->purpose);
  print_text (_ ("Site"), project->site);
}

static void
print_one (RepCli *cli, const RepProject *project)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!cli->json) {
    print_project (project, rep_casebook_today (cli->casebook));
    return;
  }
  json_builder_begin_array (builder);
  add_project (builder, project);
  json_builder_end_array (builder);
  rep_cli_print_json (builder);
}

static int
show (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  const RepProject *project;
  int status;

  if (!rep_cli_parse (cli, command, NULL, 1, 1, &argc, &argv))
    return REP_EXIT_USAGE;
  status = rep_cli_open (cli);
  if (status != REP_EXIT_DONE)
    return status;
  project = rep_argument_project (cli->casebook, argv[1], NULL, &error);
  if (project == NULL)
    return rep_cli_fail (error);
  print_one (cli, project);
  return REP_EXIT_DONE;
}

static RepProject *
read_sheet (const char *path, GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  g_autofree char *text = NULL;
  JsonObject *object;
  RepProject *project;

  if (!rep_argument_file (path, MAX_SHEET, &text, error))
    return NULL;
  object = text != NULL ? rep_json_load (parser, text, strlen (text)) : NULL;
  if (object == NULL) {
    rep_app_error_set (error, REP_APP_ERROR_BAD_FILE, path);
    return NULL;
  }
  project = rep_object_new (&rep_kind_project);
  if (rep_json_read (&project->object, object, error))
    return project;
  rep_object_free (project);
  return NULL;
}

static int
import (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  RepProject *project;
  RepId id;
  int status;

  if (!rep_cli_parse (cli, command, NULL, 1, 1, &argc, &argv))
    return REP_EXIT_USAGE;
  project = read_sheet (argv[1], &error);
  if (project == NULL)
    return rep_cli_fail (error);

  status = rep_cli_open (cli);
  if (status == REP_EXIT_DONE && !rep_intake_project (cli->casebook, project, cli->now, &error))
    status = rep_cli_fail (error);
  id = project->object.id;
  rep_object_free (project);
  if (status == REP_EXIT_DONE)
    print_one (cli,
               g_ptr_array_index (rep_casebook_projects (cli->casebook),
                                  rep_casebook_number (cli->casebook, &rep_kind_project, &id)));
  return status;
}

const RepCommand rep_command_project_list = { "project list", "", N_ ("list the projects"), list };
const RepCommand rep_command_project_show = { "project show", N_ ("CODE"),
                                              N_ ("show one project sheet"), show };
const RepCommand rep_command_project_import = { "project import", N_ ("FILE.json"),
                                                N_ ("record a project sheet"), import };
