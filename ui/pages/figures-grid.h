/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/pages/figures-work.h"

G_BEGIN_DECLS

/** rep_figures_grid_new: Returns: (transfer floating): the table of @sheet, which has one, as lines
 * and columns. */
GtkWidget *rep_figures_grid_new (const RepFiguresSheet *sheet);

G_END_DECLS
