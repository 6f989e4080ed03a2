/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/faults/workload.h"

/* A process that saves and says so on a pipe is killed at some moment. */

#define KILLS_LONG 500
#define KILLS_SHORT 50
#define KILLS_A_VAULT 25 /* then a new one, so that it stays small */
#define MOST_SAVES 20
#define MOST_MICROSECONDS 3000 /* after them */

typedef struct {
  TestVault vault;
  Workload workload;
  GRand *rand;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  self->rand = g_rand_new_with_seed ((guint32)g_test_rand_int ());
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_rand_free (self->rand);
}

/* The child: saves without end, and writes a byte for each save acknowledged. */
static void
save_for_ever (Fixture *self, guint done, int out)
{
  test_vault_reopen (&self->vault);
  for (;;)
    if (!workload_step (&self->workload, &self->vault, ++done, NULL) || write (out, "s", 1) != 1)
      _exit (1);
}

/* Reads at most @most bytes, or all there are. Returns how many. */
static guint
count_bytes (int in, guint most)
{
  char byte;
  guint n = 0;

  while (n < most && read (in, &byte, 1) == 1)
    n++;
  return n;
}

/* Returns the saves acknowledged. */
static guint
live_and_die (Fixture *self, guint done)
{
  int ends[2], status;
  guint saved;
  pid_t child;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0) {
    close (ends[0]);
    save_for_ever (self, done, ends[1]);
  }
  close (ends[1]);
  saved = count_bytes (ends[0], (guint)g_rand_int_range (self->rand, 0, MOST_SAVES));
  g_usleep ((gulong)g_rand_int_range (self->rand, 0, MOST_MICROSECONDS));
  g_assert_cmpint (kill (child, SIGKILL), ==, 0);
  saved += count_bytes (ends[0], G_MAXUINT);
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_true (WIFSIGNALED (status) && WTERMSIG (status) == SIGKILL);
  close (ends[0]);
  return saved;
}

static void
test_saves (Fixture *self, gconstpointer data)
{
  guint kills = test_is_long () ? KILLS_LONG : KILLS_SHORT;
  guint saves = 0, landed = 0;

  for (guint kill = 0; kill < kills;) {
    guint done = 0;

    test_vault_set_up (&self->vault, NULL);
    test_vault_close (&self->vault);
    workload_init (&self->workload);
    for (guint i = 0; i < KILLS_A_VAULT && kill < kills; i++, kill++) {
      guint acknowledged = done + live_and_die (self, done);

      done = workload_verify (&self->workload, self->vault.path, acknowledged);
      landed += done - acknowledged;
    }
    saves += done;
    test_vault_tear_down (&self->vault, NULL);
  }
  g_test_message ("%u kills, %u saves, %u of them there though not acknowledged", kills, saves,
                  landed);
  g_assert_cmpuint (saves, >, kills);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/kill/save", Fixture, NULL, set_up, test_saves, tear_down);
  return g_test_run ();
}
