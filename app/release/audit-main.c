/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include "app/release/audit.h"
#include "app/release/solver.h"

/*
 * reperes-audit: one request on standard input, one answer on standard output. It opens no file and
 * knows no name. It limits itself before it reads a byte; whoever started it takes anything but a
 * whole answer and an exit status of 0 as a refusal.
 */

#define MAX_SECONDS 60
#define MAX_MEMORY (1024ul * 1024 * 1024)

static void
limit (int resource, rlim_t most)
{
  struct rlimit limits = { most, most };

  if (setrlimit (resource, &limits) != 0)
    _exit (1);
}

static void
limit_all (void)
{
  limit (RLIMIT_CORE, 0);
  limit (RLIMIT_CPU, MAX_SECONDS);
  limit (RLIMIT_FSIZE, REP_AUDIT_MAX_ANSWER);
#ifndef __SANITIZE_ADDRESS__ /* which takes terabytes of addresses */
  limit (RLIMIT_AS, MAX_MEMORY);
#endif
  (void)prctl (PR_SET_DUMPABLE, 0, 0, 0, 0);
  (void)prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
}

static GByteArray *
read_all (void)
{
  g_autoptr (GByteArray) data = g_byte_array_new ();
  guint8 buffer[65536];

  for (;;) {
    gssize got = read (STDIN_FILENO, buffer, sizeof buffer);

    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0 || data->len + (gsize)got > REP_AUDIT_MAX_REQUEST)
      return NULL;
    if (got == 0)
      return g_steal_pointer (&data);
    g_byte_array_append (data, buffer, (guint)got);
  }
}

static gboolean
write_all (GBytes *bytes)
{
  gsize size, done = 0;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  while (done < size) {
    gssize now = write (STDOUT_FILENO, data + done, size - done);

    if (now < 0 && errno != EINTR)
      return FALSE;
    done += now > 0 ? (gsize)now : 0;
  }
  return TRUE;
}

int
main (void)
{
  g_autoptr (GByteArray) data = NULL;
  g_autoptr (RepAuditRequest) request = NULL;
  g_autoptr (RepAuditAnswer) answer = NULL;
  g_autoptr (GBytes) packed = NULL;

  limit_all ();
  data = read_all ();
  request = data != NULL ? rep_audit_request_parse (data->data, data->len) : NULL;
  if (request == NULL)
    return 1;
  answer = rep_audit_run (request);
  rep_solver_finish ();
  packed = rep_audit_answer_pack (answer);
  return write_all (packed) ? 0 : 1;
}
