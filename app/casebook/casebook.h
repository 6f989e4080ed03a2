/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "app/casebook/account-list.h"
#include "app/casebook/id-table.h"
#include "app/casebook/rows.h"
#include "app/casebook/search.h"
#include "app/domain/project.h"
#include "db/vault.h"

G_BEGIN_DECLS

/**
 * RepCasebook:
 *
 * Everything an unlocked account may see, in memory, in plain arrays; and the one place where
 * changes happen: validate, seal, one transaction, publish, signal. Signal `changed` (no argument)
 * follows every commit.
 */
#define REP_TYPE_CASEBOOK (rep_casebook_get_type ())
G_DECLARE_FINAL_TYPE (RepCasebook, rep_casebook, REP, CASEBOOK, GObject)

/**
 * rep_casebook_load:
 * @vault: (transfer full): unlocked; consumed also on failure
 * @now: seconds since 1970, which makes today
 *
 * Reads and opens every record. Records that do not open are counted as damaged, not skipped in
 * silence.
 */
RepCasebook *rep_casebook_load (RepVault *vault, gint64 now, GError **error);

RepVault *rep_casebook_vault (RepCasebook *casebook);
/** rep_casebook_today: Returns: today, or the fixed day of a demonstration. */
guint32 rep_casebook_today (RepCasebook *casebook);
/** rep_casebook_is_demo: whether today is fixed. */
gboolean rep_casebook_is_demo (RepCasebook *casebook);
/** rep_casebook_intact: whether the record sum held when it was loaded. */
gboolean rep_casebook_intact (RepCasebook *casebook);
/** rep_casebook_damaged: Returns: (element-type RepId): records that did not open. */
const GArray *rep_casebook_damaged (RepCasebook *casebook);
/** rep_casebook_holds_names: whether any identity compartment is open to this account. */
gboolean rep_casebook_holds_names (RepCasebook *casebook);
/** rep_casebook_accounts: Returns: the accounts; valid until they change. */
const RepAccountList *rep_casebook_accounts (RepCasebook *casebook);
/** rep_casebook_may_name: whether this account can write identities of @structure (nullable). */
gboolean rep_casebook_may_name (RepCasebook *casebook, const RepStructure *structure);

/* The arrays. Valid until the next change. */
const GArray *rep_casebook_persons (RepCasebook *casebook);      /* RepPersonRow */
const GArray *rep_casebook_contacts (RepCasebook *casebook);     /* RepContactRow */
const GArray *rep_casebook_outings (RepCasebook *casebook);      /* RepOutingRow */
const GArray *rep_casebook_entries (RepCasebook *casebook);      /* RepEntryRow */
const GArray *rep_casebook_links (RepCasebook *casebook);        /* RepLink */
const GArray *rep_casebook_enrolments (RepCasebook *casebook);   /* RepEnrolment */
const GArray *rep_casebook_orientations (RepCasebook *casebook); /* RepOrientationRow */
const GArray *rep_casebook_parcours (RepCasebook *casebook);     /* RepParcoursRow */
const GArray *rep_casebook_releases (RepCasebook *casebook);     /* RepReleaseRow */
/** rep_casebook_projects: Returns: (element-type RepProject): by number; %NULL where a record
 * refers to a project that is not there.
 */
const GPtrArray *rep_casebook_projects (RepCasebook *casebook);
const GPtrArray *rep_casebook_structures (RepCasebook *casebook); /* RepStructure */
const GPtrArray *rep_casebook_partners (RepCasebook *casebook);   /* RepPartner */
/** rep_casebook_imports: Returns: (element-type RepImport): every file that was taken in. */
const GPtrArray *rep_casebook_imports (RepCasebook *casebook);
/* RepCounter and RepClosing (app/domain/closing.h); %NULL where a record is referred to alone. */
const GPtrArray *rep_casebook_counters (RepCasebook *casebook);
const GPtrArray *rep_casebook_closings (RepCasebook *casebook);
const RepSearch *rep_casebook_search (RepCasebook *casebook);

/** rep_casebook_has_person: whether there is a youth @id. */
gboolean rep_casebook_has_person (RepCasebook *casebook, const RepId *id);
/** rep_casebook_number: Returns: row number of the record @id of @kind, or %REP_NO_ROW. */
guint32 rep_casebook_number (RepCasebook *casebook, const RepKind *kind, const RepId *id);
/** rep_casebook_id: Returns: id of row @number of @kind. */
const RepId *rep_casebook_id (RepCasebook *casebook, const RepKind *kind, guint32 number);
/** rep_casebook_project_by_code: Returns: (nullable): the project; @number: (out) (optional). */
const RepProject *
rep_casebook_project_by_code (RepCasebook *casebook, const char *code, guint *number);
/** rep_casebook_enrolment: Returns: (nullable): of youth row @person in project @project. */
const RepEnrolment *rep_casebook_enrolment (RepCasebook *casebook, guint32 person, guint project);

/** rep_casebook_root: Returns: the row youth @person is found under: its own, or that of the youth
 * it was merged into. */
