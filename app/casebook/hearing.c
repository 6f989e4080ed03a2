/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/hearing.h"

#define SLICE 2000 /* microseconds on end */
#define STEP 32    /* youths between two looks at the clock */

static gboolean
hear_cb (gpointer data)
{
  GWeakRef *weak = data;
  g_autoptr (RepCasebook) casebook = g_weak_ref_get (weak);
  gint64 end = g_get_monotonic_time () + SLICE;
  gboolean more = casebook != NULL;

  while (more && g_get_monotonic_time () < end)
    more = rep_names_hear (rep_search_names (rep_casebook_search (casebook)), STEP);
  return more ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
forget (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

void
rep_hearing_start (RepCasebook *casebook)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, casebook);
  (void)g_idle_add_full (G_PRIORITY_LOW, hear_cb, weak, forget);
}
