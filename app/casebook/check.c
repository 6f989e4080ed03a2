/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/allowed.h"
#include "app/casebook/check.h"

void
rep_check_clear (RepCheck *check)
{
  rep_vault_check_clear (&check->vault);
  g_clear_pointer (&check->dangling, g_array_unref);
  g_clear_pointer (&check->rings, g_array_unref);
}

gboolean
rep_check_is_sound (const RepCheck *check)
{
  return rep_vault_check_is_sound (&check->vault) && check->dangling->len == 0 &&
         check->rings->len == 0;
}

/* Some records open and are no records: the casebook found those when it was loaded. */
static void
add_damaged (GArray *ids, const GArray *more)
{
  for (guint i = 0; i < more->len; i++) {
    const RepId *id = &g_array_index (more, RepId, i);
    gboolean listed = FALSE;

    for (guint j = 0; j < ids->len && !listed; j++)
      listed = rep_id_equal (&g_array_index (ids, RepId, j), id);
    if (!listed)
      g_array_append_vals (ids, id, 1);
  }
}

gboolean
rep_casebook_check (RepCasebook *casebook,
                    RepCheckProgressFunc progress,
                    gpointer data,
                    RepCheck *check,
                    GError **error)
{
  RepVaultCheckHow how = { .may = rep_casebook_was_allowed,
                           .may_data = casebook,
                           .progress = progress,
                           .progress_data = data };

  *check = (RepCheck){ .dangling = rep_casebook_dangling (casebook),
                       .rings = rep_casebook_rings (casebook) };
  if (!rep_vault_check (rep_casebook_vault (casebook), &how, &check->vault, error))
    return FALSE;
  add_damaged (check->vault.damaged, rep_casebook_damaged (casebook));
  return TRUE;
}

gboolean
rep_check_closed (const char *path, guint wait_seconds, RepCheck *check, GError **error)
{
  g_autoptr (RepVault) vault = NULL;

  *check = (RepCheck){ .dangling = g_array_new (FALSE, FALSE, sizeof (RepId)),
                       .rings = g_array_new (FALSE, FALSE, sizeof (RepId)) };
  vault = rep_vault_open (path, wait_seconds, error);
  return vault != NULL && rep_vault_check (vault, NULL, &check->vault, error);
}
