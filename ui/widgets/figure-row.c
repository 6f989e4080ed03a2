/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/widgets/figure-row.h"

typedef enum {
  PROP_TITLE = 1,
  PROP_FIRST,
  PROP_SECOND,
  PROP_SUBTITLE,
} RepFigureRowProperty;

static GParamSpec *properties[PROP_SUBTITLE + 1];

struct _RepFigureRow {
  GtkListBoxRow parent_instance;

  GtkWidget *subtitle_label;

  char *texts[PROP_SUBTITLE + 1]; /* by property */
};

G_DEFINE_FINAL_TYPE (RepFigureRow, rep_figure_row, GTK_TYPE_LIST_BOX_ROW)

static void
rep_figure_row_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  RepFigureRow *self = REP_FIGURE_ROW (object);

  switch ((RepFigureRowProperty)property_id) {
    case PROP_TITLE:
    case PROP_FIRST:
    case PROP_SECOND:
    case PROP_SUBTITLE:
      g_value_set_string (value, self->texts[property_id]);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

/* The row is read as one. */
static void
say (RepFigureRow *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) texts = NULL;
  g_autofree char *line = NULL;

  for (guint i = PROP_TITLE; i < G_N_ELEMENTS (self->texts); i++)
    if (self->texts[i] != NULL && *self->texts[i] != '\0')
      g_strv_builder_add (builder, self->texts[i]);
  texts = g_strv_builder_end (builder);
  line = g_strjoinv (", ", texts);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, line, -1);
}

static void
set_text (RepFigureRow *self, guint property_id, const char *text)
{
  if (g_strcmp0 (self->texts[property_id], text) == 0)
    return;
  g_free (self->texts[property_id]);
  self->texts[property_id] = g_strdup (text);
  say (self);
  if (property_id == PROP_SUBTITLE)
    gtk_widget_set_visible (self->subtitle_label, text != NULL && *text != '\0');
  g_object_notify_by_pspec (G_OBJECT (self), properties[property_id]);
}

static void
rep_figure_row_set_property (GObject *object,
                             guint property_id,
                             const GValue *value,
                             GParamSpec *pspec)
{
  switch ((RepFigureRowProperty)property_id) {
    case PROP_TITLE:
    case PROP_FIRST:
    case PROP_SECOND:
    case PROP_SUBTITLE:
      set_text (REP_FIGURE_ROW (object), property_id, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_figure_row_finalize (GObject *object)
{
  RepFigureRow *self = REP_FIGURE_ROW (object);

  for (guint i = 0; i < G_N_ELEMENTS (self->texts); i++)
    g_free (self->texts[i]);

  G_OBJECT_CLASS (rep_figure_row_parent_class)->finalize (object);
}

static void
rep_figure_row_class_init (RepFigureRowClass *klass)
{
  static const char *const names[] = { NULL, "title", "first", "second", "subtitle" };
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = rep_figure_row_get_property;
  object_class->set_property = rep_figure_row_set_property;
  object_class->finalize = rep_figure_row_finalize;

  for (guint i = PROP_TITLE; i < G_N_ELEMENTS (properties); i++)
    properties[i] =
        g_param_spec_string (names[i], NULL, NULL, NULL,
                             G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/widgets/figure-row.ui");
  gtk_widget_class_bind_template_child (widget_class, RepFigureRow, subtitle_label);
}

static void
rep_figure_row_init (RepFigureRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
