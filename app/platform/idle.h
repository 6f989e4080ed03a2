/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * Nobody at the program: no key, click or touch in its own windows for a while. That works under
 * every desktop without a service, and is never longer than what the desktop itself would measure.
 * Times are seconds of rep_idle_clock().
 */

/** RepIdle: @last: when somebody was there; @limit: seconds until they are taken to be gone. */
typedef struct {
  gint64 last;
  guint limit;
} RepIdle;

/** rep_idle_clock: Returns: seconds since the machine started, suspended time included; nobody can
 * set it back. */
gint64 rep_idle_clock (void);

/** rep_idle_touch: somebody is there at @now. */
void rep_idle_touch (RepIdle *idle, gint64 now);

/** rep_idle_left: Returns: seconds from @now until they are taken to be gone, 0 when they are. */
guint rep_idle_left (const RepIdle *idle, gint64 now);

G_END_DECLS
