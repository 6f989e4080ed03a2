/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"

G_BEGIN_DECLS

/**
 * RepProgress: where a project stands on a day (docs/indicators.md, I12).
 * @target: @basis: principal target in force, 0 when there is none
 * @reached: persons who count and reached @basis by @as_of; on REPERE those of REPERE_A (I3a)
 * @signalled: repérés signalled and not yet reached (I3b), beside a target on REPERE
 * @without_identity: of @reached, those without name or pseudonym, when the project counts them
 * @rate: @reached ÷ @target, a fraction
 * @expected: @target × elapsed ÷ total; @expected_worked: the same without paused days
 * @weekly_needed: persons a week still needed, negative when the project is over
 */
typedef struct {
  guint32 as_of;
  guint8 basis;
  gboolean basis_confirmed;
  guint target;
  guint reached;
  guint signalled;
  guint without_identity;
  double rate;
  double expected;
  double expected_worked;
  guint days_elapsed;
  guint days_total;
  double weekly_needed;
} RepProgress;

/** RepChannelCount: @persons: cumulative I3 by the youth's own channel; @contacts: I1, all
 * `reached`. */
typedef struct {
  guint8 channel;
  guint persons;
  guint contacts;
} RepChannelCount;

typedef struct {
  guint structure; /* number in the casebook */
  guint target;
  guint reached;
  guint contacts;
  guint outings;
} RepStructureCount;

/** rep_progress: @project: number in the casebook; @as_of: day; facts after it do not count. */
RepProgress rep_progress (RepCasebook *casebook, guint project, guint32 as_of);

/**
 * rep_progress_elapsed: where a project stood when so many of its days had passed, so that projects
 * which began on different days can be compared.
 * @days: 1 for the first day
 *
 * Returns: %FALSE when it has not had so many days by today, or ends before.
 */
gboolean
rep_progress_elapsed (RepCasebook *casebook, guint project, guint days, RepProgress *progress);

/** rep_progress_basis: Returns: what the principal target in force on @as_of counts; REPERE without
 * one. */
guint8 rep_progress_basis (RepCasebook *casebook, guint project, guint32 as_of);

/** rep_progress_day: Returns: the day @enrolment reached @basis in project @project, 0 for never,
 * one who does not count, or another project. REPERE is those the team reached (I3a). */
guint32 rep_progress_day (RepCasebook *casebook,
                          const RepEnrolment *enrolment,
                          guint project,
                          guint8 basis);

/** rep_progress_by_channel: Returns: (transfer full) (element-type RepChannelCount): channels with
 * any, in list order. */
GArray *rep_progress_by_channel (RepCasebook *casebook, guint project, guint32 as_of);

/** rep_progress_by_structure: Returns: (transfer full) (element-type RepStructureCount): the
 * project's structures. */
GArray *rep_progress_by_structure (RepCasebook *casebook, guint project, guint32 as_of);

/** rep_progress_contact_counts: whether a contact is one of I1: with a youth, inside the project's
 * days. */
gboolean rep_progress_contact_counts (const RepContactRow *contact,
                                      const RepProject *project,
                                      guint number,
                                      guint32 as_of);

G_END_DECLS
