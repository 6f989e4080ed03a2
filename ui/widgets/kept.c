/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/widgets/choice-entry.h"
#include "ui/widgets/code-picker.h"
#include "ui/widgets/kept.h"

static void
save_picker (RepDraft *draft, guint number, RepCodePicker *picker)
{
  guint64 mask = rep_code_picker_get_mask (picker);
  g_autofree char *text = mask != 0 ? g_strdup_printf ("%" G_GINT64_MODIFIER "x", mask) : NULL;

  rep_draft_set (draft, number, text);
}

static void
save_text_view (RepDraft *draft, guint number, GtkTextView *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  GtkTextIter start, end;
  g_autofree char *text = NULL;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  text = gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
  rep_draft_set (draft, number, text);
}

void
rep_kept_save (RepDraft *draft, guint number, gpointer field)
{
  if (REP_IS_CODE_PICKER (field)) {
    save_picker (draft, number, field);
    return;
  }
  if (GTK_IS_TEXT_VIEW (field)) {
    save_text_view (draft, number, field);
    return;
  }
  rep_draft_set (draft, number, gtk_editable_get_text (field));
  if (REP_IS_CHOICE_ENTRY (field))
    rep_draft_set (draft, number + 1, rep_choice_entry_get_key (field));
}

static void
restore_choice (RepDraft *draft, guint number, RepChoiceEntry *entry)
{
  const char *text = rep_draft_get (draft, number);
  const char *key = rep_draft_get (draft, number + 1);
  g_autoptr (RepChoice) choice = *key != '\0' ? rep_choice_new (key, text, NULL) : NULL;

  rep_choice_entry_take (entry, choice);
  if (choice == NULL)
    gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

void
rep_kept_restore (RepDraft *draft, guint number, gpointer field)
{
  const char *text = rep_draft_get (draft, number);

  if (REP_IS_CODE_PICKER (field))
    rep_code_picker_set_mask (field, g_ascii_strtoull (text, NULL, 16));
  else if (REP_IS_CHOICE_ENTRY (field))
    restore_choice (draft, number, field);
  else if (GTK_IS_TEXT_VIEW (field))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (field), text, -1);
  else
    gtk_editable_set_text (field, text);
}
