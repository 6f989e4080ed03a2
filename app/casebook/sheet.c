/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/casebook/intake.h"
#include "app/domain/fold.h"
#include "app/domain/place.h"
#include "app/error.h"
#include "db/vault-accounts.h"

/* A project sheet on its way in: the structures and partners it names become records of their own.
 */

#define DEFAULT_MOBILISED_DAYS 2

static const RepStructure *
structure_named (RepCasebook *casebook, const GPtrArray *fresh, const char *name)
{
  const GPtrArray *lists[] = { rep_casebook_structures (casebook), fresh };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint j = 0; j < lists[i]->len; j++) {
      const RepStructure *structure = g_ptr_array_index (lists[i], j);

      if (structure != NULL && structure->object.kind == &rep_kind_structure &&
          rep_fold_equal (structure->name, name))
        return structure;
    }
  return NULL;
}

static gboolean
add_structure (RepCasebook *casebook,
               RepProjectStructure *entry,
               gint64 now,
               GPtrArray *objects,
               GError **error)
{
  const RepStructure *known = structure_named (casebook, objects, entry->name);
  RepStructure *structure;
  guint16 compartment;

  if (known != NULL) {
    entry->structure = known->object.id;
    return TRUE;
  }
  if (!rep_vault_add_structure (rep_casebook_vault (casebook), now, &compartment, error))
    return FALSE;

  structure = rep_object_new (&rep_kind_structure);
  structure->object.id = entry->structure = rep_id_random ();
  rep_text_set (&structure->name, entry->name);
  structure->identity_compartment = compartment;
  g_ptr_array_add (objects, structure);
  return TRUE;
}

static const RepPartner *
partner_named (RepCasebook *casebook, const GPtrArray *fresh, const char *name)
{
  const GPtrArray *lists[] = { rep_casebook_partners (casebook), fresh };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint j = 0; j < lists[i]->len; j++) {
      const RepPartner *partner = g_ptr_array_index (lists[i], j);

      if (partner != NULL && partner->object.kind == &rep_kind_partner &&
          rep_fold_equal (partner->name, name))
        return partner;
    }
  return NULL;
}

static void
add_partner (RepCasebook *casebook, RepMember *member, GPtrArray *objects)
{
  const RepPartner *known = partner_named (casebook, objects, member->name);
  RepPartner *partner;

  if (known != NULL) {
    member->partner = known->object.id;
    return;
  }
  partner = rep_object_new (&rep_kind_partner);
  partner->object.id = member->partner = rep_id_random ();
  rep_text_set (&partner->name, member->name);
  partner->partner_kind = member->kind;
  g_ptr_array_add (objects, partner);
}

static gboolean
check_targets (const RepProject *project, GError **error)
{
  for (guint i = 0; project->targets != NULL && i < project->targets->len; i++) {
    const RepTarget *target = g_ptr_array_index (project->targets, i);

    if (target->value < 1 || target->basis < 1 || target->basis >= REP_STAGE_SORTI ||
        target->from == 0)
      return rep_app_error_set (error, REP_APP_ERROR_BAD_FILE, "targets");
  }
  return TRUE;
}

static gboolean
check_project (RepCasebook *casebook, const RepProject *project, GError **error)
{
  if (project->code == NULL || *project->code == '\0' || project->title == NULL ||
      project->lead == NULL)
    return rep_app_error_set (error, REP_APP_ERROR_BAD_FILE, "code, title, lead");
  if (rep_casebook_project_by_code (casebook, project->code, NULL) != NULL)
    return rep_app_error_set (error, REP_APP_ERROR_EXISTS, project->code);
  if (project->start == 0 || project->end < project->start)
    return rep_app_error_set (error, REP_APP_ERROR_BAD_FILE, "start, end");
  if (project->age_min != REP_NONE && project->age_max != REP_NONE &&
      project->age_min > project->age_max)
    return rep_app_error_set (error, REP_APP_ERROR_BAD_FILE, "age_min, age_max");
  if (project->lead_commune[0] != '\0' && rep_place_by_insee (project->lead_commune) == NULL)
    return rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_PLACE, project->lead_commune);
  return check_targets (project, error);
}

/* A sheet that names no structure is recorded by its lead. */
static void
complete (RepProject *project)
{
  if (project->structures == NULL) {
    RepProjectStructure *lead = rep_list_add (&project->structures, &rep_kind_project_structure);

    rep_text_set (&lead->name, project->lead);
    lead->role = 1;
  }
  if (project->mobilised_days < 1)
    project->mobilised_days = DEFAULT_MOBILISED_DAYS;
}

gboolean
rep_intake_project (RepCasebook *casebook, RepProject *project, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) owned = g_ptr_array_new_with_free_func (rep_object_free);
  g_autoptr (GPtrArray) objects = g_ptr_array_new ();

  if (rep_vault_account (rep_casebook_vault (casebook))->role < REP_ROLE_MANAGER)
    return rep_app_error_set (error, REP_APP_ERROR_NOT_ALLOWED, NULL);
  if (!check_project (casebook, project, error))
    return FALSE;
  complete (project);
  for (guint i = 0; i < project->structures->len; i++)
    if (!add_structure (casebook, g_ptr_array_index (project->structures, i), now, owned, error))
      return FALSE;
  for (guint i = 0; project->consortium != NULL && i < project->consortium->len; i++)
    add_partner (casebook, g_ptr_array_index (project->consortium, i), owned);

  g_ptr_array_extend (objects, owned, NULL, NULL);
  g_ptr_array_add (objects, project);
  return rep_casebook_save (casebook, objects, now, error);
}
