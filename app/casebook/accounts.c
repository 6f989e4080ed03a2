/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/casebook/accounts.h"
#include "app/casebook/casebook-private.h"
#include "app/error.h"
#include "crypto/error.h"
#include "db/vault-accounts.h"

static const char *const role_codes[] = {
  [REP_ROLE_COUNSELLOR] = "counsellor",
  [REP_ROLE_DIRECTOR] = "director",
  [REP_ROLE_MANAGER] = "manager",
};

const char *
rep_role_code (RepRole role)
{
  return role >= REP_ROLE_COUNSELLOR && role <= REP_ROLE_MANAGER ? role_codes[role] : "";
}

RepRole
rep_role_by_code (const char *code)
{
  for (guint role = REP_ROLE_COUNSELLOR; role <= REP_ROLE_MANAGER; role++)
    if (g_strcmp0 (role_codes[role], code) == 0)
      return (RepRole)role;
  return REP_ROLE_NONE;
}

void
rep_accounts_outcome_clear (RepAccountsOutcome *outcome)
{
  g_clear_pointer (&outcome->accounts, rep_account_list_free);
  g_clear_pointer (&outcome->objects, g_ptr_array_unref);
}

void
rep_accounts_publish (RepCasebook *casebook, RepAccountsOutcome *outcome)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  rep_account_list_free (casebook->accounts_known);
  casebook->accounts_known = g_steal_pointer (&outcome->accounts);
  rep_casebook_publish_all (casebook, outcome->objects != NULL ? outcome->objects : none);
  rep_accounts_outcome_clear (outcome);
}

const RepAccountLine *
rep_accounts_find (RepCasebook *casebook, const char *login)
{
  const GPtrArray *lines = rep_casebook_accounts (casebook)->lines;
  g_autofree char *composed = login != NULL ? g_utf8_normalize (login, -1, G_NORMALIZE_NFC) : NULL;

  for (guint i = 0; i < lines->len; i++) {
    const RepAccountLine *line = g_ptr_array_index (lines, i);

    if (line->until == 0 && g_strcmp0 (line->login, composed) == 0)
      return line;
  }
  return NULL;
}

gboolean
rep_accounts_is_new (RepCasebook *casebook, const RepAccountLine *line, gint64 now)
{
  return line != rep_casebook_accounts (casebook)->founder &&
         line->since > now - REP_NEW_ACCOUNT_DAYS * G_GINT64_CONSTANT (86400);
}

GPtrArray *
rep_accounts_structures (RepCasebook *casebook, const RepAccountLine *line)
{
  const GPtrArray *structures = rep_casebook_structures (casebook);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < line->structures->len; i++)
    for (guint j = 0; j < structures->len; j++) {
      const RepStructure *structure = g_ptr_array_index (structures, j);

      if (structure != NULL && structure->name != NULL &&
          structure->identity_compartment == g_array_index (line->structures, guint16, i))
        g_ptr_array_add (names, g_strdup (structure->name));
    }
  return names;
}

/* --- changes --------------------------------------------------------------------------------- */

static gboolean
check_manager (RepCasebook *casebook, GError **error)
{
  return rep_casebook_accounts (casebook)->self->role == REP_ROLE_MANAGER ||
         rep_app_error_set (error, REP_APP_ERROR_NOT_ALLOWED, NULL);
}

/* The identity compartments of the structures asked for. */
static GArray *
find_compartments (RepCasebook *casebook, const RepAccountRequest *request, GError **error)
{
  guint n = request->structures != NULL ? request->structures->len : 0;
  g_autoptr (GArray) compartments = g_array_new (FALSE, FALSE, sizeof (guint16));

  if (request->role == REP_ROLE_COUNSELLOR && n == 0) {
    rep_app_error_set (error, REP_APP_ERROR_MISSING, "structure");
    return NULL;
  }
  if (request->role == REP_ROLE_DIRECTOR && n > 0) {
    rep_app_error_set (error, REP_APP_ERROR_CONTRADICTION, "role, structure");
    return NULL;
  }
  for (guint i = 0; i < n; i++) {
    const RepId *id = &g_array_index (request->structures, RepId, i);
    guint32 number = rep_casebook_number (casebook, &rep_kind_structure, id);
    const RepStructure *structure =
        number != REP_NO_ROW ? g_ptr_array_index (casebook->structures, number) : NULL;
    char hex[REP_ID_HEX_SIZE];
    guint16 compartment;

    if (structure == NULL) {
      rep_app_error_set (error, REP_APP_ERROR_NO_STRUCTURE, rep_id_format (id, hex));
      return NULL;
    }
    compartment = (guint16)structure->identity_compartment;
    g_array_append_val (compartments, compartment);
  }
  return g_steal_pointer (&compartments);
}

/* What the vault's own errors mean when accounts are the matter. */
static gboolean
explain (GError *failure, const char *login, GError **error)
{
  g_autoptr (GError) owned = failure;

  if (g_error_matches (owned, REP_DB_ERROR, REP_DB_ERROR_EXISTS))
    return rep_app_error_set (error, REP_APP_ERROR_LOGIN_IN_USE, login);
  g_propagate_error (error, g_steal_pointer (&owned));
  return FALSE;
}

