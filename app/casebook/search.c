/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/casebook/search.h"
#include "app/domain/fold.h"
#include "crypto/arena.h"
#include "crypto/secret.h"

#define MAX_WORDS 8
#define MAX_WORD 63
#define TYPO_FROM 4
#define INSIDE_FROM 3
#define PHONE_FROM 4

/* An entry is " word word #digits": each word after a space, each phone after a '#'. */
typedef struct {
  guint32 row;
  guint32 size; /* 0: replaced by a later entry */
  gsize at;
} Entry;

struct _RepSearch {
  RepArena *arena;
  GArray *entries;    /* Entry */
  GHashTable *by_row; /* row -> number of its entry */
  GString *scratch;
};

RepSearch *
rep_search_new (void)
{
  RepSearch *self = g_new0 (RepSearch, 1);

  self->arena = rep_arena_new ();
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->by_row = g_hash_table_new (NULL, NULL);
  self->scratch = g_string_sized_new (1024);
  return self;
}

void
rep_search_free (RepSearch *search)
{
  if (search == NULL)
    return;

  rep_arena_free (search->arena);
  g_array_unref (search->entries);
  g_hash_table_unref (search->by_row);
  rep_wipe (search->scratch->str, search->scratch->allocated_len);
  g_string_free (search->scratch, TRUE);
  g_free (search);
}

static void
add_words (GString *out, const char *name)
{
  gsize start;

  if (name == NULL)
    return;
  g_string_append_c (out, ' ');
  start = out->len;
  rep_fold (name, out);

  /* A name of several words is also found when typed as one. */
  if (memchr (out->str + start, ' ', out->len - start) != NULL) {
    gsize end = out->len;

    g_string_append_c (out, ' ');
    for (gsize i = start; i < end; i++)
      if (out->str[i] != ' ')
        g_string_append_c (out, out->str[i]);
  }
}

static void
describe (GString *out, const RepPerson *person)
{
  g_string_truncate (out, 0);
  add_words (out, person->last_name);
  add_words (out, person->usage_name);
  add_words (out, person->first_name);
  add_words (out, person->pseudonym);
  for (guint i = 0; person->phones != NULL && i < person->phones->len; i++) {
    g_string_append_c (out, '#');
    rep_fold_digits (g_ptr_array_index (person->phones, i), out);
  }
}

static void
forget_row (RepSearch *self, guint32 row)
{
  gpointer number;
  Entry *old;

  if (!g_hash_table_lookup_extended (self->by_row, GUINT_TO_POINTER (row), NULL, &number))
    return;
  old = &g_array_index (self->entries, Entry, GPOINTER_TO_UINT (number));
  rep_wipe (rep_arena_data (self->arena) + old->at, old->size);
  old->size = 0;
}

void
rep_search_remove (RepSearch *search, guint32 row)
{
  forget_row (search, row);
  g_hash_table_remove (search->by_row, GUINT_TO_POINTER (row));
}

void
rep_search_put (RepSearch *search, guint32 row, const RepPerson *person)
{
  Entry entry = { .row = row };

  forget_row (search, row);
  describe (search->scratch, person);
  entry.size = (guint32)search->scratch->len;
  entry.at = rep_arena_append (search->arena, search->scratch->str, search->scratch->len);
  g_hash_table_insert (search->by_row, GUINT_TO_POINTER (row),
                       GUINT_TO_POINTER (search->entries->len));
  g_array_append_val (search->entries, entry);
}

/* A word looked for, with the bit masks that find it with one wrong letter (Wu and Manber 1992). */
typedef struct {
  const char *text;
  guint length;
  guint64 masks[256];
} Word;

typedef struct {
  char *folded;
  GString *digits;
  Word words[MAX_WORDS];
  guint n_words;
} Query;

static void
prepare_word (Word *word, char *text)
{
  word->text = text;
  word->length = (guint)MIN (strlen (text), MAX_WORD);
  memset (word->masks, 0, sizeof word->masks);
  for (guint i = 0; i < word->length; i++)
    word->masks[(guint8)text[i]] |= G_GUINT64_CONSTANT (1) << i;
}

static void
prepare (Query *query, const char *text)
{
  char *at;

  query->folded = rep_fold_dup (text);
  query->digits = g_string_new (NULL);
  rep_fold_digits (text, query->digits);
  query->n_words = 0;
  at = query->folded;
  while (*at != '\0' && query->n_words < MAX_WORDS) {
    char *end = strchrnul (at, ' ');
    gboolean last = *end == '\0';

    *end = '\0';
    if (end > at)
      prepare_word (&query->words[query->n_words++], at);
    at = last ? end : end + 1;
  }
}

static gboolean
within_one_letter (const Word *word, const guint8 *text, gsize size)
{
  guint64 exact = 0, once = 1, last = G_GUINT64_CONSTANT (1) << (word->length - 1);

  if (word->length < TYPO_FROM)
    return FALSE;
  for (gsize i = 0; i < size; i++) {
    guint64 mask = word->masks[text[i]];
    guint64 before = exact;

    exact = (exact << 1 | 1) & mask;
    once = ((once << 1 | 1) & mask) | before | (before | exact) << 1 | 1;
    if ((once & last) != 0)
      return TRUE;
  }
  return FALSE;
}

