/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/casebook/merge.h"
#include "app/casebook/past.h"
#include "app/casebook/profile.h"
#include "app/domain/field-change.h"
#include "app/error.h"

void
rep_merge_plan_clear (RepMergePlan *plan)
{
  g_clear_pointer (&plan->objects, g_ptr_array_unref);
}

static void
plan_init (RepMergePlan *plan, RepAction action)
{
  plan->objects = g_ptr_array_new_with_free_func (rep_object_free);
  plan->action = action;
}

/* What follows from other fields, or says how the record itself came about. */
static const char *const derived[] = { "identity_type", "structure",   "epci",       "ages",
                                       "entered_at",    "entered_by",  "same_as",    "merges",
                                       "link_token",    "declared_on", "publics_no", "imports",
                                       "withdrawn",     NULL };

gboolean
rep_merge_field (const RepField *field)
{
  return field->number < 64 && !g_strv_contains (derived, field->code);
}

guint64
rep_merge_take (const RepPerson *keep, const RepPerson *other)
{
  guint64 take = 0;

  for (guint i = 0; i < rep_kind_person.n_fields; i++) {
    const RepField *field = &rep_kind_person.fields[i];

    if (rep_merge_field (field) && !rep_field_is_many (field) &&
        !rep_object_has (&keep->object, field) && rep_object_has (&other->object, field))
      take |= G_GUINT64_CONSTANT (1) << field->number;
  }
  return take;
}

static gboolean
is_taken (guint64 take, const RepField *field)
{
  return (take >> field->number & 1) != 0;
}

/* An answer of one record stands against the other's: the kept one's, unless the other is taken. */
static void
unite_publics (RepPerson *keep, const RepPerson *other, gboolean take)
{
  guint64 yes = take ? other->publics_yes : keep->publics_yes;
  guint64 no = take ? other->publics_no : keep->publics_no;
  guint64 more_yes = take ? keep->publics_yes : other->publics_yes;
  guint64 more_no = take ? keep->publics_no : other->publics_no;

  keep->publics_yes = yes | (more_yes & ~no);
  keep->publics_no = no | (more_no & ~yes);
}

static void
take_fields (RepPerson *keep, const RepPerson *other, guint64 take)
{
  for (guint i = 0; i < rep_kind_person.n_fields; i++) {
    const RepField *field = &rep_kind_person.fields[i];

    if (!rep_merge_field (field))
      continue;
    if (strcmp (field->code, "publics_yes") == 0)
      unite_publics (keep, other, is_taken (take, field));
    else if (rep_field_is_many (field))
      rep_field_unite (&keep->object, &other->object, field);
    else if (is_taken (take, field))
      rep_field_copy (&keep->object, &other->object, field);
    if (is_taken (take, field) && strcmp (field->code, "declared_age") == 0)
      keep->declared_on = other->declared_on;
    if (is_taken (take, field) && strcmp (field->code, "home") == 0)
      rep_text_set (&keep->epci, other->epci);
  }
}

static guint32
row_of (RepCasebook *casebook, const RepId *id)
{
  return rep_casebook_number (casebook, &rep_kind_person, id);
}

static guint32
first_day (RepCasebook *casebook, guint32 person, guint project)
{
  const RepEnrolment *enrolment = rep_casebook_enrolment (casebook, person, project);

  return enrolment != NULL ? enrolment->stages.date[REP_STAGE_REPERE] : 0;
}

/* The age that counts is that of the first day of both. */
static void
unite_ages (RepCasebook *casebook, RepPerson *keep, const RepPerson *other)
{
  const RepField *ages = rep_kind_field_by_code (&rep_kind_person, "ages");
  const GPtrArray *projects = rep_casebook_projects (casebook);
  guint32 a = row_of (casebook, &keep->object.id), b = row_of (casebook, &other->object.id);

  rep_field_unite (&keep->object, &other->object, ages);
  for (guint i = 0; i < projects->len; i++) {
    guint32 left = first_day (casebook, a, i), right = first_day (casebook, b, i);
    guint32 first = left == 0 || (right != 0 && right < left) ? right : left;

    if (first != 0)
      (void)rep_profile_set_age (keep, rep_casebook_id (casebook, &rep_kind_project, i), first);
  }
}

