/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"

G_BEGIN_DECLS

/**
 * rep_comment_names_someone: whether two words of @comment are names of one youth of the vault.
 * Always %FALSE for an account that holds no names, which cannot tell.
 */
gboolean rep_comment_names_someone (RepCasebook *casebook, const char *comment);

G_END_DECLS
