// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/unreachablebar.h"

#include "models/base/explain.h"
#include "models/base/format.h"
#include "models/temporal/client.h"
#include "ui/widgets/banner.h"

#include <QStringList>
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
    QStringList sentences{
        tr("No answer from %1 since %2 (%3).")
            .arg(m_client.address(), formatTimeOfDay(*since), formatDuration(m_clock.utc() - *since))};
    if (const auto &error = m_client.lostBecause())
        sentences << explain(*error).why;
    const bool wasReached = m_client.roundTrip().has_value();
    sentences << (wasReached ? tr("You see what was last read; Signalbox keeps trying.")
                             : tr("Signalbox keeps trying."));
    m_banner->show(Banner::Kind::Danger, sentences.join(u' '));
}

} // namespace signalbox
