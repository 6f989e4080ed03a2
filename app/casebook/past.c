/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/past.h"
#include "app/domain/field-change.h"
#include "db/vault-journal.h"

typedef struct {
  RepCasebook *casebook;
  GPtrArray *objects;
  GArray *digests; /* RepDigest of each row, where wanted */
} Reading;

static gboolean
read_revision (const RepRecord *record, gpointer data, GError **error)
{
  Reading *self = data;
  gpointer object;

  if (rep_record_is_tombstone (record))
    return TRUE;
  object = rep_casebook_open (self->casebook, record, error);
  if (object == NULL)
    return error == NULL || *error == NULL;
  g_ptr_array_add (self->objects, object);
  if (self->digests != NULL) {
    RepDigest digest = rep_record_digest (record);

    g_array_append_val (self->digests, digest);
  }
  return TRUE;
}

static gboolean
read_all (Reading *self, const RepId *id, GError **error)
{
  RepVault *vault = rep_casebook_vault (self->casebook);
  gpointer present = rep_casebook_read (self->casebook, id, error); /* says what is wrong */

  if (present == NULL)
    return FALSE;
  rep_object_free (present);
  return rep_vault_find_past (vault, id, read_revision, self, error) &&
         rep_vault_find (vault, id, read_revision, self, error);
}

GPtrArray *
rep_past_read (RepCasebook *casebook, const RepId *id, GError **error)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (rep_object_free);
  Reading reading = { casebook, objects, NULL };

  return read_all (&reading, id, error) ? g_steal_pointer (&objects) : NULL;
}

void
rep_past_clear (RepPast *past)
{
  g_clear_pointer (&past->revisions, g_ptr_array_unref);
  g_clear_pointer (&past->changes, g_array_unref);
}

/* Who wrote each revision, as far as the journal still tells. */
typedef struct {
  const RepId *id;
  const GArray *digests;
  GArray *writers; /* RepPastChange, only who, when and how */
} Authors;

static gboolean
see_entry (const RepId *device,
           guint64 sequence,
           const RepJournalEntry *entry,
           gpointer data,
           GError **error)
{
  Authors *self = data;

  if (entry->action == REP_ACTION_PRUNE)
    return TRUE; /* vouches for what others wrote */
  for (guint i = 0; i < entry->changes->len; i++) {
    const RepChange *change = &g_array_index (entry->changes, RepChange, i);

    for (guint j = 0; rep_id_equal (&change->id, self->id) && j < self->digests->len; j++)
      if (rep_digest_equal (&change->digest, &g_array_index (self->digests, RepDigest, j))) {
        RepPastChange *writer = &g_array_index (self->writers, RepPastChange, j);

        writer->account = entry->account;
        writer->time = entry->time;
        writer->action = entry->action;
      }
  }
  return TRUE;
}

static void
add_change (RepPast *past, const RepPastChange *how, guint at, const RepField *field)
{
  RepPastChange change = *how;

  change.after = g_ptr_array_index (past->revisions, at);
  change.before = at > 0 ? g_ptr_array_index (past->revisions, at - 1) : NULL;
  change.revision = change.after->revision;
  change.field = field;
  change.gap = (change.before != NULL ? change.before->revision : 0) + 1 != change.revision;
  g_array_append_val (past->changes, change);
}

/* The first revision that is there is compared with a record of which nothing is recorded. */
static void
compare_revision (RepPast *past, const RepPastChange *how, guint at, const RepObject *nothing)
{
  const RepObject *after = g_ptr_array_index (past->revisions, at);
  const RepObject *before = at > 0 ? g_ptr_array_index (past->revisions, at - 1) : nothing;

  for (guint i = 0; i < after->kind->n_fields; i++)
    if (!rep_field_equal (before, after, &after->kind->fields[i]))
      add_change (past, how, at, &after->kind->fields[i]);
}

gboolean
rep_past_history (RepCasebook *casebook, const RepId *id, RepPast *past, GError **error)
{
  g_autoptr (GArray) digests = g_array_new (FALSE, FALSE, sizeof (RepDigest));
  g_autoptr (GArray) writers = g_array_new (FALSE, TRUE, sizeof (RepPastChange));
  Reading reading = { casebook, NULL, digests };
  Authors authors = { id, digests, writers };
  RepObject *nothing;

  past->revisions = g_ptr_array_new_with_free_func (rep_object_free);
  past->changes = g_array_new (FALSE, FALSE, sizeof (RepPastChange));
  reading.objects = past->revisions;
  if (!read_all (&reading, id, error))
    return FALSE;
  g_array_set_size (writers, digests->len);
  if (!rep_vault_read_journal (rep_casebook_vault (casebook), see_entry, &authors, error))
    return FALSE;
  nothing = rep_object_new (((RepObject *)g_ptr_array_index (past->revisions, 0))->kind);
  for (guint i = past->revisions->len; i > 0; i--)
    compare_revision (past, &g_array_index (writers, RepPastChange, i - 1), i - 1, nothing);
  rep_object_free (nothing);
  return TRUE;
}
