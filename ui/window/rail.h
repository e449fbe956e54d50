// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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

    /// `place` is what placeClicked says.
    void addPlace(int place, const QString &iconName, const QString &text, const QString &keys);
    void setPlace(int place); ///< the one that is open

Q_SIGNALS:
    void placeClicked(int place);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QButtonGroup *m_buttons;
    QVBoxLayout *m_layout;
};

} // namespace signalbox
