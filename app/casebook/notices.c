/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/notices.h"

#define SHOWN_SECONDS (30 * 24 * 60 * 60)

static gboolean
is_recovery (const RepRosterEvent *event)
{
  return event->signer_role == REP_ROLE_RECOVERY &&
         (event->type == REP_ROSTER_ADD || event->type == REP_ROSTER_REKEY);
}

static void
clear_notice (gpointer notice)
{
  g_free (((RepNotice *)notice)->login);
}

GArray *
rep_notices_list (const RepVault *vault, gint64 now)
{
  const RepRoster *roster = rep_vault_roster (vault);
  GArray *notices = g_array_new (FALSE, FALSE, sizeof (RepNotice));
  const RepRosterEvent *event;

  g_array_set_clear_func (notices, clear_notice);
  for (guint32 n = 0; (event = rep_roster_event (roster, n)) != NULL; n++) {
    gboolean fresh = event->time > now - SHOWN_SECONDS || n > rep_vault_seen (vault);
    const RepAccount *account = rep_roster_account (roster, &event->account);
    RepNotice notice = { event->type == REP_ROSTER_ADD ? REP_NOTICE_RECOVERED_ADDED
                                                       : REP_NOTICE_RECOVERED,
                         NULL, event->time };

    if (!is_recovery (event) || !fresh)
      continue;
    notice.login = g_strdup (account != NULL ? account->login : "");
    g_array_append_val (notices, notice);
  }
  return notices;
}
