/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/casebook/intake.h"
#include "ui/dialogs/stage-dialog.h"
#include "ui/say.h"
#include "ui/widgets/combo.h"

typedef struct {
  RepFormWindow *window; /* owns this */
  RepId person;
  RepStage wanted; /* to begin with */
  AdwPreferencesGroup *group;
  AdwComboRow *project, *stage, *scheme, *exit, *proof;
  GtkEditable *day, *reference;
} StageForm;

static guint32
today (const StageForm *form)
{
  return rep_casebook_today (rep_form_window_get_casebook (form->window));
}

static const RepProject *
the_project (const StageForm *form)
{
  return g_ptr_array_index (rep_casebook_projects (rep_form_window_get_casebook (form->window)),
                            rep_combo_get (form->project));
}

static const RepEnrolment *
the_enrolment (const StageForm *form)
{
  RepCasebook *casebook = rep_form_window_get_casebook (form->window);

  return rep_casebook_enrolment (casebook,
                                 rep_casebook_number (casebook, &rep_kind_person, &form->person),
                                 rep_combo_get (form->project));
}

/* What follows from the stage is asked, the rest is not. */
static void
stage_cb (StageForm *form)
{
  guint stage = rep_combo_get (form->stage);

  gtk_widget_set_visible (GTK_WIDGET (form->scheme), stage == REP_STAGE_ACCOMPAGNE);
  gtk_widget_set_visible (GTK_WIDGET (form->exit), stage == REP_STAGE_SORTI);
}

static RepStage
next_stage (const RepEnrolment *enrolment)
{
  return enrolment != NULL && enrolment->stages.current == REP_STAGE_ACCOMPAGNE
             ? REP_STAGE_SORTI
             : REP_STAGE_ACCOMPAGNE;
}

/* Lists follow from what the project records; who left is told apart. */
static void
project_cb (StageForm *form)
{
  const RepProject *project;
  const RepEnrolment *enrolment;
  guint32 day;

  if (rep_form_window_get_casebook (form->window) == NULL)
    return;
  project = the_project (form);
  enrolment = the_enrolment (form);
  day = today (form);
  rep_combo_clear (form->scheme);
  rep_combo_offer_terms (form->scheme, &rep_vocabulary_scheme, _ ("Not recorded"), day, project);
  rep_combo_clear (form->exit);
  rep_combo_offer_terms (form->exit, &rep_vocabulary_exit, _ ("Choose a reason"), day, project);
  rep_combo_set (form->stage,
                 form->wanted != REP_STAGE_NONE ? form->wanted : next_stage (enrolment));
  adw_preferences_group_set_description (
      form->group, enrolment != NULL && enrolment->stages.current == REP_STAGE_SORTI
                       ? _ ("Has left. The next contact that reaches this young person opens a new "
                            "parcours; until then only earlier days can be given.")
                       : "");
}

static gboolean
plan_stage (RepCasebook *casebook, gpointer data, gint64 now, GPtrArray *objects, GError **error)
{
  RepStageEntry **entry = data;

  if (!rep_intake_stage_prepare (casebook, *entry, now, objects, error))
    return FALSE;
  g_ptr_array_add (objects, g_steal_pointer (entry));
  return TRUE;
}

static void
free_entry (gpointer data)
{
  RepStageEntry **entry = data;

  rep_object_free (*entry);
  g_free (entry);
}

static RepStageEntry *
read_form (const StageForm *form, guint32 day)
{
  RepStageEntry *entry = rep_object_new (&rep_kind_stage_entry);
  const char *reference = gtk_editable_get_text (form->reference);

  entry->person = form->person;
  entry->project = the_project (form)->object.id;
  entry->stage = (guint8)rep_combo_get (form->stage);
  entry->date = day;
  if (entry->stage == REP_STAGE_ACCOMPAGNE)
    entry->scheme = (guint8)rep_combo_get (form->scheme);
  if (entry->stage == REP_STAGE_SORTI)
    entry->exit = (guint8)rep_combo_get (form->exit);
  entry->proof = (guint8)rep_combo_get (form->proof);
  if (*reference != '\0')
    rep_text_set (&entry->proof_reference, reference);
  return entry;
}

static void
save_cb (RepFormWindow *window, gpointer data)
{
  StageForm *form = data;
  RepStageEntry **entry;
  guint32 day;

  if (!rep_form_window_read_day (window, form->day, &day))
    return;
  if (rep_combo_get (form->stage) == REP_STAGE_SORTI && rep_combo_get (form->exit) == 0) {
    rep_form_window_refuse (window, GTK_WIDGET (form->exit), _ ("Say why this young person left."));
  } else if (rep_combo_get (form->proof) == 0 && *gtk_editable_get_text (form->reference) != '\0') {
    rep_form_window_refuse (window, GTK_WIDGET (form->proof), _ ("Say what document this is."));
  } else {
    entry = g_new0 (RepStageEntry *, 1);
    *entry = read_form (form, day);
    rep_form_window_change (window, plan_stage, entry, free_entry, _ ("Stage recorded"));
  }
}

static void
add_rows (StageForm *form)
{
  AdwPreferencesGroup *proof;

  form->group = rep_form_window_add_group (form->window, NULL, NULL);
  form->project = rep_combo_new (form->group, _ ("Project"));
  form->stage = rep_combo_new (form->group, _ ("Stage"));
  form->day = rep_form_window_add_entry (form->group, _ ("Day (today when empty)"));
  form->scheme = rep_combo_new (form->group, _ ("Scheme"));
  form->exit = rep_combo_new (form->group, _ ("Reason of the exit"));
  proof =
      rep_form_window_add_group (form->window, _ ("Proof"), _ ("What an auditor may ask to see."));
  form->proof = rep_combo_new (proof, _ ("Document"));
  form->reference = rep_form_window_add_entry (proof, _ ("Its number or place"));
}

RepFormWindow *
rep_stage_dialog_new (
    GtkWindow *parent, RepSession *session, const RepId *person, guint32 project, RepStage stage)
{
  StageForm *form = g_new0 (StageForm, 1);

  form->person = *person;
  form->wanted = stage;
  form->window = rep_form_window_new (parent, session, _ ("Stage"), save_cb, form, g_free);
  add_rows (form);
  rep_combo_offer_projects (form->project, rep_session_get_casebook (session), person);
  rep_combo_set (form->project, project);
  rep_combo_offer_terms (form->stage, &rep_vocabulary_stage, NULL, today (form), NULL);
  rep_combo_offer_terms (form->proof, &rep_vocabulary_proof, _ ("None"), today (form), NULL);
  project_cb (form);
  stage_cb (form);
  g_signal_connect_swapped (form->project, "notify::selected", G_CALLBACK (project_cb), form);
  g_signal_connect_swapped (form->stage, "notify::selected", G_CALLBACK (stage_cb), form);
  rep_form_window_ready (form->window, GTK_WIDGET (form->stage));
  return form->window;
}
