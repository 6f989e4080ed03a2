/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "crypto/grant.h"
#include "db/account-store.h"
#include "db/check-accounts.h"
#include "db/vault-private.h"

static const char count_heads_sql[] = "SELECT count(*) FROM head";

typedef struct {
  const RepRoster *roster;
  RepVaultCheck *check;
  GHashTable *slots;  /* RepId of accounts whose slot is whole */
  GHashTable *grants; /* RepGrantName of grants that are whole */
  gboolean facts_only;
} Accounts;

static guint
grant_hash (gconstpointer name)
{
  const RepGrantName *grant = name;

  return rep_id_hash (&grant->grantee) ^ grant->epoch << 8 ^ grant->compartment;
}

static gboolean
grant_equal (gconstpointer a, gconstpointer b)
{
  const RepGrantName *left = a, *right = b;

  return rep_id_equal (&left->grantee, &right->grantee) &&
         left->compartment == right->compartment && left->epoch == right->epoch;
}

static void
add_slot (Accounts *self, const RepId *id, const RepAccount *account)
{
  char hex[REP_ID_HEX_SIZE];
  const char *name = account != NULL ? account->login : rep_id_format (id, hex);

  if (!g_ptr_array_find_with_equal_func (self->check->slots, name, g_str_equal, NULL))
    g_ptr_array_add (self->check->slots, g_strdup (name));
}

static gboolean
check_slot (const RepId *id, const char *login, gconstpointer body, gsize size, gpointer data)
{
  Accounts *self = data;
  const RepAccount *account = rep_roster_account (self->roster, id);

  if (account != NULL && g_strcmp0 (account->login, login) == 0 && body != NULL &&
      rep_slot_verify (body, size, rep_roster_vault (self->roster), id, &account->keys))
    g_hash_table_add (self->slots, g_memdup2 (id, sizeof *id));
  else
    add_slot (self, id, account);
  return TRUE;
}

/* As at unlock, for whomever it was given to. */
static gboolean
grant_holds (const Accounts *self, const RepGrantName *name, gconstpointer body, gsize size)
{
  const RepAccount *grantee = rep_roster_account (self->roster, &name->grantee);
  const RepPublicKeys *keys;
  RepGrant grant;
  RepRole role;

  if (grantee == NULL || !rep_grant_parse (body, size, &grant, NULL) ||
      grant.roster_n >= rep_roster_length (self->roster))
    return FALSE;
  role = rep_roster_role_at (self->roster, &grant.signer, grant.roster_n);
  keys = rep_roster_keys_at (self->roster, &grant.signer, grant.roster_n);
  return rep_id_equal (&grant.grantee, &name->grantee) && grant.compartment == name->compartment &&
         grant.epoch == name->epoch && (role == REP_ROLE_MANAGER || role == REP_ROLE_RECOVERY) &&
         grant.roster_n >= rep_roster_epoch_start (self->roster, grant.compartment, grant.epoch) &&
         memcmp (grant.grantee_box, grantee->keys.box, REP_PUBLIC_KEY_SIZE) == 0 &&
         rep_grant_verify (body, size, rep_roster_vault (self->roster), keys);
}

static gboolean
check_grant (const RepId *grantee,
             gint64 compartment,
             gint64 epoch,
             gconstpointer body,
             gsize size,
             gpointer data)
{
  Accounts *self = data;
  RepGrantName name = { *grantee, (guint16)compartment, (guint32)epoch };

  if (name.compartment == compartment && name.epoch == epoch && body != NULL &&
      grant_holds (self, &name, body, size))
    g_hash_table_add (self->grants, g_memdup2 (&name, sizeof name));
  else
    g_array_append_val (self->check->grants, name);
  return TRUE;
}

static void
need_grant (Accounts *self, const RepAccount *account, guint16 compartment, guint32 epoch)
{
  RepGrantName name = { account->id, compartment, epoch };

  if (g_hash_table_contains (self->grants, &name))
    return;
  for (guint i = 0; i < self->check->grants->len; i++)
    if (grant_equal (&g_array_index (self->check->grants, RepGrantName, i), &name))
      return;
  g_array_append_val (self->check->grants, name);
}

/* The recovery sheet holds every key there ever was. */
static void
need_all_grants (Accounts *self, const RepAccount *account)
{
  guint next = rep_roster_next_identity (self->roster);

  for (guint compartment = REP_COMPARTMENT_FACTS; compartment < (next != 0 ? next : 0x10000u);
       compartment++)
    for (guint32 epoch = 1; epoch <= rep_roster_epoch (self->roster, (guint16)compartment); epoch++)
      need_grant (self, account, (guint16)compartment, epoch);
}

