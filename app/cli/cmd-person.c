/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/casebook/allowed.h"
#include "app/casebook/person-edit.h"
#include "app/cli/arguments.h"
#include "app/cli/people.h"
#include "app/cli/persons.h"
#include "app/domain/day.h"
#include "app/domain/place.h"
#include "app/exchange/json.h"

#define MAX_FOUND 20

static void
print_match (RepCli *cli, JsonBuilder *builder, const RepPerson *person, const RepMatch *match)
{
  g_autofree char *name = rep_cli_person_display (cli, person);
  char hex[REP_ID_HEX_SIZE];

  if (!cli->json) {
    g_print ("%s  %s\n", rep_id_format (&person->object.id, hex), name);
    return;
  }
  json_builder_begin_object (builder);
  rep_cli_member_id (builder, "id", &person->object.id);
  rep_cli_member_text (builder, "display", name);
  rep_cli_member_double (builder, "score", match->score);
  rep_cli_member_text (builder, "why", rep_why_code (match->why));
  json_builder_end_object (builder);
}

static gboolean
print_matches (RepCli *cli, const GArray *matches, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < matches->len; i++) {
    const RepMatch *match = &g_array_index (matches, RepMatch, i);
    const RepId *id = rep_casebook_id (cli->casebook, &rep_kind_person, match->person);
    RepPerson *person = rep_casebook_read (cli->casebook, id, error);

    if (person == NULL)
      return FALSE;
    print_match (cli, builder, person, match);
    rep_object_free (person);
  }
  json_builder_end_array (builder);
  if (cli->json)
    rep_cli_print_json (builder);
  else if (matches->len == 0)
    g_print (_ ("Nobody of that name.\n"));
  return TRUE;
}

/* Reading names is journalled, by id. */
static gboolean
note_reading (RepCli *cli, const GArray *matches, GError **error)
{
  RepId ids[MAX_FOUND];

  for (guint i = 0; i < matches->len; i++)
    ids[i] = *rep_casebook_id (cli->casebook, &rep_kind_person,
                               g_array_index (matches, RepMatch, i).person);
  return matches->len == 0 || rep_casebook_note (cli->casebook, REP_ACTION_READ_IDENTITY, ids,
                                                 matches->len, cli->now, error);
}

static int
find (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) matches = NULL;
  g_autofree char *text = NULL;
  int status;

  if (!rep_cli_parse (cli, command, NULL, 1, 8, &argc, &argv))
    return REP_EXIT_USAGE;
  status = rep_cli_open (cli);
  if (status != REP_EXIT_DONE)
    return status;
  if (!rep_casebook_holds_names (cli->casebook)) {
    rep_app_error_set (&error, REP_APP_ERROR_NO_IDENTITY_KEY, NULL);
    return rep_cli_fail (error);
  }
  text = g_strjoinv (" ", argv + 1);
  matches = rep_casebook_find (cli->casebook, text, MAX_FOUND);
  if (note_reading (cli, matches, &error) && print_matches (cli, matches, &error))
    return REP_EXIT_DONE;
  return rep_cli_fail (error);
}

static void
add_stages (JsonBuilder *builder, const RepEnrolment *enrolment)
{
  json_builder_set_member_name (builder, "stages");
  json_builder_begin_object (builder);
  for (guint stage = REP_STAGE_REPERE; stage < REP_N_STAGES; stage++)
    rep_cli_member_day (builder, rep_vocabulary_by_number (&rep_vocabulary_stage, stage)->code,
                        enrolment->stages.date[stage]);
  json_builder_end_object (builder);
}

/* Whether the project is for the youth as known of @day, and why. */
static void
add_eligibility (JsonBuilder *builder,
                 const RepProject *project,
                 const RepPerson *person,
                 guint32 day)
{
  RepProfile profile = rep_profile_on (person, day);
  RepEligibility eligibility = rep_eligibility (project, &profile);

  json_builder_set_member_name (builder, "eligibility");
  json_builder_begin_object (builder);
  rep_cli_member_day (builder, "on", day);
  rep_cli_member_code (builder, "answer", &rep_vocabulary_answer, eligibility.answer);
  rep_cli_member_code (builder, "reason", &rep_vocabulary_eligibility, eligibility.reason);
  rep_cli_member_code (builder, "public", &rep_vocabulary_public, eligibility.public);
  json_builder_end_object (builder);
}

