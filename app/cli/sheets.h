/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RepCliSheets: recovery sheets being written.
 * @path: as asked for; two sheets get "-1" and "-2" before the suffix
 * @written: (element-type utf8): the files made so far
 */
typedef struct {
  const char *path;
  const char *organisation;
  GPtrArray *written;
} RepCliSheets;

/** rep_cli_write_sheets: a #RepSheetFunc; @data is a #RepCliSheets. */
gboolean rep_cli_write_sheets (const GPtrArray *codes, gpointer data, GError **error);

/** rep_cli_remove_sheets: takes away what was written, because the codes are not in force. */
void rep_cli_remove_sheets (RepCliSheets *sheets);

/** rep_cli_say_sheets: tells where the sheets are and what to do with them. */
void rep_cli_say_sheets (const RepCliSheets *sheets);

G_END_DECLS
