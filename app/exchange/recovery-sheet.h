/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _cairo cairo_t; /* as cairo.h says; only who draws needs it */

/**
 * RepSheetText: the words around a recovery code, in the user's language.
 * @title: @organisation: @explanation: shown above the code; @footer: below it
 */
typedef struct {
  const char *title;
  const char *organisation;
  const char *explanation;
  const char *footer;
} RepSheetText;

#define REP_SHEET_WIDTH 595.0 /* A4, points */

/** rep_recovery_sheet_draw: draws the page, %REP_SHEET_WIDTH wide, as it is in the PDF; for a
 * printer. */
void rep_recovery_sheet_draw (cairo_t *cr, const RepSheetText *text, const char *code);

/** rep_recovery_sheet_path: Returns: (transfer full): where sheet @number of @n goes: @path, or for
 * one of two "sheet-1.pdf" beside "sheet.pdf". */
char *rep_recovery_sheet_path (const char *path, guint number, guint n);

/**
 * rep_recovery_sheet_write:
 * @path: a new private file; ".pdf" makes a printable page with a QR code, anything else plain text
 * @code: as printed by rep_recovery_print()
 */
gboolean rep_recovery_sheet_write (const char *path,
                                   const RepSheetText *text,
                                   const char *code,
                                   GError **error);

G_END_DECLS
