/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RepSheets: recovery sheets on their way to paper: where they are written, and what is on them
 * until they were printed.
 * @path: two sheets get "-1" and "-2" before its suffix; ".pdf" for a page, else text
 * @codes: (element-type utf8): wiped by rep_sheets_free(); empty until they were written
 * @written: (element-type utf8): the files
 */
typedef struct {
  char *path;
  char *organisation;
  GPtrArray *codes;
  GPtrArray *written;
} RepSheets;

RepSheets *rep_sheets_new (const char *path, const char *organisation);
void rep_sheets_free (RepSheets *sheets);

/** rep_sheets_write: a #RepSheetFunc whose data is a #RepSheets; on another thread. After a failure
 * nothing is left on disk. */
gboolean rep_sheets_write (const GPtrArray *codes, gpointer data, GError **error);

/** rep_sheets_remove: takes the files away: their codes are not in force. */
void rep_sheets_remove (RepSheets *sheets);

/** rep_sheets_print: asks for a printer and prints a page a sheet; @sheets must live until the
 * dialog is closed, as it does while @parent's window owns it. */
void rep_sheets_print (RepSheets *sheets, GtkWindow *parent);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepSheets, rep_sheets_free)

G_END_DECLS
