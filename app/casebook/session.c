/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/session.h"

#include "app/casebook/allowed.h"
#include "app/casebook/entry.h"
#include "app/error.h"

/* How long to wait for a vault that is open: a job of this session may have answered and not yet
 * let go of it when it is locked and unlocked at once. */
#define OWN_HOLD_SECONDS 2
#define CONTACT_SLOT "contact"

typedef enum {
  PROP_CASEBOOK = 1,
  PROP_PATH,
  PROP_HAS_DRAFT,
} SessionProperty;

enum {
  LOCKING,
  N_SIGNALS,
};

static GParamSpec *properties[PROP_HAS_DRAFT + 1];
static guint signals[N_SIGNALS];

struct _RepSession {
  GObject parent_instance;

  char *path;
  char *state_folder; /* (nullable) */
  gboolean accept_older;
  RepStanding standing; /* at the last unlocking */
  gboolean facts_only;
  RepCasebook *casebook;
  RepAgenda *agenda; /* of that casebook */
  GMutex busy;       /* held by the one job that may touch the vault */
  guint wait;        /* seconds to the next try of a password */
  GArray *notices;   /* RepNotice */

  GBytes *draft;    /* (nullable): the contact begun, sealed */
  int draft_serial; /* of the latest; an earlier one is not written over it (atomic) */
};

G_DEFINE_FINAL_TYPE (RepSession, rep_session, G_TYPE_OBJECT)

static void
rep_session_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  RepSession *self = REP_SESSION (object);

  switch ((SessionProperty)property_id) {
    case PROP_CASEBOOK:
      g_value_set_object (value, self->casebook);
      break;
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    case PROP_HAS_DRAFT:
      g_value_set_boolean (value, rep_session_has_draft (self));
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
  g_clear_pointer (&self->draft, g_bytes_unref);
  g_clear_pointer (&self->notices, g_array_unref);
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

static void
set_casebook (RepSession *self, RepCasebook *casebook, RepAgenda *agenda)
{
  g_clear_object (&self->agenda);
  g_clear_object (&self->casebook);
  self->casebook = casebook;
  self->agenda = agenda;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CASEBOOK]);
}

static void
set_draft (RepSession *self, GBytes *draft)
{
  g_clear_pointer (&self->draft, g_bytes_unref);
  self->draft = draft != NULL ? g_bytes_ref (draft) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_DRAFT]);
}

static gint64
now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

typedef struct {
  char *login;
  RepSecret *password;
  RepAgenda *agenda; /* made while no other thread sees the casebook */
  char *state_folder;
  RepEntry entry;
  GBytes *draft; /* (nullable): found while opening */
  guint wait;
  GArray *notices;
} Unlock;

static void
unlock_free (gpointer data)
{
  Unlock *unlock = data;

  g_free (unlock->login);
  rep_secret_free (unlock->password);
  g_clear_object (&unlock->agenda);
  g_free (unlock->state_folder);
  g_clear_pointer (&unlock->notices, g_array_unref);
  g_clear_pointer (&unlock->draft, g_bytes_unref);
  g_free (unlock);
}

static void
unlock_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  RepSession *self = source;
  Unlock *unlock = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->busy);
  g_autoptr (GError) error = NULL;
  g_autoptr (RepVault) vault = rep_vault_open (self->path, OWN_HOLD_SECONDS, &error);
  RepCasebook *casebook = NULL;

  if (vault != NULL && rep_entry_unlock (&unlock->entry, vault, &error) &&
      rep_vault_find_draft (vault, CONTACT_SLOT, &unlock->draft, &error)) {
    unlock->notices = rep_notices_list (vault, now ());
    casebook = rep_casebook_load (g_steal_pointer (&vault), now (), &error);
  }
  if (casebook != NULL) {
    unlock->agenda = rep_agenda_new (casebook);
    g_task_return_pointer (task, casebook, g_object_unref);
  } else {
    if (vault != NULL)
      unlock->wait = rep_vault_wait (vault, unlock->login, now ());
    g_task_return_error (task, g_steal_pointer (&error));
  }
}

void
rep_session_unlock_async (RepSession *session,
                          const char *login,
                          RepSecret *password,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (session, NULL, callback, user_data);
  Unlock *unlock = g_new0 (Unlock, 1);

  unlock->login = g_strdup (login);
  unlock->password = password;
  unlock->state_folder = g_strdup (session->state_folder);
  unlock->entry = (RepEntry){ .login = unlock->login,
                              .password = password,
                              .state_folder = unlock->state_folder,
                              .now = now (),
                              .accept_older = session->accept_older };
  session->accept_older = FALSE; /* for this once */
  g_task_set_source_tag (task, rep_session_unlock_async);
  g_task_set_task_data (task, unlock, unlock_free);
  g_task_run_in_thread (task, unlock_thread);
}

gboolean
rep_session_unlock_finish (RepSession *session, GAsyncResult *result, GError **error)
{
  Unlock *unlock = g_task_get_task_data (G_TASK (result));
  RepCasebook *casebook = g_task_propagate_pointer (G_TASK (result), error);

  session->standing = unlock->entry.standing;
  session->facts_only = unlock->entry.facts_only;
  session->wait = unlock->wait;
  g_clear_pointer (&session->notices, g_array_unref);
  session->notices = g_steal_pointer (&unlock->notices);
  if (casebook == NULL)
    return FALSE;
  set_draft (session, unlock->draft);
  set_casebook (session, casebook, g_steal_pointer (&unlock->agenda));
  return TRUE;
}

