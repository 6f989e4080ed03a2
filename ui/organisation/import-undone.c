/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/organisation/import-undone.h"

#include <glib/gi18n.h>

#include "ui/say.h"
#include "ui/widgets/person-words.h"

#define SHOWN 200u
#define LIST_HEIGHT 260

static void
add_row (GtkListBox *list, const char *title, const char *subtitle)
{
  gtk_list_box_append (list, g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title,
                                           "subtitle", subtitle, NULL));
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GtkListBox) list = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) persons = rep_session_read_finish (REP_SESSION (source), result, &error);

  if (gtk_widget_get_root (GTK_WIDGET (list)) == NULL)
    return; /* closed meanwhile */
  if (persons == NULL) {
    g_autofree char *sentence = rep_say_error (error);

    add_row (list, sentence, NULL);
    return;
  }
  for (guint i = 0; i < persons->len; i++) {
    g_autofree char *name = rep_person_words_name (g_ptr_array_index (persons, i));

    add_row (list, name, _ ("Young person"));
  }
}

static void
add_contact (GtkListBox *list, RepCasebook *casebook, guint32 number)
{
  const RepContactRow *row =
      &g_array_index (rep_casebook_contacts (casebook), RepContactRow, number);
  g_autofree char *day = rep_say_day (row->fact.date);
  /* Translators: a day */
  g_autofree char *title = g_strdup_printf (_ ("Contact of %s"), day);

  add_row (list, title, rep_say_term (&rep_vocabulary_channel, row->fact.channel));
}

static GtkListBox *
new_list (void)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "boxed-list");
  gtk_widget_set_valign (list, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What stays"), -1);
  return GTK_LIST_BOX (list);
}

/* Contacts at once, youths when their names are read. */
static void
list_kept (GtkListBox *list, RepSession *session, const GArray *kept)
{
  RepCasebook *casebook = rep_session_get_casebook (session);
  g_autoptr (GArray) persons = g_array_new (FALSE, FALSE, sizeof (RepId));

  for (guint i = 0; i < MIN (kept->len, SHOWN); i++) {
    const RepId *id = &g_array_index (kept, RepId, i);
    guint32 contact = rep_casebook_number (casebook, &rep_kind_contact, id);

    if (contact != REP_NO_ROW)
      add_contact (list, casebook, contact);
    else
      g_array_append_val (persons, *id);
  }
  if (persons->len > 0)
    rep_session_read_async (session, (const RepId *)(gpointer)persons->data, persons->len, TRUE,
                            read_cb, g_object_ref (list));
}

static char *
say_undone (const RepImportUndo *undo)
{
  g_autofree char *persons = g_strdup_printf (
      ngettext ("%u young person", "%u young people", undo->persons), undo->persons);
  g_autofree char *contacts =
      g_strdup_printf (ngettext ("%u contact", "%u contacts", undo->contacts), undo->contacts);
  g_autoptr (GString) text = g_string_new (NULL);

  /* Translators: how many young people, how many contacts */
  g_string_append_printf (text, _ ("Withdrawn: %1$s, %2$s."), persons, contacts);
  if (undo->restored > 0) {
    g_string_append_c (text, '\n');
    g_string_append_printf (text, _ ("Young people as they were before: %u."), undo->restored);
  }
  if (undo->kept->len > 0) {
    g_string_append_c (text, '\n');
    g_string_append_printf (text, _ ("Kept, since changed or referred to: %u."), undo->kept->len);
  }
  return g_strdup (text->str);
}

void
rep_import_undone_show (GtkWindow *parent, RepSession *session, const RepImportUndo *undo)
{
  g_autofree char *body = say_undone (undo);
  GtkWidget *dialog = adw_message_dialog_new (parent, _ ("The import is undone"), body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  g_signal_connect_object (session, "notify::casebook", G_CALLBACK (gtk_window_destroy), dialog,
                           G_CONNECT_SWAPPED); /* it was locked */
  if (undo->kept->len > 0) {
    GtkListBox *list = new_list ();
    GtkWidget *scroller = g_object_new (
        GTK_TYPE_SCROLLED_WINDOW, "child", list, "hscrollbar-policy", GTK_POLICY_NEVER,
        "propagate-natural-height", TRUE, "max-content-height", LIST_HEIGHT, NULL);

    adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), scroller);
    list_kept (list, session, undo->kept);
  }
  gtk_window_present (GTK_WINDOW (dialog));
}
