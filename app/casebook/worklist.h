/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"

G_BEGIN_DECLS

/*
 * What waits to be done: follows from the casebook's arrays, nothing is stored in the file.
 *
 * A follow-up is the next step of the contact that last settled something between a youth and a
 * project: one that reached the youth, or set a next step. A call nobody answered leaves the
 * earlier follow-up standing. Youths who left the project have none.
 */

#define REP_ALL_AUTHORS G_MAXUINT16
#define REP_NO_AUTHOR (G_MAXUINT16 - 1)
#define REP_SILENT_MONTHS                                                                          \
  5                        /* without a contact that reached the youth; a project may say another */
#define REP_INFORM_DAYS 30 /* to inform a youth a third party told of */
#define REP_ANSWER_DAYS 14 /* for a partner to answer a referral */
#define REP_SOON_DAYS 7

typedef enum {
  REP_WORK_LATE,   /* follow-ups whose day is over, the latest first */
  REP_WORK_TODAY,  /* follow-ups of today */
  REP_WORK_SOON,   /* follow-ups of the next days, the nearest first */
  REP_WORK_SILENT, /* youths in target without news, the last heard of first */
  REP_WORK_INFORM, /* youths never told of their rights, the longest overdue first */
  REP_WORK_ANSWER, /* referrals a partner has not answered, the longest waiting first */
} RepWork;
#define REP_N_WORKS 6

/**
 * RepWorkItem:
 * @person: row number
 * @day: of the follow-up; of the last news (first seen when there never was any); from which the
 * youth should have been informed; of the referral
 * @record: row number of the contact, or of the referral, it follows from
 * @author: number of the account whose work it is: of who recorded the follow-up or the referral,
 * of the youth's referent, or of who recorded the last contact
 * @next_step: of a follow-up, else 0
 * @work: a #RepWork
 */
typedef struct {
  guint32 person;
  guint32 day;
  guint32 record;
  guint16 project;
  guint16 author;
  guint8 next_step;
  guint8 work;
} RepWorkItem;

/** rep_worklist_see: appends the work there is with youth row @person on @today to @items
 * (element-type RepWorkItem), whoever's it is. */
void rep_worklist_see (RepCasebook *casebook, guint32 today, guint32 person, GArray *items);
/** rep_worklist_code: Returns: stable name of @work on the command line. */
const char *rep_worklist_code (RepWork work);
/** rep_worklist_compare: a #GCompareFunc: by kind of work, then in the order of that kind. */
int rep_worklist_compare (gconstpointer a, gconstpointer b);

/**
 * RepWorklist: what one account, or all, have to do.
 * @items: (element-type RepWorkItem): by kind of work
 * @week_contacts: contacts since Monday, today included
 */
typedef struct {
  GArray *items[REP_N_WORKS];
  guint week_contacts;
} RepWorklist;

void rep_worklist_free (RepWorklist *worklist);

/** rep_worklist_owners: Returns: (transfer full): by number of an account, the number of the one
 * whose its work is now: its own, or of whoever took over when it was revoked. */
guint16 *rep_worklist_owners (RepCasebook *casebook);

/**
 * RepWorkload: what an account has to do.
 * @follow_ups: youths it has a next step noted for, whatever the day
 * @youths: youths it was the last to be in contact with, in a project that runs
 */
typedef struct {
  guint follow_ups;
  guint youths;
} RepWorkload;

/** rep_worklist_load: Returns: what @account has to do, with what it took over. */
RepWorkload rep_worklist_load (RepCasebook *casebook, const RepId *account);

/** rep_worklist_author: Returns: number of the account the vault is unlocked for, %REP_NO_AUTHOR
 * while nothing was recorded by it. */
guint16 rep_worklist_author (RepCasebook *casebook);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepWorklist, rep_worklist_free)

G_END_DECLS
