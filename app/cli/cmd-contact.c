/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/casebook/intake.h"
#include "app/cli/arguments.h"
#include "app/cli/cli.h"
#include "app/exchange/json.h"

#define MAX_NOTE_FILE (64 * 1024)

/* The words of one "contact add", as typed. */
typedef struct {
  char *project, *channel, *reached, *mode, *direction, *date, *time, *place, *outing, *structure,
      *via;
  char **outcomes, **with, **persons;
  char *why;
  char *new_last, *new_first, *birth, *pseudonym, *unknown, *headcount;
  char *sex, *age, *home, *situation, *known_ml, *known_spe, *phone, *level;
  char **publics;
  char *informed, *action, *next_step, *next, *note_file, *client_id, *complete;
  gboolean refused;
} Words;

static void
clear_words (Words *words)
{
  char **texts[] = { &words->project,   &words->channel,   &words->reached,   &words->mode,
                     &words->direction, &words->date,      &words->time,      &words->place,
                     &words->outing,    &words->structure, &words->via,       &words->why,
                     &words->new_last,  &words->new_first, &words->birth,     &words->pseudonym,
                     &words->unknown,   &words->headcount, &words->sex,       &words->age,
                     &words->home,      &words->situation, &words->known_ml,  &words->known_spe,
                     &words->phone,     &words->level,     &words->informed,  &words->action,
                     &words->next_step, &words->next,      &words->note_file, &words->client_id,
                     &words->complete };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    rep_text_set (texts[i], NULL);
  g_strfreev (words->outcomes);
  g_strfreev (words->with);
  g_strfreev (words->persons);
  g_strfreev (words->publics);
}

/* Exactly one answer to "who". */
static gboolean
says_who (const Words *words)
{
  guint answers = 0;

  answers += words->persons != NULL ? 1 : 0;
  answers += words->new_last != NULL || words->new_first != NULL ? 1 : 0;
  answers += words->pseudonym != NULL ? 1 : 0;
  answers += words->unknown != NULL ? 1 : 0;
  answers += words->headcount != NULL ? 1 : 0;
  answers += words->refused ? 1 : 0;
  return answers == 1;
}

static const char *
what_is_wrong (const Words *words)
{
  if (words->project == NULL || words->channel == NULL)
    return _ ("--project and --channel are needed");
  if (!says_who (words))
    return _ ("say who in one way: --person, --new-last and --new-first, --pseudonym, --unknown, "
              "--headcount or --refused");
  if (words->reached == NULL && words->headcount == NULL && !words->refused)
    return _ ("--reached is needed");
  if (words->complete != NULL && words->persons == NULL)
    return _ ("--complete goes with --person");
  return NULL;
}

static gboolean
read_codes (const Words *words, RepContact *contact, GError **error)
{
  return rep_argument_code (&rep_vocabulary_channel, words->channel, &contact->channel, error) &&
         rep_argument_code (&rep_vocabulary_reached, words->reached, &contact->reached, error) &&
         rep_argument_codes (&rep_vocabulary_outcome, words->outcomes, &contact->outcomes, error) &&
         rep_argument_code (&rep_vocabulary_out_of_target, words->why, &contact->out_of_target,
                            error) &&
         rep_argument_code (&rep_vocabulary_mode, words->mode, &contact->mode, error) &&
         rep_argument_code (&rep_vocabulary_direction, words->direction, &contact->direction,
                            error) &&
         rep_argument_code (&rep_vocabulary_informed, words->informed, &contact->informed, error) &&
         rep_argument_code (&rep_vocabulary_action, words->action, &contact->action, error) &&
         rep_argument_code (&rep_vocabulary_next_step, words->next_step, &contact->next_step,
                            error);
}

static gboolean
read_persons (const Words *words, RepContact *contact, GError **error)
{
  for (guint i = 0; words->persons != NULL && words->persons[i] != NULL; i++) {
    RepId id;

    if (!rep_argument_id (words->persons[i], REP_APP_ERROR_UNKNOWN_PERSON, &id, error))
      return FALSE;
    rep_ids_add (&contact->persons, &id);
  }
  return TRUE;
}

static gboolean
read_contact (RepCasebook *casebook, const Words *words, RepContact *contact, GError **error)
{
  const RepProject *project = rep_argument_project (casebook, words->project, NULL, error);

  if (project == NULL)
    return FALSE;
  contact->project = project->object.id;
  contact->refused_record = words->refused;
  return read_codes (words, contact, error) && read_persons (words, contact, error) &&
         rep_argument_day (words->date, &contact->date, error) &&
         rep_argument_time (words->time, &contact->minute, error) &&
         rep_argument_day (words->next, &contact->next_date, error) &&
         rep_argument_place (words->place, contact->place, error) &&
         rep_argument_int (words->headcount, &contact->headcount, error) &&
         rep_argument_id (words->outing, REP_APP_ERROR_UNKNOWN_OUTING, &contact->outing, error) &&
         rep_argument_structure (project, words->structure, &contact->structure, error) &&
         rep_argument_partner (casebook, words->via, &contact->via, error) &&
         rep_argument_logins (casebook, words->with, &contact->authors, error) &&
         rep_argument_file (words->note_file, MAX_NOTE_FILE, &contact->note, error);
}

