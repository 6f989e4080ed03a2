/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/domain/kinds.h"

G_BEGIN_DECLS

/** rep_withdraw: makes the next revision of @object, a youth or a contact that was read, one that
 * says it never was: nothing stays but whose it was and what brought it (docs/format.md). */
void rep_withdraw (RepObject *object);

G_END_DECLS
