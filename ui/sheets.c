/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#include "app/exchange/recovery-code.h"
#include "app/exchange/recovery-sheet.h"
#include "ui/sheets.h"

static void
free_code (gpointer code)
{
  rep_recovery_code_free (code);
}

RepSheets *
rep_sheets_new (const char *path, const char *organisation)
{
  RepSheets *self = g_new0 (RepSheets, 1);

  self->path = g_strdup (path);
  self->organisation = g_strdup (organisation);
  self->codes = g_ptr_array_new_with_free_func (free_code);
  self->written = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
rep_sheets_free (RepSheets *sheets)
{
  if (sheets == NULL)
    return;

  g_ptr_array_unref (sheets->codes);
  g_ptr_array_unref (sheets->written);
  g_free (sheets->organisation);
  g_free (sheets->path);
  g_free (sheets);
}

/* @title: (out) (transfer full): lives as long as the words. */
static RepSheetText
words_for (const RepSheets *self, guint number, guint n, char **title)
{
  *title = n == 1 ? g_strdup (_ ("Recovery sheet"))
                  : g_strdup_printf (_ ("Recovery sheet %u of %u, both needed"), number, n);
  return (RepSheetText){
    .title = *title,
    .organisation = self->organisation,
    .explanation =
        _ ("Whoever holds this code can give a new account every key of this vault. Keep it on "
           "paper, in a sealed envelope, in a safe; do not keep it on a computer."),
    .footer =
        _ ("Each group of five symbols ends with a check symbol, so that a typing error is found. "
           "Letters O, "
           "I and L are read as 0, 1 and 1."),
  };
}

void
rep_sheets_remove (RepSheets *sheets)
{
  for (guint i = 0; i < sheets->written->len; i++)
    (void)g_unlink (g_ptr_array_index (sheets->written, i));
  g_ptr_array_set_size (sheets->written, 0);
  g_ptr_array_set_size (sheets->codes, 0);
}

gboolean
rep_sheets_write (const GPtrArray *codes, gpointer data, GError **error)
{
  RepSheets *self = data;

  for (guint i = 0; i < codes->len; i++) {
    g_autofree char *path = rep_recovery_sheet_path (self->path, i + 1, codes->len);
    g_autofree char *title = NULL;
    RepSheetText text = words_for (self, i + 1, codes->len, &title);

    if (!rep_recovery_sheet_write (path, &text, g_ptr_array_index (codes, i), error)) {
      rep_sheets_remove (self);
      return FALSE;
    }
    g_ptr_array_add (self->written, g_steal_pointer (&path));
    g_ptr_array_add (self->codes, g_strdup (g_ptr_array_index (codes, i)));
  }
  return TRUE;
}

static void
draw_page_cb (GtkPrintOperation *operation, GtkPrintContext *context, int page, gpointer user_data)
{
  RepSheets *self = user_data;
  g_autofree char *title = NULL;
  RepSheetText text = words_for (self, (guint)page + 1, self->codes->len, &title);
  double scale = gtk_print_context_get_width (context) / REP_SHEET_WIDTH;
  cairo_t *cr = gtk_print_context_get_cairo_context (context);

  cairo_scale (cr, scale, scale);
  rep_recovery_sheet_draw (cr, &text, g_ptr_array_index (self->codes, (guint)page));
}

void
rep_sheets_print (RepSheets *sheets, GtkWindow *parent)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();

  gtk_print_operation_set_n_pages (operation, (int)sheets->codes->len);
  gtk_print_operation_set_job_name (operation, _ ("Recovery sheet"));
  gtk_print_operation_set_use_full_page (operation, TRUE);
  g_signal_connect (operation, "draw-page", G_CALLBACK (draw_page_cb), sheets);
  (void)gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, parent, NULL);
}
