/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/casebook/outing.h"
#include "ui/dialogs/grid-line-private.h"
#include "ui/say.h"
#include "ui/typed.h"
#include "ui/widgets/choice-entry.h"
#include "ui/widgets/columns-layout.h"
#include "ui/widgets/person-words.h"

enum {
  CHANGED,
  DONE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RepGridLine, rep_grid_line, GTK_TYPE_BOX)

static void
set_wrong (RepGridLine *self, GtkWidget *entry, const char *wrong)
{
  for (guint i = 0; i < REP_N_OUTING_COLUMNS; i++)
    gtk_widget_remove_css_class (self->entries[i], "error");
  if (entry != NULL)
    gtk_widget_add_css_class (entry, "error");
  gtk_label_set_label (self->wrong, wrong != NULL ? wrong : "");
  gtk_widget_set_visible (GTK_WIDGET (self->wrong), wrong != NULL);
}

gboolean
rep_grid_line_refuse (RepGridLine *line, RepOutingColumn column, const char *wrong)
{
  set_wrong (line, line->entries[column], wrong);
  gtk_widget_grab_focus (line->entries[column]);
  return FALSE;
}

static void
show_words (RepGridLine *self)
{
  g_autofree char *words = rep_grid_line_say (self);

  gtk_label_set_label (self->words, words);
  gtk_widget_set_visible (GTK_WIDGET (self->words), *words != '\0');
}

/* Of a youth who is known nothing is asked again. */
static void
set_who (RepGridLine *self, RepGridWho who)
{
  self->who = who;
  for (RepOutingColumn i = REP_OUTING_SEX; i <= REP_OUTING_HOME; i++)
    gtk_widget_set_sensitive (self->entries[i], who != REP_GRID_KNOWN);
  show_words (self);
}

static void
known_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepGridLine) self = user_data;
  g_autoptr (GPtrArray) persons = rep_session_read_finish (REP_SESSION (source), result, NULL);
  const RepPerson *person = persons != NULL ? g_ptr_array_index (persons, 0) : NULL;
  RepCasebook *casebook = rep_session_get_casebook (REP_SESSION (source));
  g_autofree char *name = NULL;

  if (person == NULL || casebook == NULL || self->who != REP_GRID_KNOWN ||
      !rep_id_equal (&person->object.id, &self->person))
    return;
  name = rep_person_words_name (person);
  g_free (self->detail);
  self->detail = rep_person_words_detail (casebook, person, &self->project);
  self->taking = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->entries[REP_OUTING_NAME]), name);
  self->taking = FALSE;
  show_words (self);
}

void
rep_grid_line_take_known (RepGridLine *line, const RepId *id)
{
  line->person = *id;
  g_clear_pointer (&line->detail, g_free);
  rep_person_matches_hide (line->matches);
  set_who (line, REP_GRID_KNOWN);
  rep_session_read_async (line->session, id, 1, FALSE, known_read_cb, g_object_ref (line));
}

static gboolean
take (RepGridLine *self, RepPick pick, const RepId *id)
{
  if (pick == REP_PICK_KNOWN)
    rep_grid_line_take_known (self, id);
  else if (pick == REP_PICK_NEW)
    set_who (self, REP_GRID_NEW);
  rep_person_matches_hide (self->matches);
  return pick != REP_PICK_NOTHING;
}

/* A name that is left is what the proposal under it says. */
gboolean
rep_grid_line_decide (RepGridLine *line)
{
  GtkEditable *name = GTK_EDITABLE (line->entries[REP_OUTING_NAME]);
  RepId id = { 0 };

  if (line->who != REP_GRID_TYPED || *gtk_editable_get_text (name) == '\0')
    return FALSE;
  if (rep_person_matches_pick (line->matches, &id) == REP_PICK_NOTHING) /* of a draft */
    rep_person_matches_search (line->matches, gtk_editable_get_text (name), GTK_ACCESSIBLE (name));
  return take (line, rep_person_matches_pick (line->matches, &id), &id);
}

static void
match_cb (RepPersonMatches *matches, RepChoice *choice, RepGridLine *self)
{
  RepId id = { 0 };

  if (take (self, rep_person_matches_read (choice, &id), &id))
    gtk_widget_grab_focus (
        self->entries[self->who == REP_GRID_KNOWN ? REP_OUTING_REACHED : REP_OUTING_SEX]);
}

