/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/pages/listing-page.h"
#include "ui/pages/outing-page.h"
#include "ui/pages/outings-page.h"

typedef enum {
  PROP_SESSION = 1,
} OutingsPageProperty;

static GParamSpec *properties[PROP_SESSION + 1];

struct _RepOutingsPage {
  AdwBin parent_instance;

  GtkStack *stack;
  GtkWidget *list;
  RepOutingPage *outing;

  RepSession *session;
  GSignalGroup *session_signals;
};

G_DEFINE_FINAL_TYPE (RepOutingsPage, rep_outings_page, ADW_TYPE_BIN)

void
rep_outings_page_show (RepOutingsPage *page, const RepId *id)
{
  g_return_if_fail (REP_IS_OUTINGS_PAGE (page));

  gtk_stack_set_visible_child_name (page->stack,
                                    rep_outing_page_show (page->outing, id) ? "one" : "list");
  gtk_widget_child_focus (GTK_WIDGET (page), GTK_DIR_TAB_FORWARD);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rep_outings_page_show (REP_OUTINGS_PAGE (widget), NULL);
}

/* Locked or opened: nothing of an outing stays in sight. */
static void
casebook_cb (RepOutingsPage *self)
{
  (void)rep_outing_page_show (self->outing, NULL);
  gtk_stack_set_visible_child_name (self->stack, "list");
}

static void
set_session (RepOutingsPage *self, RepSession *session)
{
  if (!g_set_object (&self->session, session))
    return;
  g_object_set (self->list, "session", session, NULL);
  g_object_set (self->outing, "session", session, NULL);
  g_signal_group_set_target (self->session_signals, session);
  casebook_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

static void
rep_outings_page_dispose (GObject *object)
{
  RepOutingsPage *self = REP_OUTINGS_PAGE (object);

  g_clear_object (&self->session_signals);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (rep_outings_page_parent_class)->dispose (object);
}

static void
rep_outings_page_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch ((OutingsPageProperty)property_id) {
    case PROP_SESSION:
      g_value_set_object (value, REP_OUTINGS_PAGE (object)->session);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_outings_page_set_property (GObject *object,
                               guint property_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  switch ((OutingsPageProperty)property_id) {
    case PROP_SESSION:
      set_session (REP_OUTINGS_PAGE (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_outings_page_class_init (RepOutingsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rep_outings_page_dispose;
  object_class->get_property = rep_outings_page_get_property;
  object_class->set_property = rep_outings_page_set_property;

  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, REP_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  gtk_widget_class_install_action (widget_class, "outings.back", NULL, back_action);

  g_type_ensure (REP_TYPE_LISTING_PAGE);
  g_type_ensure (REP_TYPE_OUTING_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/pages/outings-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RepOutingsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RepOutingsPage, list);
  gtk_widget_class_bind_template_child (widget_class, RepOutingsPage, outing);
}

static void
rep_outings_page_init (RepOutingsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->session_signals = g_signal_group_new (REP_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify::casebook",
                                  G_CALLBACK (casebook_cb), self);
}
