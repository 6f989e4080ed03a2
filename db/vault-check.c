/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>

#include "crypto/error.h"
#include "db/check-accounts.h"
#include "db/migrate.h"
#include "db/note-table.h"
#include "db/vault-private.h"

#define ROWS_BETWEEN_PROGRESS 2048
#define JOURNAL_SHARE 0.3 /* of the whole work, for the progress shown */

/* A run of entries by one account, from one kept head to the next. */
typedef struct {
  RepId account;
  guint roles; /* bit 1 << RepRole: what the account was between the two heads, which */
  guint32 from;
  guint32 to; /* saw the roster up to these entries */
} Run;

typedef struct {
  guint32 sequence;
  guint16 action;
} Act;

/* Where a journal starts that does not start at its first entry. */
typedef struct {
  RepId device;
  guint64 sequence;
  RepDigest chain;
} Start;

typedef struct {
  RepVault *vault;
  const RepRoster *roster;
  const RepVaultCheckHow *how;
  RepVaultCheck *check;
  RepArena *clear;
  RepNoteTable *notes;
  GHashTable *listed; /* RepId of records said to be damaged or unsigned */
  GArray *runs;       /* Run */
  GArray *acts;       /* Act of the run that is open */
  gboolean run_open;
  guint32 since;   /* roster entry of the head that was kept last */
  RepHead head;    /* of the device whose journal is walked */
  guint device;    /* its place in the roster */
  RepHead before;  /* of the device before it; sequence 0 for the first */
  GArray *started; /* Start of every journal */
  GArray *pruned;  /* RepChange: a device, and the chain up to which its entries were taken away */
  guint rows;
  gboolean cancelled;
} Check;

void
rep_vault_check_clear (RepVaultCheck *check)
{
  g_clear_pointer (&check->roster, rep_roster_free);
  g_clear_pointer (&check->damaged, g_array_unref);
  g_clear_pointer (&check->unsigned_records, g_array_unref);
  g_clear_pointer (&check->missing, g_array_unref);
  g_clear_pointer (&check->denied, g_array_unref);
  g_clear_pointer (&check->slots, g_ptr_array_unref);
  g_clear_pointer (&check->grants, g_array_unref);
  g_clear_pointer (&check->drafts, g_ptr_array_unref);
  g_clear_pointer (&check->notes, g_array_unref);
}

static void
check_init (RepVaultCheck *check, gboolean opened)
{
  *check = (RepVaultCheck){ .opened = opened, .roster_broken_at = -1, .journal_broken_at = -1 };
  check->damaged = g_array_new (FALSE, FALSE, sizeof (RepId));
  check->unsigned_records = g_array_new (FALSE, FALSE, sizeof (RepId));
  check->missing = g_array_new (FALSE, FALSE, sizeof (RepId));
  check->denied = g_array_new (FALSE, FALSE, sizeof (RepDenied));
  check->slots = g_ptr_array_new_with_free_func (g_free);
  check->grants = g_array_new (FALSE, FALSE, sizeof (RepGrantName));
  check->drafts = g_ptr_array_new_with_free_func (g_free);
  check->notes = g_array_new (FALSE, FALSE, sizeof (RepId));
}

gboolean
rep_vault_check_is_sound (const RepVaultCheck *check)
{
  return check->damaged->len == 0 && check->unsigned_records->len == 0 &&
         check->missing->len == 0 && check->denied->len == 0 && check->slots->len == 0 &&
         check->grants->len == 0 && check->drafts->len == 0 && check->notes->len == 0 &&
         check->roster_broken_at < 0 && check->journal_broken_at < 0 && check->head_intact &&
         check->file_intact && check->sqlite_intact && (check->intact || !check->opened);
}

static gboolean
tell_progress (Check *self, double share)
{
  if (self->how->progress != NULL && !self->how->progress (share, self->how->progress_data))
    self->cancelled = TRUE;
  return !self->cancelled;
}

static gboolean
count_row (Check *self, GError **error)
{
  double expected = MAX (rep_note_table_length (self->notes), 1);

  if (++self->rows % ROWS_BETWEEN_PROGRESS != 0 ||
      tell_progress (self, JOURNAL_SHARE + (1 - JOURNAL_SHARE) * MIN (self->rows / expected, 1)))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
  return FALSE;
}

