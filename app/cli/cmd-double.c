/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/casebook/allowed.h"
#include "app/casebook/doubles.h"
#include "app/casebook/journal.h"
#include "app/casebook/merge.h"
#include "app/casebook/past.h"
#include "app/casebook/value-words.h"
#include "app/cli/arguments.h"
#include "app/cli/cli.h"
#include "app/cli/persons.h"
#include "app/exchange/json.h"

#define MAX_PAIRS 100
#define MAX_PAIRS_WANTED 10000

static gboolean
commit (RepCli *cli, const RepMergePlan *plan, GError **error)
{
  if (!rep_merge_commit (cli->casebook, plan, cli->now, error))
    return FALSE;
  rep_casebook_publish_all (cli->casebook, plan->objects);
  return TRUE;
}

static gboolean
parse_two (char **argv, RepId *a, RepId *b, GError **error)
{
  return rep_argument_id (argv[1], REP_APP_ERROR_UNKNOWN_PERSON, a, error) &&
         rep_argument_id (argv[2], REP_APP_ERROR_UNKNOWN_PERSON, b, error);
}

/* Fields by their code; without any, what the record that is kept lacks. */
static gboolean
read_take (RepCli *cli, char **codes, RepMergeRequest *request, GError **error)
{
  RepPerson *keep, *other;

  for (guint i = 0; codes != NULL && codes[i] != NULL; i++) {
    const RepField *field = rep_kind_field_by_code (&rep_kind_person, codes[i]);

    if (field == NULL || !rep_merge_field (field))
      return rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_CODE, codes[i]);
    request->take |= G_GUINT64_CONSTANT (1) << field->number;
  }
  keep = rep_casebook_read (cli->casebook, &request->keep, error);
  if (keep == NULL)
    return FALSE;
  other = rep_casebook_read (cli->casebook, &request->other, error);
  if (other != NULL && keep->object.compartment != 0 &&
      keep->object.compartment == other->object.compartment)
    request->take |= rep_merge_take (keep, other);
  rep_object_free (keep);
  if (other == NULL)
    return FALSE;
  rep_object_free (other);
  return TRUE;
}

static void
print_merged (RepCli *cli, const RepId *keep, const RepId *other, gboolean merged)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!cli->json) {
    g_print ("%s", merged ? _ ("Merged. “person unmerge” with the second number undoes it.\n")
                          : _ ("The merge is undone.\n"));
    return;
  }
  json_builder_begin_object (builder);
  rep_cli_member_id (builder, "kept", keep);
  rep_cli_member_id (builder, merged ? "merged" : "unmerged", other);
  json_builder_end_object (builder);
  rep_cli_print_json (builder);
}

static gboolean
merge (RepCli *cli, char **argv, char **codes, GError **error)
{
  RepMergeRequest request = { 0 };
  g_auto (RepMergePlan) plan = { NULL };

  if (!parse_two (argv, &request.keep, &request.other, error) ||
      !read_take (cli, codes, &request, error) ||
      !rep_merge_plan (cli->casebook, &request, &plan, error) || !commit (cli, &plan, error))
    return FALSE;
  print_merged (cli, &request.keep, &request.other, TRUE);
  return TRUE;
}

