/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "crypto/error.h"
#include "crypto/keypair.h"
#include "crypto/recovery.h"
#include "crypto/secret-private.h"

#define VERSION 1
#define RAW_SIZE 35 /* version, sheet number, sheets, 32 bytes */
#define GROUP 5     /* four symbols and a check */
#define SYMBOLS (4 * REP_RECOVERY_GROUPS)

G_STATIC_ASSERT (RAW_SIZE * 8 == SYMBOLS * 5);

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static int
symbol_value (char symbol)
{
  const char *found;

  symbol = g_ascii_toupper (symbol);
  if (symbol == 'O')
    symbol = '0';
  if (symbol == 'I' || symbol == 'L')
    symbol = '1';
  found = symbol != '\0' ? strchr (alphabet, symbol) : NULL;
  return found != NULL ? (int)(found - alphabet) : -1;
}

/* Odd weights: no single wrong symbol keeps the sum; the group's number: no two groups swap. */
static guint
check_value (const guint8 *values, guint group)
{
  return (values[0] + 3u * values[1] + 5u * values[2] + 7u * values[3] + group) % 32;
}

static void
spread (const guint8 raw[RAW_SIZE], guint8 values[SYMBOLS])
{
  guint bits = 0, held = 0, n = 0;

  for (guint i = 0; i < RAW_SIZE; i++) {
    held = held << 8 | raw[i];
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      values[n++] = held >> bits & 31;
    }
    held &= (1u << bits) - 1;
  }
}

static void
gather (const guint8 values[SYMBOLS], guint8 raw[RAW_SIZE])
{
  guint bits = 0, held = 0, n = 0;

  for (guint i = 0; i < SYMBOLS; i++) {
    held = held << 5 | values[i];
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      raw[n++] = (guint8)(held >> bits);
      held &= (1u << bits) - 1;
    }
  }
}

static char *
print_sheet (guint8 sheet, guint8 sheets, const guint8 *bytes)
{
  guint8 raw[RAW_SIZE] = { VERSION, sheet, sheets };
  guint8 values[SYMBOLS];
  char *text = g_malloc (REP_RECOVERY_GROUPS * (GROUP + 1));
  char *at = text;

  memcpy (raw + 3, bytes, REP_SEED_SIZE);
  spread (raw, values);
  for (guint group = 0; group < REP_RECOVERY_GROUPS; group++) {
    for (guint i = 0; i < 4; i++)
      *at++ = alphabet[values[4 * group + i]];
    *at++ = alphabet[check_value (values + 4 * group, group)];
    *at++ = group + 1 < REP_RECOVERY_GROUPS ? '-' : '\0';
  }
  rep_wipe (raw, sizeof raw);
  rep_wipe (values, sizeof values);
  return text;
}

static void
free_code (gpointer text)
{
  rep_wipe (text, strlen (text));
  g_free (text);
}

GPtrArray *
rep_recovery_print (const RepSecret *code, guint shares)
{
  GPtrArray *printed = g_ptr_array_new_with_free_func (free_code);
  g_autoptr (RepSecret) first = NULL;
  g_autoptr (RepSecret) second = NULL;

  g_return_val_if_fail (rep_secret_get_size (code) == REP_SEED_SIZE, printed);
  if (shares < 2) {
    g_ptr_array_add (printed, print_sheet (1, 1, rep_secret_peek (code)));
    return printed;
  }
  first = rep_secret_new_random (REP_SEED_SIZE);
  second = rep_secret_new (REP_SEED_SIZE);
  for (guint i = 0; i < REP_SEED_SIZE; i++)
    rep_secret_data (second)[i] = rep_secret_peek (first)[i] ^ rep_secret_peek (code)[i];
  g_ptr_array_add (printed, print_sheet (1, 2, rep_secret_peek (first)));
  g_ptr_array_add (printed, print_sheet (2, 2, rep_secret_peek (second)));
  return printed;
}

/* Returns 0 when @text is a whole code, else the number of its first bad group. */
static guint
parse_sheet (const char *text, guint8 raw[RAW_SIZE])
{
  guint8 symbols[GROUP * REP_RECOVERY_GROUPS];
  guint8 values[SYMBOLS];
  gboolean whole = TRUE;
  guint n = 0;

  for (; *text != '\0' && whole; text++) {
    int value = symbol_value (*text);

    if (g_ascii_isspace (*text) || *text == '-')
      continue;
    whole = value >= 0 && n < sizeof symbols;
    if (whole)
      symbols[n++] = (guint8)value;
  }
  for (guint group = 0; group < REP_RECOVERY_GROUPS; group++) {
    if (n < GROUP * (group + 1) ||
        check_value (symbols + GROUP * group, group) != symbols[GROUP * group + 4])
      return group + 1;
    memcpy (values + 4 * group, symbols + GROUP * group, 4);
  }
  if (!whole)
    return REP_RECOVERY_GROUPS;
  gather (values, raw);
  return 0;
}

static gboolean
join_sheets (guint8 raw[][RAW_SIZE], guint n, RepSecret *code)
{
  guint8 seen = 0;

  for (guint i = 0; i < n; i++) {
    if (raw[i][0] != VERSION || raw[i][2] != n || raw[i][1] < 1 || raw[i][1] > n)
      return FALSE;
    seen |= (guint8)(1 << raw[i][1]);
    for (guint j = 0; j < REP_SEED_SIZE; j++)
      rep_secret_data (code)[j] ^= raw[i][3 + j];
  }
  return seen == (n == 1 ? 2 : 6);
}

RepSecret *
rep_recovery_parse (const char *const *sheets, guint n, guint *bad_group, GError **error)
{
  g_autoptr (RepSecret) code = rep_secret_new (REP_SEED_SIZE);
  guint8 raw[2][RAW_SIZE];
  gboolean joined = FALSE;
  guint bad = 0;

  for (guint i = 0; i < n && i < 2 && bad == 0; i++)
    bad = parse_sheet (sheets[i], raw[i]);
  if (bad == 0 && n >= 1 && n <= 2)
    joined = join_sheets (raw, n, code);
  rep_wipe (raw, sizeof raw);
  if (bad_group != NULL)
    *bad_group = bad;
  if (joined)
    return g_steal_pointer (&code);

  if (bad > 0)
    g_set_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_WRONG_SECRET, "group %u is mistyped",
                 bad);
  else
    g_set_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_WRONG_SECRET,
                 "a sheet is missing or foreign");
  return NULL;
}
