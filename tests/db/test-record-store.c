/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "db/record-store.h"

#include "tests/crypto/fixture.h"

static RepRecord
make_record (void)
{
  return (RepRecord){ .id = test_id (0x11),
                      .kind = 3,
                      .revision = 7,
                      .origin = test_id (0x22),
                      .facts = { (const guint8 *)"facts", 5 },
                      .identity = { (const guint8 *)"identity", 8 },
                      .link = { NULL, 0 } };
}

/* The journal of every vault holds digests made this way. */
static void
test_digest (void)
{
  RepRecord record = make_record ();
  RepDigest digest = rep_record_digest (&record);
  g_autofree char *hex = test_hex (digest.bytes, REP_DIGEST_SIZE);

  g_assert_cmpstr (hex, ==, "9e154773594c6fd65bb8536a859390ab1bdbdd5f487f37b280b8aee866640fd7");
}

static void
test_digest_fields (void)
{
  RepRecord changed[11];
  RepRecord record = make_record ();
  RepDigest digest = rep_record_digest (&record);

  for (guint i = 0; i < G_N_ELEMENTS (changed); i++)
    changed[i] = record;
  changed[0].id.bytes[15] ^= 1;
  changed[1].kind++;
  changed[2].revision++;
  changed[3].origin.bytes[0] ^= 1;
  changed[4].facts.size--;
  changed[5].facts.data = (const guint8 *)"Facts";
  changed[6].facts = (RepBlob){ NULL, 0 };
  changed[7].identity = (RepBlob){ NULL, 0 };
  changed[8].link = record.facts;
  changed[9].link = (RepBlob){ (const guint8 *)"", 0 };
  changed[10].facts = record.identity;
  changed[10].identity = record.facts;
  for (guint i = 0; i < G_N_ELEMENTS (changed); i++) {
    RepDigest other = rep_record_digest (&changed[i]);

    g_assert_false (rep_digest_equal (&other, &digest));
  }
}

static void
test_dup (void)
{
  char facts[] = "facts";
  RepRecord record = make_record ();
  RepDigest before;
  g_autofree RepRecord *copy = NULL;
  RepDigest after;

  record.facts.data = (const guint8 *)facts;
  before = rep_record_digest (&record);
  copy = rep_record_dup (&record);
  facts[0] = 'X';
  after = rep_record_digest (copy);
  g_assert_true (rep_digest_equal (&before, &after));
  g_assert_null (copy->link.data);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/record-store/digest", test_digest);
  g_test_add_func ("/record-store/digest-fields", test_digest_fields);
  g_test_add_func ("/record-store/dup", test_dup);

  return g_test_run ();
}
