/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/casebook/agenda.h"
#include "app/domain/day.h"
#include "ui/organisation/account-words.h"
#include "ui/pages/notes-group.h"
#include "ui/pages/today-outings.h"
#include "ui/pages/today-page.h"
#include "ui/pages/work-group.h"
#include "ui/pages/youth-names.h"
#include "ui/say.h"

typedef enum {
  PROP_SESSION = 1,
  PROP_TEAM,
} TodayPageProperty;

static GParamSpec *properties[PROP_TEAM + 1];

struct _RepTodayPage {
  AdwBin parent_instance;

  GtkWidget *recovered;
  GtkLabel *recovered_text;
  GtkWidget *accounts;
  GtkLabel *accounts_text;
  GtkWidget *demo;
  GtkWidget *drafts[REP_N_DRAFTS];
  GtkLabel *demo_text;
  GtkLabel *date;
  GtkLabel *week;
  RepTodayOutings *outings;
  RepWorkGroup *groups[REP_N_WORKS];
  GtkWidget *empty;

  RepSession *session;
  RepYouthNames *names;
  GSignalGroup *session_signals;
  GSignalGroup *agenda_signals;
  gboolean team;
  guint source; /* one refresh for several changes */
};

G_DEFINE_FINAL_TYPE (RepTodayPage, rep_today_page, ADW_TYPE_BIN)

static char *
say_date (guint32 day)
{
  static const char *const names[] = { N_ ("Monday"),   N_ ("Tuesday"), N_ ("Wednesday"),
                                       N_ ("Thursday"), N_ ("Friday"),  N_ ("Saturday"),
                                       N_ ("Sunday") };
  g_autofree char *date = rep_say_day (day);

  /* Translators: day of the week, then date */
  return g_strdup_printf (_ ("%1$s %2$s"), _ (names[(day - 1) % 7]), date);
}

static char *
say_week (guint n)
{
  if (n == 0)
    return g_strdup (_ ("Hello! No contact noted this week yet."));
  return g_strdup_printf (
      ngettext ("Hello! %u contact noted this week.", "Hello! %u contacts noted this week.", n), n);
}

static void
show_banner (RepTodayPage *self, RepCasebook *casebook)
{
  g_autofree char *date = rep_say_day (rep_casebook_today (casebook));
  g_autofree char *text =
      g_strdup_printf (_ ("Demonstration: today is %s, the young people are fictitious"), date);

  gtk_label_set_label (self->demo_text, text);
  gtk_widget_set_visible (self->demo, rep_casebook_is_demo (casebook));
}

/* Everyone sees that the recovery sheet was used, by the signed roster itself. */
static void
show_recovered (RepTodayPage *self)
{
  const GArray *notices = rep_session_get_notices (self->session);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; notices != NULL && i < notices->len; i++) {
    const RepNotice *notice = &g_array_index (notices, RepNotice, i);
    g_autofree char *day = rep_say_day (rep_day_of_time (notice->time));

    if (i > 0)
      g_string_append_c (text, '\n');
    /* Translators: day, login */
    g_string_append_printf (text,
                            notice->kind == REP_NOTICE_RECOVERED_ADDED
                                ? _ ("%s: the recovery sheet made a new manager, “%s”.")
                                : _ ("%s: the recovery sheet gave new keys to “%s”."),
                            day, notice->login);
  }
  gtk_label_set_label (self->recovered_text, text->str);
  gtk_widget_set_visible (self->recovered, text->len > 0);
}

/* Everyone sees who was given keys of late, by the signed list itself. */
static void
show_new_accounts (RepTodayPage *self, RepCasebook *casebook)
{
  g_autofree char *text = rep_account_words_new (casebook, g_get_real_time () / G_USEC_PER_SEC);

  gtk_label_set_label (self->accounts_text, text != NULL ? text : "");
  gtk_widget_set_visible (self->accounts, text != NULL);
}

static void
show_nothing (RepTodayPage *self)
{
  rep_today_outings_show (self->outings, NULL, FALSE);
  for (guint i = 0; i < REP_N_WORKS; i++)
    rep_work_group_show (self->groups[i], NULL, NULL, REP_WORK_LATE, NULL);
}

static void
show_work (RepTodayPage *self, RepCasebook *casebook)
{
  g_autoptr (RepWorklist) work =
      rep_agenda_pick (rep_session_get_agenda (self->session),
                       self->team ? REP_ALL_AUTHORS : rep_worklist_author (casebook));
  g_autofree char *date = say_date (rep_casebook_today (casebook));
  g_autofree char *week = say_week (work->week_contacts);
  guint n = 0;

  gtk_label_set_label (self->date, date);
  gtk_label_set_label (self->week, week);
  rep_today_outings_show (self->outings, casebook, self->team);
  for (guint i = 0; i < REP_N_WORKS; i++) {
    rep_work_group_show (self->groups[i], casebook, self->names, (RepWork)i, work->items[i]);
    n += work->items[i]->len;
  }
  gtk_widget_set_visible (self->empty, n == 0);
}

static void
refresh (RepTodayPage *self)
{
  RepCasebook *casebook = self->session != NULL ? rep_session_get_casebook (self->session) : NULL;

  g_clear_handle_id (&self->source, g_source_remove);
  if (casebook == NULL) {
    show_nothing (self);
    return;
  }
  show_banner (self, casebook);
  show_recovered (self);
  show_new_accounts (self, casebook);
  show_work (self, casebook);
}

