/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/release/audit.h"

G_BEGIN_DECLS

/**
 * rep_audit_ask: has the program @path answer @request, within its own limits of time and memory.
 *
 * Returns: (transfer full) (nullable): %NULL with %REP_APP_ERROR_AUDIT when it does not start,
 *   crashes, runs out of its limits or answers nonsense: nothing may be published then.
 */
RepAuditAnswer *rep_audit_ask (const char *path, const RepAuditRequest *request, GError **error);

/** rep_audit_find: Returns: (transfer full) (nullable): where the program lies: beside this one, or
 * where it was installed. */
char *rep_audit_find (void);

G_END_DECLS
