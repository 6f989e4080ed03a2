/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db/database.h"

G_BEGIN_DECLS

#define REP_SCHEMA_VERSION 1
#define REP_APPLICATION_ID 0x52455052 /* "REPR" */

/**
 * rep_migrate_create: lays the newest schema into an empty database, marks and all, in one
 * transaction.
 */
gboolean rep_migrate_create (RepDatabase *database, GError **error);

/**
 * rep_migrate_check_header: looks at the first bytes of @path alone, so that a file that is not
 * ours is not touched. Fails with NOT_A_VAULT, TOO_NEW or READ_ONLY.
 */
gboolean rep_migrate_check_header (const char *path, GError **error);

/**
 * rep_migrate_check: whether @database is a vault of a schema this program knows.
 *
 * Fails with NOT_A_VAULT (another program's file, or a schema that differs from ours in a letter)
 * or TOO_NEW.
 */
gboolean rep_migrate_check (RepDatabase *database, GError **error);

/**
 * rep_migrate_verify:
 * @whole: (out): whether SQLite finds the structure of the file sound, and its tables are, to the
 * letter, those the migrations make
 *
 * Fails when the file cannot be read for another reason than damage.
 */
gboolean rep_migrate_verify (RepDatabase *database, gboolean *whole, GError **error);

G_END_DECLS
