/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/session.h"
#include "app/domain/day.h"
#include "app/error.h"
#include "tests/crypto/fixture.h"
#include "tests/db/fixture.h"

#define NOW 1605520800 /* 16 November 2020 */

typedef struct {
  TestVault folder;
  RepSession *session;
  GQueue *done;         /* results that came in */
  GAsyncResult *result; /* the one last waited for */
} Fixture;

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Fixture *fixture = user_data;

  g_assert_true (G_OBJECT (fixture->session) == source);
  g_queue_push_tail (fixture->done, g_object_ref (result));
}

static void
wait_for (Fixture *fixture)
{
  while (g_queue_is_empty (fixture->done))
    g_main_context_iteration (NULL, TRUE);
  g_clear_object (&fixture->result);
  fixture->result = g_queue_pop_head (fixture->done);
}

static void
unlock (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  rep_session_unlock_async (fixture->session, TEST_LOGIN, test_secret (TEST_PASSWORD), done_cb,
                            fixture);
  wait_for (fixture);
  rep_session_unlock_finish (fixture->session, fixture->result, &error);
  g_assert_no_error (error);
  g_clear_object (&fixture->result);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  test_folder_set_up (&fixture->folder, NULL);
  test_vault_create (fixture->folder.path);
  fixture->session = rep_session_new (fixture->folder.path);
  fixture->done = g_queue_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->result);
  g_assert_true (g_queue_is_empty (fixture->done));
  g_queue_free (fixture->done);
  rep_session_lock (fixture->session);
  g_clear_object (&fixture->session);
  test_vault_tear_down (&fixture->folder, NULL);
}

/* A job that saves a partner, says where each part of it ran, and counts itself. */
typedef struct {
  guint seen; /* partners in memory when it ran */
  GThread *ran_on;
  GThread *published_on;
  GPtrArray *objects;
  gboolean fail;
  int *at_once; /* jobs running at this moment */
  int *freed;
} Job;

static int most_at_once;

static gboolean
job_run (RepCasebook *casebook, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  int now = g_atomic_int_add (job->at_once, 1) + 1;
  gboolean done;

  if (now > g_atomic_int_get (&most_at_once))
    g_atomic_int_set (&most_at_once, now);
  job->ran_on = g_thread_self ();
  job->seen = rep_casebook_partners (casebook)->len;
  g_usleep (20000);
  g_atomic_int_add (job->at_once, -1);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (job->fail)
    return rep_app_error_set (error, REP_APP_ERROR_CONTRADICTION, "test");
  done = rep_casebook_commit (casebook, job->objects, NULL, NOW, error);
  if (done && cancellable != NULL)
    g_cancellable_cancel (cancellable); /* too late to count */
  return done;
}

static void
job_publish (RepCasebook *casebook, gpointer data)
{
  Job *job = data;

  job->published_on = g_thread_self ();
  rep_casebook_publish_all (casebook, job->objects);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  g_ptr_array_unref (job->objects);
  g_atomic_int_inc (job->freed);
  g_free (job);
}

static const RepSessionJob job_class = { job_run, job_publish, job_free };

static Job *
job_new (int *at_once, int *freed)
{
  Job *job = g_new0 (Job, 1);
  RepPartner *partner = rep_object_new (&rep_kind_partner);

  rep_text_set (&partner->name, "Club de boxe");
  job->objects = g_ptr_array_new_with_free_func (rep_object_free);
  g_ptr_array_add (job->objects, partner);
  job->at_once = at_once;
  job->freed = freed;
  return job;
}

/* The thread that worked may be the last to let go of a job, after the answer has come. */
static void
wait_until_freed (int *freed, int n)
{
  for (guint i = 0; i < 1000 && g_atomic_int_get (freed) < n; i++)
    g_usleep (10 * 1000);
  g_assert_cmpint (g_atomic_int_get (freed), ==, n);
}

static guint
n_partners (Fixture *fixture)
{
  return rep_casebook_partners (rep_session_get_casebook (fixture->session))->len;
}

static void
test_run (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  int at_once = 0;
  int freed = 0;
  gpointer out = NULL;

  unlock (fixture);
  rep_session_run_async (fixture->session, &job_class, job_new (&at_once, &freed), NULL, done_cb,
                         fixture);
  g_assert_cmpuint (n_partners (fixture), ==, 0);
  wait_for (fixture);
  g_assert_cmpuint (n_partners (fixture), ==, 1); /* in memory before anyone is told */
  g_assert_true (rep_session_run_finish (fixture->session, fixture->result, &out, &error));
  g_assert_no_error (error);
  g_assert_true (((Job *)out)->ran_on != g_thread_self ());
  g_assert_true (((Job *)out)->published_on == g_thread_self ());
  g_assert_cmpuint (n_partners (fixture), ==, 1);
  g_clear_object (&fixture->result);
  wait_until_freed (&freed, 1);
}

