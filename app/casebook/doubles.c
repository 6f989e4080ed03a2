/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/casebook-private.h"
#include "app/casebook/doubles.h"
#include "app/casebook/names.h"
#include "crypto/secret.h"

/* So many youths of one key are compared: beyond, the key says little (“Martin, Lu…”). */
#define MAX_COMPARED 256

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  const RepDouble *left = a, *right = b;

  if (left->score > right->score || left->score < right->score)
    return left->score > right->score ? -1 : 1;
  return left->person < right->person ? -1 : left->person > right->person ? 1 : 0;
}

int
rep_doubles_compare (gconstpointer a, gconstpointer b)
{
  const RepPair *left = a, *right = b;

  if (left->score > right->score || left->score < right->score)
    return left->score > right->score ? -1 : 1;
  if (left->a != right->a)
    return left->a < right->a ? -1 : 1;
  if (left->b != right->b)
    return left->b < right->b ? -1 : 1;
  /* of reasons as strong the same one, in whatever order the records came into memory */
  return left->why > right->why ? -1 : left->why < right->why ? 1 : 0;
}

/* One youth compared with those that share a key. */
typedef struct {
  RepCasebook *casebook;
  const RepNames *names;
  const RepPortrait *portrait;
  guint32 self; /* own row, or REP_NO_ROW */
  GArray *found;
} Look;

static void
keep (Look *look, guint32 person, double score, guint why)
{
  RepDouble match = { person, why, score };

  for (guint i = 0; i < look->found->len; i++) {
    RepDouble *known = &g_array_index (look->found, RepDouble, i);

    if (known->person != person)
      continue;
    if (score > known->score || (score >= known->score && why > known->why))
      *known = match;
    return;
  }
  g_array_append_val (look->found, match);
}

static void
compare_with (guint32 number, const RepPortrait *other, gpointer data)
{
  Look *look = data;
  guint32 root = rep_casebook_root (look->casebook,
                                    g_array_index (look->names->entries, RepNameEntry, number).row);
  double score;
  guint why;

  if (root == look->self)
    return;
  score = rep_likeness (look->portrait, other, &why);
  if (score >= REP_LIKELY &&
      (look->self == REP_NO_ROW || !rep_casebook_are_distinct (look->casebook, root, look->self)))
    keep (look, root, score, why);
}

static guint32
row_of (RepCasebook *casebook, const RepPerson *person)
{
  guint32 number = rep_casebook_number (casebook, &rep_kind_person, &person->object.id);

  return number != REP_NO_ROW ? rep_casebook_root (casebook, number) : REP_NO_ROW;
}

static GArray *
look_for (Look *look, guint max)
{
  look->found = g_array_new (FALSE, FALSE, sizeof (RepDouble));
  rep_names_visit (look->names, look->portrait, MAX_COMPARED, compare_with, look);
  g_array_sort (look->found, compare_doubles);
  g_array_set_size (look->found, MIN (look->found->len, max));
  return look->found;
}

GArray *
rep_doubles_of (RepCasebook *casebook, const RepPerson *person, guint max)
{
  RepNames *names = rep_search_names (rep_casebook_search (casebook));
  g_autoptr (GString) text = g_string_sized_new (1024);
  RepPortrait portrait;
  Look look = { casebook, names, &portrait, row_of (casebook, person), NULL };

  (void)rep_names_hear (names, G_MAXUINT);
  rep_names_describe (person, text, &portrait);
  (void)look_for (&look, max);
  rep_wipe (text->str, text->allocated_len);
  return look.found;
}

GArray *
rep_doubles_of_youth (RepCasebook *casebook, guint32 youth, guint max)
{
  RepNames *names = rep_search_names (rep_casebook_search (casebook));
  RepPortrait portrait;
  Look look = { casebook, names, &portrait, youth, NULL };
  gpointer number;

  (void)rep_names_hear (names, G_MAXUINT);
  if (!g_hash_table_lookup_extended (names->by_row, GUINT_TO_POINTER (youth), NULL, &number) ||
      !rep_names_portrait (names, GPOINTER_TO_UINT (number), &portrait))
    return g_array_new (FALSE, FALSE, sizeof (RepDouble));
  return look_for (&look, max);
}

