/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>

#include "app/domain/stage.h"

/*
 * A history is written in a few letters, so that a table of rules reads as one:
 *   contacts "DAY REACHED MODE OUTCOMES": J joint, T third party, M message, N not reached;
 *   F face, V video, P phone (voice), W writing; a action done, r refusal, h out of target;
 *   entries "DAY STAGE": stage digit 1…6.
 */
typedef struct {
  const char *name;
  const char *contacts;
  const char *entries;
  const char
      *expected; /* "REPERE REPERE_A CONTACTE RENCONTRE MOBILISE ACCOMPAGNE SORTI", then flags */
} Case;

static const RepStageRules rules = { .start = 100, .end = 800, .mobilised_days = 2 };

static RepContactFact
parse_contact (const char *text)
{
  RepContactFact fact = { .minute = -1 };
  const char *letter = text;

  while (g_ascii_isdigit (*letter))
    fact.date = 10 * fact.date + (guint32)(*letter++ - '0');
  fact.reached = *letter == 'J' ? 1 : *letter == 'T' ? 2 : *letter == 'M' ? 3 : 4;
  letter++;
  fact.mode = *letter == 'F' ? 1 : *letter == 'V' ? 2 : *letter == 'P' ? 3 : 4;
  for (letter++; *letter != '\0'; letter++)
    fact.outcomes |= (guint16)(1u << (*letter == 'a' ? 3 : *letter == 'r' ? 5 : 6));
  return fact;
}

static void
evaluate (const char *contacts, const char *entries, const RepStageRules *with, RepStages *stages)
{
  g_auto (GStrv) words = g_strsplit_set (contacts, " ", -1);
  g_auto (GStrv) given = g_strsplit_set (entries, " ", -1);
  g_autoptr (GArray) facts = g_array_new (FALSE, FALSE, sizeof (RepContactFact));
  g_autoptr (GArray) sets = g_array_new (FALSE, FALSE, sizeof (RepStageFact));

  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0') {
      RepContactFact fact = parse_contact (words[i]);

      fact.tie = i;
      g_array_append_val (facts, fact);
    }
  for (guint i = 0; given[i] != NULL; i++)
    if (*given[i] != '\0') {
      g_auto (GStrv) pair = g_strsplit (given[i], ":", 2);
      RepStageFact set = { (guint32)atoi (pair[0]), (guint8)atoi (pair[1]), 0 };

      g_array_append_val (sets, set);
    }
  rep_stages_evaluate ((const RepContactFact *)(gpointer)facts->data, facts->len,
                       (const RepStageFact *)(gpointer)sets->data, sets->len, with, stages);
}

static char *
describe (const RepStages *stages)
{
  return g_strdup_printf ("%u %u %u %u %u %u %u%s%s%s", stages->date[1], stages->repere_a,
                          stages->date[2], stages->date[3], stages->date[4], stages->date[5],
                          stages->date[6], stages->out_of_target ? " out" : "",
                          stages->entries > 1 ? " back" : "",
                          stages->current == REP_STAGE_SORTI ? " exited" : "");
}

static const Case cases[] = {
  { "joint on the bus", "200JF", "", "200 200 200 200 0 0 0" },
  { "joint by phone", "200JP", "", "200 200 200 0 0 0 0" },
  { "joint by video", "200JV", "", "200 200 200 200 0 0 0" },
  { "message left", "200MW", "", "200 0 0 0 0 0 0" },
  { "not reached, face to face", "200NF", "", "200 200 0 0 0 0 0" },
  { "signalled, then joint", "200TP 250JP", "", "200 250 250 0 0 0 0" },
  { "action done", "200JPa", "", "200 200 200 200 200 0 0" },
  { "action without reaching is a plan", "200MPa", "", "200 0 0 0 0 0 0" },
  { "two meetings on one day", "200JF 200JF", "", "200 200 200 200 0 0 0" },
  { "two meetings on two days", "200JF 230JF", "", "200 200 200 200 230 0 0" },
  { "order of entry does not matter", "230JF 200JF", "", "200 200 200 200 230 0 0" },
  { "a stage implies the earlier ones", "300JP", "250:5", "250 250 250 250 250 250 0" },
  { "a fact before a given stage stays", "200JF", "250:5", "200 200 200 200 250 250 0" },
  { "rencontre follows an earlier mobilise", "300JF", "250:4", "250 250 250 250 250 0 0" },
  { "exit implies repere only", "", "300:6", "300 0 0 0 0 0 300 exited" },
  { "lost after one call", "200JP", "400:6", "200 200 200 0 0 0 400 exited" },
  { "back after an exit", "200JP 500JP", "400:6", "200 200 200 0 0 0 400 back" },
  { "an attempt opens nothing", "200JP 500MW", "400:6", "200 200 200 0 0 0 400 exited" },
  { "a refusal opens nothing", "200JP 500JPr", "400:6", "200 200 200 0 0 0 400 exited" },
  { "out of target opens nothing", "200JP 500JPh", "400:6", "200 200 200 0 0 0 400 out exited" },
  { "out twice", "200JP 500JP", "400:6 600:6", "200 200 200 0 0 0 400 back exited" },
  { "mobilised in the second parcours counts", "200JP 500JPa", "400:6",
    "200 200 200 500 500 0 400 back" },
  { "refusal counts at the stage reached", "200JFr", "", "200 200 200 200 0 0 0" },
  { "out of target", "200JFh", "", "200 200 200 200 0 0 0 out" },
  { "then in target after all", "200JFh 300JF", "", "200 200 200 200 300 0 0" },
  { "then a message says nothing", "200JFh 300MW", "", "200 200 200 200 0 0 0 out" },
  { "before the project", "50JF", "", "0 0 0 0 0 0 0" },
  { "after the project", "801JF", "", "0 0 0 0 0 0 0" },
  { "first and last day count", "100JP 800JPa", "", "100 100 100 800 800 0 0" },
  { "nobody", "", "", "0 0 0 0 0 0 0" },
};

