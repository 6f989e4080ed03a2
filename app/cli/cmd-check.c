/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/cli/cli.h"
#include "app/exchange/json.h"
#include "db/vault-check.h"

static void
add_ids (JsonBuilder *builder, const char *name, const GArray *ids)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < ids->len; i++)
    rep_json_add_id (builder, &g_array_index (ids, RepId, i));
  json_builder_end_array (builder);
}

static void
print_json (const RepVaultCheck *check, const GArray *dangling, const char *journal)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  rep_cli_member_int (builder, "records", check->records);
  rep_cli_member_int (builder, "ok", (gint64)check->records - check->damaged->len);
  add_ids (builder, "damaged", check->damaged);
  rep_cli_member_text (builder, "journal", journal);
  rep_cli_member_text (builder, "manifest", check->intact ? "ok" : "mismatch");
  add_ids (builder, "dangling", dangling);
  add_ids (builder, "unsigned", check->unsigned_records);
  rep_cli_member_text (builder, "file", check->file_intact ? "ok" : "mismatch");
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
print_found (const RepVaultCheck *check, const GArray *dangling, gboolean sound)
{
  g_print (_ ("Records: %u\n"), check->records);
  if (check->journal_broken_at >= 0)
    g_print (_ ("The journal is broken at entry %d.\n"), (int)check->journal_broken_at);
  if (!check->intact)
    g_print (_ ("The records are not those last signed.\n"));
  if (!check->file_intact)
    g_print (_ ("The names of the vault and of this copy are not those last signed.\n"));
  print_ids (_ ("Damaged:"), check->damaged);
  print_ids (_ ("Not signed:"), check->unsigned_records);
  print_ids (_ ("Referred to but missing:"), dangling);
  if (sound)
    g_print (_ ("Nothing wrong was found.\n"));
}

static int
check (RepCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_auto (RepVaultCheck) found = { 0 };
  g_autoptr (GArray) dangling = rep_casebook_dangling (cli->casebook);
  g_autofree char *journal = NULL;
  gboolean sound;

  if (!rep_vault_check (rep_casebook_vault (cli->casebook), &found, &error))
    return rep_cli_fail (error);
  journal = found.journal_broken_at < 0
                ? g_strdup ("ok")
                : g_strdup_printf ("broken at %" G_GINT64_FORMAT, found.journal_broken_at);
  sound = found.damaged->len == 0 && found.unsigned_records->len == 0 && dangling->len == 0 &&
          found.intact && found.file_intact && found.journal_broken_at < 0 &&
          rep_casebook_damaged (cli->casebook)->len == 0;
  if (cli->json)
    print_json (&found, dangling, journal);
  else
    print_found (&found, dangling, sound);
  return sound ? REP_EXIT_DONE : REP_EXIT_DAMAGE;
}

static int
run (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  int status;

  if (!rep_cli_parse (cli, command, NULL, 0, 0, &argc, &argv))
    return REP_EXIT_USAGE;
  status = rep_cli_open (cli);
  return status == REP_EXIT_DONE ? check (cli) : status;
}

const RepCommand rep_command_check = { "check", "",
                                       N_ ("open every record and verify the whole vault"), run };
