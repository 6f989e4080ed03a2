/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/agreement.h"
#include "app/error.h"

static RepProject *
read_project (RepCasebook *casebook, const RepId *id, GError **error)
{
  if (rep_casebook_number (casebook, &rep_kind_project, id) == REP_NO_ROW) {
    rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_PROJECT, NULL);
    return NULL;
  }
  return rep_casebook_read (casebook, id, error);
}

static gboolean
save (RepCasebook *casebook, RepProject *project, RepAction action, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new ();
  gboolean saved;

  g_ptr_array_add (objects, project);
  saved = rep_casebook_save_as (casebook, objects, action, now, error);
  rep_object_free (project);
  return saved;
}

static gboolean
check_note (const char *note, GError **error)
{
  if (note != NULL && g_utf8_strlen (note, -1) > REP_TEXT_MAX)
    return rep_app_error_set (error, REP_APP_ERROR_BAD_TEXT, "note");
  return TRUE;
}

static gboolean
has_structure (const RepProject *project, const RepId *structure)
{
  for (guint i = 0; project->structures != NULL && i < project->structures->len; i++) {
    const RepProjectStructure *entry = g_ptr_array_index (project->structures, i);

    if (rep_id_equal (&entry->structure, structure))
      return TRUE;
  }
  return FALSE;
}

static gboolean
check_target (const RepTarget *target, GError **error)
{
  if (target->basis == 0 || target->from == 0)
    return rep_app_error_set (error, REP_APP_ERROR_MISSING, "basis, from");
  if (target->basis >= REP_STAGE_SORTI)
    return rep_app_error_set (error, REP_APP_ERROR_CONTRADICTION, "basis");
  if (target->value < 1)
    return rep_app_error_set (error, REP_APP_ERROR_BAD_NUMBER, "value");
  return check_note (target->note, error);
}

gboolean
rep_agreement_target (
    RepCasebook *casebook, const RepId *id, const RepTarget *target, gint64 now, GError **error)
{
  RepProject *project;
  RepTarget *added;

  if (!check_target (target, error))
    return FALSE;
  project = read_project (casebook, id, error);
  if (project == NULL)
    return FALSE;
  if (!rep_id_is_none (&target->structure) && !has_structure (project, &target->structure)) {
    rep_object_free (project);
    return rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_STRUCTURE, "structure");
  }
  added = rep_list_add (&project->targets, &rep_kind_target);
  added->basis = target->basis;
  added->basis_confirmed = target->basis_confirmed;
  added->value = target->value;
  added->from = target->from;
  rep_text_set (&added->note, target->note);
  added->structure = target->structure;
  added->principal = rep_id_is_none (&target->structure);
  return save (casebook, project, REP_ACTION_TARGET, now, error);
}

static gboolean
check_amendment (const RepAmendment *amendment, GError **error)
{
  if (amendment->from == 0 || (amendment->end == 0 && amendment->budget_eur == REP_NONE &&
                               amendment->pic_funding_eur == REP_NONE &&
                               amendment->cofunding == NULL && amendment->note == NULL))
    return rep_app_error_set (error, REP_APP_ERROR_MISSING, "from, end, budget, pic, note");
  return check_note (amendment->note, error);
}

static void
copy_cofunding (const GPtrArray *from, RepAmendment *amendment)
{
  for (guint i = 0; from != NULL && i < from->len; i++) {
    const RepCofunding *cofunding = g_ptr_array_index (from, i);
    RepCofunding *added = rep_list_add (&amendment->cofunding, &rep_kind_cofunding);

    rep_text_set (&added->name, cofunding->name);
    added->amount_eur = cofunding->amount_eur;
  }
}

gboolean
rep_agreement_amend (RepCasebook *casebook,
                     const RepId *id,
                     const RepAmendment *amendment,
                     gint64 now,
                     GError **error)
{
  RepProject *project;
  RepAmendment *added;

  if (!check_amendment (amendment, error))
    return FALSE;
  project = read_project (casebook, id, error);
  if (project == NULL)
    return FALSE;
  if (amendment->end != 0 && amendment->end < project->start) {
    rep_object_free (project);
    return rep_app_error_set (error, REP_APP_ERROR_CONTRADICTION, "end, start");
  }
  added = rep_list_add (&project->amendments, &rep_kind_amendment);
  added->from = amendment->from;
  added->end = amendment->end;
  added->budget_eur = amendment->budget_eur;
  added->pic_funding_eur = amendment->pic_funding_eur;
  rep_text_set (&added->note, amendment->note);
  copy_cofunding (amendment->cofunding, added);
  return save (casebook, project, REP_ACTION_AMENDMENT, now, error);
}

gboolean
rep_agreement_pause (
    RepCasebook *casebook, const RepId *id, const RepPause *pause, gint64 now, GError **error)
{
  RepProject *project;
  RepPause *added;

  if (pause->from == 0 || pause->to == 0 || pause->reason == 0)
    return rep_app_error_set (error, REP_APP_ERROR_MISSING, "from, to, reason");
  if (pause->to < pause->from)
    return rep_app_error_set (error, REP_APP_ERROR_CONTRADICTION, "from, to");
  project = read_project (casebook, id, error);
  if (project == NULL)
    return FALSE;
  added = rep_list_add (&project->pauses, &rep_kind_pause);
  added->from = pause->from;
  added->to = pause->to;
  added->reason = pause->reason;
  return save (casebook, project, REP_ACTION_PAUSE, now, error);
}
