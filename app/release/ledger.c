/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/release/ledger.h"

#include <string.h>

#include "app/domain/day.h"
#include "app/domain/period.h"
#include "app/error.h"
#include "app/figures/quarter.h"
#include "app/release/audit-process.h"
#include "app/release/certificate.h"
#include "app/release/comment.h"
#include "app/release/counts.h"
#include "app/release/csv.h"
#include "app/release/rounding.h"

/* Contacts, outings and headcounts are printed exact: not under so many, nor a rise of fewer. */
#define LEAST_ACTIVITY 20

/** RepMaking: a release being made. @before: (nullable): the newest so far; @after: what will have
 * been published with it; @released: the true count of each cell when it was last printed. */
typedef struct {
  RepCasebook *casebook;
  const RepProject *project;
  const RepReleaseWish *wish;
  RepPeriod period;
  RepFacts *table;
  RepRelease *before;
  RepPublished *after;
  RepCounts counts;
  gint32 *released;
  char *key;
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

static void
making_clear (RepMaking *making)
{
  rep_facts_free (making->table);
  rep_object_free (making->before);
  rep_published_free (making->after);
  rep_counts_clear (&making->counts);
  g_free (making->released);
  g_free (making->key);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RepMaking, making_clear)

guint32
rep_ledger_newest (RepCasebook *casebook, guint project)
{
  const GArray *rows = rep_casebook_releases (casebook);
  guint32 newest = 0;

  for (guint i = 0; i < rows->len; i++) {
    const RepReleaseRow *row = &g_array_index (rows, RepReleaseRow, i);

    if (row->revision != 0 && row->project == project)
      newest = MAX (newest, row->quarter);
  }
  return newest;
}

RepRelease *
rep_ledger_read (RepCasebook *casebook, guint project, guint32 quarter, GError **error)
{
  const GArray *rows = rep_casebook_releases (casebook);

  for (guint i = 0; i < rows->len; i++) {
    const RepReleaseRow *row = &g_array_index (rows, RepReleaseRow, i);

    if (row->revision != 0 && row->project == project && row->quarter == quarter)
      return rep_casebook_read (casebook, rep_casebook_id (casebook, &rep_kind_release, i), error);
  }
  return NULL;
}

static RepPublished *
parse_certificate (const RepRelease *release, GError **error)
{
  const char *text = release->certificate != NULL ? release->certificate : "";

  return rep_certificate_parse (text, strlen (text), NULL, error);
}

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
give_again (const RepRelease *release, RepReleaseResult *result, GError **error)
{
  g_autofree gint32 *counts = NULL;

  result->published = parse_certificate (release, error);
  if (result->published == NULL)
    return FALSE;
  if (release->csv == NULL)
    return rep_app_error_set (error, REP_APP_ERROR_RELEASED_ELSEWHERE, NULL);
  result->verdict = REP_RELEASE_MADE_BEFORE;
  result->csv = g_bytes_new (release->csv, strlen (release->csv));
  result->certificate = g_bytes_new (release->certificate, strlen (release->certificate));
  result->comment = g_strdup (release->comment);
  counts = kept_counts (release, rep_published_last (result->published)->values->n);
  result->largest_error = largest_error (rep_published_last (result->published)->values, counts);
  return TRUE;
}

/* Every quarter of the project up to the one wanted that is not closed. */
static gboolean
foreach_open (RepMaking *making, gboolean close, gboolean *any, GError **error)
{
  guint32 day = making->project->start;

  *any = FALSE;
  while (day <= making->period.to) {
    RepPeriod quarter = rep_quarter_of (day);

    if (!rep_quarter_is_closed (making->casebook, making->wish->project, &quarter)) {
      *any = TRUE;
      if (close && !rep_quarter_close (making->casebook, making->wish->project, &quarter, NULL,
                                       making->wish->now, error))
        return FALSE;
    }
    day = quarter.to + 1;
  }
  return TRUE;
}

/* Only the quarter itself has to be closed, unless closing is wished for. */
static gboolean
check_wish (RepMaking *making, GError **error)
{
  const RepReleaseWish *wish = making->wish;
  guint32 newest = rep_ledger_newest (making->casebook, wish->project);
  char quarter[REP_QUARTER_TEXT_SIZE];
  const RepClosing *closing;

  rep_quarter_format (making->period.from, quarter);
  if (rep_vault_is_facts_only (rep_casebook_vault (making->casebook)))
    return rep_app_error_set (error, REP_APP_ERROR_FACTS_ONLY, NULL);
  if (making->period.from < newest)
    return rep_app_error_set (error, REP_APP_ERROR_RELEASE_ORDER, quarter);
  if (making->period.to >= rep_casebook_today (making->casebook))
    return rep_app_error_set (error, REP_APP_ERROR_NOT_OVER, quarter);
  if (!wish->close && !rep_quarter_is_closed (making->casebook, wish->project, &making->period))
    return rep_app_error_set (error, REP_APP_ERROR_QUARTER_OPEN, quarter);
  closing = rep_quarter_closing (making->casebook, wish->project, making->period.from);
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
  making->after->suppressed = making->wish->suppressed;
  making->after->principal = principal_of (making->project, making->period.to);
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
    making->key = new_key ();
    if (!begin_first (making, error))
      return FALSE;
  } else {
    making->key = making->before->key != NULL ? g_strdup (making->before->key) : new_key ();
    making->after = parse_certificate (making->before, error);
    if (making->after == NULL)
      return FALSE;
    if (making->after->suppressed != making->wish->suppressed)
      return rep_app_error_set (error, REP_APP_ERROR_RELEASE_MODE,
                                making->after->suppressed ? "suppressed" : "rounded");
  }
  making->after->rules = REP_RULE_VERSION;
  rep_counts (making->table, making->after, making->period.to, &making->counts);
  making->released = released_counts (making);
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
    g_autoptr (GString) name = g_string_new (making->key);
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
  RepAuditTask task = making->wish->suppressed ? REP_AUDIT_SUPPRESS : REP_AUDIT_ROUND;
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
  rep_release_mark_revisions (request->structure, request->counts, making->released,
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
take_answer (RepMaking *making, RepAuditAnswer *answer, RepReleaseResult *result, GError **error)
{
  RepPublished *after = making->after;
  char quarter[REP_QUARTER_TEXT_SIZE];
  RepPublishedRelease *release;

  result->largest_error = largest_error (answer->values, making->counts.cells);
  release =
      rep_published_add_release (after, rep_quarter_format (making->period.from, quarter),
                                 MAX (making->period.from, making->project->start),
                                 MIN (making->period.to, rep_project_last_day (making->project)),
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
sign (RepMaking *making, RepReleaseResult *result, GError **error)
{
  RepVault *vault = rep_casebook_vault (making->casebook);
  const RepAccount *account = rep_vault_account (vault);
  g_autofree char *body = rep_certificate_body (making->after);
  guint8 signature[REP_SIGNATURE_SIZE];

  if (account == NULL ||
      !rep_vault_sign (vault, REP_CERTIFICATE_TAG, body, strlen (body), signature))
    return rep_app_error_set (error, REP_APP_ERROR_LOCKED, NULL);
  result->certificate = rep_certificate_seal (body, account->keys.sign, signature);
  return TRUE;
}

/* Of a cell that is not printed this time, as it was when it was. */
static char *
join_counts (const RepMaking *making)
{
  const RepReleaseValues *values = rep_published_last (making->after)->values;
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < values->n; i++)
    g_string_append_printf (text, "%s%d", i == 0 ? "" : ",",
                            values->state[i] == REP_RELEASE_ABSENT ? making->released[i]
                                                                   : making->counts.cells[i]);
  return g_string_free (text, FALSE);
}

static char *
bytes_text (GBytes *bytes)
{
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static gboolean
save (RepMaking *making, RepReleaseResult *result, GError **error)
{
  RepRelease *release = rep_object_new (&rep_kind_release);
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (rep_object_free);
  const RepClosing *closing =
      rep_quarter_closing (making->casebook, making->wish->project, making->period.from);
  g_autoptr (GString) keyed = g_string_new (making->key);
  GBytes *hashed;
  char inputs[65];

  g_ptr_array_add (objects, release);
  release->project = making->project->object.id;
  release->quarter = making->period.from;
  release->released_at = making->wish->now;
  release->released_by = rep_vault_account (rep_casebook_vault (making->casebook))->id;
  release->key = g_strdup (making->key);
  release->csv = bytes_text (result->csv);
  release->certificate = bytes_text (result->certificate);
  release->counts = join_counts (making);
  release->comment = closing != NULL ? g_strdup (closing->comment) : NULL;
  result->comment = g_strdup (release->comment);
  g_string_append_printf (keyed, "|%s", release->counts);
  hashed = g_bytes_new (keyed->str, keyed->len);
  rep_certificate_digest (hashed, inputs);
  g_bytes_unref (hashed);
  release->inputs = g_strdup (inputs);
  return rep_casebook_save (making->casebook, objects, making->wish->now, error);
}

static gboolean
finish (RepMaking *making, RepAuditAnswer *answer, RepReleaseResult *result, GError **error)
{
  gboolean any;

  if (answer->verdict == REP_AUDIT_NO_TABLE)
    return rep_app_error_set (error, REP_APP_ERROR_NO_ROUNDING, NULL);
  if (answer->verdict != REP_AUDIT_SAFE) {
    result->verdict = REP_RELEASE_EXPOSED;
    result->exposed = exposed_tables (making, answer);
    result->failed = answer->failed;
    return TRUE;
  }
  if (!take_answer (making, answer, result, error) ||
      !foreach_open (making, making->wish->close, &any, error) || !sign (making, result, error) ||
      !save (making, result, error))
    return FALSE;
  result->verdict = REP_RELEASE_MADE;
  result->published = g_steal_pointer (&making->after);
  return TRUE;
}

gboolean
rep_ledger_release (RepCasebook *casebook,
                    const RepReleaseWish *wish,
                    RepReleaseResult *result,
                    GError **error)
{
  g_auto (RepMaking) making = { casebook, NULL, wish, rep_quarter_of (wish->quarter) };
  g_autoptr (RepAuditRequest) request = NULL;
  g_autoptr (RepAuditAnswer) answer = NULL;
  g_autoptr (GError) inner = NULL;
  RepRelease *made = rep_ledger_read (casebook, wish->project, making.period.from, &inner);

  memset (result, 0, sizeof *result);
  if (made != NULL) {
    gboolean given = give_again (made, result, error);

    rep_object_free (made);
    return given;
  }
  if (inner != NULL) {
    g_propagate_error (error, g_steal_pointer (&inner));
    return FALSE;
  }
  making.project = g_ptr_array_index (rep_casebook_projects (casebook), wish->project);
  making.table = rep_facts_new (casebook, wish->project, NULL);
  if (!check_wish (&making, error) || !begin (&making, error))
    return FALSE;
  request = new_request (&making);
  answer = rep_audit_ask (wish->audit, request, error);
  return answer != NULL && finish (&making, answer, result, error);
}

/* What was released here must be part of what the other file says was. */
static gboolean
goes_on_from (const RepPublished *mine, const RepPublished *theirs)
{
  const RepPublishedRelease *last = rep_published_last (mine);

  for (guint i = 0; i < theirs->releases->len; i++) {
    const RepPublishedRelease *release = g_ptr_array_index (theirs->releases, i);

    if (strcmp (release->quarter, last->quarter) == 0 && strcmp (release->csv, last->csv) == 0)
      return TRUE;
  }
  return FALSE;
}

static gboolean
check_adopted (RepCasebook *casebook,
               const RepPublished *theirs,
               guint project,
               const RepPeriod *period,
               GError **error)
{
  guint32 newest = rep_ledger_newest (casebook, project);
  g_autoptr (RepPublished) mine = NULL;
  RepRelease *record;

  if (period->from <= newest)
    return rep_app_error_set (error, REP_APP_ERROR_RELEASE_ORDER,
                              rep_published_last (theirs)->quarter);
  if (newest == 0)
    return TRUE;
  record = rep_ledger_read (casebook, project, newest, error);
  if (record == NULL)
    return FALSE;
  mine = parse_certificate (record, error);
  rep_object_free (record);
  if (mine == NULL)
    return FALSE;
  return goes_on_from (mine, theirs) ||
         rep_app_error_set (error, REP_APP_ERROR_CONTRADICTION, rep_published_last (mine)->quarter);
}

gboolean
rep_ledger_adopt (RepCasebook *casebook,
                  gconstpointer certificate,
                  gsize size,
                  gint64 now,
                  RepPublished **published,
                  GError **error)
{
  g_autoptr (RepPublished) theirs = rep_certificate_parse (certificate, size, NULL, error);
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (rep_object_free);
  const RepProject *project;
  RepRelease *release;
  RepPeriod period;
  guint number;

  if (theirs == NULL)
    return FALSE;
  project = rep_casebook_project_by_code (casebook, theirs->project, &number);
  if (project == NULL)
    return rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_PROJECT, theirs->project);
  if (!rep_certificate_holds (theirs) ||
      !rep_period_parse (rep_published_last (theirs)->quarter, &period))
    return rep_app_error_set (error, REP_APP_ERROR_BAD_CERTIFICATE, NULL);
  if (!check_adopted (casebook, theirs, number, &period, error))
    return FALSE;
  release = rep_object_new (&rep_kind_release);
  g_ptr_array_add (objects, release);
  release->project = project->object.id;
  release->quarter = period.from;
  release->released_at = now;
  release->released_by = rep_vault_account (rep_casebook_vault (casebook))->id;
  release->certificate = g_strndup (certificate, size);
  if (!rep_casebook_save (casebook, objects, now, error))
    return FALSE;
  *published = g_steal_pointer (&theirs);
  return TRUE;
}
