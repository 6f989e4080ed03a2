/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/cli/persons.h"
#include "app/domain/fold.h"

/* What an account without the key of a youth's names sees instead. */
static char *
name_by_structure (RepCli *cli, const RepPerson *person)
{
  const GPtrArray *structures = rep_casebook_structures (cli->casebook);
  guint32 number = rep_casebook_number (cli->casebook, &rep_kind_structure, &person->structure);
  const RepStructure *structure =
      number < structures->len ? g_ptr_array_index (structures, number) : NULL;

  if (structure == NULL || structure->name == NULL)
    return g_strdup (_ ("Young person"));
  return g_strdup_printf (_ ("Young person followed by %s"), structure->name);
}

char *
rep_cli_person_display (RepCli *cli, const RepPerson *person)
{
  g_autofree char *upper = person->last_name != NULL ? rep_fold_capitals (person->last_name) : NULL;

  if (person->object.compartment == 0)
    return name_by_structure (cli, person);
  if (upper != NULL || person->first_name != NULL)
    return g_strstrip (g_strjoin (" ", person->first_name != NULL ? person->first_name : "",
                                  upper != NULL ? upper : "", NULL));
  if (person->pseudonym != NULL)
    return g_strdup_printf (_ ("“%s”"), person->pseudonym);
  return person->description != NULL ? g_strdup_printf (_ ("no name (%s)"), person->description)
                                     : g_strdup (_ ("no name"));
}

char *
rep_cli_person_name (RepCli *cli, const RepId *id, GError **error)
{
  RepPerson *person = rep_casebook_read (cli->casebook, id, error);
  char *name = person != NULL ? rep_cli_person_display (cli, person) : NULL;

  rep_object_free (person);
  return name;
}
