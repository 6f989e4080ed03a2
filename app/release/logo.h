/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Pictures of the funders, for the pages of a release. */

#define REP_MAX_LOGOS 4

/** rep_logo_pack: @data: a PNG file. Returns: (transfer full) (nullable): it as the sheet of a
 * project keeps it; fails with BAD_LOGO for anything else, for more than 200 KiB, and for more than
 * 2,000 pixels a side. */
char *rep_logo_pack (gconstpointer data, gsize size, GError **error);

G_END_DECLS
