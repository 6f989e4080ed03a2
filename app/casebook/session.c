/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/session-private.h"

#include "app/casebook/allowed.h"
#include "app/casebook/entry.h"
#include "app/casebook/hearing.h"
#include "app/error.h"

enum {
  LOCKING,
  N_SIGNALS,
};

static GParamSpec *properties[PROP_COPYING + 1];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (RepSession, rep_session, G_TYPE_OBJECT)

static void
rep_session_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  RepSession *self = REP_SESSION (object);

  switch ((RepSessionProperty)property_id) {
    case PROP_CASEBOOK:
      g_value_set_object (value, self->casebook);
      break;
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    case PROP_HAS_DRAFT:
      g_value_set_boolean (value, rep_session_has_draft (self, REP_DRAFT_CONTACT));
      break;
    case PROP_HAS_DIGITS:
      g_value_set_boolean (value, rep_session_has_digits (self));
      break;
    case PROP_WAITING:
      g_value_set_uint (value, self->waiting != NULL ? self->waiting->len : 0);
      break;
    case PROP_COPYING:
      g_value_set_boolean (value, rep_session_is_copying (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property_id, pspec);
  }
}

static void
rep_session_finalize (GObject *object)
{
  RepSession *self = REP_SESSION (object);

  g_clear_object (&self->agenda);
  g_clear_object (&self->casebook);
  for (guint i = 0; i < REP_N_DRAFTS; i++)
    g_clear_pointer (&self->drafts[i], g_bytes_unref);
  g_clear_pointer (&self->notices, g_array_unref);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  g_clear_pointer (&self->digits, rep_short_unlock_free);
  g_slist_free_full (self->quiet, g_free);
  g_mutex_clear (&self->busy);
  g_free (self->path);
  g_free (self->state_folder);

  G_OBJECT_CLASS (rep_session_parent_class)->finalize (object);
}

static void
rep_session_class_init (RepSessionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = rep_session_get_property;
  object_class->finalize = rep_session_finalize;

  properties[PROP_CASEBOOK] = g_param_spec_object ("casebook", NULL, NULL, REP_TYPE_CASEBOOK,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_PATH] =
      g_param_spec_string ("path", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_HAS_DRAFT] = g_param_spec_boolean ("has-draft", NULL, NULL, FALSE,
                                                     G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_HAS_DIGITS] = g_param_spec_boolean ("has-digits", NULL, NULL, FALSE,
                                                      G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_WAITING] = g_param_spec_uint ("waiting", NULL, NULL, 0, G_MAXUINT, 0,
                                                G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  properties[PROP_COPYING] = g_param_spec_boolean ("copying", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[LOCKING] = g_signal_new ("locking", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
rep_session_init (RepSession *self)
{
  g_mutex_init (&self->busy);
}

RepSession *
rep_session_new (const char *path)
{
  RepSession *self = g_object_new (REP_TYPE_SESSION, NULL);

  self->path = g_strdup (path);
  return self;
}

void
rep_session_remember_in (RepSession *session, const char *state_folder)
{
  g_free (session->state_folder);
  session->state_folder = g_strdup (state_folder);
}

void
rep_session_accept_older (RepSession *session)
{
  session->accept_older = TRUE;
}

const RepStanding *
rep_session_get_standing (RepSession *session)
{
  return &session->standing;
}

gboolean
rep_session_is_facts_only (RepSession *session)
{
  return session->facts_only;
}

const char *
rep_session_get_path (RepSession *session)
{
  return session->path;
}

void
rep_session_set_path (RepSession *session, const char *path)
{
  char *own = g_strdup (path);

  g_return_if_fail (session->casebook == NULL);

  rep_session_drop_digits (session); /* they are another file's */
  g_free (session->path);
  session->path = own;
  g_object_notify_by_pspec (G_OBJECT (session), properties[PROP_PATH]);
}

const GArray *
rep_session_get_notices (RepSession *session)
{
  return session->notices;
}

RepCasebook *
rep_session_get_casebook (RepSession *session)
{
  return session->casebook;
}

RepAgenda *
rep_session_get_agenda (RepSession *session)
{
  return session->agenda;
}

void
rep_session_notify (RepSession *session, RepSessionProperty property)
{
  g_object_notify_by_pspec (G_OBJECT (session), properties[property]);
}

void
rep_session_set_casebook (RepSession *self, RepCasebook *casebook, RepAgenda *agenda)
{
  if (casebook != NULL)
    rep_session_count_in (self, casebook);
  g_clear_object (&self->agenda);
  g_clear_object (&self->casebook);
  self->casebook = casebook;
  self->agenda = agenda;
  if (casebook != NULL)
    rep_hearing_start (casebook);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CASEBOOK]);
}

void
rep_session_set_draft (RepSession *self, RepDraftSlot slot, GBytes *draft)
{
  g_clear_pointer (&self->drafts[slot], g_bytes_unref);
  self->drafts[slot] = draft != NULL ? g_bytes_ref (draft) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_DRAFT]);
}

gint64
rep_session_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

guint
rep_session_get_wait (RepSession *session)
{
  return session->wait;
}

