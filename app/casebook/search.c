/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/casebook/names.h"
#include "app/casebook/search.h"
#include "app/domain/fold.h"
#include "app/domain/phonetic.h"
#include "crypto/secret.h"

#define MAX_WORDS 8
#define MAX_WORD 63
#define TYPO_FROM 4
#define INSIDE_FROM 3
#define PHONE_FROM 4
#define SOUND_FROM 3        /* codes of a key worth looking for */
#define SOUND_INSIDE_FROM 4 /* and inside longer keys */

struct _RepSearch {
  RepNames *names;
};

RepSearch *
rep_search_new (void)
{
  RepSearch *self = g_new0 (RepSearch, 1);

  self->names = rep_names_new ();
  return self;
}

void
rep_search_free (RepSearch *search)
{
  if (search == NULL)
    return;

  rep_names_free (search->names);
  g_free (search);
}

void
rep_search_put (RepSearch *search, guint32 row, const RepPerson *person)
{
  rep_names_put (search->names, row, person);
}

void
rep_search_remove (RepSearch *search, guint32 row)
{
  rep_names_remove (search->names, row);
}

gboolean
rep_search_hear (RepSearch *search, guint n)
{
  return rep_names_hear (search->names, n);
}

RepNames *
rep_search_names (const RepSearch *search)
{
  return search->names;
}

/* A word looked for, with the bit masks that find it with one wrong letter (Wu and Manber 1992). */
typedef struct {
  const char *text;
  guint length;
  gsize sound_at; /* of its key in the query's sounds */
  gsize sound_size;
  guint64 masks[256];
} Word;

typedef struct {
  char *folded;
  GString *digits;
  GString *sounds;
  Word words[MAX_WORDS];
  guint n_words;
} Query;

static void
prepare_word (Query *query, char *text)
{
  Word *word = &query->words[query->n_words++];

  word->text = text;
  word->length = (guint)MIN (strlen (text), MAX_WORD);
  word->sound_at = query->sounds->len;
  rep_phonetic_key (text, word->length, query->sounds);
  word->sound_size = query->sounds->len - word->sound_at;
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
  query->sounds = g_string_new (NULL);
  rep_fold_digits (text, query->digits);
  query->n_words = 0;
  at = query->folded;
  while (*at != '\0' && query->n_words < MAX_WORDS) {
    char *end = strchrnul (at, ' ');
    gboolean last = *end == '\0';

    *end = '\0';
    if (end > at)
      prepare_word (query, at);
    at = last ? end : end + 1;
  }
}

static gboolean
within_one_letter (const Word *word, const guint8 *text, gsize size)
{
  guint64 exact = 0, once = 1, last = G_GUINT64_CONSTANT (1) << (word->length - 1);
  guint64 two_ago = 0, mask_before = 0;

  if (word->length < TYPO_FROM)
    return FALSE;
  for (gsize i = 0; i < size; i++) {
    guint64 mask = word->masks[text[i]];
    guint64 before = exact;
    guint64 swapped = (two_ago << 2 | 2) & mask << 1 & mask_before;

    exact = (exact << 1 | 1) & mask;
    once = ((once << 1 | 1) & mask) | before | (before | exact) << 1 | 1 | swapped;
    two_ago = before;
    mask_before = mask;
    if ((once & last) != 0)
      return TRUE;
  }
  return FALSE;
}

/* How words are allowed to differ from a name. */
typedef enum {
  MODE_EXACT,
  MODE_SOUND,
  MODE_TYPO,
} Mode;

typedef struct {
  RepNames *names;
  const Query *query;
  Mode mode;
  GArray *best;
  guint max;
} Look;

/* Returns 1 for a whole word of @text, 0.9 for the beginning of one, 0.7 inside of one, else 0. */
static double
find_place (const char *word, gsize length, const guint8 *text, gsize size)
{
  const guint8 *found = memmem (text, size, word, length);

  for (const guint8 *at = found; at != NULL;
       at = memmem (at + 1, size - (gsize)(at + 1 - text), word, length)) {
    const guint8 *end = at + length;

    if (at > text && at[-1] == ' ')
      return end == text + size || *end == ' ' || *end == '#' ? 1.0 : 0.9;
  }
  return found != NULL ? 0.7 : 0;
}

static double
match_sound (const Look *look, const Word *word, const RepNameEntry *entry)
{
  const guint8 *sounds = rep_arena_data (look->names->sounds) + entry->sound_at;
  double place;

  if (word->length < TYPO_FROM || word->sound_size < SOUND_FROM)
    return 0;
  place = find_place (look->query->sounds->str + word->sound_at, word->sound_size, sounds,
                      entry->sound_size);
  return place >= 0.9 || word->sound_size >= SOUND_INSIDE_FROM ? place * 0.65 : 0;
}

