/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/say.h"
#include "ui/typed.h"
#include "ui/widgets/choice-list.h"
#include "ui/widgets/form-field.h"
#include "ui/widgets/person-search.h"
#include "ui/widgets/person-words.h"

#define MAX_LOOKED_AT 200
#define MAX_MATCHES 8
#define MAX_DOUBLES 3
#define MAX_HEADCOUNT 10000
#define NEW_KEY "new"

typedef enum {
  PROP_SESSION = 1,
  PROP_WHO,
} PersonSearchProperty;

enum {
  CHOSEN,
  N_SIGNALS,
};

static GParamSpec *properties[PROP_WHO + 1];
static guint signals[N_SIGNALS];

struct _RepPersonSearch {
  GtkBox parent_instance;

  GtkToggleButton *name_button, *unnamed_button, *pseudonym_button, *group_button;
  GtkStack *stack;
  RepFormField *search_field, *first_field, *unnamed_field, *pseudonym_field, *group_field;
  GtkEditable *search_entry, *first_entry, *last_entry, *unnamed_entry, *pseudonym_entry,
      *group_entry;
  GtkLabel *known_name_label, *known_detail_label;
  GtkWidget *matches_box;
  GtkWidget *doubles_label;
  RepChoiceList *matches_list;

  RepSession *session;
  RepId project;
  RepWho who;
  RepId person; /* with REP_WHO_KNOWN */
  RepId matches[MAX_MATCHES];
  guint n_matches;
  gboolean weak;  /* the best match differs from what was typed */
  gboolean stale; /* the list shown is of an earlier text */
  guint serial;   /* of the latest text; an answer for an earlier one is dropped */
};

G_DEFINE_FINAL_TYPE (RepPersonSearch, rep_person_search, GTK_TYPE_BOX)

/* What comes back to a search that may have moved on. */
typedef struct {
  RepPersonSearch *search;
  guint serial;
} Asked;

static Asked *
asked_new (RepPersonSearch *self)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->search = g_object_ref (self);
  asked->serial = self->serial;
  return asked;
}

static void
asked_free (Asked *asked)
{
  g_object_unref (asked->search);
  g_free (asked);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Asked, asked_free)

static void
set_who (RepPersonSearch *self, RepWho who)
{
  if (who == self->who)
    return;
  self->who = who;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_WHO]);
}

static gboolean
is_searching (RepPersonSearch *self)
{
  return self->who == REP_WHO_NOBODY;
}

static RepCasebook *
casebook_of (RepPersonSearch *self)
{
  return self->session != NULL ? rep_session_get_casebook (self->session) : NULL;
}

static void
add_new (RepPersonSearch *self, GPtrArray *choices)
{
  g_autofree char *first = NULL, *last = NULL, *label = NULL;

  rep_typed_name (gtk_editable_get_text (self->search_entry), &first, &last);
  /* Translators: %s are the first name and the last name that were typed */
  label = g_strdup_printf (_ ("New: %s %s"), first, last);
  g_ptr_array_add (choices, rep_choice_new (NEW_KEY, g_strstrip (label), NULL));
}

/* Shows what was read of the matches, in their order, and "new" at the end of a search. */
static void
show_matches (RepPersonSearch *self, const GPtrArray *persons)
{
  g_autoptr (GPtrArray) choices = g_ptr_array_new_with_free_func (g_object_unref);
  gboolean searching = is_searching (self);
  guint selected = G_MAXINT;

  for (guint i = 0; persons != NULL && i < persons->len; i++)
    g_ptr_array_add (choices,
                     rep_person_words_choice (casebook_of (self), g_ptr_array_index (persons, i),
                                              &self->project));
  if (searching) {
    add_new (self, choices);
    selected = self->weak ? choices->len - 1 : 0;
  }
  rep_choice_list_show (self->matches_list, choices, selected);
  gtk_widget_set_visible (self->doubles_label, !searching);
  gtk_widget_set_visible (self->matches_box, choices->len > 0);
  rep_choice_list_tell (self->matches_list, GTK_ACCESSIBLE (self->search_entry));
  self->stale = FALSE;
}

static void
matches_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) persons = rep_session_read_finish (REP_SESSION (source), result, &error);
  RepPersonSearch *self = asked->search;
  g_autofree char *sentence = NULL;

  if (asked->serial != self->serial || casebook_of (self) == NULL)
    return;
  if (persons == NULL) {
    sentence = rep_say_error (error);
    rep_form_field_set_wrong (self->search_field, sentence);
  }
  show_matches (self, persons);
}

