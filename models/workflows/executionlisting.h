// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/temporal/client.h"
#include "models/workflows/executionstore.h"

#include <QObject>

namespace signalbox {

/// Where runs are listed from: what the server holds, or what the namespace's archive does.
enum class RunSource { Server, Archive };

/// Asks for the pages of one list, one call at a time, and for its total. Knows nothing of what is shown.
/// Owner thread.
class ExecutionListing final : public QObject
{
    Q_OBJECT

public:
    explicit ExecutionListing(Client &client, QObject *parent = nullptr);

    /// Begins anew, in place of what is under way. Ends in listed() once `rows` rows are in (or all there
    /// are), or in failed(). An archive has no total.
    void start(RunSource source, const QString &ns, const QString &query, std::size_t rows, Purpose purpose);
    /// Pages on after listed(), by pageArrived(), until `upTo` rows were sent in all; at least one page.
    void readOn(std::size_t upTo, Purpose purpose);
    void stopReadingOn() { m_upTo = 0; } ///< after the page under way

    [[nodiscard]] bool isBusy() const { return m_busy; }
    [[nodiscard]] bool atEnd() const { return m_nextPageToken.isEmpty(); }

Q_SIGNALS:
    void listed(const signalbox::ExecutionStore &rows);
    void pageArrived(const std::shared_ptr<const signalbox::ExecutionPage> &page);
    void failed(const signalbox::Error &error);
    void counted(std::optional<qint64> total); ///< nothing where the server would not count

private:
    void request(Purpose purpose);
    [[nodiscard]] Reply<ExecutionPage> page(int size, Purpose purpose) const;
    void take(std::shared_ptr<const ExecutionPage> page);

    Client &m_client;
    RunSource m_source = RunSource::Server;
    QString m_ns;
    QString m_query;
    std::optional<ExecutionStore> m_staged; ///< between start() and listed()
    std::size_t m_upTo = 0;
    std::size_t m_sent = 0;
    QByteArray m_nextPageToken;
    bool m_busy = false;
    Delivery m_listCall;
    Delivery m_countCall;
};

} // namespace signalbox
