/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/session.h"
#include "app/platform/idle.h"

G_BEGIN_DECLS

/* For the files of the session alone. */

typedef enum {
  PROP_CASEBOOK = 1,
  PROP_PATH,
  PROP_HAS_DRAFT,
  PROP_HAS_DIGITS,
  PROP_WAITING,
  PROP_COPYING,
} RepSessionProperty;

struct _RepSession {
  GObject parent_instance;

  char *path;
  char *state_folder; /* (nullable) */
  gboolean accept_older;
  RepStanding standing; /* at the last unlocking */
  gboolean facts_only;
  gboolean keep_copies;
  guint copying; /* copies under way */
  RepCasebook *casebook;
  RepAgenda *agenda; /* of that casebook */
  GMutex busy;       /* held by the one job that may touch the vault */
  GQueue jobs;       /* GTask, in the order they were asked for; of the main thread */
  gboolean running;  /* one of them is, until what it committed is in memory */
  guint wait;        /* seconds to the next try of a password */
  GArray *notices;   /* RepNotice */

  GBytes *drafts[REP_N_DRAFTS];    /* (nullable): the forms begun, sealed */
  int draft_serials[REP_N_DRAFTS]; /* of the latest; an earlier one is not written over it (atomic)
                                    */

  GPtrArray *waiting;     /* (nullable): RepWaitingNote, while unlocked */
  RepShortUnlock *digits; /* (nullable): chosen in this run, and not spent */
  gint64 opened_at;       /* rep_idle_clock() of the last password */
  guint locks;            /* full ones so far */
  guint unlocking;        /* answers to come */
  guint open;             /* casebooks not gone yet */
  GSList *quiet;          /* who waits for all of them to be gone */
};

/** rep_session_now: seconds since 1970, for what the session itself stamps. */
gint64 rep_session_now (void);
/** rep_session_set_casebook: takes over @casebook and @agenda, (nullable) both, and tells of it. */
void rep_session_set_casebook (RepSession *session, RepCasebook *casebook, RepAgenda *agenda);
/** rep_session_set_draft: the form begun is now @draft, sealed; NULL: there is none. */
void rep_session_set_draft (RepSession *session, RepDraftSlot slot, GBytes *draft);

void rep_session_notify (RepSession *session, RepSessionProperty property);

/** rep_session_count_in: @casebook counts as open until it is gone. */
void rep_session_count_in (RepSession *session, RepCasebook *casebook);
/** rep_session_look_whether_quiet: tells who waits for it. */
void rep_session_look_whether_quiet (RepSession *session);
/** rep_session_copy_after_lock: begins a copy that needs no key, now that they are gone. */
void rep_session_copy_after_lock (RepSession *session);
/** rep_session_forget_note: the note @id waits no more. */
void rep_session_forget_note (RepSession *session, const RepId *id);

G_END_DECLS
