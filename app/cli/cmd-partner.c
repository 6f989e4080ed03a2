/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/casebook/partner.h"
#include "app/cli/arguments.h"
#include "app/cli/people.h"
#include "app/domain/day.h"

#define MAX_NOTE_FILE (64 * 1024)

static void
print_partner (const RepCli *cli, JsonBuilder *builder, const RepPartner *partner)
{
  if (!cli->json) {
    g_print ("%-30s %s\n", rep_cli_label (&rep_vocabulary_partner_kind, partner->partner_kind),
             partner->name);
    return;
  }
  json_builder_begin_object (builder);
  rep_cli_member_id (builder, "id", &partner->object.id);
  rep_cli_member_text (builder, "name", partner->name);
  rep_cli_member_code (builder, "kind", &rep_vocabulary_partner_kind, partner->partner_kind);
  json_builder_end_object (builder);
}

static int
list (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const GPtrArray *partners;
  int status;

  if (!rep_cli_parse (cli, command, NULL, 0, 0, &argc, &argv))
    return REP_EXIT_USAGE;
  status = rep_cli_open (cli);
  if (status != REP_EXIT_DONE)
    return status;
  partners = rep_casebook_partners (cli->casebook);
  json_builder_begin_array (builder);
  for (guint i = 0; i < partners->len; i++)
    if (g_ptr_array_index (partners, i) != NULL)
      print_partner (cli, builder, g_ptr_array_index (partners, i));
  json_builder_end_array (builder);
  if (cli->json)
    rep_cli_print_json (builder);
  return REP_EXIT_DONE;
}

typedef struct {
  char *kind, *place, *person, *phone, *email, *note_file;
} Words;

static gboolean
read_partner (const Words *words, const char *name, RepPartner *partner, GError **error)
{
  return rep_argument_text (name, &partner->name, error) &&
         rep_argument_code (&rep_vocabulary_partner_kind, words->kind, &partner->partner_kind,
                            error) &&
         rep_argument_place (words->place, partner->place, error) &&
         rep_argument_text (words->person, &partner->person, error) &&
         rep_argument_text (words->phone, &partner->phone, error) &&
         rep_argument_text (words->email, &partner->email, error) &&
         rep_argument_file (words->note_file, MAX_NOTE_FILE, &partner->note, error);
}

static void
print_added (RepCli *cli, const RepId *id)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  guint32 number = rep_casebook_number (cli->casebook, &rep_kind_partner, id);

  print_partner (cli, builder, g_ptr_array_index (rep_casebook_partners (cli->casebook), number));
  if (cli->json)
    rep_cli_print_json (builder);
}

static int
record (RepCli *cli, const RepCommand *command, const Words *words, const char *name)
{
  g_autoptr (GError) error = NULL;
  RepPartner *partner;
  int status;

  if (words->kind == NULL)
    return rep_cli_usage (command, _ ("--kind is needed"));
  status = rep_cli_open (cli);
  if (status != REP_EXIT_DONE)
    return status;
  partner = rep_object_new (&rep_kind_partner);
  if (read_partner (words, name, partner, &error) &&
      rep_partner_save (cli->casebook, partner, cli->now, &error))
    print_added (cli, &partner->object.id);
  else
    status = rep_cli_fail (error);
  rep_object_free (partner);
  return status;
}

static int
add (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  Words words = { 0 };
  const GOptionEntry entries[] = {
    { "kind", 0, 0, G_OPTION_ARG_STRING, &words.kind,
      N_ ("kind of partner; SENTINELLE for a sentinel"), N_ ("CODE") },
    { "place", 0, 0, G_OPTION_ARG_STRING, &words.place, N_ ("commune"), N_ ("INSEE") },
    { "person", 0, 0, G_OPTION_ARG_STRING, &words.person, N_ ("person to talk to; sealed"),
      N_ ("NAME") },
    { "phone", 0, 0, G_OPTION_ARG_STRING, &words.phone, N_ ("telephone; sealed"), N_ ("NUMBER") },
    { "email", 0, 0, G_OPTION_ARG_STRING, &words.email, N_ ("e-mail address; sealed"),
      N_ ("ADDRESS") },
    { "note-file", 0, 0, G_OPTION_ARG_STRING, &words.note_file,
      N_ ("file that holds a short note; sealed"), N_ ("FILE") },
    { NULL },
  };
  int status = REP_EXIT_USAGE;

  if (rep_cli_parse (cli, command, entries, 1, 1, &argc, &argv))
    status = record (cli, command, &words, argv[1]);
  g_free (words.kind);
  g_free (words.place);
  g_free (words.person);
  g_free (words.phone);
  g_free (words.email);
  g_free (words.note_file);
  return status;
}

