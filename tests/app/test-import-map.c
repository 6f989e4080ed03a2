/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/exchange/import-map.h"

/* What a face that edits a map relies on. */

static const char csv[] = "Nom;Origine;Divers;Autre\nFictif;Bus;a;b\nModèle;Foire;c;d\n"
                          "Essai;foire;e;f\n";

static RepTable *
read_table (void)
{
  return rep_table_read ((const guint8 *)csv, strlen (csv), 0, NULL);
}

static const RepImportColumn *
column_called (const RepImportMap *map, const char *heading)
{
  for (guint i = 0; i < map->columns->len; i++) {
    const RepImportColumn *column = g_ptr_array_index (map->columns, i);

    if (strcmp (column->heading, heading) == 0)
      return column;
  }
  return NULL;
}

static void
test_cover (void)
{
  static const char text[] = "{\"columns\": {\"ORIGINE\": \"contact.channel\"}}";
  g_autoptr (RepTable) table = read_table ();
  g_autoptr (RepImportMap) map = rep_import_map_read (text, strlen (text), NULL);

  g_assert_nonnull (table);
  g_assert_nonnull (map);
  rep_import_map_cover (map, table);
  g_assert_cmpuint (map->columns->len, ==, 4);
  g_assert_nonnull (column_called (map, "ORIGINE")->field);
  g_assert_null (column_called (map, "Origine"));
  g_assert_null (column_called (map, "Nom")->field);
  g_assert_null (column_called (map, "Divers")->field);
  g_assert_cmpuint (map->constants->len, ==, 2); /* day and reached are to be given */
  rep_import_map_cover (map, table);
  g_assert_cmpuint (map->columns->len, ==, 4);
}

static void
test_translate (void)
{
  g_autoptr (RepTable) table = read_table ();
  g_autoptr (RepImportMap) map = rep_import_map_guess (table);
  RepImportColumn *column = g_ptr_array_index (map->columns, 1);
  guint8 number = 0, bus = rep_vocabulary_by_code (&rep_vocabulary_channel, "BUS")->number;

  g_assert_true (rep_import_column_vocabulary (column) == &rep_vocabulary_channel);
  g_assert_null (rep_import_column_vocabulary (g_ptr_array_index (map->columns, 0)));
  g_assert_cmpuint (column->spellings->len, ==, 1); /* Foire and foire are one */
  g_assert_cmpuint (rep_import_column_code (column, "FOIRE", &number), !=, 0);
  rep_import_map_translate (column, "Foire", bus);
  g_assert_cmpuint (column->spellings->len, ==, 1);
  g_assert_cmpuint (rep_import_column_code (column, "FOIRE", &number), ==, 0);
  g_assert_cmpuint (number, ==, bus);
  rep_import_map_translate (column, "Foire", 0);
  g_assert_cmpuint (rep_import_column_code (column, "Foire", &number), !=, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import-map/cover", test_cover);
  g_test_add_func ("/import-map/translate", test_translate);
  return g_test_run ();
}
