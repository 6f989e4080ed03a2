/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/faults/shim-vfs.h"

#include <sqlite3.h>
#include <string.h>

#define SECTOR 512

/* What was done to a file since its last sync. */
typedef struct {
  enum { OP_WRITE, OP_TRUNCATE, OP_DELETE } what;
  gint64 at; /* of a write; the size after a truncation */
  GBytes *data;
} Op;

/* One file as the disk sees it. */
typedef struct {
  GByteArray *durable; /* NULL: does not exist there */
  GArray *ops;         /* Op */
} Disk;

typedef struct {
  sqlite3_file base;
  const char *path; /* NULL for a file without a name; SQLite keeps it until the file is closed */
  sqlite3_file real[];
} ShimFile;

static struct {
  sqlite3_vfs vfs;
  sqlite3_vfs *under;
  ShimFault fault;
  guint call, calls, opened;
  gboolean struck;
  GHashTable *disks; /* path -> Disk */
  double share;      /* of what was not synced that arrives */
} shim;

static void
op_clear (gpointer data)
{
  Op *op = data;

  g_clear_pointer (&op->data, g_bytes_unref);
}

static void
disk_free (gpointer data)
{
  Disk *disk = data;

  g_clear_pointer (&disk->durable, g_byte_array_unref);
  g_array_unref (disk->ops);
  g_free (disk);
}

/* A file first touched after shim_arm() is durable as it lies there. Kept for power cuts alone. */
static Disk *
disk_of (const char *path)
{
  Disk *disk;
  char *bytes;
  gsize size;

  if (path == NULL || (shim.fault != SHIM_POWER && shim.fault != SHIM_LOST_SYNC))
    return NULL;
  disk = g_hash_table_lookup (shim.disks, path);
  if (disk != NULL)
    return disk;

  disk = g_new0 (Disk, 1);
  disk->ops = g_array_new (FALSE, FALSE, sizeof (Op));
  g_array_set_clear_func (disk->ops, op_clear);
  if (g_file_get_contents (path, &bytes, &size, NULL))
    disk->durable = g_byte_array_new_take ((guint8 *)bytes, size);
  g_hash_table_insert (shim.disks, g_strdup (path), disk);
  return disk;
}

static void
note (Disk *disk, Op op)
{
  if (disk != NULL)
    g_array_append_val (disk->ops, op);
  else
    op_clear (&op);
}

static void
put (Disk *disk, gint64 at, const guint8 *data, gsize size)
{
  gsize end = (gsize)at + size, before;

  if (disk->durable == NULL)
    disk->durable = g_byte_array_new ();
  before = disk->durable->len;
  if (end > before) {
    g_byte_array_set_size (disk->durable, (guint)end);
    memset (disk->durable->data + before, 0, end - before);
  }
  memcpy (disk->durable->data + at, data, size);
}

/* @rand decides what arrives; all does without it. */
static gboolean
arrives (GRand *rand)
{
  return rand == NULL || g_rand_double (rand) < shim.share;
}

static void
put_sectors (Disk *disk, const Op *op, GRand *rand)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (op->data, &size);

  for (gsize done = 0; done < size;) {
    gsize many = MIN (size - done, SECTOR - ((gsize)op->at + done) % SECTOR);

    if (arrives (rand))
      put (disk, op->at + (gint64)done, data + done, many);
    done += many;
  }
}

static void
settle (Disk *disk, GRand *rand)
{
  for (guint i = 0; i < disk->ops->len; i++) {
    const Op *op = &g_array_index (disk->ops, Op, i);

    if (op->what == OP_WRITE) {
      put_sectors (disk, op, rand);
    } else if (op->what == OP_DELETE) {
      if (!arrives (rand))
        break; /* the old file is still there, and nothing of one made after it is */
      g_clear_pointer (&disk->durable, g_byte_array_unref);
    } else if (disk->durable != NULL && disk->durable->len > op->at && arrives (rand)) {
      g_byte_array_set_size (disk->durable, (guint)op->at);
    }
  }
  g_array_set_size (disk->ops, 0);
}

/* Files that were never touched are as they were. */
static void
touch_all (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    if (!g_str_has_suffix (name, "-shm") && !g_str_has_suffix (name, ".lock"))
      (void)disk_of (path);
  }
}

