/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/domain/kinds.h"
#include "app/domain/stage.h"
#include "app/domain/vocabulary.h"

#include <json-glib/json-glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_NUMBER 63
#define MAX_LABEL 60

static const char *const project_codes[] = { "charleville-mezieres", "reims", "pays-messin",
                                             "molsheim", "val-de-lorraine" };

/* clang-format off */
static const char *const project_keys[] = {
  "code", "title", "lead", "lead_address", "lead_commune", "region", "coverage",
  "coverage_note", "start", "end", "target_over", "budget_eur", "dates_confirmed",
  "pic_funding_eur", "cofunding", "age_min", "age_max", "audience", "required",
  "priority_age_max", "priority_all", "targets", "structures", "arrondissements", "epci",
  "consortium", "partners_note", "channels", "actions", "territory_provisional", "purpose",
  "site", "mobilised_days", "amendments", "pauses", NULL
};
/* clang-format on */

/* The codes of a list, separated by spaces, with or without group and preset. */
static char *
codes_where (const RepVocabulary *vocabulary, const char *group, const char *preset)
{
  GString *codes = g_string_new (NULL);

  for (guint i = 0; i < vocabulary->n_terms; i++) {
    const RepTerm *term = &vocabulary->terms[i];

    if ((group != NULL && g_strcmp0 (term->group, group) != 0) ||
        (preset != NULL && g_strcmp0 (term->preset, preset) != 0))
      continue;
    g_string_append_printf (codes, "%s%s", codes->len > 0 ? " " : "", term->code);
  }
  return g_string_free (codes, FALSE);
}

static char *
sensitive_codes (const RepVocabulary *vocabulary)
{
  GString *codes = g_string_new (NULL);

  for (guint i = 0; i < vocabulary->n_terms; i++)
    if (vocabulary->terms[i].sensitive)
      g_string_append_printf (codes, "%s%s", codes->len > 0 ? " " : "", vocabulary->terms[i].code);
  return g_string_free (codes, FALSE);
}

static void
assert_codes (char *found, const char *expected)
{
  g_assert_cmpstr (found, ==, expected);
  g_free (found);
}

static guint32
julian (guint day, guint month, guint year)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
  return g_date_get_julian (&date);
}

static void
test_lists (void)
{
  guint n = 0;
  const RepVocabulary *const *lists = rep_vocabularies (&n);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  g_assert_cmpuint (n, ==, 40);
  for (guint i = 0; i < n; i++) {
    g_assert_true (g_str_is_ascii (lists[i]->code));
    g_assert_true (g_hash_table_add (names, (gpointer)lists[i]->code));
    g_assert_cmpuint (strlen (lists[i]->fr), >, 0);
    g_assert_cmpuint (strlen (lists[i]->en), >, 0);
    g_assert_cmpuint (lists[i]->n_terms, >, 0);
    g_assert_cmpuint (lists[i]->n_terms, <=, MAX_NUMBER);
  }
  g_assert_true (lists[0] == &rep_vocabulary_channel);
  g_assert_true (lists[n - 1] == &rep_vocabulary_eligibility);
}

static void
check_numbers (const RepVocabulary *list)
{
  for (guint i = 0; i < list->n_terms; i++) {
    g_assert_cmpuint (list->terms[i].number, ==, i + 1);
    g_assert_true (rep_vocabulary_by_number (list, i + 1) == &list->terms[i]);
  }
  g_assert_null (rep_vocabulary_by_number (list, 0));
  g_assert_null (rep_vocabulary_by_number (list, list->n_terms + 1));
  g_assert_null (rep_vocabulary_by_number (list, G_MAXUINT));
}

static void
test_numbers (void)
{
  guint n = 0;
  const RepVocabulary *const *lists = rep_vocabularies (&n);

  for (guint i = 0; i < n; i++)
    check_numbers (lists[i]);
}

