/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/release/counts.h"

#include <string.h>

#include "app/error.h"
#include "app/figures/count.h"
#include "app/figures/counters.h"
#include "app/figures/dimension.h"

#define MAJORITY 18

/* A dimension of the files, and the same in the figures. */
static const struct {
  const char *id;
  const char *figures;
} names[] = {
  { "sexe", "sex" },           { "tranche_age", "age" },     { "zone", "zone" },
  { "canal", "family" },       { "structure", "structure" }, { "connu", "known" },
  { "niveau", "level_group" },
};

/* Publics that another dimension carries already: the same youths would be rounded twice. */
static const char *const carried[] = { "MINEUR", "QPV", "RURAL" };

static const char *const indicators[REP_RELEASE_STAGES] = { "I3a", "I4", "I5", "I6", "I7" };
static const guint stage_days[REP_RELEASE_STAGES] = { 0, REP_STAGE_CONTACTE, REP_STAGE_RENCONTRE,
                                                      REP_STAGE_MOBILISE, REP_STAGE_ACCOMPAGNE };

static gboolean
is_carried (const char *public)
{
  for (guint i = 0; i < G_N_ELEMENTS (carried); i++)
    if (g_ascii_strcasecmp (public, carried[i]) == 0)
      return TRUE;
  return FALSE;
}

GStrv
rep_counts_usual_tables (const RepProject *project)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  g_strv_builder_add_many (builder, "sexe", "tranche_age", NULL);
  for (guint i = 0; i < rep_vocabulary_public.n_terms; i++) {
    const RepTerm *term = &rep_vocabulary_public.terms[i];
    g_autofree char *id = g_strconcat ("public:", term->code, NULL);

    if ((project->audience >> term->number & 1) != 0 && !is_carried (term->code))
      g_strv_builder_add (builder, id);
  }
  g_strv_builder_add_many (builder, "zone", "canal", NULL);
  if (project->structures != NULL && project->structures->len > 1)
    g_strv_builder_add (builder, "structure");
  g_strv_builder_add (builder, "connu");
  return g_strv_builder_end (builder);
}

/* Returns: (nullable): the name of the dimension @id in the figures. */
static const char *
figures_name (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i].id, id) == 0)
      return names[i].figures;
  if (g_str_has_prefix (id, "public:") && !is_carried (id + strlen ("public:")))
    return id;
  return NULL;
}

static gboolean
is_apart (const RepDimension *dimension)
{
  const RepTerm *public = rep_vocabulary_by_number (&rep_vocabulary_public, dimension->public);

  if (dimension->number == REP_DIMENSION_AGE)
    return dimension->bounds[0] < MAJORITY;
  return public != NULL && public->sensitive;
}

/* Of structures only those of the project; everyone else's are not recorded. */
static gboolean
is_published (const RepFacts *table, const RepDimension *dimension, guint category)
{
  const RepStructure *structure;
  const GPtrArray *own = table->project->structures;

  if (dimension->number != REP_DIMENSION_STRUCTURE)
    return TRUE;
  structure = g_ptr_array_index (rep_casebook_structures (table->casebook), category - 1);
  for (guint i = 0; structure != NULL && own != NULL && i < own->len; i++) {
    const RepProjectStructure *candidate = g_ptr_array_index (own, i);

    if (rep_id_equal (&candidate->structure, &structure->object.id))
      return TRUE;
  }
  return FALSE;
}

/* Adds the dimension @id unless it is there. Returns: its number, −1 when it cannot be published.
 */
static gint
declare_dimension (const RepFacts *table, const char *id, RepPublished *published, GArray *plain)
{
  RepReleaseDimension of = { 0 };
  RepPublishedDimension *named;
  RepDimension dimension;

  for (guint i = 0; i < published->dimensions->len; i++)
    if (strcmp (rep_published_dimension_id (published, (gint)i), id) == 0)
      return (gint)i;
  if (figures_name (id) == NULL || plain->len >= REP_RELEASE_MAX_DIMENSIONS)
    return -1;
  if (!rep_dimension_parse (table, figures_name (id), &dimension)) {
    rep_dimension_clear (&dimension);
    return -1;
  }
  named = rep_published_add_dimension (published, id);
  for (guint category = 1; category < dimension.n; category++)
    if (is_published (table, &dimension, category))
      g_ptr_array_add (named->modalities, rep_dimension_label (&dimension, table, category));
  g_ptr_array_add (named->modalities, g_strdup ("NR"));
  of.n = of.not_recorded = (guint8)MIN (named->modalities->len, G_MAXUINT8);
  of.apart = is_apart (&dimension);
  rep_dimension_clear (&dimension);
  g_array_append_val (plain, of);
  return (gint)plain->len - 1;
}

