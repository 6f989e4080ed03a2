/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
/* data */
#include "config.h"

#include "app/exchange/import-field.h"

#include <string.h>

#include "app/domain/fold.h"

#define PUBLIC_PREFIX "person.public:"

/* clang-format off */

#define P(name, form, ...) { "person." name, &rep_kind_person, name, REP_FORM_##form, __VA_ARGS__ }
#define C(name, form, ...) { "contact." name, &rep_kind_contact, name, REP_FORM_##form, __VA_ARGS__ }
#define V(list) &rep_vocabulary_##list

static const RepImportField fields[] = {
  P ("last_name", TEXT, NULL, 0, FALSE, "nom nomdefamille nomdenaissance nomdujeune nomjeune patronyme lastname surname familyname"),
  P ("usage_name", TEXT, NULL, 0, FALSE, "nomdusage nomusuel nommarital"),
  P ("first_name", TEXT, NULL, 0, FALSE, "prenom prenoms prenomdujeune prenomjeune firstname"),
  { "person.full_name", &rep_kind_person, "last_name", REP_FORM_FULL_NAME, NULL, 0, FALSE,
    "nometprenom nomprenom prenomnom prenometnom nomprenomdujeune nometprenomdujeune nomcomplet jeune identite fullname name" },
  P ("pseudonym", TEXT, NULL, 0, FALSE, "pseudo pseudonyme surnom nickname"),
  P ("birth", BIRTH, NULL, 0, FALSE, "datedenaissance naissance datenaissance datenais ddn nele neele nelee neeele birthdate birthday dateofbirth dob"),
  P ("declared_age", INT, NULL, 99, FALSE, "age agedeclare"),
  P ("sex", CODE, V (sex), 0, FALSE, "sexe genre civilite hf fh sex gender"),
  P ("phones", PHONES, NULL, 0, TRUE, "telephone telephones tel portable mobile gsm telephoneportable telephonefixe telportable telfixe numerodetelephone ntelephone ndetelephone ntel teldujeune telephonedujeune telephonemobile fixe tel1 tel2 telephone1 telephone2 phone phonenumber"),
  P ("emails", EMAILS, NULL, 0, TRUE, "mail email courriel mel adressemail adresseemail adresseelectronique courrielle"),
  P ("handles", TEXTS, NULL, 0, TRUE, "reseausocial reseauxsociaux instagram insta snapchat snap facebook tiktok"),
  P ("home", PLACE, NULL, 0, FALSE, "commune ville communederesidence villederesidence residence domicile communededomicile communedudomicile localite city town lieuderesidence lieudhabitation communedhabitation"),
  { "person.home_postcode", &rep_kind_person, "home", REP_FORM_POSTCODE, NULL, 0, FALSE, "codepostal cp codepostaldomicile postcode zip zipcode" },
  { "person.home_insee", &rep_kind_person, "home", REP_FORM_INSEE, NULL, 0, FALSE, "codeinsee insee codecommune codeinseecommune" },
  { "person.situation", &rep_kind_person, "situations", REP_FORM_SITUATION, V (situation), 0, FALSE, "situation situationactuelle situationprofessionnelle statut" },
  P ("level", CODE, V (level), 0, FALSE, "niveau niveaudeformation niveauformation niveauscolaire niveaudetudes niveaudediplome diplome"),
  P ("known_ml", CODE, V (answer), 0, FALSE, "connudelaml connuml connudelamissionlocale connumissionlocale dejaconnu suiviml inscritml connumilo"),
  P ("known_spe", CODE, V (answer), 0, FALSE, "connuduspe connuspe connupoleemploi connudepoleemploi inscritpoleemploi inscritapoleemploi poleemploi inscritfrancetravail francetravail connufrancetravail"),
  { "person.publics", &rep_kind_person, "publics_yes", REP_FORM_CODES, V (public), 0, TRUE, "publics public publicvise publicsvises" },
  P ("housing", CODE, V (housing), 0, FALSE, "logement hebergement"),
  P ("mobility", CODES, V (mobility), 0, TRUE, "mobilite"),
  P ("resources", CODES, V (resources), 0, TRUE, "ressources"),
  P ("obstacles", CODES, V (obstacle), 0, TRUE, "freins difficultes"),
  P ("imilo", TEXT, NULL, 0, FALSE, "imilo numeroimilo nimilo idimilo numerodossier ndossier numdossier"),
  P ("description", TEXT, NULL, 0, FALSE, "description signalement"),
  C ("date", DAY, NULL, 0, FALSE, "date datecontact dateducontact datedecontact datederencontre daterencontre datedereperage datereperage datedupremiercontact premiercontact datedentretien jour"),
  C ("minute", TIME, NULL, 0, FALSE, "heure heureducontact"),
  C ("channel", CODE, V (channel), 0, FALSE, "canal canaldereperage modedereperage origine provenance sourcedereperage channel"),
  C ("reached", CODE, V (reached), 0, FALSE, "joint jointounon jointnonjoint reponse"),
  C ("outcomes", CODES, V (outcome), 0, TRUE, "resultat suite suites suitedonnee suitesdonnees issue"),
  C ("mode", CODE, V (mode), 0, FALSE, "mode modedecontact typedecontact"),
  C ("direction", CODE, V (direction), 0, FALSE, "sens"),
  C ("place", PLACE, NULL, 0, FALSE, "lieu lieudecontact lieuducontact lieuderencontre communeducontact lieudereperage communederencontre"),
  C ("place_type", CODE, V (place_type), 0, FALSE, "typedelieu"),
  C ("action", CODE, V (action), 0, FALSE, "action activite atelier"),
  C ("informed", CODE, V (informed), 0, FALSE, "informationrgpd rgpd informe"),
  C ("next_step", CODE, V (next_step), 0, FALSE, "prochaineetape asuivre"),
  C ("next_date", DAY, NULL, 0, FALSE, "relance daterelance datederelance prochainrdv prochainrendezvous daterdv datedurdv rdv arelancerle"),
  C ("duration", INT, NULL, 1440, FALSE, "duree dureeminutes"),
  C ("note", TEXT, NULL, 0, TRUE, "note notes observation observations commentaire commentaires remarque remarques"),
};

