/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/release/certificate.h"
#include "app/release/plan.h"

G_BEGIN_DECLS

/* The five files of a release, in a folder. */

/** rep_release_files_folder: makes @folder when it is not there. */
gboolean rep_release_files_folder (const char *folder, GError **error);

/**
 * rep_release_files_write: all of them, first under other names; a file that is there with the same
 *   bytes is left alone, with others it is never replaced.
 *
 * Returns: (transfer full) (nullable): their paths; fails with EXISTS, FULL or FILE.
 */
GStrv rep_release_files_write (RepCasebook *casebook,
                               guint project,
                               const RepReleaseResult *result,
                               const char *folder,
                               GError **error);

/** rep_release_files_load: Returns: (transfer full) (nullable): a file of at most
 * %REP_CERTIFICATE_MAX; fails with BAD_FILE. */
GBytes *rep_release_files_load (const char *path, GError **error);

/**
 * rep_release_files_read:
 * @path: of the CSV or of the certificate; the other lies beside it
 *
 * Returns: (transfer full) (nullable): what was published; fails with BAD_FILE, BAD_CERTIFICATE, or
 *   UNSIGNED, also when the CSV is not the one the certificate is about.
 */
RepPublished *
rep_release_files_read (const char *path, guint8 signer[REP_PUBLIC_KEY_SIZE], GError **error);

G_END_DECLS
