/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/session.h"
#include "ui/guard.h"

G_BEGIN_DECLS

/** RepLockSettings: after how long the vault locks by itself, and the six digits of this run. It
 * closes when the session is locked. */
#define REP_TYPE_LOCK_SETTINGS (rep_lock_settings_get_type ())
G_DECLARE_FINAL_TYPE (RepLockSettings, rep_lock_settings, REP, LOCK_SETTINGS, AdwWindow)

/** rep_lock_settings_new: @guard: (unowned): outlives the window. */
RepLockSettings *rep_lock_settings_new (GtkWindow *parent, RepSession *session, RepGuard *guard);

G_END_DECLS
