/* SPDX-FileCopyrightText: 2026 The Repères authors
 * SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/domain/stage.h"
#include "ui/widgets/form-window.h"

G_BEGIN_DECLS

/**
 * rep_stage_dialog_new: a form that gives youth @person a stage, as rep_intake_stage() does, with
 * scheme, reason of an exit and proof.
 * @project: number of the one it begins with, or %REP_NO_ROW
 * @stage: the one it begins with, %REP_STAGE_NONE for the next one
 */
RepFormWindow *rep_stage_dialog_new (
    GtkWindow *parent, RepSession *session, const RepId *person, guint32 project, RepStage stage);

G_END_DECLS
