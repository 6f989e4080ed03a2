/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/domain/place.h"
#include "app/exchange/import-value.h"

/* As many communes as share one name or one postal code, and some. */
#define MAX_FOUND 400

static gboolean
has_postcode (const RepPlace *place, const char *postcode)
{
  return strstr (place->postcodes, postcode) != NULL;
}

static gboolean
is_code (const char *text)
{
  return text != NULL && strlen (text) == 5 && g_ascii_isdigit (text[0]) &&
         rep_place_is_code (text, 5);
}

/* A spreadsheet takes 01000 for the number 1000. */
static char *
five_digits (const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isdigit (text[i]))
      return g_strdup (text);
  return length == 4 ? g_strconcat ("0", text, NULL) : g_strdup (text);
}

/* Communes of exactly this name; their order is that of rep_place_find(). */
static GPtrArray *
of_name (const char *name)
{
  GPtrArray *found = rep_place_find (name, NULL, MAX_FOUND);
  guint kept = 0;

  for (guint i = 0; i < found->len; i++) {
    const RepPlace *place = g_ptr_array_index (found, i);

    if (rep_place_is_named (place, name))
      g_ptr_array_index (found, kept++) = (gpointer)place;
  }
  g_ptr_array_set_size (found, (int)kept);
  return found;
}

static GPtrArray *
of_postcode (const char *postcode)
{
  GPtrArray *found = rep_place_find (postcode, NULL, MAX_FOUND);
  guint kept = 0;

  for (guint i = 0; i < found->len; i++) {
    const RepPlace *place = g_ptr_array_index (found, i);

    if (has_postcode (place, postcode))
      g_ptr_array_index (found, kept++) = (gpointer)place;
  }
  g_ptr_array_set_size (found, (int)kept);
  return found;
}

/* Keeps those of @postcode, or of @near, when that leaves any. */
static void
narrow (GPtrArray *found, const char *postcode, const char *near)
{
  guint kept = 0;

  for (guint i = 0; i < found->len; i++) {
    const RepPlace *place = g_ptr_array_index (found, i);

    if (postcode != NULL ? has_postcode (place, postcode)
                         : near != NULL && strcmp (place->departement, near) == 0)
      kept++;
  }
  if (kept == 0)
    return;
  for (guint i = found->len; i-- > 0;) {
    const RepPlace *place = g_ptr_array_index (found, i);

    if (postcode != NULL ? !has_postcode (place, postcode) : strcmp (place->departement, near) != 0)
      g_ptr_array_remove_index (found, i);
  }
}

static guint8
take_one (const GPtrArray *found, char place[REP_PLACE_SIZE])
{
  if (found->len == 0)
    return REP_REJECT_PLACE_UNKNOWN;
  if (found->len > 1)
    return REP_REJECT_PLACE_AMBIGUOUS;
  g_strlcpy (place, ((const RepPlace *)g_ptr_array_index (found, 0))->insee, REP_PLACE_SIZE);
  return 0;
}

static guint8
by_insee (const char *insee, char place[REP_PLACE_SIZE])
{
  const RepPlace *found =
      rep_place_is_code (insee, strlen (insee)) ? rep_place_by_insee (insee) : NULL;

  if (found == NULL)
    return REP_REJECT_PLACE_UNKNOWN;
  g_strlcpy (place, found->insee, REP_PLACE_SIZE);
  return 0;
}

/* Five digits under the name of a commune are either code, when only one of the two exists. */
static guint8
by_either_code (const char *code, char place[REP_PLACE_SIZE])
{
  g_autoptr (GPtrArray) found = of_postcode (code);
  const RepPlace *insee = rep_place_by_insee (code);

  if (insee != NULL && !g_ptr_array_find (found, insee, NULL))
    g_ptr_array_add (found, (gpointer)insee);
  return take_one (found, place);
}

/* "Reims (51100)", "51100 Reims": the code goes to @postcode. */
static char *
split_postcode (const char *text, char **postcode)
{
  g_autoptr (GString) name = g_string_new (NULL);

  for (const char *c = text; *c != '\0';) {
    gsize digits = strspn (c, "0123456789");

    if (digits == 5 && *postcode == NULL) {
      *postcode = g_strndup (c, 5);
      c += 5;
    } else if (digits > 0) {
      g_string_append_len (name, c, (gssize)digits);
      c += digits;
    } else {
      if (*c != '(' && *c != ')')
        g_string_append_c (name, *c);
      c++;
    }
  }
  return g_strstrip (g_string_free (g_steal_pointer (&name), FALSE));
}

guint8
rep_import_place (const char *name,
                  const char *postcode,
                  const char *insee,
                  const char *near,
                  char place[REP_PLACE_SIZE])
{
  g_autofree char *said = five_digits (postcode);
  g_autofree char *code = five_digits (insee);
  g_autofree char *bare = NULL;
  g_autoptr (GPtrArray) found = NULL;

  if (code != NULL)
    return by_insee (code, place);
  if (name != NULL && is_code (name) && said == NULL)
    return by_either_code (name, place);
  if (name == NULL)
    found = said != NULL && is_code (said) ? of_postcode (said) : g_ptr_array_new ();
  else {
    bare = split_postcode (name, &said);
    found = of_name (bare);
    if (said != NULL)
      narrow (found, said, NULL);
  }
  if (found->len > 1 && near != NULL)
    narrow (found, NULL, near);
  return take_one (found, place);
}
