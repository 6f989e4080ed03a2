/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/release/audit.h"
#include "crypto/cbor.h"

#define VERSION 1

static GBytes *
take_bytes (const RepArena *out)
{
  return g_bytes_new (rep_arena_data ((RepArena *)out), rep_arena_size (out));
}

/* Writing. */

static void
put_numbers (RepArena *out, const gint32 *numbers, guint n)
{
  rep_cbor_put_array (out, n);
  for (guint i = 0; i < n; i++)
    rep_cbor_put_uint (out, (guint64)numbers[i]);
}

static void
put_structure (RepArena *out, const RepReleaseStructure *structure)
{
  rep_cbor_put_uint (out, structure->n_stages);
  rep_cbor_put_array (out, structure->dimensions->len * 3);
  for (guint i = 0; i < structure->dimensions->len; i++) {
    const RepReleaseDimension *dimension =
        &g_array_index (structure->dimensions, RepReleaseDimension, i);

    rep_cbor_put_uint (out, dimension->n);
    rep_cbor_put_uint (out, dimension->not_recorded);
    rep_cbor_put_uint (out, dimension->apart ? 1 : 0);
  }
  rep_cbor_put_array (out, structure->tables->len * 2);
  for (guint i = 0; i < structure->tables->len; i++) {
    const RepReleaseTable *table = &g_array_index (structure->tables, RepReleaseTable, i);

    rep_cbor_put_uint (out, (guint64)table->first);
    rep_cbor_put_uint (out, (guint64)(table->second + 1));
  }
}

static void
put_values (RepArena *out, const RepReleaseValues *values)
{
  rep_cbor_put_array (out, 6);
  rep_cbor_put_uint (out, values->printed);
  rep_cbor_put_uint (out, values->widening);
  rep_cbor_put_bytes (out, values->state, values->n);
  put_numbers (out, values->value, values->n);
  rep_cbor_put_bytes (out, values->revision, values->n);
  put_numbers (out, values->apart, REP_RELEASE_STAGES);
}

GBytes *
rep_audit_request_pack (const RepAuditRequest *request)
{
  g_autoptr (RepArena) out = rep_arena_new ();
  guint n = request->structure->cells->len;

  rep_cbor_put_array (out, request->task == REP_AUDIT_CHECK ? 7 : 12);
  rep_cbor_put_uint (out, VERSION);
  rep_cbor_put_uint (out, request->task);
  put_structure (out, request->structure);
  rep_cbor_put_uint (out, request->principal);
  rep_cbor_put_array (out, request->releases->len);
  for (guint i = 0; i < request->releases->len; i++)
    put_values (out, g_ptr_array_index (request->releases, i));
  if (request->task != REP_AUDIT_CHECK) {
    rep_cbor_put_uint (out, request->wanted);
    put_numbers (out, request->counts, n);
    rep_cbor_put_bytes (out, request->shift, n);
    rep_cbor_put_array (out, n);
    for (guint i = 0; i < n; i++)
      rep_cbor_put_uint (out, request->tie[i]);
    rep_cbor_put_bytes (out, request->revision, n);
  }
  return take_bytes (out);
}

static void
put_target (RepArena *out, const RepAttackTarget *target)
{
  rep_cbor_put_uint (out, target->cell);
  rep_cbor_put_uint (out, (guint64)(target->from + 1));
  rep_cbor_put_uint (out, target->to);
  rep_cbor_put_uint (out, target->outcome);
  rep_cbor_put_int (out, target->low);
  rep_cbor_put_int (out, target->high);
  rep_cbor_put_uint (out, target->low_at);
  rep_cbor_put_uint (out, target->high_at);
}

