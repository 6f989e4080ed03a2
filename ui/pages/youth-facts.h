/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"

G_BEGIN_DECLS

/** RepYouthFact: something recorded of a youth, in words. */
typedef struct {
  const char *title;
  char *value;
} RepYouthFact;

/** rep_youth_facts_new: Returns: (transfer full) (element-type RepYouthFact): what is recorded of
 * youth row @number and is no identity, without what is switched off. */
GArray *rep_youth_facts_new (RepCasebook *casebook, guint32 number);

/** rep_youth_situation_shown: Returns: the present situation, 0 for none or when it is hidden. */
guint rep_youth_situation_shown (RepCasebook *casebook, guint32 number);

/** rep_youth_identity_new: Returns: (transfer full) (element-type RepYouthFact): the identity of
 * @person; wiped when freed. */
GArray *rep_youth_identity_new (const RepPerson *person);

G_END_DECLS