/* The present key of everything its role may hold. */
static void
need_present_grants (Accounts *self, const RepAccount *account)
{
  g_autoptr (GArray) compartments = rep_roster_compartments (self->roster);

  for (guint i = 0; i < compartments->len; i++) {
    guint16 compartment = g_array_index (compartments, guint16, i);

    if (rep_account_may_hold (account, compartment))
      need_grant (self, account, compartment, rep_roster_epoch (self->roster, compartment));
  }
}

/* What an account cannot do without: a slot and its keys. */
static void
check_complete (Accounts *self)
{
  const GPtrArray *accounts = rep_roster_accounts (self->roster);

  for (guint i = 0; i < accounts->len; i++) {
    const RepAccount *account = g_ptr_array_index (accounts, i);

    if (self->facts_only && account->role != REP_ROLE_DIRECTOR)
      continue; /* left out of this copy */
    if (account->role == REP_ROLE_RECOVERY) {
      need_all_grants (self, account);
    } else if (account->role != REP_ROLE_NONE) {
      if (!g_hash_table_contains (self->slots, &account->id))
        add_slot (self, &account->id, account);
      need_present_grants (self, account);
    }
  }
}

gboolean
rep_check_head (const RepRoster *roster, const RepHead *head)
{
  const RepPublicKeys *keys = NULL;

  if (head->roster_n < rep_roster_length (roster))
    keys = rep_roster_keys_at (roster, &head->account, head->roster_n);
  return keys != NULL && rep_head_verify (head, rep_roster_vault (roster), keys) &&
         rep_roster_role_at (roster, &head->account, head->roster_n) != REP_ROLE_NONE;
}

/* One head; the file's own must besides sum with the present key and name the vault as its row
 * does. */
static void
check_one_head (Accounts *self, RepVault *vault, const RepHead *head, gboolean last)
{
  RepDigest file = rep_vault_file_digest (vault);
  gboolean copy = rep_id_is_none (&vault->device);

  if (!rep_check_head (self->roster, head))
    self->check->head_intact = FALSE;
  if (copy ? !last : !rep_id_equal (&head->device, &vault->device))
    return;
  if (head->epoch != rep_roster_epoch (self->roster, REP_COMPARTMENT_FACTS))
    self->check->head_intact = FALSE;
  self->check->file_intact = rep_id_equal (&vault->id, rep_roster_vault (self->roster)) &&
                             rep_digest_equal (&file, &head->file) &&
                             (copy || rep_id_equal (&vault->instance, &head->instance));
}

/* Those of all devices there ever were; of others there are none. */
static gboolean
check_heads (Accounts *self, RepVault *vault, GError **error)
{
  const GArray *devices = rep_roster_devices (self->roster);
  gint64 rows, seen = 0;

  if (!rep_database_get_int (vault->database, count_heads_sql, &rows, error))
    return FALSE;
  self->check->head_intact =
      rep_id_is_none (&vault->device) || rep_roster_has_device (self->roster, &vault->device);
  for (guint i = devices->len; i > 0; i--) {
    const RepId *device = &g_array_index (devices, RepId, i - 1);
    g_autoptr (GError) local = NULL;
    gboolean found = FALSE;
    RepHead head;

    if (rep_head_load (vault->database, device, &head, &found, &local)) {
      if (found)
        check_one_head (self, vault, &head, seen++ == 0);
    } else if (!g_error_matches (local, REP_DB_ERROR, REP_DB_ERROR_CORRUPT)) {
      g_propagate_error (error, g_steal_pointer (&local));
      return FALSE;
    }
  }
  if (seen == 0 || seen != rows)
    self->check->head_intact = FALSE;
  return TRUE;
}

RepRoster *
rep_check_accounts (RepVault *vault, RepVaultCheck *check, GError **error)
{
  g_autoptr (RepRoster) roster =
      rep_roster_store_read (vault->database, &check->roster_broken_at, error);
  g_autoptr (GHashTable) slots =
      g_hash_table_new_full (rep_id_hash, rep_id_equal_func, g_free, NULL);
  g_autoptr (GHashTable) grants = g_hash_table_new_full (grant_hash, grant_equal, g_free, NULL);
  Accounts self = { roster, check, slots, grants, vault->facts_only };

  if (roster == NULL)
    return NULL;
  if (rep_roster_length (roster) == 0)
    return g_steal_pointer (&roster);
  if (!rep_vault_load_device (vault, error) || !check_heads (&self, vault, error) ||
      !rep_slot_store_scan (vault->database, check_slot, &self, error) ||
      !rep_grant_store_scan (vault->database, check_grant, &self, error))
    return NULL;
  if (check->roster_broken_at < 0)
    check_complete (&self);
  return g_steal_pointer (&roster);
}
