/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What somebody set for themselves on this machine: a key file,
 * $XDG_CONFIG_HOME/reperes/settings.ini (docs/lock.md). What is missing or makes no sense counts as
 * the default. */

#define REP_IDLE_SECONDS_DEFAULT 300u
#define REP_IDLE_SECONDS_MIN 2u
#define REP_IDLE_SECONDS_MAX 3600u

/** rep_settings_path: Returns: (transfer full): of the file of this user. */
char *rep_settings_path (void);

/** rep_settings_idle_seconds: Returns: after how long without a key or a click the vault locks. */
guint rep_settings_idle_seconds (const char *path);

/** rep_settings_set_idle_seconds: keeps the other settings. Returns: whether it was written. */
gboolean rep_settings_set_idle_seconds (const char *path, guint seconds, GError **error);

G_END_DECLS
