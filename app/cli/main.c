/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <langinfo.h>
#include <locale.h>
#include <string.h>

#include "app/cli/cli.h"
#include "app/platform/process.h"

static const RepCommand *const commands[] = {
  &rep_command_init,
  &rep_command_demo,
  &rep_command_project_list,
  &rep_command_project_show,
  &rep_command_project_import,
  &rep_command_project_target,
  &rep_command_project_amend,
  &rep_command_project_pause,
  &rep_command_project_settings,
  &rep_command_project_quality,
  &rep_command_project_logo,
  &rep_command_project_tables,
  &rep_command_contact_add,
  &rep_command_contact_attach,
  &rep_command_contact_detach,
  &rep_command_person_find,
  &rep_command_person_show,
  &rep_command_person_history,
  &rep_command_person_doubles,
  &rep_command_person_merge,
  &rep_command_person_unmerge,
  &rep_command_person_distinct,
  &rep_command_person_assign,
  &rep_command_person_set,
  &rep_command_stage_set,
  &rep_command_outing_add,
  &rep_command_outing_list,
  &rep_command_outing_show,
  &rep_command_outing_report,
  &rep_command_outing_sheet,
  &rep_command_outing_absent,
  &rep_command_partner_list,
  &rep_command_partner_add,
  &rep_command_partner_yield,
  &rep_command_orientation_add,
  &rep_command_orientation_answer,
  &rep_command_orientation_list,
  &rep_command_followup_list,
  &rep_command_followup_done,
  &rep_command_calls,
  &rep_command_place_find,
  &rep_command_progress,
  &rep_command_figures,
  &rep_command_period_list,
  &rep_command_period_close,
  &rep_command_period_comment,
  &rep_command_evidence,
  &rep_command_quality,
  &rep_command_backtest,
  &rep_command_release_list, /* before the shorter name */
  &rep_command_release_verify,
  &rep_command_release_adopt,
  &rep_command_release,
  &rep_command_export,
  &rep_command_import_undo, /* before the shorter name */
  &rep_command_import_list,
  &rep_command_import,
  &rep_command_check,
  &rep_command_account_password,
  &rep_command_account_recover,
  &rep_command_recovery_check,
  &rep_command_recovery_renew,
  &rep_command_password_generate,
  &rep_command_account_list,
  &rep_command_account_add,
  &rep_command_account_role,
  &rep_command_account_revoke,
  &rep_command_rotate,
  &rep_command_backup,
  &rep_command_restore,
  &rep_command_person_erase,
  &rep_command_journal_prune, /* before the shorter name */
  &rep_command_journal,
};

static void
set_language (void)
{
  const char *folder = g_getenv ("REPERES_LOCALE_DIR");

  setlocale (LC_ALL, "");
  /* Names come in and go out as UTF-8; the C locale would refuse them, and write “?” for them. */
  if (strcmp (nl_langinfo (CODESET), "ANSI_X3.4-1968") == 0)
    (void)setlocale (LC_CTYPE, "C.UTF-8");
  bindtextdomain (GETTEXT_PACKAGE, folder != NULL ? folder : REP_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);
}

static char *
list_commands (void)
{
  GString *list = g_string_new (_ ("Commands:"));

  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    g_string_append_printf (list, "\n  %-15s %s", commands[i]->name, _ (commands[i]->summary));
  g_string_append (list, "\n\n");
  g_string_append (list, _ ("“reperesctl COMMAND --help” explains a command.\n"
                            "Exit status: 0 done, 1 refused or failed, 2 wrong usage, 3 damage "
                            "found, 4 release refused."));
  return g_string_free (list, FALSE);
}

static int
words_in (const char *name)
{
  return strchr (name, ' ') != NULL ? 2 : 1;
}

static gboolean
is_named (const RepCommand *command, int argc, char **argv)
{
  g_autofree char *name = NULL;

  if (words_in (command->name) == 1)
    return argc >= 1 && strcmp (argv[0], command->name) == 0;
  if (argc < 2)
    return FALSE;
  name = g_strconcat (argv[0], " ", argv[1], NULL);
  return strcmp (name, command->name) == 0;
}

static int
dispatch (RepCli *cli, int argc, char **argv)
{
  for (guint i = 0; i < G_N_ELEMENTS (commands); i++)
    if (is_named (commands[i], argc, argv)) {
      int words = words_in (commands[i]->name);

      int status = commands[i]->run (cli, commands[i], argc - words + 1, argv + words - 1);

      /* Damage is the answer of "check"; to any other command it is a failure. */
      return status == REP_EXIT_DAMAGE && commands[i] != &rep_command_check ? REP_EXIT_FAILED
                                                                            : status;
    }
  g_printerr (_ ("reperesctl: there is no command “%s”; see “reperesctl --help”\n"), argv[0]);
  return REP_EXIT_USAGE;
}

/* Options before the command are the global ones; the rest is the command's business. */
static int
run (RepCli *cli, int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (_ ("COMMAND [ARGUMENTS]"));
  g_autofree char *description = list_commands ();
  g_autoptr (GError) error = NULL;

  g_option_context_set_strict_posix (context, TRUE);
  g_option_context_set_summary (
      context,
      _ ("Repères at the command line: contacts, projects and figures of one encrypted vault."));
  g_option_context_set_description (context, description);
  g_option_context_add_main_entries (context, rep_cli_global_entries (cli), GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, &error)) {
    g_printerr (_ ("reperesctl: %s; see “reperesctl --help”\n"), error->message);
    return REP_EXIT_USAGE;
  }
  if (argc < 2) {
    g_printerr ("%s\n", description);
    return REP_EXIT_USAGE;
  }
  return dispatch (cli, argc - 1, argv + 1);
}

/* What a terminal would obey is written out, whoever put it into the vault; in JSON that is the
 * same text still. */
static char *
without_controls (const char *text)
{
  GString *clean = g_string_new (NULL);

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at)) {
    gunichar c = g_utf8_get_char (at);

    if (c == '\n' || c == '\t' || g_unichar_type (c) != G_UNICODE_CONTROL)
      g_string_append_unichar (clean, c);
    else
      g_string_append_printf (clean, "\\u%04x", c);
  }
  return g_string_free (clean, FALSE);
}

static void
print_cb (const char *text)
{
  g_autofree char *clean = without_controls (text);

  g_set_print_handler (NULL);
  g_print ("%s", clean);
  g_set_print_handler (print_cb);
}

static void
print_error_cb (const char *text)
{
  g_autofree char *clean = g_utf8_validate (text, -1, NULL) ? without_controls (text) : NULL;

  g_set_printerr_handler (NULL);
  g_printerr ("%s", clean != NULL ? clean : text);
  g_set_printerr_handler (print_error_cb);
}

int
main (int argc, char **argv)
{
  g_auto (GStrv) arguments = NULL;
  g_autofree char **view = NULL;
  RepCli cli = { 0 };
  int status;

  rep_process_harden ();
  set_language ();
  g_set_print_handler (print_cb);
  g_set_printerr_handler (print_error_cb);
  arguments = g_strdupv (argv);
  view =
      g_memdup2 (arguments, sizeof (char *) * (gsize)(argc + 1)); /* parsing moves pointers about */
  cli.now = g_get_real_time () / G_USEC_PER_SEC;

  status = run (&cli, argc, view);

  g_clear_object (&cli.casebook);
  g_free (cli.vault);
  g_free (cli.login);
  g_free (cli.password_file);
  return status;
}
