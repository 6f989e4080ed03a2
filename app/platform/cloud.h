/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * rep_cloud_service: Returns: (nullable): the name of the service whose synchronised folder @path
 * seems to lie in, told by the names of the folders above it and by the files these services leave
 * in their own. Such a service copies a vault to another's computer, and may put back an older one.
 */
const char *rep_cloud_service (const char *path);

G_END_DECLS
