/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/release/comment.h"

#include <string.h>

#include "app/domain/fold.h"

#define LEAST_WORD 3 /* bytes: shorter ones are articles and initials */

/* The folded words of @text, each as a key. */
static GHashTable *
words_of (const char *text)
{
  GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GString) folded = g_string_new (NULL);
  g_auto (GStrv) parts = NULL;

  rep_fold (text, folded);
  parts = g_strsplit_set (folded->str, " \n\t'-.,;:!?()\"", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    if (strlen (parts[i]) >= LEAST_WORD)
      g_hash_table_add (words, g_strdup (parts[i]));
  return words;
}

/* An entry reads " word word#digits". */
static guint
count_in (const char *entry, gsize size, GHashTable *words)
{
  g_autofree char *text = g_strndup (entry, size);
  g_auto (GStrv) parts = g_strsplit_set (text, " #", -1);
  guint n = 0;

  for (guint i = 0; parts[i] != NULL; i++)
    n += g_hash_table_contains (words, parts[i]) ? 1 : 0;
  return n;
}

gboolean
rep_comment_names_someone (RepCasebook *casebook, const char *comment)
{
  const RepNames *names = rep_search_names (rep_casebook_search (casebook));
  g_autoptr (GHashTable) words = words_of (comment);

  for (guint i = 0; i < names->entries->len; i++) {
    const RepNameEntry *entry = &g_array_index (names->entries, RepNameEntry, i);

    if (entry->size > 0 &&
        count_in ((const char *)rep_arena_data (names->text) + entry->at, entry->size, words) >= 2)
      return TRUE;
  }
  return FALSE;
}
