/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/release/plan-private.h"

#include <string.h>

#include "app/casebook/doubles.h"
#include "app/domain/period.h"
#include "app/error.h"
#include "app/figures/quality.h"
#include "app/figures/quarter.h"
#include "app/platform/released.h"
#include "app/release/certificate.h"
#include "app/release/comment.h"

static gboolean
sign (RepReleasePlan *plan, RepCasebook *casebook, GError **error)
{
  RepVault *vault = rep_casebook_vault (casebook);
  const RepAccount *account = rep_vault_account (vault);
  g_autofree char *body = rep_certificate_body (plan->result.published);
  guint8 signature[REP_SIGNATURE_SIZE];

  if (account == NULL ||
      !rep_vault_sign (vault, REP_CERTIFICATE_TAG, body, strlen (body), signature))
    return rep_app_error_set (error, REP_APP_ERROR_LOCKED, NULL);
  g_clear_pointer (&plan->result.certificate, g_bytes_unref);
  plan->result.certificate = rep_certificate_seal (body, account->keys.sign, signature);
  return TRUE;
}

/* Of a cell that is not printed this time, as it was when it was. */
static char *
join_counts (const RepReleasePlan *plan)
{
  const RepReleaseValues *values = rep_published_last (plan->result.published)->values;
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < values->n; i++)
    g_string_append_printf (text, "%s%d", i == 0 ? "" : ",",
                            values->state[i] == REP_RELEASE_ABSENT ? plan->released[i]
                                                                   : plan->counts[i]);
  return g_string_free (text, FALSE);
}

