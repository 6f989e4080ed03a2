/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/outing.h"

G_BEGIN_DECLS

/* How an outing is told from another, in a line. */

/** rep_outing_words_kind: Returns: its kind, or the channel when the kind is not recorded. */
const char *rep_outing_words_kind (guint8 outing_kind, guint8 channel);
/** rep_outing_words_title: Returns: (transfer full): day and kind of outing row @number. */
char *rep_outing_words_title (RepCasebook *casebook, guint32 number);
/** rep_outing_words_where: Returns: (transfer full): place, hours and who leads the project of
 * outing row @number, as far as they are recorded; a name once. */
char *rep_outing_words_where (RepCasebook *casebook, guint32 number);
/** rep_outing_words_met: Returns: (transfer full): how many youths were met and are named. */
char *rep_outing_words_met (const RepOutingSum *sum);

G_END_DECLS
