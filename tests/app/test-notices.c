/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/entry.h"
#include "app/casebook/notices.h"
#include "crypto/recovery.h"
#include "tests/crypto/fixture.h"
#include "tests/db/fixture.h"

#define DAY (24 * 60 * 60)

static gboolean
keep_code (const GPtrArray *codes, gpointer data, GError **error)
{
  *(RepSecret **)data =
      rep_recovery_parse ((const char *const *)codes->pdata, codes->len, NULL, NULL);
  return TRUE;
}

/* Uses a fresh sheet of the open vault for @login at @now, and closes the vault. */
static void
use_sheet (TestVault *self, const char *login, gint64 now)
{
  g_autoptr (RepSecret) password = test_secret (TEST_PASSWORD);
  g_autoptr (RepSecret) code = NULL;
  g_autoptr (GError) error = NULL;
  RepEntry entry = { .login = login, .password = password, .now = now };
  gboolean added;

  g_assert_true (rep_vault_renew_recovery (self->vault, 1, keep_code, &code, now, &error));
  g_assert_true (rep_entry_recover (&entry, self->vault, code, &added, &error));
  g_assert_no_error (error);
  g_assert_null (rep_vault_account (self->vault));
  test_vault_close (self);
}

static char *
describe (TestVault *self, gint64 now)
{
  g_autoptr (GArray) notices = rep_notices_list (self->vault, now);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < notices->len; i++) {
    const RepNotice *notice = &g_array_index (notices, RepNotice, i);

    g_string_append_printf (text, "%s%s %s at %" G_GINT64_FORMAT, i > 0 ? ", " : "",
                            notice->kind == REP_NOTICE_RECOVERED_ADDED ? "new" : "again",
                            notice->login, notice->time - TEST_LATER);
  }
  return g_string_free (text, FALSE);
}

static void
assert_told (TestVault *self, gint64 now, const char *expected)
{
  g_autofree char *told = describe (self, now);

  g_assert_cmpstr (told, ==, expected);
}

/* Thirty days, to everyone, from the roster. */
static void
test_thirty_days (TestVault *self, gconstpointer data)
{
  assert_told (self, TEST_LATER, "");
  use_sheet (self, "sonia", TEST_LATER);
  test_vault_reopen (self);
  test_vault_reopen (self);
  assert_told (self, TEST_LATER, "new sonia at 0");
  assert_told (self, TEST_LATER + 30 * DAY - 1, "new sonia at 0");
  assert_told (self, TEST_LATER + 30 * DAY, "");
  test_vault_close (self);
  self->vault = test_vault_unlock (self->path, "sonia", TEST_PASSWORD);
  assert_told (self, TEST_LATER + DAY, "new sonia at 0");
}

/* Who has not unlocked for longer is told once more. */
static void
test_first_unlock_after (TestVault *self, gconstpointer data)
{
  use_sheet (self, "sonia", TEST_LATER);
  test_vault_reopen (self);
  assert_told (self, TEST_LATER + 300 * DAY, "new sonia at 0");
  test_vault_reopen (self);
  assert_told (self, TEST_LATER + 300 * DAY, "");
}

/* A clock put back years does not hide it: the entries before it tell the time. */
static void
test_backdated (TestVault *self, gconstpointer data)
{
  use_sheet (self, "sonia", TEST_LATER);
  test_vault_reopen (self);
  use_sheet (self, TEST_LOGIN, TEST_LATER - 5000 * DAY);
  test_vault_reopen (self);
  test_vault_reopen (self);
  assert_told (self, TEST_LATER + DAY, "new sonia at 0, again maud at 0");
}

#define ADD(path, func)                                                                            \
  g_test_add (path, TestVault, NULL, test_vault_set_up, func, test_vault_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/notices/thirty-days", test_thirty_days);
  ADD ("/notices/first-unlock-after", test_first_unlock_after);
  ADD ("/notices/backdated", test_backdated);
  return g_test_run ();
}
