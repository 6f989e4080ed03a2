/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/exchange/workbook.h"

#include <stdlib.h>
#include <string.h>

#include "app/error.h"
#include "app/exchange/cell-format.h"
#include "app/exchange/sheet-cells.h"
#include "app/exchange/table-private.h"
#include "app/exchange/xml.h"
#include "app/exchange/zip.h"
#include "crypto/secret.h"

#define MAX_FORMATS 65536u

typedef struct {
  char *name;
  char *relation;
  char *part; /* of the archive */
  gboolean hidden;
} Sheet;

typedef struct {
  RepZip zip;
  RepArena *part;
  GPtrArray *sheets; /* Sheet */
  char *strings;     /* part */
  char *styles;      /* part */
  RepBook book;
  GString *scratch;
} Reader;

static gboolean
begins_with (const guint8 *data, gsize size, const char *bytes, gsize length)
{
  return size >= length && memcmp (data, bytes, length) == 0;
}

static gboolean
is_ole (const guint8 *data, gsize size)
{
  return begins_with (data, size, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8);
}

gboolean
rep_is_workbook (const guint8 *data, gsize size)
{
  return begins_with (data, size, "PK\3\4", 4) || begins_with (data, size, "PK\5\6", 4) ||
         is_ole (data, size);
}

/* A workbook with a password is an OLE file with a stream of that name. */
static gboolean
has_password (const guint8 *data, gsize size)
{
  static const char name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

  return memmem (data, size, name, sizeof name) != NULL;
}

static void
sheet_free (gpointer data)
{
  Sheet *sheet = data;

  g_free (sheet->name);
  g_free (sheet->relation);
  g_free (sheet->part);
  g_free (sheet);
}

static void
reader_init (Reader *self)
{
  *self = (Reader){ .part = rep_arena_new (),
                    .sheets = g_ptr_array_new_with_free_func (sheet_free),
                    .scratch = g_string_sized_new (4096) };
  rep_book_init (&self->book);
}

static void
reader_clear (Reader *self)
{
  rep_arena_free (self->part);
  g_ptr_array_unref (self->sheets);
  g_free (self->strings);
  g_free (self->styles);
  rep_wipe (self->scratch->str, self->scratch->allocated_len);
  g_string_free (self->scratch, TRUE);
  rep_book_clear (&self->book);
}

static gboolean
refuse (GError **error, RepZipResult result)
{
  char megabytes[8];

  g_snprintf (megabytes, sizeof megabytes, "%u", REP_WORKBOOK_MAX_PART >> 20);
  if (result == REP_ZIP_LARGE)
    return rep_app_error_set (error, REP_APP_ERROR_TABLE_UNPACKED, megabytes);
  if (result == REP_ZIP_ENCRYPTED)
    return rep_app_error_set (error, REP_APP_ERROR_TABLE_ENCRYPTED, NULL);
  return rep_app_error_set (error, REP_APP_ERROR_TABLE_DAMAGED, NULL);
}

/* Unpacks a part and begins to read it. */
static gboolean
open_part (Reader *self, const char *name, RepXml *xml, GError **error)
{
  RepZipResult result = rep_zip_read (&self->zip, name, REP_WORKBOOK_MAX_PART, self->part);

  if (result != REP_ZIP_READ)
    return refuse (error, result);
  rep_xml_begin (xml, (const char *)rep_arena_data (self->part), rep_arena_size (self->part));
  return TRUE;
}

static gboolean
close_part (const RepXml *xml, GError **error)
{
  return !xml->failed || refuse (error, REP_ZIP_DAMAGED);
}

static char *
take_attribute (Reader *self, const RepXmlTag *tag, const char *name)
{
  return rep_xml_attribute (tag, name, self->scratch) ? g_strdup (self->scratch->str) : NULL;
}

