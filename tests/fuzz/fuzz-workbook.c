/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/fuzz/fuzz.h"

#include "app/exchange/workbook.h"

/* A workbook, as "import" reads it: whatever comes out is text, within its bounds. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  g_autoptr (RepTable) table = rep_workbook_read (data, size, 0, NULL);
  guint n_sheets;

  if (table == NULL)
    return 0;
  g_assert_nonnull (rep_table_sheet (table, &n_sheets));
  g_assert_cmpuint (n_sheets, >, 0);
  g_assert_cmpuint (rep_table_n_columns (table), <=, REP_TABLE_MAX_COLUMNS);
  for (guint row = 0; row < rep_table_n_rows (table); row++) {
    g_assert_cmpuint (rep_table_line (table, row), >, rep_table_header_line (table));
    for (guint column = 0; column < rep_table_n_columns (table); column++)
      g_assert_true (g_utf8_validate (rep_table_cell (table, row, column), -1, NULL));
  }
  return 0;
}

static void
put (GByteArray *out, const char *bytes, gsize size)
{
  g_byte_array_append (out, (const guint8 *)bytes, (guint)size);
}

static void
put_number (GByteArray *out, guint bytes, gsize number)
{
  for (guint i = 0; i < bytes; i++) {
    guint8 byte = (guint8)(number & 0xff);

    number >>= 8;

    g_byte_array_append (out, &byte, 1);
  }
}

static guint32
checksum (const char *text, gsize size)
{
  guint32 sum = 0xffffffff;

  for (gsize i = 0; i < size; i++) {
    sum ^= (guint8)text[i];
    for (guint bit = 0; bit < 8; bit++)
      sum = sum >> 1 ^ ((sum & 1) != 0 ? 0xedb88320 : 0);
  }
  return ~sum;
}

/* What the list of entries and what is before an entry have in common. */
static void
put_entry (GByteArray *out, const char *name, const char *text)
{
  gsize size = strlen (text);

  put_number (out, 2, 20);
  put_number (out, 8, 0); /* no flags, stored, no time */
  put_number (out, 4, checksum (text, size));
  put_number (out, 4, size);
  put_number (out, 4, size);
  put_number (out, 2, strlen (name));
  put_number (out, 2, 0);
}

/* Parts that are stored as they are, so that they can be altered. */
static void
add_workbook (GPtrArray *seeds, const char *const parts[][2], guint n)
{
  g_autoptr (GByteArray) out = g_byte_array_new (), list = g_byte_array_new ();
  gsize directory;

  for (guint i = 0; i < n; i++) {
    put (list, "PK\1\2\x14\0", 6);
    put_entry (list, parts[i][0], parts[i][1]);
    put_number (list, 10, 0);
    put_number (list, 4, out->len);
    put (list, parts[i][0], strlen (parts[i][0]));
    put (out, "PK\3\4", 4);
    put_entry (out, parts[i][0], parts[i][1]);
    put (out, parts[i][0], strlen (parts[i][0]));
    put (out, parts[i][1], strlen (parts[i][1]));
  }
  directory = out->len;
  put (out, (const char *)list->data, list->len);
  put (out, "PK\5\6\0\0\0\0", 8);
  put_number (out, 2, n);
  put_number (out, 2, n);
  put_number (out, 4, list->len);
  put_number (out, 4, directory);
  put_number (out, 2, 0);
  fuzz_add (seeds, out->data, out->len);
}

#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

GPtrArray *
fuzz_seeds (void)
{
  static const char *const parts[][2] = {
    { "xl/workbook.xml",
      "<?xml version=\"1.0\"?><workbook xmlns:r=\"" RELATIONS
      "\"><workbookPr date1904=\"1\"/><sheets>"
      "<sheet name=\"A &amp; B\" sheetId=\"1\" r:id=\"r1\"/><sheet name=\"C\" state=\"hidden\" "
      "r:id=\"r4\"/></sheets></workbook>" },
    { "xl/_rels/workbook.xml.rels",
      "<Relationships><Relationship Id=\"r1\" Type=\"" RELATIONS
      "/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id='r2' Type='" RELATIONS
      "/sharedStrings' Target='/xl/s.xml'/><Relationship Id='r3' Type='" RELATIONS
      "/styles' Target='styles.xml'/></Relationships>" },
    { "xl/s.xml", "<sst><si><t>Nom</t></si><si><r><t>Fic</t></r><r><t>tif_x000D_</t></r><rPh><t>x"
                  "</t></rPh></si></sst>" },
    { "xl/styles.xml", "<styleSheet><numFmts><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy;@\"/>"
                       "</numFmts><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"164\"/></cellXfs>"
                       "</styleSheet>" },
    { "xl/worksheets/sheet1.xml",
      "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" "
      "t=\"inlineStr\"><is><t>N&#233;(e) le</t></is></c></row><!-- --><row r=\"3\"><c r=\"A3\" "
      "t=\"s\"><v>1</v></c><c r=\"B3\" s=\"1\"><f>1+1</f><v>37327.5</v></c><c t=\"b\"><v>1</v></c>"
      "</row></sheetData></worksheet>" },
  };
  GPtrArray *seeds = fuzz_list ();

  add_workbook (seeds, parts, G_N_ELEMENTS (parts));
  return seeds;
}