static void
check_codes (const RepVocabulary *list)
{
  const char *letters = list == &rep_vocabulary_role ? G_CSET_a_2_z : G_CSET_A_2_Z;
  g_autofree char *allowed = g_strconcat (letters, G_CSET_DIGITS, "_", NULL);

  for (guint i = 0; i < list->n_terms; i++) {
    const char *code = list->terms[i].code;
    g_autofree char *lower = g_ascii_strdown (code, -1);

    g_assert_cmpuint (strlen (code), >, 0);
    g_assert_cmpuint (strspn (code, allowed), ==, strlen (code));
    /* The first match is the term itself, so no earlier one has the same code. */
    g_assert_true (rep_vocabulary_by_code (list, code) == &list->terms[i]);
    g_assert_true (rep_vocabulary_by_code (list, lower) == &list->terms[i]);
  }
  g_assert_null (rep_vocabulary_by_code (list, NULL));
  g_assert_null (rep_vocabulary_by_code (list, ""));
  g_assert_null (rep_vocabulary_by_code (list, "NO_SUCH_CODE"));
}

static void
test_codes (void)
{
  guint n = 0;
  const RepVocabulary *const *lists = rep_vocabularies (&n);

  for (guint i = 0; i < n; i++)
    check_codes (lists[i]);
}

static void
check_label (const char *label, GHashTable *seen)
{
  g_autofree char *stripped = NULL;

  g_assert_nonnull (label);
  g_assert_true (g_utf8_validate (label, -1, NULL));
  stripped = g_strstrip (g_strdup (label));
  g_assert_cmpstr (stripped, ==, label);
  g_assert_cmpint (g_utf8_strlen (label, -1), >, 0);
  g_assert_cmpint (g_utf8_strlen (label, -1), <=, MAX_LABEL);
  /* Typographic apostrophes in what people read. */
  g_assert_null (strchr (label, '\''));
  g_assert_true (g_hash_table_add (seen, (gpointer)label));
}

static void
test_labels (void)
{
  guint n = 0, terms = 0, same = 0;
  const RepVocabulary *const *lists = rep_vocabularies (&n);

  for (guint i = 0; i < n; i++) {
    g_autoptr (GHashTable) french = g_hash_table_new (g_str_hash, g_str_equal);
    g_autoptr (GHashTable) english = g_hash_table_new (g_str_hash, g_str_equal);

    for (guint j = 0; j < lists[i]->n_terms; j++) {
      const RepTerm *term = &lists[i]->terms[j];

      check_label (rep_term_label (term, TRUE), french);
      check_label (rep_term_label (term, FALSE), english);
      same += g_str_equal (term->fr, term->en);
      terms++;
    }
  }
  /* A few words are the same in both languages; a copied column would not be so few. */
  g_assert_cmpuint (same * 20, <, terms);
}

static const RepVocabulary *
group_vocabulary (const RepVocabulary *list)
{
  if (list == &rep_vocabulary_channel)
    return &rep_vocabulary_family;
  if (list == &rep_vocabulary_level)
    return &rep_vocabulary_level_group;
  if (list == &rep_vocabulary_exit)
    return &rep_vocabulary_exit_group;
  return list == &rep_vocabulary_situation ? &rep_vocabulary_public : NULL;
}

static void
check_groups (const RepVocabulary *list)
{
  const RepVocabulary *groups = group_vocabulary (list);
  gboolean optional = list == &rep_vocabulary_situation;

  for (guint i = 0; i < list->n_terms; i++) {
    const RepTerm *term = &list->terms[i];

    if (groups == NULL || (optional && term->group == NULL))
      g_assert_null (term->group);
    else
      g_assert_nonnull (rep_vocabulary_by_code (groups, term->group));
    if (list == &rep_vocabulary_channel)
      g_assert_nonnull (rep_vocabulary_by_code (&rep_vocabulary_mode, term->preset));
    else
      g_assert_null (term->preset);
  }
}

static void
test_groups (void)
{
  guint n = 0;
  const RepVocabulary *const *lists = rep_vocabularies (&n);

  for (guint i = 0; i < n; i++)
    check_groups (lists[i]);
}

