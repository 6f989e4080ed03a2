/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"
#include "app/error.h"

G_BEGIN_DECLS

/*
 * Words of the command line to values of the domain. Each takes a text that may be %NULL (nothing
 * is set then, and nothing is wrong), sets its value only when the text is good, and fails with the
 * #RepAppError that says what it is not.
 */

gboolean rep_argument_day (const char *text, guint32 *day, GError **error);
gboolean rep_argument_code (const RepVocabulary *vocabulary,
                            const char *text,
                            guint8 *number,
                            GError **error);
/** rep_argument_codes: @texts: (nullable) (array zero-terminated=1) */
gboolean
rep_argument_codes (const RepVocabulary *vocabulary, char **texts, guint64 *mask, GError **error);
/** rep_argument_answer: yes, no or ? (also oui, non, nsp). */
gboolean rep_argument_answer (const char *text, guint8 *number, GError **error);
/** rep_argument_publics: each CODE, CODE=yes or CODE=no. */
gboolean rep_argument_publics (char **texts, guint64 *yes, guint64 *no, GError **error);
gboolean rep_argument_int (const char *text, gint32 *value, GError **error);
/** rep_argument_time: HH:MM as minutes since midnight. */
gboolean rep_argument_time (const char *text, gint32 *minute, GError **error);
/** rep_argument_place: an INSEE code. */
gboolean rep_argument_place (const char *text, char place[REP_PLACE_SIZE], GError **error);
/** rep_argument_text: a text of at least one character. */
gboolean rep_argument_text (const char *text, char **value, GError **error);
gboolean rep_argument_id (const char *text, RepAppError code, RepId *id, GError **error);
/** rep_argument_project: @number: (out) (optional). Returns: (nullable): the project of that code.
 */
const RepProject *
rep_argument_project (RepCasebook *casebook, const char *code, guint *number, GError **error);
/** rep_argument_structure: a structure of @project by id or by name. */
gboolean
rep_argument_structure (const RepProject *project, const char *text, RepId *id, GError **error);
/** rep_argument_any_structure: a structure of the vault by id or by name. */
gboolean
rep_argument_any_structure (RepCasebook *casebook, const char *text, RepId *id, GError **error);
/** rep_argument_partner: a partner by id or by name. */
gboolean rep_argument_partner (RepCasebook *casebook, const char *text, RepId *id, GError **error);
/** rep_argument_logins: @ids: (inout): accounts of these logins are added. */
gboolean rep_argument_logins (RepCasebook *casebook, char **logins, GArray **ids, GError **error);
/** rep_argument_file: the text of a small UTF-8 file. */
gboolean rep_argument_file (const char *path, gsize max, char **text, GError **error);

G_END_DECLS
