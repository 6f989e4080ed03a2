/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/casebook/intake-check.h"
#include "app/casebook/profile.h"
#include "app/domain/day.h"
#include "app/domain/place.h"
#include "app/error.h"

/* Before this day nothing of this work existed: a typing error. */
#define EARLIEST_DAY 729755u /* 1999-01-01 */

gboolean
rep_refuse_day (GError **error, RepAppError code, guint32 day)
{
  char text[REP_DAY_TEXT_SIZE];

  return rep_app_error_set (error, code, rep_day_format (day, text));
}

gboolean
rep_check_day (RepCasebook *casebook, guint32 day, GError **error)
{
  if (day > rep_casebook_today (casebook))
    return rep_refuse_day (error, REP_APP_ERROR_FUTURE_DATE, day);
  if (day < EARLIEST_DAY)
    return rep_refuse_day (error, REP_APP_ERROR_BAD_DATE, day);
  return TRUE;
}

gboolean
rep_check_place (const char *insee, GError **error)
{
  if (insee[0] == '\0' || rep_place_by_insee (insee) != NULL)
    return TRUE;
  return rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_PLACE, insee);
}

gboolean
rep_check_known (
    RepCasebook *casebook, const RepKind *kind, const RepId *id, RepAppError code, GError **error)
{
  char hex[REP_ID_HEX_SIZE];

  if (rep_casebook_number (casebook, kind, id) != REP_NO_ROW)
    return TRUE;
  return rep_app_error_set (error, code, rep_id_format (id, hex));
}

gboolean
rep_check_person (RepCasebook *casebook, const RepId *id, GError **error)
{
  guint32 number = rep_casebook_number (casebook, &rep_kind_person, id);
  char hex[REP_ID_HEX_SIZE];

  if (number != REP_NO_ROW &&
      g_array_index (rep_casebook_persons (casebook), RepPersonRow, number).revision != 0)
    return TRUE;
  return rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_PERSON, rep_id_format (id, hex));
}

/* The same youth named twice is in the contact once. */
void
rep_drop_repeated (GArray *ids)
{
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    for (guint j = ids->len - 1; j > i; j--)
      if (rep_id_equal (&g_array_index (ids, RepId, i), &g_array_index (ids, RepId, j)))
        g_array_remove_index (ids, j);
}

const RepProject *
rep_check_project (RepCasebook *casebook, const RepId *id, GError **error)
{
  guint32 number = rep_casebook_number (casebook, &rep_kind_project, id);
  const RepProject *project =
      number != REP_NO_ROW ? g_ptr_array_index (rep_casebook_projects (casebook), number) : NULL;

  if (project == NULL)
    rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_PROJECT, NULL);
  return project;
}

/* Whether a fact of @day is one of the project's, or activity beside it. */
gboolean
rep_is_within (RepCasebook *casebook, const RepId *id, guint32 day)
{
  const RepProject *project = rep_check_project (casebook, id, NULL);

  return project != NULL && day >= project->start &&
         day <= rep_project_end (project, rep_casebook_today (casebook));
}

/* A first or an earlier fact moves REPERE, and with it the age that counts. */
gboolean
rep_add_moved_person (RepCasebook *casebook,
                      const RepId *id,
                      const RepId *project,
                      guint32 day,
                      GPtrArray *objects,
                      GError **error)
{
  const RepEnrolment *enrolment =
      rep_casebook_enrolment (casebook, rep_casebook_number (casebook, &rep_kind_person, id),
                              rep_casebook_number (casebook, &rep_kind_project, project));
  guint32 known = enrolment != NULL ? enrolment->stages.date[REP_STAGE_REPERE] : 0;
  RepPerson *person;

  if ((known != 0 && known <= day) || !rep_is_within (casebook, project, day))
    return TRUE;
  person = rep_casebook_read (casebook, id, error);
  if (person == NULL)
    return FALSE;
  if (rep_profile_set_age (person, project, day))
    g_ptr_array_add (objects, person);
  else
    rep_object_free (person);
  return TRUE;
}
