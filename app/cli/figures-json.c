/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>

#include "app/cli/figures-json.h"
#include "app/domain/day.h"
#include "app/exchange/json.h"

#define WHOLE_MAX 9007199254740992.0 /* up to 2^53 every whole number is one */

void
rep_figures_add_number (JsonBuilder *builder, double value)
{
  if (isnan (value))
    json_builder_add_null_value (builder);
  else if (fabs (value) < WHOLE_MAX && fabs (value - round (value)) <= 0)
    json_builder_add_int_value (builder, (gint64)value);
  else
    json_builder_add_double_value (builder, value);
}

static void
member (JsonBuilder *builder, const char *name, double value)
{
  json_builder_set_member_name (builder, name);
  rep_figures_add_number (builder, value);
}

static void
add_period (JsonBuilder *builder, const RepReport *report, const char *label)
{
  json_builder_set_member_name (builder, "period");
  json_builder_begin_object (builder);
  rep_cli_member_text (builder, "label", label);
  rep_cli_member_day (builder, "from", report->figures.period.from);
  rep_cli_member_day (builder, "to", report->figures.period.to);
  rep_cli_member_bool (builder, "closed", report->closing != NULL);
  if (report->figures.covered.from <= report->figures.covered.to) {
    rep_cli_member_day (builder, "covered_from", report->figures.covered.from);
    rep_cli_member_day (builder, "covered_to", report->figures.covered.to);
  }
  json_builder_end_object (builder);
}

static void
add_revisions (JsonBuilder *builder, const RepRevised *revised)
{
  json_builder_set_member_name (builder, "revisions");
  json_builder_begin_array (builder);
  for (guint kind = 0; revised != NULL && kind < REP_N_REVISIONS; kind++) {
    if (fabs (revised->delta[kind]) < 1e-12)
      continue;
    json_builder_begin_object (builder);
    rep_cli_member_text (builder, "kind", rep_revision_code (kind));
    member (builder, "delta", revised->delta[kind]);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

static void
add_indicators (JsonBuilder *builder, const RepReport *report)
{
  json_builder_set_member_name (builder, "indicators");
  json_builder_begin_array (builder);
  for (guint i = 0; i < REP_N_INDICATORS; i++) {
    const RepFigure *figure = &report->figures.figures[i];
    const RepRevised *revised = report->revised != NULL ? &report->revised[i] : NULL;

    json_builder_begin_object (builder);
    rep_cli_member_text (builder, "id", rep_indicators[i].id);
    member (builder, "value", revised != NULL ? revised->value : figure->value);
    member (builder, "live", figure->value);
    member (builder, "cumulative", figure->cumulative);
    rep_cli_member_text (builder, "unit", rep_unit_code (rep_indicators[i].unit));
    add_revisions (builder, revised);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

static void
add_cell (JsonBuilder *builder, const RepReport *report, guint cell, gint64 value)
{
  const RepCube *cube = report->cube;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "key");
  json_builder_begin_object (builder);
  for (guint i = 0; i < cube->n_dimensions; i++) {
    g_autofree char *label = rep_dimension_label (&cube->dimensions[i], report->table,
                                                  rep_cube_category (cube, cell, i));

    rep_cli_member_text (builder, cube->dimensions[i].name, label);
  }
  json_builder_end_object (builder);
  rep_cli_member_int (builder, "value", value);
  json_builder_end_object (builder);
}

static void
add_table (JsonBuilder *builder, const RepReport *report, RepCubeTable table)
{
  const RepCube *cube = report->cube;
  gint64 total = cube->totals[table];

  json_builder_begin_object (builder);
  rep_cli_member_text (builder, "id", rep_cube_tables[table].id);
  rep_cli_member_text (builder, "unit", rep_unit_code (rep_cube_tables[table].unit));
  json_builder_set_member_name (builder, "dimensions");
  json_builder_begin_array (builder);
  for (guint i = 0; i < cube->n_dimensions; i++)
    json_builder_add_string_value (builder, cube->dimensions[i].name);
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "cells");
  json_builder_begin_array (builder);
  for (guint cell = 0; cell < cube->n_cells; cell++) {
    gint64 erased = report->figures.erased > 0 ? rep_report_erased (report, table, cell) : 0;

    total += erased;
    if (cube->cells[table][cell] + erased != 0)
      add_cell (builder, report, cell, cube->cells[table][cell] + erased);
  }
  json_builder_end_array (builder);
  rep_cli_member_int (builder, "total", total);
  json_builder_end_object (builder);
}

static void
add_why (JsonBuilder *builder, const RepReport *report, const RepExplanation *why, gboolean names)
{
  json_builder_set_member_name (builder, "why");
  json_builder_begin_object (builder);
  rep_cli_member_text (builder, "counted", rep_indicators[why->indicator].id);
  rep_cli_member_text (builder, "unit", rep_unit_code (rep_indicators[why->indicator].unit));
  rep_cli_member_int (builder, "rule_version", REP_RULE_VERSION);
  rep_cli_member_text (builder, "project", report->table->project->code);
  rep_cli_member_day (builder, "from", why->period.from);
  rep_cli_member_day (builder, "to", why->period.to);
  rep_cli_member_int (builder, "records", why->members->len);
  rep_cli_member_int (builder, "erased", why->erased);
  rep_cli_member_int (builder, "recount", why->counted + why->erased);
  if (names) {
    json_builder_set_member_name (builder, "ids");
    json_builder_begin_array (builder);
    for (guint i = 0; i < why->members->len; i++) {
      const RepId *id = rep_explanation_record (report, why, i);

      if (id != NULL)
        rep_json_add_id (builder, id);
    }
    json_builder_end_array (builder);
  }
  json_builder_end_object (builder);
}

void
rep_figures_json (JsonBuilder *builder,
                  const RepReport *report,
                  const char *label,
                  const RepExplanation *why,
                  gboolean names)
{
  char text[REP_SNAPSHOT_TEXT_SIZE];

  json_builder_begin_object (builder);
  rep_cli_member_text (builder, "project", report->table->project->code);
  add_period (builder, report, label);
  rep_cli_member_int (builder, "rule_version", REP_RULE_VERSION);
  rep_cli_member_text (builder, "snapshot", rep_snapshot_format (&report->snapshot, text));
  rep_cli_member_int (builder, "records", report->snapshot.records);
  rep_cli_member_int (builder, "erased", report->figures.erased);
  add_indicators (builder, report);
  json_builder_set_member_name (builder, "tables");
  json_builder_begin_array (builder);
  for (guint table = 0; report->cube != NULL && table < REP_N_CUBE_TABLES; table++)
    if (report->cube->cells[table] != NULL)
      add_table (builder, report, table);
  json_builder_end_array (builder);
  if (why != NULL)
    add_why (builder, report, why, names);
  json_builder_end_object (builder);
}