guint
rep_session_get_wait (RepSession *session)
{
  return session->wait;
}

void
rep_session_lock (RepSession *session)
{
  if (session->casebook == NULL)
    return;
  g_signal_emit (session, signals[LOCKING], 0);
  set_casebook (session, NULL, NULL);
  set_draft (session, NULL);
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
run_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  RepSession *self = source;
  Run *run = data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->busy);
  g_autoptr (GError) error = NULL;

  if (run->job->run (run->casebook, run->data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, g_steal_pointer (&error));
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
  g_task_run_in_thread (task, run_thread);
}

gboolean
rep_session_run_finish (RepSession *session, GAsyncResult *result, gpointer *data, GError **error)
{
  Run *run = g_task_get_task_data (G_TASK (result));

  if (!g_task_propagate_boolean (G_TASK (result), error))
    return FALSE;
  if (run->job->publish != NULL)
    run->job->publish (run->casebook, run->data);
  if (data != NULL)
    *data = run->data;
  return TRUE;
}

typedef struct {
  RepContact *contact;
  RepPerson *person;
  guint8 situation;
  RepIntakePlan plan;
} Record;

static void
record_free (gpointer data)
{
  Record *record = data;

  rep_intake_plan_clear (&record->plan);
  rep_object_free (record->contact);
  rep_object_free (record->person);
  g_free (record);
}

static gboolean
record_run (RepCasebook *casebook, gpointer data, GCancellable *cancellable, GError **error)
{
  Record *record = data;
  RepIntake intake = { .contact = record->contact,
                       .person = record->person,
                       .situation = record->situation };

  return rep_intake_plan (casebook, &intake, now (), &record->plan, error) &&
         rep_casebook_commit (casebook, record->plan.objects, CONTACT_SLOT, now (), error);
}

static void
record_publish (RepCasebook *casebook, gpointer data)
{
  rep_casebook_publish_all (casebook, ((Record *)data)->plan.objects);
}

void
rep_session_record_async (RepSession *session,
                          RepContact *contact,
                          RepPerson *person,
                          guint8 situation,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  static const RepSessionJob job = { record_run, record_publish, record_free };
  Record *record = g_new0 (Record, 1);

  record->contact = contact;
  record->person = person;
  record->situation = situation;
  g_atomic_int_inc (&session->draft_serial);
  rep_session_run_async (session, &job, record, NULL, callback, user_data);
}

gboolean
rep_session_record_finish (RepSession *session,
                           GAsyncResult *result,
                           RepIntakeResult *answer,
                           GError **error)
{
  Run *run = g_task_get_task_data (G_TASK (result));

  if (!rep_session_run_finish (session, result, NULL, error))
    return FALSE;
  set_draft (session, NULL);
  rep_intake_answer (run->casebook, ((Record *)run->data)->contact, answer);
  return TRUE;
}

typedef struct {
  RepSession *session;
  GBytes *sealed; /* (nullable) */
  int serial;
} Keep;

static void
keep_free (gpointer data)
{
  Keep *keep = data;

  g_clear_pointer (&keep->sealed, g_bytes_unref);
  g_object_unref (keep->session);
  g_free (keep);
}

static gboolean
keep_run (RepCasebook *casebook, gpointer data, GCancellable *cancellable, GError **error)
{
  Keep *keep = data;

  return keep->serial != g_atomic_int_get (&keep->session->draft_serial) ||
         rep_vault_put_draft (rep_casebook_vault (casebook), CONTACT_SLOT, keep->sealed, error);
}

void
rep_session_keep_draft_async (RepSession *session,
                              RepDraft *draft,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  static const RepSessionJob job = { keep_run, NULL, keep_free };
  g_autoptr (RepDraft) owned = draft;
  Keep *keep = g_new0 (Keep, 1);

  keep->session = g_object_ref (session);
  keep->serial = g_atomic_int_add (&session->draft_serial, 1) + 1;
  if (draft != NULL && session->casebook != NULL)
    keep->sealed = rep_draft_seal (draft, rep_casebook_vault (session->casebook), CONTACT_SLOT);
  if (session->casebook != NULL)
    set_draft (session, keep->sealed);
  rep_session_run_async (session, &job, keep, NULL, callback, user_data);
}

gboolean
rep_session_keep_draft_finish (RepSession *session, GAsyncResult *result, GError **error)
{
  return rep_session_run_finish (session, result, NULL, error);
}

gboolean
rep_session_has_draft (RepSession *session)
{
  return session->draft != NULL;
}

RepDraft *
rep_session_open_draft (RepSession *session)
{
  if (session->draft == NULL || session->casebook == NULL)
    return NULL;
  return rep_draft_open (rep_casebook_vault (session->casebook), CONTACT_SLOT, session->draft,
                         NULL);
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

  if (read->note &&
      !rep_casebook_note (casebook, REP_ACTION_READ_IDENTITY,
                          (const RepId *)(gpointer)read->ids->data, read->ids->len, now (), error))
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
