/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <adwaita.h>
#include <glib/gstdio.h>

#include "tests/db/fixture.h"
#include "ui/pages/unlock-page.h"
#include "ui/window.h"

/* Plug-ins stay loaded, so that the leak check at the end can name what they keep. */
int dlclose (void *handle);

int
dlclose (void *handle)
{
  return 0;
}

typedef struct {
  TestVault vault;
  RepSession *session;
  GtkWidget *window;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  test_folder_set_up (&fixture->vault, NULL);
  test_vault_create (fixture->vault.path);
  fixture->session = rep_session_new (fixture->vault.path);
  fixture->window = GTK_WIDGET (rep_window_new (NULL, fixture->session));
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE)) {
  }
  g_assert_finalize_object (fixture->session);
  test_vault_tear_down (&fixture->vault, NULL);
}

/* The @nth widget of @type below @widget that shows. */
static GtkWidget *
find (GtkWidget *widget, GType type, guint *nth)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_child_visible (widget) || !gtk_widget_get_visible (widget))
    return NULL;
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) && (*nth)-- == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type, nth);
  return found;
}

static gboolean
says (GtkWidget *widget, const char *text)
{
  if (!gtk_widget_get_visible (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget) && g_strcmp0 (gtk_label_get_label (GTK_LABEL (widget)), text) == 0)
    return TRUE;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (says (child, text))
      return TRUE;
  return FALSE;
}

static GtkWidget *
find_button (GtkWidget *window)
{
  guint page = 0;

  return GTK_WIDGET (gtk_widget_get_template_child (find (window, REP_TYPE_UNLOCK_PAGE, &page),
                                                    REP_TYPE_UNLOCK_PAGE, "unlock"));
}

static void
unlock (Fixture *fixture, const char *password)
{
  guint login = 0, secret = 0;
  GtkWidget *button = find_button (fixture->window);

  gtk_editable_set_text (GTK_EDITABLE (find (fixture->window, ADW_TYPE_ENTRY_ROW, &login)),
                         TEST_LOGIN);
  gtk_editable_set_text (
      GTK_EDITABLE (find (fixture->window, ADW_TYPE_PASSWORD_ENTRY_ROW, &secret)), password);
  g_signal_emit_by_name (button, "clicked");
  g_assert_false (gtk_widget_is_sensitive (button));
}

static void
wait_for (Fixture *fixture, const char *text)
{
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (!says (fixture->window, text) && g_get_monotonic_time () < end)
    if (!g_main_context_iteration (NULL, FALSE))
      g_usleep (2000);
  g_assert_true (says (fixture->window, text));
  g_assert_null (rep_session_get_casebook (fixture->session));
}

/* What can be tried again at once can be tried again at once. */
static void
assert_refused (Fixture *fixture, const char *sentence)
{
  unlock (fixture, TEST_PASSWORD);
  wait_for (fixture, sentence);
  g_assert_true (gtk_widget_is_sensitive (find_button (fixture->window)));
}

static void
test_gone (Fixture *fixture, gconstpointer data)
{
  g_autofree char *aside = g_strconcat (fixture->vault.path, ".aside", NULL);

  g_assert_no_errno (g_rename (fixture->vault.path, aside));
  assert_refused (fixture, "The vault is no longer at its place. Was it moved, or is its disk "
                           "unplugged? Put it back and try again.");
  g_assert_no_errno (g_rename (aside, fixture->vault.path));
}

static void
test_not_a_vault (Fixture *fixture, gconstpointer data)
{
  g_assert_true (g_file_set_contents_full (fixture->vault.path, "Bonjour", -1,
                                           G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  assert_refused (fixture, "This file is not a Repères vault. Open another one, or take the last "
                           "backup.");
}

static void
test_newer (Fixture *fixture, gconstpointer data)
{
  test_sql (fixture->vault.path, "PRAGMA user_version = 99");
  assert_refused (fixture, "This vault was made by a newer Repères; update this program.");
}

static void
test_exposed (Fixture *fixture, gconstpointer data)
{
  g_assert_no_errno (g_chmod (fixture->vault.path, 0644));
  assert_refused (fixture, "Other accounts of this computer can read this vault. In its "
                           "properties, let nobody but you read it, then try again.");
  g_assert_no_errno (g_chmod (fixture->vault.path, 0600));
}

static void
test_open_elsewhere (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RepVault) other = rep_vault_open (fixture->vault.path, 0, &error);
  g_autofree char *sentence =
      g_strdup_printf ("The vault is open already, in another window or program (process %d). "
                       "Close it there and try again.",
                       (int)getpid ());

  g_assert_no_error (error);
  assert_refused (fixture, sentence);
}

/* Says so, forgets what was typed, and cannot be tried again before a while. */
static void
test_wrong_password (Fixture *fixture, gconstpointer data)
{
  guint secret = 0;
  gint64 first, second, start;

  unlock (fixture, "sept maux");
  wait_for (fixture, "Unknown login or wrong password.");
  g_assert_cmpstr (gtk_editable_get_text (
                       GTK_EDITABLE (find (fixture->window, ADW_TYPE_PASSWORD_ENTRY_ROW, &secret))),
                   ==, "");
  start = g_get_monotonic_time ();
  while (!gtk_widget_is_sensitive (find_button (fixture->window)))
    g_main_context_iteration (NULL, TRUE);
  first = g_get_monotonic_time () - start;
  unlock (fixture, "sept maux");
  wait_for (fixture, "Unknown login or wrong password.");
  start = g_get_monotonic_time ();
  while (!gtk_widget_is_sensitive (find_button (fixture->window)))
    g_main_context_iteration (NULL, TRUE);
  second = g_get_monotonic_time () - start;
  g_assert_cmpint (first, >, 200 * 1000);
  g_assert_cmpint (second, >, first + 300 * 1000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  /* The toolkit warns of its own focus events under a screen without a window manager. */
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | (GLogLevelFlags)G_LOG_FATAL_MASK);
  adw_init ();
#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)
  ADD ("/unlock/gone", test_gone);
  ADD ("/unlock/not-a-vault", test_not_a_vault);
  ADD ("/unlock/newer", test_newer);
  ADD ("/unlock/exposed", test_exposed);
  ADD ("/unlock/open-elsewhere", test_open_elsewhere);
  ADD ("/unlock/wrong-password", test_wrong_password);
  return g_test_run ();
}
