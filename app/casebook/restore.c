/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gstdio.h>

#include "app/casebook/copies.h"
#include "app/casebook/erase.h"
#include "app/casebook/restore.h"
#include "app/error.h"
#include "db/file.h"

#define REASON_AGAIN 5 /* of rep_vocabulary_erasure: erased before, done again after a restore */

static void
add_ids (GHashTable *all, const GArray *ids)
{
  for (guint i = 0; i < ids->len; i++) {
    const RepId *id = &g_array_index (ids, RepId, i);

    if (!g_hash_table_contains (all, id))
      g_hash_table_add (all, g_memdup2 (id, sizeof *id));
  }
}

/* Lists of another vault, or damaged ones, beside other copies, say nothing about this one. */
static void
add_lists_in (GHashTable *all, const char *folder, const RepId *vault)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autoptr (GArray) ids = NULL;

    if (!g_str_has_suffix (name, REP_ERASED_SUFFIX))
      continue;
    ids = rep_erased_read (path, vault, NULL);
    if (ids != NULL)
      add_ids (all, ids);
  }
}

/* Who was erased since, as far as anything here knows. */
static GHashTable *
read_lists (const RepRestore *restore, const RepId *vault, GError **error)
{
  g_autofree char *own = g_strconcat (restore->source, REP_ERASED_SUFFIX, NULL);
  g_autofree char *folder = g_path_get_dirname (restore->source);
  g_autofree char *kept = rep_copies_folder (restore->target);
  g_autoptr (GHashTable) all = g_hash_table_new_full (rep_id_hash, rep_id_equal_func, g_free, NULL);
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) local = NULL;

  if (restore->without_erasures)
    return g_steal_pointer (&all);
  ids = rep_erased_read (own, vault, &local);
  if (ids == NULL && g_error_matches (local, REP_DB_ERROR, REP_DB_ERROR_NOT_FOUND)) {
    rep_app_error_set (error, REP_APP_ERROR_NO_ERASED_LIST, own);
    return NULL;
  }
  if (ids == NULL) {
    g_propagate_error (error, g_steal_pointer (&local));
    return NULL;
  }
  add_ids (all, ids);
  add_lists_in (all, folder, vault);
  add_lists_in (all, kept, vault);
  return g_steal_pointer (&all);
}

/* Those the copy does not know as erased yet. */
static GArray *
still_to_erase (RepVault *vault, GHashTable *all, GError **error)
{
  g_autoptr (GArray) known = rep_vault_erased (vault, error);
  GArray *left;
  GHashTableIter iter;
  gpointer id;

  if (known == NULL)
    return NULL;
  for (guint i = 0; i < known->len; i++)
    g_hash_table_remove (all, &g_array_index (known, RepId, i));
  left = g_array_new (FALSE, FALSE, sizeof (RepId));
  g_hash_table_iter_init (&iter, all);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_array_append_vals (left, id, 1);
  return left;
}

static gboolean
replay (RepRestore *restore, RepVault *vault, RepCasebook *casebook, gint64 now, GError **error)
{
  g_autoptr (GHashTable) all = read_lists (restore, rep_vault_id (vault), error);
  g_autoptr (GArray) left = all != NULL ? still_to_erase (vault, all, error) : NULL;
  RepErased erased;

  if (left == NULL)
    return FALSE;
  restore->erased = left->len;
  return left->len == 0 ||
         rep_erase_persons (casebook, (const RepId *)(gpointer)left->data, left->len, REASON_AGAIN,
                            restore->count, now, &erased, error);
}

/* The file under its temporary name, unlocked by a manager, and sound. */
static RepVault *
open_copy (const RepRestore *restore, const char *unfinished, gint64 now, GError **error)
{
  g_autoptr (RepVault) vault = NULL;

  if (!rep_backup_fetch (restore->source, unfinished, error))
    return NULL;
  vault = rep_vault_open (unfinished, 0, error);
  if (vault == NULL ||
      !rep_vault_unlock (vault, restore->login, restore->password, now, NULL, error))
    return NULL;
  if (rep_vault_account (vault)->role != REP_ROLE_MANAGER) {
    rep_app_error_set (error, REP_APP_ERROR_NOT_ALLOWED, NULL);
    return NULL;
  }
  return rep_vault_is_sound (vault, NULL, error) ? g_steal_pointer (&vault) : NULL;
}

static gboolean
work (RepRestore *restore, const char *unfinished, gint64 now, GError **error)
{
  g_autoptr (RepCasebook) casebook = NULL;
  RepVault *vault = open_copy (restore, unfinished, now, error);

  if (vault == NULL || !rep_vault_note_restored (vault, restore->without_erasures, now, error)) {
    rep_vault_free (vault);
    return FALSE;
  }
  casebook = rep_casebook_load (vault, now, error);
  return casebook != NULL && replay (restore, vault, casebook, now, error) &&
         rep_vault_is_sound (vault, &restore->records, error) &&
         rep_vault_leave_as_copy (vault, error);
}

gboolean
rep_restore (RepRestore *restore, gint64 now, GError **error)
{
  g_autofree char *unfinished = g_strconcat (restore->target, ".restoring", NULL);
  g_autofree char *lock = g_strconcat (unfinished, ".lock", NULL);
  gboolean restored;

  if (g_file_test (restore->target, G_FILE_TEST_EXISTS | G_FILE_TEST_IS_SYMLINK))
    return rep_app_error_set (error, REP_APP_ERROR_EXISTS, restore->target);
  rep_backup_remove (unfinished); /* of a run that was killed */
  restored = work (restore, unfinished, now, error) &&
             rep_file_publish (unfinished, restore->target, error);
  rep_backup_remove (unfinished);
  (void)g_unlink (lock);
  return restored;
}
