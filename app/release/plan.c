/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/release/plan-private.h"

#include <string.h>

#include "app/domain/day.h"
#include "app/domain/period.h"
#include "app/error.h"
#include "app/figures/quarter.h"
#include "app/platform/released.h"
#include "app/release/audit-process.h"
#include "app/release/certificate.h"
#include "app/release/comment.h"
#include "app/release/counts.h"
#include "app/release/csv.h"
#include "app/release/rounding.h"

/* Contacts, outings and headcounts are printed exact: not under so many, nor a rise of fewer. */
#define LEAST_ACTIVITY 20

/** RepMaking: what only planning needs. @before: (nullable): the newest so far; @after: what will
 * have been published with it. */
typedef struct {
  RepReleasePlan *plan;
  RepCasebook *casebook;
  const RepProject *project;
  RepFacts *table;
  RepRelease *before;
  RepPublished *after;
  RepCounts counts;
} RepMaking;

void
rep_release_result_clear (RepReleaseResult *result)
{
  g_clear_pointer (&result->published, rep_published_free);
  g_clear_pointer (&result->csv, g_bytes_unref);
  g_clear_pointer (&result->certificate, g_bytes_unref);
  g_clear_pointer (&result->comment, g_free);
  g_clear_pointer (&result->exposed, g_strfreev);
}

void
rep_release_plan_free (RepReleasePlan *plan)
{
  if (plan == NULL)
    return;
  rep_release_result_clear (&plan->result);
  g_clear_pointer (&plan->objects, g_ptr_array_unref);
  g_free (plan->counts);
  g_free (plan->released);
  g_free (plan->key);
  g_free (plan->state_folder);
  g_free (plan);
}

const RepReleaseResult *
rep_release_plan_result (const RepReleasePlan *plan)
{
  return &plan->result;
}

const gint32 *
rep_release_plan_counts (const RepReleasePlan *plan)
{
  return plan->counts;
}

static void
making_clear (RepMaking *making)
{
  rep_facts_free (making->table);
  rep_object_free (making->before);
  rep_published_free (making->after);
  rep_counts_clear (&making->counts);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RepMaking, making_clear)

/* Returns: (transfer full) (nullable): the true counts kept with @release, @n of them. */
static gint32 *
kept_counts (const RepRelease *release, guint n)
{
  g_auto (GStrv) parts = g_strsplit (release->counts != NULL ? release->counts : "", ",", -1);
  gint32 *counts;

  if (g_strv_length (parts) != n)
    return NULL;
  counts = g_new0 (gint32, n);
  for (guint i = 0; i < n; i++)
    counts[i] = (gint32)g_ascii_strtoll (parts[i], NULL, 10);
  return counts;
}

static gint
largest_error (const RepReleaseValues *values, const gint32 *counts)
{
  gint largest = 0;

  for (guint i = 0; counts != NULL && i < values->n; i++)
    if (values->state[i] == REP_RELEASE_ROUNDED)
      largest = MAX (largest, ABS (values->value[i] - counts[i]));
  return largest;
}

/* Gives out what was released, byte by byte. */
static gboolean
give_again (const RepRelease *release, RepReleasePlan *plan, GError **error)
{
  RepReleaseResult *result = &plan->result;

  result->published = rep_ledger_published (release, error);
  if (result->published == NULL)
    return FALSE;
  if (release->csv == NULL)
    return rep_app_error_set (error, REP_APP_ERROR_RELEASED_ELSEWHERE, NULL);
  result->verdict = REP_RELEASE_MADE_BEFORE;
  result->csv = g_bytes_new (release->csv, strlen (release->csv));
  result->certificate = g_bytes_new (release->certificate, strlen (release->certificate));
  result->comment = g_strdup (release->comment);
  plan->counts = kept_counts (release, rep_published_last (result->published)->values->n);
  result->largest_error =
      largest_error (rep_published_last (result->published)->values, plan->counts);
  return TRUE;
}

/* An older copy of a vault may lack a release: a second one of the same youths would give away what
 * both hide. */
