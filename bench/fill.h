/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"

G_BEGIN_DECLS

/** rep_bench_make: makes a vault at @path with one project, @persons youths and five contacts each.
 */
void rep_bench_make (const char *path, guint persons, gint64 now);

/** rep_bench_open: Returns: (transfer full): that vault, unlocked. */
RepVault *rep_bench_open (const char *path);

/** rep_bench_contact: Returns: (transfer full): a plausible contact of youth @person. */
RepContact *rep_bench_contact (const RepId *project,
                               const RepStructure *structure,
                               const RepId *person,
                               GRand *rand);

G_END_DECLS
