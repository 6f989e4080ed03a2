/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/name-keys.h"
#include "app/domain/kinds.h"

G_BEGIN_DECLS

/*
 * What is kept in memory of every youth's identity, for search and doubles: folded names, how they
 * sound, digits of phones, birth day. One buffer each, wiped.
 */

/**
 * RepNameEntry: one youth.
 * @size: 0: replaced by a later entry
 * @at: of " word word #digits" in the text: each word after a space, each phone after a '#'
 * @sound_at: @sound_size: of " KEY KEY" in the sounds, once they were heard
 * @first_key: @n_keys: its keys, likewise
 */
typedef struct {
  gsize at;
  gsize sound_at;
  guint32 row;
  guint32 size;
  guint32 sound_size;
  guint32 first_key;
  guint32 n_keys;
} RepNameEntry;

/** RepNames: @heard: how many of @entries have their sounds and keys. */
typedef struct {
  RepArena *text;
  RepArena *heads; /* of each entry, in their order */
  RepArena *sounds;
  GArray *entries;    /* RepNameEntry */
  GHashTable *by_row; /* row -> number of its entry */
  RepNameKeys keys;
  GString *scratch;
  guint heard;
} RepNames;

RepNames *rep_names_new (void);
/** rep_names_free: wipes. */
void rep_names_free (RepNames *names);

/** rep_names_put: enters youth number @row as @person says, replacing what there was. */
void rep_names_put (RepNames *names, guint32 row, const RepPerson *person);

/** rep_names_remove: forgets youth number @row. */
void rep_names_remove (RepNames *names, guint32 row);

/** rep_names_hear: works out how at most @n more entries sound, and their keys. Returns: whether
 * there are more. */
gboolean rep_names_hear (RepNames *names, guint n);

/** rep_names_portrait: @portrait: (out): what entry @number says; valid until the next one is put.
 * Returns: %FALSE for an entry that was replaced. */
gboolean rep_names_portrait (const RepNames *names, guint number, RepPortrait *portrait);

/** rep_names_describe: @portrait: (out): what would be kept of @person; valid as long as @out. */
void rep_names_describe (const RepPerson *person, GString *out, RepPortrait *portrait);

/** RepNamesVisit: @other: entry @number, as rep_names_portrait() gives it. */
typedef void (*RepNamesVisit) (guint32 number, const RepPortrait *other, gpointer data);

/** rep_names_visit: calls @visit for entries that were heard and share a key with @portrait, those
 * that share several more than once; at most @max of one key, which beyond says little. */
void rep_names_visit (const RepNames *names,
                      const RepPortrait *portrait,
                      guint max,
                      RepNamesVisit visit,
                      gpointer data);

G_END_DECLS