/* Returns the worth of the best place of @word in the entry, 0 when it is not there. */
static double
match_word (const Word *word, const guint8 *text, gsize size, gboolean typos, RepWhy *why)
{
  const guint8 *found = memmem (text, size, word->text, word->length);

  for (const guint8 *at = found; at != NULL;
       at = memmem (at + 1, size - (gsize)(at + 1 - text), word->text, word->length)) {
    if (at > text && at[-1] == ' ')
      return at + word->length == text + size || at[word->length] == ' ' ? 1.0 : 0.9;
  }
  if (found != NULL && word->length >= INSIDE_FROM) {
    *why = MAX (*why, REP_WHY_PART);
    return 0.7;
  }
  if (!typos || !within_one_letter (word, text, size))
    return 0;
  *why = REP_WHY_TYPO;
  return 0.5;
}

static gboolean
match_entry (const Query *query, const guint8 *text, gsize size, gboolean typos, RepMatch *match)
{
  double score = 0;

  match->why = REP_WHY_NAME;
  if (query->digits->len >= PHONE_FROM &&
      memmem (text, size, query->digits->str, query->digits->len) != NULL) {
    match->why = REP_WHY_PHONE;
    match->score = 1;
    return TRUE;
  }
  for (guint i = 0; i < query->n_words; i++) {
    double worth = match_word (&query->words[i], text, size, typos, &match->why);

    if (worth <= 0)
      return FALSE;
    score += worth;
  }
  match->score = query->n_words > 0 ? score / query->n_words : 0;
  return query->n_words > 0;
}

static gboolean
is_better (const RepMatch *a, const RepMatch *b)
{
  return a->score > b->score || (a->score >= b->score && a->person < b->person);
}

/* Keeps the best @max, in order; a youth already there is not entered again. */
static void
keep_best (GArray *best, const RepMatch *match, guint max)
{
  guint at = best->len;

  if (at == max && !is_better (match, &g_array_index (best, RepMatch, at - 1)))
    return;
  for (guint i = 0; i < best->len; i++)
    if (g_array_index (best, RepMatch, i).person == match->person)
      return;
  while (at > 0 && is_better (match, &g_array_index (best, RepMatch, at - 1)))
    at--;
  if (at >= max)
    return;
  g_array_insert_val (best, at, *match);
  g_array_set_size (best, MIN (best->len, max));
}

typedef struct {
  const RepSearch *search;
  const Query *query;
  gboolean typos;
  GArray *best;
  guint max;
} Look;

/* Whether nothing found later could be better. */
static gboolean
is_settled (const GArray *best, guint max)
{
  return best->len == max && max > 0 && g_array_index (best, RepMatch, max - 1).score >= 1;
}

/* Runs over all names at once for @needle, and looks closely only at the entries that hold it. */
static void
look_for (const Look *look, const char *needle, gsize length)
{
  const guint8 *data = rep_arena_data (look->search->arena);
  gsize size = rep_arena_size (look->search->arena);
  const GArray *entries = look->search->entries;
  const guint8 *hit = memmem (data, size, needle, length);
  guint number = 0;

  while (hit != NULL && !is_settled (look->best, look->max)) {
    gsize at = (gsize)(hit - data), next = size;
    const Entry *entry;
    RepMatch match;

    while (number + 1 < entries->len && g_array_index (entries, Entry, number + 1).at <= at)
      number++;
    entry = &g_array_index (entries, Entry, number);
    match.person = entry->row;
    if (entry->size > 0 &&
        match_entry (look->query, data + entry->at, entry->size, look->typos, &match))
      keep_best (look->best, &match, look->max);
    if (number + 1 < entries->len)
      next = g_array_index (entries, Entry, number + 1).at;
    hit = memmem (data + next, size - next, needle, length);
  }
}

static const Word *
longest_word (const Query *query)
{
  const Word *longest = NULL;

  for (guint i = 0; i < query->n_words; i++)
    if (longest == NULL || query->words[i].length > longest->length)
      longest = &query->words[i];
  return longest;
}

/* One or two letters are looked for where words begin; inside them they are noise. */
static void
look_exactly (const Look *look, const Word *word)
{
  g_autofree char *start = g_strconcat (" ", word->text, NULL);

  if (word->length < INSIDE_FROM)
    look_for (look, start, word->length + 1);
  else
    look_for (look, word->text, word->length);
}

/* With one letter wrong, one half of the word is still right. */
static void
look_loosely (const Look *look, const Word *word)
{
  guint half = word->length / 2;

  if (word->length < TYPO_FROM)
    return;
  look_for (look, word->text, half);
  look_for (look, word->text + half, word->length - half);
}

GArray *
rep_search_find (const RepSearch *search, const char *text, guint max)
{
  g_autofree Query *query = g_new0 (Query, 1);
  Look look = { .search = search, .query = query, .max = max };
  const Word *longest;

  look.best = g_array_new (FALSE, FALSE, sizeof (RepMatch));
  prepare (query, text);
  longest = longest_word (query);
  if (query->digits->len >= PHONE_FROM)
    look_for (&look, query->digits->str, query->digits->len);
  if (longest != NULL)
    look_exactly (&look, longest);
  if (longest != NULL && look.best->len == 0) {
    look.typos = TRUE;
    look_loosely (&look, longest);
  }

  rep_wipe (query->folded, strlen (query->folded));
  g_free (query->folded);
  g_string_free (query->digits, TRUE);
  return look.best;
}

const char *
rep_why_code (RepWhy why)
{
  static const char *const codes[] = { "NAME", "PART", "PHONE", "TYPO" };

  return codes[why];
}
