/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/session.h"

G_BEGIN_DECLS

/**
 * RepDraftKeeper:
 *
 * Keeps what is typed in a form sealed in the file, at most a second after the last key, and at the
 * latest when the vault locks. The application stays alive until the last draft is on disk.
 */
typedef struct _RepDraftKeeper RepDraftKeeper;

/** RepDraftCollect: Returns: (transfer full) (nullable): what stands in @form, %NULL for nothing.
 */
typedef RepDraft *(*RepDraftCollect) (gpointer form);

/**
 * rep_draft_keeper_new:
 * @slot: of the form
 * @note: (nullable): the waiting note that is being completed: what is typed is kept in it
 * @form: (unowned): looked at through @collect, and shown to have failed through @failed
 * @failed: says that the draft could not be kept
 */
RepDraftKeeper *rep_draft_keeper_new (RepSession *session,
                                      RepDraftSlot slot,
                                      const RepWaitingNote *note,
                                      RepDraftCollect collect,
                                      void (*failed) (gpointer form, const GError *error),
                                      gpointer form);
/** rep_draft_keeper_free: keeps nothing more; what was begun is finished. Accepts %NULL. */
void rep_draft_keeper_free (RepDraftKeeper *keeper);

/** rep_draft_keeper_flush: keeps what stands in the form now. */
void rep_draft_keeper_flush (RepDraftKeeper *keeper);
/** rep_draft_keeper_rest: while the form is being recorded, which removes the draft by itself. */
void rep_draft_keeper_rest (RepDraftKeeper *keeper, gboolean resting);
/** rep_draft_keeper_forget: removes the draft. */
void rep_draft_keeper_forget (RepDraftKeeper *keeper);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepDraftKeeper, rep_draft_keeper_free)

G_END_DECLS
