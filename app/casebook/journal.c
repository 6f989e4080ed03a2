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
