/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/cli/arguments.h"
#include "app/cli/cli.h"
#include "app/platform/state.h"
#include "app/release/files.h"
#include "app/domain/day.h"
#include "app/domain/period.h"
#include "app/release/audit-process.h"
#include "app/release/certificate.h"
#include "app/release/ledger.h"
#include "app/release/plan.h"

static gboolean
read_quarter (const char *text, RepPeriod *period, GError **error)
{
  if (rep_period_parse (text, period) && rep_quarter_is (period))
    return TRUE;
  return rep_app_error_set (error, REP_APP_ERROR_BAD_PERIOD, text);
}

/* Making one. */

static void
add_texts (JsonBuilder *builder, const char *name, char **texts)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; texts != NULL && texts[i] != NULL; i++)
    json_builder_add_string_value (builder, texts[i]);
  json_builder_end_array (builder);
}

static void
print_json (const RepReleaseWish *wish, const RepReleaseResult *result, char **files)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  RepPublishedCounts counts = { 0 };
  guint narrowest = 0;

  if (result->published != NULL) {
    counts = rep_published_count (result->published);
    narrowest = rep_published_narrowest (result->published);
  }
  json_builder_begin_object (builder);
  add_texts (builder, "files", files);
  rep_cli_member_text (builder, "mode", wish->suppressed ? "suppressed" : "rounded");
  rep_cli_member_int (builder, "cells", counts.cells);
  rep_cli_member_int (builder, "published", counts.published);
  rep_cli_member_int (builder, "exact", counts.exact);
  rep_cli_member_int (builder, "largest_error", result->largest_error);
  rep_cli_member_int (builder, "narrowest_interval", narrowest);
  rep_cli_member_int (builder, "exposed", result->failed);
  rep_cli_member_text (builder, "verdict",
                       result->verdict == REP_RELEASE_EXPOSED ? "exposed" : "safe");
  add_texts (builder, "tables", result->exposed);
  json_builder_end_object (builder);
  rep_cli_print_json (builder);
}

static void
print_made (const RepReleaseResult *result, char **files)
{
  RepPublishedCounts counts = rep_published_count (result->published);

  for (guint i = 0; files[i] != NULL; i++)
    g_print ("%s\n", files[i]);
  g_print (_ ("Safe: %u figures and changes were attacked, %u of them may be small; at least %u "
              "values remain possible for each.\n"),
           result->published->audited, result->published->targets->len,
           rep_published_narrowest (result->published));
  g_print (_ ("%u of %u cells printed, %u exact; the farthest from the truth is off by %d.\n"),
           counts.published, counts.cells, counts.exact, result->largest_error);
  if (result->verdict == REP_RELEASE_MADE_BEFORE)
    g_print (_ ("This quarter had been released before: the same files again.\n"));
}

static int
refuse (RepCli *cli, const RepReleaseWish *wish, const RepReleaseResult *result)
{
  g_autofree char *tables = g_strjoinv (", ", result->exposed);

  if (cli->json)
    print_json (wish, result, NULL);
  g_printerr (
      _ ("reperesctl: nothing was published: %u counts could be told from the figures. Merge "
         "or leave out these tables: %s\n"),
      result->failed, tables);
  return REP_EXIT_UNSAFE;
}

static int
release (RepCli *cli, RepReleaseWish *wish, const char *folder)
{
  g_auto (RepReleaseResult) result = { 0 };
  g_auto (GStrv) files = NULL;
  g_autofree char *audit = rep_audit_find ();
  g_autofree char *state = rep_state_folder ();
  g_autoptr (GError) error = NULL;

  wish->audit = audit;
  wish->state_folder = state;
  wish->now = cli->now;
  if (!rep_release_make (cli->casebook, wish, &result, &error))
    return rep_cli_fail (error);
  if (result.verdict == REP_RELEASE_EXPOSED)
    return refuse (cli, wish, &result);
  files = rep_release_files_write (cli->casebook, wish->project, &result, folder, &error);
  if (files == NULL)
    return rep_cli_fail (error);
  if (cli->json)
    print_json (wish, &result, files);
  else
    print_made (&result, files);
  return REP_EXIT_DONE;
}

static gboolean
read_mode (const char *text, gboolean *suppressed)
{
  *suppressed = g_strcmp0 (text, "suppressed") == 0;
  return text == NULL || *suppressed || strcmp (text, "rounded") == 0;
}

