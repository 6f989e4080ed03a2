/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/casebook/outing.h"
#include "app/cli/arguments.h"
#include "app/cli/cli.h"
#include "app/domain/day.h"

#define MAX_NOTE_FILE (64 * 1024)

typedef struct {
  char *project, *channel, *date, *place, *structure, *headcount, *start, *end;
  char *kind, *place_type, *flyers, *note_file;
  char **with, **partners, **counts, **expected;
  gboolean nobody;
} Words;

static void
clear_words (Words *words)
{
  char *texts[] = { words->project,   words->channel,    words->date,   words->place,
                    words->structure, words->headcount,  words->start,  words->end,
                    words->kind,      words->place_type, words->flyers, words->note_file };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_strfreev (words->with);
  g_strfreev (words->partners);
  g_strfreev (words->counts);
  g_strfreev (words->expected);
}

/* BAND:SEX=N, either of which may be “?”. */
static gboolean
read_count (const char *text, RepOuting *outing, GError **error)
{
  g_auto (GStrv) sides = g_strsplit (text, "=", 2);
  g_auto (GStrv) keys = sides[0] != NULL ? g_strsplit (sides[0], ":", 2) : NULL;
  RepCount *count;

  if (keys == NULL || keys[0] == NULL || keys[1] == NULL || sides[1] == NULL)
    return rep_app_error_set (error, REP_APP_ERROR_BAD_NUMBER, text);
  count = rep_list_add (&outing->counts, &rep_kind_count);
  return (strcmp (keys[0], "?") == 0 ||
          rep_argument_code (&rep_vocabulary_age_band, keys[0], &count->band, error)) &&
         (strcmp (keys[1], "?") == 0 ||
          rep_argument_code (&rep_vocabulary_sex, keys[1], &count->sex, error)) &&
         rep_argument_int (sides[1], &count->count, error);
}

static gboolean
read_lists (RepCli *cli, const Words *words, RepOuting *outing, GError **error)
{
  RepId id = { 0 };

  for (guint i = 0; words->counts != NULL && words->counts[i] != NULL; i++)
    if (!read_count (words->counts[i], outing, error))
      return FALSE;
  for (guint i = 0; words->partners != NULL && words->partners[i] != NULL; i++) {
    if (!rep_argument_partner (cli->casebook, words->partners[i], &id, error))
      return FALSE;
    rep_ids_add (&outing->partners, &id);
  }
  for (guint i = 0; words->expected != NULL && words->expected[i] != NULL; i++) {
    if (!rep_argument_id (words->expected[i], REP_APP_ERROR_UNKNOWN_PERSON, &id, error))
      return FALSE;
    rep_ids_add (&outing->expected, &id);
  }
  return TRUE;
}

static gboolean
read_outing (RepCli *cli, const Words *words, RepOuting *outing, GError **error)
{
  const RepProject *project = rep_argument_project (cli->casebook, words->project, NULL, error);

  if (project == NULL)
    return FALSE;
  outing->project = project->object.id;
  if (words->nobody)
    outing->headcount = 0;
  return read_lists (cli, words, outing, error) &&
         rep_argument_code (&rep_vocabulary_outing_kind, words->kind, &outing->outing_kind,
                            error) &&
         rep_argument_code (&rep_vocabulary_place_type, words->place_type, &outing->place_type,
                            error) &&
         rep_argument_int (words->flyers, &outing->flyers, error) &&
         rep_argument_file (words->note_file, MAX_NOTE_FILE, &outing->note, error) &&
         rep_argument_code (&rep_vocabulary_channel, words->channel, &outing->channel, error) &&
         rep_argument_day (words->date, &outing->date, error) &&
         rep_argument_time (words->start, &outing->start, error) &&
         rep_argument_time (words->end, &outing->end, error) &&
         rep_argument_place (words->place, outing->place, error) &&
         rep_argument_structure (project, words->structure, &outing->structure, error) &&
         rep_argument_int (words->headcount, &outing->headcount, error) &&
         rep_argument_logins (cli->casebook, words->with, &outing->team, error);
}

static void
print_added (const RepCli *cli, const RepOuting *outing)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  char hex[REP_ID_HEX_SIZE];

  if (!cli->json) {
    g_print (_ ("Outing saved: %s.\n"), rep_id_format (&outing->object.id, hex));
    return;
  }
  json_builder_begin_object (builder);
  rep_cli_member_id (builder, "outing", &outing->object.id);
  rep_cli_member_day (builder, "date", outing->date);
  json_builder_end_object (builder);
  rep_cli_print_json (builder);
}

static int
record (RepCli *cli, const RepCommand *command, const Words *words)
{
  g_autoptr (GError) error = NULL;
  RepOuting *outing;
  int status;

  if (words->project == NULL || words->channel == NULL)
    return rep_cli_usage (command, _ ("--project and --channel are needed"));
  if (words->nobody && (words->headcount != NULL || words->counts != NULL))
    return rep_cli_usage (command, _ ("--nobody goes without --headcount and --count"));
  status = rep_cli_open (cli);
  if (status != REP_EXIT_DONE)
    return status;
  outing = rep_object_new (&rep_kind_outing);
  if (read_outing (cli, words, outing, &error) &&
      rep_intake_outing (cli->casebook, outing, cli->now, &error))
    print_added (cli, outing);
  else
    status = rep_cli_fail (error);
  rep_object_free (outing);
  return status;
}

