/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* data */
#include "config.h"

#include "app/figures/indicators.h"

/* clang-format off */

#define CONTACTS REP_UNIT_CONTACTS
#define PERSONS REP_UNIT_PERSONS
#define PARCOURS REP_UNIT_PARCOURS

const RepIndicator rep_indicators[REP_N_INDICATORS] = {
  [REP_I1] = { "I1", CONTACTS, REP_FLOW, "Contacts et tentatives", "Contacts and attempts" },
  [REP_I1_REACHED + 0] = { "I1.JOINT", CONTACTS, REP_FLOW, "dont joints", "of which reached" },
  [REP_I1_REACHED + 1] = { "I1.TIERS_JOINT", CONTACTS, REP_FLOW, "dont un tiers a répondu", "of which someone else answered" },
  [REP_I1_REACHED + 2] = { "I1.MESSAGE_LAISSE", CONTACTS, REP_FLOW, "dont message laissé", "of which message left" },
  [REP_I1_REACHED + 3] = { "I1.NON_JOINT", CONTACTS, REP_FLOW, "dont non joints", "of which not reached" },
  [REP_I1_REACHED + 4] = { "I1.ABSENT", CONTACTS, REP_FLOW, "dont absent au rendez-vous", "of which missed appointment" },
  [REP_I1_REACHED + 5] = { "I1.FAUX_NUMERO", CONTACTS, REP_FLOW, "dont faux numéro", "of which wrong number" },
  [REP_I1_OUTCOME + 0] = { "I1.RDV_PRIS", CONTACTS, REP_FLOW, "suite : rendez-vous pris", "outcome: appointment made" },
  [REP_I1_OUTCOME + 1] = { "I1.ORIENTE", CONTACTS, REP_FLOW, "suite : orienté", "outcome: referred" },
  [REP_I1_OUTCOME + 2] = { "I1.ACTION_FAITE", CONTACTS, REP_FLOW, "suite : action faite", "outcome: activity done" },
  [REP_I1_OUTCOME + 3] = { "I1.REPORTE", CONTACTS, REP_FLOW, "suite : reporté", "outcome: postponed" },
  [REP_I1_OUTCOME + 4] = { "I1.REFUS", CONTACTS, REP_FLOW, "suite : refus", "outcome: declined" },
  [REP_I1_OUTCOME + 5] = { "I1.HORS_CIBLE", CONTACTS, REP_FLOW, "suite : hors cible", "outcome: out of target" },
  [REP_I2] = { "I2", REP_UNIT_HEADCOUNT, REP_FLOW, "Effectif rencontré", "Headcount met" },
  [REP_I2_NAMED] = { "I2.NOMMES", REP_UNIT_HEADCOUNT, REP_FLOW, "dont nommés", "of which named" },
  [REP_I3] = { "I3", PERSONS, REP_FLOW, "Repérés", "Identified" },
  [REP_I3A] = { "I3a", PERSONS, REP_FLOW, "Repérés par l’équipe", "Identified by the team" },
  [REP_I3B] = { "I3b", PERSONS, REP_STOCK, "Signalés, pas encore joints", "Signalled, not yet reached" },
  [REP_I4] = { "I4", PERSONS, REP_FLOW, "Contactés", "Contacted" },
  [REP_I5] = { "I5", PERSONS, REP_FLOW, "Rencontrés", "Met" },
  [REP_I6] = { "I6", PERSONS, REP_FLOW, "Mobilisés", "Engaged" },
  [REP_I7] = { "I7", PERSONS, REP_FLOW, "Accompagnés", "Supported" },
  [REP_I8] = { "I8", PARCOURS, REP_FLOW, "Sorties", "Exits" },
  [REP_I8_STRICT] = { "I8.STRICTE", PARCOURS, REP_FLOW, "Sorties positives strictes", "Positive exits, strict" },
  [REP_I8_WIDE] = { "I8.LARGE", PARCOURS, REP_FLOW, "Sorties positives au sens large", "Positive exits, wide" },
  [REP_I8_NEUTRAL] = { "I8.NEUTRE", PARCOURS, REP_FLOW, "Sorties neutres", "Neutral exits" },
  [REP_I8_OTHER] = { "I8.AUTRE", PARCOURS, REP_FLOW, "Autres sorties", "Other exits" },
  [REP_I9] = { "I9", PARCOURS, REP_FLOW, "Ré-entrées", "Re-entries" },
  [REP_I10] = { "I10", PERSONS, REP_STOCK, "File active", "Open files" },
  [REP_I11 + 0] = { "I11.I3", PERSONS, REP_DERIVED, "Cumul : repérés", "Cumulative: identified" },
  [REP_I11 + 1] = { "I11.I3a", PERSONS, REP_DERIVED, "Cumul : repérés par l’équipe", "Cumulative: identified by the team" },
  [REP_I11 + 2] = { "I11.I3b", PERSONS, REP_DERIVED, "Signalés, pas encore joints", "Signalled, not yet reached" },
  [REP_I11 + 3] = { "I11.I4", PERSONS, REP_DERIVED, "Cumul : contactés", "Cumulative: contacted" },
  [REP_I11 + 4] = { "I11.I5", PERSONS, REP_DERIVED, "Cumul : rencontrés", "Cumulative: met" },
  [REP_I11 + 5] = { "I11.I6", PERSONS, REP_DERIVED, "Cumul : mobilisés", "Cumulative: engaged" },
  [REP_I11 + 6] = { "I11.I7", PERSONS, REP_DERIVED, "Cumul : accompagnés", "Cumulative: supported" },
  [REP_I11 + 7] = { "I11.I8", PARCOURS, REP_DERIVED, "Cumul : sorties", "Cumulative: exits" },
  [REP_I12] = { "I12", REP_UNIT_RATIO, REP_DERIVED, "Avancement", "Progress" },
  [REP_I12_REACHED] = { "I12.ATTEINT", PERSONS, REP_DERIVED, "Atteint, sur la base de l’objectif", "Reached, on the target’s basis" },
  [REP_I12_TARGET] = { "I12.OBJECTIF", PERSONS, REP_DERIVED, "Objectif en vigueur", "Target in force" },
  [REP_I12_EXPECTED] = { "I12.ATTENDU", PERSONS, REP_DERIVED, "Attendu à ce jour", "Expected by then" },
  [REP_I12_EXPECTED_WORKED] = { "I12.ATTENDU_TRAVAILLE", PERSONS, REP_DERIVED, "Attendu, pauses déduites", "Expected, without pauses" },
  [REP_I12_UNIDENTIFIED] = { "I12.SANS_IDENTITE", PERSONS, REP_DERIVED, "dont sans identité", "of which without identity" },
  [REP_I13_CONTACTED] = { "I13.CONTACTE", REP_UNIT_RATIO, REP_DERIVED, "Taux de contact", "Contact rate" },
  [REP_I13_MET] = { "I13.RENCONTRE", REP_UNIT_RATIO, REP_DERIVED, "Taux de rencontre", "Meeting rate" },
  [REP_I13_MOBILISED] = { "I13.MOBILISE", REP_UNIT_RATIO, REP_DERIVED, "Taux de mobilisation", "Engagement rate" },
  [REP_I13_SUPPORTED] = { "I13.ACCOMPAGNE", REP_UNIT_RATIO, REP_DERIVED, "Taux d’accompagnement", "Support rate" },
  [REP_I14_STRICT] = { "I14.STRICTE", REP_UNIT_RATIO, REP_DERIVED, "Taux de sortie positive stricte", "Positive exit rate, strict" },
  [REP_I14_WIDE] = { "I14.LARGE", REP_UNIT_RATIO, REP_DERIVED, "Taux de sortie positive au sens large", "Positive exit rate, wide" },
  [REP_I14_KNOWN] = { "I14.CONNUES", PARCOURS, REP_DERIVED, "Sorties de motif connu", "Exits of known reason" },
  [REP_I14_UNKNOWN] = { "I14.INCONNUES", PARCOURS, REP_FLOW, "Sorties de motif inconnu, perdus de vue", "Exits of unknown reason, lost sight of" },
  [REP_I15_MET] = { "I15.RENCONTRE", REP_UNIT_DAYS, REP_DERIVED, "Délai médian jusqu’à la rencontre", "Median delay to the meeting" },
  [REP_I15_MOBILISED] = { "I15.MOBILISE", REP_UNIT_DAYS, REP_DERIVED, "Délai médian jusqu’à la mobilisation", "Median delay to engagement" },
  [REP_I16_PERSONS] = { "I16.PERSONNES", PERSONS, REP_FLOW_KEPT, "Fiches ouvertes", "Records opened" },
  [REP_I16_NR_SEX] = { "I16.NR_SEXE", PERSONS, REP_FLOW_KEPT, "Sexe non renseigné", "Sex not recorded" },
  [REP_I16_NR_AGE] = { "I16.NR_AGE", PERSONS, REP_FLOW_KEPT, "Âge non renseigné", "Age not recorded" },
  [REP_I16_NR_ZONE] = { "I16.NR_ZONE", PERSONS, REP_FLOW_KEPT, "Zone non renseignée", "Zone not recorded" },
  [REP_I16_NR_LEVEL] = { "I16.NR_NIVEAU", PERSONS, REP_FLOW_KEPT, "Niveau non renseigné", "Level not recorded" },
  [REP_I16_NR_KNOWN] = { "I16.NR_CONNU", PERSONS, REP_FLOW_KEPT, "Connu ou non : non renseigné", "Known or not: not recorded" },
  [REP_I16_NR_SITUATION] = { "I16.NR_SITUATION", PERSONS, REP_FLOW_KEPT, "Situation non renseignée", "Situation not recorded" },
  [REP_I16_NR_PUBLICS] = { "I16.NR_PUBLICS", PERSONS, REP_FLOW_KEPT, "Aucun public renseigné", "No target group recorded" },
  [REP_I16_OTHER] = { "I16.AUTRE", CONTACTS, REP_FLOW_KEPT, "Contacts au canal « autre »", "Contacts of channel “other”" },
  [REP_I16_UNIDENTIFIED] = { "I16.SANS_IDENTITE", PERSONS, REP_FLOW_KEPT, "Sans identité", "Without identity" },
  [REP_I16_LATE] = { "I16.TARDIVES", CONTACTS, REP_FLOW_KEPT, "Saisies plus de 15 jours après", "Entered over 15 days later" },
  [REP_I16_IMPOSSIBLE] = { "I16.IMPOSSIBLES", CONTACTS, REP_FLOW_KEPT, "Contacts datés d’après leur saisie", "Contacts dated after they were entered" },
  [REP_I16_MERGED] = { "I16.FUSIONS", PERSONS, REP_FLOW_KEPT, "Doublons fusionnés", "Doubles merged" },
  [REP_I17_ML + 0] = { "I17.ML.OUI", PERSONS, REP_FLOW, "Connus de la Mission Locale", "Known to the Mission Locale" },
  [REP_I17_ML + 1] = { "I17.ML.NON", PERSONS, REP_FLOW, "Inconnus de la Mission Locale", "Unknown to the Mission Locale" },
  [REP_I17_ML + 2] = { "I17.ML.NR", PERSONS, REP_FLOW, "Mission Locale : non renseigné", "Mission Locale: not recorded" },
  [REP_I17_SPE + 0] = { "I17.SPE.OUI", PERSONS, REP_FLOW, "Connus du service public de l’emploi", "Known to the employment service" },
  [REP_I17_SPE + 1] = { "I17.SPE.NON", PERSONS, REP_FLOW, "Inconnus du service public de l’emploi", "Unknown to the employment service" },
  [REP_I17_SPE + 2] = { "I17.SPE.NR", PERSONS, REP_FLOW, "Service public de l’emploi : non renseigné", "Employment service: not recorded" },
};

/* clang-format on */

guint
rep_indicator_find (const char *id)
{
  for (guint i = 0; i < REP_N_INDICATORS; i++)
    if (g_ascii_strcasecmp (rep_indicators[i].id, id) == 0)
      return i;
  return REP_N_INDICATORS;
}

const char *
rep_unit_code (RepUnit unit)
{
  static const char *const codes[] = {
    [REP_UNIT_CONTACTS] = "contacts", [REP_UNIT_HEADCOUNT] = "headcount",
    [REP_UNIT_PERSONS] = "persons",   [REP_UNIT_PARCOURS] = "parcours",
    [REP_UNIT_RATIO] = "ratio",       [REP_UNIT_DAYS] = "days",
  };

  return codes[unit];
}
