/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/typed.h"
#include "ui/widgets/person-search-private.h"
#include "ui/widgets/person-words.h"

typedef enum {
  PROP_SESSION = 1,
  PROP_WHO,
} PersonSearchProperty;

enum {
  CHOSEN,
  NAMED,
  N_SIGNALS,
};

static GParamSpec *properties[PROP_WHO + 1];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RepPersonSearch, rep_person_search, GTK_TYPE_BOX)

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
person_search_typed_cb (GtkEditable *editable, gpointer user_data)
{
  RepPersonSearch *self = user_data;
  const char *text = gtk_editable_get_text (editable);

  if (!is_searching (self))
    return;
  if (*text == '\0')
    rep_person_matches_hide (self->matches);
  else
    rep_person_matches_search (self->matches, text, GTK_ACCESSIBLE (editable));
}

static void
person_search_named_cb (GtkEditable *editable, gpointer user_data)
{
  if (rep_person_search_is_new (user_data))
    g_signal_emit (user_data, signals[NAMED], 0);
}

static void
known_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepPersonSearch) self = user_data;
  g_autoptr (GPtrArray) persons = rep_session_read_finish (REP_SESSION (source), result, NULL);
  const RepPerson *person = persons != NULL ? g_ptr_array_index (persons, 0) : NULL;
  g_autofree char *name = NULL, *detail = NULL;

  if (person == NULL || casebook_of (self) == NULL || self->who != REP_WHO_KNOWN ||
      !rep_id_equal (&person->object.id, &self->person))
    return;
  name = rep_person_words_name (person);
  detail = rep_person_words_detail (casebook_of (self), person, &self->project);
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
  rep_person_matches_hide (self->matches);
  gtk_toggle_button_set_active (self->name_button, TRUE);
  gtk_label_set_text (self->known_name_label, "…");
  gtk_label_set_text (self->known_detail_label, "");
  rep_session_read_async (self->session, id, 1, FALSE, known_read_cb, g_object_ref (self));
  go_on (self, REP_WHO_KNOWN, "known");
}

/* Likely doubles come up, should one of them be the same youth after all. */
static void
choose_new (RepPersonSearch *self)
{
  g_autofree char *first = NULL, *last = NULL;

  rep_typed_name (gtk_editable_get_text (self->search_entry), &first, &last);
  gtk_editable_set_text (self->first_entry, first);
  gtk_editable_set_text (self->last_entry, last);
  rep_person_matches_hide (self->matches);
  go_on (self, REP_WHO_NEW, "new");
}

static gboolean
take (RepPersonSearch *self, RepPick pick, const RepId *id)
{
  if (pick == REP_PICK_NEW)
    choose_new (self);
  else if (pick == REP_PICK_KNOWN)
    choose_known (self, id);
  return pick != REP_PICK_NOTHING;
}

static void
person_search_match_chosen_cb (RepPersonMatches *matches, RepChoice *choice, gpointer user_data)
{
  RepId id = { 0 };

  (void)take (user_data, rep_person_matches_read (choice, &id), &id);
}

/* Enter takes what the arrows point at; while searching something always is. */
static gboolean
enter_pressed (RepPersonSearch *self)
{
  RepId id = { 0 };

  return take (self, rep_person_matches_pick (self->matches, &id), &id) || is_searching (self)
             ? GDK_EVENT_STOP
             : GDK_EVENT_PROPAGATE;
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
  return (down || up) && rep_person_matches_move (self->matches, down ? 1 : -1)
             ? GDK_EVENT_STOP
             : GDK_EVENT_PROPAGATE;
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
  rep_person_matches_hide (self->matches);
  set_who (self, who);
  gtk_stack_set_visible_child_name (self->stack, page);
  gtk_widget_grab_focus (GTK_WIDGET (entry));
  if (who == REP_WHO_NOBODY)
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
      rep_person_matches_set_session (self->matches, g_value_get_object (value));
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
  gtk_widget_class_bind_template_child (widget_class, RepPersonSearch, matches);
  gtk_widget_class_bind_template_callback (widget_class, person_search_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, person_search_again_cb);
  gtk_widget_class_bind_template_callback (widget_class, person_search_key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, person_search_named_cb);
  gtk_widget_class_bind_template_callback (widget_class, person_search_match_chosen_cb);
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
  signals[NAMED] = g_signal_new ("named", REP_TYPE_PERSON_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
  gtk_widget_class_install_action (widget_class, "who.way", "s", way_action);

  g_type_ensure (REP_TYPE_FORM_FIELD);
  g_type_ensure (REP_TYPE_PERSON_MATCHES);
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
  rep_person_matches_set_project (search->matches, project);
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

void
rep_person_search_compare (RepPersonSearch *search, const RepPerson *person)
{
  g_return_if_fail (REP_IS_PERSON_SEARCH (search));

  rep_person_matches_compare (search->matches, person);
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
  if (who ==
      REP_WHO_NEW) /* first, so that what is typed below finds doubles and searches for no one */
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

void
rep_person_search_clear (RepPersonSearch *search)
{
  g_autoptr (RepDraft) nothing = rep_draft_new ();

  each_entry (search, 1, rep_kept_restore, nothing);
  go_way (search, search->name_button);
}
