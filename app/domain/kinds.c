/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* data */
#include "config.h"

#include "app/domain/closing.h"
#include "app/domain/kinds.h"

#include "app/domain/publication.h"

/* clang-format off */

#define ROW(...) REP_ROW (RepPerson, __VA_ARGS__)
#define CODE(...) REP_ROW_CODE (RepPerson, __VA_ARGS__)
#define LIST(...) REP_ROW_LIST (RepPerson, __VA_ARGS__)
static const RepField person_fields[] = {
  CODE (identity_type, 1, CODE, FACTS, identity, "Type d’identité", "Kind of identity"),
  CODE (sex, 2, CODE, FACTS, sex, "Sexe", "Sex"),
  ROW (structure, 3, ID, FACTS, "Structure", "Structure"),
  CODE (publics_yes, 4, CODES, FACTS, public, "Publics : oui", "Publics: yes"),
  CODE (publics_no, 5, CODES, FACTS, public, "Publics : non", "Publics: no"),
  CODE (level, 6, CODE, FACTS, level, "Niveau de formation", "Level of education"),
  CODE (known_ml, 7, CODE, FACTS, answer, "Connu de la Mission Locale", "Known to the Mission Locale"),
  CODE (known_spe, 8, CODE, FACTS, answer, "Connu du service public de l’emploi", "Known to the employment service"),
  ROW (epci, 9, TEXT, FACTS, "EPCI", "EPCI"),
  LIST (situations, 10, FACTS, situation, "Situations", "Situations"),
  LIST (ages, 11, FACTS, age, "Âge au repérage", "Age when first met"),
  ROW (declared_age, 12, INT, FACTS, "Âge déclaré", "Declared age"),
  ROW (declared_on, 13, DATE, FACTS, "Âge déclaré le", "Age declared on"),
  ROW (entered_at, 14, TIME, FACTS, "Saisi le", "Entered at"),
  ROW (entered_by, 15, ID, FACTS, "Saisi par", "Entered by"),
  ROW (same_as, 16, ID, FACTS, "Même jeune que", "Same youth as"),
  ROW (referent, 17, ID, FACTS, "Référent", "Referent"),
  CODE (housing, 18, CODE, FACTS, housing, "Logement", "Housing"),
  CODE (mobility, 19, CODES, FACTS, mobility, "Mobilité", "Mobility"),
  CODE (resources, 20, CODES, FACTS, resources, "Ressources", "Resources"),
  CODE (obstacles, 21, CODES, FACTS, obstacle, "Freins", "Obstacles"),
  CODE (representative, 22, CODE, FACTS, answer, "Représentant légal informé", "Legal representative told"),
  CODE (training_duty, 23, CODE, FACTS, answer, "Obligation de formation remplie", "Training duty met"),
  LIST (zones, 24, FACTS, zone, "Zones", "Zones"),
  LIST (merges, 28, FACTS, merge, "Fusions", "Merges"),
  LIST (imports, 30, FACTS, import_mark, "Imports", "Imports"),
  ROW (withdrawn, 31, BOOL, FACTS, "Retiré", "Withdrawn"),
  ROW (last_name, 40, TEXT, IDENTITY, "Nom", "Last name"),
  ROW (usage_name, 41, TEXT, IDENTITY, "Nom d’usage", "Name in use"),
  ROW (first_name, 42, TEXT, IDENTITY, "Prénom", "First name"),
  ROW (pseudonym, 43, TEXT, IDENTITY, "Pseudonyme", "Pseudonym"),
  ROW (birth, 44, DATE, IDENTITY, "Date de naissance", "Birth day"),
  ROW (home, 45, PLACE, IDENTITY, "Commune de résidence", "Home commune"),
  ROW (phones, 46, TEXTS, IDENTITY, "Téléphones", "Phones"),
  ROW (emails, 47, TEXTS, IDENTITY, "Courriels", "E-mail addresses"),
  ROW (handles, 48, TEXTS, IDENTITY, "Réseaux sociaux", "Social networks"),
  ROW (imilo, 49, TEXT, IDENTITY, "Numéro i-Milo", "i-Milo number"),
  ROW (description, 50, TEXT, IDENTITY, "Description", "Description"),
  ROW (link_token, 60, ID, LINK, "Jeton de rapprochement", "Link token"),
};
#undef ROW
#undef CODE
#undef LIST

