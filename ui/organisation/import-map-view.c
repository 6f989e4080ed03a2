/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/organisation/import-map-view.h"

#include <glib/gi18n.h>
#include <string.h>

#include "app/domain/fold.h"
#include "app/exchange/import-value.h"
#include "ui/say.h"

#define ROWS_AT_ONCE 6
#define EXAMPLES 3
#define ROWS_LOOKED_AT 200

/* One of the fields a column may fill. */
typedef struct {
  const RepImportField *field; /* NULL: the column is left out */
  guint public;
} Choice;

struct _RepImportMapView {
  RepImportMapGroups groups;
  RepImportFile *file;
  void (*changed) (gpointer owner);
  gpointer owner;
  GArray *choices; /* Choice */
  GtkStringList *labels;
  GPtrArray *columns; /* GtkWidget: rows in the groups */
  GPtrArray *values;
  GPtrArray *constants;
  guint filling; /* source that adds the rows of columns */
  guint next;    /* column it comes to */
};

static char *
label_of (const RepImportField *field, guint public)
{
  static const struct {
    const char *code;
    const char *label;
  } forms[] = {
    { "person.full_name", N_ ("Last and first name") },
    { "person.home_postcode", N_ ("Postal code of the home") },
    { "person.home_insee", N_ ("INSEE code of the home") },
    { "person.situation", N_ ("Situation") },
    { "person.publics", N_ ("Publics") },
    { "contact.minute", N_ ("Contact: time") },
  };
  const RepField *member = rep_kind_field_by_code (field->kind, field->member);
  const char *label = rep_say_is_french () ? member->fr : member->en;

  if (public != 0) /* Translators: one of the publics, answered by yes or no */
    return g_strdup_printf (_ ("Public: %s"), rep_say_term (&rep_vocabulary_public, public));
  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    if (strcmp (forms[i].code, field->code) == 0)
      return g_strdup (_ (forms[i].label));
  if (rep_import_field_is_contact (field)) /* Translators: a field of a contact */
    return g_strdup_printf (_ ("Contact: %s"), label);
  return g_strdup (label);
}

static void
add_choice (RepImportMapView *self, const RepImportField *field, guint public)
{
  const Choice choice = { field, public };
  g_autofree char *label =
      field != NULL ? label_of (field, public) : g_strdup (_ ("Do not import"));

  g_array_append_val (self->choices, choice);
  gtk_string_list_append (self->labels, label);
}

static void
list_choices (RepImportMapView *self)
{
  guint n;
  const RepImportField *fields = rep_import_fields (&n);

  add_choice (self, NULL, 0);
  for (guint i = 0; i < n; i++)
    add_choice (self, &fields[i], 0);
  for (guint i = 0; i < rep_vocabulary_public.n_terms; i++) {
    const RepTerm *term = &rep_vocabulary_public.terms[i];
    g_autofree char *code = g_strconcat ("person.public:", term->code, NULL);
    guint public;
    const RepImportField *field = rep_import_field_by_code (code, &public);

    add_choice (self, field, public);
  }
}

static void
clear_rows (AdwPreferencesGroup *group, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, g_ptr_array_index (rows, i));
  g_ptr_array_set_size (rows, 0);
}

static void
add_row (AdwPreferencesGroup *group, GPtrArray *rows, GtkWidget *row)
{
  adw_preferences_group_add (group, row);
  g_ptr_array_add (rows, g_object_ref (row));
}

static GtkWidget *
new_combo (const char *title, const char *subtitle, GListModel *model, guint selected)
{
  GtkWidget *row = g_object_new (ADW_TYPE_COMBO_ROW, "use-markup", FALSE, "title", title,
                                 "subtitle", subtitle, "model", model, NULL);

  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  return row;
}

/* Terms of @vocabulary after @none, which is chosen for 0. */
static GtkWidget *
new_term_row (const char *title,
              const char *subtitle,
              const RepVocabulary *vocabulary,
              const char *none,
              guint number)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint selected = 0;

  gtk_string_list_append (labels, none);
  for (guint i = 0; i < vocabulary->n_terms; i++) {
    gtk_string_list_append (labels, rep_say_label (&vocabulary->terms[i]));
    if (vocabulary->terms[i].number == number)
      selected = i + 1;
  }
  return new_combo (title, subtitle, G_LIST_MODEL (labels), selected);
}

static const RepTerm *
chosen_term (AdwComboRow *row, const RepVocabulary *vocabulary)
{
  guint at = adw_combo_row_get_selected (row);

  return at >= 1 && at <= vocabulary->n_terms ? &vocabulary->terms[at - 1] : NULL;
}

static RepImportColumn *
column_of (RepImportMapView *self, GObject *row)
{
  return g_ptr_array_index (self->file->map->columns,
                            GPOINTER_TO_UINT (g_object_get_data (row, "column")));
}

