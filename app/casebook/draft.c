/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/casebook/draft.h"
#include "crypto/cbor.h"
#include "crypto/error.h"
#include "db/draft-store.h"

struct _RepDraft {
  char *texts[REP_DRAFT_MAX_TEXTS]; /* by number; 0 is unused */
};

const char *
rep_draft_slot_name (RepDraftSlot slot)
{
  static const char *const names[REP_N_DRAFTS] = { "contact", "outing", "grid" };

  return names[slot];
}

static void
forget (char *text)
{
  if (text != NULL)
    rep_wipe (text, strlen (text));
  g_free (text);
}

RepDraft *
rep_draft_new (void)
{
  return g_new0 (RepDraft, 1);
}

void
rep_draft_free (RepDraft *draft)
{
  if (draft == NULL)
    return;
  for (guint i = 0; i < REP_DRAFT_MAX_TEXTS; i++)
    forget (draft->texts[i]);
  g_free (draft);
}

RepDraft *
rep_draft_dup (const RepDraft *draft)
{
  RepDraft *copy = rep_draft_new ();

  for (guint i = 0; i < REP_DRAFT_MAX_TEXTS; i++)
    copy->texts[i] = g_strdup (draft->texts[i]);
  return copy;
}

static gsize
room_left (const RepDraft *self)
{
  gsize size = 0;

  for (guint i = 0; i < REP_DRAFT_MAX_TEXTS; i++)
    size += self->texts[i] != NULL ? strlen (self->texts[i]) : 0;
  return REP_DRAFT_MAX_SIZE - MIN (size, REP_DRAFT_MAX_SIZE);
}

void
rep_draft_set (RepDraft *draft, guint number, const char *text)
{
  const char *end;

  g_return_if_fail (number > 0 && number < REP_DRAFT_MAX_TEXTS);

  forget (g_steal_pointer (&draft->texts[number]));
  if (text == NULL || *text == '\0')
    return;
  (void)g_utf8_validate_len (text, MIN (strlen (text), room_left (draft)), &end);
  if (end > text)
    draft->texts[number] = g_strndup (text, (gsize)(end - text));
}

const char *
rep_draft_get (const RepDraft *draft, guint number)
{
  g_return_val_if_fail (number > 0 && number < REP_DRAFT_MAX_TEXTS, "");

  return draft->texts[number] != NULL ? draft->texts[number] : "";
}

gboolean
rep_draft_is_empty (const RepDraft *draft, guint first)
{
  for (guint i = first; i < REP_DRAFT_MAX_TEXTS; i++)
    if (draft->texts[i] != NULL)
      return FALSE;
  return TRUE;
}

gboolean
rep_draft_equal (const RepDraft *a, const RepDraft *b)
{
  for (guint i = 0; i < REP_DRAFT_MAX_TEXTS; i++)
    if (g_strcmp0 (a->texts[i], b->texts[i]) != 0)
      return FALSE;
  return TRUE;
}

void
rep_draft_encode (const RepDraft *draft, RepArena *out)
{
  gsize n = 0;

  for (guint i = 0; i < REP_DRAFT_MAX_TEXTS; i++)
    n += draft->texts[i] != NULL;
  rep_cbor_put_map (out, n);
  for (guint i = 0; i < REP_DRAFT_MAX_TEXTS; i++)
    if (draft->texts[i] != NULL) {
      rep_cbor_put_uint (out, i);
      rep_cbor_put_text (out, draft->texts[i]);
    }
}

static gboolean
take_text (RepDraft *self, RepCbor *reader, guint64 *last)
{
  RepCborItem key, text;

  if (!rep_cbor_expect (reader, REP_CBOR_UINT, &key) || key.number <= *last ||
      key.number >= REP_DRAFT_MAX_TEXTS || !rep_cbor_expect (reader, REP_CBOR_TEXT, &text) ||
      text.number == 0 || text.number > REP_DRAFT_MAX_SIZE ||
      !g_utf8_validate_len ((const char *)text.data, text.number, NULL))
    return FALSE;
  *last = key.number;
  self->texts[key.number] = g_strndup ((const char *)text.data, text.number);
  return TRUE;
}

RepDraft *
rep_draft_decode (RepArena *clear)
{
  g_autoptr (RepDraft) draft = rep_draft_new ();
  RepCbor reader = { rep_arena_data (clear), rep_arena_size (clear), 0 };
  RepCborItem map;
  guint64 last = 0;

  if (!rep_cbor_expect (&reader, REP_CBOR_MAP, &map))
    return NULL;
  for (guint64 i = 0; i < map.number; i++)
    if (!take_text (draft, &reader, &last))
      return NULL;
  return reader.at == reader.size ? g_steal_pointer (&draft) : NULL;
}

static RepId
place_of (const RepVault *vault, const char *slot)
{
  g_autoptr (GByteArray) named = g_byte_array_new ();
  RepId id;

  g_byte_array_append (named, rep_vault_account (vault)->id.bytes, REP_ID_SIZE);
  g_byte_array_append (named, (const guint8 *)slot, (guint)strlen (slot));
  rep_digest_short (named->data, named->len, id.bytes);
  return id;
}

GBytes *
rep_draft_seal (const RepDraft *draft, const RepVault *vault, const char *slot)
{
  g_autoptr (RepArena) clear = rep_arena_new ();
  RepId place = place_of (vault, slot);
  GBytes *sealed;

  rep_draft_encode (draft, clear);
  sealed =
      rep_keyring_seal (rep_vault_keyring (vault), REP_COMPARTMENT_DRAFT, &place, REP_DRAFT_KIND, 1,
                        REP_PADDING_POWER, rep_arena_data (clear), rep_arena_size (clear), NULL);
  g_assert (sealed != NULL); /* the key is always held and the size bounded */
  return sealed;
}

RepDraft *
rep_draft_open (const RepVault *vault, const char *slot, GBytes *sealed, GError **error)
{
  g_autoptr (RepArena) clear = rep_arena_new ();
  RepId place = place_of (vault, slot);
  RepDraft *draft;

  if (!rep_keyring_open (rep_vault_keyring (vault), &place, REP_DRAFT_KIND, REP_CLASS_DRAFT,
                         g_bytes_get_data (sealed, NULL), g_bytes_get_size (sealed), clear, error))
    return NULL;
  draft = rep_draft_decode (clear);
  if (draft == NULL)
    g_set_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_CORRUPT, "not a draft");
  return draft;
}
