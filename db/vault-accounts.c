/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "crypto/error.h"
#include "crypto/grant.h"
#include "db/account-store.h"
#include "db/vault-accounts.h"
#include "db/vault-private.h"

static gboolean
deny (GError **error, const char *why)
{
  g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_DENIED, "%s", why);
  return FALSE;
}

/* Whether @structures suit @role, and this account can give them. */
static gboolean
check_structures (const RepVault *self, RepRole role, const GArray *structures, GError **error)
{
  guint n = structures != NULL ? structures->len : 0;

  if (role < REP_ROLE_COUNSELLOR || role > REP_ROLE_MANAGER)
    return deny (error, "no such role");
  if ((role == REP_ROLE_COUNSELLOR) != (n > 0) && role != REP_ROLE_MANAGER)
    return deny (error, "structures do not suit the role");
  for (guint i = 0; i < n; i++) {
    guint16 compartment = g_array_index (structures, guint16, i);
    guint32 epoch = rep_roster_epoch (self->roster, compartment);

    if (rep_compartment_class (compartment) != REP_CLASS_IDENTITY || epoch == 0)
      return deny (error, "no such structure");
    if (rep_keyring_newest (self->keyring, compartment) != epoch) {
      g_set_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_NO_KEY, "no key for compartment %u",
                   compartment);
      return FALSE;
    }
  }
  return TRUE;
}

/* A manager who does not hold everything gives no more than that to another. */
static GArray *
structures_given (const RepVault *self, RepRole role, const GArray *structures)
{
  const GArray *given = structures;

  if (role == REP_ROLE_MANAGER && (structures == NULL || structures->len == 0))
    given = self->account->structures;
  return given != NULL ? g_array_copy ((GArray *)given) : NULL;
}

typedef struct {
  RepVault *vault;
  const RepAccount *grantee;
  const GArray *only; /* guint16; NULL: all it may hold */
  GError **error;
  gboolean failed;
} Give;

static gboolean
contains (const GArray *compartments, guint16 compartment)
{
  for (guint i = 0; i < compartments->len; i++)
    if (g_array_index (compartments, guint16, i) == compartment)
      return TRUE;
  return FALSE;
}

static void
give_key (guint16 compartment, guint32 epoch, const RepSecret *key, gpointer data)
{
  Give *give = data;

  if (give->failed || !rep_account_may_hold (give->grantee, compartment) ||
      (give->only != NULL && !contains (give->only, compartment)))
    return;
  give->failed =
      !rep_vault_grant (give->vault, give->grantee, compartment, epoch, key, give->error);
}

/* Every epoch, so that what was written before can be read. */
static gboolean
give_keys (RepVault *self, const RepAccount *grantee, const GArray *only, GError **error)
{
  Give give = { .vault = self, .grantee = grantee, .only = only, .error = error };

  rep_keyring_foreach (self->keyring, give_key, &give);
  return !give.failed;
}

static gboolean
store_account (RepVault *self,
               const RepSlotKey *slot_key,
               const RepKeypair *keypair,
               const RepRosterEntry *entry,
               GError **error)
{
  g_autoptr (GBytes) slot = NULL;
  RepSlotPin pin;

  if (!rep_vault_append_roster (self, entry, error))
    return FALSE;
  pin = rep_roster_pin (self->roster);
  slot = rep_slot_seal (slot_key, &self->id, &entry->account, keypair, &pin);
  return rep_slot_store_put (self->database, &entry->account, entry->login, slot, error) &&
         give_keys (self, rep_roster_account (self->roster, &entry->account), NULL, error);
}

/* What can be refused is refused before a second goes into the password. */
static gboolean
check_new_account (const RepVault *self,
                   const RepNewAccount *account,
                   const char *login,
                   GError **error)
{
  if (self->account->role != REP_ROLE_MANAGER)
    return deny (error, "only a manager may do that");
  if (!rep_login_is_usable (login))
    return deny (error, "that login cannot be used");
  if (rep_roster_account_by_login (self->roster, login) != NULL) {
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_EXISTS, "the login is in use");
    return FALSE;
  }
  return rep_password_check (account->password, error) &&
         check_structures (self, account->role, account->structures, error);
}

