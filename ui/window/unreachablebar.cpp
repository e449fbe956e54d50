// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/unreachablebar.h"

#include "models/base/format.h"
#include "models/temporal/client.h"
#include "ui/widgets/banner.h"

#include <QVBoxLayout>

namespace signalbox {

UnreachableBar::UnreachableBar(Client &client, const Clock &clock, QWidget *parent)
    : QWidget(parent)
    , m_client(client)
    , m_clock(clock)
    , m_banner(new Banner(this))
{
    m_banner->setObjectName(QStringLiteral("unreachable"));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_banner);
    connect(&m_client, &Client::connectionChanged, this, &UnreachableBar::tick);
    tick();
}

void UnreachableBar::tick()
{
    const auto since = m_client.lostSince();
    if (m_client.connection() != ConnectionState::Lost || !since) {
        m_banner->clear();
        return;
    }
    m_banner->show(Banner::Kind::Danger, tr("No answer from %1 since %2 (%3). What is shown is the last that "
                                            "was read; Signalbox keeps trying.")
                                             .arg(m_client.address(), formatTimeOfDay(*since),
                                                  formatDuration(m_clock.utc() - *since)));
}

} // namespace signalbox
