/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "app/casebook/accounts.h"
#include "app/casebook/check.h"
#include "app/casebook/doubles.h"
#include "app/casebook/names.h"
#include "bench/fill.h"
#include "crypto/secret-private.h"
#include "db/vault-private.h"

/*
 * What unlocking and saving cost beside what they cannot do without, in one run on one machine.
 * Arguments: [PERSONS], 100,000 by default, with five contacts each.
 */

#define SAVES 400

static double
seconds_since (gint64 start)
{
  return (double)(g_get_monotonic_time () - start) / G_USEC_PER_SEC;
}

/* What the clock on the wall says, and how long the thread worked: they differ when others do, too.
 */
typedef struct {
  double wall;
  double work;
} Time;

static Time
time_now (void)
{
  struct timespec work;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &work);
  return (Time){ seconds_since (0), (double)work.tv_sec + (double)work.tv_nsec / 1e9 };
}

static Time
time_since (Time start)
{
  Time now = time_now ();

  return (Time){ now.wall - start.wall, now.work - start.work };
}

typedef struct {
  const RepKeyring *keyring;
  RepArena *clear;
  gboolean facts;
  gboolean names;
  gboolean digest;
  guint32 epoch;
  guint rows;
  guint64 bytes;
  RepDigest sum;
} Pass;

static gboolean
pass_row (const RepRecord *record, gpointer data, GError **error)
{
  Pass *pass = data;
  int opened = 0;

  pass->rows++;
  pass->bytes += record->facts.size + record->identity.size + record->link.size;
  if (pass->facts)
    opened += rep_keyring_open (pass->keyring, &record->id, record->kind, REP_CLASS_FACTS,
                                record->facts.data, record->facts.size, pass->clear, NULL);
  if (pass->names && record->kind == rep_kind_person.number)
    opened += rep_keyring_open (pass->keyring, &record->id, record->kind, REP_CLASS_IDENTITY,
                                record->identity.data, record->identity.size, pass->clear, NULL);
  if (opened < pass->facts + (pass->names && record->kind == rep_kind_person.number))
    g_error ("bench: a payload does not open");
  if (pass->digest) {
    RepDigest content = rep_record_digest (record);
    RepDigest term = rep_keyring_row_term (pass->keyring, pass->epoch, &content);

    rep_digest_add (&pass->sum, &term);
  }
  return TRUE;
}

static Time
time_pass (RepVault *vault, gboolean facts, gboolean names, gboolean digest, Pass *out)
{
  g_autoptr (RepArena) clear = rep_arena_new ();
  Pass pass = { .keyring = vault->keyring,
                .clear = clear,
                .facts = facts,
                .names = names,
                .digest = digest,
                .epoch = vault->head.epoch };
  Time start = time_now ();

  if (!rep_record_scan (vault->database, pass_row, &pass, NULL))
    g_error ("bench: scan");
  if (out != NULL)
    *out = pass;
  return time_since (start);
}

static double
resident_mib (void)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  line = strstr (status, "VmRSS:");
  return line != NULL ? g_ascii_strtod (line + 6, NULL) / 1024 : 0;
}

static void
keep_shared (guint16 compartment, guint32 epoch, const RepSecret *key, gpointer keyring)
{
  if (compartment == REP_COMPARTMENT_FACTS)
    rep_keyring_add (keyring, compartment, epoch, rep_secret_dup (key));
}

/* What a director holds: the facts key alone. */
static void
become_director (RepVault *vault)
{
  RepKeyring *keyring = rep_keyring_new (&vault->id);

  rep_keyring_foreach (vault->keyring, keep_shared, keyring);
  rep_keyring_free (vault->keyring);
  vault->keyring = keyring;
}

static void
report_ratio (const char *what, double value, double base, double goal)
{
  g_print ("%-44s %8.3f s  = %.2f x (goal %.1f x) %s\n", what, value, value / base, goal,
           value <= goal * base ? "reached" : "missed");
}

