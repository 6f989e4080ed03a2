/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RepKeyButton:
 *
 * A toggle button that shows the key that presses it. Properties: `letter` (empty: none shown) and
 * `text`.
 */
#define REP_TYPE_KEY_BUTTON (rep_key_button_get_type ())
G_DECLARE_FINAL_TYPE (RepKeyButton, rep_key_button, REP, KEY_BUTTON, GtkToggleButton)

G_END_DECLS
