/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ui/dialogs/grid-line.h"
#include "ui/widgets/person-matches.h"

G_BEGIN_DECLS

/* The line for its own parts: grid-line is the widget, grid-read what is made of what is typed. */

/** RepGridWho: what the first column says. */
typedef enum {
  REP_GRID_TYPED, /* a name, of which nothing was made yet */
  REP_GRID_KNOWN,
  REP_GRID_NEW,
  REP_GRID_PSEUDONYM, /* begins with "@" */
  REP_GRID_UNNAMED,   /* begins with "?" */
} RepGridWho;

struct _RepGridLine {
  GtkBox parent_instance;

  GtkWidget *fields;
  GtkWidget *entries[REP_N_OUTING_COLUMNS];
  RepPersonMatches *matches;
  GtkLabel *words, *wrong;

  RepSession *session; /* (nullable): in a line of nothing */
  RepId project;
  guint32 day;
  char client[REP_ID_HEX_SIZE];
  RepGridWho who;
  RepId person;    /* who is known */
  char *detail;    /* (nullable): how that one is told apart */
  gboolean taking; /* the program writes in the entries */
  gboolean took;   /* Enter takes what a list proposes */
  RepGridState state;
};

/** rep_grid_line_refuse: says @wrong and takes the focus there. Returns: always %FALSE. */
gboolean rep_grid_line_refuse (RepGridLine *line, RepOutingColumn column, const char *wrong);
void rep_grid_line_take_known (RepGridLine *line, const RepId *id);
/** rep_grid_line_decide: a name that was only typed becomes that of who is proposed, or new.
 * Returns: whether it did. */
gboolean rep_grid_line_decide (RepGridLine *line);

/** rep_grid_line_say: Returns: (transfer full): what was understood, in words. */
char *rep_grid_line_say (RepGridLine *line);
/** rep_grid_line_hint: Returns: (nullable): translated: what may be typed in @column. */
const char *rep_grid_line_hint (RepOutingColumn column);

G_END_DECLS