static void
take_sheet (Reader *self, const RepXmlTag *tag)
{
  Sheet *sheet = g_new0 (Sheet, 1);

  sheet->name = take_attribute (self, tag, "name");
  sheet->hidden = rep_xml_attribute (tag, "state", self->scratch) &&
                  strcmp (self->scratch->str, "visible") != 0;
  sheet->relation = take_attribute (self, tag, "id");
  g_ptr_array_add (self->sheets, sheet);
}

static gboolean
read_workbook (Reader *self, GError **error)
{
  RepXml xml;
  RepXmlTag tag;

  if (!open_part (self, "xl/workbook.xml", &xml, error))
    return FALSE;
  while (self->sheets->len < REP_WORKBOOK_MAX_SHEETS && rep_xml_next (&xml, &tag)) {
    if (tag.closing)
      continue;
    if (rep_xml_is (&tag, "workbookPr") && rep_xml_attribute (&tag, "date1904", self->scratch))
      self->book.from_1904 =
          strcmp (self->scratch->str, "1") == 0 || strcmp (self->scratch->str, "true") == 0;
    else if (rep_xml_is (&tag, "sheet"))
      take_sheet (self, &tag);
  }
  return close_part (&xml, error);
}

/* "worksheets/sheet1.xml" is beside the workbook, "/xl/worksheets/sheet1.xml" from the top. */
static char *
part_of (const char *target)
{
  return *target == '/' ? g_strdup (target + 1) : g_strconcat ("xl/", target, NULL);
}

static void
take_relation (Reader *self, const RepXmlTag *tag)
{
  g_autofree char *id = take_attribute (self, tag, "Id");
  g_autofree char *type = take_attribute (self, tag, "Type");
  g_autofree char *target = take_attribute (self, tag, "Target");

  if (id == NULL || type == NULL || target == NULL)
    return;
  if (g_str_has_suffix (type, "/sharedStrings") && self->strings == NULL)
    self->strings = part_of (target);
  else if (g_str_has_suffix (type, "/styles") && self->styles == NULL)
    self->styles = part_of (target);
  for (guint i = 0; i < self->sheets->len; i++) {
    Sheet *sheet = g_ptr_array_index (self->sheets, i);

    if (sheet->part == NULL && g_strcmp0 (sheet->relation, id) == 0 &&
        g_str_has_suffix (type, "/worksheet"))
      sheet->part = part_of (target);
  }
}

static gboolean
read_relations (Reader *self, GError **error)
{
  RepXml xml;
  RepXmlTag tag;

  if (!open_part (self, "xl/_rels/workbook.xml.rels", &xml, error))
    return FALSE;
  while (rep_xml_next (&xml, &tag))
    if (rep_xml_is (&tag, "Relationship") && !tag.closing)
      take_relation (self, &tag);
  return close_part (&xml, error);
}

static guint
number_of (Reader *self, const RepXmlTag *tag, const char *name)
{
  return rep_xml_attribute (tag, name, self->scratch)
             ? (guint)g_ascii_strtoull (self->scratch->str, NULL, 10)
             : 0;
}

static RepCellFormat
format_of (GHashTable *own, guint id)
{
  gpointer format;

  if (g_hash_table_lookup_extended (own, GUINT_TO_POINTER (id), NULL, &format))
    return (RepCellFormat)GPOINTER_TO_UINT (format);
  return rep_cell_format_known (id);
}

static gboolean
read_styles (Reader *self, GError **error)
{
  g_autoptr (GHashTable) own = g_hash_table_new (NULL, NULL);
  gboolean cells = FALSE;
  RepXml xml;
  RepXmlTag tag;

  if (self->styles == NULL)
    return TRUE;
  if (!open_part (self, self->styles, &xml, error))
    return FALSE;
  while (self->book.formats->len < MAX_FORMATS && rep_xml_next (&xml, &tag)) {
    if (rep_xml_is (&tag, "cellXfs")) {
      cells = !tag.closing && !tag.empty;
    } else if (tag.closing) {
      continue;
    } else if (rep_xml_is (&tag, "numFmt")) {
      guint id = number_of (self, &tag, "numFmtId");

      (void)rep_xml_attribute (&tag, "formatCode", self->scratch);
      g_hash_table_insert (own, GUINT_TO_POINTER (id),
                           GUINT_TO_POINTER (rep_cell_format_parse (self->scratch->str)));
    } else if (cells && rep_xml_is (&tag, "xf")) {
      guint8 format = (guint8)format_of (own, number_of (self, &tag, "numFmtId"));

      g_array_append_val (self->book.formats, format);
    }
  }
  return close_part (&xml, error);
}

