// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"

#include <QWidget>

namespace signalbox {

class Banner;
class Client;

/// Across the top while the cluster doesn't answer: since when, why, and that what is shown is old.
class UnreachableBar final : public QWidget
{
    Q_OBJECT

public:
    UnreachableBar(Client &client, const Clock &clock, QWidget *parent = nullptr);

    void tick(); ///< once a second: the time it lasts

private:
    Client &m_client;
    const Clock &m_clock;
    Banner *m_banner;
};

} // namespace signalbox
