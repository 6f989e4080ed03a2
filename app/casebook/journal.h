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

/** RepJournalPart: which entries are wanted. */
typedef enum {
  REP_JOURNAL_EVERYTHING,
  REP_JOURNAL_OWN,        /* of the account that asks */
  REP_JOURNAL_IDENTITIES, /* identities read, names exported */
} RepJournalPart;

/**
 * RepJournalSlice: some of the newest entries.
 * @skip: @max: how many entries of @part to leave out, and at most to give
 * @lines: (out) (element-type RepJournalLine): newest first; clear with rep_journal_slice_clear()
 * @more: (out): whether there are older ones
 */
typedef struct {
  RepJournalPart part;
  guint skip;
  guint max;
  GPtrArray *lines;
  gboolean more;
} RepJournalSlice;

void rep_journal_slice_clear (RepJournalSlice *slice);

/**
 * rep_casebook_journal_slice: fills @slice. Holds no more entries in memory than it needs to.
 * @cancellable: (nullable): looked at for every entry
 */
gboolean rep_casebook_journal_slice (RepCasebook *casebook,
                                     RepJournalSlice *slice,
                                     GCancellable *cancellable,
                                     GError **error);

/**
 * rep_casebook_journal_about: Returns: (transfer full): the kinds of record @line was about, how
 *   many of each, and logins, as "contact, youth × 2"; "" when there is nothing to say. No names.
 */
char *
rep_casebook_journal_about (RepCasebook *casebook, const RepJournalLine *line, gboolean french);

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
