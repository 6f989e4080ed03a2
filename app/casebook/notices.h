/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db/vault.h"

G_BEGIN_DECLS

typedef enum {
  REP_NOTICE_RECOVERED,       /* the recovery sheet gave an account new keys */
  REP_NOTICE_RECOVERED_ADDED, /* it made a new manager */
} RepNoticeKind;

/**
 * RepNotice: something everyone is told, whoever unlocks.
 * @login: whom it is about
 * @time: seconds since 1970
 */
typedef struct {
  RepNoticeKind kind;
  char *login;
  gint64 time;
} RepNotice;

/**
 * rep_notices_list: Returns: (transfer full) (element-type RepNotice): copies of what the signed
 * roster of
 * @vault, unlocked, says of the last 30 days, oldest first; and what this account had not seen
 * before, however old it claims to be. No journal is asked: who acted could not leave it out.
 */
GArray *rep_notices_list (const RepVault *vault, gint64 now);

G_END_DECLS
