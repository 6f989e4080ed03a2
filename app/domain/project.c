/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* data */
#include "config.h"

#include "app/domain/project.h"

/* clang-format off */

#define ROW(...) REP_ROW (RepProject, __VA_ARGS__)
#define CODE(...) REP_ROW_CODE (RepProject, __VA_ARGS__)
#define LIST(...) REP_ROW_LIST (RepProject, __VA_ARGS__)
static const RepField project_fields[] = {
  ROW (code, 1, TEXT, FACTS, "Code", "Code"),
  ROW (title, 2, TEXT, FACTS, "Intitulé", "Title"),
  ROW (lead, 3, TEXT, FACTS, "Porteur", "Lead"),
  ROW (lead_address, 4, TEXT, FACTS, "Adresse du porteur", "Address of the lead"),
  ROW (lead_commune, 5, PLACE, FACTS, "Commune du porteur", "Commune of the lead"),
  ROW (region, 6, TEXT, FACTS, "Région", "Region"),
  ROW (coverage, 7, TEXTS, FACTS, "Couverture", "Coverage"),
  ROW (coverage_note, 8, TEXT, FACTS, "Précision sur la couverture", "Note on coverage"),
  ROW (start, 9, DATE, FACTS, "Début", "Start"),
  ROW (end, 10, DATE, FACTS, "Fin", "End"),
  ROW (dates_confirmed, 11, BOOL, FACTS, "Dates confirmées", "Dates confirmed"),
  ROW (target_over, 12, TEXT, FACTS, "Objectif sur", "Target over"),
  ROW (budget_eur, 13, INT, FACTS, "Budget (€)", "Budget (€)"),
  ROW (pic_funding_eur, 14, INT, FACTS, "dont PIC (€)", "of which PIC (€)"),
  LIST (cofunding, 15, FACTS, cofunding, "Cofinancements", "Co-funding"),
  ROW (age_min, 16, INT, FACTS, "Âge minimal", "Lowest age"),
  ROW (age_max, 17, INT, FACTS, "Âge maximal", "Highest age"),
  CODE (audience, 18, CODES, FACTS, public, "Publics visés", "Publics aimed at"),
  CODE (required, 19, CODES, FACTS, public, "Publics exigés", "Publics required"),
  ROW (priority_age_max, 20, INT, FACTS, "Priorité : âge maximal", "Priority: highest age"),
  CODE (priority_all, 21, CODES, FACTS, public, "Priorité : publics", "Priority: publics"),
  LIST (targets, 22, FACTS, target, "Objectifs", "Targets"),
  LIST (structures, 23, FACTS, project_structure, "Structures", "Structures"),
  ROW (arrondissements, 24, TEXTS, FACTS, "Arrondissements", "Arrondissements"),
  ROW (epci, 25, TEXTS, FACTS, "EPCI", "EPCI"),
  ROW (territory_provisional, 26, BOOL, FACTS, "Territoire provisoire", "Provisional territory"),
  LIST (consortium, 27, FACTS, member, "Partenaires", "Partners"),
  ROW (partners_note, 28, TEXT, FACTS, "Précision sur les partenaires", "Note on partners"),
  LIST (channels, 29, FACTS, project_channel, "Canaux", "Channels"),
  ROW (actions, 30, TEXTS, FACTS, "Actions", "Actions"),
  ROW (purpose, 31, TEXT, FACTS, "Objet", "Purpose"),
  ROW (site, 32, TEXT, FACTS, "Site", "Site"),
  ROW (mobilised_days, 33, INT, FACTS, "Rencontres pour être mobilisé", "Meetings that mobilise"),
  ROW (count_unidentified, 34, BOOL, FACTS, "Compter les jeunes sans identité", "Count youths without identity"),
  LIST (amendments, 35, FACTS, amendment, "Avenants", "Amendments"),
  LIST (pauses, 36, FACTS, pause, "Pauses", "Pauses"),
  ROW (silent_months, 37, INT, FACTS, "Sans nouvelles après (mois)", "Without news after (months)"),
  LIST (rural, 38, FACTS, rural_place, "Communes rurales", "Rural communes"),
  ROW (hide_justice, 39, BOOL, FACTS, "Ne pas noter la justice", "Justice is not recorded"),
  ROW (hide_health, 40, BOOL, FACTS, "Ne pas noter la santé", "Health is not recorded"),
  LIST (limits, 50, FACTS, quality_limit, "Limites de qualité", "Limits of quality"),
  ROW (release_tables, 51, TEXTS, FACTS, "Tableaux publiés", "Tables released"),
  ROW (convention, 52, TEXT, FACTS, "Numéro de convention", "Number of the agreement"),
  ROW (logos, 53, TEXTS, FACTS, "Logos des financeurs", "Logos of the funders"),
};
#undef ROW
#undef CODE
#undef LIST