/* Jobs, readings and records all take their turn, and each finds in memory what the one before it
 * committed. */
static void
test_one_at_a_time (Fixture *fixture, gconstpointer data)
{
  int at_once = 0;
  int freed = 0;

  unlock (fixture);
  most_at_once = 0;
  for (guint i = 0; i < 5; i++)
    rep_session_run_async (fixture->session, &job_class, job_new (&at_once, &freed), NULL, done_cb,
                           fixture);
  for (guint i = 0; i < 5; i++) {
    gpointer job;

    wait_for (fixture);
    g_assert_true (rep_session_run_finish (fixture->session, fixture->result, &job, NULL));
    g_assert_cmpuint (((Job *)job)->seen, ==, i);
    g_clear_object (&fixture->result);
  }
  g_assert_cmpint (g_atomic_int_get (&most_at_once), ==, 1);
  g_assert_cmpuint (n_partners (fixture), ==, 5);
  wait_until_freed (&freed, 5);
}

static void
test_failure (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  int at_once = 0;
  int freed = 0;
  Job *job = job_new (&at_once, &freed);

  unlock (fixture);
  job->fail = TRUE;
  rep_session_run_async (fixture->session, &job_class, job, NULL, done_cb, fixture);
  wait_for (fixture);
  g_assert_false (rep_session_run_finish (fixture->session, fixture->result, NULL, &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_CONTRADICTION);
  g_assert_null (job->published_on);
  g_clear_object (&fixture->result);
  wait_until_freed (&freed, 1);
}

static void
test_locked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  int at_once = 0;
  int freed = 0;

  rep_session_run_async (fixture->session, &job_class, job_new (&at_once, &freed), NULL, done_cb,
                         fixture);
  wait_for (fixture);
  g_assert_false (rep_session_run_finish (fixture->session, fixture->result, NULL, &error));
  g_assert_error (error, REP_APP_ERROR, REP_APP_ERROR_LOCKED);
  g_clear_object (&fixture->result);
  wait_until_freed (&freed, 1);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) before = g_cancellable_new ();
  g_autoptr (GCancellable) late = g_cancellable_new ();
  int at_once = 0;
  int freed = 0;

  unlock (fixture);
  g_cancellable_cancel (before);
  rep_session_run_async (fixture->session, &job_class, job_new (&at_once, &freed), before, done_cb,
                         fixture);
  wait_for (fixture);
  g_assert_false (rep_session_run_finish (fixture->session, fixture->result, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_object (&fixture->result);
  g_assert_cmpuint (n_partners (fixture), ==, 0);

  rep_session_run_async (fixture->session, &job_class, job_new (&at_once, &freed), late, done_cb,
                         fixture);
  wait_for (fixture);
  g_assert_true (rep_session_run_finish (fixture->session, fixture->result, NULL, NULL));
  g_assert_true (g_cancellable_is_cancelled (late));
  g_assert_cmpuint (n_partners (fixture), ==, 1); /* what is on disk is in memory */
  g_clear_object (&fixture->result);
  wait_until_freed (&freed, 2);
}

/* Locking does not wait for a job, and the job's work is on disk when the vault is opened again. */
static void
test_lock_meanwhile (Fixture *fixture, gconstpointer data)
{
  int at_once = 0;
  int freed = 0;

  unlock (fixture);
  rep_session_run_async (fixture->session, &job_class, job_new (&at_once, &freed), NULL, done_cb,
                         fixture);
  rep_session_lock (fixture->session);
  g_assert_null (rep_session_get_casebook (fixture->session));
  wait_for (fixture);
  g_assert_true (rep_session_run_finish (fixture->session, fixture->result, NULL, NULL));
  g_clear_object (&fixture->result);
  unlock (fixture);
  g_assert_cmpuint (n_partners (fixture), ==, 1);
  wait_until_freed (&freed, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/session/run", Fixture, NULL, set_up, test_run, tear_down);
  g_test_add ("/session/one-at-a-time", Fixture, NULL, set_up, test_one_at_a_time, tear_down);
  g_test_add ("/session/failure", Fixture, NULL, set_up, test_failure, tear_down);
  g_test_add ("/session/locked", Fixture, NULL, set_up, test_locked, tear_down);
  g_test_add ("/session/cancelled", Fixture, NULL, set_up, test_cancelled, tear_down);
  g_test_add ("/session/lock-meanwhile", Fixture, NULL, set_up, test_lock_meanwhile, tear_down);
  return g_test_run ();
}