void
shim_write_remains (const char *from, const char *to, GRand *rand)
{
  static const double shares[] = { 0, 0.1, 0.5, 0.9, 0.99, 1 };
  GHashTableIter iter;
  gpointer path, disk;

  touch_all (from);
  shim.share = shares[g_rand_int_range (rand, 0, G_N_ELEMENTS (shares))];
  g_hash_table_iter_init (&iter, shim.disks);
  while (g_hash_table_iter_next (&iter, &path, &disk)) {
    g_autofree char *name = g_path_get_basename (path);
    g_autofree char *copy = g_build_filename (to, name, NULL);
    const GByteArray *left;
    g_autoptr (GError) error = NULL;

    settle (disk, rand);
    left = ((Disk *)disk)->durable;
    if (left == NULL)
      continue;
    g_file_set_contents_full (copy, (const char *)left->data, left->len, G_FILE_SET_CONTENTS_NONE,
                              0600, &error);
    g_assert_no_error (error);
  }
}

/* Counts a call; answers what it must answer: SQLITE_OK to go on. */
static int
strike (gboolean writes, int code)
{
  gboolean due;

  if (shim.fault == SHIM_LOST_SYNC)
    return SQLITE_OK;
  shim.calls++;
  due = shim.fault == SHIM_ONCE ? shim.calls == shim.call : shim.calls >= shim.call;
  if (shim.fault == SHIM_NONE || !due || (shim.fault == SHIM_FULL && !writes))
    return SQLITE_OK;
  shim.struck = TRUE;
  return shim.fault == SHIM_FULL ? SQLITE_FULL : code;
}

#define REAL(file) (((ShimFile *)(file))->real)
#define CALL(file, method, ...) REAL (file)->pMethods->method (REAL (file), ##__VA_ARGS__)
#define STRIKE(writes, code)                                                                       \
  G_STMT_START                                                                                     \
  {                                                                                                \
    int struck = strike (writes, code);                                                            \
    if (struck != SQLITE_OK)                                                                       \
      return struck;                                                                               \
  }                                                                                                \
  G_STMT_END

static int
shim_close (sqlite3_file *file)
{
  return CALL (file, xClose);
}

static int
shim_read (sqlite3_file *file, void *data, int size, sqlite3_int64 at)
{
  STRIKE (FALSE, SQLITE_IOERR_READ);
  return CALL (file, xRead, data, size, at);
}

static int
shim_write (sqlite3_file *file, const void *data, int size, sqlite3_int64 at)
{
  gboolean first = !shim.struck;
  int answer = strike (TRUE, SQLITE_IOERR_WRITE);

  /* The write during which the light went out may have arrived in part. */
  if (answer == SQLITE_OK || (shim.fault == SHIM_POWER && first))
    note (disk_of (((ShimFile *)file)->path),
          (Op){ OP_WRITE, at, g_bytes_new (data, (gsize)size) });
  return answer != SQLITE_OK ? answer : CALL (file, xWrite, data, size, at);
}

static int
shim_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  STRIKE (FALSE, SQLITE_IOERR_TRUNCATE);
  note (disk_of (((ShimFile *)file)->path), (Op){ OP_TRUNCATE, size, NULL });
  return CALL (file, xTruncate, size);
}

static int
shim_sync (sqlite3_file *file, int flags)
{
  Disk *disk = disk_of (((ShimFile *)file)->path);

  STRIKE (FALSE, SQLITE_IOERR_FSYNC);
  if (disk != NULL && shim.fault == SHIM_LOST_SYNC && ++shim.calls == shim.call) {
    g_array_set_size (disk->ops, 0);
    shim.struck = TRUE;
    return SQLITE_IOERR_FSYNC;
  }
  if (disk != NULL)
    settle (disk, NULL);
  return SQLITE_OK;
}

static int
shim_file_size (sqlite3_file *file, sqlite3_int64 *size)
{
  STRIKE (FALSE, SQLITE_IOERR_FSTAT);
  return CALL (file, xFileSize, size);
}

static int
shim_lock (sqlite3_file *file, int level)
{
  STRIKE (FALSE, SQLITE_IOERR_LOCK);
  return CALL (file, xLock, level);
}

static int
shim_unlock (sqlite3_file *file, int level)
{
  return CALL (file, xUnlock, level);
}

static int
shim_check_reserved (sqlite3_file *file, int *answer)
{
  STRIKE (FALSE, SQLITE_IOERR_CHECKRESERVEDLOCK);
  return CALL (file, xCheckReservedLock, answer);
}

static int
shim_control (sqlite3_file *file, int op, void *argument)
{
  return CALL (file, xFileControl, op, argument);
}

static int
shim_sector_size (sqlite3_file *file)
{
  return CALL (file, xSectorSize);
}

