/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

#include "app/casebook/outing.h"
#include "app/casebook/partner.h"
#include "app/casebook/session.h"
#include "app/platform/idle.h"
#include "app/platform/process.h"
#include "ui/application.h"
#include "ui/dialogs/contact-form.h"
#include "ui/dialogs/recover-dialog.h"
#include "ui/window.h"

/*
 * Renders the pages of the application on a vault to PNG files: tour FOLDER PREFIX [--dark]
 * [--width N] [--height N] [--text N] [--only NAME]. The vault, login and password file come from
 * the environment, as for reperesctl.
 */

#define SETTLE_MS 700

typedef struct {
  const char *name;
  const char *action; /* of the window, NULL for what is there already */
  const char *target; /* its parameter, or NULL */
} Stop;

static const Stop stops[] = {
  { "aujourdhui", "win.show-page", "today" },
  { "jeunes", "win.show-page", "youths" },
  { "jeune", "win.show-youth", "*" },
  { "etape", "youth.set-stage", "" },
  { "orientation", "youth.refer", "" },
  { "sorties", "win.show-page", "outings" },
  { "sortie", "win.show-outing", "*" },
  { "feuille-de-sortie", "win.grid", "*" },
  { "nouvelle-sortie", "win.new-outing", NULL },
  { "projets", "win.show-page", "projects" },
  { "projet", "win.show-project", "charleville-mezieres" },
  { "projet-chiffres", "win.show-project", "charleville-mezieres/figures" },
  { "projet-chiffres-cloture", "figures.close-quarter", NULL },
  { "projet-chiffres-commentaire", "figures.comment", NULL },
  { "projet-envois", "win.show-project", "charleville-mezieres/releases" },
  { "envoi-prepare", "release.prepare", "" },
  { "partenaires", "win.show-page", "partners" },
  { "partenaire", "win.show-partner", "*" },
  { "nouveau-partenaire", "win.new-partner", NULL },
  { "mot-de-passe-et-secours", "win.organisation", "security" },
  { "sauvegardes", "win.organisation", "backups" },
  { "import", "win.organisation", "import" },
  { "comptes", "win.organisation", "accounts" },
  { "journal", "win.organisation", "journal" },
  { "liste-d-appels", "win.call-list", "" },
  { "nouveau-contact", "win.new-contact", NULL },
  { "brouillon", "win.new-contact", "draft" },
  { "brouillon-en-attente", "win.show-page", "today" },
  { "raccourcis", "win.show-help-overlay", NULL },
  { "a-propos", "app.about", NULL },
};

typedef struct {
  const char *folder;
  const char *prefix;
  char *only; /* (nullable): a name, to see nothing else */
  gboolean dark;
  int width;
  int height;
  double text;
  RepSession *session;
  RepWindow *window;
  guint next;
  guint next_lock; /* of lock_stops, after the others */
  int status;
} Tour;

static gboolean
save_widget (GtkWidget *widget, const char *path)
{
  g_autoptr (GdkPaintable) paintable = gtk_widget_paintable_new (widget);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GskRenderNode) node = NULL;
  g_autoptr (GdkTexture) texture = NULL;
  GskRenderer *renderer = gtk_native_get_renderer (GTK_NATIVE (widget));

  gdk_paintable_snapshot (paintable, snapshot, gtk_widget_get_width (widget),
                          gtk_widget_get_height (widget));
  node = gtk_snapshot_to_node (snapshot);
  if (node == NULL || renderer == NULL)
    return FALSE;
  texture = gsk_renderer_render_texture (renderer, node, NULL);
  return gdk_texture_save_to_png (texture, path);
}

/* The window on top: a dialog when one is open, else the main one. */
static GtkWidget *
top_window (Tour *tour)
{
  g_autoptr (GList) windows = gtk_window_list_toplevels ();

  for (GList *at = windows; at != NULL; at = at->next)
    if (at->data != tour->window && gtk_widget_get_mapped (at->data) && GTK_IS_WINDOW (at->data))
      return at->data;
  return GTK_WIDGET (tour->window);
}

static void
save_stop (Tour *tour, const char *name)
{
  g_autofree char *file = g_strdup_printf ("%s-%s.png", tour->prefix, name);
  g_autofree char *path = g_build_filename (tour->folder, file, NULL);
  GtkWidget *top = top_window (tour);

  if (save_widget (top, path))
    g_print ("%s\n", path);
  else
    tour->status = 1;
  if (top != GTK_WIDGET (tour->window))
    gtk_window_destroy (GTK_WINDOW (top));
}

