/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/casebook/id-table.h"

#define FIRST_BUCKETS 1024u

/* The hash lies beside the number, so that another id's bucket is passed by without a look at that
 * id, which is far away in memory. */
typedef struct {
  guint32 number; /* + 1; 0 when free */
  guint32 hash;
} Bucket;

struct _RepIdTable {
  GArray *ids;     /* RepId by number */
  Bucket *buckets; /* open addressing */
  guint32 mask;
};

RepIdTable *
rep_id_table_new (void)
{
  RepIdTable *self = g_new0 (RepIdTable, 1);

  self->ids = g_array_new (FALSE, FALSE, sizeof (RepId));
  self->buckets = g_new0 (Bucket, FIRST_BUCKETS);
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

/* Returns the bucket that holds @id, whose hash is @hash, or the free one where it belongs. */
static Bucket *
find_bucket (const RepIdTable *self, const RepId *id, guint32 hash)
{
  guint32 at = hash & self->mask;

  while (self->buckets[at].number != 0 &&
         (self->buckets[at].hash != hash ||
          !rep_id_equal (&g_array_index (self->ids, RepId, self->buckets[at].number - 1), id)))
    at = (at + 1) & self->mask;
  return &self->buckets[at];
}

/* Ids that are in it differ: each goes to the first free bucket. */
static void
grow (RepIdTable *self)
{
  guint32 n = (self->mask + 1) * 2;
  Bucket *old = self->buckets;

  self->buckets = g_new0 (Bucket, n);
  self->mask = n - 1;
  for (guint i = 0; i < n / 2; i++) {
    guint32 at = old[i].hash & self->mask;

    if (old[i].number == 0)
      continue;
    while (self->buckets[at].number != 0)
      at = (at + 1) & self->mask;
    self->buckets[at] = old[i];
  }
  g_free (old);
}

guint32
rep_id_table_intern (RepIdTable *table, const RepId *id)
{
  guint32 hash = rep_id_hash (id);
  Bucket *bucket = find_bucket (table, id, hash);

  if (bucket->number != 0)
    return bucket->number - 1;

  g_array_append_vals (table->ids, id, 1);
  *bucket = (Bucket){ table->ids->len, hash };
  if (table->ids->len > (table->mask + 1) / 2)
    grow (table);
  return table->ids->len - 1;
}

guint32
rep_id_table_find (const RepIdTable *table, const RepId *id)
{
  const Bucket *bucket = find_bucket (table, id, rep_id_hash (id));

  return bucket->number != 0 ? bucket->number - 1 : REP_NO_INDEX;
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
