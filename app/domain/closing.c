/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* data */
#include "config.h"

#include "app/domain/closing.h"

/* clang-format off */

static const RepField counter_fields[] = {
  REP_ROW (RepCounter, project, 1, ID, FACTS, "Projet", "Project"),
  REP_ROW (RepCounter, quarter, 2, DATE, FACTS, "Premier jour du trimestre", "First day of the quarter"),
  REP_ROW_LIST (RepCounter, cells, 3, FACTS, counter_cell, "Cases", "Cells"),
};

static const RepField counter_cell_fields[] = {
  REP_ROW (RepCounterCell, indicator, 1, TEXT, FACTS, "Indicateur", "Indicator"),
  REP_ROW (RepCounterCell, dimension, 2, TEXT, FACTS, "Ventilation", "Breakdown"),
  REP_ROW (RepCounterCell, category, 3, TEXT, FACTS, "Modalité", "Category"),
  REP_ROW (RepCounterCell, n, 4, INT, FACTS, "Nombre", "Number"),
};

static const RepField closing_fields[] = {
  REP_ROW (RepClosing, project, 1, ID, FACTS, "Projet", "Project"),
  REP_ROW (RepClosing, quarter, 2, DATE, FACTS, "Premier jour du trimestre", "First day of the quarter"),
  REP_ROW (RepClosing, closed_at, 3, TIME, FACTS, "Clos le", "Closed at"),
  REP_ROW (RepClosing, closed_by, 4, ID, FACTS, "Clos par", "Closed by"),
  REP_ROW (RepClosing, rule_version, 5, INT, FACTS, "Version des règles", "Rule version"),
  REP_ROW (RepClosing, snapshot, 6, TEXT, FACTS, "Empreinte des faits", "Digest of the facts"),
  REP_ROW (RepClosing, lift, 7, TEXT, FACTS, "Limites levées parce que", "Limits lifted because"),
  REP_ROW (RepClosing, comment, 8, TEXT, FACTS, "Commentaire", "Comment"),
  REP_ROW_LIST (RepClosing, values, 9, FACTS, frozen, "Valeurs", "Values"),
  REP_ROW_LIST (RepClosing, members, 10, FACTS, counted_person, "Jeunes comptés", "Youths counted"),
  REP_ROW (RepClosing, erased, 11, INT, FACTS, "Jeunes comptés, effacés depuis", "Youths counted, erased since"),
};

static const RepField frozen_fields[] = {
  REP_ROW (RepFrozen, indicator, 1, TEXT, FACTS, "Indicateur", "Indicator"),
  REP_ROW (RepFrozen, value, 2, TEXT, FACTS, "Valeur", "Value"),
};

static const RepField counted_person_fields[] = {
  REP_ROW (RepCountedPerson, person, 1, ID, FACTS, "Jeune", "Youth"),
  REP_ROW (RepCountedPerson, in, 2, INT, FACTS, "Compté dans", "Counted in"),
};

const RepKind rep_kind_counter = REP_KIND (RepCounter, 12, "counter", "Compteur des effacés", "Counter of the erased", counter_fields);
const RepKind rep_kind_counter_cell = REP_KIND (RepCounterCell, 0, "counter_cell", "Case d’un compteur", "Cell of a counter", counter_cell_fields);
const RepKind rep_kind_closing = REP_KIND (RepClosing, 13, "period", "Trimestre", "Quarter", closing_fields);
const RepKind rep_kind_frozen = REP_KIND (RepFrozen, 0, "frozen", "Valeur arrêtée", "Frozen value", frozen_fields);
const RepKind rep_kind_counted_person = REP_KIND (RepCountedPerson, 0, "counted_person", "Jeune compté", "Youth counted", counted_person_fields);

/* clang-format on */
