/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RepAppError: what was wrong with a request. The message of the #GError is only the thing it is
 * about (a code, a login, a file name, a field), never a name, a note or a key; the sentence for it
 * comes from rep_error_sentence().
 */
typedef enum {
  REP_APP_ERROR_UNKNOWN_PROJECT,
  REP_APP_ERROR_UNKNOWN_PERSON,
  REP_APP_ERROR_UNKNOWN_RECORD,
  REP_APP_ERROR_UNKNOWN_CODE,
  REP_APP_ERROR_UNKNOWN_PLACE,
  REP_APP_ERROR_UNKNOWN_PARTNER,
  REP_APP_ERROR_UNKNOWN_OUTING,
  REP_APP_ERROR_UNKNOWN_STRUCTURE,
  REP_APP_ERROR_UNKNOWN_LOGIN,
  REP_APP_ERROR_BAD_DATE,
  REP_APP_ERROR_FUTURE_DATE,
  REP_APP_ERROR_BAD_NUMBER,
  REP_APP_ERROR_BAD_TEXT,
  REP_APP_ERROR_TEXT_LONG,    /* field and how many characters it may have */
  REP_APP_ERROR_TEXT_CONTROL, /* field with a control character */
  REP_APP_ERROR_TEXT_MANY,    /* field with too many texts */
  REP_APP_ERROR_MISSING,
  REP_APP_ERROR_CONTRADICTION,
  REP_APP_ERROR_TOO_EARLY,
  REP_APP_ERROR_OUTSIDE_PROJECT,
  REP_APP_ERROR_NOT_OPEN,
  REP_APP_ERROR_NO_IDENTITY_KEY,
  REP_APP_ERROR_NOT_ALLOWED,
  REP_APP_ERROR_LOCKED,
  REP_APP_ERROR_NOT_EMPTY,
  REP_APP_ERROR_EXISTS,
  REP_APP_ERROR_BAD_FILE,
  REP_APP_ERROR_FILE,
  REP_APP_ERROR_FULL,
  REP_APP_ERROR_CORRUPT,
  REP_APP_ERROR_OLDER,
  REP_APP_ERROR_LOGIN_IN_USE,
  REP_APP_ERROR_OWN_ACCOUNT,
  REP_APP_ERROR_NO_STRUCTURE,
  REP_APP_ERROR_PASSWORD_EMPTY,
  REP_APP_ERROR_PASSWORD_LONG,
  REP_APP_ERROR_PASSWORD_BYTES,
  REP_APP_ERROR_PASSWORD_SPACE,
  REP_APP_ERROR_SHEET_NO_CODE,
  REP_APP_ERROR_SHEET_TYPO,
  REP_APP_ERROR_SHEET_MISSING,
  REP_APP_ERROR_SHEET_MIXED,
  REP_APP_ERROR_SHEET_POOR,
  REP_APP_ERROR_UNKNOWN_KIND,
  REP_APP_ERROR_NO_ERASED_LIST,
  REP_APP_ERROR_NOT_KNOWN_HERE,
  REP_APP_ERROR_OTHER_KEY,
  REP_APP_ERROR_SWITCHED_OFF,
  REP_APP_ERROR_UNKNOWN_IMPORT,
  REP_APP_ERROR_ALREADY_UNDONE,
  REP_APP_ERROR_TABLE_WORKBOOK,
  REP_APP_ERROR_TABLE_SIZE,
  REP_APP_ERROR_TABLE_BYTES,
  REP_APP_ERROR_TABLE_ENCODING,
  REP_APP_ERROR_TABLE_LINE,
  REP_APP_ERROR_TABLE_CELL,
  REP_APP_ERROR_TABLE_COLUMNS,
  REP_APP_ERROR_TABLE_ROWS,
  REP_APP_ERROR_TABLE_EMPTY,
  REP_APP_ERROR_MAP_FORM,
  REP_APP_ERROR_MAP_FIELD,
  REP_APP_ERROR_MAP_CODE,
  REP_APP_ERROR_MAP_COLUMN,
  REP_APP_ERROR_MAP_TWICE,
  REP_APP_ERROR_MAP_NEEDS,
  REP_APP_ERROR_AUDIT,
  REP_APP_ERROR_MERGED,
  REP_APP_ERROR_NOT_MERGED,
  REP_APP_ERROR_PAST_GONE,
} RepAppError;

#define REP_APP_ERROR (rep_app_error_quark ())
GQuark rep_app_error_quark (void);

/** rep_app_error_set: sets @error to @code about @subject (nullable). Returns: always %FALSE. */
gboolean rep_app_error_set (GError **error, RepAppError code, const char *subject);

/**
 * rep_error_sentence:
 * @error: of any layer
 *
 * Returns: an untranslated sentence for the user, to be passed through gettext by the face that
 *   shows it; "{}" in it stands for the message of @error.
 */
const char *rep_error_sentence (const GError *error);

G_END_DECLS