static int
run_merge (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  g_auto (GStrv) codes = NULL;
  const GOptionEntry entries[] = {
    { "take", 0, 0, G_OPTION_ARG_STRING_ARRAY, &codes,
      N_ ("take this field of the second record, though the first has one; may be repeated"),
      N_ ("FIELD") },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  int status;

  if (!rep_cli_parse (cli, command, entries, 2, 2, &argc, &argv))
    return REP_EXIT_USAGE;
  status = rep_cli_open (cli);
  if (status != REP_EXIT_DONE)
    return status;
  return merge (cli, argv, codes, &error) ? REP_EXIT_DONE : rep_cli_fail (error);
}

static gboolean
unmerge (RepCli *cli, const char *text, GError **error)
{
  g_auto (RepMergePlan) plan = { NULL };
  RepId other, keep;
  guint32 row;

  if (!rep_argument_id (text, REP_APP_ERROR_UNKNOWN_PERSON, &other, error) ||
      !rep_unmerge_plan (cli->casebook, &other, &plan, error))
    return FALSE;
  row = rep_casebook_number (cli->casebook, &rep_kind_person, &other);
  keep = *rep_casebook_id (cli->casebook, &rep_kind_person, rep_casebook_root (cli->casebook, row));
  if (!commit (cli, &plan, error))
    return FALSE;
  print_merged (cli, &keep, &other, FALSE);
  return TRUE;
}

static int
run_unmerge (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  if (!rep_cli_parse (cli, command, NULL, 1, 1, &argc, &argv))
    return REP_EXIT_USAGE;
  status = rep_cli_open (cli);
  if (status != REP_EXIT_DONE)
    return status;
  return unmerge (cli, argv[1], &error) ? REP_EXIT_DONE : rep_cli_fail (error);
}

static gboolean
say_distinct (RepCli *cli, char **argv, gboolean withdrawn, GError **error)
{
  g_auto (RepMergePlan) plan = { NULL };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  RepId a, b;

  if (!parse_two (argv, &a, &b, error) ||
      !rep_distinct_plan (cli->casebook, &a, &b, withdrawn, cli->now, &plan, error) ||
      !commit (cli, &plan, error))
    return FALSE;
  if (!cli->json) {
    g_print ("%s", withdrawn ? _ ("These two may be proposed as doubles again.\n")
                             : _ ("These two are not proposed as doubles any more.\n"));
    return TRUE;
  }
  json_builder_begin_object (builder);
  rep_cli_member_id (builder, "a", &a);
  rep_cli_member_id (builder, "b", &b);
  rep_cli_member_bool (builder, "distinct", !withdrawn);
  json_builder_end_object (builder);
  rep_cli_print_json (builder);
  return TRUE;
}

static int
run_distinct (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  gboolean withdrawn = FALSE;
  const GOptionEntry entries[] = {
    { "withdraw", 0, 0, G_OPTION_ARG_NONE, &withdrawn, N_ ("no longer say so"), NULL },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  int status;

  if (!rep_cli_parse (cli, command, entries, 2, 2, &argc, &argv))
    return REP_EXIT_USAGE;
  status = rep_cli_open (cli);
  if (status != REP_EXIT_DONE)
    return status;
  return say_distinct (cli, argv, withdrawn, &error) ? REP_EXIT_DONE : rep_cli_fail (error);
}

static void
add_why (JsonBuilder *builder, guint why)
{
  json_builder_set_member_name (builder, "why");
  json_builder_begin_array (builder);
  for (guint bit = 0; bit < 32; bit++)
    if ((why >> bit & 1) != 0)
      json_builder_add_string_value (builder, rep_alike_code ((RepAlike)(1u << bit)));
  json_builder_end_array (builder);
}

static void
add_youth (JsonBuilder *builder, const char *name, const RepId *id, const char *display)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_object (builder);
  rep_cli_member_id (builder, "id", id);
  rep_cli_member_text (builder, "display", display);
  json_builder_end_object (builder);
}

static gboolean
print_pair (RepCli *cli, JsonBuilder *builder, const RepPair *pair, GError **error)
{
  const RepId *ids[] = { rep_casebook_id (cli->casebook, &rep_kind_person, pair->a),
                         rep_casebook_id (cli->casebook, &rep_kind_person, pair->b) };
  g_autofree char *left = rep_cli_person_name (cli, ids[0], error);
  g_autofree char *right = left != NULL ? rep_cli_person_name (cli, ids[1], error) : NULL;
  g_autofree char *why = rep_alike_words (pair->why, rep_cli_is_french ());
  char hex[2][REP_ID_HEX_SIZE];

  if (right == NULL)
    return FALSE;
  if (!cli->json) {
    g_print ("%3.0f %%  %s\n       %s  %s\n       %s  %s\n", pair->score * 100, why,
             rep_id_format (ids[0], hex[0]), left, rep_id_format (ids[1], hex[1]), right);
    return TRUE;
  }
  json_builder_begin_object (builder);
  add_youth (builder, "a", ids[0], left);
  add_youth (builder, "b", ids[1], right);
  rep_cli_member_double (builder, "score", pair->score);
  add_why (builder, pair->why);
  json_builder_end_object (builder);
  return TRUE;
}

/* Looking at names is journalled, by id. */
static gboolean
note_reading (RepCli *cli, const GArray *pairs, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (RepId));

  for (guint i = 0; i < pairs->len; i++) {
    const RepPair *pair = &g_array_index (pairs, RepPair, i);

    g_array_append_vals (ids, rep_casebook_id (cli->casebook, &rep_kind_person, pair->a), 1);
    g_array_append_vals (ids, rep_casebook_id (cli->casebook, &rep_kind_person, pair->b), 1);
  }
  return ids->len == 0 ||
         rep_casebook_note (cli->casebook, REP_ACTION_READ_IDENTITY,
                            (const RepId *)(gpointer)ids->data, ids->len, cli->now, error);
}

