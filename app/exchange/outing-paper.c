/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/outing-people.h"
#include "app/domain/day.h"
#include "app/domain/place.h"
#include "app/exchange/outing-paper.h"
#include "app/exchange/paper.h"

/* Marks a text for the catalogue; the face translates it. */
#define N_(text) text

#define N_BANDS 6
#define N_SEXES 3

static const char *const columns[REP_N_OUTING_COLUMNS] = {
  [REP_OUTING_NAME] = N_ ("Name or pseudonym"),
  [REP_OUTING_SEX] = N_ ("Sex"),
  [REP_OUTING_AGE] = N_ ("Age or birth day"),
  [REP_OUTING_HOME] = N_ ("Home commune"),
  [REP_OUTING_REACHED] = N_ ("Reached?"),
  [REP_OUTING_OUTCOMES] = N_ ("What came of it"),
  [REP_OUTING_NEXT] = N_ ("Next step"),
  [REP_OUTING_NEXT_DATE] = N_ ("On"),
  [REP_OUTING_INFORMED] = N_ ("Told of their rights"),
};

const char *
rep_outing_column (RepOutingColumn column)
{
  return columns[column];
}

const char *
rep_outing_place_name (const char *insee)
{
  const RepPlace *place = rep_place_by_insee (insee);

  return place != NULL ? place->name : NULL;
}

typedef struct {
  RepCasebook *casebook;
  const RepOuting *outing;
  const RepOutingWords *words;
  RepPaper *paper;
  gboolean blank;
} Page;

static const char *
say (const Page *page, const char *text)
{
  return page->words->translate (text);
}

static const char *
label (const Page *page, const RepVocabulary *vocabulary, guint number)
{
  const RepTerm *term = rep_vocabulary_by_number (vocabulary, number);

  return term != NULL ? rep_term_label (term, page->words->french) : NULL;
}

static char *
day_text (const Page *page, guint32 day)
{
  GDate date;
  char text[REP_DAY_TEXT_SIZE];

  if (day == 0)
    return NULL;
  if (!page->words->french)
    return g_strdup (rep_day_format (day, text));
  g_date_clear (&date, 1);
  g_date_set_julian (&date, day);
  return g_strdup_printf ("%02u/%02u/%04u", g_date_get_day (&date), (guint)g_date_get_month (&date),
                          g_date_get_year (&date));
}

char *
rep_outing_hours (gint32 start, gint32 end)
{
  if (start == REP_NONE)
    return NULL;
  if (end == REP_NONE)
    return g_strdup_printf ("%02d:%02d", start / 60, start % 60);
  return g_strdup_printf ("%02d:%02d – %02d:%02d", start / 60, start % 60, end / 60, end % 60);
}

static void
append (GString *text, const char *word)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? ", " : "", word);
}

static char *
end (GString *text)
{
  gboolean empty = text->len == 0;
  char *words = g_string_free (text, empty);

  return empty ? NULL : words;
}

char *
rep_outing_team (RepCasebook *casebook, const RepOuting *outing)
{
  const RepAccountList *accounts = rep_casebook_accounts (casebook);
  GString *text = g_string_new (NULL);

  for (guint i = 0; outing->team != NULL && i < outing->team->len; i++) {
    const RepAccountLine *line =
        rep_account_list_line (accounts, &g_array_index (outing->team, RepId, i));

    if (line != NULL)
      append (text, line->login);
  }
  return end (text);
}

char *
rep_outing_partners (RepCasebook *casebook, const RepOuting *outing)
{
  const GPtrArray *partners = rep_casebook_partners (casebook);
  GString *text = g_string_new (NULL);

  for (guint i = 0; outing->partners != NULL && i < outing->partners->len; i++) {
    guint32 number = rep_casebook_number (casebook, &rep_kind_partner,
                                          &g_array_index (outing->partners, RepId, i));
    const RepPartner *partner =
        number < partners->len ? g_ptr_array_index (partners, number) : NULL;

    if (partner != NULL)
      append (text, partner->name);
  }
  return end (text);
}

