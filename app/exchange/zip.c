/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/exchange/zip.h"

#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "crypto/secret.h"

#define END_SIZE 22u    /* of the record at the end, without its comment */
#define ENTRY_SIZE 46u  /* of an entry of the directory, without its name */
#define HEADER_SIZE 30u /* before what is packed, without its name */
#define COMMENT_MAX 65535u
#define STORED 0u
#define DEFLATED 8u

static guint
u16_at (const RepZip *self, gsize at)
{
  return self->data[at] | (guint)self->data[at + 1] << 8;
}

static guint32
u32_at (const RepZip *self, gsize at)
{
  return u16_at (self, at) | (guint32)u16_at (self, at + 2) << 16;
}

static gboolean
is_at (const RepZip *self, gsize at, gsize size, const char *mark)
{
  return at <= self->size && size <= self->size - at && memcmp (self->data + at, mark, 4) == 0;
}

gboolean
rep_zip_open (RepZip *zip, const guint8 *data, gsize size)
{
  gsize least = size > END_SIZE + COMMENT_MAX ? size - END_SIZE - COMMENT_MAX : 0;

  *zip = (RepZip){ .data = data, .size = size };
  if (size < END_SIZE)
    return FALSE;
  for (gsize at = size - END_SIZE + 1; at-- > least;)
    if (is_at (zip, at, END_SIZE, "PK\5\6")) {
      zip->n = u16_at (zip, at + 10);
      zip->directory = u32_at (zip, at + 16);
      return TRUE;
    }
  return FALSE;
}

/* The window of zlib holds what was unpacked. */
static void *
allocate (void *data, unsigned n, unsigned size)
{
  return calloc (n, size);
}

static void
wipe_free (void *data, void *memory)
{
  rep_wipe (memory, malloc_usable_size (memory));
  free (memory);
}

static gboolean
unpack (const guint8 *packed, guint32 packed_size, RepArena *out)
{
  z_stream stream = { .zalloc = allocate,
                      .zfree = wipe_free,
                      .next_in = (z_const Bytef *)packed,
                      .avail_in = packed_size,
                      .next_out = rep_arena_data (out),
                      .avail_out = (uInt)rep_arena_size (out) };
  gboolean whole;

  if (inflateInit2 (&stream, -MAX_WBITS) != Z_OK)
    return FALSE;
  whole = inflate (&stream, Z_FINISH) == Z_STREAM_END && stream.avail_out == 0;
  (void)inflateEnd (&stream);
  return whole;
}

/* Reads the entry whose place in the directory is @at. */
static RepZipResult
read_entry (const RepZip *self, gsize at, gsize max, RepArena *out)
{
  guint method = u16_at (self, at + 10);
  guint32 packed_size = u32_at (self, at + 20), size = u32_at (self, at + 24);
  gsize header = u32_at (self, at + 42), data;

  if ((u16_at (self, at + 8) & 1) != 0)
    return REP_ZIP_ENCRYPTED;
  if (size > max)
    return REP_ZIP_LARGE;
  if (!is_at (self, header, HEADER_SIZE, "PK\3\4"))
    return REP_ZIP_DAMAGED;
  data = header + HEADER_SIZE + u16_at (self, header + 26) + u16_at (self, header + 28);
  if (data > self->size || packed_size > self->size - data ||
      (method == STORED ? packed_size != size : method != DEFLATED))
    return REP_ZIP_DAMAGED;
  rep_arena_clear (out);
  rep_arena_resize (out, size);
  if (method == STORED && size > 0)
    memcpy (rep_arena_data (out), self->data + data, size);
  else if (method == DEFLATED && !unpack (self->data + data, packed_size, out))
    return REP_ZIP_DAMAGED;
  return crc32 (0, rep_arena_data (out), size) == u32_at (self, at + 16) ? REP_ZIP_READ
                                                                         : REP_ZIP_DAMAGED;
}

RepZipResult
rep_zip_read (const RepZip *zip, const char *name, gsize max, RepArena *out)
{
  gsize at = zip->directory, length = strlen (name);

  for (guint i = 0; i < zip->n; i++) {
    gsize n_name;

    if (!is_at (zip, at, ENTRY_SIZE, "PK\1\2"))
      return REP_ZIP_DAMAGED;
    n_name = u16_at (zip, at + 28);
    if (n_name > zip->size - at - ENTRY_SIZE)
      return REP_ZIP_DAMAGED;
    if (n_name == length &&
        g_ascii_strncasecmp ((const char *)zip->data + at + ENTRY_SIZE, name, length) == 0)
      return read_entry (zip, at, max, out);
    at += ENTRY_SIZE + n_name + u16_at (zip, at + 30) + u16_at (zip, at + 32);
  }
  return REP_ZIP_ABSENT;
}
