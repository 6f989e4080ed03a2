/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/domain/passphrase.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

#include "app/error.h"
#include "crypto/password.h"
#include "crypto/random.h"
#include "app/rep-words-resources.h"

#define LIST_PATH "/org/reperes/Reperes/data/words/fr.txt"

static char **
read_list (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_resource_lookup_data (rep_words_get_resource (), LIST_PATH,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_autofree char *text = NULL;
  char **words;

  if (bytes == NULL)
    g_error ("fr.txt: %s", error->message);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  words = g_strsplit (g_strchomp (text), "\n", -1);
  if (g_strv_length (words) != REP_PASSPHRASE_LIST)
    g_error ("fr.txt has %u words", g_strv_length (words));
  return words;
}

const char *
rep_passphrase_word (guint number)
{
  static gsize ready;
  static char **words;

  if (g_once_init_enter (&ready)) {
    words = read_list ();
    g_once_init_leave (&ready, 1);
  }
  return words[number];
}

static guint32
draw_from_system (guint32 bound, gpointer data)
{
  return rep_random_below (bound);
}

char *
rep_passphrase_new (guint words, RepDraw draw, gpointer data)
{
  const char **drawn = g_newa0 (const char *, words);
  gsize size = 1;
  char *text, *at;

  for (guint i = 0; i < words; i++) {
    drawn[i] =
        rep_passphrase_word ((draw != NULL ? draw : draw_from_system) (REP_PASSPHRASE_LIST, data));
    size += strlen (drawn[i]) + 1;
  }
  text = at = g_malloc (size); /* at once, so that no grown copy is left behind */
  *at = '\0';
  for (guint i = 0; i < words; i++) {
    at = g_stpcpy (at, i > 0 ? "-" : "");
    at = g_stpcpy (at, drawn[i]);
  }
  rep_wipe (drawn, words * sizeof *drawn);
  return text;
}

void
rep_passphrase_free (char *passphrase)
{
  if (passphrase == NULL)
    return;

  rep_wipe (passphrase, strlen (passphrase));
  g_free (passphrase);
}

double
rep_passphrase_bits (guint words)
{
  return words * log2 (REP_PASSPHRASE_LIST);
}

gboolean
rep_passphrase_check (const RepSecret *password, GError **error)
{
  switch (rep_password_fault (password)) {
    case REP_PASSWORD_FAULT_EMPTY:
      return rep_app_error_set (error, REP_APP_ERROR_PASSWORD_EMPTY, NULL);
    case REP_PASSWORD_FAULT_LONG:
      return rep_app_error_set (error, REP_APP_ERROR_PASSWORD_LONG, NULL);
    case REP_PASSWORD_FAULT_BYTES:
      return rep_app_error_set (error, REP_APP_ERROR_PASSWORD_BYTES, NULL);
    case REP_PASSWORD_FAULT_SPACE:
      return rep_app_error_set (error, REP_APP_ERROR_PASSWORD_SPACE, NULL);
    case REP_PASSWORD_FAULT_NONE:
    default:
      return TRUE;
  }
}