static void
test_case (gconstpointer data)
{
  const Case *expected = data;
  RepStages stages;
  g_autofree char *found = NULL;

  evaluate (expected->contacts, expected->entries, &rules, &stages);
  found = describe (&stages);
  g_assert_cmpstr (found, ==, expected->expected);
}

static void
test_first (void)
{
  RepContactFact facts[] = {
    { .date = 200, .minute = 600, .entered_at = 5, .tie = 1 },
    { .date = 200, .minute = 500, .entered_at = 9, .tie = 2 },
    { .date = 200, .minute = -1, .entered_at = 1, .tie = 3 },
    { .date = 201, .minute = 0, .entered_at = 0, .tie = 0 },
  };

  /* The hour decides when both have one; else the time of entry. */
  g_assert_cmpint (rep_contact_fact_compare (&facts[1], &facts[0]), <, 0);
  g_assert_cmpint (rep_contact_fact_compare (&facts[2], &facts[1]), <, 0);
  g_assert_cmpint (rep_contact_fact_compare (&facts[0], &facts[3]), <, 0);
  facts[0].minute = -1;
  facts[1] = facts[0];
  facts[1].tie = 9;
  g_assert_cmpint (rep_contact_fact_compare (&facts[0], &facts[1]), <, 0);
  g_assert_cmpint (rep_contact_fact_compare (&facts[0], &facts[0]), ==, 0);
}

static void
append_random_fact (GString *contacts, GString *entries)
{
  static const char *const kinds[] = { "JF", "JP", "TP", "MW", "NF", "JFa", "JPr", "JFh", "JV" };

  if (g_test_rand_int_range (0, 5) == 0)
    g_string_append_printf (entries, "%d:%d ", g_test_rand_int_range (50, 900),
                            g_test_rand_int_range (1, 7));
  else
    g_string_append_printf (contacts, "%d%s ", g_test_rand_int_range (50, 900),
                            kinds[g_test_rand_int_range (0, G_N_ELEMENTS (kinds))]);
}

static guint32
or_never (guint32 date)
{
  return date != 0 ? date : G_MAXUINT32;
}

/* On any history: stages are nested in time, inside the project, and a later look changes no past
 * day. */
static void
test_invariants (void)
{
  for (guint round = 0; round < 3000; round++) {
    g_autoptr (GString) contacts = g_string_new (NULL);
    g_autoptr (GString) entries = g_string_new (NULL);
    RepStageRules earlier = { 100, (guint32)g_test_rand_int_range (100, 800), 2 };
    RepStages stages, then;

    for (int i = g_test_rand_int_range (0, 9); i > 0; i--)
      append_random_fact (contacts, entries);
    evaluate (contacts->str, entries->str, &rules, &stages);
    evaluate (contacts->str, entries->str, &earlier, &then);

    g_assert_cmpuint (or_never (stages.date[1]), <=, or_never (stages.repere_a));
    g_assert_cmpuint (or_never (stages.repere_a), <=, or_never (stages.date[2]));
    for (guint stage = 1; stage < 5; stage++)
      g_assert_cmpuint (or_never (stages.date[stage]), <=, or_never (stages.date[stage + 1]));
    g_assert_cmpuint (or_never (stages.date[1]), <=, or_never (stages.date[6]));
    for (guint stage = 1; stage < REP_N_STAGES; stage++) {
      guint32 seen = stages.date[stage] <= earlier.end ? stages.date[stage] : 0;

      g_assert_true (stages.date[stage] == 0 ||
                     (stages.date[stage] >= 100 && stages.date[stage] <= 800));
      g_assert_cmpuint (then.date[stage], ==, seen);
    }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strdup_printf ("/stage/table/%s", cases[i].name);

    g_test_add_data_func (path, &cases[i], test_case);
  }
  g_test_add_func ("/stage/first", test_first);
  g_test_add_func ("/stage/invariants", test_invariants);
  return g_test_run ();
}
