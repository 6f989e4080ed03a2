/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/casebook/gather.h"
#include "app/casebook/youth-line.h"
#include "app/casebook/youth-list.h"
#include "crypto/secret.h"

#define MAX_MATCHES 500
#define STEP 32          /* lines told of at once: a high screen */
#define SHOWN_SLOWLY 256 /* beyond, a view makes no more widgets */

struct _RepYouth {
  GObject parent_instance;

  RepId id;
  RepYouthLine line;
  char *code;
};

G_DEFINE_FINAL_TYPE (RepYouth, rep_youth, G_TYPE_OBJECT)

typedef enum {
  PROP_READY = 1,
} YouthListProperty;

static GParamSpec *properties[PROP_READY + 1];

struct _RepYouthList {
  GObject parent_instance;

  RepCasebook *casebook;
  GArray *lines;     /* RepYouthLine, in order, as shown: those below, or what a search found */
  guint n_shown;     /* how many of them a view has been told of */
  guint growth;      /* source that tells of more */
  GArray *everyone;  /* RepYouthLine, in order; NULL before the first look */
  GHashTable *items; /* youth row -> RepYouth, made when asked for */
  RepGather *gather; /* the look at everyone under way */
  GArray *touched;   /* rows that changed meanwhile */
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

static const RepYouthLine *
line_at (const GArray *lines, guint position)
{
  return &g_array_index (lines, RepYouthLine, position);
}

static gboolean
describe (RepYouthList *self, guint32 person, RepYouthLine *line)
{
  return rep_youth_line (self->casebook, person, self->project, line);
}

static void
see_youth (gpointer owner, guint32 number, GArray *lines)
{
  RepYouthLine line;

  if (describe (owner, number, &line))
    g_array_append_val (lines, line);
}

static GArray *
list_matches (RepYouthList *self)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (RepYouthLine));
  g_autoptr (GArray) matches = rep_casebook_find (self->casebook, self->text, MAX_MATCHES);
  RepYouthLine line;

  for (guint i = 0; i < matches->len; i++)
    if (describe (self, g_array_index (matches, RepMatch, i).person, &line))
      g_array_append_val (lines, line);
  return lines;
}

static gboolean
is_searching (RepYouthList *self)
{
  return self->text != NULL && *self->text != '\0';
}

static void
say_ready (RepYouthList *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_READY]);
}

static gboolean
grow_cb (gpointer data)
{
  RepYouthList *self = data;
  guint before = self->n_shown, rest = self->lines->len - before;
  guint added = before < SHOWN_SLOWLY ? MIN (rest, STEP) : rest;

  self->n_shown += added;
  if (added == rest)
    self->growth = 0;
  g_list_model_items_changed (G_LIST_MODEL (self), before, 0, added);
  if (added < rest)
    return G_SOURCE_CONTINUE;
  say_ready (self);
  return G_SOURCE_REMOVE;
}

static void
finish_growth (RepYouthList *self)
{
  guint before = self->n_shown;

  if (self->growth == 0)
    return;
  g_clear_handle_id (&self->growth, g_source_remove);
  self->n_shown = self->lines->len;
  g_list_model_items_changed (G_LIST_MODEL (self), before, 0, self->n_shown - before);
  say_ready (self);
}

/* Shows @fresh instead. What differs is between two runs of equal lines. A view makes a widget for
 * each of its first rows at once, so many new lines come in steps, the first screen first. */
static void
show (RepYouthList *self, GArray *fresh)
{
  g_autoptr (GArray) old = g_steal_pointer (&self->lines);
  guint old_n = self->n_shown, new_n = fresh->len, start = 0, end = 0, added;

  self->lines = g_array_ref (fresh);
  g_clear_handle_id (&self->growth, g_source_remove);
  while (start < MIN (old_n, new_n) &&
         rep_youth_line_equal (line_at (old, start), line_at (fresh, start)))
    start++;
  while (old_n == old->len && end < MIN (old_n, new_n) - start &&
         rep_youth_line_equal (line_at (old, old_n - 1 - end), line_at (fresh, new_n - 1 - end)))
    end++;
  added = new_n - start - end;
  if (added > STEP) {
    added = STEP;
    end = 0;
    self->growth = g_idle_add (grow_cb, self);
  }
  self->n_shown = start + added + end;
  if (old_n - start - end > 0 || added > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), start, old_n - start - end, added);
  say_ready (self);
}

static guint
find_line (const GArray *lines, guint32 person)
{
  for (guint i = 0; i < lines->len; i++)
    if (line_at (lines, i)->person == person)
      return i;
  return G_MAXUINT;
}

