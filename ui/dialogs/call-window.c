/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ui/dialogs/call-window.h"
#include "ui/dialogs/call-work.h"
#include "ui/say.h"
#include "ui/widgets/code-picker.h"
#include "ui/widgets/person-words.h"

typedef enum {
  PROP_SESSION = 1,
} CallWindowProperty;

static GParamSpec *properties[PROP_SESSION + 1];

struct _RepCallWindow {
  AdwWindow parent_instance;

  GtkStack *stack;
  GtkLabel *place, *name, *phone, *tried, *failure;
  GtkWidget *buttons;
  GtkRevealer *outcomes;
  RepCodePicker *outcome_picker;

  RepSession *session;
  GArray *lines; /* RepCallLine */
  guint at;
  gboolean busy; /* a call is being recorded */
};

G_DEFINE_FINAL_TYPE (RepCallWindow, rep_call_window, ADW_TYPE_WINDOW)

enum { REACHED_MESSAGE = 3, REACHED_NOT = 4, REACHED_WRONG = 6 };

static RepCasebook *
casebook_of (RepCallWindow *self)
{
  return rep_session_get_casebook (self->session);
}

static const RepCallLine *
line_of (RepCallWindow *self)
{
  return self->at < self->lines->len ? &g_array_index (self->lines, RepCallLine, self->at) : NULL;
}

static void
set_busy (RepCallWindow *self, gboolean busy)
{
  self->busy = busy;
  gtk_widget_set_sensitive (self->buttons, !busy);
}

static void
show_person (RepCallWindow *self, const RepPerson *person)
{
  g_autofree char *name = rep_person_words_name (person);
  const char *phone = person->phones != NULL && person->phones->len > 0
                          ? g_ptr_array_index (person->phones, 0)
                          : NULL;

  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->phone, phone != NULL ? phone : _ ("No number noted"));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepCallWindow) self = user_data;
  g_autoptr (GPtrArray) persons = rep_session_read_finish (REP_SESSION (source), result, NULL);
  const RepCallLine *line;

  if (gtk_widget_in_destruction (GTK_WIDGET (self)) || persons == NULL || persons->len == 0)
    return;
  line = line_of (self);
  if (line != NULL && casebook_of (self) != NULL &&
      rep_id_equal (rep_casebook_id (casebook_of (self), &rep_kind_person, line->person),
                    &((const RepPerson *)g_ptr_array_index (persons, 0))->object.id))
    show_person (self, g_ptr_array_index (persons, 0));
}

static char *
say_tried (const RepCallLine *line)
{
  g_autofree char *day = rep_say_short_day (line->last_attempt);
  g_autofree char *times = NULL;

  if (line->attempts == 0)
    return g_strdup (_ ("Not tried yet"));
  times = g_strdup_printf (ngettext ("%u attempt", "%u attempts", line->attempts), line->attempts);
  /* Translators: “3 attempts”, then a date */
  return g_strdup_printf (line->wrong_number ? _ ("%1$s, wrong number on %2$s")
                                             : _ ("%1$s, the last on %2$s"),
                          times, day);
}

static void
show_line (RepCallWindow *self)
{
  const RepCallLine *line = line_of (self);
  g_autofree char *place = NULL, *tried = NULL;

  gtk_stack_set_visible_child_name (self->stack, line != NULL ? "call" : "done");
  gtk_revealer_set_reveal_child (self->outcomes, FALSE);
  rep_code_picker_clear (self->outcome_picker);
  gtk_widget_set_visible (GTK_WIDGET (self->failure), FALSE);
  if (line == NULL)
    return;
  place = g_strdup_printf (_ ("%u of %u"), self->at + 1, self->lines->len);
  tried = say_tried (line);
  gtk_label_set_label (self->place, place);
  gtk_label_set_label (self->tried, tried);
  gtk_label_set_label (self->name, "…");
  gtk_label_set_label (self->phone, "");
  rep_session_read_async (self->session,
                          rep_casebook_id (casebook_of (self), &rep_kind_person, line->person), 1,
                          TRUE, read_cb, g_object_ref (self));
}

static void
recorded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepCallWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = rep_call_work_record_finish (REP_SESSION (source), result, &error);

  if (gtk_widget_in_destruction (GTK_WIDGET (self)) || casebook_of (self) == NULL)
    return;
  set_busy (self, FALSE);
  if (!done) {
    g_autofree char *what = rep_say_error (error);
    /* Translators: %s is a sentence that says what was wrong */
    g_autofree char *sentence = g_strdup_printf (_ ("Not recorded. %s"), what);

    gtk_label_set_label (self->failure, sentence);
    gtk_widget_set_visible (GTK_WIDGET (self->failure), TRUE);
    return;
  }
  self->at++;
  show_line (self);
}

/* By telephone, whatever way the youth was found. */
static RepContact *
build (RepCallWindow *self, const RepCallLine *line, guint8 reached)
{
  RepCasebook *casebook = casebook_of (self);
  RepContact *contact = rep_object_new (&rep_kind_contact);
  const RepEnrolment *enrolment = rep_casebook_enrolment (casebook, line->person, line->project);

  contact->project = *rep_casebook_id (casebook, &rep_kind_project, line->project);
  contact->channel = enrolment != NULL && enrolment->channel != 0
                         ? enrolment->channel
                         : rep_vocabulary_by_code (&rep_vocabulary_channel, "FICHIER_ML")->number;
  contact->mode = rep_vocabulary_by_code (&rep_vocabulary_mode, "VOIX")->number;
  contact->reached = reached;
  contact->outcomes =
      reached == REP_REACHED_JOINT ? rep_code_picker_get_mask (self->outcome_picker) : 0;
  rep_ids_add (&contact->persons, rep_casebook_id (casebook, &rep_kind_person, line->person));
  return contact;
}

