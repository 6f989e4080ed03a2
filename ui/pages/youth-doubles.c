/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/casebook/doubles.h"
#include "app/casebook/value-words.h"
#include "ui/dialogs/merge-dialog.h"
#include "ui/dialogs/merge-work.h"
#include "ui/pages/youth-doubles.h"
#include "ui/say.h"
#include "ui/spoken.h"
#include "ui/widgets/person-words.h"

#define MAX_DOUBLES 3
#define OTHER_KEY "rep-other" /* row -> id of the other record */

struct _RepYouthDoubles {
  AdwPreferencesGroup parent_instance;

  RepSession *session;
  guint32 youth;
  guint later;     /* source that looks again once everyone was heard */
  GPtrArray *rows; /* borrowed widgets */
};

G_DEFINE_FINAL_TYPE (RepYouthDoubles, rep_youth_doubles, ADW_TYPE_PREFERENCES_GROUP)

static void
clear (RepYouthDoubles *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  g_clear_handle_id (&self->later, g_source_remove);
}

static RepCasebook *
get_casebook (RepYouthDoubles *self)
{
  return self->session != NULL ? rep_session_get_casebook (self->session) : NULL;
}

static const RepId *
id_of (RepYouthDoubles *self, guint32 row)
{
  return rep_casebook_id (get_casebook (self), &rep_kind_person, row);
}

static void
add_row (RepYouthDoubles *self,
         guint32 other,
         const char *title,
         const char *subtitle,
         const char *label,
         GCallback clicked)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title", title,
                                 "subtitle", subtitle, "activatable", FALSE, NULL);
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "label", label, "use-underline", TRUE,
                                    "valign", GTK_ALIGN_CENTER, NULL);

  g_object_set_data_full (G_OBJECT (button), OTHER_KEY,
                          g_memdup2 (id_of (self, other), sizeof (RepId)), g_free);
  g_signal_connect_swapped (button, "clicked", clicked, self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static void
compare_cb (RepYouthDoubles *self, GtkButton *button)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (get_casebook (self) != NULL && self->youth != REP_NO_ROW)
    gtk_window_present (GTK_WINDOW (
        rep_merge_dialog_new (GTK_WINDOW (root), self->session, id_of (self, self->youth),
                              g_object_get_data (G_OBJECT (button), OTHER_KEY))));
}

static void
undone_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (RepYouthDoubles) self = data;
  g_autoptr (GError) error = NULL;
  gboolean done = rep_merge_work_finish (REP_SESSION (source), result, &error);
  g_autofree char *text = done ? g_strdup (_ ("The merge is undone")) : rep_say_error (error);

  if (get_casebook (self) != NULL)
    rep_say_toast (GTK_WIDGET (self), text);
}

static void
undo_cb (RepYouthDoubles *self, GtkButton *button)
{
  gtk_widget_set_sensitive (GTK_WIDGET (button), FALSE);
  rep_merge_work_unmerge (self->session, g_object_get_data (G_OBJECT (button), OTHER_KEY),
                          undone_cb, g_object_ref (self));
}

static char *
say_last_contact (RepYouthDoubles *self, guint32 row)
{
  g_autofree char *day =
      rep_say_short_day (rep_person_words_last_contact (get_casebook (self), row));

  /* Translators: %s is a day, as in 16/11/2020 */
  return *day != '\0' ? g_strdup_printf (_ ("last contact %s"), day) : g_strdup ("");
}

/* Each record that was merged into this one directly; what is in those comes with them. */
static void
add_merged (RepYouthDoubles *self)
{
  RepCasebook *casebook = get_casebook (self);
  g_autoptr (GArray) members = rep_casebook_members (casebook, self->youth);

  for (guint i = 0; i < members->len; i++) {
    guint32 member = g_array_index (members, guint32, i);

    if (g_array_index (rep_casebook_persons (casebook), RepPersonRow, member).same_as ==
        self->youth)
      add_row (self, member, _ ("Another record was merged into this one"),
               _ ("Undoing gives both records back as they were"), _ ("_Undo the merge"),
               G_CALLBACK (undo_cb));
  }
}

static void
add_doubles (RepYouthDoubles *self)
{
  g_autoptr (GArray) found = rep_doubles_of_youth (get_casebook (self), self->youth, MAX_DOUBLES);

  for (guint i = 0; i < found->len; i++) {
    const RepDouble *match = &g_array_index (found, RepDouble, i);
    g_autofree char *why = rep_alike_words (match->why, rep_say_is_french ());
    g_autofree char *last = say_last_contact (self, match->person);
    g_autofree char *subtitle =
        *last != '\0' ? g_strdup_printf ("%s · %s", why, last) : g_strdup (why);

    add_row (self, match->person, _ ("Likely double"), subtitle, _ ("_Compare…"),
             G_CALLBACK (compare_cb));
  }
}

static void show_all (RepYouthDoubles *self);

static gboolean
later_cb (gpointer data)
{
  RepYouthDoubles *self = data;

  self->later = 0;
  show_all (self);
  return G_SOURCE_REMOVE;
}

static void
show_all (RepYouthDoubles *self)
{
  RepCasebook *casebook = get_casebook (self);

  clear (self);
  if (casebook != NULL && self->youth != REP_NO_ROW) {
    add_merged (self);
    if (!rep_casebook_holds_names (casebook))
      ;
    else if (rep_casebook_everyone_heard (casebook))
      add_doubles (self);
    else
      self->later = g_timeout_add (200, later_cb, self);
  }
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
  rep_spoken_complete (GTK_WIDGET (self), _ ("The same young person?"));
}

static void
rep_youth_doubles_dispose (GObject *object)
{
  RepYouthDoubles *self = REP_YOUTH_DOUBLES (object);

  g_clear_handle_id (&self->later, g_source_remove);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (rep_youth_doubles_parent_class)->dispose (object);
}

static void
rep_youth_doubles_finalize (GObject *object)
{
  g_ptr_array_unref (REP_YOUTH_DOUBLES (object)->rows);

  G_OBJECT_CLASS (rep_youth_doubles_parent_class)->finalize (object);
}

static void
rep_youth_doubles_class_init (RepYouthDoublesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = rep_youth_doubles_dispose;
  G_OBJECT_CLASS (klass)->finalize = rep_youth_doubles_finalize;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/org/reperes/Reperes/ui/pages/youth-doubles.ui");
}

static void
rep_youth_doubles_init (RepYouthDoubles *self)
{
  self->rows = g_ptr_array_new ();
  self->youth = REP_NO_ROW;
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rep_youth_doubles_show (RepYouthDoubles *doubles, RepSession *session, guint32 youth)
{
  g_set_object (&doubles->session, session);
  doubles->youth = youth;
  show_all (doubles);
}
