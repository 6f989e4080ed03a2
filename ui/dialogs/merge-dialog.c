/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/casebook/value-words.h"
#include "app/domain/field-change.h"
#include "ui/dialogs/merge-dialog.h"
#include "ui/dialogs/merge-work.h"
#include "ui/say.h"

enum {
  DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* A field to choose: the one on the right is taken when its button is on. */
typedef struct {
  guint8 number;
  GtkCheckButton *right;
} Choice;

struct _RepMergeDialog {
  AdwWindow parent_instance;

  GtkButton *merge;
  GtkButton *distinct;
  GtkLabel *intro;
  GtkLabel *message;
  GtkWidget *sides;
  GtkListBox *fields;

  RepSession *session;
  GSignalGroup *session_signals;
  RepId keep;
  RepId other;
  GArray *choices; /* Choice */
};

G_DEFINE_FINAL_TYPE (RepMergeDialog, rep_merge_dialog, ADW_TYPE_WINDOW)

static void
show_error (RepMergeDialog *self, const GError *error)
{
  g_autofree char *text = rep_say_error (error);

  gtk_label_set_label (self->message, text);
  gtk_widget_set_visible (GTK_WIDGET (self->message), TRUE);
}

static void
set_ready (RepMergeDialog *self, gboolean ready)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self->merge), ready);
  gtk_widget_set_sensitive (GTK_WIDGET (self->distinct), ready);
}

static GtkWidget *
label_new (const char *text, const char *style)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);

  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  return label;
}

static GtkWidget *
row_box_new (const RepField *field)
{
  GtkWidget *box = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing",
                                 6, "margin-top", 8, "margin-bottom", 8, "margin-start", 12,
                                 "margin-end", 12, NULL);

  gtk_box_append (GTK_BOX (box),
                  label_new (rep_say_is_french () ? field->fr : field->en, "caption-heading"));
  return box;
}

static void
add_row (RepMergeDialog *self, GtkWidget *box)
{
  gtk_list_box_append (self->fields, g_object_new (GTK_TYPE_LIST_BOX_ROW, "child", box,
                                                   "activatable", FALSE, "focusable", FALSE, NULL));
}

/* A value to choose; what it is of is said to who hears it. */
static GtkCheckButton *
option_new (const RepField *field, const char *value)
{
  const char *shown = *value != '\0' ? value : _ ("not recorded");
  g_autofree char *spoken =
      g_strdup_printf ("%s: %s", rep_say_is_french () ? field->fr : field->en, shown);
  GtkWidget *button = gtk_check_button_new ();
  GtkWidget *label = label_new (shown, NULL);

  gtk_check_button_set_child (GTK_CHECK_BUTTON (button), label);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken,
                                  -1);
  return GTK_CHECK_BUTTON (button);
}

static void
add_choice (
    RepMergeDialog *self, const RepField *field, const char *left, const char *right, gboolean take)
{
  GtkWidget *box = row_box_new (field);
  GtkWidget *sides = g_object_new (GTK_TYPE_BOX, "homogeneous", TRUE, "spacing", 12, NULL);
  GtkCheckButton *left_button = option_new (field, left);
  Choice choice = { field->number, option_new (field, right) };

  gtk_check_button_set_group (choice.right, left_button);
  gtk_check_button_set_active (take ? choice.right : left_button, TRUE);
  gtk_box_append (GTK_BOX (sides), GTK_WIDGET (left_button));
  gtk_box_append (GTK_BOX (sides), GTK_WIDGET (choice.right));
  gtk_box_append (GTK_BOX (box), sides);
  add_row (self, box);
  g_array_append_val (self->choices, choice);
}

static void
add_fact (RepMergeDialog *self, const RepField *field, const char *left, const char *right)
{
  GtkWidget *box = row_box_new (field);
  gboolean both = *left != '\0' && *right != '\0' && !g_str_equal (left, right);
  g_autofree char *text = both ? g_strdup_printf (_ ("%s · %s (both stay)"), left, right)
                               : g_strdup (*left != '\0' ? left : right);

  gtk_box_append (GTK_BOX (box), label_new (text, NULL));
  add_row (self, box);
}

static void
add_field (RepMergeDialog *self,
           const RepPerson *keep,
           const RepPerson *other,
           const RepField *field,
           gboolean take)
{
  RepCasebook *casebook = rep_session_get_casebook (self->session);
  gboolean french = rep_say_is_french ();
  g_autofree char *left = rep_value_words (casebook, &keep->object, field, french);
  g_autofree char *right = rep_value_words (casebook, &other->object, field, french);

  if (*left == '\0' && *right == '\0')
    return;
  if (rep_field_is_many (field) || rep_field_equal (&keep->object, &other->object, field))
    add_fact (self, field, left, right);
  else
    add_choice (self, field, left, right, take);
}

/* Names first: they say who this is about. */
static void
show_fields (RepMergeDialog *self, const RepPerson *keep, const RepPerson *other)
{
  guint64 take = rep_merge_take (keep, other);

  for (int part = REP_PART_IDENTITY; part >= REP_PART_FACTS; part--)
    for (guint i = 0; i < rep_kind_person.n_fields; i++) {
      const RepField *field = &rep_kind_person.fields[i];

      if ((int)field->part == part && rep_merge_field (field))
        add_field (self, keep, other, field, (take >> field->number & 1) != 0);
    }
}

