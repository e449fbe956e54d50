// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/interventions/runlever.h"

#include <QObject>

namespace signalbox {

/// The longest history a server keeps (limit.historyCount.error, 51,200 events) in its pages of 256.
inline constexpr int maxHistoryPages = 200;

/// Reads a run and the history since the dialog showed it, and lets the lever say what it proves. One reading
/// at a time; a new one replaces it. The lever must outlive it. Owner thread.
class ReadBack final : public QObject
{
    Q_OBJECT

public:
    ReadBack(Client &client, const RunLever &lever, QString identity, Purpose purpose,
             QObject *parent = nullptr);

    /// An error means that nothing could be read, so nothing is proven.
    [[nodiscard]] Reply<Settlement> read(const QString &madeRun = {});

private:
    void takeDescription(const Result<ExecutionDescription> &answer);
    void readPage(const QByteArray &token);
    void takePage(Result<HistoryPage> answer);

    Client &m_client;
    const RunLever &m_lever;
    const QString m_identity;
    const Purpose m_purpose;
    QString m_madeRun;
    ExecutionDescription m_now;
    Trace m_trace;
    std::vector<HistoryEvent> m_events; ///< newest first
    int m_pages = 0;
    ReplyPromise<Settlement> m_promise;
    Delivery m_call;
};

} // namespace signalbox
