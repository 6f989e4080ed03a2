/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "app/domain/day.h"
#include "app/domain/likeness.h"
#include "app/domain/phonetic.h"
#include "crypto/secret.h"

#define MIN_TYPO 4
#define MIN_SOUND 3 /* shorter keys are of too many names */
#define MAX_PIECE 64

static gboolean
same (const RepPiece *a, const RepPiece *b)
{
  return a->size > 0 && a->size == b->size && memcmp (a->text, b->text, a->size) == 0;
}

/* Whether one letter more, less, other, or two that changed places make one of the other. */
static gboolean
one_letter_apart (const RepPiece *a, const RepPiece *b)
{
  const RepPiece *shorter = a->size <= b->size ? a : b, *longer = a->size <= b->size ? b : a;
  gsize head = 0, tail = 0, middle;

  if (shorter->size < MIN_TYPO || longer->size - shorter->size > 1)
    return FALSE;
  while (head < shorter->size && shorter->text[head] == longer->text[head])
    head++;
  while (tail < shorter->size - head &&
         shorter->text[shorter->size - 1 - tail] == longer->text[longer->size - 1 - tail])
    tail++;
  middle = shorter->size - head - tail;
  if (longer->size > shorter->size)
    return middle == 0;
  return middle <= 1 || (middle == 2 && shorter->text[head] == longer->text[head + 1] &&
                         shorter->text[head + 1] == longer->text[head]);
}

static gsize
sound_of (const RepPiece *piece, char *key)
{
  g_autoptr (GString) out = g_string_sized_new (2 * MAX_PIECE);
  gsize size;

  rep_phonetic_key (piece->text, MIN (piece->size, MAX_PIECE), out);
  size = MIN (out->len, 2 * MAX_PIECE);
  memcpy (key, out->str, size);
  rep_wipe (out->str, out->allocated_len);
  return size;
}

guint32
rep_piece_sound (const RepPiece *piece)
{
  guint64 hash = G_GUINT64_CONSTANT (14695981039346656037); /* FNV-1a */
  char key[2 * MAX_PIECE];
  gsize size;

  if (piece->size == 0)
    return 0;
  size = sound_of (piece, key);
  for (gsize i = 0; i < size; i++)
    hash = (hash ^ (guint8)key[i]) * G_GUINT64_CONSTANT (1099511628211);
  rep_wipe (key, sizeof key);
  return ((guint32)(hash >> 32) & ~1u) | (size >= MIN_SOUND ? 1u : 0u);
}

static gboolean
same_sound (guint32 a, guint32 b)
{
  return a == b && (a & 1) != 0;
}

/* How near two names are: 0 not at all, 1 the same; @alike: whether they sound the same;
 * @bit says in what way. */
static double
compare_piece (const RepPiece *a, const RepPiece *b, gboolean alike, guint *bit)
{
  *bit = 0;
  if (a->size == 0 || b->size == 0)
    return 0;
  if (same (a, b))
    return 1;
  if (one_letter_apart (a, b)) {
    *bit = REP_ALIKE_TYPO;
    return 0.85;
  }
  if (alike) {
    *bit = REP_ALIKE_SOUND;
    return 0.85;
  }
  return 0;
}

static double
compare_last (const RepPortrait *a, const RepPortrait *b, guint *bit)
{
  const RepPiece *left[] = { &a->last, &a->usage }, *right[] = { &b->last, &b->usage };
  guint32 left_sounds[] = { a->last_sound, a->usage_sound };
  guint32 right_sounds[] = { b->last_sound, b->usage_sound };
  double best = 0;

  *bit = 0;
  for (guint i = 0; i < G_N_ELEMENTS (left); i++)
    for (guint j = 0; j < G_N_ELEMENTS (right); j++) {
      guint found;
      double worth =
          compare_piece (left[i], right[j], same_sound (left_sounds[i], right_sounds[j]), &found);

      if (worth > best) {
        best = worth;
        *bit = found;
      }
    }
  return best;
}