static char *
bytes_text (GBytes *bytes)
{
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static RepRelease *
new_record (RepReleasePlan *plan, RepCasebook *casebook, const char *comment, gint64 now)
{
  const RepProject *project =
      g_ptr_array_index (rep_casebook_projects (casebook), plan->wish.project);
  RepRelease *release = rep_object_new (&rep_kind_release);
  g_autoptr (GString) keyed = g_string_new (plan->key);
  GBytes *hashed;
  char inputs[65];

  release->project = project->object.id;
  release->quarter = plan->period.from;
  release->released_at = now;
  release->released_by = rep_vault_account (rep_casebook_vault (casebook))->id;
  release->key = g_strdup (plan->key);
  release->csv = bytes_text (plan->result.csv);
  release->certificate = bytes_text (plan->result.certificate);
  release->counts = join_counts (plan);
  release->comment = g_strdup (comment);
  g_string_append_printf (keyed, "|%s", release->counts);
  hashed = g_bytes_new (keyed->str, keyed->len);
  rep_certificate_digest (hashed, inputs);
  g_bytes_unref (hashed);
  release->inputs = g_strdup (inputs);
  return release;
}

/* Every quarter of the project up to the one released that is not closed. */
static gboolean
add_closings (RepReleasePlan *plan, RepCasebook *casebook, gint64 now, GError **error)
{
  const RepProject *project =
      g_ptr_array_index (rep_casebook_projects (casebook), plan->wish.project);
  guint32 day = project->start;

  while (plan->wish.close && day <= plan->period.to) {
    RepPeriod quarter = rep_quarter_of (day);

    if (!rep_quarter_is_closed (casebook, plan->wish.project, &quarter)) {
      RepClosing *closing = rep_quarter_plan_close (casebook, plan->wish.project, &quarter, NULL,
                                                    plan->wish.pairs, now, error);

      if (closing == NULL)
        return FALSE;
      g_ptr_array_add (plan->objects, closing);
    }
    day = quarter.to + 1;
  }
  return TRUE;
}

/* The record of the quarter gets its comment: the one that is about to be closed, or as it is. */
static gboolean
add_comment (RepReleasePlan *plan, RepCasebook *casebook, const char *comment, GError **error)
{
  RepClosing *closing =
      rep_quarter_plan_comment (casebook, plan->wish.project, &plan->period, comment, error);

  if (closing == NULL)
    return FALSE;
  for (guint i = 0; i < plan->objects->len; i++) {
    RepClosing *closed = g_ptr_array_index (plan->objects, i);

    if (closed->quarter != plan->period.from)
      continue;
    rep_text_set (&closed->comment, comment);
    rep_object_free (closing);
    return TRUE;
  }
  g_ptr_array_add (plan->objects, closing);
  return TRUE;
}

static gboolean
check_unchanged (RepReleasePlan *plan, RepCasebook *casebook, GError **error)
{
  RepSnapshot now;

  if (!rep_snapshot (casebook, plan->wish.project, &now, error))
    return FALSE;
  if (!rep_digest_equal (&now.digest, &plan->snapshot.digest) ||
      rep_ledger_newest (casebook, plan->wish.project) != plan->newest)
    return rep_app_error_set (error, REP_APP_ERROR_CHANGED_MEANWHILE, NULL);
  return TRUE;
}

static gboolean
add_objects (
    RepReleasePlan *plan, RepCasebook *casebook, const char *comment, gint64 now, GError **error)
{
  const RepClosing *known = rep_quarter_closing (casebook, plan->wish.project, plan->period.from);
  const char *was = known != NULL ? known->comment : NULL;
  char quarter[REP_QUARTER_TEXT_SIZE];

  if (comment != NULL && rep_comment_names_someone (casebook, comment))
    return rep_app_error_set (error, REP_APP_ERROR_COMMENT_NAMES,
                              rep_quarter_format (plan->period.from, quarter));
  if (!add_closings (plan, casebook, now, error) ||
      (comment != NULL && g_strcmp0 (comment, was) != 0 &&
       !add_comment (plan, casebook, comment, error)) ||
      !sign (plan, casebook, error))
    return FALSE;
  plan->result.comment = g_strdup (comment != NULL ? comment : was);
  g_ptr_array_add (plan->objects, new_record (plan, casebook, plan->result.comment, now));
  return TRUE;
}

static void
remember (const RepReleasePlan *plan, RepCasebook *casebook)
{
  const RepProject *project =
      g_ptr_array_index (rep_casebook_projects (casebook), plan->wish.project);

  if (plan->state_folder != NULL)
    (void)rep_released_remember (plan->state_folder, rep_vault_id (rep_casebook_vault (casebook)),
                                 &project->object.id, plan->period.from);
}

gboolean
rep_release_plan_commit (
    RepReleasePlan *plan, RepCasebook *casebook, const char *comment, gint64 now, GError **error)
{
  gboolean closes;

  g_return_val_if_fail (plan->result.verdict != REP_RELEASE_EXPOSED, FALSE);

  if (plan->result.verdict == REP_RELEASE_MADE_BEFORE)
    return TRUE;
  g_clear_pointer (&plan->objects, g_ptr_array_unref);
  g_clear_pointer (&plan->result.comment, g_free);
  plan->objects = g_ptr_array_new_with_free_func (rep_object_free);
  if (check_unchanged (plan, casebook, error) &&
      add_objects (plan, casebook, comment, now, error)) {
    closes = plan->objects->len > 1;
    if (closes ? rep_casebook_commit_as (casebook, plan->objects, REP_ACTION_CLOSE, now, error)
               : rep_casebook_commit (casebook, plan->objects, NULL, now, error)) {
      remember (plan, casebook);
      return TRUE;
    }
  }
  g_clear_pointer (&plan->objects, g_ptr_array_unref);
  return FALSE;
}

void
rep_release_plan_publish (RepReleasePlan *plan, RepCasebook *casebook)
{
  if (plan->objects != NULL)
    rep_casebook_publish_all (casebook, plan->objects);
  g_clear_pointer (&plan->objects, g_ptr_array_unref);
}

gboolean
rep_release_make (RepCasebook *casebook,
                  const RepReleaseWish *wish,
                  RepReleaseResult *result,
                  GError **error)
{
  const RepProject *project = g_ptr_array_index (rep_casebook_projects (casebook), wish->project);
  g_autoptr (RepReleasePlan) plan = NULL;
  g_autoptr (GArray) pairs = NULL;
  RepReleaseWish own = *wish;

  memset (result, 0, sizeof *result);
  if (own.pairs == NULL && own.close && rep_quality_needs_doubles (project))
    own.pairs = pairs = rep_doubles_list (casebook, G_MAXUINT);
  plan = rep_release_plan_new (casebook, &own, error);
  if (plan == NULL)
    return FALSE;
  if (plan->result.verdict == REP_RELEASE_MADE) {
    if (!rep_release_plan_commit (plan, casebook, NULL, wish->now, error))
      return FALSE;
    rep_release_plan_publish (plan, casebook);
  }
  *result = plan->result;
  memset (&plan->result, 0, sizeof plan->result);
  return TRUE;
}
