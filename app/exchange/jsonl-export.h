/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"

G_BEGIN_DECLS

/**
 * rep_jsonl_export:
 * @path: a new private file; never over another
 * @records: (out): how many lines
 *
 * Writes every record this account can open, names and notes included, one JSON object a line,
 * ordered by id: {"kind","id","revision","facts":{…},"identity":{…}}. Journalled before it is
 * written. Fails with NO_IDENTITY_KEY when the account holds no identities, and
 * with CORRUPT when a record does not open or the rows are not those last signed: what is exported
 * is what was saved.
 */
gboolean rep_jsonl_export (
    RepCasebook *casebook, const char *path, gint64 now, guint *records, GError **error);

G_END_DECLS
