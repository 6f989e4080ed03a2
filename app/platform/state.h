/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "crypto/mark.h"

G_BEGIN_DECLS

/* What this machine remembers of the vaults opened on it, outside of them: one small private file
 * of marks (crypto/mark.h) for each vault and instance. */

/** rep_state_folder: Returns: (transfer full): where this program keeps its state for this user
 * ($XDG_STATE_HOME/reperes). */
char *rep_state_folder (void);

/**
 * rep_state_load_marks:
 * @marks: (out)
 *
 * Returns: whether something readable is remembered of @instance of @vault.
 */
gboolean rep_state_load_marks (const char *folder,
                               const RepId *vault,
                               const RepId *instance,
                               RepMarks *marks);

/** RepMarkKeeper: writes marks down as they come. */
typedef struct _RepMarkKeeper RepMarkKeeper;

/** rep_mark_keeper_new: @folder: made private when it is first needed. */
RepMarkKeeper *rep_mark_keeper_new (const char *folder);
void rep_mark_keeper_free (gpointer keeper);

/**
 * rep_mark_keeper_put: remembers the one mark of @mark, without waiting for the disk: losing it
 * costs a question, not data.
 *
 * Returns: whether it was written.
 */
gboolean rep_mark_keeper_put (RepMarkKeeper *keeper, const RepMarks *mark);

G_END_DECLS
