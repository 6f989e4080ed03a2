/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/casebook/intake.h"
#include "app/domain/day.h"
#include "app/domain/fold.h"
#include "app/error.h"
#include "db/vault-accounts.h"
#include "app/demo/demo-youth.h"
#include "app/demo/demo.h"
#include "app/exchange/json.h"
#include "app/rep-projects-resources.h"

#define SHEET_PATH "/org/reperes/Reperes/data/projects/%s.json"
#define MAX_BATCH 500
#define PAUSE_HEALTH_CRISIS 1

/* A project of the demonstration: how well it goes, in percent of the youths time would want. */
typedef struct {
  const char *code;
  guint rhythm;
} Sheet;

static const Sheet sheets[] = {
  { "charleville-mezieres", 104 }, { "reims", 94 }, { "pays-messin", 105 }, { "molsheim", 85 },
  { "val-de-lorraine", 110 },
};

static RepProject *
read_sheet (const char *code, GError **error)
{
  g_autofree char *path = g_strdup_printf (SHEET_PATH, code);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (rep_projects_get_resource (), path,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (JsonParser) parser = json_parser_new ();
  RepProject *project;

  if (bytes == NULL ||
      !json_parser_load_from_data (parser, g_bytes_get_data (bytes, NULL),
                                   (gssize)g_bytes_get_size (bytes), NULL) ||
      !JSON_NODE_HOLDS_OBJECT (json_parser_get_root (parser))) {
    rep_app_error_set (error, REP_APP_ERROR_BAD_FILE, code);
    return NULL;
  }
  project = rep_object_new (&rep_kind_project);
  if (rep_json_read (&project->object, json_node_get_object (json_parser_get_root (parser)), error))
    return project;

  rep_object_free (project);
  return NULL;
}

GPtrArray *
rep_demo_projects (GError **error)
{
  g_autoptr (GPtrArray) projects = g_ptr_array_new_with_free_func (rep_object_free);

  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++) {
    RepProject *project = read_sheet (sheets[i].code, error);

    if (project == NULL)
      return NULL;
    g_ptr_array_add (projects, project);
  }
  return g_steal_pointer (&projects);
}

/* What is written, at most MAX_BATCH records at a time. */
typedef struct {
  RepCasebook *casebook;
  gint64 now;
  GPtrArray *objects;
  RepDemoRandom random;
  RepDemoCounts counts;
} Filling;

static gboolean
flush (Filling *self, GError **error)
{
  gboolean saved = self->objects->len == 0 ||
                   rep_casebook_save (self->casebook, self->objects, self->now, error);

  g_ptr_array_set_size (self->objects, 0);
  return saved;
}

/* Makes room for one more youth with all that happened. */
static gboolean
make_room (Filling *self, GError **error)
{
  return self->objects->len + 1 + REP_DEMO_MAX_EVENTS <= MAX_BATCH || flush (self, error);
}

static gboolean
check_empty (RepCasebook *casebook, GError **error)
{
  if (rep_casebook_projects (casebook)->len > 0 || rep_casebook_persons (casebook)->len > 0)
    return rep_app_error_set (error, REP_APP_ERROR_NOT_EMPTY, NULL);
  if (rep_vault_account (rep_casebook_vault (casebook))->role < REP_ROLE_MANAGER)
    return rep_app_error_set (error, REP_APP_ERROR_NOT_ALLOWED, NULL);
  return TRUE;
}

/* Written first, so that whatever follows is never taken for real. */
static void
add_settings (Filling *self, guint32 until)
{
  RepSettings *settings = rep_object_new (&rep_kind_settings);

  settings->object.id = rep_demo_id (&self->random);
  settings->demo_today = until;
  g_ptr_array_add (self->objects, settings);
}

/* Whether a record of this name is still to be made. */
static gboolean
is_new (GHashTable *known, const char *name)
{
  return g_hash_table_add (known, rep_fold_dup (name));
}

