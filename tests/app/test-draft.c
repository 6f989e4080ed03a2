/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/casebook/draft.h"
#include "app/casebook/session.h"
#include "crypto/error.h"
#include "tests/db/fixture.h"

static RepDraft *
make (const char *name, const char *note)
{
  RepDraft *draft = rep_draft_new ();

  rep_draft_set (draft, 1, name);
  rep_draft_set (draft, 63, note);
  return draft;
}

static void
test_texts (void)
{
  g_autoptr (RepDraft) draft = make ("Camille", "");
  g_autoptr (RepDraft) other = make ("Camille", NULL);
  g_autofree char *filler = g_strnfill (REP_DRAFT_MAX_SIZE - 2, 'x');
  g_autofree char *long_text = g_strconcat (filler, "éé", NULL);

  g_assert_true (rep_draft_equal (draft, other));
  g_assert_true (rep_draft_is_empty (draft, 2));
  g_assert_false (rep_draft_is_empty (draft, 1));
  rep_draft_set (draft, 63, "une note");
  g_assert_false (rep_draft_equal (draft, other));
  rep_draft_set (draft, 63, "é");
  g_assert_cmpstr (rep_draft_get (draft, 63), ==, "é");
  rep_draft_set (draft, 1, NULL);
  rep_draft_set (draft, 63, NULL);
  g_assert_true (rep_draft_is_empty (draft, 1));

  /* What is too long is cut off, never inside a letter. */
  rep_draft_set (draft, 2, "y");
  rep_draft_set (draft, 3, long_text);
  g_assert_cmpuint (strlen (rep_draft_get (draft, 3)), <=, REP_DRAFT_MAX_SIZE - 1);
  g_assert_true (g_utf8_validate (rep_draft_get (draft, 3), -1, NULL));
}

static void
test_seal (TestVault *self, gconstpointer data)
{
  g_autoptr (RepDraft) draft = make ("Zoé Müller-Lefèvre", "a rappeler");
  g_autoptr (GBytes) sealed = rep_draft_seal (draft, self->vault, "contact");
  g_autoptr (RepDraft) opened = rep_draft_open (self->vault, "contact", sealed, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_nonnull (opened);
  g_assert_true (rep_draft_equal (draft, opened));
  g_assert_null (rep_draft_open (self->vault, "other", sealed, &error));
  g_assert_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_CORRUPT);
}

/* Whatever its bytes: a draft opens as it was or not at all. */
static void
test_flips (TestVault *self, gconstpointer data)
{
  g_autoptr (RepDraft) draft = make ("Camille", NULL);
  g_autoptr (GBytes) sealed = rep_draft_seal (draft, self->vault, "contact");
  gsize size = g_bytes_get_size (sealed);

  for (gsize i = 0; i < size * 8; i++) {
    g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (sealed, NULL), size);
    g_autoptr (GBytes) flipped = NULL;

    copy[i / 8] ^= (guint8)(1 << i % 8);
    flipped = g_bytes_new (copy, size);
    g_assert_null (rep_draft_open (self->vault, "contact", flipped, NULL));
  }
}

static void
test_kept (TestVault *self, gconstpointer data)
{
  g_autoptr (RepDraft) draft = make ("Camille", NULL);
  g_autoptr (GBytes) sealed = rep_draft_seal (draft, self->vault, "contact");
  g_autoptr (GBytes) found = NULL;
  RepId id = rep_id_random ();

  g_assert_true (rep_vault_put_draft (self->vault, "contact", sealed, NULL));
  test_vault_reopen (self);
  g_assert_true (test_intact (self->vault)); /* no part of the record sum */
  g_assert_true (rep_vault_find_draft (self->vault, "contact", &found, NULL));
  g_assert_true (g_bytes_equal (sealed, found));

  /* What it became takes its place; another slot stays. */
  g_assert_true (rep_vault_put_draft (self->vault, "other", sealed, NULL));
  {
    RepVaultChange change = test_change (self, &id, 1, "facts", NULL);

    g_assert_true (
        rep_vault_save (self->vault, &change, 1, REP_ACTION_SAVE, "contact", TEST_NOW, NULL));
    test_change_clear (&change);
  }
  g_clear_pointer (&found, g_bytes_unref);
  g_assert_true (rep_vault_find_draft (self->vault, "contact", &found, NULL));
  g_assert_null (found);
  g_assert_true (rep_vault_find_draft (self->vault, "other", &found, NULL));
  g_assert_nonnull (found);
  g_assert_true (rep_vault_put_draft (self->vault, "other", NULL, NULL));
}

/* A save that fails keeps the draft. */
static void
test_failed_save (TestVault *self, gconstpointer data)
{
  g_autoptr (RepDraft) draft = make ("Camille", NULL);
  g_autoptr (GBytes) sealed = rep_draft_seal (draft, self->vault, "contact");
  g_autoptr (GBytes) found = NULL;
  g_autoptr (GError) error = NULL;
  RepId id = rep_id_random ();
  RepVaultChange change = test_change (self, &id, 2, "facts", NULL);

  g_assert_true (rep_vault_put_draft (self->vault, "contact", sealed, NULL));
  g_assert_false (
      rep_vault_save (self->vault, &change, 1, REP_ACTION_SAVE, "contact", TEST_NOW, &error));
  g_assert_error (error, REP_DB_ERROR, REP_DB_ERROR_CONFLICT);
  g_assert_true (rep_vault_find_draft (self->vault, "contact", &found, NULL));
  g_assert_nonnull (found);
  test_change_clear (&change);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  *(GAsyncResult **)data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  return *result;
}

