/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"
#include "crypto/digest.h"

G_BEGIN_DECLS

/**
 * RepSnapshot: what the figures of a project were counted from.
 * @digest: of the facts of its records, in the order of their ids, without who entered them and
 *   when (docs/indicators.md, why this number)
 * @records: how many; @counters: how many of them are counters of the erased
 */
typedef struct {
  RepDigest digest;
  guint records;
  guint counters;
} RepSnapshot;

/** rep_snapshot: reads every record of the vault; fails as rep_vault_scan() does. */
gboolean rep_snapshot (RepCasebook *casebook, guint project, RepSnapshot *snapshot, GError **error);

#define REP_SNAPSHOT_TEXT_SIZE (2 * REP_DIGEST_SIZE + 1)
/** rep_snapshot_format: writes the digest in hexadecimal; returns @text. */
const char *rep_snapshot_format (const RepSnapshot *snapshot, char text[REP_SNAPSHOT_TEXT_SIZE]);

G_END_DECLS
