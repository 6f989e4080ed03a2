/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/release/certificate.h"

#include <string.h>

#include "app/domain/day.h"
#include "crypto/digest.h"

#define FORMAT "reperes-release-1"

static const char digits[] = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

static void
put_string (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (const char *at = text != NULL ? text : ""; *at != '\0'; at++) {
    if (*at == '"' || *at == '\\')
      g_string_append_c (out, '\\');
    if ((guchar)*at < 0x20)
      g_string_append_printf (out, "\\u%04x", (guint)(guchar)*at);
    else
      g_string_append_c (out, *at);
  }
  g_string_append_c (out, '"');
}

static void
put_member (GString *out, const char *name, const char *text)
{
  g_string_append_printf (out, "\"%s\":", name);
  put_string (out, text);
  g_string_append_c (out, ',');
}

static void
put_day (GString *out, const char *name, guint32 day)
{
  char text[REP_DAY_TEXT_SIZE];

  put_member (out, name, rep_day_format (day, text));
}

static void
put_numbers (GString *out, const char *name, const gint32 *numbers, guint n)
{
  g_string_append_printf (out, "\"%s\":[", name);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (out, "%s%d", i == 0 ? "" : ",", numbers[i]);
  g_string_append (out, "],");
}

/* Replaces the comma after the last item. */
static void
close_list (GString *out, char end)
{
  if (out->str[out->len - 1] == ',')
    g_string_truncate (out, out->len - 1);
  g_string_append_c (out, end);
  g_string_append_c (out, ',');
}

static void
put_dimensions (GString *out, const RepPublished *published)
{
  g_string_append (out, "\"dimensions\":[");
  for (guint i = 0; i < published->dimensions->len; i++) {
    const RepPublishedDimension *named = g_ptr_array_index (published->dimensions, i);
    const RepReleaseDimension *dimension =
        &g_array_index (published->structure->dimensions, RepReleaseDimension, i);

    g_string_append (out, "\n{");
    put_member (out, "id", named->id);
    g_string_append (out, "\"modalities\":[");
    for (guint m = 0; m < named->modalities->len; m++) {
      put_string (out, g_ptr_array_index (named->modalities, m));
      g_string_append_c (out, ',');
    }
    close_list (out, ']');
    g_string_append_printf (out, "\"not_recorded\":%u,\"base\":%d}", dimension->not_recorded,
                            dimension->apart ? REP_RELEASE_SENSITIVE_BASE : REP_RELEASE_BASE);
    g_string_append_c (out, ',');
  }
  close_list (out, ']');
}

static void
put_tables (GString *out, const RepPublished *published)
{
  g_string_append (out, "\n\"tables\":[");
  for (guint i = 0; i < published->structure->tables->len; i++) {
    const RepReleaseTable *table =
        &g_array_index (published->structure->tables, RepReleaseTable, i);

    g_string_append_printf (out, "[%d", table->first);
    if (table->second >= 0)
      g_string_append_printf (out, ",%d", table->second);
    g_string_append (out, "],");
  }
  close_list (out, ']');
}

/* [stage, dimension, modality, dimension, modality] of each cell; −1 and 0 for none. */
static void
put_cells (GString *out, const RepPublished *published)
{
  g_string_append (out, "\n\"cells\":[");
  for (guint i = 0; i < published->structure->cells->len; i++) {
    const RepReleaseCell *cell = rep_release_cell (published->structure, i);

    g_string_append_printf (out, "[%u,%d,%u,%d,%u],", cell->stage, cell->dimension[0],
                            cell->modality[0], cell->dimension[1], cell->modality[1]);
  }
  close_list (out, ']');
}

static void
put_states (GString *out, const RepReleaseValues *values)
{
  static const char states[] = "-RES";

  g_string_append (out, "\"state\":\"");
  for (guint i = 0; i < values->n; i++)
    g_string_append_c (out, states[values->state[i]]);
  g_string_append (out, "\",\"revision\":\"");
  for (guint i = 0; i < values->n; i++)
    g_string_append_c (out, values->revision[i] != 0 ? '1' : '0');
  g_string_append (out, "\",");
}

static void
put_release (GString *out, const RepPublished *published, const RepPublishedRelease *release)
{
  const RepReleaseValues *values = release->values;

  g_string_append (out, "\n{");
  put_member (out, "quarter", release->quarter);
  put_day (out, "from", release->from);
  put_day (out, "to", release->to);
  put_member (out, "csv", release->csv);
  g_string_append_printf (out, "\"widening\":%u,\"printed\":\"", values->widening);
  for (guint i = 0; i < published->structure->tables->len; i++)
    g_string_append_c (out, (values->printed >> i & 1) != 0 ? '1' : '0');
  g_string_append (out, "\",");
  put_states (out, values);
  put_numbers (out, "value", values->value, values->n);
  put_numbers (out, "apart", values->apart, published->structure->n_stages);
  put_numbers (out, "activity", release->activity, REP_N_PUBLISHED_ACTIVITIES);
  close_list (out, '}');
}