static gboolean
read_phone (const char *phone, RepPerson *person, GError **error)
{
  g_autofree char *text = NULL;

  if (phone == NULL)
    return TRUE;
  if (!rep_argument_text (phone, &text, error))
    return FALSE;
  rep_texts_add (&person->phones, text);
  return TRUE;
}

static gboolean
read_person (const Words *words, RepPerson *person, guint8 *situation, GError **error)
{
  return rep_argument_text (words->new_last, &person->last_name, error) &&
         rep_argument_text (words->new_first, &person->first_name, error) &&
         rep_argument_text (words->pseudonym, &person->pseudonym, error) &&
         rep_argument_text (words->unknown, &person->description, error) &&
         rep_argument_day (words->birth, &person->birth, error) &&
         rep_argument_code (&rep_vocabulary_sex, words->sex, &person->sex, error) &&
         rep_argument_code (&rep_vocabulary_level, words->level, &person->level, error) &&
         rep_argument_int (words->age, &person->declared_age, error) &&
         rep_argument_place (words->home, person->home, error) &&
         rep_argument_code (&rep_vocabulary_situation, words->situation, situation, error) &&
         rep_argument_answer (words->known_ml, &person->known_ml, error) &&
         rep_argument_answer (words->known_spe, &person->known_spe, error) &&
         read_phone (words->phone, person, error) &&
         rep_argument_publics (words->publics, &person->publics_yes, &person->publics_no, error);
}

static gboolean
record_intake (
    RepCli *cli, RepIntake *intake, const RepId *completes, RepIntakeResult *result, GError **error)
{
  intake->completes = completes;
  return rep_intake_contact (cli->casebook, intake, cli->now, result, error);
}

static gboolean
record (RepCli *cli, const Words *words, RepIntakeResult *result, GError **error)
{
  RepContact *contact = rep_object_new (&rep_kind_contact);
  gboolean is_new = words->persons == NULL && words->headcount == NULL && !words->refused;
  RepPerson *person = is_new ? rep_object_new (&rep_kind_person) : NULL;
  RepIntake intake = { .contact = contact, .person = person, .client_id = words->client_id };
  RepId completes = { 0 };
  gboolean done =
      rep_argument_id (words->complete, REP_APP_ERROR_UNKNOWN_RECORD, &completes, error) &&
      read_contact (cli->casebook, words, contact, error) &&
      (!is_new || read_person (words, person, &intake.situation, error)) &&
      record_intake (cli, &intake, words->complete != NULL ? &completes : NULL, result, error);

  rep_object_free (contact);
  rep_object_free (person);
  return done;
}

static void
print_saved (const RepCli *cli, const RepIntakeResult *result)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  char hex[REP_ID_HEX_SIZE];

  if (cli->json) {
    json_builder_begin_object (builder);
    rep_cli_member_id (builder, "contact", &result->contact);
    rep_cli_member_id (builder, "person", &result->person);
    rep_cli_member_code (builder, "stage", &rep_vocabulary_stage, result->stage);
    rep_cli_member_bool (builder, "saved", TRUE);
    if (!rep_id_is_none (&result->same_day))
      rep_cli_member_id (builder, "same_day", &result->same_day);
    json_builder_end_object (builder);
    rep_cli_print_json (builder);
    return;
  }
  g_print (result->again ? _ ("This contact was recorded before: %s.\n")
                         : _ ("Contact saved: %s.\n"),
           rep_id_format (&result->contact, hex));
  if (rep_id_is_none (&result->person))
    return;
  if (result->stage == 0) {
    g_print (_ ("Young person %s. The day is outside the project: recorded as activity.\n"),
             rep_id_format (&result->person, hex));
    return;
  }
  g_print (_ ("Young person %s: %s.\n"), rep_id_format (&result->person, hex),
           rep_cli_label (&rep_vocabulary_stage, result->stage));
  if (!result->in_target)
    g_print (_ ("Recorded as activity: this young person does not count towards the target.\n"));
  if (!rep_id_is_none (&result->same_day))
    g_print (_ ("There is another contact of that day: %s. --complete adds to it instead.\n"),
             rep_id_format (&result->same_day, hex));
}

static int
add (RepCli *cli, const RepCommand *command, const Words *words)
{
  g_autoptr (GError) error = NULL;
  const char *wrong = what_is_wrong (words);
  RepIntakeResult result;
  int status;

  if (wrong != NULL)
    return rep_cli_usage (command, wrong);
  status = rep_cli_open (cli);
  if (status != REP_EXIT_DONE)
    return status;
  if (!record (cli, words, &result, &error))
    return rep_cli_fail (error);
  print_saved (cli, &result);
  return REP_EXIT_DONE;
}

#define TEXT(name, member, help, arg)                                                              \
  {                                                                                                \
    name, 0, 0, G_OPTION_ARG_STRING, &words.member, help, arg                                      \
  }
