/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/release/published.h"

G_BEGIN_DECLS

/** rep_release_csv: Returns: (transfer full): the file of the last release, as docs/release.md
 * says: the same bytes for the same object, whatever the locale. */
GBytes *rep_release_csv (const RepPublished *published);

/** rep_release_neutral: Returns: (transfer full): @text such that no spreadsheet takes it for a
 * formula. */
char *rep_release_neutral (const char *text);

G_END_DECLS
