/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/import-persons.h"
#include "app/error.h"

typedef struct {
  RepCasebook *casebook;
  const RepId *import;
  GHashTable *seen; /* rows */
  GArray *rows;
} Search;

static void
add (Search *search, const RepId *id)
{
  guint32 row = rep_casebook_number (search->casebook, &rep_kind_person, id);

  if (row == REP_NO_ROW)
    return;
  row = rep_casebook_root (search->casebook, row);
  if (g_hash_table_add (search->seen, GUINT_TO_POINTER (row)))
    g_array_append_val (search->rows, row);
}

static void
see_person (Search *search, const RepPerson *person)
{
  if (person->withdrawn || person->imports == NULL)
    return;
  for (guint i = 0; i < person->imports->len; i++)
    if (rep_id_equal (&((const RepImportMark *)g_ptr_array_index (person->imports, i))->import,
                      search->import))
      add (search, &person->object.id);
}

static void
see_contact (Search *search, const RepContact *contact)
{
  if (contact->withdrawn || contact->persons == NULL ||
      !rep_id_equal (&contact->import, search->import))
    return;
  for (guint i = 0; i < contact->persons->len; i++)
    add (search, &g_array_index (contact->persons, RepId, i));
}

static gboolean
see_record (const RepRecord *record, gpointer data, GError **error)
{
  g_autoptr (GError) local = NULL;
  RepObject *object;

  if (record->kind != rep_kind_person.number && record->kind != rep_kind_contact.number)
    return TRUE;
  object = rep_casebook_open (((Search *)data)->casebook, record, &local);
  if (local != NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (object == NULL)
    return TRUE;
  if (object->kind == &rep_kind_person)
    see_person (data, (const RepPerson *)object);
  else
    see_contact (data, (const RepContact *)object);
  rep_object_free (object);
  return TRUE;
}

GArray *
rep_import_persons (RepCasebook *casebook, const RepId *import, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) rows = g_array_new (FALSE, FALSE, sizeof (guint32));
  Search search = { casebook, import, seen, rows };
  char hex[REP_ID_HEX_SIZE];
  gboolean intact;

  if (rep_casebook_number (casebook, &rep_kind_import, import) == REP_NO_ROW) {
    rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_IMPORT, rep_id_format (import, hex));
    return NULL;
  }
  if (!rep_vault_scan (rep_casebook_vault (casebook), see_record, &search, &intact, error))
    return NULL;
  return g_steal_pointer (&rows);
}
