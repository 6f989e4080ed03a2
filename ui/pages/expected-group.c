/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/casebook/outing-people.h"
#include "app/domain/field-change.h"
#include "ui/dialogs/outing-work.h"
#include "ui/pages/expected-group.h"
#include "ui/pages/named-row.h"
#include "ui/say.h"
#include "ui/widgets/form-field.h"
#include "ui/widgets/person-matches.h"

/* A line is changed in place, so that the keyboard stays where it is. */
typedef struct {
  RepNamedRow *row; /* borrowed widgets */
  GtkToggleButton *absent;
  GtkWidget *strike;
  RepExpectedState state;
} Line;

struct _RepExpectedGroup {
  AdwBin parent_instance;

  GtkLabel *count, *message;
  GtkWidget *hint;
  GtkListBox *list;
  RepFormField *field;
  GtkEditable *entry;
  RepPersonMatches *matches;

  RepSession *session;
  RepYouthNames *names;
  const RepOuting *outing; /* (nullable) (unowned) */
  GArray *lines;           /* Line */
  gboolean saving;
  gboolean showing; /* a button follows its line, not the other way round */
};

G_DEFINE_FINAL_TYPE (RepExpectedGroup, rep_expected_group, ADW_TYPE_BIN)

static RepCasebook *
get_casebook (RepExpectedGroup *self)
{
  return self->session != NULL ? rep_session_get_casebook (self->session) : NULL;
}

static void
show_error (RepExpectedGroup *self, const GError *error)
{
  g_autofree char *text = error != NULL ? rep_say_error (error) : g_strdup ("");

  gtk_label_set_label (self->message, text);
  gtk_widget_set_visible (GTK_WIDGET (self->message), error != NULL);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RepExpectedGroup) self = data;
  g_autoptr (GError) error = NULL;

  (void)rep_session_run_finish (REP_SESSION (source), result, NULL, &error);
  self->saving = FALSE;
  if (get_casebook (self) == NULL)
    return;
  if (error != NULL)
    rep_expected_group_show (self, self->outing); /* the buttons as it is */
  show_error (self, error);
}

static gboolean
begin (RepExpectedGroup *self)
{
  if (self->saving || self->outing == NULL || get_casebook (self) == NULL)
    return FALSE;
  self->saving = TRUE;
  return TRUE;
}

static void
set_absent (RepExpectedGroup *self, const Line *line, gboolean absent)
{
  if (line->state == REP_EXPECTED_CAME || !begin (self))
    return;
  rep_outing_work_absent_async (self->session, &self->outing->object.id,
                                rep_named_row_get_person (line->row), absent, saved_cb,
                                g_object_ref (self));
}

static guint32
root_of (RepCasebook *casebook, const RepId *person)
{
  guint32 number = rep_casebook_number (casebook, &rep_kind_person, person);

  return number != REP_NO_ROW ? rep_casebook_root (casebook, number) : REP_NO_ROW;
}

/* Whoever was merged into @person goes with it. */
static void
strike_off (RepExpectedGroup *self, const Line *line)
{
  RepCasebook *casebook = get_casebook (self);
  guint32 number;
  RepOuting *outing;

  if (line->state != REP_EXPECTED_AWAITED || !begin (self))
    return;
  number = root_of (casebook, rep_named_row_get_person (line->row));
  outing = rep_object_copy (&self->outing->object);
  for (guint i = outing->expected->len; i > 0; i--)
    if (root_of (casebook, &g_array_index (outing->expected, RepId, i - 1)) == number)
      g_array_remove_index (outing->expected, i - 1);
  if (outing->expected->len == 0)
    g_clear_pointer (&outing->expected, g_array_unref);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  rep_outing_work_save_async (self->session, outing, FALSE, saved_cb, g_object_ref (self));
}

static Line *
line_of (RepExpectedGroup *self, GtkWidget *part)
{
  GtkWidget *row = gtk_widget_get_ancestor (part, REP_TYPE_NAMED_ROW);

  for (guint i = 0; i < self->lines->len; i++)
    if (GTK_WIDGET (g_array_index (self->lines, Line, i).row) == row)
      return &g_array_index (self->lines, Line, i);
  return NULL;
}

static void
toggled_cb (GtkToggleButton *button, RepExpectedGroup *self)
{
  const Line *line = line_of (self, GTK_WIDGET (button));

  if (!self->showing && line != NULL)
    set_absent (self, line, gtk_toggle_button_get_active (button));
}

static void
strike_cb (GtkButton *button, RepExpectedGroup *self)
{
  const Line *line = line_of (self, GTK_WIDGET (button));

  if (line != NULL)
    strike_off (self, line);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                gpointer user_data)
{
  RepExpectedGroup *self = user_data;
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (user_data));
  const Line *line = focus != NULL ? line_of (self, focus) : NULL;

  if (line == NULL || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_a || keyval == GDK_KEY_A)
    set_absent (self, line, line->state != REP_EXPECTED_ABSENT);
  else if (keyval == GDK_KEY_Delete || keyval == GDK_KEY_KP_Delete)
    strike_off (self, line);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static const char *
