/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/casebook/orientation.h"
#include "app/domain/field-change.h"
#include "ui/dialogs/partner-dialog.h"
#include "ui/pages/listing-page.h"
#include "ui/pages/named-row.h"
#include "ui/pages/partner-page.h"
#include "ui/pages/partner-words.h"
#include "ui/pages/referral-words.h"
#include "ui/pages/youth-referrals.h"
#include "ui/say.h"
#include "ui/spoken.h"

#define MAX_ROWS 50u

typedef enum {
  PROP_SESSION = 1,
} PartnerPageProperty;

static GParamSpec *properties[PROP_SESSION + 1];

struct _RepPartnerPage {
  AdwBin parent_instance;

  GtkStack *stack;
  GtkWidget *list;
  GtkScrolledWindow *scroller;
  GtkWidget *back;
  GtkLabel *title;
  GtkLabel *where;
  GtkBox *groups;

  RepSession *session;
  RepYouthNames *names;
  GSignalGroup *session_signals;
  GSignalGroup *casebook_signals;
  RepId id;            /* none: the list */
  RepPartner *partner; /* (nullable): as it was read */
  guint generation;    /* of what is shown: answers to older questions are dropped */
};

G_DEFINE_FINAL_TYPE (RepPartnerPage, rep_partner_page, ADW_TYPE_BIN)

static RepCasebook *
get_casebook (RepPartnerPage *self)
{
  return self->session != NULL ? rep_session_get_casebook (self->session) : NULL;
}

static guint32
get_number (RepPartnerPage *self)
{
  RepCasebook *casebook = get_casebook (self);

  if (casebook == NULL || rep_id_is_none (&self->id))
    return REP_NO_ROW;
  return rep_casebook_number (casebook, &rep_kind_partner, &self->id);
}

static AdwPreferencesGroup *
add_group (RepPartnerPage *self, const char *title)
{
  GtkWidget *group = g_object_new (ADW_TYPE_PREFERENCES_GROUP, "title", title, NULL);

  gtk_box_append (self->groups, group);
  return ADW_PREFERENCES_GROUP (group);
}

static void
add_fact (AdwPreferencesGroup *group, const char *title, const char *value)
{
  GtkWidget *row;

  if (value == NULL || *value == '\0')
    return;
  row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title, "subtitle", value,
                      "activatable", FALSE, NULL);
  gtk_widget_add_css_class (row, "rep-fact");
  adw_preferences_group_add (group, row);
}

/* Only what this account could open. */
static void
add_people (RepPartnerPage *self)
{
  const RepPartner *partner = self->partner;
  AdwPreferencesGroup *group;

  if (partner == NULL || rep_object_part_is_empty (&partner->object, REP_PART_IDENTITY))
    return;
  group = add_group (self, _ ("Person to talk to"));
  add_fact (group, _ ("Name"), partner->person);
  add_fact (group, _ ("Telephone"), partner->phone);
  add_fact (group, _ ("E-mail address"), partner->email);
  add_fact (group, _ ("Note"), partner->note);
}

/* One number a line, each a part of the one above. */
static void
add_count (AdwPreferencesGroup *group, const char *title, guint n)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title,
                                 "activatable", FALSE, NULL);
  g_autofree char *text = g_strdup_printf ("%u", n);
  GtkWidget *number = gtk_label_new (text);

  gtk_widget_add_css_class (number, "numeric");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), number);
  adw_preferences_group_add (group, row);
}

/* Of nobody there is nothing to tell apart. */
static void
add_part (AdwPreferencesGroup *group, const char *title, guint n)
{
  if (n > 0)
    add_count (group, title, n);
}

static void
add_yield (RepPartnerPage *self, RepCasebook *casebook, guint32 number)
{
  g_autoptr (GArray) yields = rep_partner_yields (casebook, REP_ALL_YIELDS);
  const RepPartnerYield *yield = &g_array_index (yields, RepPartnerYield, number);
  AdwPreferencesGroup *group = add_group (self, _ ("What it brought"));
  g_autofree char *last = rep_say_day (yield->last);

  add_fact (group, _ ("Last exchange"), yield->last != 0 ? last : _ ("None yet"));
  add_count (group, _ ("Young people signalled"), yield->signalled);
  add_part (group, _ ("of them counting towards a target"), yield->in_target);
  add_part (group, _ ("of them reached"), yield->reached);
  add_part (group, _ ("of them met"), yield->met);
  add_part (group, _ ("of them engaged"), yield->mobilised);
  add_part (group, _ ("of them supported"), yield->supported);
  if (yield->sent == 0)
    return;
  add_count (group, _ ("Sent to it"), yield->sent);
  add_part (group, _ ("of them answered"), yield->answered);
  add_part (group, _ ("of them accepted"), yield->accepted);
}

