/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/figures/forecast.h"

G_BEGIN_DECLS

/**
 * RepBurnUpChart:
 *
 * Draws a project's way towards its target in the colours of the style; an image whose label says
 * the same in words.
 */
#define REP_TYPE_BURN_UP_CHART (rep_burn_up_chart_get_type ())
G_DECLARE_FINAL_TYPE (RepBurnUpChart, rep_burn_up_chart, REP, BURN_UP_CHART, GtkWidget)

/** rep_burn_up_chart_show: @burn_up: (transfer full) (nullable): %NULL draws nothing; @forecast:
 * (nullable): copied. */
void
rep_burn_up_chart_show (RepBurnUpChart *chart, RepBurnUp *burn_up, const RepForecast *forecast);

G_END_DECLS
