/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ui/dialogs/past-dialog.h"
#include "ui/dialogs/profile-dialog.h"
#include "ui/dialogs/referral-dialog.h"
#include "ui/dialogs/stage-dialog.h"
#include "ui/pages/history-row.h"
#include "ui/pages/youth-doubles.h"
#include "ui/pages/youth-facts.h"
#include "ui/pages/youth-names.h"
#include "ui/pages/youth-page.h"
#include "ui/pages/youth-referrals.h"
#include "ui/pages/youth-stages.h"
#include "ui/say.h"
#include "ui/spoken.h"

typedef enum {
  PROP_SESSION = 1,
  PROP_SHOW_BACK,
} YouthPageProperty;

static GParamSpec *properties[PROP_SHOW_BACK + 1];

struct _RepYouthPage {
  AdwBin parent_instance;

  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkWidget *back;
  GtkLabel *name;
  GtkLabel *hint;
  GtkButton *reveal;
  AdwButtonContent *reveal_content;
  GtkLabel *message;
  AdwPreferencesGroup *identity;
  RepYouthDoubles *doubles;
  GtkBox *stages;
  RepYouthReferrals *referrals;
  GtkWidget *publics;
  GtkWidget *edit;
  AdwExpanderRow *situation;
  GtkLabel *n_contacts;
  GtkListBox *contacts;

  RepSession *session;
  GSignalGroup *session_signals;
  GSignalGroup *casebook_signals;
  RepId id; /* none: nobody shown */
  gboolean revealed;
  guint generation;         /* of what is shown: answers to older questions are dropped */
  GPtrArray *identity_rows; /* borrowed widgets */
  GPtrArray *fact_rows;     /* borrowed widgets */
};

G_DEFINE_FINAL_TYPE (RepYouthPage, rep_youth_page, ADW_TYPE_BIN)

/* A question to the session, with what it was asked for. */
typedef struct {
  RepYouthPage *self;
  guint generation;
  gboolean notes;
} Question;

static Question *
question_new (RepYouthPage *self, gboolean notes)
{
  Question *question = g_new0 (Question, 1);

  question->self = g_object_ref (self);
  question->generation = self->generation;
  question->notes = notes;
  return question;
}

static void
question_free (Question *question)
{
  g_object_unref (question->self);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

static RepCasebook *
get_casebook (RepYouthPage *self)
{
  return self->session != NULL ? rep_session_get_casebook (self->session) : NULL;
}

static guint32
get_number (RepYouthPage *self)
{
  RepCasebook *casebook = get_casebook (self);
  guint32 number;

  if (casebook == NULL || rep_id_is_none (&self->id))
    return REP_NO_ROW;
  number = rep_casebook_number (casebook, &rep_kind_person, &self->id);
  if (number != REP_NO_ROW) { /* one who was merged is shown as kept */
    number = rep_casebook_root (casebook, number);
    self->id = *rep_casebook_id (casebook, &rep_kind_person, number);
  }
  return number;
}

static void
show_error (RepYouthPage *self, const GError *error)
{
  g_autofree char *text = error != NULL ? rep_say_error (error) : g_strdup ("");

  gtk_label_set_label (self->message, text);
  gtk_widget_set_visible (GTK_WIDGET (self->message), error != NULL);
}

static GtkWidget *
fact_row_new (const RepYouthFact *fact)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", fact->title,
                                 "subtitle", fact->value, "activatable", FALSE, NULL);

  gtk_widget_add_css_class (row, "rep-fact");
  return row;
}

static void
clear_facts (RepYouthPage *self)
{
  for (guint i = 0; i < self->fact_rows->len; i++)
    adw_expander_row_remove (self->situation, g_ptr_array_index (self->fact_rows, i));
  g_ptr_array_set_size (self->fact_rows, 0);
}

static void
show_facts (RepYouthPage *self, RepCasebook *casebook, guint32 number)
{
  g_autoptr (GArray) facts = rep_youth_facts_new (casebook, number);

  clear_facts (self);
  adw_expander_row_set_subtitle (
      self->situation,
      rep_say_term (&rep_vocabulary_situation, rep_youth_situation_shown (casebook, number)));
  for (guint i = 0; i < facts->len; i++) {
    GtkWidget *fact = fact_row_new (&g_array_index (facts, RepYouthFact, i));

    adw_expander_row_add_row (self->situation, fact);
    g_ptr_array_add (self->fact_rows, fact);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->situation), facts->len > 0);
}

static void
show_stages (RepYouthPage *self, RepCasebook *casebook, guint32 number)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->stages))) != NULL)
    gtk_box_remove (self->stages, child);
  for (guint i = 0; i < rep_casebook_projects (casebook)->len; i++) {
    const RepEnrolment *enrolment = rep_casebook_enrolment (casebook, number, i);

    if (enrolment != NULL)
      gtk_box_append (self->stages, rep_youth_stages_new (casebook, enrolment));
  }
}

