/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/** rep_random_below: Returns: a number from 0 to @bound − 1 from the system's generator, each as
 * likely as any other; 0 when @bound is 0. */
guint32 rep_random_below (guint32 bound);

G_END_DECLS
