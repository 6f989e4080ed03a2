/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/domain/fold.h"
#include "crypto/secret.h"
#include "ui/pages/youth-names.h"

#define BATCH 24

typedef enum {
  SIGNAL_READ,
  N_SIGNALS,
} NamesSignal;

static guint signals[N_SIGNALS];

typedef struct {
  guint32 revision; /* of the record the name was read from */
  char *text;
} Name;

struct _RepYouthNames {
  GObject parent_instance;

  RepSession *session;
  GHashTable *names; /* RepId -> Name */
  GArray *wanted;    /* RepId, the latest wanted last */
  guint source;
  gboolean busy;
  guint generation; /* one more at each lock */
};

G_DEFINE_FINAL_TYPE (RepYouthNames, rep_youth_names, G_TYPE_OBJECT)

static void schedule (RepYouthNames *self);

void
rep_youth_name_free (gpointer name)
{
  if (name != NULL)
    rep_wipe (name, strlen (name));
  g_free (name);
}

static void
name_free (gpointer data)
{
  Name *name = data;

  rep_youth_name_free (name->text);
  g_free (name);
}

static const RepPersonRow *
find_row (RepCasebook *casebook, const RepId *id)
{
  guint32 number = rep_casebook_number (casebook, &rep_kind_person, id);

  return number == REP_NO_ROW
             ? NULL
             : &g_array_index (rep_casebook_persons (casebook), RepPersonRow, number);
}

char *
rep_youth_name_by_structure (RepCasebook *casebook, const RepId *id)
{
  const RepPersonRow *row = find_row (casebook, id);
  const GPtrArray *structures = rep_casebook_structures (casebook);
  const RepStructure *structure = row != NULL && row->structure < structures->len
                                      ? g_ptr_array_index (structures, row->structure)
                                      : NULL;

  if (structure == NULL || structure->name == NULL)
    return g_strdup (_ ("Young person"));
  /* Translators: %s is an organisation */
  return g_strdup_printf (_ ("Young person followed by %s"), structure->name);
}

char *
rep_youth_name_new (RepCasebook *casebook, const RepPerson *person)
{
  const char *last = person->usage_name != NULL ? person->usage_name : person->last_name;
  char *upper, *name;

  if (person->object.compartment == 0)
    return rep_youth_name_by_structure (casebook, &person->object.id);
  if (last == NULL && person->first_name == NULL) {
    if (person->pseudonym != NULL)
      return g_strdup_printf (_ ("“%s”"), person->pseudonym);
    return person->description != NULL ? g_strdup_printf (_ ("no name (%s)"), person->description)
                                       : g_strdup (_ ("no name"));
  }
  upper = last != NULL ? rep_fold_capitals (last) : NULL;
  name = g_strstrip (g_strjoin (" ", person->first_name != NULL ? person->first_name : "",
                                upper != NULL ? upper : "", NULL));
  rep_youth_name_free (upper);
  return name;
}

const char *
rep_youth_project_name (RepCasebook *casebook, guint16 project)
{
  const GPtrArray *projects = rep_casebook_projects (casebook);
  const RepProject *found = project < projects->len ? g_ptr_array_index (projects, project) : NULL;

  if (found == NULL)
    return "";
  return found->lead != NULL ? found->lead : found->code;
}

const char *
rep_youth_project_short_name (RepCasebook *casebook, guint16 project)
{
  static const char *const starts[] = { "Mission Locale des ",   "Mission Locale du ",
                                        "Mission Locale de la ", "Mission Locale de l’",
                                        "Mission Locale de ",    "Mission Locale d’",
                                        "Mission Locale " };
  const char *name = rep_youth_project_name (casebook, project);

  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    if (g_str_has_prefix (name, starts[i]))
      return name + strlen (starts[i]);
  return name;
}

