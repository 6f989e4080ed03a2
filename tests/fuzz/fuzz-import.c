/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/fuzz/fuzz.h"

#include "app/domain/day.h"
#include "app/exchange/import-row.h"

#define TODAY 737745u /* 16 November 2020 */

static void
read_rows (const RepTable *table, const RepImportMap *map)
{
  g_autoptr (RepRowReader) reader = rep_row_reader_new (table, map, TODAY, "08");

  for (guint i = 0; i < rep_table_n_rows (table); i++) {
    g_auto (RepImportRow) row = { NULL };

    rep_row_reader_read (reader, i, &row);
    if (row.reason != 0)
      continue;
    g_assert_true (row.person->birth <= TODAY);
    g_assert_true (row.contact == NULL || (row.contact->date != 0 && row.contact->date <= TODAY));
  }
}

/* A map, and a table after the first NUL: what is guessed of the table reads it, and so does the
 * map; what a map is written as is that map. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  const uint8_t *end = size > 0 ? memchr (data, '\0', size) : NULL;
  size_t length = end != NULL ? (size_t)(end - data) : size;
  g_autoptr (RepImportMap) map = rep_import_map_read ((const char *)data, length, NULL);
  g_autoptr (RepTable) table = NULL;
  g_autoptr (RepImportMap) guess = NULL;

  if (map != NULL) {
    g_autofree char *text = rep_import_map_to_text (map);
    g_autoptr (RepImportMap) again = rep_import_map_read (text, strlen (text), NULL);
    g_autofree char *same = again != NULL ? rep_import_map_to_text (again) : NULL;

    g_assert_cmpstr (text, ==, same);
  }
  if (end != NULL)
    table = rep_table_read (end + 1, size - length - 1, 0, NULL);
  if (table == NULL)
    return 0;
  guess = rep_import_map_guess (table);
  if (rep_import_map_check (guess, table, NULL))
    read_rows (table, guess);
  if (map != NULL && rep_import_map_check (map, table, NULL))
    read_rows (table, map);
  return 0;
}

GPtrArray *
fuzz_seeds (void)
{
  static const char clean[] =
      "{\"columns\": {\"Nom\": \"person.last_name\", \"Naissance\": \"person.birth\","
      " \"Ville\": \"person.home\", \"Sexe\": {\"field\": \"person.sex\", \"values\": {\"Melle\": "
      "\"F\"}}, \"Date\": \"contact.date\", \"X\": null}, \"constants\": {\"contact.channel\": "
      "\"BUS\", \"contact.reached\": \"JOINT\"}, \"project\": \"reims\", \"dates\": \"dmy\"}"
      "\0Nom;Naissance;Ville;Sexe;Date\nEssai;12/03/2002;Reims;Melle;3 février 2020 14h30\n";
  static const char guessed[] = "\0Nom et prénom;Tél.;Mail;CP;QPV;Freins\nESSAI Zoé;06 00 00 00 00 "
                                "(mère);a@exemple.fr;8000;oui;"
                                "Logement, Mobilité\n";
  GPtrArray *seeds = fuzz_list ();

  fuzz_add (seeds, clean, sizeof clean - 1);
  fuzz_add (seeds, guessed, sizeof guessed - 1);
  return seeds;
}
