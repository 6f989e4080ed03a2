/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/domain/field.h"
#include "crypto/arena.h"

G_BEGIN_DECLS

/*
 * Payload <-> struct, by the field table: a payload is a deterministic CBOR map from field number
 * to value. Fields this program does not know are kept as they came and written back.
 */

/** rep_codec_encode: appends the payload of @part of @object to @out. */
void rep_codec_encode (const RepObject *object, RepPart part, RepArena *out);

/**
 * rep_codec_decode:
 * @object: fields of @part are set from the payload, others left alone
 *
 * Fails with %REP_APP_ERROR_CORRUPT when the bytes are no payload; @object then is half filled and
 * must be thrown away.
 */
gboolean rep_codec_decode (RepObject *object,
                           RepPart part,
                           gconstpointer data,
                           gsize size,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