static void
clear_contacts (RepYouthPage *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->contacts, 0)) != NULL)
    gtk_list_box_remove (self->contacts, GTK_WIDGET (row));
}

static void
contacts_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Question) question = data;
  RepYouthPage *self = question->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) contacts = rep_session_read_finish (REP_SESSION (source), result, &error);

  if (question->generation != self->generation)
    return;
  if (contacts == NULL) {
    show_error (self, error);
    return;
  }
  clear_contacts (self);
  g_ptr_array_sort (contacts, rep_history_compare);
  for (guint i = 0; i < contacts->len; i++) {
    RepContact *contact = g_ptr_array_index (contacts, i);

    if (contact->object.kind == &rep_kind_stage_entry) {
      gtk_list_box_append (self->contacts,
                           rep_history_row_new_stage (g_ptr_array_index (contacts, i)));
      continue;
    }
    if (!question->notes)
      rep_text_set (&contact->note, NULL);
    gtk_list_box_append (self->contacts, rep_history_row_new (contact));
  }
}

/* Stages that were given stand between the contacts. */
static void
add_entries (RepCasebook *casebook, guint32 number, GArray *ids)
{
  const GArray *entries = rep_casebook_entries (casebook);

  for (guint32 at =
           g_array_index (rep_casebook_persons (casebook), RepPersonRow, number).first_entry;
       at != REP_NO_ROW; at = g_array_index (entries, RepEntryRow, at).next)
    g_array_append_vals (ids, rep_casebook_id (casebook, &rep_kind_stage_entry, at), 1);
}

static void
read_contacts (RepYouthPage *self, RepCasebook *casebook, guint32 number)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (RepId));
  const GArray *links = rep_casebook_links (casebook);
  guint32 at = g_array_index (rep_casebook_persons (casebook), RepPersonRow, number).first_link;
  g_autofree char *text = NULL;

  while (at != REP_NO_ROW) {
    const RepLink *link = &g_array_index (links, RepLink, at);

    g_array_append_vals (ids, rep_casebook_id (casebook, &rep_kind_contact, link->contact), 1);
    at = link->next;
  }
  text = g_strdup_printf (ngettext ("%u contact", "%u contacts", ids->len), ids->len);
  gtk_label_set_label (self->n_contacts, text);
  add_entries (casebook, number, ids);
  gtk_widget_set_visible (GTK_WIDGET (self->contacts), ids->len > 0);
  if (ids->len > 0)
    rep_session_read_async (self->session, &g_array_index (ids, RepId, 0), ids->len, FALSE,
                            contacts_read_cb, question_new (self, self->revealed));
}

static void
clear_identity (RepYouthPage *self)
{
  for (guint i = 0; i < self->identity_rows->len; i++)
    adw_preferences_group_remove (self->identity, g_ptr_array_index (self->identity_rows, i));
  g_ptr_array_set_size (self->identity_rows, 0);
  gtk_widget_set_visible (GTK_WIDGET (self->identity), FALSE);
}

static void
show_identity (RepYouthPage *self, const RepPerson *person)
{
  g_autoptr (GArray) facts = rep_youth_identity_new (person);

  clear_identity (self);
  for (guint i = 0; i < facts->len; i++) {
    GtkWidget *row = fact_row_new (&g_array_index (facts, RepYouthFact, i));

    adw_preferences_group_add (self->identity, row);
    g_ptr_array_add (self->identity_rows, row);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->identity), facts->len > 0);
}

/* Names and notes out of sight. */
static void
mask (RepYouthPage *self)
{
  RepCasebook *casebook = get_casebook (self);
  gboolean may_reveal = casebook != NULL && rep_casebook_holds_names (casebook);

  self->revealed = FALSE;
  clear_identity (self);
  gtk_label_set_label (self->name, _ ("Identity hidden"));
  gtk_label_set_label (self->hint,
                       may_reveal ? _ ("Revealing it, with the notes, is written in the journal.")
                                  : _ ("This account was not given the key to names."));
  adw_button_content_set_label (self->reveal_content, _ ("_Reveal"));
  adw_button_content_set_icon_name (self->reveal_content, "view-reveal-symbolic");
  gtk_widget_set_visible (GTK_WIDGET (self->reveal), may_reveal);
  gtk_widget_set_visible (self->edit, may_reveal);
}

/* What the account may know without any name. */
static void
name_without_key (RepYouthPage *self, RepCasebook *casebook)
{
  g_autofree char *name = rep_youth_name_by_structure (casebook, &self->id);

  if (!rep_casebook_holds_names (casebook))
    gtk_label_set_label (self->name, name);
}

