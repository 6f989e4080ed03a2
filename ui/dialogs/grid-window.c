/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ui/dialogs/ask-close.h"
#include "ui/dialogs/draft-keeper.h"
#include "ui/dialogs/grid-line.h"
#include "ui/dialogs/grid-window.h"
#include "ui/dialogs/outing-work.h"
#include "ui/pages/outing-words.h"
#include "ui/pages/youth-names.h"
#include "ui/say.h"
#include "ui/widgets/columns-layout.h"

/* Numbers in a draft: the outing, then a line each. */
enum { KEPT_OUTING = 1, KEPT_LINES = 2 };
#define MAX_LINES (REP_DRAFT_MAX_TEXTS - KEPT_LINES) /* that are not recorded */

typedef enum {
  PROP_SESSION = 1,
} GridWindowProperty;

static GParamSpec *properties[PROP_SESSION + 1];

struct _RepGridWindow {
  AdwWindow parent_instance;

  GtkLabel *where, *legend, *failure, *count, *draft_label;
  GtkWidget *draft_box;
  GtkBox *heads, *lines;

  RepSession *session;
  RepId outing;
  guint32 number; /* row of the outing */
  RepDraftKeeper *keeper;
  GtkSizeGroup *columns[REP_N_OUTING_COLUMNS];
  gboolean closing; /* when all is recorded */
};

G_DEFINE_FINAL_TYPE (RepGridWindow, rep_grid_window, ADW_TYPE_WINDOW)

static RepGridLine *
first_line (RepGridWindow *self)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (self->lines));

  return child != NULL ? REP_GRID_LINE (child) : NULL;
}

static RepGridLine *
next_line (RepGridLine *line)
{
  GtkWidget *next = gtk_widget_get_next_sibling (GTK_WIDGET (line));

  return next != NULL ? REP_GRID_LINE (next) : NULL;
}

static gboolean
is_unrecorded (RepGridLine *line)
{
  return rep_grid_line_get_state (line) != REP_GRID_SAVED && !rep_grid_line_is_empty (line);
}

static guint
count_lines (RepGridWindow *self, gboolean recorded)
{
  guint n = 0;

  for (RepGridLine *line = first_line (self); line != NULL; line = next_line (line))
    n += recorded ? rep_grid_line_get_state (line) == REP_GRID_SAVED : is_unrecorded (line);
  return n;
}

static void
show_count (RepGridWindow *self)
{
  guint saved = count_lines (self, TRUE), open = count_lines (self, FALSE);
  g_autofree char *recorded =
      g_strdup_printf (ngettext ("%u line recorded", "%u lines recorded", saved), saved);
  g_autofree char *typed = g_strdup_printf (ngettext ("%u not yet", "%u not yet", open), open);
  g_autofree char *text = g_strdup_printf ("%s, %s", recorded, typed);

  gtk_label_set_label (self->count, open > 0 ? text : recorded);
}

static RepDraft *
collect (gpointer form)
{
  RepGridWindow *self = form;
  RepDraft *draft = NULL;
  guint n = KEPT_LINES;
  char hex[REP_ID_HEX_SIZE];

  for (RepGridLine *line = first_line (self); line != NULL; line = next_line (line)) {
    char *text;

    if (!is_unrecorded (line) || n >= REP_DRAFT_MAX_TEXTS)
      continue;
    if (draft == NULL)
      draft = rep_draft_new ();
    text = rep_grid_line_keep (line);
    rep_draft_set (draft, KEPT_OUTING, rep_id_format (&self->outing, hex));
    rep_draft_set (draft, n++, text);
    rep_youth_name_free (text);
  }
  return draft;
}

static void
show_failure (RepGridWindow *self, const char *text)
{
  gtk_label_set_label (self->failure, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->failure), text != NULL);
}

static void
draft_failed (gpointer form, const GError *error)
{
  g_autofree char *what = rep_say_error (error);
  /* Translators: %s is a sentence that says what was wrong */
  g_autofree char *sentence = g_strdup_printf (_ ("The draft could not be kept. %s"), what);

  show_failure (form, sentence);
}

static RepGridLine *add_line (RepGridWindow *self);