/* The youth whose contact is the latest has the most to show. */
static void
show_some_youth (Tour *tour)
{
  RepCasebook *casebook = rep_session_get_casebook (tour->session);
  const GArray *persons = rep_casebook_persons (casebook);
  const GArray *links = rep_casebook_links (casebook);
  guint best = 0, most = 0;
  char hex[REP_ID_HEX_SIZE];

  for (guint i = 0; i < persons->len; i++) {
    guint n = 0;

    for (guint32 at = g_array_index (persons, RepPersonRow, i).first_link; at != REP_NO_ROW;
         at = g_array_index (links, RepLink, at).next)
      n++;
    if (n > most) {
      most = n;
      best = i;
    }
  }
  rep_id_format (rep_casebook_id (casebook, &rep_kind_person, best), hex);
  gtk_widget_activate_action (GTK_WIDGET (tour->window), "win.show-youth", "s", hex);
}

/* The outing with the most contacts has the most to show, a permanence more. */
static guint
weigh_outing (RepCasebook *casebook, const GArray *sums, guint number)
{
  const RepOutingRow *row = &g_array_index (rep_casebook_outings (casebook), RepOutingRow, number);

  return g_array_index (sums, RepOutingSum, number).contacts + 100u * row->n_expected;
}

static void
act_on_outing (Tour *tour, const char *action)
{
  RepCasebook *casebook = rep_session_get_casebook (tour->session);
  g_autoptr (GArray) sums = rep_outing_sums (casebook);
  guint best = 0;
  char hex[REP_ID_HEX_SIZE];

  for (guint i = 1; i < sums->len; i++)
    if (weigh_outing (casebook, sums, i) >= weigh_outing (casebook, sums, best))
      best = i;
  rep_id_format (rep_casebook_id (casebook, &rep_kind_outing, best), hex);
  gtk_widget_activate_action (GTK_WIDGET (tour->window), action, "s", hex);
}

/* A dialog opens at its own width; on a small screen it gets no more than there is. */
static void
fit_dialog (Tour *tour)
{
  GtkWidget *top = top_window (tour);
  int width, height;

  if (top == GTK_WIDGET (tour->window))
    return;
  gtk_window_get_default_size (GTK_WINDOW (top), &width, &height);
  if (width > tour->width)
    gtk_window_set_default_size (GTK_WINDOW (top), tour->width, height);
}

/* A youth met for the first time, half typed. */
static void
draft_kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Tour *tour = user_data;

  if (!rep_session_keep_draft_finish (tour->session, result, NULL))
    tour->status = 1;
  gtk_widget_activate_action (GTK_WIDGET (tour->window), "win.new-contact", NULL);
  fit_dialog (tour);
}

static void
begin_contact (Tour *tour)
{
  RepCasebook *casebook = rep_session_get_casebook (tour->session);
  g_autoptr (RepContactBand) band = rep_contact_band_new ();
  RepDraft *draft = rep_draft_new ();
  guint project = 0;

  (void)rep_casebook_project_by_code (casebook, "charleville-mezieres", &project);
  band->project = *rep_casebook_id (casebook, &rep_kind_project, project);
  band->channel = rep_vocabulary_by_code (&rep_vocabulary_channel, "BUS")->number;
  g_strlcpy (band->place, "08105", REP_PLACE_SIZE);
  band->date = rep_casebook_today (casebook);
  rep_contact_band_keep (band, REP_KEPT_PROJECT, draft);
  rep_draft_set (draft, REP_KEPT_WHO, "2");
  rep_draft_set (draft, REP_KEPT_WHO + 3, "Inaya");
  rep_draft_set (draft, REP_KEPT_WHO + 4, "Rivagetulipe");
  rep_draft_set (draft, REP_KEPT_REACHED, "2");
  rep_draft_set (draft, REP_KEPT_OUTCOMES, "2");
  rep_draft_set (draft, REP_KEPT_NEXT, "+7");
  rep_draft_set (draft, REP_KEPT_YOUTH, "19");
  rep_session_keep_draft_async (tour->session, REP_DRAFT_CONTACT, draft, draft_kept_cb, tour);
}

/* The first widget of the type @name below @root. */
static GtkWidget *
find_type (GtkWidget *root, const char *name)
{
  GtkWidget *found = g_strcmp0 (G_OBJECT_TYPE_NAME (root), name) == 0 ? root : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_type (child, name);
  return found;
}

