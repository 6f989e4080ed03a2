/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ui/organisation/backup-older.h"
#include "ui/say.h"

struct _RepBackupOlder {
  AdwMessageDialog parent_instance;
};

G_DEFINE_FINAL_TYPE (RepBackupOlder, rep_backup_older, ADW_TYPE_MESSAGE_DIALOG)

static void
rep_backup_older_class_init (RepBackupOlderClass *klass)
{
  gtk_widget_class_set_template_from_resource (
      GTK_WIDGET_CLASS (klass), "/org/reperes/Reperes/ui/organisation/backup-older.ui");
}

static void
rep_backup_older_init (RepBackupOlder *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

RepBackupOlder *
rep_backup_older_new (GtkWindow *parent, const RepStanding *standing)
{
  RepBackupOlder *self = g_object_new (REP_TYPE_BACKUP_OLDER, "transient-for", parent, NULL);
  g_autofree char *file = rep_say_time (standing->file_time);
  g_autofree char *mark = rep_say_time (standing->mark_time);

  adw_message_dialog_format_body (
      ADW_MESSAGE_DIALOG (self),
      /* Translators: two days with their hours */
      _ ("This file was last written on %s; the one last used on this computer, on %s. What was "
         "recorded in between is not in it. Look for the newer file first. If you go on with this "
         "one, the journal says so."),
      file, mark);
  return self;
}
