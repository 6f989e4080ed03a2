/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "app/exchange/chart.h"
#include "ui/say.h"
#include "ui/widgets/burn-up.h"

#define NARROWEST 240
#define WIDEST 1400
#define LOWEST 290
#define HIGHEST 420
#define FONT_SIZE 13 /* pixels, beside which the chart has its usual scale */
#define USUAL_RESOLUTION 96

struct _RepBurnUpChart {
  GtkWidget parent_instance;

  RepBurnUp *burn_up;
  RepChartStep *steps;
  RepChartSpan *pauses;
  RepChartBand forecast;
  RepChartSeries series;
};

G_DEFINE_FINAL_TYPE (RepBurnUpChart, rep_burn_up_chart, GTK_TYPE_WIDGET)

static RepChartLabels
get_labels (void)
{
  RepChartLabels labels = {
    .font = "Sans",
    .quarter = _ ("Q{}"),
    .reached = _ ("Reached"),
    .target = _ ("Target {}"),
    .unconfirmed = _ ("basis to be confirmed"),
    .expected = _ ("Expected at a steady pace"),
    .forecast = _ ("Forecast, four times out of five"),
    .amendment = _ ("Amendment"),
    .say_day = rep_say_day,
    .say_all =
        _ ("{reached} people reached by {day}, for a target of {target} by {end}; {expected} "
           "were expected by then."),
    .say_no_target = _ ("{reached} people reached by {day}; no target is set."),
    .say_not_begun = _ ("The project starts on {start}, for a target of {target} by {end}."),
    .say_step = _ ("The target is {target} from {day}."),
    .say_pause = _ ("Paused from {start} to {end}: {label}."),
    .say_quarter = _ ("End of {quarter} {year}: {reached}."),
    .say_forecast = _ ("Forecast for {end}: {median}, between {low} and {high} four times out of "
                       "five."),
    .say_amendment = _ ("Amended from {day}."),
  };
  /* Translators: the first letters of the twelve months */
  g_auto (GStrv) months = g_strsplit (_ ("J F M A M J J A S O N D"), " ", 12);

  for (guint i = 0; i < 12 && months[i] != NULL; i++)
    labels.months[i] = g_intern_string (months[i]);
  for (guint i = g_strv_length (months); i < 12; i++)
    labels.months[i] = "";
  return labels;
}

static RepChartColor
to_color (const GdkRGBA *rgba, double alpha)
{
  return (RepChartColor){
    .red = rgba->red,
    .green = rgba->green,
    .blue = rgba->blue,
    .alpha = rgba->alpha * alpha,
  };
}

/* A named colour of the style, or that of the text. */
static RepChartColor
look_up (RepBurnUpChart *self, const char *name, double alpha)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (self));
  GdkRGBA rgba;

  if (name == NULL || !gtk_style_context_lookup_color (style, name, &rgba))
    gtk_style_context_get_color (style, &rgba);
  return to_color (&rgba, alpha);
}

/* What a card looks like: a veil over the window. */
static RepChartColor
get_background (RepBurnUpChart *self)
{
  RepChartColor window = look_up (self, "window_bg_color", 1);
  RepChartColor card = look_up (self, "card_bg_color", 1);

  return (RepChartColor){
    .red = window.red * (1 - card.alpha) + card.red * card.alpha,
    .green = window.green * (1 - card.alpha) + card.green * card.alpha,
    .blue = window.blue * (1 - card.alpha) + card.blue * card.alpha,
    .alpha = 1,
  };
}

static RepChartColors
get_colors (RepBurnUpChart *self)
{
  gboolean strong = adw_style_manager_get_high_contrast (adw_style_manager_get_default ());

  return (RepChartColors){
    .foreground = look_up (self, NULL, 1),
    .background = get_background (self),
    .grid = look_up (self, NULL, strong ? 0.5 : 0.13),
    .reached = look_up (self, "accent_color", 1),
    .target = look_up (self, NULL, 1),
    .expected = look_up (self, NULL, strong ? 1 : 0.65),
    .pause = look_up (self, "warning_bg_color", strong ? 0.4 : 0.22),
  };
}

static double
get_scale (RepBurnUpChart *self)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (self));
  const PangoFontDescription *font = pango_context_get_font_description (context);
  double size = (double)pango_font_description_get_size (font) / PANGO_SCALE;
  double resolution = pango_cairo_context_get_resolution (context);

  if (!pango_font_description_get_size_is_absolute (font))
    size *= (resolution > 0 ? resolution : USUAL_RESOLUTION) / 72;
  return size > 0 ? size / FONT_SIZE : 1;
}