static gboolean
list_doubles (RepCli *cli, guint max, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GArray) pairs = NULL;

  if (!rep_casebook_holds_names (cli->casebook))
    return rep_app_error_set (error, REP_APP_ERROR_NO_IDENTITY_KEY, NULL);
  pairs = rep_doubles_list (cli->casebook, max);
  if (!note_reading (cli, pairs, error))
    return FALSE;
  json_builder_begin_array (builder);
  for (guint i = 0; i < pairs->len; i++)
    if (!print_pair (cli, builder, &g_array_index (pairs, RepPair, i), error))
      return FALSE;
  json_builder_end_array (builder);
  if (cli->json)
    rep_cli_print_json (builder);
  else if (pairs->len == 0)
    g_print (_ ("No likely doubles.\n"));
  return TRUE;
}

static int
run_doubles (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  int max = MAX_PAIRS;
  const GOptionEntry entries[] = {
    { "max", 0, 0, G_OPTION_ARG_INT, &max, N_ ("at most so many pairs (100)"), N_ ("N") },
    { NULL },
  };
  g_autoptr (GError) error = NULL;
  int status;

  if (!rep_cli_parse (cli, command, entries, 0, 0, &argc, &argv))
    return REP_EXIT_USAGE;
  if (max < 1 || max > MAX_PAIRS_WANTED)
    return rep_cli_usage (command, _ ("--max is a number from 1 to 10000"));
  status = rep_cli_open (cli);
  if (status != REP_EXIT_DONE)
    return status;
  return list_doubles (cli, (guint)max, &error) ? REP_EXIT_DONE : rep_cli_fail (error);
}

static void
add_field (JsonBuilder *builder, const char *name, const RepObject *object, const RepField *field)
{
  json_builder_set_member_name (builder, name);
  if (object != NULL)
    rep_json_add_field (builder, object, field);
  else
    json_builder_add_null_value (builder);
}

static void
add_change (RepCli *cli, JsonBuilder *builder, const RepPastChange *change)
{
  g_autofree char *login = rep_id_is_none (&change->account)
                               ? NULL
                               : rep_casebook_login (cli->casebook, &change->account);

  json_builder_begin_object (builder);
  rep_cli_member_int (builder, "revision", change->revision);
  json_builder_set_member_name (builder, "time");
  rep_json_add_time (builder, change->time);
  rep_cli_member_text (builder, "login", login);
  rep_cli_member_code (builder, "action", &rep_vocabulary_deed, change->action);
  rep_cli_member_text (builder, "field", change->field->code);
  add_field (builder, "before", change->before, change->field);
  add_field (builder, "after", change->after, change->field);
  rep_cli_member_bool (builder, "gap", change->gap);
  json_builder_end_object (builder);
}

