/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "app/domain/day.h"
#include "app/figures/cube.h"
#include "app/figures/figures.h"
#include "bench/fill.h"

/* A quarter × channel × public × sex table with distinct persons, and every indicator of a project,
 * beside SQL on a plain SQLite file with a 256 MB cache and the indexes a developer would add, and
 * on the same rows in an SQLCipher 4 file where there is a program that reads one. */

#define RUNS 5

static double
now (void)
{
  return (double)g_get_monotonic_time () / 1000;
}

static void
must (sqlite3 *database, const char *sql)
{
  if (sqlite3_exec (database, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("bench: %s", sqlite3_errmsg (database));
}

static const char schema[] =
    "CREATE TABLE person (id INTEGER PRIMARY KEY, sex INTEGER, counts INTEGER);"
    "CREATE TABLE public (person INTEGER, public INTEGER, PRIMARY KEY (person, public)) WITHOUT "
    "ROWID;"
    "CREATE TABLE contact (id INTEGER PRIMARY KEY, person INTEGER, day INTEGER, quarter INTEGER,"
    " channel INTEGER);";

static const char indexes[] =
    "CREATE INDEX contact_cover ON contact (day, quarter, channel, person);"
    "CREATE INDEX contact_person ON contact (person, quarter, channel); ANALYZE;";

static const char query[] =
    "SELECT c.quarter, c.channel, coalesce (u.public, 0), p.sex, count (*),"
    " count (DISTINCT CASE WHEN p.counts THEN p.id END)"
    " FROM contact c JOIN person p ON p.id = c.person LEFT JOIN public u ON u.person = p.id"
    " WHERE c.day BETWEEN ?1 AND ?2 GROUP BY 1, 2, 3, 4";

static void
insert_subject (sqlite3_stmt *statements[3], const RepFacts *facts, guint i)
{
  const RepSubject *subject = &g_array_index (facts->subjects, RepSubject, i);

  sqlite3_bind_int64 (statements[0], 1, i);
  sqlite3_bind_int (statements[0], 2, subject->sex);
  sqlite3_bind_int (statements[0], 3, subject->counts);
  sqlite3_step (statements[0]);
  sqlite3_reset (statements[0]);
  for (int public = 1; public < 64; public ++)
    if ((subject->publics_yes >> public & 1) != 0) {
      sqlite3_bind_int64 (statements[1], 1, i);
      sqlite3_bind_int (statements[1], 2, public);
      sqlite3_step (statements[1]);
      sqlite3_reset (statements[1]);
    }
  for (guint j = subject->first_event; j < subject->first_event + subject->n_events; j++) {
    const RepEvent *event = &g_array_index (facts->events, RepEvent, j);

    sqlite3_bind_int64 (statements[2], 1, i);
    sqlite3_bind_int (statements[2], 2, (int)event->day);
    sqlite3_bind_int (statements[2], 3, (int)rep_quarter_number (event->day));
    sqlite3_bind_int (statements[2], 4, event->channel);
    sqlite3_step (statements[2]);
    sqlite3_reset (statements[2]);
  }
}

static sqlite3 *
make_database (const char *path, const RepFacts *facts)
{
  static const char *const inserts[] = {
    "INSERT INTO person VALUES (?, ?, ?)", "INSERT INTO public VALUES (?, ?)",
    "INSERT INTO contact (person, day, quarter, channel) VALUES (?, ?, ?, ?)"
  };
  sqlite3_stmt *statements[3];
  sqlite3 *database;

  if (sqlite3_open (path, &database) != SQLITE_OK)
    g_error ("bench: %s", path);
  must (database, "PRAGMA cache_size = -262144; PRAGMA synchronous = OFF; BEGIN");
  must (database, schema);
  for (guint i = 0; i < 3; i++)
    if (sqlite3_prepare_v2 (database, inserts[i], -1, &statements[i], NULL) != SQLITE_OK)
      g_error ("bench: %s", sqlite3_errmsg (database));
  for (guint i = 0; i < facts->subjects->len; i++)
    insert_subject (statements, facts, i);
  for (guint i = 0; i < 3; i++)
    sqlite3_finalize (statements[i]);
  must (database, "COMMIT");
  must (database, indexes);
  return database;
}

/* Sums over cells, to be compared: contacts and distinct persons. */
typedef struct {
  guint64 contacts;
  guint64 persons;
  guint cells;
} Sums;

static double
run_sql (sqlite3 *database, const RepPeriod *period, Sums *sums)
{
  double best = 1e9;

  for (guint run = 0; run < RUNS; run++) {
    double begin = now ();
    sqlite3_stmt *statement;

    *sums = (Sums){ 0 };
    if (sqlite3_prepare_v2 (database, query, -1, &statement, NULL) != SQLITE_OK)
      g_error ("bench: %s", sqlite3_errmsg (database));
    sqlite3_bind_int (statement, 1, (int)period->from);
    sqlite3_bind_int (statement, 2, (int)period->to);
    while (sqlite3_step (statement) == SQLITE_ROW) {
      sums->contacts += (guint64)sqlite3_column_int64 (statement, 4);
      sums->persons += (guint64)sqlite3_column_int64 (statement, 5);
      sums->cells++;
    }
    sqlite3_finalize (statement);
    best = MIN (best, now () - begin);
  }
  return best;
}

static double
run_cube (const RepFacts *facts, const RepPeriod *period, Sums *sums)
{
  char *names[] = { "quarter", "channel", "public", "sex", NULL };
  double best = 1e9;

  for (guint run = 0; run < RUNS; run++) {
    double begin = now ();
    g_autoptr (RepCube) cube = rep_cube_new (facts, names, period, NULL);

    best = MIN (best, now () - begin);
    *sums = (Sums){ 0 };
    for (guint cell = 0; cell < cube->n_cells; cell++) {
      sums->contacts += cube->cells[REP_CUBE_CONTACTS][cell];
      sums->persons += cube->cells[REP_CUBE_SEEN][cell];
      sums->cells += cube->cells[REP_CUBE_CONTACTS][cell] > 0;
    }
  }
  return best;
}

static double
run_figures (const RepFacts *facts, const RepPeriod *period)
{
  double best = 1e9;

  for (guint run = 0; run < RUNS; run++) {
    double begin = now ();
    RepFigures figures;

    rep_figures (facts, period, &figures);
    best = MIN (best, now () - begin);
  }
  return best;
}

typedef struct {
  const char *label;
  RepPeriod period;
  double cipher; /* milliseconds, 0 when it was not asked */
  guint cipher_cells;
} Case;

static char *
day_text (guint32 day)
{
  return g_strdup_printf ("%u", day);
}

/* The same rows, the same indexes and the same query, in a file encrypted page by page. */
static void
ask_cipher (const char *folder, const char *plain, Case cases[2])
{
  const char *program = g_getenv ("REP_BENCH_QUERY");
  g_autofree char *file = g_build_filename (folder, "cipher.db", NULL);
  g_autofree char *days[4] = { day_text (cases[0].period.from), day_text (cases[0].period.to),
                               day_text (cases[1].period.from), day_text (cases[1].period.to) };
  const char *command[] = { program, file,    plain,   schema,  indexes, query,
                            days[0], days[1], days[2], days[3], NULL };
  g_autoptr (GSubprocess) child = NULL;
  g_autofree char *answer = NULL;

  if (program == NULL || *program == '\0')
    return;
  child = g_subprocess_newv (command, G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL);
  if (child == NULL || !g_subprocess_communicate_utf8 (child, NULL, NULL, &answer, NULL, NULL) ||
      !g_subprocess_get_successful (child) ||
      sscanf (answer, "%lf %u %lf %u", &cases[0].cipher, &cases[0].cipher_cells, &cases[1].cipher,
              &cases[1].cipher_cells) != 4)
    g_error ("bench: query-cipher");
  (void)g_unlink (file);
}

static void
measure (const RepFacts *facts, sqlite3 *database, const Case *of)
{
  Sums sql, cube;
  double sql_time = run_sql (database, &of->period, &sql);
  double cube_time = run_cube (facts, &of->period, &cube);
  double figures_time = run_figures (facts, &of->period);

  if (sql.contacts != cube.contacts || sql.persons != cube.persons || sql.cells != cube.cells ||
      (of->cipher > 0 && of->cipher_cells != sql.cells))
    g_error ("bench: SQL and the table differ");
  printf ("  %-8s SQL %8.1f ms   table %7.2f ms (%.0f times)   every indicator %6.2f ms\n",
          of->label, sql_time, cube_time, sql_time / cube_time, figures_time);
  if (of->cipher > 0)
    printf ("  %-8s SQL in SQLCipher 4 %8.1f ms (%.0f times)\n", "", of->cipher,
            of->cipher / cube_time);
}

/* What the memory gives: the bytes a table goes through, summed as they lie. */
static void
measure_memory (const RepFacts *facts)
{
  const GArray *arrays[] = { facts->subjects, facts->events, facts->event_days };
  const guint sizes[] = { sizeof (RepSubject), sizeof (RepEvent), sizeof (guint32) };
  double best = 1e9, megabytes = 0;
  volatile guint64 keep = 0;

  for (guint run = 0; run < RUNS; run++) {
    double begin = now ();
    guint64 sum = 0;

    megabytes = 0;
    for (guint i = 0; i < G_N_ELEMENTS (arrays); i++) {
      const guint64 *words = (const guint64 *)(gpointer)arrays[i]->data;
      gsize n = (gsize)arrays[i]->len * sizes[i] / sizeof (guint64);

      for (gsize j = 0; j < n; j++)
        sum += words[j];
      megabytes += (double)n * sizeof (guint64) / 1e6;
    }
    keep = sum;
    best = MIN (best, now () - begin);
  }
  (void)keep;
  printf ("  reading those bytes once: %.1f MB in %.2f ms, %.1f GB/s\n", megabytes, best,
          megabytes / best);
}

int
main (int argc, char **argv)
{
  guint persons = argc > 1 ? (guint)strtoul (argv[1], NULL, 10) : 10000;
  g_autofree char *folder = g_dir_make_tmp ("reperes-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "bench.reperes", NULL);
  g_autofree char *lock = g_strconcat (path, ".lock", NULL);
  g_autofree char *plain = g_build_filename (folder, "plain.db", NULL);
  gint64 time = g_get_real_time () / G_USEC_PER_SEC;
  Case cases[] = {
    { "quarter", { rep_day_from_ymd (2020, 7, 1), rep_day_from_ymd (2020, 9, 30) }, 0, 0 },
    { "project", { 0, 0 }, 0, 0 },
  };
  RepCasebook *casebook;
  RepFacts *facts;
  sqlite3 *database;
  double begin;

  rep_bench_make (path, persons, time);
  casebook = rep_casebook_load (rep_bench_open (path), time, NULL);
  begin = now ();
  facts = rep_facts_new (casebook, 0, NULL);
  printf ("figures, %u persons, %u contacts; facts of a project gathered in %.1f ms, %.1f MB\n",
          facts->subjects->len, facts->contacts->len, now () - begin,
          (double)(facts->subjects->len * sizeof (RepSubject) +
                   (facts->events->len + facts->contacts->len) * sizeof (RepEvent)) /
              1e6);
  cases[1].period = rep_figures_whole (facts->project);
  measure_memory (facts);
  database = make_database (plain, facts);
  ask_cipher (folder, plain, cases);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    measure (facts, database, &cases[i]);
  sqlite3_close (database);
  rep_facts_free (facts);
  g_object_unref (casebook);
  (void)g_unlink (plain);
  (void)g_unlink (path);
  (void)g_unlink (lock);
  (void)g_rmdir (folder);
  return 0;
}