/* What the page of a youth does. */
static void
act_on_youth (Tour *tour, const char *action)
{
  GtkWidget *page = find_type (GTK_WIDGET (tour->window), "RepYouthPage");

  if (strcmp (action, "youth.set-stage") == 0)
    gtk_widget_activate_action (page, action, "(uu)", REP_NO_ROW, 0u);
  else
    gtk_widget_activate_action (page, action, NULL);
}

/* An action of the window, or of a page that is to be seen in it. */
static gboolean
activate_below (GtkWidget *widget, const char *action)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (activate_below (child, action))
      return TRUE;
  return gtk_widget_activate_action (widget, action, NULL);
}

/* The partner that was most often dealt with. */
static void
show_some_partner (Tour *tour)
{
  RepCasebook *casebook = rep_session_get_casebook (tour->session);
  g_autoptr (GArray) yields = rep_partner_yields (casebook, REP_ALL_YIELDS);
  guint best = 0, most = 0;
  char hex[REP_ID_HEX_SIZE];

  for (guint i = 0; i < yields->len; i++) {
    const RepPartnerYield *yield = &g_array_index (yields, RepPartnerYield, i);

    if (yield->signalled + yield->sent > most) {
      most = yield->signalled + yield->sent;
      best = i;
    }
  }
  if (yields->len == 0)
    return;
  rep_id_format (rep_casebook_id (casebook, &rep_kind_partner, best), hex);
  gtk_widget_activate_action (GTK_WIDGET (tour->window), "win.show-partner", "s", hex);
}

static void
go_to (Tour *tour, const Stop *stop)
{
  if (g_strcmp0 (stop->action, "win.show-outing") == 0 || g_strcmp0 (stop->action, "win.grid") == 0)
    act_on_outing (tour, stop->action);
  else if (g_str_has_prefix (stop->action, "youth."))
    act_on_youth (tour, stop->action);
  else if (g_str_has_prefix (stop->action, "release."))
    gtk_widget_activate_action (find_type (GTK_WIDGET (tour->window), "RepReleasePage"),
                                stop->action, NULL);
  else if (g_strcmp0 (stop->action, "win.show-partner") == 0)
    show_some_partner (tour);
  else if (g_strcmp0 (stop->target, "*") == 0)
    show_some_youth (tour);
  else if (g_strcmp0 (stop->target, "draft") == 0)
    begin_contact (tour);
  else if (stop->target != NULL)
    gtk_widget_activate_action (GTK_WIDGET (tour->window), stop->action, "s", stop->target);
  else
    activate_below (GTK_WIDGET (tour->window), stop->action);
}

static gboolean next_stop_cb (gpointer user_data);
static void next_lock_stop (Tour *tour);
static void show_locked_form (Tour *tour);
static void show_notes (Tour *tour);
static void show_confirming (Tour *tour);
static void show_lock_settings (Tour *tour);
static void show_digits (Tour *tour);

/* What there is around the lock, after all the rest; each leads to the next. */
static const struct {
  const char *name;
  void (*go) (Tour *tour);
} lock_stops[] = {
  { "noter-sans-mot-de-passe", show_locked_form },
  { "notes-a-confirmer", show_notes },
  { "confirmer-un-contact", show_confirming },
  { "reglages-du-verrouillage", show_lock_settings },
  { "six-chiffres", show_digits },
};

/* A busy machine paints late: a picture is taken of what was painted after it was asked for. */
static void
painted_cb (GdkFrameClock *clock, gpointer user_data)
{
  Tour *tour = user_data;

  g_signal_handlers_disconnect_by_func (clock, painted_cb, tour);
  if (tour->next_lock > 0) {
    save_stop (tour, lock_stops[tour->next_lock - 1].name);
    next_lock_stop (tour);
    return;
  }
  save_stop (tour, stops[tour->next - 1].name);
  next_stop_cb (tour);
}

/* Whether something below @root turns while it works. */
static gboolean
is_busy (GtkWidget *root)
{
  gboolean busy = GTK_IS_SPINNER (root) && gtk_widget_get_mapped (root) &&
                  gtk_spinner_get_spinning (GTK_SPINNER (root));

  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL && !busy;
       child = gtk_widget_get_next_sibling (child))
    busy = is_busy (child);
  return busy;
}

static gboolean
settled_cb (gpointer user_data)
{
  Tour *tour = user_data;
  GtkWidget *top = top_window (tour);

  if (is_busy (top))
    return G_SOURCE_CONTINUE;
  g_signal_connect (gtk_widget_get_frame_clock (top), "after-paint", G_CALLBACK (painted_cb), tour);
  gtk_widget_queue_draw (top);
  return G_SOURCE_REMOVE;
}

