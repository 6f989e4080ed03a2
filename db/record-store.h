/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db/database.h"

G_BEGIN_DECLS

/** RepBlob: borrowed bytes; { NULL, 0 } where there is no payload. */
typedef struct {
  const guint8 *data;
  gsize size;
} RepBlob;

/** RepRecord: one row: a sealed record as it is now. Opaque bytes to this layer. A column that
 * holds what it never may (only damage does that) is 0. */
typedef struct {
  RepId id;
  guint16 kind;
  guint32 revision;
  RepId origin; /* device that wrote this revision */
  RepBlob facts;
  RepBlob identity;
  RepBlob link;
} RepRecord;

/** RepRecordFunc: @record and its bytes are valid during the call. Returns: %FALSE with an error to
 * stop. */
typedef gboolean (*RepRecordFunc) (const RepRecord *record, gpointer data, GError **error);

/** rep_record_scan: calls @func for every present record, in no meaningful order. */
gboolean rep_record_scan (RepDatabase *database, RepRecordFunc func, gpointer data, GError **error);

/** rep_record_scan_past: the same for every earlier revision; @kind is that of the present row, 0
 * where there is none. */
gboolean
rep_record_scan_past (RepDatabase *database, RepRecordFunc func, gpointer data, GError **error);

/** rep_record_find_past: the same for every earlier revision of the record @id, by revision. */
gboolean rep_record_find_past (
    RepDatabase *database, const RepId *id, RepRecordFunc func, gpointer data, GError **error);

/**
 * rep_record_find:
 * @found: (out): whether there is one; then @func was called with it
 */
gboolean rep_record_find (RepDatabase *database,
                          const RepId *id,
                          RepRecordFunc func,
                          gpointer data,
                          gboolean *found,
                          GError **error);

/** rep_payload_left_out: whether @payload is only the digest of one (a copy without names). */
gboolean rep_payload_left_out (const RepBlob *payload);

/** rep_record_is_tombstone: whether the record was erased: no payload is left. */
gboolean rep_record_is_tombstone (const RepRecord *record);

/** rep_record_put: writes @record over the present row of its id; the row's old self goes to
 * record_past. */
gboolean rep_record_put (RepDatabase *database, const RepRecord *record, GError **error);

/** rep_record_replace: the same, keeping nothing of the old self. */
gboolean rep_record_replace (RepDatabase *database, const RepRecord *record, GError **error);

/** rep_record_read_rows: calls @func for each row of @stmt, which selects the columns of a record
 * in their order, and resets it. */
gboolean
rep_record_read_rows (sqlite3_stmt *stmt, RepRecordFunc func, gpointer data, GError **error);

/** rep_record_dup: Returns: (transfer full): a copy of @record with its bytes; one g_free() frees
 * it. */
RepRecord *rep_record_dup (const RepRecord *record);

/**
 * rep_record_digest:
 *
 * An identity or link payload of 32 bytes is the digest of one that was left out of this copy of
 * the file, and stands for itself.
 *
 * Returns: BLAKE2b-256 (id ‖ kind ‖ revision ‖ origin ‖ digest (facts) ‖ digest (identity) ‖
 *   digest (link)), a missing payload standing as 32 zero bytes: what journal and record sum bind.
 */
RepDigest rep_record_digest (const RepRecord *record);

G_END_DECLS
