/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/domain/day.h"
#include "ui/organisation/journal-page.h"
#include "ui/organisation/journal-work.h"
#include "ui/say.h"

#define ROWS_AT_ONCE 50

typedef enum {
  PROP_SESSION = 1,
} JournalPageProperty;

static GParamSpec *properties[PROP_SESSION + 1];

struct _RepJournalPage {
  AdwPreferencesPage parent_instance;

  AdwPreferencesGroup *top;
  AdwComboRow *part;
  GtkWidget *empty;
  GtkWidget *spinner;

  RepSession *session;
  GCancellable *reading; /* (nullable): the journal is being read */
  GPtrArray *groups;     /* AdwPreferencesGroup, (unowned): a day each, then that of the button */
  GtkWidget *older;      /* (unowned) (nullable): the group of the button for more */
  guint32 day;           /* of the last group */
  guint shown;
};

G_DEFINE_FINAL_TYPE (RepJournalPage, rep_journal_page, ADW_TYPE_PREFERENCES_PAGE)

static RepCasebook *
casebook_of (RepJournalPage *self)
{
  return self->session != NULL ? rep_session_get_casebook (self->session) : NULL;
}

static void
stop (RepJournalPage *self)
{
  if (self->reading != NULL)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

static void
remove_older (RepJournalPage *self)
{
  if (self->older != NULL)
    adw_preferences_page_remove (ADW_PREFERENCES_PAGE (self), ADW_PREFERENCES_GROUP (self->older));
  self->older = NULL;
}

static void
clear (RepJournalPage *self)
{
  remove_older (self);
  for (guint i = 0; i < self->groups->len; i++)
    adw_preferences_page_remove (ADW_PREFERENCES_PAGE (self), g_ptr_array_index (self->groups, i));
  g_ptr_array_set_size (self->groups, 0);
  self->day = 0;
  self->shown = 0;
}

static AdwPreferencesGroup *
add_group (RepJournalPage *self, const char *title)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  if (title != NULL)
    adw_preferences_group_set_title (group, title);
  adw_preferences_page_add (ADW_PREFERENCES_PAGE (self), group);
  return group;
}

/* The group of the day of @moment, which is that of the entry before or an earlier one. */
static AdwPreferencesGroup *
group_of (RepJournalPage *self, GDateTime *moment)
{
  guint32 day =
      rep_day_from_ymd ((guint)g_date_time_get_year (moment), (guint)g_date_time_get_month (moment),
                        (guint)g_date_time_get_day_of_month (moment));

  if (self->groups->len == 0 || day != self->day) {
    g_autofree char *title = rep_say_day (day);

    g_ptr_array_add (self->groups, add_group (self, title));
    self->day = day;
  }
  return g_ptr_array_index (self->groups, self->groups->len - 1);
}

static void
add_row (RepJournalPage *self, RepCasebook *casebook, const RepJournalLine *line)
{
  g_autoptr (GDateTime) moment = g_date_time_new_from_unix_local (MAX (line->time, 0));
  g_autofree char *login = rep_casebook_login (casebook, &line->account);
  g_autofree char *about = rep_casebook_journal_about (casebook, line, rep_say_is_french ());
  const char *deed = rep_say_term (&rep_vocabulary_deed, line->action);
  /* Translators: what was done, to which kinds of record */
  g_autofree char *title =
      *about != '\0' ? g_strdup_printf (_ ("%1$s: %2$s"), deed, about) : g_strdup (deed);
  g_autofree char *subtitle =
      moment != NULL ? g_strdup_printf ("%02d:%02d · %s", g_date_time_get_hour (moment),
                                        g_date_time_get_minute (moment), login)
                     : g_strdup (login);

  if (moment == NULL)
    return;
  adw_preferences_group_add (group_of (self, moment),
                             g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title,
                                           "subtitle", subtitle, NULL));
}

