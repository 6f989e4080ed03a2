/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/domain/kinds.h"

G_BEGIN_DECLS

/* What is kept of a quarter: its figures as they were when it was closed, and how many of those
 * that were erased since it had counted. Neither holds anything of one person beyond an id. */

/**
 * RepCounter: the erased of one project and one civil quarter, as sums: no row is a person.
 * @quarter: its first day
 */
typedef struct {
  RepObject object;
  RepId project;
  guint32 quarter;
  GPtrArray *cells; /* RepCounterCell */
} RepCounter;

/** RepCounterCell: @indicator: its id; @dimension: @category: (nullable): of a breakdown; @n: how
 * many more. */
typedef struct {
  RepObject object;
  char *indicator;
  char *dimension;
  char *category;
  gint32 n;
} RepCounterCell;

/**
 * RepClosing: one project and one civil quarter: closed, commented, or both.
 * @quarter: its first day
 * @closed_at: 0 while it is open
 * @lift: why limits of quality were lifted
 * @members: who was counted, so that what changes later can be told apart
 */
typedef struct {
  RepObject object;
  RepId project;
  guint32 quarter;
  gint64 closed_at;
  RepId closed_by;
  gint32 rule_version;
  char *snapshot;
  char *lift;
  char *comment;
  GPtrArray *values;  /* RepFrozen */
  GPtrArray *members; /* RepCountedPerson */
  gint32 erased;
} RepClosing;

/** RepFrozen: @value: decimal, with a point, as short as it can be read back unchanged. */
typedef struct {
  RepObject object;
  char *indicator;
  char *value;
} RepFrozen;

/** RepCountedPerson: @in: bit n set for the n-th of rep_closing_indicators. */
typedef struct {
  RepObject object;
  RepId person;
  gint32 in;
} RepCountedPerson;

extern const RepKind rep_kind_counter;
extern const RepKind rep_kind_counter_cell; /* element */
extern const RepKind rep_kind_closing;
extern const RepKind rep_kind_frozen;         /* element */
extern const RepKind rep_kind_counted_person; /* element */

G_END_DECLS
