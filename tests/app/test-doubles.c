/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/doubles.h"
#include "app/casebook/intake.h"
#include "app/casebook/merge.h"
#include "app/casebook/names.h"
#include "app/domain/day.h"
#include "tests/db/fixture.h"

#define NOW 1605520800

typedef struct {
  TestVault folder;
  RepCasebook *casebook;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  RepProject *project = rep_object_new (&rep_kind_project);

  test_folder_set_up (&fixture->folder, NULL);
  test_vault_create (fixture->folder.path);
  fixture->casebook = rep_casebook_load (
      test_vault_unlock (fixture->folder.path, TEST_LOGIN, TEST_PASSWORD), NOW, &error);
  g_assert_no_error (error);
  rep_text_set (&project->code, "essai");
  rep_text_set (&project->title, "Essai");
  rep_text_set (&project->lead, "Mission Locale d’Essai");
  project->start = rep_day_parse ("2019-12-01");
  project->end = rep_day_parse ("2021-12-31");
  rep_intake_project (fixture->casebook, project, NOW, &error);
  g_assert_no_error (error);
  rep_object_free (project);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_assert_finalize_object (fixture->casebook);
  test_vault_tear_down (&fixture->folder, NULL);
}

static RepPerson *
new_person (const char *last, const char *first, const char *birth, const char *phone)
{
  RepPerson *person = rep_object_new (&rep_kind_person);

  rep_text_set (&person->last_name, last);
  rep_text_set (&person->first_name, first);
  person->birth = birth != NULL ? rep_day_parse (birth) : 0;
  if (phone != NULL)
    rep_texts_add (&person->phones, phone);
  return person;
}

/* Enters a youth into memory alone: what doubles are found in. */
static void
add (RepNames *names,
     guint32 row,
     const char *last,
     const char *first,
     const char *birth,
     const char *phone)
{
  RepPerson *person = new_person (last, first, birth, phone);

  rep_names_put (names, row, person);
  rep_object_free (person);
}

static gboolean
share_a_key (const RepPortrait *a, const RepPortrait *b)
{
  guint64 left[REP_MAX_KEYS], right[REP_MAX_KEYS];
  guint n = rep_name_keys_of (a, left), m = rep_name_keys_of (b, right);

  for (guint i = 0; i < n; i++)
    for (guint j = 0; j < m; j++)
      if (left[i] == right[j])
        return TRUE;
  return FALSE;
}

static char *
make_name (GRand *rand)
{
  static const char *const parts[] = { "ba",  "lou", "mer", "tin", "gau", "che", "phi",
                                       "vel", "don", "sar", "rin", "eau", "bre", "ty" };
  GString *name = g_string_new (NULL);

  for (int i = g_rand_int_range (rand, 2, 4); i > 0; i--)
    g_string_append (name, parts[g_rand_int_range (rand, 0, G_N_ELEMENTS (parts))]);
  return g_string_free (name, FALSE);
}

static char *
mistype (GRand *rand, const char *name)
{
  GString *text = g_string_new (name);
  gsize at = (gsize)g_rand_int_range (rand, 0, (gint32)text->len);

  switch (g_rand_int_range (rand, 0, 3)) {
    case 0:
      g_string_erase (text, (gssize)at, 1);
      break;
    case 1:
      g_string_insert_c (text, (gssize)at, (char)g_rand_int_range (rand, 'a', 'z' + 1));
      break;
    default:
      text->str[at] = (char)g_rand_int_range (rand, 'a', 'z' + 1);
      break;
  }
  return g_string_free (text, FALSE);
}

/* The keys miss no pair that the scorer finds likely, when one letter of one name is wrong. */
static void
test_no_key_missing (void)
{
  GRand *rand = g_rand_new_with_seed (20261128);
  guint likely = 0, missed = 0;

  for (guint i = 0; i < 20000; i++) {
    g_autofree char *last = make_name (rand), *first = make_name (rand);
    g_autofree char *wrong = mistype (rand, i % 2 == 0 ? last : first);
    RepPerson *a = new_person (last, first, NULL, NULL);
    RepPerson *b = new_person (i % 2 == 0 ? wrong : last, i % 2 == 0 ? first : wrong, NULL, NULL);
    g_autoptr (GString) left_text = g_string_new (NULL), right_text = g_string_new (NULL);
    RepPortrait left, right;
    guint why;

    rep_names_describe (a, left_text, &left);
    rep_names_describe (b, right_text, &right);
    if (rep_likeness (&left, &right, &why) >= REP_LIKELY) {
      likely++;
      missed += share_a_key (&left, &right) ? 0 : 1;
    }
    rep_object_free (a);
    rep_object_free (b);
  }
  g_rand_free (rand);
  g_assert_cmpuint (likely, >, 15000);
  g_assert_cmpuint (missed * 100, <=, likely); /* both ends of a name of six letters or less */
  g_test_message ("%u of %u likely pairs share no key", missed, likely);
}

