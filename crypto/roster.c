/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "crypto/error.h"
#include "crypto/keyring.h"
#include "crypto/roster-entry.h"

#define TAG "rep-rost"

/* What an account has been since entry n. */
typedef struct {
  guint32 n;
  RepRole role;
  RepPublicKeys keys;
  GArray *structures; /* guint16 */
} Past;

/* An epoch and the entry that started it. */
typedef struct {
  RepEpoch epoch;
  guint32 n;
} Started;

struct _RepRoster {
  RepId vault;
  guint8 root[REP_PUBLIC_KEY_SIZE];
  GArray *hashes;      /* RepDigest of every entry */
  GPtrArray *accounts; /* RepAccount */
  GArray *epochs;      /* Started, oldest first */
  GArray *devices;     /* RepId */
  GArray *events;      /* RepRosterEvent */
};

static void
past_clear (gpointer data)
{
  Past *past = data;

  g_array_unref (past->structures);
}

static void
account_free (gpointer data)
{
  RepAccount *account = data;

  g_free (account->login);
  g_array_unref (account->structures);
  g_array_unref (account->past);
  g_free (account);
}

RepRoster *
rep_roster_new (void)
{
  RepRoster *self = g_new0 (RepRoster, 1);

  self->hashes = g_array_new (FALSE, FALSE, sizeof (RepDigest));
  self->accounts = g_ptr_array_new_with_free_func (account_free);
  self->epochs = g_array_new (FALSE, FALSE, sizeof (Started));
  self->devices = g_array_new (FALSE, FALSE, sizeof (RepId));
  self->events = g_array_new (FALSE, FALSE, sizeof (RepRosterEvent));
  return self;
}

void
rep_roster_free (RepRoster *roster)
{
  if (roster == NULL)
    return;

  g_array_unref (roster->hashes);
  g_ptr_array_unref (roster->accounts);
  g_array_unref (roster->epochs);
  g_array_unref (roster->devices);
  g_array_unref (roster->events);
  g_free (roster);
}

static RepAccount *
find_account (const RepRoster *self, const RepId *id)
{
  for (guint i = 0; i < self->accounts->len; i++) {
    RepAccount *account = g_ptr_array_index (self->accounts, i);

    if (rep_id_equal (&account->id, id))
      return account;
  }
  return NULL;
}

const RepAccount *
rep_roster_account (const RepRoster *roster, const RepId *id)
{
  return find_account (roster, id);
}

const RepAccount *
rep_roster_account_by_login (const RepRoster *roster, const char *login)
{
  for (guint i = 0; i < roster->accounts->len; i++) {
    const RepAccount *account = g_ptr_array_index (roster->accounts, i);

    if (account->role != REP_ROLE_NONE && g_strcmp0 (account->login, login) == 0)
      return account;
  }
  return NULL;
}

static gboolean
has_structure (const RepAccount *account, guint16 compartment)
{
  for (guint i = 0; i < account->structures->len; i++)
    if (g_array_index (account->structures, guint16, i) == compartment)
      return TRUE;
  return FALSE;
}

gboolean
rep_account_may_hold (const RepAccount *account, guint16 compartment)
{
  RepCompartmentClass class = rep_compartment_class (compartment);

  switch (account->role) {
    case REP_ROLE_COUNSELLOR:
      return class == REP_CLASS_FACTS || class == REP_CLASS_LINK ||
             (class == REP_CLASS_IDENTITY && has_structure (account, compartment));
    case REP_ROLE_DIRECTOR:
      return class == REP_CLASS_FACTS;
    case REP_ROLE_MANAGER:
      return class != REP_CLASS_NONE &&
             (class != REP_CLASS_IDENTITY || account->structures->len == 0 ||
              has_structure (account, compartment));
    case REP_ROLE_RECOVERY:
      return class != REP_CLASS_NONE;
    case REP_ROLE_NONE:
    default:
      return FALSE;
  }
}

