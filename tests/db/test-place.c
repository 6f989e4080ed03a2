/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "db/place.h"

#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "db/backup.h"
#include "tests/crypto/fixture.h"
#include "tests/db/fixture.h"

static void
test_types (void)
{
  static const struct {
    gint64 type;
    const char *name;
    gboolean network;
  } cases[] = {
    { 0xef53, NULL, FALSE },     /* ext4 */
    { 0x9123683e, NULL, FALSE }, /* btrfs */
    { 0x58465342, NULL, FALSE }, /* xfs */
    { 0x01021994, NULL, FALSE }, /* tmpfs */
    { 0x4d44, NULL, FALSE },     /* vfat */
    { 0x6969, NULL, TRUE },      /* nfs */
    { 0x517b, NULL, TRUE },
    { 0xff534d42, NULL, TRUE }, /* cifs */
    { 0xfe534d42, NULL, TRUE },
    { 0x00c36400, NULL, TRUE }, /* ceph */
    { 0x65735546, "fuseblk", FALSE },
    { 0x65735546, "fuse.gocryptfs", FALSE },
    { 0x65735546, "fuse.sshfs", TRUE },
    { 0x65735546, "fuse.rclone", TRUE },
    { 0x65735546, "fuse.gvfsd-fuse", TRUE },
    { 0x65735546, NULL, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("%x %s", (guint)cases[i].type, cases[i].name != NULL ? cases[i].name : "");
    g_assert_cmpint (rep_place_is_network (cases[i].type, cases[i].name), ==, cases[i].network);
  }
}

static void
test_mounts (void)
{
  static const char mounts[] =
      "22 28 0:21 / /proc rw,nosuid shared:12 - proc proc rw\n"
      "28 1 254:1 / / rw,relatime shared:1 - ext4 /dev/vda1 rw\n"
      "90 28 0:53 / /home/a/mon\\040partage rw,relatime shared:9 master:2 - fuse.sshfs a@b: rw\n"
      "a line that is none\n"
      "91 28 0:54 / /mnt rw -\n";
  g_autofree char *found = rep_place_mount_name (mounts, 0, 53);
  g_autofree char *root = rep_place_mount_name (mounts, 254, 1);

  g_assert_cmpstr (found, ==, "fuse.sshfs");
  g_assert_cmpstr (root, ==, "ext4");
  g_assert_null (rep_place_mount_name (mounts, 0, 99));
  g_assert_null (rep_place_mount_name (mounts, 0, 54));
  g_assert_null (rep_place_mount_name ("", 0, 21));
}

static gboolean
say_nfs (const char *path, gint64 *type, char **name)
{
  *type = 0x6969;
  *name = NULL;
  return TRUE;
}

static gboolean
say_sshfs (const char *path, gint64 *type, char **name)
{
  *type = 0x65735546;
  *name = g_strdup ("fuse.sshfs");
  return TRUE;
}

static gboolean
say_nothing (const char *path, gint64 *type, char **name)
{
  return FALSE;
}

static gboolean
opens (const char *path, GError **error)
{
  g_autoptr (RepVault) vault = rep_vault_open (path, 0, error);

  return vault != NULL;
}

/* A live vault is refused there; what only reads, and copies, are not. */
static void
test_network (TestVault *self, gconstpointer data)
{
  static const RepPlaceFunc funcs[] = { say_nfs, say_sshfs };
  g_autofree char *copy = g_build_filename (self->folder, "copie.reperes", NULL);
  g_autofree char *list = g_strconcat (copy, REP_ERASED_SUFFIX, NULL);
  g_autofree char *other = g_build_filename (self->folder, "autre.reperes", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (funcs); i++) {
    g_autoptr (RepSecret) password = test_secret (TEST_PASSWORD);
    RepVaultSetup setup = { .organisation = "x", .login = "a", .password = password, .shares = 1 };
    RepBackup backup = { 0 };
    g_autoptr (GError) error = NULL;

    test_vault_reopen (self);
    rep_place_ask (funcs[i]);
    g_assert_true (rep_vault_backup (self->vault, copy, &backup, &error));
    g_assert_true (rep_backup_fetch (copy, other, &error));
    g_assert_cmpint (g_unlink (copy) | g_unlink (list) | g_unlink (other), ==, 0);
    test_vault_close (self);
    g_assert_false (opens (self->path, &error));
    g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_NETWORK);
    g_clear_error (&error);
    g_assert_false (rep_vault_create (other, &setup, NULL, NULL, &error));
    g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_NETWORK);
    g_assert_false (g_file_test (other, G_FILE_TEST_EXISTS));
    rep_place_ask (say_nothing); /* not known is no reason to refuse */
    g_assert_true (opens (self->path, NULL));
    rep_place_ask (NULL);
    g_assert_true (opens (self->path, NULL));
  }
}

/* E1: each is refused clearly, and the file is as before. */
static void
test_exposed (TestVault *self, gconstpointer data)
{
  static const guint modes[] = { 0640, 0604, 0660, 0606, 0644, 0777 };
  RepDigest before, after;
  g_autoptr (GError) error = NULL;

  test_vault_close (self);
  before = test_file_digest (self->path);
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++) {
    g_clear_error (&error);
    g_assert_cmpint (g_chmod (self->path, (int)modes[i]), ==, 0);
    g_assert_false (opens (self->path, &error));
    g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_EXPOSED);
  }
  g_assert_cmpint (g_chmod (self->path, 0600), ==, 0);
  if (geteuid () == 0) {
    g_clear_error (&error);
    g_assert_cmpint (chown (self->path, 1, 1), ==, 0);
    g_assert_false (opens (self->path, &error));
    g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_NOT_OURS);
    g_assert_cmpint (chown (self->path, 0, 0), ==, 0);
  }
  after = test_file_digest (self->path);
  g_assert_true (rep_digest_equal (&before, &after));
  g_assert_true (opens (self->path, NULL));
}

static void
test_not_a_file (TestVault *self, gconstpointer data)
{
  g_autofree char *link = g_build_filename (self->folder, "lien", NULL);
  g_autofree char *pipe = g_build_filename (self->folder, "tube", NULL);
  g_autoptr (GError) error = NULL;

  test_vault_close (self);
  g_assert_cmpint (symlink (self->path, link), ==, 0);
  g_assert_false (opens (link, &error));
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_NOT_A_VAULT);
  g_clear_error (&error);
  g_assert_cmpint (g_unlink (link) | symlink ("/nowhere/at/all", link), ==, 0);
  g_assert_false (opens (link, &error));
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_NOT_A_VAULT);
  g_clear_error (&error);
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_false (opens (pipe, &error));
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_NOT_A_VAULT);
  g_clear_error (&error);
  g_assert_false (rep_backup_fetch (pipe, "/nowhere/at/all/copie", &error));
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_NOT_A_VAULT);
  g_clear_error (&error);
  g_assert_false (opens (self->folder, &error));
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_NOT_A_VAULT);
  g_assert_cmpint (g_unlink (link) | g_unlink (pipe), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/place/types", test_types);
  g_test_add_func ("/place/mounts", test_mounts);
#define ADD(name, func)                                                                            \
  g_test_add (name, TestVault, NULL, test_vault_set_up, func, test_vault_tear_down)
  ADD ("/place/network", test_network);
  ADD ("/place/exposed", test_exposed);
  ADD ("/place/not-a-file", test_not_a_file);

  return g_test_run ();
}
