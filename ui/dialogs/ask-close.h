/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * rep_ask_close: asks what becomes of what stands in @form, which was told to close.
 * @keep: (nullable): label of the answer that keeps it; %NULL where it cannot be kept
 * @answered: called with the form, and whether it is to be kept; not when one goes on typing
 */
void rep_ask_close (GtkWindow *form,
                    const char *heading,
                    const char *body,
                    const char *keep,
                    void (*answered) (gpointer form, gboolean keep));

/** rep_ask_close_now: destroys @form once the question is done being answered. */
void rep_ask_close_now (GtkWindow *form);

G_END_DECLS
