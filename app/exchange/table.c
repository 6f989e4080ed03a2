/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/exchange/table-private.h"

#include <csv.h>
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/error.h"
#include "app/exchange/workbook.h"
#include "crypto/secret.h"

#define HEADER_WITHIN 30 /* rows looked at for the names of the columns */

RepTable *
rep_table_new (void)
{
  RepTable *self = g_new0 (RepTable, 1);

  self->text = rep_arena_new ();
  self->cells = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->rows = g_array_new (FALSE, FALSE, sizeof (RepTableRow));
  return self;
}

void
rep_table_free (RepTable *table)
{
  if (table == NULL)
    return;
  rep_arena_free (table->text);
  g_array_unref (table->cells);
  g_array_unref (table->rows);
  g_free (table->sheet);
  g_free (table);
}

typedef struct {
  RepTable *table;
  RepTableRow row;
  guint line;      /* of the text */
  guint cell_line; /* where the present cell began */
  guint fault_line;
  RepAppError fault; /* when @fault_line is not 0 */
} Parse;

static void
set_fault (Parse *self, RepAppError code, guint line)
{
  if (self->fault_line != 0)
    return;
  self->fault = code;
  self->fault_line = line;
}

/* Spaces a spreadsheet shows nothing of, no-break ones included. */
static const char *
strip (const char *text, gsize *length)
{
  static const char no_break[] = "\u00a0", narrow[] = "\u202f";
  gboolean again = TRUE;

  while (again && *length > 0) {
    const char *end = text + *length;

    again = TRUE;
    if (g_ascii_isspace (text[0]))
      text++, *length -= 1;
    else if (g_ascii_isspace (end[-1]))
      *length -= 1;
    else if (*length >= 2 && memcmp (text, no_break, 2) == 0)
      text += 2, *length -= 2;
    else if (*length >= 2 && memcmp (end - 2, no_break, 2) == 0)
      *length -= 2;
    else if (*length >= 3 && memcmp (text, narrow, 3) == 0)
      text += 3, *length -= 3;
    else if (*length >= 3 && memcmp (end - 3, narrow, 3) == 0)
      *length -= 3;
    else
      again = FALSE;
  }
  return text;
}

void
rep_table_put (RepTable *table, RepTableRow *row, const char *text, gsize size)
{
  gsize length = size;
  const char *stripped = size > 0 ? strip (text, &length) : "";
  guint32 at = (guint32)rep_arena_append (table->text, stripped, length);

  rep_arena_append (table->text, "", 1);
  g_array_append_val (table->cells, at);
  row->n++;
}

gboolean
rep_table_close_row (RepTable *table, RepTableRow *row)
{
  gboolean empty = TRUE, fits = TRUE;

  for (guint i = 0; empty && i < row->n; i++) {
    guint32 at = g_array_index (table->cells, guint32, row->first + i);

    empty = rep_arena_data (table->text)[at] == '\0';
  }
  if (empty)
    g_array_set_size (table->cells, row->first);
  else if (table->rows->len > REP_TABLE_MAX_ROWS + HEADER_WITHIN)
    fits = FALSE;
  else
    g_array_append_vals (table->rows, row, 1);
  row->first = table->cells->len;
  row->n = 0;
  return fits;
}

static void
take_cell (void *data, size_t size, void *user_data)
{
  Parse *self = user_data;

  if (size > REP_TABLE_MAX_CELL)
    set_fault (self, REP_APP_ERROR_TABLE_CELL, self->cell_line);
  else if (self->row.n >= REP_TABLE_MAX_COLUMNS)
    set_fault (self, REP_APP_ERROR_TABLE_COLUMNS, self->line);
  self->cell_line = self->line;
  if (self->fault_line == 0)
    rep_table_put (self->table, &self->row, data, size);
}

static void
take_row (int end, void *user_data)
{
  Parse *self = user_data;

  self->row.line++;
  if (!rep_table_close_row (self->table, &self->row))
    set_fault (self, REP_APP_ERROR_TABLE_ROWS, self->line);
  self->cell_line = self->line + 1;
}

/* libcsv would leave cells behind in memory that it gives back. */
static void
wiping_free (void *memory)
{
  if (memory != NULL)
    rep_wipe (memory, malloc_usable_size (memory));
  free (memory);
}

static void *
wiping_realloc (void *memory, size_t size)
{
  void *larger = malloc (size);

  if (larger != NULL && memory != NULL)
    memcpy (larger, memory, MIN (size, malloc_usable_size (memory)));
  if (larger != NULL)
    wiping_free (memory);
  return larger;
}