static void
add_older (RepJournalPage *self)
{
  AdwPreferencesGroup *group = add_group (self, NULL);
  GtkWidget *button = gtk_button_new_with_label (_ ("Older entries"));

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "journal.older");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Older entries"), -1);
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  adw_preferences_group_add (group, button);
  self->older = GTK_WIDGET (group);
}

static void
show (RepJournalPage *self, const RepJournalSlice *slice)
{
  RepCasebook *casebook = casebook_of (self);

  if (slice->skip == 0)
    clear (self);
  remove_older (self);
  for (guint i = 0; casebook != NULL && i < slice->lines->len; i++)
    add_row (self, casebook, g_ptr_array_index (slice->lines, i));
  self->shown = slice->skip + slice->lines->len;
  gtk_widget_set_visible (self->empty, self->shown == 0);
  if (slice->more)
    add_older (self);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (RepJournalPage) self = user_data;
  g_autoptr (GError) error = NULL;
  const RepJournalSlice *slice;

  if (!rep_journal_work_read_finish (REP_SESSION (source), result, &slice, &error)) {
    g_autofree char *sentence = rep_say_error (error);

    if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->reading == NULL)
      return;
    adw_preferences_group_set_description (self->top, sentence);
  } else if (g_task_get_cancellable (G_TASK (result)) == self->reading) {
    show (self, slice);
  } else {
    return;
  }
  g_clear_object (&self->reading);
  gtk_widget_set_visible (self->spinner, FALSE);
}

static void
read_from (RepJournalPage *self, guint skip)
{
  stop (self);
  if (casebook_of (self) == NULL)
    return;
  self->reading = g_cancellable_new ();
  gtk_widget_set_visible (self->spinner, TRUE);
  rep_journal_work_read (self->session, (RepJournalPart)adw_combo_row_get_selected (self->part),
                         skip, ROWS_AT_ONCE, self->reading, read_cb, g_object_ref (self));
}

static void
map_cb (RepJournalPage *self)
{
  read_from (self, 0);
}

static void
part_cb (RepJournalPage *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    read_from (self, 0);
}

static void
older_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepJournalPage *self = REP_JOURNAL_PAGE (widget);

  if (self->reading == NULL)
    read_from (self, self->shown);
}

static void
rep_journal_page_set_property (GObject *object,
                               guint property_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  switch ((JournalPageProperty)property_id) {
    case PROP_SESSION:
      g_set_object (&REP_JOURNAL_PAGE (object)->session, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_journal_page_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch ((JournalPageProperty)property_id) {
    case PROP_SESSION:
      g_value_set_object (value, REP_JOURNAL_PAGE (object)->session);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_journal_page_dispose (GObject *object)
{
  RepJournalPage *self = REP_JOURNAL_PAGE (object);

  stop (self);
  g_clear_object (&self->session);
  g_clear_pointer (&self->groups, g_ptr_array_unref);

  G_OBJECT_CLASS (rep_journal_page_parent_class)->dispose (object);
}

static void
rep_journal_page_class_init (RepJournalPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rep_journal_page_dispose;
  object_class->get_property = rep_journal_page_get_property;
  object_class->set_property = rep_journal_page_set_property;

  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, REP_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (widget_class, "journal.older", NULL, older_action);
  gtk_widget_class_set_template_from_resource (
      widget_class, "/org/reperes/Reperes/ui/organisation/journal-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RepJournalPage, top);
  gtk_widget_class_bind_template_child (widget_class, RepJournalPage, part);
  gtk_widget_class_bind_template_child (widget_class, RepJournalPage, empty);
  gtk_widget_class_bind_template_child (widget_class, RepJournalPage, spinner);
  gtk_widget_class_bind_template_callback (widget_class, map_cb);
  gtk_widget_class_bind_template_callback (widget_class, part_cb);
}

static void
rep_journal_page_init (RepJournalPage *self)
{
  self->groups = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
