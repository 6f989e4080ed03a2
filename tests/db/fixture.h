/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "db/vault.h"

G_BEGIN_DECLS

#define TEST_LOGIN "maud"
#define TEST_PASSWORD "sept mots"
#define TEST_KIND 3
#define TEST_NOW G_GINT64_CONSTANT (1700000000)
#define TEST_LATER                                                                                 \
  (TEST_NOW + 86400) /* when test_vault_unlock() is: no wait is left from TEST_NOW */

/* A scratch folder with a vault in it, open and unlocked for its first manager, and one structure.
 * The folder must be empty but for the vault and its lock when the test ends. */
typedef struct {
  char *folder;
  char *path;
  RepVault *vault;
  guint16 structure;
} TestVault;

void test_vault_set_up (TestVault *self, gconstpointer data);
void test_vault_tear_down (TestVault *self, gconstpointer data);

/* The scratch folder alone: self->path names nothing. */
void test_folder_set_up (TestVault *self, gconstpointer data);

/* A time after TEST_LATER, a minute later at each call: no failed unlock makes the next one wait,
 * nor one that was killed. */
gint64 test_due (void);

void test_vault_create (const char *path);
RepVault *test_vault_unlock (const char *path, const char *login, const char *password);
void test_vault_close (TestVault *self);
void test_vault_reopen (TestVault *self);

/* Other accounts, all with the password of the first, and opening for one of them. */
RepId test_add_account (TestVault *self, const char *login, RepRole role, const GArray *structures);
RepId test_add_counsellor (TestVault *self, const char *login); /* of self->structure */
void test_must_revoke (TestVault *self, RepId id);
void test_log_in (TestVault *self, const char *login);

/* Saves a record sealed as the application would: the facts @text, and when @name is not NULL an
 * identity and a link payload as well. */
gboolean test_save (TestVault *self,
                    const RepId *id,
                    guint32 revision,
                    const char *text,
                    const char *name,
                    GError **error);
void test_must_save (
    TestVault *self, const RepId *id, guint32 revision, const char *text, const char *name);
RepVaultChange test_change (
    TestVault *self, const RepId *id, guint32 revision, const char *text, const char *name);
void test_change_clear (RepVaultChange *change);

/* "revision:facts/identity/link" of the record @id, opened; NULL when there is none. */
char *test_read (RepVault *vault, const RepId *id);
gboolean test_intact (RepVault *vault);

/* Behind the program's back, with plain SQLite on a closed vault. */
void test_sql (const char *path, const char *sql);
gint64 test_sql_int (const char *path, const char *sql);
/* Flips bit 0 of byte @at of the blob "SELECT column FROM table WHERE where". */
void
test_flip (const char *path, const char *table, const char *column, const char *where, gsize at);

/* A digest of the file's bytes. */
RepDigest test_file_digest (const char *path);

G_END_DECLS
