/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/casebook/outing.h"
#include "app/domain/field-change.h"
#include "ui/dialogs/outing-form-private.h"
#include "ui/dialogs/outing-work.h"
#include "ui/say.h"
#include "ui/typed.h"
#include "ui/widgets/choice-source.h"

typedef enum {
  PROP_SESSION = 1,
} OutingFormProperty;

static GParamSpec *properties[PROP_SESSION + 1];

G_DEFINE_FINAL_TYPE (RepOutingForm, rep_outing_form, ADW_TYPE_WINDOW)

RepCasebook *
rep_outing_form_casebook (RepOutingForm *self)
{
  return self->session != NULL ? rep_session_get_casebook (self->session) : NULL;
}

void
rep_outing_form_show_failure (RepOutingForm *self, const char *sentence)
{
  if (sentence != NULL)
    gtk_label_set_text (self->failure_label, sentence);
  gtk_revealer_set_reveal_child (self->failure_revealer, sentence != NULL);
}

static GPtrArray *
propose_partners (const char *text, gpointer user_data)
{
  RepCasebook *casebook = rep_outing_form_casebook (user_data);

  return casebook != NULL ? rep_choices_of_partners (casebook, text)
                          : g_ptr_array_new_with_free_func (g_object_unref);
}

static GPtrArray *
propose_team (const char *text, gpointer user_data)
{
  RepCasebook *casebook = rep_outing_form_casebook (user_data);

  return casebook != NULL ? rep_choices_of_accounts (casebook, text)
                          : g_ptr_array_new_with_free_func (g_object_unref);
}

/* What the rules make of the figures: those counted are part of all, and so are the named. */
static void
show_sum (RepOutingForm *self)
{
  gboolean nobody = gtk_check_button_get_active (self->nobody);
  guint sum = rep_count_grid_sum (self->grid);
  guint all = MAX (sum, rep_typed_count (gtk_editable_get_text (self->headcount_entry)));
  g_autofree char *met = NULL, *named = NULL, *text = NULL;

  gtk_widget_set_sensitive (self->met, !nobody);
  if (self->named > 0)
    all = MAX (all, (guint)self->named);
  met = all == 0
            ? g_strdup (nobody ? _ ("Nobody met") : _ ("Headcount not noted"))
            : g_strdup_printf (ngettext ("%u young person met", "%u young people met", all), all);
  named = self->named < 0
              ? g_strdup (_ ("the named ones are counted from the contacts noted"))
              : g_strdup_printf (ngettext ("%u of them named", "%u of them named", self->named),
                                 (guint)self->named);
  text = all == 0 ? g_strdup (met) : g_strdup_printf ("%s, %s", met, named);
  gtk_label_set_label (self->sum_label, text);
}

static void
outing_form_changed_cb (GtkWidget *widget, gpointer user_data)
{
  show_sum (user_data);
}

static void
outing_form_band_set_cb (RepContactBandBar *bar, gpointer user_data)
{
  RepOutingForm *self = user_data;

  gtk_widget_grab_focus (GTK_WIDGET (self->kind_picker));
}

static void
outing_form_next_cb (GtkWidget *widget, gpointer user_data)
{
  gtk_widget_child_focus (GTK_WIDGET (user_data), GTK_DIR_TAB_FORWARD);
}

static gboolean
check_time (GtkEditable *entry, RepFormField *field)
{
  gint32 minutes;

  return rep_typed_time (gtk_editable_get_text (entry), &minutes) ||
         rep_form_field_refuse (field, _ ("Not a time of day. For example 14h or 14:30."));
}

static gboolean
check_number (GtkEditable *entry, RepFormField *field)
{
  gint32 number;

  return rep_typed_number (gtk_editable_get_text (entry), &number) ||
         rep_form_field_refuse (field, _ ("Not a number."));
}

