/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/casebook/outing.h"
#include "ui/pages/listing-page.h"
#include "ui/pages/outing-words.h"
#include "ui/pages/partner-words.h"
#include "ui/say.h"

#define MAX_ROWS 100u

typedef enum {
  PROP_SESSION = 1,
  PROP_SUBJECT,
} ListingPageProperty;

static GParamSpec *properties[PROP_SUBJECT + 1];

struct _RepListingPage {
  AdwBin parent_instance;

  GtkStack *stack;
  GtkListBox *list;
  GtkButton *add, *add_first; /* of an empty list */

  AdwStatusPage *empty;

  guint subject; /* index of subjects */
  RepSession *session;
  GSignalGroup *casebook_signals;
};

G_DEFINE_FINAL_TYPE (RepListingPage, rep_listing_page, ADW_TYPE_BIN)

static GtkWidget *
add_row (RepListingPage *self, const char *title, const char *subtitle)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title,
                                 "subtitle", subtitle, NULL);

  gtk_list_box_append (self->list, row);
  return row;
}

/* Enter or a click shows what the row stands for. */
static void
set_action (GtkWidget *row, const char *action, const RepId *id)
{
  char hex[REP_ID_HEX_SIZE];

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "s", rep_id_format (id, hex));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), action);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic",
                                           "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                           "css-classes", (const char *[]){ "dim-label", NULL },
                                           NULL));
}

/* The latest first; the whole history is for the reports. */
static int
compare_rows (gconstpointer a, gconstpointer b, gpointer rows)
{
  const RepOutingRow *left = &g_array_index ((GArray *)rows, RepOutingRow, *(const guint *)a);
  const RepOutingRow *right = &g_array_index ((GArray *)rows, RepOutingRow, *(const guint *)b);

  return left->date > right->date ? -1 : left->date < right->date ? 1 : 0;
}

static GArray *
latest (const GArray *rows)
{
  GArray *numbers = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < rows->len; i++)
    if (g_array_index (rows, RepOutingRow, i).revision != 0)
      g_array_append_val (numbers, i);
  g_array_sort_with_data (numbers, compare_rows, (gpointer)rows);
  g_array_set_size (numbers, MIN (numbers->len, MAX_ROWS));
  return numbers;
}

static guint
fill_outings (RepListingPage *self, RepCasebook *casebook)
{
  const GArray *rows = rep_casebook_outings (casebook);
  g_autoptr (GArray) numbers = latest (rows);
  g_autoptr (GArray) sums = rep_outing_sums (casebook);

  for (guint i = 0; i < numbers->len; i++) {
    guint number = g_array_index (numbers, guint, i);
    g_autofree char *title = rep_outing_words_title (casebook, number);
    g_autofree char *where = rep_outing_words_where (casebook, number);
    g_autofree char *met = rep_outing_words_met (&g_array_index (sums, RepOutingSum, number));
    g_autofree char *subtitle = g_strdup_printf ("%s\n%s", where, met);

    set_action (add_row (self, title, subtitle), "win.show-outing",
                rep_casebook_id (casebook, &rep_kind_outing, number));
  }
  return numbers->len;
}

static int
compare_partners (gconstpointer a, gconstpointer b)
{
  return g_utf8_collate ((*(const RepPartner *const *)a)->name,
                         (*(const RepPartner *const *)b)->name);
}

static guint
fill_partners (RepListingPage *self, RepCasebook *casebook)
{
  const GPtrArray *partners = rep_casebook_partners (casebook);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  g_autoptr (GArray) yields = rep_partner_yields (casebook, REP_ALL_YIELDS);

  for (guint i = 0; i < partners->len; i++)
    if (g_ptr_array_index (partners, i) != NULL)
      g_ptr_array_add (sorted, g_ptr_array_index (partners, i));
  g_ptr_array_sort (sorted, compare_partners);
  for (guint i = 0; i < sorted->len; i++) {
    const RepPartner *partner = g_ptr_array_index (sorted, i);
    g_autofree char *subtitle = rep_partner_words_line (
        partner,
        &g_array_index (yields, RepPartnerYield,
                        rep_casebook_number (casebook, &rep_kind_partner, &partner->object.id)));

    set_action (add_row (self, partner->name, subtitle), "win.show-partner", &partner->object.id);
  }
  return sorted->len;
}

