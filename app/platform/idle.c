/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <time.h>

#include "app/platform/idle.h"

gint64
rep_idle_clock (void)
{
  struct timespec now;

  if (clock_gettime (CLOCK_BOOTTIME, &now) != 0)
    return g_get_monotonic_time () / G_USEC_PER_SEC;
  return now.tv_sec;
}

void
rep_idle_touch (RepIdle *idle, gint64 now)
{
  idle->last = MAX (idle->last, now);
}

guint
rep_idle_left (const RepIdle *idle, gint64 now)
{
  gint64 left = idle->last + idle->limit - now;

  return (guint)CLAMP (left, 0, (gint64)idle->limit);
}
