/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/platform/state.h"
#include "app/release/audit-process.h"
#include "app/release/files.h"
#include "ui/pages/release-work.h"

/* The ledger. */

typedef struct {
  guint project;
  GPtrArray *lines;
} Listing;

static void
line_free (gpointer data)
{
  g_free (((RepReleaseLine *)data)->by);
  g_free (data);
}

static void
listing_free (gpointer data)
{
  g_ptr_array_unref (((Listing *)data)->lines);
  g_free (data);
}

static RepReleaseLine *
line_new (RepCasebook *casebook, const RepRelease *release, GError **error)
{
  g_autoptr (RepPublished) published = rep_ledger_published (release, error);
  const RepAccount *by =
      rep_roster_account (rep_vault_roster (rep_casebook_vault (casebook)), &release->released_by);
  RepReleaseLine *line;

  if (published == NULL)
    return NULL;
  line = g_new0 (RepReleaseLine, 1);
  line->quarter = release->quarter;
  line->released_at = release->released_at;
  line->by = g_strdup (by != NULL ? by->login : "");
  line->adopted = release->csv == NULL;
  line->suppressed = published->suppressed;
  line->safe = published->safe;
  return line;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const RepReleaseLine *x = *(const RepReleaseLine *const *)a;
  const RepReleaseLine *y = *(const RepReleaseLine *const *)b;

  return x->quarter > y->quarter ? -1 : x->quarter < y->quarter;
}

static gboolean
list_run (RepCasebook *casebook, gpointer data, GCancellable *cancellable, GError **error)
{
  Listing *listing = data;
  const GArray *rows = rep_casebook_releases (casebook);

  for (guint i = 0; i < rows->len; i++) {
    const RepReleaseRow *row = &g_array_index (rows, RepReleaseRow, i);
    RepReleaseLine *line;
    RepRelease *release;

    if (row->revision == 0 || row->project != listing->project)
      continue;
    release = rep_casebook_read (casebook, rep_casebook_id (casebook, &rep_kind_release, i), error);
    line = release != NULL ? line_new (casebook, release, error) : NULL;
    rep_object_free (release);
    if (line == NULL)
      return FALSE;
    g_ptr_array_add (listing->lines, line);
  }
  g_ptr_array_sort (listing->lines, compare_lines);
  return TRUE;
}

void
rep_release_work_list_async (RepSession *session,
                             guint project,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  static const RepSessionJob job = { list_run, NULL, listing_free };
  Listing *listing = g_new0 (Listing, 1);

  listing->project = project;
  listing->lines = g_ptr_array_new_with_free_func (line_free);
  rep_session_run_async (session, &job, listing, NULL, callback, user_data);
}

GPtrArray *
rep_release_work_list_finish (RepSession *session, GAsyncResult *result, GError **error)
{
  gpointer listing;

  if (!rep_session_run_finish (session, result, &listing, error))
    return NULL;
  return g_ptr_array_ref (((Listing *)listing)->lines);
}

/* A release. */

typedef struct {
  guint project;
  guint32 quarter;
  RepReleasePlan *plan;
  char *folder;
  gboolean in_ledger;
  char **files;
  GError *unwritten; /* why there are no files */
} Release;

static void
release_free (gpointer data)
{
  Release *release = data;

  rep_release_plan_free (release->plan);
  g_free (release->folder);
  g_strfreev (release->files);
  g_clear_error (&release->unwritten);
  g_free (release);
}

/* A project stays with the mode of its first release. */
static gboolean
read_mode (RepCasebook *casebook, RepReleaseWish *wish, GError **error)
{
  guint32 newest = rep_ledger_newest (casebook, wish->project);
  g_autoptr (RepPublished) published = NULL;
  RepRelease *release;

  if (newest == 0)
    return TRUE;
  release = rep_ledger_read (casebook, wish->project, newest, error);
  if (release != NULL)
    published = rep_ledger_published (release, error);
  rep_object_free (release);
  wish->suppressed = published != NULL && published->suppressed;
  return published != NULL;
}

/* Quarters that are open are closed with the release: the page says so before. */
static gboolean
plan (Release *release, RepCasebook *casebook, GError **error)
{
  g_autofree char *audit = rep_audit_find ();
  g_autofree char *state = rep_state_folder ();
  RepReleaseWish wish = { .project = release->project,
                          .quarter = release->quarter,
                          .close = TRUE,
                          .audit = audit,
                          .state_folder = state,
                          .now = g_get_real_time () / G_USEC_PER_SEC };

  if (release->plan == NULL && read_mode (casebook, &wish, error))
    release->plan = rep_release_plan_new (casebook, &wish, error);
  return release->plan != NULL;
}

static gboolean
prepare_run (RepCasebook *casebook, gpointer data, GCancellable *cancellable, GError **error)
{
  return plan (data, casebook, error) && !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static gboolean
save_run (RepCasebook *casebook, gpointer data, GCancellable *cancellable, GError **error)
{
  Release *release = data;

  if (!plan (release, casebook, error) || !rep_release_files_folder (release->folder, error) ||
      !rep_release_plan_commit (release->plan, casebook, NULL, g_get_real_time () / G_USEC_PER_SEC,
                                error))
    return FALSE;
  release->in_ledger = TRUE;
  release->files =
      rep_release_files_write (casebook, release->project, rep_release_plan_result (release->plan),
                               release->folder, &release->unwritten);
  return TRUE;
}

static void
save_publish (RepCasebook *casebook, gpointer data)
{
  rep_release_plan_publish (((Release *)data)->plan, casebook);
}

void
rep_release_work_prepare_async (RepSession *session,
                                guint project,
                                guint32 quarter,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data)
{
  static const RepSessionJob job = { prepare_run, NULL, release_free };
  Release *release = g_new0 (Release, 1);

  release->project = project;
  release->quarter = quarter;
  rep_session_run_async (session, &job, release, cancellable, callback, user_data);
}

RepReleasePlan *
rep_release_work_prepare_finish (RepSession *session, GAsyncResult *result, GError **error)
{
  gpointer release;

  if (!rep_session_run_finish (session, result, &release, error))
    return NULL;
  return g_steal_pointer (&((Release *)release)->plan);
}

void
rep_release_work_save_async (RepSession *session,
                             guint project,
                             guint32 quarter,
                             RepReleasePlan *plan,
                             const char *folder,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  static const RepSessionJob job = { save_run, save_publish, release_free };
  Release *release = g_new0 (Release, 1);

  release->project = project;
  release->quarter = quarter;
  release->plan = plan;
  release->folder = g_strdup (folder);
  rep_session_run_async (session, &job, release, NULL, callback, user_data);
}

gboolean
rep_release_work_save_finish (
    RepSession *session, GAsyncResult *result, gboolean *in_ledger, char ***files, GError **error)
{
  gpointer data;
  Release *release;

  *in_ledger = FALSE;
  *files = NULL;
  if (!rep_session_run_finish (session, result, &data, error))
    return FALSE;
  release = data;
  *in_ledger = release->in_ledger;
  *files = release->files;
  if (release->unwritten != NULL)
    g_propagate_error (error, g_error_copy (release->unwritten));
  return release->files != NULL;
}
