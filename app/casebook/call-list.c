/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/casebook/call-list.h"
#include "app/casebook/worklist.h"
#include "app/domain/fold.h"
#include "app/error.h"

#define WRONG_NUMBER 6 /* rep_vocabulary_reached: FAUX_NUMERO */

void
rep_call_filter_init (RepCallFilter *filter)
{
  *filter = (RepCallFilter){ .project = REP_ANY_NUMBER,
                             .structure = REP_ANY_NUMBER,
                             .referent = REP_ANY_NUMBER };
}

static gboolean
read_code (const RepVocabulary *vocabulary, const char *code, guint8 *number, GError **error)
{
  const RepTerm *term = rep_vocabulary_by_code (vocabulary, code);

  if (term == NULL)
    return rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_CODE, code);
  *number = term->number;
  return TRUE;
}

static gboolean
read_project (RepCasebook *casebook, const char *code, RepCallFilter *filter, GError **error)
{
  guint number;

  if (rep_casebook_project_by_code (casebook, code, &number) == NULL)
    return rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_PROJECT, code);
  filter->project = (guint16)number;
  return TRUE;
}

static gboolean
read_structure (RepCasebook *casebook, const char *name, RepCallFilter *filter, GError **error)
{
  const GPtrArray *structures = rep_casebook_structures (casebook);

  for (guint i = 0; i < structures->len; i++) {
    const RepStructure *structure = g_ptr_array_index (structures, i);

    if (structure != NULL && rep_fold_equal (structure->name, name)) {
      filter->structure = (guint16)i;
      return TRUE;
    }
  }
  return rep_app_error_set (error, REP_APP_ERROR_NO_STRUCTURE, name);
}

static gboolean
read_word (RepCasebook *casebook, const char *word, RepCallFilter *filter, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (word, "=", 2);
  const char *value = parts[1];

  if (value == NULL) {
    if (strcmp (word, "never") == 0)
      return filter->never = TRUE;
    if (strcmp (word, "silent") == 0)
      return filter->silent = TRUE;
    if (strcmp (word, "due") == 0)
      return filter->due = TRUE;
    if (strcmp (word, "mine") == 0) {
      filter->referent = rep_worklist_author (casebook);
      return TRUE;
    }
    return rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_CODE, word);
  }
  if (strcmp (parts[0], "project") == 0)
    return read_project (casebook, value, filter, error);
  if (strcmp (parts[0], "structure") == 0)
    return read_structure (casebook, value, filter, error);
  if (strcmp (parts[0], "stage") == 0)
    return read_code (&rep_vocabulary_stage, value, &filter->stage, error);
  if (strcmp (parts[0], "public") == 0)
    return read_code (&rep_vocabulary_public, value, &filter->public, error);
  return rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_CODE, word);
}

gboolean
rep_call_filter_parse (RepCasebook *casebook,
                       const char *text,
                       RepCallFilter *filter,
                       GError **error)
{
  g_auto (GStrv) words = NULL;

  rep_call_filter_init (filter);
  if (!g_utf8_validate (text, -1, NULL))
    return rep_app_error_set (error, REP_APP_ERROR_BAD_TEXT, "UTF-8");
  words = g_strsplit_set (text, " ,", -1);
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && !read_word (casebook, words[i], filter, error))
      return FALSE;
  return TRUE;
}

/* What the contacts of one youth say of calling. */
typedef struct {
  const RepContactRow *last;       /* in the projects that are wanted */
  const RepContactRow *last_joint; /* anywhere */
  const RepContactRow *last_try;
} Calls;

static void
take_later (const RepContactRow **slot, const RepContactRow *contact)
{
  if (*slot == NULL || rep_contact_fact_compare (&(*slot)->fact, &contact->fact) < 0)
    *slot = contact;
}

static const RepContactRow *
contact_at (RepCasebook *casebook, guint32 link)
{
  return &g_array_index (rep_casebook_contacts (casebook), RepContactRow,
                         g_array_index (rep_casebook_links (casebook), RepLink, link).contact);
}

static Calls
see_contacts (RepCasebook *casebook, const RepCallFilter *filter, const RepPersonRow *row)
{
  const GArray *links = rep_casebook_links (casebook);
  Calls calls = { NULL };

  for (guint32 at = row->first_link; at != REP_NO_ROW;
       at = g_array_index (links, RepLink, at).next) {
    const RepContactRow *contact = contact_at (casebook, at);

    if (filter->project == REP_ANY_NUMBER || filter->project == contact->project)
      take_later (&calls.last, contact);
    if (contact->fact.reached == REP_REACHED_JOINT)
      take_later (&calls.last_joint, contact);
    else if (contact->fact.reached != 0)
      take_later (&calls.last_try, contact);
  }
  return calls;
}