/* Who may sign what: managers everything, the keys of the recovery sheet included, so that an old
 * sheet cannot outlive its renewal; the sheet new keys of a manager and new managers; anyone a
 * device. */
static gboolean
signer_may (const RepRoster *self, const RepRosterEntry *entry, const RepAccount *signer)
{
  const RepAccount *subject = find_account (self, &entry->account);

  if (signer == NULL || signer->role == REP_ROLE_NONE)
    return FALSE;
  if (entry->type == REP_ROSTER_DEVICE || signer->role == REP_ROLE_MANAGER)
    return TRUE;
  return signer->role == REP_ROLE_RECOVERY &&
         ((entry->type == REP_ROSTER_REKEY && subject != NULL &&
           subject->role == REP_ROLE_MANAGER) ||
          (entry->type == REP_ROSTER_ADD && entry->role == REP_ROLE_MANAGER));
}

/* Epochs are started one by one, by the entries that may: a device or a new account starts none. */
static gboolean
epochs_follow (const RepRoster *self, const RepRosterEntry *entry)
{
  gboolean may = self->hashes->len == 0 || entry->type == REP_ROSTER_STRUCTURE ||
                 entry->type == REP_ROSTER_REVOKE || entry->type == REP_ROSTER_EPOCH;

  for (guint i = 0; entry->epochs != NULL && i < entry->epochs->len; i++) {
    const RepEpoch *epoch = &g_array_index (entry->epochs, RepEpoch, i);

    for (guint j = 0; j < i; j++)
      if (g_array_index (entry->epochs, RepEpoch, j).compartment == epoch->compartment)
        return FALSE;
    if (!may || epoch->epoch != rep_roster_epoch (self, epoch->compartment) + 1 ||
        !rep_compartment_is_granted (epoch->compartment))
      return FALSE;
  }
  return TRUE;
}

/* Nothing is appended that could not be read back. */
static gboolean
login_is_sound (const char *login)
{
  return login != NULL && login[0] != '\0' && strlen (login) <= REP_LOGIN_MAX &&
         g_utf8_validate (login, -1, NULL);
}

static const char *
why_refused (const RepRoster *self,
             const RepRosterEntry *entry,
             const RepId *signer_id,
             const RepAccount *signer)
{
  gboolean first = self->hashes->len == 0;
  gboolean about_account = entry->type == REP_ROSTER_ROLE || entry->type == REP_ROSTER_REVOKE ||
                           entry->type == REP_ROSTER_REKEY;
  const RepAccount *subject = find_account (self, &entry->account);

  if (!epochs_follow (self, entry))
    return "epochs do not follow";
  if (first)
    return entry->type == REP_ROSTER_ADD && entry->role == REP_ROLE_MANAGER &&
                   login_is_sound (entry->login) && rep_id_equal (signer_id, &entry->account)
               ? NULL
               : "no first manager";
  if (!signer_may (self, entry, signer))
    return "signer is not entitled";
  if (about_account && (subject == NULL || subject->role == REP_ROLE_NONE))
    return "no such account";
  if (entry->type == REP_ROSTER_ADD &&
      (!login_is_sound (entry->login) || entry->role == REP_ROLE_NONE || subject != NULL ||
       rep_roster_account_by_login (self, entry->login) != NULL))
    return "account exists or has no login";
  return NULL;
}

static void
note_role (RepRoster *self, RepAccount *account, RepRole role)
{
  Past past = { self->hashes->len, role, account->keys, g_array_ref (account->structures) };

  account->role = role;
  if (role != REP_ROLE_NONE)
    account->last_role = role;
  g_array_append_val (account->past, past);
}

