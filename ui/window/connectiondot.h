// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace signalbox {

/// A dot before the connection's words: filled while connected, a ring otherwise.
class ConnectionDot final : public QWidget
{
    Q_OBJECT

public:
    explicit ConnectionDot(QWidget *parent = nullptr);

    void setConnected(bool connected);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    bool m_connected = false;
};

} // namespace signalbox
