/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/intake-check.h"
#include "app/error.h"

/* Who left is in no stage that comes after, until a contact opens the next parcours. */
static guint32
left_on (RepCasebook *casebook, const RepEnrolment *enrolment)
{
  const GArray *rows = rep_casebook_parcours (casebook);
  guint32 left = enrolment->stages.date[REP_STAGE_SORTI];

  if (enrolment->stages.current != REP_STAGE_SORTI)
    return 0;
  for (guint32 at = enrolment->first_parcours; at != REP_NO_ROW;
       at = g_array_index (rows, RepParcoursRow, at).next)
    left = g_array_index (rows, RepParcoursRow, at).parcours.left;
  return left;
}

static gboolean
check_parcours (RepCasebook *casebook,
                const RepStageEntry *entry,
                const RepProject *project,
                GError **error)
{
  const RepEnrolment *enrolment = rep_casebook_enrolment (
      casebook, rep_casebook_number (casebook, &rep_kind_person, &entry->person),
      rep_casebook_number (casebook, &rep_kind_project, &entry->project));
  guint32 left = enrolment != NULL ? left_on (casebook, enrolment) : 0;

  if (entry->stage != REP_STAGE_SORTI)
    return left == 0 || entry->date <= left ||
           rep_app_error_set (error, REP_APP_ERROR_NOT_OPEN, project->code);
  if (enrolment == NULL || enrolment->stages.date[REP_STAGE_REPERE] == 0 || left != 0)
    return rep_app_error_set (error, REP_APP_ERROR_NOT_OPEN, project->code);
  if (entry->date < enrolment->stages.date[REP_STAGE_REPERE])
    return rep_refuse_day (error, REP_APP_ERROR_TOO_EARLY, entry->date);
  return TRUE;
}

static gboolean
check_stage (RepCasebook *casebook, const RepStageEntry *entry, GError **error)
{
  gboolean exit = entry->stage == REP_STAGE_SORTI;
  const RepProject *project = rep_check_project (casebook, &entry->project, error);

  if (project == NULL || !rep_check_person (casebook, &entry->person, error) ||
      !rep_check_day (casebook, entry->date, error) || !rep_texts_check (&entry->object, error))
    return FALSE;
  if (entry->stage == 0 || entry->date < project->start ||
      entry->date > rep_project_end (project, rep_casebook_today (casebook)))
    return rep_refuse_day (error, REP_APP_ERROR_OUTSIDE_PROJECT, entry->date);
  if (exit != (entry->exit != 0))
    return rep_app_error_set (error, exit ? REP_APP_ERROR_MISSING : REP_APP_ERROR_CONTRADICTION,
                              exit ? "exit" : "stage, exit");
  if (entry->scheme != 0 && entry->stage != REP_STAGE_ACCOMPAGNE)
    return rep_app_error_set (error, REP_APP_ERROR_CONTRADICTION, "stage, scheme");
  return check_parcours (casebook, entry, project, error);
}

gboolean
rep_intake_stage_prepare (
    RepCasebook *casebook, RepStageEntry *entry, gint64 now, GPtrArray *moved, GError **error)
{
  if (entry->date == 0)
    entry->date = rep_casebook_today (casebook);
  entry->entered_at = now;
  entry->entered_by = rep_vault_account (rep_casebook_vault (casebook))->id;
  rep_follow_merge (casebook, &entry->person);
  return check_stage (casebook, entry, error) &&
         rep_add_moved_person (casebook, &entry->person, &entry->project, entry->date, moved,
                               error);
}

gboolean
rep_intake_stage (RepCasebook *casebook, RepStageEntry *entry, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) moved = g_ptr_array_new_with_free_func (rep_object_free);
  g_autoptr (GPtrArray) objects = g_ptr_array_new ();

  if (!rep_intake_stage_prepare (casebook, entry, now, moved, error))
    return FALSE;
  g_ptr_array_extend (objects, moved, NULL, NULL);
  g_ptr_array_add (objects, entry);
  return rep_casebook_save (casebook, objects, now, error);
}