/* “Jean” and “Jean-Paul”: people shorten. */
static double
compare_first (const RepPortrait *a, const RepPortrait *b, guint *bit)
{
  double worth =
      compare_piece (&a->first, &b->first, same_sound (a->first_sound, b->first_sound), bit);
  gsize size = MIN (a->first.size, b->first.size);

  if (worth > 0 || size < MIN_TYPO || memcmp (a->first.text, b->first.text, size) != 0)
    return worth;
  *bit = REP_ALIKE_TYPO;
  return 0.8;
}

typedef struct {
  double names; /* both names, 0 when one of them is not near */
  double first;
  guint why;
} Names;

static Names
compare_names (const RepPortrait *a, const RepPortrait *b)
{
  guint first_bit, last_bit, crossed_first, crossed_last;
  double first = compare_first (a, b, &first_bit);
  double last = compare_last (a, b, &last_bit);
  double crossed = MIN (compare_piece (&a->first, &b->last,
                                       same_sound (a->first_sound, b->last_sound), &crossed_first),
                        compare_piece (&a->last, &b->first,
                                       same_sound (a->last_sound, b->first_sound), &crossed_last));
  Names names = { .first = first };

  if (first > 0 && last > 0) {
    names.names = MIN (first, last);
    names.why = first_bit | last_bit;
  } else if (crossed > 0) {
    names.names = crossed;
    names.first = crossed;
    names.why = crossed_first | crossed_last;
  } else {
    names.why = first >= 1 ? REP_ALIKE_FIRST : 0;
    return names;
  }
  if (names.why == 0)
    names.why = REP_ALIKE_NAME;
  return names;
}

/* Day and month exchanged, or one of day, month and year mistaken by a little. */
static gboolean
is_near_birth (guint32 a, guint32 b)
{
  char left[REP_DAY_TEXT_SIZE], right[REP_DAY_TEXT_SIZE];
  guint differ = 0;

  (void)rep_day_format (a, left);
  (void)rep_day_format (b, right);
  if (memcmp (left, right, 5) == 0 && memcmp (left + 5, right + 8, 2) == 0 &&
      memcmp (left + 8, right + 5, 2) == 0)
    return TRUE;
  for (guint i = 0; left[i] != '\0' && right[i] != '\0'; i++)
    differ += left[i] != right[i] ? 1 : 0;
  return differ == 1;
}

/* Returns whether a phone of @a is one of @b: the last nine digits count. */
static gboolean
shares_phone (const RepPiece *a, const RepPiece *b)
{
  const char *at = a->size > 0 ? memchr (a->text, '#', a->size) : NULL;

  while (at != NULL) {
    const char *digits = at + 1, *end = a->text + a->size;
    const char *next = memchr (digits, '#', (gsize)(end - digits));
    gsize size = (gsize)((next != NULL ? next : end) - digits);

    if (size >= 9 && b->size > 0 && memmem (b->text, b->size, digits + size - 9, 9) != NULL)
      return TRUE;
    at = next;
  }
  return FALSE;
}

static guint
compare_marks (const RepPortrait *a, const RepPortrait *b, gboolean named_alike)
{
  guint why = 0;

  /* a near birth day only says something of names that are near, and takes long to see */
  if (a->birth != 0 && b->birth != 0)
    why |= a->birth == b->birth                                ? REP_ALIKE_BIRTH
           : named_alike && is_near_birth (a->birth, b->birth) ? REP_ALIKE_NEAR_BIRTH
                                                               : 0u;
  why |= shares_phone (&a->phones, &b->phones) ? REP_ALIKE_PHONE : 0u;
  why |= a->home != 0 && a->home == b->home ? REP_ALIKE_HOME : 0u;
  why |= same (&a->pseudonym, &b->pseudonym) ? REP_ALIKE_PSEUDONYM : 0u;
  why |= a->handle != 0 && a->handle == b->handle ? REP_ALIKE_HANDLE : 0u;
  why |= a->imilo != 0 && a->imilo == b->imilo ? REP_ALIKE_IMILO : 0u;
  return why;
}

