/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/casebook/outing-people.h"
#include "app/cli/arguments.h"
#include "app/cli/people.h"
#include "app/domain/day.h"
#include "app/exchange/json.h"
#include "app/exchange/outing-paper.h"

static const char *
translate (const char *text)
{
  return gettext (text);
}

static RepOuting *
read_outing (RepCli *cli, const char *text, GError **error)
{
  RepId id;

  if (!rep_argument_id (text, REP_APP_ERROR_UNKNOWN_OUTING, &id, error))
    return NULL;
  if (rep_casebook_number (cli->casebook, &rep_kind_outing, &id) == REP_NO_ROW) {
    rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_OUTING, text);
    return NULL;
  }
  return rep_casebook_read (cli->casebook, &id, error);
}

static void
add_sum (JsonBuilder *builder, const RepOutingSum *sum)
{
  json_builder_set_member_name (builder, "sum");
  json_builder_begin_object (builder);
  rep_cli_member_int (builder, "headcount", sum->headcount);
  rep_cli_member_bool (builder, "nobody", sum->entered && sum->headcount == 0);
  rep_cli_member_int (builder, "met", sum->met);
  rep_cli_member_int (builder, "named", sum->named);
  rep_cli_member_int (builder, "contacts", sum->contacts);
  rep_cli_member_int (builder, "refused", sum->refused);
  rep_cli_member_int (builder, "absent", sum->absent);
  json_builder_end_object (builder);
}

static void
add_contacts (RepCli *cli, JsonBuilder *builder, guint32 number)
{
  g_autoptr (GArray) contacts = rep_outing_contacts (cli->casebook, number);

  json_builder_set_member_name (builder, "contacts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < contacts->len; i++) {
    guint32 row = g_array_index (contacts, guint32, i);

    json_builder_begin_object (builder);
    rep_cli_member_id (builder, "contact", rep_casebook_id (cli->casebook, &rep_kind_contact, row));
    rep_cli_member_code (
        builder, "reached", &rep_vocabulary_reached,
        g_array_index (rep_casebook_contacts (cli->casebook), RepContactRow, row).fact.reached);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

/* As they are known now: a youth who was merged is the one that was kept. */
static void
add_expected (RepCli *cli, JsonBuilder *builder, const RepOuting *outing)
{
  static const char *const states[] = { "AWAITED", "CAME", "ABSENT" };
  g_autoptr (GArray) expected = rep_outing_expected (cli->casebook, outing);

  json_builder_set_member_name (builder, "expected");
  json_builder_begin_array (builder);
  for (guint i = 0; i < expected->len; i++) {
    const RepExpectedYouth *line = &g_array_index (expected, RepExpectedYouth, i);

    json_builder_begin_object (builder);
    rep_cli_member_id (builder, "person",
                       rep_casebook_id (cli->casebook, &rep_kind_person, line->person));
    rep_cli_member_text (builder, "state", states[line->state]);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

static void
print_json (RepCli *cli, const RepOuting *outing, guint32 number, const RepOutingSum *sum)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  rep_cli_member_id (builder, "id", &outing->object.id);
  json_builder_set_member_name (builder, "facts");
  json_builder_begin_object (builder);
  rep_json_add_members (builder, &outing->object, REP_PART_FACTS, REP_JSON_RECORDED);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "identity");
  json_builder_begin_object (builder);
  rep_json_add_members (builder, &outing->object, REP_PART_IDENTITY, REP_JSON_RECORDED);
  json_builder_end_object (builder);
  add_sum (builder, sum);
  add_contacts (cli, builder, number);
  add_expected (cli, builder, outing);
  json_builder_end_object (builder);
  rep_cli_print_json (builder);
}

static void
print_text (RepCli *cli, const RepOuting *outing, const RepOutingSum *sum)
{
  g_autoptr (GArray) expected = rep_outing_expected (cli->casebook, outing);
  const char *place = rep_outing_place_name (outing->place);
  char day[REP_DAY_TEXT_SIZE];

  g_print ("%s  %s  %s\n", rep_day_format (outing->date, day),
           rep_cli_label (&rep_vocabulary_channel, outing->channel), place != NULL ? place : "");
  if (sum->headcount == 0)
    g_print ("  %s\n", sum->entered ? _ ("Nobody was met.") : _ ("The headcount was not noted."));
  else
    g_print (_ ("  %u young people, %u of them named; %u contacts\n"), sum->headcount, sum->named,
             sum->contacts);
  if (expected->len > 0)
    g_print (_ ("  %u expected, %u did not come\n"), expected->len, sum->absent);
  if (outing->flyers != REP_NONE)
    g_print (_ ("  %d leaflets\n"), outing->flyers);
  if (outing->note != NULL)
    g_print ("  %s\n", outing->note);
}

static void
print_outing (RepCli *cli, const RepOuting *outing)
{
  guint32 number = rep_casebook_number (cli->casebook, &rep_kind_outing, &outing->object.id);
  RepOutingSum sum = rep_outing_sum (cli->casebook, number);

  if (cli->json)
    print_json (cli, outing, number, &sum);
  else
    print_text (cli, outing, &sum);
}

static int
show (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  RepOuting *outing;
  int status;

  if (!rep_cli_parse (cli, command, NULL, 1, 1, &argc, &argv))
    return REP_EXIT_USAGE;
  status = rep_cli_open (cli);
  if (status != REP_EXIT_DONE)
    return status;
  outing = read_outing (cli, argv[1], &error);
  if (outing == NULL)
    return rep_cli_fail (error);
  print_outing (cli, outing);
  rep_object_free (outing);
  return REP_EXIT_DONE;
}

typedef gboolean (*WriteFunc) (RepCasebook *casebook,
                               const RepOuting *outing,
                               const RepOutingWords *words,
                               const char *path,
                               GError **error);

static int
write_paper (RepCli *cli, const char *id, const char *path, WriteFunc func)
{
  const RepOutingWords words = { translate, rep_cli_is_french () };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GError) error = NULL;
  RepOuting *outing = NULL;
  gboolean done;
  int status = rep_cli_open (cli);

  if (status != REP_EXIT_DONE)
    return status;
  outing = id != NULL ? read_outing (cli, id, &error) : NULL;
  done = (id == NULL || outing != NULL) && func (cli->casebook, outing, &words, path, &error);
  rep_object_free (outing);
  if (!done)
    return rep_cli_fail (error);
  if (!cli->json) {
    g_print (_ ("Written: %s\n"), path);
    return REP_EXIT_DONE;
  }
  json_builder_begin_object (builder);
  rep_cli_member_text (builder, "file", path);
  json_builder_end_object (builder);
  rep_cli_print_json (builder);
  return REP_EXIT_DONE;
}

static int
make (RepCli *cli, const RepCommand *command, gboolean blank, WriteFunc func, int argc, char **argv)
{
  g_autofree char *output = NULL;
  const GOptionEntry entries[] = {
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &output, N_ ("new file to write"), N_ ("FILE.pdf") },
    { NULL },
  };

  if (!rep_cli_parse (cli, command, entries, blank ? 0 : 1, 1, &argc, &argv))
    return REP_EXIT_USAGE;
  if (output == NULL)
    return rep_cli_usage (command, _ ("--output is needed"));
  return write_paper (cli, argc > 1 ? argv[1] : NULL, output, func);
}

