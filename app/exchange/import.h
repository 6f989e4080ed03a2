/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/casebook.h"
#include "app/exchange/import-map.h"

G_BEGIN_DECLS

/*
 * Taking in a spreadsheet: each row is a youth and maybe a contact. All of it is worked out first,
 * which is also the dry run; then written in one transaction, so that nothing is ever half
 * imported.
 */

/** RepImportProgress: @share: 0…1 of the rows; called from the thread that plans. */
typedef void (*RepImportProgress) (double share, gpointer data);

/**
 * RepImportRequest:
 * @project: to which contacts belong; its structure records
 * @source: (nullable): name of the file, kept with the import
 * @progress: (nullable)
 */
typedef struct {
  const RepTable *table;
  const RepImportMap *map;
  const RepProject *project;
  const char *source;
  gint64 now;
  GCancellable *cancellable;
  RepImportProgress progress;
  gpointer progress_data;
} RepImportRequest;

/** RepReject: a row that is left out. @column: @value: (nullable): of the table. */
typedef struct {
  guint row;
  guint line;
  const char *column;
  const char *value;
  guint8 reason;
} RepReject;

/**
 * RepImportPlan: what an import comes to.
 * @objects: (element-type RepObject): to be committed and published together; the import's own
 *   record is the first; empty when the file brings nothing
 * @rows: of the file; each is taken or rejected
 * @persons_matched: recorded youths that rows are about; @persons_completed of them learn something
 * @contacts_known: rows whose contact was recorded before: same youth, project, day and channel
 * @alike: new youths who are likely doubles of somebody recorded or of the file
 * @rejects: (element-type RepReject): in the order of the rows; their texts are the table's
 */
typedef struct {
  GPtrArray *objects;
  guint rows;
  guint persons_new;
  guint persons_matched;
  guint persons_completed;
  guint contacts;
  guint contacts_known;
  guint alike;
  GArray *rejects;
  RepId batch;
} RepImportPlan;

void rep_import_plan_clear (RepImportPlan *plan);

/** rep_import_plan: reads the casebook and writes nothing. @plan: to be cleared also after a
 * failure.
 *
 * Fails as rep_import_map_check() does, with NOT_ALLOWED, NO_IDENTITY_KEY, UNKNOWN_STRUCTURE, or
 * CANCELLED. */
gboolean rep_import_plan (RepCasebook *casebook,
                          const RepImportRequest *request,
                          RepImportPlan *plan,
                          GError **error);

/** rep_import_commit: writes @plan in one transaction, journalled as IMPORT; on success
 * rep_casebook_publish_all() of its objects must follow. */
gboolean rep_import_commit (RepCasebook *casebook, RepImportPlan *plan, gint64 now, GError **error);

/**
 * rep_import_write_rejects: writes rows that were left out as a CSV file of the form spreadsheets
 * open best (UTF-8 with its mark, semicolons): line, column, reason and value, then the row as it
 * was, so that it can be corrected there and imported again with the same map. A cell that a
 * spreadsheet would run as a formula gets an apostrophe before it.
 * @path: a new file
 */
gboolean rep_import_write_rejects (const RepTable *table,
                                   const RepImportPlan *plan,
                                   const char *path,
                                   gboolean french,
                                   GError **error);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (RepImportPlan, rep_import_plan_clear)

G_END_DECLS
