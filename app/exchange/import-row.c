/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/exchange/import-row.h"

#include <string.h>

#include "app/casebook/intake.h"
#include "app/domain/day.h"
#include "app/exchange/import-value.h"
#include "crypto/secret.h"

#define EARLIEST_DAY 729755u /* 1999-01-01, as for any contact */
#define MAX_KNOWN 20000      /* values remembered of one column */

/* What a value of a list came to, so that it is looked up once. */
typedef struct {
  guint8 reason;
  guint64 terms;
} Known;

/* A column of the map with its place in the table, or a constant. */
typedef struct {
  RepImportColumn column;
  const RepField *member;
  const char *constant; /* (nullable) */
  int number;
  GHashTable *known; /* text -> Known */
} Bound;

struct _RepRowReader {
  const RepTable *table;
  GPtrArray *bound; /* Bound; constants first, which columns then replace */
  guint32 today;
  const char *near;
  gboolean month_first;
  gboolean has_contacts;
  guint latest;       /* year */
  GHashTable *places; /* "name\npostcode\ninsee" -> Known, with the commune in @codes */
  GStringChunk *codes;
};

/* The three cells that say one commune. */
typedef struct {
  const char *name;
  const char *postcode;
  const char *insee;
  const Bound *of; /* the one to be told of when it cannot be found */
} Commune;

static void
free_bound (gpointer data)
{
  Bound *bound = data;

  g_clear_pointer (&bound->known, g_hash_table_unref);
  g_free (bound);
}

/* Keys hold what people wrote, places where they live. */
static void
free_key (gpointer key)
{
  rep_wipe (key, strlen (key));
  g_free (key);
}

void
rep_row_reader_free (RepRowReader *reader)
{
  if (reader == NULL)
    return;
  g_ptr_array_unref (reader->bound);
  g_hash_table_unref (reader->places);
  g_string_chunk_free (reader->codes);
  g_free (reader);
}

static void
bind (RepRowReader *self, const RepImportColumn *column, int number, const char *constant)
{
  Bound *bound = g_new0 (Bound, 1);

  bound->column = *column;
  bound->member = rep_kind_field_by_code (column->field->kind, column->field->member);
  bound->number = number;
  bound->constant = constant;
  if (column->field->vocabulary != NULL)
    bound->known = g_hash_table_new_full (g_str_hash, g_str_equal, free_key, g_free);
  g_assert (bound->member != NULL);
  g_ptr_array_add (self->bound, bound);
}

RepRowReader *
rep_row_reader_new (const RepTable *table, const RepImportMap *map, guint32 today, const char *near)
{
  RepRowReader *self = g_new0 (RepRowReader, 1);
  guint month, day;

  self->table = table;
  self->bound = g_ptr_array_new_with_free_func (free_bound);
  self->today = today;
  self->near = near;
  self->month_first = map->month_first;
  self->has_contacts = rep_import_map_has_contacts (map);
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, free_key, NULL);
  self->codes = g_string_chunk_new (4096);
  rep_day_split (today, &self->latest, &month, &day);
  for (guint i = 0; i < map->constants->len; i++) {
    const RepImportConstant *constant = g_ptr_array_index (map->constants, i);
    const RepImportColumn column = { .heading = (char *)constant->field->code,
                                     .field = constant->field };

    if (constant->value != NULL)
      bind (self, &column, -1, constant->value);
  }
  for (guint i = 0; i < map->columns->len; i++) {
    const RepImportColumn *column = g_ptr_array_index (map->columns, i);

    if (column->field != NULL)
      bind (self, column, rep_import_map_column (table, column->heading), NULL);
  }
  return self;
}

const char *
rep_row_reader_heading (const RepRowReader *reader, const char *field)
{
  for (guint i = reader->bound->len; i-- > 0;) {
    const Bound *bound = g_ptr_array_index (reader->bound, i);

    if (strcmp (bound->column.field->code, field) == 0)
      return bound->column.heading;
  }
  return NULL;
}

/* One or several terms of the column's list, as a mask. */
static guint8
look_up (const Bound *bound, const char *text, guint64 *terms)
{
  gboolean several = bound->column.field->form == REP_FORM_CODES;
  guint8 number, reason = rep_import_column_code (&bound->column, text, &number);
  g_auto (GStrv) parts = NULL;

  *terms = reason == 0 ? G_GUINT64_CONSTANT (1) << number : 0;
  if (reason == 0 || !several)
    return reason;
  parts = g_strsplit_set (text, ",;/+\n", -1);
  for (guint i = 0; parts[i] != NULL; i++) {
    g_strstrip (parts[i]);
    if (*parts[i] == '\0')
      continue;
    reason = rep_import_column_code (&bound->column, parts[i], &number);
    if (reason != 0)
      return reason;
    *terms |= G_GUINT64_CONSTANT (1) << number;
  }
  return *terms != 0 ? 0 : REP_REJECT_CODE;
}