static void
add_enrolments (RepCli *cli, JsonBuilder *builder, const RepPerson *person, guint32 number)
{
  const GPtrArray *projects = rep_casebook_projects (cli->casebook);

  json_builder_set_member_name (builder, "projects");
  json_builder_begin_array (builder);
  for (guint i = 0; i < projects->len; i++) {
    const RepEnrolment *enrolment = rep_casebook_enrolment (cli->casebook, number, i);

    if (enrolment == NULL)
      continue;
    json_builder_begin_object (builder);
    rep_cli_member_text (builder, "project",
                         ((const RepProject *)g_ptr_array_index (projects, i))->code);
    rep_cli_member_code (builder, "stage", &rep_vocabulary_stage, enrolment->stages.current);
    rep_cli_member_bool (builder, "in_target", enrolment->in_target);
    rep_cli_member_int (builder, "parcours", enrolment->stages.entries);
    add_stages (builder, enrolment);
    if (enrolment->stages.date[REP_STAGE_REPERE] != 0)
      add_eligibility (builder, g_ptr_array_index (projects, i), person,
                       enrolment->stages.date[REP_STAGE_REPERE]);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

static void
add_part (JsonBuilder *builder, const char *name, const RepObject *object, RepPart part)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  rep_json_add_members (builder, object, part, REP_JSON_RECORDED);
  json_builder_end_object (builder);
}

static int
compare_contacts (gconstpointer a, gconstpointer b)
{
  const RepContact *left = *(const RepContact *const *)a;
  const RepContact *right = *(const RepContact *const *)b;

  if (left->date != right->date)
    return left->date < right->date ? -1 : 1;
  return left->entered_at < right->entered_at ? -1 : left->entered_at > right->entered_at ? 1 : 0;
}

static GPtrArray *
read_contacts (RepCli *cli, guint32 number, GError **error)
{
  g_autoptr (GPtrArray) contacts = g_ptr_array_new_with_free_func (rep_object_free);
  const GArray *links = rep_casebook_links (cli->casebook);
  guint32 at =
      g_array_index (rep_casebook_persons (cli->casebook), RepPersonRow, number).first_link;

  while (at != REP_NO_ROW) {
    const RepLink *link = &g_array_index (links, RepLink, at);
    gpointer contact = rep_casebook_read (
        cli->casebook, rep_casebook_id (cli->casebook, &rep_kind_contact, link->contact), error);

    if (contact == NULL)
      return NULL;
    rep_hide_contact (cli->casebook, contact);
    g_ptr_array_add (contacts, contact);
    at = link->next;
  }
  g_ptr_array_sort (contacts, compare_contacts);
  return g_steal_pointer (&contacts);
}

/* The records merged into this one. */
static void
add_merged (RepCli *cli, JsonBuilder *builder, guint32 number)
{
  g_autoptr (GArray) members = rep_casebook_members (cli->casebook, number);

  json_builder_set_member_name (builder, "merged");
  json_builder_begin_array (builder);
  for (guint i = 0; i < members->len; i++)
    rep_json_add_id (builder, rep_casebook_id (cli->casebook, &rep_kind_person,
                                               g_array_index (members, guint32, i)));
  json_builder_end_array (builder);
}

/* What was so on a day: of facts that carry a date of their own. */
static void
add_past (RepCli *cli, JsonBuilder *builder, const RepPerson *person, guint32 number, guint32 as_of)
{
  RepProfile profile = rep_profile_on (person, as_of);
  RepStages stages;

  json_builder_set_member_name (builder, "as_of");
  json_builder_begin_object (builder);
  rep_cli_member_day (builder, "date", as_of);
  json_builder_set_member_name (builder, "age");
  if (profile.age != REP_NONE)
    json_builder_add_int_value (builder, profile.age);
  else
    json_builder_add_null_value (builder);
  rep_cli_member_code (builder, "situation", &rep_vocabulary_situation, profile.situation);
  json_builder_set_member_name (builder, "publics_yes");
  json_builder_begin_array (builder);
  for (guint public = 1; public < 64; public ++)
    if ((profile.publics_yes >> public & 1) != 0)
      rep_json_add_code (builder, &rep_vocabulary_public, public);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "stages");
  json_builder_begin_object (builder);
  for (guint i = 0; i < rep_casebook_projects (cli->casebook)->len; i++)
    if (rep_casebook_stages_on (cli->casebook, number, i, as_of, &stages))
      rep_cli_member_code (builder, rep_cli_project_code (cli, i), &rep_vocabulary_stage,
                           stages.current);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
}

