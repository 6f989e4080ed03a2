/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/casebook-private.h"
#include "app/casebook/worklist.h"

#define NEXT_STEP_NONE 12 /* rep_vocabulary_next_step: AUCUNE */
#define DIRECTION_TIERS 3 /* rep_vocabulary_direction */
/* What one youth's contacts say, for all projects together. */
typedef struct {
  const RepContactRow *last;
  guint32 last_news;  /* day the youth was last reached, 0 for never */
  guint32 first_seen; /* day of the first contact */
  guint32 first_met;  /* day the youth was first spoken with, 0 for never */
  gboolean informed;
} Life;

typedef struct {
  RepCasebook *casebook;
  RepWorklist *out;
  guint32 today;
  guint32 silent_before;
  guint16 author;
  const RepContactRow **settled; /* by project: the contact that last settled something */
  const RepContactRow **latest;  /* by project */
  guint n_projects;
} Pass;

static gboolean
is_mine (const Pass *pass, const RepContactRow *contact)
{
  return pass->author == REP_ALL_AUTHORS || contact->author == pass->author;
}

static gboolean
settles (const RepContactRow *contact)
{
  return contact->next_date != 0 || contact->next_step != 0 ||
         contact->fact.reached == REP_REACHED_JOINT;
}

static void
take_later (const RepContactRow **slot, const RepContactRow *contact)
{
  if (*slot == NULL || rep_contact_fact_compare (&(*slot)->fact, &contact->fact) < 0)
    *slot = contact;
}

static void
take_earliest (guint32 *day, guint32 candidate)
{
  if (*day == 0 || candidate < *day)
    *day = candidate;
}

static void
see_contact (Pass *pass, Life *life, const RepContactRow *contact)
{
  gboolean reached = contact->fact.reached == REP_REACHED_JOINT;

  take_later (&life->last, contact);
  take_later (&pass->latest[contact->project], contact);
  if (settles (contact))
    take_later (&pass->settled[contact->project], contact);
  take_earliest (&life->first_seen, contact->fact.date);
  if (reached)
    life->last_news = MAX (life->last_news, contact->fact.date);
  if (reached && contact->direction != DIRECTION_TIERS)
    take_earliest (&life->first_met, contact->fact.date);
  life->informed |= contact->informed != 0;
}

static Life
see_contacts (Pass *pass, const RepPersonRow *person)
{
  Life life = { NULL };
  guint32 at = person->first_link;

  for (guint i = 0; i < pass->n_projects; i++)
    pass->settled[i] = pass->latest[i] = NULL;
  while (at != REP_NO_ROW) {
    const RepLink *link = &g_array_index (pass->casebook->links, RepLink, at);

    see_contact (pass, &life,
                 &g_array_index (pass->casebook->contacts, RepContactRow, link->contact));
    at = link->next;
  }
  return life;
}

static void
add (Pass *pass, RepWork work, guint32 person, guint project, guint32 day, guint8 next_step)
{
  RepWorkItem item = { person, day, (guint16)project, next_step };

  g_array_append_val (pass->out->items[work], item);
}

static void
add_follow_up (Pass *pass, guint32 person, guint project)
{
  const RepContactRow *contact = pass->settled[project];
  const RepEnrolment *enrolment;
  RepWork work;

  if (contact == NULL || contact->next_date == 0 || contact->next_step == NEXT_STEP_NONE ||
      contact->next_date > pass->today + REP_SOON_DAYS || !is_mine (pass, contact))
    return;
  enrolment = rep_casebook_enrolment (pass->casebook, person, project);
  if (enrolment != NULL && enrolment->stages.current == REP_STAGE_SORTI)
    return;
  work = contact->next_date < pass->today    ? REP_WORK_LATE
         : contact->next_date == pass->today ? REP_WORK_TODAY
                                             : REP_WORK_SOON;
  add (pass, work, person, project, contact->next_date, contact->next_step);
}

/* Whether the team still looks after the youth in @project. */
static gboolean
is_followed (const Pass *pass, guint32 person, guint number)
{
  const RepEnrolment *enrolment = rep_casebook_enrolment (pass->casebook, person, number);
  const RepProject *project = g_ptr_array_index (pass->casebook->projects, number);

  return enrolment != NULL && enrolment->in_target && enrolment->stages.current != REP_STAGE_NONE &&
         enrolment->stages.current != REP_STAGE_SORTI &&
         rep_project_end (project, pass->today) >= pass->today;
}

