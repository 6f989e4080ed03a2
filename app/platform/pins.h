/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "crypto/key-pins.h"

G_BEGIN_DECLS

/* Which keys accounts had when they last unlocked a vault here: one small private file a vault, in
 * the folder of app/platform/state.h. */

/** rep_pins_load: @pins: (out). Returns: whether something readable is remembered of @vault. */
gboolean rep_pins_load (const char *folder, const RepId *vault, RepKeyPins *pins);

/**
 * rep_pins_keep: remembers @pin of @vault; writes only when its key is new or another account was
 * here last.
 *
 * Returns: whether it is remembered.
 */
gboolean rep_pins_keep (const char *folder, const RepId *vault, const RepKeyPin *pin);

G_END_DECLS
