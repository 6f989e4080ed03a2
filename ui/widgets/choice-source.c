/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/domain/eligibility.h"
#include "app/domain/fold.h"
#include "app/domain/place.h"
#include "ui/say.h"
#include "ui/widgets/choice-source.h"

#define MAX_PLACES 8

static gboolean
begins_a_word (const char *folded, const char *word)
{
  const char *at = folded;

  while ((at = strstr (at, word)) != NULL) {
    if (at == folded || at[-1] == ' ')
      return TRUE;
    at++;
  }
  return FALSE;
}

gboolean
rep_choice_matches (const char *label, const char *text)
{
  g_autofree char *folded = rep_fold_dup (label);
  g_autofree char *wanted = rep_fold_dup (text);
  g_auto (GStrv) words = g_strsplit (wanted, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (!begins_a_word (folded, words[i]))
      return FALSE;
  return TRUE;
}

static RepChoice *
choice_of (const RepPlace *place)
{
  g_autofree char *label = NULL;

  if (*place->postcodes == '\0')
    return rep_choice_new (place->insee, place->name, place->departement_name);
  label = g_strdup_printf ("%s (%.5s)", place->name, place->postcodes);
  return rep_choice_new (place->insee, label, place->departement_name);
}

RepChoice *
rep_choice_of_place (const char *insee)
{
  const RepPlace *place = insee != NULL ? rep_place_by_insee (insee) : NULL;

  return place != NULL ? choice_of (place) : NULL;
}

GPtrArray *
rep_choices_of_places (const char *text, const char *near)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func (g_object_unref);
  const RepPlace *here = near != NULL ? rep_place_by_insee (near) : NULL;
  g_autoptr (GPtrArray) found =
      *text != '\0' ? rep_place_find (text, here != NULL ? here->departement : NULL, MAX_PLACES)
                    : g_ptr_array_new ();

  if (*text == '\0' && here != NULL)
    g_ptr_array_add (choices, choice_of (here));
  for (guint i = 0; i < found->len; i++)
    g_ptr_array_add (choices, choice_of (g_ptr_array_index (found, i)));
  return choices;
}

static RepChoice *
choice_of_term (const RepTerm *term)
{
  g_autofree char *key = g_strdup_printf ("%u", term->number);

  return rep_choice_new (key, rep_say_label (term), NULL);
}

RepChoice *
rep_choice_of_term (const RepVocabulary *vocabulary, guint number)
{
  const RepTerm *term = rep_vocabulary_by_number (vocabulary, number);

  return term != NULL ? choice_of_term (term) : NULL;
}

GPtrArray *
rep_choices_of_vocabulary (const char *code, const char *text)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func (g_object_unref);
  guint n;
  const RepVocabulary *const *all = rep_vocabularies (&n);

  for (guint i = 0; i < n; i++)
    for (guint j = 0; g_strcmp0 (all[i]->code, code) == 0 && j < all[i]->n_terms; j++)
      if (rep_choice_matches (rep_say_label (&all[i]->terms[j]), text))
        g_ptr_array_add (choices, choice_of_term (&all[i]->terms[j]));
  return choices;
}

static RepChoice *
choice_of_project (const RepProject *project)
{
  char hex[REP_ID_HEX_SIZE];

  return rep_choice_new (rep_id_format (&project->object.id, hex),
                         project->lead != NULL ? project->lead : project->title, project->title);
}

RepChoice *
rep_choice_of_project (RepCasebook *casebook, const RepId *id)
{
  guint32 number = rep_casebook_number (casebook, &rep_kind_project, id);
  const RepProject *project =
      number != REP_NO_ROW ? g_ptr_array_index (rep_casebook_projects (casebook), number) : NULL;

  return project != NULL ? choice_of_project (project) : NULL;
}

GPtrArray *
rep_choices_of_projects (RepCasebook *casebook, const char *text)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func (g_object_unref);
  const GPtrArray *projects = rep_casebook_projects (casebook);

  for (guint i = 0; i < projects->len; i++) {
    const RepProject *project = g_ptr_array_index (projects, i);
    g_autofree char *words = NULL;

    if (project == NULL)
      continue;
    words = g_strjoin (" ", project->lead != NULL ? project->lead : "", project->title,
                       project->code, NULL);
    if (rep_choice_matches (words, text))
      g_ptr_array_add (choices, choice_of_project (project));
  }
  return choices;
}

