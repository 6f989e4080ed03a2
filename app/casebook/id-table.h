/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "crypto/id.h"

G_BEGIN_DECLS

/**
 * RepIdTable: gives every id a small number, in the order they are first seen, so that records in
 * memory point to each other by 4 bytes. Ids are random, so their own bytes are the hash.
 */
typedef struct _RepIdTable RepIdTable;

#define REP_NO_INDEX G_MAXUINT32

RepIdTable *rep_id_table_new (void);
void rep_id_table_free (RepIdTable *table);
/** rep_id_table_intern: Returns: the number of @id, a new one when it was not seen before. */
guint32 rep_id_table_intern (RepIdTable *table, const RepId *id);
/** rep_id_table_find: Returns: the number of @id, or %REP_NO_INDEX. */
guint32 rep_id_table_find (const RepIdTable *table, const RepId *id);
const RepId *rep_id_table_get (const RepIdTable *table, guint32 index);
guint32 rep_id_table_size (const RepIdTable *table);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepIdTable, rep_id_table_free)

G_END_DECLS
