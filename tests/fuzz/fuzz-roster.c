/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "tests/fuzz/fuzz.h"

#include "crypto/keyring.h"
#include "crypto/roster-entry.h"

/* The body of an entry. One that is taken is written again as it was: one meaning, one encoding. */
int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t size)
{
  static const guint8 signature[REP_SIGNATURE_SIZE] = { 0 };
  g_auto (RepRosterEntry) entry = { 0 };
  g_autoptr (RepRoster) roster = rep_roster_new ();
  RepRosterPlace place = { 0 };

  g_assert_false (rep_roster_replay (roster, data, size, signature, NULL));
  if (rep_roster_entry_decode (data, size, &entry, &place, NULL)) {
    g_autoptr (GBytes) again = rep_roster_entry_encode (&entry, &place);

    test_assert_same (g_bytes_get_data (again, NULL), g_bytes_get_size (again), data, size);
  }
  return 0;
}

static void
add_entry (GPtrArray *seeds, RepRosterEntry *entry, RepRosterPlace *place)
{
  g_autoptr (GBytes) body = rep_roster_entry_encode (entry, place);

  fuzz_add (seeds, g_bytes_get_data (body, NULL), g_bytes_get_size (body));
}

GPtrArray *
fuzz_seeds (void)
{
  GPtrArray *seeds = fuzz_list ();
  RepEpoch epochs[] = { { REP_COMPARTMENT_FACTS, 1 }, { REP_COMPARTMENT_LINK, 1 } };
  guint16 structure = 16;
  g_auto (RepRosterEntry) first = { .type = REP_ROSTER_ADD,
                                    .account = test_id (0x22),
                                    .login = g_strdup ("maud"),
                                    .role = REP_ROLE_MANAGER,
                                    .time = 1700000000 };
  g_auto (RepRosterEntry) second = { .type = REP_ROSTER_ADD,
                                     .account = test_id (0x44),
                                     .login = g_strdup ("théo"),
                                     .role = REP_ROLE_COUNSELLOR,
                                     .time = 1700000001 };
  RepRosterPlace place = { .is_first = TRUE, .salt = test_id (0x66), .signer = test_id (0x22) };

  first.epochs = g_array_new (FALSE, FALSE, sizeof (RepEpoch));
  g_array_append_vals (first.epochs, epochs, G_N_ELEMENTS (epochs));
  add_entry (seeds, &first, &place);
  second.structures = g_array_new (FALSE, FALSE, sizeof (guint16));
  g_array_append_val (second.structures, structure);
  place = (RepRosterPlace){ .n = 1, .signer = test_id (0x22) };
  add_entry (seeds, &second, &place);
  return seeds;
}