static gboolean
check (RepOutingForm *self)
{
  return rep_contact_band_bar_check (self->bar) &&
         check_time (self->start_entry, self->start_field) &&
         check_time (self->end_entry, self->end_field) && rep_picked_list_check (self->team_list) &&
         rep_picked_list_check (self->partner_list) &&
         (gtk_check_button_get_active (self->nobody) ||
          (check_number (self->headcount_entry, self->headcount_field) &&
           rep_count_grid_check (self->grid))) &&
         check_number (self->flyers_entry, self->flyers_field);
}

static void
take_ids (GArray **ids, RepPickedList *list)
{
  g_clear_pointer (ids, g_array_unref);
  *ids = rep_picked_list_get_ids (list);
}

static void
fill_met (RepOutingForm *self, RepOuting *outing)
{
  g_clear_pointer (&outing->counts, g_ptr_array_unref);
  outing->headcount = 0;
  if (gtk_check_button_get_active (self->nobody))
    return;
  (void)rep_typed_number (gtk_editable_get_text (self->headcount_entry), &outing->headcount);
  outing->counts = rep_count_grid_get (self->grid);
}

static void
fill (RepOutingForm *self, RepOuting *outing)
{
  outing->project = self->band->project;
  outing->channel = self->band->channel;
  outing->date = self->band->date;
  g_strlcpy (outing->place, self->band->place, REP_PLACE_SIZE);
  outing->outing_kind = rep_code_picker_get_number (self->kind_picker);
  (void)rep_typed_time (gtk_editable_get_text (self->start_entry), &outing->start);
  (void)rep_typed_time (gtk_editable_get_text (self->end_entry), &outing->end);
  (void)rep_typed_number (gtk_editable_get_text (self->flyers_entry), &outing->flyers);
  take_ids (&outing->team, self->team_list);
  take_ids (&outing->partners, self->partner_list);
  fill_met (self, outing);
}

static void
set_saving (RepOutingForm *self, gboolean saving)
{
  /* An entry that turns insensitive under the cursor goes on blinking and complains. */
  if (saving)
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
  if (self->keeper != NULL)
    rep_draft_keeper_rest (self->keeper, saving);
  self->saving = saving;
  gtk_widget_set_sensitive (self->fields, !saving);
  gtk_spinner_set_spinning (self->spinner, saving);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "outing.save", !saving);
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepOutingForm) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *what = NULL, *sentence = NULL;
  gboolean done = rep_outing_work_save_finish (REP_SESSION (source), result, &error);

  if (gtk_widget_in_destruction (GTK_WIDGET (self)) || self->session == NULL)
    return;
  set_saving (self, FALSE);
  if (done) {
    rep_say_toast (GTK_WIDGET (self), _ ("Outing recorded"));
    gtk_window_destroy (GTK_WINDOW (self));
    return;
  }
  what = rep_say_error (error);
  /* Translators: %s is a sentence that says what was wrong */
  sentence = g_strdup_printf (_ ("Not recorded. %s"), what);
  rep_outing_form_show_failure (self, sentence);
}

static void
discard_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rep_outing_form_discard (REP_OUTING_FORM (widget));
}

static void
save_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepOutingForm *self = REP_OUTING_FORM (widget);
  RepOuting *outing;

  if (self->saving || rep_outing_form_casebook (self) == NULL)
    return;
  rep_outing_form_show_failure (self, NULL);
  if (!check (self))
    return;
  outing = self->outing != NULL ? rep_object_copy (&self->outing->object)
                                : rep_object_new (&rep_kind_outing);
  fill (self, outing);
  set_saving (self, TRUE);
  rep_outing_work_save_async (self->session, outing, self->keeper != NULL, saved_cb,
                              g_object_ref (self));
}

static gboolean
outing_form_close_request_cb (GtkWindow *window, gpointer user_data)
{
  RepOutingForm *self = user_data;

  if (self->saving)
    return GDK_EVENT_STOP;
  if (rep_outing_form_casebook (self) == NULL)
    return GDK_EVENT_PROPAGATE;
  if (!rep_outing_form_is_touched (self)) {
    if (self->keeper != NULL)
      rep_draft_keeper_flush (self->keeper); /* a draft emptied by hand is gone */
    return GDK_EVENT_PROPAGATE;
  }
  rep_outing_form_ask_close (self);
  return GDK_EVENT_STOP;
}

