/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <stdio.h>

#include "app/casebook/casebook.h"

G_BEGIN_DECLS

/** RepJsonlCounts: what an export brought. */
typedef struct {
  guint records;
  guint persons;
  guint contacts;
} RepJsonlCounts;

/**
 * rep_jsonl_read: reads the lines of @file as records, of any content: a line of at most 4 MiB,
 * each id once.
 * @objects: (element-type RepObject): appended to, also before a failure
 *
 * Fails with BAD_FILE naming line and key, and with FILE.
 */
gboolean rep_jsonl_read (FILE *file, GPtrArray *objects, RepJsonlCounts *counts, GError **error);

/**
 * rep_jsonl_import: reads what rep_jsonl_export() wrote into a vault that has nothing yet: the same
 * records under the same ids, in one transaction, after each structure got a compartment of its
 * own.
 * @path: JSON Lines; a line of at most 4 MiB
 *
 * Each record begins at revision 1, so that nothing is said to be as an import left it that was
 * changed since; link tokens are made again. Fails with NOT_EMPTY, NOT_ALLOWED unless the account
 * is a manager's, FILE, BAD_FILE naming line and key, or CANCELLED.
 */
gboolean rep_jsonl_import (
    RepCasebook *casebook, const char *path, gint64 now, RepJsonlCounts *counts, GError **error);

G_END_DECLS