/* --- the journal ------------------------------------------------------------------------------ */

/* The first that is found is told: of two devices the older one, of one device the first entry. */
static void
note_broken (Check *self, const RepId *device, guint64 sequence)
{
  RepVaultCheck *check = self->check;

  if (check->journal_broken_at >= 0 && (!rep_id_equal (&check->journal_device, device) ||
                                        check->journal_broken_at <= (gint64)sequence))
    return;
  check->journal_broken_at = (gint64)sequence;
  check->journal_device = *device;
}

static void
open_run (Check *self, const RepId *account)
{
  Run run = { .account = *account };

  g_array_append_val (self->runs, run);
  g_array_set_size (self->acts, 0);
  self->run_open = TRUE;
}

static Run *
present_run (const Check *self)
{
  return &g_array_index (self->runs, Run, self->runs->len - 1);
}

/* An account may change its own role while it writes: what it was at any moment between the two
 * heads counts. */
static guint
roles_between (const RepRoster *roster, const Run *run)
{
  guint roles = 0;

  for (guint32 n = run->from; n <= run->to; n++)
    roles |= 1u << rep_roster_role_at (roster, &run->account, n);
  return roles;
}

static gboolean
may (Check *self, const RepDeed *deed)
{
  return self->how->may == NULL || self->how->may (deed, self->how->may_data);
}

static void
add_denied (Check *self, const RepDeed *deed)
{
  RepDenied denied = { .sequence = deed->sequence,
                       .account = deed->account,
                       .action = deed->action };

  if (deed->record != NULL)
    denied.id = deed->record->id;
  g_array_append_val (self->check->denied, denied);
}

/* A head closes the run of entries before it, and says what its account was. */
static void
close_run (Check *self, guint32 roster_n)
{
  Run *run = present_run (self);

  run->from = MIN (self->since, roster_n);
  run->to = roster_n;
  run->roles = roles_between (self->roster, run);
  for (guint i = 0; i < self->acts->len; i++) {
    const Act *act = &g_array_index (self->acts, Act, i);
    RepDeed deed = { .sequence = act->sequence,
                     .account = run->account,
                     .roles = run->roles,
                     .from = run->from,
                     .to = run->to,
                     .action = (RepAction)act->action };

    if (!may (self, &deed))
      add_denied (self, &deed);
  }
  self->since = roster_n;
  self->run_open = FALSE;
}

/* A HEAD entry keeps the head before it, which closes the run; a DEVICE entry, the first of every
 * device but the first, the one where the device before it ended. */
static gboolean
keeps_true_head (const Check *self, guint64 sequence, const RepJournalEntry *entry)
{
  const RepHead *kept = &entry->kept;

  if (!rep_check_head (self->roster, kept))
    return FALSE;
  if (entry->action == REP_ACTION_DEVICE)
    return rep_id_equal (&kept->device, &self->before.device) &&
           kept->sequence == self->before.sequence &&
           rep_digest_equal (&kept->chain, &self->before.chain);
  return kept->sequence + 1 == sequence && rep_id_equal (&kept->device, &self->head.device) &&
         rep_digest_equal (&kept->chain, &entry->previous) &&
         (!self->run_open || /* directly after the base nobody is known yet */
          rep_id_equal (&kept->account, &present_run (self)->account));
}

/* Looking vouches for nothing, and a count of failures stands where digests do. */
static gboolean
vouches (const RepJournalEntry *entry)
{
  return entry->action != REP_ACTION_READ_IDENTITY && entry->action != REP_ACTION_FAILED_UNLOCKS;
}

/* A record that was only looked at is named with a digest of zeros. */
static void
note_change (Check *self, guint64 sequence, const RepJournalEntry *entry, const RepChange *change)
{
  static const RepDigest looked_at;
  RepNote note = { .digest = change->digest,
                   .id = change->id,
                   .sequence = (guint32)sequence,
                   .run = self->runs->len - 1,
                   .action = (guint16)entry->action,
                   .device = (guint16)self->device,
                   .again = entry->action == REP_ACTION_PRUNE ? 1 : 0 };

  if (note.again && rep_roster_has_device (self->roster, &change->id))
    g_array_append_vals (self->pruned, change, 1);
  else if (!rep_digest_equal (&change->digest, &looked_at))
    rep_note_table_add (self->notes, &note);
}

