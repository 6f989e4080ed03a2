/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"

G_BEGIN_DECLS

/**
 * rep_past_read: reads every revision of the record @id that is there, the present one last, each
 * with the parts this account can open. Revisions that an erasure took away are missing. Fails as
 * rep_casebook_read() does.
 *
 * Returns: (transfer full) (element-type RepObject): by revision.
 */
GPtrArray *rep_past_read (RepCasebook *casebook, const RepId *id, GError **error);

/**
 * RepPastChange: one field, from one revision to the next.
 * @before: @after: revisions it lies in
 * @revision: that of @after; @time: when it was written, 0 when the journal does not tell any more;
 * @account: who did, none likewise
 * @action: #RepAction that wrote it, 0 likewise
 * @field: what changed, %NULL for what a newer program wrote
 * @gap: revisions between the two are gone
 */
typedef struct {
  const RepObject *before;
  const RepObject *after;
  const RepField *field;
  RepId account;
  gint64 time;
  guint32 revision;
  guint action;
  gboolean gap;
} RepPastChange;

/**
 * RepPast: the history of a record.
 * @revisions: (element-type RepObject): as of rep_past_read()
 * @changes: (element-type RepPastChange): the latest first, by field within a revision
 */
typedef struct {
  GPtrArray *revisions;
  GArray *changes;
} RepPast;

void rep_past_clear (RepPast *past);

/** rep_past_history: who changed what of the record @id and when, worked out from its revisions and
 * the journal; runs where SQL may. @past: (out): to be cleared also after a failure. */
gboolean rep_past_history (RepCasebook *casebook, const RepId *id, RepPast *past, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RepPast, rep_past_clear)

G_END_DECLS
