/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/casebook/id-table.h"

#define FIRST_BUCKETS 1024u

struct _RepIdTable {
  GArray *ids;      /* RepId by number */
  guint32 *buckets; /* number + 1, 0 when free; open addressing */
  guint32 mask;
};

RepIdTable *
rep_id_table_new (void)
{
  RepIdTable *self = g_new0 (RepIdTable, 1);

  self->ids = g_array_new (FALSE, FALSE, sizeof (RepId));
  self->buckets = g_new0 (guint32, FIRST_BUCKETS);
  self->mask = FIRST_BUCKETS - 1;
  return self;
}

void
rep_id_table_free (RepIdTable *table)
{
  if (table == NULL)
    return;

  g_array_unref (table->ids);
  g_free (table->buckets);
  g_free (table);
}

/* Returns the bucket that holds @id, or the free one where it belongs. */
static guint32
find_bucket (const RepIdTable *self, const RepId *id)
{
  guint32 bucket = rep_id_hash (id) & self->mask;

  while (self->buckets[bucket] != 0 &&
         !rep_id_equal (&g_array_index (self->ids, RepId, self->buckets[bucket] - 1), id))
    bucket = (bucket + 1) & self->mask;
  return bucket;
}

static void
grow (RepIdTable *self)
{
  guint32 n = (self->mask + 1) * 2;

  g_free (self->buckets);
  self->buckets = g_new0 (guint32, n);
  self->mask = n - 1;
  for (guint i = 0; i < self->ids->len; i++)
    self->buckets[find_bucket (self, &g_array_index (self->ids, RepId, i))] = i + 1;
}

guint32
rep_id_table_intern (RepIdTable *table, const RepId *id)
{
  guint32 bucket = find_bucket (table, id);

  if (table->buckets[bucket] != 0)
    return table->buckets[bucket] - 1;

  g_array_append_vals (table->ids, id, 1);
  table->buckets[bucket] = table->ids->len;
  if (table->ids->len > (table->mask + 1) / 2)
    grow (table);
  return table->ids->len - 1;
}

guint32
rep_id_table_find (const RepIdTable *table, const RepId *id)
{
  guint32 bucket = find_bucket (table, id);

  return table->buckets[bucket] != 0 ? table->buckets[bucket] - 1 : REP_NO_INDEX;
}

const RepId *
rep_id_table_get (const RepIdTable *table, guint32 index)
{
  g_return_val_if_fail (index < table->ids->len, NULL);

  return &g_array_index (table->ids, RepId, index);
}

guint32
rep_id_table_size (const RepIdTable *table)
{
  return table->ids->len;
}