static void
note_merge (RepPerson *keep, const RepId *other)
{
  RepMerge *merge = rep_list_add (&keep->merges, &rep_kind_merge);

  merge->other = *other;
  merge->made = (gint32)keep->object.revision + 1;
}

static gboolean
find_person (RepCasebook *casebook, const RepId *id, guint32 *row, GError **error)
{
  char hex[REP_ID_HEX_SIZE];

  *row = row_of (casebook, id);
  return (*row != REP_NO_ROW && rep_casebook_has_person (casebook, id)) ||
         rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_PERSON, rep_id_format (id, hex));
}

static const RepId *
id_of (RepCasebook *casebook, guint32 row)
{
  return rep_casebook_id (casebook, &rep_kind_person, row);
}

static guint32
same_as (RepCasebook *casebook, guint32 row)
{
  return g_array_index (rep_casebook_persons (casebook), RepPersonRow, row).same_as;
}

/* Both are read; @keep is the root of what was asked for. */
static gboolean
read_both (RepCasebook *casebook,
           const RepMergeRequest *request,
           RepPerson **keep,
           RepPerson **other,
           GError **error)
{
  guint32 a, b;
  char hex[REP_ID_HEX_SIZE];

  if (!find_person (casebook, &request->keep, &a, error) ||
      !find_person (casebook, &request->other, &b, error))
    return FALSE;
  a = rep_casebook_root (casebook, a);
  if (same_as (casebook, b) != REP_NO_ROW)
    return rep_app_error_set (error, REP_APP_ERROR_MERGED, rep_id_format (&request->other, hex));
  if (a == b)
    return rep_app_error_set (error, REP_APP_ERROR_CONTRADICTION, "keep, other");
  *keep = rep_casebook_read (casebook, id_of (casebook, a), error);
  if (*keep == NULL)
    return FALSE;
  *other = rep_casebook_read (casebook, &request->other, error);
  return *other != NULL;
}

gboolean
rep_merge_plan (RepCasebook *casebook,
                const RepMergeRequest *request,
                RepMergePlan *plan,
                GError **error)
{
  RepPerson *keep = NULL, *other = NULL;
  gboolean read;

  plan_init (plan, REP_ACTION_MERGE);
  read = read_both (casebook, request, &keep, &other, error);
  if (!read) {
    rep_object_free (keep);
    return FALSE;
  }
  other->same_as = keep->object.id;
  g_ptr_array_add (plan->objects, other);
  if (keep->object.compartment == 0 || keep->object.compartment != other->object.compartment) {
    rep_object_free (keep);
    return request->take == 0 || rep_app_error_set (error, REP_APP_ERROR_NO_IDENTITY_KEY, NULL);
  }
  take_fields (keep, other, request->take);
  rep_profile_complete (casebook, keep);
  unite_ages (casebook, keep, other);
  note_merge (keep, &other->object.id);
  g_ptr_array_insert (plan->objects, 0, keep);
  return TRUE;
}

/* The merge by which @keep took @other in, %NULL when they were only joined. */
static RepMerge *
find_merge (const RepPerson *keep, const RepId *other)
{
  for (guint i = keep->merges != NULL ? keep->merges->len : 0; i > 0; i--) {
    RepMerge *merge = g_ptr_array_index (keep->merges, i - 1);

    if (merge->undone == REP_NONE && rep_id_equal (&merge->other, other))
      return merge;
  }
  return NULL;
}

/* The first revision that must be looked at: before the merge, and before every merge undone since
 * whose making lies earlier. */
static gint32
first_needed (const RepPerson *keep, const RepMerge *merge)
{
  gint32 first = merge->made - 1, before;

  do {
    before = first;
    for (guint i = 0; i < keep->merges->len; i++) {
      const RepMerge *other = g_ptr_array_index (keep->merges, i);

      if (other->undone != REP_NONE && other->undone > first && other->made - 1 < first)
        first = other->made - 1;
    }
  } while (first < before);
  return first;
}