static int
add (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  Words words = { 0 };
  const GOptionEntry entries[] = {
    { "project", 0, 0, G_OPTION_ARG_STRING, &words.project, N_ ("the project"), N_ ("CODE") },
    { "channel", 0, 0, G_OPTION_ARG_STRING, &words.channel, N_ ("channel of the outing"),
      N_ ("CODE") },
    { "date", 0, 0, G_OPTION_ARG_STRING, &words.date, N_ ("day; today by default"), N_ ("DATE") },
    { "start", 0, 0, G_OPTION_ARG_STRING, &words.start, N_ ("when it began"), N_ ("HH:MM") },
    { "end", 0, 0, G_OPTION_ARG_STRING, &words.end, N_ ("when it ended"), N_ ("HH:MM") },
    { "place", 0, 0, G_OPTION_ARG_STRING, &words.place, N_ ("commune"), N_ ("INSEE") },
    { "structure", 0, 0, G_OPTION_ARG_STRING, &words.structure, N_ ("structure that goes out"),
      N_ ("NAME") },
    { "headcount", 0, 0, G_OPTION_ARG_STRING, &words.headcount, N_ ("number of young people met"),
      N_ ("N") },
    { "nobody", 0, 0, G_OPTION_ARG_NONE, &words.nobody, N_ ("nobody was met; that is a fact"),
      NULL },
    { "count", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words.counts,
      N_ ("how many of an age and a gender, such as A18_21:F=3; may be repeated"),
      N_ ("BAND:SEX=N") },
    { "kind", 0, 0, G_OPTION_ARG_STRING, &words.kind,
      N_ ("BUS, RUE, PERMANENCE, EVENEMENT, EN_LIGNE or AUTRE"), N_ ("CODE") },
    { "place-type", 0, 0, G_OPTION_ARG_STRING, &words.place_type, N_ ("type of place"),
      N_ ("CODE") },
    { "partner", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words.partners,
      N_ ("partner structure that was there; may be repeated"), N_ ("PARTNER") },
    { "expected", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words.expected,
      N_ ("young person expected at a permanence; may be repeated"), N_ ("ID") },
    { "flyers", 0, 0, G_OPTION_ARG_STRING, &words.flyers, N_ ("leaflets given"), N_ ("N") },
    { "note-file", 0, 0, G_OPTION_ARG_STRING, &words.note_file, N_ ("file that holds a short note"),
      N_ ("FILE") },
    { "with", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words.with, N_ ("colleague; may be repeated"),
      N_ ("LOGIN") },
    { NULL },
  };
  int status = REP_EXIT_USAGE;

  if (rep_cli_parse (cli, command, entries, 0, 0, &argc, &argv))
    status = record (cli, command, &words);
  clear_words (&words);
  return status;
}

static void
print_outing (RepCli *cli, JsonBuilder *builder, guint number, const RepOutingSum *sum)
{
  const RepOutingRow *row =
      &g_array_index (rep_casebook_outings (cli->casebook), RepOutingRow, number);
  const RepProject *project =
      g_ptr_array_index (rep_casebook_projects (cli->casebook), row->project);
  const RepId *id = rep_casebook_id (cli->casebook, &rep_kind_outing, number);
  char hex[REP_ID_HEX_SIZE], day[REP_DAY_TEXT_SIZE];

  if (!cli->json) {
    g_print ("%s  %s  %-20s %-12s %u\n", rep_id_format (id, hex), rep_day_format (row->date, day),
             project != NULL ? project->code : "?",
             rep_cli_label (&rep_vocabulary_channel, row->channel), sum->headcount);
    return;
  }
  json_builder_begin_object (builder);
  rep_cli_member_id (builder, "id", id);
  rep_cli_member_text (builder, "project", project != NULL ? project->code : NULL);
  rep_cli_member_day (builder, "date", row->date);
  rep_cli_member_code (builder, "channel", &rep_vocabulary_channel, row->channel);
  rep_cli_member_code (builder, "kind", &rep_vocabulary_outing_kind, row->outing_kind);
  rep_cli_member_int (builder, "headcount", sum->headcount);
  rep_cli_member_int (builder, "named", sum->named);
  rep_cli_member_bool (builder, "nobody", sum->entered && sum->headcount == 0);
  json_builder_end_object (builder);
}

static int
list (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GArray) sums = NULL;
  int status;

  if (!rep_cli_parse (cli, command, NULL, 0, 0, &argc, &argv))
    return REP_EXIT_USAGE;
  status = rep_cli_open (cli);
  if (status != REP_EXIT_DONE)
    return status;
  sums = rep_outing_sums (cli->casebook);
  json_builder_begin_array (builder);
  for (guint i = 0; i < rep_casebook_outings (cli->casebook)->len; i++)
    if (g_array_index (rep_casebook_outings (cli->casebook), RepOutingRow, i).revision != 0)
      print_outing (cli, builder, i, &g_array_index (sums, RepOutingSum, i));
  json_builder_end_array (builder);
  if (cli->json)
    rep_cli_print_json (builder);
  return REP_EXIT_DONE;
}

const RepCommand rep_command_outing_add = { "outing add", "", N_ ("record an outing"), add };
const RepCommand rep_command_outing_list = { "outing list", "", N_ ("list the outings"), list };
