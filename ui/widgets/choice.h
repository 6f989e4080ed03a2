/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** RepChoice: one proposal: a key for the program, a label and a detail for the eyes. */
#define REP_TYPE_CHOICE (rep_choice_get_type ())
G_DECLARE_FINAL_TYPE (RepChoice, rep_choice, REP, CHOICE, GObject)

/** rep_choice_new: @detail: (nullable). */
RepChoice *rep_choice_new (const char *key, const char *label, const char *detail);

const char *rep_choice_get_key (RepChoice *choice);
const char *rep_choice_get_label (RepChoice *choice);
/** rep_choice_get_detail: Returns: (nullable). */
const char *rep_choice_get_detail (RepChoice *choice);

G_END_DECLS
