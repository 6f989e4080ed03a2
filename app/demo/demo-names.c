/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* data */
#include "config.h"

#include "app/demo/demo-names.h"

/*
 * Nobody bears these names: a surname is two words of the countryside run together, a phone is of
 * the range 06 39 98 that the regulator keeps for fiction, an address is at example.org.
 */

enum { SEX_F = 1, SEX_M = 2 };
enum { REACHED_YOUTH = 1, REACHED_THIRD = 2 };

/* clang-format off */
static const char *const first_names_f[] = {
  "Adèle", "Aïcha", "Alicia", "Amandine", "Amina", "Anaïs", "Assia", "Aurélie", "Camille", "Chloé",
  "Clara", "Coralie", "Élise", "Élodie", "Emma", "Fatou", "Fiona", "Gaëlle", "Inès", "Jade",
  "Jessica", "Julie", "Justine", "Khadija", "Laura", "Léa", "Lina", "Louise", "Lucie", "Manon",
  "Marie", "Marine", "Maëva", "Mélissa", "Myriam", "Nadia", "Océane", "Pauline", "Romane", "Sabrina",
  "Salomé", "Samira", "Sarah", "Soraya", "Tiphaine", "Yasmine", "Zoé",
};

static const char *const first_names_m[] = {
  "Adrien", "Alexis", "Amadou", "Anthony", "Antoine", "Aymeric", "Baptiste", "Benoît", "Bilal",
  "Clément", "Corentin", "Cédric", "Damien", "Dylan", "Enzo", "Florian", "Gaëtan", "Hugo", "Ibrahim",
  "Jordan", "Joris", "Jules", "Karim", "Kévin", "Killian", "Loïc", "Lucas", "Malik", "Mathis",
  "Maxime", "Mehdi", "Mickaël", "Moussa", "Nathan", "Nicolas", "Noé", "Quentin", "Rayan", "Rémi",
  "Samuel", "Sofiane", "Steven", "Théo", "Thomas", "Tony", "Valentin", "Yanis",
};

static const char *const name_heads[] = {
  "Brume", "Sapin", "Tourne", "Givre", "Ronce", "Mousse", "Pluie", "Cerise", "Braise", "Gland",
  "Tuile", "Orage", "Brindille", "Neige", "Ortie", "Falaise", "Noisette", "Torrent", "Écorce",
  "Fougère", "Sillon", "Cendre", "Verger", "Averse", "Galet", "Mûre", "Rosée", "Lierre", "Saule",
  "Étang", "Bruyère", "Châtaigne", "Grêle", "Ruisseau", "Paille", "Houx", "Ardoise", "Foudre",
  "Trèfle", "Nénuphar",
};

static const char *const name_tails[] = {
  "lune", "fleur", "cigale", "hibou", "grelot", "plume", "nuage", "libellule", "hérisson",
  "mirabelle", "papillon", "lanterne", "girouette", "moineau", "sonnette", "écureuil", "bourdon",
  "marmotte", "étoile", "tambour", "pinceau", "coquelicot", "mésange", "ruban", "parapluie",
  "chouette", "grillon", "boussole", "toupie", "carillon", "jonquille", "loutre", "sablier",
  "hirondelle", "dentelle", "scarabée", "flocon", "belette", "pivoine", "castor",
};

static const char *const pseudonyms[] = {
  "Comète", "Pixel", "Zèbre", "Mistral", "Panda", "Biscotte", "Turbo", "Lunaire", "Kiwi", "Tornade",
  "Caramel", "Ninja", "Mangue", "Écho", "Plouf", "Dragon", "Bulle", "Renard", "Vinyle", "Météore",
};

static const char *const descriptions[] = {
  "casquette rouge, vient avec deux amis",
  "blouson vert, toujours à vélo",
  "grand, sac de sport bleu",
  "écharpe jaune, s’assoit près de l’arrêt de bus",
  "lunettes rondes, lit sur le banc du square",
  "trottinette noire, passe le jeudi",
  "capuche grise, écoute de la musique",
  "cheveux courts, veste en jean",
  "vient avec un petit chien blanc",
  "bonnet à pompon, reste à l’écart du groupe",
  "maillot de basket, joue au city-stade",
  "parapluie à carreaux, attend devant la médiathèque",
};

