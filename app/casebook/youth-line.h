/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"

G_BEGIN_DECLS

#define REP_NO_PROJECT G_MAXUINT16
#define REP_ALL_PROJECTS G_MAXUINT16

/** RepYouthLine: what a list shows of a youth, and what its order follows. Meanings of the members:
 * see RepYouth. */
typedef struct {
  gint64 entered_at;
  guint32 person;
  guint32 day;
  guint16 project;
  guint16 structure;
  guint8 stage;
  guint8 identity;
} RepYouthLine;

/**
 * rep_youth_line:
 * @project: number the list is limited to, or %REP_ALL_PROJECTS
 *
 * Returns: whether youth row @person belongs in that list.
 */
gboolean
rep_youth_line (RepCasebook *casebook, guint32 person, guint16 project, RepYouthLine *line);

/** rep_youth_line_equal: Returns: whether both show the same. */
gboolean rep_youth_line_equal (const RepYouthLine *a, const RepYouthLine *b);
/** rep_youth_line_compare: a #GCompareFunc: the last contact first. No two youths are equal. */
int rep_youth_line_compare (gconstpointer a, gconstpointer b);

G_END_DECLS
