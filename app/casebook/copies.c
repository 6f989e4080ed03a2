/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "app/casebook/copies.h"
#include "app/domain/day.h"
#include "app/error.h"

#define FOLDER "Sauvegardes"
#define SUFFIX ".reperes"
#define STAMP "-YYYY-MM-DD-HHMM"

void
rep_copy_clear (gpointer copy)
{
  g_clear_pointer (&((RepCopy *)copy)->path, g_free);
}

char *
rep_copies_folder (const char *vault_path)
{
  g_autofree char *parent = g_path_get_dirname (vault_path);

  return g_build_filename (parent, FOLDER, NULL);
}

/* The vault's name without its suffix. */
static char *
stem_of (const char *vault_path)
{
  char *stem = g_path_get_basename (vault_path);

  if (g_str_has_suffix (stem, SUFFIX))
    stem[strlen (stem) - strlen (SUFFIX)] = '\0';
  return stem;
}

char *
rep_copies_name (const char *vault_path, gint64 now)
{
  g_autofree char *folder = rep_copies_folder (vault_path);
  g_autofree char *stem = stem_of (vault_path);
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (now);
  g_autofree char *stamp = g_date_time_format (local, "%Y-%m-%d-%H%M");
  g_autofree char *name = g_strdup_printf ("%s-%s" SUFFIX, stem, stamp);

  return g_build_filename (folder, name, NULL);
}

static gboolean
all_digits (const char *text, const char *pattern)
{
  for (; *pattern != '\0'; text++, pattern++)
    if (*pattern == '-' ? *text != '-' : !g_ascii_isdigit (*text))
      return FALSE;
  return TRUE;
}

/* Only names this program gives: stem, day and minute, nothing more. */
static gboolean
read_name (const char *name, const char *stem, RepCopy *copy)
{
  gsize length = strlen (stem);
  char day[REP_DAY_TEXT_SIZE] = { 0 };
  const char *stamp = name + length;
  guint hour, minute;

  if (strlen (name) != length + strlen (STAMP) + strlen (SUFFIX) ||
      !g_str_has_prefix (name, stem) || !g_str_has_suffix (name, SUFFIX) ||
      !all_digits (stamp, STAMP))
    return FALSE;
  memcpy (day, stamp + 1, 10);
  hour = (guint)(stamp[12] - '0') * 10 + (guint)(stamp[13] - '0');
  minute = (guint)(stamp[14] - '0') * 10 + (guint)(stamp[15] - '0');
  copy->minute = 60 * hour + minute;
  copy->day = rep_day_parse (day);
  return hour < 24 && minute < 60 && copy->day != 0;
}

static int
newest_first (gconstpointer a, gconstpointer b)
{
  const RepCopy *left = a, *right = b;

  if (left->day != right->day)
    return left->day > right->day ? -1 : 1;
  return left->minute > right->minute ? -1 : left->minute < right->minute ? 1 : 0;
}

GArray *
rep_copies_list (const char *vault_path)
{
  g_autofree char *folder = rep_copies_folder (vault_path);
  g_autofree char *stem = stem_of (vault_path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  GArray *copies = g_array_new (FALSE, TRUE, sizeof (RepCopy));
  const char *name;

  g_array_set_clear_func (copies, rep_copy_clear);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    RepCopy copy = { NULL };
    GStatBuf st;

    if (!read_name (name, stem, &copy))
      continue;
    copy.path = g_build_filename (folder, name, NULL);
    if (g_lstat (copy.path, &st) == 0 && S_ISREG (st.st_mode)) {
      copy.size = st.st_size;
      g_array_append_val (copies, copy);
    } else {
      rep_copy_clear (&copy);
    }
  }
  g_array_sort (copies, newest_first);
  return copies;
}

/* Weeks begin on Monday; day 1 of the calendar was one. */
static guint32
week_of (guint32 day)
{
  return (day - 1) / 7;
}

void
rep_copies_choose (const RepCopy *copies, guint n, guint32 today, gboolean *keep)
{
  guint days = 0, weeks = 0;
  guint32 day = 0, week = G_MAXUINT32;

  for (guint i = 0; i < n; i++) {
    gboolean first_of_day = copies[i].day != day;
    gboolean first_of_week = week_of (copies[i].day) != week;

    keep[i] = copies[i].day > today;
    if (keep[i])
      continue;
    day = copies[i].day;
    week = week_of (day);
    if (first_of_day && days < REP_COPIES_DAILY) {
      keep[i] = TRUE;
      days++;
    }
    if (first_of_week && weeks < REP_COPIES_WEEKLY) {
      keep[i] = TRUE;
      weeks++;
    }
  }
}

