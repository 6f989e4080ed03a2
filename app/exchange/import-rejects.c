/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/exchange/import.h"
#include "app/platform/output.h"
#include "crypto/secret.h"

/* A cell, neutralised where a spreadsheet would run it and quoted where it must be. */
static void
add_cell (GString *line, const char *text)
{
  gboolean formula = text[0] != '\0' && strchr ("=+-@\t\r", text[0]) != NULL;

  if (line->len > 0)
    g_string_append_c (line, ';');
  if (!formula && strpbrk (text, ";\"\n\r") == NULL) {
    g_string_append (line, text);
    return;
  }
  g_string_append_c (line, '"');
  if (formula)
    g_string_append_c (line, '\'');
  for (; *text != '\0'; text++) {
    if (*text == '"')
      g_string_append_c (line, '"');
    g_string_append_c (line, *text);
  }
  g_string_append_c (line, '"');
}

static void
add_heading (GString *line, const RepTable *table, gboolean french)
{
  static const char *const names[][2] = {
    { "Ligne rejetée", "Rejected line" },
    { "Colonne en cause", "Column at fault" },
    { "Motif du rejet", "Reason" },
    { "Valeur en cause", "Value at fault" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    add_cell (line, names[i][french ? 0 : 1]);
  for (guint i = 0; i < rep_table_n_columns (table); i++)
    add_cell (line, rep_table_name (table, i));
}

static void
add_row (GString *line, const RepTable *table, const RepReject *reject, gboolean french)
{
  char number[16];

  g_snprintf (number, sizeof number, "%u", reject->line);
  add_cell (line, number);
  add_cell (line, reject->column != NULL ? reject->column : "");
  add_cell (line, rep_term_label (rep_vocabulary_by_number (&rep_vocabulary_reject, reject->reason),
                                  french));
  add_cell (line, reject->value != NULL ? reject->value : "");
  for (guint i = 0; i < rep_table_n_columns (table); i++)
    add_cell (line, rep_table_cell (table, reject->row, i));
}

static gboolean
write_line (RepOutput *output, GString *line, GError **error)
{
  gboolean written;

  g_string_append (line, "\r\n");
  written = rep_output_write (output, line->str, line->len, error);
  rep_wipe (line->str, line->len);
  g_string_truncate (line, 0);
  return written;
}

gboolean
rep_import_write_rejects (const RepTable *table,
                          const RepImportPlan *plan,
                          const char *path,
                          gboolean french,
                          GError **error)
{
  g_autoptr (RepOutput) output = rep_output_open (path, error);
  g_autoptr (GString) line = g_string_new (NULL);

  if (output == NULL || !rep_output_write (output, "\xef\xbb\xbf", 3, error))
    return FALSE;
  add_heading (line, table, french);
  if (!write_line (output, line, error))
    return FALSE;
  for (guint i = 0; i < plan->rejects->len; i++) {
    add_row (line, table, &g_array_index (plan->rejects, RepReject, i), french);
    if (!write_line (output, line, error))
      return FALSE;
  }
  return rep_output_publish (output, error);
}
