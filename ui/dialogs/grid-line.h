/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/session.h"
#include "app/exchange/outing-paper.h"

G_BEGIN_DECLS

/** RepGridState: what became of a line. */
typedef enum {
  REP_GRID_TYPING,
  REP_GRID_SAVING,
  REP_GRID_SAVED, /* nothing in it can be changed any more */
} RepGridState;

/**
 * RepGridLine:
 *
 * One youth of the sheet of an outing: an entry a column, in the order of the sheet, and below them
 * what was understood, or what is wrong. Signals: `changed`, something was typed; `done`, by Enter,
 * or Tab in the last column: the line is to be recorded.
 */
#define REP_TYPE_GRID_LINE (rep_grid_line_get_type ())
G_DECLARE_FINAL_TYPE (RepGridLine, rep_grid_line, REP, GRID_LINE, GtkBox)

/**
 * rep_grid_line_new:
 * @outing: row of the outing
 * @number: of the line, from 1, which its entries say
 */
RepGridLine *rep_grid_line_new (RepSession *session, guint32 outing, guint number);

/** rep_grid_line_get_entry: Returns: the entry of @column. */
GtkWidget *rep_grid_line_get_entry (RepGridLine *line, RepOutingColumn column);
/** rep_grid_line_say_hint: Returns: (nullable): what may be typed where @focus is. */
const char *rep_grid_line_say_hint (RepGridLine *line, GtkWidget *focus);
gboolean rep_grid_line_is_empty (RepGridLine *line);
RepGridState rep_grid_line_get_state (RepGridLine *line);
/** rep_grid_line_set_state: @wrong: (nullable): why it is not recorded. */
void rep_grid_line_set_state (RepGridLine *line, RepGridState state, const char *wrong);

/** rep_grid_line_check: Returns: whether all is understood; if not says what is not, there. */
gboolean rep_grid_line_check (RepGridLine *line);
/** rep_grid_line_get_client: Returns: the name under which the line is recorded once, however often
 * it is sent (#RepIntake). */
const char *rep_grid_line_get_client (RepGridLine *line);
/** rep_grid_line_build: what was checked. @person: (out) (transfer full) (nullable): a youth met
 * for the first time. Returns: (transfer full). */
RepContact *rep_grid_line_build (RepGridLine *line, RepPerson **person);

/** rep_grid_line_keep: Returns: (transfer full): the line as one text, for a draft; to be wiped. */
char *rep_grid_line_keep (RepGridLine *line);
/** rep_grid_line_recall: takes up again what rep_grid_line_keep() wrote. */
void rep_grid_line_recall (RepGridLine *line, const char *text);

G_END_DECLS
