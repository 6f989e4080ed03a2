/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ui/dialogs/new-youth.h"
#include "ui/typed.h"
#include "ui/widgets/choice-entry.h"
#include "ui/widgets/code-picker.h"
#include "ui/widgets/form-field.h"

enum {
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

struct _RepNewYouth {
  GtkBox parent_instance;

  RepFormField *age_field, *home_field, *situation_field, *phone_field;
  RepCodePicker *sex_picker, *ml_picker, *spe_picker;
  RepChoiceEntry *home_entry, *situation_entry;
  GtkEditable *age_entry, *phone_entry;
};

G_DEFINE_FINAL_TYPE (RepNewYouth, rep_new_youth, GTK_TYPE_BOX)

static void
new_youth_changed_cb (GtkWidget *widget, gpointer user_data)
{
  g_signal_emit (user_data, signals[CHANGED], 0);
}

/* One letter, or Enter, and on to what comes next. */
static void
new_youth_next_cb (GtkWidget *widget, gpointer user_data)
{
  GtkRoot *root = gtk_widget_get_root (user_data);

  new_youth_changed_cb (widget, user_data);
  if (root != NULL)
    gtk_widget_child_focus (GTK_WIDGET (root), GTK_DIR_TAB_FORWARD);
}

static void
rep_new_youth_class_init (RepNewYouthClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[CHANGED] = g_signal_new ("changed", REP_TYPE_NEW_YOUTH, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 0);
  g_type_ensure (REP_TYPE_CHOICE_ENTRY);
  g_type_ensure (REP_TYPE_CODE_PICKER);
  g_type_ensure (REP_TYPE_FORM_FIELD);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/dialogs/new-youth.ui");
  gtk_widget_class_bind_template_child (widget_class, RepNewYouth, age_field);
  gtk_widget_class_bind_template_child (widget_class, RepNewYouth, home_field);
  gtk_widget_class_bind_template_child (widget_class, RepNewYouth, situation_field);
  gtk_widget_class_bind_template_child (widget_class, RepNewYouth, phone_field);
  gtk_widget_class_bind_template_child (widget_class, RepNewYouth, sex_picker);
  gtk_widget_class_bind_template_child (widget_class, RepNewYouth, ml_picker);
  gtk_widget_class_bind_template_child (widget_class, RepNewYouth, spe_picker);
  gtk_widget_class_bind_template_child (widget_class, RepNewYouth, home_entry);
  gtk_widget_class_bind_template_child (widget_class, RepNewYouth, situation_entry);
  gtk_widget_class_bind_template_child (widget_class, RepNewYouth, age_entry);
  gtk_widget_class_bind_template_child (widget_class, RepNewYouth, phone_entry);
  gtk_widget_class_bind_template_callback (widget_class, new_youth_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, new_youth_next_cb);
}

static void
rep_new_youth_init (RepNewYouth *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
rep_new_youth_set_near (RepNewYouth *youth, const char *insee)
{
  g_return_if_fail (REP_IS_NEW_YOUTH (youth));

  rep_choice_entry_set_near (youth->home_entry, insee);
}

void
rep_new_youth_each_field (RepNewYouth *youth, guint first, RepKeptFunc func, RepDraft *draft)
{
  g_return_if_fail (REP_IS_NEW_YOUTH (youth));

  func (draft, first, youth->age_entry);
  func (draft, first + 1, youth->phone_entry);
  func (draft, first + 2, youth->home_entry);
  func (draft, first + 4, youth->situation_entry);
  func (draft, first + 6, youth->sex_picker);
  func (draft, first + 7, youth->ml_picker);
  func (draft, first + 8, youth->spe_picker);
}

gboolean
rep_new_youth_check (RepNewYouth *youth, guint32 today)
{
  gint32 age;
  guint32 birth;

  g_return_val_if_fail (REP_IS_NEW_YOUTH (youth), FALSE);

  if (!rep_typed_age_or_birth (gtk_editable_get_text (youth->age_entry), today, &age, &birth))
    return rep_form_field_refuse (
        youth->age_field, _ ("Neither an age nor a possible birth day: 19, or 04/05/2003."));
  if (rep_choice_entry_is_unclear (youth->home_entry))
    return rep_form_field_refuse (youth->home_field, _ ("No commune has been chosen for this."));
  if (rep_choice_entry_is_unclear (youth->situation_entry))
    return rep_form_field_refuse (youth->situation_field,
                                  _ ("Choose in the list, or leave empty."));
  if (!rep_typed_phone (gtk_editable_get_text (youth->phone_entry)))
    return rep_form_field_refuse (youth->phone_field, _ ("Not a telephone number."));
  return TRUE;
}

void
rep_new_youth_fill (RepNewYouth *youth, guint32 today, RepPerson *person, guint8 *situation)
{
  g_autofree char *phone = NULL;
  gint32 age = REP_NONE;
  guint32 birth = 0;

  g_return_if_fail (REP_IS_NEW_YOUTH (youth));

  (void)rep_typed_age_or_birth (gtk_editable_get_text (youth->age_entry), today, &age, &birth);
  person->declared_age = age;
  person->birth = birth;
  person->sex = rep_code_picker_get_number (youth->sex_picker);
  person->known_ml = rep_code_picker_get_number (youth->ml_picker);
  person->known_spe = rep_code_picker_get_number (youth->spe_picker);
  if (rep_choice_entry_get_key (youth->home_entry) != NULL)
    g_strlcpy (person->home, rep_choice_entry_get_key (youth->home_entry), REP_PLACE_SIZE);
  phone = g_strstrip (g_strdup (gtk_editable_get_text (youth->phone_entry)));
  if (*phone != '\0')
    rep_texts_add (&person->phones, phone);
  *situation = rep_choice_entry_get_number (youth->situation_entry);
}
