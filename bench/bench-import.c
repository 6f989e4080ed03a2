/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <time.h>
#include <glib/gstdio.h>

#include "app/casebook/import-undo.h"
#include "app/exchange/import.h"
#include "bench/fill.h"

/*
 * What it costs to take in a spreadsheet, and to take it back. Arguments: [PERSONS], 100,000 by
 * default, in the vault that a file of half as many rows goes into.
 */

#define NOW 1700000000

static const char map_text[] =
    "{\"columns\": {\"Nom\": \"person.last_name\", \"Prénom\": \"person.first_name\","
    " \"Naissance\": \"person.birth\", \"Sexe\": \"person.sex\", \"Ville\": \"person.home\","
    " \"CP\": \"person.home_postcode\", \"Tél.\": \"person.phones\", \"Date\": \"contact.date\","
    " \"Canal\": \"contact.channel\", \"Note\": \"contact.note\"},"
    " \"constants\": {\"contact.reached\": \"JOINT\"}}";

typedef struct {
  gint64 wall;
  clock_t work;
} Watch;

static Watch
begin (void)
{
  return (Watch){ g_get_monotonic_time (), clock () };
}

static void
end (Watch watch, const char *what, guint rows)
{
  g_print ("%-34s %6u rows  %6.2f s, work %6.2f s\n", what, rows,
           (double)(g_get_monotonic_time () - watch.wall) / G_USEC_PER_SEC,
           (double)(clock () - watch.work) / CLOCKS_PER_SEC);
}

static GString *
make_file (guint rows)
{
  static const char *const firsts[] = { "Camille", "Sacha", "Lou", "Noa", "Charlie", "Zoé" };
  static const char *const cities[] = { "Charleville-Mézières;8000", "Sedan;8200", "Reims;51100" };
  static const char *const syllables[] = { "ba", "li", "mo", "ru", "te", "da", "vi", "no" };
  static const char *const channels[] = { "Bus", "Lycée", "Caf" };
  GString *text = g_string_new ("Nom;Prénom;Naissance;Sexe;Ville;CP;Tél.;Date;Canal;Note\r\n");
  GRand *rand = g_rand_new_with_seed (1);

  for (guint i = 0; i < rows; i++) {
    for (guint j = 0; j < 5; j++)
      g_string_append (text, syllables[g_rand_int_range (rand, 0, 8)]);
    g_string_append_printf (
        text, ";%s;%02d/%02d/%d;%s;%s;06 %02d %02d %02d %02d;%02d/%02d/2023;%s;note %u\r\n",
        firsts[g_rand_int_range (rand, 0, 6)], g_rand_int_range (rand, 1, 29),
        g_rand_int_range (rand, 1, 13), g_rand_int_range (rand, 1996, 2006), i % 2 ? "Mme" : "M.",
        cities[g_rand_int_range (rand, 0, 3)], g_rand_int_range (rand, 10, 99),
        g_rand_int_range (rand, 10, 99), g_rand_int_range (rand, 10, 99),
        g_rand_int_range (rand, 10, 99), g_rand_int_range (rand, 1, 29),
        g_rand_int_range (rand, 1, 7), channels[g_rand_int_range (rand, 0, 3)], i);
  }
  g_rand_free (rand);
  return text;
}

static RepTable *
read_file (guint rows)
{
  GString *text = make_file (rows);
  Watch watch = begin ();
  RepTable *table = rep_table_read ((const guint8 *)text->str, text->len, 0, NULL);

  end (watch, "file read", rows);
  g_string_free (text, TRUE);
  return table;
}

static RepId
take_in (RepCasebook *casebook, const RepTable *table)
{
  g_autoptr (RepImportMap) map = rep_import_map_read (map_text, sizeof map_text - 1, NULL);
  RepImportRequest request = { .table = table,
                               .map = map,
                               .project = g_ptr_array_index (rep_casebook_projects (casebook), 0),
                               .now = NOW };
  g_auto (RepImportPlan) plan = { NULL };
  g_autoptr (GError) error = NULL;
  Watch whole = begin (), part = whole;
  guint rows = rep_table_n_rows (table);

  if (!rep_import_plan (casebook, &request, &plan, &error))
    g_error ("bench: %s", error->message);
  end (part, "rows matched and worked out", rows);
  part = begin ();
  if (!rep_import_commit (casebook, &plan, NOW, &error))
    g_error ("bench: %s", error->message);
  end (part, "sealed and written", rows);
  part = begin ();
  rep_casebook_publish_all (casebook, plan.objects);
  end (part, "entered into memory", rows);
  end (whole, "import in all (goal 10 s)", rows);
  g_print ("  new %u, known %u, contacts %u, left out %u\n", plan.persons_new, plan.persons_matched,
           plan.contacts, plan.rejects->len);
  return plan.batch;
}

static void
take_back (RepCasebook *casebook, const RepId *batch, guint rows)
{
  g_auto (RepImportUndo) undo = { NULL };
  g_autoptr (GError) error = NULL;
  Watch watch = begin ();

  if (!rep_import_undo (casebook, batch, NOW, &undo, &error))
    g_error ("bench: %s", error->message);
  end (watch, "import undone", rows);
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_unlink (path);
  }
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  guint persons = argc > 1 ? (guint)g_ascii_strtoull (argv[1], NULL, 10) : 100000;
  guint rows = MAX (persons / 2, 1);
  g_autofree char *folder = g_dir_make_tmp ("reperes-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "bench.reperes", NULL);
  g_autoptr (RepTable) table = NULL;
  g_autoptr (RepCasebook) casebook = NULL;
  RepId batch;

  rep_bench_make (path, persons, NOW);
  casebook = rep_casebook_load (rep_bench_open (path), NOW, NULL);
  g_print ("into %u persons, %u contacts:\n", persons, 5 * persons);
  table = read_file (rows);
  batch = take_in (casebook, table);
  take_back (casebook, &batch, rows);
  g_clear_object (&casebook);
  remove_folder (folder);
  return 0;
}
