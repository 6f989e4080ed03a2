/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/person-edit.h"
#include "ui/dialogs/profile-work.h"

typedef struct {
  RepProfileEdit edit;
  GPtrArray *objects;
} Work;

static void
apply (const RepProfileEdit *edit, RepPerson *person)
{
  guint64 answered = edit->publics_yes | edit->publics_no | edit->publics_open;

  for (guint number = 0; number < G_N_ELEMENTS (edit->codes); number++)
    if ((edit->coded >> number & 1) != 0)
      *rep_field_member (person, rep_kind_field (&rep_kind_person, number), guint8) =
          edit->codes[number];
  person->publics_yes = (person->publics_yes & ~answered) | edit->publics_yes;
  person->publics_no = (person->publics_no & ~answered) | edit->publics_no;
  if (edit->situation != 0)
    rep_person_set_situation (person, edit->situation, edit->from);
  for (guint8 zone = 1; zone <= REP_N_ZONES; zone++)
    if (edit->zoned[zone])
      rep_person_set_zone (person, zone, edit->zones[zone], edit->zone_from, edit->until);
  if (edit->assigned)
    person->referent = edit->referent;
}

static gboolean
work_run (RepCasebook *casebook, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;
  RepPerson *person = rep_casebook_read (casebook, &work->edit.person, error);

  if (person == NULL)
    return FALSE;
  g_ptr_array_add (work->objects, person);
  apply (&work->edit, person);
  return rep_person_prepare (casebook, person, error) &&
         rep_casebook_commit (casebook, work->objects, NULL, g_get_real_time () / G_USEC_PER_SEC,
                              error);
}

static void
work_publish (RepCasebook *casebook, gpointer data)
{
  rep_casebook_publish_all (casebook, ((Work *)data)->objects);
}

static void
work_free (gpointer data)
{
  g_ptr_array_unref (((Work *)data)->objects);
  g_free (data);
}

void
rep_profile_work_save (RepSession *session,
                       const RepProfileEdit *edit,
                       GAsyncReadyCallback callback,
                       gpointer user_data)
{
  static const RepSessionJob job = { work_run, work_publish, work_free };
  Work *work = g_new0 (Work, 1);

  work->edit = *edit;
  work->objects = g_ptr_array_new_with_free_func (rep_object_free);
  rep_session_run_async (session, &job, work, NULL, callback, user_data);
}

gboolean
rep_profile_work_finish (RepSession *session, GAsyncResult *result, GError **error)
{
  return rep_session_run_finish (session, result, NULL, error);
}
