/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/exchange/import.h"

#include <string.h>

#include "app/casebook/intake.h"
#include "app/casebook/profile.h"
#include "app/domain/place.h"
#include "app/domain/rights.h"
#include "app/error.h"
#include "app/exchange/import-match.h"
#include "app/exchange/import-row.h"
#include "app/exchange/import-value.h"

#define PROGRESS_EVERY 128

/* A youth that rows of the file are about. */
typedef struct {
  RepPerson *person; /* new, or as recorded and completed */
  gboolean recorded;
  gboolean changed;
  guint32 first; /* day of the first contact the file brings within the project, 0 for none */
} Youth;

typedef struct {
  RepCasebook *casebook;
  const RepImportRequest *request;
  const RepStructure *structure;
  guint project;
  RepRowReader *reader;
  RepMatcher *matcher;
  GHashTable *youths;   /* RepId of the youth -> Youth */
  GPtrArray *order;     /* Youth, as they come */
  GPtrArray *contacts;  /* RepContact */
  GHashTable *meetings; /* "id day channel" of @contacts */
  RepImportPlan *plan;
} Import;

static void
free_youth (gpointer data)
{
  Youth *youth = data;

  rep_object_free (youth->person);
  g_free (youth);
}

static guint
hash_id (gconstpointer id)
{
  guint hash;

  memcpy (&hash, ((const RepId *)id)->bytes, sizeof hash);
  return hash;
}

static gboolean
same_id (gconstpointer a, gconstpointer b)
{
  return rep_id_equal (a, b);
}

static void
reject (Import *self, guint number, const RepImportRow *row)
{
  RepReject reject = { .row = number,
                       .line = rep_table_line (self->request->table, number),
                       .column = row->column,
                       .value = row->value,
                       .reason = row->reason };

  g_array_append_val (self->plan->rejects, reject);
}

