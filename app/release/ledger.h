/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"
#include "app/domain/publication.h"
#include "app/release/published.h"

G_BEGIN_DECLS

/* The ledger: what was released of a project is kept, signed, and never changes. */

/** rep_ledger_newest: Returns: first day of the newest quarter released of @project, 0 for none. */
guint32 rep_ledger_newest (RepCasebook *casebook, guint project);

/** rep_ledger_read: Returns: (transfer full) (nullable): the release of the quarter that begins on
 * @quarter; %NULL without an error when there is none. Free with rep_object_free(). */
RepRelease *rep_ledger_read (RepCasebook *casebook, guint project, guint32 quarter, GError **error);

/** rep_ledger_published: Returns: (transfer full) (nullable): what @release and those before it
 * published; fails as rep_certificate_parse() does. */
RepPublished *rep_ledger_published (const RepRelease *release, GError **error);

/**
 * rep_ledger_adopt: takes in a release that was made elsewhere, from its certificate, so that the
 * next one here goes on from it.
 *
 * Fails as rep_certificate_parse() does, with UNKNOWN_PROJECT, with RELEASE_ORDER when this vault
 * has one as new, or CONTRADICTION when what was released here is not among what it says was.
 */
gboolean rep_ledger_adopt (RepCasebook *casebook,
                           gconstpointer certificate,
                           gsize size,
                           gint64 now,
                           RepPublished **published,
                           GError **error);

G_END_DECLS