say_state (RepExpectedState state)
{
  switch (state) {
    case REP_EXPECTED_CAME:
      return _ ("Came");
    case REP_EXPECTED_ABSENT:
      return _ ("Absent");
    case REP_EXPECTED_AWAITED:
    default:
      return _ ("Awaited");
  }
}

static void
show_line (RepExpectedGroup *self, Line *line, RepExpectedState state)
{
  line->state = state;
  self->showing = TRUE;
  adw_action_row_set_subtitle (ADW_ACTION_ROW (line->row), say_state (state));
  gtk_toggle_button_set_active (line->absent, state == REP_EXPECTED_ABSENT);
  gtk_widget_set_visible (GTK_WIDGET (line->absent), state != REP_EXPECTED_CAME);
  gtk_widget_set_visible (line->strike, state == REP_EXPECTED_AWAITED);
  self->showing = FALSE;
}

static void
add_line (RepExpectedGroup *self, const RepId *person)
{
  Line line = {
    .row = REP_NAMED_ROW (rep_named_row_new (self->names, person, NULL)),
    .absent = g_object_new (GTK_TYPE_TOGGLE_BUTTON, "label", _ ("Absent"), "valign",
                            GTK_ALIGN_CENTER, "focusable", FALSE, NULL),
    .strike =
        g_object_new (GTK_TYPE_BUTTON, "icon-name", "edit-delete-symbolic", "valign",
                      GTK_ALIGN_CENTER, "tooltip-text", _ ("Strike off"), "focusable", FALSE, NULL),
  };

  gtk_accessible_update_property (GTK_ACCESSIBLE (line.absent), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Absent"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (line.strike), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Strike off"), -1);
  gtk_widget_add_css_class (line.strike, "flat");
  g_signal_connect_object (line.absent, "toggled", G_CALLBACK (toggled_cb), self, 0);
  g_signal_connect_object (line.strike, "clicked", G_CALLBACK (strike_cb), self, 0);
  rep_named_row_add_button (line.row, line.strike);
  rep_named_row_add_button (line.row, GTK_WIDGET (line.absent));
  gtk_list_box_append (self->list, GTK_WIDGET (line.row));
  g_array_append_val (self->lines, line);
}

/* The first line that is not as @expected has it, and all after it, go. */
static void
drop_lines (RepExpectedGroup *self, RepCasebook *casebook, const GArray *expected)
{
  guint n = 0;

  while (expected != NULL && n < MIN (expected->len, self->lines->len) &&
         rep_id_equal (rep_named_row_get_person (g_array_index (self->lines, Line, n).row),
                       rep_casebook_id (casebook, &rep_kind_person,
                                        g_array_index (expected, RepExpectedYouth, n).person)))
    n++;
  for (guint i = self->lines->len; i > n; i--)
    gtk_list_box_remove (self->list, GTK_WIDGET (g_array_index (self->lines, Line, i - 1).row));
  g_array_set_size (self->lines, n);
}

static void
show_count (RepExpectedGroup *self, const GArray *expected)
{
  g_autofree char *text = NULL;
  guint absent = 0;

  for (guint i = 0; i < expected->len; i++)
    absent += g_array_index (expected, RepExpectedYouth, i).state == REP_EXPECTED_ABSENT;
  text =
      expected->len == 0
          ? g_strdup (_ ("Nobody is expected"))
          : g_strdup_printf (ngettext ("%u expected", "%u expected", expected->len), expected->len);
  if (absent > 0) {
    g_autofree char *expected_text = g_steal_pointer (&text);
    g_autofree char *absent_text =
        g_strdup_printf (ngettext ("%u absent", "%u absent", absent), absent);

    text = g_strdup_printf ("%s, %s", expected_text, absent_text);
  }
  gtk_label_set_label (self->count, text);
  gtk_widget_set_visible (GTK_WIDGET (self->list), expected->len > 0);
  gtk_widget_set_visible (self->hint, expected->len > 0);
}

static void
show_lines (RepExpectedGroup *self, RepCasebook *casebook, const GArray *expected)
{
  drop_lines (self, casebook, expected);
  for (guint i = 0; i < expected->len; i++) {
    const RepExpectedYouth *youth = &g_array_index (expected, RepExpectedYouth, i);

    if (i >= self->lines->len)
      add_line (self, rep_casebook_id (casebook, &rep_kind_person, youth->person));
    show_line (self, &g_array_index (self->lines, Line, i), youth->state);
  }
  show_count (self, expected);
}

