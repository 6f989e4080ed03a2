/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/casebook/allowed.h"
#include "app/platform/output.h"
#include "ui/pages/figures-work.h"

static void
table_free (RepFiguresTable *table)
{
  if (table == NULL)
    return;
  g_ptr_array_unref (table->rows);
  g_ptr_array_unref (table->columns);
  g_free (table->values);
  g_free (table);
}

static void
tasks_free (gpointer data)
{
  g_free (((RepFiguresTasks *)data)->login);
  g_free (data);
}

static void
sheet_free (gpointer data)
{
  RepFiguresSheet *sheet = data;

  g_clear_pointer (&sheet->wish.pairs, g_array_unref);
  g_free (sheet->closed_by);
  g_free (sheet->lift);
  g_free (sheet->comment);
  g_clear_pointer (&sheet->measures, g_array_unref);
  g_clear_pointer (&sheet->tasks, g_ptr_array_unref);
  table_free (sheet->table);
  g_clear_error (&sheet->refused);
  g_free (sheet);
}

/* Tables. */

static char *
label_of (const RepReport *report, guint cell, guint first, guint n)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = first; i < first + n; i++) {
    g_autofree char *label = rep_dimension_label (&report->cube->dimensions[i], report->table,
                                                  rep_cube_category (report->cube, cell, i));

    if (i > first)
      g_string_append_c (text, '\t');
    g_string_append (text, label);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gint64
value_of (const RepReport *report, RepCubeTable which, guint cell)
{
  return report->cube->cells[which][cell] +
         (report->figures.erased > 0 ? rep_report_erased (report, which, cell) : 0);
}

/* Which rows and columns hold anything: their places in the table, plus one. */
static void
find_lines (const RepReport *report, RepCubeTable which, guint n_columns, guint *row, guint *column)
{
  const RepCube *cube = report->cube;

  for (guint cell = 0; cell < cube->n_cells; cell++)
    if (value_of (report, which, cell) != 0) {
      row[cell / n_columns] = 1;
      column[cell % n_columns] = 1;
    }
}

static guint
number_lines (guint *lines, guint n)
{
  guint count = 0;

  for (guint i = 0; i < n; i++)
    if (lines[i] != 0)
      lines[i] = ++count;
  return count;
}

static RepFiguresTable *
make_table (const RepReport *report, RepCubeTable which)
{
  const RepCube *cube = report->cube;
  RepFiguresTable *table = g_new0 (RepFiguresTable, 1);
  guint n_dimensions = cube->n_dimensions;
  guint n_columns = n_dimensions > 1 ? cube->dimensions[n_dimensions - 1].n : 1;
  guint n_rows = cube->n_cells / n_columns;
  g_autofree guint *row = g_new0 (guint, n_rows);
  g_autofree guint *column = g_new0 (guint, n_columns);
  guint width;

  find_lines (report, which, n_columns, row, column);
  table->rows = g_ptr_array_new_with_free_func (g_free);
  table->columns = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < n_rows; i++)
    if (row[i] != 0)
      g_ptr_array_add (table->rows, label_of (report, i * n_columns, 0,
                                              n_dimensions > 1 ? n_dimensions - 1 : 1));
  for (guint i = 0; i < n_columns; i++)
    if (column[i] != 0)
      g_ptr_array_add (table->columns, n_dimensions > 1 ? label_of (report, i, n_dimensions - 1, 1)
                                                        : g_strdup (""));
  width = number_lines (column, n_columns);
  table->values = g_new0 (gint64, (gsize)number_lines (row, n_rows) * width);
  table->total = cube->totals[which];
  for (guint cell = 0; cell < cube->n_cells; cell++) {
    gint64 value = value_of (report, which, cell);

    table->total += value - cube->cells[which][cell];
    if (value != 0)
      table->values[(row[cell / n_columns] - 1) * width + column[cell % n_columns] - 1] = value;
  }
  return table;
}

static GStrv
name_dimensions (const RepFiguresWish *wish)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < REP_FIGURES_MAX_BY; i++)
    if (wish->by[i] < REP_N_DIMENSIONS)
      g_strv_builder_add (builder, rep_dimension_kinds[wish->by[i]].id);
  return g_strv_builder_end (builder);
}

/* The rest of the page does not depend on whether this table may be seen. */
static void
cross (RepFiguresSheet *sheet, RepCasebook *casebook)
{
  g_auto (GStrv) by = name_dimensions (&sheet->wish);
  g_autoptr (RepReport) report = NULL;

  if (by[0] == NULL)
    return;
  report =
      rep_report_count (casebook, sheet->wish.project, &sheet->wish.period, by, &sheet->refused);
  if (report != NULL && report->cube->cells[sheet->wish.table] != NULL)
    sheet->table = make_table (report, sheet->wish.table);
}

/* Quality. */

static void
count_tasks (RepFiguresSheet *sheet, const RepFacts *table)
{
  g_autoptr (GArray) tasks = rep_quality_tasks (table, &sheet->wish.period);
  const RepRoster *roster = rep_vault_roster (rep_casebook_vault (table->casebook));

  sheet->tasks = g_ptr_array_new_with_free_func (tasks_free);
  for (guint i = 0; i < tasks->len;) {
    guint32 author = g_array_index (tasks, RepQualityTask, i).author;
    const RepAccount *account =
        author != REP_NO_ROW
            ? rep_roster_account (roster,
                                  rep_casebook_account_id (table->casebook, (guint16)author))
            : NULL;
    RepFiguresTasks *entry = g_new0 (RepFiguresTasks, 1);

    for (; i < tasks->len && g_array_index (tasks, RepQualityTask, i).author == author; i++)
      entry->n++;
    entry->login = g_strdup (account != NULL ? account->login : "");
    g_ptr_array_add (sheet->tasks, entry);
  }
}

