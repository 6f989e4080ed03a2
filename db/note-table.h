/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "crypto/digest.h"
#include "crypto/id.h"

G_BEGIN_DECLS

/**
 * RepNote: one revision of a record that a journal entry vouches for.
 * @digest: content digest of its row
 * @run: number of the run of entries by one account it stands in
 * @device: place of its device in the roster
 * @before: number of the note before it for the same record, %REP_NO_NOTE if none
 * @again: it stands for an older entry that is gone: newer than none but such notes
 * @superseded: a later revision of the record was noted
 * @seen: there is such a row
 * @may_be_absent: it was erased
 */
typedef struct {
  RepDigest digest;
  RepId id;
  guint32 sequence;
  guint32 run;
  guint32 before;
  guint16 action;
  guint16 device;
  guint8 again : 1;
  guint8 superseded : 1;
  guint8 seen : 1;
  guint8 may_be_absent : 1;
} RepNote;

#define REP_NO_NOTE G_MAXUINT32

/** RepNoteTable: all notes of a journal, found by digest and by record; numbers count from 0. */
typedef struct _RepNoteTable RepNoteTable;

RepNoteTable *rep_note_table_new (void);
void rep_note_table_free (RepNoteTable *table);

/** rep_note_table_add: notes that @digest is that of the newest revision of @id. A digest noted
 * before is noted again: the first note goes. */
void rep_note_table_add (RepNoteTable *table, const RepNote *note);

/** rep_note_table_find: Returns: (nullable): the note of @digest, valid until the next is added. */
RepNote *rep_note_table_find (RepNoteTable *table, const RepDigest *digest);

/** rep_note_table_newest: Returns: number of the newest note for @id, or %REP_NO_NOTE. */
guint32 rep_note_table_newest (const RepNoteTable *table, const RepId *id);

/** rep_note_table_length: Returns: how many notes, and rep_note_table_get() the one of a number. */
guint32 rep_note_table_length (const RepNoteTable *table);
RepNote *rep_note_table_get (RepNoteTable *table, guint32 number);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RepNoteTable, rep_note_table_free)

G_END_DECLS