gboolean
rep_vault_add_account (
    RepVault *vault, const RepNewAccount *account, gint64 now, RepId *id, GError **error)
{
  g_auto (RepRosterChange) change = { NULL };
  g_autofree char *login = rep_login_compose (account->login);
  g_autoptr (RepKeypair) keypair = rep_keypair_new_random ();
  g_autoptr (RepSlotKey) slot_key = NULL;
  g_auto (RepRosterEntry) entry = {
    .type = REP_ROSTER_ADD,
    .account = rep_id_random (),
    .role = account->role,
    .keys = *rep_keypair_public (keypair),
    .time = now,
  };

  g_return_val_if_fail (vault->keyring != NULL, FALSE);

  if (!check_new_account (vault, account, login, error))
    return FALSE;
  entry.login = g_steal_pointer (&login);
  entry.structures = structures_given (vault, account->role, account->structures);
  slot_key = rep_slot_key_new (account->password, NULL, error);
  if (slot_key == NULL || !rep_roster_change_begin (&change, vault, now, error) ||
      !store_account (vault, slot_key, keypair, &entry, error) ||
      !rep_roster_change_commit (&change, REP_ACTION_ADD_ACCOUNT, &entry.account, now, error))
    return FALSE;

  if (id != NULL)
    *id = entry.account;
  return TRUE;
}

/* Whom a manager can change: another account that is not revoked and is not the sheet. */
static const RepAccount *
find_subject (const RepVault *self, const RepId *id, GError **error)
{
  const RepAccount *account = rep_roster_account (self->roster, id);

  if (self->account->role != REP_ROLE_MANAGER)
    (void)deny (error, "only a manager may do that");
  else if (account == NULL || account->role == REP_ROLE_NONE)
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_NOT_FOUND, "no such account");
  else if (account == self->account || account->role == REP_ROLE_RECOVERY)
    (void)deny (error, "not the own account, nor the recovery sheet");
  else
    return account;
  return NULL;
}

/* What @account may hold by the roster. */
static GArray *
held_by (const RepVault *self, const RepAccount *account)
{
  GArray *compartments = rep_roster_compartments (self->roster);

  for (guint i = compartments->len; i > 0; i--)
    if (!rep_account_may_hold (account, g_array_index (compartments, guint16, i - 1)))
      g_array_remove_index (compartments, i - 1);
  return compartments;
}

/* And what it was granted, should that ever be more. */
static gboolean
add_granted (const RepVault *self, const RepId *account, GArray *held, GError **error)
{
  g_autoptr (GPtrArray) grants = rep_grant_store_list (self->database, account, error);
  RepGrant grant;

  if (grants == NULL)
    return FALSE;
  for (guint i = 0; i < grants->len; i++) {
    gsize size;
    gconstpointer data = g_bytes_get_data (g_ptr_array_index (grants, i), &size);

    if (rep_grant_parse (data, size, &grant, NULL) &&
        rep_roster_epoch (self->roster, grant.compartment) > 0 &&
        !contains (held, grant.compartment))
      g_array_append_val (held, grant.compartment);
  }
  return TRUE;
}

/* Records that belong to the change are sealed and written under the new keys. */
static gboolean
write_beside (RepRosterChange *change, RepSealFunc seal, gpointer data, gint64 now, GError **error)
{
  RepVault *vault = change->vault;
  g_autoptr (GArray) changes = g_array_new (FALSE, TRUE, sizeof (RepVaultChange));

  if (seal == NULL)
    return TRUE;
  g_array_set_clear_func (changes, rep_vault_change_clear);
  return seal (vault, changes, data, error) &&
         rep_vault_write_changes (vault, &change->head,
                                  (const RepVaultChange *)(gpointer)changes->data, changes->len,
                                  REP_ACTION_SAVE, now, error);
}

gboolean
rep_vault_revoke (RepVault *vault,
                  const RepId *account,
                  RepSealFunc seal,
                  gpointer data,
                  gint64 now,
                  GError **error)
{
  g_auto (RepRosterChange) change = { NULL };
  g_auto (RepRosterEntry) entry = { .type = REP_ROSTER_REVOKE, .account = *account, .time = now };
  g_autoptr (GArray) held = NULL;
  const RepAccount *subject;

  g_return_val_if_fail (vault->keyring != NULL, FALSE);

  subject = find_subject (vault, account, error);
  if (subject == NULL)
    return FALSE;
  held = held_by (vault, subject);
  return add_granted (vault, account, held, error) &&
         rep_roster_change_begin (&change, vault, now, error) &&
         rep_roster_change_start_epochs (&change, &entry, held, error) &&
         rep_slot_store_remove (vault->database, &entry.account, error) &&
         write_beside (&change, seal, data, now, error) &&
         rep_roster_change_commit (&change, REP_ACTION_REVOKE, &entry.account, now, error);
}

