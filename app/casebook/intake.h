/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"
#include "app/error.h"

G_BEGIN_DECLS

/*
 * What a face hands over becomes whole records here: defaults filled in, rules checked, profiles
 * kept in step with facts, all in one save.
 */

#define REP_CLIENT_ID_MAX 64

/**
 * RepIntake: a contact to be recorded.
 * @contact: project, channel, and what is known; date 0 means today, mode 0 the channel's own
 * @person: (nullable): a youth recorded with it; added to the contact's persons
 * @situation: of @person, 0 when not recorded
 * @client_id: (nullable): hexadecimal name the caller gives this contact, so that a second call
 * with the same answers the same and records nothing
 * @completes: (nullable): the contact of the same youth, day and project that @contact adds to
 * (rep_intake_same_day()), instead of being another one
 *
 * A contact whose @refused_record is set keeps where and when, and forgets all else it was given.
 */
typedef struct {
  RepContact *contact;
  RepPerson *person;
  guint8 situation;
  const char *client_id;
  const RepId *completes;
} RepIntake;

/**
 * RepIntakeResult:
 * @contact: id of the contact
 * @person: id of the first youth in it; none for a headcount
 * @stage: stage that youth now has in the project, 0 for none
 * @in_target: whether that youth counts
 * @same_day: another contact of that youth on that day in that project, none for none
 * @again: the client id was known: nothing was recorded by this call
 */
typedef struct {
  RepId contact;
  RepId person;
  RepId same_day;
  guint8 stage;
  gboolean in_target;
  gboolean again;
} RepIntakeResult;

/**
 * RepIntakePlan: what a contact will change, worked out before anything is written.
 * @objects: (element-type RepObject): to be committed and published together
 * @read: those of @objects that the plan itself read and owns; the rest is the caller's
 * @again: the client id was known: nothing is to be done
 */
typedef struct {
  GPtrArray *objects;
  GPtrArray *read;
  gboolean again;
} RepIntakePlan;

void rep_intake_plan_clear (RepIntakePlan *plan);

/**
 * rep_intake_plan: the first half of rep_intake_contact(): fills in and checks @intake and reads
 * what it moves. @plan is to be cleared also after a failure.
 */
gboolean rep_intake_plan (RepCasebook *casebook,
                          const RepIntake *intake,
                          gint64 now,
                          RepIntakePlan *plan,
                          GError **error);

/** rep_intake_prepare: fills in and checks @intake without working out what it moves: its youth
 * gets an id and is not yet among the contact's. For who records many at once and does that
 * himself. Fails as rep_intake_contact() does. */
gboolean
rep_intake_prepare (RepCasebook *casebook, const RepIntake *intake, gint64 now, GError **error);

/** rep_intake_prepare_person: the same for a youth without a contact, as of @day. */
gboolean rep_intake_prepare_person (RepCasebook *casebook,
                                    RepPerson *person,
                                    guint8 situation,
                                    const RepStructure *structure,
                                    guint32 day,
                                    gint64 now,
                                    GError **error);
/** rep_intake_same_day: Returns: row number of the last contact of youth @person in @project on
 * @day other than contact row @but, or %REP_NO_ROW: to be completed rather than noted twice. */
guint32 rep_intake_same_day (
    RepCasebook *casebook, guint32 person, const RepId *project, guint32 day, guint32 but);

/** rep_intake_answer: what to say of a contact that has been published. */
void rep_intake_answer (RepCasebook *casebook, const RepContact *contact, RepIntakeResult *result);

/**
 * rep_intake_contact: records a contact, with its youth when new.
 *
 * Fails with MISSING, CONTRADICTION, UNKNOWN_*, FUTURE_DATE, BAD_NUMBER, BAD_TEXT, TEXT_*,
 * NO_IDENTITY_KEY or with an error of the vault; then nothing is recorded. An age outside the
 * project's bounds is no failure: the youth is out of target.
 */
gboolean rep_intake_contact (RepCasebook *casebook,
                             const RepIntake *intake,
                             gint64 now,
                             RepIntakeResult *result,
                             GError **error);

/**
 * rep_intake_stage: records a stage given by someone. Only SORTI takes an exit reason and needs
 * one; it needs an open parcours and a day not before REPERE. After an exit nothing is given until
 * a contact opened the next parcours (docs/indicators.md).
 *
 * Fails with UNKNOWN_*, MISSING, CONTRADICTION, FUTURE_DATE, BAD_DATE, BAD_TEXT, OUTSIDE_PROJECT,
 * NOT_OPEN, TOO_EARLY.
 */
gboolean rep_intake_stage (RepCasebook *casebook, RepStageEntry *entry, gint64 now, GError **error);

/**
 * rep_intake_stage_prepare: the first half of rep_intake_stage(): fills in and checks @entry, saves
 * nothing. Reads records, so it runs where SQL may.
 * @moved: (element-type RepObject): owns the youth's record where it is to be saved with @entry
 */
gboolean rep_intake_stage_prepare (
    RepCasebook *casebook, RepStageEntry *entry, gint64 now, GPtrArray *moved, GError **error);

/**
 * rep_intake_project: records a project sheet: its structures (with identity compartments) and
 * partners first where they are new. Fails with EXISTS when a project has that code.
 */
gboolean
rep_intake_project (RepCasebook *casebook, RepProject *project, gint64 now, GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RepIntakePlan, rep_intake_plan_clear)

/** rep_intake_structure_of: Returns: (nullable): the structure that records for @project by
 * default: the account's own where it has one there. */
const RepStructure *rep_intake_structure_of (RepCasebook *casebook, const RepProject *project);

G_END_DECLS
