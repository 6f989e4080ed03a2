/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/intake.h"
#include "app/casebook/profile.h"
#include "app/domain/day.h"
#include "bench/fill.h"

#define CONTACTS_EACH 5
#define BATCH 2000

static gboolean
drop_sheets (const GPtrArray *codes, gpointer data, GError **error)
{
  return TRUE;
}

static RepSecret *
password (void)
{
  char text[] = "bench";

  return rep_secret_take (text, 5);
}

static void
check (gboolean done, const GError *error)
{
  if (!done)
    g_error ("bench: %s", error != NULL ? error->message : "failed");
}

RepVault *
rep_bench_open (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RepSecret) secret = password ();
  RepVault *vault = rep_vault_open (path, 0, &error);

  check (vault != NULL, error);
  check (rep_vault_unlock (vault, "bench", secret, 0, NULL, &error), error);
  return vault;
}

static RepId
add_project (RepCasebook *casebook, gint64 now)
{
  g_autoptr (GError) error = NULL;
  RepProject *project = rep_object_new (&rep_kind_project);
  RepTarget *target = rep_list_add (&project->targets, &rep_kind_target);
  RepId id;

  rep_text_set (&project->code, "bench");
  rep_text_set (&project->title, "Bench");
  rep_text_set (&project->lead, "Bench");
  project->start = target->from = rep_day_from_ymd (2019, 12, 1);
  project->end = rep_day_from_ymd (2021, 12, 31);
  project->age_min = 16;
  project->age_max = 29;
  target->basis = REP_STAGE_REPERE;
  target->value = 100000;
  target->principal = TRUE;
  check (rep_intake_project (casebook, project, now, &error), error);
  id = project->object.id;
  rep_object_free (project);
  return id;
}

static char *
random_word (GRand *rand)
{
  static const char letters[] = "aeiouzrtpqsdfghjklmwxcvbn";
  guint length = (guint)g_rand_int_range (rand, 4, 11);
  char *word = g_malloc0 (length + 1);

  for (guint i = 0; i < length; i++)
    word[i] = letters[g_rand_int_range (rand, 0, (gint32)sizeof letters - 1)];
  return word;
}

static RepPerson *
make_person (RepCasebook *casebook,
             const RepStructure *structure,
             const RepId *project,
             GRand *rand)
{
  RepPerson *person = rep_object_new (&rep_kind_person);
  g_autofree char *phone = g_strdup_printf ("06 39 98 %02d %02d", g_rand_int_range (rand, 0, 100),
                                            g_rand_int_range (rand, 0, 100));

  person->object.id = rep_id_random ();
  person->object.compartment = (guint16)structure->identity_compartment;
  person->structure = structure->object.id;
  person->last_name = random_word (rand);
  person->first_name = random_word (rand);
  person->birth = rep_day_from_ymd (1991, 1, 1) + (guint32)g_rand_int_range (rand, 0, 12 * 365);
  person->sex = (guint8)g_rand_int_range (rand, 0, 4);
  person->known_ml = (guint8)g_rand_int_range (rand, 0, 4);
  person->publics_yes = (guint64)g_rand_int_range (rand, 0, 256) << 1;
  g_strlcpy (person->home, "08105", REP_PLACE_SIZE);
  rep_texts_add (&person->phones, phone);
  rep_profile_complete (casebook, person);
  (void)rep_profile_set_age (person, project, rep_day_from_ymd (2020, 6, 1));
  return person;
}

RepContact *
rep_bench_contact (const RepId *project,
                   const RepStructure *structure,
                   const RepId *person,
                   GRand *rand)
{
  RepContact *contact = rep_object_new (&rep_kind_contact);

  contact->object.compartment = (guint16)structure->identity_compartment;
  contact->project = *project;
  contact->structure = structure->object.id;
  rep_ids_add (&contact->persons, person);
  contact->date = rep_day_from_ymd (2019, 12, 1) + (guint32)g_rand_int_range (rand, 0, 700);
  contact->minute = g_rand_int_range (rand, 480, 1200);
  contact->channel = (guint8)g_rand_int_range (rand, 1, 23);
  contact->reached = (guint8)g_rand_int_range (rand, 1, 7);
  contact->mode = (guint8)g_rand_int_range (rand, 1, 5);
  contact->direction = 1;
  contact->outcomes = (guint64)g_rand_int_range (rand, 0, 8) << 1;
  contact->next_date = contact->date + 7;
  contact->entered_at = 1600000000 + g_rand_int_range (rand, 0, 1000000);
  contact->entered_by = structure->object.id;
  g_strlcpy (contact->place, "08105", REP_PLACE_SIZE);
  return contact;
}

static void
fill (RepCasebook *casebook, guint persons, gint64 now)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  RepId project = add_project (casebook, now);
  const RepStructure *structure = g_ptr_array_index (rep_casebook_structures (casebook), 0);
  g_autoptr (GPtrArray) batch = g_ptr_array_new_with_free_func (rep_object_free);

  for (guint i = 0; i < persons; i++) {
    RepPerson *person = make_person (casebook, structure, &project, rand);

    g_ptr_array_add (batch, person);
    for (guint j = 0; j < CONTACTS_EACH; j++)
      g_ptr_array_add (batch, rep_bench_contact (&project, structure, &person->object.id, rand));
    if (batch->len >= BATCH || i + 1 == persons) {
      check (rep_casebook_save (casebook, batch, now, &error), error);
      g_ptr_array_set_size (batch, 0);
    }
  }
}

void
rep_bench_make (const char *path, guint persons, gint64 now)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RepSecret) secret = password ();
  RepVaultSetup setup = { "Bench", "bench", secret, 1, now };
  g_autoptr (RepCasebook) casebook = NULL;

  check (rep_vault_create (path, &setup, drop_sheets, NULL, &error), error);
  casebook = rep_casebook_load (rep_bench_open (path), now, &error);
  check (casebook != NULL, error);
  fill (casebook, persons, now);
}
