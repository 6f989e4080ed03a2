/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/allowed.h"
#include "ui/dialogs/merge-work.h"

typedef enum {
  WORK_MERGE,
  WORK_UNMERGE,
  WORK_DISTINCT,
} Work;

typedef struct {
  Work work;
  RepMergeRequest request; /* @keep and @other are the two that are distinct, too */
  RepMergePlan plan;
} Merge;

static gint64
now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

static gboolean
plan (RepCasebook *casebook, Merge *merge, GError **error)
{
  switch (merge->work) {
    case WORK_MERGE:
      return rep_merge_plan (casebook, &merge->request, &merge->plan, error);
    case WORK_UNMERGE:
      return rep_unmerge_plan (casebook, &merge->request.other, &merge->plan, error);
    case WORK_DISTINCT:
      return rep_distinct_plan (casebook, &merge->request.keep, &merge->request.other, FALSE,
                                now (), &merge->plan, error);
    default:
      g_assert_not_reached ();
  }
}

static gboolean
merge_run (RepCasebook *casebook, gpointer data, GCancellable *cancellable, GError **error)
{
  Merge *merge = data;

  return plan (casebook, merge, error) && rep_merge_commit (casebook, &merge->plan, now (), error);
}

static void
merge_publish (RepCasebook *casebook, gpointer data)
{
  rep_casebook_publish_all (casebook, ((Merge *)data)->plan.objects);
}

static void
merge_free (gpointer data)
{
  rep_merge_plan_clear (&((Merge *)data)->plan);
  g_free (data);
}

static void
start (RepSession *session,
       Work work,
       const RepMergeRequest *request,
       GAsyncReadyCallback callback,
       gpointer user_data)
{
  static const RepSessionJob job = { merge_run, merge_publish, merge_free };
  Merge *merge = g_new0 (Merge, 1);

  merge->work = work;
  merge->request = *request;
  rep_session_run_async (session, &job, merge, NULL, callback, user_data);
}

void
rep_merge_work_merge (RepSession *session,
                      const RepMergeRequest *request,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  start (session, WORK_MERGE, request, callback, user_data);
}

void
rep_merge_work_unmerge (RepSession *session,
                        const RepId *other,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  RepMergeRequest request = { .other = *other };

  start (session, WORK_UNMERGE, &request, callback, user_data);
}

void
rep_merge_work_distinct (RepSession *session,
                         const RepId *a,
                         const RepId *b,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  RepMergeRequest request = { *a, *b, 0 };

  start (session, WORK_DISTINCT, &request, callback, user_data);
}

gboolean
rep_merge_work_finish (RepSession *session, GAsyncResult *result, GError **error)
{
  return rep_session_run_finish (session, result, NULL, error);
}

typedef struct {
  RepId id;
  gboolean note;
  RepPast past;
} Look;

static gboolean
look_run (RepCasebook *casebook, gpointer data, GCancellable *cancellable, GError **error)
{
  Look *look = data;

  return (!look->note ||
          rep_casebook_note (casebook, REP_ACTION_READ_IDENTITY, &look->id, 1, now (), error)) &&
         rep_past_history (casebook, &look->id, &look->past, error);
}

static void
look_free (gpointer data)
{
  rep_past_clear (&((Look *)data)->past);
  g_free (data);
}

void
rep_past_work_read (RepSession *session,
                    const RepId *id,
                    gboolean note,
                    GAsyncReadyCallback callback,
                    gpointer user_data)
{
  static const RepSessionJob job = { look_run, NULL, look_free };
  Look *look = g_new0 (Look, 1);

  look->id = *id;
  look->note = note;
  rep_session_run_async (session, &job, look, NULL, callback, user_data);
}

const RepPast *
rep_past_work_finish (RepSession *session, GAsyncResult *result, GError **error)
{
  gpointer look;

  return rep_session_run_finish (session, result, &look, error) ? &((Look *)look)->past : NULL;
}
