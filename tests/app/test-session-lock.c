/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "app/casebook/session.h"
#include "app/domain/day.h"
#include "app/error.h"
#include "app/platform/idle.h"
#include "crypto/error.h"
#include "tests/crypto/fixture.h"
#include "tests/db/fixture.h"

#define NOW 1605520800 /* 16 November 2020 */
#define DIGITS "482915"

/* What goes on around the lock of a session: digits, notes, and the wipe before sleep. */
typedef struct {
  TestVault folder;
  char *state;
  RepSession *session;
  GAsyncResult *result;
} Fixture;

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **)data = g_object_ref (result);
}

static GAsyncResult *
answer (Fixture *self)
{
  while (self->result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return self->result;
}

static void
begin (Fixture *self)
{
  g_clear_object (&self->result);
}

static void
unlock (Fixture *self)
{
  g_autoptr (GError) error = NULL;

  begin (self);
  rep_session_unlock_async (self->session, TEST_LOGIN, test_secret (TEST_PASSWORD), done_cb,
                            &self->result);
  rep_session_unlock_finish (self->session, answer (self), &error);
  g_assert_no_error (error);
  begin (self);
}

static void
choose (Fixture *self, const char *digits)
{
  g_autoptr (GError) error = NULL;

  begin (self);
  rep_session_choose_digits_async (self->session, test_secret (digits), done_cb, &self->result);
  rep_session_choose_digits_finish (self->session, answer (self), &error);
  g_assert_no_error (error);
  begin (self);
}

static gboolean
unlock_short (Fixture *self, const char *digits, gint64 clock, GError **error)
{
  gboolean open;

  begin (self);
  rep_session_unlock_short_async (self->session, test_secret (digits), clock, done_cb,
                                  &self->result);
  open = rep_session_unlock_short_finish (self->session, answer (self), error);
  begin (self);
  g_assert_true (open == (rep_session_get_casebook (self->session) != NULL));
  return open;
}

static RepDraft *
draft_of (const char *text)
{
  RepDraft *draft = rep_draft_new ();

  rep_draft_set (draft, 7, text);
  return draft;
}

static gboolean
note (Fixture *self, const char *text, GError **error)
{
  gboolean done;

  begin (self);
  rep_session_note_async (self->session, NULL, draft_of (text), done_cb, &self->result);
  done = rep_session_note_finish (self->session, answer (self), error);
  begin (self);
  return done;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  test_folder_set_up (&self->folder, NULL);
  test_vault_create (self->folder.path);
  self->state = g_dir_make_tmp ("reperes-state-XXXXXX", NULL);
  self->session = rep_session_new (self->folder.path);
  rep_session_remember_in (self->session, self->state);
}

/* The thread that worked may be the last to let go of the vault, after the answer has come. */
static void
wait_until_closed (Fixture *self)
{
  g_autoptr (RepVault) vault = rep_vault_open (self->folder.path, 5, NULL);

  g_assert_nonnull (vault);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (self->state, 0, NULL);
  const char *name;

  begin (self);
  rep_session_lock (self->session);
  g_clear_object (&self->session);
  wait_until_closed (self);
  while ((name = g_dir_read_name (folder)) != NULL) {
    g_autofree char *path = g_build_filename (self->state, name, NULL);

    g_assert_cmpint (g_unlink (path), ==, 0);
  }
  g_assert_cmpint (g_rmdir (self->state), ==, 0);
  g_free (self->state);
  test_vault_tear_down (&self->folder, NULL);
}

static void
test_digits_after_idle (Fixture *self, gconstpointer data)
{
  gint64 clock;

  unlock (self);
  g_assert_false (rep_session_has_digits (self->session));
  choose (self, DIGITS);
  rep_session_rest (self->session);
  clock = rep_idle_clock ();
  g_assert_null (rep_session_get_casebook (self->session));
  g_assert_cmpuint (rep_session_tries_left (self->session, clock), ==, REP_SHORT_TRIES);
  g_assert_true (unlock_short (self, DIGITS, clock, NULL));

  /* Again, as often as wanted: they are the same while the program runs. */
  rep_session_rest (self->session);
  g_assert_true (unlock_short (self, DIGITS, clock, NULL));
}

static void
test_full_lock_drops_digits (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL, again = NULL;

  unlock (self);
  choose (self, DIGITS);
  rep_session_lock (self->session);
  g_assert_false (rep_session_has_digits (self->session));
  g_assert_false (unlock_short (self, DIGITS, rep_idle_clock (), &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_LOCKED);

  /* Also when the machine sleeps while an idle lock stands. */
  unlock (self);
  choose (self, DIGITS);
  rep_session_rest (self->session);
  rep_session_lock (self->session);
  g_assert_false (unlock_short (self, DIGITS, rep_idle_clock (), &again));
}

static void
test_three_tries (Fixture *self, gconstpointer data)
{
  gint64 clock;

  unlock (self);
  choose (self, DIGITS);
  rep_session_rest (self->session);
  clock = rep_idle_clock ();
  for (guint left = REP_SHORT_TRIES; left > 0; left--) {
    g_autoptr (GError) error = NULL;

    g_assert_cmpuint (rep_session_tries_left (self->session, clock), ==, left);
    g_assert_false (unlock_short (self, "482914", clock, &error));
    g_assert_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_WRONG_SECRET);
  }
  g_assert_false (rep_session_has_digits (self->session));
  g_assert_cmpuint (rep_session_tries_left (self->session, clock), ==, 0);
  unlock (self); /* the password, which nothing made wait */
}

static void
test_four_hours (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 clock;

  unlock (self);
  choose (self, DIGITS);
  choose (self, "591482"); /* chosen anew: the four hours are those of the password */
  rep_session_rest (self->session);
  clock = rep_idle_clock () + REP_SHORT_SECONDS;
  g_assert_cmpuint (rep_session_tries_left (self->session, clock - 60), ==, REP_SHORT_TRIES);
  g_assert_cmpuint (rep_session_tries_left (self->session, clock), ==, 0);
  g_assert_false (unlock_short (self, "591482", clock, &error));
  g_assert_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_LIMIT);
  g_assert_false (rep_session_has_digits (self->session));
}

