/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/cli/cli.h"
#include "app/domain/place.h"

#define MAX_PLACES 20

static void
print_place (const RepCli *cli, JsonBuilder *builder, const RepPlace *place)
{
  if (!cli->json) {
    g_print ("%s  %s (%s)  %s  %s\n", place->insee, place->name, place->departement_name,
             place->postcodes, place->epci_name);
    return;
  }
  json_builder_begin_object (builder);
  rep_cli_member_text (builder, "insee", place->insee);
  rep_cli_member_text (builder, "name", place->name);
  rep_cli_member_text (builder, "postcodes", place->postcodes);
  rep_cli_member_text (builder, "departement", place->departement);
  rep_cli_member_text (builder, "arrondissement", place->arrondissement);
  rep_cli_member_text (builder, "epci", place->epci);
  rep_cli_member_text (builder, "epci_name", place->epci_name);
  json_builder_end_object (builder);
}

static int
find_places (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) places = NULL;

  if (!rep_cli_parse (cli, command, NULL, 1, 1, &argc, &argv))
    return REP_EXIT_USAGE;
  places = rep_place_find (argv[1], NULL, MAX_PLACES);
  json_builder_begin_array (builder);
  for (guint i = 0; i < places->len; i++)
    print_place (cli, builder, g_ptr_array_index (places, i));
  json_builder_end_array (builder);
  if (cli->json)
    rep_cli_print_json (builder);
  else if (places->len == 0)
    g_print (_ ("No commune begins like that.\n"));
  return REP_EXIT_DONE;
}

const RepCommand rep_command_place_find = { "place find", N_ ("TEXT"),
                                            N_ ("find communes by name, postal code or INSEE code"),
                                            find_places };
