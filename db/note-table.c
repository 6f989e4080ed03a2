/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "db/note-table.h"

/*
 * Hundreds of thousands of notes are looked up once each: two open tables of note numbers over one
 * array. Digests and ids are random already, so their first bytes are the hash; it lies beside the
 * number, so that places of other notes are passed by without a look at those notes.
 */

typedef struct {
  guint32 number; /* + 1; 0 where free */
  guint32 hash;
} Place;

struct _RepNoteTable {
  GArray *notes;    /* RepNote */
  Place *by_digest; /* a power of two of places, at most half full */
  Place *by_id;     /* likewise, of the newest note for each id */
  guint32 mask;
};

RepNoteTable *
rep_note_table_new (void)
{
  RepNoteTable *self = g_new0 (RepNoteTable, 1);

  self->notes = g_array_new (FALSE, FALSE, sizeof (RepNote));
  self->mask = 1023;
  self->by_digest = g_new0 (Place, self->mask + 1);
  self->by_id = g_new0 (Place, self->mask + 1);
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
note_at (const RepNoteTable *self, const Place *place)
{
  return &g_array_index (self->notes, RepNote, place->number - 1);
}

/* Digests are no secrets: they are compared as quickly as can be. */
static Place *
digest_place (const RepNoteTable *self, const RepDigest *digest)
{
  guint32 hash = hash_of (digest);
  Place *place = &self->by_digest[hash & self->mask];

  while (place->number != 0 && (place->hash != hash || memcmp (&note_at (self, place)->digest,
                                                               digest, sizeof *digest) != 0))
    place = &self->by_digest[(guint32)(place - self->by_digest + 1) & self->mask];
  return place;
}

static Place *
id_place (const RepNoteTable *self, const RepId *id)
{
  guint32 hash = hash_of (id);
  Place *place = &self->by_id[hash & self->mask];

  while (place->number != 0 &&
         (place->hash != hash || !rep_id_equal (&note_at (self, place)->id, id)))
    place = &self->by_id[(guint32)(place - self->by_id + 1) & self->mask];
  return place;
}

/* What is in it differs: each goes to the first free place. */
static Place *
grown (const Place *old, guint32 old_mask)
{
  guint32 mask = 2 * old_mask + 1;
  Place *places = g_new0 (Place, (gsize)mask + 1);

  for (guint32 i = 0; i <= old_mask; i++) {
    guint32 at = old[i].hash & mask;

    if (old[i].number == 0)
      continue;
    while (places[at].number != 0)
      at = (at + 1) & mask;
    places[at] = old[i];
  }
  return places;
}

static void
grow (RepNoteTable *self)
{
  g_autofree Place *by_digest = self->by_digest;
  g_autofree Place *by_id = self->by_id;

  self->by_digest = grown (by_digest, self->mask);
  self->by_id = grown (by_id, self->mask);
  self->mask = 2 * self->mask + 1;
}

/* Puts the last note into the chain of its record. */
static void
link_note (RepNoteTable *self, RepNote *added)
{
  Place *place = id_place (self, &added->id);
  RepNote *newest = place->number != 0 ? note_at (self, place) : NULL;

  added->before = REP_NO_NOTE;
  if (newest != NULL && added->again && !newest->again) {
    added->superseded = TRUE;
    added->before = newest->before;
    newest->before = self->notes->len - 1;
    return;
  }
  if (newest != NULL) {
    added->before = place->number - 1;
    newest->superseded = TRUE;
  }
  *place = (Place){ self->notes->len, hash_of (&added->id) };
}

void
rep_note_table_add (RepNoteTable *table, const RepNote *note)
{
  Place *place;
  RepNote *added;

  if (2 * (table->notes->len + 1) > table->mask)
    grow (table);
  g_array_append_vals (table->notes, note, 1);
  added = &g_array_index (table->notes, RepNote, table->notes->len - 1);
  link_note (table, added);
  place = digest_place (table, &note->digest);
  if (place->number != 0)
    note_at (table, place)->may_be_absent = TRUE; /* this one stands for it */
  *place = (Place){ table->notes->len, hash_of (&note->digest) };
}

RepNote *
rep_note_table_find (RepNoteTable *table, const RepDigest *digest)
{
  const Place *place = digest_place (table, digest);

  return place->number != 0 ? note_at (table, place) : NULL;
}

guint32
rep_note_table_newest (const RepNoteTable *table, const RepId *id)
{
  const Place *place = id_place (table, id);

  return place->number != 0 ? place->number - 1 : REP_NO_NOTE;
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
