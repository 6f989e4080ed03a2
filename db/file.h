/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "db/error.h"

G_BEGIN_DECLS

/* The vault as a file of this machine: made private, opened by one process at a time. */

/** RepFileLock: holds `VAULT.lock`; released by rep_file_lock_free() or the end of the process. */
typedef struct _RepFileLock RepFileLock;

/**
 * rep_file_lock:
 * @path: of the vault
 * @wait_seconds: how long to wait for another process, 0 for not at all
 *
 * Returns: (transfer full): the lock; fails with BUSY, the message being the other's process id, or
 *   with READ_ONLY when the folder cannot be written.
 */
RepFileLock *rep_file_lock (const char *path, guint wait_seconds, GError **error);
void rep_file_lock_free (RepFileLock *lock);

/** rep_file_make: makes an empty file only its owner can read; fails with EXISTS, READ_ONLY or
 * FULL. */
gboolean rep_file_make (const char *path, GError **error);

/**
 * rep_file_check: whether @path is a regular file that no other account can read.
 *
 * Fails with NOT_FOUND, NOT_A_VAULT, EXPOSED, NOT_OURS or READ_ONLY.
 */
gboolean rep_file_check (const char *path, GError **error);

/** rep_file_publish: renames @from to @to, never over an existing file, and syncs the folder. */
gboolean rep_file_publish (const char *from, const char *to, GError **error);

/** rep_file_read: Returns: (transfer full): the bytes of the file at @path, wherever it lies; fails
 * with NOT_FOUND, READ_ONLY, or CORRUPT when there are more than @max. */
GBytes *rep_file_read (const char *path, gsize max, GError **error);

/** rep_file_replace: writes a private file at @path, over an older one in one step, synced. */
gboolean rep_file_replace (const char *path, gconstpointer data, gsize size, GError **error);

/** rep_file_equal: whether @a and @b hold the same bytes; fails when one cannot be read. */
gboolean rep_file_equal (const char *a, const char *b, gboolean *equal, GError **error);

/** rep_file_copy: copies the bytes of @from, wherever it lies, to a new private file at @to,
 * synced. */
gboolean rep_file_copy (const char *from, const char *to, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepFileLock, rep_file_lock_free)

G_END_DECLS
