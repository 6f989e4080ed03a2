/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <json-glib/json-glib.h>
#include <stdio.h>
#include <string.h>

#include "app/domain/closing.h"
#include "app/domain/project.h"
#include "app/domain/rights.h"
#include "app/exchange/json.h"

/* Writes the field table and the vocabularies as docs/fields.md ("md") or docs/fields.json
 * ("json"). */

static const char *const type_names[] = { "TEXT",  "TEXTS", "INT", "DATE", "TIME",  "CODE",
                                          "CODES", "ID",    "IDS", "BOOL", "PLACE", "LIST" };
static const char *const part_names[] = { "FACTS", "IDENTITY", "LINK" };

static const RepKind *const elements[] = {
  &rep_kind_merge,
  &rep_kind_import_mark,
  &rep_kind_situation,
  &rep_kind_age,
  &rep_kind_succession,
  &rep_kind_target,
  &rep_kind_project_structure,
  &rep_kind_member,
  &rep_kind_cofunding,
  &rep_kind_amendment,
  &rep_kind_project_channel,
  &rep_kind_pause,
  &rep_kind_zone,
  &rep_kind_count,
  &rep_kind_rural_place,
  &rep_kind_quality_limit,
  &rep_kind_counter_cell,
  &rep_kind_frozen,
  &rep_kind_counted_person,
};

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  json_builder_set_member_name (builder, name);
  if (text != NULL)
    json_builder_add_string_value (builder, text);
  else
    json_builder_add_null_value (builder);
}

static void
add_field (JsonBuilder *builder, const RepField *field)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "number");
  json_builder_add_int_value (builder, field->number);
  add_text (builder, "code", field->code);
  add_text (builder, "type", type_names[field->type]);
  add_text (builder, "part", part_names[field->part]);
  add_text (builder, "fr", field->fr);
  add_text (builder, "en", field->en);
  json_builder_set_member_name (builder, "since");
  json_builder_add_int_value (builder, field->since);
  if (field->max > 0) {
    json_builder_set_member_name (builder, "max");
    json_builder_add_int_value (builder, field->max);
  }
  add_text (builder, "vocabulary", field->vocabulary != NULL ? field->vocabulary->code : NULL);
  add_text (builder, "element", field->element != NULL ? field->element->code : NULL);
  json_builder_end_object (builder);
}

static void
add_kind (JsonBuilder *builder, const RepKind *kind)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "number");
  json_builder_add_int_value (builder, kind->number);
  add_text (builder, "code", kind->code);
  add_text (builder, "fr", kind->fr);
  add_text (builder, "en", kind->en);
  json_builder_set_member_name (builder, "fields");
  json_builder_begin_array (builder);
  for (guint i = 0; i < kind->n_fields; i++)
    add_field (builder, &kind->fields[i]);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_kinds (JsonBuilder *builder, const char *name, const RepKind *const *kinds, guint n)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; i < n; i++)
    add_kind (builder, kinds[i]);
  json_builder_end_array (builder);
}

static void
add_term (JsonBuilder *builder, const RepTerm *term)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "number");
  json_builder_add_int_value (builder, term->number);
  add_text (builder, "code", term->code);
  add_text (builder, "fr", term->fr);
  add_text (builder, "en", term->en);
  add_text (builder, "from", term->from);
  add_text (builder, "until", term->until);
  add_text (builder, "group", term->group);
  add_text (builder, "preset", term->preset);
  json_builder_set_member_name (builder, "sensitive");
  json_builder_add_boolean_value (builder, term->sensitive);
  json_builder_end_object (builder);
}

static void
add_vocabularies (JsonBuilder *builder)
{
  guint n;
  const RepVocabulary *const *vocabularies = rep_vocabularies (&n);

  json_builder_set_member_name (builder, "vocabularies");
  json_builder_begin_array (builder);
  for (guint i = 0; i < n; i++) {
    json_builder_begin_object (builder);
    add_text (builder, "code", vocabularies[i]->code);
    add_text (builder, "fr", vocabularies[i]->fr);
    add_text (builder, "en", vocabularies[i]->en);
    json_builder_set_member_name (builder, "terms");
    json_builder_begin_array (builder);
    for (guint j = 0; j < vocabularies[i]->n_terms; j++)
      add_term (builder, &vocabularies[i]->terms[j]);
    json_builder_end_array (builder);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
}

static const char *const scope_names[] = {
  [REP_SCOPE_NONE] = "none",
  [REP_SCOPE_NAMELESS] = "nameless",
  [REP_SCOPE_OWN] = "own",
  [REP_SCOPE_ALL] = "all",
};

/* By number: what each role may write, and which roles may do what. */
static void
add_rights (JsonBuilder *builder)
{
  guint n;
  const RepKind *const *kinds = rep_kinds (&n);

  json_builder_set_member_name (builder, "rights");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "kinds");
  json_builder_begin_array (builder);
  for (guint i = 0; i < n; i++) {
    json_builder_begin_object (builder);
    add_text (builder, "kind", kinds[i]->code);
    for (guint role = REP_ROLE_COUNSELLOR; role <= REP_ROLE_MANAGER; role++)
      add_text (builder, rep_vocabulary_by_number (&rep_vocabulary_role, role)->code,
                scope_names[rep_rights_scope ((RepRole)role, kinds[i]->number)]);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "deeds");
  json_builder_begin_array (builder);
  for (guint deed = 1; deed <= rep_vocabulary_deed.n_terms; deed++) {
    json_builder_begin_object (builder);
    add_text (builder, "deed", rep_vocabulary_deed.terms[deed - 1].code);
    json_builder_set_member_name (builder, "roles");
    json_builder_begin_array (builder);
    for (guint role = REP_ROLE_COUNSELLOR; role <= REP_ROLE_RECOVERY; role++)
      if (rep_rights_may_act ((RepRole)role, deed))
        json_builder_add_int_value (builder, role);
    json_builder_end_array (builder);
    json_builder_end_object (builder);
  }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
dump_json (void)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *text = NULL;
  guint n;
  const RepKind *const *kinds = rep_kinds (&n);

  json_builder_begin_object (builder);
  add_kinds (builder, "kinds", kinds, n);
  add_kinds (builder, "elements", elements, G_N_ELEMENTS (elements));
  add_vocabularies (builder);
  add_rights (builder);
  json_builder_end_object (builder);
  text = rep_json_to_text (builder, TRUE);
  g_print ("%s\n", text);
}

