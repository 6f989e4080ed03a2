/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/casebook/doubles.h"
#include "app/casebook/value-words.h"
#include "ui/say.h"
#include "ui/typed.h"
#include "ui/widgets/choice-list.h"
#include "ui/widgets/person-matches.h"
#include "ui/widgets/person-words.h"

#define MAX_LOOKED_AT 200
#define MAX_MATCHES 8
#define MAX_DOUBLES 3
#define NEW_KEY "new"

enum {
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _RepPersonMatches {
  GtkBox parent_instance;

  GtkWidget *doubles_label;
  GtkLabel *failure_label;
  RepChoiceList *list;

  RepSession *session;
  RepId project;
  GtkAccessible *entry; /* (unowned): that of the search */
  char *fresh;          /* (nullable): while searching, who a new one would be */
  RepId ids[MAX_MATCHES];
  guint whys[MAX_MATCHES]; /* bits of RepAlike, 0 where the scorer sees no reason */
  guint n;
  gboolean known_only;
  gboolean weak;  /* the best match differs from what was typed */
  gboolean stale; /* the list shown is of an earlier text */
  guint serial;   /* of the latest text; an answer for an earlier one is dropped */
};

G_DEFINE_FINAL_TYPE (RepPersonMatches, rep_person_matches, GTK_TYPE_BOX)

/* What comes back to a list that may have moved on. */
typedef struct {
  RepPersonMatches *self;
  guint serial;
} Asked;

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->self);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static RepCasebook *
casebook_of (RepPersonMatches *self)
{
  return self->session != NULL ? rep_session_get_casebook (self->session) : NULL;
}

/* A proposal says first why it is one. */
static RepChoice *
choice_of (RepPersonMatches *self, const RepPerson *person, guint why)
{
  g_autofree char *name = rep_person_words_name (person);
  g_autofree char *detail = rep_person_words_detail (casebook_of (self), person, &self->project);
  g_autofree char *reason = rep_alike_words (why, rep_say_is_french ());
  g_autofree char *both =
      g_strconcat (reason, *reason != '\0' && *detail != '\0' ? " · " : "", detail, NULL);
  char hex[REP_ID_HEX_SIZE];

  return rep_choice_new (rep_id_format (&person->object.id, hex), name, both);
}

static void
add_new (RepPersonMatches *self, GPtrArray *choices)
{
  g_autofree char *first = NULL, *last = NULL, *label = NULL;

  rep_typed_name (self->fresh, &first, &last);
  /* Translators: %s are the first name and the last name that were typed */
  label = g_strdup_printf (_ ("New: %s %s"), first, last);
  g_ptr_array_add (choices, rep_choice_new (NEW_KEY, g_strstrip (label), NULL));
}

/* Shows what was read of the matches, in their order, and "new" at the end of a search. */
static void
show (RepPersonMatches *self, const GPtrArray *persons)
{
  g_autoptr (GPtrArray) choices = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean searching = self->fresh != NULL;
  guint selected = G_MAXINT;

  for (guint i = 0; persons != NULL && i < persons->len; i++)
    g_ptr_array_add (choices, choice_of (self, g_ptr_array_index (persons, i), self->whys[i]));
  if (searching && self->known_only) {
    selected = 0;
  } else if (searching) {
    add_new (self, choices);
    selected = self->weak ? choices->len - 1 : 0;
  }
  rep_choice_list_show (self->list, choices, selected);
  gtk_widget_set_visible (self->doubles_label, !searching);
  gtk_widget_set_visible (GTK_WIDGET (self), choices->len > 0);
  if (self->entry != NULL)
    rep_choice_list_tell (self->list, self->entry);
  self->stale = FALSE;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) persons = rep_session_read_finish (REP_SESSION (source), result, &error);
  RepPersonMatches *self = asked->self;
  g_autofree char *sentence = NULL;

  if (asked->serial != self->serial || casebook_of (self) == NULL)
    return;
  if (persons == NULL)
    sentence = rep_say_error (error);
  gtk_label_set_text (self->failure_label, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->failure_label), sentence != NULL);
  show (self, persons);
}

