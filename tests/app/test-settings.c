/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>
#include <string.h>

#include "app/platform/settings.h"

typedef struct {
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("reperes-settings-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "reperes", "settings.ini", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autofree char *inner = g_path_get_dirname (self->path);

  g_unlink (self->path);
  g_rmdir (inner);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
  g_free (self->path);
}

static void
test_default (Fixture *self, gconstpointer data)
{
  g_assert_cmpuint (rep_settings_idle_seconds (self->path), ==, 300);
}

static void
test_kept (Fixture *self, gconstpointer data)
{
  g_autofree char *text = NULL;

  g_assert_true (rep_settings_set_idle_seconds (self->path, 120, NULL));
  g_assert_cmpuint (rep_settings_idle_seconds (self->path), ==, 120);
  g_assert_true (
      g_file_set_contents (self->path, "[other]\nx=1\n[lock]\nidle-seconds=60\n", -1, NULL));
  g_assert_true (rep_settings_set_idle_seconds (self->path, 100000, NULL));
  g_assert_cmpuint (rep_settings_idle_seconds (self->path), ==, REP_IDLE_SECONDS_MAX);
  g_assert_true (g_file_get_contents (self->path, &text, NULL, NULL));
  g_assert_nonnull (strstr (text, "x=1"));
}

/* Nothing written there can switch the lock off. */
static void
test_nonsense (Fixture *self, gconstpointer data)
{
  const char *const values[] = { "0", "-5", "1", "3601", "never", "", "99999999999", "300s" };

  g_assert_true (rep_settings_set_idle_seconds (self->path, 120, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (values); i++) {
    g_autofree char *text = g_strdup_printf ("[lock]\nidle-seconds=%s\n", values[i]);

    g_assert_true (g_file_set_contents (self->path, text, -1, NULL));
    g_assert_cmpuint (rep_settings_idle_seconds (self->path), ==, 300);
  }
  g_assert_true (g_file_set_contents (self->path, "garbage", -1, NULL));
  g_assert_cmpuint (rep_settings_idle_seconds (self->path), ==, 300);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/settings/default", Fixture, NULL, set_up, test_default, tear_down);
  g_test_add ("/settings/kept", Fixture, NULL, set_up, test_kept, tear_down);
  g_test_add ("/settings/nonsense", Fixture, NULL, set_up, test_nonsense, tear_down);
  return g_test_run ();
}
