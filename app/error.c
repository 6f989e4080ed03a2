/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/error.h"
#include "crypto/error.h"
#include "db/error.h"

/* Marks a sentence for the catalogue; the face translates it. */
#define N_(text) text

G_DEFINE_QUARK (rep_app_error, rep_app_error)

static const char *const app_sentences[] = {
  [REP_APP_ERROR_UNKNOWN_PROJECT] =
      N_ ("There is no project “{}”. “project list” shows those there are."),
  [REP_APP_ERROR_UNKNOWN_PERSON] = N_ ("There is no young person “{}” in this vault."),
  [REP_APP_ERROR_UNKNOWN_RECORD] = N_ ("There is no record “{}” in this vault."),
  [REP_APP_ERROR_UNKNOWN_CODE] =
      N_ ("“{}” is not in the list; docs/fields.md shows what may be written."),
  [REP_APP_ERROR_UNKNOWN_PLACE] =
      N_ ("There is no commune with the INSEE code “{}”; “place find” finds the code."),
  [REP_APP_ERROR_UNKNOWN_PARTNER] =
      N_ ("There is no partner “{}”; “partner list” shows those there are."),
  [REP_APP_ERROR_UNKNOWN_OUTING] =
      N_ ("There is no outing “{}”; “outing list” shows those there are."),
  [REP_APP_ERROR_UNKNOWN_STRUCTURE] = N_ ("There is no structure “{}” in this project."),
  [REP_APP_ERROR_UNKNOWN_LOGIN] = N_ ("There is no account “{}”."),
  [REP_APP_ERROR_BAD_DATE] = N_ ("“{}” is not a date; write it as YYYY-MM-DD."),
  [REP_APP_ERROR_FUTURE_DATE] = N_ ("The date {} is in the future."),
  [REP_APP_ERROR_BAD_NUMBER] = N_ ("The value “{}” does not fit here."),
  [REP_APP_ERROR_BAD_TEXT] = N_ ("This text cannot be recorded: {}."),
  [REP_APP_ERROR_TEXT_LONG] = N_ ("A text is longer than this field may be: {}."),
  [REP_APP_ERROR_TEXT_CONTROL] = N_ ("A text holds characters that cannot be seen, such as a line "
                                     "break or an escape; write it anew: {}."),
  [REP_APP_ERROR_TEXT_MANY] = N_ ("There are more entries than this field may have: {}."),
  [REP_APP_ERROR_MISSING] = N_ ("Something is missing: {}."),
  [REP_APP_ERROR_CONTRADICTION] = N_ ("These do not go together: {}."),
  [REP_APP_ERROR_TOO_EARLY] = N_ ("The date {} is before the first contact."),
  [REP_APP_ERROR_OUTSIDE_PROJECT] = N_ ("The date {} is outside the project’s dates."),
  [REP_APP_ERROR_NOT_OPEN] = N_ ("This young person has no open follow-up in project {}; a contact "
                                 "that reaches them opens one."),
  [REP_APP_ERROR_NO_IDENTITY_KEY] = N_ ("This account does not hold the key to these identities."),
  [REP_APP_ERROR_NOT_ALLOWED] = N_ ("The role of this account does not allow that."),
  [REP_APP_ERROR_LOCKED] = N_ ("The vault is locked."),
  [REP_APP_ERROR_NOT_EMPTY] = N_ ("The vault is not empty; this goes only into a new one."),
  [REP_APP_ERROR_EXISTS] = N_ ("“{}” exists already and was left as it is."),
  [REP_APP_ERROR_BAD_FILE] = N_ ("The file is not in the expected form: {}."),
  [REP_APP_ERROR_FILE] = N_ ("The file cannot be read or written: {}."),
  [REP_APP_ERROR_FULL] = N_ ("The disk is full; nothing was changed. Make room and try again."),
  [REP_APP_ERROR_LOGIN_IN_USE] = N_ ("The login “{}” is in use."),
  [REP_APP_ERROR_NO_STRUCTURE] = N_ ("There is no structure “{}” in this vault; structures come "
                                     "with the projects they record for."),
  [REP_APP_ERROR_OWN_ACCOUNT] =
      N_ ("“{}” is your own account; another manager has to change or revoke it."),
  [REP_APP_ERROR_CORRUPT] = N_ ("A record is damaged ({}); run “check”."),
  [REP_APP_ERROR_UNKNOWN_KIND] =
      N_ ("Record {} was written by a newer Repères and refers to this young person; update this "
          "program first. Nothing was erased."),
  [REP_APP_ERROR_NO_ERASED_LIST] =
      N_ ("The list of persons erased since ({}) is missing beside this copy. Put it there, or add "
          "--without-erasures: persons erased since would come back."),
  [REP_APP_ERROR_OLDER] = N_ (
      "This file is older than the one last used on this computer ({}). Look for the newer one; "
      "to go on with this one all the same, add --accept-older."),
  [REP_APP_ERROR_PASSWORD_EMPTY] = N_ ("An empty password cannot be chosen."),
  [REP_APP_ERROR_PASSWORD_LONG] = N_ ("A password has at most 1,024 bytes."),
  [REP_APP_ERROR_PASSWORD_BYTES] = N_ (
      "A password is one line of text (UTF-8, without NUL), or some keyboard could not type it."),
  [REP_APP_ERROR_PASSWORD_SPACE] =
      N_ ("A password cannot begin or end with a space, which nobody would see."),
  [REP_APP_ERROR_SHEET_NO_CODE] =
      N_ ("There is no recovery code in {}; type the code of the sheet into a text file."),
  [REP_APP_ERROR_SHEET_TYPO] =
      N_ ("The recovery code has a typing mistake in group {}; compare it with the sheet."),
  [REP_APP_ERROR_SHEET_MISSING] = N_ ("This sheet is one of two; the other one is needed as well."),
  [REP_APP_ERROR_SHEET_MIXED] = N_ ("These two sheets do not belong together."),
  [REP_APP_ERROR_SHEET_POOR] =
      N_ ("This recovery sheet opens the vault but does not hold every key; a "
          "manager should renew it."),
  [REP_APP_ERROR_NOT_KNOWN_HERE] =
      N_ ("Nobody with this login has unlocked this vault on this computer yet: unlock it once "
          "before noting something while it is locked."),
  [REP_APP_ERROR_OTHER_KEY] =
      N_ ("The key of this account in the file is not the one it had here last time, so nothing "
          "was noted. Unlock first; if you did not change it, tell whoever keeps the keys."),
  [REP_APP_ERROR_SWITCHED_OFF] = N_ ("This project does not record “{}”: it is switched off."),
  [REP_APP_ERROR_UNKNOWN_IMPORT] =
      N_ ("There is no import “{}” in this vault; “import list” shows those there are."),
  [REP_APP_ERROR_ALREADY_UNDONE] = N_ ("The import {} was undone before."),
  [REP_APP_ERROR_TABLE_WORKBOOK] = N_ (
      "This is a document or an older workbook, not .xlsx: in the spreadsheet choose “Save as”, "
      "“Excel workbook (.xlsx)” or “CSV UTF-8”, and import that file. Nothing was imported."),
  [REP_APP_ERROR_TABLE_ENCRYPTED] =
      N_ ("This workbook has a password: save it without one and import that file. Nothing was "
          "imported."),
  [REP_APP_ERROR_TABLE_DAMAGED] =
      N_ ("This workbook is damaged or incomplete: open it in the spreadsheet, save it again and "
          "import that file. Nothing was imported."),
  [REP_APP_ERROR_TABLE_UNPACKED] =
      N_ ("More than {} MB are packed in this workbook, which no list of young people is. Nothing "
          "was imported."),
  [REP_APP_ERROR_TABLE_SHEET] =
      N_ ("The file has {} sheets, and not the one asked for with --sheet. Nothing was imported."),
  [REP_APP_ERROR_TABLE_SIZE] =
      N_ ("The file is larger than {} MB, which no list of young people is. Nothing was imported."),
  [REP_APP_ERROR_TABLE_BYTES] =
      N_ ("Line {} holds NUL bytes: this is not a text file. Save it from the spreadsheet as CSV. "
          "Nothing was imported."),
  [REP_APP_ERROR_TABLE_ENCODING] =
      N_ ("Line {} is not in the same encoding as the rest of the file. Save it from the "
          "spreadsheet as “CSV UTF-8”. Nothing was imported."),
  [REP_APP_ERROR_TABLE_LINE] =
      N_ ("Line {} is too long to be a row of a table. Nothing was imported."),
  [REP_APP_ERROR_TABLE_CELL] =
      N_ ("A cell that begins in line {} is too long; a closing quote is probably missing. Nothing "
          "was imported."),
  [REP_APP_ERROR_TABLE_COLUMNS] = N_ ("Line {} has too many columns. Nothing was imported."),
  [REP_APP_ERROR_TABLE_ROWS] =
      N_ ("The file has more than {} rows; import it in several parts. Nothing was imported."),
  [REP_APP_ERROR_TABLE_EMPTY] =
      N_ ("No row with the names of the columns and no row below it was found in this file."),
  [REP_APP_ERROR_MAP_FORM] = N_ ("The map is not in the expected form: {}."),
  [REP_APP_ERROR_MAP_FIELD] =
      N_ ("The map names a field that cannot be imported: “{}”; docs/import.md lists those that "
          "can."),
  [REP_APP_ERROR_MAP_CODE] =
      N_ ("The map names a code that does not exist: “{}”; docs/fields.md shows those that do."),
  [REP_APP_ERROR_MAP_COLUMN] = N_ ("The file has no column “{}”, which the map names."),
  [REP_APP_ERROR_MAP_TWICE] = N_ ("The map fills one field from two columns: “{}”."),
  [REP_APP_ERROR_MAP_NEEDS] = N_ ("The map does not say where this comes from: {}."),
  [REP_APP_ERROR_BAD_CERTIFICATE] = N_ ("This is no certificate of a release."),
  [REP_APP_ERROR_UNSIGNED] = N_ ("The signature of the certificate does not fit what it says."),
  [REP_APP_ERROR_RELEASED_ELSEWHERE] =
      N_ ("This quarter was released from another vault; its files are there."),
  [REP_APP_ERROR_FACTS_ONLY] =
      N_ ("A director’s copy does not release: do it with the vault it was made from."),
  [REP_APP_ERROR_RELEASE_ORDER] =
      N_ ("{} comes before the newest release of the project, or is it: releases go in order."),
  [REP_APP_ERROR_QUARTER_OPEN] =
      N_ ("{} is not closed: close it, or add --close to close every quarter up to it."),
  [REP_APP_ERROR_BAD_LOGO] =
      N_ ("A logo is a PNG file of at most 200 KiB and 2,000 pixels a side; at most four."),
  [REP_APP_ERROR_RELEASE_FORGOTTEN] =
      N_ ("{} of this project was released from this computer, and this vault does not know of it: "
          "first take in its certificate with “release adopt”."),
  [REP_APP_ERROR_CHANGED_MEANWHILE] =
      N_ ("The figures changed since the release was prepared: prepare it again."),
  [REP_APP_ERROR_RELEASE_MODE] =
      N_ ("This project has been released in the mode “{}”; that stays so."),
  [REP_APP_ERROR_NO_ROUNDING] =
      N_ ("No rounding satisfies all tables; declare fewer or smaller tables for the project."),
  [REP_APP_ERROR_TABLES_FIXED] =
      N_ ("Tables can be declared until the first release of the project, which settles them."),
  [REP_APP_ERROR_COMMENT_NAMES] = N_ ("The comment of the quarter holds the name of a youth."),
  [REP_APP_ERROR_AUDIT] = N_ ("Nothing was published: the audit did not come to an answer."),
  [REP_APP_ERROR_MERGED] =
      N_ ("The record {} has been merged into another one; undo that merge first."),
  [REP_APP_ERROR_NOT_MERGED] = N_ ("The record {} is not merged into another one."),
  [REP_APP_ERROR_PAST_GONE] =
      N_ ("This merge cannot be undone any more: what the records were before is gone, because "
          "someone who was part of it was erased, or because they came from an export."),
  [REP_APP_ERROR_BAD_PERIOD] = N_ ("“{}” is no period: a quarter (2020-T3), a year (2020) or all."),
  [REP_APP_ERROR_NOT_OVER] = N_ ("The quarter {} is not over yet."),
  [REP_APP_ERROR_CLOSED] = N_ ("The quarter {} is closed already."),
  [REP_APP_ERROR_QUALITY] = N_ ("The project’s limit of quality for {} is passed. Complete the "
                                "records, or close with --lift and the reason."),
  [REP_APP_ERROR_QUALITY_UNKNOWN] =
      N_ ("Whether the project’s limit of quality for {} is kept cannot be told without the names. "
          "Someone who holds them closes the quarter, or close with --lift and the reason."),
  [REP_APP_ERROR_TOO_NARROW] =
      N_ ("This table would single people out ({}): take a longer period or fewer breakdowns."),
};

