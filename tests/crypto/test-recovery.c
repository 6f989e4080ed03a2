/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "crypto/recovery.h"
#include "tests/crypto/fixture.h"

#define ALPHABET "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
#define SHEET_LENGTH (6 * REP_RECOVERY_GROUPS - 1)

static void
assert_parses (const char *const *sheets, guint n, const RepSecret *code)
{
  g_autoptr (GError) error = NULL;
  guint bad = 99;
  g_autoptr (RepSecret) parsed = rep_recovery_parse (sheets, n, &bad, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (bad, ==, 0);
  g_assert_true (rep_secret_equal (parsed, code));
}

static void
assert_refused (const char *const *sheets, guint n, guint bad_group)
{
  g_autoptr (GError) error = NULL;
  guint bad = 99;
  g_autoptr (RepSecret) parsed = rep_recovery_parse (sheets, n, &bad, &error);

  g_assert_null (parsed);
  g_assert_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_WRONG_SECRET);
  g_assert_cmpuint (bad, ==, bad_group);
}

static void
assert_text_refused (const char *sheet, guint bad_group)
{
  assert_refused (&sheet, 1, bad_group);
}

static void
assert_shape (const char *sheet)
{
  g_assert_cmpuint (strlen (sheet), ==, SHEET_LENGTH);
  for (guint i = 0; i < SHEET_LENGTH; i++)
    g_assert_nonnull (strchr (i % 6 == 5 ? "-" : ALPHABET, sheet[i]));
}

static void
test_one_sheet (void)
{
  for (guint round = 0; round < 200; round++) {
    g_autoptr (RepSecret) code = rep_secret_new_random (32);
    g_autoptr (GPtrArray) sheets = rep_recovery_print (code, 1);

    g_assert_cmpuint (sheets->len, ==, 1);
    assert_shape (sheets->pdata[0]);
    assert_parses ((const char *const *)sheets->pdata, 1, code);
  }
}

static void
test_two_shares (void)
{
  for (guint round = 0; round < 200; round++) {
    g_autoptr (RepSecret) code = rep_secret_new_random (32);
    g_autoptr (GPtrArray) sheets = rep_recovery_print (code, 2);
    const char *turned[] = { sheets->pdata[1], sheets->pdata[0] };

    g_assert_cmpuint (sheets->len, ==, 2);
    assert_shape (sheets->pdata[0]);
    assert_shape (sheets->pdata[1]);
    assert_parses ((const char *const *)sheets->pdata, 2, code);
    assert_parses (turned, 2, code);
  }
}

static void
test_frozen (void)
{
  g_autoptr (RepSecret) code = test_key (0, 32);
  g_autoptr (GPtrArray) sheets = rep_recovery_print (code, 1);

  g_assert_cmpstr (
      sheets->pdata[0], ==,
      "040GW-2001A-081GF-81860-0W40C-J2GBT-1G6G5-W3RGM-2491A-650NH-2RBH2-G68TB-3CE10-T7GZ5");
}

/* Of the codes of one secret, no two first shares are the same, and neither is the secret. */
static void
test_shares_are_random (void)
{
  g_autoptr (RepSecret) code = test_key (0, 32);
  g_autoptr (GPtrArray) one = rep_recovery_print (code, 2);
  g_autoptr (GPtrArray) two = rep_recovery_print (code, 2);

  g_assert_cmpstr (one->pdata[0], !=, two->pdata[0]);
  g_assert_cmpstr (one->pdata[1], !=, two->pdata[1]);
}

static void
test_every_typo (void)
{
  g_autoptr (RepSecret) code = test_key (3, 32);
  g_autoptr (GPtrArray) sheets = rep_recovery_print (code, 1);
  g_autofree char *typed = g_strdup (sheets->pdata[0]);

  for (guint at = 0; at < SHEET_LENGTH; at++) {
    char right = typed[at];

    if (at % 6 == 5)
      continue;
    for (const char *wrong = ALPHABET; *wrong != '\0'; wrong++) {
      typed[at] = *wrong;
      if (*wrong != right)
        assert_text_refused (typed, at / 6 + 1);
    }
    typed[at] = right;
  }
  assert_parses ((const char *const *)sheets->pdata, 1, code);
}

/* Every byte that is no symbol: refused where it stands. */
static void
test_foreign_symbols (void)
{
  g_autoptr (RepSecret) code = test_key (3, 32);
  g_autoptr (GPtrArray) sheets = rep_recovery_print (code, 1);

  for (guint c = 1; c < 256; c++) {
    g_autofree char *typed = g_strdup (sheets->pdata[0]);

    if (g_ascii_isalnum (c) || g_ascii_isspace (c) || c == '-')
      continue;
    typed[13] = (char)c;
    assert_text_refused (typed, 3);
  }
}

static void
test_spellings (void)
{
  g_autoptr (RepSecret) code = test_key (0, 32); /* has many 0 and some 1 */
  g_autoptr (GPtrArray) sheets = rep_recovery_print (code, 1);
  g_autofree char *lower = g_ascii_strdown (sheets->pdata[0], -1);
  g_autofree char *letters = g_strdup (sheets->pdata[0]);
  g_autofree char *small = NULL;
  g_autoptr (GString) spaced = g_string_new ("  ");

  for (char *at = letters; *at != '\0'; at++)
    *at = *at == '0' ? 'O' : *at == '1' ? (at - letters) % 2 == 0 ? 'I' : 'L' : *at;
  g_assert_cmpstr (letters, !=, sheets->pdata[0]);
  small = g_ascii_strdown (letters, -1);
  for (const char *at = sheets->pdata[0]; *at != '\0'; at++)
    g_string_append_printf (spaced, *at == '-' ? "\r\n" : "%c \t", *at);

  assert_parses ((const char *const[]){ lower }, 1, code);
  assert_parses ((const char *const[]){ letters }, 1, code);
  assert_parses ((const char *const[]){ small }, 1, code);
  assert_parses ((const char *const[]){ spaced->str }, 1, code);
}