static void
add (RepExpectedGroup *self, const RepId *person)
{
  RepOuting *outing;

  if (!begin (self))
    return;
  gtk_editable_set_text (self->entry, "");
  outing = rep_object_copy (&self->outing->object);
  rep_ids_add (&outing->expected, person);
  rep_outing_work_save_async (self->session, outing, FALSE, saved_cb, g_object_ref (self));
}

static void
typed_cb (RepExpectedGroup *self)
{
  const char *text = gtk_editable_get_text (self->entry);

  if (*text == '\0')
    rep_person_matches_hide (self->matches);
  else
    rep_person_matches_search (self->matches, text, GTK_ACCESSIBLE (self->entry));
}

static void
take_cb (RepExpectedGroup *self)
{
  RepId id;

  if (*gtk_editable_get_text (self->entry) == '\0')
    return;
  if (rep_person_matches_pick (self->matches, &id) == REP_PICK_KNOWN)
    add (self, &id);
  else
    (void)rep_form_field_refuse (self->field, _ ("Nobody known has this name."));
}

static void
match_cb (RepExpectedGroup *self, RepChoice *choice)
{
  RepId id;

  if (rep_person_matches_read (choice, &id) == REP_PICK_KNOWN)
    add (self, &id);
}

static gboolean
entry_key_cb (GtkEventControllerKey *controller,
              guint keyval,
              guint keycode,
              GdkModifierType state,
              gpointer user_data)
{
  RepExpectedGroup *self = user_data;
  gboolean down = keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down;
  gboolean up = keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up;

  return (down || up) && rep_person_matches_move (self->matches, down ? 1 : -1)
             ? GDK_EVENT_STOP
             : GDK_EVENT_PROPAGATE;
}

static void
rep_expected_group_dispose (GObject *object)
{
  RepExpectedGroup *self = REP_EXPECTED_GROUP (object);

  self->outing = NULL;
  g_clear_object (&self->names);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (rep_expected_group_parent_class)->dispose (object);
}

static void
rep_expected_group_finalize (GObject *object)
{
  g_array_unref (REP_EXPECTED_GROUP (object)->lines);

  G_OBJECT_CLASS (rep_expected_group_parent_class)->finalize (object);
}

static void
rep_expected_group_class_init (RepExpectedGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rep_expected_group_dispose;
  G_OBJECT_CLASS (klass)->finalize = rep_expected_group_finalize;

  g_type_ensure (REP_TYPE_FORM_FIELD);
  g_type_ensure (REP_TYPE_PERSON_MATCHES);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/pages/expected-group.ui");
  gtk_widget_class_bind_template_child (widget_class, RepExpectedGroup, count);
  gtk_widget_class_bind_template_child (widget_class, RepExpectedGroup, message);
  gtk_widget_class_bind_template_child (widget_class, RepExpectedGroup, hint);
  gtk_widget_class_bind_template_child (widget_class, RepExpectedGroup, list);
  gtk_widget_class_bind_template_child (widget_class, RepExpectedGroup, field);
  gtk_widget_class_bind_template_child (widget_class, RepExpectedGroup, entry);
  gtk_widget_class_bind_template_child (widget_class, RepExpectedGroup, matches);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_key_cb);
  gtk_widget_class_bind_template_callback (widget_class, typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, take_cb);
  gtk_widget_class_bind_template_callback (widget_class, match_cb);
}

static void
rep_expected_group_init (RepExpectedGroup *self)
{
  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  gtk_widget_init_template (GTK_WIDGET (self));
  rep_person_matches_set_known_only (self->matches);
}

void
rep_expected_group_set_session (RepExpectedGroup *group, RepSession *session, RepYouthNames *names)
{
  g_return_if_fail (REP_IS_EXPECTED_GROUP (group));

  g_set_object (&group->session, session);
  g_set_object (&group->names, names);
  rep_person_matches_set_session (group->matches, session);
}

static gboolean
is_permanence (const RepOuting *outing)
{
  return outing->outing_kind ==
         rep_vocabulary_by_code (&rep_vocabulary_outing_kind, "PERMANENCE")->number;
}

void
rep_expected_group_show (RepExpectedGroup *group, const RepOuting *outing)
{
  RepCasebook *casebook;
  g_autoptr (GArray) expected = NULL;

  g_return_if_fail (REP_IS_EXPECTED_GROUP (group));

  group->outing = outing;
  casebook = get_casebook (group);
  if (outing == NULL || casebook == NULL) {
    drop_lines (group, NULL, NULL);
    gtk_editable_set_text (group->entry, "");
    gtk_widget_set_visible (GTK_WIDGET (group), FALSE);
    show_error (group, NULL);
    return;
  }
  rep_person_matches_set_project (group->matches, &outing->project);
  gtk_widget_set_visible (GTK_WIDGET (group->field), rep_casebook_holds_names (casebook));
  expected = rep_outing_expected (casebook, outing);
  show_lines (group, casebook, expected);
  gtk_widget_set_visible (GTK_WIDGET (group), is_permanence (outing) || expected->len > 0);
}
