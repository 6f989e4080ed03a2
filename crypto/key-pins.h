/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "crypto/digest.h"
#include "crypto/id.h"
#include "crypto/keypair.h"

G_BEGIN_DECLS

/*
 * Which public key each account had when it last unlocked a vault on this machine: what a note
 * written while locked may be sealed to. Kept outside of the file (docs/format.md section 19).
 */

#define REP_KEY_PINS_MAX 64  /* accounts remembered for one vault; the one longest away goes */
#define REP_KEY_PINS_HEAD 23 /* bytes before the first pin */
#define REP_KEY_PIN_SIZE 56  /* bytes of a pin */

/** RepKeyPin: @account unlocked at @time with the key of @fingerprint. */
typedef struct {
  RepId account;
  gint64 time;
  RepDigest fingerprint;
} RepKeyPin;

typedef struct {
  RepId vault;
  guint n;
  RepKeyPin pins[REP_KEY_PINS_MAX];
} RepKeyPins;

/** rep_key_fingerprint: Returns: of @account's X25519 key in @vault. */
RepDigest rep_key_fingerprint (const RepId *vault, const RepId *account, const RepPublicKeys *keys);

/** rep_key_pins_put: puts @pin in the place of the one its account had. */
void rep_key_pins_put (RepKeyPins *pins, const RepKeyPin *pin);
/** rep_key_pins_find: Returns: (nullable): the pin of @account, or the latest one when @account is
 * %NULL. */
const RepKeyPin *rep_key_pins_find (const RepKeyPins *pins, const RepId *account);

/** rep_key_pins_pack: Returns: (transfer full): the bytes of a file of pins. */
GBytes *rep_key_pins_pack (const RepKeyPins *pins);
/** rep_key_pins_parse: @pins: (out): set only on success; fails with CORRUPT or TOO_NEW. */
gboolean rep_key_pins_parse (gconstpointer data, gsize size, RepKeyPins *pins, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
