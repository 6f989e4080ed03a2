/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/platform/cloud.h"

#include <glib/gstdio.h>

static void
test_names (void)
{
  static const char *const cases[][2] = {
    { "/home/a/Nextcloud/essai.reperes", "Nextcloud" },
    { "/home/a/nextcloud/ML/2026/essai.reperes", "Nextcloud" },
    { "/home/a/OneDrive/essai.reperes", "OneDrive" },
    { "/home/a/OneDrive - Mission Locale/essai.reperes", "OneDrive" },
    { "/home/a/Dropbox (ML)/essai.reperes", "Dropbox" },
    { "/home/a/Google Drive/Mon dossier/essai.reperes", "Google Drive" },
    { "/home/a/Mon Drive/essai.reperes", "Google Drive" },
    { "/home/a/Documents/essai.reperes", NULL },
    { "/home/a/Dropboxes/essai.reperes", NULL },
    { "/home/a/Nextcloud", NULL }, /* the file itself has that name */
    { "/essai.reperes", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (rep_cloud_service (cases[i][0]), ==, cases[i][1]);
}

static void
test_markers (void)
{
  static const char *const markers[][2] = {
    { ".sync_3f5a.db", "Nextcloud" }, { "._sync_3f5a.db", "Nextcloud" },
    { ".dropbox.cache", "Dropbox" },  { ".stfolder", "Syncthing" },
    { ".sync_notes.txt", NULL },
  };
  g_autofree char *folder = g_dir_make_tmp ("reperes-test-XXXXXX", NULL);
  g_autofree char *inner = g_build_filename (folder, "Dossier", NULL);
  g_autofree char *path = g_build_filename (inner, "essai.reperes", NULL);

  g_assert_cmpint (g_mkdir (inner, 0700), ==, 0);
  g_assert_null (rep_cloud_service (path));
  for (guint i = 0; i < G_N_ELEMENTS (markers); i++) {
    g_autofree char *marker = g_build_filename (folder, markers[i][0], NULL);

    g_assert_true (g_file_set_contents (marker, "", 0, NULL));
    g_assert_cmpstr (rep_cloud_service (path), ==, markers[i][1]);
    g_assert_cmpint (g_unlink (marker), ==, 0);
  }
  g_assert_cmpint (g_rmdir (inner) | g_rmdir (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cloud/names", test_names);
  g_test_add_func ("/cloud/markers", test_markers);

  return g_test_run ();
}
