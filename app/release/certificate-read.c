/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "app/domain/day.h"
#include "app/error.h"
#include "app/exchange/json.h"
#include "app/release/certificate.h"

#define SIGNATURE ",\n\"signature\":{\"key\":\""
#define TAIL_SIZE                                                                                  \
  (strlen (SIGNATURE) + 2 * REP_PUBLIC_KEY_SIZE + strlen ("\",\"value\":\"") +                     \
   2 * REP_SIGNATURE_SIZE + strlen ("\"}}\n"))

/* Everything here judges bytes from anywhere: a getter answers FALSE or NULL for what is not what
 * it should be, and the whole is refused. */

static gboolean
get_hex (const char *text, guint8 *bytes, gsize size)
{
  for (gsize i = 0; i < size; i++) {
    int high = g_ascii_xdigit_value (text[2 * i]), low = g_ascii_xdigit_value (text[2 * i + 1]);

    if (high < 0 || low < 0 || g_ascii_isupper (text[2 * i]) || g_ascii_isupper (text[2 * i + 1]))
      return FALSE;
    bytes[i] = (guint8)(high << 4 | low);
  }
  return TRUE;
}

/* The last bytes are the signature, of fixed length; it is over all that comes before. */
static gboolean
is_signed (const char *data, gsize size, guint8 signer[REP_PUBLIC_KEY_SIZE])
{
  RepPublicKeys keys = { 0 };
  guint8 signature[REP_SIGNATURE_SIZE];
  const char *tail = data + size - TAIL_SIZE;
  const char *key = tail + strlen (SIGNATURE);
  const char *value = key + 2 * REP_PUBLIC_KEY_SIZE + strlen ("\",\"value\":\"");

  if (size <= TAIL_SIZE || memcmp (tail, SIGNATURE, strlen (SIGNATURE)) != 0 ||
      !get_hex (key, keys.sign, REP_PUBLIC_KEY_SIZE) ||
      !get_hex (value, signature, REP_SIGNATURE_SIZE))
    return FALSE;
  memcpy (signer, keys.sign, REP_PUBLIC_KEY_SIZE);
  return rep_signature_verify (&keys, REP_CERTIFICATE_TAG, data, size - TAIL_SIZE, signature);
}

static JsonNode *
get_node (JsonObject *object, const char *name, JsonNodeType type)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_TYPE (node) == type ? node : NULL;
}

static JsonArray *
get_array (JsonObject *object, const char *name, guint most)
{
  JsonNode *node = get_node (object, name, JSON_NODE_ARRAY);
  JsonArray *array = node != NULL ? json_node_get_array (node) : NULL;

  return array != NULL && json_array_get_length (array) <= most ? array : NULL;
}

static const char *
node_text (JsonNode *node)
{
  return node != NULL && JSON_NODE_HOLDS_VALUE (node) &&
                 json_node_get_value_type (node) == G_TYPE_STRING
             ? json_node_get_string (node)
             : NULL;
}

static const char *
get_text (JsonObject *object, const char *name)
{
  return node_text (json_object_get_member (object, name));
}

static gboolean
node_int (JsonNode *node, gint64 least, gint64 most, gint64 *value)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node) ||
      json_node_get_value_type (node) != G_TYPE_INT64)
    return FALSE;
  *value = json_node_get_int (node);
  return *value >= least && *value <= most;
}

static gboolean
get_int (JsonObject *object, const char *name, gint64 least, gint64 most, gint64 *value)
{
  return node_int (json_object_get_member (object, name), least, most, value);
}

