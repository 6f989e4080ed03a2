/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/domain/place.h"

#include "app/domain/field.h"
#include "app/domain/fold.h"
#include "app/rep-places-resources.h"

#include <stdlib.h>
#include <string.h>

#define TABLE_PATH "/org/reperes/Reperes/data/places.tsv"
#define EXPECTED_PLACES 35000

typedef struct {
  const char *code;
  const char *name;
} Label;

typedef struct {
  char *cursor;
  guint line;
  GArray *departements; /* Label */
  guint departement;    /* of the last commune: both lists are sorted */
  GArray *epcis;        /* Label; the first stands for none */
  GArray *places;       /* RepPlace */
} Loader;

typedef struct {
  RepPlace *places;
  guint n_places;
} Table;

typedef struct {
  const char *key;
  const RepPlace *place;
} NameEntry;

typedef struct {
  NameEntry *entries; /* sorted by key */
  guint n_entries;
  GStringChunk *keys;
} NameIndex;

typedef enum {
  MATCH_NONE,
  MATCH_BEGINNING,
  MATCH_EXACT,
} MatchKind;

typedef struct {
  const RepPlace *place;
  guint rank; /* lower is better */
} Match;

static void G_GNUC_NORETURN
fail (const Loader *self, const char *what)
{
  g_error ("places.tsv, line %u: %s", self->line, what);
}

static char *
take_field (Loader *self, char end)
{
  char *field = self->cursor;
  char *stop = field;

  while (*stop != end && *stop != '\t' && *stop != '\n' && *stop != '\0')
    stop++;
  if (*stop != end)
    fail (self, "too few or too many fields");

  *stop = '\0';
  self->cursor = stop + 1;
  return field;
}

static guint
take_number (Loader *self, char end)
{
  const char *field = take_field (self, end);
  guint64 number = 0;

  if (!g_ascii_string_to_unsigned (field, 10, 0, G_MAXUINT32, &number, NULL))
    fail (self, "not a number");
  return (guint)number;
}

static void
take_label (Loader *self, GArray *labels)
{
  const char *previous = labels->len > 0 ? g_array_index (labels, Label, labels->len - 1).code : "";
  Label label;

  if (strlen (take_field (self, '\t')) != 1)
    fail (self, "unknown kind of line");
  label.code = take_field (self, '\t');
  label.name = take_field (self, '\n');
  if (strcmp (previous, label.code) >= 0)
    fail (self, "code out of order");
  g_array_append_val (labels, label);
}

static const Label *
take_epci (Loader *self)
{
  guint i = take_number (self, '\t');

  if (i >= self->epcis->len)
    fail (self, "unknown EPCI");
  return &g_array_index (self->epcis, Label, i);
}

static const Label *
departement_of (Loader *self, const char *insee)
{
  for (; self->departement < self->departements->len; self->departement++) {
    const Label *label = &g_array_index (self->departements, Label, self->departement);

    if (strncmp (insee, label->code, strlen (label->code)) == 0)
      return label;
  }
  fail (self, "unknown département");
}

static void
take_place (Loader *self)
{
  const GArray *known = self->places;
  RepPlace place = { .insee = take_field (self, '\t') };
  const Label *departement = departement_of (self, place.insee);
  const Label *epci;

  if (strlen (place.insee) != 5 ||
      (known->len > 0 &&
       strcmp (g_array_index (known, RepPlace, known->len - 1).insee, place.insee) >= 0))
    fail (self, "INSEE code malformed or out of order");

  place.departement = departement->code;
  place.departement_name = departement->name;
  place.name = take_field (self, '\t');
  place.postcodes = take_field (self, '\t');
  place.arrondissement = take_field (self, '\t');
  epci = take_epci (self);
  place.epci = epci->code;
  place.epci_name = epci->name;
  place.population = take_number (self, '\n');
  g_array_append_val (self->places, place);
}

static void
take_line (Loader *self)
{
  switch (*self->cursor) {
    case '#':
      self->cursor += strcspn (self->cursor, "\n");
      take_field (self, '\n');
      break;
    case 'D':
      take_label (self, self->departements);
      break;
    case 'E':
      take_label (self, self->epcis);
      break;
    default:
      take_place (self);
      break;
  }
}