static void
name_changed_cb (GtkEditable *editable, RepGridLine *self)
{
  const char *text = gtk_editable_get_text (editable);

  if (self->taking)
    return;
  set_who (self, *text == '?'   ? REP_GRID_UNNAMED
                 : *text == '@' ? REP_GRID_PSEUDONYM
                                : REP_GRID_TYPED);
  if (self->who == REP_GRID_TYPED && *text != '\0' && self->session != NULL)
    rep_person_matches_search (self->matches, text, GTK_ACCESSIBLE (editable));
  else
    rep_person_matches_hide (self->matches);
}

static void
changed_cb (GtkEditable *editable, RepGridLine *self)
{
  if (self->taking)
    return;
  set_wrong (self, NULL, NULL);
  show_words (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
done (RepGridLine *self)
{
  if (self->state == REP_GRID_TYPING)
    g_signal_emit (self, signals[DONE], 0);
}

static void
choice_chosen_cb (RepChoiceEntry *entry, RepGridLine *self)
{
  if (self->took) /* this Enter took a proposal; the next goes on */
    gtk_widget_child_focus (GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))),
                            GTK_DIR_TAB_FORWARD);
  else
    done (self);
}

/* Enter in a name that was just typed takes the proposal; elsewhere the line is done. */
static gboolean
name_key (RepGridLine *self, guint keyval)
{
  gboolean down = keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down;
  gboolean up = keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up;

  if ((down || up) && self->who == REP_GRID_TYPED)
    return rep_person_matches_move (self->matches, down ? 1 : -1);
  if (keyval == GDK_KEY_Tab)
    (void)rep_grid_line_decide (self);
  if ((keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter) && rep_grid_line_decide (self)) {
    gtk_widget_grab_focus (
        self->entries[self->who == REP_GRID_KNOWN ? REP_OUTING_REACHED : REP_OUTING_SEX]);
    return GDK_EVENT_STOP;
  }
  return GDK_EVENT_PROPAGATE;
}

static gboolean
key_cb (GtkEventControllerKey *controller,
        guint keyval,
        guint keycode,
        GdkModifierType state,
        RepGridLine *self)
{
  GtkWidget *entry = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (controller));
  gboolean enter = keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK | GDK_SHIFT_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (entry == self->entries[REP_OUTING_NAME] && name_key (self, keyval))
    return GDK_EVENT_STOP;
  if (REP_IS_CHOICE_ENTRY (entry)) { /* which answers Enter itself, by `chosen` */
    self->took = rep_choice_entry_is_unclear (REP_CHOICE_ENTRY (entry));
    return GDK_EVENT_PROPAGATE;
  }
  if (!enter && (keyval != GDK_KEY_Tab || entry != self->entries[REP_OUTING_INFORMED] ||
                 rep_grid_line_is_empty (self)))
    return GDK_EVENT_PROPAGATE;
  done (self);
  return GDK_EVENT_STOP;
}

static void
name_entry (RepGridLine *self, RepOutingColumn column, guint number)
{
  const char *head = _ (rep_outing_column (column));
  /* Translators: a column of the sheet of an outing, then the number of the line */
  g_autofree char *name = g_strdup_printf (_ ("%1$s, line %2$u"), head, number);

  g_object_set (self->entries[column], "placeholder-text", head, "tooltip-text",
                rep_grid_line_hint (column), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entries[column]),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static GtkWidget *
entry_new (RepGridLine *self, RepOutingColumn column)
{
  static const int chars[REP_N_OUTING_COLUMNS] = { 16, 4, 8, 12, 5, 6, 12, 7, 4 };
  static const char *const lists[REP_N_OUTING_COLUMNS] = {
    [REP_OUTING_HOME] = "place", [REP_OUTING_NEXT] = "next_step"
  };
  GtkWidget *entry = lists[column] != NULL
                         ? g_object_new (REP_TYPE_CHOICE_ENTRY, "list", lists[column], NULL)
                         : gtk_entry_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  g_object_set (entry, "width-chars", chars[column], "max-width-chars", chars[column], "max-length",
                column == REP_OUTING_NAME ? 200 : 80, NULL);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, 0);
  gtk_widget_add_controller (entry, keys);
  if (column == REP_OUTING_NAME)
    g_signal_connect_object (entry, "changed", G_CALLBACK (name_changed_cb), self, 0);
  if (lists[column] != NULL)
    g_signal_connect_object (entry, "chosen", G_CALLBACK (choice_chosen_cb), self, 0);
  g_signal_connect_object (entry, "changed", G_CALLBACK (changed_cb), self, 0);
  return entry;
}

