/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sys/stat.h>

#include "app/platform/released.h"

#define GROUP                                                                                      \
  "released" /* id of a project = first day of a quarter, days since 1 January of year 1 */
#define MAX_SIZE 65536

static char *
path_of (const char *folder, const RepId *vault)
{
  char hex[REP_ID_HEX_SIZE];
  g_autofree char *name = g_strconcat (rep_id_format (vault, hex), ".releases", NULL);

  return g_build_filename (folder, name, NULL);
}

/* A file too large to be ours is no memory. */
static GKeyFile *
load (const char *path)
{
  GKeyFile *file = g_key_file_new ();
  struct stat st;

  if (stat (path, &st) == 0 && S_ISREG (st.st_mode) && st.st_size <= MAX_SIZE)
    (void)g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL);
  return file;
}

guint32
rep_released_newest (const char *folder, const RepId *vault, const RepId *project)
{
  g_autofree char *path = path_of (folder, vault);
  g_autoptr (GKeyFile) file = load (path);
  char hex[REP_ID_HEX_SIZE];

  return (guint32)g_key_file_get_uint64 (file, GROUP, rep_id_format (project, hex), NULL);
}

gboolean
rep_released_remember (const char *folder,
                       const RepId *vault,
                       const RepId *project,
                       guint32 quarter)
{
  g_autofree char *path = path_of (folder, vault);
  g_autoptr (GKeyFile) file = load (path);
  g_autofree char *text = NULL;
  char hex[REP_ID_HEX_SIZE];

  if (rep_released_newest (folder, vault, project) >= quarter)
    return TRUE;
  g_key_file_set_uint64 (file, GROUP, rep_id_format (project, hex), quarter);
  text = g_key_file_to_data (file, NULL, NULL);
  return g_mkdir_with_parents (folder, 0700) == 0 &&
         g_file_set_contents_full (path, text, -1, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL);
}
