/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/casebook-private.h"

/*
 * Youths that are one: a record that is the same youth as another keeps its own id in contacts and
 * stages, and what refers to it is found in memory under the record that stays, the root. Of a
 * contact that names both, the link of the one that went stays behind with its own row, where
 * nobody looks.
 */

static RepPersonRow *
row_at (RepCasebook *self, guint32 number)
{
  return &g_array_index (self->persons, RepPersonRow, number);
}

guint32
rep_casebook_root (RepCasebook *casebook, guint32 person)
{
  /* A ring, which nothing makes, ends after as many steps as rows. */
  for (guint32 steps = 0; steps < casebook->persons->len; steps++) {
    guint32 next = row_at (casebook, person)->same_as;

    if (next == REP_NO_ROW)
      break;
    person = next;
  }
  return person;
}

GArray *
rep_casebook_members (RepCasebook *casebook, guint32 root)
{
  GArray *members = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 i = 0; i < casebook->persons->len; i++)
    if (row_at (casebook, i)->same_as != REP_NO_ROW && rep_casebook_root (casebook, i) == root)
      g_array_append_val (members, i);
  return members;
}

static void
push (RepCasebook *self, guint32 row, guint32 link)
{
  guint32 *first = &row_at (self, row)->first_link;

  g_array_index (self->links, RepLink, link).next = *first;
  *first = link;
}

/* Puts link number @link where it belongs: with the root of the youth it names, once a contact. */
static void
place_link (RepCasebook *self, guint32 link)
{
  RepLink *added = &g_array_index (self->links, RepLink, link);
  guint32 root = rep_casebook_root (self, added->person);
  guint32 at = row_at (self, root)->first_link;

  while (at != REP_NO_ROW && g_array_index (self->links, RepLink, at).contact != added->contact)
    at = g_array_index (self->links, RepLink, at).next;
  if (at == REP_NO_ROW) {
    push (self, root, link);
  } else if (added->person == root) { /* the root's own goes first */
    RepLink *known = &g_array_index (self->links, RepLink, at);

    added->person = known->person;
    known->person = root;
    push (self, added->person, link);
  } else {
    push (self, added->person, link);
  }
}

/* While loading it is not yet known who is the same as whom: links wait with the youth they name.
 */
void
rep_casebook_place_link (RepCasebook *self, guint32 link)
{
  if (self->loading)
    push (self, g_array_index (self->links, RepLink, link).person, link);
  else
    place_link (self, link);
}

static void
place_entry (RepCasebook *self, guint32 number)
{
  RepEntryRow *entry = &g_array_index (self->entries, RepEntryRow, number);
  guint32 *first = &row_at (self, rep_casebook_root (self, entry->person))->first_entry;

  entry->next = *first;
  *first = number;
}

static void
place_orientation (RepCasebook *self, guint32 number)
{
  RepOrientationRow *orientation = &g_array_index (self->orientations, RepOrientationRow, number);
  guint32 *first = &row_at (self, rep_casebook_root (self, orientation->person))->first_orientation;

  orientation->next = *first;
  *first = number;
}

/* What was taken away from rows, to be placed again. */
typedef struct {
  GArray *links;
  GArray *entries;
  GArray *orientations;
} Taken;

static void
taken_init (Taken *taken)
{
  taken->links = g_array_new (FALSE, FALSE, sizeof (guint32));
  taken->entries = g_array_new (FALSE, FALSE, sizeof (guint32));
  taken->orientations = g_array_new (FALSE, FALSE, sizeof (guint32));
}

static void
taken_clear (Taken *taken)
{
  g_array_unref (taken->links);
  g_array_unref (taken->entries);
  g_array_unref (taken->orientations);
}

