/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/value-words.h"

#include "app/casebook/journal.h"
#include "app/domain/day.h"
#include "app/domain/likeness.h"
#include "app/domain/place.h"

typedef struct {
  RepCasebook *casebook;
  gboolean french;
  GString *out;
} Words;

static void say_value (Words *self, const RepObject *object, const RepField *field);

static void
say (Words *self, const char *text)
{
  if (text == NULL)
    return;
  if (self->out->len > 0)
    g_string_append (self->out, ", ");
  g_string_append (self->out, text);
}

static void
say_code (Words *self, const RepField *field, guint number)
{
  const RepTerm *term = rep_vocabulary_by_number (field->vocabulary, number);

  say (self, term == NULL ? "?" : self->french ? term->fr : term->en);
}

/* A project or a structure is known by its name, anything else is an account or a record. */
static void
say_id (Words *self, const RepId *id)
{
  RepCasebook *casebook = self->casebook;
  guint32 project = rep_casebook_number (casebook, &rep_kind_project, id);
  guint32 structure = rep_casebook_number (casebook, &rep_kind_structure, id);
  const RepProject *known_project =
      project != REP_NO_ROW ? g_ptr_array_index (rep_casebook_projects (casebook), project) : NULL;
  const RepStructure *known_structure =
      structure != REP_NO_ROW ? g_ptr_array_index (rep_casebook_structures (casebook), structure)
                              : NULL;
  g_autofree char *login = NULL;

  if (known_project != NULL) {
    say (self, known_project->code);
  } else if (known_structure != NULL) {
    say (self, known_structure->name);
  } else {
    login = rep_casebook_login (casebook, id);
    say (self, login);
  }
}

static void
say_ids (Words *self, const GArray *ids)
{
  for (guint i = 0; ids != NULL && i < ids->len; i++)
    say_id (self, &g_array_index (ids, RepId, i));
}

static void
say_texts (Words *self, const GPtrArray *texts)
{
  for (guint i = 0; texts != NULL && i < texts->len; i++)
    say (self, g_ptr_array_index (texts, i));
}

/* An element as "value value", its fields in their order. */
static void
say_element (Words *self, const RepObject *element)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < element->kind->n_fields; i++) {
    Words inner = { self->casebook, self->french, g_string_new (NULL) };

    if (rep_object_has (element, &element->kind->fields[i]))
      say_value (&inner, element, &element->kind->fields[i]);
    if (inner.out->len > 0 && text->len > 0)
      g_string_append_c (text, ' ');
    g_string_append_len (text, inner.out->str, (gssize)inner.out->len);
    g_string_free (inner.out, TRUE);
  }
  say (self, text->str);
  g_string_free (text, TRUE);
}

static void
say_day (Words *self, guint32 day)
{
  char iso[REP_DAY_TEXT_SIZE], text[REP_DAY_TEXT_SIZE];

  (void)rep_day_format (day, iso); /* as 2004-05-06 */
  g_snprintf (text, sizeof text, "%.2s/%.2s/%.4s", iso + 8, iso + 5, iso);
  say (self, text);
}

static void
say_moment (Words *self, gint64 time)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (time);
  g_autofree char *text = local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M") : NULL;

  say (self, text);
}

static void
say_place (Words *self, const char *insee)
{
  const RepPlace *place = rep_place_by_insee (insee);

  say (self, place != NULL ? place->name : insee);
}

static void
say_number (Words *self, gint32 number)
{
  g_autofree char *text = g_strdup_printf ("%d", number);

  say (self, text);
}

static void
say_codes (Words *self, const RepField *field, guint64 codes)
{
  for (guint number = 1; number < 64; number++)
    if ((codes >> number & 1) != 0)
      say_code (self, field, number);
}

static void
say_list (Words *self, const GPtrArray *list)
{
  for (guint i = 0; list != NULL && i < list->len; i++)
    say_element (self, g_ptr_array_index (list, i));
}

static void
say_value (Words *self, const RepObject *object, const RepField *field)
{
  switch (field->type) {
    case REP_FIELD_TEXT:
      say (self, *rep_field_member (object, field, char *));
      break;
    case REP_FIELD_TEXTS:
      say_texts (self, *rep_field_member (object, field, GPtrArray *));
      break;
    case REP_FIELD_INT:
      say_number (self, *rep_field_member (object, field, gint32));
      break;
    case REP_FIELD_DATE:
      say_day (self, *rep_field_member (object, field, guint32));
      break;
    case REP_FIELD_TIME:
      say_moment (self, *rep_field_member (object, field, gint64));
      break;
    case REP_FIELD_CODE:
      say_code (self, field, *rep_field_member (object, field, guint8));
      break;
    case REP_FIELD_CODES:
      say_codes (self, field, *rep_field_member (object, field, guint64));
      break;
    case REP_FIELD_ID:
      say_id (self, rep_field_member (object, field, RepId));
      break;
    case REP_FIELD_IDS:
      say_ids (self, *rep_field_member (object, field, GArray *));
      break;
    case REP_FIELD_BOOL:
      say (self, self->french ? "oui" : "yes");
      break;
    case REP_FIELD_PLACE:
      say_place (self, rep_field_member (object, field, char));
      break;
    case REP_FIELD_LIST:
      say_list (self, *rep_field_member (object, field, GPtrArray *));
      break;
    default:
      g_assert_not_reached ();
  }
}

char *
rep_value_words (RepCasebook *casebook,
                 const RepObject *object,
                 const RepField *field,
                 gboolean french)
{
  Words words = { casebook, french, g_string_new (NULL) };

  if (rep_object_has (object, field))
    say_value (&words, object, field);
  return g_string_free (words.out, FALSE);
}

char *
rep_alike_words (guint why, gboolean french)
{
  static const struct {
    guint bit;
    const char *fr, *en;
  } labels[] = {
    { REP_ALIKE_IMILO, "même numéro i-Milo", "same i-Milo number" },
    { REP_ALIKE_NAME, "même nom", "same name" },
    { REP_ALIKE_SOUND, "nom qui se prononce de même", "name that sounds the same" },
    { REP_ALIKE_TYPO, "nom à une lettre près", "name with one letter other" },
    { REP_ALIKE_FIRST, "même prénom", "same first name" },
    { REP_ALIKE_PSEUDONYM, "même pseudonyme", "same pseudonym" },
    { REP_ALIKE_BIRTH, "même date de naissance", "same birth day" },
    { REP_ALIKE_NEAR_BIRTH, "date de naissance proche", "birth day nearly the same" },
    { REP_ALIKE_PHONE, "même téléphone", "same phone" },
    { REP_ALIKE_HANDLE, "même réseau social", "same social network" },
    { REP_ALIKE_HOME, "même commune", "same commune" },
  };
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if ((why & labels[i].bit) != 0)
      g_string_append_printf (out, "%s%s", out->len > 0 ? ", " : "",
                              french ? labels[i].fr : labels[i].en);
  return g_string_free (out, FALSE);
}
