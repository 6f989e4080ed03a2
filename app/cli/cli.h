/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <json-glib/json-glib.h>

#include "app/casebook/casebook.h"

G_BEGIN_DECLS

/* Exit statuses of reperesctl: part of its contract. */
enum {
  REP_EXIT_DONE = 0,
  REP_EXIT_FAILED = 1,
  REP_EXIT_USAGE = 2,
  REP_EXIT_DAMAGE = 3,
  REP_EXIT_UNSAFE = 4,
};

/** RepCli: one run of reperesctl: the global options, and the casebook once it is open. */
typedef struct {
  char *vault;
  char *login;
  char *password_file;
  gboolean json;
  gboolean accept_older;
  int wait;
  gint64 now;
  RepCasebook *casebook;
} RepCli;

typedef struct _RepCommand RepCommand;

/**
 * RepCommand:
 * @name: one or two words ("contact add")
 * @arguments: shown after the name in help
 * @summary: one untranslated line
 * @run: @argv holds the name and what follows it, as main() gets them; Returns: an exit status
 */
struct _RepCommand {
  const char *name;
  const char *arguments;
  const char *summary;
  int (*run) (RepCli *cli, const RepCommand *command, int argc, char **argv);
};

extern const RepCommand rep_command_init;
extern const RepCommand rep_command_demo;
extern const RepCommand rep_command_project_list;
extern const RepCommand rep_command_project_show;
extern const RepCommand rep_command_project_import;
extern const RepCommand rep_command_project_target;
extern const RepCommand rep_command_project_amend;
extern const RepCommand rep_command_project_pause;
extern const RepCommand rep_command_contact_add;
extern const RepCommand rep_command_contact_attach;
extern const RepCommand rep_command_contact_detach;
extern const RepCommand rep_command_person_find;
extern const RepCommand rep_command_person_show;
extern const RepCommand rep_command_person_history;
extern const RepCommand rep_command_person_doubles;
extern const RepCommand rep_command_person_merge;
extern const RepCommand rep_command_person_unmerge;
extern const RepCommand rep_command_person_distinct;
extern const RepCommand rep_command_person_erase;
extern const RepCommand rep_command_stage_set;
extern const RepCommand rep_command_outing_add;
extern const RepCommand rep_command_outing_list;
extern const RepCommand rep_command_outing_show;
extern const RepCommand rep_command_outing_report;
extern const RepCommand rep_command_outing_sheet;
extern const RepCommand rep_command_outing_absent;
extern const RepCommand rep_command_partner_list;
extern const RepCommand rep_command_partner_add;
extern const RepCommand rep_command_partner_yield;
extern const RepCommand rep_command_orientation_add;
extern const RepCommand rep_command_orientation_answer;
extern const RepCommand rep_command_orientation_list;
extern const RepCommand rep_command_followup_list;
extern const RepCommand rep_command_followup_done;
extern const RepCommand rep_command_calls;
extern const RepCommand rep_command_person_assign;
extern const RepCommand rep_command_person_set;
extern const RepCommand rep_command_project_settings;
extern const RepCommand rep_command_project_quality;
extern const RepCommand rep_command_progress;
extern const RepCommand rep_command_figures;
extern const RepCommand rep_command_period_list;
extern const RepCommand rep_command_period_close;
extern const RepCommand rep_command_period_comment;
extern const RepCommand rep_command_evidence;
extern const RepCommand rep_command_quality;
extern const RepCommand rep_command_backtest;
extern const RepCommand rep_command_place_find;
extern const RepCommand rep_command_release;
extern const RepCommand rep_command_release_list;
extern const RepCommand rep_command_release_verify;
extern const RepCommand rep_command_release_adopt;
extern const RepCommand rep_command_project_logo;
extern const RepCommand rep_command_project_tables;
extern const RepCommand rep_command_export;
extern const RepCommand rep_command_import;
extern const RepCommand rep_command_import_undo;
extern const RepCommand rep_command_import_list;
extern const RepCommand rep_command_check;
extern const RepCommand rep_command_journal;
extern const RepCommand rep_command_journal_prune;
extern const RepCommand rep_command_account_list;
extern const RepCommand rep_command_account_add;
extern const RepCommand rep_command_account_role;
extern const RepCommand rep_command_account_revoke;
extern const RepCommand rep_command_rotate;
extern const RepCommand rep_command_account_password;
extern const RepCommand rep_command_account_recover;
extern const RepCommand rep_command_recovery_check;
extern const RepCommand rep_command_recovery_renew;
extern const RepCommand rep_command_password_generate;
extern const RepCommand rep_command_backup;
extern const RepCommand rep_command_restore;

