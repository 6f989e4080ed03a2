/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/exchange/csv-text.h"

#include <string.h>

#include "app/error.h"
#include "crypto/secret.h"

#define SNIFFED_LINES 100

static gboolean
refuse_line (GError **error, RepAppError code, guint line)
{
  char text[16];

  g_snprintf (text, sizeof text, "%u", line);
  return rep_app_error_set (error, code, text);
}

static gboolean
begins_with (const guint8 *data, gsize size, const char *bytes, gsize length)
{
  return size >= length && memcmp (data, bytes, length) == 0;
}

static guint
line_at (const guint8 *data, const guint8 *at)
{
  guint line = 1;

  for (const guint8 *byte = data; byte < at; byte++)
    line += *byte == '\n' ? 1 : 0;
  return line;
}

static gboolean
decode_utf16 (const guint8 *data, gsize size, gboolean big, GString *out, GError **error)
{
  guint line = 1;

  for (gsize i = 2; i + 1 < size; i += 2) {
    gunichar unit =
        big ? (gunichar)(data[i] << 8 | data[i + 1]) : (gunichar)(data[i + 1] << 8 | data[i]);

    if (unit >= 0xd800 && unit < 0xdc00 && i + 3 < size) {
      gunichar low = big ? (gunichar)(data[i + 2] << 8 | data[i + 3])
                         : (gunichar)(data[i + 3] << 8 | data[i + 2]);

      if (low >= 0xdc00 && low < 0xe000) {
        unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
        i += 2;
      }
    }
    if (unit == 0)
      return refuse_line (error, REP_APP_ERROR_TABLE_BYTES, line);
    if (unit >= 0xd800 && unit < 0xe000)
      return refuse_line (error, REP_APP_ERROR_TABLE_ENCODING, line);
    g_string_append_unichar (out, unit);
    line += unit == '\n' ? 1 : 0;
  }
  return size % 2 == 0 || refuse_line (error, REP_APP_ERROR_TABLE_ENCODING, line);
}

/* 0x80 to 0x9f of Windows-1252; 0 where it has nothing. */
static const guint16 windows_1252[32] = {
  0x20ac, 0,      0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
  0x2039, 0x0152, 0,      0x017d, 0,      0,      0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
  0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0,      0x017e, 0x0178,
};

static gboolean
decode_windows (const guint8 *data, gsize size, GString *out, GError **error)
{
  for (gsize i = 0; i < size; i++) {
    gunichar letter = data[i] >= 0x80 && data[i] < 0xa0 ? windows_1252[data[i] - 0x80] : data[i];

    if (letter == 0)
      return refuse_line (error, REP_APP_ERROR_TABLE_ENCODING, line_at (data, data + i));
    if (letter < 0x80)
      g_string_append_c (out, (char)letter);
    else
      g_string_append_unichar (out, letter);
  }
  return TRUE;
}

static gboolean
is_ascii (const guint8 *data, gsize size)
{
  for (gsize i = 0; i < size; i++)
    if (data[i] >= 0x80)
      return FALSE;
  return TRUE;
}

/* Where one line holds UTF-8 and another what cannot be, two files were pasted together. Returns
 * the first line that is unlike the one before it, 0 when there is none. */
static guint
mixed_line (const guint8 *data, gsize size)
{
  int first = -1;
  guint line = 1;

  for (gsize at = 0; at < size; line++) {
    const guint8 *end = memchr (data + at, '\n', size - at);
    gsize length = end != NULL ? (gsize)(end - data) - at : size - at;

    if (!is_ascii (data + at, length)) {
      int utf8 = g_utf8_validate_len ((const char *)data + at, length, NULL) ? 1 : 0;

      if (first < 0)
        first = utf8;
      else if (first != utf8)
        return line;
    }
    at += length + 1;
  }
  return 0;
}

static gboolean
decode_bytes (const guint8 *data, gsize size, RepEncoding *encoding, GString *out, GError **error)
{
  const char *end;
  guint line;

  if (g_utf8_validate_len ((const char *)data, size, &end)) {
    *encoding = REP_ENCODING_UTF8;
    g_string_append_len (out, (const char *)data, (gssize)size);
    return TRUE;
  }
  line = mixed_line (data, size);
  if (line != 0)
    return refuse_line (error, REP_APP_ERROR_TABLE_ENCODING, line);
  *encoding = REP_ENCODING_WINDOWS_1252;
  return decode_windows (data, size, out, error);
}

