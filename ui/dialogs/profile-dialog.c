/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/casebook/person-edit.h"
#include "ui/dialogs/profile-dialog.h"
#include "ui/dialogs/profile-work.h"
#include "ui/say.h"
#include "ui/spoken.h"
#include "ui/typed.h"

#define ADULT 18

/** Asked: a row that asks for one of a list. @before: what is recorded, @kind: says what @number is
 * the number of. */
typedef enum {
  ASKED_CODE,
  ASKED_SITUATION,
  ASKED_ZONE,
  ASKED_PUBLIC,
  ASKED_REFERENT,
} AskedKind;

typedef struct {
  AskedKind kind;
  guint number;
  guint before;
  AdwComboRow *row;
  GArray *values; /* guint: behind the lines of the row */
} Asked;

struct _RepProfileDialog {
  AdwWindow parent_instance;

  AdwPreferencesGroup *profile, *minors, *zones, *publics;
  GtkLabel *failure;
  GtkWidget *fields;
  GtkSpinner *spinner;
  GtkEditable *from, *zone_from, *until;

  RepSession *session;
  RepId id;
  GArray *asked; /* Asked */
  gboolean busy;
};

G_DEFINE_FINAL_TYPE (RepProfileDialog, rep_profile_dialog, ADW_TYPE_WINDOW)

static void
asked_clear (gpointer data)
{
  g_array_unref (((Asked *)data)->values);
}

static RepCasebook *
get_casebook (RepProfileDialog *self)
{
  return rep_session_get_casebook (self->session);
}

static void
say (RepProfileDialog *self, const char *sentence)
{
  gtk_label_set_label (self->failure, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->failure), *sentence != '\0');
}

static guint
chosen (const Asked *asked)
{
  guint at = adw_combo_row_get_selected (asked->row);

  return at < asked->values->len ? g_array_index (asked->values, guint, at) : asked->before;
}

/* A row without lines yet; what is not recorded is the first. */
static Asked *
ask (RepProfileDialog *self,
     AdwPreferencesGroup *group,
     AskedKind kind,
     guint number,
     const char *title)
{
  Asked asked = { kind, number, 0, NULL, g_array_new (FALSE, FALSE, sizeof (guint)) };

  asked.row = g_object_new (ADW_TYPE_COMBO_ROW, "use-markup", FALSE, "title", title, NULL);
  adw_combo_row_set_model (asked.row, G_LIST_MODEL (gtk_string_list_new (NULL)));
  adw_preferences_group_add (group, GTK_WIDGET (asked.row));
  g_array_append_val (self->asked, asked);
  return &g_array_index (self->asked, Asked, self->asked->len - 1);
}

static void
offer (Asked *asked, guint value, const char *label)
{
  gtk_string_list_append (GTK_STRING_LIST (adw_combo_row_get_model (asked->row)), label);
  g_array_append_val (asked->values, value);
}

static void
set_before (Asked *asked, guint before)
{
  asked->before = before;
  for (guint i = 0; i < asked->values->len; i++)
    if (g_array_index (asked->values, guint, i) == before)
      adw_combo_row_set_selected (asked->row, i);
}

/* Terms that may be recorded today and are not switched off, and the one that is recorded. */
static void
offer_terms (RepProfileDialog *self, Asked *asked, const RepVocabulary *vocabulary, guint before)
{
  RepCasebook *casebook = get_casebook (self);
  guint32 row = rep_casebook_number (casebook, &rep_kind_person, &self->id);

  offer (asked, 0, _ ("Not recorded"));
  for (guint i = 0; i < vocabulary->n_terms; i++) {
    const RepTerm *term = &vocabulary->terms[i];

    if ((rep_term_valid_on (term, rep_casebook_today (casebook)) || term->number == before) &&
        !rep_person_hides (casebook, row, vocabulary, term->number))
      offer (asked, term->number, rep_say_label (term));
  }
  set_before (asked, before);
}

static void
ask_field (RepProfileDialog *self,
           AdwPreferencesGroup *group,
           const RepPerson *person,
           const char *code)
{
  const RepField *field = rep_kind_field_by_code (&rep_kind_person, code);
  const char *title = rep_say_is_french () ? field->fr : field->en;

  offer_terms (self, ask (self, group, ASKED_CODE, field->number, title), field->vocabulary,
               *rep_field_member (person, field, guint8));
}

static GtkEditable *
ask_day (AdwPreferencesGroup *group, const char *title)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ENTRY_ROW, "use-markup", FALSE, "title", title,
                                 "activates-default", TRUE, NULL);

  adw_preferences_group_add (group, row);
  return GTK_EDITABLE (row);
}

