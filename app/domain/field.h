/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/domain/vocabulary.h"
#include "crypto/id.h"

G_BEGIN_DECLS

/*
 * The field table: every field of every kind of record is declared once, here as data. The codec,
 * JSON, the command line, forms and docs/fields.md follow from it.
 */

/** RepFieldType: how a field is held in its struct and written in a payload (docs/format.md). */
typedef enum {
  REP_FIELD_TEXT,  /* char *, NULL when not recorded */
  REP_FIELD_TEXTS, /* GPtrArray * of char *, NULL when empty */
  REP_FIELD_INT,   /* gint32, never negative; REP_NONE when not recorded */
  REP_FIELD_DATE,  /* guint32 day, 0 when not recorded */
  REP_FIELD_TIME,  /* gint64 seconds since 1970, 0 when not recorded */
  REP_FIELD_CODE,  /* guint8 number of a term, 0 when not recorded */
  REP_FIELD_CODES, /* guint64, bit n set for term n */
  REP_FIELD_ID,    /* RepId, all zero for none */
  REP_FIELD_IDS,   /* GArray * of RepId, NULL when empty */
  REP_FIELD_BOOL,  /* gboolean */
  REP_FIELD_PLACE, /* char[6], INSEE code, empty when not recorded */
  REP_FIELD_LIST,  /* GPtrArray * of structs of the field's element kind, NULL when empty */
} RepFieldType;

#define REP_NONE (-1)
#define REP_PLACE_SIZE 6

/** RepPart: the payload a field is sealed in. */
typedef enum {
  REP_PART_FACTS,
  REP_PART_IDENTITY,
  REP_PART_LINK,
} RepPart;
#define REP_N_PARTS 3

typedef struct _RepKind RepKind;

/**
 * RepField:
 * @number: its key in payloads, unique in its kind, permanent
 * @code: its name in JSON and on the command line
 * @since: format generation that brought it, 1 for all of the first
 * @vocabulary: (nullable): of CODE and CODES
 * @element: (nullable): of LIST
 * @offset: of the member in the struct
 * @max: characters a text has at most, 0 for all but TEXT and TEXTS
 */
typedef struct {
  guint8 number;
  const char *code;
  RepFieldType type;
  RepPart part;
  const char *fr;
  const char *en;
  guint8 since;
  const RepVocabulary *vocabulary;
  const RepKind *element;
  gsize offset;
  guint32 max;
} RepField;

#define REP_TEXT_MAX 200     /* characters of a name or another text of a line */
#define REP_NOTE_MAX 4000    /* characters of a note */
#define REP_FILE_MAX 3500000 /* characters of a file that is kept word for word */
#define REP_TEXTS_MAX 254  /* characters of a phone, an address, a handle: an e-mail has no more */
#define REP_TEXTS_COUNT 20 /* of them */

/** rep_field_has_lines: whether a text of @field may be several lines. */
gboolean rep_field_has_lines (const RepField *field);

/** RepKind: a kind of record, or of element of a list. @number: 0 for elements. */
struct _RepKind {
  guint16 number;
  const char *code;
  const char *fr;
  const char *en;
  gsize size;
  const RepField *fields;
  guint n_fields;
};

/** RepUnknown: a field a newer program wrote, kept as it came so that it is written back. */
typedef struct {
  guint64 number;
  GBytes *value;
} RepUnknown;

/** RepObject: what every struct of the field table begins with. */
typedef struct {
  const RepKind *kind;
  GArray *unknown[REP_N_PARTS]; /* RepUnknown, ascending */
  RepId id;                     /* records only */
  guint32 revision;             /* 0: not saved yet */
  guint16 compartment;          /* identity compartment, 0: none yet */
  gboolean had_link;            /* a link payload was opened: it is written again, also empty */
} RepObject;

/** rep_object_new: Returns: (transfer full): an object of @kind with nothing recorded. */
gpointer rep_object_new (const RepKind *kind);
/** rep_object_reset: back to nothing recorded; text is wiped. */
void rep_object_reset (RepObject *object);
/** rep_object_free: accepts %NULL. */
void rep_object_free (gpointer object);

/** rep_object_has: whether @field is recorded in @object. */
gboolean rep_object_has (const RepObject *object, const RepField *field);
/** rep_object_part_is_empty: whether nothing of @part is recorded. */
gboolean rep_object_part_is_empty (const RepObject *object, RepPart part);

/** rep_object_add_unknown: keeps field @number of @part, whose encoded value is @value (transfer
 * full). */
void rep_object_add_unknown (RepObject *object, RepPart part, guint64 number, GBytes *value);

/** rep_kind_has_part: whether @kind has any field in @part. */
gboolean rep_kind_has_part (const RepKind *kind, RepPart part);
/** rep_kind_field: Returns: (nullable): by number. */
const RepField *rep_kind_field (const RepKind *kind, guint64 number);
/** rep_kind_field_by_code: Returns: (nullable): by code. */
const RepField *rep_kind_field_by_code (const RepKind *kind, const char *code);

/** rep_field_member: Returns: the address of @field's member in @object. */
#define rep_field_member(object, field, type)                                                      \
  ((type *)(gpointer)((guint8 *)(object) + (field)->offset))

/** rep_text_set: replaces *@text by a copy of @value (nullable), wiping the old one. */
void rep_text_set (char **text, const char *value);
/** rep_ids_add: appends @id to *@ids, making the array when there is none. */
void rep_ids_add (GArray **ids, const RepId *id);
/** rep_list_add: appends a new element of @kind to *@list; returns it. */
gpointer rep_list_add (GPtrArray **list, const RepKind *kind);
/** rep_texts_add: appends a copy of @text. */
void rep_texts_add (GPtrArray **texts, const char *text);

G_END_DECLS
