// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/runbook/driftlist.h"
#include "ui/widgets/place.h"

#include <QFrame>

class QToolButton;

namespace signalbox {

class PlainLabel;
class RecipeBox;
class SignalChip;

/// One drift: what it is, why, since when, what would put it right, for a shell and for Terraform, and the
/// way to where it is looked into. Nothing is done from here.
class DriftPanel final : public QFrame
{
    Q_OBJECT

public:
    explicit DriftPanel(QWidget *parent = nullptr);

    void show(const ListedDrift &one);
    void showNone(const QString &why);

Q_SIGNALS:
    void openClicked(const signalbox::Place &place);

private:
    void arrange();

    SignalChip *m_chip;
    PlainLabel *m_title;
    PlainLabel *m_sentence;
    PlainLabel *m_reason;
    PlainLabel *m_fix;
    QToolButton *m_open;
    RecipeBox *m_command;
    RecipeBox *m_terraform;
    Place m_place;
};

} // namespace signalbox
