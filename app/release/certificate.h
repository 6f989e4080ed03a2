/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/release/published.h"
#include "crypto/keypair.h"

G_BEGIN_DECLS

/*
 * The certificate beside a release: everything that was published of the project, and the proof,
 * from that alone, that no small count can be told. docs/release.md describes the file.
 */

#define REP_CERTIFICATE_MAX (16u * 1024u * 1024u)
#define REP_CERTIFICATE_TAG "rep-rel1"

/** rep_certificate_body: Returns: (transfer full): the certificate of the last release without its
 * signature. The digest of its CSV must be set. */
char *rep_certificate_body (const RepPublished *published);

/** rep_certificate_seal: Returns: (transfer full): @body signed over by @keypair. */
GBytes *rep_certificate_seal (const char *body,
                              const guint8 sign_key[REP_PUBLIC_KEY_SIZE],
                              const guint8 signature[REP_SIGNATURE_SIZE]);

/**
 * rep_certificate_parse:
 * @signer: (out) (optional): the key it says it is signed with
 *
 * Returns: (transfer full) (nullable): what was published; %NULL with %REP_APP_ERROR_BAD_FILE when
 *   @data is no certificate or contradicts itself, with %REP_APP_ERROR_UNSIGNED when the signature
 *   does not fit. Whether the proof holds is for rep_certificate_holds() to say.
 */
RepPublished *rep_certificate_parse (gconstpointer data,
                                     gsize size,
                                     guint8 signer[REP_PUBLIC_KEY_SIZE],
                                     GError **error);

/** rep_certificate_holds: whether, by arithmetic alone, every figure that may be small is proven by
 * two solutions of the whole system or said to be cleared. */
gboolean rep_certificate_holds (const RepPublished *published);

/** rep_certificate_digest: writes BLAKE2b-256 of @bytes as hexadecimal. */
void rep_certificate_digest (GBytes *bytes, char out[65]);

G_END_DECLS