/* The thread that worked may be the last to let go of the vault, after the answer has come. */
static void
wait_until_closed (const char *path)
{
  g_autoptr (RepVault) vault = rep_vault_open (path, 5, NULL);

  g_assert_nonnull (vault);
}

static void
unlock (RepSession *session)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  char password[] = TEST_PASSWORD;

  rep_session_unlock_async (session, TEST_LOGIN, rep_secret_take (password, strlen (password)),
                            done_cb, &result);
  rep_session_unlock_finish (session, wait_for (&result), &error);
  g_assert_no_error (error);
}

static void
keep_in (RepSession *session, RepDraftSlot slot, RepDraft *draft)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  rep_session_keep_draft_async (session, slot, draft, done_cb, &result);
  rep_session_keep_draft_finish (session, wait_for (&result), &error);
  g_assert_no_error (error);
}

static void
keep (RepSession *session, RepDraft *draft)
{
  keep_in (session, REP_DRAFT_CONTACT, draft);
}

static void
flush_cb (RepSession *session, gpointer data)
{
  rep_session_keep_draft_async (session, REP_DRAFT_CONTACT, make ("Sacha", NULL), done_cb, data);
}

static void
test_session (TestVault *self, gconstpointer data)
{
  g_autoptr (RepSession) session = NULL;
  g_autoptr (RepDraft) opened = NULL;
  g_autoptr (GAsyncResult) flushed = NULL;

  test_vault_close (self);
  session = rep_session_new (self->path);
  g_assert_null (rep_session_open_draft (session, REP_DRAFT_CONTACT));
  unlock (session);
  g_assert_false (rep_session_has_draft (session, REP_DRAFT_CONTACT));
  keep (session, make ("Camille", "une note"));
  g_assert_true (rep_session_has_draft (session, REP_DRAFT_CONTACT));

  /* Locked in the middle of a word: the last state is kept, and comes back. */
  g_signal_connect (session, "locking", G_CALLBACK (flush_cb), &flushed);
  rep_session_lock (session);
  g_assert_false (rep_session_has_draft (session, REP_DRAFT_CONTACT));
  wait_for (&flushed);
  g_clear_object (&flushed); /* the last to hold the vault */
  unlock (session);
  opened = rep_session_open_draft (session, REP_DRAFT_CONTACT);
  g_assert_nonnull (opened);
  g_assert_cmpstr (rep_draft_get (opened, 1), ==, "Sacha");
  g_assert_cmpstr (rep_draft_get (opened, 63), ==, "");

  g_signal_handlers_disconnect_by_func (session, flush_cb, &flushed);
  keep (session, NULL);
  g_assert_false (rep_session_has_draft (session, REP_DRAFT_CONTACT));
  rep_session_lock (session);
  wait_until_closed (self->path);
}

/* Each form has its own, sealed for its own place. */
static void
test_slots (TestVault *self, gconstpointer data)
{
  g_autoptr (RepSession) session = NULL;
  g_autoptr (RepDraft) outing = NULL, grid = NULL;

  test_vault_close (self);
  session = rep_session_new (self->path);
  unlock (session);
  keep (session, make ("Camille", NULL));
  keep_in (session, REP_DRAFT_OUTING, make ("14h", "marché"));
  keep_in (session, REP_DRAFT_GRID, make ("ligne", NULL));
  keep (session, NULL);
  rep_session_lock (session);
  wait_until_closed (self->path);
  unlock (session);
  g_assert_false (rep_session_has_draft (session, REP_DRAFT_CONTACT));
  outing = rep_session_open_draft (session, REP_DRAFT_OUTING);
  grid = rep_session_open_draft (session, REP_DRAFT_GRID);
  g_assert_cmpstr (rep_draft_get (outing, 1), ==, "14h");
  g_assert_cmpstr (rep_draft_get (grid, 1), ==, "ligne");
  rep_session_lock (session);
  wait_until_closed (self->path);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/app/draft/texts", test_texts);
  g_test_add ("/app/draft/seal", TestVault, NULL, test_vault_set_up, test_seal,
              test_vault_tear_down);
  g_test_add ("/app/draft/flips", TestVault, NULL, test_vault_set_up, test_flips,
              test_vault_tear_down);
  g_test_add ("/app/draft/kept", TestVault, NULL, test_vault_set_up, test_kept,
              test_vault_tear_down);
  g_test_add ("/app/draft/failed-save", TestVault, NULL, test_vault_set_up, test_failed_save,
              test_vault_tear_down);
  g_test_add ("/app/draft/session", TestVault, NULL, test_vault_set_up, test_session,
              test_vault_tear_down);

  g_test_add ("/app/draft/slots", TestVault, NULL, test_vault_set_up, test_slots,
              test_vault_tear_down);

  return g_test_run ();
}
