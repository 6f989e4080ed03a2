/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/casebook/youth-list.h"
#include "crypto/secret.h"

#define MAX_MATCHES 500

/* What is shown of a youth, and what the order follows. */
typedef struct {
  gint64 entered_at;
  guint32 person;
  guint32 day;
  guint16 project;
  guint16 structure;
  guint8 stage;
  guint8 identity;
} Line;

struct _RepYouth {
  GObject parent_instance;

  RepId id;
  Line line;
  char *code;
};

G_DEFINE_FINAL_TYPE (RepYouth, rep_youth, G_TYPE_OBJECT)

struct _RepYouthList {
  GObject parent_instance;

  RepCasebook *casebook;
  GArray *lines;    /* Line, in order */
  GPtrArray *items; /* RepYouth or NULL, made when asked for */
  char *text;
  guint16 project;
};

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (RepYouthList,
                               rep_youth_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static void
rep_youth_finalize (GObject *object)
{
  g_free (REP_YOUTH (object)->code);

  G_OBJECT_CLASS (rep_youth_parent_class)->finalize (object);
}

static void
rep_youth_class_init (RepYouthClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rep_youth_finalize;
}

static void
rep_youth_init (RepYouth *self)
{
}

const RepId *
rep_youth_get_id (RepYouth *youth)
{
  return &youth->id;
}

guint32
rep_youth_get_row (RepYouth *youth)
{
  return youth->line.person;
}

guint16
rep_youth_get_project (RepYouth *youth)
{
  return youth->line.project;
}

const char *
rep_youth_get_project_code (RepYouth *youth)
{
  return youth->code;
}

guint8
rep_youth_get_stage (RepYouth *youth)
{
  return youth->line.stage;
}

guint32
rep_youth_get_day (RepYouth *youth)
{
  return youth->line.day;
}

guint8
rep_youth_get_identity (RepYouth *youth)
{
  return youth->line.identity;
}

guint16
rep_youth_get_structure (RepYouth *youth)
{
  return youth->line.structure;
}

static gboolean
line_equal (const Line *a, const Line *b)
{
  return a->person == b->person && a->day == b->day && a->project == b->project &&
         a->structure == b->structure && a->stage == b->stage && a->identity == b->identity;
}

static const Line *
line_at (const GArray *lines, guint position)
{
  return &g_array_index (lines, Line, position);
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const Line *left = a;
  const Line *right = b;

  if (left->day != right->day)
    return left->day > right->day ? -1 : 1;
  if (left->entered_at != right->entered_at)
    return left->entered_at > right->entered_at ? -1 : 1;
  return left->person < right->person ? -1 : left->person > right->person ? 1 : 0;
}

static void
find_last_contact (RepYouthList *self, const RepPersonRow *person, Line *line)
{
  const GArray *contacts = rep_casebook_contacts (self->casebook);
  const GArray *links = rep_casebook_links (self->casebook);
  const RepContactRow *last = NULL;
  guint32 at = person->first_link;

  while (at != REP_NO_ROW) {
    const RepLink *link = &g_array_index (links, RepLink, at);
    const RepContactRow *contact = &g_array_index (contacts, RepContactRow, link->contact);

    at = link->next;
    if ((self->project == REP_ALL_PROJECTS || contact->project == self->project) &&
        (last == NULL || rep_contact_fact_compare (&last->fact, &contact->fact) < 0))
      last = contact;
  }
  if (last == NULL)
    return;
  line->day = last->fact.date;
  line->entered_at = last->fact.entered_at;
  line->project = last->project;
}

/* A youth without any contact may still have been given a stage. */
static void
find_entry (RepYouthList *self, const RepPersonRow *person, Line *line)
{
  const GArray *entries = rep_casebook_entries (self->casebook);
  guint32 at = person->first_entry;

  while (at != REP_NO_ROW && line->project == REP_NO_PROJECT) {
    const RepEntryRow *entry = &g_array_index (entries, RepEntryRow, at);

    if (self->project == REP_ALL_PROJECTS || entry->project == self->project)
      line->project = entry->project;
    at = entry->next;
  }
}

/* Returns: whether the youth belongs in the list. */
static gboolean
describe (RepYouthList *self, guint32 number, Line *line)
{
  const GArray *persons = rep_casebook_persons (self->casebook);
  const RepPersonRow *row = &g_array_index (persons, RepPersonRow, number);
  const RepEnrolment *enrolment;

  if (row->revision == 0 || row->same_as != REP_NO_ROW)
    return FALSE;
  *line = (Line){ .person = number,
                  .project = REP_NO_PROJECT,
                  .structure = row->structure,
                  .identity = row->identity_type };
  find_last_contact (self, row, line);
  find_entry (self, row, line);
  if (line->project == REP_NO_PROJECT)
    return self->project == REP_ALL_PROJECTS;
  enrolment = rep_casebook_enrolment (self->casebook, number, line->project);
  line->stage = enrolment != NULL ? enrolment->stages.current : REP_STAGE_NONE;
  return TRUE;
}

static GArray *
list_everyone (RepYouthList *self)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));
  Line line;

  for (guint32 i = 0; i < rep_casebook_persons (self->casebook)->len; i++)
    if (describe (self, i, &line))
      g_array_append_val (lines, line);
  g_array_sort (lines, compare_lines);
  return lines;
}

