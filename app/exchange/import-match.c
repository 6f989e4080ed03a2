/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/exchange/import-match.h"

#include <stdlib.h>
#include <string.h>

#include "app/domain/fold.h"
#include "app/error.h"
#include "crypto/digest.h"
#include "crypto/secret.h"

#define MAX_PHONES 4
#define MAX_WORDS 12
#define NO_ENTRY G_MAXUINT32

/* From this worth on a row is about a youth. */
#define CERTAIN 80
#define WORTH_SAME 100
#define WORTH_PHONE 95
#define WORTH_HOME 85
#define WORTH_ONLY_NAME 80
#define WORTH_OTHER_HOME 50

typedef struct {
  RepId id;
  guint32 next; /* of the same key */
  guint32 birth;
  guint64 phones[MAX_PHONES];
  guint64 imilo;
  char home[REP_PLACE_SIZE];
  gboolean full; /* first and last name, or a pseudonym */
} Entry;

struct _RepMatcher {
  RepCasebook *casebook;
  GCancellable *cancellable;
  GArray *entries;
  GHashTable *first; /* key -> number of its first entry, plus one */
  GString *scratch;
};

void
rep_matcher_free (RepMatcher *matcher)
{
  if (matcher == NULL)
    return;
  g_array_unref (matcher->entries);
  g_hash_table_unref (matcher->first);
  rep_wipe (matcher->scratch->str, matcher->scratch->allocated_len);
  g_string_free (matcher->scratch, TRUE);
  g_free (matcher);
}

static guint64
hash_text (const GString *text)
{
  guint8 digest[16];
  guint64 hash;

  rep_digest_short (text->str, text->len, digest);
  memcpy (&hash, digest, sizeof hash);
  return hash != 0 ? hash : 1;
}

