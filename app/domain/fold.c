/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/domain/fold.h"

#include <string.h>

typedef struct {
  GString *out;
  gsize start;
  gboolean gap; /* a space is due before the next letter */
} Folder;

static inline void
put_gap (Folder *self)
{
  self->gap = self->out->len > self->start;
}

static inline void
close_gap (Folder *self)
{
  if (self->gap)
    g_string_append_c (self->out, ' ');
  self->gap = FALSE;
}

static inline void
fold_ascii (Folder *self, char c)
{
  if (g_ascii_isalnum (c)) {
    close_gap (self);
    /* The bit that makes a letter small is already set in a digit. */
    g_string_append_c (self->out, (char)(c | 0x20));
  } else if (c != '\'' && c != '`' && c != '-') {
    put_gap (self);
  }
}

/* Apostrophes, hyphens and the marks people type for them. */
static gboolean
is_joiner (gunichar c)
{
  switch (c) {
    case 0x00b4: /* acute accent, alone */
    case 0x1ffd:
    case 0x0640: /* Arabic elongation */
    case 0x2018:
    case 0x2019:
    case 0x201b:
    case 0x2032: /* prime */
    case 0x2212: /* minus */
      return TRUE;
    default:
      return (c >= 0x2010 && c <= 0x2013) || (c >= 0x02b9 && c <= 0x02bf);
  }
}

/* What Unicode does not decompose, although people write it without the stroke. */
static const char *
plain_letters (gunichar lower)
{
  switch (lower) {
    case 0x00e6: /* æ */
      return "ae";
    case 0x0153: /* œ */
      return "oe";
    case 0x00df: /* ß */
      return "ss";
    case 0x00f8: /* ø */
      return "o";
    case 0x0111: /* đ */
    case 0x00f0: /* ð */
      return "d";
    case 0x00fe: /* þ */
      return "th";
    case 0x0142: /* ł */
      return "l";
    case 0x0127: /* ħ */
      return "h";
    case 0x0131: /* ı: its capital is a plain I */
      return "i";
    case 0x03c2: /* ς: its capital is that of σ */
      return "σ";
    default:
      return NULL;
  }
}

static void
fold_letter (Folder *self, gunichar c)
{
  gunichar lower = g_unichar_tolower (c);
  const char *plain = plain_letters (lower);

  close_gap (self);
  if (plain != NULL)
    g_string_append (self->out, plain);
  else
    g_string_append_unichar (self->out, lower);
}

static void
fold_decomposed (Folder *self, gunichar c)
{
  if (c < 0x80) {
    fold_ascii (self, (char)c);
  } else if (is_joiner (c) || g_unichar_ismark (c) || g_unichar_type (c) == G_UNICODE_FORMAT) {
    return;
  } else if (g_unichar_isalpha (c)) {
    fold_letter (self, c);
  } else if (g_unichar_isdigit (c)) {
    close_gap (self);
    g_string_append_c (self->out, (char)('0' + g_unichar_digit_value (c)));
  } else {
    put_gap (self);
  }
}

/* Decomposes one character at a time: marks are dropped, so their order does not matter. */
static const char *
fold_wide (Folder *self, const char *text)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gunichar c = g_utf8_get_char_validated (text, -1);
  gsize n;

  if (c == (gunichar)-1 || c == (gunichar)-2)
    return text + 1;

  if (!is_joiner (c)) {
    n = g_unichar_fully_decompose (c, TRUE, parts, G_N_ELEMENTS (parts));
    for (gsize i = 0; i < n; i++)
      fold_decomposed (self, parts[i]);
  }
  return g_utf8_next_char (text);
}

void
rep_fold (const char *text, GString *out)
{
  Folder folder = { .out = out };

  g_return_if_fail (text != NULL);
  g_return_if_fail (out != NULL);

  folder.start = out->len;
  while (*text != '\0') {
    if ((guchar)*text < 0x80)
      fold_ascii (&folder, *text++);
    else
      text = fold_wide (&folder, text);
  }
}

char *
rep_fold_dup (const char *text)
{
  GString *out;

  g_return_val_if_fail (text != NULL, NULL);

  out = g_string_sized_new (strlen (text));
  rep_fold (text, out);
  return g_string_free (out, FALSE);
}

char *
rep_fold_capitals (const char *text)
{
  GString *out;

  g_return_val_if_fail (text != NULL, NULL);

  out = g_string_sized_new (2 * strlen (text)); /* never grows: no copy of a name stays behind */
  for (; *text != '\0'; text = g_utf8_next_char (text)) {
    gunichar c = g_utf8_get_char (text);

    if (c == 0x00df) /* ß */
      g_string_append (out, "SS");
    else
      g_string_append_unichar (out, g_unichar_toupper (c));
  }
  return g_string_free (out, FALSE);
}

/* Returns: whether a plus sign came before the first digit. */
static gboolean
append_digits (const char *phone, GString *out)
{
  gsize start = out->len;
  gboolean plus = FALSE;

  while (*phone != '\0') {
    gunichar c = g_utf8_get_char_validated (phone, -1);

    if (c == (gunichar)-1 || c == (gunichar)-2) {
      phone++;
      continue;
    }
    if (g_unichar_isdigit (c))
      g_string_append_c (out, (char)('0' + g_unichar_digit_value (c)));
    else if (out->len == start && (c == '+' || c == 0xff0b))
      plus = TRUE;
    phone = g_utf8_next_char (phone);
  }
  return plus;
}

gboolean
rep_fold_equal (const char *a, const char *b)
{
  g_autofree char *left = rep_fold_dup (a != NULL ? a : "");
  g_autofree char *right = rep_fold_dup (b != NULL ? b : "");

  return strcmp (left, right) == 0;
}

void
rep_fold_digits (const char *phone, GString *out)
{
  gsize start;
  gsize prefix = 0;

  g_return_if_fail (phone != NULL);
  g_return_if_fail (out != NULL);

  start = out->len;
  if (append_digits (phone, out) && g_str_has_prefix (out->str + start, "33"))
    prefix = strlen ("33");
  else if (g_str_has_prefix (out->str + start, "0033"))
    prefix = strlen ("0033");
  if (prefix == 0)
    return;

  prefix += strspn (out->str + start + prefix, "0");
  g_string_erase (out, (gssize)start, (gssize)prefix);
  g_string_insert_c (out, (gssize)start, '0');
}