static void
settle (Tour *tour)
{
  fit_dialog (tour);
  g_timeout_add (SETTLE_MS, settled_cb, tour);
}

static void
expect (Tour *tour, gboolean done, const GError *error)
{
  if (done)
    return;
  g_printerr ("tour: %s\n", error->message);
  tour->status = 1;
}

static const RepWaitingNote *
first_note (Tour *tour)
{
  const GPtrArray *notes = rep_session_get_waiting (tour->session);

  return notes != NULL && notes->len > 0 ? g_ptr_array_index (notes, 0) : NULL;
}

static RepSecret *
read_password (void)
{
  g_autoptr (GError) error = NULL;
  RepSecret *password = rep_process_read_secret (g_getenv ("REPERES_PASSWORD_FILE"), &error);

  if (password == NULL)
    g_error ("tour: %s", error->message);
  return password;
}

static RepSecret *
six_digits (void)
{
  char digits[] = "482915";

  return rep_secret_take (digits, strlen (digits));
}

static void
show_locked_form (Tour *tour)
{
  rep_session_lock (tour->session);
  gtk_window_present (
      GTK_WINDOW (rep_contact_form_new_locked (GTK_WINDOW (tour->window), tour->session, NULL)));
  settle (tour);
}

static void
note_unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Tour *tour = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = rep_session_unlock_finish (tour->session, result, &error);

  expect (tour, done, error);
  settle (tour);
}

static void
noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Tour *tour = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = rep_session_note_finish (tour->session, result, &error);

  expect (tour, done, error);
  rep_session_unlock_async (tour->session, g_getenv ("REPERES_LOGIN"), read_password (),
                            note_unlocked_cb, tour);
}

static void
show_notes (Tour *tour)
{
  RepDraft *draft = rep_draft_new ();

  rep_draft_set (draft, REP_KEPT_DATE, "2020-11-16");
  rep_draft_set (draft, REP_KEPT_WHO, "2");
  rep_draft_set (draft, REP_KEPT_WHO + 3, "Inaya");
  rep_draft_set (draft, REP_KEPT_WHO + 4, "Rivagetulipe");
  rep_draft_set (draft, REP_KEPT_REACHED, "2");
  rep_draft_set (draft, REP_KEPT_NOTE, "Vue au marché, rappeler jeudi.");
  rep_session_note_async (tour->session, NULL, draft, noted_cb, tour);
}

static void
show_confirming (Tour *tour)
{
  const RepWaitingNote *note = first_note (tour);
  char hex[REP_ID_HEX_SIZE];

  if (note != NULL)
    gtk_widget_activate_action (GTK_WIDGET (tour->window), "win.confirm-note", "s",
                                rep_id_format (&note->id, hex));
  settle (tour);
}

static void
show_lock_settings (Tour *tour)
{
  gtk_widget_activate_action (GTK_WIDGET (tour->window), "app.lock-settings", NULL);
  settle (tour);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Tour *tour = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = rep_session_choose_digits_finish (tour->session, result, &error);

  expect (tour, done, error);
  rep_session_rest (tour->session);
  settle (tour);
}

static void
show_digits (Tour *tour)
{
  rep_session_choose_digits_async (tour->session, six_digits (), chosen_cb, tour);
}

/* Nothing the tour began stays in the vault. */
static void
discarded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Tour *tour = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = rep_session_discard_note_finish (tour->session, result, &error);

  expect (tour, done, error);
  gtk_window_destroy (GTK_WINDOW (tour->window));
}

static void
opened_again_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Tour *tour = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = rep_session_unlock_short_finish (tour->session, result, &error);

  expect (tour, done, error);
  if (first_note (tour) != NULL)
    rep_session_discard_note_async (tour->session, &first_note (tour)->id, discarded_cb, tour);
  else
    gtk_window_destroy (GTK_WINDOW (tour->window));
}

static void
next_lock_stop (Tour *tour)
{
  if (tour->next_lock < G_N_ELEMENTS (lock_stops))
    lock_stops[tour->next_lock++].go (tour);
  else
    rep_session_unlock_short_async (tour->session, six_digits (), rep_idle_clock (),
                                    opened_again_cb, tour);
}

static void
draft_forgotten_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Tour *tour = user_data;
  g_autoptr (GError) error = NULL;
  gboolean done = rep_session_keep_draft_finish (tour->session, result, &error);

  expect (tour, done, error);
  next_lock_stop (tour);
}