/* Records whole youths, so that they have rows. */
static void
record (Fixture *fixture, const char *const people[][4], guint n, RepId *ids)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (rep_object_free);
  const RepStructure *structure =
      g_ptr_array_index (rep_casebook_structures (fixture->casebook), 0);

  for (guint i = 0; i < n; i++) {
    RepPerson *person = new_person (people[i][0], people[i][1], people[i][2], people[i][3]);

    person->object.compartment = (guint16)structure->identity_compartment;
    person->structure = structure->object.id;
    g_ptr_array_add (objects, person);
  }
  rep_casebook_save (fixture->casebook, objects, NOW, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < n; i++)
    ids[i] = ((RepObject *)g_ptr_array_index (objects, i))->id;
}

static const char *const people[][4] = {
  { "Müller-Lefèvre", "Zoé", "2004-05-06", "06 39 98 12 34" },
  { "MULLER LEFEVRE", "Zoe", "2004-05-06", NULL },
  { "Sapinfleur", "Anaïs", NULL, "0639980001" },
  { "Sapinfleure", "Anaïs", NULL, NULL },
  { "Dupont", "Léa", "2004-05-06", NULL },
  { "Dupont", "Léa", "2001-11-23", NULL }, /* a namesake */
  { "Tournecigale", "Tom", "2002-02-02", "0639980002" },
};

static void
test_of (Fixture *fixture, gconstpointer data)
{
  RepId ids[G_N_ELEMENTS (people)];
  RepPerson *typed = new_person ("muler lefevre", "zoé", NULL, "+33 6 39 98 12 34");
  g_autoptr (GArray) found = NULL;
  g_autoptr (GArray) none = NULL;

  record (fixture, people, G_N_ELEMENTS (people), ids);
  found = rep_doubles_of (fixture->casebook, typed, 5);
  g_assert_cmpuint (found->len, ==, 2);
  g_assert_true (rep_id_equal (rep_casebook_id (fixture->casebook, &rep_kind_person,
                                                g_array_index (found, RepDouble, 0).person),
                               &ids[0]));
  g_assert_cmpuint (g_array_index (found, RepDouble, 0).why & REP_ALIKE_PHONE, !=, 0);
  g_assert_cmpfloat (g_array_index (found, RepDouble, 0).score, >,
                     g_array_index (found, RepDouble, 1).score);
  rep_object_free (typed);
  typed = new_person ("Clairebrise", "Ilan", "2004-05-06", NULL);
  none = rep_doubles_of (fixture->casebook, typed, 5);
  g_assert_cmpuint (none->len, ==, 0);
  rep_object_free (typed);
}

static guint
count_pairs (Fixture *fixture)
{
  g_autoptr (GArray) pairs = rep_doubles_list (fixture->casebook, 100);

  return pairs->len;
}

static void
run (Fixture *fixture, RepMergePlan *plan, gboolean planned)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (planned);
  rep_merge_commit (fixture->casebook, plan, NOW, &error);
  g_assert_no_error (error);
  rep_casebook_publish_all (fixture->casebook, plan->objects);
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  RepId ids[G_N_ELEMENTS (people)];
  RepMergeRequest request;
  g_auto (RepMergePlan) first = { NULL }, second = { NULL }, third = { NULL };
  g_autoptr (GArray) pairs = NULL;

  record (fixture, people, G_N_ELEMENTS (people), ids);
  pairs = rep_doubles_list (fixture->casebook, 100);
  g_assert_cmpuint (pairs->len, ==, 2);
  g_assert_true (rep_id_equal (
      rep_casebook_id (fixture->casebook, &rep_kind_person, g_array_index (pairs, RepPair, 0).a),
      &ids[0]));
  g_assert_cmpuint (g_array_index (pairs, RepPair, 0).why, ==, REP_ALIKE_NAME | REP_ALIKE_BIRTH);
  g_assert_cmpuint (g_array_index (pairs, RepPair, 1).why, ==, REP_ALIKE_TYPO);

  run (fixture, &first,
       rep_distinct_plan (fixture->casebook, &ids[3], &ids[2], FALSE, NOW, &first, NULL));
  g_assert_cmpuint (count_pairs (fixture), ==, 1);
  request = (RepMergeRequest){ ids[0], ids[1], 0 };
  run (fixture, &second, rep_merge_plan (fixture->casebook, &request, &second, NULL));
  g_assert_cmpuint (count_pairs (fixture), ==, 0);
  run (fixture, &third, rep_unmerge_plan (fixture->casebook, &ids[1], &third, NULL));
  g_assert_cmpuint (count_pairs (fixture), ==, 1);
}

/* A key that thousands share does not make the list slow; each youth is compared with some. */
static void
test_common_names (void)
{
  RepNames *names = rep_names_new ();
  gint64 start = g_get_monotonic_time ();

  for (guint32 i = 0; i < 5000; i++)
    add (names, i, "Martin", "Lucas", NULL, NULL);
  while (rep_names_hear (names, 100))
    ;
  g_assert_cmpuint (names->heard, ==, 5000);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 30 * G_USEC_PER_SEC);
  rep_names_remove (names, 17);
  rep_names_free (names);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/doubles/no-key-missing", test_no_key_missing);
  g_test_add ("/doubles/of", Fixture, NULL, set_up, test_of, tear_down);
  g_test_add ("/doubles/list", Fixture, NULL, set_up, test_list, tear_down);
  g_test_add_func ("/doubles/common-names", test_common_names);
  return g_test_run ();
}
