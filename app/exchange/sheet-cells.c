/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/exchange/sheet-cells.h"

#include <string.h>

#include "app/error.h"
#include "app/exchange/cell-format.h"
#include "crypto/secret.h"

#define MAX_ROW 1048576u
#define MAX_TEXT (64u * 1024u * 1024u) /* bytes of all cells */
#define TYPE_SIZE 12

void
rep_book_init (RepBook *book)
{
  *book = (RepBook){ .text = rep_arena_new (),
                     .strings = g_array_new (FALSE, FALSE, sizeof (guint32)),
                     .formats = g_array_new (FALSE, FALSE, sizeof (guint8)),
                     .scratch = g_string_sized_new (4096) };
}

void
rep_book_clear (RepBook *book)
{
  rep_arena_free (book->text);
  g_array_unref (book->strings);
  g_array_unref (book->formats);
  rep_wipe (book->scratch->str, book->scratch->allocated_len);
  g_string_free (book->scratch, TRUE);
}

/* "_x000D_" is how a workbook writes what XML cannot hold. */
static void
drop_escapes (GString *text)
{
  char *mark = text->str;

  while ((mark = strstr (mark, "_x")) != NULL) {
    gunichar letter = 0;

    for (guint i = 0; i < 4; i++)
      letter = g_ascii_isxdigit (mark[2 + i])
                   ? letter * 16 + (gunichar)g_ascii_xdigit_value (mark[2 + i])
                   : 0x110000;
    if (letter >= 0x20 || mark[6] != '_') { /* what ends early is no digit */
      mark += 2;
      continue;
    }
    memmove (mark, mark + 7, strlen (mark + 7) + 1);
    text->len = strlen (text->str);
  }
}

/* Phonetic readings (rPh) are no part of a text. */
static void
see_text (const RepXmlTag *tag, gboolean *reading, GString *out)
{
  if (rep_xml_is (tag, "rPh"))
    *reading = !tag->closing && !tag->empty;
  else if (!*reading && tag->closing && rep_xml_is (tag, "t"))
    rep_xml_unescape (tag->before, tag->before_size, out);
}

void
rep_book_read_strings (RepBook *book, RepXml *xml)
{
  gboolean reading = FALSE;
  RepXmlTag tag;

  while (rep_xml_next (xml, &tag)) {
    guint32 at;

    if (!rep_xml_is (&tag, "si")) {
      see_text (&tag, &reading, book->scratch);
      continue;
    }
    if (!tag.closing && !tag.empty) {
      g_string_truncate (book->scratch, 0);
      continue;
    }
    if (tag.empty)
      g_string_truncate (book->scratch, 0);
    drop_escapes (book->scratch);
    at = (guint32)rep_arena_append (book->text, book->scratch->str, book->scratch->len + 1);
    g_array_append_val (book->strings, at);
  }
}

/* Where reading a sheet stands. */
typedef struct {
  RepBook *book;
  RepTable *table;
  RepTableRow row;
  guint column; /* of the cell, from 0 */
  guint style;
  char type[TYPE_SIZE];
  gboolean reading;
  GString *value;
  RepAppError fault;
  guint fault_line;
} Cells;

static void
set_fault (Cells *self, RepAppError code, guint line)
{
  if (self->fault_line != 0)
    return;
  self->fault = code;
  self->fault_line = line;
}

static guint
number_of (Cells *self, const RepXmlTag *tag, const char *name)
{
  return rep_xml_attribute (tag, name, self->book->scratch)
             ? (guint)g_ascii_strtoull (self->book->scratch->str, NULL, 10)
             : 0;
}

static void
begin_row (Cells *self, const RepXmlTag *tag)
{
  guint line = number_of (self, tag, "r");

  if (line == 0)
    line = self->row.line + 1;
  if (line <= self->row.line || line > MAX_ROW)
    set_fault (self, REP_APP_ERROR_TABLE_DAMAGED, self->row.line + 1);
  self->row.line = line;
}

static void
end_row (Cells *self)
{
  if (!rep_table_close_row (self->table, &self->row))
    set_fault (self, REP_APP_ERROR_TABLE_ROWS, self->row.line);
}

