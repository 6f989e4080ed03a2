/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/demo/demo-youth.h"

G_BEGIN_DECLS

/** rep_demo_age: Returns: an age when first met, rarely out of the bounds of the projects. */
int rep_demo_age (RepDemoRandom *random);

/** rep_demo_profile: draws the profile of @person, whose name and life are known and whose real age
 * is @age. */
void
rep_demo_profile (const RepDemoTeller *teller, const RepDemoLife *life, int age, RepPerson *person);

/** rep_demo_out_of_target: Returns: why @person is out of target, from
 * rep_vocabulary_out_of_target.
 */
guint8 rep_demo_out_of_target (const RepProject *project, const RepPerson *person, int age);

/** rep_demo_add_situation: @person is in @situation since @day. */
void rep_demo_add_situation (RepPerson *person, guint32 day, guint8 situation);

G_END_DECLS
