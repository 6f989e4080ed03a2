/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RepDbError:
 * @REP_DB_ERROR_FAILED: the disk or the system refused
 * @REP_DB_ERROR_NOT_FOUND: no such file, or no such record
 * @REP_DB_ERROR_EXISTS: the file to be made is there already
 * @REP_DB_ERROR_CONFLICT: the record was changed meanwhile; read it again
 * @REP_DB_ERROR_BUSY: another process has the vault open
 * @REP_DB_ERROR_NOT_A_VAULT: the file is something else
 * @REP_DB_ERROR_TOO_NEW: made by a newer Repères
 * @REP_DB_ERROR_CORRUPT: damaged, or altered by someone without the keys
 * @REP_DB_ERROR_WRONG_SECRET: unknown login or wrong password
 * @REP_DB_ERROR_READ_ONLY: the file or its folder cannot be written
 * @REP_DB_ERROR_FULL: the disk is full
 * @REP_DB_ERROR_EXPOSED: the file can be read by other accounts of the machine
 * @REP_DB_ERROR_NOT_OURS: the file belongs to another account of the machine
 * @REP_DB_ERROR_DENIED: this account's role does not allow it
 * @REP_DB_ERROR_WAIT: too soon after a wrong password; the message is the seconds to wait
 * @REP_DB_ERROR_PASSWORD: that password cannot be chosen (rep_password_fault())
 * @REP_DB_ERROR_WRONG_SHEET: the recovery sheet is another vault's, or was renewed
 * @REP_DB_ERROR_INCOMPLETE: this account does not hold every key of the vault
 * @REP_DB_ERROR_CANCELLED: the caller gave up
 * @REP_DB_ERROR_NO_DIRECTOR: nobody could open a copy without names
 * @REP_DB_ERROR_NETWORK: the file lies on a network file system, where locks do not hold
 * @REP_DB_ERROR_TOO_MANY: as many notes written while locked wait as may
 */
typedef enum {
  REP_DB_ERROR_FAILED,
  REP_DB_ERROR_NOT_FOUND,
  REP_DB_ERROR_EXISTS,
  REP_DB_ERROR_CONFLICT,
  REP_DB_ERROR_BUSY,
  REP_DB_ERROR_NOT_A_VAULT,
  REP_DB_ERROR_TOO_NEW,
  REP_DB_ERROR_CORRUPT,
  REP_DB_ERROR_WRONG_SECRET,
  REP_DB_ERROR_READ_ONLY,
  REP_DB_ERROR_FULL,
  REP_DB_ERROR_EXPOSED,
  REP_DB_ERROR_NOT_OURS,
  REP_DB_ERROR_DENIED,
  REP_DB_ERROR_WAIT,
  REP_DB_ERROR_PASSWORD,
  REP_DB_ERROR_WRONG_SHEET,
  REP_DB_ERROR_INCOMPLETE,
  REP_DB_ERROR_CANCELLED,
  REP_DB_ERROR_NO_DIRECTOR,
  REP_DB_ERROR_NETWORK,
  REP_DB_ERROR_TOO_MANY,
} RepDbError;

#define REP_DB_ERROR (rep_db_error_quark ())
GQuark rep_db_error_quark (void);

G_END_DECLS