static const RepField situation_fields[] = {
  REP_ROW (RepSituation, date, 1, DATE, FACTS, "Depuis le", "Since"),
  REP_ROW_CODE (RepSituation, situation, 2, CODE, FACTS, situation, "Situation", "Situation"),
};

static const RepField merge_fields[] = {
  REP_ROW (RepMerge, other, 1, ID, FACTS, "Autre fiche", "Other record"),
  REP_ROW (RepMerge, made, 2, INT, FACTS, "À la révision", "At revision"),
  REP_ROW (RepMerge, undone, 3, INT, FACTS, "Défaite à la révision", "Undone at revision"),
};

static const RepField distinct_fields[] = {
  REP_ROW (RepDistinct, persons, 1, IDS, FACTS, "Jeunes", "Youths"),
  REP_ROW (RepDistinct, entered_at, 2, TIME, FACTS, "Saisi le", "Entered at"),
  REP_ROW (RepDistinct, entered_by, 3, ID, FACTS, "Saisi par", "Entered by"),
  REP_ROW (RepDistinct, withdrawn, 4, BOOL, FACTS, "Retiré", "Withdrawn"),
};

static const RepField zone_fields[] = {
  REP_ROW_CODE (RepZone, zone, 1, CODE, FACTS, zone, "Zone", "Zone"),
  REP_ROW_CODE (RepZone, answer, 2, CODE, FACTS, answer, "Réponse", "Answer"),
  REP_ROW (RepZone, from, 3, DATE, FACTS, "À partir du", "From"),
  REP_ROW (RepZone, until, 4, DATE, FACTS, "Jusqu’au", "Until"),
};

static const RepField age_fields[] = {
  REP_ROW (RepAge, project, 1, ID, FACTS, "Projet", "Project"),
  REP_ROW (RepAge, age, 2, INT, FACTS, "Âge", "Age"),
};

#define ROW(...) REP_ROW (RepContact, __VA_ARGS__)
#define CODE(...) REP_ROW_CODE (RepContact, __VA_ARGS__)
static const RepField contact_fields[] = {
  ROW (project, 1, ID, FACTS, "Projet", "Project"),
  ROW (persons, 2, IDS, FACTS, "Jeunes", "Youths"),
  ROW (date, 3, DATE, FACTS, "Date", "Date"),
  ROW (minute, 4, INT, FACTS, "Heure (minutes depuis minuit)", "Time (minutes since midnight)"),
  CODE (channel, 5, CODE, FACTS, channel, "Canal", "Channel"),
  CODE (reached, 6, CODE, FACTS, reached, "Joint", "Reached"),
  CODE (outcomes, 7, CODES, FACTS, outcome, "Suites", "Outcomes"),
  CODE (out_of_target, 8, CODE, FACTS, out_of_target, "Motif hors cible", "Why out of target"),
  CODE (mode, 9, CODE, FACTS, mode, "Mode", "Mode"),
  CODE (direction, 10, CODE, FACTS, direction, "Sens", "Direction"),
  ROW (structure, 11, ID, FACTS, "Structure", "Structure"),
  ROW (place, 12, PLACE, FACTS, "Commune", "Commune"),
  CODE (place_type, 13, CODE, FACTS, place_type, "Type de lieu", "Kind of place"),
  ROW (outing, 14, ID, FACTS, "Sortie", "Outing"),
  ROW (authors, 15, IDS, FACTS, "Avec", "With"),
  ROW (via, 16, ID, FACTS, "Par l’intermédiaire de", "Through"),
  CODE (action, 17, CODE, FACTS, action, "Action", "Action"),
  CODE (next_step, 18, CODE, FACTS, next_step, "Prochaine étape", "Next step"),
  ROW (next_date, 19, DATE, FACTS, "Prévue le", "Due on"),
  ROW (headcount, 20, INT, FACTS, "Effectif", "Headcount"),
  CODE (informed, 21, CODE, FACTS, informed, "Information RGPD", "Privacy notice"),
  ROW (entered_at, 22, TIME, FACTS, "Saisi le", "Entered at"),
  ROW (entered_by, 23, ID, FACTS, "Saisi par", "Entered by"),
  ROW (duration, 24, INT, FACTS, "Durée (minutes)", "Duration (minutes)"),
  ROW (next_done, 25, DATE, FACTS, "Suite faite le", "Next step done on"),
  ROW (anonymous, 26, ID, FACTS, "Jeune sans nom avant rattachement", "Nameless youth before it was attached"),
  ROW (refused_record, 27, BOOL, FACTS, "Refuse d’être noté", "Refuses to be recorded"),
  ROW (import, 30, ID, FACTS, "Import", "Import"),
  ROW (withdrawn, 31, BOOL, FACTS, "Retiré", "Withdrawn"),
  REP_ROW_NOTE (RepContact, note, 40, IDENTITY, "Note", "Note"),
  ROW (via_sealed, 41, ID, IDENTITY, "Par l’intermédiaire de (masqué)", "Through (hidden)"),
};
#undef ROW
#undef CODE

