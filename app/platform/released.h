/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "crypto/id.h"

G_BEGIN_DECLS

/* What this machine saw released of each vault, outside of it: whoever goes on with an older copy
 * of a vault, in which a release is missing, is told. It is no secret and proves nothing. */

/** rep_released_newest: @folder: of rep_state_folder(). Returns: first day of the newest quarter of
 * @project of @vault that was released here, 0 when none is known. */
guint32 rep_released_newest (const char *folder, const RepId *vault, const RepId *project);

/** rep_released_remember: notes that the quarter that begins on @quarter was. Returns: whether it
 * could be: losing it costs a warning, not data. */
gboolean rep_released_remember (const char *folder,
                                const RepId *vault,
                                const RepId *project,
                                guint32 quarter);

G_END_DECLS
