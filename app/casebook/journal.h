/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"

G_BEGIN_DECLS

#define REP_JOURNAL_MONTHS 12 /* for so long the journal is kept unless asked otherwise */

/**
 * RepJournalLine: who did what when, and to which records; no name and no value.
 * @account: who
 * @ids: (element-type RepId): records, accounts or devices it was about
 */
typedef struct {
  RepId device;
  guint64 sequence;
  gint64 time;
  RepId account;
  guint action;
  GArray *ids;
} RepJournalLine;

void rep_journal_line_free (RepJournalLine *line);

/**
 * rep_casebook_journal:
 * @since: first entry wanted, of the journal of the file's own device; 0 for everything there is
 *
 * Returns: (transfer full) (element-type RepJournalLine): the journal, oldest first.
 */
GPtrArray *rep_casebook_journal (RepCasebook *casebook, guint64 since, GError **error);

/** rep_casebook_login: Returns: (transfer full): the login of @account, its id if nobody has it. */
char *rep_casebook_login (RepCasebook *casebook, const RepId *account);

/**
 * rep_casebook_prune: takes away the entries of more than @months ago, as rep_vault_prune() does.
 * @pruned: (out): how many entries went
 *
 * Fails with NOT_ALLOWED unless the account is a manager's, and with CORRUPT when a check of the
 * vault finds anything.
 */
gboolean rep_casebook_prune (
    RepCasebook *casebook, guint months, gint64 now, guint64 *pruned, GError **error);

G_END_DECLS
