/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/withdraw.h"

void
rep_withdraw (RepObject *object)
{
  const RepObject head = *object;
  RepId structure, import = { 0 };
  GPtrArray *marks = NULL;

  if (object->kind == &rep_kind_person) {
    structure = ((RepPerson *)object)->structure;
    marks = g_steal_pointer (&((RepPerson *)object)->imports);
  } else {
    structure = ((RepContact *)object)->structure;
    import = ((RepContact *)object)->import;
  }
  rep_object_reset (object);
  object->id = head.id;
  object->revision = head.revision;
  object->compartment = head.compartment;
  if (object->kind == &rep_kind_person) {
    ((RepPerson *)object)->structure = structure;
    ((RepPerson *)object)->imports = marks;
    ((RepPerson *)object)->withdrawn = TRUE;
  } else {
    ((RepContact *)object)->structure = structure;
    ((RepContact *)object)->import = import;
    ((RepContact *)object)->withdrawn = TRUE;
  }
}
