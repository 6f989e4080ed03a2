/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/figures/picture.h"

#include <stdlib.h>
#include <string.h>

#include "app/casebook/doubles.h"
#include "app/figures/counters.h"
#include "app/figures/cube.h"
#include "app/figures/figures.h"
#include "app/figures/snapshot.h"

#define MANY 10000

typedef struct {
  RepCasebook *casebook;
  GPtrArray *lines;
  gboolean revisions;
} Painter;

static void G_GNUC_PRINTF (2, 3) draw (Painter *self, const char *format, ...)
{
  va_list words;

  va_start (words, format);
  g_ptr_array_add (self->lines, g_strdup_vprintf (format, words));
  va_end (words);
}

/* Ids of rows; some at a time. */
static const char *
id_of (Painter *self, const RepKind *kind, guint32 row)
{
  static char texts[8][REP_ID_HEX_SIZE];
  static guint next;
  char *text = texts[next++ % G_N_ELEMENTS (texts)];

  if (row == REP_NO_ROW)
    return "-";
  return rep_id_format (rep_casebook_id (self->casebook, kind, row), text);
}

static const char *
project_of (Painter *self, guint number)
{
  const RepProject *project = g_ptr_array_index (rep_casebook_projects (self->casebook), number);

  return project != NULL ? project->code : "-";
}

static const char *
structure_of (Painter *self, guint number)
{
  const GPtrArray *structures = rep_casebook_structures (self->casebook);

  return number < structures->len
             ? ((const RepStructure *)g_ptr_array_index (structures, number))->name
             : "-";
}

static gint
revision_of (Painter *self, guint32 revision)
{
  return self->revisions ? (gint)revision : revision != 0;
}

static void
draw_persons (Painter *self)
{
  const GArray *persons = rep_casebook_persons (self->casebook);
  const GArray *links = rep_casebook_links (self->casebook);

  for (guint32 i = 0; i < persons->len; i++) {
    const RepPersonRow *row = &g_array_index (persons, RepPersonRow, i);
    g_autofree char *id = g_strdup (id_of (self, &rep_kind_person, i));

    if (row->withdrawn)
      continue;
    draw (self, "person %s r%d %s type %u sex %u level %u known %u %u yes %lx no %lx age %d", id,
          revision_of (self, row->revision), structure_of (self, row->structure),
          row->identity_type, row->sex, row->level, row->known_ml, row->known_spe,
          (gulong)row->publics_yes, (gulong)row->publics_no, row->declared_age);
    draw (self, "person %s situation %u same as %s root %s", id, row->situation,
          id_of (self, &rep_kind_person, row->same_as),
          id_of (self, &rep_kind_person, rep_casebook_root (self->casebook, i)));
    /* what lies with who was joined to another is where nobody looks */
    for (guint32 at = row->same_as == REP_NO_ROW ? row->first_link : REP_NO_ROW; at != REP_NO_ROW;
         at = g_array_index (links, RepLink, at).next) {
      const RepLink *link = &g_array_index (links, RepLink, at);

      draw (self, "link %s has %s", id, id_of (self, &rep_kind_contact, link->contact));
    }
  }
}

static void
draw_contacts (Painter *self)
{
  const GArray *contacts = rep_casebook_contacts (self->casebook);

  for (guint32 i = 0; i < contacts->len; i++) {
    const RepContactRow *row = &g_array_index (contacts, RepContactRow, i);

    if (row->revision == 0) /* withdrawn */
      continue;
    draw (self, "contact %s r%d %s %s day %u minute %d reached %u mode %u outcomes %x why %u",
          id_of (self, &rep_kind_contact, i), revision_of (self, row->revision),
          project_of (self, row->project), structure_of (self, row->fact.structure), row->fact.date,
          row->fact.minute, row->fact.reached, row->fact.mode, row->fact.outcomes,
          row->out_of_target);
    draw (self, "contact %s channel %u at %ld tie %lx persons %u head %d",
          id_of (self, &rep_kind_contact, i), row->fact.channel, (long)row->fact.entered_at,
          (gulong)row->fact.tie, row->n_persons, row->headcount);
  }
}

