/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * rep_spoken_complete: gives a name to what the toolkit builds by itself and leaves nameless
 * below @root: a button says its text or its tooltip, a list the title of its group or row.
 * @otherwise: (translated) the name of those that have none of these
 *
 * For windows and rows of the toolkit: a name given in a .ui file would be replaced.
 */
void rep_spoken_complete (GtkWidget *root, const char *otherwise);

G_END_DECLS
