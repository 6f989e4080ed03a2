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
  if (st.st_uid != geteuid ()) {
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_NOT_OURS, "user %u", (guint)st.st_uid);
    return FALSE;
  }
  if ((st.st_mode & 077) != 0) {
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

/* Some file systems of sticks and network shares cannot do both in one step. */
static int
rename_to_free_name (const char *from, const char *to)
{
  struct stat st;

  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
    return 0;
  if (errno != EINVAL && errno != ENOSYS)
    return -1;
  if (lstat (to, &st) == 0) {
    errno = EEXIST;
    return -1;
  }
  return rename (from, to);
}

gboolean
rep_file_publish (const char *from, const char *to, GError **error)
{
  if (rename_to_free_name (from, to) != 0) {
    set_errno (error, errno, "name file");
    return FALSE;
  }
  sync_folder (to);
  return TRUE;
}

static int
open_for_reading (const char *path, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  struct stat st;

  if (fd < 0) {
    set_errno (error, errno, "open file");
    return -1;
  }
  if (fstat (fd, &st) == 0 && S_ISREG (st.st_mode))
    return fd;
  close (fd);
  g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_NOT_A_VAULT, "not a regular file");
  return -1;
}

/* Reads up to @max bytes; -1 when the system refuses. */
static gssize
read_some (int fd, guint8 *data, gsize max)
{
  gsize size = 0;

  while (size < max) {
    gssize got = read (fd, data + size, max - size);

    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0)
      return -1;
    if (got == 0)
      break;
    size += (gsize)got;
  }
  return (gssize)size;
}

static gboolean
write_all (int fd, const guint8 *data, gsize size)
{
  while (size > 0) {
    gssize put = write (fd, data, size);

    if (put < 0 && errno == EINTR)
      continue;
    if (put < 0)
      return FALSE;
    data += put;
    size -= (gsize)put;
  }
  return TRUE;
}

GBytes *
rep_file_read (const char *path, gsize max, GError **error)
{
  int fd = open_for_reading (path, error);
  g_autofree guint8 *data = NULL;
  gssize size;

  if (fd < 0)
    return NULL;
  data = g_malloc (max + 1);
  size = read_some (fd, data, max + 1);
  if (size < 0)
    set_errno (error, errno, "read file");
  else if ((gsize)size > max)
    g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_CORRUPT, "the file is too large");
  close (fd);
  return size >= 0 && (gsize)size <= max ? g_bytes_new (data, (gsize)size) : NULL;
}

static int
make_private (const char *path, GError **error)
{
  int fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0)
    set_errno (error, errno, "make file");
  return fd;
}

static gboolean
finish_file (int fd, gboolean written, const char *path, GError **error)
{
  int saved = written && fsync (fd) == 0 ? 0 : errno;

  close (fd);
  if (saved == 0)
    return TRUE;
  (void)unlink (path);
  set_errno (error, saved, "write file");
  return FALSE;
}

gboolean
rep_file_replace (const char *path, gconstpointer data, gsize size, GError **error)
{
  g_autofree char *unfinished = g_strconcat (path, ".new", NULL);
  int fd;

  (void)unlink (unfinished);
  fd = make_private (unfinished, error);
  if (fd < 0 || !finish_file (fd, write_all (fd, data, size), unfinished, error))
    return FALSE;
  if (rename (unfinished, path) != 0) {
    set_errno (error, errno, "name file");
    (void)unlink (unfinished);
    return FALSE;
  }
  sync_folder (path);
  return TRUE;
}

static gboolean
pour (int from, int to)
{
  g_autofree guint8 *piece = g_malloc (1 << 20);
  gssize size;

  while ((size = read_some (from, piece, 1 << 20)) > 0)
    if (!write_all (to, piece, (gsize)size))
      return FALSE;
  return size == 0;
}

gboolean
rep_file_copy (const char *from, const char *to, GError **error)
{
  int source = open_for_reading (from, error);
  int target = source >= 0 ? make_private (to, error) : -1;
  gboolean copied = target >= 0 && finish_file (target, pour (source, target), to, error);

  if (source >= 0)
    close (source);
  return copied;
}

static gboolean
compare (int a, int b, gboolean *equal)
{
  g_autofree guint8 *left = g_malloc (1 << 20);
  g_autofree guint8 *right = g_malloc (1 << 20);
  gssize size;

  *equal = TRUE;
  do {
    gssize other = read_some (b, right, 1 << 20);

    size = read_some (a, left, 1 << 20);
    if (size < 0 || other < 0)
      return FALSE;
    *equal = size == other && memcmp (left, right, (gsize)size) == 0;
  } while (*equal && size > 0);
  return TRUE;
}

gboolean
rep_file_equal (const char *a, const char *b, gboolean *equal, GError **error)
{
  int first = open_for_reading (a, error);
  int second = first >= 0 ? open_for_reading (b, error) : -1;
  gboolean compared = second >= 0 && compare (first, second, equal);

  if (second >= 0 && !compared)
    set_errno (error, errno, "read file");
  if (first >= 0)
    close (first);
  if (second >= 0)
    close (second);
  return compared;
}