static void
record (RepCallWindow *self, guint8 reached)
{
  const RepCallLine *line = line_of (self);

  if (self->busy || line == NULL || casebook_of (self) == NULL)
    return;
  set_busy (self, TRUE);
  rep_call_work_record_async (self->session, build (self, line, reached), recorded_cb,
                              g_object_ref (self));
}

/* Reached: what came of it is asked, and Enter saves. */
static void
reached_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepCallWindow *self = REP_CALL_WINDOW (widget);

  if (self->busy || line_of (self) == NULL)
    return;
  gtk_revealer_set_reveal_child (self->outcomes, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->outcome_picker));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepCallWindow *self = REP_CALL_WINDOW (widget);

  if (gtk_revealer_get_reveal_child (self->outcomes))
    record (self, REP_REACHED_JOINT);
}

static void
answer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  record (REP_CALL_WINDOW (widget), (guint8)g_variant_get_int32 (parameter));
}

static void
skip_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepCallWindow *self = REP_CALL_WINDOW (widget);

  if (self->busy || line_of (self) == NULL)
    return;
  self->at++;
  show_line (self);
}

/* Letters are answers until the youth was reached; then they are what came of it. */
static gboolean
call_window_key_pressed_cb (GtkEventControllerKey *controller,
                            guint keyval,
                            guint keycode,
                            GdkModifierType state,
                            gpointer user_data)
{
  RepCallWindow *self = user_data;
  gunichar typed = g_unichar_toupper (gdk_keyval_to_unicode (keyval));
  /* Translators: the keys for: reached, message left, not reached, wrong number, skip */
  const char *letters = _ ("RLNWS");
  gboolean asked = gtk_revealer_get_reveal_child (self->outcomes);

  if (keyval == GDK_KEY_Escape) {
    gtk_window_close (GTK_WINDOW (self));
    return GDK_EVENT_STOP;
  }
  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (asked && (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)) {
    record (self, REP_REACHED_JOINT);
    return GDK_EVENT_STOP;
  }
  if (asked || typed == 0 || g_utf8_strchr (letters, -1, typed) == NULL)
    return GDK_EVENT_PROPAGATE;
  switch (g_utf8_pointer_to_offset (letters, g_utf8_strchr (letters, -1, typed))) {
    case 0:
      reached_action (GTK_WIDGET (self), NULL, NULL);
      break;
    case 1:
      record (self, REACHED_MESSAGE);
      break;
    case 2:
      record (self, REACHED_NOT);
      break;
    case 3:
      record (self, REACHED_WRONG);
      break;
    default:
      skip_action (GTK_WIDGET (self), NULL, NULL);
      break;
  }
  return GDK_EVENT_STOP;
}

/* Names must not stay on the screen of a locked vault. */
static void
session_casebook_notify_cb (RepSession *session, GParamSpec *pspec, gpointer user_data)
{
  if (rep_session_get_casebook (session) == NULL)
    gtk_window_destroy (GTK_WINDOW (user_data));
}

static void
rep_call_window_set_property (GObject *object,
                              guint property_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  RepCallWindow *self = REP_CALL_WINDOW (object);

  switch ((CallWindowProperty)property_id) {
    case PROP_SESSION:
      self->session = g_value_dup_object (value);
      if (self->session != NULL)
        g_signal_connect_object (self->session, "notify::casebook",
                                 G_CALLBACK (session_casebook_notify_cb), self, 0);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_call_window_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch ((CallWindowProperty)property_id) {
    case PROP_SESSION:
      g_value_set_object (value, REP_CALL_WINDOW (object)->session);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_call_window_dispose (GObject *object)
{
  RepCallWindow *self = REP_CALL_WINDOW (object);

  g_clear_pointer (&self->lines, g_array_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (rep_call_window_parent_class)->dispose (object);
}

static void
rep_call_window_class_init (RepCallWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rep_call_window_dispose;
  object_class->get_property = rep_call_window_get_property;
  object_class->set_property = rep_call_window_set_property;

  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, REP_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (widget_class, "call.reached", NULL, reached_action);
  gtk_widget_class_install_action (widget_class, "call.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "call.answer", "i", answer_action);
  gtk_widget_class_install_action (widget_class, "call.skip", NULL, skip_action);

  g_type_ensure (REP_TYPE_CODE_PICKER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/dialogs/call-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RepCallWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, RepCallWindow, place);
  gtk_widget_class_bind_template_child (widget_class, RepCallWindow, name);
  gtk_widget_class_bind_template_child (widget_class, RepCallWindow, phone);
  gtk_widget_class_bind_template_child (widget_class, RepCallWindow, tried);
  gtk_widget_class_bind_template_child (widget_class, RepCallWindow, failure);
  gtk_widget_class_bind_template_child (widget_class, RepCallWindow, buttons);
  gtk_widget_class_bind_template_child (widget_class, RepCallWindow, outcomes);
  gtk_widget_class_bind_template_child (widget_class, RepCallWindow, outcome_picker);
  gtk_widget_class_bind_template_callback (widget_class, call_window_key_pressed_cb);
}

static void
rep_call_window_init (RepCallWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->lines = g_array_new (FALSE, FALSE, sizeof (RepCallLine));
}

RepCallWindow *
rep_call_window_new (GtkWindow *parent, RepSession *session, const RepCallFilter *filter)
{
  RepCallWindow *self;

  g_return_val_if_fail (rep_session_get_casebook (session) != NULL, NULL);

  self = g_object_new (REP_TYPE_CALL_WINDOW, "session", session, "transient-for", parent,
                       "application", gtk_window_get_application (parent), NULL);
  g_array_unref (self->lines);
  self->lines = rep_call_list (casebook_of (self), filter);
  show_line (self);
  return self;
}