/* Figures proven by two solutions, and those that solving showed to be large enough. */
static void
put_targets (GString *out, const RepPublished *published, RepAttackOutcome outcome)
{
  g_string_append_printf (out, "\n\"%s\":[", outcome == REP_ATTACK_PROVEN ? "proven" : "cleared");
  for (guint i = 0; i < published->targets->len; i++) {
    const RepAttackTarget *target = &g_array_index (published->targets, RepAttackTarget, i);

    if (target->outcome != outcome)
      continue;
    g_string_append_printf (out, "[%u,%d,%u,%d,%d", target->cell, target->from, target->to,
                            target->low, target->high);
    if (outcome == REP_ATTACK_PROVEN)
      g_string_append_printf (out, ",%u,%u", target->low_at, target->high_at);
    g_string_append (out, "],");
  }
  close_list (out, ']');
}

/* A digit for each variable, counted from the least its printed value allows; numbers in a row
 * where one is too large for that. */
static void
put_solution (GString *out, const RepSystem *system, const gint32 *solution)
{
  gboolean short_enough = TRUE;

  for (guint i = 0; i < system->n; i++)
    short_enough &= solution[i] - system->low[i] < (gint32)strlen (digits);
  g_string_append (out, "\n");
  if (short_enough) {
    g_string_append_c (out, '"');
    for (guint i = 0; i < system->n; i++)
      g_string_append_c (out, digits[solution[i] - system->low[i]]);
    g_string_append (out, "\",");
    return;
  }
  g_string_append_c (out, '[');
  for (guint i = 0; i < system->n; i++)
    g_string_append_printf (out, "%d,", solution[i]);
  close_list (out, ']');
}

static void
put_audit (GString *out, const RepPublished *published)
{
  g_autoptr (GPtrArray) values = rep_published_values (published);
  g_autoptr (RepSystem) system = rep_system_new (published->structure, values);

  g_string_append_printf (out,
                          "\n\"audit\":{\"verdict\":\"%s\",\"audited\":%u,\"small\":%u,"
                          "\"narrowest\":%u,\"programmes\":%u,",
                          published->safe ? "safe" : "exposed", published->audited,
                          published->targets->len, rep_published_narrowest (published),
                          published->programmes);
  put_targets (out, published, REP_ATTACK_PROVEN);
  put_targets (out, published, REP_ATTACK_CLEARED);
  g_string_append (out, "\n\"solutions\":[");
  for (guint i = 0; i < published->solutions->len; i++)
    put_solution (out, system, g_ptr_array_index (published->solutions, i));
  close_list (out, ']');
  close_list (out, '}');
}

char *
rep_certificate_body (const RepPublished *published)
{
  GString *out = g_string_new ("{");

  put_member (out, "format", FORMAT);
  put_member (out, "project", published->project);
  put_member (out, "title", published->title);
  put_day (out, "start", published->start);
  put_member (out, "mode", published->suppressed ? "suppressed" : "rounded");
  put_member (out, "principal", rep_published_stage_code (published->principal));
  g_string_append_printf (out,
                          "\"rules\":%u,\"stages\":%u,\"base\":[%d,%d],\"threshold\":[%d,%d],"
                          "\"least_persons\":%d,\n",
                          published->rules, published->structure->n_stages, REP_RELEASE_BASE,
                          REP_RELEASE_SENSITIVE_BASE, REP_RELEASE_THRESHOLD,
                          REP_RELEASE_SENSITIVE_THRESHOLD, REP_RELEASE_LEAST_PERSONS);
  put_dimensions (out, published);
  put_tables (out, published);
  put_cells (out, published);
  g_string_append (out, "\n\"releases\":[");
  for (guint i = 0; i < published->releases->len; i++)
    put_release (out, published, g_ptr_array_index (published->releases, i));
  close_list (out, ']');
  put_audit (out, published);
  g_string_truncate (out, out->len - 1);
  return g_string_free (out, FALSE);
}

static void
put_hex (GString *out, const guint8 *bytes, gsize size)
{
  for (gsize i = 0; i < size; i++)
    g_string_append_printf (out, "%02x", bytes[i]);
}

GBytes *
rep_certificate_seal (const char *body,
                      const guint8 sign_key[REP_PUBLIC_KEY_SIZE],
                      const guint8 signature[REP_SIGNATURE_SIZE])
{
  GString *out = g_string_new (body);

  g_string_append (out, ",\n\"signature\":{\"key\":\"");
  put_hex (out, sign_key, REP_PUBLIC_KEY_SIZE);
  g_string_append (out, "\",\"value\":\"");
  put_hex (out, signature, REP_SIGNATURE_SIZE);
  g_string_append (out, "\"}}\n");
  return g_string_free_to_bytes (out);
}

void
rep_certificate_digest (GBytes *bytes, char out[65])
{
  gsize size;
  gconstpointer data = g_bytes_get_data (bytes, &size);
  RepDigest digest = rep_digest (data, size);

  for (guint i = 0; i < REP_DIGEST_SIZE; i++)
    g_snprintf (out + 2 * i, 3, "%02x", digest.bytes[i]);
}