static void
focus_line (RepGridLine *line)
{
  gtk_widget_grab_focus (rep_grid_line_get_entry (line, REP_OUTING_NAME));
}

/* There is an empty line at the end, as long as a draft has room for one more. */
static void
line_changed_cb (RepGridLine *line, RepGridWindow *self)
{
  if (next_line (line) == NULL && !rep_grid_line_is_empty (line) &&
      count_lines (self, FALSE) < MAX_LINES)
    (void)add_line (self);
  show_count (self);
}

static gboolean
is_saving (RepGridWindow *self)
{
  for (RepGridLine *line = first_line (self); line != NULL; line = next_line (line))
    if (rep_grid_line_get_state (line) == REP_GRID_SAVING)
      return TRUE;
  return FALSE;
}

static void
close_recorded (RepGridWindow *self)
{
  guint n = count_lines (self, TRUE);
  g_autofree char *text =
      g_strdup_printf (ngettext ("%u line recorded", "%u lines recorded", n), n);

  if (n > 0)
    rep_say_toast (GTK_WIDGET (self), text);
  rep_draft_keeper_flush (self->keeper);
  gtk_window_destroy (GTK_WINDOW (self));
}

typedef struct {
  RepGridWindow *self;
  RepGridLine *line;
} Sent;

static void
sent_free (Sent *sent)
{
  g_object_unref (sent->line);
  g_object_unref (sent->self);
  g_free (sent);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Sent, sent_free)

static char *
say_failure (const GError *error)
{
  g_autofree char *what = NULL;

  if (g_error_matches (error, REP_APP_ERROR, REP_APP_ERROR_EXISTS))
    return g_strdup (_ ("This young person is among the contacts of this outing already."));
  what = rep_say_error (error);
  /* Translators: %s is a sentence that says what was wrong */
  return g_strdup_printf (_ ("Not recorded. %s"), what);
}

static void
recorded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Sent) sent = user_data;
  RepGridWindow *self = sent->self;
  g_autoptr (GError) error = NULL;
  gboolean done = rep_session_run_finish (REP_SESSION (source), result, NULL, &error);
  g_autofree char *wrong = NULL;

  /* Locked meanwhile: the window is gone, what was saved is saved; the draft knows the line, and
   * recording it again does nothing. */
  if (gtk_widget_in_destruction (GTK_WIDGET (self)) || self->session == NULL)
    return;
  if (!done)
    wrong = say_failure (error);
  rep_grid_line_set_state (sent->line, done ? REP_GRID_SAVED : REP_GRID_TYPING, wrong);
  show_count (self);
  if (is_saving (self))
    return;
  if (self->closing && count_lines (self, FALSE) == 0)
    close_recorded (self);
  self->closing = FALSE;
}

static gboolean
send (RepGridWindow *self, RepGridLine *line)
{
  RepPerson *person = NULL;
  RepContact *contact;
  Sent *sent;

  if (rep_grid_line_get_state (line) != REP_GRID_TYPING)
    return TRUE;
  if (!rep_grid_line_check (line))
    return FALSE;
  contact = rep_grid_line_build (line, &person);
  sent = g_new0 (Sent, 1);
  sent->self = g_object_ref (self);
  sent->line = g_object_ref (line);
  rep_outing_work_line_async (self->session, &self->outing, contact, person,
                              rep_grid_line_get_client (line), recorded_cb, sent);
  return TRUE;
}

/* The focus goes on first: an entry that turns insensitive under the cursor complains. */
static void
line_done_cb (RepGridLine *line, RepGridWindow *self)
{
  RepGridLine *next = next_line (line);

  if (rep_session_get_casebook (self->session) == NULL)
    return;
  if (rep_grid_line_is_empty (line) || !send (self, line))
    return;
  while (next != NULL && rep_grid_line_get_state (next) != REP_GRID_TYPING)
    next = next_line (next);
  if (next == NULL)
    next = add_line (self);
  focus_line (next);
  rep_grid_line_set_state (line, REP_GRID_SAVING, NULL);
}