#define ROW(...) REP_ROW (RepOuting, __VA_ARGS__)
#define CODE(...) REP_ROW_CODE (RepOuting, __VA_ARGS__)
#define LIST(...) REP_ROW_LIST (RepOuting, __VA_ARGS__)
static const RepField outing_fields[] = {
  ROW (project, 1, ID, FACTS, "Projet", "Project"),
  ROW (structure, 2, ID, FACTS, "Structure", "Structure"),
  ROW (date, 3, DATE, FACTS, "Date", "Date"),
  ROW (start, 4, INT, FACTS, "Début (minutes depuis minuit)", "Start (minutes since midnight)"),
  ROW (end, 5, INT, FACTS, "Fin (minutes depuis minuit)", "End (minutes since midnight)"),
  CODE (channel, 6, CODE, FACTS, channel, "Canal", "Channel"),
  ROW (place, 7, PLACE, FACTS, "Commune", "Commune"),
  CODE (place_type, 8, CODE, FACTS, place_type, "Type de lieu", "Kind of place"),
  ROW (team, 9, IDS, FACTS, "Équipe", "Team"),
  ROW (headcount, 10, INT, FACTS, "Effectif", "Headcount"),
  ROW (entered_at, 11, TIME, FACTS, "Saisi le", "Entered at"),
  ROW (entered_by, 12, ID, FACTS, "Saisi par", "Entered by"),
  CODE (outing_kind, 13, CODE, FACTS, outing_kind, "Nature", "Kind"),
  ROW (partners, 14, IDS, FACTS, "Structures partenaires", "Partner structures"),
  ROW (expected, 15, IDS, FACTS, "Jeunes attendus", "Youths expected"),
  LIST (counts, 16, FACTS, count, "Effectif par âge et sexe", "Headcount by age and gender"),
  ROW (flyers, 17, INT, FACTS, "Flyers remis", "Leaflets given"),
  REP_ROW_NOTE (RepOuting, note, 40, IDENTITY, "Note", "Note"),
};
#undef ROW
#undef CODE
#undef LIST

static const RepField count_fields[] = {
  REP_ROW_CODE (RepCount, sex, 1, CODE, FACTS, sex, "Sexe", "Sex"),
  REP_ROW_CODE (RepCount, band, 2, CODE, FACTS, age_band, "Tranche d’âge", "Age band"),
  REP_ROW (RepCount, count, 3, INT, FACTS, "Effectif", "Headcount"),
};