#define TEXTS(name, member, help, arg)                                                             \
  {                                                                                                \
    name, 0, 0, G_OPTION_ARG_STRING_ARRAY, &words.member, help, arg                                \
  }

static int
run (RepCli *cli, const RepCommand *command, int argc, char **argv)
{
  Words words = { 0 };
  const GOptionEntry entries[] = {
    TEXT ("project", project, N_ ("the project"), N_ ("CODE")),
    TEXT ("channel", channel, N_ ("how the young person was found"), N_ ("CODE")),
    TEXT ("reached", reached, N_ ("whether the young person was reached"), N_ ("CODE")),
    TEXT ("result", reached, N_ ("the same as --reached"), N_ ("CODE")),
    TEXTS ("outcome", outcomes, N_ ("what came of it; may be repeated"), N_ ("CODE")),
    TEXT ("why", why, N_ ("why out of target, with --outcome HORS_CIBLE"), N_ ("CODE")),
    TEXT ("mode", mode,
          N_ ("face to face, video, voice or writing; by default that of the channel"),
          N_ ("CODE")),
    TEXT ("direction", direction, N_ ("SORTANT (default), ENTRANT or TIERS"), N_ ("CODE")),
    TEXT ("date", date, N_ ("day of the contact; today by default"), N_ ("DATE")),
    TEXT ("time", time, N_ ("time of the contact"), N_ ("HH:MM")),
    TEXT ("place", place, N_ ("commune where it took place"), N_ ("INSEE")),
    TEXT ("commune", place, N_ ("the same as --place"), N_ ("INSEE")),
    TEXT ("outing", outing, N_ ("outing it belongs to"), N_ ("ID")),
    TEXT ("structure", structure, N_ ("structure that records; the project’s lead by default"),
          N_ ("NAME")),
    TEXTS ("with", with, N_ ("colleague who was there; may be repeated"), N_ ("LOGIN")),
    TEXT ("via", via, N_ ("partner who made the link"), N_ ("PARTNER")),
    TEXTS ("person", persons, N_ ("young person known already; may be repeated"), N_ ("ID")),
    TEXT ("complete", complete,
          N_ ("adds to this contact of the same person and day instead of recording another"),
          N_ ("ID")),
    { "refused", 0, 0, G_OPTION_ARG_NONE, &words.refused,
      N_ ("the young person refuses to be recorded: where and when, nothing else"), NULL },
    TEXT ("new-last", new_last, N_ ("last name of a new young person"), N_ ("NAME")),
    TEXT ("new-first", new_first, N_ ("first name of a new young person"), N_ ("NAME")),
    TEXT ("birth", birth, N_ ("birth day of a new young person"), N_ ("DATE")),
    TEXT ("pseudonym", pseudonym, N_ ("new young person known by a pseudonym"), N_ ("NAME")),
    TEXT ("unknown", unknown,
          N_ ("new young person without a name: a few words to tell them apart"), N_ ("TEXT")),
    TEXT ("headcount", headcount, N_ ("number of young people, none of them identified"), N_ ("N")),
    TEXT ("sex", sex, N_ ("F, M or X"), N_ ("CODE")),
    TEXT ("age", age, N_ ("age as said by the young person"), N_ ("N")),
    TEXT ("home", home, N_ ("home commune"), N_ ("INSEE")),
    TEXT ("situation", situation, N_ ("what the young person is doing"), N_ ("CODE")),
    TEXT ("level", level, N_ ("level of education"), N_ ("CODE")),
    TEXT ("known-ml", known_ml, N_ ("known to the Mission Locale before"), N_ ("yes|no|?")),
    TEXT ("known-spe", known_spe, N_ ("known to the employment service before"), N_ ("yes|no|?")),
    TEXT ("phone", phone, N_ ("telephone"), N_ ("NUMBER")),
    TEXTS ("public", publics, N_ ("a target group, yes unless said; may be repeated"),
           N_ ("CODE[=yes|no]")),
    TEXT ("informed", informed, N_ ("privacy notice given: ORAL, PAPIER or SMS"), N_ ("CODE")),
    TEXT ("action", action, N_ ("activity, done with --outcome ACTION_FAITE, else planned"),
          N_ ("CODE")),
    TEXT ("next-step", next_step, N_ ("what comes next"), N_ ("CODE")),
    TEXT ("next", next, N_ ("date of the next step"), N_ ("DATE")),
    TEXT ("note-file", note_file, N_ ("file that holds a short note"), N_ ("FILE")),
    TEXT ("client-id", client_id,
          N_ ("your reference for this contact; giving it again records nothing more"), N_ ("HEX")),
    { NULL },
  };
  int status = REP_EXIT_USAGE;

  if (rep_cli_parse (cli, command, entries, 0, 0, &argc, &argv))
    status = add (cli, command, &words);
  clear_words (&words);
  return status;
}

const RepCommand rep_command_contact_add = { "contact add", "",
                                             N_ ("record a contact in one command"), run };