static void
hide_matches (RepPersonSearch *self)
{
  self->serial++;
  self->n_matches = 0;
  gtk_widget_set_visible (self->matches_box, FALSE);
}

/* Among equally good matches, those of this project first, then those seen last. */
static int
compare_matches (gconstpointer a, gconstpointer b, gpointer user_data)
{
  RepPersonSearch *self = user_data;
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

/* Looks for @text at once; the names to show come from the vault a moment later. */
static void
look_for (RepPersonSearch *self, const char *text, guint max)
{
  RepCasebook *casebook = casebook_of (self);
  g_autoptr (GArray) matches = NULL;

  self->serial++;
  if (casebook == NULL)
    return;
  matches = rep_casebook_find (casebook, text, MAX_LOOKED_AT);
  g_array_sort_with_data (matches, compare_matches, self);
  self->n_matches = MIN (matches->len, max);
  self->weak = matches->len == 0 || g_array_index (matches, RepMatch, 0).why >= REP_WHY_SOUND;
  for (guint i = 0; i < self->n_matches; i++)
    self->matches[i] =
        *rep_casebook_id (casebook, &rep_kind_person, g_array_index (matches, RepMatch, i).person);
  self->stale = TRUE;
  if (matches->len == 0)
    show_matches (self, NULL);
  else
    rep_session_read_async (self->session, self->matches, self->n_matches, FALSE, matches_read_cb,
                            asked_new (self));
}

static void
person_search_typed_cb (GtkEditable *editable, gpointer user_data)
{
  RepPersonSearch *self = user_data;
  const char *text = gtk_editable_get_text (editable);
  gboolean by_name = editable == self->search_entry;

  if (by_name != is_searching (self))
    return;
  if (*text == '\0')
    hide_matches (self);
  else
    look_for (self, text, by_name ? MAX_MATCHES : MAX_DOUBLES);
}

static void
known_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Asked) asked = user_data;
  g_autoptr (GPtrArray) persons = rep_session_read_finish (REP_SESSION (source), result, NULL);
  RepPersonSearch *self = asked->search;
  g_autofree char *name = NULL, *detail = NULL;

  if (persons == NULL || asked->serial != self->serial || casebook_of (self) == NULL)
    return;
  name = rep_person_words_name (g_ptr_array_index (persons, 0));
  detail =
      rep_person_words_detail (casebook_of (self), g_ptr_array_index (persons, 0), &self->project);
  gtk_label_set_text (self->known_name_label, name);
  gtk_label_set_text (self->known_detail_label, detail);
}

/* The focus goes on first, so that no entry of the page takes it in passing. */
static void
go_on (RepPersonSearch *self, RepWho who, const char *page)
{
  set_who (self, who);
  g_signal_emit (self, signals[CHOSEN], 0);
  gtk_stack_set_visible_child_name (self->stack, page);
}

static void
choose_known (RepPersonSearch *self, const RepId *id)
{
  self->person = *id;
  hide_matches (self);
  gtk_toggle_button_set_active (self->name_button, TRUE);
  gtk_label_set_text (self->known_name_label, "…");
  gtk_label_set_text (self->known_detail_label, "");
  rep_session_read_async (self->session, id, 1, FALSE, known_read_cb, asked_new (self));
  go_on (self, REP_WHO_KNOWN, "known");
}

/* The close matches stay, should one of them be the same youth after all. */
static void
choose_new (RepPersonSearch *self)
{
  g_autofree char *first = NULL, *last = NULL, *text = NULL;

  text = g_strdup (gtk_editable_get_text (self->search_entry));
  rep_typed_name (text, &first, &last);
  gtk_editable_set_text (self->first_entry, first);
  gtk_editable_set_text (self->last_entry, last);
  go_on (self, REP_WHO_NEW, "new");
  look_for (self, text, MAX_DOUBLES);
}

static void
choose (RepPersonSearch *self, RepChoice *choice)
{
  RepId id;

  if (strcmp (rep_choice_get_key (choice), NEW_KEY) == 0)
    choose_new (self);
  else if (rep_id_parse (rep_choice_get_key (choice), &id))
    choose_known (self, &id);
}

static void
person_search_row_chosen_cb (RepChoiceList *list, RepChoice *choice, gpointer user_data)
{
  choose (user_data, choice);
}

/* Enter before the names came takes what will be first: the matches are known already. */
static void
enter (RepPersonSearch *self)
{
  RepChoice *choice = rep_choice_list_get_selected (self->matches_list);

  if (*gtk_editable_get_text (self->search_entry) == '\0')
    return;
  if (self->stale && !self->weak)
    choose_known (self, &self->matches[0]);
  else if (self->stale || choice == NULL)
    choose_new (self);
  else
    choose (self, choice);
}