/* One for each public: a column that says yes or no to it. */
static const RepImportField public_field = { PUBLIC_PREFIX, &rep_kind_person, "publics_yes", REP_FORM_PUBLIC, V (public), 0, FALSE, "" };

static const struct {
  const char *code;
  const char *headings;
} public_headings[] = {
  { "NEET", "neet" },
  { "QPV", "qpv quartierprioritaire quartier habiteqpv enqpv residentqpv" },
  { "RURAL", "rural zrr frr zonerurale ruralite" },
  { "SORTANT_ASE", "ase sortantase suiviase" },
  { "CJM", "cjm contratjeunemajeur" },
  { "DECROCHEUR", "decrocheur decrochage" },
  { "HANDICAP", "rqth handicap th travailleurhandicape" },
};

#undef P
#undef C
#undef V
/* clang-format on */

const RepImportField *
rep_import_fields (guint *n)
{
  *n = G_N_ELEMENTS (fields);
  return fields;
}

const RepImportField *
rep_import_field_by_code (const char *code, guint *public)
{
  *public = 0;
  if (g_str_has_prefix (code, PUBLIC_PREFIX)) {
    const RepTerm *term =
        rep_vocabulary_by_code (&rep_vocabulary_public, code + strlen (PUBLIC_PREFIX));

    *public = term != NULL ? term->number : 0;
    return term != NULL ? &public_field : NULL;
  }
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (strcmp (fields[i].code, code) == 0)
      return &fields[i];
  return NULL;
}

char *
rep_import_field_code (const RepImportField *field, guint public)
{
  const RepTerm *term =
      field == &public_field ? rep_vocabulary_by_number (&rep_vocabulary_public, public) : NULL;

  return term != NULL ? g_strconcat (PUBLIC_PREFIX, term->code, NULL) : g_strdup (field->code);
}

static gboolean
is_among (const char *words, const char *key)
{
  gsize length = strlen (key);

  for (const char *at = strstr (words, key); at != NULL; at = strstr (at + 1, key))
    if ((at == words || at[-1] == ' ') && (at[length] == ' ' || at[length] == '\0'))
      return TRUE;
  return FALSE;
}

const RepImportField *
rep_import_field_guess (const char *heading, guint *public)
{
  g_autoptr (GString) folded = g_string_new (NULL);
  g_autoptr (GString) key = g_string_new (NULL);

  *public = 0;
  rep_fold (heading, folded);
  for (const char *c = folded->str; *c != '\0'; c++)
    if (*c != ' ')
      g_string_append_c (key, *c);
  if (key->len == 0)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (is_among (fields[i].headings, key->str))
      return &fields[i];
  for (guint i = 0; i < G_N_ELEMENTS (public_headings); i++)
    if (is_among (public_headings[i].headings, key->str)) {
      *public = rep_vocabulary_by_code (&rep_vocabulary_public, public_headings[i].code)->number;
      return &public_field;
    }
  return NULL;
}
