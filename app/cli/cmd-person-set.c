/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/casebook/person-edit.h"
#include "app/cli/arguments.h"
#include "app/cli/cli.h"

typedef struct {
  char *last, *first, *pseudonym, *birth, *age, *sex, *level, *home, *phone;
  char *situation, *date, *until, *known_ml, *known_spe, *representative, *training;
  char **publics, **zones;
} Words;

static void
clear_words (Words *words)
{
  char **texts[] = {
    &words->last,     &words->first,     &words->pseudonym,      &words->birth,
    &words->age,      &words->sex,       &words->level,          &words->home,
    &words->phone,    &words->situation, &words->date,           &words->until,
    &words->known_ml, &words->known_spe, &words->representative, &words->training
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    rep_text_set (texts[i], NULL);
  g_strfreev (words->publics);
  g_strfreev (words->zones);
}

/* CODE=yes, CODE=no or CODE=?; what is answered anew replaces what was. */
static gboolean
set_publics (const Words *words, RepPerson *person, GError **error)
{
  for (guint i = 0; words->publics != NULL && words->publics[i] != NULL; i++) {
    g_auto (GStrv) parts = g_strsplit (words->publics[i], "=", 2);
    guint8 number = 0, answer = REP_ANSWER_YES;
    guint64 bit;

    if (!rep_argument_code (&rep_vocabulary_public, parts[0] != NULL ? parts[0] : "", &number,
                            error) ||
        !rep_argument_answer (parts[1], &answer, error))
      return FALSE;
    bit = (guint64)1 << number;
    person->publics_yes &= ~bit;
    person->publics_no &= ~bit;
    if (answer == REP_ANSWER_YES)
      person->publics_yes |= bit;
    else if (answer == REP_ANSWER_NO)
      person->publics_no |= bit;
  }
  return TRUE;
}

static gboolean
set_zones (const Words *words, guint32 from, guint32 until, RepPerson *person, GError **error)
{
  for (guint i = 0; words->zones != NULL && words->zones[i] != NULL; i++) {
    g_auto (GStrv) parts = g_strsplit (words->zones[i], "=", 2);
    guint8 zone = 0, answer = REP_ANSWER_YES;

    if (!rep_argument_code (&rep_vocabulary_zone, parts[0] != NULL ? parts[0] : "", &zone, error) ||
        !rep_argument_answer (parts[0] != NULL ? parts[1] : NULL, &answer, error))
      return FALSE;
    rep_person_set_zone (person, zone, answer, from, until);
  }
  return TRUE;
}

static gboolean
set_phone (const Words *words, RepPerson *person, GError **error)
{
  g_autofree char *text = NULL;

  if (words->phone == NULL)
    return TRUE;
  if (!rep_argument_text (words->phone, &text, error))
    return FALSE;
  g_clear_pointer (&person->phones, g_ptr_array_unref);
  rep_texts_add (&person->phones, text);
  return TRUE;
}

static gboolean
set_age (const Words *words, guint32 day, RepPerson *person, GError **error)
{
  if (words->age == NULL)
    return TRUE;
  person->declared_on = day;
  return rep_argument_int (words->age, &person->declared_age, error);
}

static gboolean
change (RepCli *cli, const Words *words, RepPerson *person, GError **error)
{
  guint32 day = rep_casebook_today (cli->casebook), until = 0;
  guint8 situation = 0;

  if (!rep_argument_text (words->last, &person->last_name, error) ||
      !rep_argument_text (words->first, &person->first_name, error) ||
      !rep_argument_text (words->pseudonym, &person->pseudonym, error) ||
      !rep_argument_day (words->birth, &person->birth, error) ||
      !rep_argument_day (words->date, &day, error) ||
      !rep_argument_day (words->until, &until, error) ||
      !rep_argument_code (&rep_vocabulary_sex, words->sex, &person->sex, error) ||
      !rep_argument_code (&rep_vocabulary_level, words->level, &person->level, error) ||
      !rep_argument_place (words->home, person->home, error) ||
      !rep_argument_code (&rep_vocabulary_situation, words->situation, &situation, error) ||
      !rep_argument_answer (words->known_ml, &person->known_ml, error) ||
      !rep_argument_answer (words->known_spe, &person->known_spe, error) ||
      !rep_argument_answer (words->representative, &person->representative, error) ||
      !rep_argument_answer (words->training, &person->training_duty, error) ||
      !set_age (words, day, person, error) || !set_phone (words, person, error) ||
      !set_publics (words, person, error) || !set_zones (words, day, until, person, error))
    return FALSE;
  if (situation != 0)
    rep_person_set_situation (person, situation, day);
  return rep_person_save (cli->casebook, person, cli->now, error);
}

static gboolean
change_one (RepCli *cli, const Words *words, const char *text, GError **error)
{
  RepPerson *person;
  gboolean done;
  RepId id;

  if (!rep_argument_id (text, REP_APP_ERROR_UNKNOWN_PERSON, &id, error))
    return FALSE;
  if (!rep_casebook_has_person (cli->casebook, &id))
    return rep_app_error_set (error, REP_APP_ERROR_UNKNOWN_PERSON, text);
  person = rep_casebook_read (cli->casebook, &id, error);
  done = person != NULL && change (cli, words, person, error);
  rep_object_free (person);
  return done;
}

static int
record (RepCli *cli, const Words *words, const char *id)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GError) error = NULL;
  int status = rep_cli_open (cli);

  if (status != REP_EXIT_DONE)
    return status;
  if (!change_one (cli, words, id, &error))
    return rep_cli_fail (error);
  if (!cli->json) {
    g_print (_ ("Saved.\n"));
    return REP_EXIT_DONE;
  }
  json_builder_begin_object (builder);
  rep_cli_member_text (builder, "person", id);
  rep_cli_member_bool (builder, "saved", TRUE);
  json_builder_end_object (builder);
  rep_cli_print_json (builder);
  return REP_EXIT_DONE;
}

