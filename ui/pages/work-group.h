/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/worklist.h"
#include "ui/pages/youth-names.h"

G_BEGIN_DECLS

/** RepWorkGroup: one kind of work with its count: a few rows, more on demand. Hidden when empty. */
#define REP_TYPE_WORK_GROUP (rep_work_group_get_type ())
G_DECLARE_FINAL_TYPE (RepWorkGroup, rep_work_group, REP, WORK_GROUP, AdwBin)

/** rep_work_group_show: @items: (nullable) (element-type RepWorkItem): none empties the group. */
void rep_work_group_show (
    RepWorkGroup *group, RepCasebook *casebook, RepYouthNames *names, RepWork work, GArray *items);

G_END_DECLS