static gboolean
check_request (RepCasebook *casebook, const RepAccountRequest *request, GError **error)
{
  gsize length = request->login != NULL ? strlen (request->login) : 0;

  if (!check_manager (casebook, error))
    return FALSE;
  if (length < 1 || length > REP_LOGIN_MAX || !g_utf8_validate (request->login, -1, NULL) ||
      strcmp (request->login, REP_RECOVERY_LOGIN) == 0)
    return rep_app_error_set (error, REP_APP_ERROR_BAD_TEXT, "login");
  if (request->role < REP_ROLE_COUNSELLOR || request->role > REP_ROLE_MANAGER)
    return rep_app_error_set (error, REP_APP_ERROR_MISSING, "role");
  return TRUE;
}

gboolean
rep_accounts_add (RepCasebook *casebook,
                  const RepAccountRequest *request,
                  gint64 now,
                  RepAccountsOutcome *outcome,
                  GError **error)
{
  g_autoptr (GArray) compartments = NULL;
  RepNewAccount account = { .login = request->login,
                            .password = request->password,
                            .role = request->role };
  GError *failure = NULL;

  if (!check_request (casebook, request, error))
    return FALSE;
  if (request->password == NULL || rep_secret_get_size (request->password) == 0)
    return rep_app_error_set (error, REP_APP_ERROR_MISSING, "password");
  compartments = find_compartments (casebook, request, error);
  if (compartments == NULL)
    return FALSE;
  account.structures = compartments;
  if (!rep_vault_add_account (casebook->vault, &account, now, NULL, &failure))
    return explain (failure, request->login, error);
  outcome->accounts = rep_account_list_new (casebook->vault);
  return TRUE;
}

/* Another account, by its login. */
static const RepAccountLine *
find_other (RepCasebook *casebook, const char *login, GError **error)
{
  const RepAccountLine *line = rep_accounts_find (casebook, login);

  if (!check_manager (casebook, error))
    return NULL;
  if (line == NULL) {
    rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_LOGIN, login);
    return NULL;
  }
  if (line == rep_casebook_accounts (casebook)->self) {
    rep_app_error_set (error, REP_APP_ERROR_OWN_ACCOUNT, login);
    return NULL;
  }
  return line;
}

gboolean
rep_accounts_set_role (RepCasebook *casebook,
                       const RepAccountRequest *request,
                       gint64 now,
                       RepAccountsOutcome *outcome,
                       GError **error)
{
  const RepAccountLine *line = find_other (casebook, request->login, error);
  g_autoptr (GArray) compartments = NULL;

  if (line == NULL || !check_request (casebook, request, error))
    return FALSE;
  compartments = find_compartments (casebook, request, error);
  if (compartments == NULL ||
      !rep_vault_set_role (casebook->vault, &line->id, request->role, compartments, now, error))
    return FALSE;
  outcome->accounts = rep_account_list_new (casebook->vault);
  return TRUE;
}

typedef struct {
  RepCasebook *casebook;
  GPtrArray *objects;
} Beside;

static gboolean
seal_beside (RepVault *vault, GArray *changes, gpointer data, GError **error)
{
  Beside *beside = data;

  return rep_casebook_seal_all (beside->casebook, beside->objects, changes, error);
}

/* The settings with one more succession in them. */
static GPtrArray *
settings_with_heir (RepCasebook *casebook, const RepId *from, const RepId *to, GError **error)
{
  RepSettings *settings = rep_id_is_none (&casebook->settings)
                              ? rep_object_new (&rep_kind_settings)
                              : rep_casebook_read (casebook, &casebook->settings, error);
  RepSuccession *entry;
  GPtrArray *objects;

  if (settings == NULL)
    return NULL;
  entry = rep_list_add (&settings->successions, &rep_kind_succession);
  entry->from = *from;
  entry->to = *to;
  objects = g_ptr_array_new_with_free_func (rep_object_free);
  g_ptr_array_add (objects, settings);
  return objects;
}

static const RepAccountLine *
find_heir (RepCasebook *casebook, const char *heir, const RepAccountLine *line, GError **error)
{
  const RepAccountLine *to = rep_accounts_find (casebook, heir);

  if (to == line) {
    rep_app_error_set (error, REP_APP_ERROR_CONTRADICTION, "follow-ups-to");
    return NULL;
  }
  if (to == NULL)
    rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_LOGIN, heir);
  return to;
}

gboolean
rep_accounts_revoke (RepCasebook *casebook,
                     const char *login,
                     const char *heir,
                     gint64 now,
                     RepAccountsOutcome *outcome,
                     GError **error)
{
  const RepAccountLine *line = find_other (casebook, login, error);
  const RepAccountLine *to = NULL;
  g_autoptr (GPtrArray) objects = NULL;
  Beside beside = { casebook, NULL };

  if (line == NULL)
    return FALSE;
  if (heir != NULL) {
    to = find_heir (casebook, heir, line, error);
    objects = to != NULL ? settings_with_heir (casebook, &line->id, &to->id, error) : NULL;
    if (objects == NULL)
      return FALSE;
  }
  beside.objects = objects;
  if (!rep_vault_revoke (casebook->vault, &line->id, objects != NULL ? seal_beside : NULL, &beside,
                         now, error))
    return FALSE;
  outcome->objects = g_steal_pointer (&objects);
  outcome->accounts = rep_account_list_new (casebook->vault);
  return TRUE;
}

gboolean
rep_accounts_rotate (RepCasebook *casebook, gint64 now, RepAccountsOutcome *outcome, GError **error)
{
  if (!check_manager (casebook, error) || !rep_vault_rotate (casebook->vault, now, error))
    return FALSE;
  outcome->accounts = rep_account_list_new (casebook->vault);
  return TRUE;
}