/** rep_cli_global_entries: Returns: the options every command takes. */
const GOptionEntry *rep_cli_global_entries (RepCli *cli);

/**
 * rep_cli_parse:
 * @entries: (nullable): the command's own options
 * @min: @max: how many arguments may be left
 * @argc: @argv: (inout): what is left, the command's name at 0
 *
 * Returns: whether to go on; else the command ends with %REP_EXIT_USAGE, said on standard error.
 */
gboolean rep_cli_parse (RepCli *cli,
                        const RepCommand *command,
                        const GOptionEntry *entries,
                        int min,
                        int max,
                        int *argc,
                        char ***argv);

/** rep_cli_open: opens and unlocks the vault and loads the casebook. Returns: %REP_EXIT_DONE or
 * another status, said. */
int rep_cli_open (RepCli *cli);

/** rep_cli_tell_new_accounts: says on standard error which accounts were added of late. */
void rep_cli_tell_new_accounts (const RepCli *cli);
/** rep_cli_unlock: Returns: (transfer full) (nullable): the vault opened and unlocked, without its
 * casebook; notices are said. */
RepVault *rep_cli_unlock (RepCli *cli, GError **error);

/** rep_cli_open_locked: Returns: (transfer full) (nullable): the vault as it is before a password.
 */
RepVault *rep_cli_open_locked (const RepCli *cli, GError **error);

/** rep_cli_new_password: Returns: (transfer full) (nullable): the password in @path, checked as one
 * to be chosen. */
RepSecret *rep_cli_new_password (const char *path, GError **error);

/** rep_cli_get_password: Returns: (transfer full): the account's password, from its file or asked
 * for. */
RepSecret *rep_cli_get_password (const RepCli *cli, GError **error);

/** rep_cli_fail: says @error in one line on standard error. Returns: %REP_EXIT_FAILED, or DAMAGE
 * where it is that. */
int rep_cli_fail (const GError *error);
/** rep_cli_usage: says what is wrong with the call. Returns: %REP_EXIT_USAGE. */
int rep_cli_usage (const RepCommand *command, const char *what);

/** rep_cli_is_french: whether messages are in French. */
gboolean rep_cli_is_french (void);
/** rep_cli_label: Returns: the label of term @number, "?" where there is none, "" for 0. */
const char *rep_cli_label (const RepVocabulary *vocabulary, guint number);

/** rep_cli_projects: Returns: (transfer container) (element-type RepProject): the projects by code.
 */
GPtrArray *rep_cli_projects (RepCli *cli);

/** rep_cli_print_json: prints what @builder holds as the one document of standard output. */
void rep_cli_print_json (JsonBuilder *builder);

/* JSON members in one call. */
void rep_cli_member_text (JsonBuilder *builder, const char *name, const char *text);
void rep_cli_member_int (JsonBuilder *builder, const char *name, gint64 value);
void rep_cli_member_double (JsonBuilder *builder, const char *name, double value);
void rep_cli_member_bool (JsonBuilder *builder, const char *name, gboolean value);
void rep_cli_member_id (JsonBuilder *builder, const char *name, const RepId *id);
void rep_cli_member_day (JsonBuilder *builder, const char *name, guint32 day);
void rep_cli_member_code (JsonBuilder *builder,
                          const char *name,
                          const RepVocabulary *vocabulary,
                          guint number);

G_END_DECLS