static void
value_cb (AdwComboRow *row, GParamSpec *pspec, RepImportMapView *self)
{
  RepImportColumn *column = column_of (self, G_OBJECT (row));
  const RepTerm *term = chosen_term (row, rep_import_column_vocabulary (column));

  rep_import_map_translate (column, g_object_get_data (G_OBJECT (row), "value"),
                            term != NULL ? term->number : 0);
  self->changed (self->owner);
}

static void
add_value (RepImportMapView *self, guint number, const char *spelling)
{
  const RepImportColumn *column = g_ptr_array_index (self->file->map->columns, number);
  g_autofree char *key = rep_fold_dup (spelling);
  guint term = GPOINTER_TO_UINT (g_hash_table_lookup (column->values, key));
  g_autofree char *title = NULL;
  GtkWidget *row;

  /* Translators: a value as the file writes it */
  title = g_strdup_printf (_ ("“%s”"), spelling);
  row = new_term_row (title, column->heading, rep_import_column_vocabulary (column),
                      _ ("Leave the row out"), term);
  g_object_set_data (G_OBJECT (row), "column", GUINT_TO_POINTER (number));
  g_object_set_data_full (G_OBJECT (row), "value", g_strdup (spelling), g_free);
  g_signal_connect (row, "notify::selected", G_CALLBACK (value_cb), self);
  add_row (self->groups.values, self->values, row);
}

static void
show_values (RepImportMapView *self)
{
  clear_rows (self->groups.values, self->values);
  for (guint i = 0; i < self->file->map->columns->len; i++) {
    const RepImportColumn *column = g_ptr_array_index (self->file->map->columns, i);

    for (guint j = 0; column->spellings != NULL && j < column->spellings->len; j++)
      add_value (self, i, g_ptr_array_index (column->spellings, j));
  }
  gtk_widget_set_visible (GTK_WIDGET (self->groups.values), self->values->len > 0);
}

static void
constant_term_cb (AdwComboRow *row, GParamSpec *pspec, RepImportMapView *self)
{
  const char *code = g_object_get_data (G_OBJECT (row), "field");
  guint public;
  const RepImportField *field = rep_import_field_by_code (code, &public);
  const RepTerm *term = chosen_term (row, field->vocabulary);

  rep_import_map_set_constant (self->file->map, code, term != NULL ? term->code : NULL);
  self->changed (self->owner);
}

static void
constant_text_cb (GtkEditable *row, RepImportMapView *self)
{
  const char *text = gtk_editable_get_text (row);

  rep_import_map_set_constant (self->file->map, g_object_get_data (G_OBJECT (row), "field"),
                               *text != '\0' ? text : NULL);
  self->changed (self->owner);
}

static void
add_constant (RepImportMapView *self, const char *code)
{
  guint public;
  const RepImportField *field = rep_import_field_by_code (code, &public);
  const char *value = rep_import_map_constant (self->file->map, code);
  g_autofree char *title = label_of (field, public);
  guint8 number = 0;
  GtkWidget *row;

  if (field->form == REP_FORM_CODE) {
    if (value != NULL)
      (void)rep_import_code (field->vocabulary, value, &number);
    row = new_term_row (title, NULL, field->vocabulary, _ ("Not said"), number);
    g_signal_connect (row, "notify::selected", G_CALLBACK (constant_term_cb), self);
  } else {
    row = g_object_new (ADW_TYPE_ENTRY_ROW, "use-markup", FALSE, "title", title, NULL);
    gtk_editable_set_text (GTK_EDITABLE (row), value != NULL ? value : "");
    g_signal_connect (row, "changed", G_CALLBACK (constant_text_cb), self);
  }
  g_object_set_data (G_OBJECT (row), "field", (gpointer)(gintptr)field->code);
  add_row (self->groups.constants, self->constants, row);
}

static gboolean
has_column (const RepImportMap *map, const char *code)
{
  for (guint i = 0; i < map->columns->len; i++) {
    const RepImportColumn *column = g_ptr_array_index (map->columns, i);

    if (column->field != NULL && strcmp (column->field->code, code) == 0)
      return TRUE;
  }
  return FALSE;
}

/* What every contact must have is offered also where no row is a contact yet. */
static void
show_constants (RepImportMapView *self)
{
  static const char *const needed[] = { "contact.date", "contact.channel", "contact.reached" };
  const RepImportMap *map = self->file->map;

  clear_rows (self->groups.constants, self->constants);
  for (guint i = 0; i < G_N_ELEMENTS (needed); i++)
    if (rep_import_map_constant (map, needed[i]) != NULL || !has_column (map, needed[i]))
      add_constant (self, needed[i]);
  for (guint i = 0; i < map->constants->len; i++) {
    const RepImportConstant *constant = g_ptr_array_index (map->constants, i);

    if (constant->value != NULL && !g_str_equal (constant->field->code, needed[0]) &&
        !g_str_equal (constant->field->code, needed[1]) &&
        !g_str_equal (constant->field->code, needed[2]))
      add_constant (self, constant->field->code);
  }
  gtk_widget_set_visible (GTK_WIDGET (self->groups.constants), self->constants->len > 0);
}

