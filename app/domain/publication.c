/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* data */
#include "config.h"

#include "app/domain/publication.h"

/* clang-format off */

#define ROW(...) REP_ROW (RepRelease, __VA_ARGS__)
static const RepField release_fields[] = {
  ROW (project, 1, ID, FACTS, "Projet", "Project"),
  ROW (quarter, 2, DATE, FACTS, "Trimestre (premier jour)", "Quarter (first day)"),
  ROW (released_at, 3, TIME, FACTS, "Publié le", "Released at"),
  ROW (released_by, 4, ID, FACTS, "Publié par", "Released by"),
  ROW (key, 5, TEXT, FACTS, "Clé d’arrondi", "Rounding key"),
  REP_ROW_FILE (RepRelease, csv, 6, FACTS, "Fichier CSV", "CSV file"),
  REP_ROW_FILE (RepRelease, certificate, 7, FACTS, "Certificat", "Certificate"),
  REP_ROW_FILE (RepRelease, counts, 8, FACTS, "Effectifs vrais des cases", "True counts of the cells"),
  ROW (inputs, 9, TEXT, FACTS, "Empreinte des effectifs", "Hash of the counts"),
  REP_ROW_NOTE (RepRelease, comment, 10, FACTS, "Commentaire publié", "Comment as released"),
};
#undef ROW

/* clang-format on */

const RepKind rep_kind_release =
    REP_KIND (RepRelease, 14, "release", "Envoi", "Release", release_fields);
