/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/casebook/outing-people.h"
#include "app/exchange/outing-paper.h"
#include "ui/dialogs/outing-work.h"
#include "ui/say.h"

typedef struct {
  RepOuting *outing;
  gboolean from_draft;
  GPtrArray *objects;
} Save;

static void
save_free (gpointer data)
{
  Save *save = data;

  g_ptr_array_unref (save->objects);
  rep_object_free (save->outing);
  g_free (save);
}

static gboolean
save_run (RepCasebook *casebook, gpointer data, GCancellable *cancellable, GError **error)
{
  Save *save = data;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  g_ptr_array_add (save->objects, save->outing);
  return rep_outing_prepare (casebook, save->outing, now, error) &&
         rep_casebook_commit (casebook, save->objects,
                              save->from_draft ? rep_draft_slot_name (REP_DRAFT_OUTING) : NULL, now,
                              error);
}

static void
save_publish (RepCasebook *casebook, gpointer data)
{
  rep_casebook_publish_all (casebook, ((Save *)data)->objects);
}

void
rep_outing_work_save_async (RepSession *session,
                            RepOuting *outing,
                            gboolean from_draft,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  static const RepSessionJob job = { save_run, save_publish, save_free };
  Save *save = g_new0 (Save, 1);

  save->outing = outing;
  save->from_draft = from_draft;
  if (from_draft)
    rep_session_supersede_draft (session, REP_DRAFT_OUTING);
  save->objects = g_ptr_array_new ();
  rep_session_run_async (session, &job, save, NULL, callback, user_data);
}

gboolean
rep_outing_work_save_finish (RepSession *session, GAsyncResult *result, GError **error)
{
  gpointer data;

  if (!rep_session_run_finish (session, result, &data, error))
    return FALSE;
  if (((Save *)data)->from_draft)
    rep_session_forget_draft (session, REP_DRAFT_OUTING);
  return TRUE;
}

typedef struct {
  RepId outing;
  RepId person;
  gboolean absent;
  RepContact *contact;
  RepIntakePlan plan;
  GPtrArray *back; /* (nullable): what takes it back */
} Absence;

static void
absence_free (gpointer data)
{
  Absence *absence = data;

  rep_intake_plan_clear (&absence->plan);
  g_clear_pointer (&absence->back, g_ptr_array_unref);
  rep_object_free (absence->contact);
  g_free (absence);
}

static gboolean
absence_back (RepCasebook *casebook, Absence *absence, gint64 now, GError **error)
{
  absence->back = rep_outing_absence_back (casebook, &absence->outing, &absence->person, error);
  return absence->back != NULL && rep_casebook_commit (casebook, absence->back, NULL, now, error);
}

static gboolean
absence_run (RepCasebook *casebook, gpointer data, GCancellable *cancellable, GError **error)
{
  Absence *absence = data;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  RepIntake intake = { NULL };

  if (!absence->absent)
    return absence_back (casebook, absence, now, error);
  absence->contact = rep_outing_absence (casebook, &absence->outing, &absence->person, error);
  intake.contact = absence->contact;
  return absence->contact != NULL &&
         rep_intake_plan (casebook, &intake, now, &absence->plan, error) &&
         rep_casebook_commit (casebook, absence->plan.objects, NULL, now, error);
}

static void
absence_publish (RepCasebook *casebook, gpointer data)
{
  Absence *absence = data;

  rep_casebook_publish_all (casebook, absence->absent ? absence->plan.objects : absence->back);
}

void
rep_outing_work_absent_async (RepSession *session,
                              const RepId *outing,
                              const RepId *person,
                              gboolean absent,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  static const RepSessionJob job = { absence_run, absence_publish, absence_free };
  Absence *absence = g_new0 (Absence, 1);

  absence->outing = *outing;
  absence->person = *person;
  absence->absent = absent;
  rep_session_run_async (session, &job, absence, NULL, callback, user_data);
}

typedef struct {
  RepId outing;
  RepContact *contact;
  RepPerson *person; /* (nullable) */
  char *client;
  RepIntakePlan plan;
} Line;