static RepGridLine *
add_line (RepGridWindow *self)
{
  RepGridLine *last = NULL;
  RepGridLine *line;
  guint n = 1;

  for (last = first_line (self); last != NULL; last = next_line (last))
    n++;
  line = rep_grid_line_new (self->session, self->number, n);
  for (guint i = 0; i < REP_N_OUTING_COLUMNS; i++)
    gtk_size_group_add_widget (self->columns[i], rep_grid_line_get_entry (line, i));
  g_signal_connect_object (line, "changed", G_CALLBACK (line_changed_cb), self, 0);
  g_signal_connect_object (line, "done", G_CALLBACK (line_done_cb), self, 0);
  gtk_box_append (self->lines, GTK_WIDGET (line));
  return line;
}

/* Every line that can be is recorded; the first that cannot says why. */
static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepGridWindow *self = REP_GRID_WINDOW (widget);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (self->closing || rep_session_get_casebook (self->session) == NULL)
    return;
  for (RepGridLine *line = first_line (self); line != NULL; line = next_line (line)) {
    if (!is_unrecorded (line) || rep_grid_line_get_state (line) != REP_GRID_TYPING)
      continue;
    if (!send (self, line))
      return;
    if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (line)))
      gtk_window_set_focus (GTK_WINDOW (self), NULL);
    rep_grid_line_set_state (line, REP_GRID_SAVING, NULL);
  }
  self->closing = TRUE;
  if (!is_saving (self))
    close_recorded (self);
}

static void
answered (gpointer form, gboolean keep)
{
  RepGridWindow *self = form;

  if (keep)
    rep_draft_keeper_flush (self->keeper);
  else
    rep_draft_keeper_forget (self->keeper);
  rep_ask_close_now (form);
}

static gboolean
close_request_cb (GtkWindow *window, gpointer user_data)
{
  RepGridWindow *self = user_data;

  if (rep_session_get_casebook (self->session) == NULL)
    return GDK_EVENT_PROPAGATE;
  if (is_saving (self))
    return GDK_EVENT_STOP;
  if (count_lines (self, FALSE) == 0) {
    rep_draft_keeper_flush (self->keeper);
    return GDK_EVENT_PROPAGATE;
  }
  rep_ask_close (window, _ ("Some lines are not recorded"),
                 _ ("A draft, sealed, comes back with the sheet of this outing."),
                 _ ("_Keep as draft"), answered);
  return GDK_EVENT_STOP;
}

/* What the letters of the column stand for, while one is in it. */
static void
focus_cb (RepGridWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  GtkWidget *line = focus != NULL ? gtk_widget_get_ancestor (focus, REP_TYPE_GRID_LINE) : NULL;
  const char *hint = line != NULL ? rep_grid_line_say_hint (REP_GRID_LINE (line), focus) : NULL;

  gtk_label_set_label (self->legend, hint != NULL ? hint : " ");
}

static void
set_session (RepGridWindow *self, RepSession *session)
{
  self->session = session != NULL ? g_object_ref (session) : NULL;
  if (session != NULL)
    g_signal_connect_object (session, "notify::casebook", G_CALLBACK (gtk_window_destroy), self,
                             G_CONNECT_SWAPPED);
}

