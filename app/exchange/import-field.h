/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/domain/kinds.h"

G_BEGIN_DECLS

/* What a column of a spreadsheet may be, as data: fields of the field table, and a few ways in
 * which spreadsheets write them otherwise. */

/** RepImportForm: how a cell is read. */
typedef enum {
  REP_FORM_TEXT,
  REP_FORM_TEXTS,
  REP_FORM_FULL_NAME, /* last and first name in one cell */
  REP_FORM_BIRTH,
  REP_FORM_DAY, /* may also hold a time */
  REP_FORM_TIME,
  REP_FORM_INT,
  REP_FORM_PHONES,
  REP_FORM_EMAILS,
  REP_FORM_CODE,
  REP_FORM_CODES,
  REP_FORM_PUBLIC, /* yes or no to one of the publics */
  REP_FORM_SITUATION,
  REP_FORM_PLACE,    /* a commune by name, postal code or INSEE code */
  REP_FORM_POSTCODE, /* tells communes of one name apart */
  REP_FORM_INSEE,
} RepImportForm;

/**
 * RepImportField:
 * @code: in a map: "person." or "contact." and a name
 * @kind: whose field it is
 * @member: code of the field of the field table that it fills
 * @vocabulary: (nullable): of CODE, CODES and SITUATION
 * @max: greatest INT
 * @several: whether several columns may fill it
 * @headings: names columns have, folded and without spaces, separated by one space
 */
typedef struct {
  const char *code;
  const RepKind *kind;
  const char *member;
  RepImportForm form;
  const RepVocabulary *vocabulary;
  guint max;
  gboolean several;
  const char *headings;
} RepImportField;

/** rep_import_fields: @n: (out): how many there are. Publics are not listed: "person.public:CODE"
 * is one for each term of their vocabulary. */
const RepImportField *rep_import_fields (guint *n);

/** rep_import_field_by_code: @public: (out): number of the public of "person.public:CODE", else 0.
 * Returns: (nullable): the field. */
const RepImportField *rep_import_field_by_code (const char *code, guint *public);

/** rep_import_field_code: Returns: (transfer full): what a map calls it. */
char *rep_import_field_code (const RepImportField *field, guint public);

/** rep_import_field_guess: Returns: (nullable): what a column of the name @heading most likely is;
 * @public: (out). */
const RepImportField *rep_import_field_guess (const char *heading, guint *public);

/** rep_import_field_is_contact: whether it belongs to a contact. */
#define rep_import_field_is_contact(field) ((field)->kind == &rep_kind_contact)

G_END_DECLS
