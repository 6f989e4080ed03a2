/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"
#include "tests/db/fixture.h"

G_BEGIN_DECLS

/*
 * A made-up life of a vault: everything a team does with youths, contacts and files, in any order,
 * through the functions the faces use.
 */

#define LIFE_NOW G_GINT64_CONSTANT (1646000000) /* 27 February 2022 */

/** LifeStep: what was done. */
typedef enum {
  LIFE_CONTACT, /* with somebody known, somebody new, a nameless youth, nobody, or a headcount */
  LIFE_LATE,    /* the same of a day long past */
  LIFE_COMPLETE,
  LIFE_ATTACH,
  LIFE_DETACH,
  LIFE_STAGE,
  LIFE_EXIT,
  LIFE_REENTRY,
  LIFE_EDIT,    /* of a youth */
  LIFE_CORRECT, /* of a contact */
  LIFE_MERGE,
  LIFE_UNMERGE,
  LIFE_DISTINCT,
  LIFE_IMPORT,
  LIFE_UNDO,
  LIFE_N_STEPS,
} LifeStep;

/**
 * Life:
 * @clock: when the next thing is done
 * @imports: (element-type RepId): files that were not taken back
 * @persons: @contacts: (element-type RepId): all there ever were, in the order they came, which no
 *   unlocking changes
 * @names: (element-type utf8): what there may be to search for
 */
typedef struct {
  TestVault folder;
  RepCasebook *casebook;
  GRand *rand;
  gint64 clock;
  guint32 start;
  GArray *imports;
  GArray *persons;
  GArray *contacts;
  const char *const *names;
} Life;

void life_begin (Life *life, guint32 seed);
void life_end (Life *life);

/** life_step: does @step to something that is drawn. Returns: whether it could; else nothing was
 * changed, and the reason was one the program gives. */
gboolean life_step (Life *life, LifeStep step);
/** life_draw: Returns: 0 … @n − 1. */
guint life_draw (Life *life, guint n);
/** life_draw_step: Returns: what a team does next. */
LifeStep life_draw_step (Life *life);
/** life_undo: takes @import back. */
void life_undo (Life *life, const RepId *import);
const char *life_step_name (LifeStep step);

/** life_reload: closes the vault and unlocks it again. */
void life_reload (Life *life);

G_END_DECLS
