/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "app/error.h"
#include "app/release/audit-process.h"
#include "app/release/solver.h"
#include "tests/app/simulated.h"

/* The process, and the second way to publish, asked through it. */

#define SEED 7

static RepAuditRequest *
new_request (RepAuditTask task, const Simulated *simulated, guint quarter)
{
  RepAuditRequest *request = rep_audit_request_new (task);
  guint n = simulated->structure->cells->len;

  request->structure = rep_release_structure_new (
      simulated->structure->n_stages, (gpointer)simulated->structure->dimensions->data,
      simulated->structure->dimensions->len, (gpointer)simulated->structure->tables->data,
      simulated->structure->tables->len);
  request->wanted = ~(guint64)0 >> (64 - simulated->structure->tables->len);
  request->counts = simulated_count (simulated, quarter);
  request->shift = g_new0 (guint8, n);
  request->tie = g_new0 (guint16, n);
  request->revision = g_new0 (guint8, n);
  for (guint i = 0; i < n; i++)
    request->shift[i] = (guint8)(i % rep_release_cell (simulated->structure, i)->base);
  return request;
}

static char *
audit_path (void)
{
  return g_build_filename (g_getenv ("REP_BUILD_ROOT"), "app", "reperes-audit", NULL);
}

static void
test_messages (void)
{
  g_autoptr (Simulated) simulated = simulated_new (SEED, 200, 2, 1);
  g_autoptr (RepAuditRequest) request = new_request (REP_AUDIT_ROUND, simulated, 1);
  g_autoptr (RepAuditRequest) read = NULL;
  g_autoptr (GBytes) packed = rep_audit_request_pack (request);
  g_autoptr (GBytes) again = NULL;
  gsize size;
  const guint8 *data = g_bytes_get_data (packed, &size);

  read = rep_audit_request_parse (data, size);
  g_assert_nonnull (read);
  again = rep_audit_request_pack (read);
  g_assert_true (g_bytes_equal (packed, again));
  for (gsize cut = 0; cut < size; cut += 1 + cut / 7) {
    g_autoptr (RepAuditRequest) none = rep_audit_request_parse (data, cut);

    g_assert_null (none);
  }
}

/* The same question has the same answer, byte by byte, here and in the process. */
static void
test_process (void)
{
  g_autoptr (Simulated) simulated = simulated_new (SEED, 200, 2, 0);
  g_autoptr (RepAuditRequest) request = new_request (REP_AUDIT_ROUND, simulated, 1);
  g_autofree char *path = audit_path ();
  g_autoptr (GError) error = NULL;
  g_autoptr (RepAuditAnswer) there = rep_audit_ask (path, request, &error);
  g_autoptr (RepAuditAnswer) here = NULL;
  g_autoptr (GBytes) one = NULL;
  g_autoptr (GBytes) two = NULL;

  g_assert_no_error (error);
  here = rep_audit_run (request);
  g_assert_cmpint (there->verdict, ==, REP_AUDIT_SAFE);
  one = rep_audit_answer_pack (here);
  two = rep_audit_answer_pack (there);
  g_assert_true (g_bytes_equal (one, two));
}

/* Whatever goes wrong with the process, there is an error and no answer. */
static void
test_broken_process (void)
{
  static const char *const scripts[] = {
    "#!/bin/sh\nexit 0\n",
    "#!/bin/sh\nexit 1\n",
    "#!/bin/sh\nkill -SEGV $$\n",
    "#!/bin/sh\ncat >/dev/null; echo nonsense\n",
    "#!/bin/sh\nexec head -c 70000000 /dev/zero\n",
    "#!/bin/sh\nexec 0<&-\nexit 0\n",
  };
  g_autoptr (Simulated) simulated = simulated_new (SEED, 30, 1, 0);
  g_autoptr (RepAuditRequest) request = new_request (REP_AUDIT_ROUND, simulated, 0);
  g_autofree char *folder = g_dir_make_tmp ("reperes-audit-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "broken", NULL);
  g_autofree char *missing = g_build_filename (folder, "missing", NULL);
  RepAuditAnswer *answer;

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_true (g_file_set_contents (path, scripts[i], -1, NULL));
    g_assert_cmpint (g_chmod (path, 0700), ==, 0);
    answer = rep_audit_ask (path, request, &error);
    g_assert_null (answer);
    g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_AUDIT);
  }
  g_assert_null (rep_audit_ask (missing, request, NULL));
  g_assert_null (rep_audit_ask (NULL, request, NULL));
  g_unlink (path);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
hide_quarters (guint n, guint quarters)
{
  g_autoptr (Simulated) simulated = simulated_new (SEED, n, quarters, 0);

  for (guint quarter = 0; quarter < quarters; quarter++) {
    g_autoptr (RepAuditRequest) request = new_request (REP_AUDIT_SUPPRESS, simulated, quarter);
    g_autoptr (RepAuditAnswer) answer = NULL;
    guint hidden = 0;

    rep_release_mark_revisions (simulated->structure, request->counts, simulated->released,
                                request->wanted, request->revision);
    g_ptr_array_unref (request->releases);
    request->releases = g_ptr_array_ref (simulated->releases);
    answer = rep_audit_run (request);
    g_assert_nonnull (answer->values);
    for (guint i = 0; i < answer->values->n; i++) {
      hidden += answer->values->state[i] == REP_RELEASE_SECRET ? 1 : 0;
      g_assert_true (answer->values->state[i] == REP_RELEASE_SECRET ||
                     answer->values->value[i] == request->counts[i]);
      simulated->released[i] = request->counts[i];
    }
    g_test_message ("%u persons, q%u: %u of %u hidden, %u programmes", n, quarter + 1, hidden,
                    answer->values->n, answer->programmes);
    g_assert_cmpint (answer->verdict, ==, REP_AUDIT_SAFE);
    g_ptr_array_add (simulated->releases, g_steal_pointer (&answer->values));
  }
}

static void
test_suppression (void)
{
  hide_quarters (450, 2);
  if (g_getenv ("REP_LONG") != NULL) {
    hide_quarters (450, 4);
    hide_quarters (2000, 4);
  }
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/audit/messages", test_messages);
  g_test_add_func ("/audit/process", test_process);
  g_test_add_func ("/audit/broken-process", test_broken_process);
  g_test_add_func ("/audit/suppression", test_suppression);
  status = g_test_run ();
  rep_solver_finish ();
  return status;
}