static int
compare_words (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

/* Sorts the words of @text. */
static void
sort_words (GString *text)
{
  g_auto (GStrv) words = g_strsplit (text->str, " ", MAX_WORDS);
  guint n = g_strv_length (words);

  qsort (words, n, sizeof (char *), compare_words);
  g_string_truncate (text, 0);
  for (guint i = 0; i < n; i++) {
    g_string_append (text, words[i]);
    g_string_append_c (text, ' ');
    rep_wipe (words[i], strlen (words[i]));
  }
}

/* The hash of the names, whatever their order; 0 when there is none. */
static guint64
key_of (RepMatcher *self, const char *last, const char *first, const char *pseudonym)
{
  GString *text = self->scratch;

  g_string_truncate (text, 0);
  if (last == NULL && first == NULL) {
    if (pseudonym == NULL)
      return 0;
    rep_fold (pseudonym, text);
    g_string_prepend (text, "~");
    return hash_text (text);
  }
  if (last != NULL)
    rep_fold (last, text);
  g_string_append_c (text, ' ');
  if (first != NULL)
    rep_fold (first, text);
  g_strstrip (text->str);
  text->len = strlen (text->str);
  if (text->len == 0)
    return 0;
  sort_words (text);
  return hash_text (text);
}

static guint64
hash_value (RepMatcher *self, const char *value, gboolean digits)
{
  g_string_truncate (self->scratch, 0);
  if (value == NULL)
    return 0;
  if (digits)
    rep_fold_digits (value, self->scratch);
  else
    rep_fold (value, self->scratch);
  return self->scratch->len > 0 ? hash_text (self->scratch) : 0;
}

static Entry
describe (RepMatcher *self, const RepPerson *person)
{
  Entry entry = { .id = person->object.id, .next = NO_ENTRY, .birth = person->birth };

  for (guint i = 0; person->phones != NULL && i < MIN (person->phones->len, MAX_PHONES); i++)
    entry.phones[i] = hash_value (self, g_ptr_array_index (person->phones, i), TRUE);
  entry.imilo = hash_value (self, person->imilo, FALSE);
  memcpy (entry.home, person->home, sizeof entry.home);
  entry.full = (person->last_name != NULL && person->first_name != NULL) ||
               (person->last_name == NULL && person->first_name == NULL);
  return entry;
}

static void
enter (RepMatcher *self, guint64 key, Entry entry)
{
  gpointer first;

  if (key == 0)
    return;
  first = g_hash_table_lookup (self->first, &key);
  entry.next = first != NULL ? GPOINTER_TO_UINT (first) - 1 : NO_ENTRY;
  g_array_append_val (self->entries, entry);
  g_hash_table_insert (self->first, g_memdup2 (&key, sizeof key),
                       GUINT_TO_POINTER (self->entries->len));
}

void
rep_matcher_add (RepMatcher *matcher, const RepPerson *person)
{
  Entry entry = describe (matcher, person);

  enter (matcher, key_of (matcher, person->last_name, person->first_name, person->pseudonym),
         entry);
  if (person->usage_name != NULL)
    enter (matcher, key_of (matcher, person->usage_name, person->first_name, NULL), entry);
}

/* A youth that was merged into another is that other. */
static RepId
whose (RepCasebook *casebook, const RepId *id)
{
  guint32 number = rep_casebook_number (casebook, &rep_kind_person, id);

  for (guint i = 0; number != REP_NO_ROW && i < 8; i++) {
    guint32 same = g_array_index (rep_casebook_persons (casebook), RepPersonRow, number).same_as;

    if (same == REP_NO_ROW)
      return *rep_casebook_id (casebook, &rep_kind_person, number);
    number = same;
  }
  return *id;
}

static gboolean
enter_record (const RepRecord *record, gpointer data, GError **error)
{
  RepMatcher *self = data;
  RepPerson *person;
  g_autoptr (GError) local = NULL;

  if (record->kind != rep_kind_person.number)
    return TRUE;
  if (self->cancellable != NULL && g_cancellable_is_cancelled (self->cancellable)) {
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_CANCELLED, "import");
    return FALSE;
  }
  person = rep_casebook_open (self->casebook, record, &local);
  if (person != NULL && !person->withdrawn && person->object.compartment != 0) {
    person->object.id = whose (self->casebook, &person->object.id);
    rep_matcher_add (self, person);
  }
  rep_object_free (person);
  if (local == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

RepMatcher *
rep_matcher_new (RepCasebook *casebook, GCancellable *cancellable, GError **error)
{
  g_autoptr (RepMatcher) self = g_new0 (RepMatcher, 1);

  self->casebook = casebook;
  self->cancellable = cancellable;
  self->entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  self->first = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->scratch = g_string_sized_new (1024);
  if (!rep_vault_scan (rep_casebook_vault (casebook), enter_record, self, NULL, error))
    return NULL;
  return g_steal_pointer (&self);
}

static gboolean
share_phone (const Entry *a, const Entry *b)
{
  for (guint i = 0; i < MAX_PHONES; i++)
    for (guint j = 0; j < MAX_PHONES; j++)
      if (a->phones[i] != 0 && a->phones[i] == b->phones[j])
        return TRUE;
  return FALSE;
}

/* Two youths of the same names: how sure it is that they are one. */
static guint
worth (const Entry *a, const Entry *b)
{
  if (a->birth != 0 && b->birth != 0 && a->birth != b->birth)
    return 0;
  if (a->imilo != 0 && b->imilo != 0 && a->imilo != b->imilo)
    return 0;
  if ((a->birth != 0 && a->birth == b->birth) || (a->imilo != 0 && a->imilo == b->imilo))
    return WORTH_SAME;
  if (share_phone (a, b))
    return WORTH_PHONE;
  if (!a->full || !b->full)
    return WORTH_OTHER_HOME;
  if (a->home[0] == '\0' || b->home[0] == '\0')
    return WORTH_ONLY_NAME;
  return strcmp (a->home, b->home) == 0 ? WORTH_HOME : WORTH_OTHER_HOME;
}

RepMatched
rep_matcher_find (RepMatcher *matcher, const RepPerson *person, RepId *id, gboolean *alike)
{
  const Entry wanted = describe (matcher, person);
  guint64 key = key_of (matcher, person->last_name, person->first_name, person->pseudonym);
  gpointer first = key != 0 ? g_hash_table_lookup (matcher->first, &key) : NULL;
  guint best = 0;
  gboolean several = FALSE;

  *alike = FALSE;
  for (guint32 at = first != NULL ? GPOINTER_TO_UINT (first) - 1 : NO_ENTRY; at != NO_ENTRY;) {
    const Entry *entry = &g_array_index (matcher->entries, Entry, at);
    guint found = worth (&wanted, entry);

    if (found > best) {
      best = found;
      several = FALSE;
      *id = entry->id;
    } else if (found == best && found > 0 && !rep_id_equal (id, &entry->id)) {
      several = TRUE;
    }
    *alike = TRUE;
    at = entry->next;
  }
  if (best < CERTAIN)
    return REP_MATCH_NONE;
  *alike = FALSE;
  return several ? REP_MATCH_SEVERAL : REP_MATCH_ONE;
}
