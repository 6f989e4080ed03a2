/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ui/dialogs/grid-line-private.h"
#include "ui/say.h"
#include "ui/typed.h"
#include "ui/widgets/choice-entry.h"

#define SEPARATOR "\x1f" /* between the parts of a line in a draft: no keyboard types it */

static const char *
text_of (RepGridLine *self, RepOutingColumn column)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entries[column]));
}

/* The same letters as in the form of one contact. */
static const RepVocabulary *
letters_of (RepOutingColumn column, const char **letters, gboolean *several)
{
  *several = column == REP_OUTING_OUTCOMES;
  if (column == REP_OUTING_SEX) {
    *letters = _ ("FMX");
    return &rep_vocabulary_sex;
  }
  if (column == REP_OUTING_REACHED) {
    *letters = _ ("RSLNMW");
    return &rep_vocabulary_reached;
  }
  if (column == REP_OUTING_OUTCOMES) {
    *letters = _ ("ARDPXO");
    return &rep_vocabulary_outcome;
  }
  if (column == REP_OUTING_INFORMED) {
    /* Translators: letters of: orally, on paper, by text message */
    *letters = _ ("OPT");
    return &rep_vocabulary_informed;
  }
  return NULL;
}

static gboolean
read_letters (RepGridLine *self, RepOutingColumn column, guint64 *mask)
{
  const char *letters;
  gboolean several;

  *mask = 0;
  (void)letters_of (column, &letters, &several);
  return rep_typed_letters (letters, text_of (self, column), several, mask);
}

static guint8
read_letter (RepGridLine *self, RepOutingColumn column)
{
  guint64 mask;

  return read_letters (self, column, &mask) && mask != 0 ? (guint8)g_bit_nth_lsf (mask, -1) : 0;
}

const char *
rep_grid_line_hint (RepOutingColumn column)
{
  static char *hints[REP_N_OUTING_COLUMNS]; /* made once: as many as there are columns */
  const char *letters, *at;
  gboolean several;
  const RepVocabulary *vocabulary = letters_of (column, &letters, &several);
  g_autoptr (GString) text = NULL;

  if (column == REP_OUTING_NAME)
    return _ ("A name; @ and a pseudonym; or ? and a few words for someone without a name");
  if (column == REP_OUTING_AGE)
    return _ ("19, or 04/05/2003");
  if (column == REP_OUTING_NEXT_DATE)
    return _ ("+7, Thursday or 24/11/2020");
  if (vocabulary == NULL || hints[column] != NULL)
    return vocabulary != NULL ? hints[column] : NULL;
  text = g_string_new (NULL);
  at = letters;
  for (guint i = 1; i <= vocabulary->n_terms && *at != '\0'; i++, at = g_utf8_next_char (at)) {
    g_string_append (text, i > 1 ? " · " : "");
    g_string_append_unichar (text, g_utf8_get_char (at));
    g_string_append_printf (text, " %s", rep_say_term (vocabulary, i));
  }
  hints[column] = g_string_free (g_steal_pointer (&text), FALSE);
  return hints[column];
}

static gboolean
read_next (RepGridLine *self, guint32 *day)
{
  *day = 0;
  return rep_typed_day (text_of (self, REP_OUTING_NEXT_DATE), self->day, REP_TYPED_COMING, day);
}

static void
add (GString *text, const char *word)
{
  if (word != NULL && *word != '\0')
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", word);
}

static void
say_who (RepGridLine *self, GString *text)
{
  if (self->who == REP_GRID_KNOWN)
    add (text, self->detail);
  else if (self->who == REP_GRID_NEW)
    add (text, _ ("New"));
  else if (self->who == REP_GRID_PSEUDONYM)
    add (text, _ ("Pseudonym"));
  else if (self->who == REP_GRID_UNNAMED)
    add (text, _ ("Without a name"));
}

