/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/casebook/name-keys.h"

#define FIRST_BITS 10
#define MAX_PHONES 4
#define PHONE_DIGITS 9
#define PART 2 /* letters of a name's beginning and end */

/* What a key is made of: two youths agree in it only when both parts and the kind are the same. */
typedef enum {
  KEY_NAMES = 1,
  KEY_BIRTH_FIRST,
  KEY_BIRTH_LAST,
  KEY_FIRST_HEAD,
  KEY_FIRST_TAIL,
  KEY_LAST_HEAD,
  KEY_LAST_TAIL,
  KEY_PHONE,
  KEY_PSEUDONYM,
  KEY_HANDLE,
  KEY_IMILO,
} KeyKind;

static guint64
mix (guint64 value)
{
  value = (value ^ value >> 31) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  value = (value ^ value >> 29) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  return value ^ value >> 32;
}

static guint64
combine (KeyKind kind, guint64 a, guint64 b)
{
  return mix (mix (a + (guint64)kind) ^ b);
}

static guint64
hash_bytes (const char *text, gsize size)
{
  guint64 hash = size;

  for (gsize i = 0; i < size; i++)
    hash = mix (hash ^ (guint8)text[i] ^ hash << 8);
  return hash;
}

typedef struct {
  guint64 *hashes;
  guint n;
} Keys;

static void
put (Keys *keys, KeyKind kind, guint64 a, guint64 b)
{
  if (a != 0 && keys->n < REP_MAX_KEYS)
    keys->hashes[keys->n++] = combine (kind, a, b);
}

static guint64
head_of (const RepPiece *piece)
{
  return piece->size >= PART ? hash_bytes (piece->text, PART) : 0;
}

static guint64
tail_of (const RepPiece *piece)
{
  return piece->size >= PART ? hash_bytes (piece->text + piece->size - PART, PART) : 0;
}

/* A wrong letter changes how one of the two names sounds, and its beginning or its end, not both.
 */
static void
put_names (Keys *keys,
           const RepPiece *first,
           guint64 first_sound,
           const RepPiece *last,
           guint64 last_sound)
{
  if (first_sound == 0 || last_sound == 0)
    return;
  put (keys, KEY_NAMES, first_sound + last_sound, 0); /* in either order */
  put (keys, KEY_FIRST_HEAD, head_of (last), first_sound);
  put (keys, KEY_FIRST_TAIL, tail_of (last), first_sound);
  put (keys, KEY_LAST_HEAD, head_of (first), last_sound);
  put (keys, KEY_LAST_TAIL, tail_of (first), last_sound);
}

static void
put_phones (Keys *keys, const RepPiece *phones)
{
  const char *at = phones->size > 0 ? memchr (phones->text, '#', phones->size) : NULL;
  const char *end = phones->text + phones->size;

  for (guint i = 0; at != NULL && i < MAX_PHONES; i++) {
    const char *next = memchr (at + 1, '#', (gsize)(end - at - 1));
    const char *stop = next != NULL ? next : end;

    if (stop - at > PHONE_DIGITS)
      put (keys, KEY_PHONE, hash_bytes (stop - PHONE_DIGITS, PHONE_DIGITS), 0);
    at = next;
  }
}

guint
rep_name_keys_of (const RepPortrait *portrait, guint64 hashes[REP_MAX_KEYS])
{
  Keys keys = { .hashes = hashes };

  put_names (&keys, &portrait->first, portrait->first_sound, &portrait->last, portrait->last_sound);
  put_names (&keys, &portrait->first, portrait->first_sound, &portrait->usage,
             portrait->usage_sound);
  put (&keys, KEY_BIRTH_FIRST, portrait->birth, portrait->first_sound);
  put (&keys, KEY_BIRTH_LAST, portrait->birth, portrait->last_sound);
  put_phones (&keys, &portrait->phones);
  if (portrait->pseudonym.size > 0)
    put (&keys, KEY_PSEUDONYM, hash_bytes (portrait->pseudonym.text, portrait->pseudonym.size), 0);
  put (&keys, KEY_HANDLE, portrait->handle, 0);
  put (&keys, KEY_IMILO, portrait->imilo, 0);
  return keys.n;
}

static void
make_table (RepNameKeys *self, guint bits)
{
  gsize n = (gsize)1 << bits;

  self->bits = bits;
  g_free (self->heads);
  self->heads = g_new (guint32, n);
  memset (self->heads, 0xff, n * sizeof *self->heads); /* REP_NO_KEY */
}

void
rep_name_keys_init (RepNameKeys *self)
{
  *self = (RepNameKeys){ .keys = rep_arena_new () };
  make_table (self, FIRST_BITS);
}

void
rep_name_keys_clear (RepNameKeys *self)
{
  g_clear_pointer (&self->keys, rep_arena_free);
  g_clear_pointer (&self->heads, g_free);
}

static guint32 *
head_for (const RepNameKeys *self, guint64 hash)
{
  return &self->heads[hash >> (64 - self->bits)];
}

guint32
rep_name_keys_first (const RepNameKeys *self, guint64 hash)
{
  return *head_for (self, hash);
}

static void
grow (RepNameKeys *self)
{
  RepNameKey *keys = (gpointer)rep_arena_data (self->keys);

  make_table (self, self->bits + 1);
  for (guint32 i = 0; i < self->n; i++) {
    guint32 *head = head_for (self, keys[i].hash);

    keys[i].next = *head;
    *head = i;
  }
}

void
rep_name_keys_add (RepNameKeys *self, guint32 entry, const guint64 *hashes, guint n)
{
  for (guint i = 0; i < n; i++) {
    RepNameKey key = { .hash = hashes[i], .entry = entry };
    guint32 *head = head_for (self, key.hash);

    key.next = *head;
    *head = self->n++;
    (void)rep_arena_append (self->keys, &key, sizeof key);
  }
  while (self->n > (gsize)1 << self->bits)
    grow (self);
}