static const char *
project_title (const Page *page)
{
  guint32 number = page->outing != NULL ? rep_casebook_number (page->casebook, &rep_kind_project,
                                                               &page->outing->project)
                                        : REP_NO_ROW;
  const GPtrArray *projects = rep_casebook_projects (page->casebook);
  const RepProject *project = number < projects->len ? g_ptr_array_index (projects, number) : NULL;

  return project != NULL ? project->title : NULL;
}

/* A blank sheet has a line to write on where nothing is known, a report a dash. */
static void
write_fact (const Page *page, const char *text, const char *value)
{
  rep_paper_fact (page->paper, say (page, text), value != NULL || page->blank ? value : "–");
}

static const char *
kind_text (const Page *page)
{
  const RepOuting *outing = page->outing;

  if (outing == NULL)
    return NULL;
  return outing->outing_kind != 0 ? label (page, &rep_vocabulary_outing_kind, outing->outing_kind)
                                  : label (page, &rep_vocabulary_channel, outing->channel);
}

/* Where, when and who. */
static void
write_head (const Page *page)
{
  const RepOuting *outing = page->outing;
  g_autofree char *day = outing != NULL ? day_text (page, outing->date) : NULL;
  g_autofree char *hours = outing != NULL ? rep_outing_hours (outing->start, outing->end) : NULL;
  g_autofree char *team = outing != NULL ? rep_outing_team (page->casebook, outing) : NULL;
  g_autofree char *partners = outing != NULL ? rep_outing_partners (page->casebook, outing) : NULL;

  write_fact (page, N_ ("Project"), project_title (page));
  write_fact (page, N_ ("Kind of outing, channel"), kind_text (page));
  write_fact (page, N_ ("Place"), outing != NULL ? rep_outing_place_name (outing->place) : NULL);
  write_fact (page, N_ ("Day"), day);
  write_fact (page, N_ ("Hours"), hours);
  write_fact (page, N_ ("Team"), team);
  write_fact (page, N_ ("Partner structures"), partners);
}

static gint32
cell_of (const RepOuting *outing, guint8 sex, guint8 band)
{
  gint32 sum = 0;

  for (guint i = 0; outing->counts != NULL && i < outing->counts->len; i++) {
    const RepCount *cell = g_ptr_array_index (outing->counts, i);

    if (cell->sex == sex && cell->band == band)
      sum += MAX (cell->count, 0);
  }
  return sum;
}

/* Age by gender; to be written in when @outing is NULL. */
static void
write_counts (const Page *page, const RepOuting *outing)
{
  static const double widths[N_SEXES + 2] = { 0.32, 0.17, 0.17, 0.17, 0.17 };
  const char *headings[N_SEXES + 2] = { say (page, N_ ("Age")) };
  g_autoptr (GPtrArray) cells = g_ptr_array_new_with_free_func (g_free);

  for (guint sex = 1; sex <= N_SEXES; sex++)
    headings[sex] = label (page, &rep_vocabulary_sex, sex);
  headings[N_SEXES + 1] = say (page, N_ ("Not noted"));
  for (guint band = 1; band <= N_BANDS + 1; band++) {
    guint8 number = (guint8)(band <= N_BANDS ? band : 0);

    g_ptr_array_add (cells, g_strdup (number != 0 ? label (page, &rep_vocabulary_age_band, number)
                                                  : say (page, N_ ("Not noted"))));
    for (guint sex = 1; sex <= N_SEXES + 1; sex++)
      g_ptr_array_add (
          cells, outing == NULL
                     ? NULL
                     : g_strdup_printf (
                           "%d", cell_of (outing, (guint8)(sex <= N_SEXES ? sex : 0), number)));
  }
  rep_paper_table (page->paper, &(RepPaperTable){ .n_columns = N_SEXES + 2,
                                                  .n_rows = N_BANDS + 1,
                                                  .widths = widths,
                                                  .headings = headings,
                                                  .cells = (const char *const *)cells->pdata,
                                                  .row_height = 14 });
}

static void
write_number (const Page *page, const char *text, gint64 n)
{
  g_autofree char *number = n >= 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, n) : g_strdup ("–");

  rep_paper_fact (page->paper, say (page, text), number);
}

