/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/cli/cli.h"

G_BEGIN_DECLS

/** rep_cli_read_people: Returns: (transfer full) (nullable) (element-type RepPerson): the youths of
 * @rows (element-type guint32), in this order; that they were read is journalled. */
GPtrArray *rep_cli_read_people (RepCli *cli, const GArray *rows, GError **error);

/** rep_cli_project_code: Returns: the code of project @number, "?" where there is none. */
const char *rep_cli_project_code (RepCli *cli, guint number);
/** rep_cli_login: Returns: the login of account @number of the casebook, NULL for none. */
const char *rep_cli_login (RepCli *cli, guint16 account);
/** rep_cli_partner_name: Returns: (nullable): the name of partner row @number. */
const char *rep_cli_partner_name (RepCli *cli, guint number);

G_END_DECLS