static const RepMerge *
find_made (const RepObject *object, gint32 made)
{
  const RepPerson *person = (const RepPerson *)object;

  for (guint i = 0; person->merges != NULL && i < person->merges->len; i++) {
    const RepMerge *merge = g_ptr_array_index (person->merges, i);

    if (merge->made == made)
      return merge;
  }
  return NULL;
}

/* Whether @merge was made between the two: revision numbers alone may be of an earlier life of the
 * record, before it was exported. */
static gboolean
made_here (const RepObject *before, const RepObject *after, const RepMerge *merge)
{
  return (guint32)merge->made == after->revision && find_made (after, merge->made) != NULL &&
         find_made (before, merge->made) == NULL;
}

static gboolean
undone_here (const RepObject *before, const RepObject *after, const RepMerge *merge)
{
  const RepMerge *was = find_made (before, merge->made), *is = find_made (after, merge->made);

  return was != NULL && is != NULL && was->undone == REP_NONE && is->undone != REP_NONE;
}

/* Whether what changed between the two only made or undid a merge that is no more. */
static gboolean
is_left_out (const RepPerson *keep,
             const RepMerge *merge,
             const RepObject *before,
             const RepObject *after)
{
  for (guint i = 0; i < keep->merges->len; i++) {
    const RepMerge *other = g_ptr_array_index (keep->merges, i);

    if ((other == merge || other->undone != REP_NONE) &&
        (made_here (before, after, other) || undone_here (before, after, other)))
      return TRUE;
  }
  return FALSE;
}

/* Whether it took in a record that is still part of @keep. */
static gboolean
is_merge (const RepPerson *keep, const RepObject *before, const RepObject *after)
{
  for (guint i = 0; i < keep->merges->len; i++) {
    const RepMerge *other = g_ptr_array_index (keep->merges, i);

    if (other->undone == REP_NONE && made_here (before, after, other))
      return TRUE;
  }
  return FALSE;
}

/* Fields that say how the record came about are not played back. */
static gboolean
is_played (const RepField *field)
{
  return strcmp (field->code, "merges") != 0 && strcmp (field->code, "same_as") != 0;
}

/* Ages follow from the rest, and may have followed from what is now taken away: only those that
 * came with another record are played. */
static void
play (RepObject *object, const RepObject *before, const RepObject *after, gboolean ages)
{
  for (guint i = 0; i < object->kind->n_fields; i++) {
    const RepField *field = &object->kind->fields[i];

    if (is_played (field) && (ages || strcmp (field->code, "ages") != 0))
      rep_field_apply (object, before, after, field);
  }
  rep_unknown_apply (object, before, after);
}

static const RepObject *
find_revision (const GPtrArray *past, gint32 revision)
{
  for (guint i = 0; i < past->len; i++) {
    const RepObject *object = g_ptr_array_index (past, i);

    if (object->revision == (guint32)revision)
      return object;
  }
  return NULL;
}

static void
become (RepObject *object, RepObject *result)
{
  for (guint i = 0; i < object->kind->n_fields; i++)
    if (is_played (&object->kind->fields[i]))
      rep_field_copy (object, result, &object->kind->fields[i]);
  for (guint part = 0; part < REP_N_PARTS; part++) {
    g_clear_pointer (&object->unknown[part], g_array_unref);
    object->unknown[part] = g_steal_pointer (&result->unknown[part]);
  }
}

/* Gives @keep the fields it would have without @merge. */
static gboolean
play_back (RepPerson *keep, const RepMerge *merge, const GPtrArray *past, GError **error)
{
  gint32 first = first_needed (keep, merge);
  const RepObject *before = find_revision (past, first);
  RepObject *result;

  for (gint32 revision = first; revision <= (gint32)keep->object.revision; revision++)
    if (find_revision (past, revision) == NULL)
      return rep_app_error_set (error, REP_APP_ERROR_PAST_GONE, NULL);
  if (find_revision (past, merge->made) == NULL || find_revision (past, merge->made - 1) == NULL ||
      !made_here (find_revision (past, merge->made - 1), find_revision (past, merge->made), merge))
    return rep_app_error_set (error, REP_APP_ERROR_PAST_GONE, NULL);
  result = rep_object_copy (before);
  for (gint32 revision = first + 1; revision <= (gint32)keep->object.revision; revision++) {
    const RepObject *after = find_revision (past, revision);

    if (!is_left_out (keep, merge, before, after))
      play (result, before, after, is_merge (keep, before, after));
    before = after;
  }
  become (&keep->object, result);
  rep_object_free (result);
  return TRUE;
}

