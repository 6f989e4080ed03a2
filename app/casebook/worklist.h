/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"

G_BEGIN_DECLS

/*
 * What waits to be done: one pass over the casebook's arrays, nothing stored.
 *
 * A follow-up is the next step of the contact that last settled something between a youth and a
 * project: one that reached the youth, or set a next step. A call nobody answered leaves the
 * earlier follow-up standing. Youths who left the project have none.
 */

#define REP_ALL_AUTHORS G_MAXUINT16
#define REP_NO_AUTHOR (G_MAXUINT16 - 1)
#define REP_SILENT_MONTHS 5 /* without a contact that reached the youth */
#define REP_INFORM_DAYS 30  /* to inform a youth a third party told of */
#define REP_SOON_DAYS 7

typedef enum {
  REP_WORK_LATE,   /* follow-ups whose day is over, the latest first */
  REP_WORK_TODAY,  /* follow-ups of today */
  REP_WORK_SOON,   /* follow-ups of the next days, the nearest first */
  REP_WORK_SILENT, /* youths in target without news, the last heard of first */
  REP_WORK_INFORM, /* youths never told of their rights, the longest overdue first */
} RepWork;
#define REP_N_WORKS 5

/**
 * RepWorkItem:
 * @person: row number
 * @day: of the follow-up; of the last news (first seen when there never was any); from which the
 * youth should have been informed
 * @next_step: of a follow-up, else 0
 */
typedef struct {
  guint32 person;
  guint32 day;
  guint16 project;
  guint8 next_step;
} RepWorkItem;

/**
 * RepWorklist:
 * @items: (element-type RepWorkItem): by kind of work
 * @week_contacts: contacts since Monday, today included
 */
typedef struct {
  GArray *items[REP_N_WORKS];
  guint week_contacts;
} RepWorklist;

/**
 * rep_worklist_new:
 * @author: number of the account whose work is wanted, or %REP_ALL_AUTHORS; a youth is the work of
 * who recorded the follow-up, or of who recorded the last contact
 */
RepWorklist *rep_worklist_new (RepCasebook *casebook, guint32 today, guint16 author);
void rep_worklist_free (RepWorklist *worklist);

/** rep_worklist_author: Returns: number of the account the vault is unlocked for, %REP_NO_AUTHOR
 * while nothing was recorded by it. */
guint16 rep_worklist_author (RepCasebook *casebook);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepWorklist, rep_worklist_free)

G_END_DECLS
