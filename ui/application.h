/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/** RepApplication: `reperes [VAULT]`: one window on one vault. */
#define REP_TYPE_APPLICATION (rep_application_get_type ())
G_DECLARE_FINAL_TYPE (RepApplication, rep_application, REP, APPLICATION, AdwApplication)

RepApplication *rep_application_new (void);

G_END_DECLS
