/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/release/audit-process.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "app/error.h"

#define PATIENCE (180 * 1000) /* milliseconds without a byte: its own limit on work is shorter */
#define CHUNK 65536

/* Beside this program in a build, then beside it where both are installed. */
char *
rep_audit_find (void)
{
  static const char *const places[] = { "reperes-audit", "../reperes-audit",
                                        "../app/reperes-audit" };
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *folder = self != NULL ? g_path_get_dirname (self) : g_strdup (".");

  for (guint i = 0; i < G_N_ELEMENTS (places); i++) {
    g_autofree char *path = g_build_filename (folder, places[i], NULL);

    if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
      return g_steal_pointer (&path);
  }
  return g_file_test (REP_AUDIT_PATH, G_FILE_TEST_IS_EXECUTABLE) ? g_strdup (REP_AUDIT_PATH) : NULL;
}

typedef struct {
  int in;
  int out;
  const guint8 *data;
  gsize size;
  gsize written;
  GByteArray *answer;
} RepConversation;

static gboolean
write_some (RepConversation *talk)
{
  gssize done = write (talk->in, talk->data + talk->written, talk->size - talk->written);

  if (done < 0 && errno != EAGAIN && errno != EINTR)
    return FALSE;
  talk->written += done > 0 ? (gsize)done : 0;
  if (talk->written == talk->size) {
    close (talk->in);
    talk->in = -1;
  }
  return TRUE;
}

/* Returns: 1 while there is more, 0 at the end, −1 when it failed. */
static int
read_some (RepConversation *talk)
{
  guint8 buffer[CHUNK];
  gssize done = read (talk->out, buffer, sizeof buffer);

  if (done < 0)
    return errno == EAGAIN || errno == EINTR ? 1 : -1;
  if (talk->answer->len + (gsize)done > REP_AUDIT_MAX_ANSWER)
    return -1;
  g_byte_array_append (talk->answer, buffer, (guint)done);
  return done > 0 ? 1 : 0;
}

static gboolean
converse (RepConversation *talk)
{
  for (;;) {
    struct pollfd files[2] = { { talk->out, POLLIN, 0 }, { talk->in, POLLOUT, 0 } };
    int ready = poll (files, talk->in >= 0 ? 2 : 1, PATIENCE);

    if (ready < 0 && errno == EINTR)
      continue;
    if (ready <= 0)
      return FALSE;
    if (talk->in >= 0 && files[1].revents != 0 && !write_some (talk))
      return FALSE;
    if (files[0].revents != 0) {
      int more = read_some (talk);

      if (more <= 0)
        return more == 0 && talk->in < 0;
    }
  }
}

static void
stay_quiet_on_closed_pipe (struct sigaction *old)
{
  struct sigaction ignore = { .sa_handler = SIG_IGN };

  sigemptyset (&ignore.sa_mask);
  sigaction (SIGPIPE, &ignore, old);
}

/* The process keeps nothing of the environment but where its libraries look for languages. */
static gboolean
start (const char *path, GPid *pid, RepConversation *talk)
{
  char *arguments[] = { (char *)path, NULL };
  char *environment[] = { "LC_ALL=C.UTF-8", NULL };

  if (!g_spawn_async_with_pipes (NULL, arguments, environment,
                                 G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL,
                                 pid, &talk->in, &talk->out, NULL, NULL))
    return FALSE;
  (void)fcntl (talk->in, F_SETFL, O_NONBLOCK);
  return TRUE;
}

RepAuditAnswer *
rep_audit_ask (const char *path, const RepAuditRequest *request, GError **error)
{
  g_autoptr (GBytes) packed = rep_audit_request_pack (request);
  g_autoptr (GByteArray) received = g_byte_array_new ();
  RepConversation talk = { -1, -1, NULL, 0, 0, received };
  RepAuditAnswer *answer = NULL;
  struct sigaction old;
  gboolean whole;
  int status = -1;
  GPid pid;

  talk.data = g_bytes_get_data (packed, &talk.size);
  if (path == NULL || talk.size > REP_AUDIT_MAX_REQUEST || !start (path, &pid, &talk)) {
    rep_app_error_set (error, REP_APP_ERROR_AUDIT, NULL);
    return NULL;
  }
  stay_quiet_on_closed_pipe (&old);
  whole = converse (&talk);
  if (talk.in >= 0)
    close (talk.in);
  close (talk.out);
  if (!whole)
    kill (pid, SIGKILL);
  while (waitpid (pid, &status, 0) < 0 && errno == EINTR)
    continue;
  sigaction (SIGPIPE, &old, NULL);
  g_spawn_close_pid (pid);
  if (whole && WIFEXITED (status) && WEXITSTATUS (status) == 0)
    answer = rep_audit_answer_parse (request, received->data, received->len);
  if (answer == NULL)
    rep_app_error_set (error, REP_APP_ERROR_AUDIT, NULL);
  return answer;
}