/* Whether row @person came with row @other: it is that, or was merged into it. */
static gboolean
goes_with (RepCasebook *casebook, guint32 person, guint32 other)
{
  for (guint32 steps = rep_casebook_persons (casebook)->len; steps > 0 && person != REP_NO_ROW;
       steps--) {
    if (person == other)
      return TRUE;
    person = same_as (casebook, person);
  }
  return FALSE;
}

/* The days from which each project saw a youth, one a project. */
typedef struct {
  RepCasebook *casebook;
  guint32 *first;
} Days;

static void
see_day (Days *days, guint16 number, guint32 day)
{
  const RepProject *project = g_ptr_array_index (rep_casebook_projects (days->casebook), number);

  if (project == NULL || day < project->start ||
      day > rep_project_end (project, rep_casebook_today (days->casebook)))
    return;
  if (days->first[number] == 0 || day < days->first[number])
    days->first[number] = day;
}

/* A contact with both of them is found once, as of either. */
static gboolean
names_who_stays (RepCasebook *casebook, guint32 contact, guint32 root, guint32 other)
{
  RepContact *record =
      rep_casebook_read (casebook, rep_casebook_id (casebook, &rep_kind_contact, contact), NULL);
  gboolean found = FALSE;

  for (guint i = 0; record != NULL && record->persons != NULL && i < record->persons->len; i++) {
    guint32 row = rep_casebook_number (casebook, &rep_kind_person,
                                       &g_array_index (record->persons, RepId, i));

    found = found || (row != REP_NO_ROW && rep_casebook_root (casebook, row) == root &&
                      !goes_with (casebook, row, other));
  }
  rep_object_free (record);
  return found;
}

/* Of what is found with row @root, but for what came with row @other. */
static void
see_days (Days *days, guint32 root, guint32 other)
{
  RepCasebook *casebook = days->casebook;
  const RepPersonRow *row = &g_array_index (rep_casebook_persons (casebook), RepPersonRow, root);

  for (guint32 at = row->first_link; at != REP_NO_ROW;) {
    const RepLink *link = &g_array_index (rep_casebook_links (casebook), RepLink, at);
    const RepContactRow *contact =
        &g_array_index (rep_casebook_contacts (casebook), RepContactRow, link->contact);

    if (!goes_with (casebook, link->person, other) ||
        (contact->n_persons > 1 && names_who_stays (casebook, link->contact, root, other)))
      see_day (days, contact->project, contact->fact.date);
    at = link->next;
  }
  for (guint32 at = row->first_entry; at != REP_NO_ROW;) {
    const RepEntryRow *entry = &g_array_index (rep_casebook_entries (casebook), RepEntryRow, at);

    if (!goes_with (casebook, entry->person, other))
      see_day (days, entry->project, entry->fact.date);
    at = entry->next;
  }
}

/* What was recorded since the merge may have begun earlier, or in projects in which only the other
 * was seen then: the age is that of the first day that stays. */
static void
set_ages (RepCasebook *casebook, RepPerson *keep, guint32 row, guint32 other)
{
  guint n = rep_casebook_projects (casebook)->len;
  g_autofree guint32 *first = g_new0 (guint32, n + 1);
  Days days = { casebook, first };

  see_days (&days, row, other);
  for (guint i = 0; i < n; i++)
    if (first[i] != 0)
      (void)rep_profile_set_age (keep, rep_casebook_id (casebook, &rep_kind_project, i), first[i]);
}