static JsonObject *
object_in (JsonArray *array, guint place)
{
  JsonNode *node = json_array_get_element (array, place);

  return JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

static JsonArray *
array_in (JsonArray *array, guint place)
{
  JsonNode *node = json_array_get_element (array, place);

  return JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

static gboolean
int_in (JsonArray *array, guint place, gint64 least, gint64 most, gint64 *value)
{
  return place < json_array_get_length (array) &&
         node_int (json_array_get_element (array, place), least, most, value);
}

static gboolean
get_day (JsonObject *object, const char *name, guint32 *day)
{
  const char *text = get_text (object, name);

  *day = text != NULL ? rep_day_parse (text) : 0;
  return *day != 0;
}

static gboolean
get_numbers (
    JsonObject *object, const char *name, gint32 least, gint32 most, gint32 *numbers, guint n)
{
  JsonArray *array = get_array (object, name, n);
  gint64 value;

  if (array == NULL || json_array_get_length (array) != n)
    return FALSE;
  for (guint i = 0; i < n; i++) {
    if (!int_in (array, i, least, most, &value))
      return FALSE;
    numbers[i] = (gint32)value;
  }
  return TRUE;
}

static gboolean
get_dimension (JsonObject *object, RepPublished *published, RepReleaseDimension *dimension)
{
  JsonArray *modalities;
  RepPublishedDimension *named;
  gint64 missing, base;

  if (object == NULL || get_text (object, "id") == NULL)
    return FALSE;
  modalities = get_array (object, "modalities", REP_RELEASE_MAX_MODALITIES);
  if (modalities == NULL ||
      !get_int (object, "not_recorded", 0, REP_RELEASE_MAX_MODALITIES, &missing) ||
      !get_int (object, "base", REP_RELEASE_BASE, REP_RELEASE_SENSITIVE_BASE, &base))
    return FALSE;
  named = rep_published_add_dimension (published, get_text (object, "id"));
  for (guint i = 0; i < json_array_get_length (modalities); i++) {
    const char *code = node_text (json_array_get_element (modalities, i));

    if (code == NULL)
      return FALSE;
    g_ptr_array_add (named->modalities, g_strdup (code));
  }
  *dimension = (RepReleaseDimension){ (guint8)named->modalities->len, (guint8)missing,
                                      base == REP_RELEASE_SENSITIVE_BASE };
  return base == REP_RELEASE_BASE || dimension->apart;
}

static gboolean
get_structure (JsonObject *object, RepPublished *published)
{
  RepReleaseDimension dimensions[REP_RELEASE_MAX_DIMENSIONS];
  RepReleaseTable tables[REP_RELEASE_MAX_TABLES];
  JsonArray *of_dimensions = get_array (object, "dimensions", REP_RELEASE_MAX_DIMENSIONS);
  JsonArray *of_tables = get_array (object, "tables", REP_RELEASE_MAX_TABLES);
  gint64 stages, first, second;

  if (of_dimensions == NULL || of_tables == NULL ||
      !get_int (object, "stages", 1, REP_RELEASE_STAGES, &stages))
    return FALSE;
  for (guint i = 0; i < json_array_get_length (of_dimensions); i++)
    if (!get_dimension (object_in (of_dimensions, i), published, &dimensions[i]))
      return FALSE;
  for (guint i = 0; i < json_array_get_length (of_tables); i++) {
    JsonArray *table = array_in (of_tables, i);

    if (table == NULL || !int_in (table, 0, 0, REP_RELEASE_MAX_DIMENSIONS, &first))
      return FALSE;
    if (!int_in (table, 1, 0, REP_RELEASE_MAX_DIMENSIONS, &second))
      second = -1;
    tables[i] = (RepReleaseTable){ (gint8)first, (gint8)second };
  }
  published->structure =
      rep_release_structure_new ((guint)stages, dimensions, json_array_get_length (of_dimensions),
                                 tables, json_array_get_length (of_tables));
  return published->structure != NULL;
}

/* One character a cell, from @letters; its place is the number. */
static gboolean
get_letters (JsonObject *object, const char *name, const char *letters, guint8 *out, guint n)
{
  const char *text = get_text (object, name);

  if (text == NULL || strlen (text) != n)
    return FALSE;
  for (guint i = 0; i < n; i++) {
    const char *at = strchr (letters, text[i]);

    if (at == NULL)
      return FALSE;
    out[i] = (guint8)(at - letters);
  }
  return TRUE;
}

static gboolean
get_values (JsonObject *object, const RepReleaseStructure *structure, RepReleaseValues *values)
{
  guint8 printed[REP_RELEASE_MAX_TABLES];
  gint64 widening;

  if (!get_int (object, "widening", 0, REP_RELEASE_MAX_WIDENING, &widening) ||
      !get_letters (object, "printed", "01", printed, structure->tables->len) ||
      !get_letters (object, "state", "-RES", values->state, values->n) ||
      !get_letters (object, "revision", "01", values->revision, values->n) ||
      !get_numbers (object, "value", 0, REP_RELEASE_MAX_COUNT, values->value, values->n) ||
      !get_numbers (object, "apart", 0, REP_RELEASE_MAX_COUNT, values->apart, structure->n_stages))
    return FALSE;
  values->widening = (guint8)widening;
  for (guint i = 0; i < structure->tables->len; i++)
    values->printed |= (guint64)printed[i] << i;
  return rep_release_values_fit (structure, values);
}

static gboolean
get_release (JsonObject *object, RepPublished *published)
{
  RepReleaseValues *values = rep_release_values_new (published->structure->cells->len);
  const char *quarter = object != NULL ? get_text (object, "quarter") : NULL;
  const char *csv = object != NULL ? get_text (object, "csv") : NULL;
  RepPublishedRelease *release;

  /* Whatever becomes of it, the object owns the values from here on. */
  release = rep_published_add_release (published, quarter != NULL ? quarter : "", 0, 0, values);
  if (quarter == NULL || csv == NULL || strlen (csv) != 64 ||
      !g_regex_match_simple ("^[0-9]{4}-T[1-4]$", quarter, G_REGEX_DOLLAR_ENDONLY, 0) ||
      !get_day (object, "from", &release->from) || !get_day (object, "to", &release->to))
    return FALSE;
  g_strlcpy (release->csv, csv, sizeof release->csv);
  return get_values (object, published->structure, values) &&
         get_numbers (object, "activity", -1, G_MAXINT32, release->activity,
                      REP_N_PUBLISHED_ACTIVITIES);
}

static gboolean
get_releases (JsonObject *object, RepPublished *published)
{
  JsonArray *releases = get_array (object, "releases", REP_RELEASE_MAX_RELEASES);

  if (releases == NULL || json_array_get_length (releases) == 0)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (releases); i++) {
    const RepPublishedRelease *last;

    if (!get_release (object_in (releases, i), published))
      return FALSE;
    last = rep_published_last (published);
    if (i > 0 &&
        strcmp (((RepPublishedRelease *)g_ptr_array_index (published->releases, i - 1))->quarter,
                last->quarter) >= 0)
      return FALSE;
  }
  return TRUE;
}

static gboolean
get_targets (JsonObject *audit, const char *name, RepAttackOutcome outcome, RepPublished *published)
{
  JsonArray *targets = get_array (audit, name, 10000000);
  gint64 releases = published->releases->len, cells = published->structure->cells->len;
  gint64 cell, from, to, low, high, low_at = 0, high_at = 0;

  if (targets == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (targets); i++) {
    JsonArray *item = array_in (targets, i);
    RepAttackTarget target;

    if (item == NULL || !int_in (item, 0, 0, cells - 1, &cell) ||
        !int_in (item, 1, -1, releases - 1, &from) || !int_in (item, 2, 0, releases - 1, &to) ||
        !int_in (item, 3, G_MININT32, G_MAXINT32, &low) ||
        !int_in (item, 4, G_MININT32, G_MAXINT32, &high))
      return FALSE;
    if (outcome == REP_ATTACK_PROVEN &&
        (!int_in (item, 5, 0, (gint64)published->solutions->len - 1, &low_at) ||
         !int_in (item, 6, 0, (gint64)published->solutions->len - 1, &high_at)))
      return FALSE;
    target = (RepAttackTarget){ (guint)cell, (gint)from,   (guint)to,     outcome,
                                (gint32)low, (gint32)high, (guint)low_at, (guint)high_at };
    g_array_append_val (published->targets, target);
  }
  return TRUE;
}

static int
digit_of (char c)
{
  if (g_ascii_isdigit (c))
    return c - '0';
  if (g_ascii_islower (c))
    return c - 'a' + 10;
  return g_ascii_isupper (c) ? c - 'A' + 36 : -1;
}

static gboolean
get_solution (JsonNode *node, const RepSystem *system, gint32 *solution)
{
  const char *text = node_text (node);
  JsonArray *array = JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
  gint64 value;

  if (text != NULL && strlen (text) != system->n)
    return FALSE;
  if (text == NULL && (array == NULL || json_array_get_length (array) != system->n))
    return FALSE;
  for (guint i = 0; i < system->n; i++) {
    int digit = text != NULL ? digit_of (text[i]) : 0;

    if (digit < 0 || (text == NULL && !int_in (array, i, 0, G_MAXINT32, &value)))
      return FALSE;
    solution[i] = text != NULL ? system->low[i] + digit : (gint32)value;
  }
  return TRUE;
}

static gboolean
get_solutions (JsonObject *audit, RepPublished *published)
{
  JsonArray *solutions = get_array (audit, "solutions", 4096);
  g_autoptr (GPtrArray) values = rep_published_values (published);
  g_autoptr (RepSystem) system = rep_system_new (published->structure, values);

  if (solutions == NULL)
    return FALSE;
  published->n_variables = system->n;
  for (guint i = 0; i < json_array_get_length (solutions); i++) {
    gint32 *solution = g_new0 (gint32, system->n);

    g_ptr_array_add (published->solutions, solution);
    if (!get_solution (json_array_get_element (solutions, i), system, solution))
      return FALSE;
  }
  return TRUE;
}

static int
compare_targets (gconstpointer a, gconstpointer b)
{
  const RepAttackTarget *x = a, *y = b;

  if (x->cell != y->cell)
    return x->cell < y->cell ? -1 : 1;
  if (x->to != y->to)
    return x->to < y->to ? -1 : 1;
  return x->from < y->from ? -1 : x->from > y->from;
}

static gboolean
get_audit (JsonObject *object, RepPublished *published)
{
  JsonNode *node = get_node (object, "audit", JSON_NODE_OBJECT);
  JsonObject *audit = node != NULL ? json_node_get_object (node) : NULL;
  gint64 audited, programmes;

  if (audit == NULL || get_text (audit, "verdict") == NULL ||
      !get_int (audit, "audited", 0, G_MAXINT32, &audited) ||
      !get_int (audit, "programmes", 0, G_MAXINT32, &programmes) ||
      !get_solutions (audit, published) ||
      !get_targets (audit, "proven", REP_ATTACK_PROVEN, published) ||
      !get_targets (audit, "cleared", REP_ATTACK_CLEARED, published))
    return FALSE;
  published->safe = strcmp (get_text (audit, "verdict"), "safe") == 0;
  published->audited = (guint)audited;
  published->programmes = (guint)programmes;
  g_array_sort (published->targets, compare_targets);
  return TRUE;
}

static gboolean
get_published (JsonObject *object, RepPublished *published)
{
  const char *mode = get_text (object, "mode"), *principal = get_text (object, "principal");
  gint64 rules;

  if (g_strcmp0 (get_text (object, "format"), "reperes-release-1") != 0 || mode == NULL ||
      principal == NULL || get_text (object, "project") == NULL ||
      get_text (object, "title") == NULL || !get_day (object, "start", &published->start) ||
      !get_int (object, "rules", 1, G_MAXINT32, &rules) || !get_structure (object, published))
    return FALSE;
  published->project = g_strdup (get_text (object, "project"));
  published->title = g_strdup (get_text (object, "title"));
  published->suppressed = strcmp (mode, "suppressed") == 0;
  published->rules = (guint)rules;
  while (published->principal < published->structure->n_stages &&
         strcmp (rep_published_stage_code (published->principal), principal) != 0)
    published->principal++;
  return published->principal < published->structure->n_stages &&
         get_releases (object, published) && get_audit (object, published);
}

RepPublished *
rep_certificate_parse (gconstpointer data,
                       gsize size,
                       guint8 signer[REP_PUBLIC_KEY_SIZE],
                       GError **error)
{
  g_autoptr (JsonParser) parser = json_parser_new_immutable ();
  g_autoptr (RepPublished) published = rep_published_new ();
  guint8 key[REP_PUBLIC_KEY_SIZE];
  JsonObject *root;

  if (size > REP_CERTIFICATE_MAX || size <= TAIL_SIZE ||
      (root = rep_json_load (parser, data, size)) == NULL || !get_published (root, published)) {
    rep_app_error_set (error, REP_APP_ERROR_BAD_CERTIFICATE, NULL);
    return NULL;
  }
  if (!is_signed (data, size, key)) {
    rep_app_error_set (error, REP_APP_ERROR_UNSIGNED, NULL);
    return NULL;
  }
  if (signer != NULL)
    memcpy (signer, key, sizeof key);
  return g_steal_pointer (&published);
}

/* The figures that need a proof follow from what is printed; each must have its own here, in order,
 * from solutions that are ones. */
gboolean
rep_certificate_holds (const RepPublished *published)
{
  g_autoptr (GPtrArray) values = rep_published_values (published);
  g_autoptr (RepAttack) needed =
      rep_attack_prepare (published->structure, values, published->principal);

  if (!needed->possible)
    return FALSE;
  for (guint i = 0; i < published->solutions->len; i++)
    if (!rep_system_holds (needed->system, g_ptr_array_index (published->solutions, i)))
      return FALSE;
  return rep_attack_is_proven (needed, published->targets, published->solutions);
}