static void
test_digits_refused (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  unlock (self);
  rep_session_choose_digits_async (self->session, test_secret ("123456"), done_cb, &self->result);
  g_assert_false (rep_session_choose_digits_finish (self->session, answer (self), &error));
  g_assert_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_LIMIT);
  begin (self);
  rep_session_rest (self->session); /* without digits an idle lock is a lock */
  g_assert_false (rep_session_has_digits (self->session));
}

/* A machine that sleeps while the password is being derived finds the vault shut when it wakes. */
static void
test_locked_while_opening (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  rep_session_unlock_async (self->session, TEST_LOGIN, test_secret (TEST_PASSWORD), done_cb,
                            &self->result);
  rep_session_lock (self->session);
  g_assert_false (rep_session_unlock_finish (self->session, answer (self), &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_LOCKED);
  g_assert_null (rep_session_get_casebook (self->session));
}

static gboolean
count_cb (gpointer data)
{
  ++*(int *)data;
  return G_SOURCE_REMOVE;
}

static gboolean
slow_run (RepCasebook *casebook, gpointer data, GCancellable *cancellable, GError **error)
{
  while (g_atomic_int_get ((int *)data) == 0)
    g_usleep (1000);
  return TRUE;
}

/* Sleep waits until the last job let go of the vault. */
static void
test_quiet (Fixture *self, gconstpointer data)
{
  static const RepSessionJob job = { slow_run, NULL, NULL };
  int told = 0, go = 0;

  rep_session_when_quiet (self->session, count_cb, &told);
  g_assert_cmpint (told, ==, 1); /* locked, and nothing under way */

  unlock (self);
  rep_session_run_async (self->session, &job, &go, NULL, done_cb, &self->result);
  rep_session_lock (self->session);
  rep_session_when_quiet (self->session, count_cb, &told);
  for (guint i = 0; i < 20; i++) {
    g_main_context_iteration (NULL, FALSE);
    g_usleep (1000);
  }
  g_assert_cmpint (told, ==, 1);
  g_atomic_int_set (&go, 1);
  g_assert_true (rep_session_run_finish (self->session, answer (self), NULL, NULL));
  begin (self);
  while (told < 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (told, ==, 2);
}

static void
test_notes (Fixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const RepWaitingNote *first;
  RepId id;

  g_assert_false (note (self, "trop tôt", &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_NOT_KNOWN_HERE);
  unlock (self);
  rep_session_lock (self->session);
  g_assert_true (note (self, "vue au bus", NULL));
  g_assert_null (rep_session_get_waiting (self->session));
  unlock (self);
  g_assert_cmpuint (rep_session_get_waiting (self->session)->len, ==, 1);
  first = g_ptr_array_index (rep_session_get_waiting (self->session), 0);
  g_assert_cmpstr (rep_draft_get (first->draft, 7), ==, "vue au bus");
  id = first->id;

  rep_session_keep_note_async (self->session, &id, draft_of ("vue au bus 12"), done_cb,
                               &self->result);
  g_assert_true (rep_session_keep_note_finish (self->session, answer (self), NULL));
  begin (self);
  rep_session_lock (self->session);
  unlock (self);
  first = rep_session_find_note (self->session, &id);
  g_assert_cmpstr (rep_draft_get (first->draft, 7), ==, "vue au bus 12");

  rep_session_discard_note_async (self->session, &id, done_cb, &self->result);
  g_assert_true (rep_session_discard_note_finish (self->session, answer (self), NULL));
  begin (self);
  g_assert_cmpuint (rep_session_get_waiting (self->session)->len, ==, 0);
  rep_session_lock (self->session);
  unlock (self);
  g_assert_cmpuint (rep_session_get_waiting (self->session)->len, ==, 0);
}

static RepId
add_project (Fixture *self)
{
  g_autoptr (RepVault) vault = NULL;
  g_autoptr (RepCasebook) casebook = NULL;
  RepProject *project = rep_object_new (&rep_kind_project);
  RepId id;

  rep_text_set (&project->code, "essai");
  rep_text_set (&project->title, "Essai");
  rep_text_set (&project->lead, "Mission Locale d’Essai");
  project->start = rep_day_parse ("2019-12-01");
  project->end = rep_day_parse ("2099-12-31");
  vault = test_vault_unlock (self->folder.path, TEST_LOGIN, TEST_PASSWORD);
  casebook = rep_casebook_load (g_steal_pointer (&vault), NOW, NULL);
  g_assert_true (rep_intake_project (casebook, project, NOW, NULL));
  id = project->object.id;
  rep_object_free (project);
  return id;
}

static gboolean
record (Fixture *self, const RepId *project, const RepId *from, GError **error)
{
  RepContact *contact = rep_object_new (&rep_kind_contact);
  RepIntakeResult result;
  gboolean done;

  contact->project = *project;
  contact->channel = 1;
  contact->headcount = 3;
  begin (self);
  rep_session_record_async (self->session, contact, NULL, 0, from, NULL, done_cb, &self->result);
  done = rep_session_record_finish (self->session, answer (self), &result, error);
  begin (self);
  return done;
}

static guint
n_contacts (Fixture *self)
{
  return rep_casebook_contacts (rep_session_get_casebook (self->session))->len;
}

/* A note never counts by itself, and once when it was confirmed. */
static void
test_confirmed_once (Fixture *self, gconstpointer data)
{
  RepId project = add_project (self), id;
  g_autoptr (GError) error = NULL;

  unlock (self);
  rep_session_lock (self->session);
  g_assert_true (note (self, "trois jeunes au bus", NULL));
  unlock (self);
  g_assert_cmpuint (n_contacts (self), ==, 0);
  id = ((RepWaitingNote *)g_ptr_array_index (rep_session_get_waiting (self->session), 0))->id;

  g_assert_true (record (self, &project, &id, NULL));
  g_assert_cmpuint (n_contacts (self), ==, 1);
  g_assert_cmpuint (rep_session_get_waiting (self->session)->len, ==, 0);
  g_assert_false (record (self, &project, &id, &error));
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_NOT_FOUND);
  g_assert_true (record (self, &project, NULL, NULL)); /* an ordinary contact is as ever */
  rep_session_lock (self->session);
  unlock (self);
  g_assert_cmpuint (n_contacts (self), ==, 2);
  g_assert_cmpuint (rep_session_get_waiting (self->session)->len, ==, 0);
}

/* A contact that is refused leaves the note where it is, for that save and the next. */
static void
test_refused_contact (Fixture *self, gconstpointer data)
{
  RepId project = add_project (self), nowhere = rep_id_random (), id;

  unlock (self);
  rep_session_lock (self->session);
  g_assert_true (note (self, "trois jeunes au bus", NULL));
  unlock (self);
  id = ((RepWaitingNote *)g_ptr_array_index (rep_session_get_waiting (self->session), 0))->id;
  g_assert_false (record (self, &nowhere, &id, NULL));
  g_assert_true (record (self, &project, NULL, NULL));
  g_assert_cmpuint (rep_session_get_waiting (self->session)->len, ==, 1);
  rep_session_lock (self->session);
  unlock (self);
  g_assert_cmpuint (rep_session_get_waiting (self->session)->len, ==, 1);
}

#define add_test(name, func)                                                                       \
  g_test_add ("/session-lock/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_test ("digits-after-idle", test_digits_after_idle);
  add_test ("full-lock-drops-digits", test_full_lock_drops_digits);
  add_test ("three-tries", test_three_tries);
  add_test ("four-hours", test_four_hours);
  add_test ("digits-refused", test_digits_refused);
  add_test ("locked-while-opening", test_locked_while_opening);
  add_test ("quiet", test_quiet);
  add_test ("notes", test_notes);
  add_test ("confirmed-once", test_confirmed_once);
  add_test ("refused-contact", test_refused_contact);
  return g_test_run ();
}
