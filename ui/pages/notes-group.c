/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pages/note-row.h"
#include "ui/pages/notes-group.h"

typedef enum {
  PROP_SESSION = 1,
} NotesGroupProperty;

static GParamSpec *properties[PROP_SESSION + 1];

struct _RepNotesGroup {
  AdwBin parent_instance;

  AdwPreferencesGroup *group;
  GPtrArray *rows; /* (unowned): in @group */

  RepSession *session;
};

G_DEFINE_FINAL_TYPE (RepNotesGroup, rep_notes_group, ADW_TYPE_BIN)

static void
clear_rows (RepNotesGroup *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
}

static void
waiting_cb (RepNotesGroup *self)
{
  const GPtrArray *notes = self->session != NULL ? rep_session_get_waiting (self->session) : NULL;

  clear_rows (self);
  for (guint i = 0; notes != NULL && i < notes->len; i++) {
    RepNoteRow *row = rep_note_row_new ();

    rep_note_row_show (row, self->session, g_ptr_array_index (notes, i));
    adw_preferences_group_add (self->group, GTK_WIDGET (row));
    g_ptr_array_add (self->rows, row);
  }
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
}

static void
set_session (RepNotesGroup *self, RepSession *session)
{
  if (!g_set_object (&self->session, session))
    return;
  if (session != NULL)
    g_signal_connect_object (session, "notify::waiting", G_CALLBACK (waiting_cb), self,
                             G_CONNECT_SWAPPED);
  waiting_cb (self);
}

static void
rep_notes_group_set_property (GObject *object,
                              guint property_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  switch ((NotesGroupProperty)property_id) {
    case PROP_SESSION:
      set_session (REP_NOTES_GROUP (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_notes_group_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch ((NotesGroupProperty)property_id) {
    case PROP_SESSION:
      g_value_set_object (value, REP_NOTES_GROUP (object)->session);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_notes_group_dispose (GObject *object)
{
  RepNotesGroup *self = REP_NOTES_GROUP (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->rows, g_ptr_array_unref);

  G_OBJECT_CLASS (rep_notes_group_parent_class)->dispose (object);
}

static void
rep_notes_group_class_init (RepNotesGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rep_notes_group_dispose;
  object_class->get_property = rep_notes_group_get_property;
  object_class->set_property = rep_notes_group_set_property;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, REP_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/pages/notes-group.ui");
  gtk_widget_class_bind_template_child (widget_class, RepNotesGroup, group);
}

static void
rep_notes_group_init (RepNotesGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
}
