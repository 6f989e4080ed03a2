/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "db/transaction.h"

gboolean
rep_transaction_begin (RepTransaction *transaction, RepDatabase *database, GError **error)
{
  g_return_val_if_fail (transaction->database == NULL, FALSE);

  if (!rep_database_exec (database, "BEGIN IMMEDIATE", error))
    return FALSE;
  transaction->database = database;
  return TRUE;
}

gboolean
rep_transaction_commit (RepTransaction *transaction, GError **error)
{
  g_return_val_if_fail (transaction->database != NULL, FALSE);

  if (!rep_database_exec (transaction->database, "COMMIT", error))
    return FALSE;
  transaction->database = NULL;
  return TRUE;
}

void
rep_transaction_clear (RepTransaction *transaction)
{
  RepDatabase *database = g_steal_pointer (&transaction->database);

  /* A full disk may have rolled back already; the second ROLLBACK then fails and means nothing. */
  if (database != NULL)
    (void)rep_database_exec (database, "ROLLBACK", NULL);
}
