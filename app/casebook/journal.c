/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/journal.h"

#include "app/casebook/allowed.h"
#include "app/domain/rights.h"
#include "app/error.h"
#include "db/vault-journal.h"

void
rep_journal_line_free (RepJournalLine *line)
{
  if (line == NULL)
    return;

  g_array_unref (line->ids);
  g_free (line);
}

typedef struct {
  GPtrArray *lines;
  RepId own; /* the file's device */
  guint64 since;
} Listing;

/* What a PRUNE entry vouches for again is not what it was about. */
static GArray *
ids_of (const RepJournalEntry *entry)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (RepId));

  for (guint i = 0; entry->action != REP_ACTION_PRUNE && i < entry->changes->len; i++)
    g_array_append_val (ids, g_array_index (entry->changes, RepChange, i).id);
  return ids;
}

static gboolean
list_entry (const RepId *device,
            guint64 sequence,
            const RepJournalEntry *entry,
            gpointer data,
            GError **error)
{
  Listing *self = data;
  RepJournalLine *line;

  if (self->since > 0 && (sequence < self->since || !rep_id_equal (device, &self->own)))
    return TRUE;
  line = g_new0 (RepJournalLine, 1);
  line->device = *device;
  line->sequence = sequence;
  line->time = entry->time;
  line->account = entry->account;
  line->action = entry->action;
  line->ids = ids_of (entry);
  g_ptr_array_add (self->lines, line);
  return TRUE;
}

GPtrArray *
rep_casebook_journal (RepCasebook *casebook, guint64 since, GError **error)
{
  RepVault *vault = rep_casebook_vault (casebook);
  g_autoptr (GPtrArray) lines =
      g_ptr_array_new_with_free_func ((GDestroyNotify)rep_journal_line_free);
  Listing listing = { lines, *rep_vault_device (vault), since };

  if (!rep_vault_read_journal (vault, list_entry, &listing, error))
    return NULL;
  return g_steal_pointer (&lines);
}

void
rep_journal_slice_clear (RepJournalSlice *slice)
{
  g_clear_pointer (&slice->lines, g_ptr_array_unref);
}

typedef struct {
  Listing listing;
  const RepJournalSlice *slice;
  const RepId *account;
  GCancellable *cancellable;
} Slicing;

static gboolean
is_wanted (const Slicing *self, const RepJournalEntry *entry)
{
  switch (self->slice->part) {
    case REP_JOURNAL_OWN:
      return rep_id_equal (&entry->account, self->account);
    case REP_JOURNAL_IDENTITIES:
      return entry->action == REP_ACTION_READ_IDENTITY || entry->action == REP_ACTION_EXPORT;
    case REP_JOURNAL_EVERYTHING:
    default:
      return TRUE;
  }
}

/* Newest first; of one second, the later entry. */
static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const RepJournalLine *left = *(const RepJournalLine *const *)a;
  const RepJournalLine *right = *(const RepJournalLine *const *)b;

  if (left->time != right->time)
    return left->time > right->time ? -1 : 1;
  return left->sequence > right->sequence ? -1 : left->sequence < right->sequence ? 1 : 0;
}

/* The newest of what was seen so far, and one more. */
static void
keep_newest (Slicing *self)
{
  GPtrArray *lines = self->listing.lines;
  guint kept = self->slice->skip + self->slice->max + 1;

  g_ptr_array_sort (lines, compare_lines);
  if (lines->len > kept)
    g_ptr_array_remove_range (lines, kept, lines->len - kept);
}

static gboolean
slice_entry (const RepId *device,
             guint64 sequence,
             const RepJournalEntry *entry,
             gpointer data,
             GError **error)
{
  Slicing *self = data;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, error))
    return FALSE;
  if (!is_wanted (self, entry))
    return TRUE;
  if (self->listing.lines->len > 2 * (self->slice->skip + self->slice->max + 1))
    keep_newest (self);
  return list_entry (device, sequence, entry, &self->listing, error);
}