static const char *const notes_reached[] = {
  "Souhaite des informations sur les formations proches de sa commune.",
  "Échange court, accepte un rappel.",
  "Préfère les messages aux appels.",
  "S’intéresse aux métiers du bois, à revoir.",
  "Demande comment passer le code de la route.",
  "Disponible plutôt le matin.",
  "Aimerait reprendre une activité sportive.",
  "Souhaite refaire son CV.",
  "Viendra avec un ami la prochaine fois.",
  "A pris la plaquette, en parlera à la maison.",
  "Cherche un stage de découverte.",
  "S’intéresse au service civique.",
  "Questions sur les transports vers la ville.",
  "Premier échange, le projet lui a été présenté.",
  "Veut visiter l’atelier avant de se décider.",
  "A aimé l’atelier, reviendra.",
  "A besoin de temps pour réfléchir.",
  "S’intéresse à la cuisine et à la restauration.",
  "Point sur les démarches, prochaine étape convenue.",
  "Aimerait travailler auprès des animaux.",
};

static const char *const notes_missed[] = {
  "Pas de réponse, réessayer en fin de journée.",
  "Message laissé avec nos coordonnées.",
  "Ligne occupée.",
  "Rappeler la semaine prochaine.",
};

static const char *const notes_told[] = {
  "Coordonnées transmises avec l’accord du jeune.",
  "Serait disponible après les vacances.",
  "Ne vient plus depuis quelques semaines, à joindre en soirée.",
  "Signalé lors de la réunion de suivi.",
};

static const char *const outing_notes[] = {
  "Temps pluvieux, peu de passage.",
  "Bon accueil des commerçants.",
  "Stationnement devant le gymnase.",
  "Jour de marché, beaucoup de passage.",
  "Emplacement à déplacer vers l’arrêt de bus.",
  "Avec le service jeunesse de la commune.",
};
/* clang-format on */

#define PICK(random, table) table[rep_demo_draw (random, G_N_ELEMENTS (table))]

static const char *
first_name (RepDemoRandom *random, guint8 sex)
{
  gboolean female = sex == SEX_F || (sex != SEX_M && rep_demo_chance (random, 50));

  return female ? PICK (random, first_names_f) : PICK (random, first_names_m);
}

static char *
last_name (RepDemoRandom *random)
{
  const char *head = PICK (random, name_heads);
  const char *tail = PICK (random, name_tails);

  return g_strconcat (head, tail, NULL);
}

static void
add_means (RepDemoRandom *random, RepPerson *person, gboolean online)
{
  if (rep_demo_chance (random, 82)) {
    guint number = rep_demo_draw (random, 10000);
    char phone[24];

    g_snprintf (phone, sizeof phone, "06 39 98 %02u %02u", number / 100, number % 100);
    rep_texts_add (&person->phones, phone);
  }
  if (rep_demo_chance (random, 12)) {
    g_autofree char *email =
        g_strdup_printf ("jeune.%05u@example.org", rep_demo_draw (random, 100000));

    rep_texts_add (&person->emails, email);
  }
  if (online || rep_demo_chance (random, 5)) {
    const char *word = PICK (random, name_tails);
    g_autofree char *handle = g_strdup_printf ("@%s_%04u", word, rep_demo_draw (random, 10000));

    rep_texts_add (&person->handles, handle);
  }
}

static void
name_fully (RepDemoRandom *random, RepPerson *person)
{
  person->last_name = last_name (random);
  rep_text_set (&person->first_name, first_name (random, person->sex));
  if (person->sex == SEX_F && rep_demo_chance (random, 4))
    person->usage_name = last_name (random);
}

void
rep_demo_name (RepDemoRandom *random, RepPerson *person, gboolean online)
{
  guint drawn = rep_demo_draw (random, 100);

  if (drawn < 85) {
    name_fully (random, person);
    add_means (random, person, online);
  } else if (drawn < 93) {
    const char *word = PICK (random, pseudonyms);

    person->pseudonym = g_strdup_printf ("%s %u", word, rep_demo_between (random, 10, 99));
    if (online || rep_demo_chance (random, 40))
      add_means (random, person, online);
  } else {
    rep_text_set (&person->description, PICK (random, descriptions));
  }
}

const char *
rep_demo_note (RepDemoRandom *random, guint8 reached)
{
  return reached == REACHED_YOUTH   ? PICK (random, notes_reached)
         : reached == REACHED_THIRD ? PICK (random, notes_told)
                                    : PICK (random, notes_missed);
}

const char *
rep_demo_outing_note (RepDemoRandom *random)
{
  return PICK (random, outing_notes);
}
