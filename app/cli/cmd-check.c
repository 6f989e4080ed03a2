/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/casebook/check.h"
#include "app/cli/cli.h"
#include "app/exchange/json.h"

static void
add_ids (JsonBuilder *builder, const char *name, const GArray *ids)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < ids->len; i++)
    rep_json_add_id (builder, &g_array_index (ids, RepId, i));
  json_builder_end_array (builder);
}

/* "ok" or "broken at N". */
static char *
broken_text (gint64 broken_at)
{
  return broken_at < 0 ? g_strdup ("ok")
                       : g_strdup_printf ("broken at %" G_GINT64_FORMAT, broken_at);
}

static void
add_broken (JsonBuilder *builder, const char *name, gint64 broken_at)
{
  g_autofree char *text = broken_text (broken_at);

  rep_cli_member_text (builder, name, text);
}

/* The login of @account, its id where the roster does not know it. */
static char *
login_of (const RepCheck *self, const RepId *account)
{
  const RepRoster *roster = self->vault.roster;
  const RepAccount *found = roster != NULL ? rep_roster_account (roster, account) : NULL;
  char hex[REP_ID_HEX_SIZE];

  return g_strdup (found != NULL ? found->login : rep_id_format (account, hex));
}

static void
add_grants (const RepCheck *self, JsonBuilder *builder)
{
  const GArray *grants = self->vault.grants;

  json_builder_set_member_name (builder, "grants");
  json_builder_begin_array (builder);
  for (guint i = 0; i < grants->len; i++) {
    const RepGrantName *grant = &g_array_index (grants, RepGrantName, i);
    g_autofree char *login = login_of (self, &grant->grantee);

    json_builder_begin_object (builder);
    rep_cli_member_text (builder, "login", login);
    rep_cli_member_int (builder, "compartment", grant->compartment);
    rep_cli_member_int (builder, "epoch", grant->epoch);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

static void
add_texts (JsonBuilder *builder, const char *name, const GPtrArray *texts)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < texts->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (texts, i));
  json_builder_end_array (builder);
}

