/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <sodium.h>

#include "crypto/random.h"

guint32
rep_random_below (guint32 bound)
{
  return randombytes_uniform (bound);
}
