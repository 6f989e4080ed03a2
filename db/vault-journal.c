/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "db/check-accounts.h"
#include "db/vault-journal.h"
#include "db/vault-private.h"

typedef struct {
  const RepId *device;
  RepVaultJournalFunc func;
  gpointer data;
} Reading;

static gboolean
read_entry (guint64 sequence, const RepJournalEntry *entry, gpointer data, GError **error)
{
  Reading *self = data;

  return self->func (self->device, sequence, entry, self->data, error);
}

gboolean
rep_vault_read_journal (RepVault *vault, RepVaultJournalFunc func, gpointer data, GError **error)
{
  const GArray *devices = NULL;

  g_return_val_if_fail (vault->keyring != NULL, FALSE);

  if (!rep_vault_settle (vault, error))
    return FALSE;
  devices = rep_roster_devices (vault->roster);
  for (guint i = 0; i < devices->len; i++) {
    Reading reading = { &g_array_index (devices, RepId, i), func, data };
    RepJournalEnd end;
    RepHead head;
    gboolean found;

    if (!rep_head_load (vault->database, reading.device, &head, &found, error))
      return FALSE;
    if (found && !rep_journal_scan (vault->database, vault->keyring, &head, read_entry, &reading,
                                    &end, error))
      return FALSE;
  }
  return TRUE;
}

/* Up to where the journal of a device goes; @gone: whether it had gone before. */
typedef struct {
  RepId device;
  guint64 sequence;
  RepDigest chain;
  guint64 entries;
  gboolean gone;
} Cut;

typedef struct {
  RepVault *vault;
  gint64 before;
  GArray *cuts; /* Cut, one a device of the roster, sequence 0 where nothing goes */
  Cut cut;
  gboolean stopped;
  gint64 now;
  RepHead head;
  GArray *noted; /* RepChange */
} Prune;

static gboolean
measure_entry (guint64 sequence, const RepJournalEntry *entry, gpointer data, GError **error)
{
  Prune *self = data;

  if (self->stopped)
    return TRUE;
  if (entry->time >= self->before) {
    self->stopped = TRUE;
    self->cut.chain = entry->previous;
    return TRUE;
  }
  self->cut.sequence = sequence;
  self->cut.entries++;
  return TRUE;
}

static gboolean
measure (Prune *self, const RepId *device, GError **error)
{
  gboolean own = !self->vault->new_device && rep_id_equal (device, &self->vault->device);
  RepJournalEnd end;
  RepHead head;
  gboolean found;

  self->cut = (Cut){ .device = *device };
  self->stopped = FALSE;
  if (!rep_head_load (self->vault->database, device, &head, &found, error))
    return FALSE;
  if (found && !rep_journal_scan (self->vault->database, self->vault->keyring, &head, measure_entry,
                                  self, &end, error))
    return FALSE;
  if (found && !self->stopped)
    self->cut.chain = self->cut.entries > 0 ? end.chain : head.chain;
  self->cut.gone = found && !own && end.last == head.base_sequence;
  if (self->stopped && !own)
    self->cut = (Cut){ .device = *device };
  g_array_append_val (self->cuts, self->cut);
  return TRUE;
}

static void
collect_notes (Prune *self, RepNoteTable *notes, gboolean again)
{
  for (guint32 i = 0; i < rep_note_table_length (notes); i++) {
    const RepNote *note = rep_note_table_get (notes, i);
    RepChange named = { note->id, note->digest };

    if (note->seen && note->again == (again ? 1 : 0) &&
        note->sequence <= g_array_index (self->cuts, Cut, note->device).sequence)
      g_array_append_val (self->noted, named);
  }
}

/* Which devices first, with the end of what goes or went; then whatever only these entries vouched
 * for, oldest first: what was pruned before is older than all else. */
static void
collect (Prune *self, RepNoteTable *notes)
{
  for (guint i = 0; i < self->cuts->len; i++) {
    const Cut *cut = &g_array_index (self->cuts, Cut, i);
    RepChange named = { cut->device, cut->chain };

    if (cut->entries > 0 || cut->gone)
      g_array_append_val (self->noted, named);
  }
  collect_notes (self, notes, TRUE);
  collect_notes (self, notes, FALSE);
}

static gboolean
write_prune (Prune *self, GError **error)
{
  for (guint done = 0; done < self->noted->len;) {
    guint many = MIN (self->noted->len - done, REP_JOURNAL_MAX_PRUNED);

    if (!rep_vault_journal (self->vault, &self->head, REP_ACTION_PRUNE,
                            &g_array_index (self->noted, RepChange, done), many, self->now, error))
      return FALSE;
    done += many;
  }
  for (guint i = 0; i < self->cuts->len; i++) {
    const Cut *cut = &g_array_index (self->cuts, Cut, i);

    if (cut->entries == 0)
      continue;
    if (!rep_journal_drop (self->vault->database, &cut->device, cut->sequence, error))
      return FALSE;
    if (rep_id_equal (&cut->device, &self->head.device)) {
      self->head.base_sequence = cut->sequence;
      self->head.base_chain = cut->chain;
    }
  }
  return TRUE;
}

static guint64
count_entries (const GArray *cuts)
{
  guint64 entries = 0;

  for (guint i = 0; i < cuts->len; i++)
    entries += g_array_index (cuts, Cut, i).entries;
  return entries;
}

static gboolean
plan (Prune *self, const RepVaultCheckHow *how, GError **error)
{
  g_autoptr (RepNoteTable) notes = rep_note_table_new ();
  g_auto (RepVaultCheck) check = { 0 };
  const GArray *devices = rep_roster_devices (self->vault->roster);

  if (!rep_vault_check_noting (self->vault, how, notes, &check, error))
    return FALSE;
  if (!rep_vault_check_is_sound (&check)) {
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_CORRUPT, "journal");
    return FALSE;
  }
  for (guint i = 0; i < devices->len; i++)
    if (!measure (self, &g_array_index (devices, RepId, i), error))
      return FALSE;
  collect (self, notes);
  return TRUE;
}

/* A file new to this machine takes its device first, and then has nothing of its own to prune. */
static gboolean
carry_out (Prune *self, GError **error)
{
  g_auto (RepVaultWrite) write = { NULL };

  if (!rep_vault_write_begin (&write, self->vault, self->now, error))
    return FALSE;
  self->head = write.head;
  if (!write_prune (self, error))
    return FALSE;
  write.head = self->head;
  return rep_vault_write_commit (&write, error);
}

gboolean
rep_vault_prune (RepVault *vault,
                 const RepVaultCheckHow *how,
                 gint64 before,
                 gint64 now,
                 guint64 *pruned,
                 GError **error)
{
  g_autoptr (GArray) cuts = g_array_new (FALSE, FALSE, sizeof (Cut));
  g_autoptr (GArray) noted = g_array_new (FALSE, FALSE, sizeof (RepChange));
  Prune self = { .vault = vault, .before = before, .cuts = cuts, .now = now, .noted = noted };

  g_return_val_if_fail (vault->keyring != NULL, FALSE);

  if (vault->account->role != REP_ROLE_MANAGER) {
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_DENIED, "only a manager prunes the journal");
    return FALSE;
  }
  if (!plan (&self, how, error))
    return FALSE;
  *pruned = count_entries (cuts);
  return *pruned == 0 || carry_out (&self, error);
}