static void
keep_name (RepYouthNames *self, const RepPerson *person)
{
  Name *name = g_new0 (Name, 1);

  name->revision = person->object.revision;
  name->text = rep_youth_name_new (rep_session_get_casebook (self->session), person);
  g_hash_table_replace (self->names, g_memdup2 (&person->object.id, sizeof (RepId)), name);
}

typedef struct {
  RepYouthNames *self;
  guint generation;
} Batch;

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autofree Batch *batch = data;
  g_autoptr (RepYouthNames) self = batch->self;
  g_autoptr (GPtrArray) persons = rep_session_read_finish (REP_SESSION (source), result, NULL);

  self->busy = FALSE;
  if (batch->generation == self->generation && persons != NULL) {
    for (guint i = 0; i < persons->len; i++)
      keep_name (self, g_ptr_array_index (persons, i));
    g_signal_emit (self, signals[SIGNAL_READ], 0);
  }
  schedule (self);
}

static gboolean
start_cb (gpointer data)
{
  RepYouthNames *self = data;
  guint n = MIN (self->wanted->len, BATCH);
  guint first = self->wanted->len - n;
  Batch *batch = g_new0 (Batch, 1);

  self->source = 0;
  self->busy = TRUE;
  batch->self = g_object_ref (self);
  batch->generation = self->generation;
  rep_session_read_async (self->session, &g_array_index (self->wanted, RepId, first), n, FALSE,
                          read_cb, batch);
  /* What scrolled past unread is asked for again by the rows still shown, at the signal. */
  g_array_set_size (self->wanted, 0);
  return G_SOURCE_REMOVE;
}

static void
schedule (RepYouthNames *self)
{
  if (!self->busy && self->source == 0 && self->wanted->len > 0)
    self->source = g_idle_add (start_cb, self);
}

static void
want (RepYouthNames *self, const RepId *id)
{
  for (guint i = 0; i < self->wanted->len; i++)
    if (rep_id_equal (&g_array_index (self->wanted, RepId, i), id))
      return;
  g_array_append_vals (self->wanted, id, 1);
  schedule (self);
}

static void
casebook_changed_cb (RepYouthNames *self)
{
  self->generation++;
  g_hash_table_remove_all (self->names);
  g_array_set_size (self->wanted, 0);
  g_clear_handle_id (&self->source, g_source_remove);
}

static void
rep_youth_names_finalize (GObject *object)
{
  RepYouthNames *self = REP_YOUTH_NAMES (object);

  g_clear_handle_id (&self->source, g_source_remove);
  g_hash_table_unref (self->names);
  g_array_unref (self->wanted);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (rep_youth_names_parent_class)->finalize (object);
}

static void
rep_youth_names_class_init (RepYouthNamesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rep_youth_names_finalize;

  signals[SIGNAL_READ] = g_signal_new ("read", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                       NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rep_youth_names_init (RepYouthNames *self)
{
  self->names = g_hash_table_new_full (rep_id_hash, rep_id_equal_func, g_free, name_free);
  self->wanted = g_array_new (FALSE, FALSE, sizeof (RepId));
}

RepYouthNames *
rep_youth_names_new (RepSession *session)
{
  RepYouthNames *self = g_object_new (REP_TYPE_YOUTH_NAMES, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "notify::casebook", G_CALLBACK (casebook_changed_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

const char *
rep_youth_names_get (RepYouthNames *names, const RepId *id)
{
  RepCasebook *casebook = rep_session_get_casebook (names->session);
  const RepPersonRow *row = casebook != NULL ? find_row (casebook, id) : NULL;
  Name *name;

  if (row == NULL)
    return NULL;
  name = g_hash_table_lookup (names->names, id);
  if (name == NULL && !rep_casebook_holds_names (casebook)) {
    name = g_new0 (Name, 1);
    name->revision = row->revision;
    name->text = rep_youth_name_by_structure (casebook, id);
    g_hash_table_replace (names->names, g_memdup2 (id, sizeof (RepId)), name);
  }
  if (name == NULL || name->revision < row->revision)
    want (names, id);
  return name != NULL ? name->text : NULL;
}