static void
add_account (RepRoster *self, const RepRosterEntry *entry)
{
  RepAccount *account = g_new0 (RepAccount, 1);

  account->id = entry->account;
  account->login = g_strdup (entry->login);
  account->structures =
      entry->structures != NULL ? g_array_copy (entry->structures) : g_array_new (FALSE, FALSE, 2);
  account->keys = entry->keys;
  account->since = entry->time;
  account->past = g_array_new (FALSE, FALSE, sizeof (Past));
  g_array_set_clear_func (account->past, past_clear);
  note_role (self, account, entry->role);
  g_ptr_array_add (self->accounts, account);
}

static void
change_account (RepRoster *self, const RepRosterEntry *entry)
{
  RepAccount *account = find_account (self, &entry->account);

  if (entry->type == REP_ROSTER_REKEY) {
    account->keys = entry->keys;
    note_role (self, account, account->role);
    return;
  }
  if (entry->type == REP_ROSTER_ROLE && entry->structures != NULL) {
    g_array_unref (account->structures);
    account->structures = g_array_copy (entry->structures);
  }
  note_role (self, account, entry->type == REP_ROSTER_REVOKE ? REP_ROLE_NONE : entry->role);
  if (account->role == REP_ROLE_NONE)
    account->until = entry->time;
}

static void
start_epoch (RepRoster *self, const RepEpoch *epoch)
{
  Started started = { *epoch, self->hashes->len };

  g_array_append_val (self->epochs, started);
}

static RepId
vault_of_first (const RepRosterEntry *entry, const RepRosterPlace *place)
{
  guint8 root[REP_PUBLIC_KEY_SIZE + REP_ID_SIZE];
  RepId vault;

  memcpy (root, entry->keys.sign, REP_PUBLIC_KEY_SIZE);
  memcpy (root + REP_PUBLIC_KEY_SIZE, place->salt.bytes, REP_ID_SIZE);
  rep_digest_short (root, sizeof root, vault.bytes);
  return vault;
}

/* An entry is no older than the one before it, whatever its signer's clock said. */
static void
note_event (RepRoster *self, const RepRosterEntry *entry, const RepRosterPlace *place)
{
  const RepAccount *signer = find_account (self, &place->signer);
  guint n = self->events->len;
  gint64 before = n > 0 ? g_array_index (self->events, RepRosterEvent, n - 1).time : 0;
  RepRosterEvent event = { entry->type, entry->account, place->signer,
                           signer != NULL ? signer->role : entry->role, MAX (entry->time, before) };

  g_array_append_val (self->events, event);
}

static void
apply (RepRoster *self, const RepRosterEntry *entry, const RepRosterPlace *place)
{
  note_event (self, entry, place);
  if (self->hashes->len == 0) {
    memcpy (self->root, entry->keys.sign, REP_PUBLIC_KEY_SIZE);
    self->vault = vault_of_first (entry, place);
  }
  if (entry->type == REP_ROSTER_ADD)
    add_account (self, entry);
  else if (entry->type == REP_ROSTER_DEVICE)
    g_array_append_val (self->devices, entry->device);
  else if (entry->type == REP_ROSTER_ROLE || entry->type == REP_ROSTER_REVOKE ||
           entry->type == REP_ROSTER_REKEY)
    change_account (self, entry);
  for (guint i = 0; entry->epochs != NULL && i < entry->epochs->len; i++)
    start_epoch (self, &g_array_index (entry->epochs, RepEpoch, i));
}

static GByteArray *
signed_part (const RepId *vault, gconstpointer body, gsize size)
{
  GByteArray *message = g_byte_array_new ();

  g_byte_array_append (message, vault->bytes, REP_ID_SIZE);
  g_byte_array_append (message, body, (guint)size);
  return message;
}

static void
note_hash (RepRoster *self,
           gconstpointer body,
           gsize size,
           const guint8 signature[REP_SIGNATURE_SIZE])
{
  g_autoptr (GByteArray) whole = g_byte_array_new ();
  RepDigest hash;

  g_byte_array_append (whole, body, (guint)size);
  g_byte_array_append (whole, signature, REP_SIGNATURE_SIZE);
  hash = rep_digest (whole->data, whole->len);
  g_array_append_val (self->hashes, hash);
}

