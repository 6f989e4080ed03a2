/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "app/cli/sheets.h"
#include "app/exchange/recovery-sheet.h"

gboolean
rep_cli_write_sheets (const GPtrArray *codes, gpointer data, GError **error)
{
  RepCliSheets *sheets = data;

  for (guint i = 0; i < codes->len; i++) {
    g_autofree char *path = rep_recovery_sheet_path (sheets->path, i + 1, codes->len);
    g_autofree char *title =
        codes->len == 1
            ? g_strdup (_ ("Recovery sheet"))
            : g_strdup_printf (_ ("Recovery sheet %u of %u, both needed"), i + 1, codes->len);
    RepSheetText text = {
      .title = title,
      .organisation = sheets->organisation,
      .explanation =
          _ ("Whoever holds this code can give a new account every key of this vault. Keep it on "
             "paper, in a sealed envelope, in a safe; do not keep it on a computer."),
      .footer = _ (
          "Each group of five symbols ends with a check symbol, so that a typing error is found. "
          "Letters O, "
          "I and L are read as 0, 1 and 1."),
    };

    if (!rep_recovery_sheet_write (path, &text, g_ptr_array_index (codes, i), error))
      return FALSE;
    g_ptr_array_add (sheets->written, g_steal_pointer (&path));
  }
  return TRUE;
}

void
rep_cli_remove_sheets (RepCliSheets *sheets)
{
  for (guint i = 0; i < sheets->written->len; i++)
    (void)g_unlink (g_ptr_array_index (sheets->written, i));
}

void
rep_cli_say_sheets (const RepCliSheets *sheets)
{
  for (guint i = 0; i < sheets->written->len; i++)
    g_print (_ ("Recovery sheet: %s. Print it, put it in a safe, then delete the file.\n"),
             (const char *)g_ptr_array_index (sheets->written, i));
}
