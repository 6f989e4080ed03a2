/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "crypto/arena.h"

G_BEGIN_DECLS

/* What is packed in a ZIP archive in memory, of any content; zlib unpacks. No archive over 4 GB. */

/** RepZip: @directory: where its list of entries begins; @n: how many it says there are. */
typedef struct {
  const guint8 *data;
  gsize size;
  gsize directory;
  guint n;
} RepZip;

typedef enum {
  REP_ZIP_READ,
  REP_ZIP_ABSENT,
  REP_ZIP_DAMAGED,
  REP_ZIP_LARGE,
  REP_ZIP_ENCRYPTED,
} RepZipResult;

/** rep_zip_open: Returns: whether @data, which must outlive @zip, is an archive. */
gboolean rep_zip_open (RepZip *zip, const guint8 *data, gsize size);

/** rep_zip_read: unpacks the entry @name (case does not matter) into @out, which then has nothing
 * else. What says it is larger than @max, or is larger than it says, is not unpacked further. */
RepZipResult rep_zip_read (const RepZip *zip, const char *name, gsize max, RepArena *out);

G_END_DECLS
