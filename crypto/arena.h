/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RepArena:
 *
 * A growing run of clear bytes: an opened payload, or the folded names that search looks through.
 * One mapping, left out of core dumps, locked into memory when the system's limit allows, wiped
 * when cleared or freed. Growing moves pages, so no clear copy stays behind.
 */
typedef struct _RepArena RepArena;

RepArena *rep_arena_new (void);
/** rep_arena_free: wipes and frees; accepts %NULL. */
void rep_arena_free (RepArena *arena);

/** rep_arena_append: Returns: the offset of the copy of @data in the arena. */
gsize rep_arena_append (RepArena *arena, gconstpointer data, gsize size);

/** rep_arena_resize: makes the arena @size bytes long; new bytes are undefined, lost ones wiped. */
void rep_arena_resize (RepArena *arena, gsize size);

/** rep_arena_clear: wipes the content and keeps the mapping. */
void rep_arena_clear (RepArena *arena);

/** rep_arena_data: Returns: the bytes; valid until the arena next grows. */
guint8 *rep_arena_data (RepArena *arena);
gsize rep_arena_size (const RepArena *arena);
/** rep_arena_is_locked: whether the whole mapping is locked into memory. */
gboolean rep_arena_is_locked (const RepArena *arena);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepArena, rep_arena_free)

G_END_DECLS
