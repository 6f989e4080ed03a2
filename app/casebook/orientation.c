/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/intake-check.h"
#include "app/casebook/orientation.h"
#include "app/domain/eligibility.h"
#include "app/error.h"

static gboolean
save_one (RepCasebook *casebook, gpointer object, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new ();

  g_ptr_array_add (objects, object);
  return rep_casebook_save (casebook, objects, now, error);
}

/* A referral to or from a partner would say what its project does not record. */
static gboolean
check_shown (RepCasebook *casebook, const RepOrientation *orientation, GError **error)
{
  const RepProject *project = rep_check_project (casebook, &orientation->project, error);
  const RepPartner *partner =
      g_ptr_array_index (rep_casebook_partners (casebook),
                         rep_casebook_number (casebook, &rep_kind_partner, &orientation->partner));

  if (project == NULL || partner == NULL ||
      !rep_project_hides (project, &rep_vocabulary_partner_kind, partner->partner_kind))
    return TRUE;
  return rep_app_error_set (
      error, REP_APP_ERROR_SWITCHED_OFF,
      rep_vocabulary_by_number (&rep_vocabulary_partner_kind, partner->partner_kind)->code);
}

static gboolean
check_orientation (RepCasebook *casebook, const RepOrientation *orientation, GError **error)
{
  return rep_check_project (casebook, &orientation->project, error) != NULL &&
         rep_check_person (casebook, &orientation->person, error) &&
         rep_check_known (casebook, &rep_kind_partner, &orientation->partner,
                          REP_APP_ERROR_UNKNOWN_PARTNER, error) &&
         check_shown (casebook, orientation, error) &&
         rep_check_day (casebook, orientation->date, error) &&
         rep_texts_check (&orientation->object, error);
}

gboolean
rep_orientation_prepare (RepCasebook *casebook,
                         RepOrientation *orientation,
                         gint64 now,
                         GError **error)
{
  const RepStructure *structure;
  const RepProject *project;

  if (orientation->date == 0)
    orientation->date = rep_casebook_today (casebook);
  if (orientation->direction == 0)
    orientation->direction = REP_ORIENTATION_TO;
  rep_follow_merge (casebook, &orientation->person);
  if (!check_orientation (casebook, orientation, error))
    return FALSE;
  project = rep_check_project (casebook, &orientation->project, error);
  structure = rep_intake_structure_of (casebook, project);
  if (structure == NULL)
    return rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_STRUCTURE, NULL);
  orientation->structure = structure->object.id;
  orientation->object.compartment = (guint16)structure->identity_compartment;
  orientation->entered_at = now;
  orientation->entered_by = rep_vault_account (rep_casebook_vault (casebook))->id;
  return TRUE;
}

gboolean
rep_orientation_add (RepCasebook *casebook, RepOrientation *orientation, gint64 now, GError **error)
{
  return rep_orientation_prepare (casebook, orientation, now, error) &&
         save_one (casebook, orientation, now, error);
}

/* Reads record @id of @kind. */
static gpointer
read_known (RepCasebook *casebook, const RepKind *kind, const RepId *id, GError **error)
{
  if (!rep_check_known (casebook, kind, id, REP_APP_ERROR_UNKNOWN_RECORD, error))
    return NULL;
  return rep_casebook_read (casebook, id, error);
}

static gboolean
check_after (RepCasebook *casebook, guint32 *day, guint32 earliest, GError **error)
{
  if (*day == 0)
    *day = rep_casebook_today (casebook);
  if (*day < earliest)
    return rep_refuse_day (error, REP_APP_ERROR_TOO_EARLY, *day);
  return rep_check_day (casebook, *day, error);
}

RepOrientation *
rep_orientation_prepare_answer (
    RepCasebook *casebook, const RepId *id, guint8 status, guint32 day, GError **error)
{
  RepOrientation *orientation;

  if (status == 0) {
    rep_app_error_set (error, REP_APP_ERROR_MISSING, "status");
    return NULL;
  }
  orientation = read_known (casebook, &rep_kind_orientation, id, error);
  if (orientation == NULL || !check_after (casebook, &day, orientation->date, error)) {
    rep_object_free (orientation);
    return NULL;
  }
  orientation->status = status;
  orientation->answered_on = day;
  return orientation;
}

gboolean
rep_orientation_answer (
    RepCasebook *casebook, const RepId *id, guint8 status, guint32 day, gint64 now, GError **error)
{
  RepOrientation *orientation = rep_orientation_prepare_answer (casebook, id, status, day, error);
  gboolean done = orientation != NULL && save_one (casebook, orientation, now, error);

  rep_object_free (orientation);
  return done;
}

static gboolean
mark_done (RepCasebook *casebook, RepContact *contact, guint32 day, gint64 now, GError **error)
{
  char hex[REP_ID_HEX_SIZE];

  if (contact->next_step == 0 && contact->next_date == 0)
    return rep_app_error_set (error, REP_APP_ERROR_MISSING, "next_step");
  if (contact->next_done != 0)
    return rep_app_error_set (error, REP_APP_ERROR_EXISTS,
                              rep_id_format (&contact->object.id, hex));
  if (!check_after (casebook, &day, contact->date, error))
    return FALSE;
  contact->next_done = day;
  return save_one (casebook, contact, now, error);
}

gboolean
rep_follow_up_done (RepCasebook *casebook, const RepId *id, guint32 day, gint64 now, GError **error)
{
  RepContact *contact = read_known (casebook, &rep_kind_contact, id, error);
  gboolean done = contact != NULL && mark_done (casebook, contact, day, now, error);

  rep_object_free (contact);
  return done;
}

static gboolean
check_account (RepCasebook *casebook, const RepId *account, GError **error)
{
  const RepAccountLine *line = rep_account_list_line (rep_casebook_accounts (casebook), account);

  return rep_id_is_none (account) || (line != NULL && line->until == 0) ||
         rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_LOGIN, line != NULL ? line->login : NULL);
}

gboolean
rep_assign (
    RepCasebook *casebook, const RepId *id, const RepId *referent, gint64 now, GError **error)
{
  RepPerson *person;
  gboolean done;

  if (!rep_check_person (casebook, id, error) || !check_account (casebook, referent, error))
    return FALSE;
  person = rep_casebook_read (casebook, id, error);
  if (person == NULL)
    return FALSE;
  person->referent = *referent;
  done = save_one (casebook, person, now, error);
  rep_object_free (person);
  return done;
}

gboolean
rep_reassign_all (
    RepCasebook *casebook, const RepId *from, const RepId *to, gint64 now, guint *n, GError **error)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (rep_object_free);
  const GArray *persons = rep_casebook_persons (casebook);
  guint16 account = rep_casebook_account (casebook, from);

  *n = 0;
  if (!check_account (casebook, to, error))
    return FALSE;
  for (guint32 i = 0; account != REP_NO_REFERENT && i < persons->len; i++) {
    RepPerson *person;

    if (g_array_index (persons, RepPersonRow, i).revision == 0 ||
        g_array_index (persons, RepPersonRow, i).referent != account)
      continue;
    person = rep_casebook_read (casebook, rep_casebook_id (casebook, &rep_kind_person, i), error);
    if (person == NULL)
      return FALSE;
    person->referent = *to;
    g_ptr_array_add (objects, person);
  }
  if (objects->len > 0 && !rep_casebook_save (casebook, objects, now, error))
    return FALSE;
  *n = objects->len;
  return TRUE;
}
