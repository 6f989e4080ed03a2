/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "tests/db/fixture.h"

G_BEGIN_DECLS

#define WORKLOAD_RECORDS 12

/*
 * A row of saves of which each is known beforehand: step n writes one to three of twelve records in
 * one transaction. So a vault found after a fault tells by its content how many steps it holds, and
 * whether one of them is there by halves.
 */
typedef struct {
  RepId ids[WORKLOAD_RECORDS];
} Workload;

void workload_init (Workload *self);

/** workload_step: does step @step, counted from 1, with the unlocked vault of @test. */
gboolean workload_step (const Workload *self, TestVault *test, guint step, GError **error);

/**
 * workload_verify:
 * @acknowledged: steps that were said to be saved
 *
 * Opens the vault at @path and fails the test unless it opens, is whole (check, record sum,
 * SQLite's own integrity), and holds exactly @acknowledged steps, or one more of which all is
 * there.
 *
 * Returns: the steps it holds.
 */
guint workload_verify (const Workload *self, const char *path, guint acknowledged);

/** test_sql_with: as test_sql(), with the database at @other attached as "other". */
void test_sql_with (const char *path, const char *other, const char *sql);

/** test_sql_text: Returns: (transfer full) (nullable): the first value @sql answers, as text. */
char *test_sql_text (const char *path, const char *sql);

/** test_is_long: whether the full numbers are wanted (REP_LONG). */
gboolean test_is_long (void);

G_END_DECLS
