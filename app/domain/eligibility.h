/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/domain/project.h"

G_BEGIN_DECLS

/* Who a project is for, pure: the day is an argument. */

/* Numbers of rep_vocabulary_eligibility. */
enum {
  REP_ELIGIBLE = 1,
  REP_TOO_YOUNG,
  REP_TOO_OLD,
  REP_NOT_OF_PUBLIC,
  REP_AGE_UNKNOWN,
  REP_PUBLIC_UNKNOWN,
};
/* Numbers of rep_vocabulary_answer. */
enum { REP_ANSWER_YES = 1, REP_ANSWER_NO = 2, REP_ANSWER_UNKNOWN = 3 };
/* Numbers of rep_vocabulary_zone, and of the publics they are. */
enum { REP_ZONE_QPV = 1, REP_ZONE_RURAL = 2 };
enum { REP_PUBLIC_QPV = 6, REP_PUBLIC_RURAL = 7 };

/**
 * RepEligibility:
 * @answer: yes, no, or unknown while something it depends on is not recorded
 * @reason: of rep_vocabulary_eligibility; @public: the one the reason is about, else 0
 */
typedef struct {
  guint8 answer;
  guint8 reason;
  guint8 public;
} RepEligibility;

/** RepProfile: what is known of a youth on a day. @age: REP_NONE when not recorded. */
typedef struct {
  int age;
  guint8 situation;
  guint64 publics_yes;
  guint64 publics_no;
} RepProfile;

/** rep_profile_on: Returns: what @person was on @day: age, situation, and the publics that follow
 * from them and from zones. */
RepProfile rep_profile_on (const RepPerson *person, guint32 day);

/** rep_eligibility: whether @project is for someone of @profile, and why. A reason against weighs
 * more than one that is missing. */
RepEligibility rep_eligibility (const RepProject *project, const RepProfile *profile);

/** rep_project_is_rural: whether the project calls the commune rural on @day. */
gboolean rep_project_is_rural (const RepProject *project, const char *place, guint32 day);

/**
 * rep_project_hides: whether the project switched off what term @number of @vocabulary would
 * reveal, of justice or of health. False of any other list.
 */
gboolean
rep_project_hides (const RepProject *project, const RepVocabulary *vocabulary, guint number);

G_END_DECLS
