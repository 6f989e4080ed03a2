/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/release/audit.h"
#include "app/release/rounding.h"
#include "app/release/solver.h"
#include "app/release/suppression.h"

RepAuditRequest *
rep_audit_request_new (RepAuditTask task)
{
  RepAuditRequest *request = g_new0 (RepAuditRequest, 1);

  request->task = task;
  request->releases = g_ptr_array_new_with_free_func ((GDestroyNotify)rep_release_values_free);
  return request;
}

void
rep_audit_request_free (RepAuditRequest *request)
{
  if (request == NULL)
    return;
  g_ptr_array_unref (request->releases);
  rep_release_structure_free (request->structure);
  g_free (request->counts);
  g_free (request->shift);
  g_free (request->tie);
  g_free (request->revision);
  g_free (request);
}

RepAuditAnswer *
rep_audit_answer_new (void)
{
  RepAuditAnswer *answer = g_new0 (RepAuditAnswer, 1);

  answer->targets = g_array_new (FALSE, TRUE, sizeof (RepAttackTarget));
  answer->solutions = g_ptr_array_new_with_free_func (g_free);
  return answer;
}

void
rep_audit_answer_free (RepAuditAnswer *answer)
{
  if (answer == NULL)
    return;
  rep_release_values_free (answer->values);
  g_array_unref (answer->targets);
  g_ptr_array_unref (answer->solutions);
  g_free (answer);
}

/* Takes over what the attack found. */
static void
take_attack (RepAuditAnswer *answer, RepAttack *attack)
{
  answer->verdict = !attack->possible             ? REP_AUDIT_IMPOSSIBLE
                    : rep_attack_is_safe (attack) ? REP_AUDIT_SAFE
                                                  : REP_AUDIT_EXPOSED;
  answer->audited = attack->audited;
  answer->failed = attack->failed;
  answer->n_variables = attack->system->n;
  g_array_set_size (answer->targets, 0);
  g_array_append_vals (answer->targets, attack->targets->data, attack->targets->len);
  g_ptr_array_set_size (answer->solutions, 0);
  for (guint i = 0; i < attack->solutions->len; i++)
    g_ptr_array_add (answer->solutions, g_steal_pointer (&attack->solutions->pdata[i]));
}

/* Rounds with the principal total exact; when that exposes anything, once more without. */
static void
round_quarter (RepAuditRequest *request, RepAuditAnswer *answer)
{
  RepRoundingInput input = { request->counts,   request->shift,  request->tie,
                             request->revision, request->wanted, (gint)request->principal };

  answer->verdict = REP_AUDIT_NO_TABLE;
  for (gboolean tried = FALSE;; tried = TRUE) {
    g_autoptr (RepAttack) attack = NULL;

    g_clear_pointer (&answer->values, rep_release_values_free);
    answer->values = rep_rounding (request->structure, request->releases, &input, NULL);
    if (answer->values == NULL)
      return;
    g_ptr_array_add (request->releases, answer->values);
    attack = rep_attack (request->structure, request->releases, request->principal);
    take_attack (answer, attack);
    g_ptr_array_steal_index (request->releases, request->releases->len - 1);
    if (answer->verdict == REP_AUDIT_SAFE || tried)
      return;
    input.exact = -1;
  }
}

static void
suppress_quarter (RepAuditRequest *request, RepAuditAnswer *answer)
{
  g_autoptr (RepAttack) attack = NULL;

  answer->values =
      rep_suppression (request->structure, request->releases, request->counts, request->revision,
                       request->wanted, request->principal, &attack);
  take_attack (answer, attack);
}

RepAuditAnswer *
rep_audit_run (RepAuditRequest *request)
{
  RepAuditAnswer *answer = rep_audit_answer_new ();
  RepSolverStats stats;

  if (request->task == REP_AUDIT_ROUND)
    round_quarter (request, answer);
  else if (request->task == REP_AUDIT_SUPPRESS)
    suppress_quarter (request, answer);
  else {
    g_autoptr (RepAttack) attack =
        rep_attack (request->structure, request->releases, request->principal);

    take_attack (answer, attack);
  }
  stats = rep_solver_stats ();
  answer->programmes = stats.programmes;
  answer->nodes = stats.nodes;
  return answer;
}
