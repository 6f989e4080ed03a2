/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/youth-line.h"

/* One youth for one list. */
typedef struct {
  RepCasebook *casebook;
  guint16 project;
} Look;

static gboolean
is_wanted (const Look *look, guint16 project)
{
  return look->project == REP_ALL_PROJECTS || project == look->project;
}

static void
find_last_contact (const Look *look, const RepPersonRow *person, RepYouthLine *line)
{
  const GArray *contacts = rep_casebook_contacts (look->casebook);
  const GArray *links = rep_casebook_links (look->casebook);
  const RepContactRow *last = NULL;
  guint32 at = person->first_link;

  while (at != REP_NO_ROW) {
    const RepLink *link = &g_array_index (links, RepLink, at);
    const RepContactRow *contact = &g_array_index (contacts, RepContactRow, link->contact);

    at = link->next;
    if (is_wanted (look, contact->project) &&
        (last == NULL || rep_contact_fact_compare (&last->fact, &contact->fact) < 0))
      last = contact;
  }
  if (last == NULL)
    return;
  line->day = last->fact.date;
  line->entered_at = last->fact.entered_at;
  line->project = last->project;
}

/* A youth without any contact may still have been given a stage. */
static void
find_entry (const Look *look, const RepPersonRow *person, RepYouthLine *line)
{
  const GArray *entries = rep_casebook_entries (look->casebook);
  guint32 at = person->first_entry;

  while (at != REP_NO_ROW && line->project == REP_NO_PROJECT) {
    const RepEntryRow *entry = &g_array_index (entries, RepEntryRow, at);

    if (is_wanted (look, entry->project))
      line->project = entry->project;
    at = entry->next;
  }
}

gboolean
rep_youth_line (RepCasebook *casebook, guint32 person, guint16 project, RepYouthLine *line)
{
  const Look look = { casebook, project };
  const RepPersonRow *row = &g_array_index (rep_casebook_persons (casebook), RepPersonRow, person);
  const RepEnrolment *enrolment;

  if (row->revision == 0 || row->same_as != REP_NO_ROW)
    return FALSE;
  *line = (RepYouthLine){ .person = person,
                          .project = REP_NO_PROJECT,
                          .structure = row->structure,
                          .identity = row->identity_type };
  find_last_contact (&look, row, line);
  find_entry (&look, row, line);
  if (line->project == REP_NO_PROJECT)
    return project == REP_ALL_PROJECTS;
  enrolment = rep_casebook_enrolment (casebook, person, line->project);
  line->stage = enrolment != NULL ? enrolment->stages.current : REP_STAGE_NONE;
  return TRUE;
}

gboolean
rep_youth_line_equal (const RepYouthLine *a, const RepYouthLine *b)
{
  return a->person == b->person && a->day == b->day && a->project == b->project &&
         a->structure == b->structure && a->stage == b->stage && a->identity == b->identity;
}

int
rep_youth_line_compare (gconstpointer a, gconstpointer b)
{
  const RepYouthLine *left = a;
  const RepYouthLine *right = b;

  if (left->day != right->day)
    return left->day > right->day ? -1 : 1;
  if (left->entered_at != right->entered_at)
    return left->entered_at > right->entered_at ? -1 : 1;
  return left->person < right->person ? -1 : left->person > right->person ? 1 : 0;
}