static void
refresh (RepYouthPage *self)
{
  RepCasebook *casebook = get_casebook (self);
  guint32 number = get_number (self);

  self->generation++; /* an answer on its way is to the page as it was */
  gtk_widget_set_sensitive (GTK_WIDGET (self->reveal), TRUE);
  show_error (self, NULL);
  if (number == REP_NO_ROW) {
    rep_youth_doubles_show (self->doubles, self->session, number);
    clear_contacts (self);
    clear_facts (self);
    rep_youth_referrals_clear (self->referrals);
    gtk_stack_set_visible_child_name (self->stack, "none");
    return;
  }
  gtk_stack_set_visible_child_name (self->stack, "youth");
  name_without_key (self, casebook);
  rep_youth_doubles_show (self->doubles, self->session, number);
  show_stages (self, casebook, number);
  rep_youth_referrals_show (self->referrals, casebook, number);
  show_facts (self, casebook, number);
  read_contacts (self, casebook, number);
}

static void
hide (RepYouthPage *self)
{
  mask (self);
  refresh (self);
}

static void
unveil (RepYouthPage *self, const RepPerson *person)
{
  char *name = rep_youth_name_new (get_casebook (self), person);

  self->revealed = TRUE;
  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->hint, _ ("Written in the journal. Hidden again when you leave."));
  adw_button_content_set_label (self->reveal_content, _ ("_Hide"));
  adw_button_content_set_icon_name (self->reveal_content, "view-conceal-symbolic");
  show_identity (self, person);
  rep_youth_name_free (name);
  refresh (self);
}

static void
person_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Question) question = data;
  RepYouthPage *self = question->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) persons = rep_session_read_finish (REP_SESSION (source), result, &error);

  if (question->generation != self->generation)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->reveal), TRUE);
  if (persons != NULL && persons->len > 0)
    unveil (self, g_ptr_array_index (persons, 0));
  else
    show_error (self, error);
}

static void
reveal_cb (RepYouthPage *self)
{
  if (self->revealed) {
    hide (self);
    return;
  }
  gtk_widget_set_sensitive (GTK_WIDGET (self->reveal), FALSE);
  rep_session_read_async (self->session, &self->id, 1, TRUE, person_read_cb,
                          question_new (self, FALSE));
}

static void
past_cb (RepYouthPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (get_number (self) != REP_NO_ROW)
    gtk_window_present (
        GTK_WINDOW (rep_past_dialog_new (GTK_WINDOW (root), self->session, &self->id)));
}

static void
edit_cb (RepYouthPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (get_number (self) != REP_NO_ROW)
    gtk_window_present (
        GTK_WINDOW (rep_profile_dialog_new (GTK_WINDOW (root), self->session, &self->id)));
}

/* @parameter: number of the project (REP_NO_ROW: any) and of the stage (0: the next). */
static void
set_stage_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepYouthPage *self = REP_YOUTH_PAGE (widget);
  guint32 project, stage;

  g_variant_get (parameter, "(uu)", &project, &stage);
  if (get_number (self) != REP_NO_ROW && gtk_widget_get_mapped (widget))
    gtk_window_present (
        GTK_WINDOW (rep_stage_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), self->session,
                                          &self->id, project, (RepStage)stage)));
}

static void
refer_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepYouthPage *self = REP_YOUTH_PAGE (widget);

  if (get_number (self) != REP_NO_ROW && gtk_widget_get_mapped (widget))
    gtk_window_present (GTK_WINDOW (rep_referral_dialog_new (
        GTK_WINDOW (gtk_widget_get_root (widget)), self->session, &self->id)));
}

static void
casebook_cb (RepYouthPage *self)
{
  RepCasebook *casebook = get_casebook (self);
  gboolean may = casebook != NULL &&
                 rep_vault_account (rep_casebook_vault (casebook))->role != REP_ROLE_DIRECTOR;

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "youth.set-stage", may);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "youth.refer", may);
  g_signal_group_set_target (self->casebook_signals, get_casebook (self));
  rep_youth_page_show (self, NULL);
}

