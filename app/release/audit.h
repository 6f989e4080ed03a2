/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/release/attack.h"

G_BEGIN_DECLS

/*
 * What the process `reperes-audit` is asked and what it answers: counts in, table out, no names.
 * Both are deterministic CBOR of bounded size; docs/release.md describes them.
 */

#define REP_AUDIT_MAX_REQUEST (16u * 1024u * 1024u)
#define REP_AUDIT_MAX_ANSWER (64u * 1024u * 1024u)
#define REP_AUDIT_MAX_SOLUTIONS 4096u

typedef enum {
  REP_AUDIT_CHECK,    /* attack what is published */
  REP_AUDIT_ROUND,    /* round a new quarter, then attack */
  REP_AUDIT_SUPPRESS, /* hide in a new quarter until the attack fails */
} RepAuditTask;

typedef enum {
  REP_AUDIT_SAFE,
  REP_AUDIT_EXPOSED,    /* an outsider could tell a small count */
  REP_AUDIT_IMPOSSIBLE, /* what was published cannot be true */
  REP_AUDIT_NO_TABLE,   /* nothing satisfies all sums */
} RepAuditVerdict;

/**
 * RepAuditRequest:
 * @releases: (element-type RepReleaseValues): all that was published, in order
 * @principal: stage whose total is printed exact where that is safe
 * @wanted: tables of the new quarter
 * @counts: @shift: @tie: @revision: (array) (nullable): by cell, of the new quarter
 */
typedef struct {
  RepAuditTask task;
  RepReleaseStructure *structure;
  GPtrArray *releases;
  guint principal;
  guint64 wanted;
  gint32 *counts;
  guint8 *shift;
  guint16 *tie;
  guint8 *revision;
} RepAuditRequest;

/**
 * RepAuditAnswer:
 * @values: (nullable): of the new quarter
 * @targets: (element-type RepAttackTarget)
 * @solutions: (element-type gint32*): @n_variables numbers each
 */
typedef struct {
  RepAuditVerdict verdict;
  RepReleaseValues *values;
  GArray *targets;
  GPtrArray *solutions;
  guint n_variables;
  guint audited;
  guint failed;
  guint programmes;
  guint nodes;
} RepAuditAnswer;

RepAuditRequest *rep_audit_request_new (RepAuditTask task);
void rep_audit_request_free (RepAuditRequest *request);
RepAuditAnswer *rep_audit_answer_new (void);
void rep_audit_answer_free (RepAuditAnswer *answer);

/** rep_audit_request_pack: Returns: (transfer full): */
GBytes *rep_audit_request_pack (const RepAuditRequest *request);
/** rep_audit_request_parse: Returns: (transfer full) (nullable): %NULL when @data is no request. */
RepAuditRequest *rep_audit_request_parse (gconstpointer data, gsize size);
GBytes *rep_audit_answer_pack (const RepAuditAnswer *answer);
/** rep_audit_answer_parse: Returns: (transfer full) (nullable): %NULL when @data is no answer to
 * @request. */
RepAuditAnswer *
rep_audit_answer_parse (const RepAuditRequest *request, gconstpointer data, gsize size);

/** rep_audit_run: does what is asked, in this process. Returns: (transfer full): */
RepAuditAnswer *rep_audit_run (RepAuditRequest *request);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepAuditRequest, rep_audit_request_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepAuditAnswer, rep_audit_answer_free)

G_END_DECLS