static void
report_times (const char *what, Time value, Time base, double goal)
{
  report_ratio (what, value.wall, base.wall, goal);
  report_ratio ("  work of the thread", value.work, base.work, goal);
}

static void
bench_unlock (const char *path, gboolean director)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RepCasebook) casebook = NULL;
  RepVault *vault = rep_bench_open (path);
  Time base, start, taken;
  double before;

  if (director)
    become_director (vault);
  base = time_pass (vault, TRUE, !director, TRUE, NULL);
  before = resident_mib ();
  start = time_now ();
  casebook = rep_casebook_load (vault, 1700000000, &error);
  taken = time_since (start);
  if (casebook == NULL || !rep_casebook_intact (casebook))
    g_error ("bench: load");
  report_times (director ? "unlock, director (after the key)"
                         : "unlock, counsellor (after the key)",
                taken, base, 1.5);
  g_print ("%-44s %8.1f MiB, grown by %.1f (goal 300)\n", "  memory afterwards", resident_mib (),
           resident_mib () - before);
}

/* What a check cannot do without: every row of records, present and past, opened and hashed, and
 * every entry of the journal opened, chained and hashed. */
static Time
time_everything (RepVault *vault)
{
  g_autoptr (RepArena) clear = rep_arena_new ();
  Pass pass = { .keyring = vault->keyring,
                .clear = clear,
                .facts = TRUE,
                .names = TRUE,
                .digest = TRUE,
                .epoch = vault->head.epoch };
  Time start = time_now ();
  RepJournalEnd end;

  if (!rep_record_scan (vault->database, pass_row, &pass, NULL) ||
      !rep_record_scan_past (vault->database, pass_row, &pass, NULL) ||
      !rep_journal_scan (vault->database, vault->keyring, &vault->head, NULL, NULL, &end, NULL))
    g_error ("bench: scan of everything");
  return time_since (start);
}

static void
bench_check (const char *path)
{
  g_autoptr (RepCasebook) casebook = rep_casebook_load (rep_bench_open (path), 1700000000, NULL);
  g_auto (RepCheck) check = { .dangling = NULL };
  Time base = time_everything (rep_casebook_vault (casebook));
  Time start = time_now ();

  if (!rep_casebook_check (casebook, NULL, NULL, &check, NULL) || !rep_check_is_sound (&check))
    g_error ("bench: check");
  report_times ("check of everything", time_since (start), base, 1.5);
}

static void
bench_passes (const char *path)
{
  RepVault *vault = rep_bench_open (path);
  Pass pass;
  double scan = time_pass (vault, FALSE, FALSE, FALSE, &pass).wall;
  double facts = time_pass (vault, TRUE, FALSE, FALSE, NULL).wall;
  double names = time_pass (vault, FALSE, TRUE, FALSE, NULL).wall;
  double digests = time_pass (vault, FALSE, FALSE, TRUE, NULL).wall;
  struct stat st;

  g_print ("%-44s %8.3f s  %u rows\n", "rows read from SQLite", scan, pass.rows);
  g_print ("%-44s %8.3f s  %.2f us each\n", "  and facts opened", facts,
           (facts - scan) / pass.rows * 1e6);
  g_print ("%-44s %8.3f s\n", "  and names opened", names);
  g_print ("%-44s %8.3f s  %.2f us each\n", "  and row digests", digests,
           (digests - scan) / pass.rows * 1e6);
  if (stat (path, &st) == 0)
    g_print ("%-44s %8.0f in the file, %.0f in payloads\n", "bytes per record",
             (double)st.st_size / pass.rows, (double)pass.bytes / pass.rows);
  rep_vault_free (vault);
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double left = *(const double *)a, right = *(const double *)b;

  return left < right ? -1 : left > right ? 1 : 0;
}

static double
quantile (double *values, guint n, double share)
{
  qsort (values, n, sizeof *values, compare_doubles);
  return values[MIN (n - 1, (guint)(share * n))];
}

