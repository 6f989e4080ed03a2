/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/casebook/outing.h"
#include "ui/dialogs/ask-close.h"
#include "ui/dialogs/outing-form-private.h"
#include "ui/say.h"
#include "ui/widgets/kept.h"

/* Numbers of the form's fields in a draft: never used again for another field. */
enum {
  KEPT_PROJECT = 1, /* four numbers of the band */
  KEPT_KIND = 5,
  KEPT_START,
  KEPT_END,
  KEPT_HEADCOUNT,
  KEPT_FLYERS,
  KEPT_NOBODY,
  KEPT_TEAM,
  KEPT_PARTNERS,
  KEPT_COUNTS,
  KEPT_ID,
};

static void
each_field (RepOutingForm *self, RepKeptFunc func, RepDraft *draft)
{
  func (draft, KEPT_KIND, self->kind_picker);
  func (draft, KEPT_START, self->start_entry);
  func (draft, KEPT_END, self->end_entry);
  func (draft, KEPT_HEADCOUNT, self->headcount_entry);
  func (draft, KEPT_FLYERS, self->flyers_entry);
}

static void
keep_ids (RepDraft *draft, guint number, RepPickedList *list)
{
  g_autoptr (GArray) ids = rep_picked_list_get_ids (list);
  g_autoptr (GString) text = g_string_new (NULL);
  char hex[REP_ID_HEX_SIZE];

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    g_string_append_printf (text, "%s ", rep_id_format (&g_array_index (ids, RepId, i), hex));
  rep_draft_set (draft, number, text->str);
}

static void
recall_ids (RepOutingForm *self, RepDraft *draft, guint number, RepPickedList *list)
{
  g_auto (GStrv) words = g_strsplit (rep_draft_get (draft, number), " ", -1);
  GArray *ids = NULL;
  RepId id;

  for (guint i = 0; words[i] != NULL; i++)
    if (rep_id_parse (words[i], &id))
      rep_ids_add (&ids, &id);
  rep_picked_list_clear (list);
  rep_outing_form_show_ids (self, list, ids);
  g_clear_pointer (&ids, g_array_unref);
}

static void
keep_counts (RepDraft *draft, RepCountGrid *grid)
{
  g_autoptr (GPtrArray) counts = rep_count_grid_get (grid);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; counts != NULL && i < counts->len; i++) {
    const RepCount *count = g_ptr_array_index (counts, i);

    g_string_append_printf (text, "%u:%u:%d ", count->band, count->sex, count->count);
  }
  rep_draft_set (draft, KEPT_COUNTS, text->str);
}

static void
recall_counts (RepDraft *draft, RepCountGrid *grid)
{
  g_auto (GStrv) words = g_strsplit (rep_draft_get (draft, KEPT_COUNTS), " ", -1);
  g_autoptr (GPtrArray) counts = g_ptr_array_new_with_free_func (rep_object_free);

  for (guint i = 0; words[i] != NULL; i++) {
    g_auto (GStrv) parts = g_strsplit (words[i], ":", 3);
    RepCount *count;

    if (g_strv_length (parts) != 3)
      continue;
    count = rep_object_new (&rep_kind_count);
    count->band = (guint8)g_ascii_strtoull (parts[0], NULL, 10);
    count->sex = (guint8)g_ascii_strtoull (parts[1], NULL, 10);
    count->count = (gint32)g_ascii_strtoll (parts[2], NULL, 10);
    g_ptr_array_add (counts, count);
  }
  rep_count_grid_set (grid, counts);
}

static RepDraft *
collect_all (RepOutingForm *self)
{
  RepDraft *draft = rep_draft_new ();
  char hex[REP_ID_HEX_SIZE];

  each_field (self, rep_kept_save, draft);
  rep_draft_set (draft, KEPT_NOBODY, gtk_check_button_get_active (self->nobody) ? "1" : NULL);
  keep_ids (draft, KEPT_TEAM, self->team_list);
  keep_ids (draft, KEPT_PARTNERS, self->partner_list);
  keep_counts (draft, self->grid);
  if (self->outing != NULL)
    rep_draft_set (draft, KEPT_ID, rep_id_format (&self->outing->object.id, hex));
  if (rep_contact_band_bar_is_set (self->bar))
    rep_contact_band_keep (self->band, KEPT_PROJECT, draft);
  return draft;
}

