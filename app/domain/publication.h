/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/domain/kinds.h"

G_BEGIN_DECLS

/**
 * RepRelease: one anonymised release of a project: never changed once it is there.
 * @quarter: its first day
 * @key: secret from which the rounding of each cell follows, the same for all releases of a
 * project, as hexadecimal; none in a release that was made elsewhere
 * @csv: @certificate: the files, byte by byte
 * @counts: the true count of each cell as it was then, decimal, with commas; none in a release that
 *   was made elsewhere
 * @inputs: keyed hash of those counts
 * @comment: as it was printed with it
 */
typedef struct {
  RepObject object;
  RepId project;
  guint32 quarter;
  gint64 released_at;
  RepId released_by;
  char *key;
  char *csv;
  char *certificate;
  char *counts;
  char *inputs;
  char *comment;
} RepRelease;

extern const RepKind rep_kind_release;

G_END_DECLS
