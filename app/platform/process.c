/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

#include "app/platform/process.h"

#define MAX_SECRET (1024 * 1024)
#define MAX_TEXT (64 * 1024)

void
rep_process_harden (void)
{
  struct rlimit none = { 0, 0 };

  (void)setrlimit (RLIMIT_CORE, &none);
  (void)prctl (PR_SET_DUMPABLE, 0, 0, 0, 0);
  umask (077);
}

static gsize
strip_line_end (const char *data, gsize size)
{
  if (size > 0 && data[size - 1] == '\n')
    size--;
  if (size > 0 && data[size - 1] == '\r')
    size--;
  return size;
}

static void
set_file_error (GError **error, int saved)
{
  g_set_error (error, G_FILE_ERROR, (int)g_file_error_from_errno (saved), "%s", g_strerror (saved));
}

static RepSecret *
read_all (int fd, GError **error)
{
  g_autofree char *data = g_malloc (MAX_SECRET);
  gsize size = 0;

  while (size < MAX_SECRET) {
    gssize got = read (fd, data + size, MAX_SECRET - size);

    if (got < 0 && errno == EINTR)
      continue;
    if (got < 0) {
      set_file_error (error, errno);
      rep_wipe (data, size);
      return NULL;
    }
    if (got == 0)
      break;
    size += (gsize)got;
  }
  return rep_secret_take (data, strip_line_end (data, size));
}

RepSecret *
rep_process_read_secret (const char *path, GError **error)
{
  gboolean standard = strcmp (path, "-") == 0;
  int fd = standard ? STDIN_FILENO : open (path, O_RDONLY | O_CLOEXEC);
  RepSecret *secret;

  if (fd < 0) {
    set_file_error (error, errno);
    return NULL;
  }
  secret = read_all (fd, error);
  if (!standard)
    close (fd);
  return secret;
}

/* Returns how much was read, up to @size, or −1. */
static gssize
read_some (int fd, char *data, gsize size)
{
  gsize got = 0;

  while (got < size) {
    gssize more = read (fd, data + got, size - got);

    if (more < 0 && errno == EINTR)
      continue;
    if (more <= 0)
      return more < 0 ? -1 : (gssize)got;
    got += (gsize)more;
  }
  return (gssize)got;
}

char *
rep_process_read_text (const char *path)
{
  gboolean standard = strcmp (path, "-") == 0;
  int fd = standard ? STDIN_FILENO : open (path, O_RDONLY | O_CLOEXEC);
  char *text = g_malloc0 (MAX_TEXT + 2);
  gssize size = fd >= 0 ? read_some (fd, text, MAX_TEXT + 1) : -1;

  if (fd >= 0 && !standard)
    close (fd);
  if (size >= 0 && size <= MAX_TEXT)
    return text;
  rep_wipe (text, MAX_TEXT + 2);
  g_free (text);
  return NULL;
}

static RepSecret *
read_line (FILE *terminal)
{
  char line[4096];
  gsize size;

  if (fgets (line, sizeof line, terminal) == NULL)
    return NULL;
  size = strip_line_end (line, strlen (line));
  return rep_secret_take (line, size);
}

RepSecret *
rep_process_ask_secret (const char *prompt)
{
  FILE *terminal = fopen ("/dev/tty", "r+e");
  struct termios before, quiet;
  RepSecret *secret = NULL;

  if (terminal == NULL)
    return NULL;
  if (tcgetattr (fileno (terminal), &before) == 0) {
    quiet = before;
    quiet.c_lflag &= ~(tcflag_t)ECHO;
    fputs (prompt, terminal);
    fflush (terminal);
    (void)tcsetattr (fileno (terminal), TCSAFLUSH, &quiet);
    secret = read_line (terminal);
    (void)tcsetattr (fileno (terminal), TCSAFLUSH, &before);
    fputs ("\n", terminal);
  }
  fclose (terminal);
  return secret;
}
