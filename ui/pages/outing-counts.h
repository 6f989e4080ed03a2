/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/** rep_outing_counts_new: Returns: a table of how many youths of an age and a gender were met, with
 * what is not said last, and totals. @counts: (nullable) (element-type RepCount). */
GtkWidget *rep_outing_counts_new (const GPtrArray *counts);

G_END_DECLS
