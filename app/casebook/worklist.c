/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/casebook/casebook-private.h"
#include "app/casebook/worklist.h"

#define NEXT_STEP_NONE 12 /* rep_vocabulary_next_step: AUCUNE */
#define DIRECTION_TIERS 3 /* rep_vocabulary_direction */
#define ORIENTATION_TO 1  /* rep_vocabulary_orientation_direction */
/* What one youth's contacts say, for all projects together. */
typedef struct {
  const RepContactRow *last;
  guint32 last_news;  /* day the youth was last reached, 0 for never */
  guint32 first_seen; /* day of the first contact */
  guint32 first_met;  /* day the youth was first spoken with, 0 for never */
  gboolean informed;
} Life;

/* What the pass over one youth's contacts found, beside a Life. */
typedef struct {
  RepCasebook *casebook;
  GArray *out;
  guint32 today;
  const RepContactRow **settled; /* by project: the contact that last settled something */
  const RepContactRow **latest;  /* by project */
  guint n_projects;
} Pass;

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

  while (at != REP_NO_ROW) {
    const RepLink *link = &g_array_index (pass->casebook->links, RepLink, at);

    see_contact (pass, &life,
                 &g_array_index (pass->casebook->contacts, RepContactRow, link->contact));
    at = link->next;
  }
  return life;
}

static gboolean
is_open (const RepContactRow *contact)
{
  return contact->next_date != 0 && contact->next_step != NEXT_STEP_NONE && !contact->next_done;
}

static guint32
number_of (const Pass *pass, const RepContactRow *contact)
{
  return (guint32)(contact - (const RepContactRow *)(gpointer)pass->casebook->contacts->data);
}

/* Whose youth it is when nobody noted a next step: the referent's, else of who was last busy. */
static guint16
carer (const RepPersonRow *row, const RepContactRow *last)
{
  return row->referent != REP_NO_REFERENT ? row->referent : last->author;
}

static void
add_follow_up (Pass *pass, guint32 person, guint project)
{
  const RepContactRow *contact = pass->settled[project];
  const RepEnrolment *enrolment;
  RepWorkItem item = { .person = person, .project = (guint16)project };

  if (contact == NULL || !is_open (contact) || contact->next_date > pass->today + REP_SOON_DAYS)
    return;
  enrolment = rep_casebook_enrolment (pass->casebook, person, project);
  if (enrolment != NULL && enrolment->stages.current == REP_STAGE_SORTI)
    return;
  item.work = contact->next_date < pass->today    ? REP_WORK_LATE
              : contact->next_date == pass->today ? REP_WORK_TODAY
                                                  : REP_WORK_SOON;
  item.day = contact->next_date;
  item.next_step = contact->next_step;
  item.author = contact->author;
  item.record = number_of (pass, contact);
  g_array_append_val (pass->out, item);
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

static guint32
months_before (guint32 day, guint months)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  g_date_subtract_months (&date, months);
  return g_date_get_julian (&date);
}

/* How long a project goes without news before it says so. */
static guint
silent_months (const Pass *pass, guint number)
{
  const RepProject *project = g_ptr_array_index (pass->casebook->projects, number);

  return project != NULL && project->silent_months > 0 ? (guint)project->silent_months
                                                       : REP_SILENT_MONTHS;
}

/* Once a youth, though there may be several projects: for the one last busy with them. */
static void
add_silent (Pass *pass, guint32 person, const RepPersonRow *row, const Life *life)
{
  RepWorkItem item = { .person = person,
                       .day = life->last_news != 0 ? life->last_news : life->first_seen,
                       .author = carer (row, life->last),
                       .work = REP_WORK_SILENT };
  const RepContactRow *best = NULL;

  for (guint project = 0; project < pass->n_projects; project++)
    if (pass->latest[project] != NULL && is_followed (pass, person, project))
      take_later (&best, pass->latest[project]);
  if (best == NULL || item.day >= months_before (pass->today, silent_months (pass, best->project)))
    return;
  item.project = best->project;
  item.record = number_of (pass, best);
  g_array_append_val (pass->out, item);
}

static void
add_to_inform (Pass *pass, guint32 person, const RepPersonRow *row, const Life *life)
{
  RepWorkItem item = { .person = person,
                       .day = life->first_seen + REP_INFORM_DAYS,
                       .record = number_of (pass, life->last),
                       .project = life->last->project,
                       .author = carer (row, life->last),
                       .work = REP_WORK_INFORM };

  if (life->first_met != 0)
    item.day = MIN (item.day, life->first_met);
  if (!life->informed && row->identity_type != REP_IDENTITY_UNKNOWN && item.day <= pass->today)
    g_array_append_val (pass->out, item);
}

static void
add_answers (
    RepCasebook *casebook, guint32 today, guint32 person, const RepPersonRow *row, GArray *items)
{
  for (guint32 at = row->first_orientation; at != REP_NO_ROW;
       at = g_array_index (casebook->orientations, RepOrientationRow, at).next) {
    const RepOrientationRow *orientation =
        &g_array_index (casebook->orientations, RepOrientationRow, at);
    RepWorkItem item = { .person = person,
                         .day = orientation->date,
                         .record = at,
                         .project = orientation->project,
                         .author = orientation->author,
                         .work = REP_WORK_ANSWER };

    if (orientation->direction == ORIENTATION_TO && orientation->status == 0 &&
        orientation->date + REP_ANSWER_DAYS <= today)
      g_array_append_val (items, item);
  }
}

static const char *const codes[REP_N_WORKS] = { "LATE",   "TODAY",  "SOON",
                                                "SILENT", "INFORM", "ANSWER" };

const char *
rep_worklist_code (RepWork work)
{
  return codes[work];
}