static int
is_space (unsigned char c)
{
  return c == ' ' || c == '\t';
}

static int
is_line_end (unsigned char c)
{
  return c == '\n';
}

static void
parse_lines (Parse *self, struct csv_parser *parser, const GString *text, gsize at)
{
  self->line = self->cell_line = at > 0 ? 2 : 1;
  self->row.line = self->line - 1;
  while (at < text->len && self->fault_line == 0) {
    const char *end = memchr (text->str + at, '\n', text->len - at);
    gsize length = end != NULL ? (gsize)(end - text->str) + 1 - at : text->len - at;

    if (csv_parse (parser, text->str + at, length, take_cell, take_row, self) != length)
      set_fault (self, REP_APP_ERROR_TABLE_CELL, self->cell_line); /* no memory for it */
    at += length;
    self->line++;
    if (self->cell_line + 1 == self->line && self->row.n == 0)
      self->cell_line = self->line;
  }
  if (self->fault_line == 0)
    (void)csv_fini (parser, take_cell, take_row, self);
}

static gboolean
parse (RepTable *table, const GString *text, GError **error)
{
  Parse self = { .table = table };
  struct csv_parser parser;
  gsize skip;
  char line[16];

  if (csv_init (&parser, CSV_REPALL_NL) != 0)
    return rep_app_error_set (error, REP_APP_ERROR_TABLE_CELL, "1");
  table->separator = rep_csv_separator (text, &skip);
  csv_set_delim (&parser, (unsigned char)table->separator);
  csv_set_space_func (&parser, is_space);
  csv_set_term_func (&parser, is_line_end);
  csv_set_realloc_func (&parser, wiping_realloc);
  csv_set_free_func (&parser, wiping_free);
  csv_set_blk_size (&parser, 4096);
  parse_lines (&self, &parser, text, skip);
  csv_free (&parser);
  if (self.fault_line == 0)
    return TRUE;
  g_snprintf (line, sizeof line, "%u",
              self.fault == REP_APP_ERROR_TABLE_ROWS ? REP_TABLE_MAX_ROWS : self.fault_line);
  return rep_app_error_set (error, self.fault, line);
}

static const char *
cell_of (const RepTable *self, const RepTableRow *row, guint column)
{
  if (column >= row->n)
    return "";
  return (const char *)rep_arena_data (self->text) +
         g_array_index (self->cells, guint32, row->first + column);
}

static guint
count_filled (const RepTable *self, const RepTableRow *row)
{
  guint filled = 0;

  for (guint i = 0; i < row->n; i++)
    filled += *cell_of (self, row, i) != '\0' ? 1 : 0;
  return filled;
}

/* Names of columns are words. */
static gboolean
looks_like_names (const RepTable *self, const RepTableRow *row)
{
  for (guint i = 0; i < row->n; i++) {
    const char *name = cell_of (self, row, i);
    gboolean has_letter = FALSE;

    if (*name == '\0')
      continue;
    for (const char *c = name; *c != '\0' && !has_letter; c = g_utf8_next_char (c))
      has_letter = g_unichar_isalpha (g_utf8_get_char (c));
    if (!has_letter || g_utf8_strlen (name, -1) > 100)
      return FALSE;
  }
  return TRUE;
}

static guint
find_header (const RepTable *self)
{
  guint n = MIN (self->rows->len, HEADER_WITHIN), widest = 0, fallback = 0;

  for (guint i = 0; i < n; i++)
    widest = MAX (widest, count_filled (self, &g_array_index (self->rows, RepTableRow, i)));
  for (guint i = n; i-- > 0;)
    if (2 * count_filled (self, &g_array_index (self->rows, RepTableRow, i)) >= widest)
      fallback = i;
  for (guint i = fallback; i < n; i++) {
    const RepTableRow *row = &g_array_index (self->rows, RepTableRow, i);

    if (2 * count_filled (self, row) >= widest && looks_like_names (self, row))
      return i;
  }
  return fallback;
}

static void
trim_columns (RepTable *self)
{
  const RepTableRow *header = &g_array_index (self->rows, RepTableRow, 0);

  self->n_columns = header->n;
  while (self->n_columns > 0 && *cell_of (self, header, self->n_columns - 1) == '\0')
    self->n_columns--;
}