#define TEXT(name, member, help, arg)                                                              \
  {                                                                                                \
    name, 0, 0, G_OPTION_ARG_STRING, &words.member, help, arg                                      \
  }

static int
run (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  Words words = { 0 };
  const GOptionEntry entries[] = {
    TEXT ("last", last, N_ ("last name"), N_ ("NAME")),
    TEXT ("first", first, N_ ("first name"), N_ ("NAME")),
    TEXT ("pseudonym", pseudonym, N_ ("pseudonym"), N_ ("NAME")),
    TEXT ("birth", birth, N_ ("birth day"), N_ ("DATE")),
    TEXT ("age", age, N_ ("age as said by the young person"), N_ ("N")),
    TEXT ("sex", sex, N_ ("F, M or X"), N_ ("CODE")),
    TEXT ("home", home, N_ ("home commune"), N_ ("INSEE")),
    TEXT ("phone", phone, N_ ("telephone"), N_ ("NUMBER")),
    TEXT ("level", level, N_ ("level of education"), N_ ("CODE")),
    TEXT ("situation", situation, N_ ("what the young person is doing, from --date on"),
          N_ ("CODE")),
    TEXT ("date", date, N_ ("from which day on; today by default"), N_ ("DATE")),
    TEXT ("until", until, N_ ("last day, of a zone"), N_ ("DATE")),
    TEXT ("known-ml", known_ml, N_ ("known to the Mission Locale before"), N_ ("yes|no|?")),
    TEXT ("known-spe", known_spe, N_ ("known to the employment service before"), N_ ("yes|no|?")),
    TEXT ("representative", representative, N_ ("of a minor: the legal representative was told"),
          N_ ("yes|no|?")),
    TEXT ("training-duty", training, N_ ("of a minor: the duty to be in training is met"),
          N_ ("yes|no|?")),
    { "public", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words.publics,
      N_ ("a target group; ? takes the answer back; may be repeated"), N_ ("CODE=yes|no|?") },
    { "zone", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words.zones,
      N_ ("whether the home lies in a zone, from --date on; may be repeated"),
      N_ ("QPV|RURAL=yes|no|?") },
    { NULL },
  };
  int status = REP_EXIT_USAGE;

  if (rep_cli_parse (cli, command, entries, 1, 1, &argc, &argv))
    status = record (cli, &words, argv[1]);
  clear_words (&words);
  return status;
}

const RepCommand rep_command_person_set = { "person set", N_ ("ID"),
                                            N_ ("complete or correct a young person’s profile"),
                                            run };
