/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <stdint.h>
#include <string.h>

#include "tests/crypto/fixture.h"

G_BEGIN_DECLS

/*
 * A fuzz target is a file fuzz-NAME.c with two functions. libFuzzer calls the first; the second
 * gives valid inputs to begin with, which tests/fuzz/replay.c --seeds writes into the corpus.
 */

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t size);

/** fuzz_seeds: Returns: (transfer full) (element-type GBytes): valid inputs. */
GPtrArray *fuzz_seeds (void);

static inline GPtrArray *
fuzz_list (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
}

static inline void
fuzz_add (GPtrArray *seeds, gconstpointer data, gsize size)
{
  g_ptr_array_add (seeds, g_bytes_new (data, size));
}

G_END_DECLS
