/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/exchange/recovery-code.h"
#include "ui/say.h"
#include "ui/widgets/sheet-code.h"

struct _RepSheetCode {
  AdwPreferencesGroup parent_instance;

  GtkEditable *first;
  GtkEditable *second;
};

G_DEFINE_FINAL_TYPE (RepSheetCode, rep_sheet_code, ADW_TYPE_PREFERENCES_GROUP)

RepSecret *
rep_sheet_code_get (RepSheetCode *self, char **fault)
{
  const char *texts[] = { gtk_editable_get_text (self->first),
                          gtk_editable_get_text (self->second) };
  const char *names[] = { _ ("the first field"), _ ("the second field") };
  guint n = *texts[1] != '\0' ? 2 : 1;
  g_autoptr (GError) error = NULL;
  RepSecret *code = rep_recovery_code_read (texts, names, n, &error);

  if (code == NULL)
    *fault = rep_say_error (error);
  return code;
}

void
rep_sheet_code_clear (RepSheetCode *self)
{
  gtk_editable_set_text (self->first, "");
  gtk_editable_set_text (self->second, "");
}

static void
rep_sheet_code_class_init (RepSheetCodeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/widgets/sheet-code.ui");
  gtk_widget_class_bind_template_child (widget_class, RepSheetCode, first);
  gtk_widget_class_bind_template_child (widget_class, RepSheetCode, second);
}

static void
rep_sheet_code_init (RepSheetCode *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
