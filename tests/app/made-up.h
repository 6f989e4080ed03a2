/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/release/published.h"

/** made_up_published: Returns: (transfer full): releases of a made-up project, safe, with their
 * proof; its title and a structure begin like formulas. */
RepPublished *made_up_published (guint persons, guint quarters);