/* Returns: how many of @lines come before @line. */
static guint
find_place (const GArray *lines, const RepYouthLine *line)
{
  guint low = 0, high = lines->len;

  while (low < high) {
    guint middle = low + (high - low) / 2;

    if (rep_youth_line_compare (line_at (lines, middle), line) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static void
say_changed (RepYouthList *self, guint position, guint removed, guint added)
{
  if (self->lines != self->everyone)
    return;
  self->n_shown += added - removed;
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

/* A line that stays where it is is replaced; one that moves is taken out and put back, and the
 * others stay. */
static void
update_youth (RepYouthList *self, guint32 person)
{
  guint old = find_line (self->everyone, person), place;
  RepYouthLine before, line;
  gboolean listed = describe (self, person, &line);

  if (old != G_MAXUINT) {
    before = *line_at (self->everyone, old);
    g_array_remove_index (self->everyone, old);
  }
  place = listed ? find_place (self->everyone, &line) : G_MAXUINT;
  if (place != G_MAXUINT && place == old) {
    g_array_insert_val (self->everyone, place, line);
    if (!rep_youth_line_equal (&before, &line))
      say_changed (self, place, 1, 1);
    return;
  }
  if (old != G_MAXUINT)
    say_changed (self, old, 1, 0);
  if (place != G_MAXUINT) {
    g_array_insert_val (self->everyone, place, line);
    say_changed (self, place, 0, 1);
  }
}

static void
update_youths (RepYouthList *self, const GArray *persons)
{
  if (self->lines == self->everyone && persons->len > 0)
    finish_growth (self);
  for (guint i = 0; i < persons->len; i++)
    update_youth (self, g_array_index (persons, guint32, i));
}

static void
show_matches (RepYouthList *self)
{
  g_autoptr (GArray) matches = list_matches (self);

  show (self, matches);
}

static void
gathered (gpointer owner, GArray *lines)
{
  RepYouthList *self = owner;

  g_clear_pointer (&self->gather, rep_gather_free);
  g_clear_pointer (&self->everyone, g_array_unref);
  self->everyone = lines;
  update_youths (self, self->touched);
  if (!is_searching (self))
    show (self, self->everyone);
  else
    say_ready (self);
}

static void
gather (RepYouthList *self)
{
  static const RepGatherPlan plan = { sizeof (RepYouthLine), see_youth, rep_youth_line_compare,
                                      gathered };

  g_clear_pointer (&self->gather, rep_gather_free);
  g_array_set_size (self->touched, 0);
  self->gather = rep_gather_start (&plan, self, rep_casebook_persons (self->casebook)->len);
  say_ready (self);
}

static void
changed_cb (RepYouthList *self)
{
  const RepTouched *change = rep_casebook_touched (self->casebook);

  if (change->everyone)
    gather (self);
  else if (self->gather != NULL)
    g_array_append_vals (self->touched, change->persons->data, change->persons->len);
  else
    update_youths (self, change->persons);
  if (is_searching (self))
    show_matches (self);
}

static GType
get_item_type (GListModel *model)
{
  return REP_TYPE_YOUTH;
}

static guint
get_n_items (GListModel *model)
{
  return REP_YOUTH_LIST (model)->n_shown;
}

static RepYouth *
make_youth (RepYouthList *self, const RepYouthLine *line)
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
  const RepYouthLine *line;
  RepYouth *youth;

  if (position >= self->n_shown)
    return NULL;
  line = line_at (self->lines, position);
  youth = g_hash_table_lookup (self->items, GUINT_TO_POINTER (line->person));
  if (youth == NULL || !rep_youth_line_equal (&youth->line, line)) {
    youth = make_youth (self, line);
    g_hash_table_insert (self->items, GUINT_TO_POINTER (line->person), youth);
  }
  return g_object_ref (youth);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
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
  rep_gather_free (self->gather);
  g_clear_handle_id (&self->growth, g_source_remove);
  g_array_unref (self->lines);
  g_clear_pointer (&self->everyone, g_array_unref);
  g_array_unref (self->touched);
  g_hash_table_unref (self->items);
  g_clear_object (&self->casebook);

  G_OBJECT_CLASS (rep_youth_list_parent_class)->finalize (object);
}

static void
rep_youth_list_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch ((YouthListProperty)property_id) {
    case PROP_READY:
      g_value_set_boolean (value, rep_youth_list_is_ready (REP_YOUTH_LIST (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_youth_list_class_init (RepYouthListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = rep_youth_list_finalize;
  object_class->get_property = rep_youth_list_get_property;

  properties[PROP_READY] =
      g_param_spec_boolean ("ready", NULL, NULL, FALSE,
                            G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
rep_youth_list_init (RepYouthList *self)
{
  self->lines = g_array_new (FALSE, FALSE, sizeof (RepYouthLine));
  self->touched = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->items = g_hash_table_new_full (NULL, NULL, NULL, g_object_unref);
  self->project = REP_ALL_PROJECTS;
}

RepYouthList *
rep_youth_list_new (RepCasebook *casebook)
{
  RepYouthList *self = g_object_new (REP_TYPE_YOUTH_LIST, NULL);

  self->casebook = g_object_ref (casebook);
  g_signal_connect_object (casebook, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  gather (self);
  return self;
}

gboolean
rep_youth_list_is_ready (RepYouthList *list)
{
  g_return_val_if_fail (REP_IS_YOUTH_LIST (list), FALSE);

  return list->gather == NULL && list->growth == 0;
}

guint
rep_youth_list_count (RepYouthList *list)
{
  g_return_val_if_fail (REP_IS_YOUTH_LIST (list), 0);

  return list->lines->len;
}

void
rep_youth_list_set_text (RepYouthList *list, const char *text)
{
  g_return_if_fail (REP_IS_YOUTH_LIST (list));

  if (g_strcmp0 (list->text, text) == 0)
    return;
  clear_text (list);
  list->text = g_strdup (text);
  if (is_searching (list))
    show_matches (list);
  else if (list->everyone != NULL)
    show (list, list->everyone);
}

void
rep_youth_list_set_project (RepYouthList *list, guint16 project)
{
  g_return_if_fail (REP_IS_YOUTH_LIST (list));

  if (list->project == project)
    return;
  list->project = project;
  gather (list);
  if (is_searching (list))
    show_matches (list);
}

guint
rep_youth_list_find (RepYouthList *list, guint32 person)
{
  g_return_val_if_fail (REP_IS_YOUTH_LIST (list), G_MAXUINT);

  return find_line (list->lines, person);
}