static void
say_more (AdwPreferencesGroup *group, guint n)
{
  g_autofree char *text = g_strdup_printf (ngettext ("The latest of %u", "The latest of %u", n), n);

  if (n > MAX_ROWS)
    adw_preferences_group_set_description (group, text);
}

static void
add_youths (RepPartnerPage *self, RepCasebook *casebook, guint32 number)
{
  g_autoptr (GArray) youths = rep_partner_youths (casebook, (guint16)number);
  AdwPreferencesGroup *group;

  if (youths->len == 0)
    return;
  group = add_group (self, _ ("Whom it signalled"));
  say_more (group, youths->len);
  for (guint i = 0; i < MIN (youths->len, MAX_ROWS); i++) {
    const RepPartnerYouth *youth = &g_array_index (youths, RepPartnerYouth, i);
    g_autofree char *said = rep_partner_words_youth (casebook, youth);

    adw_preferences_group_add (
        group, rep_named_row_new (
                   self->names, rep_casebook_id (casebook, &rep_kind_person, youth->person), said));
  }
}

/* Open ones first, then the latest. */
static int
compare_referrals (gconstpointer a, gconstpointer b, gpointer rows)
{
  const RepOrientationRow *left =
      &g_array_index ((GArray *)rows, RepOrientationRow, *(const guint32 *)a);
  const RepOrientationRow *right =
      &g_array_index ((GArray *)rows, RepOrientationRow, *(const guint32 *)b);
  gboolean open = rep_referral_is_open (left);

  if (open != rep_referral_is_open (right))
    return open ? -1 : 1;
  return left->date > right->date ? -1 : left->date < right->date ? 1 : 0;
}

static GArray *
referrals_of (RepCasebook *casebook, guint32 number)
{
  const GArray *rows = rep_casebook_orientations (casebook);
  GArray *list = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 i = 0; i < rows->len; i++)
    if (g_array_index (rows, RepOrientationRow, i).revision != 0 &&
        g_array_index (rows, RepOrientationRow, i).partner == number)
      g_array_append_val (list, i);
  g_array_sort_with_data (list, compare_referrals, (gpointer)rows);
  return list;
}

static void
add_referrals (RepPartnerPage *self, RepCasebook *casebook, guint32 number)
{
  g_autoptr (GArray) list = referrals_of (casebook, number);
  AdwPreferencesGroup *group;

  if (list->len == 0)
    return;
  group = add_group (self, _ ("Referrals"));
  say_more (group, list->len);
  for (guint i = 0; i < MIN (list->len, MAX_ROWS); i++) {
    guint32 at = g_array_index (list, guint32, i);
    const RepOrientationRow *row =
        &g_array_index (rep_casebook_orientations (casebook), RepOrientationRow, at);
    g_autofree char *said = rep_referral_say (casebook, row);
    GtkWidget *line = rep_named_row_new (
        self->names,
        rep_casebook_id (casebook, &rep_kind_person, rep_casebook_root (casebook, row->person)),
        said);

    rep_referral_add_answer (line, casebook, at);
    adw_preferences_group_add (group, line);
  }
}

static void
clear_groups (RepPartnerPage *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->groups))) != NULL)
    gtk_box_remove (self->groups, child);
}

/* A director sees numbers; of people only who holds the key to names. */
static void
fill (RepPartnerPage *self)
{
  RepCasebook *casebook = get_casebook (self);
  guint32 number = get_number (self);
  const RepPartner *partner;
  g_autofree char *where = NULL;

  clear_groups (self);
  if (number == REP_NO_ROW)
    return;
  partner = g_ptr_array_index (rep_casebook_partners (casebook), number);
  where = rep_partner_words_where (partner);
  gtk_label_set_label (self->title, partner->name);
  gtk_label_set_label (self->where, where);
  add_people (self);
  add_yield (self, casebook, number);
  if (rep_casebook_holds_names (casebook)) {
    add_youths (self, casebook, number);
    add_referrals (self, casebook, number);
  }
  rep_spoken_complete (GTK_WIDGET (self->groups), partner->name);
}

typedef struct {
  RepPartnerPage *self;
  guint generation;
} Question;

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Question *question = data;
  g_autoptr (RepPartnerPage) self = question->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) read = rep_session_read_finish (REP_SESSION (source), result, &error);
  g_autofree char *sentence = NULL;

  if (question->generation != self->generation || get_casebook (self) == NULL)
    return;
  if (read != NULL && read->len > 0) {
    rep_object_free (self->partner);
    self->partner = rep_object_copy (g_ptr_array_index (read, 0));
    gtk_widget_action_set_enabled (GTK_WIDGET (self), "partner.modify", TRUE);
    fill (self);
    return;
  }
  sentence = rep_say_error (error);
  gtk_label_set_label (self->where, sentence);
}

