/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/fuzz/fuzz.h"

#include "app/exchange/table.h"

/* A spreadsheet's file, as "import" reads it: whatever comes out is text, within its bounds. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (RepTable) table = rep_table_read (data, size, 0, NULL);

  if (table == NULL)
    return 0;
  g_assert_cmpuint (rep_table_n_columns (table), <=, REP_TABLE_MAX_COLUMNS);
  g_assert_cmpuint (rep_table_n_rows (table), >, 0);
  for (guint row = 0; row < rep_table_n_rows (table); row++) {
    g_assert_cmpuint (rep_table_line (table, row), >, rep_table_header_line (table));
    for (guint column = 0; column < rep_table_n_columns (table); column++)
      g_assert_true (g_utf8_validate (rep_table_cell (table, row, column), -1, NULL));
    (void)rep_table_extra (table, row);
  }
  return 0;
}

GPtrArray *
fuzz_seeds (void)
{
  static const char *const files[] = {
    "Nom;Prénom;Date de naissance\r\nExemple;Camille;12/03/2004\r\n",
    "Nom,Prénom\n\"Dupont, dit \"\"Le Grand\"\"\",\"Jo\nAnne\"\n",
    "sep=|\nNom|Âge\nEssai|17\n",
    "Suivi 2020;;\n\nNom;Pr\xe9nom;T\xe9l\xe9phone\nEssai;Zo\xe9;06 00 00 00 00\n",
    "\xef\xbb\xbfNom\tPrénom\nEssai\tAlix\n",
  };
  static const char utf16[] = "\xff\xfeN\0o\0m\0\t\0\xc2\0g\0e\0\n\0A\0\t\0001\0007\0\n\0";
  GPtrArray *seeds = fuzz_list ();

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    fuzz_add (seeds, files[i], strlen (files[i]));
  fuzz_add (seeds, utf16, sizeof utf16 - 1);
  return seeds;
}