static gboolean
has_text (const GPtrArray *list, const char *text)
{
  for (guint i = 0; list != NULL && i < list->len; i++)
    if (g_ascii_strcasecmp (g_ptr_array_index (list, i), text) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
add_texts (GPtrArray **list, const GPtrArray *more)
{
  gboolean changed = FALSE;

  for (guint i = 0; more != NULL && i < more->len; i++) {
    const char *text = g_ptr_array_index (more, i);

    if (has_text (*list, text))
      continue;
    rep_texts_add (list, text);
    changed = TRUE;
  }
  return changed;
}

static gboolean
add_codes (guint64 *mask, guint64 more)
{
  guint64 before = *mask;

  *mask |= more;
  return *mask != before;
}

/* What follows from other fields, or is nobody's to import. */
static gboolean
is_derived (const char *code)
{
  static const char *const derived[] = { "identity_type", "structure",  "epci",       "ages",
                                         "entered_at",    "entered_by", "same_as",    "referent",
                                         "imports",       "withdrawn",  "link_token", "publics_yes",
                                         "publics_no" };

  for (guint i = 0; i < G_N_ELEMENTS (derived); i++)
    if (strcmp (code, derived[i]) == 0)
      return TRUE;
  return FALSE;
}

/* Only what is not recorded is taken from the file; nothing is overwritten. */
static gboolean
complete_field (RepPerson *known, const RepPerson *said, const RepField *field)
{
  if (!rep_object_has (&said->object, field))
    return FALSE;
  if (field->type == REP_FIELD_TEXTS)
    return add_texts (rep_field_member (known, field, GPtrArray *),
                      *rep_field_member (said, field, GPtrArray *));
  if (rep_object_has (&known->object, field))
    return FALSE;
  switch (field->type) {
    case REP_FIELD_TEXT:
      rep_text_set (rep_field_member (known, field, char *),
                    *rep_field_member (said, field, char *));
      return TRUE;
    case REP_FIELD_INT:
    case REP_FIELD_DATE:
      *rep_field_member (known, field, guint32) = *rep_field_member (said, field, guint32);
      return TRUE;
    case REP_FIELD_CODE:
      *rep_field_member (known, field, guint8) = *rep_field_member (said, field, guint8);
      return TRUE;
    case REP_FIELD_CODES:
      *rep_field_member (known, field, guint64) = *rep_field_member (said, field, guint64);
      return TRUE;
    case REP_FIELD_PLACE:
      memcpy (rep_field_member (known, field, char), rep_field_member (said, field, char),
              REP_PLACE_SIZE);
      return TRUE;
    case REP_FIELD_TEXTS:
    case REP_FIELD_TIME:
    case REP_FIELD_ID:
    case REP_FIELD_IDS:
    case REP_FIELD_BOOL:
    case REP_FIELD_LIST:
    default:
      return FALSE;
  }
}

static gboolean
complete_situation (RepPerson *known, const RepPerson *said)
{
  const RepSituation *told;
  RepSituation *situation;

  if (known->situations != NULL || said->situations == NULL)
    return FALSE;
  told = g_ptr_array_index (said->situations, 0);
  situation = rep_list_add (&known->situations, &rep_kind_situation);
  situation->date = told->date;
  situation->situation = told->situation;
  return TRUE;
}

static gboolean
complete (RepPerson *known, const RepPerson *said)
{
  gboolean changed = FALSE;

  for (guint i = 0; i < rep_kind_person.n_fields; i++)
    if (!is_derived (rep_kind_person.fields[i].code) &&
        rep_kind_person.fields[i].type != REP_FIELD_LIST &&
        complete_field (known, said, &rep_kind_person.fields[i]))
      changed = TRUE;
  if (add_codes (&known->publics_yes, said->publics_yes & ~known->publics_no))
    changed = TRUE;
  if (add_codes (&known->publics_no, said->publics_no & ~known->publics_yes))
    changed = TRUE;
  return complete_situation (known, said) || changed;
}

static Youth *
enter_youth (Import *self, RepPerson *person, gboolean recorded)
{
  Youth *youth = g_new0 (Youth, 1);

  youth->person = person;
  youth->recorded = recorded;
  g_hash_table_insert (self->youths, &person->object.id, youth);
  g_ptr_array_add (self->order, youth);
  if (recorded)
    self->plan->persons_matched++;
  else
    self->plan->persons_new++;
  return youth;
}

/* The youth the row is about: one of the file, one recorded, or a new one. */
static Youth *
find_youth (Import *self, RepImportRow *row, GError **error)
{
  RepId id;
  gboolean alike;
  RepMatched matched = rep_matcher_find (self->matcher, row->person, &id, &alike);
  Youth *youth;
  RepPerson *person;

  if (matched == REP_MATCH_SEVERAL) {
    row->reason = REP_REJECT_PERSON_AMBIGUOUS;
    row->value = NULL;
    return NULL;
  }
  if (matched == REP_MATCH_NONE) {
    self->plan->alike += alike ? 1 : 0;
    rep_matcher_add (self->matcher, row->person);
    return enter_youth (self, g_steal_pointer (&row->person), FALSE);
  }
  youth = g_hash_table_lookup (self->youths, &id);
  if (youth == NULL) {
    person = rep_casebook_read (self->casebook, &id, error);
    if (person == NULL)
      return NULL;
    youth = enter_youth (self, person, TRUE);
  }
  if (complete (youth->person, row->person)) {
    youth->changed = TRUE;
    rep_profile_complete (self->casebook, youth->person);
  }
  return youth;
}

static gboolean
is_recorded_contact (Import *self, const RepId *person, const RepContact *contact)
{
  guint32 number = rep_casebook_number (self->casebook, &rep_kind_person, person);
  const GArray *links = rep_casebook_links (self->casebook);
  const GArray *contacts = rep_casebook_contacts (self->casebook);

  if (number == REP_NO_ROW)
    return FALSE;
  for (guint32 at =
           g_array_index (rep_casebook_persons (self->casebook), RepPersonRow, number).first_link;
       at != REP_NO_ROW; at = g_array_index (links, RepLink, at).next) {
    const RepContactRow *known =
        &g_array_index (contacts, RepContactRow, g_array_index (links, RepLink, at).contact);

    if (known->project == self->project && known->fact.date == contact->date &&
        known->fact.channel == contact->channel)
      return TRUE;
  }
  return FALSE;
}

static void
take_contact (Import *self, Youth *youth, RepImportRow *row)
{
  RepContact *contact = row->contact;
  const RepProject *project = self->request->project;
  char hex[REP_ID_HEX_SIZE];
  g_autofree char *meeting = NULL;

  if (contact == NULL)
    return;
  meeting = g_strdup_printf ("%s %u %u", rep_id_format (&youth->person->object.id, hex),
                             contact->date, contact->channel);
  if (g_hash_table_contains (self->meetings, meeting) ||
      (youth->recorded && is_recorded_contact (self, &youth->person->object.id, contact))) {
    self->plan->contacts_known++;
    return;
  }
  g_hash_table_add (self->meetings, g_steal_pointer (&meeting));
  if (contact->date >= project->start &&
      contact->date <= rep_project_end (project, rep_casebook_today (self->casebook)) &&
      (youth->first == 0 || contact->date < youth->first))
    youth->first = contact->date;
  contact->object.id = rep_id_random ();
  contact->import = self->plan->batch;
  rep_ids_add (&contact->persons, &youth->person->object.id);
  g_ptr_array_add (self->contacts, g_steal_pointer (&row->contact));
  self->plan->contacts++;
}

/* Errors of a row's values become the row's reason; others are the import's. */
static gboolean
is_of_row (Import *self, const GError *error, RepImportRow *row)
{
  static const struct {
    RepAppError code;
    guint8 reason;
  } reasons[] = {
    { REP_APP_ERROR_FUTURE_DATE, REP_REJECT_DATE_FUTURE },
    { REP_APP_ERROR_BAD_DATE, REP_REJECT_CONTRADICTION },
    { REP_APP_ERROR_BAD_NUMBER, REP_REJECT_NUMBER },
    { REP_APP_ERROR_BAD_TEXT, REP_REJECT_TEXT_LONG },
    { REP_APP_ERROR_MISSING, REP_REJECT_MISSING },
    { REP_APP_ERROR_CONTRADICTION, REP_REJECT_CONTRADICTION },
    { REP_APP_ERROR_UNKNOWN_PLACE, REP_REJECT_PLACE_UNKNOWN },
  };

  for (guint i = 0; error->domain == REP_APP_ERROR && i < G_N_ELEMENTS (reasons); i++)
    if (error->code == (int)reasons[i].code) {
      row->reason = reasons[i].reason;
      if (reasons[i].code == REP_APP_ERROR_CONTRADICTION)
        row->column = rep_row_reader_heading (self->reader, "contact.next_date");
      return TRUE;
    }
  return FALSE;
}

static gboolean
prepare (Import *self, RepImportRow *row, GError **error)
{
  RepIntake intake = { .contact = row->contact,
                       .person = row->person,
                       .situation = row->situation };

  if (row->contact == NULL)
    return rep_intake_prepare_person (self->casebook, row->person, row->situation, self->structure,
                                      rep_casebook_today (self->casebook), self->request->now,
                                      error);
  row->contact->project = self->request->project->object.id;
  return rep_intake_prepare (self->casebook, &intake, self->request->now, error);
}

static gboolean
take_row (Import *self, guint number, GError **error)
{
  g_auto (RepImportRow) row = { NULL };
  g_autoptr (GError) local = NULL;
  Youth *youth = NULL;

  rep_row_reader_read (self->reader, number, &row);
  if (row.reason == 0 && !prepare (self, &row, &local) && !is_of_row (self, local, &row)) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (row.reason == 0) {
    youth = find_youth (self, &row, error);
    if (youth == NULL && row.reason == 0)
      return FALSE;
  }
  if (youth != NULL)
    take_contact (self, youth, &row);
  else
    reject (self, number, &row);
  return TRUE;
}

/* REPERE moves with an earlier contact, and ages with it and with a birth day that is now known. */
static gboolean
set_ages (Import *self, Youth *youth)
{
  guint32 number =
      rep_casebook_number (self->casebook, &rep_kind_person, &youth->person->object.id);
  const GPtrArray *projects = rep_casebook_projects (self->casebook);
  gboolean changed = FALSE;

  for (guint i = 0; i < projects->len; i++) {
    const RepProject *project = g_ptr_array_index (projects, i);
    const RepEnrolment *enrolment =
        number != REP_NO_ROW ? rep_casebook_enrolment (self->casebook, number, i) : NULL;
    guint32 first = enrolment != NULL ? enrolment->stages.date[REP_STAGE_REPERE] : 0;
    gboolean moved =
        i == self->project && youth->first != 0 && (first == 0 || youth->first < first);

    if (project == NULL || (!moved && (first == 0 || !youth->changed)))
      continue;
    if (rep_profile_set_age (youth->person, &project->object.id, moved ? youth->first : first))
      changed = TRUE;
  }
  return changed;
}

static void
collect (Import *self)
{
  GPtrArray *objects = self->plan->objects;

  for (guint i = 0; i < self->order->len; i++) {
    Youth *youth = g_ptr_array_index (self->order, i);
    RepImportMark *mark;

    if (set_ages (self, youth))
      youth->changed = TRUE;
    if (youth->recorded && !youth->changed)
      continue;
    self->plan->persons_completed += youth->recorded ? 1 : 0;
    mark = rep_list_add (&youth->person->imports, &rep_kind_import_mark);
    mark->import = self->plan->batch;
    mark->revision = (gint32)youth->person->object.revision + 1;
    g_ptr_array_add (objects, g_steal_pointer (&youth->person));
  }
  for (guint i = 0; i < self->contacts->len; i++)
    g_ptr_array_add (objects, g_steal_pointer (&g_ptr_array_index (self->contacts, i)));
}

static RepImport *
describe (Import *self)
{
  const RepImportPlan *plan = self->plan;
  RepImport *record = rep_object_new (&rep_kind_import);

  record->object.id = plan->batch;
  record->object.compartment = (guint16)self->structure->identity_compartment;
  record->project = self->request->project->object.id;
  record->structure = self->structure->object.id;
  record->imported_at = self->request->now;
  record->imported_by = rep_vault_account (rep_casebook_vault (self->casebook))->id;
  record->rows = (gint32)plan->rows;
  record->persons_new = (gint32)plan->persons_new;
  record->persons_matched = (gint32)plan->persons_matched;
  record->contacts = (gint32)plan->contacts;
  record->rejected = (gint32)plan->rejects->len;
  if (self->request->source != NULL && g_utf8_validate (self->request->source, -1, NULL) &&
      g_utf8_strlen (self->request->source, -1) <= REP_TEXT_MAX)
    rep_text_set (&record->source, self->request->source);
  return record;
}

static gboolean
is_cancelled (const RepImportRequest *request, GError **error)
{
  if (request->cancellable == NULL || !g_cancellable_is_cancelled (request->cancellable))
    return FALSE;
  g_set_error (error, REP_DB_ERROR, REP_DB_ERROR_CANCELLED, "import");
  return TRUE;
}

static gboolean
take_rows (Import *self, GError **error)
{
  const RepImportRequest *request = self->request;
  guint n = rep_table_n_rows (request->table);

  self->plan->rows = n;
  for (guint i = 0; i < n; i++) {
    if (i % PROGRESS_EVERY == 0) {
      if (is_cancelled (request, error))
        return FALSE;
      if (request->progress != NULL)
        request->progress ((double)i / n, request->progress_data);
    }
    if (!take_row (self, i, error))
      return FALSE;
  }
  if (request->progress != NULL)
    request->progress (1, request->progress_data);
  return TRUE;
}

static gboolean
check_rights (Import *self, GError **error)
{
  const RepAccount *account = rep_vault_account (rep_casebook_vault (self->casebook));

  if (!rep_rights_may_act (account->role, REP_ACTION_IMPORT))
    return rep_app_error_set (error, REP_APP_ERROR_NOT_ALLOWED, NULL);
  self->structure = rep_intake_structure_of (self->casebook, self->request->project);
  if (self->structure == NULL)
    return rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_STRUCTURE, NULL);
  if (!rep_casebook_may_name (self->casebook, self->structure))
    return rep_app_error_set (error, REP_APP_ERROR_NO_IDENTITY_KEY, NULL);
  return TRUE;
}

static gboolean
plan_with (Import *self, GError **error)
{
  const RepImportRequest *request = self->request;
  const RepPlace *seat = rep_place_by_insee (request->project->lead_commune);
  g_autoptr (RepRowReader) reader =
      rep_row_reader_new (request->table, request->map, rep_casebook_today (self->casebook),
                          seat != NULL ? seat->departement : NULL);
  g_autoptr (RepMatcher) matcher = rep_matcher_new (self->casebook, request->cancellable, error);

  if (matcher == NULL)
    return FALSE;
  self->reader = reader;
  self->matcher = matcher;
  if (!take_rows (self, error))
    return FALSE;
  collect (self);
  if (self->plan->objects->len > 0)
    g_ptr_array_insert (self->plan->objects, 0, describe (self));
  return TRUE;
}

gboolean
rep_import_plan (RepCasebook *casebook,
                 const RepImportRequest *request,
                 RepImportPlan *plan,
                 GError **error)
{
  g_autoptr (GHashTable) youths = g_hash_table_new (hash_id, same_id);
  g_autoptr (GPtrArray) order = g_ptr_array_new_with_free_func (free_youth);
  g_autoptr (GPtrArray) contacts = g_ptr_array_new_with_free_func (rep_object_free);
  g_autoptr (GHashTable) meetings = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Import self = { .casebook = casebook,
                  .request = request,
                  .youths = youths,
                  .order = order,
                  .contacts = contacts,
                  .meetings = meetings,
                  .plan = plan };

  *plan = (RepImportPlan){ .objects = g_ptr_array_new_with_free_func (rep_object_free),
                           .rejects = g_array_new (FALSE, FALSE, sizeof (RepReject)),
                           .batch = rep_id_random () };
  if (!check_rights (&self, error) || !rep_import_map_check (request->map, request->table, error))
    return FALSE;
  self.project = rep_casebook_number (casebook, &rep_kind_project, &request->project->object.id);
  return plan_with (&self, error);
}

gboolean
rep_import_commit (RepCasebook *casebook, RepImportPlan *plan, gint64 now, GError **error)
{
  return plan->objects->len == 0 ||
         rep_casebook_commit_as (casebook, plan->objects, REP_ACTION_IMPORT, now, error);
}

void
rep_import_plan_clear (RepImportPlan *plan)
{
  g_clear_pointer (&plan->objects, g_ptr_array_unref);
  g_clear_pointer (&plan->rejects, g_array_unref);
}