static void
test_channels (void)
{
  const RepVocabulary *channel = &rep_vocabulary_channel;

  g_assert_cmpuint (channel->n_terms, ==, 24);
  assert_codes (codes_where (channel, "ALLER_VERS", NULL), "BUS CONS_ITIN MARAUDE");
  assert_codes (codes_where (channel, "OUTIL_INFO", NULL), "NUM_PDN NUM_RESEAUX COM_PROX");
  assert_codes (codes_where (channel, "ENTOURAGE_PAIRS", NULL), "SENTINELLE PAIRS FAMILLE ASSO");
  assert_codes (codes_where (channel, "GUICHET", NULL),
                "PSAD EDUC UNIV CD_ASE MDPH JUSTICE CAF PREV_SANTE COLLECTIVITE SPE ARMEE SPONTANE "
                "FICHIER_ML AUTRE");
  assert_codes (codes_where (channel, NULL, "FACE"), "BUS CONS_ITIN MARAUDE SPONTANE");
  assert_codes (codes_where (channel, NULL, "ECRIT"), "NUM_PDN NUM_RESEAUX COM_PROX");
  assert_codes (codes_where (channel, NULL, "VISIO"), "");
  assert_codes (codes_where (channel, NULL, "VOIX"),
                "SENTINELLE PAIRS FAMILLE PSAD EDUC UNIV CD_ASE MDPH JUSTICE CAF PREV_SANTE ASSO "
                "COLLECTIVITE SPE ARMEE FICHIER_ML AUTRE");
  assert_codes (sensitive_codes (channel), "CD_ASE MDPH JUSTICE PREV_SANTE");
}

/* Lists whose order other code relies on: a stage is compared by its number. */
static void
test_fixed_lists (void)
{
  assert_codes (codes_where (&rep_vocabulary_family, NULL, NULL),
                "GUICHET ALLER_VERS ENTOURAGE_PAIRS OUTIL_INFO");
  assert_codes (codes_where (&rep_vocabulary_mode, NULL, NULL), "FACE VISIO VOIX ECRIT");
  assert_codes (codes_where (&rep_vocabulary_direction, NULL, NULL), "SORTANT ENTRANT TIERS");
  assert_codes (codes_where (&rep_vocabulary_reached, NULL, NULL),
                "JOINT TIERS_JOINT MESSAGE_LAISSE NON_JOINT ABSENT FAUX_NUMERO");
  assert_codes (codes_where (&rep_vocabulary_outcome, NULL, NULL),
                "RDV_PRIS ORIENTE ACTION_FAITE REPORTE REFUS HORS_CIBLE");
  assert_codes (codes_where (&rep_vocabulary_out_of_target, NULL, NULL),
                "DEJA_SUIVI SCOLARISE EN_EMPLOI AGE");
  assert_codes (codes_where (&rep_vocabulary_stage, NULL, NULL),
                "REPERE CONTACTE RENCONTRE MOBILISE ACCOMPAGNE SORTI");
  assert_codes (codes_where (&rep_vocabulary_informed, NULL, NULL), "ORAL PAPIER SMS");
  assert_codes (codes_where (&rep_vocabulary_identity, NULL, NULL),
                "NOMINATIVE PSEUDONYME INCONNUE");
  assert_codes (codes_where (&rep_vocabulary_sex, NULL, NULL), "F M X");
  assert_codes (codes_where (&rep_vocabulary_answer, NULL, NULL), "OUI NON NSP");
  assert_codes (codes_where (&rep_vocabulary_structure_role, NULL, NULL), "PORTEUR MEMBRE");
  assert_codes (codes_where (&rep_vocabulary_role, NULL, NULL), "counsellor director manager");
}

static void
test_exits (void)
{
  const RepVocabulary *reasons = &rep_vocabulary_exit;

  assert_codes (codes_where (reasons, "STRICTE", NULL),
                "EMPLOI_DURABLE EMPLOI_COURT ALTERNANCE FORMATION SCOLARITE");
  assert_codes (codes_where (reasons, "LARGE", NULL), "DROIT_COMMUN");
  assert_codes (codes_where (reasons, "NEUTRE", NULL),
                "SOCIAL_SANTE DEMENAGEMENT AGE INCARCERATION DECES");
  assert_codes (codes_where (reasons, "AUTRE", NULL),
                "ABANDON PERDU_DE_VUE REFUS HORS_CIBLE FIN_PROJET");
  assert_codes (codes_where (reasons, "INCONNUE", NULL), "INCONNU");
}

