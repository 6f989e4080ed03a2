/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/outing.h"

G_BEGIN_DECLS

/** RepOutingColumn: what is noted of each youth, in the order of the blank sheet and of the grid it
 * is copied into. */
typedef enum {
  REP_OUTING_NAME,
  REP_OUTING_SEX,
  REP_OUTING_AGE,
  REP_OUTING_HOME,
  REP_OUTING_REACHED,
  REP_OUTING_OUTCOMES,
  REP_OUTING_NEXT,
  REP_OUTING_NEXT_DATE,
  REP_OUTING_INFORMED,
} RepOutingColumn;
#define REP_N_OUTING_COLUMNS 9
#define REP_OUTING_ROWS 16 /* of the blank sheet */

/** rep_outing_column: Returns: untranslated heading of @column. */
const char *rep_outing_column (RepOutingColumn column);

/**
 * RepOutingWords: how a face speaks.
 * @translate: of a text marked for the catalogue
 * @french: whether lists and days are in French
 */
typedef struct {
  const char *(*translate) (const char *text);
  gboolean french;
} RepOutingWords;

/**
 * rep_outing_sheet_write: a blank sheet to take along, as a PDF.
 * @outing: (nullable): what is known of it already
 */
gboolean rep_outing_sheet_write (RepCasebook *casebook,
                                 const RepOuting *outing,
                                 const RepOutingWords *words,
                                 const char *path,
                                 GError **error);

/** rep_outing_report_write: one page on what became of @outing, as a PDF: numbers, no name; its
 * note is on it. */
gboolean rep_outing_report_write (RepCasebook *casebook,
                                  const RepOuting *outing,
                                  const RepOutingWords *words,
                                  const char *path,
                                  GError **error);

/** rep_outing_hours: Returns: (transfer full) (nullable): from @start to @end, minutes of the day
 * or %REP_NONE; %NULL when it is not known when it began. */
char *rep_outing_hours (gint32 start, gint32 end);
/** rep_outing_team: Returns: (transfer full) (nullable): logins of who went out. */
char *rep_outing_team (RepCasebook *casebook, const RepOuting *outing);
/** rep_outing_partners: Returns: (transfer full) (nullable): names of the structures that were
 * there. */
char *rep_outing_partners (RepCasebook *casebook, const RepOuting *outing);
/** rep_outing_place_name: Returns: name of the commune, %NULL for none. */
const char *rep_outing_place_name (const char *insee);

G_END_DECLS
