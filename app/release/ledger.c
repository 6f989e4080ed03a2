/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/release/ledger.h"

#include <string.h>

#include "app/domain/period.h"
#include "app/error.h"
#include "app/release/certificate.h"

guint32
rep_ledger_newest (RepCasebook *casebook, guint project)
{
  const GArray *rows = rep_casebook_releases (casebook);
  guint32 newest = 0;

  for (guint i = 0; i < rows->len; i++) {
    const RepReleaseRow *row = &g_array_index (rows, RepReleaseRow, i);

    if (row->revision != 0 && row->project == project)
      newest = MAX (newest, row->quarter);
  }
  return newest;
}

RepRelease *
rep_ledger_read (RepCasebook *casebook, guint project, guint32 quarter, GError **error)
{
  const GArray *rows = rep_casebook_releases (casebook);

  for (guint i = 0; i < rows->len; i++) {
    const RepReleaseRow *row = &g_array_index (rows, RepReleaseRow, i);

    if (row->revision != 0 && row->project == project && row->quarter == quarter)
      return rep_casebook_read (casebook, rep_casebook_id (casebook, &rep_kind_release, i), error);
  }
  return NULL;
}

RepPublished *
rep_ledger_published (const RepRelease *release, GError **error)
{
  const char *text = release->certificate != NULL ? release->certificate : "";

  return rep_certificate_parse (text, strlen (text), NULL, error);
}

/* What was released here must be part of what the other file says was. */
static gboolean
goes_on_from (const RepPublished *mine, const RepPublished *theirs)
{
  const RepPublishedRelease *last = rep_published_last (mine);

  for (guint i = 0; i < theirs->releases->len; i++) {
    const RepPublishedRelease *release = g_ptr_array_index (theirs->releases, i);

    if (strcmp (release->quarter, last->quarter) == 0 && strcmp (release->csv, last->csv) == 0)
      return TRUE;
  }
  return FALSE;
}

static gboolean
check_adopted (RepCasebook *casebook,
               const RepPublished *theirs,
               guint project,
               const RepPeriod *period,
               GError **error)
{
  guint32 newest = rep_ledger_newest (casebook, project);
  g_autoptr (RepPublished) mine = NULL;
  RepRelease *record;

  if (period->from <= newest)
    return rep_app_error_set (error, REP_APP_ERROR_RELEASE_ORDER,
                              rep_published_last (theirs)->quarter);
  if (newest == 0)
    return TRUE;
  record = rep_ledger_read (casebook, project, newest, error);
  if (record == NULL)
    return FALSE;
  mine = rep_ledger_published (record, error);
  rep_object_free (record);
  if (mine == NULL)
    return FALSE;
  return goes_on_from (mine, theirs) ||
         rep_app_error_set (error, REP_APP_ERROR_CONTRADICTION, rep_published_last (mine)->quarter);
}

gboolean
rep_ledger_adopt (RepCasebook *casebook,
                  gconstpointer certificate,
                  gsize size,
                  gint64 now,
                  RepPublished **published,
                  GError **error)
{
  g_autoptr (RepPublished) theirs = rep_certificate_parse (certificate, size, NULL, error);
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (rep_object_free);
  const RepProject *project;
  RepRelease *release;
  RepPeriod period;
  guint number;

  if (theirs == NULL)
    return FALSE;
  project = rep_casebook_project_by_code (casebook, theirs->project, &number);
  if (project == NULL)
    return rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_PROJECT, theirs->project);
  if (!rep_certificate_holds (theirs) ||
      !rep_period_parse (rep_published_last (theirs)->quarter, &period))
    return rep_app_error_set (error, REP_APP_ERROR_BAD_CERTIFICATE, NULL);
  if (!check_adopted (casebook, theirs, number, &period, error))
    return FALSE;
  release = rep_object_new (&rep_kind_release);
  g_ptr_array_add (objects, release);
  release->project = project->object.id;
  release->quarter = period.from;
  release->released_at = now;
  release->released_by = rep_vault_account (rep_casebook_vault (casebook))->id;
  release->certificate = g_strndup (certificate, size);
  if (!rep_casebook_save (casebook, objects, now, error))
    return FALSE;
  *published = g_steal_pointer (&theirs);
  return TRUE;
}