static int
report (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  return make (cli, command, FALSE, rep_outing_report_write, argc, argv);
}

static int
sheet (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  return make (cli, command, TRUE, rep_outing_sheet_write, argc, argv);
}

static gboolean
take_back (RepCli *cli, const RepId *outing, const RepId *person, GError **error)
{
  g_autoptr (GPtrArray) objects = rep_outing_absence_back (cli->casebook, outing, person, error);

  return objects != NULL && rep_casebook_save (cli->casebook, objects, cli->now, error);
}

static gboolean
note_absent (RepCli *cli, gboolean undo, char **argv, GError **error)
{
  RepId outing, person;

  return rep_argument_id (argv[1], REP_APP_ERROR_UNKNOWN_OUTING, &outing, error) &&
         rep_argument_id (argv[2], REP_APP_ERROR_UNKNOWN_PERSON, &person, error) &&
         (undo ? take_back (cli, &outing, &person, error)
               : rep_outing_absent (cli->casebook, &outing, &person, cli->now, error));
}

static int
absent (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  gboolean undo = FALSE;
  const GOptionEntry entries[] = {
    { "undo", 0, 0, G_OPTION_ARG_NONE, &undo, N_ ("no longer say so"), NULL },
    { NULL },
  };
  RepOuting *outing;
  int status;

  if (!rep_cli_parse (cli, command, entries, 2, 2, &argc, &argv))
    return REP_EXIT_USAGE;
  status = rep_cli_open (cli);
  if (status != REP_EXIT_DONE)
    return status;
  if (!note_absent (cli, undo, argv, &error))
    return rep_cli_fail (error);
  outing = read_outing (cli, argv[1], &error);
  if (outing == NULL)
    return rep_cli_fail (error);
  print_outing (cli, outing);
  rep_object_free (outing);
  return REP_EXIT_DONE;
}

const RepCommand rep_command_outing_show = { "outing show", N_ ("ID"),
                                             N_ ("show an outing and what became of it"), show };
const RepCommand rep_command_outing_report = { "outing report", N_ ("ID"),
                                               N_ ("write a one-page report of an outing"),
                                               report };
const RepCommand rep_command_outing_sheet = { "outing sheet", N_ ("[ID]"),
                                              N_ ("write a blank sheet to take along"), sheet };
const RepCommand rep_command_outing_absent = { "outing absent", N_ ("ID PERSON"),
                                               N_ ("an expected young person did not come"),
                                               absent };
