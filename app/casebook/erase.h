/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"
#include "db/erase.h"

G_BEGIN_DECLS

/**
 * RepErased: what an erasure came to.
 * @persons: records of the person: hers, and those joined to it as the same youth
 * @records: records erased with them (stages), those of @persons included
 * @contacts: contacts that stay as activity, without her and without their note
 * @revisions: past revisions that are gone
 * @closed: payloads this account has no key to, which could not be looked into
 */
typedef struct {
  guint persons;
  guint records;
  guint contacts;
  guint revisions;
  guint closed;
} RepErased;

/**
 * RepCountErased: works out, before anything is gone, what is kept of the results.
 * @erased: by row of youth: 1 for those to be erased
 * @objects: (element-type RepObject): counters are appended to it: new ones, or read and changed
 */
typedef void (*RepCountErased) (RepCasebook *casebook, const guint8 *erased, GPtrArray *objects);

/**
 * rep_erase_persons: erases the youths @ids (n of them) and all that is joined to them as the same
 * youth: every payload of every record, present and past, is opened and looked through for their
 * ids.
 * @reason: a term of rep_vocabulary_erasure
 * @count: (nullable): what it appends is written in the same transaction, and of it too no past
 *   revision is left: one after the other would tell of each person; rep_counters_plan() is one
 *
 * Their records and the stages given to them become tombstones; a contact stays as activity without
 * them and without its note; a closed quarter no longer says that they were counted, only how many;
 * every past revision that holds an id of theirs, or belongs to one of these records, is gone. What
 * is not there to be erased is listed as erased all the same, so that a list can be replayed. The
 * casebook in memory is then behind the file: it is to be loaded again.
 *
 * Fails with NOT_ALLOWED unless the account is a manager, with UNKNOWN_KIND when a record of a
 * newer program refers to one of them, or as rep_vault_erase() does; then nothing is erased.
 */
gboolean rep_erase_persons (RepCasebook *casebook,
                            const RepId *ids,
                            guint n,
                            guint8 reason,
                            RepCountErased count,
                            gint64 now,
                            RepErased *erased,
                            GError **error);

G_END_DECLS