/* A plain SQLite file with the same pragmas, given the same rows and bytes in clear. */
typedef struct {
  sqlite3 *handle;
  sqlite3_stmt *record;
  sqlite3_stmt *journal;
  sqlite3_stmt *head;
  guint sequence;
} Plain;

static void
plain_exec (Plain *plain, const char *sql)
{
  if (sqlite3_exec (plain->handle, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("bench: %s", sql);
}

static void
plain_open (Plain *plain, const char *path)
{
  if (sqlite3_open (path, &plain->handle) != SQLITE_OK)
    g_error ("bench: plain");
  plain_exec (plain, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
                     "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=0; PRAGMA cell_size_check=ON;"
                     "PRAGMA foreign_keys=ON; PRAGMA trusted_schema=OFF;");
  plain_exec (
      plain,
      "CREATE TABLE record (id BLOB PRIMARY KEY, kind INTEGER, revision INTEGER, origin BLOB,"
      " facts BLOB, identity BLOB, link BLOB) STRICT, WITHOUT ROWID;"
      "CREATE TABLE journal (device BLOB, sequence INTEGER, entry BLOB,"
      " PRIMARY KEY (device, sequence)) STRICT, WITHOUT ROWID;"
      "CREATE TABLE head (device BLOB PRIMARY KEY, state BLOB) STRICT, WITHOUT ROWID;");
  sqlite3_prepare_v2 (plain->handle, "INSERT INTO record VALUES (?1, 2, 1, ?2, ?3, ?4, NULL)", -1,
                      &plain->record, NULL);
  sqlite3_prepare_v2 (plain->handle, "INSERT INTO journal VALUES (?1, ?2, ?3)", -1, &plain->journal,
                      NULL);
  sqlite3_prepare_v2 (plain->handle, "INSERT OR REPLACE INTO head VALUES (?1, ?2)", -1,
                      &plain->head, NULL);
}

/* The scan of the file it is compared with fills this one too: trees of the same depth. */
static gboolean
plain_copy (const RepRecord *record, gpointer data, GError **error)
{
  Plain *plain = data;

  sqlite3_bind_blob (plain->record, 1, record->id.bytes, REP_ID_SIZE, SQLITE_STATIC);
  sqlite3_bind_blob (plain->record, 2, record->origin.bytes, REP_ID_SIZE, SQLITE_STATIC);
  sqlite3_bind_blob (plain->record, 3, record->facts.data, (int)record->facts.size, SQLITE_STATIC);
  sqlite3_bind_blob (plain->record, 4, record->identity.data, (int)record->identity.size,
                     SQLITE_STATIC);
  sqlite3_step (plain->record);
  sqlite3_reset (plain->record);
  return TRUE;
}

static double
plain_save (Plain *plain, const RepId *device, gsize facts_size, gsize identity_size)
{
  static guint8 bytes[4096];
  RepRecord record = { .id = rep_id_random (),
                       .origin = *device,
                       .facts = { bytes, facts_size },
                       .identity = { bytes, identity_size } };
  gint64 start = g_get_monotonic_time ();

  plain_exec (plain, "BEGIN IMMEDIATE");
  plain_copy (&record, plain, NULL);
  sqlite3_bind_blob (plain->journal, 1, device->bytes, REP_ID_SIZE, SQLITE_STATIC);
  sqlite3_bind_int (plain->journal, 2, (int)++plain->sequence);
  sqlite3_bind_blob (plain->journal, 3, bytes, 256 + REP_SEAL_OVERHEAD, SQLITE_STATIC);
  sqlite3_step (plain->journal);
  sqlite3_reset (plain->journal);
  sqlite3_bind_blob (plain->head, 1, device->bytes, REP_ID_SIZE, SQLITE_STATIC);
  sqlite3_bind_blob (plain->head, 2, bytes, 168, SQLITE_STATIC);
  sqlite3_step (plain->head);
  sqlite3_reset (plain->head);
  plain_exec (plain, "COMMIT");
  return seconds_since (start);
}

static double
vault_save (RepCasebook *casebook, GRand *rand, const RepId *project, gsize *facts, gsize *identity)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (rep_object_free);
  const RepStructure *structure = g_ptr_array_index (rep_casebook_structures (casebook), 0);
  guint32 person =
      (guint32)g_rand_int_range (rand, 0, (gint32)rep_casebook_persons (casebook)->len);
  gint64 start;
  double taken;

  g_ptr_array_add (objects,
                   rep_bench_contact (project, structure,
                                      rep_casebook_id (casebook, &rep_kind_person, person), rand));
  start = g_get_monotonic_time ();
  if (!rep_casebook_save (casebook, objects, 1700000000, &error))
    g_error ("bench: %s", error->message);
  taken = seconds_since (start);
  *facts = 192 + REP_SEAL_OVERHEAD;
  *identity = 64 + REP_SEAL_OVERHEAD;
  return taken;
}

static double
fsync_median (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "fsync", NULL);
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  double times[100];
  guint8 page[4096] = { 0 };

  for (guint i = 0; i < G_N_ELEMENTS (times); i++) {
    gint64 start = g_get_monotonic_time ();

    if (pwrite (fd, page, sizeof page, 4096 * (gint64)i) < 0 || fsync (fd) != 0)
      g_error ("bench: fsync");
    times[i] = seconds_since (start);
  }
  close (fd);
  g_unlink (path);
  return quantile (times, G_N_ELEMENTS (times), 0.5);
}

