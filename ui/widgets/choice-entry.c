/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "ui/widgets/choice-entry.h"
#include "ui/widgets/choice-list.h"
#include "ui/widgets/choice-source.h"

#define MAX_TYPED 8  /* proposals for what was typed */
#define MAX_SHOWN 12 /* for Down on an empty entry */

typedef enum {
  PROP_LIST = 1,
  PROP_KEY,
  PROP_POPOVER,
} ChoiceEntryProperty;

enum {
  CHOSEN,
  N_SIGNALS,
};

static GParamSpec *properties[PROP_POPOVER + 1];
static guint signals[N_SIGNALS];

struct _RepChoiceEntry {
  GtkEntry parent_instance;

  GtkPopover *popover;
  RepChoiceList *list;

  char *code; /* of the list */
  char *near;
  RepChoiceSource source;
  gpointer source_data;
  char *key;
  gboolean taking; /* the text changes because something was taken */
};

G_DEFINE_FINAL_TYPE (RepChoiceEntry, rep_choice_entry, GTK_TYPE_ENTRY)

static gboolean
is_open (RepChoiceEntry *self)
{
  return gtk_widget_get_visible (GTK_WIDGET (self->popover));
}

static void
hide (RepChoiceEntry *self)
{
  if (is_open (self))
    gtk_popover_popdown (self->popover);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_ACTIVE_DESCENDANT);
}

static GPtrArray *
find (RepChoiceEntry *self, const char *text)
{
  if (self->source != NULL)
    return self->source (text, self->source_data);
  if (g_strcmp0 (self->code, "place") == 0)
    return rep_choices_of_places (text, self->near);
  return rep_choices_of_vocabulary (self->code, text);
}

static void
propose (RepChoiceEntry *self, const char *text)
{
  g_autoptr (GPtrArray) choices = find (self, text);
  guint max = *text == '\0' ? MAX_SHOWN : MAX_TYPED;

  if (choices->len > max)
    g_ptr_array_set_size (choices, (int)max);
  rep_choice_list_show (self->list, choices, 0);
  if (choices->len == 0 || !gtk_widget_get_mapped (GTK_WIDGET (self))) {
    hide (self);
    return;
  }
  gtk_popover_popup (self->popover);
  rep_choice_list_tell (self->list, GTK_ACCESSIBLE (self));
}

static void
set_key (RepChoiceEntry *self, const char *key)
{
  if (g_strcmp0 (key, self->key) == 0)
    return;
  g_free (self->key);
  self->key = g_strdup (key);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_KEY]);
}

static void
choice_entry_changed_cb (GtkEditable *editable, gpointer user_data)
{
  RepChoiceEntry *self = user_data;
  const char *text = gtk_editable_get_text (editable);

  if (self->taking)
    return;
  set_key (self, NULL);
  if (*text == '\0')
    hide (self);
  else
    propose (self, text);
}

static void
choice_entry_row_chosen_cb (RepChoiceList *list, RepChoice *choice, gpointer user_data)
{
  RepChoiceEntry *self = user_data;

  rep_choice_entry_take (self, choice);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  g_signal_emit (self, signals[CHOSEN], 0);
}

static gboolean
take_selected (RepChoiceEntry *self)
{
  RepChoice *choice = rep_choice_list_get_selected (self->list);

  if (!is_open (self) || choice == NULL)
    return FALSE;
  rep_choice_entry_take (self, choice);
  return TRUE;
}

/* Enter takes what is proposed; on an entry that is clear already it goes on. */
static gboolean
enter (RepChoiceEntry *self)
{
  if (!take_selected (self) && rep_choice_entry_is_unclear (self))
    propose (self, gtk_editable_get_text (GTK_EDITABLE (self)));
  else
    g_signal_emit (self, signals[CHOSEN], 0);
  return GDK_EVENT_STOP;
}

static gboolean
move (RepChoiceEntry *self, int step)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self));

  if (is_open (self)) {
    rep_choice_list_move (self->list, step);
    rep_choice_list_tell (self->list, GTK_ACCESSIBLE (self));
  } else if (step > 0) {
    propose (self, self->key != NULL ? "" : text);
  }
  return GDK_EVENT_STOP;
}

static gboolean
escape (RepChoiceEntry *self)
{
  if (!is_open (self))
    return GDK_EVENT_PROPAGATE;
  hide (self);
  return GDK_EVENT_STOP;
}

static gboolean
choice_entry_key_pressed_cb (GtkEventControllerKey *controller,
                             guint keyval,
                             guint keycode,
                             GdkModifierType state,
                             gpointer user_data)
{
  RepChoiceEntry *self = user_data;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  switch (keyval) {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      return move (self, 1);
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      return move (self, -1);
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
      return enter (self);
    case GDK_KEY_Escape:
      return escape (self);
    case GDK_KEY_Tab:
      (void)take_selected (self);
      return GDK_EVENT_PROPAGATE;
    default:
      return GDK_EVENT_PROPAGATE;
  }
}