static void
test_levels (void)
{
  const RepVocabulary *level = &rep_vocabulary_level;

  assert_codes (codes_where (level, NULL, NULL), "N0 N1 N2 N3 N4 N5 N6 N7 N8");
  assert_codes (codes_where (level, "INFRA3", NULL), "N0 N1 N2");
  assert_codes (codes_where (level, "N3", NULL), "N3");
  assert_codes (codes_where (level, "N4", NULL), "N4");
  assert_codes (codes_where (level, "N5PLUS", NULL), "N5 N6 N7 N8");
}

static void
test_sensitive (void)
{
  assert_codes (
      sensitive_codes (&rep_vocabulary_public),
      "SORTANT_ASE CJM HANDICAP JUSTICE MINEUR PRECARITE BRSA PARENT_ISOLE PRIMO_ARRIVANT "
      "SANS_HEBERGEMENT SANTE_MENTALE VIOLENCE");
  assert_codes (sensitive_codes (&rep_vocabulary_situation), "DETENTION MALADIE");
  assert_codes (codes_where (&rep_vocabulary_situation, "NEET", NULL),
                "SANS_ACTIVITE RECH_NON_INSCRIT DE_INSCRIT MALADIE PARENT_FOYER");
  assert_codes (sensitive_codes (&rep_vocabulary_place_type), "PENITENTIAIRE");
  assert_codes (sensitive_codes (&rep_vocabulary_resources), "AAH");
  assert_codes (sensitive_codes (&rep_vocabulary_obstacle), "SANTE JUSTICE ADDICTION");
  assert_codes (sensitive_codes (&rep_vocabulary_scheme), "CAP_EMPLOI");
  assert_codes (sensitive_codes (&rep_vocabulary_exit), "SOCIAL_SANTE INCARCERATION");
  assert_codes (sensitive_codes (&rep_vocabulary_partner_kind), "JUSTICE DEPARTEMENT MDPH SANTE");
}

/* Every bound of every term is a real day that the term itself keeps to. */
static void
check_bounds (const RepTerm *term)
{
  guint day, month, year;

  if (term->from != NULL) {
    g_assert_cmpint (sscanf (term->from, "%4u-%2u-%2u", &year, &month, &day), ==, 3);
    g_assert_true (g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year));
    g_assert_true (rep_term_valid_on (term, julian (day, month, year)));
    g_assert_false (rep_term_valid_on (term, julian (day, month, year) - 1));
  }
  if (term->until != NULL) {
    g_assert_cmpint (sscanf (term->until, "%4u-%2u-%2u", &year, &month, &day), ==, 3);
    g_assert_true (g_date_valid_dmy ((GDateDay)day, (GDateMonth)month, (GDateYear)year));
    g_assert_true (rep_term_valid_on (term, julian (day, month, year)));
    g_assert_false (rep_term_valid_on (term, julian (day, month, year) + 1));
  }
  g_assert_false (rep_term_valid_on (term, 0));
}

static void
test_validity (void)
{
  guint n = 0;
  const RepVocabulary *const *lists = rep_vocabularies (&n);
  const RepVocabulary *scheme = &rep_vocabulary_scheme;
  guint32 last = julian (28, 2, 2022), first = julian (1, 3, 2022);

  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < lists[i]->n_terms; j++)
      check_bounds (&lists[i]->terms[j]);

  g_assert_false (rep_term_valid_on (rep_vocabulary_by_code (scheme, "CEJ"), last));
  g_assert_true (rep_term_valid_on (rep_vocabulary_by_code (scheme, "CEJ"), first));
  g_assert_false (rep_term_valid_on (rep_vocabulary_by_code (scheme, "CEJ_JR"), last));
  g_assert_true (rep_term_valid_on (rep_vocabulary_by_code (scheme, "GJ"), last));
  g_assert_false (rep_term_valid_on (rep_vocabulary_by_code (scheme, "GJ"), first));
  g_assert_false (rep_term_valid_on (rep_vocabulary_by_code (scheme, "O2R"), julian (23, 6, 2024)));
  g_assert_true (rep_term_valid_on (rep_vocabulary_by_code (scheme, "O2R"), julian (24, 6, 2024)));
  g_assert_true (rep_term_valid_on (rep_vocabulary_by_code (scheme, "PACEA"), last));
}