static gboolean
check_memory (RepMaking *making, GError **error)
{
  const RepId *vault = rep_vault_id (rep_casebook_vault (making->casebook));
  char quarter[REP_QUARTER_TEXT_SIZE];
  guint32 known = 0;

  if (making->plan->state_folder != NULL)
    known = rep_released_newest (making->plan->state_folder, vault, &making->project->object.id);
  return known <= making->plan->newest || rep_app_error_set (error, REP_APP_ERROR_RELEASE_FORGOTTEN,
                                                             rep_quarter_format (known, quarter));
}

/* Only the quarter itself has to be closed, unless closing is wished for. */
static gboolean
check_wish (RepMaking *making, GError **error)
{
  const RepReleaseWish *wish = &making->plan->wish;
  const RepPeriod *period = &making->plan->period;
  guint32 newest = rep_ledger_newest (making->casebook, wish->project);
  char quarter[REP_QUARTER_TEXT_SIZE];
  const RepClosing *closing;

  rep_quarter_format (period->from, quarter);
  making->plan->newest = newest;
  if (rep_vault_is_facts_only (rep_casebook_vault (making->casebook)))
    return rep_app_error_set (error, REP_APP_ERROR_FACTS_ONLY, NULL);
  if (!check_memory (making, error))
    return FALSE;
  if (period->from < newest)
    return rep_app_error_set (error, REP_APP_ERROR_RELEASE_ORDER, quarter);
  if (period->to >= rep_casebook_today (making->casebook))
    return rep_app_error_set (error, REP_APP_ERROR_NOT_OVER, quarter);
  if (!wish->close && !rep_quarter_is_closed (making->casebook, wish->project, period))
    return rep_app_error_set (error, REP_APP_ERROR_QUARTER_OPEN, quarter);
  closing = rep_quarter_closing (making->casebook, wish->project, period->from);
  if (closing != NULL && closing->comment != NULL &&
      rep_comment_names_someone (making->casebook, closing->comment))
    return rep_app_error_set (error, REP_APP_ERROR_COMMENT_NAMES, quarter);
  if (newest == 0)
    return TRUE;
  making->before = rep_ledger_read (making->casebook, wish->project, newest, error);
  return making->before != NULL;
}

static guint
principal_of (const RepProject *project, guint32 as_of)
{
  const RepTarget *target = rep_project_target (project, as_of);

  if (target == NULL || target->basis <= REP_STAGE_REPERE || target->basis > REP_STAGE_ACCOMPAGNE)
    return 0;
  return target->basis - REP_STAGE_REPERE;
}

/* The first release settles tables, dimensions, mode and principal stage for all that follow. */
static gboolean
begin_first (RepMaking *making, GError **error)
{
  g_auto (GStrv) usual = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  const GPtrArray *own = making->project->release_tables;

  making->after = rep_published_new ();
  making->after->project = g_strdup (making->project->code);
  making->after->title = g_strdup (making->project->title);
  making->after->start = making->project->start;
  making->after->suppressed = making->plan->wish.suppressed;
  making->after->principal = principal_of (making->project, making->plan->period.to);
  for (guint i = 0; own != NULL && i < own->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (own, i));
  usual = own != NULL && own->len > 0 ? g_strv_builder_end (builder)
                                      : rep_counts_usual_tables (making->project);
  return rep_counts_declare (making->table, usual, making->after, error);
}

static char *
new_key (void)
{
  RepId first = rep_id_random (), second = rep_id_random ();
  char a[REP_ID_HEX_SIZE], b[REP_ID_HEX_SIZE];

  return g_strconcat (rep_id_format (&first, a), rep_id_format (&second, b), NULL);
}

/* The true counts when each cell was last printed. Of a release made elsewhere they are not known:
 * then nothing is believed to have risen. */
static gint32 *
released_counts (const RepMaking *making)
{
  guint n = making->after->structure->cells->len;
  gint32 *released = making->before != NULL ? kept_counts (making->before, n) : g_new0 (gint32, n);

  if (released != NULL)
    return released;
  released = g_new (gint32, n);
  for (guint i = 0; i < n; i++)
    released[i] = G_MAXINT32;
  return released;
}

