/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "crypto/secret.h"

G_BEGIN_DECLS

/** rep_process_harden: first thing in main(): no core dump, no tracing by other processes, private
 * files. */
void rep_process_harden (void);

/**
 * rep_process_read_secret:
 * @path: a file, or "-" for standard input
 *
 * Reads at most 1 MiB and strips one final line end (LF or CRLF), nothing else.
 *
 * Returns: (transfer full): the secret; fails with a #GFileError.
 */
RepSecret *rep_process_read_secret (const char *path, GError **error);

/**
 * rep_process_read_text:
 * @path: a file, or "-" for standard input
 *
 * Returns: (transfer full) (nullable): at most 64 KiB of text, up to a NUL; to be wiped by who gets
 *   it; %NULL when it cannot be read or is longer.
 */
char *rep_process_read_text (const char *path);

/** rep_process_ask_secret: Returns: (transfer full) (nullable): a line typed at the terminal,
 * without echo; %NULL without a terminal. */
RepSecret *rep_process_ask_secret (const char *prompt);

G_END_DECLS