guint
rep_copies_prune (const char *vault_path, guint32 today)
{
  g_autoptr (GArray) copies = rep_copies_list (vault_path);
  g_autofree gboolean *keep = g_new0 (gboolean, MAX (copies->len, 1));
  guint gone = 0;

  rep_copies_choose ((const RepCopy *)(gpointer)copies->data, copies->len, today, keep);
  for (guint i = 0; i < copies->len; i++) {
    const char *path = g_array_index (copies, RepCopy, i).path;
    g_autofree char *list = g_strconcat (path, REP_ERASED_SUFFIX, NULL);

    if (keep[i] || g_unlink (path) != 0)
      continue;
    (void)g_unlink (list);
    gone++;
  }
  return gone;
}

gboolean
rep_copies_list_erased (const char *vault_path,
                        const RepId *vault,
                        const GArray *erased,
                        GError **error)
{
  g_autoptr (GArray) copies = rep_copies_list (vault_path);

  for (guint i = 0; i < copies->len; i++) {
    g_autofree char *list =
        g_strconcat (g_array_index (copies, RepCopy, i).path, REP_ERASED_SUFFIX, NULL);

    if (!rep_erased_write (list, vault, erased, error))
      return FALSE;
  }
  return TRUE;
}

static gboolean
make_folder (const char *vault_path, GError **error)
{
  g_autofree char *folder = rep_copies_folder (vault_path);

  if (g_mkdir (folder, 0700) == 0 || errno == EEXIST)
    return TRUE;
  return rep_app_error_set (error, REP_APP_ERROR_FILE, folder);
}

/* What a run that was killed left. */
static void
remove_unfinished (const char *vault_path)
{
  g_autofree char *folder = rep_copies_folder (vault_path);
  g_autofree char *stem = stem_of (vault_path);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *whole = g_strdup (name);
    g_autofree char *path = g_build_filename (folder, name, NULL);
    RepCopy copy;

    if (!g_str_has_suffix (whole, ".new"))
      continue;
    whole[strlen (whole) - strlen (".new")] = '\0';
    if (read_name (whole, stem, &copy))
      rep_backup_remove (path);
  }
}

/* A second copy within the minute takes the name of the next one. */
static char *
free_name (const char *vault_path, gint64 now, GError **error)
{
  g_autofree char *path = NULL;

  if (!make_folder (vault_path, error))
    return NULL;
  remove_unfinished (vault_path);
  do {
    g_free (path);
    path = rep_copies_name (vault_path, now);
    now += 60;
  } while (g_file_test (path, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK));
  return g_steal_pointer (&path);
}

static guint32
local_day (gint64 now)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (now);
  int year, month, day;

  g_date_time_get_ymd (local, &year, &month, &day);
  return rep_day_from_ymd ((guint)year, (guint)month, (guint)day);
}

gboolean
rep_copies_make (RepVault *vault,
                 const char *vault_path,
                 gint64 now,
                 RepBackup *backup,
                 char **path,
                 GError **error)
{
  g_autofree char *name = free_name (vault_path, now, error);

  if (name == NULL || !rep_vault_backup (vault, name, backup, error) ||
      !rep_vault_note (vault, REP_ACTION_BACKUP, NULL, 0, now, error))
    return FALSE;
  rep_copies_prune (vault_path, local_day (now));
  *path = g_steal_pointer (&name);
  return TRUE;
}

gboolean
rep_copies_make_locked (const char *vault_path, gint64 now, gboolean *made, GError **error)
{
  g_autoptr (GArray) copies = rep_copies_list (vault_path);
  g_autofree char *name = NULL;
  RepBackup backup = { 0 };

  *made = FALSE;
  if (copies->len > 0 &&
      rep_backup_same_state (vault_path, g_array_index (copies, RepCopy, 0).path))
    return TRUE;
  name = free_name (vault_path, now, error);
  if (name == NULL || !rep_backup_file (vault_path, name, &backup, error))
    return FALSE;
  rep_copies_prune (vault_path, local_day (now));
  *made = TRUE;
  return TRUE;
}