/* The quarter. */

static void
read_closing (RepFiguresSheet *sheet, const RepFacts *table)
{
  RepCasebook *casebook = table->casebook;
  const RepPeriod *period = &sheet->wish.period;
  const RepClosing *closing;
  const RepAccount *account;

  sheet->is_quarter = rep_quarter_is (period);
  if (!sheet->is_quarter)
    return;
  sheet->over = rep_casebook_today (casebook) > period->to && period->to >= table->start &&
                period->from <= table->last;
  closing = rep_quarter_closing (casebook, sheet->wish.project, period->from);
  if (closing == NULL)
    return;
  sheet->comment = g_strdup (closing->comment);
  sheet->closed_at = closing->closed_at;
  if (closing->closed_at == 0)
    return;
  account =
      rep_roster_account (rep_vault_roster (rep_casebook_vault (casebook)), &closing->closed_by);
  sheet->closed_by = g_strdup (account != NULL ? account->login : NULL);
  sheet->lift = g_strdup (closing->lift);
  rep_quarter_revise (table, closing, &sheet->figures, sheet->revised);
}

static gboolean
run (RepCasebook *casebook, gpointer data, GCancellable *cancellable, GError **error)
{
  RepFiguresSheet *sheet = data;
  g_autoptr (RepFacts) table = rep_facts_new (casebook, sheet->wish.project, NULL);

  rep_figures (table, &sheet->wish.period, &sheet->figures);
  read_closing (sheet, table);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  sheet->measures = rep_quality (table, &sheet->wish.period, sheet->wish.pairs);
  count_tasks (sheet, table);
  cross (sheet, casebook);
  return TRUE;
}

void
rep_figures_work_async (RepSession *session,
                        const RepFiguresWish *wish,
                        GCancellable *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer user_data)
{
  static const RepSessionJob job = { run, NULL, sheet_free };
  RepFiguresSheet *sheet = g_new0 (RepFiguresSheet, 1);

  sheet->wish = *wish;
  if (wish->pairs != NULL)
    g_array_ref (wish->pairs);
  rep_session_run_async (session, &job, sheet, cancellable, callback, user_data);
}

const RepFiguresSheet *
rep_figures_work_finish (RepSession *session, GAsyncResult *result, GError **error)
{
  gpointer sheet;

  return rep_session_run_finish (session, result, &sheet, error) ? sheet : NULL;
}

/* Why this number. */

typedef struct {
  guint project;
  RepPeriod period;
  RepFiguresWhy why;
} Asking;

static gboolean
why_run (RepCasebook *casebook, gpointer data, GCancellable *cancellable, GError **error)
{
  Asking *asking = data;
  g_autoptr (RepReport) report =
      rep_report_new (casebook, asking->project, &asking->period, NULL, error);
  g_autoptr (RepExplanation) why = NULL;

  if (report == NULL)
    return FALSE;
  why = rep_report_explain (report, asking->why.asked);
  asking->why.indicator = why->indicator;
  asking->why.period = why->period;
  asking->why.records = why->members->len;
  asking->why.erased = why->erased;
  asking->why.recount = why->counted + why->erased;
  rep_snapshot_format (&report->snapshot, asking->why.snapshot);
  return TRUE;
}

void
rep_figures_work_why_async (RepSession *session,
                            guint project,
                            const RepPeriod *period,
                            guint indicator,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  static const RepSessionJob job = { why_run, NULL, g_free };
  Asking *asking = g_new0 (Asking, 1);

  asking->project = project;
  asking->period = *period;
  asking->why.asked = indicator;
  rep_session_run_async (session, &job, asking, cancellable, callback, user_data);
}

const RepFiguresWhy *
rep_figures_work_why_finish (RepSession *session, GAsyncResult *result, GError **error)
{
  gpointer asking;

  return rep_session_run_finish (session, result, &asking, error) ? &((Asking *)asking)->why : NULL;
}

/* Out of the program. */

typedef struct {
  guint project;
  char *text;
  char *path;
} Taking;

static void
taking_free (gpointer data)
{
  g_free (((Taking *)data)->text);
  g_free (((Taking *)data)->path);
  g_free (data);
}

static gboolean
take_run (RepCasebook *casebook, gpointer data, GCancellable *cancellable, GError **error)
{
  Taking *taking = data;
  const RepId *id = rep_casebook_id (casebook, &rep_kind_project, taking->project);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  return rep_casebook_note (casebook, REP_ACTION_FIGURES, id, 1, now, error) &&
         (taking->path == NULL ||
          rep_output_write_file (taking->path, taking->text, strlen (taking->text), error));
}

void
rep_figures_work_take_async (RepSession *session,
                             guint project,
                             const char *text,
                             const char *path,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  static const RepSessionJob job = { take_run, NULL, taking_free };
  Taking *taking = g_new0 (Taking, 1);

  taking->project = project;
  taking->text = g_strdup (text);
  taking->path = g_strdup (path);
  rep_session_run_async (session, &job, taking, NULL, callback, user_data);
}

const char *
rep_figures_work_take_finish (RepSession *session, GAsyncResult *result, GError **error)
{
  gpointer taking;

  return rep_session_run_finish (session, result, &taking, error) ? ((Taking *)taking)->text : NULL;
}
