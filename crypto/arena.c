/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <sys/mman.h>

#include <sodium.h>

#include "crypto/arena.h"

#define FIRST_CAPACITY ((gsize)4096)

struct _RepArena {
  guint8 *data;
  gsize size;
  gsize capacity;
  gboolean locked;
};

static void
protect (RepArena *self)
{
  (void)madvise (self->data, self->capacity, MADV_DONTDUMP);
  self->locked = mlock (self->data, self->capacity) == 0;
}

RepArena *
rep_arena_new (void)
{
  RepArena *self = g_new0 (RepArena, 1);

  self->capacity = FIRST_CAPACITY;
  self->data =
      mmap (NULL, self->capacity, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (self->data == MAP_FAILED)
    g_error ("no memory for an arena");
  protect (self);
  return self;
}

void
rep_arena_free (RepArena *arena)
{
  if (arena == NULL)
    return;

  sodium_memzero (arena->data, arena->size);
  munmap (arena->data, arena->capacity);
  g_free (arena);
}

static void
grow (RepArena *self, gsize needed)
{
  gsize capacity = self->capacity;

  while (capacity < needed)
    capacity *= 2;

  if (self->locked)
    munlock (self->data, self->capacity);
  self->data = mremap (self->data, self->capacity, capacity, MREMAP_MAYMOVE);
  if (self->data == MAP_FAILED)
    g_error ("no memory for an arena of %" G_GSIZE_FORMAT " bytes", capacity);
  self->capacity = capacity;
  protect (self);
}

void
rep_arena_resize (RepArena *arena, gsize size)
{
  if (size > arena->capacity)
    grow (arena, size);
  else if (size < arena->size)
    sodium_memzero (arena->data + size, arena->size - size);
  arena->size = size;
}

gsize
rep_arena_append (RepArena *arena, gconstpointer data, gsize size)
{
  gsize offset = arena->size;

  rep_arena_resize (arena, offset + size);
  if (size > 0)
    memcpy (arena->data + offset, data, size);
  return offset;
}

void
rep_arena_clear (RepArena *arena)
{
  rep_arena_resize (arena, 0);
}

guint8 *
rep_arena_data (RepArena *arena)
{
  return arena->data;
}

gsize
rep_arena_size (const RepArena *arena)
{
  return arena->size;
}

gboolean
rep_arena_is_locked (const RepArena *arena)
{
  return arena->locked;
}
