/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/casebook/complete.h"
#include "app/error.h"
#include "crypto/secret.h"

guint32
rep_intake_same_day (
    RepCasebook *casebook, guint32 person, const RepId *project, guint32 day, guint32 but)
{
  const GArray *links = rep_casebook_links (casebook);
  const GArray *contacts = rep_casebook_contacts (casebook);
  guint32 number = rep_casebook_number (casebook, &rep_kind_project, project);
  const RepContactRow *best = NULL;
  guint32 found = REP_NO_ROW;
  guint32 at =
      person < rep_casebook_persons (casebook)->len
          ? g_array_index (rep_casebook_persons (casebook), RepPersonRow, person).first_link
          : REP_NO_ROW;

  for (; at != REP_NO_ROW; at = g_array_index (links, RepLink, at).next) {
    guint32 candidate = g_array_index (links, RepLink, at).contact;
    const RepContactRow *row = &g_array_index (contacts, RepContactRow, candidate);

    if (candidate == but || row->project != number || row->fact.date != day)
      continue;
    if (best == NULL || rep_contact_fact_compare (&best->fact, &row->fact) < 0) {
      best = row;
      found = candidate;
    }
  }
  return found;
}

static gboolean
has_id (const GArray *ids, const RepId *id)
{
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    if (rep_id_equal (&g_array_index (ids, RepId, i), id))
      return TRUE;
  return FALSE;
}

static gboolean
check_same (const RepContact *old, const RepContact *more, GError **error)
{
  gboolean same = old->date == more->date && rep_id_equal (&old->project, &more->project) &&
                  more->persons != NULL;

  for (guint i = 0; same && i < more->persons->len; i++)
    same = has_id (old->persons, &g_array_index (more->persons, RepId, i));
  return same || rep_app_error_set (error, REP_APP_ERROR_CONTRADICTION, "completes, person, date");
}

/* What came later is what is known now, but a youth who was reached was reached. */
static void
add_codes (RepContact *old, const RepContact *more)
{
  if (more->reached != 0 && old->reached != REP_REACHED_JOINT)
    old->reached = more->reached;
  old->outcomes |= more->outcomes;
  if (more->out_of_target != 0)
    old->out_of_target = more->out_of_target;
  if (more->mode == REP_MODE_FACE)
    old->mode = REP_MODE_FACE;
  if (more->informed != 0)
    old->informed = more->informed;
  if (more->action != 0)
    old->action = more->action;
  if (more->next_step != 0 || more->next_date != 0) {
    old->next_step = more->next_step;
    old->next_date = more->next_date;
    old->next_done = 0;
  }
}

static void
add_rest (RepContact *old, const RepContact *more)
{
  if (old->minute == REP_NONE)
    old->minute = more->minute;
  if (more->duration != REP_NONE)
    old->duration = MAX (old->duration, 0) + more->duration;
  if (rep_id_is_none (&old->outing))
    old->outing = more->outing;
  if (rep_id_is_none (&old->via))
    old->via = more->via;
  for (guint i = 0; more->authors != NULL && i < more->authors->len; i++)
    if (!has_id (old->authors, &g_array_index (more->authors, RepId, i)))
      rep_ids_add (&old->authors, &g_array_index (more->authors, RepId, i));
}

static gboolean
add_note (RepContact *old, const char *note, GError **error)
{
  g_autofree char *both = NULL;

  if (note == NULL)
    return TRUE;
  both = old->note != NULL ? g_strconcat (old->note, "\n", note, NULL) : g_strdup (note);
  if (g_utf8_strlen (both, -1) > REP_NOTE_MAX)
    return rep_app_error_set (error, REP_APP_ERROR_BAD_TEXT, "note");
  rep_text_set (&old->note, both);
  rep_wipe (both, strlen (both));
  return TRUE;
}

gboolean
rep_complete_plan (RepCasebook *casebook,
                   const RepIntake *intake,
                   RepIntakePlan *plan,
                   GError **error)
{
  RepContact *more = intake->contact;
  RepContact *old;
  char hex[REP_ID_HEX_SIZE];

  if (rep_casebook_number (casebook, &rep_kind_contact, intake->completes) == REP_NO_ROW)
    return rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_RECORD,
                              rep_id_format (intake->completes, hex));
  old = rep_casebook_read (casebook, intake->completes, error);
  if (old == NULL)
    return FALSE;
  g_ptr_array_add (plan->read, old);
  if (!check_same (old, more, error) || !add_note (old, more->note, error))
    return FALSE;
  add_codes (old, more);
  add_rest (old, more);
  more->object.id = old->object.id;
  g_ptr_array_add (plan->objects, old);
  return TRUE;
}