#define ROW(...) REP_ROW (RepOrientation, __VA_ARGS__)
#define CODE(...) REP_ROW_CODE (RepOrientation, __VA_ARGS__)
static const RepField orientation_fields[] = {
  ROW (person, 1, ID, FACTS, "Jeune", "Youth"),
  ROW (project, 2, ID, FACTS, "Projet", "Project"),
  ROW (partner, 3, ID, FACTS, "Partenaire", "Partner"),
  CODE (direction, 4, CODE, FACTS, orientation_direction, "Sens", "Direction"),
  ROW (date, 5, DATE, FACTS, "Date", "Date"),
  CODE (status, 6, CODE, FACTS, orientation_status, "Réponse", "Answer"),
  ROW (answered_on, 7, DATE, FACTS, "Répondu le", "Answered on"),
  ROW (structure, 8, ID, FACTS, "Structure", "Structure"),
  ROW (entered_at, 9, TIME, FACTS, "Saisi le", "Entered at"),
  ROW (entered_by, 10, ID, FACTS, "Saisi par", "Entered by"),
  REP_ROW_NOTE (RepOrientation, note, 40, IDENTITY, "Note", "Note"),
};
#undef ROW
#undef CODE

#define ROW(...) REP_ROW (RepStageEntry, __VA_ARGS__)
#define CODE(...) REP_ROW_CODE (RepStageEntry, __VA_ARGS__)
static const RepField stage_entry_fields[] = {
  ROW (person, 1, ID, FACTS, "Jeune", "Youth"),
  ROW (project, 2, ID, FACTS, "Projet", "Project"),
  CODE (stage, 3, CODE, FACTS, stage, "Étape", "Stage"),
  ROW (date, 4, DATE, FACTS, "Date", "Date"),
  CODE (scheme, 5, CODE, FACTS, scheme, "Dispositif", "Scheme"),
  CODE (exit, 6, CODE, FACTS, exit, "Motif de sortie", "Exit reason"),
  CODE (proof, 7, CODE, FACTS, proof, "Preuve", "Proof"),
  ROW (proof_reference, 8, TEXT, FACTS, "Référence de la preuve", "Reference of the proof"),
  ROW (entered_at, 9, TIME, FACTS, "Saisi le", "Entered at"),
  ROW (entered_by, 10, ID, FACTS, "Saisi par", "Entered by"),
};
#undef ROW
#undef CODE

static const RepField structure_fields[] = {
  REP_ROW (RepStructure, name, 1, TEXT, FACTS, "Nom", "Name"),
  REP_ROW (RepStructure, identity_compartment, 2, INT, FACTS, "Compartiment", "Compartment"),
};

static const RepField partner_fields[] = {
  REP_ROW (RepPartner, name, 1, TEXT, FACTS, "Nom", "Name"),
  REP_ROW_CODE (RepPartner, partner_kind, 2, CODE, FACTS, partner_kind, "Nature", "Kind"),
  REP_ROW (RepPartner, place, 3, PLACE, FACTS, "Commune", "Commune"),
  REP_ROW (RepPartner, person, 40, TEXT, IDENTITY, "Interlocuteur", "Person to talk to"),
  REP_ROW (RepPartner, phone, 41, TEXT, IDENTITY, "Téléphone", "Phone"),
  REP_ROW (RepPartner, email, 42, TEXT, IDENTITY, "Courriel", "E-mail address"),
  REP_ROW_NOTE (RepPartner, note, 43, IDENTITY, "Note", "Note"),
};

static const RepField succession_fields[] = {
  REP_ROW (RepSuccession, from, 1, ID, FACTS, "Du compte", "From account"),
  REP_ROW (RepSuccession, to, 2, ID, FACTS, "Au compte", "To account"),
};

static const RepField import_mark_fields[] = {
  REP_ROW (RepImportMark, import, 1, ID, FACTS, "Import", "Import"),
  REP_ROW (RepImportMark, revision, 2, INT, FACTS, "Révision écrite", "Revision written"),
};

