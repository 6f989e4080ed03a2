/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>
#include <sys/mman.h>

#include <sodium.h>

#include "crypto/error.h"
#include "crypto/secret-private.h"

#define BLOCK 2048 /* holds any key, and a password */

struct _RepSecret {
  gsize size;
  guint8 *data; /* sodium_malloc */
  gboolean from_reserve;
};

static int all_locked = 1;

/* Blocks of BLOCK bytes, all zero. */
static GPtrArray *reserve;
static GMutex reserve_lock;

static void
start_sodium (void)
{
  static gsize started = 0;

  if (g_once_init_enter (&started)) {
    if (sodium_init () < 0)
      g_error ("libsodium does not start");
    g_once_init_leave (&started, 1);
  }
}

/* sodium_malloc says nothing when the lock fails, so it is asked for again. */
static guint8 *
allocate (gsize size)
{
  guint8 *data = sodium_malloc (size);

  if (data == NULL)
    return NULL;
  if (mlock (data, size) != 0)
    g_atomic_int_set (&all_locked, 0);
  memset (data, 0, size);
  return data;
}

gboolean
rep_secret_reserve (guint n, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&reserve_lock);
  gpointer block;

  start_sodium ();
  if (reserve == NULL)
    reserve = g_ptr_array_new_with_free_func (sodium_free);
  if (reserve->len > n)
    g_ptr_array_set_size (reserve, (int)n);
  while (reserve->len < n) {
    block = allocate (BLOCK);
    if (block == NULL) {
      g_set_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_FAILED, "no memory for keys");
      return FALSE;
    }
    g_ptr_array_add (reserve, block);
  }
  return TRUE;
}

static guint8 *
take_from_reserve (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&reserve_lock);

  if (reserve == NULL || reserve->len == 0)
    return NULL;
  return g_ptr_array_steal_index_fast (reserve, reserve->len - 1);
}

static void
give_back (guint8 *block)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&reserve_lock);

  sodium_memzero (block, BLOCK);
  g_ptr_array_add (reserve, block);
}

RepSecret *
rep_secret_new (gsize size)
{
  RepSecret *self;

  g_return_val_if_fail (size > 0, NULL);

  start_sodium ();
  self = g_new0 (RepSecret, 1);
  self->size = size;
  self->data = allocate (size);
  if (self->data == NULL && size <= BLOCK) {
    self->data = take_from_reserve ();
    self->from_reserve = TRUE;
  }
  if (self->data == NULL)
    g_error ("no memory for a secret of %" G_GSIZE_FORMAT " bytes", size);
  return self;
}

RepSecret *
rep_secret_new_random (gsize size)
{
  RepSecret *self = rep_secret_new (size);

  randombytes_buf (self->data, size);
  return self;
}

RepSecret *
rep_secret_take (gpointer data, gsize size)
{
  RepSecret *self = rep_secret_new (MAX (size, 1));

  self->size = size;
  memcpy (self->data, data, size);
  sodium_memzero (data, size);
  return self;
}

RepSecret *
rep_secret_dup (const RepSecret *secret)
{
  RepSecret *self = rep_secret_new (MAX (secret->size, 1));

  self->size = secret->size;
  memcpy (self->data, secret->data, secret->size);
  return self;
}

RepSecret *
rep_secret_derive (const RepSecret *key, guint64 number, const char context[9])
{
  RepSecret *self = rep_secret_new (crypto_kdf_KEYBYTES);

  g_assert (key->size == crypto_kdf_KEYBYTES);
  crypto_kdf_derive_from_key (self->data, self->size, number, context, key->data);
  return self;
}

void
rep_secret_free (RepSecret *secret)
{
  if (secret == NULL)
    return;

  if (secret->from_reserve)
    give_back (secret->data);
  else
    sodium_free (secret->data); /* wipes */
  g_free (secret);
}

guint8 *
rep_secret_data (RepSecret *secret)
{
  return secret->data;
}

const guint8 *
rep_secret_peek (const RepSecret *secret)
{
  return secret->data;
}

gsize
rep_secret_get_size (const RepSecret *secret)
{
  return secret->size;
}

gboolean
rep_secret_equal (const RepSecret *a, const RepSecret *b)
{
  return a->size == b->size && sodium_memcmp (a->data, b->data, a->size) == 0;
}

gboolean
rep_secret_all_locked (void)
{
  return g_atomic_int_get (&all_locked) != 0;
}

void
rep_wipe (gpointer data, gsize size)
{
  sodium_memzero (data, size);
}
