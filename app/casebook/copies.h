/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db/backup.h"

G_BEGIN_DECLS

/*
 * The copies kept of a vault, in the folder `Sauvegardes` beside it: named after it, the day and
 * the minute, so that a list of names is enough to know what there is and what may go.
 */

#define REP_COPIES_DAILY 7
#define REP_COPIES_WEEKLY 4

/** RepCopy: @day: as rep_day_format() writes them; @minute: since midnight, local time. */
typedef struct {
  char *path;
  guint32 day;
  guint minute;
  goffset size;
} RepCopy;

void rep_copy_clear (gpointer copy);

/** rep_copies_folder: Returns: (transfer full): where the copies of @vault_path are kept. */
char *rep_copies_folder (const char *vault_path);

/** rep_copies_name: Returns: (transfer full): path of a copy made at @now (seconds since 1970). */
char *rep_copies_name (const char *vault_path, gint64 now);

/** rep_copies_list: Returns: (transfer full) (element-type RepCopy): the copies kept, newest first.
 */
GArray *rep_copies_list (const char *vault_path);

/**
 * rep_copies_choose: which of @copies (newest first) are kept on @today.
 * @keep: (out) (array length=n)
 *
 * The newest of each of the last seven days that have one, and of each of the last four weeks that
 * have one; copies dated after @today, by a clock that was wrong, are kept and count for nothing.
 */
void rep_copies_choose (const RepCopy *copies, guint n, guint32 today, gboolean *keep);

/** rep_copies_prune: removes what is not kept. Returns: how many went. */
guint rep_copies_prune (const char *vault_path, guint32 today);

/** rep_copies_list_erased: writes the list of @erased persons (element-type RepId) beside every
 * copy kept of @vault, so that restoring an old one erases them again. */
gboolean rep_copies_list_erased (const char *vault_path,
                                 const RepId *vault,
                                 const GArray *erased,
                                 GError **error);

/**
 * rep_copies_make: a verified copy of the unlocked @vault among those kept; journals it, prunes.
 * @path: (out) (transfer full): of the copy
 */
gboolean rep_copies_make (RepVault *vault,
                          const char *vault_path,
                          gint64 now,
                          RepBackup *backup,
                          char **path,
                          GError **error);

/**
 * rep_copies_make_locked: a copy without any key, as the vault is being locked: compared row by row
 * with the vault. Nothing is done when the newest copy shows the same state.
 * @made: (out): whether a copy was made
 */
gboolean
rep_copies_make_locked (const char *vault_path, gint64 now, gboolean *made, GError **error);

G_END_DECLS
