/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/youth-line.h"

G_BEGIN_DECLS

/** RepYouth: one youth as a list shows them, without a name. Never changes: it is replaced. */
#define REP_TYPE_YOUTH (rep_youth_get_type ())
G_DECLARE_FINAL_TYPE (RepYouth, rep_youth, REP, YOUTH, GObject)

const RepId *rep_youth_get_id (RepYouth *youth);
/** rep_youth_get_row: Returns: row number of the youth. */
guint32 rep_youth_get_row (RepYouth *youth);
/** rep_youth_get_project: Returns: number of the project last busy with the youth (the one the
 * list is limited to, when it is), or %REP_NO_PROJECT. */
guint16 rep_youth_get_project (RepYouth *youth);
/** rep_youth_get_project_code: Returns: its code, "" for none. */
const char *rep_youth_get_project_code (RepYouth *youth);
/** rep_youth_get_stage: Returns: stage in that project. */
guint8 rep_youth_get_stage (RepYouth *youth);
/** rep_youth_get_day: Returns: day of the last contact in that project, 0 for none. */
guint32 rep_youth_get_day (RepYouth *youth);
/** rep_youth_get_identity: Returns: number of rep_vocabulary_identity. */
guint8 rep_youth_get_identity (RepYouth *youth);
/** rep_youth_get_structure: Returns: number of the structure that records the youth. */
guint16 rep_youth_get_structure (RepYouth *youth);

/**
 * RepYouthList:
 *
 * The youths of a casebook: the last contact first, or the best match first when a text is set.
 * Follows the casebook. Merged youths show as the one they were merged into. A look at everyone is
 * never made at once, and many lines are not told of at once: while that is under way the list
 * shows what it did before, or its beginning, and property `ready` is %FALSE.
 */
#define REP_TYPE_YOUTH_LIST (rep_youth_list_get_type ())
G_DECLARE_FINAL_TYPE (RepYouthList, rep_youth_list, REP, YOUTH_LIST, GObject)

RepYouthList *rep_youth_list_new (RepCasebook *casebook);

/** rep_youth_list_is_ready: Returns: whether the list shows all it has to. */
gboolean rep_youth_list_is_ready (RepYouthList *list);
/** rep_youth_list_count: Returns: how many youths the list has, shown already or not. */
guint rep_youth_list_count (RepYouthList *list);
/** rep_youth_list_set_text: @text: (nullable): what to search for, nothing for everyone. */
void rep_youth_list_set_text (RepYouthList *list, const char *text);
/** rep_youth_list_set_project: @project: number of a project, or %REP_ALL_PROJECTS. */
void rep_youth_list_set_project (RepYouthList *list, guint16 project);
/** rep_youth_list_find: Returns: position of youth row @person, or %G_MAXUINT. */
guint rep_youth_list_find (RepYouthList *list, guint32 person);

G_END_DECLS
