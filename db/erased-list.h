/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "crypto/digest.h"
#include "crypto/id.h"
#include "db/error.h"

G_BEGIN_DECLS

/* The bytes of FILE.erased (docs/format.md section 19): random ids only, of the persons erased. */

#define REP_ERASED_MAX_SIZE (16u * 1024u * 1024u)

/** rep_erased_pack: @ids: (element-type RepId): in any order, each once. */
GBytes *rep_erased_pack (const RepId *vault, const GArray *ids);

/** rep_erased_parse: Returns: (transfer full) (element-type RepId); fails as rep_erased_read(). */
GArray *rep_erased_parse (gconstpointer data, gsize size, const RepId *vault, GError **error);

G_END_DECLS