static void
say_letters (RepGridLine *self, RepOutingColumn column, GString *text)
{
  const char *letters;
  gboolean several;
  const RepVocabulary *vocabulary = letters_of (column, &letters, &several);
  guint64 mask;

  if (!read_letters (self, column, &mask))
    return;
  for (guint i = 1; i <= vocabulary->n_terms; i++)
    if ((mask >> i & 1) != 0)
      add (text, rep_say_term (vocabulary, i));
}

char *
rep_grid_line_say (RepGridLine *line)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *day = NULL;
  guint32 next;

  if (line->state == REP_GRID_SAVED)
    add (text, _ ("Recorded"));
  say_who (line, text);
  if (line->who != REP_GRID_KNOWN)
    say_letters (line, REP_OUTING_SEX, text);
  say_letters (line, REP_OUTING_REACHED, text);
  say_letters (line, REP_OUTING_OUTCOMES, text);
  if (line->day != 0 && read_next (line, &next)) {
    day = rep_say_day (next);
    add (text, day);
  }
  say_letters (line, REP_OUTING_INFORMED, text);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
check_letters (RepGridLine *self)
{
  static const RepOutingColumn columns[] = { REP_OUTING_SEX, REP_OUTING_REACHED,
                                             REP_OUTING_OUTCOMES, REP_OUTING_INFORMED };
  guint64 mask;

  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    if (!read_letters (self, columns[i], &mask)) {
      /* Translators: %s are letters and what they stand for */
      g_autofree char *wrong =
          g_strdup_printf (_ ("One of these letters: %s"), rep_grid_line_hint (columns[i]));

      return rep_grid_line_refuse (self, columns[i], wrong);
    }
  return TRUE;
}

static gboolean
check_who (RepGridLine *self)
{
  const char *name = text_of (self, REP_OUTING_NAME);
  gint32 age;
  guint32 birth;

  (void)rep_grid_line_decide (self);
  if (self->who == REP_GRID_TYPED || (self->who != REP_GRID_NEW && strlen (name) < 2))
    return rep_grid_line_refuse (self, REP_OUTING_NAME,
                                 _ ("Who? A name, @ and a pseudonym, or ? and a few words."));
  if (self->who == REP_GRID_KNOWN)
    return TRUE;
  if (!rep_typed_age_or_birth (text_of (self, REP_OUTING_AGE), self->day, &age, &birth))
    return rep_grid_line_refuse (self, REP_OUTING_AGE,
                                 _ ("Neither an age nor a possible birth day: 19, or 04/05/2003."));
  if (rep_choice_entry_is_unclear (REP_CHOICE_ENTRY (self->entries[REP_OUTING_HOME])))
    return rep_grid_line_refuse (self, REP_OUTING_HOME, _ ("No commune has been chosen for this."));
  return TRUE;
}

static gboolean
check_next (RepGridLine *self)
{
  guint32 day;

  if (rep_choice_entry_is_unclear (REP_CHOICE_ENTRY (self->entries[REP_OUTING_NEXT])))
    return rep_grid_line_refuse (self, REP_OUTING_NEXT, _ ("Choose in the list, or leave empty."));
  if (!read_next (self, &day))
    return rep_grid_line_refuse (self, REP_OUTING_NEXT_DATE,
                                 _ ("Not a day. For example +7 or 24/11/2020."));
  if (day != 0 && day < self->day)
    return rep_grid_line_refuse (self, REP_OUTING_NEXT_DATE, _ ("This day is before the contact."));
  return TRUE;
}

gboolean
rep_grid_line_check (RepGridLine *line)
{
  g_return_val_if_fail (REP_IS_GRID_LINE (line), FALSE);

  if (!check_who (line) || !check_letters (line) || !check_next (line))
    return FALSE;
  return read_letter (line, REP_OUTING_REACHED) != 0 ||
         rep_grid_line_refuse (line, REP_OUTING_REACHED, _ ("Reached or not? One letter."));
}

