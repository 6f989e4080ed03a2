/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <string.h>

#include "app/domain/day.h"
#include "app/release/report.h"
#include "app/release/solver.h"
#include "tests/app/made-up.h"

/* The files people read: the same bytes twice, as many pages as promised, and no formula. */

typedef struct {
  RepPublished *published;
  GArray *steps;
  GArray *pauses;
  RepReleaseReport report;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  RepChartStep step;
  RepChartSpan pause = { rep_day_parse ("2020-03-17"), rep_day_parse ("2020-05-10"),
                         "Confinement" };

  fixture->published = made_up_published (200, 3);
  g_free (fixture->published->title);
  fixture->published->title = g_strdup ("Repérer et remobiliser en Val de Lorraine");
  step = (RepChartStep){ fixture->published->start, 450 };
  fixture->steps = g_array_new (FALSE, FALSE, sizeof (RepChartStep));
  fixture->pauses = g_array_new (FALSE, FALSE, sizeof (RepChartSpan));
  g_array_append_val (fixture->steps, step);
  g_array_append_val (fixture->pauses, pause);
  fixture->report = (RepReleaseReport){
    .published = fixture->published,
    .lead = "Mission Locale du Val de Lorraine",
    .convention = "2020-54-017",
    .comment = "Le bus a tourné dans onze communes ; deux sorties ont été reportées à cause de la "
               "météo. Les signalements des bailleurs ont doublé depuis la rencontre de juillet.",
    .end = rep_day_parse ("2021-12-31"),
    .target = 450,
    .confirmed = FALSE,
    .steps = fixture->steps,
    .pauses = fixture->pauses,
  };
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  rep_published_free (fixture->published);
  g_array_unref (fixture->steps);
  g_array_unref (fixture->pauses);
}

static void
keep (GBytes *bytes, const char *name)
{
  g_autofree char *path = NULL;

  if (g_getenv ("REP_KEEP") == NULL)
    return;
  path = g_build_filename (g_getenv ("REP_KEEP"), name, NULL);
  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize)g_bytes_get_size (bytes),
                       NULL);
}

static guint
count_pages (GBytes *pdf)
{
  gsize size;
  const char *data = g_bytes_get_data (pdf, &size);
  guint n = 0;

  for (gsize i = 0; i + 11 < size; i++)
    n += memcmp (data + i, "/Type /Page", 11) == 0 && data[i + 11] != 's' ? 1 : 0;
  return n;
}

static void
test_pdf (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) once = rep_report_pdf (&fixture->report);
  g_autoptr (GBytes) twice = rep_report_pdf (&fixture->report);
  g_autoptr (GBytes) sheet = rep_report_sheet (&fixture->report);

  keep (once, "report.pdf");
  keep (sheet, "sheet.pdf");
  g_assert_true (g_bytes_equal (once, twice));
  g_assert_cmpuint (count_pages (once), ==, 2);
  g_assert_cmpuint (count_pages (sheet), ==, 1);
}

static void
test_workbook (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) once = rep_report_workbook (&fixture->report);
  g_autoptr (GBytes) twice = rep_report_workbook (&fixture->report);

  g_assert_nonnull (once);
  keep (once, "book.xlsx");
  g_assert_true (g_bytes_equal (once, twice));
}

static void
test_words (Fixture *fixture, gconstpointer data)
{
  const RepPublishedFigure rounded = { REP_RELEASE_ROUNDED, 140, FALSE, 4 };
  const RepPublishedFigure secret = { REP_RELEASE_SECRET, 0, FALSE, 0 };
  g_autofree char *one = rep_report_figure (&rounded), *two = rep_report_figure (&secret);
  g_autofree char *first = rep_report_quarter ("2020-T1"), *third = rep_report_quarter ("2020-T3");
  g_autofree char *formula = rep_report_modality (fixture->published, 4, 1);

  g_assert_cmpstr (one, ==, "≈\u202f140");
  g_assert_cmpstr (two, ==, "n.c.");
  g_assert_cmpstr (first, ==, "1er trimestre 2020");
  g_assert_cmpstr (third, ==, "3e trimestre 2020");
  g_assert_cmpstr (formula, ==, "'=M1");
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  g_test_add ("/report/pdf", Fixture, NULL, set_up, test_pdf, tear_down);
  g_test_add ("/report/workbook", Fixture, NULL, set_up, test_workbook, tear_down);
  g_test_add ("/report/words", Fixture, NULL, set_up, test_words, tear_down);
  status = g_test_run ();
  rep_solver_finish ();
  return status;
}
