/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"
#include "ui/dialogs/contact-band.h"

G_BEGIN_DECLS

/** rep_same_day_say: Returns: (transfer full) (nullable): what to say of a contact youth @person
 * already has on the day and in the project of @band, whose id goes to @contact. */
char *rep_same_day_say (RepCasebook *casebook,
                        const RepId *person,
                        const RepContactBand *band,
                        RepId *contact);

G_END_DECLS
