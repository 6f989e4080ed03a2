/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/session.h"

G_BEGIN_DECLS

/**
 * RepGuard:
 *
 * Locks a session when nobody is at the program any more (docs/lock.md): at rest after a while
 * without a key or a click in any of its windows, fully when the screen is locked, another user
 * comes or the machine goes to sleep, which waits for the wipe. And what was copied from the
 * program does not stay in the clipboard.
 */
typedef struct _RepGuard RepGuard;

/** rep_guard_new: @settings: path of the settings file (app/platform/settings.h). */
RepGuard *rep_guard_new (RepSession *session, const char *settings);
/** rep_guard_free: accepts %NULL. */
void rep_guard_free (RepGuard *guard);

/** rep_guard_get_idle_seconds: Returns: after how long without anybody the vault locks. */
guint rep_guard_get_idle_seconds (RepGuard *guard);
/** rep_guard_set_idle_seconds: from now on, and remembered on this machine. */
void rep_guard_set_idle_seconds (RepGuard *guard, guint seconds);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepGuard, rep_guard_free)

G_END_DECLS