static gboolean
decode (const guint8 *data, gsize size, RepEncoding *encoding, GString *out, GError **error)
{
  const guint8 *nul;
  const char *end;

  *encoding = REP_ENCODING_UTF16;
  if (begins_with (data, size, "\xff\xfe", 2) || begins_with (data, size, "\xfe\xff", 2))
    return decode_utf16 (data, size, data[0] == 0xfe, out, error);

  nul = size > 0 ? memchr (data, '\0', size) : NULL;
  if (nul != NULL)
    return refuse_line (error, REP_APP_ERROR_TABLE_BYTES, line_at (data, nul));
  if (!begins_with (data, size, "\xef\xbb\xbf", 3))
    return decode_bytes (data, size, encoding, out, error);

  *encoding = REP_ENCODING_UTF8;
  if (!g_utf8_validate_len ((const char *)data + 3, size - 3, &end))
    return refuse_line (error, REP_APP_ERROR_TABLE_ENCODING, line_at (data, (const guint8 *)end));
  g_string_append_len (out, (const char *)data + 3, (gssize)size - 3);
  return TRUE;
}

/* CRLF and CR alone become LF. */
static void
unify_line_ends (GString *text)
{
  gsize kept = 0;

  for (gsize i = 0; i < text->len; i++) {
    if (text->str[i] == '\r' && text->str[i + 1] == '\n')
      continue;
    text->str[kept++] = text->str[i] == '\r' ? '\n' : text->str[i];
  }
  rep_wipe (text->str + kept, text->len - kept);
  g_string_truncate (text, kept);
}

static gboolean
check_lines (const GString *text, GError **error)
{
  guint line = 1;

  for (gsize at = 0; at < text->len; line++) {
    const char *end = memchr (text->str + at, '\n', text->len - at);
    gsize length = end != NULL ? (gsize)(end - text->str) - at : text->len - at;

    if (length > REP_CSV_MAX_LINE)
      return refuse_line (error, REP_APP_ERROR_TABLE_LINE, line);
    at += length + 1;
  }
  return TRUE;
}

GString *
rep_csv_text_decode (const guint8 *data, gsize size, RepEncoding *encoding, GError **error)
{
  GString *text;
  char megabytes[8];

  g_snprintf (megabytes, sizeof megabytes, "%u", REP_CSV_MAX_SIZE >> 20);
  if (size > REP_CSV_MAX_SIZE)
    rep_app_error_set (error, REP_APP_ERROR_TABLE_SIZE, megabytes);
  else {
    text = g_string_sized_new (size + size / 8 + 16);
    if (decode (data, size, encoding, text, error)) {
      unify_line_ends (text);
      if (check_lines (text, error))
        return text;
    }
    rep_csv_text_free (text);
  }
  return NULL;
}

void
rep_csv_text_free (GString *text)
{
  if (text == NULL)
    return;
  rep_wipe (text->str, text->allocated_len);
  g_string_free (text, TRUE);
}

/* How many @separator there are outside quotes in the line at *@at, which moves to the next one. */
static guint
count_separators (const GString *text, char separator, gsize *at)
{
  gboolean quoted = FALSE;
  guint count = 0;

  for (; *at < text->len; (*at)++) {
    char c = text->str[*at];

    if (c == '"')
      quoted = !quoted;
    else if (!quoted && c == separator)
      count++;
    else if (!quoted && c == '\n')
      break;
  }
  (*at)++;
  return count;
}

/* How well the first lines agree on a number of @separator: lines first, then how many. */
static guint
agreement (const GString *text, char separator)
{
  guint counts[SNIFFED_LINES], n = 0, best = 0;

  for (gsize at = 0; at < text->len && n < SNIFFED_LINES;)
    counts[n++] = count_separators (text, separator, &at);
  for (guint i = 0; i < n; i++) {
    guint same = 0;

    for (guint j = 0; counts[i] > 0 && j < n; j++)
      same += counts[j] == counts[i] ? 1 : 0;
    best = MAX (best, same * 1024 + MIN (counts[i], 1023));
  }
  return best >= 1024 ? best : 0;
}

char
rep_csv_separator (const GString *text, gsize *skip)
{
  static const char candidates[] = { ';', '\t', ',', '|' };
  char found = ';';
  guint best = 0;

  *skip = 0;
  if (text->len >= 6 && g_ascii_strncasecmp (text->str, "sep=", 4) == 0 && text->str[5] == '\n') {
    *skip = 6;
    if (memchr (candidates, text->str[4], sizeof candidates) != NULL)
      return text->str[4];
  }
  for (guint i = 0; i < sizeof candidates; i++) {
    guint agreed = agreement (text, candidates[i]);

    if (agreed > best) {
      best = agreed;
      found = candidates[i];
    }
  }
  return found;
}

const char *
rep_encoding_name (RepEncoding encoding)
{
  static const char *const names[] = { "UTF-8", "windows-1252", "UTF-16" };

  return names[encoding];
}
