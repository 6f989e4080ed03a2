/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/attach.h"
#include "app/casebook/casebook-private.h"
#include "app/casebook/intake-check.h"
#include "app/casebook/profile.h"
#include "app/error.h"

typedef struct {
  RepCasebook *casebook;
  RepContact *contact;
  guint32 number; /* of the contact */
  GPtrArray *objects;
} Change;

/* Who gets or loses a contact may have been first met on another day, at another age. */
static gboolean
move_age (Change *change, const RepId *person, gboolean gets, GError **error)
{
  RepCasebook *casebook = change->casebook;
  guint32 row =
      rep_casebook_root (casebook, rep_casebook_number (casebook, &rep_kind_person, person));
  guint16 project = g_array_index (casebook->contacts, RepContactRow, change->number).project;
  guint32 first =
      rep_casebook_first_day (casebook, row, project, gets ? REP_NO_ROW : change->number,
                              gets ? change->number : REP_NO_ROW);
  RepPerson *object;

  if (first == 0 ||
      !rep_casebook_may_name (
          casebook,
          g_ptr_array_index (casebook->structures,
                             g_array_index (casebook->persons, RepPersonRow, row).structure)))
    return TRUE;
  object = rep_casebook_read (casebook, rep_casebook_id (casebook, &rep_kind_person, row), error);
  if (object == NULL)
    return FALSE;
  if (rep_profile_set_age (object, &change->contact->project, first))
    g_ptr_array_add (change->objects, object);
  else
    rep_object_free (object);
  return TRUE;
}

static gboolean
start (Change *change, RepCasebook *casebook, const RepId *id, GError **error)
{
  char hex[REP_ID_HEX_SIZE];

  change->casebook = casebook;
  change->number = rep_casebook_number (casebook, &rep_kind_contact, id);
  if (change->number == REP_NO_ROW)
    return rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_RECORD, rep_id_format (id, hex));
  change->contact = rep_casebook_read (casebook, id, error);
  if (change->contact == NULL)
    return FALSE;
  change->objects = g_ptr_array_new_with_free_func (rep_object_free);
  g_ptr_array_add (change->objects, change->contact);
  return TRUE;
}

static gboolean
is_nameless (RepCasebook *casebook, const RepId *person)
{
  guint32 number = rep_casebook_number (casebook, &rep_kind_person, person);

  return number != REP_NO_ROW &&
         g_array_index (casebook->persons, RepPersonRow, number).identity_type ==
             REP_IDENTITY_UNKNOWN;
}

static gboolean
check_attach (Change *change, const RepId *person, GError **error)
{
  const RepContact *contact = change->contact;
  const GArray *persons = contact->persons;
  char hex[REP_ID_HEX_SIZE];

  if (!rep_casebook_has_person (change->casebook, person))
    return rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_PERSON, rep_id_format (person, hex));
  if (contact->headcount != REP_NONE)
    return rep_app_error_set (error, REP_APP_ERROR_CONTRADICTION, "headcount, person");
  if (contact->refused_record)
    return rep_app_error_set (error, REP_APP_ERROR_CONTRADICTION, "refused_record, person");
  if (persons != NULL &&
      (persons->len > 1 || rep_id_equal (&g_array_index (persons, RepId, 0), person) ||
       !is_nameless (change->casebook, &g_array_index (persons, RepId, 0))))
    return rep_app_error_set (error, REP_APP_ERROR_CONTRADICTION, "persons");
  return TRUE;
}

/* The contact has @person alone, or nobody; ages of both sides follow. */
static gboolean
hand_over (Change *change, const RepId *person, GError **error)
{
  RepContact *contact = change->contact;
  RepId before =
      contact->persons != NULL ? g_array_index (contact->persons, RepId, 0) : (RepId){ 0 };

  g_clear_pointer (&contact->persons, g_array_unref);
  if (!rep_id_is_none (person))
    rep_ids_add (&contact->persons, person);
  return (rep_id_is_none (&before) || move_age (change, &before, FALSE, error)) &&
         (rep_id_is_none (person) || move_age (change, person, TRUE, error));
}

static gboolean
attach (Change *change, const RepId *person, gint64 now, GError **error)
{
  RepContact *contact = change->contact;

  if (!check_attach (change, person, error))
    return FALSE;
  if (contact->persons != NULL)
    contact->anonymous = g_array_index (contact->persons, RepId, 0);
  return hand_over (change, person, error) &&
         rep_casebook_save (change->casebook, change->objects, now, error);
}

gboolean
rep_attach_contact (
    RepCasebook *casebook, const RepId *id, const RepId *person, gint64 now, GError **error)
{
  Change change = { NULL };
  RepId kept = *person;
  gboolean done;

  rep_follow_merge (casebook, &kept);
  done = start (&change, casebook, id, error) && attach (&change, &kept, now, error);

  g_clear_pointer (&change.objects, g_ptr_array_unref);
  return done;
}

static gboolean
detach (Change *change, gint64 now, GError **error)
{
  RepContact *contact = change->contact;
  RepId back = contact->anonymous;

  if (contact->persons == NULL || contact->persons->len != 1 ||
      is_nameless (change->casebook, &g_array_index (contact->persons, RepId, 0)))
    return rep_app_error_set (error, REP_APP_ERROR_CONTRADICTION, "persons");
  if (!rep_casebook_has_person (change->casebook, &back)) /* none, or erased since */
    back = (RepId){ 0 };
  contact->anonymous = (RepId){ 0 };
  return hand_over (change, &back, error) &&
         rep_casebook_save (change->casebook, change->objects, now, error);
}

gboolean
rep_detach_contact (RepCasebook *casebook, const RepId *id, gint64 now, GError **error)
{
  Change change = { NULL };
  gboolean done = start (&change, casebook, id, error) && detach (&change, now, error);

  g_clear_pointer (&change.objects, g_ptr_array_unref);
  return done;
}