static gboolean
refresh_cb (gpointer data)
{
  RepTodayPage *self = data;

  self->source = 0;
  refresh (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (RepTodayPage *self)
{
  if (self->source == 0)
    self->source = g_idle_add (refresh_cb, self);
}

static void
casebook_cb (RepTodayPage *self)
{
  g_signal_group_set_target (self->agenda_signals,
                             self->session != NULL ? rep_session_get_agenda (self->session) : NULL);
  refresh (self);
}

static void
draft_cb (RepTodayPage *self)
{
  for (guint i = 0; i < REP_N_DRAFTS; i++)
    gtk_widget_set_visible (self->drafts[i],
                            self->session != NULL && rep_session_has_draft (self->session, i));
}

static void
set_session (RepTodayPage *self, RepSession *session)
{
  if (!g_set_object (&self->session, session))
    return;
  g_clear_object (&self->names);
  if (session != NULL)
    self->names = rep_youth_names_new (session);
  g_signal_group_set_target (self->session_signals, session);
  casebook_cb (self);
  draft_cb (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

static void
set_team (RepTodayPage *self, gboolean team)
{
  if (self->team == team)
    return;
  self->team = team;
  refresh (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TEAM]);
}

static void
rep_today_page_dispose (GObject *object)
{
  RepTodayPage *self = REP_TODAY_PAGE (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_clear_object (&self->agenda_signals);
  g_clear_object (&self->session_signals);
  g_clear_object (&self->names);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (rep_today_page_parent_class)->dispose (object);
}

static void
rep_today_page_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  RepTodayPage *self = REP_TODAY_PAGE (object);

  switch ((TodayPageProperty)property_id) {
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    case PROP_TEAM:
      g_value_set_boolean (value, self->team);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_today_page_set_property (GObject *object,
                             guint property_id,
                             const GValue *value,
                             GParamSpec *pspec)
{
  RepTodayPage *self = REP_TODAY_PAGE (object);

  switch ((TodayPageProperty)property_id) {
    case PROP_SESSION:
      set_session (self, g_value_get_object (value));
      break;
    case PROP_TEAM:
      set_team (self, g_value_get_boolean (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/pages/today-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RepTodayPage, recovered);
  gtk_widget_class_bind_template_child (widget_class, RepTodayPage, recovered_text);
  gtk_widget_class_bind_template_child (widget_class, RepTodayPage, accounts);
  gtk_widget_class_bind_template_child (widget_class, RepTodayPage, accounts_text);
  gtk_widget_class_bind_template_child (widget_class, RepTodayPage, demo);
  gtk_widget_class_bind_template_child (widget_class, RepTodayPage, demo_text);
  gtk_widget_class_bind_template_child (widget_class, RepTodayPage, date);
  gtk_widget_class_bind_template_child (widget_class, RepTodayPage, week);
  gtk_widget_class_bind_template_child (widget_class, RepTodayPage, empty);
  gtk_widget_class_bind_template_child (widget_class, RepTodayPage, outings);
  for (guint i = 0; i < REP_N_DRAFTS; i++) {
    static const char *const names[REP_N_DRAFTS] = { "draft", "draft_outing", "draft_grid" };

    gtk_widget_class_bind_template_child_full (
        widget_class, names[i], FALSE,
        (gssize)(G_STRUCT_OFFSET (RepTodayPage, drafts) + i * sizeof (GtkWidget *)));
  }
  for (guint i = 0; i < REP_N_WORKS; i++) {
    static const char *const names[REP_N_WORKS] = { "late",   "today",  "soon",
                                                    "silent", "inform", "answer" };

    gtk_widget_class_bind_template_child_full (
        widget_class, names[i], FALSE,
        (gssize)(G_STRUCT_OFFSET (RepTodayPage, groups) + i * sizeof (RepWorkGroup *)));
  }
}

static void
rep_today_page_class_init (RepTodayPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rep_today_page_dispose;
  object_class->get_property = rep_today_page_get_property;
  object_class->set_property = rep_today_page_set_property;

  properties[PROP_SESSION] =
      g_param_spec_object ("session", NULL, NULL, REP_TYPE_SESSION,
                           G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TEAM] =
      g_param_spec_boolean ("team", NULL, NULL, FALSE,
                            G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (REP_TYPE_NOTES_GROUP);
  g_type_ensure (REP_TYPE_TODAY_OUTINGS);
  g_type_ensure (REP_TYPE_WORK_GROUP);
  gtk_widget_class_install_property_action (widget_class, "today.team", "team");
  bind_template (widget_class);
}

static void
rep_today_page_init (RepTodayPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->session_signals = g_signal_group_new (REP_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify::casebook",
                                  G_CALLBACK (casebook_cb), self);
  g_signal_group_connect_swapped (self->session_signals, "notify::has-draft", G_CALLBACK (draft_cb),
                                  self);
  self->agenda_signals = g_signal_group_new (REP_TYPE_AGENDA);
  g_signal_group_connect_swapped (self->agenda_signals, "changed", G_CALLBACK (changed_cb), self);
}
