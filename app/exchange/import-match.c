/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/exchange/import-match.h"

#include "app/casebook/names.h"
#include "app/error.h"
#include "crypto/secret.h"

/* So many youths of one key are compared, fewer than where one youth is looked at: sixty with the
 * same names would be too many to choose from, and of those with half a name it is a hint. */
#define MAX_COMPARED 64

struct _RepMatcher {
  RepCasebook *casebook;
  GCancellable *cancellable;
  RepNames *names; /* row number i is youth i of @ids */
  GArray *ids;     /* RepId */
  GString *scratch;
};

void
rep_matcher_free (RepMatcher *matcher)
{
  if (matcher == NULL)
    return;
  rep_names_free (matcher->names);
  g_array_unref (matcher->ids);
  rep_wipe (matcher->scratch->str, matcher->scratch->allocated_len);
  g_string_free (matcher->scratch, TRUE);
  g_free (matcher);
}

void
rep_matcher_add (RepMatcher *matcher, const RepPerson *person)
{
  rep_names_put (matcher->names, matcher->ids->len, person);
  g_array_append_val (matcher->ids, person->object.id);
  (void)rep_names_hear (matcher->names, G_MAXUINT);
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
  self->names = rep_names_new ();
  self->ids = g_array_new (FALSE, FALSE, sizeof (RepId));
  self->scratch = g_string_sized_new (1024);
  if (!rep_vault_scan (rep_casebook_vault (casebook), enter_record, self, NULL, error))
    return NULL;
  return g_steal_pointer (&self);
}

typedef struct {
  const RepMatcher *matcher;
  const RepPortrait *portrait;
  const RepId *best; /* surely the youth */
  double score;
  gboolean several;
  gboolean alike;
} Search;

static void
compare_with (guint32 number, const RepPortrait *other, gpointer data)
{
  Search *search = data;
  guint32 row = g_array_index (search->matcher->names->entries, RepNameEntry, number).row;
  const RepId *id = &g_array_index (search->matcher->ids, RepId, row);
  guint why;
  double score = rep_likeness (search->portrait, other, &why);

  search->alike |= score >= REP_LIKELY;
  if (!rep_likeness_is_sure (search->portrait, other, score, why) || score < search->score)
    return;
  if (score > search->score)
    search->several = FALSE;
  else if (!rep_id_equal (search->best, id))
    search->several = TRUE;
  search->best = id;
  search->score = score;
}

RepMatched
rep_matcher_find (RepMatcher *matcher, const RepPerson *person, RepId *id, gboolean *alike)
{
  RepPortrait portrait;
  Search search = { .matcher = matcher, .portrait = &portrait };

  rep_names_describe (person, matcher->scratch, &portrait);
  rep_names_visit (matcher->names, &portrait, MAX_COMPARED, compare_with, &search);
  *alike = search.alike && search.best == NULL;
  if (search.best == NULL)
    return REP_MATCH_NONE;
  *id = *search.best;
  return search.several ? REP_MATCH_SEVERAL : REP_MATCH_ONE;
}