static gboolean
contradict (guint32 a, guint32 b)
{
  return a != 0 && b != 0 && a != b;
}

/* Of both the same one of the two names is not known, and the other is the same. */
static gboolean
same_half (const RepPortrait *a, const RepPortrait *b)
{
  if (a->last.size == 0 && b->last.size == 0)
    return same (&a->first, &b->first);
  return a->first.size == 0 && b->first.size == 0 && same (&a->last, &b->last);
}

/* What agreeing names are worth, with what else is known. */
static double
score_names (double names, guint why, gboolean births_known, gboolean homes_differ)
{
  double score = homes_differ ? 0.63 : REP_SURE;

  if ((why & REP_ALIKE_BIRTH) != 0)
    score = 1;
  else if ((why & REP_ALIKE_PHONE) != 0)
    score = 0.95;
  else if ((why & REP_ALIKE_NEAR_BIRTH) != 0)
    score = 0.85;
  else if (births_known)
    score = 0.3;
  else if ((why & REP_ALIKE_HOME) != 0)
    score = 0.8;
  return score * names;
}

static double
score_pseudonym (guint why, gboolean homes_differ)
{
  if ((why & (REP_ALIKE_PHONE | REP_ALIKE_BIRTH)) != 0)
    return 0.9;
  return homes_differ ? 0.6 : REP_SURE;
}

static double
score_without_names (double first, gboolean half, guint why, gboolean births_known)
{
  gboolean phone = (why & REP_ALIKE_PHONE) != 0;

  if (births_known && (why & REP_ALIKE_BIRTH) == 0)
    return 0.2;
  if (phone && (half || first > 0))
    return half ? 0.85 : 0.85 * first;
  if (half && (why & REP_ALIKE_BIRTH) != 0)
    return 0.8;
  if ((why & REP_ALIKE_HANDLE) != 0)
    return 0.8;
  if (first >= 1 && (why & REP_ALIKE_BIRTH) != 0)
    return (why & REP_ALIKE_HOME) != 0 ? 0.6 : 0.4;
  return phone ? 0.35 : 0;
}

double
rep_likeness (const RepPortrait *a, const RepPortrait *b, guint *why)
{
  Names names = compare_names (a, b);
  gboolean births_known = a->birth != 0 && b->birth != 0;
  gboolean homes_differ = contradict (a->home, b->home);
  double score;

  *why = names.why | compare_marks (a, b, names.names > 0);
  if ((*why & REP_ALIKE_IMILO) != 0)
    return 1;
  score = names.names > 0 ? score_names (names.names, *why, births_known, homes_differ)
                          : score_without_names (names.first, same_half (a, b), *why, births_known);
  if (names.names <= 0 && (*why & REP_ALIKE_PSEUDONYM) != 0 && !contradict (a->birth, b->birth))
    score = MAX (score, score_pseudonym (*why, homes_differ));
  return contradict (a->imilo, b->imilo) ? MIN (score, 0.6) : score;
}

static gboolean
is_named (const RepPortrait *portrait)
{
  return portrait->last.size > 0 || portrait->usage.size > 0 || portrait->first.size > 0;
}

gboolean
rep_likeness_is_sure (const RepPortrait *a, const RepPortrait *b, double score, guint why)
{
  if (score < REP_SURE || contradict (a->birth, b->birth))
    return FALSE;
  if (!is_named (a) && !is_named (b))
    return (why & REP_ALIKE_PSEUDONYM) != 0;
  return (why & REP_ALIKE_NAME) != 0 || same_half (a, b);
}

const char *
rep_alike_code (RepAlike alike)
{
  static const char *const codes[] = { "NAME",      "SOUND",      "TYPO",  "FIRST",
                                       "BIRTH",     "NEAR_BIRTH", "PHONE", "HOME",
                                       "PSEUDONYM", "HANDLE",     "IMILO" };

  return codes[g_bit_nth_lsf (alike, -1)];
}