static gboolean
declare_table (const RepFacts *table,
               const char *id,
               RepPublished *published,
               GArray *dimensions,
               GArray *tables,
               GError **error)
{
  g_auto (GStrv) parts = g_strsplit (id, "+", 3);
  RepReleaseTable of = { -1, -1 };
  guint n = g_strv_length (parts);

  if (n < 1 || n > 2)
    return rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_CODE, id);
  of.first = (gint8)declare_dimension (table, parts[0], published, dimensions);
  if (n == 2)
    of.second = (gint8)declare_dimension (table, parts[1], published, dimensions);
  if (of.first < 0 || (n == 2 && of.second < 0))
    return rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_CODE, id);
  if (n == 2 && of.second < of.first)
    of = (RepReleaseTable){ of.second, of.first };
  g_array_append_val (tables, of);
  return TRUE;
}

gboolean
rep_counts_declare (const RepFacts *table, char **tables, RepPublished *published, GError **error)
{
  g_autoptr (GArray) dimensions = g_array_new (FALSE, FALSE, sizeof (RepReleaseDimension));
  g_autoptr (GArray) declared = g_array_new (FALSE, FALSE, sizeof (RepReleaseTable));

  for (guint i = 0; tables[i] != NULL; i++)
    if (!declare_table (table, tables[i], published, dimensions, declared, error))
      return FALSE;
  published->structure = rep_release_structure_new (
      REP_RELEASE_STAGES, (const RepReleaseDimension *)(gpointer)dimensions->data, dimensions->len,
      (const RepReleaseTable *)(gpointer)declared->data, declared->len);
  return published->structure != NULL ||
         rep_app_error_set (error, REP_APP_ERROR_CONTRADICTION, "tables");
}

/* A dimension with the modality of each category, by their codes: what the first release did not
 * have is not recorded. */
typedef struct {
  RepDimension of;
  GArray *modalities; /* guint8, by category */
} RepCountedDimension;

static void
clear_counted (gpointer data)
{
  RepCountedDimension *dimension = data;

  rep_dimension_clear (&dimension->of);
  g_array_unref (dimension->modalities);
}

static guint8
modality_of (const RepPublishedDimension *named, const char *code)
{
  guint place;

  if (g_ptr_array_find_with_equal_func (named->modalities, code, g_str_equal, &place))
    return (guint8)(place + 1);
  return (guint8)named->modalities->len;
}

static GArray *
open_dimensions (const RepFacts *table, const RepPublished *published)
{
  GArray *counted = g_array_new (FALSE, TRUE, sizeof (RepCountedDimension));

  g_array_set_clear_func (counted, clear_counted);
  for (guint i = 0; i < published->dimensions->len; i++) {
    const RepPublishedDimension *named = g_ptr_array_index (published->dimensions, i);
    RepCountedDimension dimension = { .modalities = g_array_new (FALSE, FALSE, 1) };

    if (rep_dimension_parse (
            table, figures_name (named->id) != NULL ? figures_name (named->id) : "", &dimension.of))
      for (guint category = 0; category < dimension.of.n; category++) {
        g_autofree char *code = rep_dimension_label (&dimension.of, table, category);
        guint8 modality = modality_of (named, category == 0 ? "NR" : code);

        g_array_append_val (dimension.modalities, modality);
      }
    g_array_append_val (counted, dimension);
  }
  return counted;
}

static guint8
modality_of_subject (const RepCountedDimension *dimension, const RepSubject *subject)
{
  guint category = rep_dimension_of_subject (&dimension->of, subject);

  return category < dimension->modalities->len
             ? g_array_index (dimension->modalities, guint8, category)
             : g_array_index (dimension->modalities, guint8, 0);
}

static gboolean
is_in (const RepReleaseCell *cell, const guint8 *modalities)
{
  for (guint i = 0; i < 2; i++)
    if (cell->dimension[i] >= 0 && modalities[cell->dimension[i]] != cell->modality[i])
      return FALSE;
  return TRUE;
}