static void
draw_parcours (Painter *self, const RepEnrolment *enrolment)
{
  const GArray *parcours = rep_casebook_parcours (self->casebook);
  guint n = 0;

  for (guint32 at = enrolment->first_parcours; at != REP_NO_ROW;
       at = g_array_index (parcours, RepParcoursRow, at).next) {
    const RepParcours *one = &g_array_index (parcours, RepParcoursRow, at).parcours;

    draw (self, "parcours %s %s %u from %u to %u exit %u",
          id_of (self, &rep_kind_person, enrolment->person), project_of (self, enrolment->project),
          n++, one->opened, one->left, one->exit);
  }
}

static void
draw_enrolments (Painter *self)
{
  const GArray *persons = rep_casebook_persons (self->casebook);
  guint n_projects = rep_casebook_projects (self->casebook)->len;

  for (guint32 i = 0; i < persons->len; i++)
    for (guint project = 0; project < n_projects; project++) {
      const RepEnrolment *found = rep_casebook_enrolment (self->casebook, i, project);
      const RepStages *stages = found != NULL ? &found->stages : NULL;

      if (found == NULL || stages->date[REP_STAGE_REPERE] == 0)
        continue;
      draw (self, "enrolled %s %s days %u %u %u %u %u %u a %u now %u entries %u out %d",
            id_of (self, &rep_kind_person, i), project_of (self, project), stages->date[1],
            stages->date[2], stages->date[3], stages->date[4], stages->date[5], stages->date[6],
            stages->repere_a, stages->current, stages->entries, stages->out_of_target);
      draw (self, "enrolled %s %s own %u %u %u %s age %d channel %u in target %d",
            id_of (self, &rep_kind_person, i), project_of (self, project), stages->own_first,
            stages->own_met, stages->own_mobilised, structure_of (self, found->structure),
            found->age, found->channel, found->in_target);
      draw_parcours (self, found);
    }
}

static void
draw_entries (Painter *self)
{
  const GArray *entries = rep_casebook_entries (self->casebook);

  for (guint32 i = 0; i < entries->len; i++) {
    const RepEntryRow *row = &g_array_index (entries, RepEntryRow, i);

    draw (self, "entry %s r%d of %s %s stage %u on %u exit %u",
          id_of (self, &rep_kind_stage_entry, i), revision_of (self, row->revision),
          id_of (self, &rep_kind_person, row->person), project_of (self, row->project),
          row->fact.stage, row->fact.date, row->fact.exit);
  }
}

static void
draw_pair (Painter *self, const char *what, guint32 a, guint32 b, const char *rest)
{
  const char *left = id_of (self, &rep_kind_person, a), *right = id_of (self, &rep_kind_person, b);
  gboolean turned = strcmp (left, right) > 0;

  draw (self, "%s %s %s %s", what, turned ? right : left, turned ? left : right, rest);
}

static void
draw_likenesses (Painter *self)
{
  const GArray *distinct = rep_casebook_distinct (self->casebook);
  g_autoptr (GArray) pairs = rep_doubles_list (self->casebook, MANY);

  for (guint i = 0; i < distinct->len; i++) {
    const RepDistinctRow *row = &g_array_index (distinct, RepDistinctRow, i);

    draw_pair (self, "distinct", row->a, row->b, row->withdrawn ? "no more" : "");
  }
  for (guint i = 0; i < pairs->len; i++) {
    const RepPair *pair = &g_array_index (pairs, RepPair, i);
    g_autofree char *rest = g_strdup_printf ("%.6f %x", pair->score, pair->why);

    draw_pair (self, "double", pair->a, pair->b, rest);
  }
}

static void
draw_found (Painter *self, const char *name)
{
  g_autoptr (GArray) found = rep_casebook_find (self->casebook, name, MANY);

  for (guint i = 0; i < found->len; i++) {
    const RepMatch *match = &g_array_index (found, RepMatch, i);

    draw (self, "found %s: %s %.6f %s", name, id_of (self, &rep_kind_person, match->person),
          match->score, rep_why_code (match->why));
  }
}

