/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "crypto/digest.h"
#include "crypto/id.h"
#include "crypto/keypair.h"

G_BEGIN_DECLS

/*
 * High-water marks: how far a vault file had come when each account last wrote to it on this
 * machine, kept outside the file so that an older one put in its place shows.
 */

#define REP_MARKS_MAX 64  /* accounts remembered for one file; the one longest silent goes */
#define REP_MARKS_HEAD 55 /* bytes before the first mark */
#define REP_MARK_SIZE 96  /* bytes of a mark */

/**
 * RepMark: the place one account last left a file at.
 * @sequence: @chain: of the journal, after that account's last commit
 * @time: of that commit
 * @mac: keyed by the account's own secret over all of it and the file it is about
 */
typedef struct {
  RepId account;
  guint64 sequence;
  RepDigest chain;
  gint64 time;
  guint8 mac[REP_DIGEST_SIZE];
} RepMark;

/**
 * RepMarks: what one machine remembers of one file.
 * @instance: of the file: a copy that went its own way has another
 * @device: that writes it here
 */
typedef struct {
  RepId vault;
  RepId instance;
  RepId device;
  guint n;
  RepMark marks[REP_MARKS_MAX];
} RepMarks;

/** rep_mark_seal: fills @mark's MAC, as one of @marks, with @keypair. */
void rep_mark_seal (RepMark *mark, const RepMarks *marks, const RepKeypair *keypair);

/** rep_mark_verify: whether the holder of @keypair made @mark for the file of @marks. */
gboolean rep_mark_verify (const RepMark *mark,
                          const RepMarks *marks,
                          const RepKeypair *keypair) G_GNUC_WARN_UNUSED_RESULT;

/** rep_marks_put: Returns: the number of the place where @mark now stands, instead of the one its
 * account had. */
guint rep_marks_put (RepMarks *marks, const RepMark *mark);

/** rep_marks_pack: Returns: (transfer full): the bytes of a file of marks. */
GBytes *rep_marks_pack (const RepMarks *marks);

/** rep_mark_pack: writes the bytes of one mark, as they stand in the file. */
void rep_mark_pack (const RepMark *mark, guint8 out[REP_MARK_SIZE]);

/** rep_marks_parse: @marks: (out): set only on success; fails with CORRUPT or TOO_NEW. */
gboolean rep_marks_parse (gconstpointer data, gsize size, RepMarks *marks, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
