/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ui/dialogs/why-dialog.h"
#include "ui/pages/figures-words.h"
#include "ui/say.h"

typedef struct {
  GtkWidget *owner;
  char *code;
} Asking;

static char *
say_why (const char *code, const RepFiguresWhy *why)
{
  g_autofree char *period = rep_figures_say_period (&why->period);
  g_autofree char *recount = g_strdup_printf ("%'" G_GINT64_FORMAT, why->recount);
  g_autofree char *records = g_strdup_printf ("%'u", why->records);
  g_autofree char *erased = g_strdup_printf ("%'" G_GINT64_FORMAT, why->erased);
  char *const lines[] = {
    g_strdup_printf (_ ("Counted: %1$s (%2$s)."), rep_figures_say_label (why->indicator),
                     rep_indicators[why->indicator].id),
    g_strdup_printf (_ ("Project %1$s, %2$s."), code, period),
    g_strdup_printf (_ ("Rules: version %d."), REP_RULE_VERSION),
    g_strdup_printf (_ ("Made of %1$s records, and %2$s erased young people."), records, erased),
    g_strdup_printf (_ ("Counted again just now: %s."), recount),
    g_strdup_printf (_ ("Fingerprint of the facts: %s"), why->snapshot),
    NULL,
  };
  char *text = g_strjoinv ("\n", (char **)lines);

  for (guint i = 0; lines[i] != NULL; i++)
    g_free (lines[i]);
  return text;
}

static void
explained_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Asking *asking = user_data;
  g_autoptr (GError) error = NULL;
  const RepFiguresWhy *why = rep_figures_work_why_finish (REP_SESSION (source), result, &error);
  GtkRoot *root = gtk_widget_get_root (asking->owner);
  g_autofree char *words = why != NULL ? say_why (asking->code, why) : rep_say_error (error);
  GtkWidget *dialog;

  if (GTK_IS_WINDOW (root) && rep_session_get_casebook (REP_SESSION (source)) != NULL) {
    dialog = adw_message_dialog_new (
        GTK_WINDOW (root), why != NULL ? rep_figures_say_label (why->asked) : _ ("Why this number"),
        words);
    adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
    gtk_window_present (GTK_WINDOW (dialog));
  }
  g_object_unref (asking->owner);
  g_free (asking->code);
  g_free (asking);
}

void
rep_why_dialog_ask (GtkWidget *owner,
                    RepSession *session,
                    guint project,
                    const char *code,
                    const RepPeriod *period,
                    guint indicator)
{
  Asking *asking = g_new0 (Asking, 1);

  asking->owner = g_object_ref (owner);
  asking->code = g_strdup (code);
  rep_figures_work_why_async (session, project, period, indicator, NULL, explained_cb, asking);
}
