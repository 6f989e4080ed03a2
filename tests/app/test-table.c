/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/exchange/table.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "app/error.h"

/* "encoding separator | line: name, name | line: cell, cell | …" */
static char *
describe (const RepTable *table)
{
  GString *out = g_string_new (NULL);

  g_string_append_printf (out, "%s %c", rep_encoding_name (rep_table_encoding (table)),
                          rep_table_separator (table) == '\t' ? 'T' : rep_table_separator (table));
  g_string_append_printf (out, " | %u:", rep_table_header_line (table));
  for (guint i = 0; i < rep_table_n_columns (table); i++)
    g_string_append_printf (out, " [%s]", rep_table_name (table, i));
  for (guint row = 0; row < rep_table_n_rows (table); row++) {
    g_string_append_printf (out, " | %u:", rep_table_line (table, row));
    for (guint i = 0; i < rep_table_n_columns (table); i++)
      g_string_append_printf (out, " [%s]", rep_table_cell (table, row, i));
    if (rep_table_extra (table, row) != NULL)
      g_string_append_printf (out, " +[%s]", rep_table_extra (table, row));
  }
  return g_string_free (out, FALSE);
}

#define FILE_OF(text) text, sizeof text - 1

static const struct {
  const char *data;
  gsize size;
  const char *expected;
} good[] = {
  { FILE_OF ("Nom;Prénom\nExemple;Zoé\n"), "UTF-8 ; | 1: [Nom] [Prénom] | 2: [Exemple] [Zoé]" },
  { FILE_OF ("\xef\xbb\xbfNom,Prénom\r\nExemple,Zoé\r\n"),
    "UTF-8 , | 1: [Nom] [Prénom] | 2: [Exemple] [Zoé]" },
  { FILE_OF ("Nom;Pr\xe9nom;Solde\nC\x9cur;Zo\xe9;12 \x80\n"),
    "windows-1252 ; | 1: [Nom] [Prénom] [Solde] | 2: [Cœur] [Zoé] [12 €]" },
  { FILE_OF ("\xff\xfeN\0o\0m\0\t\0\xc2\0g\0e\0\r\0\n\0A\0\t\0"
             "1\0"
             "7\0"),
    "UTF-16 T | 1: [Nom] [Âge] | 2: [A] [17]" },
  { FILE_OF ("\xfe\xff\0N\0o\0m\0;\0A\0\n\0B\0;\xd8\x3d\xde\x00"),
    "UTF-16 ; | 1: [Nom] [A] | 2: [B] [😀]" },
  /* quotes, separators and line ends inside them, spaces around cells */
  { FILE_OF ("Nom,Note\n\"Dupont, dit \"\"Le Grand\"\"\",\"deux\nlignes\"\n Essai , x \n"),
    "UTF-8 , | 1: [Nom] [Note] | 2: [Dupont, dit \"Le Grand\"] [deux\nlignes] | 3: [Essai] [x]" },
  { FILE_OF ("Nom;Note\nA;\u00a0b\u00a0\u202f\n"), "UTF-8 ; | 1: [Nom] [Note] | 2: [A] [b]" },
  { FILE_OF ("sep=|\nNom|Ville, pays\nA|B, C\n"),
    "UTF-8 | | 2: [Nom] [Ville, pays] | 3: [A] [B, C]" },
  /* two columns of one name are told apart */
  { FILE_OF ("Nom;Divers;Divers\nA;un;deux\nB;trois;\n"),
    "UTF-8 ; | 1: [Nom] [Divers] [Divers (2)] | 2: [A] [un] [deux] | 3: [B] [trois] []" },
  /* the separator is what lines agree on, not what there is most of */
  { FILE_OF ("Nom;Note\nA;un, deux, trois, quatre\nB;x\nC;y, z\n"),
    "UTF-8 ; | 1: [Nom] [Note] | 2: [A] [un, deux, trois, quatre] | 3: [B] [x] | 4: [C] [y, z]" },
  { FILE_OF ("Nom\rA\rB\r"), "UTF-8 ; | 1: [Nom] | 2: [A] | 3: [B]" },
  /* titles and empty rows, and rows that are shorter or longer than the first */
  { FILE_OF ("Suivi des jeunes 2020;;\n;;\n\nNom;Prénom;Âge\n;;\nA;B;17\nC\nD;E;18;reste\n"),
    "UTF-8 ; | 4: [Nom] [Prénom] [Âge] | 6: [A] [B] [17] | 7: [C] [] [] | 8: [D] [E] [18] "
    "+[reste]" },
  { FILE_OF ("2020;2020;2020\nNom;Prénom;Âge\nA;B;17"),
    "UTF-8 ; | 2: [Nom] [Prénom] [Âge] | 3: [A] [B] [17]" },
  { FILE_OF ("Nom;Âge;;\nA;17;;\n"), "UTF-8 ; | 1: [Nom] [Âge] | 2: [A] [17]" },
};

