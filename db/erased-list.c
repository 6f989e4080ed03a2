/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "db/backup.h"
#include "db/erased-list.h"
#include "db/file.h"

#define MAGIC "RPER"
#define VERSION 1
#define HEAD_SIZE (4 + 1 + REP_ID_SIZE + 4)

static int
compare (gconstpointer a, gconstpointer b)
{
  return rep_id_compare (a, b);
}

GBytes *
rep_erased_pack (const RepId *vault, const GArray *ids)
{
  g_autoptr (GArray) sorted = g_array_copy ((GArray *)ids);
  GByteArray *out = g_byte_array_new ();
  guint8 version = VERSION;
  RepDigest digest;

  g_array_sort (sorted, compare);
  g_byte_array_append (out, (const guint8 *)MAGIC, 4);
  g_byte_array_append (out, &version, 1);
  g_byte_array_append (out, vault->bytes, REP_ID_SIZE);
  rep_put_u32 (out, sorted->len);
  for (guint i = 0; i < sorted->len; i++)
    g_byte_array_append (out, g_array_index (sorted, RepId, i).bytes, REP_ID_SIZE);
  digest = rep_digest (out->data, out->len);
  g_byte_array_append (out, digest.bytes, REP_DIGEST_SIZE);
  return g_byte_array_free_to_bytes (out);
}

static GArray *
refuse (RepDbError code, const char *why, GError **error)
{
  g_set_error (error, REP_DB_ERROR, (int)code, "%s", why);
  return NULL;
}

GArray *
rep_erased_parse (gconstpointer data, gsize size, const RepId *vault, GError **error)
{
  const guint8 *at = data;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (RepId));
  guint32 n;
  RepDigest digest;

  if (size >= 5 && memcmp (at, MAGIC, 4) == 0 && at[4] > VERSION)
    return refuse (REP_DB_ERROR_TOO_NEW, "newer list of erasures", error);
  if (size < HEAD_SIZE + REP_DIGEST_SIZE || memcmp (at, MAGIC, 4) != 0 || at[4] != VERSION)
    return refuse (REP_DB_ERROR_CORRUPT, "list of erasures", error);
  n = rep_get_u32 (at + HEAD_SIZE - 4);
  digest = rep_digest (at, size - REP_DIGEST_SIZE);
  if ((size - HEAD_SIZE - REP_DIGEST_SIZE) / REP_ID_SIZE != n ||
      (size - HEAD_SIZE - REP_DIGEST_SIZE) % REP_ID_SIZE != 0 ||
      memcmp (at + size - REP_DIGEST_SIZE, digest.bytes, REP_DIGEST_SIZE) != 0)
    return refuse (REP_DB_ERROR_CORRUPT, "list of erasures", error);
  if (memcmp (at + 5, vault->bytes, REP_ID_SIZE) != 0)
    return refuse (REP_DB_ERROR_NOT_A_VAULT, "another vault's list of erasures", error);

  g_array_append_vals (ids, at + HEAD_SIZE, n);
  for (guint i = 1; i < n; i++)
    if (rep_id_compare (&g_array_index (ids, RepId, i - 1), &g_array_index (ids, RepId, i)) >= 0)
      return refuse (REP_DB_ERROR_CORRUPT, "list of erasures", error);
  return g_steal_pointer (&ids);
}

gboolean
rep_erased_write (const char *path, const RepId *vault, const GArray *ids, GError **error)
{
  g_autoptr (GBytes) bytes = rep_erased_pack (vault, ids);

  return rep_file_replace (path, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
}

GArray *
rep_erased_read (const char *path, const RepId *vault, GError **error)
{
  g_autoptr (GBytes) bytes = rep_file_read (path, REP_ERASED_MAX_SIZE, error);

  return bytes != NULL ? rep_erased_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                           vault, error)
                       : NULL;
}