static void
line_free (gpointer data)
{
  Line *line = data;

  rep_intake_plan_clear (&line->plan);
  rep_object_free (line->contact);
  rep_object_free (line->person);
  g_free (line->client);
  g_free (line);
}

/* The same youth twice in one outing is a slip of the pen; an absence that was none is not. */
static gboolean
check_once (RepCasebook *casebook, const Line *line, GError **error)
{
  guint32 outing = rep_casebook_number (casebook, &rep_kind_outing, &line->outing);
  const RepId *id =
      line->contact->persons != NULL ? &g_array_index (line->contact->persons, RepId, 0) : NULL;
  guint32 person = id != NULL ? rep_casebook_number (casebook, &rep_kind_person, id) : REP_NO_ROW;
  gboolean absent;

  if (person == REP_NO_ROW || !rep_outing_was_there (casebook, outing, person, &absent) || absent)
    return TRUE;
  g_set_error_literal (error, REP_APP_ERROR, REP_APP_ERROR_EXISTS, "person");
  return FALSE;
}

static gboolean
line_plan (RepCasebook *casebook, Line *line, gint64 now, GError **error)
{
  RepIntake intake = { .contact = line->contact,
                       .person = line->person,
                       .client_id = line->client };
  RepOuting *outing = rep_casebook_read (casebook, &line->outing, error);
  gboolean done;

  if (outing == NULL)
    return FALSE;
  rep_outing_fill (outing, line->contact);
  done = rep_intake_plan (casebook, &intake, now, &line->plan, error);
  rep_object_free (outing);
  return done;
}

static gboolean
line_run (RepCasebook *casebook, gpointer data, GCancellable *cancellable, GError **error)
{
  Line *line = data;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  if (!line_plan (casebook, line, now, error))
    return FALSE;
  return line->plan.again || (check_once (casebook, line, error) &&
                              rep_casebook_commit (casebook, line->plan.objects, NULL, now, error));
}

static void
line_publish (RepCasebook *casebook, gpointer data)
{
  Line *line = data;

  if (!line->plan.again)
    rep_casebook_publish_all (casebook, line->plan.objects);
}

void
rep_outing_work_line_async (RepSession *session,
                            const RepId *outing,
                            RepContact *contact,
                            RepPerson *person,
                            const char *client,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  static const RepSessionJob job = { line_run, line_publish, line_free };
  Line *line = g_new0 (Line, 1);

  line->outing = *outing;
  line->contact = contact;
  line->person = person;
  line->client = g_strdup (client);
  rep_session_run_async (session, &job, line, NULL, callback, user_data);
}

typedef struct {
  RepId outing;
  RepOutingPaper paper;
  char *path;
} Paper;

static void
paper_free (gpointer data)
{
  g_free (((Paper *)data)->path);
  g_free (data);
}

static const char *
translate (const char *text)
{
  return _ (text);
}

static gboolean
paper_run (RepCasebook *casebook, gpointer data, GCancellable *cancellable, GError **error)
{
  const RepOutingWords words = { translate, rep_say_is_french () };
  Paper *paper = data;
  RepOuting *outing = rep_casebook_read (casebook, &paper->outing, error);
  gboolean done = FALSE;

  if (outing == NULL)
    return FALSE;
  if (paper->paper == REP_OUTING_PAPER_SHEET)
    done = rep_outing_sheet_write (casebook, outing, &words, paper->path, error);
  else
    done = rep_outing_report_write (casebook, outing, &words, paper->path, error);
  rep_object_free (outing);
  return done;
}

void
rep_outing_work_write_async (RepSession *session,
                             const RepId *outing,
                             RepOutingPaper paper,
                             const char *path,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  static const RepSessionJob job = { paper_run, NULL, paper_free };
  Paper *data = g_new0 (Paper, 1);

  data->outing = *outing;
  data->paper = paper;
  data->path = g_strdup (path);
  rep_session_run_async (session, &job, data, NULL, callback, user_data);
}
