/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/domain/field.h"

G_BEGIN_DECLS

/* Values of fields of any type, compared, copied, and changed in the way another object changed. */

/** rep_field_equal: whether @field says the same in @a and @b, of one kind. */
gboolean rep_field_equal (const RepObject *a, const RepObject *b, const RepField *field);

/** rep_field_copy: gives @to the value @field has in @from. */
void rep_field_copy (RepObject *to, const RepObject *from, const RepField *field);

/** rep_field_is_many: whether @field holds several things, each of which may come or go alone. */
gboolean rep_field_is_many (const RepField *field);

/** rep_field_unite: adds to a field of @to that holds several things those of @from it lacks. */
void rep_field_unite (RepObject *to, const RepObject *from, const RepField *field);

/**
 * rep_field_apply: changes @field of @object as it changed from @before to @after: a single value
 * is set when it changed; of several things those that went are taken away and those that came are
 * added. In a list whose elements are about an id, there is one for each id.
 */
void rep_field_apply (RepObject *object,
                      const RepObject *before,
                      const RepObject *after,
                      const RepField *field);

/** rep_unknown_apply: the same for what a newer program wrote, number by number. */
void rep_unknown_apply (RepObject *object, const RepObject *before, const RepObject *after);

/** rep_object_copy: Returns: (transfer full): @object with all it has. */
gpointer rep_object_copy (const RepObject *object);

G_END_DECLS