static void
note_changes (Check *self, guint64 sequence, const RepJournalEntry *entry)
{
  for (guint i = 0; entry->removed != NULL && i < entry->removed->len; i++) {
    const RepChange *removed = &g_array_index (entry->removed, RepChange, i);
    RepNote *note = rep_note_table_find (self->notes, &removed->digest);

    if (note != NULL)
      note->may_be_absent = TRUE;
  }
  for (guint i = 0; vouches (entry) && i < entry->changes->len; i++)
    note_change (self, sequence, entry, &g_array_index (entry->changes, RepChange, i));
}

/* Whose entry it is, and whether it may stand here. */
static void
place_entry (Check *self, guint64 sequence, const RepJournalEntry *entry)
{
  gboolean first = sequence == 1 && self->before.sequence > 0;
  gboolean keeps = entry->action == REP_ACTION_HEAD || entry->action == REP_ACTION_DEVICE;

  if (first != (entry->action == REP_ACTION_DEVICE) ||
      (keeps && !keeps_true_head (self, sequence, entry)) ||
      (entry->action == REP_ACTION_HEAD && sequence == 1) ||
      (!keeps && self->run_open && !rep_id_equal (&entry->account, &present_run (self)->account)))
    note_broken (self, &self->head.device, sequence);

  if (self->run_open && (keeps || !rep_id_equal (&entry->account, &present_run (self)->account)))
    close_run (self, keeps ? MIN (entry->kept.roster_n, rep_roster_length (self->roster) - 1)
                           : self->since);
  if (!self->run_open)
    open_run (self, &entry->account);
}

static gboolean
check_entry (guint64 sequence, const RepJournalEntry *entry, gpointer data, GError **error)
{
  Check *self = data;
  Act act = { (guint32)sequence, (guint16)entry->action };

  place_entry (self, sequence, entry);
  g_array_append_val (self->acts, act);
  note_changes (self, sequence, entry);
  if (sequence % ROWS_BETWEEN_PROGRESS != 0 ||
      tell_progress (self, JOURNAL_SHARE * (double)sequence / (double)MAX (self->head.sequence, 1)))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
  return FALSE;
}

static void
check_end (Check *self, const RepJournalEnd *end)
{
  const RepHead *head = &self->head;

  if (end->broken_at != 0)
    note_broken (self, &head->device, end->broken_at);
  if (end->last != head->sequence) /* too short, or longer than was signed */
    note_broken (self, &head->device, MIN (end->last, head->sequence) + 1);
  else if (!rep_digest_equal (&end->chain, &head->chain) ||
           (self->run_open && !rep_id_equal (&present_run (self)->account, &head->account)))
    note_broken (self, &head->device, end->last);
}

/* A journal of a former device may have been taken away whole: then its head alone is left. */
static gboolean
check_device (Check *self, GError **error)
{
  const RepHead *head = &self->head;
  Start start = { head->device, head->base_sequence, head->base_chain };
  RepJournalEnd end;

  if (!rep_journal_scan (self->vault->database, self->vault->keyring, head, check_entry, self, &end,
                         error))
    return FALSE;

  self->check->entries += end.last - head->base_sequence;
  if (end.last == head->base_sequence && !rep_id_equal (&head->device, &self->vault->head.device))
    start = (Start){ head->device, head->sequence, head->chain };
  else
    check_end (self, &end);
  g_array_append_val (self->started, start);
  if (self->run_open)
    close_run (self, head->roster_n);
  return TRUE;
}

/* Whoever took entries away said so. */
static void
check_starts (Check *self)
{
  for (guint i = 0; i < self->started->len; i++) {
    const Start *start = &g_array_index (self->started, Start, i);
    gboolean said = start->sequence == 0;

    for (guint j = 0; !said && j < self->pruned->len; j++) {
      const RepChange *pruned = &g_array_index (self->pruned, RepChange, j);

      said = rep_id_equal (&pruned->id, &start->device) &&
             rep_digest_equal (&pruned->digest, &start->chain);
    }
    if (!said)
      note_broken (self, &start->device, start->sequence + 1);
  }
}