/* Once a youth, though there may be several projects: for the one last busy with them. */
static void
add_silent (Pass *pass, guint32 person, const Life *life)
{
  guint32 day = life->last_news != 0 ? life->last_news : life->first_seen;
  const RepContactRow *best = NULL;

  if (day >= pass->silent_before || !is_mine (pass, life->last))
    return;
  for (guint project = 0; project < pass->n_projects; project++)
    if (pass->latest[project] != NULL && is_followed (pass, person, project))
      take_later (&best, pass->latest[project]);
  if (best != NULL)
    add (pass, REP_WORK_SILENT, person, best->project, day, 0);
}

static void
add_to_inform (Pass *pass, guint32 person, const RepPersonRow *row, const Life *life)
{
  guint32 day = life->first_seen + REP_INFORM_DAYS;

  if (life->first_met != 0)
    day = MIN (day, life->first_met);
  if (!life->informed && row->identity_type != REP_IDENTITY_UNKNOWN && day <= pass->today &&
      is_mine (pass, life->last))
    add (pass, REP_WORK_INFORM, person, life->last->project, day, 0);
}

static void
see_person (Pass *pass, guint32 number)
{
  const RepPersonRow *row = &g_array_index (pass->casebook->persons, RepPersonRow, number);
  Life life;

  if (row->revision == 0 || row->same_as != REP_NO_ROW)
    return;
  life = see_contacts (pass, row);
  if (life.last == NULL)
    return;
  for (guint project = 0; project < pass->n_projects; project++)
    add_follow_up (pass, number, project);
  add_silent (pass, number, &life);
  add_to_inform (pass, number, row, &life);
}

static guint
count_week (const Pass *pass)
{
  const GArray *contacts = pass->casebook->contacts;
  guint32 monday = pass->today - (pass->today - 1) % 7; /* day 1 was a Monday */
  guint count = 0;

  for (guint i = 0; i < contacts->len; i++) {
    const RepContactRow *contact = &g_array_index (contacts, RepContactRow, i);

    if (contact->revision != 0 && contact->fact.date >= monday &&
        contact->fact.date <= pass->today && is_mine (pass, contact))
      count++;
  }
  return count;
}

static int
compare_nearest (gconstpointer a, gconstpointer b)
{
  const RepWorkItem *left = a;
  const RepWorkItem *right = b;

  if (left->day != right->day)
    return left->day < right->day ? -1 : 1;
  return left->person < right->person ? -1 : left->person > right->person ? 1 : 0;
}

static int
compare_latest (gconstpointer a, gconstpointer b)
{
  const RepWorkItem *left = a;
  const RepWorkItem *right = b;

  return left->day != right->day ? compare_nearest (b, a) : compare_nearest (a, b);
}

static guint32
months_before (guint32 day, guint months)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  g_date_subtract_months (&date, months);
  return g_date_get_julian (&date);
}

RepWorklist *
rep_worklist_new (RepCasebook *casebook, guint32 today, guint16 author)
{
  static const GCompareFunc orders[REP_N_WORKS] = { compare_latest, compare_nearest,
                                                    compare_nearest, compare_latest,
                                                    compare_nearest };
  RepWorklist *self = g_new0 (RepWorklist, 1);
  guint n = casebook->projects->len;
  g_autofree const RepContactRow **settled = g_new0 (const RepContactRow *, n + 1);
  g_autofree const RepContactRow **latest = g_new0 (const RepContactRow *, n + 1);
  Pass pass = { .casebook = casebook,
                .out = self,
                .today = today,
                .silent_before = months_before (today, REP_SILENT_MONTHS),
                .author = author,
                .settled = settled,
                .latest = latest,
                .n_projects = n };

  for (guint i = 0; i < REP_N_WORKS; i++)
    self->items[i] = g_array_new (FALSE, FALSE, sizeof (RepWorkItem));
  for (guint32 person = 0; person < casebook->persons->len; person++)
    see_person (&pass, person);
  self->week_contacts = count_week (&pass);
  for (guint i = 0; i < REP_N_WORKS; i++)
    g_array_sort (self->items[i], orders[i]);
  return self;
}

void
rep_worklist_free (RepWorklist *worklist)
{
  if (worklist == NULL)
    return;

  for (guint i = 0; i < REP_N_WORKS; i++)
    g_array_unref (worklist->items[i]);
  g_free (worklist);
}

guint16
rep_worklist_author (RepCasebook *casebook)
{
  const RepAccount *account = rep_vault_account (casebook->vault);
  guint32 number =
      account != NULL ? rep_id_table_find (casebook->accounts, &account->id) : REP_NO_INDEX;

  return number != REP_NO_INDEX ? (guint16)number : REP_NO_AUTHOR;
}
