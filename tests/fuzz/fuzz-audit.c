/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/fuzz/fuzz.h"

#include "app/release/audit.h"

static RepAuditRequest *
small_request (RepAuditTask task)
{
  const RepReleaseDimension dimensions[2] = { { 2, 2, FALSE }, { 2, 0, TRUE } };
  const RepReleaseTable tables[2] = { { 0, -1 }, { 1, -1 } };
  RepAuditRequest *request = rep_audit_request_new (task);
  guint n;

  request->structure = rep_release_structure_new (2, dimensions, 2, tables, 2);
  n = request->structure->cells->len;
  request->wanted = 3;
  request->counts = g_new0 (gint32, n);
  request->shift = g_new0 (guint8, n);
  request->tie = g_new0 (guint16, n);
  request->revision = g_new0 (guint8, n);
  for (guint i = 0; i < n; i++)
    request->counts[i] = 40;
  return request;
}

/* What the process reads, and what is read from it. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (RepAuditRequest) request = rep_audit_request_parse (data, size);
  g_autoptr (RepAuditRequest) asked = small_request (REP_AUDIT_ROUND);
  g_autoptr (RepAuditAnswer) answer = rep_audit_answer_parse (asked, data, size);

  if (request != NULL) {
    g_autoptr (GBytes) packed = rep_audit_request_pack (request);

    test_assert_same (g_bytes_get_data (packed, NULL), g_bytes_get_size (packed), data, size);
  }
  if (answer != NULL) {
    g_autoptr (GBytes) packed = rep_audit_answer_pack (answer);

    test_assert_same (g_bytes_get_data (packed, NULL), g_bytes_get_size (packed), data, size);
  }
  return 0;
}

GPtrArray *
fuzz_seeds (void)
{
  GPtrArray *seeds = fuzz_list ();

  for (guint task = REP_AUDIT_CHECK; task <= REP_AUDIT_SUPPRESS; task++) {
    g_autoptr (RepAuditRequest) request = small_request (task);
    g_autoptr (GBytes) packed = rep_audit_request_pack (request);

    fuzz_add (seeds, g_bytes_get_data (packed, NULL), g_bytes_get_size (packed));
    if (task != REP_AUDIT_CHECK) {
      g_autoptr (RepAuditAnswer) answer = rep_audit_run (request);
      g_autoptr (GBytes) back = rep_audit_answer_pack (answer);

      fuzz_add (seeds, g_bytes_get_data (back, NULL), g_bytes_get_size (back));
    }
  }
  return seeds;
}
