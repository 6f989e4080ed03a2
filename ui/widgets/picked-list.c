/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ui/widgets/form-field.h"
#include "ui/widgets/picked-list.h"

typedef enum {
  PROP_TITLE = 1,
} PickedListProperty;

static GParamSpec *properties[PROP_TITLE + 1];

struct _RepPickedList {
  GtkBox parent_instance;

  RepFormField *field;
  RepChoiceEntry *entry;
  GtkFlowBox *picked;

  GPtrArray *choices; /* RepChoice, in the order of the buttons */
};

G_DEFINE_FINAL_TYPE (RepPickedList, rep_picked_list, GTK_TYPE_BOX)

static void
remove_cb (GtkButton *button, RepPickedList *self)
{
  GtkWidget *cell = gtk_widget_get_parent (GTK_WIDGET (button));
  int place = gtk_flow_box_child_get_index (GTK_FLOW_BOX_CHILD (cell));

  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_flow_box_remove (self->picked, cell);
  g_ptr_array_remove_index (self->choices, (guint)place);
  gtk_widget_set_visible (GTK_WIDGET (self->picked), self->choices->len > 0);
}

static GtkWidget *
make_button (RepPickedList *self, RepChoice *choice)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", rep_choice_get_label (choice),
                                   "ellipsize", PANGO_ELLIPSIZE_END, "max-width-chars", 28, NULL);
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "child", box, "halign", GTK_ALIGN_START, NULL);
  /* Translators: %s is a partner or a colleague */
  g_autofree char *text = g_strdup_printf (_ ("Take away: %s"), rep_choice_get_label (choice));

  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box),
                  g_object_new (GTK_TYPE_IMAGE, "icon-name", "window-close-symbolic",
                                "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  g_signal_connect (button, "clicked", G_CALLBACK (remove_cb), self);
  return button;
}

void
rep_picked_list_add (RepPickedList *list, RepChoice *choice)
{
  g_return_if_fail (REP_IS_PICKED_LIST (list));

  for (guint i = 0; choice != NULL && i < list->choices->len; i++)
    if (g_str_equal (rep_choice_get_key (g_ptr_array_index (list->choices, i)),
                     rep_choice_get_key (choice)))
      return;
  if (choice == NULL)
    return;
  g_ptr_array_add (list->choices, g_object_ref (choice));
  gtk_flow_box_append (list->picked, g_object_new (GTK_TYPE_FLOW_BOX_CHILD, "focusable", FALSE,
                                                   "child", make_button (list, choice), NULL));
  gtk_widget_set_visible (GTK_WIDGET (list->picked), TRUE);
}

/* What was taken in the entry goes below it. */
static gboolean
absorb (RepPickedList *self)
{
  const char *key = rep_choice_entry_get_key (self->entry);
  g_autoptr (RepChoice) choice = NULL;

  if (key == NULL)
    return FALSE;
  choice = rep_choice_new (key, gtk_editable_get_text (GTK_EDITABLE (self->entry)), NULL);
  rep_choice_entry_take (self->entry, NULL);
  rep_picked_list_add (self, choice);
  return TRUE;
}

static void
picked_list_chosen_cb (RepChoiceEntry *entry, gpointer user_data)
{
  RepPickedList *self = user_data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (!absorb (self) && root != NULL)
    gtk_widget_child_focus (GTK_WIDGET (root), GTK_DIR_TAB_FORWARD);
}

/* Tab takes a proposal without a signal of its own. */
static void
picked_list_leave_cb (GtkEventControllerFocus *controller, gpointer user_data)
{
  (void)absorb (user_data);
}

static void
rep_picked_list_set_property (GObject *object,
                              guint property_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  switch ((PickedListProperty)property_id) {
    case PROP_TITLE:
      g_object_set_property (G_OBJECT (REP_PICKED_LIST (object)->field), "title", value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_picked_list_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch ((PickedListProperty)property_id) {
    case PROP_TITLE:
      g_object_get_property (G_OBJECT (REP_PICKED_LIST (object)->field), "title", value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_picked_list_finalize (GObject *object)
{
  g_ptr_array_unref (REP_PICKED_LIST (object)->choices);

  G_OBJECT_CLASS (rep_picked_list_parent_class)->finalize (object);
}

static void
rep_picked_list_class_init (RepPickedListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = rep_picked_list_finalize;
  object_class->get_property = rep_picked_list_get_property;
  object_class->set_property = rep_picked_list_set_property;
  properties[PROP_TITLE] =
      g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (REP_TYPE_CHOICE_ENTRY);
  g_type_ensure (REP_TYPE_FORM_FIELD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/widgets/picked-list.ui");
  gtk_widget_class_bind_template_child (widget_class, RepPickedList, field);
  gtk_widget_class_bind_template_child (widget_class, RepPickedList, entry);
  gtk_widget_class_bind_template_child (widget_class, RepPickedList, picked);
  gtk_widget_class_bind_template_callback (widget_class, picked_list_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, picked_list_leave_cb);
}

static void
rep_picked_list_init (RepPickedList *self)
{
  self->choices = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rep_picked_list_set_source (RepPickedList *list, RepChoiceSource source, gpointer user_data)
{
  g_return_if_fail (REP_IS_PICKED_LIST (list));

  rep_choice_entry_set_source (list->entry, source, user_data);
}

gboolean
rep_picked_list_check (RepPickedList *list)
{
  g_return_val_if_fail (REP_IS_PICKED_LIST (list), FALSE);

  (void)absorb (list);
  return !rep_choice_entry_is_unclear (list->entry) ||
         rep_form_field_refuse (list->field, _ ("Choose in the list, or leave empty."));
}

GArray *
rep_picked_list_get_ids (RepPickedList *list)
{
  GArray *ids = NULL;
  RepId id;

  g_return_val_if_fail (REP_IS_PICKED_LIST (list), NULL);

  (void)absorb (list);
  for (guint i = 0; i < list->choices->len; i++)
    if (rep_id_parse (rep_choice_get_key (g_ptr_array_index (list->choices, i)), &id))
      rep_ids_add (&ids, &id);
  return ids;
}

void
rep_picked_list_clear (RepPickedList *list)
{
  GtkFlowBoxChild *child;

  g_return_if_fail (REP_IS_PICKED_LIST (list));

  while ((child = gtk_flow_box_get_child_at_index (list->picked, 0)) != NULL)
    gtk_flow_box_remove (list->picked, GTK_WIDGET (child));
  g_ptr_array_set_size (list->choices, 0);
  gtk_widget_set_visible (GTK_WIDGET (list->picked), FALSE);
}
