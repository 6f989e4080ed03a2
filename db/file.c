/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/file.h"

struct _RepFileLock {
  int fd;
};

static void
set_errno (GError **error, int saved, const char *doing)
{
  RepDbError code = saved == EEXIST                                       ? REP_DB_ERROR_EXISTS
                    : saved == ENOENT || saved == ENOTDIR                 ? REP_DB_ERROR_NOT_FOUND
                    : saved == EACCES || saved == EROFS || saved == EPERM ? REP_DB_ERROR_READ_ONLY
                    : saved == ENOSPC || saved == EDQUOT                  ? REP_DB_ERROR_FULL
                                                                          : REP_DB_ERROR_FAILED;

  g_set_error (error, REP_DB_ERROR, (int)code, "%s: %s", doing, g_strerror (saved));
}

static void
write_owner (int fd)
{
  char pid[32];
  int length = g_snprintf (pid, sizeof pid, "%ld\n", (long)getpid ());

  /* The number only serves the other process's message; failing to write it is no failure. */
  if (ftruncate (fd, 0) != 0 || pwrite (fd, pid, (gsize)length, 0) != length)
    return;
}

static void
set_busy (GError **error, int fd)
{
  char pid[32] = { 0 };

  if (pread (fd, pid, sizeof pid - 1, 0) < 0)
    pid[0] = '\0';
  g_strstrip (pid);
  g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_BUSY, "%s", pid[0] != '\0' ? pid : "?");
}

static gboolean
take_lock (int fd, guint wait_seconds)
{
  gint64 until = g_get_monotonic_time () + (gint64)wait_seconds * G_USEC_PER_SEC;

  while (flock (fd, LOCK_EX | LOCK_NB) != 0) {
    if (g_get_monotonic_time () >= until)
      return FALSE;
    g_usleep (50 * 1000);
  }
  return TRUE;
}

RepFileLock *
rep_file_lock (const char *path, guint wait_seconds, GError **error)
{
  g_autofree char *name = g_strconcat (path, ".lock", NULL);
  RepFileLock *lock;
  int fd = open (name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0) {
    set_errno (error, errno, "lock");
    return NULL;
  }
  if (!take_lock (fd, wait_seconds)) {
    set_busy (error, fd);
    close (fd);
    return NULL;
  }
  write_owner (fd);
  lock = g_new0 (RepFileLock, 1);
  lock->fd = fd;
  return lock;
}

void
rep_file_lock_free (RepFileLock *lock)
{
  if (lock == NULL)
    return;

  close (lock->fd);
  g_free (lock);
}

gboolean
rep_file_make (const char *path, GError **error)
{
  int fd = open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0) {
    set_errno (error, errno, "make file");
    return FALSE;
  }
  close (fd);
  return TRUE;
}

gboolean
rep_file_check (const char *path, GError **error)
{
  struct stat st;

  if (lstat (path, &st) != 0) {
    set_errno (error, errno, "look at file");
    return FALSE;
  }
  if (!S_ISREG (st.st_mode)) {
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_NOT_A_VAULT, "not a regular file");
    return FALSE;
  }
  if ((st.st_mode & 077) != 0 || st.st_uid != geteuid ()) {
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_EXPOSED, "mode %04o",
                 (guint)(st.st_mode & 07777));
    return FALSE;
  }
  if (access (path, R_OK | W_OK) != 0) {
    set_errno (error, errno, "open file");
    return FALSE;
  }
  return TRUE;
}

static void
sync_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd >= 0) {
    (void)fsync (fd);
    close (fd);
  }
}

gboolean
rep_file_publish (const char *from, const char *to, GError **error)
{
  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) != 0) {
    set_errno (error, errno, "name file");
    return FALSE;
  }
  sync_folder (to);
  return TRUE;
}
