/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/domain/vocabulary.h"
#include "ui/say.h"
#include "ui/typed.h"
#include "ui/widgets/code-picker.h"
#include "ui/widgets/key-button.h"

typedef enum {
  PROP_VOCABULARY = 1,
  PROP_LETTERS,
  PROP_MULTIPLE,
  PROP_MASK,
} CodePickerProperty;

enum {
  PICKED,
  N_SIGNALS,
};

static GParamSpec *properties[PROP_MASK + 1];
static guint signals[N_SIGNALS];

struct _RepCodePicker {
  GtkWidget parent_instance;

  GtkFlowBox *box;

  const RepVocabulary *vocabulary;
  char *letters;
  gboolean multiple;
  guint64 mask;
  GPtrArray *buttons; /* RepKeyButton, of the box; by term */
};

G_DEFINE_FINAL_TYPE (RepCodePicker, rep_code_picker, GTK_TYPE_WIDGET)

static void
set_mask (RepCodePicker *self, guint64 mask)
{
  if (mask == self->mask)
    return;
  self->mask = mask;
  for (guint i = 0; i < self->buttons->len; i++)
    gtk_toggle_button_set_active (g_ptr_array_index (self->buttons, i), (mask >> (i + 1) & 1) != 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MASK]);
}

/* A button was pressed, by a hand or by set_mask(), which changes nothing then. */
static void
button_toggled_cb (GtkToggleButton *button, gpointer user_data)
{
  RepCodePicker *self = user_data;
  guint place = 0;
  guint64 bit;

  if (!g_ptr_array_find (self->buttons, button, &place))
    return;
  bit = G_GUINT64_CONSTANT (1) << (place + 1);
  if (gtk_toggle_button_get_active (button) == ((self->mask & bit) != 0))
    return;
  set_mask (self, self->multiple                          ? self->mask ^ bit
                  : gtk_toggle_button_get_active (button) ? bit
                                                          : 0);
}

static void
button_clicked_cb (GtkButton *button, gpointer user_data)
{
  RepCodePicker *self = user_data;

  if (!self->multiple && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (button)))
    g_signal_emit (self, signals[PICKED], 0);
}

