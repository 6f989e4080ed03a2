/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/domain/day.h"
#include "ui/organisation/account-words.h"
#include "ui/say.h"

const char *
rep_account_words_role (RepRole role)
{
  switch (role) {
    case REP_ROLE_COUNSELLOR:
      return _ ("Counsellor");
    case REP_ROLE_DIRECTOR:
      return _ ("Director");
    case REP_ROLE_MANAGER:
      return _ ("Manager");
    case REP_ROLE_NONE:
    case REP_ROLE_RECOVERY:
    default:
      return "";
  }
}

const char *
rep_account_words_keys (RepRole role)
{
  switch (role) {
    case REP_ROLE_COUNSELLOR:
      return _ ("Opens the names of its own structure.");
    case REP_ROLE_DIRECTOR:
      return _ ("Sees every figure, and no name: it does not hold the keys.");
    case REP_ROLE_MANAGER:
      return _ ("Opens names, adds and revokes accounts.");
    case REP_ROLE_NONE:
    case REP_ROLE_RECOVERY:
    default:
      return "";
  }
}

/* "Counsellor, Épernay" */
static char *
describe (RepCasebook *casebook, const RepAccountLine *line)
{
  g_autoptr (GPtrArray) names = rep_accounts_structures (casebook, line);
  g_autofree char *joined = NULL;

  if (names->len == 0)
    return g_strdup (rep_account_words_role (line->role));
  g_ptr_array_add (names, NULL);
  joined = g_strjoinv (", ", (char **)names->pdata);
  return g_strdup_printf ("%s, %s", rep_account_words_role (line->role), joined);
}

char *
rep_account_words_about (RepCasebook *casebook, const RepAccountLine *line)
{
  g_autofree char *about = describe (casebook, line);
  g_autofree char *since = rep_say_short_day (rep_day_of_time (line->since));
  g_autofree char *until = NULL;

  if (line->until == 0) /* Translators: role and structure, date */
    return g_strdup_printf (_ ("%1$s · since %2$s"), about, since);
  until = rep_say_short_day (rep_day_of_time (line->until));
  /* Translators: role and structure, dates */
  return g_strdup_printf (_ ("%1$s · from %2$s, revoked on %3$s"), about, since, until);
}

char *
rep_account_words_new (RepCasebook *casebook, gint64 now)
{
  const GPtrArray *lines = rep_casebook_accounts (casebook)->lines;
  g_autoptr (GString) who = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; i < lines->len; i++) {
    const RepAccountLine *line = g_ptr_array_index (lines, i);

    if (rep_accounts_is_new (casebook, line, now))
      g_string_append_printf (who, "%s%s (%s)", n++ > 0 ? ", " : "", line->login,
                              rep_account_words_role (line->role));
  }
  if (n == 0)
    return NULL;
  return g_strdup_printf (ngettext ("Account added in the last 14 days: %s",
                                    "Accounts added in the last 14 days: %s", n),
                          who->str);
}
