/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/domain/vocabulary.h"

G_BEGIN_DECLS

/* From codes to words on the screen. */

/** rep_say_error: Returns: (transfer full): a translated sentence for @error, of any layer. */
char *rep_say_error (const GError *error);
/** rep_say_term: Returns: label of term @number in the language of the interface, "" for 0. */
const char *rep_say_term (const RepVocabulary *vocabulary, guint number);
/** rep_say_label: Returns: @term's label in the language of the interface. */
const char *rep_say_label (const RepTerm *term);
/** rep_say_day: Returns: (transfer full): @day as "16 novembre 2020", "" for none. */
char *rep_say_day (guint32 day);
/** rep_say_short_day: Returns: (transfer full): @day as "16/11/2020", "" for none. */
char *rep_say_short_day (guint32 day);
/** rep_say_toast: shows @text (never a name) in the window @widget is in. */
void rep_say_toast (GtkWidget *widget, const char *text);
/** rep_say_is_french: whether the interface is in French. */
gboolean rep_say_is_french (void);

/** rep_say_time: Returns: (transfer full): the day and the minute of @time (seconds since 1970), as
 * the clock here shows them; "?" for 0. */
char *rep_say_time (gint64 time);

G_END_DECLS