/* What this page may list, by the name the window gives it. */
static const struct {
  const char *subject;
  const char *title;
  const char *icon;
  const char *empty;
  const char *explanation;
  const char *add; /* (nullable): on the button that makes another, with what it does */
  const char *action;
  guint (*fill) (RepListingPage *self, RepCasebook *casebook);
} subjects[] = {
  { "outings", N_ ("Outings"), "mark-location-symbolic", N_ ("No outing yet"),
    N_ ("Outings of the bus, of street rounds and events appear here."), N_ ("New outing"),
    "win.new-outing", fill_outings },
  { "partners", N_ ("Partners"), "network-workgroup-symbolic", N_ ("No partner yet"),
    N_ ("Partners and sentinels appear here, those of the project sheets too."), N_ ("New partner"),
    "win.new-partner", fill_partners },
};

static void
refresh_cb (RepListingPage *self)
{
  RepCasebook *casebook = self->session != NULL ? rep_session_get_casebook (self->session) : NULL;
  GtkWidget *row;
  guint n;

  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list))) != NULL)
    gtk_list_box_remove (self->list, row);
  n = casebook != NULL ? subjects[self->subject].fill (self, casebook) : 0;
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "list" : "empty");
}

static void
casebook_cb (RepListingPage *self)
{
  g_signal_group_set_target (self->casebook_signals, rep_session_get_casebook (self->session));
  refresh_cb (self);
}

static void
set_session (RepListingPage *self, RepSession *session)
{
  if (!g_set_object (&self->session, session) || session == NULL)
    return;
  g_signal_connect_object (session, "notify::casebook", G_CALLBACK (casebook_cb), self,
                           G_CONNECT_SWAPPED);
  casebook_cb (self);
}

static void
show_add (RepListingPage *self, GtkButton *button)
{
  const char *text = subjects[self->subject].add;

  gtk_widget_set_visible (GTK_WIDGET (button), text != NULL);
  gtk_button_set_label (button, text != NULL ? _ (text) : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  text != NULL ? _ (text) : "", -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), subjects[self->subject].action);
}

static void
set_subject (RepListingPage *self, const char *subject)
{
  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    if (g_strcmp0 (subjects[i].subject, subject) == 0)
      self->subject = i;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ (subjects[self->subject].title), -1);
  show_add (self, self->add);
  show_add (self, self->add_first);
  adw_status_page_set_icon_name (self->empty, subjects[self->subject].icon);
  adw_status_page_set_title (self->empty, _ (subjects[self->subject].empty));
  adw_status_page_set_description (self->empty, _ (subjects[self->subject].explanation));
}

static void
rep_listing_page_set_property (GObject *object,
                               guint property_id,
                               const GValue *value,
                               GParamSpec *pspec)
{
  switch ((ListingPageProperty)property_id) {
    case PROP_SESSION:
      set_session (REP_LISTING_PAGE (object), g_value_get_object (value));
      break;
    case PROP_SUBJECT:
      set_subject (REP_LISTING_PAGE (object), g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_listing_page_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  switch ((ListingPageProperty)property_id) {
    case PROP_SESSION:
      g_value_set_object (value, REP_LISTING_PAGE (object)->session);
      break;
    case PROP_SUBJECT:
      g_value_set_string (value, subjects[REP_LISTING_PAGE (object)->subject].subject);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_listing_page_dispose (GObject *object)
{
  RepListingPage *self = REP_LISTING_PAGE (object);

  g_clear_object (&self->casebook_signals);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (rep_listing_page_parent_class)->dispose (object);
}

static void
rep_listing_page_class_init (RepListingPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = rep_listing_page_dispose;
  object_class->get_property = rep_listing_page_get_property;
  object_class->set_property = rep_listing_page_set_property;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, REP_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_SUBJECT] =
      g_param_spec_string ("subject", NULL, NULL, subjects[0].subject,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/pages/listing-page.ui");
  gtk_widget_class_bind_template_child (widget_class, RepListingPage, stack);
  gtk_widget_class_bind_template_child (widget_class, RepListingPage, list);
  gtk_widget_class_bind_template_child (widget_class, RepListingPage, add);
  gtk_widget_class_bind_template_child (widget_class, RepListingPage, add_first);
  gtk_widget_class_bind_template_child (widget_class, RepListingPage, empty);
}

static void
rep_listing_page_init (RepListingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->casebook_signals = g_signal_group_new (REP_TYPE_CASEBOOK);
  g_signal_group_connect_swapped (self->casebook_signals, "changed", G_CALLBACK (refresh_cb), self);
}
