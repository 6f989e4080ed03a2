/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* data */
#include "config.h"

#include "app/domain/rights.h"

#define N_ROLES 5

/* clang-format off */

/* By number of the kind. A role that is not named may write nothing of it. Contacts, youths and their
 * stages make names and figures, so no director writes them; outings and partners have no youths. */
static const RepScope scopes[][N_ROLES] = {
  /* person */    [1] = { [REP_ROLE_COUNSELLOR] = REP_SCOPE_OWN, [REP_ROLE_MANAGER] = REP_SCOPE_ALL },
  /* contact */   [2] = { [REP_ROLE_COUNSELLOR] = REP_SCOPE_OWN, [REP_ROLE_MANAGER] = REP_SCOPE_ALL },
  /* outing */    [3] = { [REP_ROLE_COUNSELLOR] = REP_SCOPE_OWN, [REP_ROLE_DIRECTOR] = REP_SCOPE_NAMELESS, [REP_ROLE_MANAGER] = REP_SCOPE_ALL },
  /* project: its targets, amendments, pauses, closing, comments and releases */
                  [4] = { [REP_ROLE_DIRECTOR] = REP_SCOPE_ALL, [REP_ROLE_MANAGER] = REP_SCOPE_ALL },
  /* structure */ [5] = { [REP_ROLE_MANAGER] = REP_SCOPE_ALL },
  /* partner */   [6] = { [REP_ROLE_COUNSELLOR] = REP_SCOPE_ALL, [REP_ROLE_DIRECTOR] = REP_SCOPE_NAMELESS, [REP_ROLE_MANAGER] = REP_SCOPE_ALL },
  /* stage */     [7] = { [REP_ROLE_COUNSELLOR] = REP_SCOPE_OWN, [REP_ROLE_MANAGER] = REP_SCOPE_ALL },
  /* distinct */  [10] = { [REP_ROLE_COUNSELLOR] = REP_SCOPE_OWN, [REP_ROLE_MANAGER] = REP_SCOPE_ALL },
  /* settings */  [8] = { [REP_ROLE_MANAGER] = REP_SCOPE_ALL },
  /* import */    [9] = { [REP_ROLE_COUNSELLOR] = REP_SCOPE_OWN, [REP_ROLE_MANAGER] = REP_SCOPE_ALL },
  /* orientation */
                  [11] = { [REP_ROLE_COUNSELLOR] = REP_SCOPE_OWN, [REP_ROLE_MANAGER] = REP_SCOPE_ALL },
  /* counter: written by an erasure alone */
                  [12] = { [REP_ROLE_MANAGER] = REP_SCOPE_ALL },
  /* period */    [13] = { [REP_ROLE_DIRECTOR] = REP_SCOPE_ALL, [REP_ROLE_MANAGER] = REP_SCOPE_ALL },
  /* release */   [14] = { [REP_ROLE_DIRECTOR] = REP_SCOPE_ALL, [REP_ROLE_MANAGER] = REP_SCOPE_ALL },
};

#define C (1u << REP_ROLE_COUNSELLOR)
#define D (1u << REP_ROLE_DIRECTOR)
#define M (1u << REP_ROLE_MANAGER)
#define R (1u << REP_ROLE_RECOVERY)

/* By number of the action: which roles may. */
static const guint actions[] = {
  /* CREATE */         [1] = M,
  /* SAVE */           [2] = C | D | M, /* and then each kind of record is asked for */
  /* HEAD */           [3] = C | D | M | R,
  /* READ_IDENTITY */  [4] = C | M,
  /* EXPORT */         [5] = C | M,
  /* STRUCTURE */      [6] = M,
  /* GRANT */          [7] = M | R,
  /* ADD_ACCOUNT */    [8] = M | R,
  /* REVOKE */         [9] = M,
  /* ROTATE */         [10] = M,
  /* ROLE */           [11] = M,
  /* PASSWORD */       [12] = C | D | M,
  /* RECOVER */        [13] = R, /* the sheet signs for itself, and can do nothing else */
  /* RECOVERY_RENEW */ [14] = M,
  /* FAILED_UNLOCKS */ [15] = C | D | M | R,
  /* PRUNE */          [16] = M,
  /* DEVICE */         [17] = C | D | M | R,
  /* BACKUP */         [18] = C | D | M,
  /* RESTORE */        [19] = M,
  /* ERASE */          [20] = M,
  /* ACCEPT_OLDER */   [21] = C | D | M | R,
  /* CONFIRM_NOTES */  [22] = C | D | M, /* and then each kind of record is asked for */
  /* IMPORT */         [23] = C | M, /* likewise */
  /* IMPORT_UNDO */    [24] = M,
  /* MERGE */          [25] = C | M,     /* likewise */
  /* UNMERGE */        [26] = C | M,     /* likewise */
  /* TARGET */         [27] = D | M,
  /* AMENDMENT */      [28] = D | M,
  /* PAUSE */          [29] = D | M,
  /* CLOSE */          [30] = D | M,
  /* LIMITS */         [31] = D | M,
  /* FIGURES */        [32] = C | D | M,
};

/* clang-format on */

RepScope
rep_rights_scope (RepRole role, guint kind)
{
  if (role >= N_ROLES)
    return REP_SCOPE_NONE;
  return kind >= 1 && kind < G_N_ELEMENTS (scopes) ? scopes[kind][role] : REP_SCOPE_ALL;
}

gboolean
rep_rights_may_act (RepRole role, guint action)
{
  if (role >= N_ROLES)
    return FALSE;
  return action < 1 || action >= G_N_ELEMENTS (actions) || (actions[action] >> role & 1) != 0;
}