static void
choice_entry_leave_cb (GtkEventControllerFocus *controller, gpointer user_data)
{
  hide (user_data);
}

static void
rep_choice_entry_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  RepChoiceEntry *self = REP_CHOICE_ENTRY (widget);

  GTK_WIDGET_CLASS (rep_choice_entry_parent_class)->size_allocate (widget, width, height, baseline);
  gtk_widget_set_size_request (GTK_WIDGET (self->popover), width, -1);
  gtk_popover_present (self->popover);
}

static void
rep_choice_entry_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  RepChoiceEntry *self = REP_CHOICE_ENTRY (object);

  switch ((ChoiceEntryProperty)property_id) {
    case PROP_LIST:
      g_value_set_string (value, self->code);
      break;
    case PROP_KEY:
      g_value_set_string (value, self->key);
      break;
    case PROP_POPOVER:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_choice_entry_set_property (GObject *object,
                               guint property_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  RepChoiceEntry *self = REP_CHOICE_ENTRY (object);

  switch ((ChoiceEntryProperty)property_id) {
    case PROP_LIST:
      g_free (self->code);
      self->code = g_value_dup_string (value);
      break;
    case PROP_POPOVER:
      self->popover = g_value_get_object (value);
      gtk_widget_set_parent (GTK_WIDGET (self->popover), GTK_WIDGET (self));
      break;
    case PROP_KEY:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_choice_entry_dispose (GObject *object)
{
  RepChoiceEntry *self = REP_CHOICE_ENTRY (object);

  if (self->popover != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->popover));
  self->popover = NULL;

  G_OBJECT_CLASS (rep_choice_entry_parent_class)->dispose (object);
}

static void
rep_choice_entry_finalize (GObject *object)
{
  RepChoiceEntry *self = REP_CHOICE_ENTRY (object);

  g_free (self->code);
  g_free (self->near);
  g_free (self->key);

  G_OBJECT_CLASS (rep_choice_entry_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  properties[PROP_LIST] =
      g_param_spec_string ("list", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_KEY] = g_param_spec_string (
      "key", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  /* The template's own: how an entry gets a second child from a .ui file. */
  properties[PROP_POPOVER] = g_param_spec_object ("popover", NULL, NULL, GTK_TYPE_POPOVER,
                                                  G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
rep_choice_entry_class_init (RepChoiceEntryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rep_choice_entry_dispose;
  object_class->finalize = rep_choice_entry_finalize;
  object_class->get_property = rep_choice_entry_get_property;
  object_class->set_property = rep_choice_entry_set_property;
  widget_class->size_allocate = rep_choice_entry_size_allocate;
  install_properties (object_class);

  signals[CHOSEN] = g_signal_new ("chosen", REP_TYPE_CHOICE_ENTRY, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);

  g_type_ensure (REP_TYPE_CHOICE_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/widgets/choice-entry.ui");
  gtk_widget_class_bind_template_child (widget_class, RepChoiceEntry, list);
  gtk_widget_class_bind_template_callback (widget_class, choice_entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_entry_key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_entry_leave_cb);
  gtk_widget_class_bind_template_callback (widget_class, choice_entry_row_chosen_cb);
}

static void
rep_choice_entry_init (RepChoiceEntry *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rep_choice_entry_set_source (RepChoiceEntry *entry, RepChoiceSource source, gpointer user_data)
{
  g_return_if_fail (REP_IS_CHOICE_ENTRY (entry));

  entry->source = source;
  entry->source_data = user_data;
}

void
rep_choice_entry_set_near (RepChoiceEntry *entry, const char *insee)
{
  g_return_if_fail (REP_IS_CHOICE_ENTRY (entry));

  g_free (entry->near);
  entry->near = g_strdup (insee);
}

const char *
rep_choice_entry_get_key (RepChoiceEntry *entry)
{
  g_return_val_if_fail (REP_IS_CHOICE_ENTRY (entry), NULL);

  return entry->key;
}

guint8
rep_choice_entry_get_number (RepChoiceEntry *entry)
{
  const char *key = rep_choice_entry_get_key (entry);

  return key != NULL ? (guint8)g_ascii_strtoull (key, NULL, 10) : 0;
}

void
rep_choice_entry_take (RepChoiceEntry *entry, RepChoice *choice)
{
  g_autofree char *key = NULL;

  g_return_if_fail (REP_IS_CHOICE_ENTRY (entry));

  key = choice != NULL ? g_strdup (rep_choice_get_key (choice)) : NULL;
  entry->taking = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (entry), choice != NULL ? rep_choice_get_label (choice) : "");
  gtk_editable_set_position (GTK_EDITABLE (entry), -1);
  entry->taking = FALSE;
  hide (entry);
  set_key (entry, key);
}

gboolean
rep_choice_entry_is_unclear (RepChoiceEntry *entry)
{
  g_return_val_if_fail (REP_IS_CHOICE_ENTRY (entry), FALSE);

  return entry->key == NULL && *gtk_editable_get_text (GTK_EDITABLE (entry)) != '\0';
}
