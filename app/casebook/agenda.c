/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/casebook/agenda.h"
#include "app/casebook/gather.h"

typedef enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
} AgendaSignal;

static guint signals[N_SIGNALS];

struct _RepAgenda {
  GObject parent_instance;

  RepCasebook *casebook;
  GArray *items;     /* RepWorkItem, in order */
  GHashTable *week;  /* row of a contact of this week -> its author */
  RepGather *gather; /* the look at everyone under way */
  GArray *touched;   /* rows that changed meanwhile */
};

G_DEFINE_FINAL_TYPE (RepAgenda, rep_agenda, G_TYPE_OBJECT)

static void
see_youth (gpointer owner, guint32 person, GArray *items)
{
  RepAgenda *self = owner;

  rep_worklist_see (self->casebook, rep_casebook_today (self->casebook), person, items);
}

static void
see_contact (RepAgenda *self, guint32 number)
{
  const RepContactRow *contact =
      &g_array_index (rep_casebook_contacts (self->casebook), RepContactRow, number);
  guint32 today = rep_casebook_today (self->casebook);
  guint32 monday = today - (today - 1) % 7; /* day 1 was a Monday */

  if (contact->revision != 0 && contact->fact.date >= monday && contact->fact.date <= today)
    g_hash_table_insert (self->week, GUINT_TO_POINTER (number), GUINT_TO_POINTER (contact->author));
  else
    g_hash_table_remove (self->week, GUINT_TO_POINTER (number));
}

static void
see_week (RepAgenda *self)
{
  g_hash_table_remove_all (self->week);
  for (guint32 i = 0; i < rep_casebook_contacts (self->casebook)->len; i++)
    see_contact (self, i);
}

static void
drop_youth (RepAgenda *self, guint32 person)
{
  guint kept = 0;

  for (guint i = 0; i < self->items->len; i++)
    if (g_array_index (self->items, RepWorkItem, i).person != person)
      g_array_index (self->items, RepWorkItem, kept++) =
          g_array_index (self->items, RepWorkItem, i);
  g_array_set_size (self->items, kept);
}

static void
insert (GArray *items, const RepWorkItem *item)
{
  guint low = 0, high = items->len;

  while (low < high) {
    guint middle = low + (high - low) / 2;

    if (rep_worklist_compare (&g_array_index (items, RepWorkItem, middle), item) < 0)
      low = middle + 1;
    else
      high = middle;
  }
  g_array_insert_vals (items, low, item, 1);
}

static void
update_youths (RepAgenda *self, const GArray *persons)
{
  g_autoptr (GArray) fresh = g_array_new (FALSE, FALSE, sizeof (RepWorkItem));

  for (guint i = 0; i < persons->len; i++) {
    drop_youth (self, g_array_index (persons, guint32, i));
    see_youth (self, g_array_index (persons, guint32, i), fresh);
  }
  for (guint i = 0; i < fresh->len; i++)
    insert (self->items, &g_array_index (fresh, RepWorkItem, i));
}

static void
gathered (gpointer owner, GArray *items)
{
  RepAgenda *self = owner;

  g_clear_pointer (&self->gather, rep_gather_free);
  g_array_unref (self->items);
  self->items = items;
  update_youths (self, self->touched);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
gather (RepAgenda *self)
{
  static const RepGatherPlan plan = { sizeof (RepWorkItem), see_youth, rep_worklist_compare,
                                      gathered };

  g_clear_pointer (&self->gather, rep_gather_free);
  g_array_set_size (self->touched, 0);
  self->gather = rep_gather_start (&plan, self, rep_casebook_persons (self->casebook)->len);
}

static void
changed_cb (RepAgenda *self)
{
  const RepTouched *change = rep_casebook_touched (self->casebook);

  if (change->everyone) {
    see_week (self);
    gather (self);
    return;
  }
  for (guint i = 0; i < change->contacts->len; i++)
    see_contact (self, g_array_index (change->contacts, guint32, i));
  if (self->gather != NULL)
    g_array_append_vals (self->touched, change->persons->data, change->persons->len);
  else
    update_youths (self, change->persons);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
rep_agenda_finalize (GObject *object)
{
  RepAgenda *self = REP_AGENDA (object);

  rep_gather_free (self->gather);
  g_array_unref (self->items);
  g_array_unref (self->touched);
  g_hash_table_unref (self->week);
  g_clear_object (&self->casebook);

  G_OBJECT_CLASS (rep_agenda_parent_class)->finalize (object);
}

static void
rep_agenda_class_init (RepAgendaClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = rep_agenda_finalize;

  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
rep_agenda_init (RepAgenda *self)
{
  self->items = g_array_new (FALSE, FALSE, sizeof (RepWorkItem));
  self->touched = g_array_new (FALSE, FALSE, sizeof (guint32));
  self->week = g_hash_table_new (NULL, NULL);
}

RepAgenda *
rep_agenda_new (RepCasebook *casebook)
{
  RepAgenda *self = g_object_new (REP_TYPE_AGENDA, NULL);

  self->casebook = g_object_ref (casebook);
  for (guint32 person = 0; person < rep_casebook_persons (casebook)->len; person++)
    see_youth (self, person, self->items);
  g_array_sort (self->items, rep_worklist_compare);
  see_week (self);
  g_signal_connect_object (casebook, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

RepWorklist *
rep_agenda_pick (RepAgenda *agenda, guint16 author)
{
  RepWorklist *picked = g_new0 (RepWorklist, 1);
  g_autofree guint16 *owners = rep_worklist_owners (agenda->casebook);
  GHashTableIter iter;
  gpointer of;

  for (guint i = 0; i < REP_N_WORKS; i++)
    picked->items[i] = g_array_new (FALSE, FALSE, sizeof (RepWorkItem));
  for (guint i = 0; i < agenda->items->len; i++) {
    const RepWorkItem *item = &g_array_index (agenda->items, RepWorkItem, i);

    if (author == REP_ALL_AUTHORS || owners[item->author] == author)
      g_array_append_vals (picked->items[item->work], item, 1);
  }
  g_hash_table_iter_init (&iter, agenda->week);
  while (g_hash_table_iter_next (&iter, NULL, &of))
    picked->week_contacts += author == REP_ALL_AUTHORS || GPOINTER_TO_UINT (of) == author;
  return picked;
}
