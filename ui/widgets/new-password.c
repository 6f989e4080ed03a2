/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/domain/passphrase.h"
#include "ui/say.h"
#include "ui/widgets/new-password.h"

struct _RepNewPassword {
  AdwPreferencesGroup parent_instance;

  GtkEditable *password;
  GtkEditable *again;
  AdwActionRow *words;
};

G_DEFINE_FINAL_TYPE (RepNewPassword, rep_new_password, ADW_TYPE_PREFERENCES_GROUP)

static void
draw_cb (RepNewPassword *self)
{
  char *words = rep_passphrase_new (REP_PASSPHRASE_WORDS, NULL, NULL);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->words), words);
  rep_passphrase_free (words);
}

static void
use_cb (RepNewPassword *self)
{
  const char *words = adw_preferences_row_get_title (ADW_PREFERENCES_ROW (self->words));

  gtk_editable_set_text (self->password, words);
  gtk_editable_set_text (self->again, words);
}

RepSecret *
rep_new_password_get (RepNewPassword *self, char **fault)
{
  g_autofree char *text = g_strdup (gtk_editable_get_text (self->password));
  g_autoptr (RepSecret) password = NULL;
  g_autoptr (GError) error = NULL;

  if (strcmp (text, gtk_editable_get_text (self->again)) != 0) {
    rep_wipe (text, strlen (text));
    *fault = g_strdup (_ ("The two passwords differ."));
    return NULL;
  }
  password = rep_secret_take (text, strlen (text));
  if (rep_passphrase_check (password, &error))
    return g_steal_pointer (&password);
  *fault = rep_say_error (error);
  return NULL;
}

void
rep_new_password_clear (RepNewPassword *self)
{
  gtk_editable_set_text (self->password, "");
  gtk_editable_set_text (self->again, "");
  draw_cb (self);
}

static void
rep_new_password_class_init (RepNewPasswordClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/widgets/new-password.ui");
  gtk_widget_class_bind_template_child (widget_class, RepNewPassword, password);
  gtk_widget_class_bind_template_child (widget_class, RepNewPassword, again);
  gtk_widget_class_bind_template_child (widget_class, RepNewPassword, words);
  gtk_widget_class_bind_template_callback (widget_class, draw_cb);
  gtk_widget_class_bind_template_callback (widget_class, use_cb);
}

static void
rep_new_password_init (RepNewPassword *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  draw_cb (self);
}
