// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/place.h"

#include <QWidget>

class QButtonGroup;
class QVBoxLayout;

namespace signalbox {

/// The rail at the left: one button a place, each with a drawing and its word.
class Rail final : public QWidget
{
    Q_OBJECT

public:
    explicit Rail(QWidget *parent = nullptr);

    void addPlace(const Place &place, const QString &iconName, const QString &text, const QString &keys);
    void setPlace(const Place &place); ///< where the window is
    /// How many dangers that place has to tell of.
    void setDangers(const Place &place, int count);
    /// How much of the runbook the cluster has drifted from.
    void setDrifted(const Place &place, int count);

Q_SIGNALS:
    void go(const signalbox::Place &place);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QButtonGroup *m_buttons;
    QVBoxLayout *m_layout;
};

} // namespace signalbox
