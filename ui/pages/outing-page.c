/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/casebook/outing-people.h"
#include "app/domain/day.h"
#include "app/domain/field-change.h"
#include "app/exchange/outing-paper.h"
#include "ui/dialogs/outing-form.h"
#include "ui/dialogs/outing-work.h"
#include "ui/pages/expected-group.h"
#include "ui/pages/named-row.h"
#include "ui/pages/outing-counts.h"
#include "ui/pages/outing-page.h"
#include "ui/pages/outing-words.h"
#include "ui/say.h"
#include "ui/spoken.h"

typedef enum {
  PROP_SESSION = 1,
} OutingPageProperty;

static GParamSpec *properties[PROP_SESSION + 1];

struct _RepOutingPage {
  AdwBin parent_instance;

  GtkScrolledWindow *scroller;
  GtkLabel *title, *where, *message, *met, *n_contacts;
  GtkWidget *nobody;
  AdwBin *counts;
  AdwPreferencesGroup *facts;
  GtkListBox *contacts;
  RepExpectedGroup *expected;

  RepSession *session;
  RepYouthNames *names;
  GSignalGroup *session_signals;
  GSignalGroup *casebook_signals;
  RepId id;                      /* none: nothing is shown */
  RepOuting *outing;             /* (nullable): as it was read last */
  guint generation;              /* of what is shown: answers to older questions are dropped */
  GPtrArray *fact_rows;          /* borrowed widgets */
  GtkFileChooserNative *chooser; /* (nullable) */
  RepOutingPaper paper;          /* what is being written */
};

G_DEFINE_FINAL_TYPE (RepOutingPage, rep_outing_page, ADW_TYPE_BIN)

/* A question to the session about what is shown. */
typedef struct {
  RepOutingPage *self;
  guint generation;
} Question;

static Question *
question_new (RepOutingPage *self)
{
  Question *question = g_new0 (Question, 1);

  question->self = g_object_ref (self);
  question->generation = self->generation;
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
get_casebook (RepOutingPage *self)
{
  return self->session != NULL ? rep_session_get_casebook (self->session) : NULL;
}

static guint32
get_number (RepOutingPage *self)
{
  RepCasebook *casebook = get_casebook (self);

  if (casebook == NULL || rep_id_is_none (&self->id))
    return REP_NO_ROW;
  return rep_casebook_number (casebook, &rep_kind_outing, &self->id);
}

static void
show_error (RepOutingPage *self, const GError *error)
{
  g_autofree char *text = error != NULL ? rep_say_error (error) : g_strdup ("");

  gtk_label_set_label (self->message, text);
  gtk_widget_set_visible (GTK_WIDGET (self->message), error != NULL);
}

static void
clear_facts (RepOutingPage *self)
{
  for (guint i = 0; i < self->fact_rows->len; i++)
    adw_preferences_group_remove (self->facts, g_ptr_array_index (self->fact_rows, i));
  g_ptr_array_set_size (self->fact_rows, 0);
}

/* What is not recorded takes no room; place and hours stand above. */
static void
add_fact (RepOutingPage *self, const char *title, const char *value)
{
  GtkWidget *row;

  if (value == NULL || *value == '\0')
    return;
  row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, "subtitle", value,
                      "activatable", FALSE, NULL);
  gtk_widget_add_css_class (row, "rep-fact");
  adw_preferences_group_add (self->facts, row);
  g_ptr_array_add (self->fact_rows, row);
}

static void
show_facts (RepOutingPage *self, RepCasebook *casebook, const RepOuting *outing)
{
  guint32 project = rep_casebook_number (casebook, &rep_kind_project, &outing->project);
  const GPtrArray *projects = rep_casebook_projects (casebook);
  const RepProject *sheet = project < projects->len ? g_ptr_array_index (projects, project) : NULL;
  g_autofree char *team = rep_outing_team (casebook, outing);
  g_autofree char *partners = rep_outing_partners (casebook, outing);
  g_autofree char *flyers =
      outing->flyers != REP_NONE ? g_strdup_printf ("%d", outing->flyers) : NULL;

  clear_facts (self);
  add_fact (self, _ ("Project"), sheet != NULL ? sheet->title : NULL);
  add_fact (self, _ ("Channel"), rep_say_term (&rep_vocabulary_channel, outing->channel));
  add_fact (self, _ ("Team"), team);
  add_fact (self, _ ("Partner structures"), partners);
  add_fact (self, _ ("Leaflets given"), flyers);
  add_fact (self, _ ("Note"), outing->note);
  rep_spoken_complete (GTK_WIDGET (self->facts), _ ("The outing"));
}

