/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RepPlace:
 * @insee: INSEE code of the commune ("08105"); the key stored in records
 * @name: official name ("Charleville-Mézières")
 * @postcodes: postal codes separated by one space ("08000"); empty in the southern lands
 * @departement: code ("08"); @departement_name: name ("Ardennes")
 * @arrondissement: INSEE code ("081"); empty where there is none
 * @epci: SIREN of the EPCI ("200041630"); empty where there is none; @epci_name: its name
 * @population: legal population; 0 where nobody lives or is counted
 *
 * A commune of the INSEE COG, overseas included; Paris, Lyon and Marseille are one commune each,
 * their municipal arrondissements are left out. Strings belong to the table and live as long as the
 * program.
 */
typedef struct {
  const char *insee;
  const char *name;
  const char *postcodes;
  const char *departement;
  const char *departement_name;
  const char *arrondissement;
  const char *epci;
  const char *epci_name;
  guint32 population;
} RepPlace;

/** rep_place_is_code: whether @size bytes of @text have the form of an INSEE code, known or not. */
gboolean rep_place_is_code (const char *text, gsize size);

/** rep_place_by_insee: Returns: (nullable): the commune of that code, by binary search. */
const RepPlace *rep_place_by_insee (const char *insee);

/** rep_place_is_named: whether @text is the whole name of @place, with what rep_place_find()
 * forgives. */
gboolean rep_place_is_named (const RepPlace *place, const char *text);

/** rep_place_all: (out) @n: how many. Returns: all communes, sorted by INSEE code. */
const RepPlace *rep_place_all (guint *n);

/**
 * rep_place_find:
 * @text: the beginning of a name (accents, case, hyphens, apostrophes, "st"/"ste" forgiven), of a
 *   postal code or of an INSEE code; "charl" and "0800" both find Charleville-Mézières
 * @near: (nullable): département code whose communes come first
 * @max: how many to return at most
 *
 * Order: exact names and codes, then @near, then by population. The first call of all reads the
 * table; every function here may be called from any thread.
 *
 * Returns: (transfer container) (element-type RepPlace): best first, maybe empty.
 */
GPtrArray *rep_place_find (const char *text, const char *near, guint max);

G_END_DECLS
