/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "db/row-digests.h"

void
rep_row_digests_forget (RepRowDigests *self)
{
  g_clear_pointer (&self->seen, g_array_unref);
  g_clear_pointer (&self->added, g_array_unref);
  g_clear_pointer (&self->removed, g_array_unref);
}

void
rep_row_digests_take (RepRowDigests *self, GArray *seen)
{
  rep_row_digests_forget (self);
  self->seen = seen;
  self->added = g_array_new (FALSE, FALSE, sizeof (RepDigest));
  self->removed = g_array_new (FALSE, FALSE, sizeof (RepDigest));
}

void
rep_row_digests_move (RepRowDigests *self, const RepDigest *old, const RepDigest *now)
{
  if (self->seen == NULL)
    return;
  g_array_append_vals (self->added, now, 1);
  if (old != NULL)
    g_array_append_vals (self->removed, old, 1);
}

RepRowMark
rep_row_digests_mark (const RepRowDigests *self)
{
  RepRowMark mark = { 0 };

  if (self->seen != NULL)
    mark = (RepRowMark){ self->added->len, self->removed->len };
  return mark;
}

void
rep_row_digests_rewind (RepRowDigests *self, RepRowMark mark)
{
  if (self->seen == NULL)
    return;
  g_array_set_size (self->added, mark.added);
  g_array_set_size (self->removed, mark.removed);
}

static void
add_terms (RepDigest *sum,
           const GArray *digests,
           const RepKeyring *keyring,
           guint32 epoch,
           void (*enter) (RepDigest *sum, const RepDigest *term))
{
  for (guint i = 0; i < digests->len; i++) {
    RepDigest term = rep_keyring_row_term (keyring, epoch, &g_array_index (digests, RepDigest, i));

    enter (sum, &term);
  }
}

RepDigest
rep_row_digests_sum (const RepRowDigests *self, const RepKeyring *keyring, guint32 epoch)
{
  RepDigest sum = { 0 };

  g_return_val_if_fail (self->seen != NULL, sum);

  add_terms (&sum, self->seen, keyring, epoch, rep_digest_add);
  add_terms (&sum, self->added, keyring, epoch, rep_digest_add);
  add_terms (&sum, self->removed, keyring, epoch, rep_digest_subtract);
  return sum;
}
