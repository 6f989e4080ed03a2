/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/pages/figures-work.h"

G_BEGIN_DECLS

/* Exact figures leave the program marked as internal, and journalled before. */

/** rep_figures_leave_copy: puts @sheet into the clipboard of @owner. */
void rep_figures_leave_copy (GtkWidget *owner, RepSession *session, const RepFiguresSheet *sheet);

/** rep_figures_leave_export: asks for a file that is not there yet and writes @sheet, as it is now,
 * to it. Returns: (transfer full): to be kept while it is open. */
GtkFileChooserNative *
rep_figures_leave_export (GtkWidget *owner, RepSession *session, const RepFiguresSheet *sheet);

G_END_DECLS
