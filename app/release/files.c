/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "app/release/files.h"
#include "app/error.h"
#include "app/platform/output.h"
#include "app/release/report.h"

#define CERTIFICATE ".cert.json"

static const char *const endings[] = { ".csv", CERTIFICATE, ".xlsx", ".pdf", "_COPIL.pdf" };
#define N_FILES G_N_ELEMENTS (endings)

gboolean
rep_release_files_folder (const char *folder, GError **error)
{
  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  return rep_app_error_set (error, REP_APP_ERROR_FILE, folder);
}

/* What the sheet of the project adds to the figures: no count of youths. */
typedef struct {
  RepReleaseReport report;
  GArray *steps;
  GArray *pauses;
} RepFilled;

static void
add_steps (RepFilled *filled, const RepProject *project, guint32 to)
{
  const RepTarget *target = rep_project_target (project, to);

  for (guint i = 0; project->targets != NULL && i < project->targets->len; i++) {
    const RepTarget *of = g_ptr_array_index (project->targets, i);
    RepChartStep step = { MAX (of->from, project->start), (guint)of->value };

    if (of->principal && rep_id_is_none (&of->structure) && of->from <= to)
      g_array_append_val (filled->steps, step);
  }
  filled->report.target = target != NULL ? (guint)target->value : 0;
  filled->report.confirmed = target != NULL && target->basis_confirmed;
}

static void
add_pauses (RepFilled *filled, const RepProject *project)
{
  for (guint i = 0; project->pauses != NULL && i < project->pauses->len; i++) {
    const RepPause *pause = g_ptr_array_index (project->pauses, i);
    const RepTerm *reason = rep_vocabulary_by_number (&rep_vocabulary_pause, pause->reason);
    RepChartSpan span = { pause->from, pause->to, reason != NULL ? reason->fr : "" };

    g_array_append_val (filled->pauses, span);
  }
}

static void
fill (RepFilled *filled, const RepProject *project, const RepReleaseResult *result)
{
  guint32 to = rep_published_last (result->published)->to;

  filled->steps = g_array_new (FALSE, FALSE, sizeof (RepChartStep));
  filled->pauses = g_array_new (FALSE, FALSE, sizeof (RepChartSpan));
  filled->report = (RepReleaseReport){
    .published = result->published,
    .lead = project->lead,
    .convention = project->convention,
    .comment = result->comment,
    .logos = project->logos,
    .end = rep_project_end (project, to),
    .steps = filled->steps,
    .pauses = filled->pauses,
  };
  add_steps (filled, project, to);
  add_pauses (filled, project);
}

static GPtrArray *
make_files (const RepProject *project, const RepReleaseResult *result)
{
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  RepFilled filled;
  GBytes *workbook;

  fill (&filled, project, result);
  workbook = rep_report_workbook (&filled.report);
  g_ptr_array_add (files, g_bytes_ref (result->csv));
  g_ptr_array_add (files, g_bytes_ref (result->certificate));
  if (workbook != NULL)
    g_ptr_array_add (files, workbook);
  g_ptr_array_add (files, rep_report_pdf (&filled.report));
  g_ptr_array_add (files, rep_report_sheet (&filled.report));
  g_array_unref (filled.steps);
  g_array_unref (filled.pauses);
  return files;
}

static gboolean
is_there (const char *path, GBytes *bytes)
{
  g_autofree char *data = NULL;
  gsize size;

  return g_file_get_contents (path, &data, &size, NULL) && size == g_bytes_get_size (bytes) &&
         memcmp (data, g_bytes_get_data (bytes, NULL), size) == 0;
}

/* Returns: (nullable): a file that waits to get its name; %NULL also for one that has it already.
 */
static gboolean
prepare (const char *path, GBytes *bytes, GPtrArray *outputs, GError **error)
{
  RepOutput *output;

  if (is_there (path, bytes))
    return TRUE;
  output = rep_output_open (path, error);
  if (output == NULL)
    return FALSE;
  g_ptr_array_add (outputs, output);
  return rep_output_write (output, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), error);
}

GStrv
rep_release_files_write (RepCasebook *casebook,
                         guint number,
                         const RepReleaseResult *result,
                         const char *folder,
                         GError **error)
{
  const RepProject *project = g_ptr_array_index (rep_casebook_projects (casebook), number);
  g_autoptr (GPtrArray) files = make_files (project, result);
  g_autoptr (GPtrArray) outputs = g_ptr_array_new_with_free_func ((GDestroyNotify)rep_output_free);
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();

  if (files->len != N_FILES) {
    rep_app_error_set (error, REP_APP_ERROR_FULL, g_get_tmp_dir ());
    return NULL;
  }
  for (guint i = 0; i < N_FILES; i++) {
    g_autofree char *name =
        g_strconcat (result->published->project, "_",
                     rep_published_last (result->published)->quarter, endings[i], NULL);
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_strv_builder_add (paths, path);
    if (!prepare (path, g_ptr_array_index (files, i), outputs, error))
      return NULL;
  }
  for (guint i = 0; i < outputs->len; i++)
    if (!rep_output_publish (g_ptr_array_index (outputs, i), error))
      return NULL;
  return g_strv_builder_end (paths);
}

GBytes *
rep_release_files_load (const char *path, GError **error)
{
  char *data;
  gsize size;
  GStatBuf info;

  if (g_stat (path, &info) != 0 || info.st_size > REP_CERTIFICATE_MAX ||
      !g_file_get_contents (path, &data, &size, NULL)) {
    rep_app_error_set (error, REP_APP_ERROR_BAD_FILE, path);
    return NULL;
  }
  return g_bytes_new_take (data, size);
}

static char *
beside (const char *path, const char *from, const char *to)
{
  if (!g_str_has_suffix (path, from))
    return g_strdup (path);
  return g_strdup_printf ("%.*s%s", (int)(strlen (path) - strlen (from)), path, to);
}

RepPublished *
rep_release_files_read (const char *path, guint8 signer[REP_PUBLIC_KEY_SIZE], GError **error)
{
  g_autofree char *certificate_path = beside (path, ".csv", CERTIFICATE);
  g_autofree char *csv_path = beside (path, CERTIFICATE, ".csv");
  g_autoptr (GBytes) certificate = rep_release_files_load (certificate_path, error);
  g_autoptr (GBytes) csv = NULL;
  g_autoptr (RepPublished) published = NULL;
  char digest[65];

  if (certificate == NULL)
    return NULL;
  csv = rep_release_files_load (csv_path, error);
  if (csv == NULL)
    return NULL;
  published = rep_certificate_parse (g_bytes_get_data (certificate, NULL),
                                     g_bytes_get_size (certificate), signer, error);
  if (published == NULL)
    return NULL;
  rep_certificate_digest (csv, digest);
  if (strcmp (digest, rep_published_last (published)->csv) != 0) {
    rep_app_error_set (error, REP_APP_ERROR_UNSIGNED, NULL);
    return NULL;
  }
  return g_steal_pointer (&published);
}
