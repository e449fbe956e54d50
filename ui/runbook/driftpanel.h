// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/runbook/driftlist.h"
#include "ui/runbook/driftlever.h"
#include "ui/widgets/place.h"

#include <QFrame>

class QPushButton;
class QToolButton;

namespace signalbox {

class PlainLabel;
class RecipeBox;
class SignalChip;

/// One drift: what it is, why, since when, what would put it right, for a shell and for Terraform, the lever
/// that does, and the way to where it is looked into. Nothing is done from here: the lever is asked for.
class DriftPanel final : public QFrame
{
    Q_OBJECT

public:
    explicit DriftPanel(QWidget *parent = nullptr);

    /// One that can't be pulled is off and says why.
    void show(const ListedDrift &one, const std::optional<DriftLever> &lever);
    void showNone(const QString &why);

Q_SIGNALS:
    void openClicked(const signalbox::Place &place);
    void leverClicked(const signalbox::InterventionTarget &target);

private:
    void arrange();
    void showLever(const std::optional<DriftLever> &lever, const QString &noLever);

    SignalChip *m_chip;
    PlainLabel *m_title;
    PlainLabel *m_sentence;
    PlainLabel *m_reason;
    PlainLabel *m_fix;
    QPushButton *m_lever;
    PlainLabel *m_leverOff; ///< why it is, or why there is none
    QToolButton *m_open;
    RecipeBox *m_command;
    RecipeBox *m_terraform;
    Place m_place;
    InterventionTarget m_target;
};

} // namespace signalbox
