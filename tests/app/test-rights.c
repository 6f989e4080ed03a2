/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/domain/rights.h"

#include "app/domain/kinds.h"
#include "app/domain/vocabulary.h"

/* The table as people would read it: of whom, what. */
static const struct {
  const char *kind;
  const char *expected; /* counsellor, director, manager */
} written[] = {
  { "person", "own none all" },      { "contact", "own none all" },
  { "outing", "own nameless all" },  { "project", "none all all" },
  { "structure", "none none all" },  { "partner", "all nameless all" },
  { "stage", "own none all" },       { "settings", "none none all" },
  { "import", "own none all" },      { "distinct", "own none all" },
  { "orientation", "own none all" }, { "counter", "none none all" },
  { "period", "none all all" },      { "release", "none all all" },
};

static const char *const scopes[] = { "none", "nameless", "own", "all" };

static void
test_kinds (void)
{
  guint n;
  const RepKind *const *kinds = rep_kinds (&n);

  g_assert_cmpuint (n, ==, G_N_ELEMENTS (written)); /* a new kind has to say who writes it */
  for (guint i = 0; i < n; i++) {
    g_autofree char *found = g_strdup_printf (
        "%s %s %s", scopes[rep_rights_scope (REP_ROLE_COUNSELLOR, kinds[i]->number)],
        scopes[rep_rights_scope (REP_ROLE_DIRECTOR, kinds[i]->number)],
        scopes[rep_rights_scope (REP_ROLE_MANAGER, kinds[i]->number)]);

    g_assert_cmpstr (kinds[i]->code, ==, written[i].kind);
    g_assert_cmpstr (found, ==, written[i].expected);
    g_assert_cmpint (rep_rights_scope (REP_ROLE_NONE, kinds[i]->number), ==, REP_SCOPE_NONE);
    g_assert_cmpint (rep_rights_scope (REP_ROLE_RECOVERY, kinds[i]->number), ==, REP_SCOPE_NONE);
  }
  g_assert_cmpint (rep_rights_scope (REP_ROLE_DIRECTOR, 999), ==, REP_SCOPE_ALL);
  g_assert_cmpint (rep_rights_scope ((RepRole)5, 1), ==, REP_SCOPE_NONE);
}

/* Which roles may, as letters: counsellor, director, manager, recovery sheet. */
static const char *const acts[] = {
  "M",   "CDM", "CDMR", "CM",   "CM", "M",    "MR",  "MR", "M",  "M",    "M",
  "CDM", "R",   "M",    "CDMR", "M",  "CDMR", "CDM", "M",  "M",  "CDMR", "CDM",
  "CM",  "M",   "CM",   "CM",   "DM", "DM",   "DM",  "DM", "DM", "CDM",
};

static void
test_acts (void)
{
  g_assert_cmpuint (rep_vocabulary_deed.n_terms, ==, G_N_ELEMENTS (acts));
  for (guint act = 1; act <= G_N_ELEMENTS (acts); act++) {
    g_autoptr (GString) found = g_string_new (NULL);

    for (guint role = REP_ROLE_COUNSELLOR; role <= REP_ROLE_RECOVERY; role++)
      if (rep_rights_may_act ((RepRole)role, act))
        g_string_append_c (found, "?CDMR"[role]);
    g_assert_cmpstr (found->str, ==, acts[act - 1]);
    g_assert_false (rep_rights_may_act (REP_ROLE_NONE, act));
  }
  g_assert_true (rep_rights_may_act (REP_ROLE_DIRECTOR, G_N_ELEMENTS (acts) + 1));
  g_assert_false (rep_rights_may_act ((RepRole)5, 1));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rights/kinds", test_kinds);
  g_test_add_func ("/rights/acts", test_acts);
  return g_test_run ();
}