gboolean
rep_vault_rotate (RepVault *vault, gint64 now, GError **error)
{
  g_auto (RepRosterChange) change = { NULL };
  g_auto (RepRosterEntry) entry = { .type = REP_ROSTER_EPOCH, .time = now };
  g_autoptr (GArray) all = NULL;

  if (!rep_roster_change_begin (&change, vault, now, error))
    return FALSE;
  all = rep_roster_compartments (vault->roster);
  return rep_roster_change_start_epochs (&change, &entry, all, error) &&
         rep_roster_change_commit (&change, REP_ACTION_ROTATE, NULL, now, error);
}

static GArray *
difference (const GArray *from, const GArray *without)
{
  GArray *left = g_array_new (FALSE, FALSE, sizeof (guint16));

  for (guint i = 0; i < from->len; i++)
    if (!contains (without, g_array_index (from, guint16, i)))
      g_array_append_vals (left, &g_array_index (from, guint16, i), 1);
  return left;
}

/* What @account lost is taken from it and starts new epochs; what it gained it is given. */
static gboolean
follow_role (RepRosterChange *change,
             const RepAccount *account,
             const GArray *before,
             gint64 now,
             GError **error)
{
  RepVault *vault = change->vault;
  g_auto (RepRosterEntry) entry = { .type = REP_ROSTER_EPOCH, .time = now };
  g_autoptr (GArray) after = held_by (vault, account);
  g_autoptr (GArray) lost = difference (before, after);
  g_autoptr (GArray) gained = difference (after, before);

  for (guint i = 0; i < lost->len; i++)
    if (!rep_grant_store_remove (vault->database, &account->id, g_array_index (lost, guint16, i),
                                 error))
      return FALSE;
  return (lost->len == 0 || rep_roster_change_start_epochs (change, &entry, lost, error)) &&
         give_keys (vault, account, gained, error);
}

gboolean
rep_vault_set_role (RepVault *vault,
                    const RepId *account,
                    RepRole role,
                    const GArray *structures,
                    gint64 now,
                    GError **error)
{
  g_auto (RepRosterChange) change = { NULL };
  g_auto (RepRosterEntry)
      entry = { .type = REP_ROSTER_ROLE, .account = *account, .role = role, .time = now };
  g_autoptr (GArray) before = NULL;
  const RepAccount *subject;

  g_return_val_if_fail (vault->keyring != NULL, FALSE);

  subject = find_subject (vault, account, error);
  if (subject == NULL || !check_structures (vault, role, structures, error))
    return FALSE;
  before = held_by (vault, subject);
  entry.structures = structures_given (vault, role, structures);
  return rep_roster_change_begin (&change, vault, now, error) &&
         rep_vault_append_roster (vault, &entry, error) &&
         follow_role (&change, rep_roster_account (vault->roster, &entry.account), before, now,
                      error) &&
         rep_roster_change_commit (&change, REP_ACTION_ROLE, &entry.account, now, error);
}

/* A manager of some structures founds one more: it becomes one of his. */
static gboolean
take_up (RepVault *self, guint16 compartment, gint64 now, GError **error)
{
  g_auto (RepRosterEntry) entry = {
    .type = REP_ROSTER_ROLE, .account = self->account->id, .role = self->account->role, .time = now
  };

  if (self->account->structures->len == 0)
    return TRUE;
  entry.structures = g_array_copy (self->account->structures);
  g_array_append_val (entry.structures, compartment);
  return rep_vault_append_roster (self, &entry, error);
}

gboolean
rep_vault_add_structure (RepVault *vault, gint64 now, guint16 *compartment, GError **error)
{
  g_auto (RepRosterChange) change = { NULL };
  g_auto (RepRosterEntry) entry = { .type = REP_ROSTER_STRUCTURE, .time = now };
  g_autoptr (GArray) compartments = g_array_new (FALSE, FALSE, sizeof (guint16));
  guint16 number;

  if (!rep_roster_change_begin (&change, vault, now, error))
    return FALSE;
  number = rep_roster_next_identity (vault->roster);
  if (number == 0) {
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_FAILED, "no compartment is left");
    return FALSE;
  }
  g_array_append_val (compartments, number);
  if (!take_up (vault, number, now, error) ||
      !rep_roster_change_start_epochs (&change, &entry, compartments, error) ||
      !rep_roster_change_commit (&change, REP_ACTION_STRUCTURE, NULL, now, error))
    return FALSE;

  *compartment = number;
  return TRUE;
}