void
rep_worklist_see (RepCasebook *casebook, guint32 today, guint32 person, GArray *items)
{
  const RepPersonRow *row = &g_array_index (casebook->persons, RepPersonRow, person);
  guint n = casebook->projects->len;
  g_autofree const RepContactRow **slots = NULL;
  Pass pass = { .casebook = casebook, .out = items, .today = today, .n_projects = n };
  Life life;

  if (row->revision == 0 || row->same_as != REP_NO_ROW)
    return;
  add_answers (casebook, today, person, row, items);
  if (row->first_link == REP_NO_ROW)
    return;
  slots = g_new0 (const RepContactRow *, 2 * n);
  pass.settled = slots;
  pass.latest = slots + n;
  life = see_contacts (&pass, row);
  for (guint project = 0; project < n; project++)
    add_follow_up (&pass, person, project);
  add_silent (&pass, person, row, &life);
  add_to_inform (&pass, person, row, &life);
}

/* Follow-ups that are late and youths without news: the latest first; else the nearest. */
static int
compare_days (guint8 work, guint32 a, guint32 b)
{
  int order = a < b ? -1 : a > b ? 1 : 0;

  return work == REP_WORK_LATE || work == REP_WORK_SILENT ? -order : order;
}

int
rep_worklist_compare (gconstpointer a, gconstpointer b)
{
  const RepWorkItem *left = a;
  const RepWorkItem *right = b;

  if (left->work != right->work)
    return left->work < right->work ? -1 : 1;
  if (left->day != right->day)
    return compare_days (left->work, left->day, right->day);
  if (left->person != right->person)
    return left->person < right->person ? -1 : 1;
  if (left->project != right->project)
    return left->project < right->project ? -1 : 1;
  return left->record < right->record ? -1 : left->record > right->record ? 1 : 0;
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
  guint32 number = rep_id_table_find (casebook->accounts, &casebook->accounts_known->self->id);

  return number != REP_NO_INDEX ? (guint16)number : REP_NO_AUTHOR;
}

static gboolean
is_revoked (RepCasebook *casebook, const RepId *account)
{
  const RepAccountLine *line = rep_account_list_line (casebook->accounts_known, account);

  return line != NULL && line->until != 0;
}

/* Whoever took over from @author, and from that account in turn when it was revoked too. */
static guint16
find_owner (RepCasebook *casebook, guint16 author)
{
  const GArray *successions = casebook->successions;

  for (guint i = 0; i < successions->len; i++) { /* as many steps as there are, at most */
    const RepId *id = rep_id_table_get (casebook->accounts, author);
    const RepSuccessor *found = NULL;

    for (guint j = 0; j < successions->len && is_revoked (casebook, id); j++)
      if (rep_id_equal (&g_array_index (successions, RepSuccessor, j).from, id))
        found = &g_array_index (successions, RepSuccessor, j);
    if (found == NULL)
      break;
    author = (guint16)rep_id_table_find (casebook->accounts, &found->to);
  }
  return author;
}

guint16 *
rep_worklist_owners (RepCasebook *casebook)
{
  guint n = rep_id_table_size (casebook->accounts);
  guint16 *owners = g_new (guint16, n + 1);

  for (guint i = 0; i < n; i++)
    owners[i] = find_owner (casebook, (guint16)i);
  return owners;
}

typedef struct {
  Pass pass;
  guint16 author;
  guint16 *owners;
} Mine;

static gboolean
is_mine (const Mine *mine, const RepContactRow *contact)
{
  return mine->owners[contact->author] == mine->author;
}

/* Whether there is a next step of @author's for @person, whatever its day. */
static gboolean
has_next_step (Mine *mine, guint32 person)
{
  const Pass *pass = &mine->pass;

  for (guint project = 0; project < pass->n_projects; project++) {
    const RepContactRow *contact = pass->settled[project];
    const RepEnrolment *enrolment = rep_casebook_enrolment (pass->casebook, person, project);

    if (contact != NULL && is_open (contact) && is_mine (mine, contact) &&
        (enrolment == NULL || enrolment->stages.current != REP_STAGE_SORTI))
      return TRUE;
  }
  return FALSE;
}

static gboolean
is_followed_by_author (Mine *mine, guint32 person, const Life *life)
{
  const Pass *pass = &mine->pass;

  for (guint project = 0; project < pass->n_projects; project++)
    if (pass->latest[project] != NULL && is_followed (pass, person, project))
      return is_mine (mine, life->last);
  return FALSE;
}

RepWorkload
rep_worklist_load (RepCasebook *casebook, const RepId *account)
{
  guint n = casebook->projects->len;
  g_autofree const RepContactRow **slots = g_new0 (const RepContactRow *, 2 * n + 1);
  g_autofree guint16 *owners = rep_worklist_owners (casebook);
  guint32 author = rep_id_table_find (casebook->accounts, account);
  RepWorkload load = { 0 };
  Mine mine = { .pass = { .casebook = casebook,
                          .today = casebook->today,
                          .settled = slots,
                          .latest = slots + n,
                          .n_projects = n },
                .author = (guint16)author,
                .owners = owners };

  for (guint32 person = 0; author != REP_NO_INDEX && person < casebook->persons->len; person++) {
    const RepPersonRow *row = &g_array_index (casebook->persons, RepPersonRow, person);
    Life life;

    if (row->revision == 0 || row->same_as != REP_NO_ROW || row->first_link == REP_NO_ROW)
      continue;
    memset (slots, 0, 2 * n * sizeof *slots);
    life = see_contacts (&mine.pass, row);
    load.follow_ups += has_next_step (&mine, person) ? 1 : 0;
    load.youths += is_followed_by_author (&mine, person, &life) ? 1 : 0;
  }
  return load;
}
