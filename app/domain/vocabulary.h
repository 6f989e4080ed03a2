/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * RepTerm:
 * @number: 1…63, stored in payloads; never reused, never renumbered (0 = not recorded). It is the
 *   place of the term in its table plus one, so a new term goes to the end
 * @code: stable ASCII code of the command line, CSV and JSON; never translated
 * @fr: French label, shown to users
 * @en: English label
 * @from: first day the term may be recorded, `YYYY-MM-DD`, or %NULL for always
 * @until: last day, or %NULL; a retired term stays readable
 * @group: the code of the group this term belongs to, or %NULL: the family of a channel, the group
 *   of a level, the group of an exit, and for a situation the public it implies (NEET)
 * @preset: for a channel the code of its default mode; else %NULL
 * @sensitive: the mere value reveals health, justice or child protection, or it is one of the
 *   publics kept and published under the stricter rules (hardship, minors, optional publics)
 */
typedef struct {
  guint8 number;
  const char *code;
  const char *fr;
  const char *en;
  const char *from;
  const char *until;
  const char *group;
  const char *preset;
  gboolean sensitive;
} RepTerm;

/**
 * RepVocabulary:
 * @code: stable name of the list, as in `docs/fields.md`
 * @fr: French name of the list, for a column or a form
 * @en: English name
 * @terms: its terms, in the order they are offered, which is the order of their numbers
 * @n_terms: how many there are, retired ones included
 */
typedef struct {
  const char *code;
  const char *fr;
  const char *en;
  const RepTerm *terms;
  guint n_terms;
} RepVocabulary;

extern const RepVocabulary rep_vocabulary_channel;       /* canal de repérage */
extern const RepVocabulary rep_vocabulary_family;        /* famille de canaux */
extern const RepVocabulary rep_vocabulary_reached;       /* joint ou non */
extern const RepVocabulary rep_vocabulary_outcome;       /* suites d'un contact */
extern const RepVocabulary rep_vocabulary_out_of_target; /* motif hors cible */
extern const RepVocabulary rep_vocabulary_mode;          /* face, visio, voix, écrit */
extern const RepVocabulary rep_vocabulary_direction;     /* sortant, entrant, tiers */
extern const RepVocabulary rep_vocabulary_place_type;    /* lieu du contact */
extern const RepVocabulary rep_vocabulary_action;        /* action de mobilisation */
extern const RepVocabulary rep_vocabulary_next_step;     /* prochaine étape */
extern const RepVocabulary rep_vocabulary_informed;      /* information RGPD */
extern const RepVocabulary rep_vocabulary_identity;      /* type d'identité */
extern const RepVocabulary rep_vocabulary_sex;
extern const RepVocabulary rep_vocabulary_answer; /* oui, non, ne sait pas */
extern const RepVocabulary rep_vocabulary_public; /* publics visés */
extern const RepVocabulary rep_vocabulary_situation;
extern const RepVocabulary rep_vocabulary_level; /* niveau de formation */
extern const RepVocabulary rep_vocabulary_level_group;
extern const RepVocabulary rep_vocabulary_housing;
extern const RepVocabulary rep_vocabulary_mobility;
extern const RepVocabulary rep_vocabulary_resources;
extern const RepVocabulary rep_vocabulary_obstacle;   /* freins */
extern const RepVocabulary rep_vocabulary_stage;      /* étapes */
extern const RepVocabulary rep_vocabulary_scheme;     /* dispositif d'accompagnement */
extern const RepVocabulary rep_vocabulary_exit;       /* motif de sortie */
extern const RepVocabulary rep_vocabulary_exit_group; /* stricte, large, neutre, autre, inconnue */
extern const RepVocabulary rep_vocabulary_proof;      /* nature d'une preuve */
extern const RepVocabulary rep_vocabulary_pause;      /* motif d'une pause */
extern const RepVocabulary rep_vocabulary_partner_kind;
extern const RepVocabulary rep_vocabulary_structure_role; /* porteur, membre */
extern const RepVocabulary rep_vocabulary_role;           /* conseiller, direction, gestion */
extern const RepVocabulary rep_vocabulary_deed;           /* actions of the journal */
extern const RepVocabulary rep_vocabulary_erasure;        /* motif d'un effacement */
extern const RepVocabulary rep_vocabulary_reject;         /* motif de rejet d'une ligne importée */
extern const RepVocabulary rep_vocabulary_outing_kind;    /* nature d'une sortie */
extern const RepVocabulary rep_vocabulary_age_band;
extern const RepVocabulary rep_vocabulary_orientation_direction; /* vers, depuis */
extern const RepVocabulary rep_vocabulary_orientation_status;    /* réponse du partenaire */
extern const RepVocabulary rep_vocabulary_zone;                  /* QPV, rural */
extern const RepVocabulary rep_vocabulary_eligibility;           /* pourquoi éligible ou non */

/**
 * rep_vocabularies:
 * @n: (out): how many there are
 *
 * Returns: (transfer none): every vocabulary, in declaration order.
 */
const RepVocabulary *const *rep_vocabularies (guint *n);

/**
 * rep_vocabulary_by_number:
 * @number: a stored number; 0 (not recorded) and unknown numbers answer %NULL
 *
 * Returns: (transfer none) (nullable): the term numbered @number. O(1).
 */
const RepTerm *rep_vocabulary_by_number (const RepVocabulary *vocabulary, guint number);

/**
 * rep_vocabulary_by_code:
 * @code: (nullable): a code as typed or read; ASCII case is ignored
 *
 * Returns: (transfer none) (nullable): the term whose code is @code, %NULL when there is none.
 */
const RepTerm *rep_vocabulary_by_code (const RepVocabulary *vocabulary, const char *code);

/**
 * rep_term_valid_on:
 * @day: a day as GDate's Julian number (1 January of year 1 is 1); 0 is no day
 *
 * Returns: whether @term may be recorded for an event of that day, both bounds included; %FALSE
 *   when @day is no day.
 */
gboolean rep_term_valid_on (const RepTerm *term, guint32 day);

/**
 * rep_term_label:
 *
 * Returns: (transfer none): the French label when @french, else the English one.
 */
const char *rep_term_label (const RepTerm *term, gboolean french);

G_END_DECLS
