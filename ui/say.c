/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/domain/day.h"
#include "app/error.h"
#include "db/error.h"
#include "ui/say.h"
#include "ui/window.h"

/* Where the common sentence tells of a command, a window tells of what can be done there. */
static const char *
find_sentence (const GError *error)
{
  static const struct {
    RepDbError code;
    const char *sentence;
  } sentences[] = {
    { REP_DB_ERROR_NOT_FOUND, N_ ("The vault is no longer at its place. Was it moved, or is its "
                                  "disk unplugged? Put it back and try again.") },
    { REP_DB_ERROR_NOT_A_VAULT, N_ ("This file is not a Repères vault. Open another one, or take "
                                    "the last backup.") },
    { REP_DB_ERROR_BUSY, N_ ("The vault is open already, in another window or program (process "
                             "{}). Close it there and try again.") },
    { REP_DB_ERROR_EXPOSED, N_ ("Other accounts of this computer can read this vault. In its "
                                "properties, let nobody but you read it, then try again.") },
    { REP_DB_ERROR_READ_ONLY, N_ ("The vault or its folder cannot be written. In their "
                                  "properties, let yourself write there, then try again.") },
    { REP_DB_ERROR_CORRUPT, N_ ("The vault is damaged or was altered ({}). Record nothing more in "
                                "it, and take the last backup.") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (g_error_matches (error, REP_DB_ERROR, (int)sentences[i].code))
      return sentences[i].sentence;
  return rep_error_sentence (error);
}

char *
rep_say_error (const GError *error)
{
  g_auto (GStrv) parts = g_strsplit (gettext (find_sentence (error)), "{}", -1);

  return g_strjoinv (error->message, parts);
}

gboolean
rep_say_is_french (void)
{
  /* The catalogue itself says which language it speaks. */
  return strcmp (C_ ("language code", "en"), "fr") == 0;
}

const char *
rep_say_label (const RepTerm *term)
{
  return rep_term_label (term, rep_say_is_french ());
}

const char *
rep_say_term (const RepVocabulary *vocabulary, guint number)
{
  const RepTerm *term = rep_vocabulary_by_number (vocabulary, number);

  if (number == 0)
    return "";
  return term != NULL ? rep_say_label (term) : "?";
}

static const char *
month_name (guint month)
{
  static const char *const months[] = {
    N_ ("January"),   N_ ("February"), N_ ("March"),    N_ ("April"),
    N_ ("May"),       N_ ("June"),     N_ ("July"),     N_ ("August"),
    N_ ("September"), N_ ("October"),  N_ ("November"), N_ ("December"),
  };

  return _ (months[(month - 1) % G_N_ELEMENTS (months)]);
}

char *
rep_say_day (guint32 day)
{
  guint year, month, number;

  if (day == 0)
    return g_strdup ("");
  rep_day_split (day, &year, &month, &number);
  if (number == 1) /* Translators: the first of a month: month, year */
    return g_strdup_printf (_ ("1 %1$s %2$u"), month_name (month), year);
  /* Translators: day of month, month, year */
  return g_strdup_printf (_ ("%1$u %2$s %3$u"), number, month_name (month), year);
}

char *
rep_say_short_day (guint32 day)
{
  guint year, month, number;

  if (day == 0)
    return g_strdup ("");
  rep_day_split (day, &year, &month, &number);
  return g_strdup_printf ("%02u/%02u/%04u", number, month, year);
}

char *
rep_say_time (gint64 time)
{
  g_autoptr (GDateTime) local = time > 0 ? g_date_time_new_from_unix_local (time) : NULL;
  g_autofree char *day = NULL;

  if (local == NULL)
    return g_strdup ("?");
  day = rep_say_day (rep_day_from_ymd ((guint)g_date_time_get_year (local),
                                       (guint)g_date_time_get_month (local),
                                       (guint)g_date_time_get_day_of_month (local)));
  /* Translators: a day, hour, minute */
  return g_strdup_printf (_ ("%1$s, %2$02d:%3$02d"), day, g_date_time_get_hour (local),
                          g_date_time_get_minute (local));
}

void
rep_say_toast (GtkWidget *widget, const char *text)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  /* A dialog speaks through the window it belongs to. */
  while (root != NULL && !REP_IS_WINDOW (root) && GTK_IS_WINDOW (root))
    root = GTK_ROOT (gtk_window_get_transient_for (GTK_WINDOW (root)));
  if (root != NULL && REP_IS_WINDOW (root))
    rep_window_toast (REP_WINDOW (root), text);
}