static guint16
count_attempts (RepCasebook *casebook, const RepPersonRow *row, const Calls *calls)
{
  const GArray *links = rep_casebook_links (casebook);
  guint16 attempts = 0;

  for (guint32 at = row->first_link; at != REP_NO_ROW;
       at = g_array_index (links, RepLink, at).next) {
    const RepContactRow *contact = contact_at (casebook, at);

    if (contact->fact.reached != 0 && contact->fact.reached != REP_REACHED_JOINT &&
        (calls->last_joint == NULL ||
         rep_contact_fact_compare (&calls->last_joint->fact, &contact->fact) < 0))
      attempts++;
  }
  return attempts;
}

/* Whether the worklist has something of the kind that is asked for. */
static gboolean
has_work (RepCasebook *casebook, const RepCallFilter *filter, guint32 person)
{
  g_autoptr (GArray) items = NULL;
  gboolean silent = FALSE, due = FALSE;

  if (!filter->silent && !filter->due)
    return TRUE;
  items = g_array_new (FALSE, FALSE, sizeof (RepWorkItem));
  rep_worklist_see (casebook, rep_casebook_today (casebook), person, items);
  for (guint i = 0; i < items->len; i++) {
    const RepWorkItem *item = &g_array_index (items, RepWorkItem, i);

    silent |= item->work == REP_WORK_SILENT;
    due |= item->work == REP_WORK_LATE || item->work == REP_WORK_TODAY;
  }
  return (!filter->silent || silent) && (!filter->due || due);
}

static gboolean
declined (const Calls *calls)
{
  return calls->last_joint != NULL &&
         (calls->last_joint->fact.outcomes >> REP_OUTCOME_REFUS & 1) != 0;
}

static gboolean
may_be_called (RepCasebook *casebook,
               const RepCallFilter *filter,
               guint32 person,
               const RepPersonRow *row,
               const Calls *calls)
{
  const RepEnrolment *enrolment = rep_casebook_enrolment (casebook, person, calls->last->project);

  if (declined (calls) || enrolment == NULL || !enrolment->in_target ||
      enrolment->stages.current == REP_STAGE_NONE || enrolment->stages.current == REP_STAGE_SORTI)
    return FALSE;
  if (filter->stage != 0 && enrolment->stages.current != filter->stage)
    return FALSE;
  if (filter->structure != REP_ANY_NUMBER && row->structure != filter->structure)
    return FALSE;
  if (filter->referent != REP_ANY_NUMBER &&
      (row->referent != REP_NO_REFERENT ? row->referent : calls->last->author) != filter->referent)
    return FALSE;
  if (filter->public != 0 && (row->publics_yes >> filter->public & 1) == 0)
    return FALSE;
  return (!filter->never || calls->last_joint == NULL) && has_work (casebook, filter, person);
}

gboolean
rep_call_line (RepCasebook *casebook,
               const RepCallFilter *filter,
               guint32 person,
               RepCallLine *line)
{
  const RepPersonRow *row = &g_array_index (rep_casebook_persons (casebook), RepPersonRow, person);
  Calls calls;

  if (row->revision == 0 || row->same_as != REP_NO_ROW ||
      row->identity_type == REP_IDENTITY_UNKNOWN)
    return FALSE;
  calls = see_contacts (casebook, filter, row);
  if (calls.last == NULL || !may_be_called (casebook, filter, person, row, &calls))
    return FALSE;
  *line = (RepCallLine){
    .person = person,
    .last_attempt = calls.last_try != NULL ? calls.last_try->fact.date : 0,
    .last_news = calls.last_joint != NULL ? calls.last_joint->fact.date : 0,
    .project = calls.last->project,
    .attempts = count_attempts (casebook, row, &calls),
  };
  line->wrong_number = line->attempts > 0 && calls.last_try->fact.reached == WRONG_NUMBER;
  return TRUE;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const RepCallLine *left = a;
  const RepCallLine *right = b;

  if (left->wrong_number != right->wrong_number)
    return left->wrong_number ? 1 : -1;
  if (left->attempts != right->attempts)
    return left->attempts < right->attempts ? -1 : 1;
  if (left->last_attempt != right->last_attempt)
    return left->last_attempt < right->last_attempt ? -1 : 1;
  return left->person < right->person ? -1 : left->person > right->person ? 1 : 0;
}

GArray *
rep_call_list (RepCasebook *casebook, const RepCallFilter *filter)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (RepCallLine));
  guint n = filter->persons != NULL ? filter->persons->len : rep_casebook_persons (casebook)->len;
  RepCallLine line;

  for (guint i = 0; i < n; i++)
    if (rep_call_line (casebook, filter,
                       filter->persons != NULL ? g_array_index (filter->persons, guint32, i) : i,
                       &line))
      g_array_append_val (lines, line);
  g_array_sort (lines, compare_lines);
  return lines;
}
