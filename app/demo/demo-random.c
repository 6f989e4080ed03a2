/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/demo/demo-random.h"

void
rep_demo_random_seed (RepDemoRandom *random, guint32 seed)
{
  random->state = seed;
}

static guint64
next (RepDemoRandom *self)
{
  guint64 z = self->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  z = (z ^ z >> 30) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ z >> 27) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ z >> 31;
}

guint
rep_demo_draw (RepDemoRandom *random, guint n)
{
  return (guint)((next (random) >> 32) * n >> 32);
}

guint
rep_demo_between (RepDemoRandom *random, guint low, guint high)
{
  return low + rep_demo_draw (random, high - low + 1);
}

gboolean
rep_demo_chance (RepDemoRandom *random, guint percent)
{
  return rep_demo_draw (random, 100) < percent;
}

guint8
rep_demo_choose (RepDemoRandom *random, const RepDemoChoice *choices, guint n)
{
  guint total = 0;
  guint drawn;

  for (guint i = 0; i < n; i++)
    total += choices[i].weight;
  drawn = rep_demo_draw (random, total);
  for (guint i = 0; i < n; i++) {
    if (drawn < choices[i].weight)
      return choices[i].number;
    drawn -= choices[i].weight;
  }
  return choices[0].number;
}

guint
rep_demo_draw_cumulative (RepDemoRandom *random, const guint32 *upto, guint n)
{
  guint32 drawn;
  guint low = 0, high = n - 1;

  g_return_val_if_fail (n > 0, 0);

  if (upto[n - 1] == 0)
    return rep_demo_draw (random, n);
  drawn = rep_demo_draw (random, upto[n - 1]);
  while (low < high) {
    guint middle = (low + high) / 2;

    if (drawn < upto[middle])
      high = middle;
    else
      low = middle + 1;
  }
  return low;
}

RepId
rep_demo_id (RepDemoRandom *random)
{
  guint8 bytes[REP_ID_SIZE];

  for (guint i = 0; i < REP_ID_SIZE; i += 8) {
    guint64 word = GUINT64_TO_LE (next (random));

    memcpy (bytes + i, &word, sizeof word);
  }
  return rep_id_from_bytes (bytes);
}
