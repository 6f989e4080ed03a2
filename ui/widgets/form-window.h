/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "ui/change.h"

G_BEGIN_DECLS

/**
 * RepFormWindow:
 *
 * A small form: rows in groups, Cancel and Save; Ctrl+Enter saves, Escape closes. What was refused
 * is said above the rows and everything typed stays. It closes by itself when the session is
 * locked. What a form asks and what it makes of the answers is its maker's: see
 * ui/dialogs/stage-dialog.c.
 */
#define REP_TYPE_FORM_WINDOW (rep_form_window_get_type ())
G_DECLARE_FINAL_TYPE (RepFormWindow, rep_form_window, REP, FORM_WINDOW, AdwWindow)

/** RepFormSave: reads the rows and either refuses or calls rep_form_window_change(). */
typedef void (*RepFormSave) (RepFormWindow *window, gpointer data);

/**
 * rep_form_window_new:
 * @session: unlocked
 * @save: called with @data
 * @data: (transfer full): freed with @free_data when the window goes
 */
RepFormWindow *rep_form_window_new (GtkWindow *parent,
                                    RepSession *session,
                                    const char *title,
                                    RepFormSave save,
                                    gpointer data,
                                    GDestroyNotify free_data);

/** rep_form_window_get_casebook: Returns: (transfer none) (nullable): while the window is open;
 * signals of rows come a last time after that. */
RepCasebook *rep_form_window_get_casebook (RepFormWindow *window);

/** rep_form_window_add_group: Returns: (transfer none): @title, @description: (nullable). */
AdwPreferencesGroup *
rep_form_window_add_group (RepFormWindow *window, const char *title, const char *description);
/** rep_form_window_add_entry: Returns: (transfer none): a row for a line of text in @group. */
GtkEditable *rep_form_window_add_entry (AdwPreferencesGroup *group, const char *title);
/** rep_form_window_read_day: reads a day of the past from @entry: 0 when nothing is typed. Returns:
 * %FALSE when it was refused. */
gboolean rep_form_window_read_day (RepFormWindow *window, GtkEditable *entry, guint32 *day);
/** rep_form_window_ready: once all rows are there: names what the toolkit left nameless, and
 * gives @first the focus. */
void rep_form_window_ready (RepFormWindow *window, GtkWidget *first);

/** rep_form_window_refuse: says what is wrong, and where. @where: (nullable) */
void rep_form_window_refuse (RepFormWindow *window, GtkWidget *where, const char *sentence);

/**
 * rep_form_window_change: saves what @plan makes of @data as rep_change_async() does; then closes
 * the window and says @done, else says what went wrong.
 * @data: (transfer full)
 * @done: static
 */
void rep_form_window_change (RepFormWindow *window,
                             RepChangeFunc plan,
                             gpointer data,
                             GDestroyNotify free_data,
                             const char *done);

/** rep_form_window_change_as: the same, journalled as @action. */
void rep_form_window_change_as (RepFormWindow *window,
                                RepAction action,
                                RepChangeFunc plan,
                                gpointer data,
                                GDestroyNotify free_data,
                                const char *done);

G_END_DECLS