static RepDraft *
collect (gpointer form)
{
  RepOutingForm *self = form;
  g_autoptr (RepDraft) draft = collect_all (self);

  return self->initial != NULL && rep_draft_equal (draft, self->initial) ? NULL
                                                                         : g_steal_pointer (&draft);
}

gboolean
rep_outing_form_is_touched (RepOutingForm *self)
{
  g_autoptr (RepDraft) draft = collect (self);

  return draft != NULL;
}

static void
failed (gpointer form, const GError *error)
{
  RepOutingForm *self = form;
  g_autofree char *what = rep_say_error (error);
  /* Translators: %s is a sentence that says what was wrong */
  g_autofree char *sentence = g_strdup_printf (_ ("The draft could not be kept. %s"), what);

  if (!gtk_revealer_get_reveal_child (self->failure_revealer))
    rep_outing_form_show_failure (self, sentence);
}

static void
recall (RepOutingForm *self, RepDraft *draft)
{
  RepCasebook *casebook = rep_outing_form_casebook (self);

  if (rep_contact_band_recall (self->band, KEPT_PROJECT, draft, casebook, G_MAXUINT32))
    rep_contact_band_bar_show (self->bar, self->session, self->band);
  each_field (self, rep_kept_restore, draft);
  gtk_check_button_set_active (self->nobody, *rep_draft_get (draft, KEPT_NOBODY) != '\0');
  recall_ids (self, draft, KEPT_TEAM, self->team_list);
  recall_ids (self, draft, KEPT_PARTNERS, self->partner_list);
  recall_counts (draft, self->grid);
}

static gboolean
is_of (const RepDraft *draft, const RepOuting *outing)
{
  char hex[REP_ID_HEX_SIZE] = "";

  if (outing != NULL)
    rep_id_format (&outing->object.id, hex);
  return strcmp (rep_draft_get (draft, KEPT_ID), hex) == 0;
}

gboolean
rep_outing_form_begun (RepSession *session, RepId *id)
{
  g_autoptr (RepDraft) draft = rep_session_open_draft (session, REP_DRAFT_OUTING);

  return draft != NULL && rep_id_parse (rep_draft_get (draft, KEPT_ID), id);
}

void
rep_outing_form_keep (RepOutingForm *self)
{
  g_autoptr (RepDraft) draft = rep_session_open_draft (self->session, REP_DRAFT_OUTING);

  self->initial = collect_all (self);
  if (draft != NULL && !is_of (draft, self->outing)) {
    gtk_label_set_label (self->draft_label,
                         _ ("Another outing was begun: its draft is kept, this one is not."));
    gtk_widget_set_visible (self->draft_box, TRUE);
    gtk_widget_action_set_enabled (GTK_WIDGET (self), "outing.discard", FALSE);
    return;
  }
  self->keeper =
      rep_draft_keeper_new (self->session, REP_DRAFT_OUTING, NULL, collect, failed, self);
  gtk_widget_set_visible (self->draft_box, draft != NULL);
  if (draft != NULL)
    recall (self, draft);
}

void
rep_outing_form_discard (RepOutingForm *self)
{
  if (self->keeper == NULL)
    return;
  rep_draft_keeper_forget (self->keeper);
  recall (self, self->initial);
  gtk_widget_set_visible (self->draft_box, FALSE);
}

static void
answered (gpointer form, gboolean keep)
{
  RepOutingForm *self = form;

  if (self->keeper != NULL && keep)
    rep_draft_keeper_flush (self->keeper);
  else if (self->keeper != NULL)
    rep_draft_keeper_forget (self->keeper);
  rep_ask_close_now (form);
}

void
rep_outing_form_ask_close (RepOutingForm *self)
{
  rep_ask_close (GTK_WINDOW (self), _ ("This outing is not recorded"),
                 self->keeper != NULL
                     ? _ ("A draft, sealed, comes back when an outing is noted again.")
                     : NULL,
                 self->keeper != NULL ? _ ("_Keep as draft") : NULL, answered);
}