static void
add_subject (const RepFacts *table,
             const RepPublished *published,
             const GArray *dimensions,
             const RepSubject *subject,
             guint32 to,
             gint32 *cells)
{
  guint8 modalities[REP_RELEASE_MAX_DIMENSIONS];

  for (guint i = 0; i < dimensions->len; i++)
    modalities[i] =
        modality_of_subject (&g_array_index (dimensions, RepCountedDimension, i), subject);
  for (guint i = 0; i < published->structure->cells->len; i++) {
    const RepReleaseCell *cell = rep_release_cell (published->structure, i);
    guint32 day = subject->day[stage_days[cell->stage]];

    if (day != 0 && day <= to && is_in (cell, modalities))
      cells[i]++;
  }
}

/* Erased youths are kept as sums, by one dimension. */
static void
add_erased (const RepFacts *table,
            const RepPublished *published,
            const GArray *dimensions,
            guint32 to,
            RepCounts *counts)
{
  const RepPeriod since = { table->start, to };

  for (guint i = 0; i < published->structure->cells->len; i++) {
    const RepReleaseCell *cell = rep_release_cell (published->structure, i);
    const char *indicator = indicators[cell->stage];

    if (cell->dimension[0] < 0)
      counts->cells[i] +=
          (gint32)rep_counters_get (table->casebook, table->number, indicator, NULL, NULL, &since);
    else if (cell->dimension[1] < 0) {
      const RepCountedDimension *dimension =
          &g_array_index (dimensions, RepCountedDimension, cell->dimension[0]);

      for (guint category = 0; category < dimension->modalities->len; category++) {
        g_autofree char *label = rep_dimension_label (&dimension->of, table, category);

        if (g_array_index (dimension->modalities, guint8, category) == cell->modality[0])
          counts->cells[i] += (gint32)rep_counters_get (table->casebook, table->number, indicator,
                                                        dimension->of.name, label, &since);
      }
    }
  }
}

/* Tables whose sums hold in the true counts, as they do but for the erased in crossed ones. */
static guint64
whole_tables (const RepReleaseStructure *structure, const gint32 *cells)
{
  guint64 whole =
      structure->tables->len == 64 ? ~(guint64)0 : ((guint64)1 << structure->tables->len) - 1;

  for (guint i = 0; i < structure->sums->len; i++) {
    const RepReleaseSum *sum = &g_array_index (structure->sums, RepReleaseSum, i);
    gint32 left = cells[sum->parent];

    for (guint c = 0; c < sum->n; c++)
      left -= cells[g_array_index (structure->children, guint, sum->first + c)];
    if (left != 0)
      whole &= ~sum->tables;
  }
  return whole;
}

static void
count_activity (const RepFacts *table, guint32 to, gint32 activity[REP_N_PUBLISHED_ACTIVITIES])
{
  const GArray *outings = rep_casebook_outings (table->casebook);
  const RepPeriod since = { table->start, to };
  RepCounted counted = { 0 };

  rep_figures_count (table, &since, &counted);
  activity[REP_PUBLISHED_CONTACTS] = (gint32)counted.cumulative[REP_I1_REACHED];
  activity[REP_PUBLISHED_HEADCOUNT] = (gint32)counted.cumulative[REP_I2];
  activity[REP_PUBLISHED_OUTINGS] = 0;
  for (guint i = 0; i < outings->len; i++) {
    const RepOutingRow *outing = &g_array_index (outings, RepOutingRow, i);

    if (outing->revision != 0 && outing->project == table->number && outing->date >= table->start &&
        outing->date <= to)
      activity[REP_PUBLISHED_OUTINGS]++;
  }
}

void
rep_counts (const RepFacts *table, const RepPublished *published, guint32 to, RepCounts *counts)
{
  g_autoptr (GArray) dimensions = open_dimensions (table, published);

  counts->cells = g_new0 (gint32, published->structure->cells->len);
  for (guint i = 0; i < table->subjects->len; i++) {
    const RepSubject *subject = &g_array_index (table->subjects, RepSubject, i);

    if (subject->counts)
      add_subject (table, published, dimensions, subject, to, counts->cells);
  }
  add_erased (table, published, dimensions, to, counts);
  counts->whole = whole_tables (published->structure, counts->cells);
  count_activity (table, to, counts->activity);
}

void
rep_counts_clear (RepCounts *counts)
{
  g_clear_pointer (&counts->cells, g_free);
}
