// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workflows/executionlisting.h"

namespace signalbox {

namespace {

/// The server's page limit, frontend.visibilityMaxPageSize.
constexpr std::size_t fullPage = 1000;
/// More than any screen shows, and there sooner.
constexpr std::size_t firstPage = 200;

} // namespace

ExecutionListing::ExecutionListing(Client &client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
}

void ExecutionListing::start(RunSource source, const QString &ns, const QString &query, std::size_t rows,
                             Purpose purpose)
{
    m_listCall.cancel();
    m_countCall.cancel();
    m_source = source;
    m_ns = ns;
    m_query = query;
    m_staged.emplace();
    m_upTo = rows;
    m_sent = 0;
    m_nextPageToken.clear();
    request(purpose);
    if (source == RunSource::Archive)
        return;
    m_countCall = m_client.countExecutions(ns, query, purpose).deliver(this, [this](Result<qint64> count) {
        Q_EMIT counted(count ? std::optional<qint64>(*count) : std::nullopt);
    });
}

void ExecutionListing::readOn(std::size_t upTo, Purpose purpose)
{
    m_upTo = upTo;
    if (!m_busy && !atEnd())
        request(purpose);
}

void ExecutionListing::request(Purpose purpose)
{
    const bool small = m_nextPageToken.isEmpty() && m_upTo <= firstPage;
    m_busy = true;
    m_listCall = page(static_cast<int>(small ? firstPage : fullPage), purpose)
                     .deliver(this, [this](Result<ExecutionPage> page) {
                         m_busy = false;
                         if (page)
                             return take(std::make_shared<const ExecutionPage>(std::move(*page)));
                         m_upTo = 0;
                         m_staged.reset();
                         Q_EMIT failed(page.error());
                     });
}

Reply<ExecutionPage> ExecutionListing::page(int size, Purpose purpose) const
{
    return m_source == RunSource::Archive
               ? m_client.listArchived(m_ns, m_query, size, m_nextPageToken, purpose)
               : m_client.listExecutions(m_ns, m_query, size, m_nextPageToken, purpose);
}

/// The next page is asked for before this one is handed on: the server works meanwhile.
void ExecutionListing::take(std::shared_ptr<const ExecutionPage> page)
{
    m_sent += page->size();
    m_nextPageToken =
        page->size() > 0 ? page->nextPageToken() : QByteArray(); // never an endless row of nothing
    if (m_sent < m_upTo && !atEnd())
        request(Purpose::Paging);
    if (!m_staged) {
        Q_EMIT pageArrived(page);
        return;
    }
    m_staged->append(std::move(page));
    if (!m_busy)
        Q_EMIT listed(*std::exchange(m_staged, std::nullopt));
}

} // namespace signalbox