static void
ask_referent (RepProfileDialog *self, const RepPerson *person)
{
  const RepAccountList *accounts = rep_casebook_accounts (get_casebook (self));
  Asked *asked = ask (self, self->profile, ASKED_REFERENT, 0, _ ("Referent"));
  guint before = 0;

  offer (asked, 0, _ ("Nobody"));
  for (guint i = 0; i < accounts->lines->len; i++) {
    const RepAccountLine *line = g_ptr_array_index (accounts->lines, i);
    gboolean present = rep_id_equal (&line->id, &person->referent);

    if (present)
      before = i + 1;
    if (present || (line->until == 0 && line->role != REP_ROLE_DIRECTOR))
      offer (asked, i + 1, line->login);
  }
  set_before (asked, before);
}

static guint
answer_of (const RepPerson *person, guint number)
{
  return (person->publics_yes >> number & 1) != 0  ? REP_ANSWER_YES
         : (person->publics_no >> number & 1) != 0 ? REP_ANSWER_NO
                                                   : 0;
}

static void
offer_answers (Asked *asked, guint before)
{
  offer (asked, 0, _ ("Not recorded"));
  offer (asked, REP_ANSWER_YES, rep_say_term (&rep_vocabulary_answer, REP_ANSWER_YES));
  offer (asked, REP_ANSWER_NO, rep_say_term (&rep_vocabulary_answer, REP_ANSWER_NO));
  set_before (asked, before);
}

static void
ask_publics (RepProfileDialog *self, const RepPerson *person)
{
  guint32 row = rep_casebook_number (get_casebook (self), &rep_kind_person, &self->id);
  const RepVocabulary *publics = &rep_vocabulary_public;

  for (guint i = 0; i < publics->n_terms; i++) {
    const RepTerm *term = &publics->terms[i];

    if (rep_vocabulary_by_code (&rep_vocabulary_zone, term->code) == NULL &&
        !rep_person_hides (get_casebook (self), row, publics, term->number))
      offer_answers (ask (self, self->publics, ASKED_PUBLIC, term->number, rep_say_label (term)),
                     answer_of (person, term->number));
  }
}

/* A zone is a public as well, of the same code. */
static void
ask_zones (RepProfileDialog *self, const RepPerson *person)
{
  for (guint zone = 1; zone <= REP_N_ZONES; zone++) {
    const RepTerm *term = rep_vocabulary_by_number (&rep_vocabulary_zone, zone);

    offer_answers (
        ask (self, self->zones, ASKED_ZONE, zone, rep_say_label (term)),
        answer_of (person, rep_vocabulary_by_code (&rep_vocabulary_public, term->code)->number));
  }
  self->zone_from = ask_day (self->zones, _ ("First day in the zone (today when empty)"));
  self->until = ask_day (self->zones, _ ("Last day in the zone, when known"));
}

static void
show_person (RepProfileDialog *self, const RepPerson *person)
{
  guint32 today = rep_casebook_today (get_casebook (self));
  RepProfile now = rep_profile_on (person, today);

  offer_terms (self, ask (self, self->profile, ASKED_SITUATION, 0, _ ("Situation")),
               &rep_vocabulary_situation, now.situation);
  self->from = ask_day (self->profile, _ ("From which day on (today when empty)"));
  ask_field (self, self->profile, person, "level");
  ask_field (self, self->profile, person, "known_ml");
  ask_field (self, self->profile, person, "known_spe");
  ask_referent (self, person);
  ask_field (self, self->minors, person, "representative");
  ask_field (self, self->minors, person, "training_duty");
  gtk_widget_set_visible (GTK_WIDGET (self->minors), now.age != REP_NONE && now.age < ADULT);
  ask_zones (self, person);
  ask_publics (self, person);
  rep_spoken_complete (GTK_WIDGET (self), _ ("Profile"));
  gtk_widget_grab_focus (GTK_WIDGET (g_array_index (self->asked, Asked, 0).row));
}

static void
set_busy (RepProfileDialog *self, gboolean busy)
{
  self->busy = busy;
  gtk_widget_set_sensitive (self->fields, !busy);
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), busy);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "profile.save", !busy);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepProfileDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) persons = rep_session_read_finish (REP_SESSION (source), result, &error);
  g_autofree char *sentence = NULL;

  if (self->asked == NULL || get_casebook (self) == NULL)
    return;
  if (persons != NULL && persons->len > 0) {
    set_busy (self, FALSE);
    show_person (self, g_ptr_array_index (persons, 0));
    return;
  }
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), FALSE);
  sentence = rep_say_error (error);
  say (self, sentence);
}

static void
answer_public (RepProfileEdit *edit, guint number, guint answer)
{
  guint64 bit = G_GUINT64_CONSTANT (1) << number;

  if (answer == REP_ANSWER_YES)
    edit->publics_yes |= bit;
  else if (answer == REP_ANSWER_NO)
    edit->publics_no |= bit;
  else
    edit->publics_open |= bit;
}

