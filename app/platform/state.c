/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/platform/state.h"

#define MAX_SIZE (REP_MARKS_HEAD + REP_MARKS_MAX * REP_MARK_SIZE)

struct _RepMarkKeeper {
  char *folder;
  int fd;         /* of the file of @marks, -1 for none */
  RepMarks marks; /* as they stand in that file */
};

char *
rep_state_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "reperes", NULL);
}

static char *
marks_path (const char *folder, const RepId *vault, const RepId *instance)
{
  char first[REP_ID_HEX_SIZE], second[REP_ID_HEX_SIZE];
  g_autofree char *name = g_strdup_printf ("%s-%s.marks", rep_id_format (vault, first),
                                           rep_id_format (instance, second));

  return g_build_filename (folder, name, NULL);
}

/* A file others could write, or of another owner, is no memory. */
static gboolean
read_marks (int fd, const RepId *vault, const RepId *instance, RepMarks *marks)
{
  guint8 bytes[MAX_SIZE + 1];
  struct stat st;
  gssize size;

  if (fstat (fd, &st) != 0 || !S_ISREG (st.st_mode) || st.st_uid != geteuid () ||
      (st.st_mode & 022) != 0)
    return FALSE;
  size = pread (fd, bytes, sizeof bytes, 0);
  return size > 0 && rep_marks_parse (bytes, (gsize)size, marks, NULL) &&
         rep_id_equal (&marks->vault, vault) && rep_id_equal (&marks->instance, instance);
}

gboolean
rep_state_load_marks (const char *folder,
                      const RepId *vault,
                      const RepId *instance,
                      RepMarks *marks)
{
  g_autofree char *path = marks_path (folder, vault, instance);
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  gboolean whole;

  if (fd < 0)
    return FALSE;
  whole = read_marks (fd, vault, instance, marks);
  close (fd);
  return whole;
}

RepMarkKeeper *
rep_mark_keeper_new (const char *folder)
{
  RepMarkKeeper *self = g_new0 (RepMarkKeeper, 1);

  self->folder = g_strdup (folder);
  self->fd = -1;
  return self;
}

void
rep_mark_keeper_free (gpointer keeper)
{
  RepMarkKeeper *self = keeper;

  if (self == NULL)
    return;

  if (self->fd >= 0)
    close (self->fd);
  g_free (self->folder);
  g_free (self);
}

static gboolean
write_at (int fd, gconstpointer data, gsize size, gsize at)
{
  return pwrite (fd, data, size, (off_t)at) == (gssize)size;
}

/* A file that is not ours to read is written anew; one that is keeps the other accounts' marks. */
static gboolean
open_file (RepMarkKeeper *self, const RepMarks *mark)
{
  g_autofree char *path = marks_path (self->folder, &mark->vault, &mark->instance);

  if (self->fd >= 0 && rep_id_equal (&self->marks.instance, &mark->instance) &&
      rep_id_equal (&self->marks.vault, &mark->vault))
    return TRUE;
  if (self->fd >= 0)
    close (self->fd);
  if (g_mkdir_with_parents (self->folder, 0700) != 0)
    return FALSE;
  self->fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (self->fd < 0)
    return FALSE;
  if (!read_marks (self->fd, &mark->vault, &mark->instance, &self->marks) ||
      !rep_id_equal (&self->marks.device, &mark->device))
    self->marks = (RepMarks){ mark->vault, mark->instance, mark->device, 0, { { { { 0 } } } } };
  return fchmod (self->fd, 0600) == 0;
}

/* The usual case changes one mark in its place. */
static gboolean
write_marks (RepMarkKeeper *self, const RepMark *mark)
{
  guint n = self->marks.n;
  guint at = rep_marks_put (&self->marks, mark);
  guint8 one[REP_MARK_SIZE];
  g_autoptr (GBytes) whole = NULL;

  if (self->marks.n == n) {
    rep_mark_pack (mark, one);
    return write_at (self->fd, one, sizeof one, REP_MARKS_HEAD + (gsize)at * REP_MARK_SIZE);
  }
  whole = rep_marks_pack (&self->marks);
  return write_at (self->fd, g_bytes_get_data (whole, NULL), g_bytes_get_size (whole), 0) &&
         ftruncate (self->fd, (off_t)g_bytes_get_size (whole)) == 0;
}

gboolean
rep_mark_keeper_put (RepMarkKeeper *keeper, const RepMarks *mark)
{
  return open_file (keeper, mark) && write_marks (keeper, &mark->marks[0]);
}
