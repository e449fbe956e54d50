// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

namespace signalbox {

class PlainLabel;

/// One number with its name under it. Wide enough for its usual values, so that cards stand still.
class FigureCard final : public QFrame
{
    Q_OBJECT

public:
    FigureCard(const QString &objectName, const QString &caption, const QString &widestUsual,
               QWidget *parent = nullptr);

    enum class Tone { Normal, Old, Alarming };
    void setFigure(const QString &figure, Tone tone);

private:
    PlainLabel *m_figure;
    QString m_caption;
};

} // namespace signalbox
