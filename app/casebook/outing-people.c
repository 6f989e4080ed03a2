/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/casebook-private.h"
#include "app/casebook/intake-check.h"
#include "app/casebook/outing-people.h"
#include "app/casebook/profile.h"
#include "app/casebook/withdraw.h"
#include "app/error.h"

/* The youths of contacts are chained by youth: one pass finds those of the outing. */
static GArray *
list_unordered (RepCasebook *casebook, guint32 number)
{
  const GArray *persons = rep_casebook_persons (casebook);
  const GArray *links = rep_casebook_links (casebook);
  GArray *found = g_array_new (FALSE, FALSE, sizeof (RepOutingPresence));

  for (guint32 i = 0; i < persons->len; i++)
    for (guint32 at = g_array_index (persons, RepPersonRow, i).first_link; at != REP_NO_ROW;
         at = g_array_index (links, RepLink, at).next) {
      RepOutingPresence presence = { g_array_index (links, RepLink, at).contact,
                                     rep_casebook_root (casebook, i) };

      if (g_array_index (rep_casebook_contacts (casebook), RepContactRow, presence.contact)
              .outing == number)
        g_array_append_val (found, presence);
    }
  return found;
}

GArray *
rep_outing_presences (RepCasebook *casebook, guint32 number)
{
  g_autoptr (GArray) contacts = rep_outing_contacts (casebook, number);
  g_autoptr (GArray) found = list_unordered (casebook, number);
  GArray *ordered = g_array_new (FALSE, FALSE, sizeof (RepOutingPresence));

  for (guint i = 0; i < contacts->len; i++) {
    RepOutingPresence nobody = { g_array_index (contacts, guint32, i), REP_NO_ROW };
    guint n = ordered->len;

    for (guint j = 0; j < found->len; j++)
      if (g_array_index (found, RepOutingPresence, j).contact == nobody.contact)
        g_array_append_val (ordered, g_array_index (found, RepOutingPresence, j));
    if (ordered->len == n)
      g_array_append_val (ordered, nobody);
  }
  return ordered;
}

static RepExpectedState
state_of (RepCasebook *casebook, guint32 outing, guint32 person)
{
  gboolean absent;

  if (outing == REP_NO_ROW || !rep_outing_was_there (casebook, outing, person, &absent))
    return REP_EXPECTED_AWAITED;
  return absent ? REP_EXPECTED_ABSENT : REP_EXPECTED_CAME;
}

static gboolean
is_listed (const GArray *expected, guint32 person)
{
  for (guint i = 0; i < expected->len; i++)
    if (g_array_index (expected, RepExpectedYouth, i).person == person)
      return TRUE;
  return FALSE;
}

GArray *
rep_outing_expected (RepCasebook *casebook, const RepOuting *outing)
{
  GArray *expected = g_array_new (FALSE, FALSE, sizeof (RepExpectedYouth));
  guint32 number = rep_casebook_number (casebook, &rep_kind_outing, &outing->object.id);

  for (guint i = 0; outing->expected != NULL && i < outing->expected->len; i++) {
    guint32 person = rep_casebook_number (casebook, &rep_kind_person,
                                          &g_array_index (outing->expected, RepId, i));
    RepExpectedYouth line;

    if (person == REP_NO_ROW)
      continue;
    line.person = rep_casebook_root (casebook, person);
    line.state = state_of (casebook, number, line.person);
    if (!is_listed (expected, line.person))
      g_array_append_val (expected, line);
  }
  return expected;
}

/* Row of the contact that only says youth row @person was absent. */
static guint32
find_absence (RepCasebook *casebook, guint32 outing, guint32 person)
{
  const GArray *links = rep_casebook_links (casebook);
  guint32 at = g_array_index (rep_casebook_persons (casebook), RepPersonRow, person).first_link;

  for (; at != REP_NO_ROW; at = g_array_index (links, RepLink, at).next) {
    guint32 contact = g_array_index (links, RepLink, at).contact;
    const RepContactRow *row =
        &g_array_index (rep_casebook_contacts (casebook), RepContactRow, contact);

    if (row->outing == outing && row->fact.reached == REP_REACHED_ABSENT && row->n_persons == 1 &&
        row->fact.outcomes == 0 && row->next_step == 0)
      return contact;
  }
  return REP_NO_ROW;
}

/* Without this contact the youth may have been first met on another day, at another age. */
static gboolean
move_age (
    RepCasebook *casebook, guint32 person, guint32 contact, GPtrArray *objects, GError **error)
{
  guint16 project =
      g_array_index (rep_casebook_contacts (casebook), RepContactRow, contact).project;
  guint32 first = rep_casebook_first_day (casebook, person, project, contact, REP_NO_ROW);
  RepPerson *object;

  if (first == 0)
    return TRUE;
  object =
      rep_casebook_read (casebook, rep_casebook_id (casebook, &rep_kind_person, person), error);
  if (object == NULL)
    return FALSE;
  if (rep_profile_set_age (object, rep_casebook_id (casebook, &rep_kind_project, project), first))
    g_ptr_array_add (objects, object);
  else
    rep_object_free (object);
  return TRUE;
}

GPtrArray *
rep_outing_absence_back (RepCasebook *casebook,
                         const RepId *outing,
                         const RepId *person,
                         GError **error)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (rep_object_free);
  guint32 number = rep_casebook_number (casebook, &rep_kind_outing, outing);
  guint32 row = rep_casebook_number (casebook, &rep_kind_person, person);
  guint32 found = REP_NO_ROW;
  RepContact *contact;
  char hex[REP_ID_HEX_SIZE];

  if (row != REP_NO_ROW && number != REP_NO_ROW) {
    row = rep_casebook_root (casebook, row);
    found = find_absence (casebook, number, row);
  }
  if (found == REP_NO_ROW) {
    rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_RECORD, rep_id_format (person, hex));
    return NULL;
  }
  contact =
      rep_casebook_read (casebook, rep_casebook_id (casebook, &rep_kind_contact, found), error);
  if (contact == NULL)
    return NULL;
  g_ptr_array_add (objects, contact);
  if (contact->note != NULL) {
    rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_RECORD, rep_id_format (person, hex));
    return NULL;
  }
  rep_withdraw (&contact->object);
  return move_age (casebook, row, found, objects, error) ? g_steal_pointer (&objects) : NULL;
}