static gboolean
code_picker_key_pressed_cb (GtkEventControllerKey *controller,
                            guint keyval,
                            guint keycode,
                            GdkModifierType state,
                            gpointer user_data)
{
  RepCodePicker *self = user_data;
  guint place = rep_typed_letter (self->letters, gdk_keyval_to_unicode (keyval));
  guint64 bit;

  if (place == 0 || place > self->buttons->len ||
      (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  bit = G_GUINT64_CONSTANT (1) << place;
  gtk_widget_grab_focus (g_ptr_array_index (self->buttons, place - 1));
  set_mask (self, self->multiple ? self->mask ^ bit : bit);
  if (!self->multiple)
    g_signal_emit (self, signals[PICKED], 0);
  return GDK_EVENT_STOP;
}

static void
add_button (RepCodePicker *self, const RepTerm *term, const char *letter)
{
  g_autofree char *text =
      letter != NULL && *letter != '\0' ? g_utf8_substring (letter, 0, 1) : g_strdup ("");
  GtkWidget *button =
      g_object_new (REP_TYPE_KEY_BUTTON, "letter", text, "text", rep_say_label (term), NULL);

  g_ptr_array_add (self->buttons, button);
  gtk_flow_box_append (self->box, button);
  /* The button takes the focus, not the cell around it. */
  g_object_set (gtk_widget_get_parent (button), "focusable", FALSE, "accessible-role",
                GTK_ACCESSIBLE_ROLE_GENERIC, NULL);
  g_signal_connect_object (button, "toggled", G_CALLBACK (button_toggled_cb), self, 0);
  g_signal_connect_object (button, "clicked", G_CALLBACK (button_clicked_cb), self, 0);
}

static const RepVocabulary *
find_vocabulary (const char *code)
{
  guint n;
  const RepVocabulary *const *all = rep_vocabularies (&n);

  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (all[i]->code, code) == 0)
      return all[i];
  return NULL;
}

static void
rep_code_picker_constructed (GObject *object)
{
  RepCodePicker *self = REP_CODE_PICKER (object);
  const char *letter = self->letters;

  G_OBJECT_CLASS (rep_code_picker_parent_class)->constructed (object);

  if (self->vocabulary != NULL)
    gtk_flow_box_set_max_children_per_line (self->box, self->vocabulary->n_terms % 3 == 0 ? 3 : 4);
  for (guint i = 0; self->vocabulary != NULL && i < self->vocabulary->n_terms; i++) {
    add_button (self, &self->vocabulary->terms[i], letter);
    if (letter != NULL && *letter != '\0')
      letter = g_utf8_next_char (letter);
  }
}

static int
focused_place (RepCodePicker *self)
{
  for (guint i = 0; i < self->buttons->len; i++)
    if (gtk_widget_has_focus (g_ptr_array_index (self->buttons, i)))
      return (int)i;
  return -1;
}

static gboolean
rep_code_picker_grab_focus (GtkWidget *widget)
{
  RepCodePicker *self = REP_CODE_PICKER (widget);
  guint number = rep_code_picker_get_number (self);

  if (self->buttons->len == 0)
    return FALSE;
  return gtk_widget_grab_focus (g_ptr_array_index (self->buttons, number > 0 ? number - 1 : 0));
}

static gboolean
rep_code_picker_focus (GtkWidget *widget, GtkDirectionType direction)
{
  RepCodePicker *self = REP_CODE_PICKER (widget);
  int place = focused_place (self);
  int step = direction == GTK_DIR_LEFT || direction == GTK_DIR_UP ? -1 : 1;

  if (place < 0)
    return rep_code_picker_grab_focus (widget);
  if (direction == GTK_DIR_TAB_FORWARD || direction == GTK_DIR_TAB_BACKWARD)
    return FALSE;
  if (place + step < 0 || place + step >= (int)self->buttons->len)
    return TRUE;
  return gtk_widget_grab_focus (g_ptr_array_index (self->buttons, place + step));
}

static void
rep_code_picker_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  RepCodePicker *self = REP_CODE_PICKER (object);

  switch ((CodePickerProperty)property_id) {
    case PROP_MASK:
      g_value_set_uint64 (value, self->mask);
      break;
    case PROP_VOCABULARY:
    case PROP_LETTERS:
    case PROP_MULTIPLE:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_code_picker_set_property (GObject *object,
                              guint property_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  RepCodePicker *self = REP_CODE_PICKER (object);

  switch ((CodePickerProperty)property_id) {
    case PROP_VOCABULARY:
      self->vocabulary = find_vocabulary (g_value_get_string (value));
      break;
    case PROP_LETTERS:
      g_free (self->letters);
      self->letters = g_value_dup_string (value);
      break;
    case PROP_MULTIPLE:
      self->multiple = g_value_get_boolean (value);
      break;
    case PROP_MASK:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_code_picker_dispose (GObject *object)
{
  RepCodePicker *self = REP_CODE_PICKER (object);

  g_ptr_array_set_size (self->buttons, 0);
  gtk_widget_dispose_template (GTK_WIDGET (self), REP_TYPE_CODE_PICKER);

  G_OBJECT_CLASS (rep_code_picker_parent_class)->dispose (object);
}

static void
rep_code_picker_finalize (GObject *object)
{
  RepCodePicker *self = REP_CODE_PICKER (object);

  g_ptr_array_unref (self->buttons);
  g_free (self->letters);

  G_OBJECT_CLASS (rep_code_picker_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  GParamFlags once = G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  properties[PROP_VOCABULARY] = g_param_spec_string ("vocabulary", NULL, NULL, NULL, once);
  properties[PROP_LETTERS] = g_param_spec_string ("letters", NULL, NULL, NULL, once);
  properties[PROP_MULTIPLE] = g_param_spec_boolean ("multiple", NULL, NULL, FALSE, once);
  properties[PROP_MASK] = g_param_spec_uint64 ("mask", NULL, NULL, 0, G_MAXUINT64, 0,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
rep_code_picker_class_init (RepCodePickerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->constructed = rep_code_picker_constructed;
  object_class->dispose = rep_code_picker_dispose;
  object_class->finalize = rep_code_picker_finalize;
  object_class->get_property = rep_code_picker_get_property;
  object_class->set_property = rep_code_picker_set_property;
  widget_class->focus = rep_code_picker_focus;
  widget_class->grab_focus = rep_code_picker_grab_focus;
  install_properties (object_class);

  signals[PICKED] = g_signal_new ("picked", REP_TYPE_CODE_PICKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/widgets/code-picker.ui");
  gtk_widget_class_bind_template_child (widget_class, RepCodePicker, box);
  gtk_widget_class_bind_template_callback (widget_class, code_picker_key_pressed_cb);
}

static void
rep_code_picker_init (RepCodePicker *self)
{
  self->buttons = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}

guint8
rep_code_picker_get_number (RepCodePicker *picker)
{
  g_return_val_if_fail (REP_IS_CODE_PICKER (picker), 0);

  for (guint8 i = 1; i <= picker->buttons->len; i++)
    if ((picker->mask >> i & 1) != 0)
      return i;
  return 0;
}

guint64
rep_code_picker_get_mask (RepCodePicker *picker)
{
  g_return_val_if_fail (REP_IS_CODE_PICKER (picker), 0);

  return picker->mask;
}

void
rep_code_picker_set_mask (RepCodePicker *picker, guint64 mask)
{
  guint64 terms;

  g_return_if_fail (REP_IS_CODE_PICKER (picker));

  terms = (G_GUINT64_CONSTANT (2) << picker->buttons->len) - 2;
  set_mask (picker, mask & terms);
}

void
rep_code_picker_clear (RepCodePicker *picker)
{
  g_return_if_fail (REP_IS_CODE_PICKER (picker));

  set_mask (picker, 0);
}

void
rep_code_picker_cycle (RepCodePicker *picker)
{
  guint next;

  g_return_if_fail (REP_IS_CODE_PICKER (picker));

  next = rep_code_picker_get_number (picker) + 1u;
  set_mask (picker, next <= picker->buttons->len ? G_GUINT64_CONSTANT (1) << next : 0);
}