static void
rep_grid_window_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch ((GridWindowProperty)property_id) {
    case PROP_SESSION:
      g_value_set_object (value, REP_GRID_WINDOW (object)->session);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_grid_window_set_property (GObject *object,
                              guint property_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  switch ((GridWindowProperty)property_id) {
    case PROP_SESSION:
      set_session (REP_GRID_WINDOW (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_grid_window_dispose (GObject *object)
{
  RepGridWindow *self = REP_GRID_WINDOW (object);

  g_clear_pointer (&self->keeper, rep_draft_keeper_free);
  for (guint i = 0; i < REP_N_OUTING_COLUMNS; i++)
    g_clear_object (&self->columns[i]);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (rep_grid_window_parent_class)->dispose (object);
}

static void
rep_grid_window_class_init (RepGridWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rep_grid_window_dispose;
  object_class->get_property = rep_grid_window_get_property;
  object_class->set_property = rep_grid_window_set_property;
  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, REP_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  gtk_widget_class_install_action (widget_class, "grid.save", NULL, save_action);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/dialogs/grid-window.ui");
  gtk_widget_class_bind_template_child (widget_class, RepGridWindow, where);
  gtk_widget_class_bind_template_child (widget_class, RepGridWindow, failure);
  gtk_widget_class_bind_template_child (widget_class, RepGridWindow, legend);
  gtk_widget_class_bind_template_child (widget_class, RepGridWindow, count);
  gtk_widget_class_bind_template_child (widget_class, RepGridWindow, draft_label);
  gtk_widget_class_bind_template_child (widget_class, RepGridWindow, draft_box);
  gtk_widget_class_bind_template_child (widget_class, RepGridWindow, heads);
  gtk_widget_class_bind_template_child (widget_class, RepGridWindow, lines);
  gtk_widget_class_bind_template_callback (widget_class, close_request_cb);
}

static void
rep_grid_window_init (RepGridWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect (self, "notify::focus-widget", G_CALLBACK (focus_cb), NULL);
  gtk_widget_set_layout_manager (GTK_WIDGET (self->heads), rep_columns_layout_new (TRUE));
  for (guint i = 0; i < REP_N_OUTING_COLUMNS; i++) {
    GtkWidget *head = g_object_new (GTK_TYPE_LABEL, "label", _ (rep_outing_column (i)), "xalign",
                                    0.0, "ellipsize", PANGO_ELLIPSIZE_END, "tooltip-text",
                                    _ (rep_outing_column (i)), NULL);

    gtk_widget_add_css_class (head, "caption-heading");
    self->columns[i] = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
    gtk_size_group_add_widget (self->columns[i], head);
    gtk_box_append (self->heads, head);
  }
}

gboolean
rep_grid_window_begun (RepSession *session, RepId *outing)
{
  g_autoptr (RepDraft) draft = rep_session_open_draft (session, REP_DRAFT_GRID);

  return draft != NULL && rep_id_parse (rep_draft_get (draft, KEPT_OUTING), outing);
}

/* What comes back into the last line brings another one after it. */
static void
recall (RepGridWindow *self)
{
  g_autoptr (RepDraft) draft = rep_session_open_draft (self->session, REP_DRAFT_GRID);

  for (guint i = KEPT_LINES; draft != NULL && i < REP_DRAFT_MAX_TEXTS; i++)
    if (*rep_draft_get (draft, i) != '\0')
      rep_grid_line_recall (REP_GRID_LINE (gtk_widget_get_last_child (GTK_WIDGET (self->lines))),
                            rep_draft_get (draft, i));
  gtk_widget_set_visible (self->draft_box, draft != NULL);
}

/* Whose sheet it is, in the title and above the lines. */
static void
show_where (RepGridWindow *self, const RepId *wanted)
{
  RepCasebook *casebook = rep_session_get_casebook (self->session);
  g_autofree char *title = rep_outing_words_title (casebook, self->number);
  g_autofree char *where = rep_outing_words_where (casebook, self->number);
  g_autofree char *text = g_strdup_printf ("%s · %s", title, where);

  gtk_label_set_label (self->where, text);
  if (!rep_id_equal (wanted, &self->outing))
    gtk_label_set_label (self->draft_label, _ ("Lines of this other outing were begun: record or "
                                               "discard them first."));
}

RepGridWindow *
rep_grid_window_new (GtkWindow *parent, RepSession *session, const RepId *outing)
{
  RepCasebook *casebook = rep_session_get_casebook (session);
  RepGridWindow *self;
  RepId of = *outing;

  g_return_val_if_fail (casebook != NULL, NULL);

  (void)rep_grid_window_begun (session, &of);
  if (rep_casebook_number (casebook, &rep_kind_outing, &of) == REP_NO_ROW)
    return NULL;
  self = g_object_new (REP_TYPE_GRID_WINDOW, "session", session, "transient-for", parent,
                       "application", gtk_window_get_application (parent), NULL);
  self->outing = of;
  self->number = rep_casebook_number (casebook, &rep_kind_outing, &of);
  show_where (self, outing);
  (void)add_line (self);
  recall (self);
  self->keeper = rep_draft_keeper_new (session, REP_DRAFT_GRID, NULL, collect, draft_failed, self);
  show_count (self);
  focus_line (first_line (self));
  return self;
}
