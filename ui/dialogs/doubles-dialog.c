/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/casebook/doubles.h"
#include "app/casebook/gather.h"
#include "app/casebook/value-words.h"
#include "ui/dialogs/doubles-dialog.h"
#include "ui/dialogs/merge-dialog.h"
#include "ui/pages/youth-names.h"
#include "ui/say.h"

#define MAX_PAIRS 100

struct _RepDoublesDialog {
  AdwWindow parent_instance;

  GtkStack *stack;
  GtkListBox *pairs;

  RepSession *session;
  RepYouthNames *names;
  GSignalGroup *session_signals;
  GSignalGroup *casebook_signals;
  RepGather *gather;
  GArray *found; /* RepPair, in the order of the rows */
};

G_DEFINE_FINAL_TYPE (RepDoublesDialog, rep_doubles_dialog, ADW_TYPE_WINDOW)

static RepCasebook *
get_casebook (RepDoublesDialog *self)
{
  return self->session != NULL ? rep_session_get_casebook (self->session) : NULL;
}

static const char *
name_of (RepDoublesDialog *self, guint32 row)
{
  const char *name = rep_youth_names_get (
      self->names, rep_casebook_id (get_casebook (self), &rep_kind_person, row));

  return name != NULL ? name : REP_YOUTH_NAME_UNREAD;
}

static void
name_row (RepDoublesDialog *self, guint number)
{
  const RepPair *pair = &g_array_index (self->found, RepPair, number);
  AdwPreferencesRow *row =
      ADW_PREFERENCES_ROW (gtk_list_box_get_row_at_index (self->pairs, (int)number));
  g_autofree char *title =
      g_strdup_printf ("%s · %s", name_of (self, pair->a), name_of (self, pair->b));

  adw_preferences_row_set_title (row, title);
}

static void
names_read_cb (RepDoublesDialog *self)
{
  if (get_casebook (self) == NULL)
    return;
  for (guint i = 0; i < self->found->len; i++)
    name_row (self, i);
}

static void
add_row (RepDoublesDialog *self, guint number)
{
  const RepPair *pair = &g_array_index (self->found, RepPair, number);
  g_autofree char *why = rep_alike_words (pair->why, rep_say_is_french ());
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "subtitle", why,
                                 "activatable", TRUE, NULL);

  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic",
                                           "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                           NULL));
  gtk_list_box_append (self->pairs, row);
  name_row (self, number);
}

static void
show_found (RepDoublesDialog *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->pairs, 0)) != NULL)
    gtk_list_box_remove (self->pairs, GTK_WIDGET (row));
  for (guint i = 0; i < self->found->len; i++)
    add_row (self, i);
  gtk_stack_set_visible_child_name (self->stack, self->found->len > 0 ? "list" : "none");
  row = gtk_list_box_get_row_at_index (self->pairs, 0);
  if (row != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (row));
}

static void
see (gpointer owner, guint32 number, GArray *pairs)
{
  rep_doubles_see (get_casebook (owner), number, pairs);
}

static void
gathered (gpointer owner, GArray *pairs)
{
  RepDoublesDialog *self = owner;

  g_clear_pointer (&self->gather, rep_gather_free);
  rep_doubles_settle (pairs, MAX_PAIRS);
  g_array_unref (self->found);
  self->found = pairs;
  show_found (self);
}

static void
look (RepDoublesDialog *self)
{
  static const RepGatherPlan plan = { sizeof (RepPair), see, rep_doubles_compare, gathered };

  g_clear_pointer (&self->gather, rep_gather_free);
  if (get_casebook (self) != NULL)
    self->gather = rep_gather_start (&plan, self, rep_doubles_count (get_casebook (self)));
}

static void
activated_cb (RepDoublesDialog *self, GtkListBoxRow *row)
{
  int number = gtk_list_box_row_get_index (row);
  const RepPair *pair;

  if (number < 0 || (guint)number >= self->found->len)
    return;
  pair = &g_array_index (self->found, RepPair, number);
  gtk_window_present (GTK_WINDOW (
      rep_merge_dialog_new (GTK_WINDOW (self), self->session,
                            rep_casebook_id (get_casebook (self), &rep_kind_person, pair->a),
                            rep_casebook_id (get_casebook (self), &rep_kind_person, pair->b))));
}

static void
rep_doubles_dialog_dispose (GObject *object)
{
  RepDoublesDialog *self = REP_DOUBLES_DIALOG (object);

  g_clear_pointer (&self->gather, rep_gather_free);
  g_clear_object (&self->casebook_signals);
  g_clear_object (&self->session_signals);
  g_clear_object (&self->names);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (rep_doubles_dialog_parent_class)->dispose (object);
}

static void
rep_doubles_dialog_finalize (GObject *object)
{
  g_array_unref (REP_DOUBLES_DIALOG (object)->found);

  G_OBJECT_CLASS (rep_doubles_dialog_parent_class)->finalize (object);
}

static void
rep_doubles_dialog_class_init (RepDoublesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rep_doubles_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = rep_doubles_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/dialogs/doubles-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RepDoublesDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, RepDoublesDialog, pairs);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
rep_doubles_dialog_init (RepDoublesDialog *self)
{
  self->found = g_array_new (FALSE, FALSE, sizeof (RepPair));
  gtk_widget_init_template (GTK_WIDGET (self));
  self->session_signals = g_signal_group_new (REP_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify::casebook",
                                  G_CALLBACK (gtk_window_destroy), self);
  self->casebook_signals = g_signal_group_new (REP_TYPE_CASEBOOK);
  g_signal_group_connect_swapped (self->casebook_signals, "changed", G_CALLBACK (look), self);
}

RepDoublesDialog *
rep_doubles_dialog_new (GtkWindow *parent, RepSession *session)
{
  RepDoublesDialog *self = g_object_new (REP_TYPE_DOUBLES_DIALOG, "transient-for", parent,
                                         "application", gtk_window_get_application (parent), NULL);

  self->session = g_object_ref (session);
  self->names = rep_youth_names_new (session);
  g_signal_connect_object (self->names, "read", G_CALLBACK (names_read_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_group_set_target (self->session_signals, session);
  g_signal_group_set_target (self->casebook_signals, get_casebook (self));
  look (self);
  return self;
}