/* Named rather than looked up globally: the linker then cannot leave the resource out. */
static char *
read_text (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  bytes = g_resource_lookup_data (rep_places_get_resource (), TABLE_PATH,
                                  G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  if (bytes == NULL)
    g_error ("places.tsv: %s", error->message);

  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* The text is cut into strings where it lies and kept, as are the places, for good. */
static gpointer
load_table (gpointer unused)
{
  static char *text;
  g_autoptr (GArray) departements = g_array_new (FALSE, FALSE, sizeof (Label));
  g_autoptr (GArray) epcis = g_array_new (FALSE, FALSE, sizeof (Label));
  Loader loader = { .departements = departements, .epcis = epcis };
  Table *table = g_new0 (Table, 1);
  Label none = { "", "" };

  text = read_text ();
  loader.cursor = text;
  loader.places = g_array_sized_new (FALSE, FALSE, sizeof (RepPlace), EXPECTED_PLACES);
  g_array_append_val (epcis, none);
  while (*loader.cursor != '\0') {
    loader.line++;
    take_line (&loader);
  }
  if (loader.places->len == 0)
    fail (&loader, "no commune");

  table->n_places = loader.places->len;
  table->places = (RepPlace *)g_array_free (loader.places, FALSE);
  return table;
}

static const Table *
get_table (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, load_table, NULL);
}

/* As rep_fold(), and without the spaces: "Le Mans", "le-mans" and "lemans" are one key. */
static void
set_key (GString *key, const char *text)
{
  gsize kept = 0;

  g_string_truncate (key, 0);
  rep_fold (text, key);
  for (gsize i = 0; i < key->len; i++) {
    if (key->str[i] != ' ')
      key->str[kept++] = key->str[i];
  }
  g_string_truncate (key, kept);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const NameEntry *left = a;
  const NameEntry *right = b;

  return strcmp (left->key, right->key);
}

static gpointer
load_names (gpointer unused)
{
  const Table *table = get_table ();
  NameIndex *names = g_new0 (NameIndex, 1);
  g_autoptr (GString) key = g_string_sized_new (64);

  names->n_entries = table->n_places;
  names->entries = g_new (NameEntry, table->n_places);
  names->keys = g_string_chunk_new (64 * 1024);
  for (guint i = 0; i < table->n_places; i++) {
    set_key (key, table->places[i].name);
    names->entries[i].key = g_string_chunk_insert_len (names->keys, key->str, (gssize)key->len);
    names->entries[i].place = &table->places[i];
  }
  qsort (names->entries, names->n_entries, sizeof (NameEntry), compare_entries);
  return names;
}

static const NameIndex *
get_names (void)
{
  static GOnce once = G_ONCE_INIT;

  return g_once (&once, load_names, NULL);
}

static void
add_match (GArray *matches, const RepPlace *place, MatchKind kind, const char *near)
{
  Match match = { .place = place };

  if (kind == MATCH_NONE)
    return;

  match.rank = kind == MATCH_EXACT ? 0 : 2;
  if (near == NULL || strcmp (place->departement, near) != 0)
    match.rank++;
  g_array_append_val (matches, match);
}

/* Returns: the first entry whose key is not before @key. */
static guint
first_name (const NameIndex *names, const char *key)
{
  guint low = 0;
  guint high = names->n_entries;

  while (low < high) {
    guint middle = low + (high - low) / 2;

    if (strcmp (names->entries[middle].key, key) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static void
match_names (GArray *matches, const GString *key, const char *near)
{
  const NameIndex *names = get_names ();

  for (guint i = first_name (names, key->str); i < names->n_entries; i++) {
    const NameEntry *entry = &names->entries[i];

    if (strncmp (entry->key, key->str, key->len) != 0)
      return;
    add_match (matches, entry->place, entry->key[key->len] == '\0' ? MATCH_EXACT : MATCH_BEGINNING,
               near);
  }
}

/* @codes: codes separated by one space, or a single one. */
static MatchKind
compare_codes (const char *codes, const GString *key)
{
  MatchKind best = MATCH_NONE;

  while (*codes != '\0') {
    gsize length = strcspn (codes, " ");

    if (length >= key->len && g_ascii_strncasecmp (codes, key->str, key->len) == 0)
      best = MAX (best, length == key->len ? MATCH_EXACT : MATCH_BEGINNING);
    codes += length;
    codes += strspn (codes, " ");
  }
  return best;
}

static void
match_codes (GArray *matches, const GString *key, const char *near)
{
  const Table *table = get_table ();

  for (guint i = 0; i < table->n_places; i++) {
    const RepPlace *place = &table->places[i];
    MatchKind insee = compare_codes (place->insee, key);
    MatchKind postcode = compare_codes (place->postcodes, key);

    add_match (matches, place, MAX (insee, postcode), near);
  }
}

/* Returns: (transfer full): @text as words, whatever stood between them. */
static char **
split_words (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GString) spaced = g_string_sized_new (strlen (valid));

  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c)) {
    gunichar letter = g_utf8_get_char (c);

    if (g_unichar_isalnum (letter) || g_unichar_ismark (letter))
      g_string_append_unichar (spaced, letter);
    else
      g_string_append_c (spaced, ' ');
  }
  return g_strsplit (spaced->str, " ", -1);
}

/* Writes "st" and "ste" out. Only names are read twice: "st" may also begin "Strasbourg". */
static char *
spell_saints (const char *text)
{
  g_auto (GStrv) words = split_words (text);
  GString *spelt = g_string_new (NULL);

  for (guint i = 0; words[i] != NULL; i++) {
    if (g_ascii_strcasecmp (words[i], "st") == 0)
      g_string_append (spelt, "saint");
    else if (g_ascii_strcasecmp (words[i], "ste") == 0)
      g_string_append (spelt, "sainte");
    else
      g_string_append (spelt, words[i]);
  }
  return g_string_free (spelt, FALSE);
}

static int
compare_matches (gconstpointer a, gconstpointer b)
{
  const Match *left = a;
  const Match *right = b;

  if (left->rank != right->rank)
    return left->rank < right->rank ? -1 : 1;
  if (left->place->population != right->place->population)
    return left->place->population > right->place->population ? -1 : 1;
  return strcmp (left->place->insee, right->place->insee);
}

/* No match is found twice: a code begins with a digit, and the two spellings of a saint differ. */
static void
collect_matches (GArray *matches, const char *text, const char *near)
{
  g_autoptr (GString) key = g_string_new (NULL);
  g_autoptr (GString) spelt_key = g_string_new (NULL);
  g_autofree char *spelt = NULL;

  set_key (key, text);
  if (key->len == 0)
    return;
  if (g_ascii_isdigit (key->str[0])) {
    match_codes (matches, key, near);
    return;
  }

  match_names (matches, key, near);
  spelt = spell_saints (text);
  set_key (spelt_key, spelt);
  if (!g_string_equal (key, spelt_key))
    match_names (matches, spelt_key, near);
}

gboolean
rep_place_is_named (const RepPlace *place, const char *text)
{
  g_autoptr (GString) name = g_string_new (NULL);
  g_autoptr (GString) key = g_string_new (NULL);
  g_autofree char *spelt = NULL;

  set_key (name, place->name);
  set_key (key, text);
  if (g_string_equal (name, key))
    return TRUE;
  spelt = spell_saints (text);
  set_key (key, spelt);
  return g_string_equal (name, key);
}

gboolean
rep_place_is_code (const char *text, gsize size)
{
  if (size != REP_PLACE_SIZE - 1)
    return FALSE;
  for (gsize i = 0; i < size; i++)
    if (!g_ascii_isdigit (text[i]) && !g_ascii_isupper (text[i])) /* 2A and 2B are Corsica */
      return FALSE;
  return TRUE;
}

const RepPlace *
rep_place_by_insee (const char *insee)
{
  const Table *table;
  guint low = 0;
  guint high;

  g_return_val_if_fail (insee != NULL, NULL);

  table = get_table ();
  high = table->n_places;
  while (low < high) {
    guint middle = low + (high - low) / 2;
    int order = strcmp (insee, table->places[middle].insee);

    if (order == 0)
      return &table->places[middle];
    if (order < 0)
      high = middle;
    else
      low = middle + 1;
  }
  return NULL;
}

const RepPlace *
rep_place_all (guint *n)
{
  const Table *table;

  g_return_val_if_fail (n != NULL, NULL);

  table = get_table ();
  *n = table->n_places;
  return table->places;
}

GPtrArray *
rep_place_find (const char *text, const char *near, guint max)
{
  g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (Match));
  GPtrArray *found = g_ptr_array_new ();

  g_return_val_if_fail (text != NULL, found);

  collect_matches (matches, text, near);
  g_array_sort (matches, compare_matches);
  for (guint i = 0; i < MIN (max, matches->len); i++)
    g_ptr_array_add (found, (gpointer)g_array_index (matches, Match, i).place);
  return found;
}