/* Enter takes what the arrows point at; while searching something always is. */
static gboolean
enter_pressed (RepPersonSearch *self)
{
  RepChoice *choice = rep_choice_list_get_selected (self->matches_list);

  if (is_searching (self))
    enter (self);
  else if (gtk_widget_get_visible (self->matches_box) && choice != NULL)
    choose (self, choice);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static gboolean
person_search_key_pressed_cb (GtkEventControllerKey *controller,
                              guint keyval,
                              guint keycode,
                              GdkModifierType state,
                              gpointer user_data)
{
  RepPersonSearch *self = user_data;
  gboolean down = keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down;
  gboolean up = keyval == GDK_KEY_Up || keyval == GDK_KEY_KP_Up;

  if ((state & (GDK_CONTROL_MASK | GDK_ALT_MASK | GDK_SUPER_MASK)) != 0 ||
      self->who == REP_WHO_KNOWN)
    return GDK_EVENT_PROPAGATE;
  if (keyval == GDK_KEY_Return || keyval == GDK_KEY_KP_Enter)
    return enter_pressed (self);
  if ((!down && !up) || !gtk_widget_get_visible (self->matches_box))
    return GDK_EVENT_PROPAGATE;
  rep_choice_list_move (self->matches_list, down ? 1 : -1);
  rep_choice_list_tell (self->matches_list, GTK_ACCESSIBLE (self->search_entry));
  return GDK_EVENT_STOP;
}

static void
person_search_activate_cb (GtkEntry *entry, gpointer user_data)
{
  if (rep_person_search_check (user_data))
    g_signal_emit (user_data, signals[CHOSEN], 0);
}

static void
go_to (RepPersonSearch *self, const char *page, RepWho who, gpointer entry)
{
  hide_matches (self);
  set_who (self, who);
  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_widget_grab_focus (GTK_WIDGET (entry));
  person_search_typed_cb (entry, self);
}

static void
go_way (RepPersonSearch *self, GtkToggleButton *way)
{
  gtk_toggle_button_set_active (way, TRUE);
  if (way == self->unnamed_button)
    go_to (self, "unnamed", REP_WHO_UNNAMED, self->unnamed_entry);
  else if (way == self->pseudonym_button)
    go_to (self, "pseudonym", REP_WHO_PSEUDONYM, self->pseudonym_entry);
  else if (way == self->group_button)
    go_to (self, "group", REP_WHO_GROUP, self->group_entry);
  else
    go_to (self, "name", REP_WHO_NOBODY, self->search_entry);
}

static void
person_search_way_clicked_cb (GtkToggleButton *way, gpointer user_data)
{
  go_way (user_data, way);
}

static void
person_search_again_cb (GtkButton *button, gpointer user_data)
{
  RepPersonSearch *self = user_data;

  go_way (self, self->name_button);
}

static void
way_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepPersonSearch *self = REP_PERSON_SEARCH (widget);
  const char *way = g_variant_get_string (parameter, NULL);

  if (strcmp (way, "unnamed") == 0)
    go_way (self, self->unnamed_button);
  else if (strcmp (way, "pseudonym") == 0)
    go_way (self, self->pseudonym_button);
  else if (strcmp (way, "group") == 0)
    go_way (self, self->group_button);
  else
    go_way (self, self->name_button);
}

