/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/allowed.h"
#include "app/casebook/casebook-private.h"
#include "app/domain/rights.h"
#include "app/error.h"

/* The identity compartment of structure number @number, 0 when it is not known. */
static guint16
compartment_of (RepCasebook *self, guint32 number)
{
  const RepStructure *structure =
      number < self->structures->len ? g_ptr_array_index (self->structures, number) : NULL;

  return structure != NULL ? (guint16)structure->identity_compartment : 0;
}

static guint16
compartment_of_id (RepCasebook *self, const RepId *id)
{
  return compartment_of (self, rep_id_table_find (self->ids[rep_kind_structure.number], id));
}

/* The compartment of the structure the present revision of record @id belongs to, 0 when it belongs
 * to none or is not there. */
static guint16
present_compartment (RepCasebook *self, guint kind, const RepId *id, guint32 *revision)
{
  guint32 number = rep_id_table_find (self->ids[kind], id);

  *revision = 0;
  if (number == REP_NO_ROW)
    return 0;
  if (kind == rep_kind_person.number && number < self->persons->len) {
    const RepPersonRow *row = &g_array_index (self->persons, RepPersonRow, number);

    *revision = row->revision;
    return compartment_of (self, row->structure);
  }
  if (kind == rep_kind_contact.number && number < self->contacts->len) {
    const RepContactRow *row = &g_array_index (self->contacts, RepContactRow, number);

    *revision = row->revision;
    return row->revision != 0 ? compartment_of (self, row->fact.structure) : 0;
  }
  if (kind == rep_kind_outing.number && number < self->outings->len) {
    const RepOutingRow *row = &g_array_index (self->outings, RepOutingRow, number);

    *revision = row->revision;
    return row->revision != 0 ? compartment_of (self, row->structure) : 0;
  }
  return 0;
}

/* The compartment @object belongs to as it shall be. */
static guint16
future_compartment (RepCasebook *self, const RepObject *object)
{
  if (object->kind == &rep_kind_person)
    return compartment_of_id (self, &((const RepPerson *)object)->structure);
  if (object->kind == &rep_kind_contact)
    return compartment_of_id (self, &((const RepContact *)object)->structure);
  if (object->kind == &rep_kind_outing)
    return compartment_of_id (self, &((const RepOuting *)object)->structure);
  if (object->kind == &rep_kind_import)
    return compartment_of_id (self, &((const RepImport *)object)->structure);
  if (object->kind == &rep_kind_orientation)
    return compartment_of_id (self, &((const RepOrientation *)object)->structure);
  if (object->kind == &rep_kind_stage_entry) {
    guint32 revision;

    return present_compartment (self, rep_kind_person.number,
                                &((const RepStageEntry *)object)->person, &revision);
  }
  return 0;
}

static gboolean
has_structure (const RepAccount *account, guint16 compartment)
{
  if (compartment == 0)
    return TRUE; /* nobody's */
  for (guint i = 0; i < account->structures->len; i++)
    if (g_array_index (account->structures, guint16, i) == compartment)
      return TRUE;
  return FALSE;
}

static gboolean
is_own (RepCasebook *self, const RepAccount *account, const RepObject *object)
{
  guint32 revision;

  return has_structure (account, object->compartment) &&
         has_structure (account, future_compartment (self, object)) &&
         has_structure (account,
                        present_compartment (self, object->kind->number, &object->id, &revision));
}

gboolean
rep_casebook_may_write (RepCasebook *casebook, const RepObject *object, GError **error)
{
  const RepAccount *account = rep_vault_account (casebook->vault);
  gboolean allowed = FALSE;

  switch (rep_rights_scope (account->role, object->kind->number)) {
    case REP_SCOPE_ALL:
      allowed = TRUE;
      break;
    case REP_SCOPE_OWN:
      allowed = is_own (casebook, account, object);
      break;
    case REP_SCOPE_NAMELESS:
      allowed = object->compartment == 0 && rep_object_part_is_empty (object, REP_PART_IDENTITY);
      break;
    case REP_SCOPE_NONE:
    default:
      break;
  }
  return allowed || rep_app_error_set (error, REP_APP_ERROR_NOT_ALLOWED, object->kind->code);
}

gboolean
rep_casebook_note (
    RepCasebook *casebook, RepAction action, const RepId *ids, guint n, gint64 now, GError **error)
{
  if (!rep_rights_may_act (rep_vault_account (casebook->vault)->role, action))
    return rep_app_error_set (error, REP_APP_ERROR_NOT_ALLOWED, NULL);
  return rep_vault_note (casebook->vault, action, ids, n, now, error);
}

static gboolean
was_own (RepCasebook *self, const RepDeed *deed)
{
  const RepRoster *roster = rep_vault_roster (self->vault);
  const RepRecord *record = deed->record;
  RepSealHeader header;
  guint32 revision;
  guint16 structure = present_compartment (self, record->kind, &record->id, &revision);

  if (deed->wrote_identity &&
      rep_seal_parse_header (record->identity.data, record->identity.size, &header, NULL) &&
      !rep_roster_had_structure (roster, &deed->account, header.compartment, deed->from, deed->to))
    return FALSE;
  return structure == 0 || revision != record->revision ||
         rep_roster_had_structure (roster, &deed->account, structure, deed->from, deed->to);
}

static gboolean
role_was_allowed (RepCasebook *self, RepRole role, const RepDeed *deed)
{
  if (deed->record == NULL || deed->action == REP_ACTION_PRUNE ||
      deed->action == REP_ACTION_ERASE || deed->action == REP_ACTION_IMPORT_UNDO)
    return rep_rights_may_act (role, deed->action);

  switch (rep_rights_scope (role, deed->record->kind)) {
    case REP_SCOPE_ALL:
      return TRUE;
    case REP_SCOPE_OWN:
      return was_own (self, deed);
    case REP_SCOPE_NAMELESS:
      return !deed->wrote_identity;
    case REP_SCOPE_NONE:
    default:
      return FALSE;
  }
}

gboolean
rep_casebook_was_allowed (const RepDeed *deed, gpointer data)
{
  for (guint role = REP_ROLE_NONE; role <= REP_ROLE_RECOVERY; role++)
    if ((deed->roles >> role & 1) != 0 && role_was_allowed (data, (RepRole)role, deed))
      return TRUE;
  return FALSE;
}
