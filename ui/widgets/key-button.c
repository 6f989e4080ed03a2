/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/widgets/key-button.h"

typedef enum {
  PROP_LETTER = 1,
  PROP_TEXT,
} KeyButtonProperty;

static GParamSpec *properties[PROP_TEXT + 1];

struct _RepKeyButton {
  GtkToggleButton parent_instance;

  GtkLabel *letter_label;
  GtkLabel *text_label;
};

G_DEFINE_FINAL_TYPE (RepKeyButton, rep_key_button, GTK_TYPE_TOGGLE_BUTTON)

static void
rep_key_button_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  RepKeyButton *self = REP_KEY_BUTTON (object);

  switch ((KeyButtonProperty)property_id) {
    case PROP_LETTER:
      g_value_set_string (value, gtk_label_get_text (self->letter_label));
      break;
    case PROP_TEXT:
      g_value_set_string (value, gtk_label_get_text (self->text_label));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
set_letter (RepKeyButton *self, const char *letter)
{
  gboolean shown = letter != NULL && *letter != '\0';

  gtk_label_set_text (self->letter_label, shown ? letter : "");
  gtk_widget_set_visible (GTK_WIDGET (self->letter_label), shown);
  if (shown)
    gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS,
                                    letter, -1);
}

static void
set_text (RepKeyButton *self, const char *text)
{
  gtk_label_set_text (self->text_label, text != NULL ? text : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text != NULL ? text : "", -1);
}

static void
rep_key_button_set_property (GObject *object,
                             guint property_id,
                             const GValue *value,
                             GParamSpec *pspec)
{
  RepKeyButton *self = REP_KEY_BUTTON (object);

  switch ((KeyButtonProperty)property_id) {
    case PROP_LETTER:
      set_letter (self, g_value_get_string (value));
      break;
    case PROP_TEXT:
      set_text (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_key_button_class_init (RepKeyButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rep_key_button_get_property;
  object_class->set_property = rep_key_button_set_property;

  properties[PROP_LETTER] =
      g_param_spec_string ("letter", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_TEXT] =
      g_param_spec_string ("text", NULL, NULL, "", G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/widgets/key-button.ui");
  gtk_widget_class_bind_template_child (widget_class, RepKeyButton, letter_label);
  gtk_widget_class_bind_template_child (widget_class, RepKeyButton, text_label);
}

static void
rep_key_button_init (RepKeyButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
