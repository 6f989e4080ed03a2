/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ui/dialogs/contact-form-private.h"
#include "ui/typed.h"

static char *
note_text (RepContactForm *self)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->note_view);
  GtkTextIter start, end;
  char *text;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  return g_strstrip (text);
}

gboolean
rep_contact_form_read_next (RepContactForm *self, guint32 *day)
{
  return rep_typed_day (gtk_editable_get_text (self->next_entry),
                        self->band->date != 0
                            ? self->band->date
                            : rep_casebook_today (rep_contact_form_casebook (self)),
                        REP_TYPED_COMING, day);
}

static gboolean
check_reached (RepContactForm *self)
{
  if (rep_code_picker_get_mask (self->reached_picker) != 0 ||
      rep_person_search_get_who (self->search) == REP_WHO_GROUP)
    return TRUE;
  return rep_form_field_refuse (self->reached_field, _ ("Reached or not? One letter."));
}

static gboolean
check_next (RepContactForm *self)
{
  guint32 day = 0;

  if (rep_choice_entry_is_unclear (self->step_entry))
    return rep_form_field_refuse (self->step_field, _ ("Choose in the list, or leave empty."));
  if (!rep_contact_form_read_next (self, &day))
    return rep_form_field_refuse (self->next_field, _ ("Not a day. For example +7 or 24/11/2020."));
  if (day != 0 && day < self->band->date)
    return rep_form_field_refuse (self->next_field, _ ("This day is before the contact."));
  return TRUE;
}

static gboolean
check_note (RepContactForm *self)
{
  g_autofree char *note = note_text (self);

  if (g_utf8_strlen (note, -1) <= REP_NOTE_MAX)
    return TRUE;
  rep_form_field_set_wrong (self->note_field, _ ("This note is too long."));
  gtk_widget_grab_focus (GTK_WIDGET (self->note_view));
  return FALSE;
}

static gboolean
check_youth (RepContactForm *self)
{
  return !rep_person_search_is_new (self->search) ||
         rep_new_youth_check (self->youth, self->band->date);
}

RepContact *
rep_contact_form_build (RepContactForm *self)
{
  RepContact *contact = rep_object_new (&rep_kind_contact);
  g_autofree char *note = note_text (self);

  contact->project = self->band->project;
  contact->outing = self->band->outing;
  contact->channel = self->band->channel;
  contact->date = self->band->date;
  g_strlcpy (contact->place, self->band->place, REP_PLACE_SIZE);
  contact->reached = rep_code_picker_get_number (self->reached_picker);
  contact->outcomes = rep_code_picker_get_mask (self->outcome_picker);
  contact->out_of_target = rep_code_picker_get_number (self->why_picker);
  contact->informed = rep_code_picker_get_number (self->informed_picker);
  contact->next_step = rep_choice_entry_get_number (self->step_entry);
  (void)rep_contact_form_read_next (self, &contact->next_date);
  if (*note != '\0')
    rep_text_set (&contact->note, note);
  return contact;
}

RepPerson *
rep_contact_form_build_person (RepContactForm *self, guint8 *situation)
{
  RepPerson *person;

  if (!rep_person_search_is_new (self->search))
    return NULL;
  person = rep_object_new (&rep_kind_person);
  rep_new_youth_fill (self->youth, self->band->date, person, situation);
  return person;
}

gboolean
rep_contact_form_check (RepContactForm *self)
{
  return (self->locked || rep_contact_band_bar_check (self->bar)) &&
         rep_person_search_check (self->search) && check_reached (self) && check_next (self) &&
         check_note (self) && check_youth (self);
}