/* All youths met, and how many of them have no name: the named ones are those of the contacts. */
static char *
say_met (const RepOutingSum *sum)
{
  g_autofree char *met = rep_outing_words_met (sum);
  g_autoptr (GString) text = g_string_new (met);

  if (sum->refused > 0) {
    g_string_append (text, ", ");
    g_string_append_printf (
        text, ngettext ("%u refuses to be recorded", "%u refuse to be recorded", sum->refused),
        sum->refused);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
show_met (RepOutingPage *self, RepCasebook *casebook, const RepOuting *outing)
{
  guint32 number = get_number (self);
  RepOutingSum sum = rep_outing_sum (casebook, number);
  g_autofree char *text = say_met (&sum);
  gboolean counted = outing->counts != NULL && outing->counts->len > 0;

  gtk_label_set_label (self->met, text);
  gtk_widget_set_visible (self->nobody, sum.headcount == 0 && !sum.entered &&
                                            outing->date <= rep_casebook_today (casebook));
  adw_bin_set_child (self->counts, counted ? rep_outing_counts_new (outing->counts) : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->counts), counted);
}

static void
clear_contacts (RepOutingPage *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->contacts, 0)) != NULL)
    gtk_list_box_remove (self->contacts, GTK_WIDGET (row));
}

static char *
say_contact (const RepContactRow *row)
{
  g_autoptr (GString) text =
      g_string_new (rep_say_term (&rep_vocabulary_reached, row->fact.reached));

  if (row->headcount > 0)
    g_string_append_printf (text,
                            ngettext ("%d young person", "%d young people", (gulong)row->headcount),
                            row->headcount);
  for (guint outcome = 1; outcome < 16; outcome++)
    if ((row->fact.outcomes >> outcome & 1) != 0)
      g_string_append_printf (text, " · %s", rep_say_term (&rep_vocabulary_outcome, outcome));
  if (row->next_step != 0)
    g_string_append_printf (text, " → %s",
                            rep_say_term (&rep_vocabulary_next_step, row->next_step));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static GtkWidget *
nobody_row_new (const RepContactRow *row, const char *text)
{
  return g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "activatable", FALSE, "title",
                       row->refused ? _ ("Refuses to be recorded") : _ ("Group, without names"),
                       "subtitle", text, NULL);
}

static void
show_contacts (RepOutingPage *self, RepCasebook *casebook)
{
  g_autoptr (GArray) presences = rep_outing_presences (casebook, get_number (self));
  g_autofree char *count = NULL;

  clear_contacts (self);
  for (guint i = 0; i < presences->len; i++) {
    const RepOutingPresence *presence = &g_array_index (presences, RepOutingPresence, i);
    const RepContactRow *row =
        &g_array_index (rep_casebook_contacts (casebook), RepContactRow, presence->contact);
    g_autofree char *text = say_contact (row);

    gtk_list_box_append (
        self->contacts,
        presence->person == REP_NO_ROW
            ? nobody_row_new (row, text)
            : rep_named_row_new (self->names,
                                 rep_casebook_id (casebook, &rep_kind_person, presence->person),
                                 text));
  }
  count = presences->len == 0
              ? g_strdup (_ ("No contact noted"))
              : g_strdup_printf (ngettext ("%u contact noted", "%u contacts noted", presences->len),
                                 presences->len);
  gtk_label_set_label (self->n_contacts, count);
  gtk_widget_set_visible (GTK_WIDGET (self->contacts), presences->len > 0);
}

static void
set_outing (RepOutingPage *self, RepOuting *outing)
{
  rep_expected_group_show (self->expected, outing);
  rep_object_free (self->outing);
  self->outing = outing;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "outing.modify", outing != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "outing.nobody", outing != NULL);
}

static void
outing_read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Question) question = data;
  RepOutingPage *self = question->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outings = rep_session_read_finish (REP_SESSION (source), result, &error);

  if (question->generation != self->generation)
    return;
  show_error (self, error);
  if (outings == NULL || outings->len == 0)
    return;
  set_outing (self, rep_object_copy (g_ptr_array_index (outings, 0)));
  show_facts (self, get_casebook (self), self->outing);
  show_met (self, get_casebook (self), self->outing);
}