static void
add_channel (GPtrArray *choices, const RepTerm *term, guint32 day, const char *text, guint64 *seen)
{
  guint64 bit = G_GUINT64_CONSTANT (1) << term->number;

  if ((*seen & bit) != 0 || !rep_term_valid_on (term, day) ||
      !rep_choice_matches (rep_say_label (term), text))
    return;
  *seen |= bit;
  g_ptr_array_add (choices, choice_of_term (term));
}

/* What the project switched off is not offered either. */
static guint64
hidden_channels (const RepProject *project)
{
  guint64 hidden = 0;

  for (guint i = 0; i < rep_vocabulary_channel.n_terms; i++) {
    guint8 number = rep_vocabulary_channel.terms[i].number;

    if (rep_project_hides (project, &rep_vocabulary_channel, number))
      hidden |= G_GUINT64_CONSTANT (1) << number;
  }
  return hidden;
}

GPtrArray *
rep_choices_of_channels (RepCasebook *casebook, const RepId *id, guint32 day, const char *text)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func (g_object_unref);
  guint32 number = rep_casebook_number (casebook, &rep_kind_project, id);
  const RepProject *project =
      number != REP_NO_ROW ? g_ptr_array_index (rep_casebook_projects (casebook), number) : NULL;
  guint64 seen = project != NULL ? hidden_channels (project) : 0;

  for (guint i = 0; project != NULL && project->channels != NULL && i < project->channels->len;
       i++) {
    const RepProjectChannel *channel = g_ptr_array_index (project->channels, i);
    const RepTerm *term = rep_vocabulary_by_number (&rep_vocabulary_channel, channel->channel);

    if (term != NULL)
      add_channel (choices, term, day, text, &seen);
  }
  for (guint i = 0; i < rep_vocabulary_channel.n_terms; i++)
    add_channel (choices, &rep_vocabulary_channel.terms[i], day, text, &seen);
  return choices;
}

static RepChoice *
choice_of_partner (const RepPartner *partner)
{
  char hex[REP_ID_HEX_SIZE];

  return rep_choice_new (rep_id_format (&partner->object.id, hex), partner->name,
                         rep_say_term (&rep_vocabulary_partner_kind, partner->partner_kind));
}

RepChoice *
rep_choice_of_partner (RepCasebook *casebook, const RepId *id)
{
  guint32 number = rep_casebook_number (casebook, &rep_kind_partner, id);
  const RepPartner *partner =
      number != REP_NO_ROW ? g_ptr_array_index (rep_casebook_partners (casebook), number) : NULL;

  return partner != NULL ? choice_of_partner (partner) : NULL;
}

GPtrArray *
rep_choices_of_partners (RepCasebook *casebook, const char *text)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func (g_object_unref);
  const GPtrArray *partners = rep_casebook_partners (casebook);

  for (guint i = 0; i < partners->len; i++) {
    const RepPartner *partner = g_ptr_array_index (partners, i);

    if (partner != NULL && rep_choice_matches (partner->name, text))
      g_ptr_array_add (choices, choice_of_partner (partner));
  }
  return choices;
}

static RepChoice *
choice_of_account (const RepAccount *account)
{
  char hex[REP_ID_HEX_SIZE];

  return rep_choice_new (rep_id_format (&account->id, hex), account->login, NULL);
}

RepChoice *
rep_choice_of_account (RepCasebook *casebook, const RepId *id)
{
  const RepAccount *account =
      rep_roster_account (rep_vault_roster (rep_casebook_vault (casebook)), id);

  return account != NULL ? choice_of_account (account) : NULL;
}

GPtrArray *
rep_choices_of_accounts (RepCasebook *casebook, const char *text)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func (g_object_unref);
  const GPtrArray *accounts =
      rep_roster_accounts (rep_vault_roster (rep_casebook_vault (casebook)));

  for (guint i = 0; i < accounts->len; i++) {
    const RepAccount *account = g_ptr_array_index (accounts, i);

    if (account->role != REP_ROLE_NONE && account->role != REP_ROLE_RECOVERY &&
        rep_choice_matches (account->login, text))
      g_ptr_array_add (choices, choice_of_account (account));
  }
  return choices;
}
