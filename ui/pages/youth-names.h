/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/session.h"

G_BEGIN_DECLS

/**
 * RepYouthNames:
 *
 * Names to show in lists: read in small batches off this thread when first asked for, kept until
 * the vault is locked, then wiped. Signal `read` (no argument) when some have come.
 */
#define REP_TYPE_YOUTH_NAMES (rep_youth_names_get_type ())
G_DECLARE_FINAL_TYPE (RepYouthNames, rep_youth_names, REP, YOUTH_NAMES, GObject)

RepYouthNames *rep_youth_names_new (RepSession *session);

/** rep_youth_names_get: Returns: (nullable): what to call youth @id; %NULL while it is being read,
 * ask again at `read`. */
const char *rep_youth_names_get (RepYouthNames *names, const RepId *id);

/** REP_YOUTH_NAME_UNREAD: shown in the meantime. */
#define REP_YOUTH_NAME_UNREAD "•••••"

/** rep_youth_name_new: Returns: (transfer full): what to call @person, to be wiped. */
char *rep_youth_name_new (RepCasebook *casebook, const RepPerson *person);
/** rep_youth_name_by_structure: Returns: (transfer full): what an account without the key of the
 * identity of youth @id sees. */
char *rep_youth_name_by_structure (RepCasebook *casebook, const RepId *id);
/** rep_youth_name_free: wipes and frees @name (nullable). */
void rep_youth_name_free (gpointer name);

/** rep_youth_project_name: Returns: who leads project number @project, which is what teams call it;
 * "" for none. */
const char *rep_youth_project_name (RepCasebook *casebook, guint16 project);
/** rep_youth_project_short_name: Returns: the same without “Mission Locale de”, for a line. */
const char *rep_youth_project_short_name (RepCasebook *casebook, guint16 project);

G_END_DECLS