static guint8
find_terms (Bound *bound, const char *text, guint64 *terms)
{
  Known *known = g_hash_table_lookup (bound->known, text);

  if (known == NULL) {
    if (g_hash_table_size (bound->known) >= MAX_KNOWN)
      return look_up (bound, text, terms);
    known = g_new0 (Known, 1);
    known->reason = look_up (bound, text, &known->terms);
    g_hash_table_insert (bound->known, g_strdup (text), known);
  }
  *terms = known->terms;
  return known->reason;
}

static guint8
number_of (guint64 terms)
{
  return terms != 0 ? (guint8)__builtin_ctzll (terms) : 0;
}

static guint8
read_terms (Bound *bound, const char *text, RepImportRow *row, gpointer object)
{
  guint64 terms;
  guint8 reason = find_terms (bound, text, &terms);

  if (reason != 0)
    return reason;
  if (bound->column.field->form == REP_FORM_SITUATION) {
    row->situation = number_of (terms);
  } else if (bound->column.field->form == REP_FORM_PUBLIC) {
    guint64 bit = G_GUINT64_CONSTANT (1) << bound->column.public;

    if (number_of (terms) == 1)
      row->person->publics_yes |= bit;
    else if (number_of (terms) == 2)
      row->person->publics_no |= bit;
  } else if (bound->member->type == REP_FIELD_CODES) {
    *rep_field_member (object, bound->member, guint64) |= terms;
  } else {
    *rep_field_member (object, bound->member, guint8) = number_of (terms);
  }
  return 0;
}

/* Several columns may be one note: each after the other. */
static guint8
read_text (const Bound *bound, const char *text, gpointer object)
{
  char **value = rep_field_member (object, bound->member, char *);
  gboolean is_note = strcmp (bound->member->code, "note") == 0;
  g_autofree char *line = rep_import_text (text);
  g_autofree char *joined = NULL;
  guint8 reason = 0;

  if (*value != NULL && bound->column.field->several)
    joined = g_strconcat (*value, "\n", line, NULL);
  if (g_utf8_strlen (joined != NULL ? joined : line, -1) > (is_note ? REP_NOTE_MAX : REP_TEXT_MAX))
    reason = REP_REJECT_TEXT_LONG;
  else
    rep_text_set (value, joined != NULL ? joined : line);
  rep_wipe (line, strlen (line));
  if (joined != NULL)
    rep_wipe (joined, strlen (joined));
  return reason;
}

static guint8
read_day (RepRowReader *self, const Bound *bound, const char *text, RepContact *contact)
{
  guint32 day = 0;
  guint8 reason =
      rep_import_day (text, self->month_first, self->latest + 1, &day, &contact->minute);
  gboolean is_next = strcmp (bound->member->code, "next_date") == 0;

  if (reason != 0)
    return reason;
  if (!is_next && day > self->today)
    return REP_REJECT_DATE_FUTURE;
  if (day < EARLIEST_DAY)
    return REP_REJECT_DATE_OLD;
  *rep_field_member (contact, bound->member, guint32) = day;
  return 0;
}

static guint8
read_names (const char *text, RepPerson *person)
{
  rep_import_full_name (text, &person->last_name, &person->first_name);
  if (person->last_name != NULL && g_utf8_strlen (person->last_name, -1) > REP_TEXT_MAX)
    return REP_REJECT_TEXT_LONG;
  return 0;
}

static void
note_commune (Commune *commune, const Bound *bound, const char *text)
{
  RepImportForm form = bound->column.field->form;

  if (form == REP_FORM_PLACE)
    commune->name = text;
  else if (form == REP_FORM_POSTCODE)
    commune->postcode = text;
  else
    commune->insee = text;
  if (commune->of == NULL || form == REP_FORM_PLACE)
    commune->of = bound;
}

static guint8
read_value (
    RepRowReader *self, Bound *bound, const char *text, RepImportRow *row, Commune communes[2])
{
  gboolean of_contact = rep_import_field_is_contact (bound->column.field);
  gpointer object = of_contact ? (gpointer)row->contact : (gpointer)row->person;

  switch (bound->column.field->form) {
    case REP_FORM_TEXT:
      return read_text (bound, text, object);
    case REP_FORM_TEXTS: {
      g_autofree char *line = rep_import_text (text);

      rep_texts_add (rep_field_member (object, bound->member, GPtrArray *), line);
      return g_utf8_strlen (line, -1) > REP_TEXT_MAX ? REP_REJECT_TEXT_LONG : 0;
    }
    case REP_FORM_FULL_NAME:
      return read_names (text, row->person);
    case REP_FORM_BIRTH:
      return rep_import_birth (text, self->month_first, self->today, &row->person->birth);
    case REP_FORM_DAY:
      return read_day (self, bound, text, row->contact);
    case REP_FORM_TIME:
      return rep_import_time (text, &row->contact->minute);
    case REP_FORM_INT:
      return rep_import_int (text, bound->column.field->max,
                             rep_field_member (object, bound->member, gint32));
    case REP_FORM_PHONES:
      return rep_import_phones (text, &row->person->phones);
    case REP_FORM_EMAILS:
      return rep_import_emails (text, &row->person->emails);
    case REP_FORM_PLACE:
    case REP_FORM_POSTCODE:
    case REP_FORM_INSEE:
      note_commune (&communes[of_contact ? 1 : 0], bound, text);
      return 0;
    case REP_FORM_CODE:
    case REP_FORM_CODES:
    case REP_FORM_PUBLIC:
    case REP_FORM_SITUATION:
    default:
      return read_terms (bound, text, row, object);
  }
}