static void
refresh (RepOutingPage *self)
{
  RepCasebook *casebook = get_casebook (self);
  guint32 number = get_number (self);
  g_autofree char *title = NULL, *where = NULL;
  gboolean can_note;

  self->generation++;
  if (number == REP_NO_ROW)
    return;
  can_note = g_array_index (rep_casebook_outings (casebook), RepOutingRow, number).date <=
                 rep_casebook_today (casebook) &&
             rep_casebook_holds_names (casebook);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "outing.grid", can_note);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "outing.contact", can_note);
  title = rep_outing_words_title (casebook, number);
  where = rep_outing_words_where (casebook, number);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->where, where);
  show_contacts (self, casebook);
  rep_session_read_async (self->session, &self->id, 1, FALSE, outing_read_cb, question_new (self));
}

static void
modify_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepOutingPage *self = REP_OUTING_PAGE (widget);

  if (self->outing != NULL && get_casebook (self) != NULL)
    gtk_window_present (
        GTK_WINDOW (rep_outing_form_new (GTK_WINDOW (gtk_widget_get_root (widget)), self->session,
                                         rep_object_copy (&self->outing->object))));
}

static void
activate (RepOutingPage *self, const char *action)
{
  char hex[REP_ID_HEX_SIZE];

  if (get_number (self) != REP_NO_ROW)
    gtk_widget_activate_action (GTK_WIDGET (self), action, "s", rep_id_format (&self->id, hex));
}

static void
grid_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  activate (REP_OUTING_PAGE (widget), "win.grid");
}

static void
contact_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  activate (REP_OUTING_PAGE (widget), "win.outing-contact");
}

/* What was changed is shown by the casebook's own signal. */
static void
changed_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RepOutingPage) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = rep_session_run_finish (REP_SESSION (source), result, NULL, &error);

  if (get_casebook (self) == NULL)
    return;
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "outing.nobody", TRUE);
  show_error (self, error);
  if (done)
    rep_say_toast (GTK_WIDGET (self), _ ("Outing recorded"));
}

/* The team was there and met nobody: a fact, and the form can take it back. */
static void
nobody_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepOutingPage *self = REP_OUTING_PAGE (widget);
  RepOuting *outing;

  if (self->outing == NULL || get_casebook (self) == NULL)
    return;
  outing = rep_object_copy (&self->outing->object);
  outing->headcount = 0;
  gtk_widget_action_set_enabled (widget, "outing.nobody", FALSE);
  rep_outing_work_save_async (self->session, outing, FALSE, changed_cb, g_object_ref (self));
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Question) question = data;
  g_autoptr (GError) error = NULL;
  gboolean done = rep_session_run_finish (REP_SESSION (source), result, NULL, &error);

  if (get_casebook (question->self) == NULL)
    return;
  show_error (question->self, error);
  if (done)
    rep_say_toast (GTK_WIDGET (question->self), _ ("The file is saved"));
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, RepOutingPage *self)
{
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
  path = file != NULL ? g_file_get_path (file) : NULL;
  gtk_native_dialog_hide (dialog);
  if (path != NULL && get_number (self) != REP_NO_ROW)
    rep_outing_work_write_async (self->session, &self->id, self->paper, path, written_cb,
                                 question_new (self));
}

static void
choose (RepOutingPage *self, RepOutingPaper paper, const char *title, const char *base)
{
  char day[REP_DAY_TEXT_SIZE];
  g_autofree char *name = NULL;

  if (self->outing == NULL || get_casebook (self) == NULL)
    return;
  self->paper = paper;
  name = g_strdup_printf ("%s-%s.pdf", base, rep_day_format (self->outing->date, day));
  g_clear_object (&self->chooser);
  self->chooser =
      gtk_file_chooser_native_new (title, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))),
                                   GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (self->chooser), name);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (chosen_cb), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
report_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  choose (REP_OUTING_PAGE (widget), REP_OUTING_PAPER_REPORT, _ ("Report of the outing"),
          /* Translators: the name of a file */ _ ("outing-report"));
}

static void
sheet_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  choose (REP_OUTING_PAGE (widget), REP_OUTING_PAPER_SHEET, _ ("Blank sheet for the outing"),
          /* Translators: the name of a file */ _ ("outing-sheet"));
}

static void
casebook_cb (RepOutingPage *self)
{
  g_signal_group_set_target (self->casebook_signals, get_casebook (self));
  (void)rep_outing_page_show (self, NULL);
}

