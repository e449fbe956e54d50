// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/recovery/findings.h"
#include "ui/widgets/place.h"

#include <QFrame>

class QToolButton;

namespace signalbox {

class PlainLabel;
class RecipeBox;
class SignalChip;

/// Where a finding is looked at: the run, else the queue, else what runs in the namespace.
[[nodiscard]] Place placeOf(const Finding &finding);

/// One finding: what it says, what an administrator of the server types about it, and the way there.
class FindingPanel final : public QFrame
{
    Q_OBJECT

public:
    explicit FindingPanel(QWidget *parent = nullptr);

    void show(const Finding &finding);
    void showNone(const QString &why);

Q_SIGNALS:
    void openClicked(const signalbox::Place &place);

private:
    SignalChip *m_chip;
    PlainLabel *m_title;
    PlainLabel *m_sentence;
    QToolButton *m_open;
    PlainLabel *m_why;
    RecipeBox *m_command;
    Place m_place;
};

} // namespace signalbox
