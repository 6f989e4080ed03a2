/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/widgets/form-field.h"

typedef enum {
  PROP_TITLE = 1,
  PROP_CHILD,
  PROP_HINT,
  PROP_HEADING,
} FormFieldProperty;

static GParamSpec *properties[PROP_HEADING + 1];

struct _RepFormField {
  GtkBox parent_instance;

  GtkLabel *title_label;
  AdwBin *bin;
  GtkLabel *hint_label;
  GtkLabel *wrong_label;
};

G_DEFINE_FINAL_TYPE (RepFormField, rep_form_field, GTK_TYPE_BOX)

static void
child_changed_cb (GtkEditable *editable, gpointer user_data)
{
  rep_form_field_set_wrong (user_data, NULL);
}

static void
set_child (RepFormField *self, GtkWidget *child)
{
  adw_bin_set_child (self->bin, child);
  if (child == NULL)
    return;
  gtk_label_set_mnemonic_widget (self->title_label, child);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  self->title_label, NULL, GTK_ACCESSIBLE_RELATION_DESCRIBED_BY,
                                  self->hint_label, self->wrong_label, NULL, -1);
  if (GTK_IS_EDITABLE (child))
    g_signal_connect_object (child, "changed", G_CALLBACK (child_changed_cb), self, 0);
}

static void
set_heading (RepFormField *self, gboolean heading)
{
  static const char *const plain[] = { "caption", "dim-label", NULL };
  static const char *const strong[] = { "heading", NULL };

  gtk_widget_set_css_classes (GTK_WIDGET (self->title_label),
                              (const char **)(heading ? strong : plain));
  gtk_box_set_spacing (GTK_BOX (self), heading ? 6 : 3);
}

static void
rep_form_field_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  RepFormField *self = REP_FORM_FIELD (object);

  switch ((FormFieldProperty)property_id) {
    case PROP_TITLE:
      g_value_set_string (value, gtk_label_get_label (self->title_label));
      break;
    case PROP_CHILD:
      g_value_set_object (value, adw_bin_get_child (self->bin));
      break;
    case PROP_HINT:
      g_value_set_string (value, gtk_label_get_text (self->hint_label));
      break;
    case PROP_HEADING:
      g_value_set_boolean (value,
                           gtk_widget_has_css_class (GTK_WIDGET (self->title_label), "heading"));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_form_field_set_property (GObject *object,
                             guint property_id,
                             const GValue *value,
                             GParamSpec *pspec)
{
  RepFormField *self = REP_FORM_FIELD (object);

  switch ((FormFieldProperty)property_id) {
    case PROP_TITLE:
      gtk_label_set_label (self->title_label, g_value_get_string (value));
      break;
    case PROP_CHILD:
      set_child (self, g_value_get_object (value));
      break;
    case PROP_HINT:
      rep_form_field_set_hint (self, g_value_get_string (value));
      break;
    case PROP_HEADING:
      set_heading (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static gboolean
rep_form_field_grab_focus (GtkWidget *widget)
{
  GtkWidget *child = adw_bin_get_child (REP_FORM_FIELD (widget)->bin);

  return child != NULL && gtk_widget_grab_focus (child);
}

static void
rep_form_field_class_init (RepFormFieldClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = rep_form_field_get_property;
  object_class->set_property = rep_form_field_set_property;
  widget_class->grab_focus = rep_form_field_grab_focus;

  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, "", flags);
  properties[PROP_CHILD] = g_param_spec_object ("child", NULL, NULL, GTK_TYPE_WIDGET, flags);
  properties[PROP_HINT] = g_param_spec_string ("hint", NULL, NULL, "", flags);
  properties[PROP_HEADING] = g_param_spec_boolean ("heading", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/widgets/form-field.ui");
  gtk_widget_class_bind_template_child (widget_class, RepFormField, title_label);
  gtk_widget_class_bind_template_child (widget_class, RepFormField, bin);
  gtk_widget_class_bind_template_child (widget_class, RepFormField, hint_label);
  gtk_widget_class_bind_template_child (widget_class, RepFormField, wrong_label);
}

static void
rep_form_field_init (RepFormField *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
show_line (GtkLabel *label, const char *text)
{
  gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

void
rep_form_field_set_hint (RepFormField *field, const char *hint)
{
  g_return_if_fail (REP_IS_FORM_FIELD (field));

  show_line (field->hint_label, hint);
}

void
rep_form_field_set_wrong (RepFormField *field, const char *wrong)
{
  GtkWidget *child;

  g_return_if_fail (REP_IS_FORM_FIELD (field));

  child = adw_bin_get_child (field->bin);
  show_line (field->wrong_label, wrong);
  if (child == NULL)
    return;
  if (wrong != NULL && GTK_IS_EDITABLE (child))
    gtk_widget_add_css_class (child, "error");
  else
    gtk_widget_remove_css_class (child, "error");
  gtk_accessible_update_state (
      GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_STATE_INVALID,
      wrong != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

gboolean
rep_form_field_refuse (RepFormField *field, const char *wrong)
{
  rep_form_field_set_wrong (field, wrong);
  gtk_widget_grab_focus (GTK_WIDGET (field));
  return FALSE;
}
