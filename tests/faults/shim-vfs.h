/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * A disk that fails on demand: an SQLite file system over the default one, made the default for
 * every database opened after shim_install(). Calls are counted; nothing is really synced.
 */

/**
 * ShimFault: what happens from the call that was armed.
 * @SHIM_ONCE: that call fails, the next ones work
 * @SHIM_ALWAYS: that call and all after it fail
 * @SHIM_FULL: every write from that call on finds no room; all else works
 * @SHIM_LOST_SYNC: that sync (only syncs are counted) fails, and the disk never gets what it should
 *   have synced, though the program goes on reading it: as Linux does
 * @SHIM_POWER: as @SHIM_ALWAYS, and what was not synced by then is in doubt
 */
typedef enum {
  SHIM_NONE,
  SHIM_ONCE,
  SHIM_ALWAYS,
  SHIM_FULL,
  SHIM_LOST_SYNC,
  SHIM_POWER,
} ShimFault;

void shim_install (void);
void shim_remove (void);

/** shim_arm: forgets all files and counts from 0; the fault strikes at @call, counted from 1. */
void shim_arm (ShimFault fault, guint call);
/** shim_disarm: Returns: the calls since shim_arm(). */
guint shim_disarm (void);
/** shim_struck: whether the fault has happened since shim_arm(). */
gboolean shim_struck (void);

/** shim_opened: Returns: the files opened since shim_arm(). */
guint shim_opened (void);

/**
 * shim_write_remains: after a power cut, writes to the folder @to what the disk may hold of each
 * file in the folder @from: all that was synced, and of the rest any sectors of 512 bytes, in any
 * order.
 */
void shim_write_remains (const char *from, const char *to, GRand *rand);

G_END_DECLS
