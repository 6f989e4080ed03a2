/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "crypto/password.h"
#include "crypto/slot.h"
#include "tests/crypto/fixture.h"

static double
fake_timer (guint32 passes, guint32 memory_kib, gpointer data)
{
  g_assert_cmpuint (passes, ==, 3);
  g_assert_cmpuint (memory_kib, ==, 256 * 1024);
  return *(double *)data;
}

/* About a second, never under 3 passes over 128 MiB, never over what a slot may ask for. */
static void
test_calibration (void)
{
  static const struct {
    double seconds;
    guint32 passes;
    guint32 mib;
  } cases[] = {
    { 0.65, 5, 256 }, { 1.0, 3, 256 },  { 0.99, 3, 256 }, { 0.5, 6, 256 },   { 4.0, 3, 256 },
    { 0.1, 16, 256 }, { 0.0, 16, 256 }, { -1.0, 3, 128 }, { 1e-9, 16, 256 }, { 1e9, 3, 256 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    double seconds = cases[i].seconds;
    RepPasswordPolicy found = rep_password_calibrate (fake_timer, &seconds);
    RepPasswordCost cost = rep_password_cost_new (&found);

    g_assert_cmpuint (found.passes, ==, cases[i].passes);
    g_assert_cmpuint (found.memory_kib, ==, cases[i].mib * 1024);
    g_assert_true (rep_password_cost_check (&cost, NULL));
  }
}

static void
test_meets (void)
{
  static const RepPasswordPolicy policy = { 3, 1024 };
  static const struct {
    guint32 passes;
    guint32 memory_kib;
    gboolean meets;
  } cases[] = { { 3, 1024, TRUE },  { 4, 1024, TRUE },  { 3, 2048, TRUE },
                { 2, 1024, FALSE }, { 3, 1023, FALSE }, { 16, 512, FALSE } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++) {
    RepPasswordCost cost = { cases[i].passes, cases[i].memory_kib, { 0 } };

    g_assert_cmpint (rep_password_cost_meets (&cost, &policy), ==, cases[i].meets);
  }
}

static void
test_fresh_salt (void)
{
  RepPasswordCost a = rep_password_cost_new (NULL), b = rep_password_cost_new (NULL);

  g_assert_cmpint (memcmp (a.salt, b.salt, sizeof a.salt), !=, 0);
  g_assert_cmpuint (a.passes, ==, rep_password_policy ().passes);
}

static void
assert_fault (const char *bytes, gsize size, RepPasswordFault fault)
{
  g_autofree char *copy = g_memdup2 (bytes, size + 1);
  g_autoptr (RepSecret) password = rep_secret_take (copy, size);

  g_assert_cmpint (rep_password_fault (password), ==, fault);
}

/* C2, at creation: what could later not be typed, or would be lost unseen, is refused. */
static void
test_c2_faults (void)
{
  g_autofree char *long_one = g_strnfill (1024 * 1024, 'a');

  assert_fault ("", 0, REP_PASSWORD_FAULT_EMPTY);
  assert_fault ("a", 1, REP_PASSWORD_FAULT_NONE);
  assert_fault ("sept mots de passe", 18, REP_PASSWORD_FAULT_NONE);
  assert_fault ("p\303\242sse", 6, REP_PASSWORD_FAULT_NONE);
  assert_fault ("pa\314\202sse", 7, REP_PASSWORD_FAULT_NONE);
  assert_fault ("sept mots ", 10, REP_PASSWORD_FAULT_SPACE);
  assert_fault (" sept mots", 10, REP_PASSWORD_FAULT_SPACE);
  assert_fault (" ", 1, REP_PASSWORD_FAULT_SPACE);
  assert_fault ("sept\0mots", 9, REP_PASSWORD_FAULT_BYTES);
  assert_fault ("\0", 1, REP_PASSWORD_FAULT_BYTES);
  assert_fault ("sept\nmots", 9, REP_PASSWORD_FAULT_BYTES);
  assert_fault ("sept mots\r", 10, REP_PASSWORD_FAULT_BYTES);
  assert_fault ("p\342sse", 5, REP_PASSWORD_FAULT_BYTES);
  assert_fault (long_one, 1024, REP_PASSWORD_FAULT_NONE);
  assert_fault (long_one, 1025, REP_PASSWORD_FAULT_LONG);
  assert_fault (long_one, 1024 * 1024, REP_PASSWORD_FAULT_LONG);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/password/calibration", test_calibration);
  g_test_add_func ("/password/meets", test_meets);
  g_test_add_func ("/password/fresh-salt", test_fresh_salt);
  g_test_add_func ("/password/c2-faults", test_c2_faults);
  return g_test_run ();
}
