/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>

#include "db/place.h"

#define FUSE_TYPE 0x65735546

/* Network file systems by the number statfs() gives them (linux/magic.h, and those that left it).
 */
static const gint64 network_types[] = {
  0x6969,     /* NFS */
  0x517b,     /* SMB */
  0xff534d42, /* CIFS */
  0xfe534d42, /* SMB2 */
  0x5346414f, /* AFS */
  0x6b414653, /* kAFS */
  0x00c36400, /* Ceph */
  0x73757245, /* Coda */
  0x564c,     /* NCP */
  0x0bd00bd0, /* Lustre */
  0x786f4256, /* shared folder of VirtualBox */
  0xbacbacbc, /* shared folder of VMware */
};

/* In user space, a name tells what is behind: these are layers on a local disk. Anything else may
 * be another machine. */
static const char *const local_names[] = {
  "fuseblk",       "fuse.gocryptfs",      "fuse.encfs",    "fuse.cryfs", "fuse.bindfs",
  "fuse.mergerfs", "fuse.fuse-overlayfs", "fuse.ntfs-3g",  "fuse.ntfs",  "fuse.exfat",
  "fuse.unionfs",  "fuse.unionfs-fuse",   "fuse.fuseext2",
};

static RepPlaceFunc asked;

gboolean
rep_place_is_network (gint64 type, const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (network_types); i++)
    if (type == network_types[i])
      return TRUE;
  if (type != FUSE_TYPE)
    return FALSE;
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (local_names); i++)
    if (strcmp (name, local_names[i]) == 0)
      return FALSE;
  return TRUE;
}

/* "36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw": the third word is the device,
 * the one after the lone hyphen the name. */
char *
rep_place_mount_name (const char *mounts, guint major, guint minor)
{
  g_auto (GStrv) lines = g_strsplit (mounts, "\n", -1);
  g_autofree char *device = g_strdup_printf ("%u:%u", major, minor);

  for (guint i = 0; lines[i] != NULL; i++) {
    g_auto (GStrv) words = g_strsplit (lines[i], " ", -1);
    const char *end = strstr (lines[i], " - ");

    if (end != NULL && g_strv_length (words) > 3 && strcmp (words[2], device) == 0)
      return g_strndup (end + 3, strcspn (end + 3, " "));
  }
  return NULL;
}

static gboolean
ask_system (const char *path, gint64 *type, char **name)
{
  g_autofree char *mounts = NULL;
  struct statfs fs;
  struct stat st;

  *name = NULL;
  if (statfs (path, &fs) != 0 || stat (path, &st) != 0)
    return FALSE;
  *type = (gint64)(guint32)fs.f_type;
  if (*type == FUSE_TYPE && g_file_get_contents ("/proc/self/mountinfo", &mounts, NULL, NULL))
    *name = rep_place_mount_name (mounts, major (st.st_dev), minor (st.st_dev));
  return TRUE;
}

void
rep_place_ask (RepPlaceFunc func)
{
  asked = func;
}

gboolean
rep_place_check (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = NULL;
  gint64 type;

  if (!(asked != NULL ? asked : ask_system) (folder, &type, &name) ||
      !rep_place_is_network (type, name))
    return TRUE;
  g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_NETWORK, "file system %08x", (guint)type);
  return FALSE;
}
