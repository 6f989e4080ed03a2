/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <unistd.h>

#include "app/error.h"
#include "app/platform/output.h"

struct _RepOutput {
  char *path;
  char *unfinished;
  int fd;
};

static gboolean
fail (GError **error, int saved, const char *path)
{
  RepAppError code = saved == EEXIST                      ? REP_APP_ERROR_EXISTS
                     : saved == ENOSPC || saved == EDQUOT ? REP_APP_ERROR_FULL
                                                          : REP_APP_ERROR_FILE;

  return rep_app_error_set (error, code, path);
}

RepOutput *
rep_output_open (const char *path, GError **error)
{
  g_autoptr (RepOutput) self = g_new0 (RepOutput, 1);

  self->fd = -1;
  if (g_file_test (path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK)) {
    fail (error, EEXIST, path);
    return NULL;
  }
  self->path = g_strdup (path);
  self->unfinished = g_strdup_printf ("%s.%08x.tmp", path, g_random_int ());
  self->fd = open (self->unfinished, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (self->fd < 0) {
    fail (error, errno, path);
    return NULL;
  }
  return g_steal_pointer (&self);
}

gboolean
rep_output_write (RepOutput *output, gconstpointer data, gsize size, GError **error)
{
  const char *at = data;

  while (size > 0) {
    gssize put = write (output->fd, at, size);

    if (put < 0 && errno == EINTR)
      continue;
    if (put < 0)
      return fail (error, errno, output->path);
    at += put;
    size -= (gsize)put;
  }
  return TRUE;
}

gboolean
rep_output_publish (RepOutput *output, GError **error)
{
  if (fsync (output->fd) != 0 ||
      renameat2 (AT_FDCWD, output->unfinished, AT_FDCWD, output->path, RENAME_NOREPLACE) != 0)
    return fail (error, errno, output->path);
  g_clear_pointer (&output->unfinished, g_free);
  return TRUE;
}

void
rep_output_free (RepOutput *output)
{
  if (output == NULL)
    return;

  if (output->fd >= 0)
    close (output->fd);
  if (output->unfinished != NULL)
    (void)g_unlink (output->unfinished);
  g_free (output->unfinished);
  g_free (output->path);
  g_free (output);
}

gboolean
rep_output_write_file (const char *path, gconstpointer data, gsize size, GError **error)
{
  g_autoptr (RepOutput) output = rep_output_open (path, error);

  return output != NULL && rep_output_write (output, data, size, error) &&
         rep_output_publish (output, error);
}
