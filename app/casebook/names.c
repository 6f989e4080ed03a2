/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/casebook/names.h"
#include "app/domain/fold.h"
#include "app/domain/phonetic.h"
#include "crypto/secret.h"

/* Of each entry: where its parts begin in its text, and what is compared but not searched. */
typedef struct {
  guint32 birth;
  guint32 home;
  guint32 imilo;
  guint32 handle;
  guint32 last_sound; /* these once it was heard */
  guint32 usage_sound;
  guint32 first_sound;
  guint16 usage_at;
  guint16 first_at;
  guint16 pseudonym_at;
  guint16 phones_at;
} Head;

RepNames *
rep_names_new (void)
{
  RepNames *self = g_new0 (RepNames, 1);

  self->text = rep_arena_new ();
  self->heads = rep_arena_new ();
  self->sounds = rep_arena_new ();
  self->entries = g_array_new (FALSE, FALSE, sizeof (RepNameEntry));
  self->by_row = g_hash_table_new (NULL, NULL);
  self->scratch = g_string_sized_new (4096);
  rep_name_keys_init (&self->keys);
  return self;
}

void
rep_names_free (RepNames *names)
{
  rep_arena_free (names->text);
  rep_arena_free (names->heads);
  rep_arena_free (names->sounds);
  rep_name_keys_clear (&names->keys);
  g_array_unref (names->entries);
  g_hash_table_unref (names->by_row);
  rep_wipe (names->scratch->str, names->scratch->allocated_len);
  g_string_free (names->scratch, TRUE);
  g_free (names);
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

/* What is compared and never shown: 32 bits of it are enough. */
static guint32
hash_folded (const char *text)
{
  g_autoptr (GString) folded = NULL;
  guint32 hash;

  if (text == NULL || *text == '\0')
    return 0;
  folded = g_string_sized_new (2 * strlen (text));
  rep_fold (text, folded);
  hash = folded->len > 0 ? g_str_hash (folded->str) : 0;
  rep_wipe (folded->str, folded->allocated_len);
  return hash;
}

static guint16
mark (const GString *out, gsize start)
{
  return (guint16)MIN (out->len - start, G_MAXUINT16);
}

static Head
describe (const RepPerson *person, GString *out)
{
  gsize start = out->len;
  Head head = { .birth = person->birth,
                .home = person->home[0] != '\0' ? g_str_hash (person->home) : 0,
                .imilo = hash_folded (person->imilo) };

  if (person->handles != NULL && person->handles->len > 0)
    head.handle = hash_folded (g_ptr_array_index (person->handles, 0));
  add_words (out, person->last_name);
  head.usage_at = mark (out, start);
  add_words (out, person->usage_name);
  head.first_at = mark (out, start);
  add_words (out, person->first_name);
  head.pseudonym_at = mark (out, start);
  add_words (out, person->pseudonym);
  head.phones_at = mark (out, start);
  for (guint i = 0; person->phones != NULL && i < person->phones->len; i++) {
    g_string_append_c (out, '#');
    rep_fold_digits (g_ptr_array_index (person->phones, i), out);
  }
  return head;
}

static Head *
head_at (const RepNames *self, guint number)
{
  return (Head *)(gpointer)rep_arena_data (self->heads) + number;
}

static void
forget_row (RepNames *self, guint32 row)
{
  gpointer number;
  RepNameEntry *old;

  if (!g_hash_table_lookup_extended (self->by_row, GUINT_TO_POINTER (row), NULL, &number))
    return;
  old = &g_array_index (self->entries, RepNameEntry, GPOINTER_TO_UINT (number));
  rep_wipe (rep_arena_data (self->text) + old->at, old->size);
  rep_wipe (head_at (self, GPOINTER_TO_UINT (number)), sizeof (Head));
  if (old->sound_size > 0)
    rep_wipe (rep_arena_data (self->sounds) + old->sound_at, old->sound_size);
  old->size = 0;
}

void
rep_names_remove (RepNames *names, guint32 row)
{
  forget_row (names, row);
  g_hash_table_remove (names->by_row, GUINT_TO_POINTER (row));
}

void
rep_names_put (RepNames *names, guint32 row, const RepPerson *person)
{
  RepNameEntry entry = { .row = row };
  Head head;

  forget_row (names, row);
  g_string_truncate (names->scratch, 0);
  head = describe (person, names->scratch);
  entry.size = (guint32)names->scratch->len;
  (void)rep_arena_append (names->heads, &head, sizeof head);
  entry.at = rep_arena_append (names->text, names->scratch->str, names->scratch->len);
  g_hash_table_insert (names->by_row, GUINT_TO_POINTER (row),
                       GUINT_TO_POINTER (names->entries->len));
  g_array_append_val (names->entries, entry);
}

/* The sound of each word, phones left out. */
static void
hear (RepNames *self, RepNameEntry *entry)
{
  const char *text = (const char *)rep_arena_data (self->text) + entry->at;
  const char *end = entry->size > 0 ? memchr (text, '#', entry->size) : text;
  GString *out = self->scratch;

  if (end == NULL)
    end = text + entry->size;
  g_string_truncate (out, 0);
  while (text < end) {
    const char *word = text + 1; /* after the space */
    const char *next = memchr (word, ' ', (gsize)(end - word));

    if (next == NULL)
      next = end;
    g_string_append_c (out, ' ');
    rep_phonetic_key (word, (gsize)(next - word), out);
    text = next;
  }
  entry->sound_size = (guint32)out->len;
  entry->sound_at = rep_arena_append (self->sounds, out->str, out->len);
}

/* A name as one word: the last word of its part is all of it. */
static RepPiece
piece (const char *text, gsize from, gsize to)
{
  gsize at = to;

  while (at > from && text[at - 1] != ' ')
    at--;
  return (RepPiece){ text + at, to - at };
}

static void
paint (const Head *head, const char *text, gsize size, RepPortrait *portrait)
{
  *portrait = (RepPortrait){ .last = piece (text, 0, head->usage_at),
                             .usage = piece (text, head->usage_at, head->first_at),
                             .first = piece (text, head->first_at, head->pseudonym_at),
                             .pseudonym = piece (text, head->pseudonym_at, head->phones_at),
                             .phones = { text + head->phones_at, size - head->phones_at },
                             .birth = head->birth,
                             .home = head->home,
                             .imilo = head->imilo,
                             .handle = head->handle,
                             .last_sound = head->last_sound,
                             .usage_sound = head->usage_sound,
                             .first_sound = head->first_sound };
}

static void
hear_portrait (RepPortrait *portrait)
{
  portrait->last_sound = rep_piece_sound (&portrait->last);
  portrait->usage_sound = rep_piece_sound (&portrait->usage);
  portrait->first_sound = rep_piece_sound (&portrait->first);
}

gboolean
rep_names_portrait (const RepNames *names, guint number, RepPortrait *portrait)
{
  const RepNameEntry *entry = &g_array_index (names->entries, RepNameEntry, number);
  const char *text = (const char *)rep_arena_data (names->text) + entry->at;

  if (entry->size == 0)
    return FALSE;
  paint (head_at (names, number), text, entry->size, portrait);
  return TRUE;
}

static void
find_keys (RepNames *self, guint number)
{
  RepNameEntry *entry = &g_array_index (self->entries, RepNameEntry, number);
  guint64 hashes[REP_MAX_KEYS];
  RepPortrait portrait;

  if (!rep_names_portrait (self, number, &portrait))
    return;
  hear_portrait (&portrait);
  head_at (self, number)->last_sound = portrait.last_sound;
  head_at (self, number)->usage_sound = portrait.usage_sound;
  head_at (self, number)->first_sound = portrait.first_sound;
  entry->first_key = self->keys.n;
  entry->n_keys = rep_name_keys_of (&portrait, hashes);
  rep_name_keys_add (&self->keys, number, hashes, entry->n_keys);
}

gboolean
rep_names_hear (RepNames *names, guint n)
{
  guint stop = names->heard + MIN (n, names->entries->len - names->heard);

  for (; names->heard < stop; names->heard++) {
    hear (names, &g_array_index (names->entries, RepNameEntry, names->heard));
    find_keys (names, names->heard);
  }
  return names->heard < names->entries->len;
}

void
rep_names_describe (const RepPerson *person, GString *out, RepPortrait *portrait)
{
  Head head;

  g_string_truncate (out, 0);
  head = describe (person, out);
  paint (&head, out->str, out->len, portrait);
  hear_portrait (portrait);
}

static void
visit_key (const RepNames *self, guint64 hash, guint max, RepNamesVisit visit, gpointer data)
{
  guint32 at = rep_name_keys_first (&self->keys, hash);

  for (guint n = 0; at != REP_NO_KEY && n < max;) {
    const RepNameKey *key = rep_name_keys_at (&self->keys, at);
    RepPortrait other;

    at = key->next;
    if (key->hash != hash)
      continue;
    n++;
    if (rep_names_portrait (self, key->entry, &other))
      visit (key->entry, &other, data);
  }
}

void
rep_names_visit (const RepNames *names,
                 const RepPortrait *portrait,
                 guint max,
                 RepNamesVisit visit,
                 gpointer data)
{
  guint64 hashes[REP_MAX_KEYS];
  guint n = rep_name_keys_of (portrait, hashes);

  for (guint i = 0; i < n; i++)
    visit_key (names, hashes[i], max, visit, data);
}
