/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The bytes of a spreadsheet's file as text, before anything is made of its commas. */

typedef enum {
  REP_ENCODING_UTF8,
  REP_ENCODING_WINDOWS_1252,
  REP_ENCODING_UTF16,
} RepEncoding;

#define REP_CSV_MAX_SIZE (64u * 1024u * 1024u)
#define REP_CSV_MAX_LINE (1024u * 1024u) /* bytes of one line of text */

/**
 * rep_csv_text_decode: finds out how @data is encoded: UTF-8 or UTF-16 by its mark, else UTF-8 when
 * all of it is, else Windows-1252.
 * @encoding: (out)
 *
 * Line ends become LF. Returns: (transfer full): UTF-8, free with rep_csv_text_free(). Fails with
 * TABLE_SIZE, TABLE_BYTES for NUL bytes, TABLE_ENCODING when lines of one file differ or hold bytes
 * no encoding has, TABLE_LINE; all but the first name the line.
 */
GString *
rep_csv_text_decode (const guint8 *data, gsize size, RepEncoding *encoding, GError **error);
/** rep_csv_text_free: wipes; accepts %NULL. */
void rep_csv_text_free (GString *text);

/** rep_csv_separator: Returns: what separates the cells of @text: one of ; tab , and |, by which
 * the first lines agree best; or what a first line "sep=;" says, whose length is then @skip. */
char rep_csv_separator (const GString *text, gsize *skip);

/** rep_encoding_name: Returns: as an IANA charset. */
const char *rep_encoding_name (RepEncoding encoding);

G_END_DECLS
