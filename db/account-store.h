/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "crypto/roster.h"
#include "db/database.h"

G_BEGIN_DECLS

/* The tables of who may open the vault: roster, slots and grants, as bytes that crypto/ judges. */

gboolean rep_roster_store_add (RepDatabase *database,
                               guint32 n,
                               GBytes *body,
                               const guint8 signature[REP_SIGNATURE_SIZE],
                               GError **error);

/** rep_roster_store_load: Returns: (transfer full): the roster with every entry checked; fails with
 * CORRUPT, naming the first entry that does not hold. */
RepRoster *rep_roster_store_load (RepDatabase *database, GError **error);

/**
 * rep_roster_store_read:
 * @broken_at: (out): the first entry that does not hold, -1 when all do and there is one
 *
 * Returns: (transfer full): the roster as far as it holds.
 */
RepRoster *rep_roster_store_read (RepDatabase *database, gint64 *broken_at, GError **error);

/** rep_slot_store_put: writes the slot of @account, keeping its count of failures. */
gboolean rep_slot_store_put (
    RepDatabase *database, const RepId *account, const char *login, GBytes *slot, GError **error);

/** rep_slot_store_find: @slot: (out) (transfer full): %NULL when no account has that login. */
gboolean rep_slot_store_find (
    RepDatabase *database, const char *login, RepId *account, GBytes **slot, GError **error);

/** RepSlotFunc: a row of the table; @login is %NULL where it is no text. Returns: whether to go on.
 */
typedef gboolean (*RepSlotFunc) (
    const RepId *account, const char *login, gconstpointer body, gsize size, gpointer data);

/** rep_slot_store_scan: calls @func for every slot. */
gboolean
rep_slot_store_scan (RepDatabase *database, RepSlotFunc func, gpointer data, GError **error);

/** rep_slot_store_any: Returns: (transfer full) (nullable): some slot, for the time it takes to
 * fail. */
GBytes *rep_slot_store_any (RepDatabase *database);

/** rep_slot_store_remove: removes what only @account can use: its slot, its grants, its drafts
 * and the notes that wait for it. */
gboolean rep_slot_store_remove (RepDatabase *database, const RepId *account, GError **error);

gboolean rep_grant_store_put (RepDatabase *database,
                              const RepId *grantee,
                              guint16 compartment,
                              guint32 epoch,
                              GBytes *grant,
                              GError **error);

/** rep_grant_store_remove: takes every grant of @compartment from @grantee. */
gboolean rep_grant_store_remove (RepDatabase *database,
                                 const RepId *grantee,
                                 guint16 compartment,
                                 GError **error);

/** rep_grant_store_list: Returns: (transfer full) (element-type GBytes): the grants of @grantee. */
GPtrArray *rep_grant_store_list (RepDatabase *database, const RepId *grantee, GError **error);

/** RepGrantFunc: a row of the table. Returns: whether to go on. */
typedef gboolean (*RepGrantFunc) (const RepId *grantee,
                                  gint64 compartment,
                                  gint64 epoch,
                                  gconstpointer body,
                                  gsize size,
                                  gpointer data);

/** rep_grant_store_scan: calls @func for every grant of every account. */
gboolean
rep_grant_store_scan (RepDatabase *database, RepGrantFunc func, gpointer data, GError **error);

G_END_DECLS