/* Returns the worth of the best place of @word in the entry, 0 when it is not there. */
static double
match_word (const Look *look, const Word *word, const RepNameEntry *entry, RepWhy *why)
{
  const guint8 *text = rep_arena_data (look->names->text) + entry->at;
  double worth = find_place (word->text, word->length, text, entry->size);

  if (worth >= 0.9)
    return worth;
  if (worth > 0 && word->length >= INSIDE_FROM) {
    *why = MAX (*why, REP_WHY_PART);
    return worth;
  }
  if (look->mode == MODE_SOUND) {
    *why = REP_WHY_SOUND;
    return match_sound (look, word, entry);
  }
  if (look->mode == MODE_EXACT || !within_one_letter (word, text, entry->size))
    return 0;
  *why = REP_WHY_TYPO;
  return 0.4;
}

static gboolean
match_entry (const Look *look, const RepNameEntry *entry, RepMatch *match)
{
  const Query *query = look->query;
  double score = 0;

  match->why = REP_WHY_NAME;
  if (query->digits->len >= PHONE_FROM &&
      memmem (rep_arena_data (look->names->text) + entry->at, entry->size, query->digits->str,
              query->digits->len) != NULL) {
    match->why = REP_WHY_PHONE;
    match->score = 1;
    return TRUE;
  }
  for (guint i = 0; i < query->n_words; i++) {
    double worth = match_word (look, &query->words[i], entry, &match->why);

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

/* Whether nothing found later could be better. */
static gboolean
is_settled (const GArray *best, guint max)
{
  return best->len == max && max > 0 && g_array_index (best, RepMatch, max - 1).score >= 1;
}

static gsize
place_of (const Look *look, guint number)
{
  const RepNameEntry *entry = &g_array_index (look->names->entries, RepNameEntry, number);

  return look->mode == MODE_SOUND ? entry->sound_at : entry->at;
}

/* Runs over all names at once for @needle, and looks closely only at the entries that hold it. */
static void
look_for (const Look *look, const char *needle, gsize length)
{
  RepArena *arena = look->mode == MODE_SOUND ? look->names->sounds : look->names->text;
  const guint8 *data = rep_arena_data (arena);
  gsize size = rep_arena_size (arena);
  const GArray *entries = look->names->entries;
  const guint8 *hit = memmem (data, size, needle, length);
  guint number = 0;

  while (hit != NULL && !is_settled (look->best, look->max)) {
    gsize at = (gsize)(hit - data), next = size;
    const RepNameEntry *entry;
    RepMatch match;

    while (number + 1 < entries->len && place_of (look, number + 1) <= at)
      number++;
    entry = &g_array_index (entries, RepNameEntry, number);
    match.person = entry->row;
    if (entry->size > 0 && match_entry (look, entry, &match))
      keep_best (look->best, &match, look->max);
    if (number + 1 < entries->len)
      next = place_of (look, number + 1);
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

/* The word that says most is in every match, however the others are written. */
static void
look_by_sound (Look *look)
{
  const Query *query = look->query;
  const Word *longest = NULL;

  for (guint i = 0; i < query->n_words; i++)
    if (query->words[i].length >= TYPO_FROM && query->words[i].sound_size >= SOUND_FROM &&
        (longest == NULL || query->words[i].sound_size > longest->sound_size))
      longest = &query->words[i];
  if (longest == NULL)
    return;

  (void)rep_names_hear (look->names, G_MAXUINT);
  look->mode = MODE_SOUND;
  look_for (look, query->sounds->str + longest->sound_at, longest->sound_size);
}

/* With one letter wrong, one half of the word is still right; but for two letters that changed
 * places across the middle. */
static void
look_loosely (Look *look, const Word *word)
{
  guint half = word->length / 2;
  g_autofree char *swapped = NULL;

  if (word->length < TYPO_FROM)
    return;
  look->mode = MODE_TYPO;
  look_for (look, word->text, half);
  look_for (look, word->text + half, word->length - half);
  swapped = g_strndup (word->text, word->length);
  swapped[half - 1] = word->text[half];
  swapped[half] = word->text[half - 1];
  look_for (look, swapped, word->length);
  rep_wipe (swapped, word->length);
}

GArray *
rep_search_find (const RepSearch *search, const char *text, guint max)
{
  g_autofree Query *query = g_new0 (Query, 1);
  Look look = { .names = search->names, .query = query, .max = max };
  const Word *longest;

  look.best = g_array_new (FALSE, FALSE, sizeof (RepMatch));
  prepare (query, text);
  longest = longest_word (query);
  if (query->digits->len >= PHONE_FROM)
    look_for (&look, query->digits->str, query->digits->len);
  if (longest != NULL)
    look_exactly (&look, longest);
  if (longest != NULL && look.best->len == 0) {
    look_by_sound (&look);
    look_loosely (&look, longest);
  }

  rep_wipe (query->folded, strlen (query->folded));
  rep_wipe (query->sounds->str, query->sounds->allocated_len);
  g_free (query->folded);
  g_string_free (query->digits, TRUE);
  g_string_free (query->sounds, TRUE);
  return look.best;
}

const char *
rep_why_code (RepWhy why)
{
  static const char *const codes[] = { "NAME", "PART", "PHONE", "SOUND", "TYPO" };

  return codes[why];
}
