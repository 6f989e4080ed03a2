/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <string.h>

#include "crypto/error.h"
#include "crypto/id.h"
#include "crypto/secret.h"

/* Small values made from one byte, and bytes as text, for the tests of crypto/ and db/. */

static inline RepId
test_id (guint8 fill)
{
  RepId id;

  memset (id.bytes, fill, sizeof id.bytes);
  return id;
}

static inline RepSecret *
test_secret (const char *text)
{
  g_autofree char *copy = g_strdup (text);

  return rep_secret_take (copy, strlen (copy));
}

/* @size bytes counting up from @first. */
static inline RepSecret *
test_key (guint8 first, gsize size)
{
  g_autofree guint8 *bytes = g_malloc (size);

  for (gsize i = 0; i < size; i++)
    bytes[i] = (guint8)(first + i);
  return rep_secret_take (bytes, size);
}

static inline GBytes *
test_unhex (const char *hex)
{
  gsize size = strlen (hex) / 2;
  guint8 *bytes = g_malloc (size + 1);

  for (gsize i = 0; i < size; i++)
    bytes[i] =
        (guint8)(g_ascii_xdigit_value (hex[2 * i]) << 4 | g_ascii_xdigit_value (hex[2 * i + 1]));
  return g_bytes_new_take (bytes, size);
}

static inline char *
test_hex (gconstpointer data, gsize size)
{
  GString *hex = g_string_sized_new (2 * size + 1);

  for (gsize i = 0; i < size; i++)
    g_string_append_printf (hex, "%02x", ((const guint8 *)data)[i]);
  return g_string_free (hex, FALSE);
}

#define test_assert_same(a, size_a, b, size_b)                                                     \
  g_assert_cmpmem ((a), (int)(size_a), (b), (int)(size_b))

/* A copy of @data, in a block of exactly its size so that a read past the end is caught. */
static inline guint8 *
test_copy (GBytes *data)
{
  gsize size;
  gconstpointer bytes = g_bytes_get_data (data, &size);

  return g_memdup2 (bytes, size);
}

static inline guint8
test_random_byte (void)
{
  return (guint8)g_test_rand_int_range (0, 256);
}