/* The names to show come from the vault a moment later. */
static void
read_names (RepPersonMatches *self)
{
  Asked *asked;

  self->stale = TRUE;
  if (self->n == 0) {
    show (self, NULL);
    return;
  }
  asked = g_new0 (Asked, 1);
  asked->self = g_object_ref (self);
  asked->serial = self->serial;
  rep_session_read_async (self->session, self->ids, self->n, FALSE, read_cb, asked);
}

/* Among equally good matches, those of this project first, then those seen last. */
static int
compare_matches (gconstpointer a, gconstpointer b, gpointer user_data)
{
  RepPersonMatches *self = user_data;
  RepCasebook *casebook = casebook_of (self);
  const RepMatch *left = a, *right = b;
  guint32 project = rep_casebook_number (casebook, &rep_kind_project, &self->project);
  guint32 left_day = rep_person_words_last_contact (casebook, left->person);
  guint32 right_day = rep_person_words_last_contact (casebook, right->person);
  gboolean left_in = rep_casebook_enrolment (casebook, left->person, project) != NULL;
  gboolean right_in = rep_casebook_enrolment (casebook, right->person, project) != NULL;

  if (left->score > right->score || left->score < right->score)
    return left->score > right->score ? -1 : 1;
  if (left_in != right_in)
    return left_in ? -1 : 1;
  return left_day != right_day ? (left_day > right_day ? -1 : 1)
                               : (left->person > right->person) - (left->person < right->person);
}

static void
add_match (RepPersonMatches *self, guint32 row, guint why)
{
  self->ids[self->n] = *rep_casebook_id (casebook_of (self), &rep_kind_person, row);
  self->whys[self->n++] = why;
}

/* One line of text may be a name, a pseudonym or a number. */
static RepPerson *
person_of (const char *text)
{
  RepPerson *person = rep_object_new (&rep_kind_person);

  rep_typed_name (text, &person->first_name, &person->last_name);
  rep_text_set (&person->pseudonym, text);
  if (rep_typed_phone (text))
    rep_texts_add (&person->phones, text);
  return person;
}

/* (nullable): those the scorer knows a reason for, once that keeps nobody waiting. */
static GArray *
likely (RepPersonMatches *self, const RepPerson *person, guint max)
{
  RepCasebook *casebook = casebook_of (self);

  return rep_casebook_everyone_heard (casebook) ? rep_doubles_of (casebook, person, max) : NULL;
}

static guint
why_of (const GArray *doubles, guint32 row)
{
  for (guint i = 0; doubles != NULL && i < doubles->len; i++)
    if (g_array_index (doubles, RepDouble, i).person == row)
      return g_array_index (doubles, RepDouble, i).why;
  return 0;
}

static void
person_matches_chosen_cb (RepChoiceList *list, RepChoice *choice, gpointer user_data)
{
  g_signal_emit (user_data, signals[CHOSEN], 0, choice);
}

static void
rep_person_matches_dispose (GObject *object)
{
  RepPersonMatches *self = REP_PERSON_MATCHES (object);

  self->serial++;
  self->entry = NULL;
  g_clear_object (&self->session);
  g_clear_pointer (&self->fresh, g_free);

  G_OBJECT_CLASS (rep_person_matches_parent_class)->dispose (object);
}