guint32 rep_casebook_root (RepCasebook *casebook, guint32 person);
/** rep_casebook_members: Returns: (transfer full) (element-type guint32): the rows that are the
 * same youth as @root, without it. */
GArray *rep_casebook_members (RepCasebook *casebook, guint32 root);
/** rep_casebook_are_distinct: whether youths @a and @b, not merged, were said not to be the same.
 */
gboolean rep_casebook_are_distinct (RepCasebook *casebook, guint32 a, guint32 b);
/** rep_casebook_everyone_heard: whether a search by sound, or for doubles, finds everyone without
 * working anything out first (app/casebook/hearing.h). */
gboolean rep_casebook_everyone_heard (RepCasebook *casebook);
/** rep_casebook_find: as rep_search_find(), a youth that was merged being found as the one that was
 * kept, once. */
GArray *rep_casebook_find (RepCasebook *casebook, const char *text, guint max);
/** rep_casebook_distinct: Returns: (element-type RepDistinctRow): who was said not to be whom. */
const GArray *rep_casebook_distinct (RepCasebook *casebook);
/** rep_casebook_rings: Returns: (transfer full) (element-type RepId): youths that would be the same
 * as one another in a ring, which only damage makes. */
GArray *rep_casebook_rings (RepCasebook *casebook);

/** rep_casebook_account: Returns: number of the account @id as an author or a referent,
 * %REP_NO_REFERENT while nothing says it. */
guint16 rep_casebook_account (RepCasebook *casebook, const RepId *id);
/** rep_casebook_account_id: Returns: id of the account of that number. */
const RepId *rep_casebook_account_id (RepCasebook *casebook, guint16 account);

/** rep_casebook_stages_on: Returns: whether youth row @person had any fact in @project by @day;
 * then @stages are those of that day. */
gboolean rep_casebook_stages_on (
    RepCasebook *casebook, guint32 person, guint project, guint32 day, RepStages *stages);

/** rep_casebook_dangling: Returns: (transfer full) (element-type RepId): ids referred to that no
 * record has. */
GArray *rep_casebook_dangling (RepCasebook *casebook);

/**
 * rep_casebook_read:
 *
 * Returns: (transfer full): the record @id with all parts this account can open; free with
 *   rep_object_free(). A part that cannot be opened for lack of a key leaves @compartment 0. Fails
 * with UNKNOWN_RECORD or CORRUPT.
 */
gpointer rep_casebook_read (RepCasebook *casebook, const RepId *id, GError **error);

/**
 * rep_casebook_open:
 *
 * Returns: (transfer full) (nullable): @record with all parts this account can open; %NULL without
 * an error when this program does not know its kind or it was erased. Fails with CORRUPT naming the
 * id.
 */
gpointer rep_casebook_open (RepCasebook *casebook, const RepRecord *record, GError **error);

/**
 * rep_casebook_commit: seals @objects and writes them in one transaction: the first half of
 *   rep_casebook_save(), which may run on another thread while nothing else changes the casebook.
 * @draft: (nullable): slot of the draft they came from, removed with them
 *
 * On success rep_casebook_publish_all() must follow, on the thread that reads the casebook.
 */
gboolean rep_casebook_commit (
    RepCasebook *casebook, const GPtrArray *objects, const char *draft, gint64 now, GError **error);

/**
 * rep_casebook_commit_as: the same, journalled as @action, which the account's role must allow:
 * fails with NOT_ALLOWED.
 */
gboolean rep_casebook_commit_as (
    RepCasebook *casebook, const GPtrArray *objects, RepAction action, gint64 now, GError **error);

/** rep_casebook_save_as: rep_casebook_commit_as() and rep_casebook_publish_all(). */
gboolean rep_casebook_save_as (
    RepCasebook *casebook, const GPtrArray *objects, RepAction action, gint64 now, GError **error);

/**
 * RepTouched: what one publication touched.
 * @persons: (element-type guint32): rows of the youths, each once
 * @contacts: (element-type guint32): rows of the contacts
 * @everyone: so much, or a rule for all, that only a look at everyone will do
 */
typedef struct {
  GArray *persons;
  GArray *contacts;
  gboolean everyone;
} RepTouched;

/** rep_casebook_touched: Returns: what the last publication touched, while `changed` is emitted. */
const RepTouched *rep_casebook_touched (RepCasebook *casebook);

/** rep_casebook_publish_all: enters committed @objects into memory and signals. */
void rep_casebook_publish_all (RepCasebook *casebook, const GPtrArray *objects);

/**
 * rep_casebook_save:
 * @objects: (element-type RepObject): new ones (revision 0, id none or chosen) or changed ones; on
 *   success their id and revision are those saved, and the contents of projects, structures and
 *   partners have gone over to the casebook
 *
 * Seals all of @objects and writes them in one transaction, then publishes them and signals. After
 * %FALSE nothing was changed, on disk or in memory.
 */
gboolean
rep_casebook_save (RepCasebook *casebook, const GPtrArray *objects, gint64 now, GError **error);

G_END_DECLS