static void
bench_saves (const char *folder, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (RepCasebook) casebook = rep_casebook_load (rep_bench_open (path), 1700000000, &error);
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);
  g_autofree char *plain_path = g_build_filename (folder, "plain.db", NULL);
  RepVault *vault = rep_casebook_vault (casebook);
  RepId project = *rep_casebook_id (casebook, &rep_kind_project, 0);
  double ours[SAVES], theirs[SAVES], disk = fsync_median (folder);
  gsize facts, identity;
  Plain plain = { 0 };

  plain_open (&plain, plain_path);
  plain_exec (&plain, "BEGIN");
  if (!rep_record_scan (vault->database, plain_copy, &plain, NULL))
    g_error ("bench: copy");
  plain_exec (&plain, "COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
  for (guint i = 0; i < SAVES; i++) {
    ours[i] = vault_save (casebook, rand, &project, &facts, &identity);
    theirs[i] = plain_save (&plain, &vault->device, facts, identity);
  }
  sqlite3_finalize (plain.record);
  sqlite3_finalize (plain.journal);
  sqlite3_finalize (plain.head);
  sqlite3_close (plain.handle);
  report_ratio ("durable save of a contact, median", quantile (ours, SAVES, 0.5),
                quantile (theirs, SAVES, 0.5), 1.5);
  g_print ("%-44s %8.3f ms, plain SQLite %.3f ms, fsync %.3f ms (goal p95 2 ms over fsync)\n",
           "  p95", quantile (ours, SAVES, 0.95) * 1e3, quantile (theirs, SAVES, 0.95) * 1e3,
           disk * 1e3);
}

typedef struct {
  RepCasebook *casebook;
  GString *text;
} Names;

/* A name typed letter by letter, then with one letter wrong, then a phone number. */
static void
bench_search (const char *path)
{
  static const char *const typed[] = { "z",         "zo",         "zor",   "zorp",
                                       "zorpel",    "rtpq",       "aeiou", "zorpel qs",
                                       "sapnfleur", "sapinnfler", "0639",  "06399812" };
  g_autoptr (RepCasebook) casebook = rep_casebook_load (rep_bench_open (path), 1700000000, NULL);
  double times[20 * G_N_ELEMENTS (typed)];

  while (rep_names_hear (rep_search_names (rep_casebook_search (casebook)), 1000))
    ;
  for (guint i = 0; i < G_N_ELEMENTS (times); i++) {
    gint64 start = g_get_monotonic_time ();
    g_autoptr (GArray) found =
        rep_search_find (rep_casebook_search (casebook), typed[i % G_N_ELEMENTS (typed)], 50);

    times[i] = seconds_since (start);
  }
  g_print ("%-44s %8.2f ms, slowest %.2f ms (goal 5 ms a key)\n", "search, median",
           quantile (times, G_N_ELEMENTS (times), 0.5) * 1e3,
           quantile (times, G_N_ELEMENTS (times), 1.0) * 1e3);
}

