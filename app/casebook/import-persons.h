/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"

G_BEGIN_DECLS

/**
 * rep_import_persons: the youths of the import @import: those it made or completed, and those of
 * its contacts, found or new; what was taken back is not among them. Where SQL may run.
 *
 * Returns: (transfer full) (element-type guint32): rows, each once and as they are found after
 * merges. Fails with UNKNOWN_IMPORT, or with an error of the vault.
 */
GArray *rep_import_persons (RepCasebook *casebook, const RepId *import, GError **error);

G_END_DECLS
