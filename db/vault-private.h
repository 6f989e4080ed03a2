/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db/database.h"
#include "db/file.h"
#include "db/vault.h"

G_BEGIN_DECLS

/* For the files of the vault façade alone. */

struct _RepVault {
  RepFileLock *lock;
  RepDatabase *database;
  char *organisation;
  gint64 created;
  RepId id;
  RepId device;
  RepId instance;
  RepRoster *roster;
  /* once unlocked: */
  const RepAccount *account;
  RepKeypair *keypair;
  RepSlotKey *slot_key;
  RepKeyring *keyring;
  RepHead head;
};

/** rep_login_compose: Returns: (transfer full): @login in NFC, so that both spellings are one
 * login. */
char *rep_login_compose (const char *login);

/** rep_vault_append_roster: signs @entry and stores it; inside a transaction. */
gboolean rep_vault_append_roster (RepVault *vault, const RepRosterEntry *entry, GError **error);

/** rep_vault_grant: grants @key to @grantee and stores it; inside a transaction. */
gboolean rep_vault_grant (RepVault *vault,
                          const RepAccount *grantee,
                          guint16 compartment,
                          guint32 epoch,
                          const RepSecret *key,
                          GError **error);

/** rep_vault_store_slot: writes the account's slot with all of the roster seen. */
gboolean rep_vault_store_slot (RepVault *vault, GError **error);

/** rep_vault_journal: appends one entry, keeping another account's head first; inside a
 * transaction. */
gboolean rep_vault_journal (RepVault *vault,
                            RepHead *head,
                            RepAction action,
                            const RepChange *changes,
                            guint n,
                            gint64 now,
                            GError **error);

/** rep_vault_file_digest: Returns: the digest of the vault row, which every head signs. */
RepDigest rep_vault_file_digest (const RepVault *vault);

/** rep_vault_sign_head: signs @head for this account and stores it; inside a transaction. */
gboolean rep_vault_sign_head (RepVault *vault, RepHead *head, GError **error);

G_END_DECLS