static gboolean
read_strings (Reader *self, GError **error)
{
  RepXml xml;

  if (self->strings == NULL)
    return TRUE;
  if (!open_part (self, self->strings, &xml, error))
    return FALSE;
  rep_book_read_strings (&self->book, &xml);
  return close_part (&xml, error);
}

static RepTable *
read_sheet (Reader *self, const Sheet *sheet, GError **error)
{
  g_autoptr (RepTable) table = rep_table_new ();
  RepXml xml;

  table->encoding = REP_ENCODING_UTF8;
  table->separator = ';';
  table->sheet = g_strdup (sheet->name != NULL ? sheet->name : "");
  table->n_sheets = self->sheets->len;
  if (sheet->part == NULL) /* a chart */
    rep_app_error_set (error, REP_APP_ERROR_TABLE_EMPTY, NULL);
  else if (open_part (self, sheet->part, &xml, error) &&
           rep_book_read_cells (&self->book, &xml, table, error) && close_part (&xml, error) &&
           rep_table_settle (table, error))
    return g_steal_pointer (&table);
  return NULL;
}

/* The first that has a row of data; those that are hidden after the others. */
static RepTable *
read_first (Reader *self, GError **error)
{
  for (guint i = 0; i < 2 * self->sheets->len; i++) {
    const Sheet *sheet = g_ptr_array_index (self->sheets, i % self->sheets->len);
    g_autoptr (GError) local = NULL;
    RepTable *table;

    if (sheet->hidden != (i >= self->sheets->len))
      continue;
    table = read_sheet (self, sheet, &local);
    if (table != NULL)
      return table;
    if (!g_error_matches (local, REP_APP_ERROR, REP_APP_ERROR_TABLE_EMPTY)) {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  }
  rep_app_error_set (error, REP_APP_ERROR_TABLE_EMPTY, NULL);
  return NULL;
}

static RepTable *
read_book (Reader *self, guint sheet, GError **error)
{
  char n[16];

  if (!read_workbook (self, error) || !read_relations (self, error) || !read_styles (self, error) ||
      !read_strings (self, error))
    return NULL;
  if (sheet == 0)
    return read_first (self, error);
  if (sheet <= self->sheets->len)
    return read_sheet (self, g_ptr_array_index (self->sheets, sheet - 1), error);
  g_snprintf (n, sizeof n, "%u", self->sheets->len);
  rep_app_error_set (error, REP_APP_ERROR_TABLE_SHEET, n);
  return NULL;
}

RepTable *
rep_workbook_read (const guint8 *data, gsize size, guint sheet, GError **error)
{
  Reader self;
  RepTable *table = NULL;

  if (is_ole (data, size)) {
    rep_app_error_set (error,
                       has_password (data, size) ? REP_APP_ERROR_TABLE_ENCRYPTED
                                                 : REP_APP_ERROR_TABLE_WORKBOOK,
                       NULL);
    return NULL;
  }
  reader_init (&self);
  if (!rep_zip_open (&self.zip, data, size))
    rep_app_error_set (error, REP_APP_ERROR_TABLE_DAMAGED, NULL);
  else if (rep_zip_read (&self.zip, "xl/workbook.xml", REP_WORKBOOK_MAX_PART, self.part) ==
           REP_ZIP_ABSENT)
    rep_app_error_set (error, REP_APP_ERROR_TABLE_WORKBOOK, NULL);
  else
    table = read_book (&self, sheet, error);
  reader_clear (&self);
  return table;
}