GBytes *
rep_audit_answer_pack (const RepAuditAnswer *answer)
{
  g_autoptr (RepArena) out = rep_arena_new ();

  rep_cbor_put_array (out, 10);
  rep_cbor_put_uint (out, VERSION);
  rep_cbor_put_uint (out, answer->verdict);
  rep_cbor_put_uint (out, answer->audited);
  rep_cbor_put_uint (out, answer->failed);
  rep_cbor_put_uint (out, answer->programmes);
  rep_cbor_put_uint (out, answer->nodes);
  rep_cbor_put_uint (out, answer->n_variables);
  rep_cbor_put_array (out, answer->targets->len * 8);
  for (guint i = 0; i < answer->targets->len; i++)
    put_target (out, &g_array_index (answer->targets, RepAttackTarget, i));
  rep_cbor_put_array (out, answer->solutions->len);
  for (guint i = 0; i < answer->solutions->len; i++)
    put_numbers (out, g_ptr_array_index (answer->solutions, i), answer->n_variables);
  rep_cbor_put_array (out, answer->values != NULL ? 1 : 0);
  if (answer->values != NULL)
    put_values (out, answer->values);
  return take_bytes (out);
}

/* Reading: every function answers %FALSE for what is not what it should be. */

static gboolean
get_uint (RepCbor *reader, guint64 most, guint64 *value)
{
  RepCborItem item;

  if (!rep_cbor_expect (reader, REP_CBOR_UINT, &item) || item.number > most)
    return FALSE;
  *value = item.number;
  return TRUE;
}

static gboolean
get_small (RepCbor *reader, guint most, guint *value)
{
  guint64 number;

  if (!get_uint (reader, most, &number))
    return FALSE;
  *value = (guint)number;
  return TRUE;
}

static gboolean
get_int (RepCbor *reader, gint32 *value)
{
  RepCborItem item;

  if (!rep_cbor_next (reader, &item))
    return FALSE;
  if (item.type == REP_CBOR_UINT && item.number <= G_MAXINT32)
    *value = (gint32)item.number;
  else if (item.type == REP_CBOR_INT && item.negative >= G_MININT32)
    *value = (gint32)item.negative;
  else
    return FALSE;
  return TRUE;
}

/* An array of @least to @most items. Each item takes a byte at least, so that @n is bounded by what
 * is there as well. */
static gboolean
get_array (RepCbor *reader, guint least, guint most, guint *n)
{
  RepCborItem item;

  if (!rep_cbor_expect (reader, REP_CBOR_ARRAY, &item) || item.number < least ||
      item.number > most || item.number > reader->size - reader->at)
    return FALSE;
  *n = (guint)item.number;
  return TRUE;
}

static gboolean
get_numbers (RepCbor *reader, gint32 *numbers, guint n)
{
  guint64 number;
  guint length;

  if (!get_array (reader, n, n, &length))
    return FALSE;
  for (guint i = 0; i < n; i++) {
    if (!get_uint (reader, REP_RELEASE_MAX_COUNT, &number))
      return FALSE;
    numbers[i] = (gint32)number;
  }
  return TRUE;
}

static gboolean
get_bytes (RepCbor *reader, guint8 *bytes, guint n)
{
  RepCborItem item;

  if (!rep_cbor_expect (reader, REP_CBOR_BYTES, &item) || item.number != n)
    return FALSE;
  memcpy (bytes, item.data, n);
  return TRUE;
}

static gboolean
get_dimensions (RepCbor *reader, RepReleaseDimension *dimensions, guint *n)
{
  guint length, size, missing, apart;

  if (!get_array (reader, 0, REP_RELEASE_MAX_DIMENSIONS * 3, &length) || length % 3 != 0)
    return FALSE;
  *n = length / 3;
  for (guint i = 0; i < *n; i++) {
    if (!get_small (reader, REP_RELEASE_MAX_MODALITIES, &size) ||
        !get_small (reader, REP_RELEASE_MAX_MODALITIES, &missing) || !get_small (reader, 1, &apart))
      return FALSE;
    dimensions[i] = (RepReleaseDimension){ (guint8)size, (guint8)missing, apart == 1 };
  }
  return TRUE;
}

static gboolean
get_tables (RepCbor *reader, RepReleaseTable *tables, guint *n)
{
  guint length, first, second;

  if (!get_array (reader, 0, REP_RELEASE_MAX_TABLES * 2, &length) || length % 2 != 0)
    return FALSE;
  *n = length / 2;
  for (guint i = 0; i < *n; i++) {
    if (!get_small (reader, REP_RELEASE_MAX_DIMENSIONS, &first) ||
        !get_small (reader, REP_RELEASE_MAX_DIMENSIONS, &second))
      return FALSE;
    tables[i] = (RepReleaseTable){ (gint8)first, (gint8)((gint)second - 1) };
  }
  return TRUE;
}