static gboolean
begin (RepMaking *making, GError **error)
{
  if (making->before == NULL) {
    making->plan->key = new_key ();
    if (!begin_first (making, error))
      return FALSE;
  } else {
    making->plan->key = making->before->key != NULL ? g_strdup (making->before->key) : new_key ();
    making->after = rep_ledger_published (making->before, error);
    if (making->after == NULL)
      return FALSE;
    if (making->after->suppressed != making->plan->wish.suppressed)
      return rep_app_error_set (error, REP_APP_ERROR_RELEASE_MODE,
                                making->after->suppressed ? "suppressed" : "rounded");
  }
  making->after->rules = REP_RULE_VERSION;
  rep_counts (making->table, making->after, making->plan->period.to, &making->counts);
  making->plan->released = released_counts (making);
  return making->counts.cells != NULL;
}

static void
append_cell_name (GString *name, const RepPublished *published, const RepReleaseCell *cell)
{
  g_string_append (name, rep_published_stage_code (cell->stage));
  for (guint i = 0; i < 2; i++)
    if (cell->dimension[i] >= 0)
      g_string_append_printf (
          name, "|%s=%s", rep_published_dimension_id (published, cell->dimension[i]),
          rep_published_modality (published, cell->dimension[i], cell->modality[i]));
}

/* Where a cell is rounded to, and what decides ties, follow from the key and its name: the same in
 * every quarter, and known to no one else. */
static void
draw_shifts (const RepMaking *making, RepAuditRequest *request)
{
  for (guint i = 0; i < request->structure->cells->len; i++) {
    const RepReleaseCell *cell = rep_release_cell (request->structure, i);
    g_autoptr (GString) name = g_string_new (making->plan->key);
    RepDigest digest;

    g_string_append_printf (name, "|%s|", making->after->project);
    append_cell_name (name, making->after, cell);
    digest = rep_digest (name->str, name->len);
    request->shift[i] = (guint8)(rep_get_u32 (digest.bytes) % cell->base);
    request->tie[i] = (guint16)(rep_get_u32 (digest.bytes + 4) % 1000);
  }
}

static RepAuditRequest *
new_request (const RepMaking *making)
{
  RepAuditTask task = making->plan->wish.suppressed ? REP_AUDIT_SUPPRESS : REP_AUDIT_ROUND;
  RepAuditRequest *request = rep_audit_request_new (task);
  guint n = making->after->structure->cells->len;

  request->structure = rep_release_structure_copy (making->after->structure);
  g_ptr_array_unref (request->releases);
  request->releases = rep_published_values (making->after); /* not its own */
  request->principal = making->after->principal;
  request->counts = g_memdup2 (making->counts.cells, sizeof (gint32) * n);
  request->shift = g_new0 (guint8, n);
  request->tie = g_new0 (guint16, n);
  request->revision = g_new0 (guint8, n);
  if (request->counts[0] >= REP_RELEASE_LEAST_PERSONS)
    request->wanted = making->counts.whole;
  rep_release_mark_revisions (request->structure, request->counts, making->plan->released,
                              request->wanted, request->revision);
  draw_shifts (making, request);
  return request;
}

/* Ids of the tables that hold an exposed cell. */
static GStrv
exposed_tables (const RepMaking *making, const RepAuditAnswer *answer)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint64 tables = 0;

  for (guint i = 0; i < answer->targets->len; i++) {
    const RepAttackTarget *target = &g_array_index (answer->targets, RepAttackTarget, i);

    if (target->outcome > REP_ATTACK_CLEARED)
      tables |= rep_release_cell (making->after->structure, target->cell)->tables;
  }
  for (guint i = 0; i < making->after->structure->tables->len; i++)
    if ((tables >> i & 1) != 0) {
      g_autofree char *id = rep_published_table_id (making->after, i);

      g_strv_builder_add (builder, id);
    }
  return g_strv_builder_end (builder);
}

/* Exact, and so printed only when what it adds to what was printed is no small number either. */
static void
print_activity (const RepMaking *making, RepPublishedRelease *release)
{
  for (guint i = 0; i < REP_N_PUBLISHED_ACTIVITIES; i++) {
    gint32 now = making->counts.activity[i], then = -LEAST_ACTIVITY;

    for (guint r = 0; r + 1 < making->after->releases->len; r++) {
      const RepPublishedRelease *earlier = g_ptr_array_index (making->after->releases, r);

      then = earlier->activity[i] >= 0 ? earlier->activity[i] : then;
    }
    release->activity[i] = now >= LEAST_ACTIVITY && now - then >= LEAST_ACTIVITY ? now : -1;
  }
}

