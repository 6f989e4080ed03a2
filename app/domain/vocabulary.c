/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/domain/vocabulary.h"

/*
 * The number of a term is its place in the table plus one: a new term goes to the end, a term that
 * is no longer wanted gets a last day and keeps its place. The test of this file enforces it.
 */

#define VOCABULARY(name, french, english)                                                          \
  const RepVocabulary rep_vocabulary_##name = { #name, french, english, name##_terms,              \
                                                G_N_ELEMENTS (name##_terms) }

/* clang-format off */
static const RepTerm channel_terms[] = {
  { 1, "BUS", "Bus itinérant", "Travelling bus",
    .group = "ALLER_VERS", .preset = "FACE" },
  { 2, "CONS_ITIN", "Conseiller itinérant", "Outreach counsellor",
    .group = "ALLER_VERS", .preset = "FACE" },
  { 3, "MARAUDE", "Rue, porte-à-porte, événement", "Street, door to door, event",
    .group = "ALLER_VERS", .preset = "FACE" },
  { 4, "SENTINELLE", "Réseau de sentinelles", "Network of sentinels",
    .group = "ENTOURAGE_PAIRS", .preset = "VOIX" },
  { 5, "NUM_PDN", "Promeneur du Net", "Online youth worker",
    .group = "OUTIL_INFO", .preset = "ECRIT" },
  { 6, "NUM_RESEAUX", "Réseaux sociaux, site", "Social networks, website",
    .group = "OUTIL_INFO", .preset = "ECRIT" },
  { 7, "COM_PROX", "Flyer, boîte aux lettres, affichage", "Leaflet, letterbox, poster",
    .group = "OUTIL_INFO", .preset = "ECRIT" },
  { 8, "PAIRS", "Jeunes eux-mêmes, pairs", "Young people themselves, peers",
    .group = "ENTOURAGE_PAIRS", .preset = "VOIX" },
  { 9, "FAMILLE", "Famille", "Family",
    .group = "ENTOURAGE_PAIRS", .preset = "VOIX" },
  { 10, "PSAD", "Plateforme décrocheurs (PSAD)", "Early school leavers’ platform (PSAD)",
    .group = "GUICHET", .preset = "VOIX" },
  { 11, "EDUC", "Éducation nationale, lycée, CFA", "School, training centre",
    .group = "GUICHET", .preset = "VOIX" },
  { 12, "UNIV", "Plateforme de l’université", "University platform",
    .group = "GUICHET", .preset = "VOIX" },
  { 13, "CD_ASE", "Département, ASE, PMI", "Département, child welfare",
    .group = "GUICHET", .preset = "VOIX", .sensitive = TRUE },
  { 14, "MDPH", "MDPH", "Disability office (MDPH)",
    .group = "GUICHET", .preset = "VOIX", .sensitive = TRUE },
  { 15, "JUSTICE", "Justice (PJJ, SPIP)", "Justice (youth protection, probation)",
    .group = "GUICHET", .preset = "VOIX", .sensitive = TRUE },
  { 16, "CAF", "Caf", "Family benefits office (Caf)",
    .group = "GUICHET", .preset = "VOIX" },
  { 17, "PREV_SANTE", "Prévention, soins, Maison des ados", "Prevention, health care",
    .group = "GUICHET", .preset = "VOIX", .sensitive = TRUE },
  { 18, "ASSO", "Association, centre social", "Association, community centre",
    .group = "ENTOURAGE_PAIRS", .preset = "VOIX" },
  { 19, "COLLECTIVITE", "Mairie, CCAS, service jeunesse", "Town hall, municipal services",
    .group = "GUICHET", .preset = "VOIX" },
  { 20, "SPE", "France Travail (ex-Pôle emploi), Cap emploi", "Public employment service",
    .group = "GUICHET", .preset = "VOIX" },
  { 21, "ARMEE", "Service national (JDC)", "National service (defence day)",
    .group = "GUICHET", .preset = "VOIX" },
  { 22, "SPONTANE", "Venu de lui-même", "Came unprompted",
    .group = "GUICHET", .preset = "FACE" },
  { 23, "FICHIER_ML", "Anciens dossiers de la Mission Locale", "Old files of the Mission Locale",
    .group = "GUICHET", .preset = "VOIX" },
  { 24, "AUTRE", "Autre canal", "Other channel",
    .group = "GUICHET", .preset = "VOIX" },
};

static const RepTerm family_terms[] = {
  { 1, "GUICHET", "Guichet et prescripteurs", "Desk and referring bodies" },
  { 2, "ALLER_VERS", "«\u00a0Aller vers\u00a0»", "Outreach" },
  { 3, "ENTOURAGE_PAIRS", "Entourage et pairs", "Relatives and peers" },
  { 4, "OUTIL_INFO", "Outils d’information", "Information tools" },
};

static const RepTerm reached_terms[] = {
  { 1, "JOINT", "Joint", "Reached" },
  { 2, "TIERS_JOINT", "Un tiers a répondu", "Someone else answered" },
  { 3, "MESSAGE_LAISSE", "Message laissé", "Message left" },
  { 4, "NON_JOINT", "Non joint", "Not reached" },
  { 5, "ABSENT", "Absent au rendez-vous", "Missed the appointment" },
  { 6, "FAUX_NUMERO", "Faux numéro", "Wrong number" },
};

static const RepTerm outcome_terms[] = {
  { 1, "RDV_PRIS", "Rendez-vous pris", "Appointment made" },
  { 2, "ORIENTE", "Orienté", "Referred" },
  { 3, "ACTION_FAITE", "Action faite", "Activity done" },
  { 4, "REPORTE", "Reporté", "Postponed" },
  { 5, "REFUS", "Refus", "Declined" },
  { 6, "HORS_CIBLE", "Hors cible", "Out of target" },
};

static const RepTerm out_of_target_terms[] = {
  { 1, "DEJA_SUIVI", "Déjà suivi", "Already followed" },
  { 2, "SCOLARISE", "Scolarisé", "In education" },
  { 3, "EN_EMPLOI", "En emploi", "In work" },
  { 4, "AGE", "Âge hors limites", "Age out of bounds" },
};

static const RepTerm mode_terms[] = {
  { 1, "FACE", "Face à face", "Face to face" },
  { 2, "VISIO", "Visio", "Video call" },
  { 3, "VOIX", "Téléphone, vive voix", "Telephone, voice" },
  { 4, "ECRIT", "Message écrit", "Written message" },
};

static const RepTerm direction_terms[] = {
  { 1, "SORTANT", "De notre part", "By the team" },
  { 2, "ENTRANT", "De la part du jeune", "By the young person" },
  { 3, "TIERS", "Par un tiers", "By a third party" },
};

static const RepTerm place_type_terms[] = {
  { 1, "RUE", "Rue, espace public", "Street, public space" },
  { 2, "BUS", "Bus", "Bus" },
  { 3, "DOMICILE", "Domicile", "Home" },
  { 4, "QPV", "Local du quartier", "Neighbourhood room" },
  { 5, "SPORT", "Équipement sportif", "Sports facility" },
  { 6, "CENTRE_SOCIAL", "Centre social", "Community centre" },
  { 7, "ETABLISSEMENT", "Établissement scolaire, CFA, université",
    "School, training centre, university" },
  { 8, "PARTENAIRE", "Chez un partenaire", "Partner’s premises" },
  { 9, "PENITENTIAIRE", "Établissement pénitentiaire", "Prison", .sensitive = TRUE },
  { 10, "EN_LIGNE", "En ligne", "Online" },
  { 11, "TELEPHONE", "Téléphone", "Telephone" },
  { 12, "ANTENNE", "Antenne de la Mission Locale", "Mission Locale office" },
  { 13, "EVENEMENT", "Événement, festival", "Event, festival" },
  { 14, "COMMERCE", "Commerce, café", "Shop, café" },
  { 15, "AUTRE", "Autre lieu", "Other place" },
};

static const RepTerm action_terms[] = {
  { 1, "ATELIER", "Atelier", "Workshop" },
  { 2, "ENTRETIEN", "Entretien", "Interview" },
  { 3, "CHANTIER", "Chantier", "Work project" },
  { 4, "SPORT", "Sport", "Sports" },
  { 5, "CULTURE", "Culture, audiovisuel", "Arts, audiovisual" },
  { 6, "MENTORAT", "Mentorat", "Mentoring" },
  { 7, "JEU", "Jeu, action entre pairs", "Games, activity among peers" },
  { 8, "HACKATHON", "Hackathon", "Hackathon" },
  { 9, "INFO_COLLECTIVE", "Information collective", "Group information" },
  { 10, "VISITE", "Visite", "Visit" },
  { 11, "AUTRE", "Autre action", "Other activity" },
};

static const RepTerm next_step_terms[] = {
  { 1, "RAPPELER", "Rappeler", "Call back" },
  { 2, "RDV", "Rendez-vous", "Appointment" },
  { 3, "VISITE", "Passer le voir", "Visit" },
  { 4, "ACCOMPAGNER", "L’accompagner sur place", "Go along" },
  { 5, "ORIENTATION", "Orienter vers un partenaire", "Refer to a partner" },
  { 6, "ACTION", "Proposer une action", "Offer an activity" },
  { 7, "DOCUMENTS", "Réunir des documents", "Gather documents" },
  { 8, "RELANCE", "Relancer par message", "Send a reminder" },
  { 9, "PARTENAIRE", "Voir avec un partenaire", "Ask a partner" },
  { 10, "INFORMER", "Remettre l’information sur ses droits", "Give the privacy notice" },
  { 11, "AUTRE", "Autre suite", "Other step" },
  { 12, "AUCUNE", "Pas de suite", "No further step" },
};

static const RepTerm informed_terms[] = {
  { 1, "ORAL", "À l’oral", "Orally" },
  { 2, "PAPIER", "Sur papier", "On paper" },
  { 3, "SMS", "Par SMS", "By text message" },
};

static const RepTerm identity_terms[] = {
  { 1, "NOMINATIVE", "Nom et prénom", "Real name" },
  { 2, "PSEUDONYME", "Pseudonyme", "Pseudonym" },
  { 3, "INCONNUE", "Inconnue", "Unknown" },
};

static const RepTerm sex_terms[] = {
  { 1, "F", "Femme", "Female" },
  { 2, "M", "Homme", "Male" },
  { 3, "X", "Autre ou non précisé", "Other or not stated" },
};

static const RepTerm answer_terms[] = {
  { 1, "OUI", "Oui", "Yes" },
  { 2, "NON", "Non", "No" },
  { 3, "NSP", "Ne sait pas", "Does not know" },
};

static const RepTerm public_terms[] = {
  { 1, "NEET", "NEET (ni emploi, ni études, ni formation)", "NEET" },
  { 2, "NON_ACCOMPAGNE", "Non accompagné", "Without any support" },
  { 3, "NON_ACCOMPAGNE_SPE", "Non suivi par le service public de l’emploi",
    "Not followed by the employment service" },
  { 4, "INCONNU_INSTITUTIONS", "Inconnu des institutions", "Unknown to institutions" },
  { 5, "RUPTURE_INSTITUTIONS", "En rupture avec les institutions", "At odds with institutions" },
  { 6, "QPV", "Quartier prioritaire (QPV)", "Priority neighbourhood (QPV)" },
  { 7, "RURAL", "Zone rurale", "Rural area" },
  { 8, "SORTANT_ASE", "Sortant de l’ASE", "Leaving child welfare", .sensitive = TRUE },
  { 9, "CJM", "Contrat jeune majeur", "Young adult care contract", .sensitive = TRUE },
  { 10, "DECROCHEUR", "Décrocheur scolaire", "Early school leaver" },
  { 11, "DECROCHEUR_UNIV", "Décrocheur de l’université", "University drop-out" },
  { 12, "HANDICAP", "Situation de handicap", "Disability", .sensitive = TRUE },
  { 13, "JUSTICE", "Sous main de justice", "Under a court measure", .sensitive = TRUE },
  { 14, "MINEUR", "Mineur", "Under 18", .sensitive = TRUE },
  { 15, "PRECARITE", "Grande précarité", "Severe hardship", .sensitive = TRUE },
  { 16, "EXCLUSION_PRO_DURABLE", "Exclusion professionnelle durable",
    "Lasting exclusion from work" },
  { 17, "BRSA", "Bénéficiaire du RSA", "On minimum income (RSA)", .sensitive = TRUE },
  { 18, "PARENT_ISOLE", "Parent isolé", "Single parent", .sensitive = TRUE },
  { 19, "PRIMO_ARRIVANT", "Primo-arrivant, réfugié", "Newcomer, refugee", .sensitive = TRUE },
  { 20, "SANS_HEBERGEMENT", "Sans hébergement", "Without accommodation", .sensitive = TRUE },
  { 21, "SANTE_MENTALE", "Santé mentale", "Mental health", .sensitive = TRUE },
  { 22, "VIOLENCE", "Victime de violences", "Victim of violence", .sensitive = TRUE },
};

/* A young person in detention is NEET only when not schooled there: no group. */
static const RepTerm situation_terms[] = {
  { 1, "SANS_ACTIVITE", "Sans activité", "Inactive", .group = "NEET" },
  { 2, "RECH_NON_INSCRIT", "En recherche, non inscrit", "Looking for work, not registered",
    .group = "NEET" },
  { 3, "DE_INSCRIT", "Demandeur d’emploi inscrit", "Registered jobseeker", .group = "NEET" },
  { 4, "EMPLOI", "En emploi", "In work" },
  { 5, "ALTERNANCE", "En alternance", "Apprenticeship" },
  { 6, "FORMATION", "En formation", "In training" },
  { 7, "IMMERSION", "Immersion, stage (PMSMP)", "Work placement" },
  { 8, "VOLONTARIAT", "Volontariat, service civique", "Volunteering, civic service" },
  { 9, "SCOLARITE", "Scolarisé", "In education" },
  { 10, "DETENTION", "En détention", "In detention", .sensitive = TRUE },
  { 11, "MALADIE", "Maladie, soins", "Illness, care", .group = "NEET", .sensitive = TRUE },
  { 12, "PARENT_FOYER", "Parent au foyer", "Parent at home", .group = "NEET" },
  { 13, "INCONNU", "Inconnue", "Unknown" },
};

static const RepTerm level_terms[] = {
  { 1, "N0", "Sans diplôme ni brevet", "No diploma", .group = "INFRA3" },
  { 2, "N1", "Niveau 1 (savoirs de base)", "Level 1 (basic skills)", .group = "INFRA3" },
  { 3, "N2", "Niveau 2 (activités simples)", "Level 2 (simple tasks)", .group = "INFRA3" },
  { 4, "N3", "Niveau 3 (CAP, BEP)", "Level 3 (vocational certificate)", .group = "N3" },
  { 5, "N4", "Niveau 4 (bac)", "Level 4 (baccalauréat)", .group = "N4" },
  { 6, "N5", "Niveau 5 (bac\u00a0+\u00a02)", "Level 5 (two years of higher education)",
    .group = "N5PLUS" },
  { 7, "N6", "Niveau 6 (licence, maîtrise)", "Level 6 (bachelor)", .group = "N5PLUS" },
  { 8, "N7", "Niveau 7 (master)", "Level 7 (master)", .group = "N5PLUS" },
  { 9, "N8", "Niveau 8 (doctorat)", "Level 8 (doctorate)", .group = "N5PLUS" },
};

static const RepTerm level_group_terms[] = {
  { 1, "INFRA3", "Infra 3 (ni CAP ni BEP)", "Below level 3" },
  { 2, "N3", "Niveau 3 (CAP, BEP)", "Level 3 (vocational certificate)" },
  { 3, "N4", "Niveau 4 (bac)", "Level 4 (baccalauréat)" },
  { 4, "N5PLUS", "Niveau 5 et plus", "Level 5 and above" },
};

static const RepTerm housing_terms[] = {
  { 1, "AUTONOME", "Logement autonome", "Own home" },
  { 2, "FAMILLE", "Chez les parents, la famille", "With parents or family" },
  { 3, "TIERS", "Chez des amis, un tiers", "With friends or others" },
  { 4, "FOYER", "Foyer, FJT, CHRS, hôtel", "Hostel, shelter, hotel" },
  { 5, "SANS_ABRI", "Sans abri", "Homeless" },
  { 6, "AUTRE", "Autre logement", "Other housing" },
};

static const RepTerm mobility_terms[] = {
  { 1, "PERMIS_B", "Permis B", "Driving licence" },
  { 2, "PERMIS_EN_COURS", "Permis B en cours", "Learning to drive" },
  { 3, "VEHICULE", "Voiture", "Car" },
  { 4, "DEUX_ROUES", "Deux-roues", "Bicycle, moped" },
  { 5, "TRANSPORTS", "Transports en commun", "Public transport" },
  { 6, "AUCUNE", "Aucun moyen de transport", "No means of transport" },
};

static const RepTerm resources_terms[] = {
  { 1, "AUCUNE", "Aucune", "None" },
  { 2, "FAMILLE", "Aide de la famille", "Family support" },
  { 3, "SALAIRE", "Salaire", "Wage" },
  { 4, "CHOMAGE", "Allocation chômage", "Unemployment benefit" },
  { 5, "RSA", "RSA", "Minimum income (RSA)" },
  { 6, "AAH", "AAH", "Disability allowance (AAH)", .sensitive = TRUE },
  { 7, "ALLOCATION", "Allocation CEJ ou PACEA", "CEJ or PACEA allowance" },
  { 8, "AUTRE", "Autres ressources", "Other income" },
};

static const RepTerm obstacle_terms[] = {
  { 1, "LOGEMENT", "Logement", "Housing" },
  { 2, "SANTE", "Santé", "Health", .sensitive = TRUE },
  { 3, "MOBILITE", "Mobilité", "Mobility" },
  { 4, "DROITS", "Accès aux droits", "Access to rights" },
  { 5, "GARDE", "Garde d’enfants", "Child care" },
  { 6, "LANGUE", "Langue française", "French language" },
  { 7, "NUMERIQUE", "Numérique", "Digital skills" },
  { 8, "JUSTICE", "Justice", "Court matters", .sensitive = TRUE },
  { 9, "ADDICTION", "Addiction", "Substance abuse", .sensitive = TRUE },
  { 10, "ISOLEMENT", "Isolement", "Isolation" },
  { 11, "LECTURE", "Lecture, écriture", "Reading, writing" },
  { 12, "AUTRE", "Autre frein", "Other obstacle" },
};

static const RepTerm stage_terms[] = {
  { 1, "REPERE", "Repéré", "Identified" },
  { 2, "CONTACTE", "Contacté", "Contacted" },
  { 3, "RENCONTRE", "Rencontré", "Met" },
  { 4, "MOBILISE", "Mobilisé", "Engaged" },
  { 5, "ACCOMPAGNE", "Accompagné", "Supported" },
  { 6, "SORTI", "Sorti", "Left" },
};

static const RepTerm scheme_terms[] = {
  { 1, "PACEA", "PACEA", "PACEA (Mission Locale contract)" },
  { 2, "CEJ", "Contrat d’engagement jeune (CEJ)", "Youth engagement contract (CEJ)", "2022-03-01" },
  { 3, "CEJ_JR", "CEJ – jeunes en rupture", "CEJ, hard-to-reach strand", "2022-03-01" },
  { 4, "GJ", "Garantie jeunes", "Youth guarantee", NULL, "2022-02-28" },
  { 5, "O2R", "Offre de repérage et de remobilisation (O2R)",
    "Outreach and engagement offer (O2R)", "2024-06-24" },
  { 6, "PPAE", "France Travail (PPAE)", "Employment service plan (PPAE)" },
  { 7, "CAP_EMPLOI", "Cap emploi", "Cap emploi (disability employment)", .sensitive = TRUE },
  { 8, "E2C", "École de la 2e chance (E2C)", "Second-chance school (E2C)" },
  { 9, "EPIDE", "EPIDE", "EPIDE (boarding programme)" },
  { 10, "SMV", "Service militaire volontaire (SMV)", "Voluntary military service (SMV)" },
  { 11, "PLIE", "PLIE", "Local integration plan (PLIE)" },
  { 12, "SERVICE_CIVIQUE", "Service civique", "Civic service" },
  { 13, "SUIVI_SOCIAL", "Suivi social", "Social follow-up" },
  { 14, "RSA", "Accompagnement RSA", "Minimum income follow-up (RSA)" },
  { 15, "AUTRE", "Autre dispositif", "Other scheme" },
};

static const RepTerm exit_terms[] = {
  { 1, "EMPLOI_DURABLE", "Emploi durable (CDI, CDD de 6 mois ou plus)",
    "Lasting job (6 months or more)", .group = "STRICTE" },
  { 2, "EMPLOI_COURT", "Emploi court (CDD, intérim, insertion)", "Short job (under 6 months)",
    .group = "STRICTE" },
  { 3, "ALTERNANCE", "Alternance", "Apprenticeship", .group = "STRICTE" },
  { 4, "FORMATION", "Formation", "Training", .group = "STRICTE" },
  { 5, "SCOLARITE", "Retour en scolarité", "Back to school", .group = "STRICTE" },
  { 6, "DROIT_COMMUN", "Dispositif de droit commun", "Ordinary scheme", .group = "LARGE" },
  { 7, "SOCIAL_SANTE", "Prise en charge sociale ou soins", "Social or health care",
    .group = "NEUTRE", .sensitive = TRUE },
  { 8, "DEMENAGEMENT", "Déménagement", "Moved away", .group = "NEUTRE" },
  { 9, "AGE", "Limite d’âge", "Age limit", .group = "NEUTRE" },
  { 10, "INCARCERATION", "Incarcération", "Imprisonment", .group = "NEUTRE", .sensitive = TRUE },
  { 11, "DECES", "Décès", "Death", .group = "NEUTRE" },
  { 12, "ABANDON", "Abandon", "Gave up", .group = "AUTRE" },
  { 13, "PERDU_DE_VUE", "Perdu de vue", "Lost sight of", .group = "AUTRE" },
  { 14, "REFUS", "Refus", "Declined", .group = "AUTRE" },
  { 15, "HORS_CIBLE", "Hors cible", "Out of target", .group = "AUTRE" },
  { 16, "FIN_PROJET", "Fin du projet", "End of the project", .group = "AUTRE" },
  { 17, "INCONNU", "Motif inconnu", "Unknown reason", .group = "INCONNUE" },
};

static const RepTerm exit_group_terms[] = {
  { 1, "STRICTE", "Positive (emploi, formation, scolarité)", "Positive (work, training, school)" },
  { 2, "LARGE", "Positive au sens large (droit commun)",
    "Positive in the wide sense (ordinary scheme)" },
  { 3, "NEUTRE", "Neutre", "Neutral" },
  { 4, "AUTRE", "Autre sortie", "Other exit" },
  { 5, "INCONNUE", "Motif inconnu", "Unknown reason" },
};

static const RepTerm proof_terms[] = {
  { 1, "CERFA", "Formulaire Cerfa", "Official form (Cerfa)" },
  { 2, "EMARGEMENT", "Feuille d’émargement", "Attendance sheet" },
  { 3, "CONVENTION", "Convention signée", "Signed agreement" },
  { 4, "IMILO", "Dossier i-Milo", "i-Milo file" },
  { 5, "ATTESTATION", "Attestation", "Certificate" },
  { 6, "CONTRAT", "Contrat de travail, de formation", "Work or training contract" },
  { 7, "AUTRE", "Autre pièce", "Other document" },
};

static const RepTerm pause_terms[] = {
  { 1, "CRISE_SANITAIRE", "Crise sanitaire", "Health crisis" },
  { 2, "RECRUTEMENT", "Recrutement en cours", "Recruitment under way" },
  { 3, "CONGES", "Congés, fermeture", "Leave, closure" },
  { 4, "BUS_PANNE", "Bus en panne", "Bus broken down" },
  { 5, "AUTRE", "Autre motif", "Other reason" },
};

static const RepTerm partner_kind_terms[] = {
  { 1, "MISSION_LOCALE", "Mission Locale", "Mission Locale (youth employment centre)" },
  { 2, "JUSTICE", "Justice", "Justice services", .sensitive = TRUE },
  { 3, "ASSOCIATION", "Association", "Voluntary organisation" },
  { 4, "COLLECTIVITE", "Commune, intercommunalité", "Local authority" },
  { 5, "EDUCATION", "Enseignement, CFA", "Education" },
  { 6, "DEPARTEMENT", "Département", "Département services", .sensitive = TRUE },
  { 7, "MDPH", "MDPH", "Disability office (MDPH)", .sensitive = TRUE },
  { 8, "CAF", "Caf", "Family benefits office (Caf)" },
  { 9, "SANTE", "Santé, soins", "Health", .sensitive = TRUE },
  { 10, "EMPLOI", "Service public de l’emploi", "Public employment service" },
  { 11, "ARMEE", "Armée, service national", "Armed forces, national service" },
  { 12, "SENTINELLE", "Sentinelle", "Sentinel" },
  { 13, "ENTREPRISE", "Entreprise, commerce", "Business, shop" },
  { 14, "FORMATION", "Organisme de formation", "Training body" },
  { 15, "HEBERGEMENT", "Hébergement, bailleur", "Housing body" },
  { 16, "ETAT", "Autre service de l’État", "Other State service" },
  { 17, "AUTRE", "Autre partenaire", "Other partner" },
};

static const RepTerm structure_role_terms[] = {
  { 1, "PORTEUR", "Porteur", "Lead" },
  { 2, "MEMBRE", "Membre", "Member" },
};

static const RepTerm role_terms[] = {
  { 1, "counsellor", "Conseiller", "Counsellor" },
  { 2, "director", "Direction", "Director" },
  { 3, "manager", "Gestion des comptes", "Manager" },
};

static const RepTerm deed_terms[] = {
  { 1, "CREATE", "Coffre créé", "Vault made" },
  { 2, "SAVE", "Saisie", "Records written" },
  { 3, "HEAD", "Changement de compte", "Change of account" },
  { 4, "READ_IDENTITY", "Identité consultée", "Identity read" },
  { 5, "EXPORT", "Export nominatif", "Identified export" },
  { 6, "STRUCTURE", "Structure ajoutée", "Structure added" },
  { 7, "GRANT", "Clé confiée", "Key granted" },
  { 8, "ADD_ACCOUNT", "Compte ajouté", "Account added" },
  { 9, "REVOKE", "Compte révoqué", "Account revoked" },
  { 10, "ROTATE", "Clés renouvelées", "Keys renewed" },
  { 11, "ROLE", "Rôle modifié", "Role changed" },
  { 12, "PASSWORD", "Mot de passe changé", "Password changed" },
  { 13, "RECOVER", "Accès rétabli par la fiche de secours", "Access recovered with the sheet" },
  { 14, "RECOVERY_RENEW", "Fiche de secours renouvelée", "Recovery sheet renewed" },
  { 15, "FAILED_UNLOCKS", "Ouvertures refusées", "Failed unlocks" },
  { 16, "PRUNE", "Journal allégé", "Journal pruned" },
  { 17, "DEVICE", "Nouveau poste", "New device" },
  { 18, "BACKUP", "Sauvegarde", "Backup" },
  { 19, "RESTORE", "Restauration", "Restored" },
  { 20, "ERASE", "Personne effacée", "Person erased" },
  { 21, "ACCEPT_OLDER", "Copie plus ancienne acceptée", "Older copy accepted" },
  { 22, "CONFIRM_NOTES", "Notes confirmées", "Notes confirmed" },
  { 23, "IMPORT", "Import d’un fichier", "File imported" },
  { 24, "IMPORT_UNDO", "Import annulé", "Import undone" },
  { 25, "MERGE", "Doublon fusionné", "Double merged" },
  { 26, "UNMERGE", "Fusion défaite", "Merge undone" },
  { 27, "TARGET", "Objectif fixé", "Target set" },
  { 28, "AMENDMENT", "Avenant", "Amendment" },
  { 29, "PAUSE", "Pause", "Pause" },
  { 30, "CLOSE", "Trimestre clos", "Quarter closed" },
  { 31, "LIMITS", "Limites de qualité fixées", "Limits of quality set" },
  { 32, "FIGURES", "Chiffres internes sortis", "Internal figures taken out" },
};

static const RepTerm erasure_terms[] = {
  { 1, "DEMANDE", "Demande de la personne", "Asked for by the person" },
  { 2, "OPPOSITION", "Opposition au traitement", "Objection to the processing" },
  { 3, "CONSERVATION", "Durée de conservation atteinte", "End of the time it is kept" },
  { 4, "ERREUR", "Saisie par erreur", "Recorded by mistake" },
  { 5, "RESTAURATION", "Déjà effacée, refait après une restauration",
    "Erased before, done again after a restore" },
};

/* Why a row of a file was left out of an import. */
static const RepTerm reject_terms[] = {
  { 1, "DATE_ILLISIBLE", "Ce n’est pas une date", "Not a date" },
  { 2, "DATE_IMPOSSIBLE", "Ce jour n’existe pas", "There is no such day" },
  { 3, "DATE_FUTURE", "Date dans l’avenir", "Date in the future" },
  { 4, "DATE_ANCIENNE", "Date trop ancienne", "Date too long ago" },
  { 5, "NAISSANCE_IMPROBABLE", "Âge de moins de 6 ans ou de plus de 99", "Age under 6 or over 99" },
  { 6, "CODE_INCONNU", "Valeur sans équivalent dans la liste", "Value without equivalent in the list" },
  { 7, "NOMBRE_ILLISIBLE", "Ce n’est pas un nombre possible", "Not a possible number" },
  { 8, "TELEPHONE_ILLISIBLE", "Ce n’est pas un numéro de téléphone", "Not a telephone number" },
  { 9, "COURRIEL_ILLISIBLE", "Ce n’est pas une adresse électronique", "Not an e-mail address" },
  { 10, "COMMUNE_INCONNUE", "Commune introuvable", "No such commune" },
  { 11, "COMMUNE_AMBIGUE", "Plusieurs communes possibles", "Several communes possible" },
  { 12, "TEXTE_TROP_LONG", "Texte trop long", "Text too long" },
  { 13, "NOM_ABSENT", "Ni nom, ni prénom, ni pseudonyme", "Neither name nor pseudonym" },
  { 14, "JEUNE_AMBIGU", "Plusieurs jeunes enregistrés peuvent être celui-ci", "Several recorded youths may be this one" },
  { 15, "VALEUR_ABSENTE", "Valeur obligatoire absente", "A value is missing" },
  { 16, "CONTRADICTION", "Valeurs qui se contredisent", "Values that contradict each other" },
  { 17, "CELLULES_EN_TROP", "Plus de cellules que de colonnes", "More cells than columns" },
};

static const RepTerm outing_kind_terms[] = {
  { 1, "BUS", "Arrêt du bus", "Stop of the bus" },
  { 2, "RUE", "Maraude, rue", "Street round" },
  { 3, "PERMANENCE", "Permanence chez un partenaire", "Permanence at a partner’s" },
  { 4, "EVENEMENT", "Événement", "Event" },
  { 5, "EN_LIGNE", "Veille en ligne", "Online watch" },
  { 6, "AUTRE", "Autre sortie", "Other outing" },
};

static const RepTerm age_band_terms[] = {
  { 1, "MOINS_16", "Moins de 16 ans", "Under 16" },
  { 2, "A16_17", "16-17 ans", "16-17" },
  { 3, "A18_21", "18-21 ans", "18-21" },
  { 4, "A22_25", "22-25 ans", "22-25" },
  { 5, "A26_29", "26-29 ans", "26-29" },
  { 6, "A30_PLUS", "30 ans et plus", "30 and over" },
};

static const RepTerm orientation_direction_terms[] = {
  { 1, "VERS", "Vers le partenaire", "To the partner" },
  { 2, "DEPUIS", "Envoyé par le partenaire", "From the partner" },
};

static const RepTerm orientation_status_terms[] = {
  { 1, "ACCEPTEE", "Acceptée", "Accepted" },
  { 2, "EN_COURS", "Prise en charge commencée", "Started" },
  { 3, "ATTENTE_PLACE", "En liste d’attente", "On a waiting list" },
  { 4, "REFUSEE", "Refusée par le partenaire", "Refused by the partner" },
  { 5, "NON_PRESENTE", "Le jeune n’y est pas allé", "The young person did not go" },
  { 6, "REFUS_JEUNE", "Refusée par le jeune", "Declined by the young person" },
  { 7, "SANS_SUITE", "Sans suite", "Nothing came of it" },
};

static const RepTerm zone_terms[] = {
  { 1, "QPV", "Quartier prioritaire (QPV)", "Priority neighbourhood (QPV)" },
  { 2, "RURAL", "Zone rurale", "Rural area" },
};
static const RepTerm eligibility_terms[] = {
  { 1, "CONDITIONS_REMPLIES", "Conditions remplies", "Conditions met" },
  { 2, "TROP_JEUNE", "Trop jeune pour le projet", "Too young for the project" },
  { 3, "TROP_AGE", "Trop âgé pour le projet", "Too old for the project" },
  { 4, "PUBLIC_EXIGE", "N’est pas du public exigé", "Not of the required group" },
  { 5, "AGE_NON_NOTE", "Âge non noté", "Age not recorded" },
  { 6, "PUBLIC_NON_NOTE", "Public exigé non noté", "Required group not recorded" },
};
/* clang-format on */

VOCABULARY (channel, "Canal", "Channel");
VOCABULARY (family, "Famille de canaux", "Channel family");
VOCABULARY (reached, "Joint\u00a0?", "Reached?");
VOCABULARY (outcome, "Suites", "Outcome");
VOCABULARY (out_of_target, "Pourquoi hors cible", "Why out of target");
VOCABULARY (mode, "Mode", "Mode of contact");
VOCABULARY (direction, "Sens", "Direction");
VOCABULARY (place_type, "Type de lieu", "Type of place");
VOCABULARY (action, "Action", "Activity");
VOCABULARY (next_step, "Prochaine étape", "Next step");
VOCABULARY (informed, "Information donnée", "Notice given");
VOCABULARY (identity, "Identité", "Identity");
VOCABULARY (sex, "Sexe", "Sex");
VOCABULARY (answer, "Réponse", "Answer");
VOCABULARY (public, "Public", "Target group");
VOCABULARY (situation, "Situation", "Current situation");
VOCABULARY (level, "Niveau de formation", "Level of education");
VOCABULARY (level_group, "Groupe de niveaux", "Group of levels");
VOCABULARY (housing, "Logement", "Housing");
VOCABULARY (mobility, "Mobilité", "Mobility");
VOCABULARY (resources, "Ressources", "Income");
VOCABULARY (obstacle, "Frein", "Obstacle");
VOCABULARY (stage, "Étape", "Stage");
VOCABULARY (scheme, "Dispositif", "Scheme");
VOCABULARY (exit, "Motif de sortie", "Reason for leaving");
VOCABULARY (exit_group, "Type de sortie", "Type of exit");
VOCABULARY (proof, "Justificatif", "Proof");
VOCABULARY (pause, "Motif de la pause", "Reason for the pause");
VOCABULARY (partner_kind, "Type de partenaire", "Kind of partner");
VOCABULARY (structure_role, "Rôle dans le projet", "Role in the project");
VOCABULARY (role, "Rôle", "Role");
VOCABULARY (deed, "Acte", "Act");
VOCABULARY (erasure, "Motif d’un effacement", "Reason of an erasure");
VOCABULARY (reject, "Motif de rejet d’une ligne", "Why a row was left out");
VOCABULARY (outing_kind, "Nature de la sortie", "Kind of outing");
VOCABULARY (age_band, "Tranche d’âge", "Age band");
VOCABULARY (orientation_direction, "Sens de l’orientation", "Direction of a referral");
VOCABULARY (orientation_status, "Réponse à l’orientation", "Answer to a referral");
VOCABULARY (zone, "Zone", "Zone");
VOCABULARY (eligibility, "Éligibilité", "Eligibility");

static const RepVocabulary *const vocabularies[] = {
  &rep_vocabulary_channel,
  &rep_vocabulary_family,
  &rep_vocabulary_reached,
  &rep_vocabulary_outcome,
  &rep_vocabulary_out_of_target,
  &rep_vocabulary_mode,
  &rep_vocabulary_direction,
  &rep_vocabulary_place_type,
  &rep_vocabulary_action,
  &rep_vocabulary_next_step,
  &rep_vocabulary_informed,
  &rep_vocabulary_identity,
  &rep_vocabulary_sex,
  &rep_vocabulary_answer,
  &rep_vocabulary_public,
  &rep_vocabulary_situation,
  &rep_vocabulary_level,
  &rep_vocabulary_level_group,
  &rep_vocabulary_housing,
  &rep_vocabulary_mobility,
  &rep_vocabulary_resources,
  &rep_vocabulary_obstacle,
  &rep_vocabulary_stage,
  &rep_vocabulary_scheme,
  &rep_vocabulary_exit,
  &rep_vocabulary_exit_group,
  &rep_vocabulary_proof,
  &rep_vocabulary_pause,
  &rep_vocabulary_partner_kind,
  &rep_vocabulary_structure_role,
  &rep_vocabulary_role,
  &rep_vocabulary_deed,
  &rep_vocabulary_erasure,
  &rep_vocabulary_reject,
  &rep_vocabulary_outing_kind,
  &rep_vocabulary_age_band,
  &rep_vocabulary_orientation_direction,
  &rep_vocabulary_orientation_status,
  &rep_vocabulary_zone,
  &rep_vocabulary_eligibility,
};

/* The Julian number of a day written YYYY-MM-DD in one of the tables above. */
static guint32
julian_of (const char *text)
{
  GDate date;

  g_date_clear (&date, 1);
  g_date_set_dmy (&date, (GDateDay)g_ascii_strtoull (text + 8, NULL, 10),
                  (GDateMonth)g_ascii_strtoull (text + 5, NULL, 10),
                  (GDateYear)g_ascii_strtoull (text, NULL, 10));
  return g_date_get_julian (&date);
}

const RepVocabulary *const *
rep_vocabularies (guint *n)
{
  g_return_val_if_fail (n != NULL, NULL);

  *n = G_N_ELEMENTS (vocabularies);
  return vocabularies;
}

const RepTerm *
rep_vocabulary_by_number (const RepVocabulary *vocabulary, guint number)
{
  g_return_val_if_fail (vocabulary != NULL, NULL);

  if (number == 0 || number > vocabulary->n_terms)
    return NULL;
  return &vocabulary->terms[number - 1];
}

const RepTerm *
rep_vocabulary_by_code (const RepVocabulary *vocabulary, const char *code)
{
  g_return_val_if_fail (vocabulary != NULL, NULL);

  if (code == NULL)
    return NULL;
  for (guint i = 0; i < vocabulary->n_terms; i++)
    if (g_ascii_strcasecmp (vocabulary->terms[i].code, code) == 0)
      return &vocabulary->terms[i];
  return NULL;
}

gboolean
rep_term_valid_on (const RepTerm *term, guint32 day)
{
  g_return_val_if_fail (term != NULL, FALSE);

  if (!g_date_valid_julian (day))
    return FALSE;
  if (term->from != NULL && day < julian_of (term->from))
    return FALSE;
  return term->until == NULL || day <= julian_of (term->until);
}

const char *
rep_term_label (const RepTerm *term, gboolean french)
{
  g_return_val_if_fail (term != NULL, NULL);

  return french ? term->fr : term->en;
}