gboolean
rep_doubles_can_tell (RepCasebook *casebook, guint32 youth)
{
  return g_hash_table_contains (rep_search_names (rep_casebook_search (casebook))->by_row,
                                GUINT_TO_POINTER (youth));
}

/* Whether @a and @b share a key that comes before @number: then they were compared already. */
static gboolean
met_before (const RepNames *names, const RepNameEntry *a, const RepNameEntry *b, guint32 number)
{
  for (guint32 i = a->first_key; i < number; i++)
    for (guint32 j = b->first_key; j < b->first_key + b->n_keys; j++)
      if (rep_name_keys_at (&names->keys, i)->hash == rep_name_keys_at (&names->keys, j)->hash)
        return TRUE;
  return FALSE;
}

typedef struct {
  RepCasebook *casebook;
  const RepNames *names;
  GArray *pairs;
} Pass;

static void
add_pair (Pass *pass, guint32 left, guint32 right, double score, guint why)
{
  guint32 a = rep_casebook_root (pass->casebook, left),
          b = rep_casebook_root (pass->casebook, right);
  RepPair pair = { MIN (a, b), MAX (a, b), why, score };

  if (a != b && !rep_casebook_are_distinct (pass->casebook, a, b))
    g_array_append_val (pass->pairs, pair);
}

/* Compares one youth with those that come after it under its key number @number. */
static void
see_key (Pass *pass, guint32 mine, const RepPortrait *portrait, guint32 number)
{
  const RepNameKeys *keys = &pass->names->keys;
  const RepNameEntry *entry = &g_array_index (pass->names->entries, RepNameEntry, mine);
  const RepNameKey *key = rep_name_keys_at (keys, number);
  guint32 at = key->next; /* those entered before */

  for (guint n = 0; at != REP_NO_KEY && n < MAX_COMPARED;) {
    const RepNameKey *other = rep_name_keys_at (keys, at);
    const RepNameEntry *known = &g_array_index (pass->names->entries, RepNameEntry, other->entry);
    RepPortrait theirs;
    double score;
    guint why;

    at = other->next;
    if (other->hash != key->hash || other->entry == mine)
      continue;
    n++;
    if (met_before (pass->names, entry, known, number) ||
        !rep_names_portrait (pass->names, other->entry, &theirs))
      continue;
    score = rep_likeness (portrait, &theirs, &why);
    if (score >= REP_LIKELY)
      add_pair (pass, entry->row, known->row, score, why);
  }
}

guint32
rep_doubles_count (RepCasebook *casebook)
{
  return rep_search_names (rep_casebook_search (casebook))->entries->len;
}

void
rep_doubles_see (RepCasebook *casebook, guint32 number, GArray *pairs)
{
  RepNames *names = rep_search_names (rep_casebook_search (casebook));
  Pass pass = { casebook, names, pairs };
  const RepNameEntry *entry;
  RepPortrait portrait;

  while (names->heard <= number && rep_names_hear (names, 1))
    ;
  entry = &g_array_index (names->entries, RepNameEntry, number);
  if (!rep_names_portrait (names, number, &portrait))
    return;
  for (guint32 key = entry->first_key; key < entry->first_key + entry->n_keys; key++)
    see_key (&pass, number, &portrait, key);
}

/* Youths made of several records may be a pair more than once. */
void
rep_doubles_settle (GArray *pairs, guint max)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  guint kept = 0;

  for (guint i = 0; i < pairs->len && kept < max; i++) {
    RepPair pair = g_array_index (pairs, RepPair, i);

    if (g_hash_table_add (seen, GSIZE_TO_POINTER ((gsize)pair.a << 32 | pair.b)))
      g_array_index (pairs, RepPair, kept++) = pair;
  }
  g_array_set_size (pairs, kept);
}

GArray *
rep_doubles_list (RepCasebook *casebook, guint max)
{
  GArray *pairs = g_array_new (FALSE, FALSE, sizeof (RepPair));
  guint32 n = rep_doubles_count (casebook);

  for (guint32 i = 0; i < n; i++)
    rep_doubles_see (casebook, i, pairs);
  g_array_sort (pairs, rep_doubles_compare);
  rep_doubles_settle (pairs, max);
  return pairs;
}