/* The devices that wrote the file, one after the other. */
static gboolean
check_journals (Check *self, GError **error)
{
  const GArray *devices = rep_roster_devices (self->roster);

  for (guint i = 0; i < devices->len; i++) {
    const RepId *device = &g_array_index (devices, RepId, i);
    g_autoptr (GError) local = NULL;
    gboolean found = FALSE;

    self->device = i;
    if (!rep_head_load (self->vault->database, device, &self->head, &found, &local) &&
        !g_error_matches (local, REP_DB_ERROR, REP_DB_ERROR_CORRUPT)) {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
    if (!found || local != NULL) { /* it never wrote, or its entries will be missed */
      self->head = (RepHead){ .device = *device };
      if (local != NULL || rep_journal_has_entry (self->vault->database, device))
        note_broken (self, device, 1);
      continue;
    }
    if (!rep_check_head (self->roster, &self->head))
      note_broken (self, device, 1);
    if (!check_device (self, error))
      return FALSE;
    self->before = self->head;
    self->since = MIN (self->head.roster_n, rep_roster_length (self->roster) - 1);
  }
  check_starts (self);
  return TRUE;
}

/* --- the records ------------------------------------------------------------------------------ */

static gboolean
payload_opens (Check *self,
               const RepRecord *record,
               const RepBlob *payload,
               RepCompartmentClass expected)
{
  g_autoptr (GError) error = NULL;
  RepSealHeader header;

  if (payload->data == NULL)
    return TRUE;
  if (rep_payload_left_out (payload))
    return self->vault->facts_only && expected != REP_CLASS_FACTS;
  if (!rep_seal_parse_header (payload->data, payload->size, &header, &error))
    return g_error_matches (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_TOO_NEW);
  if (header.revision > record->revision || header.epoch < 1 ||
      header.epoch > rep_roster_epoch (self->roster, header.compartment))
    return FALSE;
  return rep_keyring_open (self->vault->keyring, &record->id, record->kind, expected, payload->data,
                           payload->size, self->clear, &error) ||
         g_error_matches (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_NO_KEY);
}

static void
list_once (Check *self, GArray *ids, const RepId *id)
{
  if (ids->len > 0 && rep_id_equal (&g_array_index (ids, RepId, ids->len - 1), id))
    return;
  for (guint i = 0; g_hash_table_contains (self->listed, id) && i < ids->len; i++)
    if (rep_id_equal (&g_array_index (ids, RepId, i), id))
      return;
  g_array_append_vals (ids, id, 1);
  g_hash_table_add (self->listed, g_memdup2 (id, sizeof *id));
}

static void
check_payloads (Check *self, const RepRecord *record)
{
  if (record->kind == 0 || record->revision == 0 ||
      !payload_opens (self, record, &record->facts, REP_CLASS_FACTS) ||
      !payload_opens (self, record, &record->identity, REP_CLASS_IDENTITY) ||
      !payload_opens (self, record, &record->link, REP_CLASS_LINK))
    list_once (self, self->check->damaged, &record->id);
}

static gboolean
wrote_identity (const RepRecord *record)
{
  RepSealHeader header;

  return record->identity.data != NULL &&
         rep_seal_parse_header (record->identity.data, record->identity.size, &header, NULL) &&
         header.revision == record->revision;
}

static void
check_right (Check *self, const RepRecord *record, const RepNote *note)
{
  const Run *run = &g_array_index (self->runs, Run, note->run);
  RepDeed deed = { .sequence = note->sequence,
                   .account = run->account,
                   .roles = run->roles,
                   .from = run->from,
                   .to = run->to,
                   .action = (RepAction)note->action,
                   .record = record,
                   .wrote_identity = wrote_identity (record) };

  if (!may (self, &deed))
    add_denied (self, &deed);
}

/* Of a record that was erased a row without content is left, and nothing of what it was. */
static void
forgive_erased (Check *self, const RepRecord *record, const RepNote *note)
{
  if (note->action != REP_ACTION_ERASE || !rep_record_is_tombstone (record))
    return;
  for (guint32 at = note->before; at != REP_NO_NOTE;
       at = rep_note_table_get (self->notes, at)->before)
    rep_note_table_get (self->notes, at)->may_be_absent = TRUE;
}

/* A row counts when an entry vouches for just this content; the present one, when it is the newest.
 */
static void
check_row (Check *self, const RepRecord *record, const RepDigest *digest, gboolean present)
{
  RepNote *note = rep_note_table_find (self->notes, digest);

  if (note == NULL || (present && note->superseded) || (!present && !note->superseded)) {
    list_once (self, self->check->unsigned_records, &record->id);
  } else {
    note->seen = TRUE;
    check_right (self, record, note);
    forgive_erased (self, record, note);
  }
  check_payloads (self, record);
}

static gboolean
check_present (const RepRecord *record, const RepDigest *digest, gpointer data, GError **error)
{
  Check *self = data;

  self->check->records += !rep_record_is_tombstone (record);
  check_row (self, record, digest, TRUE);
  return count_row (self, error);
}

static gboolean
check_past (const RepRecord *record, gpointer data, GError **error)
{
  Check *self = data;
  RepDigest digest = rep_record_digest (record);

  self->check->revisions++;
  check_row (self, record, &digest, FALSE);
  return count_row (self, error);
}

/* Every revision the journal tells of must be there, but those that were erased. */
static void
find_missing (Check *self)
{
  for (guint32 i = 0; i < rep_note_table_length (self->notes); i++) {
    const RepNote *note = rep_note_table_get (self->notes, i);

    if (!note->seen && !note->may_be_absent && !g_hash_table_contains (self->listed, &note->id))
      list_once (self, self->check->missing, &note->id);
  }
}

/* --- all of it -------------------------------------------------------------------------------- */

/* Finding that SQLite cannot go on is an answer too. */
static gboolean
found_malformed (Check *self, GError **error)
{
  if (error == NULL || !g_error_matches (*error, REP_DB_ERROR, REP_DB_ERROR_CORRUPT))
    return FALSE;
  g_clear_error (error);
  self->check->sqlite_intact = FALSE;
  return TRUE;
}

static gboolean
check_records (Check *self, GError **error)
{
  g_autoptr (GError) local = NULL;

  if ((check_journals (self, &local) || found_malformed (self, &local)) &&
      (rep_vault_scan_digests (self->vault, check_present, self, &self->check->intact, &local) ||
       found_malformed (self, &local)) &&
      (rep_record_scan_past (self->vault->database, check_past, self, &local) ||
       found_malformed (self, &local))) {
    find_missing (self);
    return TRUE;
  }
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}

static gboolean
run (Check *self, GError **error)
{
  g_autoptr (GError) local = NULL;

  if (!rep_migrate_verify (self->vault->database, &self->check->sqlite_intact, error))
    return FALSE;
  self->check->roster = rep_check_accounts (self->vault, self->check, &local);
  if (self->check->roster == NULL && !found_malformed (self, &local)) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (self->check->roster != NULL && !rep_check_drafts (self->vault, self->check, &local) &&
      !found_malformed (self, &local)) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  self->roster = self->vault->roster;
  return !self->check->opened || check_records (self, error);
}

gboolean
rep_vault_check (RepVault *vault, const RepVaultCheckHow *how, RepVaultCheck *check, GError **error)
{
  g_autoptr (RepNoteTable) notes = rep_note_table_new ();

  return rep_vault_check_noting (vault, how, notes, check, error);
}

gboolean
rep_vault_check_noting (RepVault *vault,
                        const RepVaultCheckHow *how,
                        RepNoteTable *notes,
                        RepVaultCheck *check,
                        GError **error)
{
  static const RepVaultCheckHow plain;
  g_autoptr (RepArena) clear = rep_arena_new ();
  g_autoptr (GHashTable) listed =
      g_hash_table_new_full (rep_id_hash, rep_id_equal_func, g_free, NULL);
  g_autoptr (GArray) runs = g_array_new (FALSE, FALSE, sizeof (Run));
  g_autoptr (GArray) acts = g_array_new (FALSE, FALSE, sizeof (Act));
  g_autoptr (GArray) started = g_array_new (FALSE, FALSE, sizeof (Start));
  g_autoptr (GArray) pruned = g_array_new (FALSE, FALSE, sizeof (RepChange));
  Check self = { .vault = vault,
                 .how = how != NULL ? how : &plain,
                 .check = check,
                 .clear = clear,
                 .notes = notes,
                 .listed = listed,
                 .runs = runs,
                 .acts = acts,
                 .started = started,
                 .pruned = pruned };

  check_init (check, vault->keyring != NULL);
  if (vault->keyring != NULL && !rep_vault_settle (vault, error))
    return FALSE;
  return run (&self, error);
}