/* The parent believes no one: the proof is checked by arithmetic before anything is signed. */
static gboolean
take_answer (RepMaking *making, RepAuditAnswer *answer, GError **error)
{
  RepReleaseResult *result = &making->plan->result;
  RepPublished *after = making->after;
  char quarter[REP_QUARTER_TEXT_SIZE];
  RepPublishedRelease *release;

  result->largest_error = largest_error (answer->values, making->counts.cells);
  release = rep_published_add_release (
      after, rep_quarter_format (making->plan->period.from, quarter),
      MAX (making->plan->period.from, making->project->start),
      MIN (making->plan->period.to, rep_project_last_day (making->project)),
      g_steal_pointer (&answer->values));
  print_activity (making, release);
  after->safe = TRUE;
  after->audited = answer->audited;
  after->programmes = answer->programmes;
  after->n_variables = answer->n_variables;
  g_array_set_size (after->targets, 0);
  g_array_append_vals (after->targets, answer->targets->data, answer->targets->len);
  g_ptr_array_unref (after->solutions);
  after->solutions = g_ptr_array_ref (answer->solutions);
  if (!rep_certificate_holds (after))
    return rep_app_error_set (error, REP_APP_ERROR_AUDIT, NULL);
  result->csv = rep_release_csv (after);
  rep_certificate_digest (result->csv, release->csv);
  return TRUE;
}

static gboolean
finish (RepMaking *making, RepAuditAnswer *answer, GError **error)
{
  RepReleaseResult *result = &making->plan->result;

  if (answer->verdict == REP_AUDIT_NO_TABLE)
    return rep_app_error_set (error, REP_APP_ERROR_NO_ROUNDING, NULL);
  if (answer->verdict != REP_AUDIT_SAFE) {
    result->verdict = REP_RELEASE_EXPOSED;
    result->exposed = exposed_tables (making, answer);
    result->failed = answer->failed;
    return TRUE;
  }
  if (!take_answer (making, answer, error))
    return FALSE;
  result->verdict = REP_RELEASE_MADE;
  result->published = g_steal_pointer (&making->after);
  making->plan->counts = g_steal_pointer (&making->counts.cells);
  return TRUE;
}

static gboolean
work_out (RepReleasePlan *plan, RepCasebook *casebook, GError **error)
{
  g_auto (RepMaking) making = { plan, casebook };
  g_autoptr (RepAuditRequest) request = NULL;
  g_autoptr (RepAuditAnswer) answer = NULL;

  making.project = g_ptr_array_index (rep_casebook_projects (casebook), plan->wish.project);
  making.table = rep_facts_new (casebook, plan->wish.project, NULL);
  if (!check_wish (&making, error) || !begin (&making, error) ||
      !rep_snapshot (casebook, plan->wish.project, &plan->snapshot, error))
    return FALSE;
  request = new_request (&making);
  answer = rep_audit_ask (plan->wish.audit, request, error);
  return answer != NULL && finish (&making, answer, error);
}

RepReleasePlan *
rep_release_plan_new (RepCasebook *casebook, const RepReleaseWish *wish, GError **error)
{
  g_autoptr (RepReleasePlan) plan = g_new0 (RepReleasePlan, 1);
  g_autoptr (GError) inner = NULL;
  RepRelease *made;
  gboolean found;

  plan->wish = *wish;
  plan->state_folder = g_strdup (wish->state_folder);
  plan->period = rep_quarter_of (wish->quarter);
  made = rep_ledger_read (casebook, wish->project, plan->period.from, &inner);
  if (inner != NULL) {
    g_propagate_error (error, g_steal_pointer (&inner));
    return NULL;
  }
  found = made != NULL ? give_again (made, plan, error) : work_out (plan, casebook, error);
  rep_object_free (made);
  return found ? g_steal_pointer (&plan) : NULL;
}