static const char *const db_sentences[] = {
  [REP_DB_ERROR_FAILED] = N_ ("The vault could not be read or written; nothing was changed."),
  [REP_DB_ERROR_NOT_FOUND] = N_ ("There is no such vault."),
  [REP_DB_ERROR_EXISTS] = N_ ("This file exists already and was left as it is."),
  [REP_DB_ERROR_CONFLICT] = N_ ("The record was changed meanwhile; open it again."),
  [REP_DB_ERROR_BUSY] =
      N_ ("The vault is open in another program (process {}); close it, or use --wait."),
  [REP_DB_ERROR_NOT_A_VAULT] = N_ ("This file is not a Repères vault."),
  [REP_DB_ERROR_TOO_NEW] = N_ ("This vault was made by a newer Repères; update this program."),
  [REP_DB_ERROR_CORRUPT] =
      N_ ("The vault is damaged or was altered ({}); run “check”, or go back to a copy."),
  [REP_DB_ERROR_WRONG_SECRET] = N_ ("Unknown login or wrong password."),
  [REP_DB_ERROR_READ_ONLY] =
      N_ ("The vault or its folder cannot be written; check its permissions."),
  [REP_DB_ERROR_FULL] = N_ ("The disk is full; nothing was changed. Make room and try again."),
  [REP_DB_ERROR_EXPOSED] =
      N_ ("Other accounts of this computer can read this vault; make it private "
          "(chmod 600) and try again."),
  [REP_DB_ERROR_NOT_OURS] =
      N_ ("This vault belongs to another account of this computer; log in as that account, or have "
          "it hand the file over to yours."),
  [REP_DB_ERROR_DENIED] = N_ ("The role of this account does not allow that."),
  [REP_DB_ERROR_WAIT] = N_ ("A wrong password was tried; try again in {} s."),
  [REP_DB_ERROR_PASSWORD] = N_ ("This password cannot be chosen."),
  [REP_DB_ERROR_WRONG_SHEET] =
      N_ ("This recovery sheet is not, or is no longer, that of this vault."),
  [REP_DB_ERROR_INCOMPLETE] =
      N_ ("This account does not hold every key of the vault; a manager who "
          "does must do it, or the recovery sheet."),
  [REP_DB_ERROR_CANCELLED] = N_ ("Cancelled; nothing was changed."),
  [REP_DB_ERROR_NO_DIRECTOR] =
      N_ ("A copy without names is opened with a director’s account, and this vault has none; add "
          "one first."),
  [REP_DB_ERROR_NETWORK] =
      N_ ("This vault lies on a network drive, where it could be damaged. Keep it on this "
          "computer’s own disk, and copies of it on the drive."),
  [REP_DB_ERROR_TOO_MANY] =
      N_ ("As many notes as may wait are waiting already ({}); unlock and confirm them first."),
};

