/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/casebook/intake-check.h"
#include "app/casebook/outing.h"
#include "app/error.h"

#define MAX_PEOPLE 10000
#define MAX_EXPECTED 200
#define MINUTES 1440

/* One youth at one outing. */
typedef struct {
  guint32 outing;
  guint32 person;
  gboolean met;
  gboolean absent;
} Presence;

static int
compare_presences (gconstpointer a, gconstpointer b)
{
  const Presence *left = a;
  const Presence *right = b;

  if (left->outing != right->outing)
    return left->outing < right->outing ? -1 : 1;
  return left->person < right->person ? -1 : left->person > right->person ? 1 : 0;
}

static guint32
root_of (const GArray *persons, guint32 person)
{
  for (guint32 steps = 0; steps < persons->len; steps++) {
    guint32 next = g_array_index (persons, RepPersonRow, person).same_as;

    if (next == REP_NO_ROW)
      break;
    person = next;
  }
  return person;
}

static GArray *
list_presences (RepCasebook *casebook, guint32 only)
{
  const GArray *persons = rep_casebook_persons (casebook);
  const GArray *links = rep_casebook_links (casebook);
  GArray *presences = g_array_new (FALSE, FALSE, sizeof (Presence));

  for (guint32 i = 0; i < persons->len; i++)
    for (guint32 at = g_array_index (persons, RepPersonRow, i).first_link; at != REP_NO_ROW;
         at = g_array_index (links, RepLink, at).next) {
      const RepContactRow *contact =
          &g_array_index (rep_casebook_contacts (casebook), RepContactRow,
                          g_array_index (links, RepLink, at).contact);
      Presence presence = { .outing = contact->outing,
                            .person = root_of (persons, i),
                            .met = contact->fact.reached == REP_REACHED_JOINT,
                            .absent = contact->fact.reached == REP_REACHED_ABSENT };

      if (contact->outing != REP_NO_ROW && (only == REP_NO_ROW || contact->outing == only))
        g_array_append_val (presences, presence);
    }
  g_array_sort (presences, compare_presences);
  return presences;
}

/* Who was met and marked absent by mistake was met. */
static void
count_presences (RepCasebook *casebook, const GArray *presences, GArray *sums)
{
  const GArray *persons = rep_casebook_persons (casebook);

  for (guint i = 0; i < presences->len;) {
    const Presence *first = &g_array_index (presences, Presence, i);
    RepOutingSum *sum = &g_array_index (sums, RepOutingSum, first->outing);
    gboolean met = FALSE, absent = FALSE;

    for (; i < presences->len &&
           compare_presences (first, &g_array_index (presences, Presence, i)) == 0;
         i++) {
      met |= g_array_index (presences, Presence, i).met;
      absent |= g_array_index (presences, Presence, i).absent;
    }
    sum->met += met ? 1 : 0;
    sum->absent += absent && !met ? 1 : 0;
    sum->named += met && g_array_index (persons, RepPersonRow, first->person).identity_type !=
                             REP_IDENTITY_UNKNOWN;
  }
}

static GArray *
count (RepCasebook *casebook, guint32 only)
{
  const GArray *outings = rep_casebook_outings (casebook);
  const GArray *contacts = rep_casebook_contacts (casebook);
  g_autoptr (GArray) presences = list_presences (casebook, only);
  GArray *sums = g_array_new (FALSE, TRUE, sizeof (RepOutingSum));

  g_array_set_size (sums, outings->len);
  count_presences (casebook, presences, sums);
  for (guint32 i = 0; i < contacts->len; i++) {
    const RepContactRow *row = &g_array_index (contacts, RepContactRow, i);

    if (row->revision == 0 || row->outing == REP_NO_ROW)
      continue;
    g_array_index (sums, RepOutingSum, row->outing).contacts++;
    g_array_index (sums, RepOutingSum, row->outing).refused += row->refused ? 1 : 0;
  }
  for (guint32 i = 0; i < outings->len; i++) {
    RepOutingSum *sum = &g_array_index (sums, RepOutingSum, i);
    gint32 entered = g_array_index (outings, RepOutingRow, i).headcount;

    sum->entered = entered != REP_NONE;
    sum->headcount = MAX ((guint)MAX (entered, 0), sum->met + sum->refused);
  }
  return sums;
}

RepOutingSum
rep_outing_sum (RepCasebook *casebook, guint32 number)
{
  g_autoptr (GArray) sums = count (casebook, number);

  return g_array_index (sums, RepOutingSum, number);
}

GArray *
rep_outing_sums (RepCasebook *casebook)
{
  return count (casebook, REP_NO_ROW);
}

static int
compare_contacts (gconstpointer a, gconstpointer b, gpointer contacts)
{
  return rep_contact_fact_compare (
      &g_array_index ((GArray *)contacts, RepContactRow, *(const guint32 *)a).fact,
      &g_array_index ((GArray *)contacts, RepContactRow, *(const guint32 *)b).fact);
}

