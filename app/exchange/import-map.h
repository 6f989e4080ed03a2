/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/exchange/import-field.h"
#include "app/exchange/table.h"

G_BEGIN_DECLS

/*
 * What the columns of a team's spreadsheet are, and what is written in them: a small JSON file that
 * serves again for every file of the same shape (docs/import.md). It holds no name of anyone.
 */

#define REP_IMPORT_MAP_MAX (1024u * 1024u) /* bytes of the file */

/**
 * RepImportColumn:
 * @heading: name of the column
 * @field: (nullable): %NULL for a column that is left out
 * @public: number of the public of "person.public:CODE"
 * @values: (nullable): key of a value -> number of a term, 0 for one that is to be translated yet
 * @spellings: the values as they are written, in order
 */
typedef struct {
  char *heading;
  const RepImportField *field;
  guint public;
  GHashTable *values;
  GPtrArray *spellings;
} RepImportColumn;

/** RepImportConstant: the same value for every row; @value: %NULL for one that is to be given yet.
 */
typedef struct {
  const RepImportField *field;
  char *value;
} RepImportConstant;

/** RepImportMap: @project: (nullable): code; @month_first: how days are written. */
typedef struct {
  GPtrArray *columns;   /* RepImportColumn */
  GPtrArray *constants; /* RepImportConstant */
  char *project;
  gboolean month_first;
} RepImportMap;

void rep_import_map_free (RepImportMap *map);

/** rep_import_map_read: fails with MAP_FORM, MAP_FIELD, MAP_CODE or MAP_TWICE, naming what it is.
 */
RepImportMap *rep_import_map_read (const char *text, gsize size, GError **error);
/** rep_import_map_load: the same of the file @path; fails with FILE also. */
RepImportMap *rep_import_map_load (const char *path, GError **error);
/** rep_import_map_to_text: Returns: (transfer full): the map as JSON. */
char *rep_import_map_to_text (const RepImportMap *map);

/** rep_import_map_guess: Returns: (transfer full): what the names of @table's columns and the
 * values in them look like; what could not be told is there with null. */
RepImportMap *rep_import_map_guess (const RepTable *table);

/** rep_import_map_set: makes @field (nullable) of the column @heading; for a face that edits. */
void rep_import_map_set (RepImportMap *map,
                         const RepTable *table,
                         const char *heading,
                         const RepImportField *field,
                         guint public);

/** rep_import_map_cover: adds the columns of @table that @map does not name, as left out; for a
 * face that shows them all. */
void rep_import_map_cover (RepImportMap *map, const RepTable *table);
/** rep_import_map_translate: @spelling in @column, which has a vocabulary, is term @number; 0: is
 * to be translated yet. */
void rep_import_map_translate (RepImportColumn *column, const char *spelling, guint number);
/** rep_import_column_vocabulary: Returns: (nullable): what the values of @column are terms of. */
const RepVocabulary *rep_import_column_vocabulary (const RepImportColumn *column);

/** rep_import_map_constant: Returns: (nullable): the value every row has for @field. */
const char *rep_import_map_constant (const RepImportMap *map, const char *field);
void rep_import_map_set_constant (RepImportMap *map, const char *field, const char *value);

/** rep_import_map_has_contacts: whether rows are contacts too. */
gboolean rep_import_map_has_contacts (const RepImportMap *map);

/** rep_import_map_check: fails with MAP_COLUMN when @table has not a column of it, or MAP_NEEDS
 * when neither column nor constant gives what every row must have. */
gboolean rep_import_map_check (const RepImportMap *map, const RepTable *table, GError **error);

/** rep_import_map_column: Returns: number of @table's column called @heading, or -1. */
int rep_import_map_column (const RepTable *table, const char *heading);

/** rep_import_column_code: reads @text as a term, by the translations of @column first. Returns: 0
 * or a #RepRejectReason. */
guint8 rep_import_column_code (const RepImportColumn *column, const char *text, guint8 *number);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepImportMap, rep_import_map_free)

G_END_DECLS
