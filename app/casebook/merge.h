/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"

G_BEGIN_DECLS

/*
 * Two records of one youth made one, and that undone.
 *
 * The other record stays as it is and says whose it is (`same_as`); contacts and stages keep naming
 * it and are found, in memory, with the record that is kept. So every link follows, and goes back.
 * The kept record takes fields of the other and says at which revision (`merges`). Undoing works
 * out its fields from its own past, as if the merge had not been: what was changed since stays with
 * it. Records of two structures are only joined: neither takes the other's fields.
 */

/** RepMergeRequest: @take: bit of each field number (see rep_merge_fields()) whose value shall be
 * the other's; fields that hold several things are united. */
typedef struct {
  RepId keep;
  RepId other;
  guint64 take;
} RepMergeRequest;

/** RepMergePlan: what a merge or its undoing changes. @objects: (element-type RepObject): to be
 * committed as @action and published together. */
typedef struct {
  GPtrArray *objects;
  RepAction action;
} RepMergePlan;

void rep_merge_plan_clear (RepMergePlan *plan);

/** rep_merge_field: whether @field of a youth is one to choose between two records. */
gboolean rep_merge_field (const RepField *field);

/** rep_merge_take: Returns: what a merge takes from @other unless someone chooses otherwise: what
 * @keep lacks. */
guint64 rep_merge_take (const RepPerson *keep, const RepPerson *other);

/**
 * rep_merge_plan: works out what makes @request->other the same youth as @request->keep. When
 * either was merged itself, @keep stands for the record that was kept.
 *
 * Fails with UNKNOWN_PERSON, CONTRADICTION when they are one record, MERGED when the other was
 * merged already, NO_IDENTITY_KEY when fields are asked for that cannot be read.
 */
gboolean rep_merge_plan (RepCasebook *casebook,
                         const RepMergeRequest *request,
                         RepMergePlan *plan,
                         GError **error);

/**
 * rep_unmerge_plan: works out what makes @other a youth of its own again.
 *
 * Fails with NOT_MERGED, MERGED when the record it was merged into has itself been merged since
 * (that is to be undone first), and PAST_GONE when revisions that are needed are gone: by an
 * erasure, or because the records came from an export.
 */
gboolean
rep_unmerge_plan (RepCasebook *casebook, const RepId *other, RepMergePlan *plan, GError **error);

/**
 * rep_distinct_plan: works out the record that says that @a and @b are not the same youth, or, with
 * @withdrawn, no longer says so (nothing then when nobody had). Fails with UNKNOWN_PERSON,
 * CONTRADICTION.
 */
gboolean rep_distinct_plan (RepCasebook *casebook,
                            const RepId *a,
                            const RepId *b,
                            gboolean withdrawn,
                            gint64 now,
                            RepMergePlan *plan,
                            GError **error);

/** rep_merge_commit: writes @plan in one transaction; rep_casebook_publish_all() must follow. */
gboolean
rep_merge_commit (RepCasebook *casebook, const RepMergePlan *plan, gint64 now, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RepMergePlan, rep_merge_plan_clear)

G_END_DECLS
