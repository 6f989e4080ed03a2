/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db/database.h"

G_BEGIN_DECLS

/** RepTransaction: scope guard: leaving the scope without rep_transaction_commit() rolls back. */
typedef struct {
  RepDatabase *database;
} RepTransaction;

/** rep_transaction_begin: starts an immediate transaction. */
gboolean rep_transaction_begin (RepTransaction *transaction, RepDatabase *database, GError **error);

/** rep_transaction_commit: after %TRUE everything is on disk. */
gboolean rep_transaction_commit (RepTransaction *transaction, GError **error);

void rep_transaction_clear (RepTransaction *transaction);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RepTransaction, rep_transaction_clear)

G_END_DECLS
