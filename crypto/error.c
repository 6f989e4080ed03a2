/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "crypto/error.h"

G_DEFINE_QUARK (rep_crypto_error, rep_crypto_error)
