/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"

G_BEGIN_DECLS

/* Whom to call: follows from the casebook, nothing is stored. Who declined, left or does not count
 * is in no call list. */

#define REP_ANY_NUMBER G_MAXUINT16

/**
 * RepCallFilter: what a youth must be to be called.
 * @project: @structure: @referent: numbers, %REP_ANY_NUMBER for any
 * @stage: the present one, 0 for any
 * @public: one the youth is known to belong to, 0 for any
 * @never: never reached; @silent: without news as the project has it; @due: with a follow-up of
 * today or late
 * @persons: (nullable) (element-type guint32): only these rows, in any order
 */
typedef struct {
  guint16 project;
  guint16 structure;
  guint16 referent;
  guint8 stage;
  guint8 public;
  gboolean never;
  gboolean silent;
  gboolean due;
  const GArray *persons;
} RepCallFilter;

/** rep_call_filter_init: everyone. */
void rep_call_filter_init (RepCallFilter *filter);

/**
 * rep_call_filter_parse: reads words such as "project=reims stage=REPERE never": project=CODE,
 * structure=NAME, stage=CODE, public=CODE, never, silent, due, mine.
 *
 * Fails with UNKNOWN_PROJECT, UNKNOWN_STRUCTURE, UNKNOWN_CODE naming the word.
 */
gboolean rep_call_filter_parse (RepCasebook *casebook,
                                const char *text,
                                RepCallFilter *filter,
                                GError **error);

/**
 * RepCallLine:
 * @attempts: contacts that did not reach the youth since the last that did
 * @last_attempt: @last_news: days, 0 for never
 * @project: the one the call is for
 * @wrong_number: whether the last attempt said so
 */
typedef struct {
  guint32 person;
  guint32 last_attempt;
  guint32 last_news;
  guint16 project;
  guint16 attempts;
  gboolean wrong_number;
} RepCallLine;

/** rep_call_list: Returns: (transfer full) (element-type RepCallLine): wrong numbers last, the
 * fewest attempts first, then those tried longest ago. */
GArray *rep_call_list (RepCasebook *casebook, const RepCallFilter *filter);

/** rep_call_line: works out the line of youth row @person. Returns: whether @filter wants it. */
gboolean rep_call_line (RepCasebook *casebook,
                        const RepCallFilter *filter,
                        guint32 person,
                        RepCallLine *line);

G_END_DECLS
