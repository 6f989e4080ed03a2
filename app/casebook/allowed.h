/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"
#include "db/vault-check.h"

G_BEGIN_DECLS

/**
 * rep_casebook_may_write: whether the account's role allows it to write @object as it is, asked by
 * every save before anything is sealed. Fails with NOT_ALLOWED.
 */
gboolean rep_casebook_may_write (RepCasebook *casebook, const RepObject *object, GError **error);

/**
 * rep_casebook_note: journals @action about records @ids (array of @n, any number), in one
 * transaction, when the account's role allows it; fails with NOT_ALLOWED.
 */
gboolean rep_casebook_note (
    RepCasebook *casebook, RepAction action, const RepId *ids, guint n, gint64 now, GError **error);

/**
 * rep_casebook_was_allowed:
 * @data: (type RepCasebook)
 *
 * The same of what the journal says was done: a #RepMayFunc. To whose structure a record belongs is
 * looked at where it is known: in its identity, and in the facts of the present revision.
 */
gboolean rep_casebook_was_allowed (const RepDeed *deed, gpointer data);

G_END_DECLS