static void
swap_groups (char *sheet, guint a, guint b)
{
  for (guint i = 0; i < 5; i++) {
    char kept = sheet[6 * a + i];

    sheet[6 * a + i] = sheet[6 * b + i];
    sheet[6 * b + i] = kept;
  }
}

static void
test_swapped_groups (void)
{
  g_autoptr (RepSecret) code = test_key (9, 32);
  g_autoptr (GPtrArray) sheets = rep_recovery_print (code, 1);

  for (guint a = 0; a < REP_RECOVERY_GROUPS; a++)
    for (guint b = a + 1; b < REP_RECOVERY_GROUPS; b++) {
      g_autofree char *typed = g_strdup (sheets->pdata[0]);

      swap_groups (typed, a, b);
      assert_text_refused (typed, a + 1);
    }
}

static void
test_length (void)
{
  g_autoptr (RepSecret) code = test_key (9, 32);
  g_autoptr (GPtrArray) sheets = rep_recovery_print (code, 1);
  g_autofree char *longer = g_strconcat (sheets->pdata[0], "0", NULL);
  g_autofree char *twice = g_strconcat (sheets->pdata[0], sheets->pdata[0], NULL);

  for (guint size = 0; size < SHEET_LENGTH; size++) {
    g_autofree char *cut = g_strndup (sheets->pdata[0], size);

    if (size % 6 != 5)
      assert_text_refused (cut, size / 6 + 1);
  }
  assert_text_refused (longer, REP_RECOVERY_GROUPS);
  assert_text_refused (twice, REP_RECOVERY_GROUPS);
}

/* A symbol too many: the group where it was slipped in, not the end of the sheet. */
static void
test_inserted (void)
{
  g_autoptr (RepSecret) code = test_key (9, 32);
  g_autoptr (GPtrArray) sheets = rep_recovery_print (code, 1);
  const char *sheet = sheets->pdata[0];
  g_autofree char *typed = g_strdup_printf ("%.13s7%s", sheet, sheet + 13);

  assert_text_refused (typed, 3);
}

/* Two faults: the first is named, whatever the second is. */
static void
test_first_fault (void)
{
  g_autoptr (RepSecret) code = test_key (9, 32);
  g_autoptr (GPtrArray) sheets = rep_recovery_print (code, 1);
  g_autofree char *typed = g_strdup (sheets->pdata[0]);

  typed[6] = typed[6] == '7' ? '8' : '7';
  typed[40] = '?';
  assert_text_refused (typed, 2);
}

static void
test_missing_share (void)
{
  g_autoptr (RepSecret) code = test_key (9, 32);
  g_autoptr (GPtrArray) one = rep_recovery_print (code, 1);
  g_autoptr (GPtrArray) two = rep_recovery_print (code, 2);
  const char *same[] = { two->pdata[0], two->pdata[0] };
  const char *mixed[] = { one->pdata[0], two->pdata[1] };
  const char *three[] = { two->pdata[0], two->pdata[1], two->pdata[1] };

  assert_text_refused (two->pdata[0], 0);
  assert_text_refused (two->pdata[1], 0);
  assert_refused (same, 2, 0);
  assert_refused (mixed, 2, 0);
  assert_refused (three, 3, 0);
  assert_refused (NULL, 0, 0);
}

/* Nothing on a share says whose it is; two that do not belong together give neither code. */
static void
test_shares_of_two_codes (void)
{
  g_autoptr (RepSecret) code = test_key (9, 32);
  g_autoptr (RepSecret) other = test_key (90, 32);
  g_autoptr (GPtrArray) ours = rep_recovery_print (code, 2);
  g_autoptr (GPtrArray) theirs = rep_recovery_print (other, 2);
  const char *mixed[] = { ours->pdata[0], theirs->pdata[1] };
  g_autoptr (RepSecret) parsed = rep_recovery_parse (mixed, 2, NULL, NULL);

  if (parsed == NULL)
    return;
  g_assert_false (rep_secret_equal (parsed, code));
  g_assert_false (rep_secret_equal (parsed, other));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/recovery/one-sheet", test_one_sheet);
  g_test_add_func ("/recovery/two-shares", test_two_shares);
  g_test_add_func ("/recovery/frozen", test_frozen);
  g_test_add_func ("/recovery/shares-are-random", test_shares_are_random);
  g_test_add_func ("/recovery/every-typo", test_every_typo);
  g_test_add_func ("/recovery/foreign-symbols", test_foreign_symbols);
  g_test_add_func ("/recovery/spellings", test_spellings);
  g_test_add_func ("/recovery/swapped-groups", test_swapped_groups);
  g_test_add_func ("/recovery/length", test_length);
  g_test_add_func ("/recovery/inserted", test_inserted);
  g_test_add_func ("/recovery/first-fault", test_first_fault);
  g_test_add_func ("/recovery/missing-share", test_missing_share);
  g_test_add_func ("/recovery/shares-of-two-codes", test_shares_of_two_codes);

  return g_test_run ();
}