static void
print_json (
    RepCli *cli, const RepPerson *person, guint32 number, const GPtrArray *contacts, guint32 as_of)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *name = rep_cli_person_display (cli, person);
  const GPtrArray *projects = rep_casebook_projects (cli->casebook);

  json_builder_begin_object (builder);
  rep_cli_member_id (builder, "id", &person->object.id);
  rep_cli_member_text (builder, "display", name);
  rep_cli_member_int (builder, "revision", person->object.revision);
  add_part (builder, "facts", &person->object, REP_PART_FACTS);
  add_part (builder, "identity", &person->object, REP_PART_IDENTITY);
  add_enrolments (cli, builder, person, number);
  add_merged (cli, builder, number);
  if (as_of != 0)
    add_past (cli, builder, person, number, as_of);
  json_builder_set_member_name (builder, "contacts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < contacts->len; i++) {
    const RepContact *contact = g_ptr_array_index (contacts, i);
    guint32 project = rep_casebook_number (cli->casebook, &rep_kind_project, &contact->project);

    json_builder_begin_object (builder);
    rep_cli_member_id (builder, "id", &contact->object.id);
    rep_json_add_members (builder, &contact->object, REP_PART_FACTS, REP_JSON_RECORDED);
    rep_json_add_members (builder, &contact->object, REP_PART_IDENTITY, REP_JSON_RECORDED);
    if (project < projects->len && g_ptr_array_index (projects, project) != NULL)
      add_eligibility (builder, g_ptr_array_index (projects, project), person, contact->date);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  rep_cli_print_json (builder);
}

static void
print_enrolments (RepCli *cli, guint32 number)
{
  const GPtrArray *projects = rep_casebook_projects (cli->casebook);
  char day[REP_DAY_TEXT_SIZE];

  for (guint i = 0; i < projects->len; i++) {
    const RepEnrolment *enrolment = rep_casebook_enrolment (cli->casebook, number, i);

    if (enrolment == NULL)
      continue;
    g_print ("  %s: %s%s\n", ((const RepProject *)g_ptr_array_index (projects, i))->code,
             rep_cli_label (&rep_vocabulary_stage, enrolment->stages.current),
             enrolment->in_target ? "" : _ (" (does not count towards the target)"));
    for (guint stage = REP_STAGE_REPERE; stage < REP_N_STAGES; stage++)
      if (enrolment->stages.date[stage] != 0)
        g_print ("    %s  %s\n", rep_day_format (enrolment->stages.date[stage], day),
                 rep_cli_label (&rep_vocabulary_stage, stage));
  }
}

/* When it was written down, when that was another day, and by whom else. */
static void
print_entry (RepCli *cli, const RepContact *contact)
{
  g_autoptr (GString) text = g_string_new (NULL);
  guint32 entered = rep_day_of_time (contact->entered_at);
  char day[REP_DAY_TEXT_SIZE];

  if (contact->entered_at != 0 && entered != contact->date)
    g_string_append_printf (text, _ ("noted on %s"), rep_day_format (entered, day));
  for (guint i = 0; contact->authors != NULL && i < contact->authors->len; i++) {
    const RepAccountLine *line = rep_account_list_line (
        rep_casebook_accounts (cli->casebook), &g_array_index (contact->authors, RepId, i));

    if (line != NULL)
      g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", line->login);
  }
  if (text->len > 0)
    g_print ("              %s\n", text->str);
}

