/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/casebook/profile.h"
#include "app/domain/day.h"
#include "app/domain/eligibility.h"
#include "app/domain/fold.h"
#include "app/domain/place.h"

static void
set_link_token (RepCasebook *casebook, RepPerson *person)
{
  const RepKeyring *keyring = rep_vault_keyring (rep_casebook_vault (casebook));
  guint32 epoch = rep_keyring_newest (keyring, REP_COMPARTMENT_LINK);
  g_autoptr (GString) text = NULL;
  char day[REP_DAY_TEXT_SIZE];

  if (person->birth == 0 || person->last_name == NULL || person->first_name == NULL)
    return;
  text = g_string_new (NULL);
  rep_fold (person->last_name, text);
  g_string_append_c (text, '\0');
  rep_fold (person->first_name, text);
  g_string_append_c (text, '\0');
  g_string_append (text, rep_day_format (person->birth, day));
  (void)rep_keyring_link_token (keyring, epoch, text->str, text->len, person->link_token.bytes);
  rep_wipe (text->str, text->len);
}

void
rep_profile_complete (RepCasebook *casebook, RepPerson *person)
{
  const RepPlace *home = rep_place_by_insee (person->home);

  person->identity_type = person->last_name != NULL || person->first_name != NULL
                              ? REP_IDENTITY_NAMED
                          : person->pseudonym != NULL ? REP_IDENTITY_PSEUDONYM
                                                      : REP_IDENTITY_UNKNOWN;
  if (home != NULL && home->epci[0] != '\0')
    rep_text_set (&person->epci, home->epci);
  set_link_token (casebook, person);
}

gboolean
rep_profile_set_age (RepPerson *person, const RepId *project, guint32 first)
{
  int age = rep_profile_on (person, first).age;
  RepAge *entry = NULL;

  for (guint i = 0; person->ages != NULL && i < person->ages->len; i++) {
    RepAge *candidate = g_ptr_array_index (person->ages, i);

    if (rep_id_equal (&candidate->project, project))
      entry = candidate;
  }
  if (age < 0 || (entry != NULL && entry->age == age))
    return FALSE;
  if (entry == NULL) {
    entry = rep_list_add (&person->ages, &rep_kind_age);
    entry->project = *project;
  }
  entry->age = age;
  return TRUE;
}
