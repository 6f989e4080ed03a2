/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/outing-people.h"

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
