/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"

G_BEGIN_DECLS

/*
 * A contact noted without a name may turn out to be one with a youth known here. It is the same one
 * contact before and after: it changes hands, and can be given back.
 */

/**
 * rep_attach_contact: gives the contact @id to the youth @person. Whose it was, when that was a
 * nameless youth, is kept for rep_detach_contact().
 *
 * Fails with UNKNOWN_RECORD, UNKNOWN_PERSON, and CONTRADICTION for a headcount, for a contact with
 * several youths, with a youth who has a name already, or with one who refused to be recorded.
 */
gboolean rep_attach_contact (
    RepCasebook *casebook, const RepId *id, const RepId *person, gint64 now, GError **error);

/**
 * rep_detach_contact: gives the contact @id back to the nameless youth it was recorded with; a
 * contact that was never without a name becomes activity without a youth.
 *
 * Fails with UNKNOWN_RECORD, and CONTRADICTION when it has no youth, or several.
 */
gboolean rep_detach_contact (RepCasebook *casebook, const RepId *id, gint64 now, GError **error);

G_END_DECLS