static gboolean
next_stop_cb (gpointer user_data)
{
  Tour *tour = user_data;

  while (tour->only != NULL && tour->next < G_N_ELEMENTS (stops) &&
         strstr (stops[tour->next].name, tour->only) == NULL)
    tour->next++;
  if (tour->next == G_N_ELEMENTS (stops)) {
    rep_session_keep_draft_async (tour->session, REP_DRAFT_CONTACT, NULL, draft_forgotten_cb, tour);
    return G_SOURCE_REMOVE;
  }
  go_to (tour, &stops[tour->next++]);
  settle (tour);
  return G_SOURCE_REMOVE;
}

static void
unlocked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Tour *tour = user_data;
  g_autoptr (GError) error = NULL;

  if (!rep_session_unlock_finish (tour->session, result, &error)) {
    g_printerr ("tour: %s\n", error->message);
    tour->status = 1;
    gtk_window_destroy (GTK_WINDOW (tour->window));
    return;
  }
  g_timeout_add (SETTLE_MS, next_stop_cb, tour);
}

static gboolean
unlock_cb (gpointer user_data)
{
  Tour *tour = user_data;

  save_stop (tour, "deverrouiller");
  rep_session_unlock_async (tour->session, g_getenv ("REPERES_LOGIN"), read_password (),
                            unlocked_cb, tour);
  return G_SOURCE_REMOVE;
}

static gboolean
sheet_cb (gpointer user_data)
{
  Tour *tour = user_data;

  save_stop (tour, "fiche-de-secours");
  g_timeout_add (SETTLE_MS, unlock_cb, tour);
  return G_SOURCE_REMOVE;
}

/* Where there is no vault; then what the unlock page offers to who lost the password. */
static gboolean
welcome_cb (gpointer user_data)
{
  Tour *tour = user_data;
  const char *path = g_getenv ("REPERES_VAULT");

  save_stop (tour, "bienvenue");
  rep_session_set_path (tour->session, path);
  gtk_window_present (GTK_WINDOW (
      rep_recover_dialog_new (GTK_WINDOW (tour->window), path, g_getenv ("REPERES_LOGIN"))));
  fit_dialog (tour);
  g_timeout_add (SETTLE_MS, sheet_cb, tour);
  return G_SOURCE_REMOVE;
}

static void
activate_cb (GtkApplication *application, gpointer user_data)
{
  Tour *tour = user_data;

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      tour->dark ? ADW_COLOR_SCHEME_FORCE_DARK
                                                 : ADW_COLOR_SCHEME_FORCE_LIGHT);
  g_object_set (gtk_settings_get_default (), "gtk-xft-dpi", (int)(96 * 1024 * tour->text), NULL);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  tour->window = REP_WINDOW (gtk_application_get_active_window (application));
  g_object_get (tour->window, "session", &tour->session, NULL);
  gtk_window_set_default_size (GTK_WINDOW (tour->window), tour->width, tour->height);
  gtk_window_present (GTK_WINDOW (tour->window));
  rep_session_set_path (tour->session, "/nonexistent/coffre.reperes");
  g_timeout_add (SETTLE_MS, welcome_cb, tour);
}

int
main (int argc, char **argv)
{
  Tour tour = { .width = 1100, .height = 760, .text = 1 };
  const GOptionEntry entries[] = {
    { "dark", 0, 0, G_OPTION_ARG_NONE, &tour.dark, "dark style", NULL },
    { "width", 0, 0, G_OPTION_ARG_INT, &tour.width, "width of the window", "N" },
    { "height", 0, 0, G_OPTION_ARG_INT, &tour.height, "height of the window", "N" },
    { "only", 0, 0, G_OPTION_ARG_STRING, &tour.only, "only what has this in its name", "NAME" },
    { "text", 0, 0, G_OPTION_ARG_DOUBLE, &tour.text, "scale of the text", "N" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new ("FOLDER PREFIX");
  g_autoptr (RepApplication) application = NULL;

  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("REPERES_LOCALE_DIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, NULL) || argc != 3)
    return 2;
  tour.folder = argv[1];
  tour.prefix = argv[2];
  application = rep_application_new ();
  g_signal_connect_after (application, "activate", G_CALLBACK (activate_cb), &tour);
  g_application_run (G_APPLICATION (application), 1, argv);
  g_clear_object (&tour.session);
  g_free (tour.only);
  return tour.status;
}
