/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/platform/settings.h"

#define GROUP "lock"
#define IDLE_SECONDS "idle-seconds"

char *
rep_settings_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "reperes", "settings.ini", NULL);
}

static GKeyFile *
load (const char *path)
{
  GKeyFile *file = g_key_file_new ();

  (void)g_key_file_load_from_file (file, path, G_KEY_FILE_KEEP_COMMENTS, NULL);
  return file;
}

guint
rep_settings_idle_seconds (const char *path)
{
  g_autoptr (GKeyFile) file = load (path);
  g_autoptr (GError) error = NULL;
  int seconds = g_key_file_get_integer (file, GROUP, IDLE_SECONDS, &error);

  if (error != NULL || seconds < (int)REP_IDLE_SECONDS_MIN || seconds > (int)REP_IDLE_SECONDS_MAX)
    return REP_IDLE_SECONDS_DEFAULT;
  return (guint)seconds;
}

gboolean
rep_settings_set_idle_seconds (const char *path, guint seconds, GError **error)
{
  g_autoptr (GKeyFile) file = load (path);
  g_autofree char *folder = g_path_get_dirname (path);

  g_key_file_set_integer (file, GROUP, IDLE_SECONDS,
                          (int)CLAMP (seconds, REP_IDLE_SECONDS_MIN, REP_IDLE_SECONDS_MAX));
  (void)g_mkdir_with_parents (folder, 0700); /* if it cannot be made, saving says so */
  return g_key_file_save_to_file (file, path, error);
}
