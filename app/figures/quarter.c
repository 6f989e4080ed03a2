/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <math.h>
#include <string.h>

#include "app/casebook/doubles.h"
#include "app/domain/day.h"
#include "app/error.h"
#include "app/figures/quality.h"
#include "app/figures/quarter.h"
#include "app/figures/snapshot.h"

const guint rep_quarter_kept[REP_N_KEPT] = { REP_I3, REP_I3A, REP_I4, REP_I5, REP_I6, REP_I7 };

/* Of each, the place in RepSubject.day. */
static const guint8 kept_stages[REP_N_KEPT] = { REP_STAGE_REPERE,   0,
                                                REP_STAGE_CONTACTE, REP_STAGE_RENCONTRE,
                                                REP_STAGE_MOBILISE, REP_STAGE_ACCOMPAGNE };

const char *
rep_revision_code (RepRevisionKind kind)
{
  static const char *const codes[] = { "LATE_ENTRY", "MERGE", "ERASURE", "OUT_OF_TARGET",
                                       "CORRECTION" };

  return codes[kind];
}

const RepClosing *
rep_quarter_closing (RepCasebook *casebook, guint number, guint32 from)
{
  const RepProject *project = g_ptr_array_index (rep_casebook_projects (casebook), number);
  const GPtrArray *closings = rep_casebook_closings (casebook);

  for (guint i = 0; i < closings->len; i++) {
    const RepClosing *closing = g_ptr_array_index (closings, i);

    if (closing != NULL && closing->quarter == from &&
        rep_id_equal (&closing->project, &project->object.id))
      return closing;
  }
  return NULL;
}

gboolean
rep_quarter_is_closed (RepCasebook *casebook, guint number, const RepPeriod *period)
{
  const RepClosing *closing =
      rep_quarter_is (period) ? rep_quarter_closing (casebook, number, period->from) : NULL;

  return closing != NULL && closing->closed_at != 0;
}

static gboolean
is_in (const RepPeriod *period, guint32 day)
{
  return day >= period->from && day <= period->to;
}

gint32
rep_quarter_bits (const RepSubject *subject, const RepPeriod *period)
{
  gint32 bits = 0;

  for (guint i = 0; subject->counts && i < REP_N_KEPT; i++)
    if (is_in (period, subject->day[kept_stages[i]]))
      bits |= 1 << i;
  return bits;
}

static void
freeze_members (const RepFacts *table, const RepPeriod *period, RepClosing *closing)
{
  for (guint i = 0; i < table->subjects->len; i++) {
    const RepSubject *subject = &g_array_index (table->subjects, RepSubject, i);
    gint32 bits = rep_quarter_bits (subject, period);
    RepCountedPerson *member;

    if (bits == 0)
      continue;
    member = rep_list_add (&closing->members, &rep_kind_counted_person);
    member->person = *rep_casebook_id (table->casebook, &rep_kind_person, subject->person);
    member->in = bits;
  }
}

static void
freeze_values (const RepFigures *figures, RepClosing *closing)
{
  for (guint i = 0; i < REP_N_INDICATORS; i++) {
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    RepFrozen *frozen;

    if (isnan (figures->figures[i].value))
      continue;
    frozen = rep_list_add (&closing->values, &rep_kind_frozen);
    rep_text_set (&frozen->indicator, rep_indicators[i].id);
    rep_text_set (&frozen->value, g_ascii_dtostr (text, sizeof text, figures->figures[i].value));
  }
}

/* The record of a quarter, to be changed: read, or new. */
static RepClosing *
read_closing (RepCasebook *casebook, guint number, const RepPeriod *period, GError **error)
{
  const RepProject *project = g_ptr_array_index (rep_casebook_projects (casebook), number);
  const RepClosing *known = rep_quarter_closing (casebook, number, period->from);
  RepClosing *closing;

  if (known != NULL)
    return rep_casebook_read (casebook, &known->object.id, error);
  closing = rep_object_new (&rep_kind_closing);
  closing->project = project->object.id;
  closing->quarter = period->from;
  return closing;
}

/* @closing: (transfer full) (nullable): with @error set */
static gboolean
save (RepCasebook *casebook, RepClosing *closing, RepAction action, gint64 now, GError **error)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func (rep_object_free);

  if (closing == NULL)
    return FALSE;
  g_ptr_array_add (objects, closing);
  return rep_casebook_save_as (casebook, objects, action, now, error);
}

static gboolean
check_period (RepCasebook *casebook, guint number, const RepPeriod *period, GError **error)
{
  const RepProject *project = g_ptr_array_index (rep_casebook_projects (casebook), number);
  char text[REP_QUARTER_TEXT_SIZE];

  rep_quarter_format (period->from, text);
  if (!rep_quarter_is (period))
    return rep_app_error_set (error, REP_APP_ERROR_BAD_DATE, text);
  if (period->to < project->start || period->from > rep_project_last_day (project))
    return rep_app_error_set (error, REP_APP_ERROR_OUTSIDE_PROJECT, text);
  return TRUE;
}

