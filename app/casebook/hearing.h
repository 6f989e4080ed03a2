/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"

G_BEGIN_DECLS

/** rep_hearing_start: works out how everyone sounds when the main loop has nothing else to do, two
 * milliseconds at a time, so that no search has to. Ends by itself, also when @casebook goes. */
void rep_hearing_start (RepCasebook *casebook);

G_END_DECLS