static void
show_both (RepMergeDialog *self, const RepPerson *keep, const RepPerson *other)
{
  if (keep->object.compartment != 0 && keep->object.compartment == other->object.compartment)
    show_fields (self, keep, other);
  else
    gtk_label_set_label (
        self->intro, _ ("These records are kept by two structures. They are counted as one young "
                        "person and each keeps its own names."));
  gtk_widget_set_visible (GTK_WIDGET (self->fields),
                          self->choices->len > 0 ||
                              keep->object.compartment == other->object.compartment);
  gtk_widget_set_visible (self->sides, self->choices->len > 0);
  set_ready (self, TRUE);
  gtk_widget_grab_focus (self->choices->len > 0
                             ? GTK_WIDGET (g_array_index (self->choices, Choice, 0).right)
                             : GTK_WIDGET (self->merge));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RepMergeDialog) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) persons = rep_session_read_finish (REP_SESSION (source), result, &error);

  if (self->session == NULL || rep_session_get_casebook (self->session) == NULL)
    return;
  if (persons != NULL)
    show_both (self, g_ptr_array_index (persons, 0), g_ptr_array_index (persons, 1));
  else
    show_error (self, error);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RepMergeDialog) self = data;
  g_autoptr (GError) error = NULL;

  gboolean saved = rep_merge_work_finish (REP_SESSION (source), result, &error);

  if (self->session == NULL) /* locked meanwhile */
    return;
  if (saved) {
    g_signal_emit (self, signals[DONE], 0);
    gtk_window_close (GTK_WINDOW (self));
    return;
  }
  show_error (self, error);
  set_ready (self, TRUE);
}

static void
merge_cb (RepMergeDialog *self)
{
  RepMergeRequest request = { self->keep, self->other, 0 };

  if (!gtk_widget_get_sensitive (GTK_WIDGET (self->merge)))
    return;
  for (guint i = 0; i < self->choices->len; i++) {
    const Choice *choice = &g_array_index (self->choices, Choice, i);

    if (gtk_check_button_get_active (choice->right))
      request.take |= G_GUINT64_CONSTANT (1) << choice->number;
  }
  set_ready (self, FALSE);
  rep_merge_work_merge (self->session, &request, saved_cb, g_object_ref (self));
}

static void
merge_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  merge_cb (REP_MERGE_DIALOG (widget));
}

static void
distinct_cb (RepMergeDialog *self)
{
  set_ready (self, FALSE);
  rep_merge_work_distinct (self->session, &self->keep, &self->other, saved_cb, g_object_ref (self));
}

static void
rep_merge_dialog_dispose (GObject *object)
{
  RepMergeDialog *self = REP_MERGE_DIALOG (object);

  g_clear_object (&self->session_signals);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (rep_merge_dialog_parent_class)->dispose (object);
}

static void
rep_merge_dialog_finalize (GObject *object)
{
  g_array_unref (REP_MERGE_DIALOG (object)->choices);

  G_OBJECT_CLASS (rep_merge_dialog_parent_class)->finalize (object);
}

static void
rep_merge_dialog_class_init (RepMergeDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rep_merge_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = rep_merge_dialog_finalize;
  signals[DONE] = g_signal_new ("done", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "merge.merge", NULL, merge_action);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/dialogs/merge-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RepMergeDialog, merge);
  gtk_widget_class_bind_template_child (widget_class, RepMergeDialog, distinct);
  gtk_widget_class_bind_template_child (widget_class, RepMergeDialog, intro);
  gtk_widget_class_bind_template_child (widget_class, RepMergeDialog, message);
  gtk_widget_class_bind_template_child (widget_class, RepMergeDialog, sides);
  gtk_widget_class_bind_template_child (widget_class, RepMergeDialog, fields);
  gtk_widget_class_bind_template_callback (widget_class, merge_cb);
  gtk_widget_class_bind_template_callback (widget_class, distinct_cb);
  gtk_widget_class_bind_template_callback (widget_class, gtk_window_close);
}

static void
rep_merge_dialog_init (RepMergeDialog *self)
{
  self->choices = g_array_new (FALSE, FALSE, sizeof (Choice));
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self->fields), FALSE);
  self->session_signals = g_signal_group_new (REP_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify::casebook",
                                  G_CALLBACK (gtk_window_destroy), self);
}

RepMergeDialog *
rep_merge_dialog_new (GtkWindow *parent, RepSession *session, const RepId *keep, const RepId *other)
{
  RepMergeDialog *self = g_object_new (REP_TYPE_MERGE_DIALOG, "transient-for", parent,
                                       "application", gtk_window_get_application (parent), NULL);
  RepId ids[] = { *keep, *other };

  self->session = g_object_ref (session);
  self->keep = *keep;
  self->other = *other;
  g_signal_group_set_target (self->session_signals, session);
  rep_session_read_async (session, ids, G_N_ELEMENTS (ids), TRUE, read_cb, g_object_ref (self));
  return self;
}
