/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/cli/cli.h"

G_BEGIN_DECLS

/** rep_cli_person_display: Returns: (transfer full): how @person is called on screen. */
char *rep_cli_person_display (RepCli *cli, const RepPerson *person);

/** rep_cli_person_name: Returns: (transfer full): the same of the record @id; fails as
 * rep_casebook_read() does. */
char *rep_cli_person_name (RepCli *cli, const RepId *id, GError **error);

G_END_DECLS