gboolean
rep_casebook_journal_slice (RepCasebook *casebook,
                            RepJournalSlice *slice,
                            GCancellable *cancellable,
                            GError **error)
{
  RepVault *vault = rep_casebook_vault (casebook);
  g_autoptr (GPtrArray) lines =
      g_ptr_array_new_with_free_func ((GDestroyNotify)rep_journal_line_free);
  Slicing slicing = {
    { lines, *rep_vault_device (vault), 0 }, slice, &rep_vault_account (vault)->id, cancellable
  };

  if (!rep_vault_read_journal (vault, slice_entry, &slicing, error))
    return FALSE;
  keep_newest (&slicing);
  slice->more = lines->len > slice->skip + slice->max;
  g_ptr_array_set_size (lines, (int)MIN (lines->len, slice->skip + slice->max));
  g_ptr_array_remove_range (lines, 0, MIN (lines->len, slice->skip));
  rep_journal_slice_clear (slice);
  slice->lines = g_steal_pointer (&lines);
  return TRUE;
}

/* The kind of record @id is one of, %NULL when there is none of that id. */
static const RepKind *
kind_of (RepCasebook *casebook, const RepId *id)
{
  guint n;
  const RepKind *const *kinds = rep_kinds (&n);

  for (guint i = 0; i < n; i++)
    if (rep_casebook_number (casebook, kinds[i], id) != REP_NO_ROW)
      return kinds[i];
  return NULL;
}

static void
append_word (GString *about, const char *word, guint n)
{
  if (about->len > 0)
    g_string_append (about, ", ");
  g_string_append_unichar (about, g_unichar_tolower (g_utf8_get_char (word)));
  g_string_append (about, g_utf8_next_char (word));
  if (n > 1)
    g_string_append_printf (about, "\u00a0×\u00a0%u", n);
}

static void
append_logins (GString *about, RepCasebook *casebook, const GArray *ids)
{
  const RepRoster *roster = rep_vault_roster (rep_casebook_vault (casebook));

  for (guint i = 0; i < ids->len; i++) {
    const RepAccount *found = rep_roster_account (roster, &g_array_index (ids, RepId, i));

    if (found != NULL)
      g_string_append_printf (about, "%s%s", about->len > 0 ? ", " : "", found->login);
  }
}

char *
rep_casebook_journal_about (RepCasebook *casebook, const RepJournalLine *line, gboolean french)
{
  GString *about = g_string_new (NULL);
  guint n;
  const RepKind *const *kinds = rep_kinds (&n);
  g_autofree guint *counts = g_new0 (guint, n);

  for (guint i = 0; i < line->ids->len; i++) {
    const RepKind *kind = kind_of (casebook, &g_array_index (line->ids, RepId, i));

    if (kind != NULL)
      counts[kind->number - 1]++;
  }
  for (guint i = 0; i < n; i++)
    if (counts[i] > 0)
      append_word (about, french ? kinds[i]->fr : kinds[i]->en, counts[i]);
  append_logins (about, casebook, line->ids);
  return g_string_free (about, FALSE);
}

char *
rep_casebook_login (RepCasebook *casebook, const RepId *account)
{
  const RepAccount *found =
      rep_roster_account (rep_vault_roster (rep_casebook_vault (casebook)), account);
  char hex[REP_ID_HEX_SIZE];

  return g_strdup (found != NULL ? found->login : rep_id_format (account, hex));
}

static gint64
months_before (gint64 now, guint months)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_utc (now);
  g_autoptr (GDateTime) before =
      moment != NULL ? g_date_time_add_months (moment, -(int)months) : NULL;

  return before != NULL ? g_date_time_to_unix (before) : 0;
}

gboolean
rep_casebook_prune (
    RepCasebook *casebook, guint months, gint64 now, guint64 *pruned, GError **error)
{
  RepVault *vault = rep_casebook_vault (casebook);
  RepVaultCheckHow how = { .may = rep_casebook_was_allowed, .may_data = casebook };

  if (!rep_rights_may_act (rep_vault_account (vault)->role, REP_ACTION_PRUNE))
    return rep_app_error_set (error, REP_APP_ERROR_NOT_ALLOWED, NULL);
  return rep_vault_prune (vault, &how, months_before (now, months), now, pruned, error);
}