static int
run (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  g_autofree char *quarter = NULL, *folder = NULL, *mode = NULL;
  g_autoptr (GError) error = NULL;
  RepReleaseWish wish = { 0 };
  RepPeriod period;
  const GOptionEntry entries[] = {
    { "period", 0, 0, G_OPTION_ARG_STRING, &quarter, N_ ("the quarter"), N_ ("YYYY-Tn") },
    { "output-dir", 0, 0, G_OPTION_ARG_FILENAME, &folder, N_ ("where the files go"),
      N_ ("FOLDER") },
    { "close", 0, 0, G_OPTION_ARG_NONE, &wish.close,
      N_ ("close the quarter, and earlier ones that are open"), NULL },
    { "mode", 0, 0, G_OPTION_ARG_STRING, &mode,
      N_ ("how small counts are protected: rounded (the usual) or suppressed"), N_ ("MODE") },
    { NULL },
  };
  int status;

  if (!rep_cli_parse (cli, command, entries, 1, 1, &argc, &argv))
    return REP_EXIT_USAGE;
  if (quarter == NULL || folder == NULL || !read_mode (mode, &wish.suppressed))
    return rep_cli_usage (command, _ ("--period and --output-dir are needed"));
  status = rep_cli_open (cli);
  if (status != REP_EXIT_DONE)
    return status;
  if (rep_argument_project (cli->casebook, argv[1], &wish.project, &error) == NULL ||
      !read_quarter (quarter, &period, &error) || !rep_release_files_folder (folder, &error))
    return rep_cli_fail (error);
  wish.quarter = period.from;
  return release (cli, &wish, folder);
}

/* The ledger. */

static void
add_release (RepCli *cli, JsonBuilder *builder, const RepRelease *record, const char *code)
{
  const RepAccount *by = rep_roster_account (rep_vault_roster (rep_casebook_vault (cli->casebook)),
                                             &record->released_by);
  g_autoptr (RepPublished) published =
      rep_certificate_parse (record->certificate, strlen (record->certificate), NULL, NULL);
  char quarter[REP_QUARTER_TEXT_SIZE], day[REP_DAY_TEXT_SIZE];

  rep_quarter_format (record->quarter, quarter);
  if (!cli->json) {
    g_print (_ ("%s  %s  released on %s by %s%s\n"), code, quarter,
             rep_day_format (rep_day_of_time (record->released_at), day),
             by != NULL ? by->login : "?", record->csv == NULL ? _ (", from elsewhere") : "");
    return;
  }
  json_builder_begin_object (builder);
  rep_cli_member_text (builder, "project", code);
  rep_cli_member_text (builder, "period", quarter);
  rep_cli_member_day (builder, "released_on", rep_day_of_time (record->released_at));
  rep_cli_member_text (builder, "by", by != NULL ? by->login : NULL);
  rep_cli_member_text (builder, "mode",
                       published != NULL && published->suppressed ? "suppressed" : "rounded");
  rep_cli_member_text (builder, "verdict",
                       published != NULL && published->safe ? "safe" : "exposed");
  rep_cli_member_bool (builder, "adopted", record->csv == NULL);
  json_builder_end_object (builder);
}

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  const GArray *rows = data;
  const RepReleaseRow *x = &g_array_index (rows, RepReleaseRow, *(const guint *)a);
  const RepReleaseRow *y = &g_array_index (rows, RepReleaseRow, *(const guint *)b);

  if (x->project != y->project)
    return x->project < y->project ? -1 : 1;
  return x->quarter < y->quarter ? -1 : x->quarter > y->quarter;
}

static gboolean
list_all (RepCli *cli, JsonBuilder *builder, GError **error)
{
  const GArray *rows = rep_casebook_releases (cli->casebook);
  g_autoptr (GArray) order = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < rows->len; i++)
    if (g_array_index (rows, RepReleaseRow, i).revision != 0)
      g_array_append_val (order, i);
  g_array_sort_with_data (order, compare_rows, (gpointer)rows);
  for (guint i = 0; i < order->len; i++) {
    const RepReleaseRow *row =
        &g_array_index (rows, RepReleaseRow, g_array_index (order, guint, i));
    const RepProject *project =
        g_ptr_array_index (rep_casebook_projects (cli->casebook), row->project);
    RepRelease *record = rep_ledger_read (cli->casebook, row->project, row->quarter, error);

    if (record == NULL)
      return FALSE;
    add_release (cli, builder, record, project != NULL ? project->code : "?");
    rep_object_free (record);
  }
  return TRUE;
}

static int
list (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GError) error = NULL;
  int status;

  if (!rep_cli_parse (cli, command, NULL, 0, 0, &argc, &argv))
    return REP_EXIT_USAGE;
  status = rep_cli_open (cli);
  if (status != REP_EXIT_DONE)
    return status;
  json_builder_begin_array (builder);
  if (!list_all (cli, builder, &error))
    return rep_cli_fail (error);
  json_builder_end_array (builder);
  if (cli->json)
    rep_cli_print_json (builder);
  return REP_EXIT_DONE;
}

/* Verifying one needs no vault. */

static RepAuditRequest *
new_check (const RepPublished *published)
{
  RepAuditRequest *request = rep_audit_request_new (REP_AUDIT_CHECK);

  g_ptr_array_unref (request->releases);
  request->releases = rep_published_values (published); /* not its own */
  request->structure = rep_release_structure_copy (published->structure);
  request->principal = published->principal;
  return request;
}