static void
add_denied (const RepCheck *self, JsonBuilder *builder)
{
  const GArray *list = self->vault.denied;

  json_builder_set_member_name (builder, "denied");
  json_builder_begin_array (builder);
  for (guint i = 0; i < list->len; i++) {
    const RepDenied *denied = &g_array_index (list, RepDenied, i);
    g_autofree char *login = login_of (self, &denied->account);

    json_builder_begin_object (builder);
    rep_cli_member_int (builder, "sequence", (gint64)denied->sequence);
    rep_cli_member_text (builder, "login", login);
    rep_cli_member_code (builder, "action", &rep_vocabulary_deed, denied->action);
    json_builder_set_member_name (builder, "id");
    if (rep_id_is_none (&denied->id))
      json_builder_add_null_value (builder);
    else
      rep_json_add_id (builder, &denied->id);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

static void
print_json (const RepCheck *self)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const RepVaultCheck *vault = &self->vault;

  json_builder_begin_object (builder);
  rep_cli_member_bool (builder, "opened", vault->opened);
  rep_cli_member_int (builder, "records", vault->records);
  rep_cli_member_int (builder, "ok", MAX ((gint64)vault->records - (gint64)vault->damaged->len, 0));
  rep_cli_member_int (builder, "revisions", vault->revisions);
  rep_cli_member_int (builder, "entries", (gint64)vault->entries);
  add_ids (builder, "damaged", vault->damaged);
  add_broken (builder, "journal", vault->journal_broken_at);
  rep_cli_member_text (builder, "manifest", vault->intact || !vault->opened ? "ok" : "mismatch");
  add_ids (builder, "dangling", self->dangling);
  add_ids (builder, "rings", self->rings);
  add_ids (builder, "unsigned", vault->unsigned_records);
  add_ids (builder, "missing", vault->missing);
  add_denied (self, builder);
  add_broken (builder, "roster", vault->roster_broken_at);
  add_texts (builder, "slots", vault->slots);
  add_grants (self, builder);
  add_texts (builder, "drafts", vault->drafts);
  add_ids (builder, "notes", vault->notes);
  rep_cli_member_text (builder, "head", vault->head_intact ? "ok" : "mismatch");
  rep_cli_member_text (builder, "file", vault->file_intact ? "ok" : "mismatch");
  rep_cli_member_text (builder, "sqlite", vault->sqlite_intact ? "ok" : "damaged");
  json_builder_end_object (builder);
  rep_cli_print_json (builder);
}

static void
print_ids (const char *label, const GArray *ids)
{
  char hex[REP_ID_HEX_SIZE];

  for (guint i = 0; i < ids->len; i++)
    g_print ("%s %s\n", label, rep_id_format (&g_array_index (ids, RepId, i), hex));
}

static void
print_denied (const RepCheck *self)
{
  const GArray *list = self->vault.denied;
  char hex[REP_ID_HEX_SIZE];

  for (guint i = 0; i < list->len; i++) {
    const RepDenied *denied = &g_array_index (list, RepDenied, i);
    g_autofree char *login = login_of (self, &denied->account);

    g_print (_ ("Not allowed to %s: entry %d, %s %s\n"), login, (int)denied->sequence,
             rep_cli_label (&rep_vocabulary_deed, denied->action),
             rep_id_is_none (&denied->id) ? "" : rep_id_format (&denied->id, hex));
  }
}

static void
print_accounts (const RepCheck *self)
{
  const RepVaultCheck *vault = &self->vault;

  if (vault->roster_broken_at >= 0)
    g_print (_ ("The list of accounts is broken at entry %d.\n"), (int)vault->roster_broken_at);
  if (!vault->head_intact)
    g_print (_ ("The end of the journal is not signed by an account.\n"));
  if (!vault->file_intact)
    g_print (_ ("The names of the vault and of this copy are not those last signed.\n"));
  if (!vault->sqlite_intact)
    g_print (_ ("The file itself is damaged.\n"));
  for (guint i = 0; i < vault->slots->len; i++)
    g_print (_ ("Damaged or missing: the slot of %s\n"),
             (const char *)g_ptr_array_index (vault->slots, i));
  for (guint i = 0; i < vault->drafts->len; i++)
    g_print (_ ("Damaged: the draft “%s”\n"), (const char *)g_ptr_array_index (vault->drafts, i));
  for (guint i = 0; i < vault->grants->len; i++) {
    const RepGrantName *grant = &g_array_index (vault->grants, RepGrantName, i);
    g_autofree char *login = login_of (self, &grant->grantee);

    g_print (_ ("Damaged or missing: the key of compartment %u, epoch %u for %s\n"),
             grant->compartment, grant->epoch, login);
  }
}

static void
print_found (const RepCheck *self)
{
  const RepVaultCheck *vault = &self->vault;

  if (vault->opened)
    g_print (_ ("Records: %u, earlier revisions: %u, journal entries: %u\n"), vault->records,
             vault->revisions, (guint)vault->entries);
  if (vault->journal_broken_at >= 0)
    g_print (_ ("The journal is broken at entry %d.\n"), (int)vault->journal_broken_at);
  if (vault->opened && !vault->intact)
    g_print (_ ("The records are not those last signed.\n"));
  print_accounts (self);
  print_ids (_ ("Damaged: a note that waits"), vault->notes);
  print_ids (_ ("Damaged:"), vault->damaged);
  print_ids (_ ("Not signed:"), vault->unsigned_records);
  print_ids (_ ("Revisions are missing of:"), vault->missing);
  print_denied (self);
  print_ids (_ ("Referred to but missing:"), self->dangling);
  print_ids (_ ("Merged into one another in a ring:"), self->rings);
  if (rep_check_is_sound (self))
    g_print (_ ("Nothing wrong was found.\n"));
}

static int
report (RepCli *cli, const RepCheck *found)
{
  if (cli->json)
    print_json (found);
  else
    print_found (found);
  return rep_check_is_sound (found) ? REP_EXIT_DONE : REP_EXIT_DAMAGE;
}

/* A vault that does not open may be damaged just where it would: what anyone can verify is verified
 * all the same. Returns @status when that finds nothing. */
static int
check_closed (RepCli *cli, int status)
{
  g_auto (RepCheck) found = { 0 };

  if (cli->vault == NULL ||
      !rep_check_closed (cli->vault, (guint)MAX (cli->wait, 0), &found, NULL) ||
      rep_check_is_sound (&found))
    return status;
  return report (cli, &found);
}

static int
check (RepCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_auto (RepCheck) found = { 0 };

  if (!rep_casebook_check (cli->casebook, NULL, NULL, &found, &error))
    return rep_cli_fail (error);
  return report (cli, &found);
}

static int
run (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  int status;

  if (!rep_cli_parse (cli, command, NULL, 0, 0, &argc, &argv))
    return REP_EXIT_USAGE;
  status = rep_cli_open (cli);
  return status == REP_EXIT_DONE ? check (cli) : check_closed (cli, status);
}

const RepCommand rep_command_check = { "check", "",
                                       N_ ("open every record and verify the whole vault"), run };
