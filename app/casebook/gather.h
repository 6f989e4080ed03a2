/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * RepGather:
 *
 * A look at everyone that keeps nobody waiting: the rows change on the main thread alone, so they
 * are read there, a few milliseconds at a time; what was read is then sorted on another thread.
 */
typedef struct _RepGather RepGather;

/**
 * RepGatherPlan:
 * @see: appends what row @number has to show to @out
 * @done: @items: (transfer full): all of it, in order; the gather is over and may be freed
 */
typedef struct {
  gsize item_size;
  void (*see) (gpointer owner, guint32 number, GArray *out);
  GCompareFunc compare;
  void (*done) (gpointer owner, GArray *items);
} RepGatherPlan;

/** rep_gather_start: goes through rows 0 … @n − 1. @plan is static; rep_gather_free() before
 * @owner goes. */
RepGather *rep_gather_start (const RepGatherPlan *plan, gpointer owner, guint32 n);
/** rep_gather_free: gives up what is still under way; @done is not called any more. */
void rep_gather_free (RepGather *gather);

G_END_DECLS
