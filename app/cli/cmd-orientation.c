/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/casebook/orientation.h"
#include "app/cli/arguments.h"
#include "app/cli/people.h"
#include "app/domain/day.h"

#define MAX_NOTE_FILE (64 * 1024)

typedef struct {
  char *project, *partner, *date, *note_file, *status;
  gboolean from;
} Words;

static void
clear_words (Words *words)
{
  g_free (words->project);
  g_free (words->partner);
  g_free (words->date);
  g_free (words->note_file);
  g_free (words->status);
}

static void
print_row (RepCli *cli, JsonBuilder *builder, const RepId *id)
{
  guint32 number = rep_casebook_number (cli->casebook, &rep_kind_orientation, id);
  const RepOrientationRow *row =
      &g_array_index (rep_casebook_orientations (cli->casebook), RepOrientationRow, number);
  const RepId *person = rep_casebook_id (cli->casebook, &rep_kind_person, row->person);
  char hex[REP_ID_HEX_SIZE], other[REP_ID_HEX_SIZE], day[REP_DAY_TEXT_SIZE];

  if (!cli->json) {
    g_print ("%s  %s  %s  %s  %s  %s\n", rep_id_format (id, hex), rep_day_format (row->date, day),
             rep_id_format (person, other),
             rep_cli_label (&rep_vocabulary_orientation_direction, row->direction),
             rep_cli_partner_name (cli, row->partner),
             row->status != 0 ? rep_cli_label (&rep_vocabulary_orientation_status, row->status)
                              : _ ("no answer yet"));
    return;
  }
  json_builder_begin_object (builder);
  rep_cli_member_id (builder, "orientation", id);
  rep_cli_member_id (builder, "person", person);
  rep_cli_member_text (builder, "project", rep_cli_project_code (cli, row->project));
  rep_cli_member_text (builder, "partner", rep_cli_partner_name (cli, row->partner));
  rep_cli_member_code (builder, "direction", &rep_vocabulary_orientation_direction, row->direction);
  rep_cli_member_day (builder, "date", row->date);
  rep_cli_member_code (builder, "status", &rep_vocabulary_orientation_status, row->status);
  rep_cli_member_day (builder, "answered_on", row->answered_on);
  json_builder_end_object (builder);
}

static void
print_one (RepCli *cli, const RepId *id)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  print_row (cli, builder, id);
  if (cli->json)
    rep_cli_print_json (builder);
}

static gboolean
read_orientation (
    RepCli *cli, const Words *words, const char *person, RepOrientation *out, GError **error)
{
  const RepProject *project = rep_argument_project (cli->casebook, words->project, NULL, error);

  if (project == NULL)
    return FALSE;
  out->project = project->object.id;
  out->direction = words->from ? REP_ORIENTATION_FROM : REP_ORIENTATION_TO;
  return rep_argument_id (person, REP_APP_ERROR_UNKNOWN_PERSON, &out->person, error) &&
         rep_argument_partner (cli->casebook, words->partner, &out->partner, error) &&
         rep_argument_day (words->date, &out->date, error) &&
         rep_argument_file (words->note_file, MAX_NOTE_FILE, &out->note, error);
}

static int
record (RepCli *cli, const RepCommand *command, const Words *words, const char *person)
{
  g_autoptr (GError) error = NULL;
  RepOrientation *orientation;
  int status;

  if (words->project == NULL || words->partner == NULL)
    return rep_cli_usage (command, _ ("--project and --partner are needed"));
  status = rep_cli_open (cli);
  if (status != REP_EXIT_DONE)
    return status;
  orientation = rep_object_new (&rep_kind_orientation);
  if (read_orientation (cli, words, person, orientation, &error) &&
      rep_orientation_add (cli->casebook, orientation, cli->now, &error))
    print_one (cli, &orientation->object.id);
  else
    status = rep_cli_fail (error);
  rep_object_free (orientation);
  return status;
}

static int
add (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  Words words = { 0 };
  const GOptionEntry entries[] = {
    { "project", 0, 0, G_OPTION_ARG_STRING, &words.project, N_ ("the project"), N_ ("CODE") },
    { "partner", 0, 0, G_OPTION_ARG_STRING, &words.partner, N_ ("partner, by name or id"),
      N_ ("PARTNER") },
    { "date", 0, 0, G_OPTION_ARG_STRING, &words.date, N_ ("day; today by default"), N_ ("DATE") },
    { "from", 0, 0, G_OPTION_ARG_NONE, &words.from, N_ ("the partner sent the young person here"),
      NULL },
    { "note-file", 0, 0, G_OPTION_ARG_STRING, &words.note_file, N_ ("file that holds a short note"),
      N_ ("FILE") },
    { NULL },
  };
  int status = REP_EXIT_USAGE;

  if (rep_cli_parse (cli, command, entries, 1, 1, &argc, &argv))
    status = record (cli, command, &words, argv[1]);
  clear_words (&words);
  return status;
}

static int
record_answer (RepCli *cli, const RepCommand *command, const Words *words, const char *text)
{
  g_autoptr (GError) error = NULL;
  guint8 answer = 0;
  guint32 day = 0;
  RepId id;
  int status;

  if (words->status == NULL)
    return rep_cli_usage (command, _ ("--status is needed"));
  status = rep_cli_open (cli);
  if (status != REP_EXIT_DONE)
    return status;
  if (!rep_argument_id (text, REP_APP_ERROR_UNKNOWN_RECORD, &id, &error) ||
      !rep_argument_code (&rep_vocabulary_orientation_status, words->status, &answer, &error) ||
      !rep_argument_day (words->date, &day, &error) ||
      !rep_orientation_answer (cli->casebook, &id, answer, day, cli->now, &error))
    return rep_cli_fail (error);
  print_one (cli, &id);
  return REP_EXIT_DONE;
}

static int
answer (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  Words words = { 0 };
  const GOptionEntry entries[] = {
    { "status", 0, 0, G_OPTION_ARG_STRING, &words.status, N_ ("what came of it"), N_ ("CODE") },
    { "date", 0, 0, G_OPTION_ARG_STRING, &words.date, N_ ("day of the answer; today by default"),
      N_ ("DATE") },
    { NULL },
  };
  int status = REP_EXIT_USAGE;

  if (rep_cli_parse (cli, command, entries, 1, 1, &argc, &argv))
    status = record_answer (cli, command, &words, argv[1]);
  clear_words (&words);
  return status;
}

static int
list (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const GArray *rows;
  int status;

  if (!rep_cli_parse (cli, command, NULL, 0, 0, &argc, &argv))
    return REP_EXIT_USAGE;
  status = rep_cli_open (cli);
  if (status != REP_EXIT_DONE)
    return status;
  rows = rep_casebook_orientations (cli->casebook);
  json_builder_begin_array (builder);
  for (guint i = 0; i < rows->len; i++)
    if (g_array_index (rows, RepOrientationRow, i).revision != 0)
      print_row (cli, builder, rep_casebook_id (cli->casebook, &rep_kind_orientation, i));
  json_builder_end_array (builder);
  if (cli->json)
    rep_cli_print_json (builder);
  return REP_EXIT_DONE;
}

const RepCommand rep_command_orientation_add = {
  "orientation add", N_ ("PERSON"),
  N_ ("record that a young person was sent to a partner, or by one"), add
};
const RepCommand rep_command_orientation_answer = { "orientation answer", N_ ("ID"),
                                                    N_ ("record what came of a referral"), answer };
const RepCommand rep_command_orientation_list = { "orientation list", "", N_ ("list the referrals"),
                                                  list };