static const char *
or_empty (const char *text)
{
  return text != NULL ? text : "";
}

static void
dump_kind (const RepKind *kind)
{
  if (kind->number > 0)
    g_print ("\n### %s — %s (kind %u)\n\n", kind->code, kind->fr, kind->number);
  else
    g_print ("\n### %s — %s (element of a list)\n\n", kind->code, kind->fr);
  g_print (
      "| n° | code | type | payload | list | French | English |\n|--:|---|---|---|---|---|---|\n");
  for (guint i = 0; i < kind->n_fields; i++) {
    const RepField *field = &kind->fields[i];

    g_print ("| %u | `%s` | %s | %s | %s | %s | %s |\n", field->number, field->code,
             type_names[field->type], part_names[field->part],
             field->vocabulary != NULL ? field->vocabulary->code
             : field->element != NULL  ? field->element->code
                                       : "",
             field->fr, field->en);
  }
}

static void
dump_vocabulary (const RepVocabulary *vocabulary)
{
  g_print ("\n### %s — %s\n\n", vocabulary->code, vocabulary->fr);
  g_print ("| n° | code | French | English | from | until | group | default | sensitive |\n"
           "|--:|---|---|---|---|---|---|---|---|\n");
  for (guint i = 0; i < vocabulary->n_terms; i++) {
    const RepTerm *term = &vocabulary->terms[i];

    g_print ("| %u | `%s` | %s | %s | %s | %s | %s | %s | %s |\n", term->number, term->code,
             term->fr, term->en, or_empty (term->from), or_empty (term->until),
             or_empty (term->group), or_empty (term->preset), term->sensitive ? "yes" : "");
  }
}

/* What a role may write of a kind, in words. */
static const char *
scope_words (RepScope scope)
{
  static const char *const words[] = {
    [REP_SCOPE_NONE] = "",
    [REP_SCOPE_NAMELESS] = "without identity",
    [REP_SCOPE_OWN] = "of the own structures",
    [REP_SCOPE_ALL] = "yes",
  };

  return words[scope];
}

static void
dump_rights (void)
{
  guint n;
  const RepKind *const *kinds = rep_kinds (&n);

  g_print ("\n## Rights\n\nAsked before anything is written, and by `check` of what was written, "
           "from the role in the roster at that point.\nReading is a matter of keys.\n\n"
           "| kind of record | counsellor | director | manager |\n|---|---|---|---|\n");
  for (guint i = 0; i < n; i++) {
    g_print ("| %s — %s ", kinds[i]->code, kinds[i]->fr);
    for (guint role = REP_ROLE_COUNSELLOR; role <= REP_ROLE_MANAGER; role++)
      g_print ("| %s ", scope_words (rep_rights_scope ((RepRole)role, kinds[i]->number)));
    g_print ("|\n");
  }
  g_print (
      "\n| deed | counsellor | director | manager | recovery sheet |\n|---|---|---|---|---|\n");
  for (guint deed = 1; deed <= rep_vocabulary_deed.n_terms; deed++) {
    g_print ("| %u `%s` ", deed, rep_vocabulary_deed.terms[deed - 1].code);
    for (guint role = REP_ROLE_COUNSELLOR; role <= REP_ROLE_RECOVERY; role++)
      g_print ("| %s ", rep_rights_may_act ((RepRole)role, deed) ? "yes" : "");
    g_print ("|\n");
  }
}

static void
dump_markdown (void)
{
  guint n;
  const RepKind *const *kinds = rep_kinds (&n);
  const RepVocabulary *const *vocabularies;

  g_print ("# Fields and lists\n\nWritten by `./dev docs` from the program's own tables; a test "
           "compares "
           "them.\nHow a value is encoded is in [format.md](format.md).\n\n## Kinds of record\n");
  for (guint i = 0; i < n; i++)
    dump_kind (kinds[i]);
  g_print ("\n## Elements of lists\n");
  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    dump_kind (elements[i]);
  dump_rights ();
  g_print ("\n## Vocabularies\n");
  vocabularies = rep_vocabularies (&n);
  for (guint i = 0; i < n; i++)
    dump_vocabulary (vocabularies[i]);
}

/* UTF-8 whatever the locale. */
static void
print_raw (const char *text)
{
  fputs (text, stdout);
}

int
main (int argc, char **argv)
{
  g_set_print_handler (print_raw);
  if (argc == 2 && strcmp (argv[1], "json") == 0)
    dump_json ();
  else
    dump_markdown ();
  return 0;
}
