/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/import-undo.h"
#include "app/casebook/session.h"

G_BEGIN_DECLS

/** rep_import_undone_show: says what taking back an import came to, and lists the youths, whose
 * names are read for that, and the contacts that stay. */
void rep_import_undone_show (GtkWindow *parent, RepSession *session, const RepImportUndo *undo);

G_END_DECLS