/* The same few communes come again and again, and looking one up by its postal code is slow. */
static guint8
find_commune (RepRowReader *self, const Commune *commune, char place[REP_PLACE_SIZE])
{
  g_autofree char *key = g_strjoin ("\n", commune->name != NULL ? commune->name : "",
                                    commune->postcode != NULL ? commune->postcode : "",
                                    commune->insee != NULL ? commune->insee : "", NULL);
  const char *known = g_hash_table_lookup (self->places, key);
  char found[REP_PLACE_SIZE] = "";
  guint8 reason;

  if (known != NULL && known[0] == '!')
    return (guint8)known[1];
  if (known != NULL) {
    g_strlcpy (place, known, REP_PLACE_SIZE);
    return 0;
  }
  reason = rep_import_place (commune->name, commune->postcode, commune->insee, self->near, found);
  if (reason == 0)
    g_strlcpy (place, found, REP_PLACE_SIZE);
  if (g_hash_table_size (self->places) < MAX_KNOWN) {
    const char refused[] = { '!', (char)reason, '\0' };

    g_hash_table_insert (self->places, g_steal_pointer (&key),
                         g_string_chunk_insert_const (self->codes, reason == 0 ? found : refused));
  }
  return reason;
}

static void
reject (RepImportRow *row, const Bound *bound, const char *text, guint8 reason)
{
  row->reason = reason;
  row->column = bound != NULL ? bound->column.heading : NULL;
  row->value = text;
}

static void
read_communes (RepRowReader *self, RepImportRow *row, const Commune communes[2])
{
  char *places[] = { row->person->home, row->contact != NULL ? row->contact->place : NULL };

  for (guint i = 0; row->reason == 0 && i < 2; i++) {
    guint8 reason;

    if (communes[i].of == NULL || places[i] == NULL)
      continue;
    reason = find_commune (self, &communes[i], places[i]);
    if (reason != 0)
      reject (row, communes[i].of,
              communes[i].name != NULL       ? communes[i].name
              : communes[i].postcode != NULL ? communes[i].postcode
                                             : communes[i].insee,
              reason);
  }
}

static gboolean
has_name (const RepPerson *person)
{
  return person->last_name != NULL || person->first_name != NULL || person->pseudonym != NULL ||
         person->description != NULL;
}

/* What no single cell shows. */
static void
check_row (RepRowReader *self, RepImportRow *row)
{
  const RepPerson *person = row->person;

  if (!has_name (person))
    reject (row, NULL, NULL, REP_REJECT_NO_NAME);
  else if ((person->publics_yes & person->publics_no) != 0)
    reject (row, NULL, NULL, REP_REJECT_CONTRADICTION);
  else if (row->contact != NULL && row->contact->channel == 0)
    row->column = rep_row_reader_heading (self, "contact.channel"),
    row->reason = REP_REJECT_MISSING;
  else if (row->contact != NULL && row->contact->reached == 0)
    row->column = rep_row_reader_heading (self, "contact.reached"),
    row->reason = REP_REJECT_MISSING;
}

void
rep_row_reader_read (RepRowReader *reader, guint number, RepImportRow *row)
{
  Commune communes[2] = { { NULL }, { NULL } };

  *row = (RepImportRow){ .person = rep_object_new (&rep_kind_person) };
  if (reader->has_contacts)
    row->contact = rep_object_new (&rep_kind_contact);
  if (rep_table_extra (reader->table, number) != NULL)
    reject (row, NULL, rep_table_extra (reader->table, number), REP_REJECT_CELLS);
  for (guint i = 0; row->reason == 0 && i < reader->bound->len; i++) {
    Bound *bound = g_ptr_array_index (reader->bound, i);
    const char *text = bound->constant != NULL
                           ? bound->constant
                           : rep_table_cell (reader->table, number, (guint)bound->number);
    guint8 reason = *text != '\0' ? read_value (reader, bound, text, row, communes) : 0;

    if (reason != 0)
      reject (row, bound, text, reason);
  }
  if (row->reason == 0)
    read_communes (reader, row, communes);
  if (row->contact != NULL && row->contact->date == 0)
    g_clear_pointer (&row->contact, rep_object_free); /* a youth, not met on a day that is known */
  if (row->reason == 0)
    check_row (reader, row);
}

void
rep_import_row_clear (RepImportRow *row)
{
  g_clear_pointer (&row->person, rep_object_free);
  g_clear_pointer (&row->contact, rep_object_free);
}
