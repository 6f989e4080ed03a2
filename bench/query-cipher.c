/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The other side of a comparison in bench-figures.c: the same query over the same rows in an
 * SQLCipher 4 file with a 256 MB cache. Built by tools/fetch-cipher.sh with SQLite3 Multiple
 * Ciphers, for the benchmark alone; the program itself never links it.
 *
 * Arguments: FILE PLAIN SCHEMA INDEXES QUERY {FROM TO}…: copies the tables of the file PLAIN, then
 * writes one line a period: the best of five in milliseconds and how many rows came.
 */

#include "config.h" /* an empty one, of tools/fetch-cipher.sh */

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define ROUNDS 5

static void
must (sqlite3 *handle, int got, int wanted)
{
  if (got == wanted)
    return;
  fprintf (stderr, "query-cipher: %s\n", sqlite3_errmsg (handle));
  exit (1);
}

static double
milliseconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void
run (sqlite3 *handle, const char *sql)
{
  must (handle, sqlite3_exec (handle, sql, NULL, NULL, NULL), SQLITE_OK);
}

static sqlite3 *
copy (char **argv)
{
  char *attach = sqlite3_mprintf ("ATTACH DATABASE %Q AS plain KEY ''", argv[2]);
  sqlite3 *handle;

  if (sqlite3_open (argv[1], &handle) != SQLITE_OK)
    exit (1);
  run (handle, "PRAGMA cipher = 'sqlcipher'; PRAGMA legacy = 4; PRAGMA key = 'bench';"
               "PRAGMA cache_size = -262144; PRAGMA synchronous = OFF;");
  run (handle, argv[3]);
  run (handle, attach);
  sqlite3_free (attach);
  run (handle, "INSERT INTO main.person SELECT * FROM plain.person;"
               "INSERT INTO main.public SELECT * FROM plain.public;"
               "INSERT INTO main.contact SELECT * FROM plain.contact; DETACH plain");
  run (handle, argv[4]);
  return handle;
}

static double
time_once (sqlite3 *handle, sqlite3_stmt *query, int *rows)
{
  double start = milliseconds ();
  int got;

  *rows = 0;
  while ((got = sqlite3_step (query)) == SQLITE_ROW)
    ++*rows;
  must (handle, got, SQLITE_DONE);
  sqlite3_reset (query);
  return milliseconds () - start;
}

int
main (int argc, char **argv)
{
  sqlite3 *handle;
  sqlite3_stmt *query;

  if (argc < 8)
    return 2;
  handle = copy (argv);
  must (handle, sqlite3_prepare_v2 (handle, argv[5], -1, &query, NULL), SQLITE_OK);
  for (int i = 6; i + 1 < argc; i += 2) {
    double best = 1e9;
    int rows = 0;

    sqlite3_bind_int (query, 1, atoi (argv[i]));
    sqlite3_bind_int (query, 2, atoi (argv[i + 1]));
    for (int round = 0; round < ROUNDS; round++) {
      double time = time_once (handle, query, &rows);

      best = time < best ? time : best;
    }
    printf ("%.3f %d\n", best, rows);
  }
  sqlite3_finalize (query);
  sqlite3_close (handle);
  return 0;
}