static int
shim_characteristics (sqlite3_file *file)
{
  return CALL (file, xDeviceCharacteristics);
}

static int
shim_shm_map (sqlite3_file *file, int page, int size, int extend, void volatile **map)
{
  STRIKE (extend != 0, SQLITE_IOERR_SHMMAP);
  return CALL (file, xShmMap, page, size, extend, map);
}

static int
shim_shm_lock (sqlite3_file *file, int offset, int n, int flags)
{
  if ((flags & SQLITE_SHM_LOCK) != 0)
    STRIKE (FALSE, SQLITE_IOERR_SHMLOCK);
  return CALL (file, xShmLock, offset, n, flags);
}

static void
shim_shm_barrier (sqlite3_file *file)
{
  CALL (file, xShmBarrier);
}

static int
shim_shm_unmap (sqlite3_file *file, int delete)
{
  return CALL (file, xShmUnmap, delete);
}

/* Version 2: no memory mapping of the file, as the program has it anyway. */
static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = shim_close,
  .xRead = shim_read,
  .xWrite = shim_write,
  .xTruncate = shim_truncate,
  .xSync = shim_sync,
  .xFileSize = shim_file_size,
  .xLock = shim_lock,
  .xUnlock = shim_unlock,
  .xCheckReservedLock = shim_check_reserved,
  .xFileControl = shim_control,
  .xSectorSize = shim_sector_size,
  .xDeviceCharacteristics = shim_characteristics,
  .xShmMap = shim_shm_map,
  .xShmLock = shim_shm_lock,
  .xShmBarrier = shim_shm_barrier,
  .xShmUnmap = shim_shm_unmap,
};

static int
shim_open (sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out_flags)
{
  ShimFile *self = (ShimFile *)file;
  int answer;

  self->base.pMethods = NULL;
  STRIKE (FALSE, SQLITE_CANTOPEN);
  self->path = name;
  shim.opened++;
  (void)disk_of (name);
  memset (self->real, 0, (gsize)shim.under->szOsFile);
  answer = shim.under->xOpen (shim.under, name, self->real, flags, out_flags);
  if (self->real->pMethods != NULL)
    self->base.pMethods = &methods;
  return answer;
}

static int
shim_delete (sqlite3_vfs *vfs, const char *name, int sync_folder)
{
  Disk *disk;

  STRIKE (FALSE, SQLITE_IOERR_DELETE);
  disk = disk_of (name);
  note (disk, (Op){ OP_DELETE, 0, NULL });
  if (disk != NULL && sync_folder != 0)
    settle (disk, NULL);
  return shim.under->xDelete (shim.under, name, 0);
}

static int
shim_access (sqlite3_vfs *vfs, const char *name, int flags, int *answer)
{
  STRIKE (FALSE, SQLITE_IOERR_ACCESS);
  return shim.under->xAccess (shim.under, name, flags, answer);
}

static int
shim_full_name (sqlite3_vfs *vfs, const char *name, int size, char *out)
{
  return shim.under->xFullPathname (shim.under, name, size, out);
}

void
shim_install (void)
{
  shim.under = sqlite3_vfs_find (NULL);
  shim.vfs = *shim.under; /* time, randomness and the rest are the default's own */
  shim.vfs.zName = "reperes-test-shim";
  shim.vfs.szOsFile = (int)sizeof (ShimFile) + shim.under->szOsFile;
  shim.vfs.pNext = NULL;
  shim.vfs.xOpen = shim_open;
  shim.vfs.xDelete = shim_delete;
  shim.vfs.xAccess = shim_access;
  shim.vfs.xFullPathname = shim_full_name;
  shim.disks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, disk_free);
  g_assert_cmpint (sqlite3_vfs_register (&shim.vfs, 1), ==, SQLITE_OK);
}

void
shim_remove (void)
{
  g_assert_cmpint (sqlite3_vfs_unregister (&shim.vfs), ==, SQLITE_OK);
  g_clear_pointer (&shim.disks, g_hash_table_unref);
  shim.fault = SHIM_NONE;
}

void
shim_arm (ShimFault fault, guint call)
{
  g_hash_table_remove_all (shim.disks);
  shim.fault = fault;
  shim.call = call;
  shim.calls = 0;
  shim.opened = 0;
  shim.struck = FALSE;
}

guint
shim_disarm (void)
{
  shim.fault = SHIM_NONE;
  return shim.calls;
}

guint
shim_opened (void)
{
  return shim.opened;
}

gboolean
shim_struck (void)
{
  return shim.struck;
}
