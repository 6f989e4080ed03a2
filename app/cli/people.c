/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/allowed.h"
#include "app/cli/people.h"

/* Reading names is journalled, by id. */
static gboolean
note_reading (RepCli *cli, const GArray *rows, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (RepId));

  for (guint i = 0; i < rows->len; i++)
    g_array_append_vals (
        ids, rep_casebook_id (cli->casebook, &rep_kind_person, g_array_index (rows, guint32, i)),
        1);
  return ids->len == 0 || !rep_casebook_holds_names (cli->casebook) ||
         rep_casebook_note (cli->casebook, REP_ACTION_READ_IDENTITY,
                            (const RepId *)(gpointer)ids->data, ids->len, cli->now, error);
}

GPtrArray *
rep_cli_read_people (RepCli *cli, const GArray *rows, GError **error)
{
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func (rep_object_free);

  if (!note_reading (cli, rows, error))
    return NULL;
  for (guint i = 0; i < rows->len; i++) {
    gpointer person = rep_casebook_read (
        cli->casebook,
        rep_casebook_id (cli->casebook, &rep_kind_person, g_array_index (rows, guint32, i)), error);

    if (person == NULL)
      return NULL;
    g_ptr_array_add (people, person);
  }
  return g_steal_pointer (&people);
}

const char *
rep_cli_project_code (RepCli *cli, guint number)
{
  const GPtrArray *projects = rep_casebook_projects (cli->casebook);
  const RepProject *project = number < projects->len ? g_ptr_array_index (projects, number) : NULL;

  return project != NULL ? project->code : "?";
}

const char *
rep_cli_login (RepCli *cli, guint16 account)
{
  const RepAccountLine *line =
      account == REP_NO_REFERENT
          ? NULL
          : rep_account_list_line (rep_casebook_accounts (cli->casebook),
                                   rep_casebook_account_id (cli->casebook, account));

  return line != NULL ? line->login : NULL;
}

const char *
rep_cli_partner_name (RepCli *cli, guint number)
{
  const GPtrArray *partners = rep_casebook_partners (cli->casebook);
  const RepPartner *partner = number < partners->len ? g_ptr_array_index (partners, number) : NULL;

  return partner != NULL ? partner->name : NULL;
}