static RepReleaseStructure *
get_structure (RepCbor *reader)
{
  RepReleaseDimension dimensions[REP_RELEASE_MAX_DIMENSIONS];
  RepReleaseTable tables[REP_RELEASE_MAX_TABLES];
  guint stages, n_dimensions, n_tables;

  if (!get_small (reader, REP_RELEASE_STAGES, &stages) ||
      !get_dimensions (reader, dimensions, &n_dimensions) ||
      !get_tables (reader, tables, &n_tables))
    return NULL;
  return rep_release_structure_new (stages, dimensions, n_dimensions, tables, n_tables);
}

static RepReleaseValues *
get_values (RepCbor *reader, const RepReleaseStructure *structure)
{
  g_autoptr (RepReleaseValues) values = rep_release_values_new (structure->cells->len);
  guint n, widening;

  if (!get_array (reader, 6, 6, &n) || !get_uint (reader, G_MAXUINT64, &values->printed) ||
      !get_small (reader, REP_RELEASE_MAX_WIDENING, &widening) ||
      !get_bytes (reader, values->state, values->n) ||
      !get_numbers (reader, values->value, values->n) ||
      !get_bytes (reader, values->revision, values->n) ||
      !get_numbers (reader, values->apart, REP_RELEASE_STAGES))
    return NULL;
  values->widening = (guint8)widening;
  return rep_release_values_fit (structure, values) ? g_steal_pointer (&values) : NULL;
}

static gboolean
get_ties (RepCbor *reader, guint16 *ties, guint n)
{
  guint length, tie;

  if (!get_array (reader, n, n, &length))
    return FALSE;
  for (guint i = 0; i < n; i++) {
    if (!get_small (reader, 999, &tie))
      return FALSE;
    ties[i] = (guint16)tie;
  }
  return TRUE;
}

static gboolean
get_quarter (RepCbor *reader, RepAuditRequest *request)
{
  guint n = request->structure->cells->len;

  request->counts = g_new0 (gint32, n);
  request->shift = g_new0 (guint8, n);
  request->tie = g_new0 (guint16, n);
  request->revision = g_new0 (guint8, n);
  if (!get_uint (reader, G_MAXUINT64, &request->wanted) ||
      !get_numbers (reader, request->counts, n) || !get_bytes (reader, request->shift, n) ||
      !get_ties (reader, request->tie, n) || !get_bytes (reader, request->revision, n))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (request->shift[i] >= rep_release_cell (request->structure, i)->base ||
        request->revision[i] > 1)
      return FALSE;
  return request->structure->tables->len == 64 ||
         request->wanted >> request->structure->tables->len == 0;
}

static gboolean
get_request (RepCbor *reader, RepAuditRequest *request)
{
  guint items, version, task, n;

  if (!get_array (reader, 7, 12, &items) || !get_small (reader, VERSION, &version) ||
      version != VERSION || !get_small (reader, REP_AUDIT_SUPPRESS, &task) ||
      items != (task == REP_AUDIT_CHECK ? 7 : 12))
    return FALSE;
  request->task = task;
  request->structure = get_structure (reader);
  if (request->structure == NULL ||
      !get_small (reader, request->structure->n_stages - 1, &request->principal) ||
      !get_array (reader, 0, REP_RELEASE_MAX_RELEASES, &n))
    return FALSE;
  for (guint i = 0; i < n; i++) {
    RepReleaseValues *values = get_values (reader, request->structure);

    if (values == NULL)
      return FALSE;
    g_ptr_array_add (request->releases, values);
  }
  return request->task == REP_AUDIT_CHECK || get_quarter (reader, request);
}

RepAuditRequest *
rep_audit_request_parse (gconstpointer data, gsize size)
{
  g_autoptr (RepAuditRequest) request = rep_audit_request_new (REP_AUDIT_CHECK);
  RepCbor reader = { data, size, 0 };

  if (size > REP_AUDIT_MAX_REQUEST || !get_request (&reader, request) || reader.at != size)
    return NULL;
  return g_steal_pointer (&request);
}