static void
add_change (RepProfileDialog *self, const Asked *asked, guint value, RepProfileEdit *edit)
{
  const GPtrArray *lines = rep_casebook_accounts (get_casebook (self))->lines;

  switch (asked->kind) {
    case ASKED_CODE:
      edit->codes[asked->number] = (guint8)value;
      edit->coded |= G_GUINT64_CONSTANT (1) << asked->number;
      break;
    case ASKED_SITUATION:
      edit->situation = (guint8)value;
      break;
    case ASKED_ZONE:
      edit->zones[asked->number] = (guint8)value;
      edit->zoned[asked->number] = TRUE;
      break;
    case ASKED_PUBLIC:
      answer_public (edit, asked->number, value);
      break;
    case ASKED_REFERENT:
      edit->assigned = TRUE;
      if (value > 0 && value <= lines->len)
        edit->referent = ((const RepAccountLine *)g_ptr_array_index (lines, value - 1))->id;
      break;
    default:
      g_assert_not_reached ();
  }
}

static gboolean
read_days (RepProfileDialog *self, RepProfileEdit *edit)
{
  guint32 today = rep_casebook_today (get_casebook (self));

  if (!rep_typed_day (gtk_editable_get_text (self->from), today, REP_TYPED_PAST, &edit->from) ||
      !rep_typed_day (gtk_editable_get_text (self->zone_from), today, REP_TYPED_PAST,
                      &edit->zone_from) ||
      !rep_typed_day (gtk_editable_get_text (self->until), today, REP_TYPED_COMING, &edit->until))
    return FALSE;
  if (edit->from == 0)
    edit->from = today;
  if (edit->zone_from == 0)
    edit->zone_from = today;
  return edit->from <= today && edit->zone_from <= today &&
         (edit->until == 0 || edit->until >= edit->zone_from);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepProfileDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = NULL;
  gboolean done = rep_profile_work_finish (REP_SESSION (source), result, &error);

  if (self->asked == NULL || get_casebook (self) == NULL)
    return;
  set_busy (self, FALSE);
  if (done) {
    rep_say_toast (GTK_WIDGET (self), _ ("Profile saved"));
    gtk_window_destroy (GTK_WINDOW (self));
    return;
  }
  sentence = rep_say_error (error);
  say (self, sentence);
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepProfileDialog *self = REP_PROFILE_DIALOG (widget);
  RepProfileEdit edit = { .person = self->id };

  if (self->busy || get_casebook (self) == NULL)
    return;
  say (self, "");
  if (!read_days (self, &edit)) {
    say (self, _ ("A day is not understood, or does not come in its order."));
    return;
  }
  for (guint i = 0; i < self->asked->len; i++) {
    const Asked *asked = &g_array_index (self->asked, Asked, i);

    if (chosen (asked) != asked->before)
      add_change (self, asked, chosen (asked), &edit);
  }
  set_busy (self, TRUE);
  rep_profile_work_save (self->session, &edit, saved_cb, g_object_ref (self));
}

static void
casebook_cb (RepProfileDialog *self)
{
  if (get_casebook (self) == NULL)
    gtk_window_destroy (GTK_WINDOW (self));
}

static void
rep_profile_dialog_dispose (GObject *object)
{
  RepProfileDialog *self = REP_PROFILE_DIALOG (object);

  g_clear_pointer (&self->asked, g_array_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (rep_profile_dialog_parent_class)->dispose (object);
}

static void
rep_profile_dialog_class_init (RepProfileDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rep_profile_dialog_dispose;
  gtk_widget_class_install_action (widget_class, "profile.save", NULL, save_action);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Return, GDK_CONTROL_MASK,
                                       "profile.save", NULL);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/dialogs/profile-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, RepProfileDialog, profile);
  gtk_widget_class_bind_template_child (widget_class, RepProfileDialog, minors);
  gtk_widget_class_bind_template_child (widget_class, RepProfileDialog, zones);
  gtk_widget_class_bind_template_child (widget_class, RepProfileDialog, publics);
  gtk_widget_class_bind_template_child (widget_class, RepProfileDialog, failure);
  gtk_widget_class_bind_template_child (widget_class, RepProfileDialog, fields);
  gtk_widget_class_bind_template_child (widget_class, RepProfileDialog, spinner);
}

static void
rep_profile_dialog_init (RepProfileDialog *self)
{
  self->asked = g_array_new (FALSE, FALSE, sizeof (Asked));
  g_array_set_clear_func (self->asked, asked_clear);
  gtk_widget_init_template (GTK_WIDGET (self));
}

RepProfileDialog *
rep_profile_dialog_new (GtkWindow *parent, RepSession *session, const RepId *id)
{
  RepProfileDialog *self =
      g_object_new (REP_TYPE_PROFILE_DIALOG, "transient-for", parent, "modal", TRUE, "application",
                    gtk_window_get_application (parent), NULL);

  self->session = g_object_ref (session);
  self->id = *id;
  g_signal_connect_object (session, "notify::casebook", G_CALLBACK (casebook_cb), self,
                           G_CONNECT_SWAPPED);
  set_busy (self, TRUE);
  rep_session_read_async (session, id, 1, FALSE, read_cb, g_object_ref (self));
  return self;
}