static gboolean
undo_fields (RepCasebook *casebook, RepPerson *keep, const RepId *other, GError **error)
{
  RepMerge *merge = find_merge (keep, other);
  g_autoptr (GPtrArray) past = rep_past_read (casebook, &keep->object.id, error);

  if (past == NULL || !play_back (keep, merge, past, error))
    return FALSE;
  set_ages (casebook, keep, row_of (casebook, &keep->object.id), row_of (casebook, other));
  merge->other = (RepId){ 0 };
  merge->undone = (gint32)keep->object.revision + 1;
  return TRUE;
}

gboolean
rep_unmerge_plan (RepCasebook *casebook, const RepId *other, RepMergePlan *plan, GError **error)
{
  RepPerson *record, *keep;
  guint32 row, root;
  char hex[REP_ID_HEX_SIZE];

  plan_init (plan, REP_ACTION_UNMERGE);
  if (!find_person (casebook, other, &row, error))
    return FALSE;
  root = same_as (casebook, row);
  if (root == REP_NO_ROW)
    return rep_app_error_set (error, REP_APP_ERROR_NOT_MERGED, rep_id_format (other, hex));
  if (same_as (casebook, root) != REP_NO_ROW)
    return rep_app_error_set (error, REP_APP_ERROR_MERGED,
                              rep_id_format (id_of (casebook, root), hex));
  record = rep_casebook_read (casebook, other, error);
  if (record == NULL)
    return FALSE;
  record->same_as = (RepId){ 0 };
  g_ptr_array_add (plan->objects, record);
  keep = rep_casebook_read (casebook, id_of (casebook, root), error);
  if (keep == NULL)
    return FALSE;
  if (find_merge (keep, other) == NULL) {
    rep_object_free (keep);
    return TRUE;
  }
  g_ptr_array_insert (plan->objects, 0, keep);
  return undo_fields (casebook, keep, other, error);
}

/* The record that says so of @a and @b already, in either order. */
static gpointer
find_distinct (RepCasebook *casebook, guint32 a, guint32 b, GError **error)
{
  const GArray *rows = rep_casebook_distinct (casebook);

  for (guint i = 0; i < rows->len; i++) {
    const RepDistinctRow *row = &g_array_index (rows, RepDistinctRow, i);

    if (row->revision != 0 && ((row->a == a && row->b == b) || (row->a == b && row->b == a)))
      return rep_casebook_read (casebook, rep_casebook_id (casebook, &rep_kind_distinct, i), error);
  }
  return NULL;
}

static void
add_distinct (
    RepCasebook *casebook, RepDistinct *distinct, const RepId *a, const RepId *b, gint64 now)
{
  rep_ids_add (&distinct->persons, a);
  rep_ids_add (&distinct->persons, b);
  distinct->entered_at = now;
  distinct->entered_by = rep_vault_account (rep_casebook_vault (casebook))->id;
}

gboolean
rep_distinct_plan (RepCasebook *casebook,
                   const RepId *a,
                   const RepId *b,
                   gboolean withdrawn,
                   gint64 now,
                   RepMergePlan *plan,
                   GError **error)
{
  g_autoptr (GError) local = NULL;
  RepDistinct *distinct;
  guint32 left, right;

  plan_init (plan, REP_ACTION_SAVE);
  if (!find_person (casebook, a, &left, error) || !find_person (casebook, b, &right, error))
    return FALSE;
  if (rep_casebook_root (casebook, left) == rep_casebook_root (casebook, right))
    return rep_app_error_set (error, REP_APP_ERROR_CONTRADICTION, "a, b");
  distinct = find_distinct (casebook, left, right, &local);
  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (distinct == NULL && withdrawn)
    return TRUE;
  if (distinct == NULL) {
    distinct = rep_object_new (&rep_kind_distinct);
    add_distinct (casebook, distinct, a, b, now);
  }
  distinct->withdrawn = withdrawn;
  g_ptr_array_add (plan->objects, distinct);
  return TRUE;
}

gboolean
rep_merge_commit (RepCasebook *casebook, const RepMergePlan *plan, gint64 now, GError **error)
{
  return rep_casebook_commit_as (casebook, plan->objects, plan->action, now, error);
}