GArray *
rep_outing_contacts (RepCasebook *casebook, guint32 number)
{
  const GArray *contacts = rep_casebook_contacts (casebook);
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 i = 0; i < contacts->len; i++)
    if (g_array_index (contacts, RepContactRow, i).revision != 0 &&
        g_array_index (contacts, RepContactRow, i).outing == number)
      g_array_append_val (found, i);
  g_array_sort_with_data (found, compare_contacts, (gpointer)contacts);
  return found;
}

static int
compare_starts (gconstpointer a, gconstpointer b, gpointer outings)
{
  const RepOutingRow *left = &g_array_index ((GArray *)outings, RepOutingRow, *(const guint32 *)a);
  const RepOutingRow *right = &g_array_index ((GArray *)outings, RepOutingRow, *(const guint32 *)b);

  return left->start - right->start;
}

GArray *
rep_outings_of_day (RepCasebook *casebook, guint32 day, gboolean team)
{
  const GArray *outings = rep_casebook_outings (casebook);
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 i = 0; i < outings->len; i++) {
    const RepOutingRow *row = &g_array_index (outings, RepOutingRow, i);

    if (row->revision != 0 && row->date == day && (team || row->mine))
      g_array_append_val (found, i);
  }
  g_array_sort_with_data (found, compare_starts, (gpointer)outings);
  return found;
}

gint32
rep_outing_counted (const RepOuting *outing)
{
  gint32 sum = 0;

  for (guint i = 0; outing->counts != NULL && i < outing->counts->len; i++)
    sum += MAX (((const RepCount *)g_ptr_array_index (outing->counts, i))->count, 0);
  return sum;
}

static gboolean
check_counts (RepOuting *outing, GError **error)
{
  gint32 sum = 0;

  for (guint i = 0; outing->counts != NULL && i < outing->counts->len; i++) {
    const RepCount *cell = g_ptr_array_index (outing->counts, i);

    if (cell->count < 0 || cell->count > MAX_PEOPLE)
      return rep_app_error_set (error, REP_APP_ERROR_BAD_NUMBER, "counts");
    sum += cell->count;
  }
  if (outing->headcount < REP_NONE || outing->headcount > MAX_PEOPLE || sum > MAX_PEOPLE ||
      outing->flyers < REP_NONE || outing->flyers > MAX_PEOPLE)
    return rep_app_error_set (error, REP_APP_ERROR_BAD_NUMBER, "headcount, flyers");
  if (outing->headcount == 0 && sum > 0)
    return rep_app_error_set (error, REP_APP_ERROR_CONTRADICTION, "headcount, counts");
  if (sum > 0)
    outing->headcount = MAX (outing->headcount, sum);
  return TRUE;
}

static gboolean
check_ids (RepCasebook *casebook, const RepOuting *outing, GError **error)
{
  if (outing->expected != NULL && outing->expected->len > MAX_EXPECTED)
    return rep_app_error_set (error, REP_APP_ERROR_BAD_NUMBER, "expected");
  for (guint i = 0; outing->expected != NULL && i < outing->expected->len; i++)
    if (!rep_check_person (casebook, &g_array_index (outing->expected, RepId, i), error))
      return FALSE;
  for (guint i = 0; outing->partners != NULL && i < outing->partners->len; i++)
    if (!rep_check_known (casebook, &rep_kind_partner, &g_array_index (outing->partners, RepId, i),
                          REP_APP_ERROR_UNKNOWN_PARTNER, error))
      return FALSE;
  return TRUE;
}

/* An outing may be planned; what became of it is not known before. */
static gboolean
check_when (RepCasebook *casebook, const RepOuting *outing, GError **error)
{
  guint32 today = rep_casebook_today (casebook);
  gboolean planned = outing->date > today && outing->headcount == REP_NONE &&
                     outing->flyers == REP_NONE && outing->date <= today + REP_PLAN_DAYS;

  if (!planned && !rep_check_day (casebook, outing->date, error))
    return FALSE;
  if (outing->start < REP_NONE || outing->start >= MINUTES || outing->end < REP_NONE ||
      outing->end >= MINUTES)
    return rep_app_error_set (error, REP_APP_ERROR_BAD_NUMBER, "start, end");
  return TRUE;
}

static const RepStructure *
structure_of (RepCasebook *casebook, RepOuting *outing, GError **error)
{
  guint32 number = rep_casebook_number (casebook, &rep_kind_project, &outing->project);
  const GPtrArray *structures = rep_casebook_structures (casebook);
  const RepProject *project =
      number != REP_NO_ROW ? g_ptr_array_index (rep_casebook_projects (casebook), number) : NULL;
  const RepStructure *structure = NULL;

  if (project == NULL) {
    rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_PROJECT, NULL);
    return NULL;
  }
  if (rep_id_is_none (&outing->structure)) {
    structure = rep_intake_structure_of (casebook, project);
  } else {
    number = rep_casebook_number (casebook, &rep_kind_structure, &outing->structure);
    structure = number < structures->len ? g_ptr_array_index (structures, number) : NULL;
  }
  if (structure == NULL)
    rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_STRUCTURE, NULL);
  return structure;
}

