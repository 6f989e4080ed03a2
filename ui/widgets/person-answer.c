/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ui/typed.h"
#include "ui/widgets/person-search-private.h"

#define MAX_HEADCOUNT 10000

static gboolean
is_blank (GtkEditable *editable)
{
  const char *at = gtk_editable_get_text (editable);

  while (g_unichar_isspace (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);
  return *at == '\0';
}

gboolean
rep_person_search_check (RepPersonSearch *search)
{
  guint count;

  g_return_val_if_fail (REP_IS_PERSON_SEARCH (search), FALSE);

  switch (search->who) {
    case REP_WHO_NEW:
      if (!is_blank (search->first_entry) || !is_blank (search->last_entry))
        return TRUE;
      return rep_form_field_refuse (search->first_field, _ ("A first name or a last name."));
    case REP_WHO_UNNAMED:
      if (!is_blank (search->unnamed_entry))
        return TRUE;
      return rep_form_field_refuse (search->unnamed_field,
                                    _ ("A few words are needed to find this contact again."));
    case REP_WHO_PSEUDONYM:
      if (!is_blank (search->pseudonym_entry))
        return TRUE;
      return rep_form_field_refuse (search->pseudonym_field, _ ("Type the pseudonym."));
    case REP_WHO_GROUP:
      count = rep_typed_count (gtk_editable_get_text (search->group_entry));
      if (count > 0 && count <= MAX_HEADCOUNT)
        return TRUE;
      return rep_form_field_refuse (search->group_field, _ ("A number, from 1."));
    case REP_WHO_KNOWN:
      return TRUE;
    case REP_WHO_NOBODY:
    default:
      return rep_form_field_refuse (
          search->search_field, is_blank (search->search_entry)
                                    ? _ ("Who was it? Type a name, or choose another way above.")
                                    : _ ("Press Enter to take somebody in the list, or “New”."));
  }
}

static void
set_text (char **member, GtkEditable *editable)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (editable)));

  rep_text_set (member, *text != '\0' ? text : NULL);
}

void
rep_person_search_fill (RepPersonSearch *search, RepContact *contact, RepPerson *person)
{
  g_return_if_fail (REP_IS_PERSON_SEARCH (search));

  if (search->who == REP_WHO_KNOWN)
    rep_ids_add (&contact->persons, &search->person);
  else if (search->who == REP_WHO_GROUP)
    contact->headcount = (gint32)rep_typed_count (gtk_editable_get_text (search->group_entry));
  if (person == NULL)
    return;
  if (search->who == REP_WHO_NEW) {
    set_text (&person->first_name, search->first_entry);
    set_text (&person->last_name, search->last_entry);
  } else if (search->who == REP_WHO_PSEUDONYM) {
    set_text (&person->pseudonym, search->pseudonym_entry);
  } else if (search->who == REP_WHO_UNNAMED) {
    set_text (&person->description, search->unnamed_entry);
  }
}
