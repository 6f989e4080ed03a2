/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/casebook/session.h"

G_BEGIN_DECLS

#define REP_N_ZONES 2

/**
 * RepProfileEdit: what someone changed of a youth's profile; the rest of the record stays as it is.
 * @codes: by number of the field, with @coded saying which are given
 * @publics_yes: @publics_no: @publics_open: publics answered yes, no, or no longer
 * @situation: from day @from on; 0: not changed
 * @zones: by number of rep_vocabulary_zone, with @zoned, from day @zone_from until @until (0:
 * still)
 * @referent: when @assigned; none: nobody
 */
typedef struct {
  RepId person;
  guint8 codes[64];
  guint64 coded;
  guint64 publics_yes;
  guint64 publics_no;
  guint64 publics_open;
  guint8 situation;
  guint32 from;
  guint32 zone_from;
  guint32 until;
  guint8 zones[REP_N_ZONES + 1];
  gboolean zoned[REP_N_ZONES + 1];
  gboolean assigned;
  RepId referent;
} RepProfileEdit;

/** rep_profile_work_save: @edit is made on the record as it is then, in one transaction. Fails as
 * rep_person_save() does. */
void rep_profile_work_save (RepSession *session,
                            const RepProfileEdit *edit,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
gboolean rep_profile_work_finish (RepSession *session, GAsyncResult *result, GError **error);

G_END_DECLS
