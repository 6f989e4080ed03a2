/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "db/error.h"

G_BEGIN_DECLS

/* Where a file lies: on a disk of this machine, where locks and syncs hold, or on another's. */

/**
 * RepPlaceFunc: what the system says of the file system that holds @path.
 * @type: (out): its number, as statfs() gives it
 * @name: (out) (transfer full) (nullable): its name in the list of mounts; asked for where the
 * number says too little
 *
 * Returns: whether it is known.
 */
typedef gboolean (*RepPlaceFunc) (const char *path, gint64 *type, char **name);

/** rep_place_is_network: whether a file system of @type, called @name (nullable) in the list of
 * mounts, is another machine's. */
gboolean rep_place_is_network (gint64 type, const char *name);

/** rep_place_check: fails with NETWORK when the folder of @path is on such a file system. */
gboolean rep_place_check (const char *path, GError **error);

/** rep_place_ask: for tests: makes rep_place_check() ask @func instead of the system, %NULL for the
 * system again. */
void rep_place_ask (RepPlaceFunc func);

/** rep_place_mount_name: Returns: (transfer full) (nullable): the name of the file system that
 * device @major:@minor is, in the text of a list of mounts (proc(5), mountinfo). */
char *rep_place_mount_name (const char *mounts, guint major, guint minor);

G_END_DECLS
