/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* data */
#include "config.h"

#include <string.h>

#include "app/domain/phonetic.h"

/* What must follow a rule's letters. */
typedef enum {
  ANY,
  FRONT,  /* e, i or y: c and g are soft */
  BACK,   /* a, o or u */
  CLOSED, /* no vowel and no n or m: the vowel before is nasal */
  OPEN,   /* a vowel: s between vowels is a z */
} Next;

typedef struct {
  const char *letters;
  Next next;
  const char *code;
} Rule;

/* “ancoi” is of François, whose cedilla folding took away. Of each first letter the longest first:
 * the first that fits is taken. */
static const Rule rules[] = {
  { "ancoi", ANY, "1SWA" }, { "aim", CLOSED, "2" }, { "ain", CLOSED, "2" }, { "aou", ANY, "AU" },
  { "ae", ANY, "E" },       { "ai", ANY, "E" },     { "am", CLOSED, "1" },  { "an", CLOSED, "1" },
  { "au", ANY, "O" },       { "ay", ANY, "E" },     { "a", ANY, "A" },      { "bv", ANY, "V" },
  { "b", ANY, "B" },        { "chae", ANY, "KE" },  { "chl", ANY, "KL" },   { "chr", ANY, "KR" },
  { "cqu", ANY, "K" },      { "ch", ANY, "C" },     { "ck", ANY, "K" },     { "c", FRONT, "S" },
  { "c", ANY, "K" },        { "dj", ANY, "J" },     { "d", ANY, "D" },      { "ean", CLOSED, "1" },
  { "eau", ANY, "O" },      { "ein", CLOSED, "2" }, { "ei", ANY, "E" },     { "em", CLOSED, "1" },
  { "en", CLOSED, "1" },    { "eu", ANY, "E" },     { "ey", ANY, "E" },     { "e", ANY, "E" },
  { "f", ANY, "F" },        { "ge", BACK, "J" },    { "gh", ANY, "G" },     { "gn", ANY, "N" },
  { "gu", FRONT, "G" },     { "g", FRONT, "J" },    { "g", ANY, "G" },      { "h", ANY, "" },
  { "ien", CLOSED, "I2" },  { "im", CLOSED, "2" },  { "in", CLOSED, "2" },  { "i", ANY, "I" },
  { "jeo", ANY, "JO" },     { "j", ANY, "J" },      { "kh", ANY, "K" },     { "k", ANY, "K" },
  { "l", ANY, "L" },        { "m", ANY, "M" },      { "n", ANY, "N" },      { "oeu", ANY, "E" },
  { "oin", CLOSED, "W2" },  { "oe", ANY, "E" },     { "oi", ANY, "WA" },    { "om", CLOSED, "3" },
  { "on", CLOSED, "3" },    { "oo", ANY, "U" },     { "ou", ANY, "U" },     { "oy", ANY, "WA" },
  { "o", ANY, "O" },        { "ph", ANY, "F" },     { "p", ANY, "P" },      { "qu", ANY, "K" },
  { "q", ANY, "K" },        { "r", ANY, "R" },      { "sch", ANY, "C" },    { "sc", FRONT, "S" },
  { "sh", ANY, "C" },       { "ss", ANY, "S" },     { "s", OPEN, "Z" },     { "s", ANY, "S" },
  { "tch", ANY, "C" },      { "tion", ANY, "SI3" }, { "th", ANY, "T" },     { "t", ANY, "T" },
  { "um", CLOSED, "2" },    { "un", CLOSED, "2" },  { "u", ANY, "Y" },      { "v", ANY, "V" },
  { "w", ANY, "V" },        { "x", ANY, "KS" },     { "ym", CLOSED, "2" },  { "yn", CLOSED, "2" },
  { "y", ANY, "I" },        { "z", ANY, "Z" },
};

#define MUTE_AT_END "dpstxz"
#define VOWELS "aeiouy"

static gboolean
is_one_of (char c, const char *letters)
{
  return c != '\0' && strchr (letters, c) != NULL;
}

/* A final e, or else the final consonants that nobody says; two letters always stay. */
static gsize
heard_length (const char *word, gsize length)
{
  if (length > 2 && word[length - 1] == 's' && word[length - 2] == 'e')
    length--;
  if (length > 2 && word[length - 1] == 'e') {
    while (length > 2 && word[length - 1] == 'e')
      length--;
    return length;
  }
  while (length > 2 && is_one_of (word[length - 1], MUTE_AT_END))
    length--;
  return length;
}

static gboolean
follows (Next next, char before, char after)
{
  switch (next) {
    case FRONT:
      return is_one_of (after, "eiy");
    case BACK:
      return is_one_of (after, "aou");
    case CLOSED:
      return !is_one_of (after, VOWELS "nm");
    case OPEN:
      return is_one_of (before, VOWELS) && is_one_of (after, VOWELS);
    case ANY:
    default:
      return TRUE;
  }
}

/* Where the rules of each letter begin, found once. */
static const guint8 *
rules_by_letter (void)
{
  static guint8 first[27];
  static gsize ready;

  if (g_once_init_enter (&ready)) {
    for (guint i = G_N_ELEMENTS (rules); i > 0; i--)
      first[rules[i - 1].letters[0] - 'a'] = (guint8)(i - 1);
    g_once_init_leave (&ready, 1);
  }
  return first;
}

/* Returns the rule for the letters of @word from @at on; what is mute still says what follows. */
static const Rule *
find_rule (const guint8 *first, const char *word, gsize at, gsize heard, gsize length)
{
  char before = at > 0 ? word[at - 1] : '\0';

  for (const Rule *rule = &rules[first[word[at] - 'a']]; rule->letters[0] == word[at]; rule++) {
    gsize size = strlen (rule->letters);

    if (at + size <= heard && memcmp (rule->letters, word + at, size) == 0 &&
        follows (rule->next, before, at + size < length ? word[at + size] : '\0'))
      return rule;
  }
  return NULL;
}

static void
say (const char *code, gsize start, GString *out)
{
  for (; *code != '\0'; code++)
    if (out->len == start || out->str[out->len - 1] != *code)
      g_string_append_c (out, *code);
}

void
rep_phonetic_key (const char *word, gsize length, GString *out)
{
  const guint8 *first = rules_by_letter ();
  gsize start = out->len;
  gsize heard = heard_length (word, length);

  for (gsize at = 0; at < heard;) {
    const Rule *rule =
        g_ascii_islower (word[at]) ? find_rule (first, word, at, heard, length) : NULL;

    if (rule != NULL) {
      say (rule->code, start, out);
      at += strlen (rule->letters);
    } else {
      g_string_append_c (out, word[at++]);
    }
  }
}