static void
rep_person_search_get_property (GObject *object,
                                guint property_id,
                                GValue *value,
                                GParamSpec *pspec)
{
  RepPersonSearch *self = REP_PERSON_SEARCH (object);

  switch ((PersonSearchProperty)property_id) {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_WHO:
      g_value_set_uint (value, self->who);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_person_search_set_property (GObject *object,
                                guint property_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  RepPersonSearch *self = REP_PERSON_SEARCH (object);

  switch ((PersonSearchProperty)property_id) {
    case PROP_SESSION:
      if (g_set_object (&self->session, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_WHO:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static gboolean
rep_person_search_grab_focus (GtkWidget *widget)
{
  RepPersonSearch *self = REP_PERSON_SEARCH (widget);
  gpointer entries[] = { self->search_entry,    NULL,
                         self->first_entry,     self->unnamed_entry,
                         self->pseudonym_entry, self->group_entry };

  return entries[self->who] != NULL && gtk_widget_grab_focus (entries[self->who]);
}

static void
rep_person_search_dispose (GObject *object)
{
  RepPersonSearch *self = REP_PERSON_SEARCH (object);

  self->serial++;
  g_clear_object (&self->session);

  G_OBJECT_CLASS (rep_person_search_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, RepPersonSearch, name_button);
  gtk_widget_class_bind_template_child (widget_class, RepPersonSearch, unnamed_button);
  gtk_widget_class_bind_template_child (widget_class, RepPersonSearch, pseudonym_button);
  gtk_widget_class_bind_template_child (widget_class, RepPersonSearch, group_button);
  gtk_widget_class_bind_template_child (widget_class, RepPersonSearch, stack);
  gtk_widget_class_bind_template_child (widget_class, RepPersonSearch, search_field);
  gtk_widget_class_bind_template_child (widget_class, RepPersonSearch, first_field);
  gtk_widget_class_bind_template_child (widget_class, RepPersonSearch, unnamed_field);
  gtk_widget_class_bind_template_child (widget_class, RepPersonSearch, pseudonym_field);
  gtk_widget_class_bind_template_child (widget_class, RepPersonSearch, group_field);
  gtk_widget_class_bind_template_child (widget_class, RepPersonSearch, search_entry);
  gtk_widget_class_bind_template_child (widget_class, RepPersonSearch, first_entry);
  gtk_widget_class_bind_template_child (widget_class, RepPersonSearch, last_entry);
  gtk_widget_class_bind_template_child (widget_class, RepPersonSearch, unnamed_entry);
  gtk_widget_class_bind_template_child (widget_class, RepPersonSearch, pseudonym_entry);
  gtk_widget_class_bind_template_child (widget_class, RepPersonSearch, group_entry);
  gtk_widget_class_bind_template_child (widget_class, RepPersonSearch, known_name_label);
  gtk_widget_class_bind_template_child (widget_class, RepPersonSearch, known_detail_label);
  gtk_widget_class_bind_template_child (widget_class, RepPersonSearch, matches_box);
  gtk_widget_class_bind_template_child (widget_class, RepPersonSearch, doubles_label);
  gtk_widget_class_bind_template_child (widget_class, RepPersonSearch, matches_list);
  gtk_widget_class_bind_template_callback (widget_class, person_search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, person_search_again_cb);
  gtk_widget_class_bind_template_callback (widget_class, person_search_key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, person_search_row_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, person_search_typed_cb);
  gtk_widget_class_bind_template_callback (widget_class, person_search_way_clicked_cb);
}

static void
rep_person_search_class_init (RepPersonSearchClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rep_person_search_dispose;
  object_class->get_property = rep_person_search_get_property;
  object_class->set_property = rep_person_search_set_property;
  widget_class->grab_focus = rep_person_search_grab_focus;

  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, REP_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_WHO] =
      g_param_spec_uint ("who", NULL, NULL, REP_WHO_NOBODY, REP_WHO_GROUP, REP_WHO_NOBODY,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[CHOSEN] = g_signal_new ("chosen", REP_TYPE_PERSON_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "who.way", "s", way_action);

  g_type_ensure (REP_TYPE_CHOICE_LIST);
  g_type_ensure (REP_TYPE_FORM_FIELD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/widgets/person-search.ui");
  bind_children (widget_class);
}

static void
rep_person_search_init (RepPersonSearch *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rep_person_search_set_project (RepPersonSearch *search, const RepId *project)
{
  g_return_if_fail (REP_IS_PERSON_SEARCH (search));

  search->project = *project;
}

RepWho
rep_person_search_get_who (RepPersonSearch *search)
{
  g_return_val_if_fail (REP_IS_PERSON_SEARCH (search), REP_WHO_NOBODY);

  return search->who;
}

const RepId *
rep_person_search_get_known (RepPersonSearch *search)
{
  return search->who == REP_WHO_KNOWN ? &search->person : NULL;
}

gboolean
rep_person_search_is_new (RepPersonSearch *search)
{
  RepWho who = rep_person_search_get_who (search);

  return who == REP_WHO_NEW || who == REP_WHO_UNNAMED || who == REP_WHO_PSEUDONYM;
}

static gboolean
is_blank (GtkEditable *editable)
{
  const char *at = gtk_editable_get_text (editable);

  while (g_unichar_isspace (g_utf8_get_char (at)))
    at = g_utf8_next_char (at);
  return *at == '\0';
}

static void
each_entry (RepPersonSearch *self, guint first, RepKeptFunc func, RepDraft *draft)
{
  GtkEditable *entries[] = { self->search_entry,    self->first_entry,   self->last_entry,
                             self->pseudonym_entry, self->unnamed_entry, self->group_entry };

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    func (draft, first + i, entries[i]);
}

void
rep_person_search_keep (RepPersonSearch *search, guint first, RepDraft *draft)
{
  g_autofree char *way = NULL;
  char hex[REP_ID_HEX_SIZE];

  g_return_if_fail (REP_IS_PERSON_SEARCH (search));

  way = search->who != REP_WHO_NOBODY ? g_strdup_printf ("%u", search->who) : NULL;
  rep_draft_set (draft, first, way);
  if (search->who == REP_WHO_KNOWN)
    rep_draft_set (draft, first + 1, rep_id_format (&search->person, hex));
  each_entry (search, first + 2, rep_kept_save, draft);
}

void
rep_person_search_recall (RepPersonSearch *search, guint first, RepDraft *draft)
{
  RepWho who;
  RepId id;

  g_return_if_fail (REP_IS_PERSON_SEARCH (search));

  who = (RepWho)g_ascii_strtoull (rep_draft_get (draft, first), NULL, 10);
  if (who == REP_WHO_NEW) /* first, so that what is typed below finds doubles and proposes no one */
    go_on (search, who, "new");
  each_entry (search, first + 2, rep_kept_restore, draft);
  if (who == REP_WHO_UNNAMED)
    go_way (search, search->unnamed_button);
  else if (who == REP_WHO_PSEUDONYM)
    go_way (search, search->pseudonym_button);
  else if (who == REP_WHO_GROUP)
    go_way (search, search->group_button);
  else if (who == REP_WHO_KNOWN && rep_id_parse (rep_draft_get (draft, first + 1), &id) &&
           rep_casebook_number (casebook_of (search), &rep_kind_person, &id) != REP_NO_ROW)
    choose_known (search, &id);
}

gboolean
rep_person_search_check (RepPersonSearch *search)
{
  guint count;

  g_return_val_if_fail (REP_IS_PERSON_SEARCH (search), FALSE);

  switch (search->who) {
    case REP_WHO_NEW:
      if (!is_blank (search->first_entry) || !is_blank (search->last_entry))
        return TRUE;
      return rep_form_field_refuse (search->first_field, _ ("A first name or a last name."));
    case REP_WHO_UNNAMED:
      if (!is_blank (search->unnamed_entry))
        return TRUE;
      return rep_form_field_refuse (search->unnamed_field,
                                    _ ("A few words are needed to find this contact again."));
    case REP_WHO_PSEUDONYM:
      if (!is_blank (search->pseudonym_entry))
        return TRUE;
      return rep_form_field_refuse (search->pseudonym_field, _ ("Type the pseudonym."));
    case REP_WHO_GROUP:
      count = rep_typed_count (gtk_editable_get_text (search->group_entry));
      if (count > 0 && count <= MAX_HEADCOUNT)
        return TRUE;
      return rep_form_field_refuse (search->group_field, _ ("A number, from 1."));
    case REP_WHO_KNOWN:
      return TRUE;
    case REP_WHO_NOBODY:
    default:
      return rep_form_field_refuse (
          search->search_field, is_blank (search->search_entry)
                                    ? _ ("Who was it? Type a name, or choose another way above.")
                                    : _ ("Press Enter to take somebody in the list, or “New”."));
  }
}

static void
set_text (char **member, GtkEditable *editable)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (editable)));

  rep_text_set (member, *text != '\0' ? text : NULL);
}

void
rep_person_search_fill (RepPersonSearch *search, RepContact *contact, RepPerson *person)
{
  g_return_if_fail (REP_IS_PERSON_SEARCH (search));

  if (search->who == REP_WHO_KNOWN)
    rep_ids_add (&contact->persons, &search->person);
  else if (search->who == REP_WHO_GROUP)
    contact->headcount = (gint32)rep_typed_count (gtk_editable_get_text (search->group_entry));
  if (person == NULL)
    return;
  if (search->who == REP_WHO_NEW) {
    set_text (&person->first_name, search->first_entry);
    set_text (&person->last_name, search->last_entry);
  } else if (search->who == REP_WHO_PSEUDONYM) {
    set_text (&person->pseudonym, search->pseudonym_entry);
  } else if (search->who == REP_WHO_UNNAMED) {
    set_text (&person->description, search->unnamed_entry);
  }
}

void
rep_person_search_clear (RepPersonSearch *search)
{
  g_autoptr (RepDraft) nothing = rep_draft_new ();

  each_entry (search, 1, rep_kept_restore, nothing);
  go_way (search, search->name_button);
}