static RepRosterPlace
next_place (const RepRoster *self, const RepId *signer)
{
  RepRosterPlace place = { .n = self->hashes->len, .signer = *signer };

  if (self->hashes->len == 0) {
    place.is_first = TRUE;
    place.salt = rep_id_random ();
  } else {
    place.previous = g_array_index (self->hashes, RepDigest, self->hashes->len - 1);
  }
  return place;
}

gboolean
rep_roster_append (RepRoster *roster,
                   const RepRosterEntry *entry,
                   const RepId *signer,
                   const RepKeypair *signer_keys,
                   GBytes **body,
                   guint8 signature[REP_SIGNATURE_SIZE],
                   GError **error)
{
  const char *refused = why_refused (roster, entry, signer, find_account (roster, signer));
  RepRosterPlace place = next_place (roster, signer);
  RepId vault = place.is_first ? vault_of_first (entry, &place) : roster->vault;
  g_autoptr (GByteArray) message = NULL;

  if (refused != NULL) {
    g_set_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_LIMIT, "roster: %s", refused);
    return FALSE;
  }

  *body = rep_roster_entry_encode (entry, &place);
  message = signed_part (&vault, g_bytes_get_data (*body, NULL), g_bytes_get_size (*body));
  rep_keypair_sign (signer_keys, TAG, message->data, message->len, signature);
  apply (roster, entry, &place);
  note_hash (roster, g_bytes_get_data (*body, NULL), g_bytes_get_size (*body), signature);
  return TRUE;
}

static gboolean
continues (const RepRoster *self, const RepRosterPlace *place)
{
  static const RepDigest none;
  const RepDigest *previous = &none;

  if (self->hashes->len > 0)
    previous = &g_array_index (self->hashes, RepDigest, self->hashes->len - 1);
  return place->n == self->hashes->len && rep_digest_equal (&place->previous, previous);
}

gboolean
rep_roster_replay (RepRoster *roster,
                   gconstpointer body,
                   gsize size,
                   const guint8 signature[REP_SIGNATURE_SIZE],
                   GError **error)
{
  g_auto (RepRosterEntry) entry = { 0 };
  RepRosterPlace place;
  const RepAccount *signer;
  const RepPublicKeys *keys;
  RepId vault;
  g_autoptr (GByteArray) message = NULL;

  if (!rep_roster_entry_decode (body, size, &entry, &place, error))
    return FALSE;

  signer = find_account (roster, &place.signer);
  keys = place.is_first ? &entry.keys : signer != NULL ? &signer->keys : NULL;
  vault = place.is_first ? vault_of_first (&entry, &place) : roster->vault;
  message = signed_part (&vault, body, size);
  if (!continues (roster, &place) || keys == NULL ||
      why_refused (roster, &entry, &place.signer, signer) != NULL ||
      !rep_signature_verify (keys, TAG, message->data, message->len, signature)) {
    g_set_error (error, REP_CRYPTO_ERROR, REP_CRYPTO_ERROR_CORRUPT, "roster broken at entry %u",
                 roster->hashes->len);
    return FALSE;
  }
  apply (roster, &entry, &place);
  note_hash (roster, body, size, signature);
  return TRUE;
}

const RepId *
rep_roster_vault (const RepRoster *roster)
{
  return &roster->vault;
}

guint32
rep_roster_length (const RepRoster *roster)
{
  return roster->hashes->len;
}

RepSlotPin
rep_roster_pin (const RepRoster *roster)
{
  RepSlotPin pin = { .n = roster->hashes->len - 1 };

  g_assert (roster->hashes->len > 0);
  memcpy (pin.root, roster->root, sizeof pin.root);
  pin.hash = g_array_index (roster->hashes, RepDigest, pin.n);
  return pin;
}