static void
print_moment (RepCli *cli, const RepPastChange *change)
{
  g_autoptr (GDateTime) local =
      change->time != 0 ? g_date_time_new_from_unix_local (change->time) : NULL;
  g_autofree char *time = local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M") : NULL;
  g_autofree char *login = rep_id_is_none (&change->account)
                               ? NULL
                               : rep_casebook_login (cli->casebook, &change->account);

  g_print ("%s  %s  %s\n", time != NULL ? time : "?", login != NULL ? login : "?",
           rep_cli_label (&rep_vocabulary_deed, change->action));
  if (change->gap)
    g_print (_ ("    (what was between was erased)\n"));
}

static void
print_change (RepCli *cli, const RepPastChange *change)
{
  gboolean french = rep_cli_is_french ();
  g_autofree char *before = change->before != NULL ? rep_value_words (cli->casebook, change->before,
                                                                      change->field, french)
                                                   : g_strdup ("");
  g_autofree char *after = rep_value_words (cli->casebook, change->after, change->field, french);

  g_print ("    %s: %s%s%s\n", french ? change->field->fr : change->field->en, before,
           *before != '\0' ? " → " : "", *after != '\0' ? after : "∅");
}

static void
print_history (RepCli *cli, const RepPast *past)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  guint32 revision = 0;

  json_builder_begin_array (builder);
  for (guint i = 0; i < past->changes->len; i++) {
    const RepPastChange *change = &g_array_index (past->changes, RepPastChange, i);

    if (cli->json) {
      add_change (cli, builder, change);
      continue;
    }
    if (change->revision != revision)
      print_moment (cli, change);
    revision = change->revision;
    print_change (cli, change);
  }
  json_builder_end_array (builder);
  if (cli->json)
    rep_cli_print_json (builder);
}

static gboolean
show_history (RepCli *cli, const char *text, GError **error)
{
  g_auto (RepPast) past = { NULL };
  RepId id;

  if (!rep_argument_id (text, REP_APP_ERROR_UNKNOWN_PERSON, &id, error))
    return FALSE;
  if (!rep_casebook_has_person (cli->casebook, &id))
    return rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_PERSON, text);
  if (!rep_casebook_holds_names (cli->casebook))
    return rep_app_error_set (error, REP_APP_ERROR_NO_IDENTITY_KEY, NULL);
  if (!rep_past_history (cli->casebook, &id, &past, error) ||
      !rep_casebook_note (cli->casebook, REP_ACTION_READ_IDENTITY, &id, 1, cli->now, error))
    return FALSE;
  print_history (cli, &past);
  return TRUE;
}

static int
run_history (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  int status;

  if (!rep_cli_parse (cli, command, NULL, 1, 1, &argc, &argv))
    return REP_EXIT_USAGE;
  status = rep_cli_open (cli);
  if (status != REP_EXIT_DONE)
    return status;
  return show_history (cli, argv[1], &error) ? REP_EXIT_DONE : rep_cli_fail (error);
}

const RepCommand rep_command_person_merge = { "person merge", N_ ("KEEP OTHER"),
                                              N_ ("make two records of one young person one"),
                                              run_merge };
const RepCommand rep_command_person_unmerge = { "person unmerge", N_ ("OTHER"),
                                                N_ ("give back what a merge made one"),
                                                run_unmerge };
const RepCommand rep_command_person_doubles = { "person doubles", "",
                                                N_ ("list likely doubles, likeliest first"),
                                                run_doubles };
const RepCommand rep_command_person_distinct = { "person distinct", N_ ("ID ID"),
                                                 N_ ("say that two young people are not the same"),
                                                 run_distinct };
const RepCommand rep_command_person_history = {
  "person history", N_ ("ID"), N_ ("show who changed what of a young person, and when"), run_history
};
