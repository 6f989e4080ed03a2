/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/widgets/choice.h"

struct _RepChoice {
  GObject parent_instance;

  char *key;
  char *label;
  char *detail;
};

G_DEFINE_FINAL_TYPE (RepChoice, rep_choice, G_TYPE_OBJECT)

static void
rep_choice_finalize (GObject *object)
{
  RepChoice *self = REP_CHOICE (object);

  g_free (self->key);
  g_free (self->label);
  g_free (self->detail);

  G_OBJECT_CLASS (rep_choice_parent_class)->finalize (object);
}

static void
rep_choice_class_init (RepChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rep_choice_finalize;
}

static void
rep_choice_init (RepChoice *self)
{
}

RepChoice *
rep_choice_new (const char *key, const char *label, const char *detail)
{
  RepChoice *self = g_object_new (REP_TYPE_CHOICE, NULL);

  self->key = g_strdup (key);
  self->label = g_strdup (label);
  self->detail = g_strdup (detail);
  return self;
}

const char *
rep_choice_get_key (RepChoice *choice)
{
  g_return_val_if_fail (REP_IS_CHOICE (choice), NULL);

  return choice->key;
}

const char *
rep_choice_get_label (RepChoice *choice)
{
  g_return_val_if_fail (REP_IS_CHOICE (choice), NULL);

  return choice->label;
}

const char *
rep_choice_get_detail (RepChoice *choice)
{
  g_return_val_if_fail (REP_IS_CHOICE (choice), NULL);

  return choice->detail;
}