static void
write_reached (const Page *page, guint32 number)
{
  g_autoptr (GArray) contacts = rep_outing_contacts (page->casebook, number);

  for (guint reached = 1; reached <= rep_vocabulary_reached.n_terms; reached++) {
    g_autofree char *text = NULL;
    guint n = 0;

    for (guint i = 0; i < contacts->len; i++)
      n += g_array_index (rep_casebook_contacts (page->casebook), RepContactRow,
                          g_array_index (contacts, guint32, i))
               .fact.reached == reached;
    text = g_strdup_printf ("%u", n);
    if (n > 0)
      rep_paper_fact (page->paper, label (page, &rep_vocabulary_reached, reached), text);
  }
}

static void
write_numbers (const Page *page, guint32 number)
{
  RepOutingSum sum = rep_outing_sum (page->casebook, number);
  const RepOuting *outing = page->outing;
  g_autoptr (GArray) expected = rep_outing_expected (page->casebook, outing);

  rep_paper_heading (page->paper, say (page, N_ ("Young people met")));
  if (sum.headcount == 0)
    rep_paper_text (page->paper, sum.entered
                                     ? say (page, N_ ("Nobody was met: the team was there."))
                                     : say (page, N_ ("The headcount was not noted.")));
  write_number (page, N_ ("Headcount"), sum.headcount);
  write_number (page, N_ ("of whom named"), sum.named);
  write_number (page, N_ ("of whom refuse to be recorded"), sum.refused);
  write_number (page, N_ ("Leaflets given"), outing->flyers);
  if (expected->len > 0) {
    write_number (page, N_ ("Expected"), expected->len);
    write_number (page, N_ ("of whom did not come"), sum.absent);
  }
  if (outing->counts != NULL)
    write_counts (page, outing);
  rep_paper_heading (page->paper, say (page, N_ ("Contacts noted")));
  write_number (page, N_ ("Contacts"), sum.contacts);
  write_reached (page, number);
}

gboolean
rep_outing_report_write (RepCasebook *casebook,
                         const RepOuting *outing,
                         const RepOutingWords *words,
                         const char *path,
                         GError **error)
{
  g_autoptr (RepPaper) paper =
      rep_paper_new (REP_PAPER_SHORT, REP_PAPER_LONG, rep_casebook_today (casebook));
  const Page page = { casebook, outing, words, paper, FALSE };

  rep_paper_title (paper, say (&page, N_ ("Outing report")));
  write_head (&page);
  write_numbers (&page, rep_casebook_number (casebook, &rep_kind_outing, &outing->object.id));
  if (outing->note != NULL) {
    rep_paper_heading (paper, say (&page, N_ ("Note")));
    rep_paper_text (paper, outing->note);
  }
  rep_paper_footer (paper, say (&page, N_ ("Internal – not to be passed on")));
  return rep_paper_write (paper, path, error);
}

gboolean
rep_outing_sheet_write (RepCasebook *casebook,
                        const RepOuting *outing,
                        const RepOutingWords *words,
                        const char *path,
                        GError **error)
{
  static const double widths[REP_N_OUTING_COLUMNS] = { 0.20, 0.05, 0.09, 0.12, 0.10,
                                                       0.16, 0.13, 0.08, 0.07 };
  g_autoptr (RepPaper) paper =
      rep_paper_new (REP_PAPER_LONG, REP_PAPER_SHORT, rep_casebook_today (casebook));
  const Page page = { casebook, outing, words, paper, TRUE };
  const char *headings[REP_N_OUTING_COLUMNS];

  for (guint i = 0; i < REP_N_OUTING_COLUMNS; i++)
    headings[i] = say (&page, columns[i]);
  rep_paper_title (paper, say (&page, N_ ("Outing sheet")));
  write_head (&page);
  rep_paper_fact (paper, say (&page, N_ ("Headcount, leaflets")), NULL);
  rep_paper_table (paper, &(RepPaperTable){ .n_columns = REP_N_OUTING_COLUMNS,
                                            .n_rows = REP_OUTING_ROWS,
                                            .widths = widths,
                                            .headings = headings,
                                            .row_height = 18 });
  rep_paper_footer (
      paper,
      say (&page, N_ ("One line a young person, typed into the grid in the same order. Shred "
                      "this sheet once it is typed in.")));
  return rep_paper_write (paper, path, error);
}