/* "C5" is in column 2; a cell that does not say where it is follows the one before. */
static void
begin_cell (Cells *self, const RepXmlTag *tag)
{
  guint column = 0;

  if (rep_xml_attribute (tag, "r", self->book->scratch))
    for (const char *c = self->book->scratch->str; g_ascii_isupper (*c) && column < 1u << 20; c++)
      column = column * 26 + (guint)(*c - 'A') + 1;
  self->column = column > 0 ? column - 1 : self->row.n;
  self->style = number_of (self, tag, "s");
  (void)rep_xml_attribute (tag, "t", self->book->scratch);
  g_strlcpy (self->type, self->book->scratch->str, sizeof self->type);
  g_string_truncate (self->value, 0);
  self->reading = FALSE;
}

/* The text of the cell takes the place of what the file holds of it. */
static void
say_value (Cells *self)
{
  RepBook *book = self->book;
  GString *text = book->scratch;

  g_string_assign (text, self->value->str);
  g_string_truncate (self->value, 0);
  if (strcmp (self->type, "s") == 0) {
    guint64 number = g_ascii_strtoull (text->str, NULL, 10);

    if (number < book->strings->len)
      g_string_append (self->value, (const char *)rep_arena_data (book->text) +
                                        g_array_index (book->strings, guint32, (guint)number));
    else if (text->len > 0)
      set_fault (self, REP_APP_ERROR_TABLE_DAMAGED, self->row.line);
  } else if (strcmp (self->type, "b") == 0) {
    g_string_append (self->value, strcmp (text->str, "1") == 0 ? "VRAI" : "FAUX");
  } else if (self->type[0] == '\0' || strcmp (self->type, "n") == 0) {
    guint8 format = self->style < book->formats->len
                        ? g_array_index (book->formats, guint8, self->style)
                        : (guint8)REP_CELL_NUMBER;

    rep_cell_format_write ((RepCellFormat)format, text->str, book->from_1904, self->value);
  } else { /* a text, the result of a formula, a day as text, an error */
    drop_escapes (text);
    g_string_append (self->value, text->str);
  }
}

static void
end_cell (Cells *self)
{
  if (self->value->len == 0)
    return;
  say_value (self);
  if (self->column < self->row.n)
    set_fault (self, REP_APP_ERROR_TABLE_DAMAGED, self->row.line);
  else if (self->column >= REP_TABLE_MAX_COLUMNS)
    set_fault (self, REP_APP_ERROR_TABLE_COLUMNS, self->row.line);
  else if (self->value->len > REP_TABLE_MAX_CELL)
    set_fault (self, REP_APP_ERROR_TABLE_CELL, self->row.line);
  else if (rep_arena_size (self->table->text) > MAX_TEXT)
    set_fault (self, REP_APP_ERROR_TABLE_UNPACKED, MAX_TEXT >> 20);
  if (self->fault_line != 0)
    return;
  while (self->row.n < self->column)
    rep_table_put (self->table, &self->row, "", 0);
  rep_table_put (self->table, &self->row, self->value->str, self->value->len);
}

static void
see_tag (Cells *self, const RepXmlTag *tag)
{
  if (rep_xml_is (tag, "row")) {
    if (!tag->closing)
      begin_row (self, tag);
    if (tag->closing || tag->empty)
      end_row (self);
  } else if (rep_xml_is (tag, "c")) {
    if (tag->closing)
      end_cell (self);
    else
      begin_cell (self, tag);
  } else if (tag->closing && rep_xml_is (tag, "v")) {
    g_string_truncate (self->value, 0);
    rep_xml_unescape (tag->before, tag->before_size, self->value);
  } else {
    see_text (tag, &self->reading, self->value);
  }
}

gboolean
rep_book_read_cells (RepBook *book, RepXml *xml, RepTable *table, GError **error)
{
  Cells self = { .book = book, .table = table, .value = g_string_sized_new (4096) };
  gboolean inside = FALSE;
  RepXmlTag tag;
  char text[16];

  while (self.fault_line == 0 && rep_xml_next (xml, &tag)) {
    if (!rep_xml_is (&tag, "sheetData"))
      inside ? see_tag (&self, &tag) : (void)0;
    else if (tag.closing || tag.empty)
      break;
    else
      inside = TRUE;
  }
  rep_wipe (self.value->str, self.value->allocated_len);
  g_string_free (self.value, TRUE);
  if (self.fault_line == 0)
    return TRUE;
  g_snprintf (text, sizeof text, "%u",
              self.fault == REP_APP_ERROR_TABLE_ROWS ? REP_TABLE_MAX_ROWS : self.fault_line);
  return rep_app_error_set (error, self.fault, text);
}
