/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * RepFormField:
 *
 * A control with its name above and, below, a hint or what is wrong with what was typed.
 * Properties: `title` (with a mnemonic), `child`, `hint`. What is wrong is forgotten when the text
 * of the child changes.
 */
#define REP_TYPE_FORM_FIELD (rep_form_field_get_type ())
G_DECLARE_FINAL_TYPE (RepFormField, rep_form_field, REP, FORM_FIELD, GtkBox)

/** rep_form_field_set_hint: @hint: (nullable): a word on what was understood. */
void rep_form_field_set_hint (RepFormField *field, const char *hint);
/** rep_form_field_set_wrong: @wrong: (nullable): what is wrong, said and shown in the control. */
void rep_form_field_set_wrong (RepFormField *field, const char *wrong);
/** rep_form_field_refuse: says @wrong and takes the focus there. Returns: always %FALSE. */
gboolean rep_form_field_refuse (RepFormField *field, const char *wrong);

G_END_DECLS
