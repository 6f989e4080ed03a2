/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "app/casebook/session.h"

G_BEGIN_DECLS

/** RepJournalPage: who did what when, the newest first, a group a day; read each time the page
 * comes to be seen. */
#define REP_TYPE_JOURNAL_PAGE (rep_journal_page_get_type ())
G_DECLARE_FINAL_TYPE (RepJournalPage, rep_journal_page, REP, JOURNAL_PAGE, AdwPreferencesPage)

G_END_DECLS