static void
refresh (RepPartnerPage *self)
{
  Question *question;
  gboolean shown = get_number (self) != REP_NO_ROW;

  self->generation++;
  rep_object_free (g_steal_pointer (&self->partner));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "partner.modify", FALSE);
  fill (self);
  gtk_stack_set_visible_child_name (self->stack, shown ? "one" : "list");
  if (!shown)
    return;
  question = g_new0 (Question, 1);
  question->self = g_object_ref (self);
  question->generation = self->generation;
  rep_session_read_async (self->session, &self->id, 1, FALSE, read_cb, question);
}

static void
back_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  rep_partner_page_show (REP_PARTNER_PAGE (widget), NULL);
}

static void
modify_action (GtkWidget *widget, const char *name, GVariant *parameter)
{
  RepPartnerPage *self = REP_PARTNER_PAGE (widget);

  if (self->partner != NULL)
    gtk_window_present (GTK_WINDOW (
        rep_partner_dialog_new (GTK_WINDOW (gtk_widget_get_root (widget)), self->session,
                                rep_object_copy (&self->partner->object))));
}

static void
casebook_cb (RepPartnerPage *self)
{
  g_signal_group_set_target (self->casebook_signals, get_casebook (self));
  self->id = (RepId){ { 0 } };
  refresh (self);
}

static void
set_session (RepPartnerPage *self, RepSession *session)
{
  if (!g_set_object (&self->session, session))
    return;
  g_clear_object (&self->names);
  if (session != NULL)
    self->names = rep_youth_names_new (session);
  g_object_set (self->list, "session", session, NULL);
  g_signal_group_set_target (self->session_signals, session);
  casebook_cb (self);
}

static void
rep_partner_page_dispose (GObject *object)
{
  RepPartnerPage *self = REP_PARTNER_PAGE (object);

  self->generation++;
  rep_object_free (g_steal_pointer (&self->partner));
  g_clear_object (&self->casebook_signals);
  g_clear_object (&self->session_signals);
  g_clear_object (&self->names);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (rep_partner_page_parent_class)->dispose (object);
}

static void
rep_partner_page_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch ((PartnerPageProperty)property_id) {
    case PROP_SESSION:
      g_value_set_object (value, REP_PARTNER_PAGE (object)->session);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_partner_page_set_property (GObject *object,
                               guint property_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  switch ((PartnerPageProperty)property_id) {
    case PROP_SESSION:
      set_session (REP_PARTNER_PAGE (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_partner_page_class_init (RepPartnerPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rep_partner_page_dispose;
  object_class->get_property = rep_partner_page_get_property;
  object_class->set_property = rep_partner_page_set_property;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, REP_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
  gtk_widget_class_install_action (widget_class, "partner.back", NULL, back_action);
  gtk_widget_class_install_action (widget_class, "partner.modify", NULL, modify_action);

  g_type_ensure (REP_TYPE_LISTING_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/pages/partner-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RepPartnerPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RepPartnerPage, list);
  gtk_widget_class_bind_template_child (widget_class, RepPartnerPage, scroller);
  gtk_widget_class_bind_template_child (widget_class, RepPartnerPage, back);
  gtk_widget_class_bind_template_child (widget_class, RepPartnerPage, title);
  gtk_widget_class_bind_template_child (widget_class, RepPartnerPage, where);
  gtk_widget_class_bind_template_child (widget_class, RepPartnerPage, groups);
}

static void
rep_partner_page_init (RepPartnerPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->session_signals = g_signal_group_new (REP_TYPE_SESSION);
  g_signal_group_connect_swapped (self->session_signals, "notify::casebook",
                                  G_CALLBACK (casebook_cb), self);
  self->casebook_signals = g_signal_group_new (REP_TYPE_CASEBOOK);
  g_signal_group_connect_swapped (self->casebook_signals, "changed", G_CALLBACK (refresh), self);
}

void
rep_partner_page_show (RepPartnerPage *page, const RepId *id)
{
  g_return_if_fail (REP_IS_PARTNER_PAGE (page));

  page->id = id != NULL ? *id : (RepId){ { 0 } };
  refresh (page);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (page->scroller), 0);
  if (id != NULL)
    gtk_widget_grab_focus (page->back);
  else
    gtk_widget_child_focus (GTK_WIDGET (page), GTK_DIR_TAB_FORWARD);
}
