/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/outing.h"
#include "ui/pages/youth-names.h"

G_BEGIN_DECLS

/**
 * RepExpectedGroup:
 *
 * The youths who are to come to a permanence: found by their name and added, struck off, and, each
 * by one key, noted absent, or no longer.
 */
#define REP_TYPE_EXPECTED_GROUP (rep_expected_group_get_type ())
G_DECLARE_FINAL_TYPE (RepExpectedGroup, rep_expected_group, REP, EXPECTED_GROUP, AdwBin)

/** rep_expected_group_set_session: @session: (nullable); @names: (nullable). */
void
rep_expected_group_set_session (RepExpectedGroup *group, RepSession *session, RepYouthNames *names);
/** rep_expected_group_show: @outing: (nullable) (unowned): until the next call; the group is hidden
 * when it is no permanence and expects nobody. */
void rep_expected_group_show (RepExpectedGroup *group, const RepOuting *outing);

G_END_DECLS