static const RepField target_fields[] = {
  REP_ROW_CODE (RepTarget, basis, 1, CODE, FACTS, stage, "Base", "Basis"),
  REP_ROW (RepTarget, basis_confirmed, 2, BOOL, FACTS, "Base confirmée", "Basis confirmed"),
  REP_ROW (RepTarget, value, 3, INT, FACTS, "Objectif", "Target"),
  REP_ROW (RepTarget, from, 4, DATE, FACTS, "À partir du", "From"),
  REP_ROW (RepTarget, note, 5, TEXT, FACTS, "Note", "Note"),
  REP_ROW (RepTarget, structure, 6, ID, FACTS, "Structure", "Structure"),
  REP_ROW (RepTarget, principal, 7, BOOL, FACTS, "Principal", "Principal"),
};

static const RepField project_structure_fields[] = {
  REP_ROW (RepProjectStructure, name, 1, TEXT, FACTS, "Nom", "Name"),
  REP_ROW_CODE (RepProjectStructure, role, 2, CODE, FACTS, structure_role, "Rôle", "Role"),
  REP_ROW (RepProjectStructure, arrondissements, 3, TEXTS, FACTS, "Arrondissements", "Arrondissements"),
  REP_ROW (RepProjectStructure, epci, 4, TEXTS, FACTS, "EPCI", "EPCI"),
  REP_ROW (RepProjectStructure, structure, 5, ID, FACTS, "Structure", "Structure"),
};

static const RepField member_fields[] = {
  REP_ROW (RepMember, name, 1, TEXT, FACTS, "Nom", "Name"),
  REP_ROW_CODE (RepMember, kind, 2, CODE, FACTS, partner_kind, "Nature", "Kind"),
  REP_ROW (RepMember, role, 3, TEXT, FACTS, "Rôle", "Role"),
  REP_ROW (RepMember, status, 4, TEXT, FACTS, "Statut", "Status"),
  REP_ROW (RepMember, note, 5, TEXT, FACTS, "Note", "Note"),
  REP_ROW (RepMember, alias_of_maybe, 6, TEXT, FACTS, "Peut-être le même que", "Maybe the same as"),
  REP_ROW (RepMember, partner, 7, ID, FACTS, "Partenaire", "Partner"),
};

static const RepField project_channel_fields[] = {
  REP_ROW_CODE (RepProjectChannel, channel, 1, CODE, FACTS, channel, "Canal", "Channel"),
  REP_ROW (RepProjectChannel, label, 2, TEXT, FACTS, "Nom dans le projet", "Name in the project"),
  REP_ROW (RepProjectChannel, inferred, 3, BOOL, FACTS, "Déduit des partenaires", "Inferred from the partners"),
};

static const RepField cofunding_fields[] = {
  REP_ROW (RepCofunding, name, 1, TEXT, FACTS, "Financeur", "Funder"),
  REP_ROW (RepCofunding, amount_eur, 2, INT, FACTS, "Montant (€)", "Amount (€)"),
};

static const RepField amendment_fields[] = {
  REP_ROW (RepAmendment, from, 1, DATE, FACTS, "À partir du", "From"),
  REP_ROW (RepAmendment, end, 2, DATE, FACTS, "Nouvelle fin", "New end"),
  REP_ROW (RepAmendment, budget_eur, 3, INT, FACTS, "Budget (€)", "Budget (€)"),
  REP_ROW (RepAmendment, pic_funding_eur, 4, INT, FACTS, "dont PIC (€)", "of which PIC (€)"),
  REP_ROW (RepAmendment, note, 5, TEXT, FACTS, "Note", "Note"),
  REP_ROW_LIST (RepAmendment, cofunding, 6, FACTS, cofunding, "Cofinancements", "Co-funding"),
};

static const RepField pause_fields[] = {
  REP_ROW (RepPause, from, 1, DATE, FACTS, "Du", "From"),
  REP_ROW (RepPause, to, 2, DATE, FACTS, "Au", "To"),
  REP_ROW_CODE (RepPause, reason, 3, CODE, FACTS, pause, "Motif", "Reason"),
};

static const RepField rural_place_fields[] = {
  REP_ROW (RepRuralPlace, place, 1, PLACE, FACTS, "Commune", "Commune"),
  REP_ROW (RepRuralPlace, from, 2, DATE, FACTS, "À partir du", "From"),
  REP_ROW (RepRuralPlace, until, 3, DATE, FACTS, "Jusqu’au", "Until"),
};

static const RepField quality_limit_fields[] = {
  REP_ROW (RepQualityLimit, measure, 1, TEXT, FACTS, "Mesure", "Measure"),
  REP_ROW (RepQualityLimit, percent, 2, INT, FACTS, "Pour cent au plus", "Per cent at most"),
};

