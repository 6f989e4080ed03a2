/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The other side of a comparison in bench-vault.c: LIKE '%…%' over names in an SQLCipher 4 file.
 * Built by tools/fetch-cipher.sh with SQLite3 Multiple Ciphers, for the benchmark alone; the
 * program itself never links it.
 *
 * Arguments: FILE NEEDLE…; reads one name a line; writes one line a needle: the median of
 * milliseconds and how many names matched.
 */

#include "config.h" /* an empty one, of tools/fetch-cipher.sh */

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ROUNDS 9

static void
must (sqlite3 *handle, int got, int wanted)
{
  if (got == wanted)
    return;
  fprintf (stderr, "like-cipher: %s\n", sqlite3_errmsg (handle));
  exit (1);
}

static double
milliseconds (void)
{
  struct timespec now;

  clock_gettime (CLOCK_MONOTONIC, &now);
  return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static int
compare (const void *a, const void *b)
{
  double left = *(const double *)a, right = *(const double *)b;

  return (left > right) - (left < right);
}

static void
fill (sqlite3 *handle)
{
  sqlite3_stmt *insert;
  char *line = NULL;
  size_t size = 0;
  ssize_t length;

  must (handle,
        sqlite3_exec (handle,
                      "PRAGMA cipher = 'sqlcipher'; PRAGMA legacy = 4; PRAGMA key = 'bench';"
                      "PRAGMA cache_size = -262144;"
                      "CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT); BEGIN",
                      NULL, NULL, NULL),
        SQLITE_OK);
  must (handle,
        sqlite3_prepare_v2 (handle, "INSERT INTO person (name) VALUES (?1)", -1, &insert, NULL),
        SQLITE_OK);
  while ((length = getline (&line, &size, stdin)) > 0) {
    sqlite3_bind_text (insert, 1, line, (int)length - 1, SQLITE_TRANSIENT);
    must (handle, sqlite3_step (insert), SQLITE_DONE);
    sqlite3_reset (insert);
  }
  free (line);
  sqlite3_finalize (insert);
  must (handle, sqlite3_exec (handle, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
}

static void
look_for (sqlite3 *handle, const char *needle)
{
  sqlite3_stmt *find;
  double times[ROUNDS];
  int matches = 0;
  char *pattern = sqlite3_mprintf ("%%%s%%", needle);

  must (handle,
        sqlite3_prepare_v2 (handle, "SELECT count(*) FROM person WHERE name LIKE ?1", -1, &find,
                            NULL),
        SQLITE_OK);
  sqlite3_bind_text (find, 1, pattern, -1, SQLITE_STATIC);
  for (int i = 0; i < ROUNDS; i++) {
    double start = milliseconds ();

    must (handle, sqlite3_step (find), SQLITE_ROW);
    matches = sqlite3_column_int (find, 0);
    sqlite3_reset (find);
    times[i] = milliseconds () - start;
  }
  sqlite3_finalize (find);
  sqlite3_free (pattern);
  qsort (times, ROUNDS, sizeof *times, compare);
  printf ("%.4f %d\n", times[ROUNDS / 2], matches);
}

int
main (int argc, char **argv)
{
  sqlite3 *handle;

  if (argc < 3)
    return 2;
  if (sqlite3_open (argv[1], &handle) != SQLITE_OK)
    return 1;
  fill (handle);
  for (int i = 2; i < argc; i++)
    look_for (handle, argv[i]);
  return sqlite3_close (handle) == SQLITE_OK ? 0 : 1;
}