static void
test_good (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (RepTable) table =
        rep_table_read ((const guint8 *)good[i].data, good[i].size, 0, &error);
    g_autofree char *found = NULL;

    g_assert_no_error (error);
    found = describe (table);
    g_assert_cmpstr (found, ==, good[i].expected);
  }
}

static const struct {
  const char *data;
  gsize size;
  RepAppError code;
  const char *subject;
} bad[] = {
  { FILE_OF (""), REP_APP_ERROR_TABLE_EMPTY, "" },
  { FILE_OF ("Nom;Prénom\n"), REP_APP_ERROR_TABLE_EMPTY, "" },
  { FILE_OF ("\n;;\n\n"), REP_APP_ERROR_TABLE_EMPTY, "" },
  { FILE_OF ("PK\3\4xlsx"), REP_APP_ERROR_TABLE_DAMAGED, "" },
  { FILE_OF ("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1xls"), REP_APP_ERROR_TABLE_WORKBOOK, "" },
  { FILE_OF ("Nom;A\nB;\0C\n"), REP_APP_ERROR_TABLE_BYTES, "2" },
  { FILE_OF ("\xff\xfeN\0\n\0\0\0"), REP_APP_ERROR_TABLE_BYTES, "2" },
  { FILE_OF ("\xff\xfeN\0\x3d\xd8\n\0"), REP_APP_ERROR_TABLE_ENCODING, "1" },
  { FILE_OF ("Nom;Prénom\nA;Zo\xe9\n"), REP_APP_ERROR_TABLE_ENCODING, "2" },
  { FILE_OF ("\xef\xbb\xbfNom\nA\nZo\xe9\n"), REP_APP_ERROR_TABLE_ENCODING, "3" },
  { FILE_OF ("Nom\nA\x81\n"), REP_APP_ERROR_TABLE_ENCODING, "2" },
};

static void
assert_refused (const char *data, gsize size, RepAppError code, const char *subject)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (rep_table_read ((const guint8 *)data, size, 0, &error));
  g_assert_error (error, REP_APP_ERROR, (int)code);
  g_assert_cmpstr (error->message, ==, subject);
}

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    assert_refused (bad[i].data, bad[i].size, bad[i].code, bad[i].subject);
}

static char *
repeat (const char *before, char c, gsize n, const char *after)
{
  g_autofree char *middle = g_malloc (n + 1);

  memset (middle, c, n);
  middle[n] = '\0';
  return g_strconcat (before, middle, after, NULL);
}

static void
test_bounds (void)
{
  g_autofree char *line = repeat ("Nom;A\n", 'x', REP_CSV_MAX_LINE + 1, "\nB;C\n");
  g_autofree char *columns = repeat ("Nom;A\nB;C\n", ';', 10000, "\n");
  g_autofree char *cell = repeat ("Nom;A\nB;", 'x', REP_TABLE_MAX_CELL + 1, "\n");
  g_autofree char *rows = repeat ("Nom\n", 'x', 2 * (REP_TABLE_MAX_ROWS + 100), "\n");
  g_autofree char *huge = NULL;
  g_autoptr (GString) open = g_string_new ("Nom;A\nB;C\nD;\"E\n");

  assert_refused (line, strlen (line), REP_APP_ERROR_TABLE_LINE, "2");
  assert_refused (columns, strlen (columns), REP_APP_ERROR_TABLE_COLUMNS, "3");
  assert_refused (cell, strlen (cell), REP_APP_ERROR_TABLE_CELL, "2");
  for (gsize i = 5; i < strlen (rows); i += 2)
    rows[i] = '\n';
  assert_refused (rows, strlen (rows), REP_APP_ERROR_TABLE_ROWS, "200000");
  for (guint i = 0; i < 20000; i++)
    g_string_append (open, "F;G;H;I\n");
  assert_refused (open->str, open->len, REP_APP_ERROR_TABLE_CELL, "3");
  huge = repeat ("", 'x', REP_CSV_MAX_SIZE + 1, "");
  assert_refused (huge, strlen (huge), REP_APP_ERROR_TABLE_SIZE, "64");
}

/* A gigabyte is not read before it is refused. */
static void
test_files (void)
{
  g_autofree char *folder = g_dir_make_tmp ("reperes-test-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "list.csv", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (RepTable) table = NULL;

  g_assert_null (rep_table_load (path, 0, &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_FILE);
  g_clear_error (&error);
  g_assert_null (rep_table_load (folder, 0, &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_FILE);
  g_clear_error (&error);
  g_assert_true (g_file_set_contents (path, "Nom\nA\n", -1, NULL));
  table = rep_table_load (path, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rep_table_n_rows (table), ==, 1);
  g_assert_cmpint (truncate (path, 1 << 30), ==, 0);
  g_assert_null (rep_table_load (path, 0, &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_TABLE_SIZE);
  g_remove (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/table/good", test_good);
  g_test_add_func ("/table/bad", test_bad);
  g_test_add_func ("/table/bounds", test_bounds);
  g_test_add_func ("/table/files", test_files);
  return g_test_run ();
}