const RepKind rep_kind_quality_limit = REP_KIND (RepQualityLimit, 0, "quality_limit", "Limite de qualité", "Limit of quality", quality_limit_fields);
const RepKind rep_kind_project = REP_KIND (RepProject, 4, "project", "Projet", "Project", project_fields);
const RepKind rep_kind_target = REP_KIND (RepTarget, 0, "target", "Objectif", "Target", target_fields);
const RepKind rep_kind_project_structure = REP_KIND (RepProjectStructure, 0, "project_structure", "Structure du projet", "Structure of the project", project_structure_fields);
const RepKind rep_kind_member = REP_KIND (RepMember, 0, "member", "Partenaire du projet", "Partner of the project", member_fields);
const RepKind rep_kind_project_channel = REP_KIND (RepProjectChannel, 0, "project_channel", "Canal du projet", "Channel of the project", project_channel_fields);
const RepKind rep_kind_cofunding = REP_KIND (RepCofunding, 0, "cofunding", "Cofinancement", "Co-funding", cofunding_fields);
const RepKind rep_kind_amendment = REP_KIND (RepAmendment, 0, "amendment", "Avenant", "Amendment", amendment_fields);
const RepKind rep_kind_pause = REP_KIND (RepPause, 0, "pause", "Pause", "Pause", pause_fields);
const RepKind rep_kind_rural_place = REP_KIND (RepRuralPlace, 0, "rural_place", "Commune rurale", "Rural commune", rural_place_fields);

/* clang-format on */

guint32
rep_project_end (const RepProject *project, guint32 as_of)
{
  guint32 end = project->end;
  guint32 latest = 0;

  for (guint i = 0; project->amendments != NULL && i < project->amendments->len; i++) {
    const RepAmendment *amendment = g_ptr_array_index (project->amendments, i);

    if (amendment->end != 0 && amendment->from <= as_of && amendment->from >= latest) {
      end = amendment->end;
      latest = amendment->from;
    }
  }
  return end;
}

RepProjectBudget
rep_project_budget (const RepProject *project, guint32 as_of)
{
  RepProjectBudget budget = { project->budget_eur, project->pic_funding_eur };
  guint32 latest[2] = { 0 };

  for (guint i = 0; project->amendments != NULL && i < project->amendments->len; i++) {
    const RepAmendment *amendment = g_ptr_array_index (project->amendments, i);

    if (amendment->from > as_of)
      continue;
    if (amendment->budget_eur != REP_NONE && amendment->from >= latest[0]) {
      budget.budget_eur = amendment->budget_eur;
      latest[0] = amendment->from;
    }
    if (amendment->pic_funding_eur != REP_NONE && amendment->from >= latest[1]) {
      budget.pic_funding_eur = amendment->pic_funding_eur;
      latest[1] = amendment->from;
    }
  }
  return budget;
}

guint32
rep_project_last_day (const RepProject *project)
{
  return rep_project_end (project, G_MAXUINT32);
}

/* The latest matching target that is in force, else the earliest one still to come. */
static const RepTarget *
pick_target (const RepProject *project, const RepId *structure, guint32 as_of)
{
  const RepTarget *best = NULL;

  for (guint i = 0; project->targets != NULL && i < project->targets->len; i++) {
    const RepTarget *target = g_ptr_array_index (project->targets, i);
    gboolean ours = structure != NULL ? rep_id_equal (&target->structure, structure)
                                      : target->principal && rep_id_is_none (&target->structure);

    if (ours && (best == NULL || (target->from <= as_of && target->from >= best->from) ||
                 (best->from > as_of && target->from < best->from)))
      best = target;
  }
  return best;
}

const RepTarget *
rep_project_target (const RepProject *project, guint32 as_of)
{
  return pick_target (project, NULL, as_of);
}

const RepTarget *
rep_project_structure_target (const RepProject *project, const RepId *structure, guint32 as_of)
{
  return pick_target (project, structure, as_of);
}

static gboolean
is_paused (const RepProject *project, guint32 day)
{
  for (guint i = 0; project->pauses != NULL && i < project->pauses->len; i++) {
    const RepPause *pause = g_ptr_array_index (project->pauses, i);

    if (pause->from <= day && day <= pause->to)
      return TRUE;
  }
  return FALSE;
}

guint
rep_project_worked_days (const RepProject *project, guint32 from, guint32 to)
{
  guint days = 0;

  for (guint32 day = from; day <= to; day++)
    days += is_paused (project, day) ? 0 : 1;
  return days;
}

RepExpected
rep_project_expected (const RepProject *project, guint32 as_of)
{
  guint32 end = rep_project_end (project, as_of);
  guint32 last = MIN (as_of, end);
  guint worked_total = rep_project_worked_days (project, project->start, end);
  guint worked =
      last >= project->start ? rep_project_worked_days (project, project->start, last) : 0;
  RepExpected expected = { .total = end - project->start + 1,
                           .elapsed = last >= project->start ? last - project->start + 1 : 0 };

  expected.share = (double)expected.elapsed / expected.total;
  expected.worked_share = worked_total > 0 ? (double)worked / worked_total : 0;
  return expected;
}