static void
set_session (RepOutingForm *self, RepSession *session)
{
  self->session = session != NULL ? g_object_ref (session) : NULL;
  if (session != NULL)
    g_signal_connect_object (session, "notify::casebook", G_CALLBACK (gtk_window_destroy), self,
                             G_CONNECT_SWAPPED);
}

static void
rep_outing_form_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch ((OutingFormProperty)property_id) {
    case PROP_SESSION:
      g_value_set_object (value, REP_OUTING_FORM (object)->session);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_outing_form_set_property (GObject *object,
                              guint property_id,
                              const GValue *value,
                              GParamSpec *pspec)
{
  switch ((OutingFormProperty)property_id) {
    case PROP_SESSION:
      set_session (REP_OUTING_FORM (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_outing_form_dispose (GObject *object)
{
  RepOutingForm *self = REP_OUTING_FORM (object);

  g_clear_pointer (&self->keeper, rep_draft_keeper_free);
  g_clear_pointer (&self->initial, rep_draft_free);
  g_clear_object (&self->session);
  g_clear_pointer (&self->band, rep_contact_band_free);
  rep_object_free (g_steal_pointer (&self->outing));

  G_OBJECT_CLASS (rep_outing_form_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, RepOutingForm, failure_revealer);
  gtk_widget_class_bind_template_child (widget_class, RepOutingForm, failure_label);
  gtk_widget_class_bind_template_child (widget_class, RepOutingForm, sum_label);
  gtk_widget_class_bind_template_child (widget_class, RepOutingForm, fields);
  gtk_widget_class_bind_template_child (widget_class, RepOutingForm, met);
  gtk_widget_class_bind_template_child (widget_class, RepOutingForm, bar);
  gtk_widget_class_bind_template_child (widget_class, RepOutingForm, kind_picker);
  gtk_widget_class_bind_template_child (widget_class, RepOutingForm, start_field);
  gtk_widget_class_bind_template_child (widget_class, RepOutingForm, end_field);
  gtk_widget_class_bind_template_child (widget_class, RepOutingForm, headcount_field);
  gtk_widget_class_bind_template_child (widget_class, RepOutingForm, flyers_field);
  gtk_widget_class_bind_template_child (widget_class, RepOutingForm, start_entry);
  gtk_widget_class_bind_template_child (widget_class, RepOutingForm, end_entry);
  gtk_widget_class_bind_template_child (widget_class, RepOutingForm, headcount_entry);
  gtk_widget_class_bind_template_child (widget_class, RepOutingForm, flyers_entry);
  gtk_widget_class_bind_template_child (widget_class, RepOutingForm, team_list);
  gtk_widget_class_bind_template_child (widget_class, RepOutingForm, partner_list);
  gtk_widget_class_bind_template_child (widget_class, RepOutingForm, grid);
  gtk_widget_class_bind_template_child (widget_class, RepOutingForm, nobody);
  gtk_widget_class_bind_template_child (widget_class, RepOutingForm, spinner);
  gtk_widget_class_bind_template_child (widget_class, RepOutingForm, draft_box);
  gtk_widget_class_bind_template_child (widget_class, RepOutingForm, draft_label);
  gtk_widget_class_bind_template_callback (widget_class, outing_form_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, outing_form_band_set_cb);
  gtk_widget_class_bind_template_callback (widget_class, outing_form_next_cb);
  gtk_widget_class_bind_template_callback (widget_class, outing_form_close_request_cb);
}

static void
rep_outing_form_class_init (RepOutingFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rep_outing_form_dispose;
  object_class->get_property = rep_outing_form_get_property;
  object_class->set_property = rep_outing_form_set_property;
  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, REP_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  gtk_widget_class_install_action (widget_class, "outing.save", NULL, save_action);
  gtk_widget_class_install_action (widget_class, "outing.discard", NULL, discard_action);

  g_type_ensure (REP_TYPE_CODE_PICKER);
  g_type_ensure (REP_TYPE_CONTACT_BAND_BAR);
  g_type_ensure (REP_TYPE_COUNT_GRID);
  g_type_ensure (REP_TYPE_FORM_FIELD);
  g_type_ensure (REP_TYPE_PICKED_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/dialogs/outing-form.ui");
  bind_children (widget_class);
}

static void
rep_outing_form_init (RepOutingForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->named = -1;
  rep_contact_band_bar_allow_coming (self->bar);
  rep_picked_list_set_source (self->team_list, propose_team, self);
  rep_picked_list_set_source (self->partner_list, propose_partners, self);
}

static void
show_number (GtkEditable *entry, gint32 number)
{
  g_autofree char *text = number >= 0 ? g_strdup_printf ("%d", number) : g_strdup ("");

  gtk_editable_set_text (entry, text);
}

static void
show_time (GtkEditable *entry, gint32 minutes)
{
  g_autofree char *text =
      minutes >= 0 ? g_strdup_printf ("%02d:%02d", minutes / 60, minutes % 60) : g_strdup ("");

  gtk_editable_set_text (entry, text);
}

void
rep_outing_form_show_ids (RepOutingForm *self, RepPickedList *list, const GArray *ids)
{
  RepCasebook *casebook = rep_outing_form_casebook (self);

  for (guint i = 0; ids != NULL && i < ids->len; i++) {
    const RepId *id = &g_array_index (ids, RepId, i);
    g_autoptr (RepChoice) choice = list == self->team_list ? rep_choice_of_account (casebook, id)
                                                           : rep_choice_of_partner (casebook, id);

    rep_picked_list_add (list, choice);
  }
}

static void
show_outing (RepOutingForm *self, const RepOuting *outing)
{
  RepCasebook *casebook = rep_outing_form_casebook (self);
  guint32 number = rep_casebook_number (casebook, &rep_kind_outing, &outing->object.id);

  self->named = number != REP_NO_ROW ? (gint)rep_outing_sum (casebook, number).named : -1;
  self->band->project = outing->project;
  self->band->channel = outing->channel;
  self->band->date = outing->date;
  self->band->set_on = rep_casebook_today (casebook);
  g_strlcpy (self->band->place, outing->place, REP_PLACE_SIZE);
  rep_code_picker_set_mask (self->kind_picker, G_GUINT64_CONSTANT (1) << outing->outing_kind);
  show_time (self->start_entry, outing->start);
  show_time (self->end_entry, outing->end);
  show_number (self->headcount_entry, outing->headcount > 0 ? outing->headcount : -1);
  show_number (self->flyers_entry, outing->flyers);
  rep_outing_form_show_ids (self, self->team_list, outing->team);
  rep_outing_form_show_ids (self, self->partner_list, outing->partners);
  rep_count_grid_set (self->grid, outing->counts);
  gtk_check_button_set_active (self->nobody, outing->headcount == 0);
  gtk_window_set_title (GTK_WINDOW (self), _ ("Change an outing"));
}

/* Who notes an outing was there, as a rule. */
static void
show_new (RepOutingForm *self)
{
  RepCasebook *casebook = rep_outing_form_casebook (self);
  g_autoptr (RepChoice) me =
      rep_choice_of_account (casebook, &rep_vault_account (rep_casebook_vault (casebook))->id);

  rep_picked_list_add (self->team_list, me);
}

RepOutingForm *
rep_outing_form_new (GtkWindow *parent, RepSession *session, RepOuting *outing)
{
  RepOutingForm *self;

  g_return_val_if_fail (rep_session_get_casebook (session) != NULL, NULL);

  self = g_object_new (REP_TYPE_OUTING_FORM, "session", session, "transient-for", parent,
                       "application", gtk_window_get_application (parent), NULL);
  self->outing = outing;
  self->band = rep_contact_band_new ();
  if (outing != NULL)
    show_outing (self, outing);
  else
    show_new (self);
  rep_contact_band_bar_show (self->bar, session, self->band);
  rep_outing_form_keep (self);
  show_sum (self);
  if (outing != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self->headcount_entry));
  return self;
}