static gboolean
add_structure (Filling *self, const char *name, GError **error)
{
  RepStructure *structure;
  guint16 compartment;

  if (!rep_vault_add_structure (rep_casebook_vault (self->casebook), self->now, &compartment,
                                error))
    return FALSE;
  structure = rep_object_new (&rep_kind_structure);
  structure->object.id = rep_demo_id (&self->random);
  rep_text_set (&structure->name, name);
  structure->identity_compartment = compartment;
  g_ptr_array_add (self->objects, structure);
  return TRUE;
}

static void
add_partner (Filling *self, const RepMember *member)
{
  RepPartner *partner = rep_object_new (&rep_kind_partner);

  partner->object.id = rep_demo_id (&self->random);
  rep_text_set (&partner->name, member->name);
  partner->partner_kind = member->kind;
  g_ptr_array_add (self->objects, partner);
}

/* The intake would make these with random ids; under ids from the seed it finds them by name. */
static gboolean
add_organisations (Filling *self, const GPtrArray *projects, GError **error)
{
  g_autoptr (GHashTable) structures = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) partners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < projects->len; i++) {
    const RepProject *project = g_ptr_array_index (projects, i);

    for (guint j = 0; project->structures != NULL && j < project->structures->len; j++) {
      const RepProjectStructure *entry = g_ptr_array_index (project->structures, j);

      if (is_new (structures, entry->name) && !add_structure (self, entry->name, error))
        return FALSE;
    }
    for (guint j = 0; project->consortium != NULL && j < project->consortium->len; j++) {
      const RepMember *member = g_ptr_array_index (project->consortium, j);

      if (is_new (partners, member->name))
        add_partner (self, member);
    }
  }
  return flush (self, error);
}

static gboolean
add_project (Filling *self, RepProject *project, GError **error)
{
  RepPause *pause = rep_list_add (&project->pauses, &rep_kind_pause);

  pause->from = rep_day_from_ymd (2020, 3, 17);
  pause->to = rep_day_from_ymd (2020, 5, 10);
  pause->reason = PAUSE_HEALTH_CRISIS;
  project->object.id = rep_demo_id (&self->random);
  if (!rep_intake_project (self->casebook, project, self->now, error))
    return FALSE;
  self->counts.projects++;
  return TRUE;
}

static guint
target_of (const RepProject *project, guint32 until)
{
  const RepTarget *target = project->start <= until ? rep_project_target (project, until) : NULL;

  return target != NULL ? (guint)MAX (target->value, 0) : 0;
}

/* As many as time would want, each project at its own rhythm. */
static guint
elapsed_share (const RepProject *project, guint rhythm, guint32 until)
{
  guint32 end = rep_project_end (project, until);
  guint64 days = MIN (until, end) - project->start + 1;
  guint64 all = (guint64)(end - project->start + 1) * 100;

  return (guint)((target_of (project, until) * days * rhythm + all / 2) / all);
}

/* Shares @persons out by targets, so that the shares add up. */
static void
share_out (const GPtrArray *projects, const RepDemoSetup *setup, guint *shares)
{
  guint64 all = 0, upto = 0;

  for (guint i = 0; i < projects->len; i++)
    all += target_of (g_ptr_array_index (projects, i), setup->until);
  for (guint i = 0; i < projects->len; i++) {
    const RepProject *project = g_ptr_array_index (projects, i);
    guint target = target_of (project, setup->until);

    if (target == 0)
      shares[i] = 0;
    else if (setup->persons == 0)
      shares[i] = elapsed_share (project, sheets[i].rhythm, setup->until);
    else
      shares[i] = (guint)(((upto + target) * setup->persons + all / 2) / all -
                          (upto * setup->persons + all / 2) / all);
    upto += target;
  }
}

static RepContact *
new_headcount (const RepDemoTeller *teller, const RepOuting *outing)
{
  RepContact *contact = rep_object_new (&rep_kind_contact);

  contact->object.id = rep_demo_id (teller->random);
  contact->object.compartment = outing->object.compartment;
  contact->project = outing->project;
  contact->structure = outing->structure;
  contact->date = outing->date;
  contact->channel = outing->channel;
  contact->direction = 1;
  contact->outing = outing->object.id;
  contact->place_type = outing->place_type;
  memcpy (contact->place, outing->place, sizeof contact->place);
  contact->headcount = outing->headcount;
  contact->entered_at = outing->entered_at;
  contact->entered_by = outing->entered_by;
  return contact;
}

