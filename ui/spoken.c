/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/spoken.h"

static const char *
filled (const char *text)
{
  return text != NULL && *text != '\0' ? text : NULL;
}

/* The first text that is written below @widget. */
static const char *
text_in (GtkWidget *widget)
{
  const char *text =
      GTK_IS_LABEL (widget) ? filled (gtk_label_get_text (GTK_LABEL (widget))) : NULL;
  GtkWidget *child = gtk_widget_get_first_child (widget);

  for (; text == NULL && child != NULL; child = gtk_widget_get_next_sibling (child))
    text = text_in (child);
  return text;
}

static const char *
title_around (GtkWidget *widget)
{
  GtkWidget *row = gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_ROW);
  GtkWidget *group = gtk_widget_get_ancestor (widget, ADW_TYPE_PREFERENCES_GROUP);

  if (row != NULL)
    return filled (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  return group != NULL ? filled (adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (group)))
                       : NULL;
}

void
rep_spoken_complete (GtkWidget *root, const char *otherwise)
{
  GtkWidget *child;
  const char *text = NULL;

  g_return_if_fail (GTK_IS_WIDGET (root));

  if (GTK_IS_WINDOW_CONTROLS (root)) /* these do speak */
    return;
  if (GTK_IS_BUTTON (root))
    text = text_in (root) != NULL ? text_in (root) : filled (gtk_widget_get_tooltip_text (root));
  else if (GTK_IS_LIST_BOX (root) || ADW_IS_EXPANDER_ROW (root))
    text = title_around (root);
  if (GTK_IS_BUTTON (root) || GTK_IS_LIST_BOX (root) || ADW_IS_EXPANDER_ROW (root))
    gtk_accessible_update_property (GTK_ACCESSIBLE (root), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                    text != NULL ? text : otherwise, -1);
  for (child = gtk_widget_get_first_child (root); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    rep_spoken_complete (child, otherwise);
}
