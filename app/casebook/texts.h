/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/domain/field.h"

G_BEGIN_DECLS

/**
 * rep_texts_check: whether every text of @object, which a person or a file brought, may be
 * recorded: in UTF-8, not empty, no longer than the field table says, and without control
 * characters (a note may have several lines).
 *
 * Fails with BAD_TEXT, TEXT_LONG, TEXT_CONTROL or TEXT_MANY, and the code of the field.
 */
gboolean rep_texts_check (const RepObject *object, GError **error);

/** rep_text_has_controls: whether @text (UTF-8) has a character that moves the cursor or commands a
 * terminal; new lines and tabs only count unless @lines. */
gboolean rep_text_has_controls (const char *text, gboolean lines);

G_END_DECLS
