/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "db/note-table.h"

/*
 * Hundreds of thousands of notes are looked up once each: two open tables of note numbers over one
 * array. Digests and ids are random already, so their first bytes are the hash.
 */

struct _RepNoteTable {
  GArray *notes;      /* RepNote */
  guint32 *by_digest; /* number + 1, 0 where free; a power of two of places, at most half full */
  guint32 *by_id;     /* likewise, of the newest note for each id */
  guint32 mask;
};

RepNoteTable *
rep_note_table_new (void)
{
  RepNoteTable *self = g_new0 (RepNoteTable, 1);

  self->notes = g_array_new (FALSE, FALSE, sizeof (RepNote));
  self->mask = 1023;
  self->by_digest = g_new0 (guint32, self->mask + 1);
  self->by_id = g_new0 (guint32, self->mask + 1);
  return self;
}

void
rep_note_table_free (RepNoteTable *table)
{
  if (table == NULL)
    return;

  g_array_unref (table->notes);
  g_free (table->by_digest);
  g_free (table->by_id);
  g_free (table);
}

static guint32
hash_of (gconstpointer bytes)
{
  guint32 hash;

  memcpy (&hash, bytes, sizeof hash);
  return hash;
}

static RepNote *
note_at (const RepNoteTable *self, guint32 place)
{
  return &g_array_index (self->notes, RepNote, place - 1);
}

static guint32 *
digest_place (const RepNoteTable *self, const RepDigest *digest)
{
  guint32 at = hash_of (digest) & self->mask;

  while (self->by_digest[at] != 0 &&
         !rep_digest_equal (&note_at (self, self->by_digest[at])->digest, digest))
    at = (at + 1) & self->mask;
  return &self->by_digest[at];
}

static guint32 *
id_place (const RepNoteTable *self, const RepId *id)
{
  guint32 at = hash_of (id) & self->mask;

  while (self->by_id[at] != 0 && !rep_id_equal (&note_at (self, self->by_id[at])->id, id))
    at = (at + 1) & self->mask;
  return &self->by_id[at];
}

static void
grow (RepNoteTable *self)
{
  self->mask = 2 * self->mask + 1;
  g_free (self->by_digest);
  g_free (self->by_id);
  self->by_digest = g_new0 (guint32, (gsize)self->mask + 1);
  self->by_id = g_new0 (guint32, (gsize)self->mask + 1);
  for (guint32 i = 0; i < self->notes->len; i++) {
    const RepNote *note = &g_array_index (self->notes, RepNote, i);

    *digest_place (self, &note->digest) = i + 1;
    if (!note->superseded)
      *id_place (self, &note->id) = i + 1;
  }
}

/* Puts the last note into the chain of its record. */
static void
link_note (RepNoteTable *self, RepNote *added)
{
  guint32 *place = id_place (self, &added->id);
  RepNote *newest = *place != 0 ? note_at (self, *place) : NULL;

  added->before = REP_NO_NOTE;
  if (newest != NULL && added->again && !newest->again) {
    added->superseded = TRUE;
    added->before = newest->before;
    newest->before = self->notes->len - 1;
    return;
  }
  if (newest != NULL) {
    added->before = *place - 1;
    newest->superseded = TRUE;
  }
  *place = self->notes->len;
}

void
rep_note_table_add (RepNoteTable *table, const RepNote *note)
{
  guint32 *place;
  RepNote *added;

  if (2 * (table->notes->len + 1) > table->mask)
    grow (table);
  g_array_append_vals (table->notes, note, 1);
  added = &g_array_index (table->notes, RepNote, table->notes->len - 1);
  link_note (table, added);
  place = digest_place (table, &note->digest);
  if (*place != 0)
    note_at (table, *place)->may_be_absent = TRUE; /* this one stands for it */
  *place = table->notes->len;
}

RepNote *
rep_note_table_find (RepNoteTable *table, const RepDigest *digest)
{
  guint32 place = *digest_place (table, digest);

  return place != 0 ? note_at (table, place) : NULL;
}

guint32
rep_note_table_newest (const RepNoteTable *table, const RepId *id)
{
  guint32 place = *id_place (table, id);

  return place != 0 ? place - 1 : REP_NO_NOTE;
}

guint32
rep_note_table_length (const RepNoteTable *table)
{
  return table->notes->len;
}

RepNote *
rep_note_table_get (RepNoteTable *table, guint32 number)
{
  return &g_array_index (table->notes, RepNote, number);
}