/* The first and last name of everyone, a line each, as LIKE is given them. */
static gboolean
collect_name (const RepRecord *record, gpointer data, GError **error)
{
  Names *names = data;
  RepPerson *person;

  if (record->kind != rep_kind_person.number)
    return TRUE;
  person = rep_casebook_open (names->casebook, record, error);
  if (person == NULL)
    return FALSE;
  g_string_append_printf (names->text, "%s %s\n", person->first_name, person->last_name);
  rep_object_free (person);
  return TRUE;
}

static double
time_find (const RepSearch *search, const char *needle)
{
  double times[9];

  for (guint i = 0; i < G_N_ELEMENTS (times); i++) {
    gint64 start = g_get_monotonic_time ();
    g_autoptr (GArray) found = rep_search_find (search, needle, 500);

    times[i] = seconds_since (start);
  }
  return quantile (times, G_N_ELEMENTS (times), 0.5) * 1e3;
}

/* The same names, the same needles, one after the other on the same machine. */
static void
bench_against_like (const char *folder, const char *path)
{
  const char *cipher = g_getenv ("REP_BENCH_CIPHER");
  g_autofree char *file = g_build_filename (folder, "like.db", NULL);
  const char *command[] = { cipher, file, "zorp", "rtpq", "aeiou", "mwx", NULL };
  g_autoptr (RepCasebook) casebook = rep_casebook_load (rep_bench_open (path), 1700000000, NULL);
  g_autoptr (GSubprocess) child = NULL;
  g_autofree char *answer = NULL;
  g_auto (GStrv) lines = NULL;
  Names names = { casebook, g_string_new (NULL) };

  if (cipher == NULL || *cipher == '\0') {
    g_print ("%-44s left out: there is no SQLCipher to compare with\n",
             "plain search against LIKE");
    return;
  }
  if (!rep_vault_scan (rep_casebook_vault (casebook), collect_name, &names, NULL, NULL))
    g_error ("bench: names");
  child = g_subprocess_newv (command,
                             G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL);
  if (child == NULL ||
      !g_subprocess_communicate_utf8 (child, names.text->str, NULL, &answer, NULL, NULL) ||
      !g_subprocess_get_successful (child))
    g_error ("bench: like-cipher");
  lines = g_strsplit (answer, "\n", -1);
  for (guint i = 2; command[i] != NULL; i++) {
    double like = g_ascii_strtod (lines[i - 2], NULL);
    double ours = time_find (rep_casebook_search (casebook), command[i]);

    g_print ("plain search of “%s”%*s %8.2f ms, LIKE in SQLCipher 4 %.2f ms = %.0f x (goal 10 x)\n",
             command[i], 23 - (int)strlen (command[i]), "", ours, like, like / ours);
  }
  g_string_free (names.text, TRUE);
}

