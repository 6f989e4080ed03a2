/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "app/platform/process.h"
#include "ui/application.h"

int
main (int argc, char **argv)
{
  g_autoptr (RepApplication) application = NULL;
  const char *folder = g_getenv ("REPERES_LOCALE_DIR");

  rep_process_harden ();
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : REP_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
  g_set_application_name ("Repères");
  application = rep_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
