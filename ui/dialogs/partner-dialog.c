/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/casebook/partner.h"
#include "app/domain/field-change.h"
#include "ui/dialogs/partner-dialog.h"
#include "ui/say.h"
#include "ui/widgets/choice-entry.h"
#include "ui/widgets/choice-source.h"
#include "ui/widgets/combo.h"
#include "ui/widgets/form-field.h"

typedef struct {
  RepFormWindow *window; /* owns this */
  RepPartner *partner;   /* as it was; of a new one nothing */
  GtkEditable *name;
  AdwComboRow *kind;
  RepFormField *place_field;
  RepChoiceEntry *place;
  GtkEditable *person, *phone, *email, *note; /* NULL: not asked */
} PartnerForm;

static void
form_free (gpointer data)
{
  rep_object_free (((PartnerForm *)data)->partner);
  g_free (data);
}

static gboolean
plan_partner (RepCasebook *casebook, gpointer data, gint64 now, GPtrArray *objects, GError **error)
{
  RepPartner **partner = data;

  if (!rep_partner_prepare (casebook, *partner, error))
    return FALSE;
  g_ptr_array_add (objects, g_steal_pointer (partner));
  return TRUE;
}

static void
free_partner (gpointer data)
{
  RepPartner **partner = data;

  rep_object_free (*partner);
  g_free (partner);
}

static void
take_text (char **text, GtkEditable *entry)
{
  const char *typed;

  if (entry == NULL)
    return;
  typed = gtk_editable_get_text (entry);
  rep_text_set (text, *typed != '\0' ? typed : NULL);
}

static RepPartner *
read_form (const PartnerForm *form)
{
  RepPartner *partner = rep_object_copy (&form->partner->object);
  const char *place = rep_choice_entry_get_key (form->place);

  take_text (&partner->name, form->name);
  partner->partner_kind = (guint8)rep_combo_get (form->kind);
  g_strlcpy (partner->place, place != NULL ? place : "", REP_PLACE_SIZE);
  take_text (&partner->person, form->person);
  take_text (&partner->phone, form->phone);
  take_text (&partner->email, form->email);
  take_text (&partner->note, form->note);
  return partner;
}

static void
save_cb (RepFormWindow *window, gpointer data)
{
  PartnerForm *form = data;
  RepPartner **partner;

  if (*gtk_editable_get_text (form->name) == '\0') {
    rep_form_window_refuse (window, GTK_WIDGET (form->name), _ ("A partner has a name."));
  } else if (rep_combo_get (form->kind) == 0) {
    rep_form_window_refuse (window, GTK_WIDGET (form->kind), _ ("Say what kind of partner it is."));
  } else if (rep_choice_entry_is_unclear (form->place)) {
    rep_form_field_refuse (form->place_field, _ ("Choose a commune of the list."));
  } else {
    partner = g_new0 (RepPartner *, 1);
    *partner = read_form (form);
    rep_form_window_change (window, plan_partner, partner, free_partner, _ ("Partner recorded"));
  }
}

static GtkEditable *
add_text (AdwPreferencesGroup *group, const char *title, const char *text)
{
  GtkEditable *entry = rep_form_window_add_entry (group, title);

  gtk_editable_set_text (entry, text != NULL ? text : "");
  return entry;
}

static void
add_place (PartnerForm *form)
{
  AdwPreferencesGroup *group = rep_form_window_add_group (form->window, NULL, NULL);
  g_autoptr (RepChoice) place = rep_choice_of_place (form->partner->place);

  form->place = g_object_new (REP_TYPE_CHOICE_ENTRY, "list", "place", NULL);
  if (place != NULL)
    rep_choice_entry_take (form->place, place);
  form->place_field = g_object_new (REP_TYPE_FORM_FIELD, "title", _ ("_Commune"), NULL);
  g_object_set (form->place_field, "child", form->place, NULL);
  adw_preferences_group_add (group, GTK_WIDGET (form->place_field));
}

static void
add_people (PartnerForm *form)
{
  AdwPreferencesGroup *group =
      rep_form_window_add_group (form->window, _ ("Person to talk to"),
                                 _ ("Sealed: only teams with the key to names read it."));

  form->person = add_text (group, _ ("Name"), form->partner->person);
  form->phone = add_text (group, _ ("Telephone"), form->partner->phone);
  form->email = add_text (group, _ ("E-mail address"), form->partner->email);
  form->note = add_text (group, _ ("Note"), form->partner->note);
}

RepFormWindow *
rep_partner_dialog_new (GtkWindow *parent, RepSession *session, RepPartner *partner)
{
  RepCasebook *casebook = rep_session_get_casebook (session);
  PartnerForm *form = g_new0 (PartnerForm, 1);
  AdwPreferencesGroup *group;

  form->partner = partner != NULL ? partner : rep_object_new (&rep_kind_partner);
  form->window = rep_form_window_new (parent, session,
                                      partner != NULL ? _ ("Change a partner") : _ ("New partner"),
                                      save_cb, form, form_free);
  group = rep_form_window_add_group (form->window, NULL, NULL);
  form->name = add_text (group, _ ("Name; of a sentinel: “baker, Sedan”"), form->partner->name);
  form->kind = rep_combo_new (group, _ ("Kind"));
  rep_combo_offer_terms (form->kind, &rep_vocabulary_partner_kind, _ ("Choose a kind"),
                         rep_casebook_today (casebook), NULL);
  rep_combo_set (form->kind, form->partner->partner_kind);
  add_place (form);
  if (rep_casebook_holds_names (casebook))
    add_people (form);
  rep_form_window_ready (form->window, GTK_WIDGET (form->name));
  return form->window;
}
