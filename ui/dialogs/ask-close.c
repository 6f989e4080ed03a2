/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ui/dialogs/ask-close.h"
#include "ui/spoken.h"

typedef void (*Answered) (gpointer form, gboolean keep);

static gboolean
close_cb (gpointer user_data)
{
  gtk_window_destroy (GTK_WINDOW (user_data));
  return G_SOURCE_REMOVE;
}

void
rep_ask_close_now (GtkWindow *form)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, close_cb, g_object_ref (form), g_object_unref);
}

/* The dialog goes with the form, but not while it is still answering. */
static void
response_cb (AdwMessageDialog *dialog, const char *response, gpointer form)
{
  Answered answered = (Answered)g_object_get_data (G_OBJECT (dialog), "answered");
  gboolean keep = g_strcmp0 (response, "keep") == 0;

  if (keep || g_strcmp0 (response, "discard") == 0)
    answered (form, keep);
}

void
rep_ask_close (GtkWindow *form,
               const char *heading,
               const char *body,
               const char *keep,
               void (*answered) (gpointer form, gboolean keep))
{
  GtkWidget *widget = adw_message_dialog_new (form, heading, body);
  AdwMessageDialog *dialog = ADW_MESSAGE_DIALOG (widget);

  adw_message_dialog_add_responses (dialog, "stay", _ ("_Go on typing"), "discard", _ ("_Discard"),
                                    NULL);
  adw_message_dialog_set_response_appearance (dialog, "discard", ADW_RESPONSE_DESTRUCTIVE);
  if (keep != NULL) {
    adw_message_dialog_add_response (dialog, "keep", keep);
    adw_message_dialog_set_response_appearance (dialog, "keep", ADW_RESPONSE_SUGGESTED);
  }
  adw_message_dialog_set_default_response (dialog, keep != NULL ? "keep" : "stay");
  adw_message_dialog_set_close_response (dialog, "stay");
  g_object_set_data (G_OBJECT (dialog), "answered", (gpointer)answered);
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), form, 0);
  rep_spoken_complete (widget, heading);
  gtk_window_present (GTK_WINDOW (dialog));
}
