/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include <glib/gi18n.h>

#include "ui/say.h"
#include "ui/widgets/progress-view.h"

struct _RepProgressView {
  AdwBin parent_instance;

  GtkLabel *reached_label;
  GtkLabel *target_label;
  GtkLabel *rate_label;
  GtkWidget *bar_overlay;
  GtkLevelBar *bar;
  GtkWidget *mark;
  GtkLabel *expected_label;
  GtkLabel *basis_label;
  GtkLabel *needed_label;
  GtkLabel *left_label;

  double expected_share;
};

G_DEFINE_FINAL_TYPE (RepProgressView, rep_progress_view, ADW_TYPE_BIN)

/* The point of the mark stands where a steady pace would have brought the bar. */
static gboolean
mark_place_cb (GtkOverlay *overlay, GtkWidget *child, GdkRectangle *place, gpointer user_data)
{
  RepProgressView *self = user_data;
  GtkRequisition size;

  gtk_widget_get_preferred_size (child, NULL, &size);
  place->width = size.width;
  place->height = size.height;
  place->x = (int)(gtk_widget_get_width (GTK_WIDGET (overlay)) * self->expected_share + 0.5) -
             size.width / 2;
  place->y = 0;
  return TRUE;
}

static void
rep_progress_view_class_init (RepProgressViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/reperes/Reperes/ui/widgets/progress-view.ui");
  gtk_widget_class_bind_template_child (widget_class, RepProgressView, reached_label);
  gtk_widget_class_bind_template_child (widget_class, RepProgressView, target_label);
  gtk_widget_class_bind_template_child (widget_class, RepProgressView, rate_label);
  gtk_widget_class_bind_template_child (widget_class, RepProgressView, bar_overlay);
  gtk_widget_class_bind_template_child (widget_class, RepProgressView, bar);
  gtk_widget_class_bind_template_child (widget_class, RepProgressView, mark);
  gtk_widget_class_bind_template_child (widget_class, RepProgressView, expected_label);
  gtk_widget_class_bind_template_child (widget_class, RepProgressView, basis_label);
  gtk_widget_class_bind_template_child (widget_class, RepProgressView, needed_label);
  gtk_widget_class_bind_template_child (widget_class, RepProgressView, left_label);
  gtk_widget_class_bind_template_callback (widget_class, mark_place_cb);
}

static void
rep_progress_view_init (RepProgressView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  /* A low share is no alarm in itself: early in a project it is to be expected. Only a target that
   * was reached has another colour. */
  gtk_level_bar_remove_offset_value (self->bar, GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_add_offset_value (self->bar, GTK_LEVEL_BAR_OFFSET_HIGH, 0.9999);
}

static void
take_label (GtkLabel *label, char *text)
{
  gtk_label_set_label (label, text);
  gtk_widget_set_visible (GTK_WIDGET (label), text[0] != '\0');
  g_free (text);
}

static char *
say_needed (const RepProgress *progress)
{
  if (progress->target > 0 && progress->reached >= progress->target)
    return g_strdup (_ ("Target reached"));
  if (progress->target == 0 || progress->weekly_needed < 0)
    return g_strdup ("");
  return g_strdup_printf (_ ("%.1f a week still needed"), progress->weekly_needed);
}

static char *
say_left (const RepProgress *progress, guint32 start)
{
  guint left = progress->days_total - progress->days_elapsed;

  if (progress->days_elapsed == 0) {
    g_autofree char *day = rep_say_day (start);

    return g_strdup_printf (_ ("Starts on %s"), day);
  }
  if (left == 0)
    return g_strdup (_ ("Finished"));
  return g_strdup_printf (ngettext ("%'u day left", "%'u days left", left), left);
}

static char *
say_basis (const RepProgress *progress)
{
  const char *stage = rep_say_term (&rep_vocabulary_stage, progress->basis);

  if (progress->target == 0)
    return g_strdup (_ ("No target is set"));
  if (progress->basis_confirmed)
    return g_strdup_printf (_ ("Counted as: %s"), stage);
  return g_strdup_printf (_ ("Counted as: %s – basis to be confirmed"), stage);
}

static char *
say_expected (const RepProgress *progress)
{
  if (progress->target == 0)
    return g_strdup ("");
  return g_strdup_printf (_ ("Expected at a steady pace: %'.0f (%.0f %%)"), progress->expected,
                          100 * progress->expected / progress->target);
}

void
rep_progress_view_show (RepProgressView *self, const RepProgress *progress, guint32 start)
{
  gboolean has_target = progress->target > 0;

  g_return_if_fail (REP_IS_PROGRESS_VIEW (self));

  take_label (self->reached_label, g_strdup_printf ("%'u", progress->reached));
  take_label (self->target_label, has_target ? g_strdup_printf (_ ("of %'u"), progress->target)
                                             : g_strdup (_ ("reached")));
  take_label (self->rate_label,
              has_target ? g_strdup_printf (_ ("%.1f %%"), 100 * progress->rate) : g_strdup (""));
  take_label (self->expected_label, say_expected (progress));
  take_label (self->basis_label, say_basis (progress));
  take_label (self->needed_label, say_needed (progress));
  take_label (self->left_label, say_left (progress, start));

  self->expected_share = has_target ? CLAMP (progress->expected / progress->target, 0, 1) : 0;
  gtk_level_bar_set_value (self->bar, CLAMP (progress->rate, 0, 1));
  gtk_widget_set_visible (self->bar_overlay, has_target);
  gtk_widget_queue_allocate (self->bar_overlay);
}

char *
rep_progress_view_describe (RepProgressView *self)
{
  GtkLabel *const labels[] = { self->rate_label, self->expected_label, self->basis_label,
                               self->needed_label, self->left_label };
  GString *text;

  g_return_val_if_fail (REP_IS_PROGRESS_VIEW (self), NULL);

  text = g_string_new (gtk_label_get_label (self->reached_label));
  g_string_append_printf (text, " %s", gtk_label_get_label (self->target_label));
  for (guint i = 0; i < G_N_ELEMENTS (labels); i++)
    if (gtk_label_get_label (labels[i])[0] != '\0')
      g_string_append_printf (text, ", %s", gtk_label_get_label (labels[i]));
  return g_string_free (text, FALSE);
}