static void
print_yield (RepCli *cli, JsonBuilder *builder, guint number, const RepPartnerYield *yield)
{
  const RepPartner *partner = g_ptr_array_index (rep_casebook_partners (cli->casebook), number);
  char day[REP_DAY_TEXT_SIZE];

  if (!cli->json) {
    g_print ("%-40s %4u %4u %4u %4u %4u %4u  %3u/%u/%u  %s\n", partner->name, yield->signalled,
             yield->in_target, yield->reached, yield->met, yield->mobilised, yield->supported,
             yield->sent, yield->answered, yield->accepted, rep_day_format (yield->last, day));
    return;
  }
  json_builder_begin_object (builder);
  rep_cli_member_id (builder, "partner", &partner->object.id);
  rep_cli_member_text (builder, "name", partner->name);
  rep_cli_member_code (builder, "kind", &rep_vocabulary_partner_kind, partner->partner_kind);
  rep_cli_member_int (builder, "signalled", yield->signalled);
  rep_cli_member_int (builder, "in_target", yield->in_target);
  rep_cli_member_int (builder, "reached", yield->reached);
  rep_cli_member_int (builder, "met", yield->met);
  rep_cli_member_int (builder, "mobilised", yield->mobilised);
  rep_cli_member_int (builder, "supported", yield->supported);
  rep_cli_member_int (builder, "sent", yield->sent);
  rep_cli_member_int (builder, "answered", yield->answered);
  rep_cli_member_int (builder, "accepted", yield->accepted);
  rep_cli_member_day (builder, "last", yield->last);
  json_builder_end_object (builder);
}

static void
print_yields (RepCli *cli, guint16 project)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GArray) yields = rep_partner_yields (cli->casebook, project);

  if (!cli->json)
    g_print (_ ("Partner; signalled, in target, reached, met, engaged, supported; "
                "referrals sent/answered/accepted; last exchange\n"));
  json_builder_begin_array (builder);
  for (guint i = 0; i < yields->len; i++)
    if (g_ptr_array_index (rep_casebook_partners (cli->casebook), i) != NULL)
      print_yield (cli, builder, i, &g_array_index (yields, RepPartnerYield, i));
  json_builder_end_array (builder);
  if (cli->json)
    rep_cli_print_json (builder);
}

static int
show_yields (RepCli *cli, const char *code)
{
  g_autoptr (GError) error = NULL;
  guint project = REP_ALL_YIELDS;
  int status = rep_cli_open (cli);

  if (status != REP_EXIT_DONE)
    return status;
  if (code != NULL && rep_argument_project (cli->casebook, code, &project, &error) == NULL)
    return rep_cli_fail (error);
  print_yields (cli, (guint16)project);
  return REP_EXIT_DONE;
}

static int
yield (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  g_autofree char *project = NULL;
  const GOptionEntry entries[] = {
    { "project", 0, 0, G_OPTION_ARG_STRING, &project, N_ ("only in this project"), N_ ("CODE") },
    { NULL },
  };

  if (!rep_cli_parse (cli, command, entries, 0, 0, &argc, &argv))
    return REP_EXIT_USAGE;
  return show_yields (cli, project);
}

const RepCommand rep_command_partner_list = { "partner list", "", N_ ("list the partners"), list };
const RepCommand rep_command_partner_add = { "partner add", N_ ("NAME"),
                                             N_ ("record a partner or a sentinel"), add };
const RepCommand rep_command_partner_yield = {
  "partner yield", "", N_ ("what each partner signalled and what became of it"), yield
};
