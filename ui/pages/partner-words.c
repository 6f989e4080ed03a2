/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/domain/place.h"
#include "ui/pages/partner-words.h"
#include "ui/say.h"

char *
rep_partner_words_line (const RepPartner *partner, const RepPartnerYield *yield)
{
  g_autoptr (GString) text =
      g_string_new (rep_say_term (&rep_vocabulary_partner_kind, partner->partner_kind));

  if (yield->signalled > 0) {
    g_string_append (text, " · ");
    g_string_append_printf (text, ngettext ("%u signalled", "%u signalled", yield->signalled),
                            yield->signalled);
    g_string_append_printf (text, ngettext (", %u reached", ", %u reached", yield->reached),
                            yield->reached);
    g_string_append_printf (text, ngettext (", %u engaged", ", %u engaged", yield->mobilised),
                            yield->mobilised);
  }
  if (yield->sent > 0) {
    g_string_append (text, " · ");
    g_string_append_printf (text, ngettext ("%u referral", "%u referrals", yield->sent),
                            yield->sent);
    g_string_append_printf (text, ngettext (", %u accepted", ", %u accepted", yield->accepted),
                            yield->accepted);
  }
  if (yield->last != 0) {
    g_autofree char *day = rep_say_short_day (yield->last);

    g_string_append (text, " · ");
    g_string_append_printf (text, _ ("last exchange on %s"), day);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

char *
rep_partner_words_where (const RepPartner *partner)
{
  const RepPlace *place = rep_place_by_insee (partner->place);

  return g_strjoin (" · ", rep_say_term (&rep_vocabulary_partner_kind, partner->partner_kind),
                    place != NULL ? place->name : NULL, NULL);
}

/* The furthest stage in any project where the youth counts. */
static guint8
furthest (RepCasebook *casebook, guint32 person)
{
  guint8 stage = 0;

  for (guint i = 0; i < rep_casebook_projects (casebook)->len; i++) {
    const RepEnrolment *enrolment = rep_casebook_enrolment (casebook, person, i);

    if (enrolment != NULL && enrolment->in_target)
      stage = MAX (stage, enrolment->stages.current);
  }
  return stage;
}

char *
rep_partner_words_youth (RepCasebook *casebook, const RepPartnerYouth *youth)
{
  guint8 stage = furthest (casebook, youth->person);
  g_autofree char *day = rep_say_short_day (youth->day);
  /* Translators: a day */
  g_autofree char *signalled = g_strdup_printf (_ ("signalled on %s"), day);

  return g_strjoin (" · ", signalled,
                    stage != 0 ? rep_say_term (&rep_vocabulary_stage, stage)
                               : _ ("does not count towards a target"),
                    NULL);
}
