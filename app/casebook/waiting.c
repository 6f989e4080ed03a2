/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/waiting.h"
#include "app/error.h"
#include "app/platform/pins.h"
#include "db/error.h"

void
rep_waiting_note_free (gpointer note)
{
  RepWaitingNote *self = note;

  if (self == NULL)
    return;
  rep_draft_free (self->draft);
  g_free (self);
}

static gboolean
find_pin (
    RepVault *vault, const char *state_folder, const char *login, RepKeyPin *pin, GError **error)
{
  g_autofree RepKeyPins *pins = g_new0 (RepKeyPins, 1);
  gboolean named = login != NULL && *login != '\0';
  g_autoptr (GError) local = NULL;
  const RepKeyPin *found = NULL;
  RepId account;

  if (named && !rep_vault_find_login (vault, login, &account, &local) &&
      !g_error_matches (local, REP_DB_ERROR, REP_DB_ERROR_NOT_FOUND)) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }
  if (local == NULL && rep_pins_load (state_folder, rep_vault_id (vault), pins))
    found = rep_key_pins_find (pins, named ? &account : NULL);
  if (found == NULL)
    return rep_app_error_set (error, REP_APP_ERROR_NOT_KNOWN_HERE, NULL);
  *pin = *found;
  return TRUE;
}

/* The file is not believed: only the key the account had when it last unlocked here is sealed to.
 */
static gboolean
find_keys (RepVault *vault, const RepKeyPin *pin, RepPublicKeys *keys, GError **error)
{
  RepDigest fingerprint;

  if (!rep_vault_find_keys (vault, &pin->account, keys, error))
    return FALSE;
  fingerprint = rep_key_fingerprint (rep_vault_id (vault), &pin->account, keys);
  return rep_digest_equal (&fingerprint, &pin->fingerprint) ||
         rep_app_error_set (error, REP_APP_ERROR_OTHER_KEY, NULL);
}

gboolean
rep_waiting_write (RepVault *vault,
                   const char *state_folder,
                   const char *login,
                   const RepDraft *draft,
                   gint64 now,
                   GError **error)
{
  g_autoptr (RepArena) clear = rep_arena_new ();
  g_autoptr (GBytes) body = NULL;
  RepLockedPlace place = { .vault = *rep_vault_id (vault), .id = rep_id_random () };
  RepPublicKeys keys;
  RepKeyPin pin;

  if (!find_pin (vault, state_folder, login, &pin, error) || !find_keys (vault, &pin, &keys, error))
    return FALSE;
  place.account = pin.account;
  rep_draft_encode (draft, clear);
  body = rep_locked_note_seal (&keys, &place, now, rep_arena_data (clear), rep_arena_size (clear));
  return rep_vault_add_note (vault, &pin.account, &place.id, body, error);
}

static int
compare_times (gconstpointer a, gconstpointer b)
{
  const RepWaitingNote *left = *(RepWaitingNote *const *)a, *right = *(RepWaitingNote *const *)b;

  return (left->time > right->time) - (left->time < right->time);
}

GPtrArray *
rep_waiting_list (RepVault *vault, GError **error)
{
  g_autoptr (GPtrArray) sealed = rep_vault_list_notes (vault, error);
  g_autoptr (RepArena) clear = rep_arena_new ();
  GPtrArray *notes;

  if (sealed == NULL)
    return NULL;
  notes = g_ptr_array_new_with_free_func (rep_waiting_note_free);
  for (guint i = 0; i < sealed->len; i++) {
    const RepSealedNote *from = g_ptr_array_index (sealed, i);
    RepWaitingNote *note = g_new0 (RepWaitingNote, 1);

    note->id = from->id;
    if (rep_vault_open_note (vault, from, &note->time, clear, NULL))
      note->draft = rep_draft_decode (clear);
    g_ptr_array_add (notes, note);
  }
  g_ptr_array_sort (notes, compare_times);
  return notes;
}

gboolean
rep_waiting_rewrite (
    RepVault *vault, const RepId *id, gint64 time, const RepDraft *draft, GError **error)
{
  g_autoptr (RepArena) clear = rep_arena_new ();

  rep_draft_encode (draft, clear);
  return rep_vault_rewrite_note (vault, id, time, rep_arena_data (clear), rep_arena_size (clear),
                                 error);
}
