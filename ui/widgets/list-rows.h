/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Lists that are filled anew: rows there are say something new, so that the focus and the place
 * stay. */

/** rep_rows_nth: Returns: (transfer none): row @n of @list, made of @type when there is none. */
GtkListBoxRow *rep_rows_nth (GtkListBox *list, guint n, GType type);
/** rep_rows_trim: removes the rows from @n on. */
void rep_rows_trim (GtkListBox *list, guint n);
/** rep_rows_speak: has @row read as "title: rest". */
void rep_rows_speak (GtkListBoxRow *row, const char *title, const char *rest);
/** rep_rows_add: @value: (transfer full): under @title in row @n, which is raised. */
void rep_rows_add (GtkListBox *list, guint *n, const char *title, char *value);

/** rep_words_append: adds @part (transfer full) to *@text after a comma. */
void rep_words_append (char **text, char *part);

G_END_DECLS