/* The limits of quality are kept, or lifted with a reason, which then is kept. */
static gboolean
pass_gate (const RepFacts *table,
           const RepPeriod *period,
           const char *lift,
           const GArray *pairs,
           RepClosing *closing,
           GError **error)
{
  g_autoptr (GError) passed = NULL;

  rep_text_set (&closing->lift, NULL);
  if (rep_quality_allows (table, period, pairs, &passed))
    return TRUE;
  if (lift == NULL) {
    g_propagate_error (error, g_steal_pointer (&passed));
    return FALSE;
  }
  rep_text_set (&closing->lift, lift);
  return TRUE;
}

static gboolean
freeze (RepCasebook *casebook,
        const RepFacts *table,
        const RepPeriod *period,
        RepClosing *closing,
        GError **error)
{
  char text[REP_SNAPSHOT_TEXT_SIZE];
  RepSnapshot snapshot;
  RepFigures figures;

  if (!rep_snapshot (casebook, table->number, &snapshot, error))
    return FALSE;
  rep_figures (table, period, &figures);
  freeze_members (table, period, closing);
  freeze_values (&figures, closing);
  closing->rule_version = REP_RULE_VERSION;
  rep_text_set (&closing->snapshot, rep_snapshot_format (&snapshot, text));
  return TRUE;
}

static gboolean
check_lift (const char *lift, GError **error)
{
  g_autofree char *bare = g_strstrip (g_strdup (lift != NULL ? lift : "-"));

  if (*bare == '\0' || g_utf8_strlen (bare, -1) > REP_TEXT_MAX)
    return rep_app_error_set (error, REP_APP_ERROR_BAD_TEXT, "lift");
  return TRUE;
}

static gboolean
may_close (RepCasebook *casebook, guint number, const RepPeriod *period, GError **error)
{
  char text[REP_QUARTER_TEXT_SIZE];

  if (!check_period (casebook, number, period, error))
    return FALSE;
  rep_quarter_format (period->from, text);
  if (rep_casebook_today (casebook) <= period->to)
    return rep_app_error_set (error, REP_APP_ERROR_NOT_OVER, text);
  if (rep_quarter_is_closed (casebook, number, period))
    return rep_app_error_set (error, REP_APP_ERROR_CLOSED, text);
  return TRUE;
}

RepClosing *
rep_quarter_plan_close (RepCasebook *casebook,
                        guint number,
                        const RepPeriod *period,
                        const char *lift,
                        const GArray *pairs,
                        gint64 now,
                        GError **error)
{
  g_autoptr (RepFacts) table = NULL;
  RepClosing *closing;

  if (!may_close (casebook, number, period, error) || !check_lift (lift, error))
    return NULL;
  closing = read_closing (casebook, number, period, error);
  if (closing == NULL)
    return NULL;
  closing->closed_at = now;
  closing->closed_by = rep_vault_account (rep_casebook_vault (casebook))->id;
  table = rep_facts_new (casebook, number, NULL);
  if (pass_gate (table, period, lift, pairs, closing, error) &&
      freeze (casebook, table, period, closing, error))
    return closing;
  rep_object_free (closing);
  return NULL;
}

gboolean
rep_quarter_close (RepCasebook *casebook,
                   guint number,
                   const RepPeriod *period,
                   const char *lift,
                   gint64 now,
                   GError **error)
{
  const RepProject *project = g_ptr_array_index (rep_casebook_projects (casebook), number);
  g_autoptr (GArray) pairs = NULL;

  if (rep_quality_needs_doubles (project))
    pairs = rep_doubles_list (casebook, G_MAXUINT);
  return save (casebook, rep_quarter_plan_close (casebook, number, period, lift, pairs, now, error),
               REP_ACTION_CLOSE, now, error);
}

RepClosing *
rep_quarter_plan_comment (RepCasebook *casebook,
                          guint number,
                          const RepPeriod *period,
                          const char *comment,
                          GError **error)
{
  RepClosing *closing;

  if (comment != NULL && g_utf8_strlen (comment, -1) > REP_QUARTER_COMMENT_MAX) {
    rep_app_error_set (error, REP_APP_ERROR_BAD_TEXT, "comment");
    return NULL;
  }
  if (!check_period (casebook, number, period, error))
    return NULL;
  closing = read_closing (casebook, number, period, error);
  if (closing != NULL)
    rep_text_set (&closing->comment, comment);
  return closing;
}

gboolean
rep_quarter_comment (RepCasebook *casebook,
                     guint number,
                     const RepPeriod *period,
                     const char *comment,
                     gint64 now,
                     GError **error)
{
  return save (casebook, rep_quarter_plan_comment (casebook, number, period, comment, error),
               REP_ACTION_SAVE, now, error);
}
