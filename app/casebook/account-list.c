/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/account-list.h"

static void
line_free (gpointer data)
{
  RepAccountLine *line = data;

  g_free (line->login);
  g_array_unref (line->structures);
  g_free (line);
}

static RepAccountLine *
line_new (const RepAccount *account)
{
  RepAccountLine *line = g_new0 (RepAccountLine, 1);

  line->id = account->id;
  line->login = g_strdup (account->login);
  line->role = account->last_role;
  line->structures = g_array_copy (account->structures);
  line->since = account->since;
  line->until = account->until;
  return line;
}

typedef struct {
  RepAccountList *list;
  const RepRoster *roster;
} Keys;

static void
note_key (guint16 compartment, guint32 epoch, const RepSecret *key, gpointer data)
{
  Keys *keys = data;

  if (rep_compartment_class (compartment) != REP_CLASS_IDENTITY)
    return;
  keys->list->holds_names = TRUE;
  if (epoch == rep_roster_epoch (keys->roster, compartment))
    g_array_append_val (keys->list->identities, compartment);
}

RepAccountList *
rep_account_list_new (const RepVault *vault)
{
  RepAccountList *list = g_new0 (RepAccountList, 1);
  const RepRoster *roster = rep_vault_roster (vault);
  const GPtrArray *accounts = rep_roster_accounts (roster);
  Keys keys = { list, roster };

  list->lines = g_ptr_array_new_with_free_func (line_free);
  list->identities = g_array_new (FALSE, FALSE, sizeof (guint16));
  for (guint i = 0; i < accounts->len; i++) {
    const RepAccount *account = g_ptr_array_index (accounts, i);

    if (account->last_role != REP_ROLE_RECOVERY)
      g_ptr_array_add (list->lines, line_new (account));
  }
  list->founder = g_ptr_array_index (list->lines, 0); /* entry 0 of every roster */
  list->self = rep_account_list_line (list, &rep_vault_account (vault)->id);
  rep_keyring_foreach (rep_vault_keyring (vault), note_key, &keys);
  return list;
}

void
rep_account_list_free (RepAccountList *list)
{
  if (list == NULL)
    return;

  g_ptr_array_unref (list->lines);
  g_array_unref (list->identities);
  g_free (list);
}

const RepAccountLine *
rep_account_list_line (const RepAccountList *list, const RepId *id)
{
  for (guint i = 0; i < list->lines->len; i++) {
    const RepAccountLine *line = g_ptr_array_index (list->lines, i);

    if (rep_id_equal (&line->id, id))
      return line;
  }
  return NULL;
}

gboolean
rep_account_list_may_name (const RepAccountList *list, gint32 compartment)
{
  for (guint i = 0; i < list->identities->len; i++)
    if (g_array_index (list->identities, guint16, i) == compartment)
      return TRUE;
  return FALSE;
}
