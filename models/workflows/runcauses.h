// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/temporal/client.h"

#include <QHash>
#include <QObject>

#include <deque>

namespace signalbox {

/// Asks why runs ended as they did: one event of each, a few at a time, only of those that were sought last.
/// Remembers which it has asked, and not what came. Owner thread.
class RunCauses final : public QObject
{
    Q_OBJECT

public:
    explicit RunCauses(Client &client, QObject *parent = nullptr);

    /// In this order, in place of those that were sought before and not yet asked for.
    void seek(const QString &ns, const std::vector<Execution> &runs);
    void giveUp(); ///< also what is under way

Q_SIGNALS:
    void found(const QString &runId, const QString &why); ///< safe to show; empty: the history doesn't say
    /// It will have to be sought again; so will those that were to be asked next.
    void failed(const QString &runId, const signalbox::Error &error);

private:
    void askOn();
    void take(const QString &runId, const Result<HistoryPage> &answer);

    Client &m_client;
    QString m_ns;
    std::deque<Execution> m_sought;
    QHash<QString, Delivery> m_underWay; ///< by run id
};

} // namespace signalbox