static void
name_person (RepGridLine *self, RepPerson *person)
{
  const char *text = text_of (self, REP_OUTING_NAME);

  if (self->who == REP_GRID_NEW) {
    rep_typed_name (text, &person->first_name, &person->last_name);
    return;
  }
  if (self->who == REP_GRID_PSEUDONYM)
    rep_text_set (&person->pseudonym, text + 1);
  else
    rep_text_set (&person->description, text + 1);
}

static RepPerson *
build_person (RepGridLine *self)
{
  RepPerson *person = rep_object_new (&rep_kind_person);
  const char *home = rep_choice_entry_get_key (REP_CHOICE_ENTRY (self->entries[REP_OUTING_HOME]));

  name_person (self, person);
  person->sex = read_letter (self, REP_OUTING_SEX);
  (void)rep_typed_age_or_birth (text_of (self, REP_OUTING_AGE), self->day, &person->declared_age,
                                &person->birth);
  if (home != NULL)
    g_strlcpy (person->home, home, REP_PLACE_SIZE);
  return person;
}

RepContact *
rep_grid_line_build (RepGridLine *line, RepPerson **person)
{
  RepContact *contact = rep_object_new (&rep_kind_contact);
  guint64 outcomes = 0;

  *person = line->who != REP_GRID_KNOWN ? build_person (line) : NULL;
  if (line->who == REP_GRID_KNOWN)
    rep_ids_add (&contact->persons, &line->person);
  (void)read_letters (line, REP_OUTING_OUTCOMES, &outcomes);
  contact->outcomes = outcomes;
  contact->reached = read_letter (line, REP_OUTING_REACHED);
  contact->informed = read_letter (line, REP_OUTING_INFORMED);
  contact->next_step =
      rep_choice_entry_get_number (REP_CHOICE_ENTRY (line->entries[REP_OUTING_NEXT]));
  (void)read_next (line, &contact->next_date);
  return contact;
}

char *
rep_grid_line_keep (RepGridLine *line)
{
  g_autoptr (GString) text = g_string_new (line->client);
  char hex[REP_ID_HEX_SIZE] = "";

  if (line->who == REP_GRID_KNOWN)
    rep_id_format (&line->person, hex);
  g_string_append_printf (text, SEPARATOR "%u" SEPARATOR "%s", (guint)line->who, hex);
  for (guint i = 0; i < REP_N_OUTING_COLUMNS; i++) {
    const char *key = REP_IS_CHOICE_ENTRY (line->entries[i])
                          ? rep_choice_entry_get_key (REP_CHOICE_ENTRY (line->entries[i]))
                          : NULL;

    g_string_append_printf (text, SEPARATOR "%s" SEPARATOR "%s", text_of (line, i),
                            key != NULL ? key : "");
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
recall_entry (RepGridLine *self, RepOutingColumn column, const char *text, const char *key)
{
  GtkWidget *entry = self->entries[column];
  g_autoptr (RepChoice) choice = NULL;

  if (REP_IS_CHOICE_ENTRY (entry) && *key != '\0') {
    choice = rep_choice_new (key, text, NULL);
    rep_choice_entry_take (REP_CHOICE_ENTRY (entry), choice);
  } else {
    gtk_editable_set_text (GTK_EDITABLE (entry), text);
  }
}

void
rep_grid_line_recall (RepGridLine *line, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, SEPARATOR, -1);
  RepId client, person;

  g_return_if_fail (REP_IS_GRID_LINE (line));

  if (g_strv_length (parts) != 3 + 2 * REP_N_OUTING_COLUMNS || !rep_id_parse (parts[0], &client))
    return;
  rep_id_format (&client, line->client);
  for (guint i = 0; i < REP_N_OUTING_COLUMNS; i++)
    recall_entry (line, i, parts[3 + 2 * i], parts[4 + 2 * i]);
  rep_person_matches_hide (line->matches);
  if (g_str_equal (parts[1], "1") && rep_id_parse (parts[2], &person))
    rep_grid_line_take_known (line, &person);
  else if (g_str_equal (parts[1], "2"))
    line->who = REP_GRID_NEW;
}