/* Everything that lies with @row, taken away. */
static void
take_all (RepCasebook *self, guint32 row, Taken *taken)
{
  RepPersonRow *person = row_at (self, row);

  for (guint32 at = person->first_link; at != REP_NO_ROW;
       at = g_array_index (self->links, RepLink, at).next)
    g_array_append_val (taken->links, at);
  for (guint32 at = person->first_entry; at != REP_NO_ROW;
       at = g_array_index (self->entries, RepEntryRow, at).next)
    g_array_append_val (taken->entries, at);
  for (guint32 at = person->first_orientation; at != REP_NO_ROW;
       at = g_array_index (self->orientations, RepOrientationRow, at).next)
    g_array_append_val (taken->orientations, at);
  person->first_link = REP_NO_ROW;
  person->first_entry = REP_NO_ROW;
  person->first_orientation = REP_NO_ROW;
}

static void
place_all (RepCasebook *self, const Taken *taken)
{
  for (guint i = taken->links->len; i > 0; i--)
    place_link (self, g_array_index (taken->links, guint32, i - 1));
  for (guint i = taken->entries->len; i > 0; i--)
    place_entry (self, g_array_index (taken->entries, guint32, i - 1));
  for (guint i = taken->orientations->len; i > 0; i--)
    place_orientation (self, g_array_index (taken->orientations, guint32, i - 1));
}

void
rep_casebook_regroup (RepCasebook *self, guint32 old_root, guint32 new_root)
{
  g_autoptr (GArray) members = rep_casebook_members (self, old_root);
  g_autoptr (GArray) more = rep_casebook_members (self, new_root);
  Taken taken;

  taken_init (&taken);
  if (old_root != new_root)
    g_array_append_vals (members, more->data, more->len);
  g_array_append_val (members, old_root);
  if (old_root != new_root)
    g_array_append_val (members, new_root);
  for (guint i = 0; i < members->len; i++)
    take_all (self, g_array_index (members, guint32, i), &taken);
  place_all (self, &taken);
  taken_clear (&taken);
  for (guint i = 0; i < members->len; i++)
    rep_casebook_enrol_row (self, g_array_index (members, guint32, i));
}

void
rep_casebook_group_all (RepCasebook *self)
{
  Taken taken;

  taken_init (&taken);
  for (guint32 i = 0; i < self->persons->len; i++)
    if (row_at (self, i)->same_as != REP_NO_ROW)
      take_all (self, i, &taken);
  place_all (self, &taken);
  taken_clear (&taken);
}

gboolean
rep_casebook_everyone_heard (RepCasebook *casebook)
{
  return !rep_search_hear (casebook->search, 0);
}

GArray *
rep_casebook_find (RepCasebook *casebook, const char *text, guint max)
{
  g_autoptr (GArray) matches = rep_search_find (casebook->search, text, max);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  GArray *found = g_array_new (FALSE, FALSE, sizeof (RepMatch));

  for (guint i = 0; i < matches->len; i++) {
    RepMatch match = g_array_index (matches, RepMatch, i);

    match.person = rep_casebook_root (casebook, match.person);
    if (g_hash_table_add (seen, GUINT_TO_POINTER (match.person)))
      g_array_append_val (found, match);
  }
  return found;
}

const GArray *
rep_casebook_distinct (RepCasebook *casebook)
{
  return casebook->distinct;
}

gboolean
rep_casebook_are_distinct (RepCasebook *casebook, guint32 a, guint32 b)
{
  for (guint i = 0; i < casebook->distinct->len; i++) {
    const RepDistinctRow *row = &g_array_index (casebook->distinct, RepDistinctRow, i);
    guint32 left, right;

    if (row->revision == 0 || row->withdrawn || row->a == row->b)
      continue;
    left = rep_casebook_root (casebook, row->a);
    right = rep_casebook_root (casebook, row->b);
    if ((left == a && right == b) || (left == b && right == a))
      return TRUE;
  }
  return FALSE;
}

GArray *
rep_casebook_rings (RepCasebook *casebook)
{
  GArray *rings = g_array_new (FALSE, FALSE, sizeof (RepId));

  for (guint32 i = 0; i < casebook->persons->len; i++)
    if (row_at (casebook, i)->same_as != REP_NO_ROW &&
        row_at (casebook, rep_casebook_root (casebook, i))->same_as != REP_NO_ROW)
      g_array_append_vals (rings, rep_casebook_id (casebook, &rep_kind_person, i), 1);
  return rings;
}