/* The sheet of a project, read from the source tree. */
static JsonParser *
load_project (const char *code)
{
  const char *root = getenv ("REP_SOURCE_ROOT");
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (GError) error = NULL;
  g_autofree char *name = g_strconcat (code, ".json", NULL);
  g_autofree char *path = NULL;

  g_assert_nonnull (root);
  path = g_build_filename (root, "data", "projects", name, NULL);
  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&parser);
}

static JsonObject *
project_of (JsonParser *parser)
{
  return json_node_get_object (json_parser_get_root (parser));
}

static void
assert_publics (JsonObject *project, const char *key)
{
  JsonArray *list;

  if (!json_object_has_member (project, key))
    return;
  list = json_object_get_array_member (project, key);
  for (guint i = 0; i < json_array_get_length (list); i++)
    g_assert_nonnull (
        rep_vocabulary_by_code (&rep_vocabulary_public, json_array_get_string_element (list, i)));
}

/* Every object of the list @key names a term of @vocabulary in @member. Returns: how many. */
static guint
assert_members (JsonObject *project,
                const char *key,
                const char *member,
                const RepVocabulary *vocabulary)
{
  JsonArray *list = json_object_get_array_member (project, key);
  guint n = json_array_get_length (list);

  for (guint i = 0; i < n; i++) {
    JsonObject *object = json_array_get_object_element (list, i);
    const char *code = json_object_get_string_member (object, member);
    const RepTerm *term = rep_vocabulary_by_code (vocabulary, code);

    g_assert_nonnull (term);
    g_assert_cmpstr (term->code, ==, code);
  }
  return n;
}

static void
test_project_codes (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (project_codes); i++) {
    g_autoptr (JsonParser) parser = load_project (project_codes[i]);
    JsonObject *project = project_of (parser);
    g_autoptr (GList) keys = json_object_get_members (project);

    for (GList *key = keys; key != NULL; key = key->next)
      g_assert_true (g_strv_contains (project_keys, key->data));
    g_assert_cmpstr (json_object_get_string_member (project, "code"), ==, project_codes[i]);
    assert_publics (project, "audience");
    assert_publics (project, "required");
    assert_publics (project, "priority_all");
    assert_members (project, "channels", "channel", &rep_vocabulary_channel);
    assert_members (project, "consortium", "kind", &rep_vocabulary_partner_kind);
    assert_members (project, "structures", "role", &rep_vocabulary_structure_role);
    assert_members (project, "targets", "basis", &rep_vocabulary_stage);
  }
}

static gint64
sum_of_targets (JsonObject *project)
{
  JsonArray *targets = json_object_get_array_member (project, "targets");
  gint64 sum = 0;

  for (guint i = 0; i < json_array_get_length (targets); i++)
    sum += json_object_get_int_member (json_array_get_object_element (targets, i), "value");
  return sum;
}

static void
test_project_totals (void)
{
  gint64 targets = 0, budget = 0, funding = 0;
  guint members = 0, channels = 0;

  for (guint i = 0; i < G_N_ELEMENTS (project_codes); i++) {
    g_autoptr (JsonParser) parser = load_project (project_codes[i]);
    JsonObject *project = project_of (parser);

    targets += sum_of_targets (project);
    budget += json_object_get_int_member (project, "budget_eur");
    funding += json_object_get_int_member (project, "pic_funding_eur");
    members += json_array_get_length (json_object_get_array_member (project, "consortium"));
    channels += json_array_get_length (json_object_get_array_member (project, "channels"));
  }
  g_assert_cmpint (targets, ==, 3710);
  g_assert_cmpint (budget, ==, 2882812);
  g_assert_cmpint (funding, ==, 1852586);
  g_assert_cmpuint (members, ==, 53);
  g_assert_cmpuint (channels, ==, 40);
}