gboolean
rep_outing_prepare (RepCasebook *casebook, RepOuting *outing, gint64 now, GError **error)
{
  const RepStructure *structure = structure_of (casebook, outing, error);

  if (structure == NULL)
    return FALSE;
  if (outing->date == 0)
    outing->date = rep_casebook_today (casebook);
  rep_drop_repeated (outing->expected);
  rep_drop_repeated (outing->partners);
  rep_drop_repeated (outing->team);
  if (!check_counts (outing, error) || !check_ids (casebook, outing, error) ||
      !check_when (casebook, outing, error) || !rep_check_place (outing->place, error) ||
      !rep_texts_check (&outing->object, error))
    return FALSE;
  outing->structure = structure->object.id;
  if (rep_casebook_may_name (casebook, structure)) /* a director's outing has no note */
    outing->object.compartment = (guint16)structure->identity_compartment;
  if (outing->object.revision == 0) {
    outing->entered_at = now;
    outing->entered_by = rep_vault_account (rep_casebook_vault (casebook))->id;
  }
  return TRUE;
}

gboolean
rep_intake_outing (RepCasebook *casebook, RepOuting *outing, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new ();

  if (!rep_outing_prepare (casebook, outing, now, error))
    return FALSE;
  g_ptr_array_add (objects, outing);
  return rep_casebook_save (casebook, objects, now, error);
}

void
rep_outing_fill (const RepOuting *outing, RepContact *contact)
{
  contact->outing = outing->object.id;
  contact->project = outing->project;
  contact->structure = outing->structure;
  contact->date = outing->date;
  if (contact->channel == 0)
    contact->channel = outing->channel;
  if (contact->place[0] == '\0')
    memcpy (contact->place, outing->place, REP_PLACE_SIZE);
  if (contact->place_type == 0)
    contact->place_type = outing->place_type;
  for (guint i = 0; outing->team != NULL && i < outing->team->len; i++)
    rep_ids_add (&contact->authors, &g_array_index (outing->team, RepId, i));
  rep_drop_repeated (contact->authors);
}

gboolean
rep_outing_was_there (RepCasebook *casebook, guint32 outing, guint32 person, gboolean *absent)
{
  const GArray *contacts = rep_casebook_contacts (casebook);
  const GArray *links = rep_casebook_links (casebook);
  guint32 at = g_array_index (rep_casebook_persons (casebook), RepPersonRow, person).first_link;
  gboolean found = FALSE;

  *absent = TRUE;
  for (; at != REP_NO_ROW; at = g_array_index (links, RepLink, at).next) {
    const RepContactRow *row =
        &g_array_index (contacts, RepContactRow, g_array_index (links, RepLink, at).contact);

    if (row->outing != outing)
      continue;
    found = TRUE;
    *absent &= row->fact.reached == REP_REACHED_ABSENT;
  }
  *absent &= found;
  return found;
}

RepContact *
rep_outing_absence (RepCasebook *casebook, const RepId *id, const RepId *person, GError **error)
{
  guint32 number = rep_casebook_number (casebook, &rep_kind_outing, id);
  RepOuting *outing;
  RepContact *contact;
  RepId kept;
  gboolean absent;
  char hex[REP_ID_HEX_SIZE];

  if (!rep_check_known (casebook, &rep_kind_outing, id, REP_APP_ERROR_UNKNOWN_OUTING, error) ||
      !rep_check_person (casebook, person, error))
    return NULL;
  kept = *person;
  rep_follow_merge (casebook, &kept);
  if (rep_outing_was_there (casebook, number,
                            rep_casebook_number (casebook, &rep_kind_person, &kept), &absent)) {
    rep_app_error_set (error, REP_APP_ERROR_EXISTS, rep_id_format (person, hex));
    return NULL;
  }
  outing = rep_casebook_read (casebook, id, error);
  if (outing == NULL)
    return NULL;
  contact = rep_object_new (&rep_kind_contact);
  rep_outing_fill (outing, contact);
  rep_ids_add (&contact->persons, &kept);
  contact->reached = REP_REACHED_ABSENT;
  /* Face to face is how they would have met: by the rules it would make the youth one the team met.
   */
  contact->mode = rep_vocabulary_by_code (&rep_vocabulary_mode, "VOIX")->number;
  rep_object_free (outing);
  return contact;
}

gboolean
rep_outing_absent (
    RepCasebook *casebook, const RepId *outing, const RepId *person, gint64 now, GError **error)
{
  RepIntake intake = { .contact = rep_outing_absence (casebook, outing, person, error) };
  RepIntakeResult result;
  gboolean done;

  if (intake.contact == NULL)
    return FALSE;
  done = rep_intake_contact (casebook, &intake, now, &result, error);
  rep_object_free (intake.contact);
  return done;
}