static void
set_session (RepYouthPage *self, RepSession *session)
{
  if (!g_set_object (&self->session, session))
    return;
  g_signal_group_set_target (self->session_signals, session);
  casebook_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

static void
rep_youth_page_unmap (GtkWidget *widget)
{
  RepYouthPage *self = REP_YOUTH_PAGE (widget);

  if (self->revealed)
    hide (self);

  GTK_WIDGET_CLASS (rep_youth_page_parent_class)->unmap (widget);
}

static void
rep_youth_page_dispose (GObject *object)
{
  RepYouthPage *self = REP_YOUTH_PAGE (object);

  self->generation++;
  g_clear_object (&self->casebook_signals);
  g_clear_object (&self->session_signals);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (rep_youth_page_parent_class)->dispose (object);
}

static void
rep_youth_page_finalize (GObject *object)
{
  RepYouthPage *self = REP_YOUTH_PAGE (object);

  g_ptr_array_unref (self->identity_rows);
  g_ptr_array_unref (self->fact_rows);

  G_OBJECT_CLASS (rep_youth_page_parent_class)->finalize (object);
}

static void
rep_youth_page_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  RepYouthPage *self = REP_YOUTH_PAGE (object);

  switch ((YouthPageProperty)property_id) {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_SHOW_BACK:
      g_value_set_boolean (value, gtk_widget_get_visible (self->back));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_youth_page_set_property (GObject *object,
                             guint property_id,
                             const GValue *value,
                             GParamSpec *pspec)
{
  RepYouthPage *self = REP_YOUTH_PAGE (object);

  switch ((YouthPageProperty)property_id) {
    case PROP_SESSION:
      set_session (self, g_value_get_object (value));
      break;
    case PROP_SHOW_BACK:
      gtk_widget_set_visible (self->back, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/pages/youth-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RepYouthPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RepYouthPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, RepYouthPage, back);
  gtk_widget_class_bind_template_child (widget_class, RepYouthPage, name);
  gtk_widget_class_bind_template_child (widget_class, RepYouthPage, hint);
  gtk_widget_class_bind_template_child (widget_class, RepYouthPage, reveal);
  gtk_widget_class_bind_template_child (widget_class, RepYouthPage, reveal_content);
  gtk_widget_class_bind_template_child (widget_class, RepYouthPage, message);
  gtk_widget_class_bind_template_child (widget_class, RepYouthPage, identity);
  gtk_widget_class_bind_template_child (widget_class, RepYouthPage, doubles);
  gtk_widget_class_bind_template_child (widget_class, RepYouthPage, stages);
  gtk_widget_class_bind_template_child (widget_class, RepYouthPage, referrals);
  gtk_widget_class_bind_template_child (widget_class, RepYouthPage, publics);
  gtk_widget_class_bind_template_child (widget_class, RepYouthPage, edit);
  gtk_widget_class_bind_template_child (widget_class, RepYouthPage, situation);
  gtk_widget_class_bind_template_child (widget_class, RepYouthPage, n_contacts);
  gtk_widget_class_bind_template_child (widget_class, RepYouthPage, contacts);
  gtk_widget_class_bind_template_callback (widget_class, reveal_cb);
  gtk_widget_class_bind_template_callback (widget_class, past_cb);
  gtk_widget_class_bind_template_callback (widget_class, edit_cb);
}

static void
rep_youth_page_class_init (RepYouthPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rep_youth_page_dispose;
  object_class->finalize = rep_youth_page_finalize;
  object_class->get_property = rep_youth_page_get_property;
  object_class->set_property = rep_youth_page_set_property;
  widget_class->unmap = rep_youth_page_unmap;
  g_type_ensure (REP_TYPE_YOUTH_DOUBLES);
  g_type_ensure (REP_TYPE_YOUTH_REFERRALS);

  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, REP_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SHOW_BACK] = g_param_spec_boolean ("show-back", NULL, NULL, FALSE,
                                                     G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  gtk_widget_class_install_action (widget_class, "youth.set-stage", "(uu)", set_stage_action);
  gtk_widget_class_install_action (widget_class, "youth.refer", NULL, refer_action);
  bind_template (widget_class);
}

static void
rep_youth_page_init (RepYouthPage *self)
{
  self->identity_rows = g_ptr_array_new ();
  self->fact_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  rep_spoken_complete (GTK_WIDGET (self->identity), _ ("Identity"));
  rep_spoken_complete (self->publics, _ ("Situation and publics"));

  self->session_signals = g_signal_group_new (REP_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify::casebook",
                                  G_CALLBACK (casebook_cb), self);
  self->casebook_signals = g_signal_group_new (REP_TYPE_CASEBOOK);
  g_signal_group_connect_swapped (self->casebook_signals, "changed", G_CALLBACK (refresh), self);
}

void
rep_youth_page_show (RepYouthPage *page, const RepId *id)
{
  g_return_if_fail (REP_IS_YOUTH_PAGE (page));

  if (id != NULL && rep_id_equal (id, &page->id))
    return;
  page->id = id != NULL ? *id : (RepId){ { 0 } };
  mask (page);
  clear_contacts (page);
  adw_expander_row_set_expanded (page->situation, FALSE);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (page->scroller), 0);
  refresh (page);
}
