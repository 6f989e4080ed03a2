/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"

G_BEGIN_DECLS

/* How a youth is told apart from another, in a line or two. */

/** rep_person_words_name: Returns: (transfer full): name, else pseudonym, else description. */
char *rep_person_words_name (const RepPerson *person);

/** rep_person_words_last_contact: Returns: day of the last contact with youth @row, 0 for none. */
guint32 rep_person_words_last_contact (RepCasebook *casebook, guint32 row);

/**
 * rep_person_words_detail: Returns: (transfer full): age, home, stage in project @project and day
 * of the last contact, as far as they are recorded.
 */
char *
rep_person_words_detail (RepCasebook *casebook, const RepPerson *person, const RepId *project);

G_END_DECLS
