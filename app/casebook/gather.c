/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/gather.h"

#define SLICE 4000 /* microseconds on end */
#define STEP 256   /* rows between two looks at the clock */

/* Counted, because the thread that sorts may outlive the interest in its answer. */
struct _RepGather {
  const RepGatherPlan *plan;
  gpointer owner; /* NULL: nobody waits any more */
  GArray *items;
  guint32 next;
  guint32 n;
  guint source;
};

static void
clear (gpointer data)
{
  RepGather *self = data;

  g_clear_pointer (&self->items, g_array_unref);
}

static void
sorted_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  RepGather *self = data;

  if (self->owner != NULL)
    self->plan->done (self->owner, g_steal_pointer (&self->items));
  g_rc_box_release_full (self, clear);
}

static void
sort_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  RepGather *self = data;

  g_array_sort (self->items, self->plan->compare);
  g_task_return_boolean (task, TRUE);
}

static void
sort (RepGather *self)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, sorted_cb, g_rc_box_acquire (self));

  g_task_set_source_tag (task, sort);
  g_task_set_task_data (task, self, NULL);
  g_task_run_in_thread (task, sort_thread);
}

static gboolean
slice_cb (gpointer data)
{
  RepGather *self = data;
  gint64 end = g_get_monotonic_time () + SLICE;

  do {
    guint32 stop = MIN (self->n - self->next, STEP) + self->next;

    while (self->next < stop)
      self->plan->see (self->owner, self->next++, self->items);
  } while (self->next < self->n && g_get_monotonic_time () < end);
  if (self->next < self->n)
    return G_SOURCE_CONTINUE;
  self->source = 0;
  sort (self);
  return G_SOURCE_REMOVE;
}

RepGather *
rep_gather_start (const RepGatherPlan *plan, gpointer owner, guint32 n)
{
  RepGather *self = g_rc_box_new0 (RepGather);

  self->plan = plan;
  self->owner = owner;
  self->n = n;
  self->items = g_array_new (FALSE, FALSE, (guint)plan->item_size);
  self->source = g_idle_add (slice_cb, self);
  return self;
}

void
rep_gather_free (RepGather *gather)
{
  if (gather == NULL)
    return;

  gather->owner = NULL;
  g_clear_handle_id (&gather->source, g_source_remove);
  g_rc_box_release_full (gather, clear);
}