static void
print_contact (RepCli *cli, const RepContact *contact)
{
  char day[REP_DAY_TEXT_SIZE];
  const RepPlace *place = rep_place_by_insee (contact->place);

  g_print ("  %s  %s · %s", rep_day_format (contact->date, day),
           rep_cli_label (&rep_vocabulary_channel, contact->channel),
           rep_cli_label (&rep_vocabulary_reached, contact->reached));
  for (guint outcome = 1; outcome < 64; outcome++)
    if ((contact->outcomes >> outcome & 1) != 0)
      g_print (" · %s", rep_cli_label (&rep_vocabulary_outcome, outcome));
  g_print ("%s%s\n", place != NULL ? " · " : "", place != NULL ? place->name : "");
  if (contact->next_step != 0 || contact->next_date != 0)
    g_print ("              → %s %s\n",
             rep_cli_label (&rep_vocabulary_next_step, contact->next_step),
             rep_day_format (contact->next_date, day));
  if (contact->note != NULL)
    g_print ("              %s\n", contact->note);
  print_entry (cli, contact);
}

static void
print_person (RepCli *cli, const RepPerson *person, guint32 number, const GPtrArray *contacts)
{
  g_autofree char *name = rep_cli_person_display (cli, person);
  const RepPlace *home = rep_place_by_insee (person->home);
  char day[REP_DAY_TEXT_SIZE];

  g_print ("%s\n", name);
  if (person->birth != 0)
    g_print (_ ("  born on %s\n"), rep_day_format (person->birth, day));
  if (person->declared_age != REP_NONE)
    g_print (_ ("  gave age %d on %s\n"), person->declared_age,
             rep_day_format (person->declared_on, day));
  if (home != NULL)
    g_print ("  %s (%s)\n", home->name, home->departement);
  for (guint i = 0; person->phones != NULL && i < person->phones->len; i++)
    g_print ("  %s\n", (const char *)g_ptr_array_index (person->phones, i));
  print_enrolments (cli, number);
  g_print (g_dngettext (GETTEXT_PACKAGE, "%u contact\n", "%u contacts\n", contacts->len),
           contacts->len);
  for (guint i = 0; i < contacts->len; i++)
    print_contact (cli, g_ptr_array_index (contacts, i));
}

static gboolean
show_person (RepCli *cli, const char *text, const char *date, GError **error)
{
  guint32 as_of = 0;
  RepId id;
  RepPerson *person;
  g_autoptr (GPtrArray) contacts = NULL;
  guint32 number;

  if (!rep_argument_id (text, REP_APP_ERROR_UNKNOWN_PERSON, &id, error) ||
      !rep_argument_day (date, &as_of, error))
    return FALSE;
  number = rep_casebook_number (cli->casebook, &rep_kind_person, &id);
  if (number == REP_NO_ROW)
    return rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_PERSON, text);
  number = rep_casebook_root (cli->casebook, number); /* one who was merged is shown as kept */
  id = *rep_casebook_id (cli->casebook, &rep_kind_person, number);
  if (!rep_casebook_holds_names (cli->casebook))
    return rep_app_error_set (error, REP_APP_ERROR_NO_IDENTITY_KEY, NULL);
  person = rep_casebook_read (cli->casebook, &id, error);
  if (person == NULL)
    return FALSE;
  rep_hide_person (cli->casebook, person);
  contacts = read_contacts (cli, number, error);
  if (contacts != NULL &&
      rep_casebook_note (cli->casebook, REP_ACTION_READ_IDENTITY, &id, 1, cli->now, error)) {
    if (cli->json)
      print_json (cli, person, number, contacts, as_of);
    else
      print_person (cli, person, number, contacts);
    rep_object_free (person);
    return TRUE;
  }
  rep_object_free (person);
  return FALSE;
}

static int
show (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *as_of = NULL;
  const GOptionEntry entries[] = {
    { "as-of", 0, 0, G_OPTION_ARG_STRING, &as_of, N_ ("with --json, also as it was on this day"),
      N_ ("DATE") },
    { NULL },
  };
  int status;

  if (!rep_cli_parse (cli, command, entries, 1, 1, &argc, &argv))
    return REP_EXIT_USAGE;
  status = rep_cli_open (cli);
  if (status == REP_EXIT_DONE && !show_person (cli, argv[1], as_of, &error))
    status = rep_cli_fail (error);
  return status;
}

const RepCommand rep_command_person_find = {
  "person find", N_ ("TEXT"), N_ ("find young people by name, pseudonym or telephone"), find
};
const RepCommand rep_command_person_show = { "person show", N_ ("ID"),
                                             N_ ("show one young person with contacts and stages"),
                                             show };