gboolean
rep_roster_honours (const RepRoster *roster, const RepSlotPin *pin)
{
  return memcmp (roster->root, pin->root, sizeof pin->root) == 0 && pin->n < roster->hashes->len &&
         rep_digest_equal (&g_array_index (roster->hashes, RepDigest, pin->n), &pin->hash);
}

const RepRosterEvent *
rep_roster_event (const RepRoster *roster, guint32 n)
{
  return n < roster->events->len ? &g_array_index (roster->events, RepRosterEvent, n) : NULL;
}

const GPtrArray *
rep_roster_accounts (const RepRoster *roster)
{
  return roster->accounts;
}

static const Past *
past_at (const RepRoster *self, const RepId *account, guint32 n)
{
  const RepAccount *found = find_account (self, account);
  const Past *then = NULL;

  for (guint i = 0; found != NULL && i < found->past->len; i++) {
    const Past *past = &g_array_index (found->past, Past, i);

    if (past->n <= n)
      then = past;
  }
  return then;
}

RepRole
rep_roster_role_at (const RepRoster *roster, const RepId *account, guint32 n)
{
  const Past *past = past_at (roster, account, n);

  return past != NULL ? past->role : REP_ROLE_NONE;
}

const RepPublicKeys *
rep_roster_keys_at (const RepRoster *roster, const RepId *account, guint32 n)
{
  const Past *past = past_at (roster, account, n);

  return past != NULL ? &past->keys : NULL;
}

gboolean
rep_roster_had_structure (
    const RepRoster *roster, const RepId *account, guint16 structure, guint32 from, guint32 to)
{
  for (guint32 n = MIN (from, to); n <= to; n++) {
    const Past *past = past_at (roster, account, n);

    for (guint i = 0; past != NULL && i < past->structures->len; i++)
      if (g_array_index (past->structures, guint16, i) == structure)
        return TRUE;
  }
  return FALSE;
}

guint32
rep_roster_epoch_start (const RepRoster *roster, guint16 compartment, guint32 epoch)
{
  for (guint i = 0; i < roster->epochs->len; i++) {
    const Started *started = &g_array_index (roster->epochs, Started, i);

    if (started->epoch.compartment == compartment && started->epoch.epoch == epoch)
      return started->n;
  }
  return G_MAXUINT32;
}

guint32
rep_roster_epoch (const RepRoster *roster, guint16 compartment)
{
  guint32 newest = 0;

  for (guint i = 0; i < roster->epochs->len; i++) {
    const RepEpoch *epoch = &g_array_index (roster->epochs, Started, i).epoch;

    if (epoch->compartment == compartment)
      newest = MAX (newest, epoch->epoch);
  }
  return newest;
}

GArray *
rep_roster_compartments (const RepRoster *roster)
{
  GArray *compartments = g_array_new (FALSE, FALSE, sizeof (guint16));

  for (guint i = 0; i < roster->epochs->len; i++) {
    const RepEpoch *epoch = &g_array_index (roster->epochs, Started, i).epoch;

    if (epoch->epoch == 1)
      g_array_append_val (compartments, epoch->compartment);
  }
  return compartments;
}

guint16
rep_roster_next_identity (const RepRoster *roster)
{
  guint next = REP_COMPARTMENT_FIRST_IDENTITY;

  for (guint i = 0; i < roster->epochs->len; i++)
    next = MAX (next, g_array_index (roster->epochs, Started, i).epoch.compartment + 1u);
  return next <= G_MAXUINT16 ? (guint16)next : 0;
}

const GArray *
rep_roster_devices (const RepRoster *roster)
{
  return roster->devices;
}

gboolean
rep_roster_has_device (const RepRoster *roster, const RepId *device)
{
  for (guint i = 0; i < roster->devices->len; i++)
    if (rep_id_equal (&g_array_index (roster->devices, RepId, i), device))
      return TRUE;
  return FALSE;
}