/* An outing was for everybody met there, named or not; sometimes there was nobody. */
static gboolean
add_outings (Filling *self, const RepDemoTeller *teller, GError **error)
{
  RepDemoPlan *plan = teller->plan;
  RepDemoRandom *random = teller->random;

  for (guint i = 0; i < plan->outings->len; i++) {
    RepOuting *outing = g_steal_pointer (&g_ptr_array_index (plan->outings, i));
    guint named = g_array_index (plan->met, guint, i);

    outing->headcount =
        (gint32)(named +
                 (named > 0 || rep_demo_chance (random, 45) ? rep_demo_draw (random, 9) : 0));
    outing->entered_at = rep_demo_entered (teller, outing->date);
    outing->entered_by = teller->account;
    g_ptr_array_add (self->objects, outing);
    if (outing->headcount > (gint32)named && rep_demo_chance (random, 25)) {
      g_ptr_array_add (self->objects, new_headcount (teller, outing));
      self->counts.contacts++;
    }
    if (!make_room (self, error))
      return FALSE;
  }
  return flush (self, error);
}

static gboolean
add_youths (Filling *self, const char *code, guint persons, guint32 until, GError **error)
{
  const RepProject *project = rep_casebook_project_by_code (self->casebook, code, NULL);
  g_autoptr (RepDemoPlan) plan =
      rep_demo_plan_new (self->casebook, project, persons, until, &self->random);
  RepDemoTeller teller = { .casebook = self->casebook,
                           .plan = plan,
                           .random = &self->random,
                           .account = rep_vault_account (rep_casebook_vault (self->casebook))->id };

  for (guint i = 0; i < persons; i++) {
    if (!make_room (self, error))
      return FALSE;
    self->counts.contacts += rep_demo_youth (&teller, self->objects);
    self->counts.persons++;
  }
  return flush (self, error) && add_outings (self, &teller, error);
}

static gboolean
fill (Filling *self, const GPtrArray *projects, const RepDemoSetup *setup, GError **error)
{
  guint shares[G_N_ELEMENTS (sheets)];

  share_out (projects, setup, shares);
  add_settings (self, setup->until);
  if (!add_organisations (self, projects, error))
    return FALSE;
  for (guint i = 0; i < projects->len; i++)
    if (!add_project (self, g_ptr_array_index (projects, i), error))
      return FALSE;
  for (guint i = 0; i < projects->len; i++)
    if (shares[i] > 0 && !add_youths (self, sheets[i].code, shares[i], setup->until, error))
      return FALSE;
  return TRUE;
}

static gboolean
check_until (const GPtrArray *projects, guint32 until, GError **error)
{
  char text[REP_DAY_TEXT_SIZE];

  for (guint i = 0; g_date_valid_julian (until) && i < projects->len; i++)
    if (((const RepProject *)g_ptr_array_index (projects, i))->start <= until)
      return TRUE;
  return rep_app_error_set (error, REP_APP_ERROR_BAD_DATE, rep_day_format (until, text));
}

gboolean
rep_demo_fill (RepCasebook *casebook,
               const RepDemoSetup *setup,
               gint64 now,
               RepDemoCounts *counts,
               GError **error)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (rep_object_free);
  g_autoptr (GPtrArray) projects = NULL;
  Filling filling = { .casebook = casebook, .now = now, .objects = objects };

  if (!check_empty (casebook, error))
    return FALSE;
  projects = rep_demo_projects (error);
  if (projects == NULL || !check_until (projects, setup->until, error))
    return FALSE;

  rep_demo_random_seed (&filling.random, setup->seed);
  if (!fill (&filling, projects, setup, error))
    return FALSE;
  filling.counts.today = setup->until;
  *counts = filling.counts;
  return TRUE;
}
