/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/intake-check.h"
#include "app/casebook/orientation.h"
#include "app/casebook/partner.h"
#include "app/domain/fold.h"
#include "app/error.h"

#define LAST_ACCEPTED 3 /* rep_vocabulary_orientation_status: the first three are a yes */

static gboolean
is_taken (RepCasebook *casebook, const RepPartner *partner)
{
  const GPtrArray *partners = rep_casebook_partners (casebook);

  for (guint i = 0; i < partners->len; i++) {
    const RepPartner *other = g_ptr_array_index (partners, i);

    if (other != NULL && !rep_id_equal (&other->object.id, &partner->object.id) &&
        rep_fold_equal (other->name, partner->name))
      return TRUE;
  }
  return FALSE;
}

/* The first structure whose names this account can seal. */
static guint16
own_compartment (RepCasebook *casebook)
{
  const GPtrArray *structures = rep_casebook_structures (casebook);

  for (guint i = 0; i < structures->len; i++)
    if (rep_casebook_may_name (casebook, g_ptr_array_index (structures, i)))
      return (guint16)((const RepStructure *)g_ptr_array_index (structures, i))
          ->identity_compartment;
  return 0;
}

static gboolean
sees_identity (const RepRecord *record, gpointer data, GError **error)
{
  *(gboolean *)data = record->identity.data != NULL;
  return TRUE;
}

/* Names this account cannot open are there already: nothing may be written over them. */
static gboolean
check_sealed (RepCasebook *casebook, const RepPartner *partner, GError **error)
{
  gboolean sealed = FALSE;

  if (partner->object.revision == 0)
    return TRUE;
  return rep_vault_find (rep_casebook_vault (casebook), &partner->object.id, sees_identity, &sealed,
                         error) &&
         (!sealed || rep_app_error_set (error, REP_APP_ERROR_NO_IDENTITY_KEY, NULL));
}

gboolean
rep_partner_prepare (RepCasebook *casebook, RepPartner *partner, GError **error)
{
  if (partner->name == NULL)
    return rep_app_error_set (error, REP_APP_ERROR_MISSING, "name");
  if (partner->partner_kind == 0)
    return rep_app_error_set (error, REP_APP_ERROR_MISSING, "partner_kind");
  if (!rep_check_place (partner->place, error) || !rep_texts_check (&partner->object, error))
    return FALSE;
  if (is_taken (casebook, partner))
    return rep_app_error_set (error, REP_APP_ERROR_EXISTS, partner->name);
  if (partner->object.compartment != 0 ||
      rep_object_part_is_empty (&partner->object, REP_PART_IDENTITY))
    return TRUE;
  if (!check_sealed (casebook, partner, error))
    return FALSE;
  partner->object.compartment = own_compartment (casebook);
  return partner->object.compartment != 0 ||
         rep_app_error_set (error, REP_APP_ERROR_NO_IDENTITY_KEY, NULL);
}

gboolean
rep_partner_save (RepCasebook *casebook, RepPartner *partner, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new ();

  if (!rep_partner_prepare (casebook, partner, error))
    return FALSE;
  g_ptr_array_add (objects, partner);
  return rep_casebook_save (casebook, objects, now, error);
}

/* The partner a youth came through first, and when. */
typedef struct {
  guint16 partner;
  guint32 day;
} Origin;

typedef struct {
  RepCasebook *casebook;
  GArray *yields;
  guint16 project;
} Pass;

static RepPartnerYield *
yield_of (Pass *pass, guint16 partner)
{
  return partner < pass->yields->len ? &g_array_index (pass->yields, RepPartnerYield, partner)
                                     : NULL;
}

static gboolean
is_wanted (const Pass *pass, guint16 project)
{
  return pass->project == REP_ALL_YIELDS || pass->project == project;
}

static void
see (Pass *pass, Origin *origin, guint16 partner, guint32 day)
{
  RepPartnerYield *yield = yield_of (pass, partner);

  if (yield == NULL)
    return;
  yield->last = MAX (yield->last, day);
  if (origin->partner == REP_NO_PARTNER || day < origin->day)
    *origin = (Origin){ partner, day };
}

static void
see_orientation (Pass *pass, Origin *origin, const RepOrientationRow *row)
{
  RepPartnerYield *yield = yield_of (pass, row->partner);

  if (yield == NULL || !is_wanted (pass, row->project))
    return;
  if (row->direction == REP_ORIENTATION_FROM) {
    see (pass, origin, row->partner, row->date);
    return;
  }
  yield->sent++;
  yield->answered += row->status != 0 ? 1 : 0;
  yield->accepted += row->status != 0 && row->status <= LAST_ACCEPTED ? 1 : 0;
  yield->last = MAX (yield->last, MAX (row->date, row->answered_on));
}