static void
column_cb (AdwComboRow *row, GParamSpec *pspec, RepImportMapView *self)
{
  const RepImportColumn *column = column_of (self, G_OBJECT (row));
  guint at = adw_combo_row_get_selected (row);
  const Choice *choice;

  if (at >= self->choices->len)
    return;
  choice = &g_array_index (self->choices, Choice, at);
  rep_import_map_set (self->file->map, self->file->table, column->heading, choice->field,
                      choice->public);
  show_values (self);
  show_constants (self);
  self->changed (self->owner);
}

static guint
find_choice (RepImportMapView *self, const RepImportColumn *column)
{
  for (guint i = 0; i < self->choices->len; i++) {
    const Choice *choice = &g_array_index (self->choices, Choice, i);

    if (choice->field == column->field && choice->public == column->public)
      return i;
  }
  return 0;
}

/* The first few different values of the column. */
static char *
examples_of (const RepTable *table, int number)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  guint n = MIN (rep_table_n_rows (table), ROWS_LOOKED_AT);

  for (guint i = 0; number >= 0 && i < n && g_hash_table_size (seen) < EXAMPLES; i++) {
    const char *cell = rep_table_cell (table, i, (guint)number);
    g_autofree char *line = NULL;

    if (*cell == '\0' || !g_hash_table_add (seen, (gpointer)(gintptr)cell))
      continue;
    line = g_strdelimit (g_strdup (cell), "\r\n\t", ' ');
    g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", line);
  }
  return g_strdup (text->str);
}

static void
add_column (RepImportMapView *self, guint number)
{
  const RepImportColumn *column = g_ptr_array_index (self->file->map->columns, number);
  int at = rep_import_map_column (self->file->table, column->heading);
  g_autofree char *examples = examples_of (self->file->table, at);
  GtkWidget *row = new_combo (column->heading, examples, G_LIST_MODEL (self->labels),
                              find_choice (self, column));

  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 1);
  g_object_set_data (G_OBJECT (row), "column", GUINT_TO_POINTER (number));
  g_signal_connect (row, "notify::selected", G_CALLBACK (column_cb), self);
  add_row (self->groups.columns, self->columns, row);
}

/* A second column of one name is never read: it is not offered. */
static gboolean
is_first (const RepImportMap *map, guint number)
{
  const RepImportColumn *column = g_ptr_array_index (map->columns, number);

  for (guint i = 0; i < number; i++)
    if (strcmp (((RepImportColumn *)g_ptr_array_index (map->columns, i))->heading,
                column->heading) == 0)
      return FALSE;
  return TRUE;
}

static gboolean
fill_cb (gpointer user_data)
{
  RepImportMapView *self = user_data;
  const RepImportMap *map = self->file->map;

  for (guint i = 0; i < ROWS_AT_ONCE && self->next < map->columns->len; i++, self->next++)
    if (is_first (map, self->next))
      add_column (self, self->next);
  if (self->next < map->columns->len)
    return G_SOURCE_CONTINUE;
  self->filling = 0;
  return G_SOURCE_REMOVE;
}

void
rep_import_map_view_refresh (RepImportMapView *self)
{
  g_clear_handle_id (&self->filling, g_source_remove);
  clear_rows (self->groups.columns, self->columns);
  self->next = 0;
  self->filling = g_idle_add (fill_cb, self);
  show_values (self);
  show_constants (self);
}

RepImportMapView *
rep_import_map_view_new (const RepImportMapGroups *groups,
                         RepImportFile *file,
                         void (*changed) (gpointer owner),
                         gpointer owner)
{
  RepImportMapView *self = g_new0 (RepImportMapView, 1);

  self->groups = *groups;
  self->file = rep_import_file_ref (file);
  self->changed = changed;
  self->owner = owner;
  self->choices = g_array_new (FALSE, FALSE, sizeof (Choice));
  self->labels = gtk_string_list_new (NULL);
  self->columns = g_ptr_array_new_with_free_func (g_object_unref);
  self->values = g_ptr_array_new_with_free_func (g_object_unref);
  self->constants = g_ptr_array_new_with_free_func (g_object_unref);
  list_choices (self);
  rep_import_map_view_refresh (self);
  return self;
}

/* Its rows go with the window they are in. */
static void
leave_rows (RepImportMapView *self, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    g_signal_handlers_disconnect_by_data (g_ptr_array_index (rows, i), self);
  g_ptr_array_unref (rows);
}

void
rep_import_map_view_free (RepImportMapView *self)
{
  g_clear_handle_id (&self->filling, g_source_remove);
  leave_rows (self, self->columns);
  leave_rows (self, self->values);
  leave_rows (self, self->constants);
  g_array_unref (self->choices);
  g_object_unref (self->labels);
  rep_import_file_unref (self->file);
  g_free (self);
}