/* The second column that is called “Téléphone” becomes “Téléphone (2)”: a map names columns. */
static void
tell_apart (RepTable *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const RepTableRow *header = &g_array_index (self->rows, RepTableRow, 0);

  for (guint i = 0; i < self->n_columns; i++) {
    const char *name = cell_of (self, header, i);
    guint n = GPOINTER_TO_UINT (g_hash_table_lookup (seen, name)) + 1;
    g_autofree char *other = NULL;

    g_hash_table_replace (seen, g_strdup (name), GUINT_TO_POINTER (n));
    if (n == 1 || *name == '\0')
      continue;
    other = g_strdup_printf ("%s (%u)", name, n);
    g_array_index (self->cells, guint32, header->first + i) = (guint32)rep_arena_size (self->text);
    rep_arena_append (self->text, other, strlen (other) + 1);
  }
}

gboolean
rep_table_settle (RepTable *table, GError **error)
{
  if (table->rows->len > 0)
    g_array_remove_range (table->rows, 0, find_header (table));
  if (table->rows->len < 2)
    return rep_app_error_set (error, REP_APP_ERROR_TABLE_EMPTY, NULL);
  trim_columns (table);
  tell_apart (table);
  return TRUE;
}

RepTable *
rep_table_read (const guint8 *data, gsize size, guint sheet, GError **error)
{
  g_autoptr (RepTable) self = NULL;
  GString *text;
  gboolean parsed;

  if (rep_is_workbook (data, size))
    return rep_workbook_read (data, size, sheet, error);
  if (sheet > 1) {
    rep_app_error_set (error, REP_APP_ERROR_TABLE_SHEET, "1");
    return NULL;
  }
  self = rep_table_new ();
  text = rep_csv_text_decode (data, size, &self->encoding, error);
  if (text == NULL)
    return NULL;
  parsed = parse (self, text, error);
  rep_csv_text_free (text);
  if (!parsed || !rep_table_settle (self, error))
    return NULL;
  return g_steal_pointer (&self);
}

static gboolean
read_all (int file, guint8 *data, gsize size)
{
  for (gsize done = 0; done < size;) {
    gssize n = read (file, data + done, size - done);

    if (n < 0 && errno == EINTR)
      continue;
    if (n <= 0)
      return FALSE;
    done += (gsize)n;
  }
  return TRUE;
}

RepTable *
rep_table_load (const char *path, guint sheet, GError **error)
{
  int file = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  RepTable *table = NULL;
  struct stat status;
  char megabytes[8];

  g_snprintf (megabytes, sizeof megabytes, "%u", REP_CSV_MAX_SIZE >> 20);
  if (file < 0 || fstat (file, &status) != 0 || !S_ISREG (status.st_mode)) {
    rep_app_error_set (error, REP_APP_ERROR_FILE, path);
  } else if (status.st_size > (off_t)REP_CSV_MAX_SIZE) {
    rep_app_error_set (error, REP_APP_ERROR_TABLE_SIZE, megabytes);
  } else {
    gsize size = (gsize)status.st_size;
    guint8 *data = g_malloc (size + 1);

    if (read_all (file, data, size))
      table = rep_table_read (data, size, sheet, error);
    else
      rep_app_error_set (error, REP_APP_ERROR_FILE, path);
    rep_wipe (data, size);
    g_free (data);
  }
  if (file >= 0)
    close (file);
  return table;
}

guint
rep_table_n_columns (const RepTable *table)
{
  return table->n_columns;
}

guint
rep_table_n_rows (const RepTable *table)
{
  return table->rows->len - 1;
}

const char *
rep_table_name (const RepTable *table, guint column)
{
  return cell_of (table, &g_array_index (table->rows, RepTableRow, 0), column);
}

const char *
rep_table_cell (const RepTable *table, guint row, guint column)
{
  return cell_of (table, &g_array_index (table->rows, RepTableRow, row + 1), column);
}

const char *
rep_table_extra (const RepTable *table, guint row)
{
  const RepTableRow *found = &g_array_index (table->rows, RepTableRow, row + 1);

  for (guint i = table->n_columns; i < found->n; i++)
    if (*cell_of (table, found, i) != '\0')
      return cell_of (table, found, i);
  return NULL;
}

guint
rep_table_line (const RepTable *table, guint row)
{
  return g_array_index (table->rows, RepTableRow, row + 1).line;
}

RepEncoding
rep_table_encoding (const RepTable *table)
{
  return table->encoding;
}

char
rep_table_separator (const RepTable *table)
{
  return table->separator;
}

guint
rep_table_header_line (const RepTable *table)
{
  return g_array_index (table->rows, RepTableRow, 0).line;
}

const char *
rep_table_sheet (const RepTable *table, guint *n_sheets)
{
  *n_sheets = table->n_sheets;
  return table->sheet;
}