/* A merged youth is found under both names. */
static guint32
kept_row (RepYouthList *self, guint32 number)
{
  const GArray *persons = rep_casebook_persons (self->casebook);

  for (guint hops = 0; hops < 8; hops++) {
    guint32 same_as = g_array_index (persons, RepPersonRow, number).same_as;

    if (same_as == REP_NO_ROW)
      break;
    number = same_as;
  }
  return number;
}

static GArray *
list_matches (RepYouthList *self)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (Line));
  g_autoptr (GArray) matches =
      rep_search_find (rep_casebook_search (self->casebook), self->text, MAX_MATCHES);
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  Line line;

  for (guint i = 0; i < matches->len; i++) {
    guint32 person = kept_row (self, g_array_index (matches, RepMatch, i).person);

    if (g_hash_table_add (seen, GUINT_TO_POINTER (person)) && describe (self, person, &line))
      g_array_append_val (lines, line);
  }
  return lines;
}

/* Replaces @removed lines from @position by @n of @added, and says so. */
static void
splice (RepYouthList *self, guint position, guint removed, const Line *added, guint n)
{
  if (removed == 0 && n == 0)
    return;
  if (removed > 0) {
    g_array_remove_range (self->lines, position, removed);
    g_ptr_array_remove_range (self->items, position, removed);
  }
  if (n > 0)
    g_array_insert_vals (self->lines, position, added, n);
  for (guint i = 0; i < n; i++)
    g_ptr_array_insert (self->items, (int)(position + i), NULL);
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, n);
}

/* Whether @n lines of @old show the same as @n lines of @fresh one place further down. */
static gboolean
is_one_further (const GArray *old, const GArray *fresh, guint start, guint n)
{
  for (guint i = start; i < start + n; i++)
    if (!line_equal (line_at (old, i), line_at (fresh, i + 1)))
      return FALSE;
  return TRUE;
}

/* What differs is between two runs of equal lines. When all of it is one line that came up, as
 * after a contact, the others stay; otherwise the middle is replaced. */
