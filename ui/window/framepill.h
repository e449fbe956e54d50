// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace signalbox {

/// A button on the environment's band: white text in a white outline.
class FramePill final : public QToolButton
{
    Q_OBJECT

public:
    FramePill(const QString &objectName, const QString &iconName, QWidget *parent = nullptr);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override; ///< its text is cut where there is no room

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace signalbox
