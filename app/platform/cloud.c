/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/platform/cloud.h"

/* A folder of that name, or of that name and something behind a space ("OneDrive - Organisation").
 */
static const struct {
  const char *folder;
  const char *service;
} folders[] = {
  { "Nextcloud", "Nextcloud" },
  { "ownCloud", "ownCloud" },
  { "OneDrive", "OneDrive" },
  { "Dropbox", "Dropbox" },
  { "Google Drive", "Google Drive" },
  { "GoogleDrive", "Google Drive" },
  { "Mon Drive", "Google Drive" },
  { "My Drive", "Google Drive" },
  { "kDrive", "kDrive" },
  { "pCloudDrive", "pCloud" },
  { "MEGA", "MEGA" },
  { "Seafile", "Seafile" },
  { "Syncthing", "Syncthing" },
  { "Tresorit", "Tresorit" },
  { "Cozy Drive", "Cozy" },
};

static const struct {
  const char *file;
  const char *service;
} markers[] = {
  { ".nextcloudsync.log", "Nextcloud" },
  { ".owncloudsync.log", "Nextcloud" },
  { ".dropbox", "Dropbox" },
  { ".dropbox.cache", "Dropbox" },
  { ".stfolder", "Syncthing" },
  { ".tmp.drivedownload", "Google Drive" },
};

static const char *
service_of_name (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (folders); i++) {
    gsize length = strlen (folders[i].folder);

    if (g_ascii_strncasecmp (name, folders[i].folder, length) == 0 &&
        (name[length] == '\0' || name[length] == ' ' || name[length] == '('))
      return folders[i].service;
  }
  return NULL;
}

static const char *
service_of_content (const char *folder)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  for (guint i = 0; i < G_N_ELEMENTS (markers); i++) {
    g_autofree char *path = g_build_filename (folder, markers[i].file, NULL);

    if (g_file_test (path, G_FILE_TEST_EXISTS))
      return markers[i].service;
  }
  /* the database of a Nextcloud client has a name that differs with each folder */
  dir = g_dir_open (folder, 0, NULL);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if ((g_str_has_prefix (name, ".sync_") || g_str_has_prefix (name, "._sync_")) &&
        g_str_has_suffix (name, ".db"))
      return "Nextcloud";
  return NULL;
}

const char *
rep_cloud_service (const char *path)
{
  g_autofree char *at = g_canonicalize_filename (path, NULL);
  const char *found = NULL;

  while (found == NULL && strcmp (at, "/") != 0) {
    char *folder = g_path_get_dirname (at);
    g_autofree char *name = g_path_get_basename (folder);

    g_free (at);
    at = folder;
    found = service_of_name (name);
    if (found == NULL && strcmp (at, "/") != 0)
      found = service_of_content (at);
  }
  return found;
}
