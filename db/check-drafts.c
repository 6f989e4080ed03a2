/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "db/check-accounts.h"
#include "db/draft-store.h"
#include "db/note-store.h"
#include "db/vault-private.h"

typedef struct {
  RepVault *vault;
  RepVaultCheck *check;
  RepArena *clear;
} Drafts;

static const RepAccount *
live_account (const Drafts *self, const RepId *id)
{
  const RepAccount *account = rep_roster_account (self->check->roster, id);

  return account != NULL && account->role != REP_ROLE_NONE ? account : NULL;
}

/* Whose content can be looked at. */
static gboolean
is_own (const Drafts *self, const RepId *account)
{
  return self->check->opened && rep_id_equal (account, &self->vault->account->id);
}

/* A draft is bound to its account and slot. */
static gboolean
draft_opens (
    const Drafts *self, const RepId *account, const char *slot, gconstpointer body, gsize size)
{
  g_autoptr (GByteArray) place = g_byte_array_new ();
  RepId record;

  g_byte_array_append (place, account->bytes, REP_ID_SIZE);
  g_byte_array_append (place, (const guint8 *)slot, (guint)strlen (slot));
  rep_digest_short (place->data, place->len, record.bytes);
  return rep_keyring_open (self->vault->keyring, &record, REP_DRAFT_KIND, REP_CLASS_DRAFT, body,
                           size, self->clear, NULL);
}

static gboolean
check_draft (const RepId *account, const char *slot, gconstpointer body, gsize size, gpointer data)
{
  Drafts *self = data;
  RepSealHeader header;

  if (live_account (self, account) == NULL || slot == NULL || body == NULL ||
      size > REP_DRAFT_MAX_SEALED || !rep_seal_parse_header (body, size, &header, NULL) ||
      header.compartment != REP_COMPARTMENT_DRAFT || header.epoch != 1 || header.revision != 1 ||
      (is_own (self, account) && !draft_opens (self, account, slot, body, size)))
    g_ptr_array_add (self->check->drafts, g_utf8_make_valid (slot != NULL ? slot : "", -1));
  return TRUE;
}

static gboolean
note_opens (
    const Drafts *self, const RepId *id, const RepId *account, gconstpointer body, gsize size)
{
  RepLockedPlace place = { .vault = self->vault->id, .account = *account, .id = *id };
  gint64 time;

  return rep_locked_note_open (self->vault->keypair, &place, body, size, &time, self->clear, NULL);
}

static gboolean
check_note (const RepId *id, const RepId *account, gconstpointer body, gsize size, gpointer data)
{
  Drafts *self = data;

  if (live_account (self, account) == NULL || body == NULL || size > REP_LOCKED_NOTE_MAX ||
      (is_own (self, account) && !note_opens (self, id, account, body, size)))
    g_array_append_vals (self->check->notes, id, 1);
  return TRUE;
}

gboolean
rep_check_drafts (RepVault *vault, RepVaultCheck *check, GError **error)
{
  g_autoptr (RepArena) clear = rep_arena_new ();
  Drafts self = { vault, check, clear };

  return rep_draft_store_scan (vault->database, check_draft, &self, error) &&
         rep_note_store_scan (vault->database, check_note, &self, error);
}
