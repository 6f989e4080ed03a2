/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/domain/kinds.h"
#include "app/demo/demo-random.h"

G_BEGIN_DECLS

/* Who the youths of the demonstration are said to be. */

/** rep_demo_name: gives @person a name, a pseudonym or only a description; @person->sex is set. */
void rep_demo_name (RepDemoRandom *random, RepPerson *person, gboolean online);

/** rep_demo_note: Returns: a short neutral note on a contact; @reached: of rep_vocabulary_reached.
 */
const char *rep_demo_note (RepDemoRandom *random, guint8 reached);

/** rep_demo_outing_note: Returns: a short neutral note on an outing. */
const char *rep_demo_outing_note (RepDemoRandom *random);

G_END_DECLS
