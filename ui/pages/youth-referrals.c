/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ui/pages/referral-words.h"
#include "ui/pages/youth-referrals.h"
#include "ui/spoken.h"

struct _RepYouthReferrals {
  AdwPreferencesGroup parent_instance;

  GPtrArray *rows; /* borrowed widgets */
};

G_DEFINE_FINAL_TYPE (RepYouthReferrals, rep_youth_referrals, ADW_TYPE_PREFERENCES_GROUP)

static void
rep_youth_referrals_finalize (GObject *object)
{
  g_ptr_array_unref (REP_YOUTH_REFERRALS (object)->rows);

  G_OBJECT_CLASS (rep_youth_referrals_parent_class)->finalize (object);
}

static void
rep_youth_referrals_class_init (RepYouthReferralsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rep_youth_referrals_finalize;
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/org/reperes/Reperes/ui/pages/youth-referrals.ui");
}

static void
rep_youth_referrals_init (RepYouthReferrals *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  rep_spoken_complete (GTK_WIDGET (self), _ ("Referrals"));
}

/* Later days first; of one day, what was entered last. */
static int
compare (gconstpointer a, gconstpointer b, gpointer orientations)
{
  guint32 left = *(const guint32 *)a, right = *(const guint32 *)b;
  guint32 before = g_array_index ((GArray *)orientations, RepOrientationRow, left).date;
  guint32 after = g_array_index ((GArray *)orientations, RepOrientationRow, right).date;

  if (before != after)
    return before > after ? -1 : 1;
  return left > right ? -1 : left < right ? 1 : 0;
}

static GArray *
list_of (RepCasebook *casebook, guint32 youth)
{
  const GArray *orientations = rep_casebook_orientations (casebook);
  GArray *list = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 at =
           g_array_index (rep_casebook_persons (casebook), RepPersonRow, youth).first_orientation;
       at != REP_NO_ROW; at = g_array_index (orientations, RepOrientationRow, at).next)
    g_array_append_val (list, at);
  g_array_sort_with_data (list, compare, (gpointer)orientations);
  return list;
}

void
rep_referral_add_answer (GtkWidget *row, RepCasebook *casebook, guint32 number)
{
  const RepOrientationRow *referral =
      &g_array_index (rep_casebook_orientations (casebook), RepOrientationRow, number);
  GtkWidget *button =
      gtk_button_new_with_mnemonic (referral->status == 0 ? _ ("_Answer…") : _ ("_Change…"));
  char hex[REP_ID_HEX_SIZE];

  rep_id_format (rep_casebook_id (casebook, &rep_kind_orientation, number), hex);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", hex);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.answer-referral");
  if (!rep_referral_is_open (referral))
    gtk_widget_add_css_class (button, "flat");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static void
add_row (RepYouthReferrals *self, RepCasebook *casebook, guint32 number)
{
  const RepOrientationRow *referral =
      &g_array_index (rep_casebook_orientations (casebook), RepOrientationRow, number);
  g_autofree char *said = rep_referral_say (casebook, referral);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title",
                                 rep_referral_partner (casebook, referral), "subtitle", said, NULL);

  rep_referral_add_answer (row, casebook, number);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

void
rep_youth_referrals_clear (RepYouthReferrals *referrals)
{
  g_return_if_fail (REP_IS_YOUTH_REFERRALS (referrals));

  for (guint i = 0; i < referrals->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (referrals),
                                  g_ptr_array_index (referrals->rows, i));
  g_ptr_array_set_size (referrals->rows, 0);
}

void
rep_youth_referrals_show (RepYouthReferrals *referrals, RepCasebook *casebook, guint32 youth)
{
  g_autoptr (GArray) list = list_of (casebook, youth);

  rep_youth_referrals_clear (referrals);
  for (guint i = 0; i < list->len; i++)
    add_row (referrals, casebook, g_array_index (list, guint32, i));
}