/* All youths as they sound, then the likely pairs among them. */
static void
bench_doubles (const char *path)
{
  g_autoptr (RepCasebook) casebook = rep_casebook_load (rep_bench_open (path), 1700000000, NULL);
  RepNames *names = rep_search_names (rep_casebook_search (casebook));
  g_autoptr (GArray) pairs = NULL;
  RepPerson *typed = rep_object_new (&rep_kind_person);
  gint64 start = g_get_monotonic_time ();
  double times[200];

  while (rep_names_hear (names, 1000))
    ;
  g_print ("%-44s %8.3f s, while nothing else is to be done\n", "how everyone sounds",
           seconds_since (start));
  start = g_get_monotonic_time ();
  pairs = rep_doubles_list (casebook, 1000);
  g_print ("%-44s %8.3f s, %u pairs (goal 1 s)\n", "likely doubles among everyone",
           seconds_since (start), pairs->len);
  rep_text_set (&typed->last_name, "Zorpel");
  rep_text_set (&typed->first_name, "Aqsdir");
  for (guint i = 0; i < G_N_ELEMENTS (times); i++) {
    g_autoptr (GArray) found = NULL;

    start = g_get_monotonic_time ();
    found = rep_doubles_of (casebook, typed, 5);
    times[i] = seconds_since (start);
  }
  rep_object_free (typed);
  g_print ("%-44s %8.3f ms, slowest %.3f ms\n", "doubles of one youth, median",
           quantile (times, G_N_ELEMENTS (times), 0.5) * 1e3,
           quantile (times, G_N_ELEMENTS (times), 1.0) * 1e3);
}

static void
add_counsellor (RepCasebook *casebook, const char *login)
{
  g_auto (RepAccountsOutcome) outcome = { NULL };
  char password[] = "sept mots";
  g_autoptr (RepSecret) secret = rep_secret_take (password, strlen (password));
  g_autoptr (GArray) structures = g_array_new (FALSE, FALSE, sizeof (RepId));
  const RepStructure *structure = g_ptr_array_index (rep_casebook_structures (casebook), 0);
  RepAccountRequest request = { login, secret, REP_ROLE_COUNSELLOR, structures };

  g_array_append_val (structures, structure->object.id);
  if (!rep_accounts_add (casebook, &request, 1700000000, &outcome, NULL))
    g_error ("bench: account");
  rep_accounts_publish (casebook, &outcome);
}

/* After the key and the load: new epochs, the old sum verified and the new one made over every row,
 * who takes over, all of it on disk. */
static void
bench_revoke (const char *path)
{
  static const char *const logins[] = { "a", "b", "c", "d", "e" };
  g_autoptr (RepCasebook) casebook = rep_casebook_load (rep_bench_open (path), 1700000000, NULL);
  g_autofree char *me = g_strdup (rep_casebook_accounts (casebook)->self->login);
  double times[G_N_ELEMENTS (logins)];

  for (guint i = 0; i < G_N_ELEMENTS (logins); i++)
    add_counsellor (casebook, logins[i]);
  for (guint i = 0; i < G_N_ELEMENTS (logins); i++) {
    g_auto (RepAccountsOutcome) outcome = { NULL };
    gint64 start = g_get_monotonic_time ();

    if (!rep_accounts_revoke (casebook, logins[i], me, 1700000000, &outcome, NULL))
      g_error ("bench: revoke");
    rep_accounts_publish (casebook, &outcome);
    times[i] = seconds_since (start);
  }
  g_print ("%-44s %8.3f s, slowest %.3f s (goal 1 s)\n", "an account revoked, median",
           quantile (times, G_N_ELEMENTS (times), 0.5),
           quantile (times, G_N_ELEMENTS (times), 1.0));
}

static void
remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);

    g_unlink (path);
  }
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  guint persons = argc > 1 ? (guint)g_ascii_strtoull (argv[1], NULL, 10) : 100000;
  g_autofree char *folder = g_dir_make_tmp ("reperes-bench-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "bench.reperes", NULL);
  gint64 start = g_get_monotonic_time ();

  rep_bench_make (path, persons, 1700000000);
  g_print ("%u persons, %u contacts, written in %.1f s\n", persons, 5 * persons,
           seconds_since (start));
  bench_passes (path);
  bench_unlock (path, TRUE);
  bench_unlock (path, FALSE);
  bench_check (path);
  bench_saves (folder, path);
  bench_search (path);
  bench_against_like (folder, path);
  bench_doubles (path);
  bench_revoke (path);
  remove_folder (folder);
  return 0;
}