static gboolean
get_target (RepCbor *reader, const RepAuditRequest *request, RepAttackTarget *target)
{
  guint from, outcome, releases = request->releases->len + 1;

  if (!get_small (reader, request->structure->cells->len - 1, &target->cell) ||
      !get_small (reader, releases, &from) || !get_small (reader, releases - 1, &target->to) ||
      !get_small (reader, REP_ATTACK_UNDECIDED, &outcome) || !get_int (reader, &target->low) ||
      !get_int (reader, &target->high) ||
      !get_small (reader, REP_AUDIT_MAX_SOLUTIONS, &target->low_at) ||
      !get_small (reader, REP_AUDIT_MAX_SOLUTIONS, &target->high_at))
    return FALSE;
  target->from = (gint)from - 1;
  target->outcome = outcome;
  return target->from < (gint)target->to;
}

static gboolean
get_targets (RepCbor *reader, const RepAuditRequest *request, RepAuditAnswer *answer)
{
  guint n;

  if (!get_array (reader, 0, G_MAXINT32, &n) || n % 8 != 0)
    return FALSE;
  for (guint i = 0; i < n / 8; i++) {
    RepAttackTarget target;

    if (!get_target (reader, request, &target))
      return FALSE;
    g_array_append_val (answer->targets, target);
  }
  return TRUE;
}

static gboolean
get_solutions (RepCbor *reader, RepAuditAnswer *answer)
{
  guint n;

  if (!get_array (reader, 0, REP_AUDIT_MAX_SOLUTIONS, &n))
    return FALSE;
  for (guint i = 0; i < n; i++) {
    gint32 *solution;

    if (answer->n_variables > reader->size - reader->at)
      return FALSE;
    solution = g_new0 (gint32, answer->n_variables);
    g_ptr_array_add (answer->solutions, solution);
    if (!get_numbers (reader, solution, answer->n_variables))
      return FALSE;
  }
  return TRUE;
}

/* Whether a quarter that was asked for is there, and every number of a solution has one. */
static gboolean
answer_is_whole (const RepAuditRequest *request, const RepAuditAnswer *answer)
{
  gboolean expected = request->task != REP_AUDIT_CHECK && answer->verdict != REP_AUDIT_NO_TABLE;

  for (guint i = 0; i < answer->targets->len; i++) {
    const RepAttackTarget *target = &g_array_index (answer->targets, RepAttackTarget, i);

    if (target->outcome == REP_ATTACK_PROVEN &&
        (target->low_at >= answer->solutions->len || target->high_at >= answer->solutions->len))
      return FALSE;
  }
  return expected == (answer->values != NULL);
}

static gboolean
get_answer (RepCbor *reader, const RepAuditRequest *request, RepAuditAnswer *answer)
{
  guint n, version, verdict;

  if (!get_array (reader, 10, 10, &n) || !get_small (reader, VERSION, &version) ||
      version != VERSION || !get_small (reader, REP_AUDIT_NO_TABLE, &verdict) ||
      !get_small (reader, G_MAXUINT, &answer->audited) ||
      !get_small (reader, G_MAXUINT, &answer->failed) ||
      !get_small (reader, G_MAXUINT, &answer->programmes) ||
      !get_small (reader, G_MAXUINT, &answer->nodes) ||
      !get_small (reader, REP_RELEASE_MAX_CELLS * REP_RELEASE_MAX_RELEASES, &answer->n_variables) ||
      !get_targets (reader, request, answer) || !get_solutions (reader, answer) ||
      !get_array (reader, 0, 1, &n))
    return FALSE;
  answer->verdict = verdict;
  if (n == 1) {
    answer->values = get_values (reader, request->structure);
    if (answer->values == NULL)
      return FALSE;
  }
  return answer_is_whole (request, answer);
}

RepAuditAnswer *
rep_audit_answer_parse (const RepAuditRequest *request, gconstpointer data, gsize size)
{
  g_autoptr (RepAuditAnswer) answer = rep_audit_answer_new ();
  RepCbor reader = { data, size, 0 };

  if (size > REP_AUDIT_MAX_ANSWER || !get_answer (&reader, request, answer) || reader.at != size)
    return NULL;
  return g_steal_pointer (&answer);
}
