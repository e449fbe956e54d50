// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QProgressBar;

namespace signalbox {

class PlainLabel;

/// Something long that is under way: how far it is, and a button that ends it. Hidden while there is nothing.
class ProgressRow final : public QWidget
{
    Q_OBJECT

public:
    /// `stopping`: what a screen reader says of the button.
    ProgressRow(const QString &objectName, const QString &stopping, QWidget *parent = nullptr);

    /// `known` 0: nobody can say how much it is in all.
    void show(const QString &words, qint64 done, qint64 known);

Q_SIGNALS:
    void stopClicked();

private:
    PlainLabel *m_words;
    QProgressBar *m_bar;
};

} // namespace signalbox
