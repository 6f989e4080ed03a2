/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"
#include "app/domain/eligibility.h"

G_BEGIN_DECLS

/**
 * RepEvidence: what an auditor is shown of one youth who counts, without a name.
 * @number: in the whole list, from 1, by day and then by id: the same while the facts are the same
 * @person: row of the casebook
 * @day: the stage was reached
 * @eligibility: on the day of REPERE
 * @proof: number of rep_vocabulary_proof, 0 for none; @reference: (nullable) where it lies
 */
typedef struct {
  guint number;
  guint32 person;
  guint32 day;
  RepEligibility eligibility;
  guint8 proof;
  char *reference;
} RepEvidence;

/**
 * rep_evidence:
 * @project: number in the casebook
 * @stage: number of rep_vocabulary_stage; of REPERE those whom the team reached are listed, as in
 *   the progress against a target on that basis
 *
 * Reads every record of the vault. Returns: (transfer full) (element-type RepEvidence): fails as
 * rep_vault_scan() does.
 */
GArray *rep_evidence (RepCasebook *casebook, guint project, guint stage, GError **error);

/** rep_evidence_sample: leaves @n of @list, drawn by @seed, in their order; same list and seed,
 * same sample. */
void rep_evidence_sample (GArray *list, guint n, guint32 seed);

G_END_DECLS