static void
rep_burn_up_chart_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  RepBurnUpChart *self = REP_BURN_UP_CHART (widget);
  PangoContext *context = gtk_widget_get_pango_context (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  RepChartLabels labels = get_labels ();
  RepChartColors colors = get_colors (self);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float)width, (float)height);
  cairo_t *cr;

  if (self->burn_up == NULL || width <= 0 || height <= 0)
    return;
  labels.font = pango_font_description_get_family (pango_context_get_font_description (context));
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  rep_chart_draw (cr, width, height, get_scale (self), &self->series, &labels, &colors);
  cairo_destroy (cr);
}

static GtkSizeRequestMode
rep_burn_up_chart_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
rep_burn_up_chart_measure (GtkWidget *widget,
                           GtkOrientation orientation,
                           int for_size,
                           int *minimum,
                           int *natural,
                           int *minimum_baseline,
                           int *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *minimum = NARROWEST;
    *natural = WIDEST;
  } else {
    *minimum = *natural = for_size > 0 ? CLAMP (for_size * 2 / 5, LOWEST, HIGHEST) : LOWEST;
  }
}

static void
rep_burn_up_chart_finalize (GObject *object)
{
  RepBurnUpChart *self = REP_BURN_UP_CHART (object);

  rep_burn_up_free (self->burn_up);
  g_free (self->steps);
  g_free (self->pauses);

  G_OBJECT_CLASS (rep_burn_up_chart_parent_class)->finalize (object);
}

static void
rep_burn_up_chart_class_init (RepBurnUpChartClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->finalize = rep_burn_up_chart_finalize;
  widget_class->snapshot = rep_burn_up_chart_snapshot;
  widget_class->measure = rep_burn_up_chart_measure;
  widget_class->get_request_mode = rep_burn_up_chart_get_request_mode;

  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_IMG);
}

static void
rep_burn_up_chart_init (RepBurnUpChart *self)
{
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::high-contrast",
                           G_CALLBACK (gtk_widget_queue_draw), self, G_CONNECT_SWAPPED);
}

/* From the figures to what the drawing takes: they do not know of each other. */
static void
fill_series (RepBurnUpChart *self)
{
  const RepBurnUp *burn_up = self->burn_up;

  self->steps = g_renew (RepChartStep, self->steps, burn_up->n_steps);
  for (guint i = 0; i < burn_up->n_steps; i++)
    self->steps[i] = (RepChartStep){ burn_up->steps[i].from, burn_up->steps[i].value };
  self->pauses = g_renew (RepChartSpan, self->pauses, burn_up->n_pauses);
  for (guint i = 0; i < burn_up->n_pauses; i++)
    self->pauses[i] = (RepChartSpan){
      burn_up->pauses[i].from,
      burn_up->pauses[i].to,
      rep_say_term (&rep_vocabulary_pause, burn_up->pauses[i].reason),
    };
  self->series = (RepChartSeries){
    .start = burn_up->start,
    .end = burn_up->end,
    .n_days = burn_up->n_days,
    .reached = burn_up->reached,
    .n_steps = burn_up->n_steps,
    .steps = self->steps,
    .n_pauses = burn_up->n_pauses,
    .pauses = self->pauses,
    .n_amendments = burn_up->n_amendments,
    .amendments = burn_up->amendments,
    .confirmed = burn_up->basis_confirmed,
  };
}

void
rep_burn_up_chart_show (RepBurnUpChart *self, RepBurnUp *burn_up, const RepForecast *forecast)
{
  RepChartLabels labels = get_labels ();
  g_autofree char *words = NULL;

  g_return_if_fail (REP_IS_BURN_UP_CHART (self));

  rep_burn_up_free (self->burn_up);
  self->burn_up = burn_up;
  self->series = (RepChartSeries){ 0 };
  if (burn_up != NULL)
    fill_series (self);
  if (burn_up != NULL && forecast != NULL && burn_up->as_of < burn_up->end) {
    self->forecast = (RepChartBand){ forecast->low, forecast->median, forecast->high };
    self->series.forecast = &self->forecast;
  }
  words = rep_chart_describe (&self->series, &labels);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
