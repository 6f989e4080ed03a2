/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/cli/cli.h"
#include "app/figures/report.h"

G_BEGIN_DECLS

/**
 * rep_figures_json: adds @report as one object to @builder: the document of `figures --json`.
 * @label: of the period as it was asked for
 * @why: (nullable): number of the indicator explained, with it
 * @names: whether the records that are counted may be listed
 */
void rep_figures_json (JsonBuilder *builder,
                       const RepReport *report,
                       const char *label,
                       const RepExplanation *why,
                       gboolean names);

/** rep_figures_add_number: adds @value: null when it is no number, whole where it is whole. */
void rep_figures_add_number (JsonBuilder *builder, double value);

G_END_DECLS