#define ROW(...) REP_ROW (RepImport, __VA_ARGS__)
static const RepField import_fields[] = {
  ROW (project, 1, ID, FACTS, "Projet", "Project"),
  ROW (structure, 2, ID, FACTS, "Structure", "Structure"),
  ROW (imported_at, 3, TIME, FACTS, "Importé le", "Imported at"),
  ROW (imported_by, 4, ID, FACTS, "Importé par", "Imported by"),
  ROW (rows, 5, INT, FACTS, "Lignes", "Rows"),
  ROW (persons_new, 6, INT, FACTS, "Jeunes nouveaux", "New youths"),
  ROW (persons_matched, 7, INT, FACTS, "Jeunes reconnus", "Youths recognised"),
  ROW (contacts, 8, INT, FACTS, "Contacts", "Contacts"),
  ROW (rejected, 9, INT, FACTS, "Lignes rejetées", "Rows rejected"),
  ROW (undone_at, 10, TIME, FACTS, "Annulé le", "Undone at"),
  ROW (undone_by, 11, ID, FACTS, "Annulé par", "Undone by"),
  ROW (kept, 12, INT, FACTS, "Gardés, modifiés depuis", "Kept, changed since"),
  ROW (source, 40, TEXT, IDENTITY, "Fichier", "File"),
};
#undef ROW

static const RepField settings_fields[] = {
  REP_ROW (RepSettings, demo_today, 1, DATE, FACTS, "Date du jour de la démonstration", "Today in the demonstration"),
  REP_ROW_LIST (RepSettings, successions, 2, FACTS, succession, "Successions", "Successions"),
};

const RepKind rep_kind_person = REP_KIND (RepPerson, 1, "person", "Jeune", "Youth", person_fields);
const RepKind rep_kind_contact = REP_KIND (RepContact, 2, "contact", "Contact", "Contact", contact_fields);
const RepKind rep_kind_outing = REP_KIND (RepOuting, 3, "outing", "Sortie", "Outing", outing_fields);
const RepKind rep_kind_structure = REP_KIND (RepStructure, 5, "structure", "Structure", "Structure", structure_fields);
const RepKind rep_kind_partner = REP_KIND (RepPartner, 6, "partner", "Partenaire", "Partner", partner_fields);
const RepKind rep_kind_stage_entry = REP_KIND (RepStageEntry, 7, "stage", "Étape", "Stage", stage_entry_fields);
const RepKind rep_kind_settings = REP_KIND (RepSettings, 8, "settings", "Réglages", "Settings", settings_fields);
const RepKind rep_kind_import = REP_KIND (RepImport, 9, "import", "Import", "Import", import_fields);
const RepKind rep_kind_distinct = REP_KIND (RepDistinct, 10, "distinct", "Jeunes distincts", "Distinct youths", distinct_fields);
const RepKind rep_kind_merge = REP_KIND (RepMerge, 0, "merge", "Fusion", "Merge", merge_fields);
const RepKind rep_kind_orientation = REP_KIND (RepOrientation, 11, "orientation", "Orientation", "Referral", orientation_fields);
const RepKind rep_kind_zone = REP_KIND (RepZone, 0, "zone", "Zone", "Zone", zone_fields);
const RepKind rep_kind_count = REP_KIND (RepCount, 0, "count", "Effectif", "Headcount", count_fields);
const RepKind rep_kind_situation = REP_KIND (RepSituation, 0, "situation", "Situation", "Situation", situation_fields);
const RepKind rep_kind_succession = REP_KIND (RepSuccession, 0, "succession", "Succession", "Succession", succession_fields);
const RepKind rep_kind_import_mark = REP_KIND (RepImportMark, 0, "import_mark", "Import subi", "Import undergone", import_mark_fields);
const RepKind rep_kind_age = REP_KIND (RepAge, 0, "age", "Âge", "Age", age_fields);

/* clang-format on */

static const RepKind *const kinds[] = {
  &rep_kind_person,    &rep_kind_contact,  &rep_kind_outing,      &rep_kind_project,
  &rep_kind_structure, &rep_kind_partner,  &rep_kind_stage_entry, &rep_kind_settings,
  &rep_kind_import,    &rep_kind_distinct, &rep_kind_orientation, &rep_kind_counter,
  &rep_kind_closing,   &rep_kind_release,
};

const RepKind *const *
rep_kinds (guint *n)
{
  *n = G_N_ELEMENTS (kinds);
  return kinds;
}

const RepKind *
rep_kind_by_number (guint16 number)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i]->number == number)
      return kinds[i];
  return NULL;
}