static int
say_verdict (const RepCli *cli, const RepPublished *published, const char *signer, guint exposed)
{
  g_autoptr (JsonBuilder) builder = NULL;

  if (!cli->json) {
    g_print (_ ("Project %s, %s; signed with the key %s\n"), published->project,
             rep_published_last (published)->quarter, signer);
    g_print (_ ("narrowest interval: %u values possible\n"), rep_published_narrowest (published));
    g_print ("%s\n", exposed == 0 ? _ ("safe") : _ ("exposed"));
    return exposed == 0 ? REP_EXIT_DONE : REP_EXIT_UNSAFE;
  }
  builder = json_builder_new ();
  json_builder_begin_object (builder);
  rep_cli_member_text (builder, "project", published->project);
  rep_cli_member_text (builder, "period", rep_published_last (published)->quarter);
  rep_cli_member_text (builder, "signer", signer);
  rep_cli_member_int (builder, "narrowest_interval", rep_published_narrowest (published));
  rep_cli_member_int (builder, "exposed", exposed);
  rep_cli_member_text (builder, "verdict", exposed == 0 ? "safe" : "exposed");
  json_builder_end_object (builder);
  rep_cli_print_json (builder);
  return exposed == 0 ? REP_EXIT_DONE : REP_EXIT_UNSAFE;
}

/* The certificate's own proof by arithmetic, and the whole attack once more. */
static int
verify_files (const RepCli *cli, const char *path, GError **error)
{
  g_autoptr (RepPublished) published = NULL;
  g_autoptr (RepAuditRequest) request = NULL;
  g_autoptr (RepAuditAnswer) answer = NULL;
  g_autofree char *audit = rep_audit_find ();
  guint8 key[REP_PUBLIC_KEY_SIZE];
  char signer[2 * REP_PUBLIC_KEY_SIZE + 1];
  guint exposed;

  published = rep_release_files_read (path, key, error);
  if (published == NULL)
    return -1;
  for (guint i = 0; i < REP_PUBLIC_KEY_SIZE; i++)
    g_snprintf (signer + 2 * i, 3, "%02x", key[i]);
  request = new_check (published);
  answer = rep_audit_ask (audit, request, error);
  if (answer == NULL)
    return -1;
  exposed = answer->verdict == REP_AUDIT_SAFE ? 0 : MAX (1, answer->failed);
  if (!rep_certificate_holds (published) || !published->safe)
    exposed = MAX (1, exposed);
  return say_verdict (cli, published, signer, exposed);
}

static int
verify (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  gboolean full = FALSE;
  const GOptionEntry entries[] = {
    { "full", 0, 0, G_OPTION_ARG_NONE, &full, N_ ("accepted for completeness: all is verified"),
      NULL },
    { NULL },
  };
  int status;

  if (!rep_cli_parse (cli, command, entries, 1, 1, &argc, &argv))
    return REP_EXIT_USAGE;
  status = verify_files (cli, argv[1], &error);
  return status >= 0 ? status : rep_cli_fail (error);
}

static int
adopt (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  g_autoptr (RepPublished) published = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  if (!rep_cli_parse (cli, command, NULL, 1, 1, &argc, &argv))
    return REP_EXIT_USAGE;
  status = rep_cli_open (cli);
  if (status != REP_EXIT_DONE)
    return status;
  bytes = rep_release_files_load (argv[1], &error);
  if (bytes == NULL || !rep_ledger_adopt (cli->casebook, g_bytes_get_data (bytes, NULL),
                                          g_bytes_get_size (bytes), cli->now, &published, &error))
    return rep_cli_fail (error);
  if (cli->json) {
    g_autoptr (JsonBuilder) builder = json_builder_new ();

    json_builder_begin_object (builder);
    rep_cli_member_text (builder, "project", published->project);
    rep_cli_member_text (builder, "period", rep_published_last (published)->quarter);
    json_builder_end_object (builder);
    rep_cli_print_json (builder);
  } else
    g_print (_ ("%s %s: the next release goes on from this one.\n"), published->project,
             rep_published_last (published)->quarter);
  return REP_EXIT_DONE;
}

const RepCommand rep_command_release = {
  "release", N_ ("CODE"), N_ ("write the anonymised figures of a quarter, after an attack on them"),
  run
};
const RepCommand rep_command_release_list = { "release list", "",
                                              N_ ("list what was released, and by whom"), list };
const RepCommand rep_command_release_verify = {
  "release verify", N_ ("FILE"), N_ ("check a release from its files alone, without a vault"),
  verify
};
const RepCommand rep_command_release_adopt = { "release adopt", N_ ("FILE.cert.json"),
                                               N_ ("take in a release that was made elsewhere"),
                                               adopt };
