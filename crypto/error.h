/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RepCryptoError:
 * @REP_CRYPTO_ERROR_WRONG_SECRET: the password, the code or the key does not open this
 * @REP_CRYPTO_ERROR_CORRUPT: the bytes were altered, cut or moved, or never were what they claim
 * @REP_CRYPTO_ERROR_TOO_NEW: written by a newer format; a newer program is needed
 * @REP_CRYPTO_ERROR_LIMIT: a size or a cost is outside what is accepted
 * @REP_CRYPTO_ERROR_NO_KEY: this account was not granted that key
 * @REP_CRYPTO_ERROR_FAILED: the machine refused (memory)
 */
typedef enum {
  REP_CRYPTO_ERROR_FAILED,
  REP_CRYPTO_ERROR_WRONG_SECRET,
  REP_CRYPTO_ERROR_CORRUPT,
  REP_CRYPTO_ERROR_TOO_NEW,
  REP_CRYPTO_ERROR_LIMIT,
  REP_CRYPTO_ERROR_NO_KEY,
} RepCryptoError;

#define REP_CRYPTO_ERROR (rep_crypto_error_quark ())
GQuark rep_crypto_error_quark (void);

G_END_DECLS
