/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/import-persons.h"
#include "ui/dialogs/call-work.h"

typedef struct {
  RepContact *contact;
  RepIntakePlan plan;
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  rep_intake_plan_clear (&call->plan);
  rep_object_free (call->contact);
  g_free (call);
}

static gboolean
call_run (RepCasebook *casebook, gpointer data, GCancellable *cancellable, GError **error)
{
  Call *call = data;
  const RepIntake intake = { .contact = call->contact };
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  return rep_intake_plan (casebook, &intake, now, &call->plan, error) &&
         rep_casebook_commit (casebook, call->plan.objects, NULL, now, error);
}

static void
call_publish (RepCasebook *casebook, gpointer data)
{
  rep_casebook_publish_all (casebook, ((Call *)data)->plan.objects);
}

void
rep_call_work_record_async (RepSession *session,
                            RepContact *contact,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  static const RepSessionJob job = { call_run, call_publish, call_free };
  Call *call = g_new0 (Call, 1);

  call->contact = contact;
  rep_session_run_async (session, &job, call, NULL, callback, user_data);
}

gboolean
rep_call_work_record_finish (RepSession *session, GAsyncResult *result, GError **error)
{
  return rep_session_run_finish (session, result, NULL, error);
}

typedef struct {
  RepId import;
  GArray *rows;
} Import;

static void
import_free (gpointer data)
{
  g_clear_pointer (&((Import *)data)->rows, g_array_unref);
  g_free (data);
}

static gboolean
import_run (RepCasebook *casebook, gpointer data, GCancellable *cancellable, GError **error)
{
  Import *import = data;

  import->rows = rep_import_persons (casebook, &import->import, error);
  return import->rows != NULL;
}

void
rep_call_work_import (RepSession *session,
                      const RepId *import,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  static const RepSessionJob job = { import_run, NULL, import_free };
  Import *data = g_new0 (Import, 1);

  data->import = *import;
  rep_session_run_async (session, &job, data, NULL, callback, user_data);
}

GArray *
rep_call_work_import_finish (RepSession *session, GAsyncResult *result, GError **error)
{
  gpointer data = NULL;

  return rep_session_run_finish (session, result, &data, error)
             ? g_array_ref (((Import *)data)->rows)
             : NULL;
}