static const char *const crypto_sentences[] = {
  [REP_CRYPTO_ERROR_FAILED] = N_ ("There is not enough memory to derive the key."),
  [REP_CRYPTO_ERROR_WRONG_SECRET] = N_ ("The password or the code does not open this vault."),
  [REP_CRYPTO_ERROR_CORRUPT] =
      N_ ("The vault is damaged or was altered ({}); run “check”, or go back to a copy."),
  [REP_CRYPTO_ERROR_TOO_NEW] = N_ ("This vault was made by a newer Repères; update this program."),
  [REP_CRYPTO_ERROR_LIMIT] = N_ ("The vault asks for more than this program accepts: {}."),
  [REP_CRYPTO_ERROR_NO_KEY] = N_ ("This account does not hold the key to these identities."),
};

gboolean
rep_app_error_set (GError **error, RepAppError code, const char *subject)
{
  g_set_error (error, REP_APP_ERROR, (int)code, "%s", subject != NULL ? subject : "");
  return FALSE;
}

const char *
rep_error_sentence (const GError *error)
{
  guint code = (guint)error->code;

  if (error->domain == REP_APP_ERROR && code < G_N_ELEMENTS (app_sentences))
    return app_sentences[code];
  if (error->domain == REP_DB_ERROR && code < G_N_ELEMENTS (db_sentences))
    return db_sentences[code];
  if (error->domain == REP_CRYPTO_ERROR && code < G_N_ELEMENTS (crypto_sentences))
    return crypto_sentences[code];
  return N_ ("That failed: {}.");
}
