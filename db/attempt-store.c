/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "db/attempt-store.h"

#define LONGEST_WAIT 60
#define DOUBLINGS 6 /* 2⁶ is above the longest wait */

static const char load_slot_sql[] =
    "SELECT failures, first_failure, last_failure FROM slot WHERE account = :account";

static const char load_stranger_sql[] = "SELECT failures, first_failure, last_failure FROM vault";

static const char store_slot_sql[] =
    "UPDATE slot SET failures = :failures, first_failure = :first, last_failure = :last"
    " WHERE account = :account";

static const char store_stranger_sql[] =
    "UPDATE vault SET failures = :failures, first_failure = :first, last_failure = :last";

gboolean
rep_attempts_load (RepDatabase *database,
                   const RepId *account,
                   RepAttempts *attempts,
                   GError **error)
{
  sqlite3_stmt *stmt =
      rep_database_statement (database, account != NULL ? load_slot_sql : load_stranger_sql, error);
  RepStep step;

  if (stmt == NULL || (account != NULL && !rep_bind_id (stmt, ":account", account, error)))
    return FALSE;

  step = rep_step (stmt, error);
  if (step == REP_STEP_ERROR)
    return FALSE;
  *attempts = (RepAttempts){ 0 };
  if (step == REP_STEP_ROW)
    *attempts = (RepAttempts){ CLAMP (sqlite3_column_int64 (stmt, 0), 0, G_MAXUINT32),
                               MAX (sqlite3_column_int64 (stmt, 1), 0),
                               MAX (sqlite3_column_int64 (stmt, 2), 0) };
  sqlite3_reset (stmt);
  return TRUE;
}

gboolean
rep_attempts_store (RepDatabase *database,
                    const RepId *account,
                    const RepAttempts *attempts,
                    GError **error)
{
  sqlite3_stmt *stmt = rep_database_statement (
      database, account != NULL ? store_slot_sql : store_stranger_sql, error);

  return stmt != NULL && rep_bind_int (stmt, ":failures", attempts->count, error) &&
         rep_bind_int (stmt, ":first", attempts->first, error) &&
         rep_bind_int (stmt, ":last", attempts->last, error) &&
         (account == NULL || rep_bind_id (stmt, ":account", account, error)) &&
         rep_step_done (stmt, error);
}

void
rep_attempts_raise (RepAttempts *attempts, gint64 now)
{
  if (attempts->count == 0)
    attempts->first = now;
  attempts->count = MIN (attempts->count + 1, G_MAXUINT32);
  attempts->last = now;
}

guint
rep_attempts_wait (const RepAttempts *attempts, gint64 now)
{
  gint64 wait = attempts->count < 1           ? 0
                : attempts->count < DOUBLINGS ? G_GINT64_CONSTANT (1) << attempts->count
                                              : LONGEST_WAIT;
  gint64 passed = now > attempts->last ? now - attempts->last : 0;

  return passed < wait ? (guint)(wait - passed) : 0;
}