static void
draw_imports (Painter *self)
{
  const GPtrArray *imports = rep_casebook_imports (self->casebook);
  char hex[REP_ID_HEX_SIZE];

  for (guint i = 0; self->revisions && i < imports->len; i++) {
    const RepImport *import = g_ptr_array_index (imports, i);

    draw (self, "import %s new %d undone %ld kept %d", rep_id_format (&import->object.id, hex),
          import->persons_new, (long)import->undone_at, import->kept);
  }
}

static void
draw_cells (Painter *self, const RepFacts *table, const RepPeriod *period, const char *dimension)
{
  char *names[] = { (char *)dimension, NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (RepCube) cube = rep_cube_new (table, names, period, &error);
  char quarter[REP_QUARTER_TEXT_SIZE];

  g_assert_no_error (error);
  for (guint i = 0; i < REP_N_CUBE_TABLES; i++)
    for (guint cell = 0; cube->cells[i] != NULL && cell < cube->n_cells; cell++) {
      g_autofree char *label = rep_dimension_label (&cube->dimensions[0], table, cell);

      if (cube->cells[i][cell] != 0)
        draw (self, "cell %s %s %s %s %s: %u", table->project->code,
              rep_quarter_format (period->from, quarter), rep_cube_tables[i].id, dimension, label,
              cube->cells[i][cell]);
    }
}

static void
draw_quarter (Painter *self, const RepFacts *table, const RepPeriod *period)
{
  char quarter[REP_QUARTER_TEXT_SIZE];
  RepFigures figures;

  rep_figures (table, period, &figures);
  for (guint i = 0; i < REP_N_INDICATORS; i++)
    draw (self, "figure %s %s %s %.9g cumulative %.9g", table->project->code,
          rep_quarter_format (period->from, quarter), rep_indicators[i].id,
          figures.figures[i].value, figures.figures[i].cumulative);
  for (guint i = 0; rep_counted_dimensions[i] != NULL; i++)
    draw_cells (self, table, period, rep_counted_dimensions[i]);
}

static void
draw_figures (Painter *self)
{
  const GPtrArray *projects = rep_casebook_projects (self->casebook);

  for (guint i = 0; i < projects->len; i++) {
    g_autoptr (RepFacts) table = rep_facts_new (self->casebook, i, NULL);
    RepPeriod whole = rep_figures_whole (table->project);
    char digest[REP_SNAPSHOT_TEXT_SIZE];
    RepSnapshot snapshot;

    rep_snapshot (self->casebook, i, &snapshot, NULL);
    draw (self, "snapshot %s %s", table->project->code, rep_snapshot_format (&snapshot, digest));
    for (guint32 day = whole.from; day <= whole.to; day = rep_quarter_of (day).to + 1) {
      RepPeriod quarter = rep_quarter_of (day);

      draw_quarter (self, table, &quarter);
    }
  }
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

char *
picture (RepCasebook *casebook, const char *const *names, gboolean revisions)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  Painter self = { casebook, lines, revisions };

  draw_persons (&self);
  draw_contacts (&self);
  draw_enrolments (&self);
  draw_entries (&self);
  draw_likenesses (&self);
  draw_imports (&self);
  draw_figures (&self);
  for (guint i = 0; names[i] != NULL; i++)
    draw_found (&self, names[i]);
  g_ptr_array_sort (lines, compare_lines);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **)lines->pdata);
}

void
picture_assert_same (const char *a, const char *b, const char *when)
{
  g_auto (GStrv) left = g_strsplit (a, "\n", -1), right = g_strsplit (b, "\n", -1);

  for (guint i = 0;; i++) {
    if (g_strcmp0 (left[i], right[i]) != 0)
      g_error ("%s: “%s” became “%s”", when, left[i] != NULL ? left[i] : "(nothing)",
               right[i] != NULL ? right[i] : "(nothing)");
    if (left[i] == NULL)
      return;
  }
}