static void
rep_person_matches_class_init (RepPersonMatchesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = rep_person_matches_dispose;
  signals[CHOSEN] = g_signal_new ("chosen", REP_TYPE_PERSON_MATCHES, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, REP_TYPE_CHOICE);
  g_type_ensure (REP_TYPE_CHOICE_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/widgets/person-matches.ui");
  gtk_widget_class_bind_template_child (widget_class, RepPersonMatches, doubles_label);
  gtk_widget_class_bind_template_child (widget_class, RepPersonMatches, failure_label);
  gtk_widget_class_bind_template_child (widget_class, RepPersonMatches, list);
  gtk_widget_class_bind_template_callback (widget_class, person_matches_chosen_cb);
}

static void
rep_person_matches_init (RepPersonMatches *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rep_person_matches_set_session (RepPersonMatches *matches, RepSession *session)
{
  g_return_if_fail (REP_IS_PERSON_MATCHES (matches));

  g_set_object (&matches->session, session);
}

void
rep_person_matches_set_project (RepPersonMatches *matches, const RepId *project)
{
  g_return_if_fail (REP_IS_PERSON_MATCHES (matches));

  matches->project = *project;
}

void
rep_person_matches_set_known_only (RepPersonMatches *matches)
{
  g_return_if_fail (REP_IS_PERSON_MATCHES (matches));

  matches->known_only = TRUE;
}

void
rep_person_matches_search (RepPersonMatches *matches, const char *text, GtkAccessible *entry)
{
  RepCasebook *casebook;
  g_autoptr (GArray) found = NULL, doubles = NULL;
  RepPerson *typed;

  g_return_if_fail (REP_IS_PERSON_MATCHES (matches));

  matches->serial++;
  matches->n = 0;
  matches->entry = entry;
  rep_text_set (&matches->fresh, text);
  casebook = casebook_of (matches);
  if (casebook == NULL)
    return;
  found = rep_casebook_find (casebook, text, MAX_LOOKED_AT);
  g_array_sort_with_data (found, compare_matches, matches);
  matches->weak = found->len == 0 || g_array_index (found, RepMatch, 0).why >= REP_WHY_SOUND;
  typed = person_of (text);
  doubles = likely (matches, typed, MAX_LOOKED_AT);
  rep_object_free (typed);
  for (guint i = 0; i < MIN (found->len, MAX_MATCHES); i++) {
    guint32 row = g_array_index (found, RepMatch, i).person;

    add_match (matches, row, why_of (doubles, row));
  }
  read_names (matches);
}

void
rep_person_matches_compare (RepPersonMatches *matches, const RepPerson *person)
{
  g_autoptr (GArray) doubles = NULL;

  g_return_if_fail (REP_IS_PERSON_MATCHES (matches));

  matches->serial++;
  matches->n = 0;
  matches->entry = NULL;
  g_clear_pointer (&matches->fresh, g_free);
  doubles = casebook_of (matches) != NULL ? likely (matches, person, MAX_DOUBLES) : NULL;
  for (guint i = 0; doubles != NULL && i < doubles->len; i++)
    add_match (matches, g_array_index (doubles, RepDouble, i).person,
               g_array_index (doubles, RepDouble, i).why);
  read_names (matches);
}

void
rep_person_matches_hide (RepPersonMatches *matches)
{
  g_return_if_fail (REP_IS_PERSON_MATCHES (matches));

  matches->serial++;
  matches->n = 0;
  matches->stale = FALSE;
  g_clear_pointer (&matches->fresh, g_free);
  gtk_widget_set_visible (GTK_WIDGET (matches), FALSE);
}

gboolean
rep_person_matches_move (RepPersonMatches *matches, int step)
{
  g_return_val_if_fail (REP_IS_PERSON_MATCHES (matches), FALSE);

  if (!gtk_widget_get_visible (GTK_WIDGET (matches)))
    return FALSE;
  rep_choice_list_move (matches->list, step);
  if (matches->entry != NULL)
    rep_choice_list_tell (matches->list, matches->entry);
  return TRUE;
}

RepPick
rep_person_matches_read (RepChoice *choice, RepId *id)
{
  if (strcmp (rep_choice_get_key (choice), NEW_KEY) == 0)
    return REP_PICK_NEW;
  return rep_id_parse (rep_choice_get_key (choice), id) ? REP_PICK_KNOWN : REP_PICK_NOTHING;
}

RepPick
rep_person_matches_pick (RepPersonMatches *matches, RepId *id)
{
  RepChoice *choice;

  g_return_val_if_fail (REP_IS_PERSON_MATCHES (matches), REP_PICK_NOTHING);

  choice = gtk_widget_get_visible (GTK_WIDGET (matches)) && !matches->stale
               ? rep_choice_list_get_selected (matches->list)
               : NULL;
  if (choice != NULL)
    return rep_person_matches_read (choice, id);
  if (matches->fresh == NULL || (matches->known_only && matches->n == 0))
    return REP_PICK_NOTHING;
  if (!matches->known_only && (!matches->stale || matches->weak))
    return REP_PICK_NEW;
  *id = matches->ids[0];
  return REP_PICK_KNOWN;
}