static Origin
find_origin (Pass *pass, const RepPersonRow *row)
{
  const GArray *links = rep_casebook_links (pass->casebook);
  const GArray *orientations = rep_casebook_orientations (pass->casebook);
  Origin origin = { REP_NO_PARTNER, 0 };

  for (guint32 at = row->first_link; at != REP_NO_ROW;
       at = g_array_index (links, RepLink, at).next) {
    const RepContactRow *contact =
        &g_array_index (rep_casebook_contacts (pass->casebook), RepContactRow,
                        g_array_index (links, RepLink, at).contact);

    if (contact->via != REP_NO_PARTNER && is_wanted (pass, contact->project))
      see (pass, &origin, contact->via, contact->fact.date);
  }
  for (guint32 at = row->first_orientation; at != REP_NO_ROW;
       at = g_array_index (orientations, RepOrientationRow, at).next)
    see_orientation (pass, &origin, &g_array_index (orientations, RepOrientationRow, at));
  return origin;
}

static void
count_youth (Pass *pass, guint32 person, RepPartnerYield *yield)
{
  guint n = rep_casebook_projects (pass->casebook)->len;
  gboolean counts = FALSE, reached = FALSE;
  guint8 furthest = 0;

  for (guint project = 0; project < n; project++) {
    const RepEnrolment *enrolment = rep_casebook_enrolment (pass->casebook, person, project);

    if (enrolment == NULL || !enrolment->in_target || !is_wanted (pass, (guint16)project))
      continue;
    counts = TRUE;
    reached |= enrolment->stages.repere_a != 0;
    for (guint8 stage = REP_STAGE_REPERE; stage <= REP_STAGE_ACCOMPAGNE; stage++)
      if (enrolment->stages.date[stage] != 0)
        furthest = MAX (furthest, stage);
  }
  yield->signalled++;
  yield->in_target += counts ? 1 : 0;
  yield->reached += reached ? 1 : 0;
  yield->met += furthest >= REP_STAGE_RENCONTRE ? 1 : 0;
  yield->mobilised += furthest >= REP_STAGE_MOBILISE ? 1 : 0;
  yield->supported += furthest >= REP_STAGE_ACCOMPAGNE ? 1 : 0;
}

GArray *
rep_partner_yields (RepCasebook *casebook, guint16 project)
{
  const GArray *persons = rep_casebook_persons (casebook);
  GArray *yields = g_array_new (FALSE, TRUE, sizeof (RepPartnerYield));
  Pass pass = { casebook, yields, project };

  g_array_set_size (yields, rep_casebook_partners (casebook)->len);
  for (guint32 i = 0; i < persons->len; i++) {
    const RepPersonRow *row = &g_array_index (persons, RepPersonRow, i);
    Origin origin;

    if (row->revision == 0)
      continue;
    origin = find_origin (&pass, row);
    if (origin.partner != REP_NO_PARTNER && row->same_as == REP_NO_ROW)
      count_youth (&pass, i, yield_of (&pass, origin.partner));
  }
  return yields;
}

/* The latest first. */
static int
compare_youths (gconstpointer a, gconstpointer b)
{
  const RepPartnerYouth *left = a, *right = b;

  if (left->day != right->day)
    return left->day > right->day ? -1 : 1;
  return left->person < right->person ? -1 : left->person > right->person ? 1 : 0;
}

GArray *
rep_partner_youths (RepCasebook *casebook, guint16 partner)
{
  const GArray *persons = rep_casebook_persons (casebook);
  GArray *youths = g_array_new (FALSE, FALSE, sizeof (RepPartnerYouth));
  g_autoptr (GArray) yields = g_array_new (FALSE, TRUE, sizeof (RepPartnerYield));
  Pass pass = { casebook, yields, REP_ALL_YIELDS };

  g_array_set_size (yields, rep_casebook_partners (casebook)->len);
  for (guint32 i = 0; i < persons->len; i++) {
    const RepPersonRow *row = &g_array_index (persons, RepPersonRow, i);
    Origin origin;
    RepPartnerYouth youth;

    if (row->revision == 0 || row->same_as != REP_NO_ROW)
      continue;
    origin = find_origin (&pass, row);
    if (origin.partner != partner)
      continue;
    youth = (RepPartnerYouth){ i, origin.day };
    g_array_append_val (youths, youth);
  }
  g_array_sort (youths, compare_youths);
  return youths;
}
