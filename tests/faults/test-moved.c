/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "db/vault-check.h"
#include "tests/crypto/fixture.h"
#include "tests/faults/workload.h"

/* A sealed payload put where it was not written: another row, kind, column, compartment, epoch,
 * revision, vault. By someone who can write the file and holds no key. Nothing opens, `check` names
 * the record, and the signed record sum no longer holds. */

typedef struct {
  TestVault vault;
  TestVault other;
  RepId one, two;
  char *bytes;
  gsize size;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  test_vault_set_up (&self->other, NULL);
  test_vault_set_up (&self->vault, NULL);
  self->one = test_id (0x41);
  self->two = test_id (0x42);
  test_must_save (&self->other, &self->one, 1, "ailleurs", "Ailleurs");
  test_vault_close (&self->other);
  test_must_save (&self->vault, &self->one, 1, "ancien", "Ancien");
  test_must_save (&self->vault, &self->one, 2, "un", "Un");
  test_must_save (&self->vault, &self->two, 1, "deux", "Deux");
  test_vault_close (&self->vault);
  g_assert_true (g_file_get_contents (self->vault.path, &self->bytes, &self->size, NULL));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_free (self->bytes);
  test_vault_tear_down (&self->vault, NULL);
  test_vault_tear_down (&self->other, NULL);
}

#define ONE "id = x'41414141414141414141414141414141'"
#define TWO "id = x'42424242424242424242424242424242'"
#define OF(table, column, where) "(SELECT " column " FROM " table " WHERE " where ")"
/* Bytes @at (counted from 1) of the header of record one's facts become @hex. */
#define HEADER(at, n, hex)                                                                         \
  "UPDATE record SET facts = CAST (substr (facts, 1, " at " - 1) || x'" hex                        \
  "' || substr (facts, " at " + " n ") AS BLOB) WHERE " ONE

static const struct {
  const char *name;
  const char *sql;
  gboolean opens; /* the payload is where it belongs, and only its revision is old */
} moves[] = {
  { "another row: facts", "UPDATE record SET facts = " OF ("record", "facts", TWO) " WHERE " ONE,
    FALSE },
  { "another row: identity",
    "UPDATE record SET identity = " OF ("record", "identity", TWO) " WHERE " ONE, FALSE },
  { "another row: link", "UPDATE record SET link = " OF ("record", "link", TWO) " WHERE " ONE,
    FALSE },
  { "another kind", "UPDATE record SET kind = kind + 1 WHERE " ONE, FALSE },
  { "another column: identity as facts", "UPDATE record SET facts = identity WHERE " ONE, FALSE },
  { "another column: facts as identity", "UPDATE record SET identity = facts WHERE " ONE, FALSE },
  { "another column: facts as link", "UPDATE record SET link = facts WHERE " ONE, FALSE },
  { "another column: link as facts", "UPDATE record SET facts = link WHERE " ONE, FALSE },
  { "another compartment in the header", HEADER ("2", "2", "0200"), FALSE },
  { "a compartment nobody has", HEADER ("2", "2", "6300"), FALSE },
  { "another epoch in the header", HEADER ("4", "4", "02000000"), FALSE },
  { "another revision in the header", HEADER ("8", "4", "01000000"), FALSE },
  { "another version in the header", HEADER ("1", "1", "00"), FALSE },
  { "another vault", "UPDATE record SET facts = " OF ("other.record", "facts", ONE) " WHERE " ONE,
    FALSE },
  { "another id", "UPDATE record SET id = x'43434343434343434343434343434343' WHERE " ONE, FALSE },
  { "a journal entry as facts",
    "UPDATE record SET facts = (SELECT entry FROM journal ORDER BY sequence DESC LIMIT 1) "
    "WHERE " ONE,
    FALSE },
  { "older revision: facts alone",
    "UPDATE record SET facts = " OF ("record_past", "facts", ONE) " WHERE " ONE, TRUE },
  { "older revision: identity alone",
    "UPDATE record SET identity = " OF ("record_past", "identity", ONE) " WHERE " ONE, TRUE },
  { "older revision: the whole row",
    "UPDATE record SET revision = 1, facts = " OF ("record_past", "facts", ONE) ", identity = " OF (
        "record_past", "identity", ONE) ", link = " OF ("record_past", "link", ONE) " WHERE " ONE,
    TRUE },
  { "a row taken away", "DELETE FROM record WHERE " TWO, TRUE },
  { "origin", "UPDATE record SET origin = zeroblob(16) WHERE " ONE, TRUE },
};

static gboolean
names (const GArray *ids)
{
  return ids->len > 0;
}

static void
assert_noticed (Fixture *self, gboolean opens)
{
  g_auto (RepVaultCheck) check = { 0 };
  g_autoptr (GError) error = NULL;

  test_vault_reopen (&self->vault);
  g_assert_false (test_intact (self->vault.vault));
  rep_vault_check (self->vault.vault, NULL, &check, &error);
  g_assert_no_error (error);
  g_assert_false (check.intact);
  if (!opens) { /* nothing of it is shown as if it were right */
    g_autofree char *one = test_read (self->vault.vault, &self->one);

    g_assert_true (names (check.damaged));
    g_assert_true (one == NULL || strchr (one, '?') != NULL);
  }
  test_vault_close (&self->vault);
}

static void
test_moves (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++) {
    g_test_message ("%s", moves[i].name);
    test_sql_with (self->vault.path, self->other.path, moves[i].sql);
    assert_noticed (self, moves[i].opens);
    g_assert_true (g_file_set_contents_full (self->vault.path, self->bytes, (gssize)self->size,
                                             G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/moved/all", Fixture, NULL, set_up, test_moves, tear_down);
  return g_test_run ();
}