static void
set_session (RepOutingPage *self, RepSession *session)
{
  if (!g_set_object (&self->session, session))
    return;
  g_clear_object (&self->names);
  if (session != NULL)
    self->names = rep_youth_names_new (session);
  rep_expected_group_set_session (self->expected, session, self->names);
  g_signal_group_set_target (self->session_signals, session);
  casebook_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

static void
rep_outing_page_dispose (GObject *object)
{
  RepOutingPage *self = REP_OUTING_PAGE (object);

  self->generation++;
  rep_object_free (g_steal_pointer (&self->outing));
  g_clear_object (&self->chooser);
  g_clear_object (&self->casebook_signals);
  g_clear_object (&self->session_signals);
  g_clear_object (&self->names);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (rep_outing_page_parent_class)->dispose (object);
}

static void
rep_outing_page_finalize (GObject *object)
{
  g_ptr_array_unref (REP_OUTING_PAGE (object)->fact_rows);

  G_OBJECT_CLASS (rep_outing_page_parent_class)->finalize (object);
}

static void
rep_outing_page_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch ((OutingPageProperty)property_id) {
    case PROP_SESSION:
      g_value_set_object (value, REP_OUTING_PAGE (object)->session);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_outing_page_set_property (GObject *object,
                              guint property_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  switch ((OutingPageProperty)property_id) {
    case PROP_SESSION:
      set_session (REP_OUTING_PAGE (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/pages/outing-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RepOutingPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, RepOutingPage, title);
  gtk_widget_class_bind_template_child (widget_class, RepOutingPage, where);
  gtk_widget_class_bind_template_child (widget_class, RepOutingPage, message);
  gtk_widget_class_bind_template_child (widget_class, RepOutingPage, met);
  gtk_widget_class_bind_template_child (widget_class, RepOutingPage, nobody);
  gtk_widget_class_bind_template_child (widget_class, RepOutingPage, counts);
  gtk_widget_class_bind_template_child (widget_class, RepOutingPage, facts);
  gtk_widget_class_bind_template_child (widget_class, RepOutingPage, n_contacts);
  gtk_widget_class_bind_template_child (widget_class, RepOutingPage, contacts);
  gtk_widget_class_bind_template_child (widget_class, RepOutingPage, expected);
}

static void
rep_outing_page_class_init (RepOutingPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rep_outing_page_dispose;
  object_class->finalize = rep_outing_page_finalize;
  object_class->get_property = rep_outing_page_get_property;
  object_class->set_property = rep_outing_page_set_property;

  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, REP_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  gtk_widget_class_install_action (widget_class, "outing.modify", NULL, modify_action);
  gtk_widget_class_install_action (widget_class, "outing.grid", NULL, grid_action);
  gtk_widget_class_install_action (widget_class, "outing.contact", NULL, contact_action);
  gtk_widget_class_install_action (widget_class, "outing.nobody", NULL, nobody_action);
  gtk_widget_class_install_action (widget_class, "outing.report", NULL, report_action);
  gtk_widget_class_install_action (widget_class, "outing.sheet", NULL, sheet_action);
  g_type_ensure (REP_TYPE_EXPECTED_GROUP);
  bind_template (widget_class);
}

static void
rep_outing_page_init (RepOutingPage *self)
{
  self->fact_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));

  self->session_signals = g_signal_group_new (REP_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify::casebook",
                                  G_CALLBACK (casebook_cb), self);
  self->casebook_signals = g_signal_group_new (REP_TYPE_CASEBOOK);
  g_signal_group_connect_swapped (self->casebook_signals, "changed", G_CALLBACK (refresh), self);
}

gboolean
rep_outing_page_show (RepOutingPage *page, const RepId *id)
{
  g_return_val_if_fail (REP_IS_OUTING_PAGE (page), FALSE);

  page->id = id != NULL ? *id : (RepId){ { 0 } };
  set_outing (page, NULL);
  clear_contacts (page);
  clear_facts (page);
  adw_bin_set_child (page->counts, NULL);
  gtk_widget_set_visible (GTK_WIDGET (page->counts), FALSE);
  gtk_widget_set_visible (page->nobody, FALSE);
  gtk_label_set_label (page->met, "");
  show_error (page, NULL);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (page->scroller), 0);
  refresh (page);
  return get_number (page) != REP_NO_ROW;
}
