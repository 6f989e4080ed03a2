/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "db/error.h"

G_DEFINE_QUARK (rep_db_error, rep_db_error)