static void
shut (RepSession *self)
{
  gboolean sound;

  if (self->casebook == NULL)
    return;
  /* What was altered or damaged when it was unlocked takes no sound copy's place. */
  sound = rep_casebook_intact (self->casebook) && rep_casebook_damaged (self->casebook)->len == 0;
  g_signal_emit (self, signals[LOCKING], 0);
  rep_session_set_casebook (self, NULL, NULL);
  for (guint i = 0; i < REP_N_DRAFTS; i++)
    rep_session_set_draft (self, i, NULL);
  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  rep_session_notify (self, PROP_WAITING);
  if (self->keep_copies && sound)
    rep_session_copy_after_lock (self);
}

void
rep_session_lock (RepSession *session)
{
  session->locks++;
  rep_session_drop_digits (session);
  shut (session);
}

void
rep_session_rest (RepSession *session)
{
  shut (session);
}

/* Refuses work while locked, through the callback as every failure. */
static gboolean
is_open (RepSession *self, GTask *task)
{
  if (self->casebook != NULL)
    return TRUE;
  g_task_return_new_error (task, REP_APP_ERROR, REP_APP_ERROR_LOCKED, "locked");
  return FALSE;
}

typedef struct {
  RepCasebook *casebook;
  const RepSessionJob *job;
  gpointer data;
} Run;

static void
run_free (gpointer data)
{
  Run *run = data;

  if (run->job->free_data != NULL)
    run->job->free_data (run->data);
  g_clear_object (&run->casebook);
  g_free (run);
}

static void
run_thread (GTask *inner, gpointer source, gpointer data, GCancellable *cancellable)
{
  RepSession *self = source;
  Run *run = g_task_get_task_data (data);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->busy);
  g_autoptr (GError) error = NULL;

  if (run->job->run (run->casebook, run->data, g_task_get_cancellable (data), &error))
    g_task_return_boolean (inner, TRUE);
  else
    g_task_return_error (inner, g_steal_pointer (&error));
}

static void run_next (RepSession *self);

/* What was committed is in memory before the next job reads it there. */
static void
ran_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  RepSession *self = REP_SESSION (source);
  g_autoptr (GTask) task = user_data;
  Run *run = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  self->running = FALSE;
  if (!g_task_propagate_boolean (G_TASK (result), &error)) {
    g_task_return_error (task, g_steal_pointer (&error));
  } else {
    if (run->job->publish != NULL)
      run->job->publish (run->casebook, run->data);
    g_task_return_boolean (task, TRUE);
  }
  run_next (self);
}

static void
run_next (RepSession *self)
{
  GTask *task = self->running ? NULL : g_queue_pop_head (&self->jobs);
  g_autoptr (GTask) inner = NULL;

  if (task == NULL)
    return;
  self->running = TRUE;
  inner = g_task_new (self, NULL, ran_cb, task);
  g_task_set_source_tag (inner, run_next);
  g_task_set_task_data (inner, task, NULL);
  g_task_run_in_thread (inner, run_thread);
}

void
rep_session_run_async (RepSession *session,
                       const RepSessionJob *job,
                       gpointer data,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, cancellable, callback, user_data);
  Run *run = g_new0 (Run, 1);

  run->job = job;
  run->data = data;
  g_task_set_source_tag (task, rep_session_run_async);
  g_task_set_check_cancellable (task, FALSE); /* what was committed is not called cancelled */
  g_task_set_task_data (task, run, run_free);
  if (!is_open (session, task))
    return;
  run->casebook = g_object_ref (session->casebook);
  g_queue_push_tail (&session->jobs, g_steal_pointer (&task));
  run_next (session);
}

gboolean
rep_session_run_finish (RepSession *session, GAsyncResult *result, gpointer *data, GError **error)
{
  Run *run = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  if (data != NULL)
    *data = run->data;
  return TRUE;
}

typedef struct {
  GArray *ids;
  gboolean note;
  GPtrArray *objects;
} Read;

static void
read_free (gpointer data)
{
  Read *read = data;

  g_array_unref (read->ids);
  g_ptr_array_unref (read->objects);
  g_free (read);
}

static gboolean
read_run (RepCasebook *casebook, gpointer data, GCancellable *cancellable, GError **error)
{
  Read *read = data;

  if (read->note && !rep_casebook_note (casebook, REP_ACTION_READ_IDENTITY,
                                        (const RepId *)(gpointer)read->ids->data, read->ids->len,
                                        rep_session_now (), error))
    return FALSE;
  for (guint i = 0; i < read->ids->len; i++) {
    gpointer object = rep_casebook_read (casebook, &g_array_index (read->ids, RepId, i), error);

    if (object == NULL)
      return FALSE;
    g_ptr_array_add (read->objects, object);
  }
  return TRUE;
}

void
rep_session_read_async (RepSession *session,
                        const RepId *ids,
                        guint n,
                        gboolean note,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  static const RepSessionJob job = { read_run, NULL, read_free };
  Read *read = g_new0 (Read, 1);

  read->ids = g_array_new (FALSE, FALSE, sizeof (RepId));
  g_array_append_vals (read->ids, ids, n);
  read->note = note;
  read->objects = g_ptr_array_new_with_free_func (rep_object_free);
  rep_session_run_async (session, &job, read, NULL, callback, user_data);
}

GPtrArray *
rep_session_read_finish (RepSession *session, GAsyncResult *result, GError **error)
{
  gpointer read;

  return rep_session_run_finish (session, result, &read, error)
             ? g_ptr_array_ref (((Read *)read)->objects)
             : NULL;
}