static void
update (RepYouthList *self)
{
  gboolean searching = self->text != NULL && *self->text != '\0';
  g_autoptr (GArray) fresh = searching ? list_matches (self) : list_everyone (self);
  guint old_n = self->lines->len, new_n = fresh->len, start = 0, end = 0;

  while (start < MIN (old_n, new_n) &&
         line_equal (line_at (self->lines, start), line_at (fresh, start)))
    start++;
  while (end < MIN (old_n, new_n) - start &&
         line_equal (line_at (self->lines, old_n - 1 - end), line_at (fresh, new_n - 1 - end)))
    end++;
  old_n -= start + end;
  new_n -= start + end;
  if (old_n == new_n && new_n > 1 && is_one_further (self->lines, fresh, start, new_n - 1)) {
    splice (self, start + old_n - 1, 1, NULL, 0);
    splice (self, start, 0, line_at (fresh, start), 1);
  } else {
    splice (self, start, old_n, new_n > 0 ? line_at (fresh, start) : NULL, new_n);
  }
}

static GType
get_item_type (GListModel *model)
{
  return REP_TYPE_YOUTH;
}

static guint
get_n_items (GListModel *model)
{
  return REP_YOUTH_LIST (model)->lines->len;
}

static RepYouth *
make_youth (RepYouthList *self, const Line *line)
{
  const GPtrArray *projects = rep_casebook_projects (self->casebook);
  RepYouth *youth = g_object_new (REP_TYPE_YOUTH, NULL);
  const RepProject *project =
      line->project < projects->len ? g_ptr_array_index (projects, line->project) : NULL;

  youth->line = *line;
  youth->id = *rep_casebook_id (self->casebook, &rep_kind_person, line->person);
  youth->code = g_strdup (project != NULL ? project->code : "");
  return youth;
}

static gpointer
get_item (GListModel *model, guint position)
{
  RepYouthList *self = REP_YOUTH_LIST (model);

  if (position >= self->lines->len)
    return NULL;
  if (g_ptr_array_index (self->items, position) == NULL)
    g_ptr_array_index (self->items, position) = make_youth (self, line_at (self->lines, position));
  return g_object_ref (g_ptr_array_index (self->items, position));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
free_item (gpointer item)
{
  g_clear_object (&item);
}

static void
clear_text (RepYouthList *self)
{
  if (self->text != NULL)
    rep_wipe (self->text, strlen (self->text));
  g_clear_pointer (&self->text, g_free);
}

static void
rep_youth_list_finalize (GObject *object)
{
  RepYouthList *self = REP_YOUTH_LIST (object);

  clear_text (self);
  g_array_unref (self->lines);
  g_ptr_array_unref (self->items);
  g_clear_object (&self->casebook);

  G_OBJECT_CLASS (rep_youth_list_parent_class)->finalize (object);
}

static void
rep_youth_list_class_init (RepYouthListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rep_youth_list_finalize;
}

static void
rep_youth_list_init (RepYouthList *self)
{
  self->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  self->items = g_ptr_array_new_with_free_func (free_item);
  self->project = REP_ALL_PROJECTS;
}

RepYouthList *
rep_youth_list_new (RepCasebook *casebook)
{
  RepYouthList *self = g_object_new (REP_TYPE_YOUTH_LIST, NULL);

  self->casebook = g_object_ref (casebook);
  g_signal_connect_object (casebook, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return self;
}

void
rep_youth_list_set_text (RepYouthList *list, const char *text)
{
  g_return_if_fail (REP_IS_YOUTH_LIST (list));

  if (g_strcmp0 (list->text, text) == 0)
    return;
  clear_text (list);
  list->text = g_strdup (text);
  update (list);
}

void
rep_youth_list_set_project (RepYouthList *list, guint16 project)
{
  g_return_if_fail (REP_IS_YOUTH_LIST (list));

  if (list->project == project)
    return;
  list->project = project;
  update (list);
}

guint
rep_youth_list_find (RepYouthList *list, guint32 person)
{
  g_return_val_if_fail (REP_IS_YOUTH_LIST (list), G_MAXUINT);

  for (guint i = 0; i < list->lines->len; i++)
    if (line_at (list->lines, i)->person == person)
      return i;
  return G_MAXUINT;
}
