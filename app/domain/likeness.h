/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/*
 * How likely two records are of one youth. The one scorer of the program: while typing, in the list
 * of likely doubles, and when a spreadsheet is read in.
 */

/** RepPiece: some bytes of a longer text. */
typedef struct {
  const char *text;
  gsize size;
} RepPiece;

/**
 * RepPortrait: what is compared of a youth; pieces of size 0 and numbers 0 are not known.
 * @last: @usage: @first: @pseudonym: folded, without spaces
 * @phones: digits of each phone after a '#'
 * @birth: a day; @home: @imilo: @handle: hashes
 * @last_sound: @usage_sound: @first_sound: of rep_piece_sound()
 */
typedef struct {
  RepPiece last;
  RepPiece usage;
  RepPiece first;
  RepPiece pseudonym;
  RepPiece phones;
  guint32 birth;
  guint32 home;
  guint32 imilo;
  guint32 handle;
  guint32 last_sound;
  guint32 usage_sound;
  guint32 first_sound;
} RepPortrait;

/** RepAlike: in what two youths agree, as bits; never a reason by itself. */
typedef enum {
  REP_ALIKE_NAME = 1 << 0,       /* first and last name, in either order, or the name in use */
  REP_ALIKE_SOUND = 1 << 1,      /* names that sound the same */
  REP_ALIKE_TYPO = 1 << 2,       /* names that differ by one letter */
  REP_ALIKE_FIRST = 1 << 3,      /* the first name alone */
  REP_ALIKE_BIRTH = 1 << 4,      /* the birth day */
  REP_ALIKE_NEAR_BIRTH = 1 << 5, /* a birth day with one digit or day and month mistaken */
  REP_ALIKE_PHONE = 1 << 6,
  REP_ALIKE_HOME = 1 << 7,
  REP_ALIKE_PSEUDONYM = 1 << 8,
  REP_ALIKE_HANDLE = 1 << 9,
  REP_ALIKE_IMILO = 1 << 10,
} RepAlike;

/** From this score on two records are worth a look: what lists and warnings show. */
#define REP_LIKELY 0.5
/** From this score on a row of a spreadsheet may be taken for a youth recorded: the same names and
 * nothing else known. See rep_likeness_is_sure(). */
#define REP_SURE 0.65

/**
 * rep_likeness:
 * @why: (out): bits of #RepAlike
 *
 * Symmetric. Two birth days that are both known and are not near each other speak against, since
 * namesakes are common and legal.
 *
 * Returns: 0…1; from %REP_LIKELY on a person should look at it.
 */
double rep_likeness (const RepPortrait *a, const RepPortrait *b, guint *why);

/**
 * rep_likeness_is_sure: whether @a and @b, that rep_likeness() gives @score and @why, may be taken
 * for one youth without anybody looking: from %REP_SURE on, with every name that is told the same
 * letter for letter (or the pseudonym, of those without a name), and no birth day that differs.
 * Two communes or two i-Milo numbers that differ bring the score under it.
 */
gboolean rep_likeness_is_sure (const RepPortrait *a, const RepPortrait *b, double score, guint why);

/** rep_alike_code: Returns: stable code of the bit @alike. */
const char *rep_alike_code (RepAlike alike);

/** rep_piece_sound: Returns: a hash of how @piece sounds, odd when that is enough to say that two
 * names sound the same; 0 for an empty one. */
guint32 rep_piece_sound (const RepPiece *piece);

G_END_DECLS
