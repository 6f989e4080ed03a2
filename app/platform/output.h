/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * rep_output_write_file: writes @data to a new private file at @path, never over another, and syncs
 * it.
 *
 * Fails with %REP_APP_ERROR_EXISTS, %REP_APP_ERROR_FULL or %REP_APP_ERROR_FILE naming @path.
 */
gboolean rep_output_write_file (const char *path, gconstpointer data, gsize size, GError **error);

/** RepOutput: a private file being written under a temporary name beside where it shall be. */
typedef struct _RepOutput RepOutput;

/** rep_output_open: fails as rep_output_write_file(); a file at @path is never replaced. */
RepOutput *rep_output_open (const char *path, GError **error);
gboolean rep_output_write (RepOutput *output, gconstpointer data, gsize size, GError **error);
/** rep_output_publish: syncs and gives the file its name. */
gboolean rep_output_publish (RepOutput *output, GError **error);
/** rep_output_free: removes the temporary file unless it was published. */
void rep_output_free (RepOutput *output);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepOutput, rep_output_free)

G_END_DECLS