static void
test_project_facts (void)
{
  static const struct {
    const char *start, *end, *commune;
    gint64 target;
  } facts[] = { { "2019-12-01", "2021-12-31", "08105", 1000 },
                { "2019-12-01", "2021-12-31", "51454", 450 },
                { "2019-12-01", "2021-12-31", "57463", 2000 },
                { "2020-01-01", "2022-01-31", "67300", 160 },
                { "2019-11-01", "2021-11-30", "54431", 100 } };

  for (guint i = 0; i < G_N_ELEMENTS (project_codes); i++) {
    g_autoptr (JsonParser) parser = load_project (project_codes[i]);
    JsonObject *project = project_of (parser);

    g_assert_cmpstr (json_object_get_string_member (project, "start"), ==, facts[i].start);
    g_assert_cmpstr (json_object_get_string_member (project, "end"), ==, facts[i].end);
    g_assert_cmpstr (json_object_get_string_member (project, "lead_commune"), ==, facts[i].commune);
    g_assert_cmpint (sum_of_targets (project), ==, facts[i].target);
    g_assert_cmpint (json_object_get_int_member (project, "age_min"), ==, 16);
    g_assert_cmpint (json_object_get_int_member (project, "age_max"), ==, 29);
    g_assert_false (json_object_get_boolean_member (project, "dates_confirmed"));
    g_assert_true (json_object_get_boolean_member (project, "territory_provisional"));
  }
}

/* The rules name a few terms by number; the lists own the numbers. */
static void
test_numbers_of_the_rules (void)
{
  static const struct {
    const RepVocabulary *vocabulary;
    const char *code;
    guint number;
  } named[] = {
    { &rep_vocabulary_reached, "JOINT", REP_REACHED_JOINT },
    { &rep_vocabulary_outcome, "ACTION_FAITE", REP_OUTCOME_ACTION_FAITE },
    { &rep_vocabulary_outcome, "REFUS", REP_OUTCOME_REFUS },
    { &rep_vocabulary_outcome, "HORS_CIBLE", REP_OUTCOME_HORS_CIBLE },
    { &rep_vocabulary_mode, "FACE", REP_MODE_FACE },
    { &rep_vocabulary_mode, "VISIO", REP_MODE_VISIO },
    { &rep_vocabulary_stage, "REPERE", REP_STAGE_REPERE },
    { &rep_vocabulary_stage, "CONTACTE", REP_STAGE_CONTACTE },
    { &rep_vocabulary_stage, "RENCONTRE", REP_STAGE_RENCONTRE },
    { &rep_vocabulary_stage, "MOBILISE", REP_STAGE_MOBILISE },
    { &rep_vocabulary_stage, "ACCOMPAGNE", REP_STAGE_ACCOMPAGNE },
    { &rep_vocabulary_stage, "SORTI", REP_STAGE_SORTI },
    { &rep_vocabulary_identity, "NOMINATIVE", REP_IDENTITY_NAMED },
    { &rep_vocabulary_identity, "PSEUDONYME", REP_IDENTITY_PSEUDONYM },
    { &rep_vocabulary_identity, "INCONNUE", REP_IDENTITY_UNKNOWN },
    { &rep_vocabulary_direction, "SORTANT", 1 }, /* default of an intake */
    { &rep_vocabulary_answer, "OUI", 1 },        /* a public named without more */
    { &rep_vocabulary_answer, "NON", 2 },
    { &rep_vocabulary_structure_role, "PORTEUR", 1 }, /* a sheet without structures */
  };

  for (guint i = 0; i < G_N_ELEMENTS (named); i++) {
    const RepTerm *term = rep_vocabulary_by_code (named[i].vocabulary, named[i].code);

    g_assert_nonnull (term);
    g_assert_cmpuint (term->number, ==, named[i].number);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vocabulary/lists", test_lists);
  g_test_add_func ("/vocabulary/numbers", test_numbers);
  g_test_add_func ("/vocabulary/codes", test_codes);
  g_test_add_func ("/vocabulary/labels", test_labels);
  g_test_add_func ("/vocabulary/groups", test_groups);
  g_test_add_func ("/vocabulary/channels", test_channels);
  g_test_add_func ("/vocabulary/fixed-lists", test_fixed_lists);
  g_test_add_func ("/vocabulary/exits", test_exits);
  g_test_add_func ("/vocabulary/levels", test_levels);
  g_test_add_func ("/vocabulary/sensitive", test_sensitive);
  g_test_add_func ("/vocabulary/validity", test_validity);
  g_test_add_func ("/vocabulary/projects/codes", test_project_codes);
  g_test_add_func ("/vocabulary/projects/totals", test_project_totals);
  g_test_add_func ("/vocabulary/projects/facts", test_project_facts);
  g_test_add_func ("/vocabulary/numbers-of-the-rules", test_numbers_of_the_rules);
  return g_test_run ();
}