static GtkLabel *
label_new (const char *style)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "visible", FALSE, "xalign", 0.0, "wrap", TRUE,
                                   "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);

  gtk_widget_add_css_class (label, "caption");
  gtk_widget_add_css_class (label, style);
  return GTK_LABEL (label);
}

static void
rep_grid_line_dispose (GObject *object)
{
  RepGridLine *self = REP_GRID_LINE (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->detail, g_free);

  G_OBJECT_CLASS (rep_grid_line_parent_class)->dispose (object);
}

static void
rep_grid_line_class_init (RepGridLineClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rep_grid_line_dispose;
  signals[CHANGED] = g_signal_new ("changed", REP_TYPE_GRID_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  signals[DONE] = g_signal_new ("done", REP_TYPE_GRID_LINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);
}

static void
rep_grid_line_init (RepGridLine *self)
{
  RepId client = rep_id_random ();

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 3);
  gtk_widget_add_css_class (GTK_WIDGET (self), "rep-grid-line");
  rep_id_format (&client, self->client);
  self->fields = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  gtk_widget_set_layout_manager (self->fields, rep_columns_layout_new (FALSE));
  for (guint i = 0; i < REP_N_OUTING_COLUMNS; i++) {
    self->entries[i] = entry_new (self, i);
    gtk_box_append (GTK_BOX (self->fields), self->entries[i]);
  }
  self->matches = g_object_new (REP_TYPE_PERSON_MATCHES, NULL);
  self->words = label_new ("dim-label");
  self->wrong = label_new ("error");
  g_signal_connect_object (self->matches, "chosen", G_CALLBACK (match_cb), self, 0);
  gtk_box_append (GTK_BOX (self), self->fields);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->matches));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->words));
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->wrong));
  for (guint i = 0; i < REP_N_OUTING_COLUMNS; i++)
    name_entry (self, i, 1);
}

RepGridLine *
rep_grid_line_new (RepSession *session, guint32 outing, guint number)
{
  RepGridLine *self = g_object_new (REP_TYPE_GRID_LINE, NULL);
  RepCasebook *casebook = rep_session_get_casebook (session);
  const RepOutingRow *row = &g_array_index (rep_casebook_outings (casebook), RepOutingRow, outing);

  self->session = g_object_ref (session);
  self->day = row->date;
  self->project = *rep_casebook_id (casebook, &rep_kind_project, row->project);
  rep_person_matches_set_session (self->matches, session);
  rep_person_matches_set_project (self->matches, &self->project);
  rep_choice_entry_set_near (REP_CHOICE_ENTRY (self->entries[REP_OUTING_HOME]),
                             row->place[0] != '\0' ? row->place : NULL);
  for (guint i = 0; i < REP_N_OUTING_COLUMNS; i++)
    name_entry (self, i, number);
  return self;
}

GtkWidget *
rep_grid_line_get_entry (RepGridLine *line, RepOutingColumn column)
{
  g_return_val_if_fail (REP_IS_GRID_LINE (line), NULL);

  return line->entries[column];
}

const char *
rep_grid_line_say_hint (RepGridLine *line, GtkWidget *focus)
{
  for (guint i = 0; i < REP_N_OUTING_COLUMNS; i++)
    if (gtk_widget_is_ancestor (focus, line->entries[i]))
      return rep_grid_line_hint (i);
  return NULL;
}

gboolean
rep_grid_line_is_empty (RepGridLine *line)
{
  for (guint i = 0; i < REP_N_OUTING_COLUMNS; i++)
    if (*gtk_editable_get_text (GTK_EDITABLE (line->entries[i])) != '\0')
      return FALSE;
  return TRUE;
}

RepGridState
rep_grid_line_get_state (RepGridLine *line)
{
  g_return_val_if_fail (REP_IS_GRID_LINE (line), REP_GRID_SAVED);

  return line->state;
}

void
rep_grid_line_set_state (RepGridLine *line, RepGridState state, const char *wrong)
{
  g_return_if_fail (REP_IS_GRID_LINE (line));

  line->state = state;
  gtk_widget_set_sensitive (line->fields, state == REP_GRID_TYPING);
  set_wrong (line, NULL, wrong);
  show_words (line);
}

const char *
rep_grid_line_get_client (RepGridLine *line)
{
  g_return_val_if_fail (REP_IS_GRID_LINE (line), NULL);

  return line->client;
}
