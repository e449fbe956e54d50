// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workflows/historymodel.h"

#include "models/base/displaytext.h"
#include "models/base/format.h"

#include <QStringList>

#include <algorithm>
#include <deque>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype cellText = 240;

/// Who: the caller's own words, and the server's proof where it keeps one. They may disagree; both are shown.
QString byText(const HistoryEvent &event)
{
    if (event.principalName.isEmpty())
        return displayText(event.identity, cellText);
    const QString proved = HistoryModel::tr("proved: %1").arg(displayText(event.principalName, cellText));
    return event.identity.isEmpty() ? proved : displayText(event.identity, cellText) + u" · "_s + proved;
}

QString linesText(const QString &summary)
{
    QStringList lines = summary.split(u'\n');
    for (QString &line : lines)
        line = displayText(line);
    return lines.join(u'\n');
}

QString cell(const HistoryEvent &event, int column)
{
    switch (column) {
    case HistoryModel::IdColumn:
        return QString::number(event.id);
    case HistoryModel::TimeColumn:
        return formatDateTime(event.time);
    case HistoryModel::TypeColumn:
        return displayText(event.type, cellText);
    case HistoryModel::ByColumn:
        return byText(event);
    case HistoryModel::SummaryColumn:
        return displayText(event.summary.left(4 * cellText).simplified(), cellText);
    default:
        return {};
    }
}

} // namespace

/// Events are held newest first. A refresh reads newest-first pages until it meets the newest held one, and
/// only then inserts, so that there is never a gap in the middle.
class HistoryModel::Private
{
public:
    Private(HistoryModel *model, Client &calls)
        : q(model)
        , m_client(calls)
    {
    }

    [[nodiscard]] qint64 newestId() const { return m_events.empty() ? 0 : m_events.front().id; }
    [[nodiscard]] qint64 oldestId() const { return m_events.empty() ? 0 : m_events.back().id; }
    void requestNewer(const QByteArray &token);
    void requestOlder();
    void takeNewer(HistoryPage page);
    void insertNewer();
    void appendOlder(HistoryPage page);
    void failed(const Error &failure);

    HistoryModel *q;
    Client &m_client;
    QString m_ns, m_workflowId, m_runId;
    std::deque<HistoryEvent> m_events;
    std::vector<HistoryEvent> m_newer; ///< read by a refresh, newest first, not yet met with `events`
    QByteArray m_olderToken;
    std::optional<Error> m_error;
    bool m_loading = false;
    bool m_loaded = false;
    Delivery m_call;
};

void HistoryModel::Private::requestNewer(const QByteArray &token)
{
    m_loading = true;
    const Purpose purpose = m_loaded ? Purpose::Background : Purpose::Operator;
    m_call = m_client.historyReverse(m_ns, m_workflowId, m_runId, token, purpose)
                 .deliver(q, [this](Result<HistoryPage> page) {
                     if (page)
                         takeNewer(std::move(*page));
                     else
                         failed(page.error());
                 });
}

void HistoryModel::Private::takeNewer(HistoryPage page)
{
    const bool first = !m_loaded;
    bool met = first || page.events.empty() || page.nextPageToken.isEmpty();
    for (HistoryEvent &event : page.events) {
        if (!first && event.id <= newestId()) {
            met = true;
            break;
        }
        m_newer.push_back(std::move(event));
    }
    if (!met)
        return requestNewer(page.nextPageToken);
    if (first)
        m_olderToken = page.nextPageToken;
    insertNewer();
}

void HistoryModel::Private::insertNewer()
{
    m_loading = false;
    m_loaded = true;
    m_error.reset();
    if (!m_newer.empty()) {
        q->beginInsertRows({}, 0, static_cast<int>(m_newer.size()) - 1);
        m_events.insert(m_events.begin(), std::make_move_iterator(m_newer.begin()),
                        std::make_move_iterator(m_newer.end()));
        q->endInsertRows();
        m_newer.clear();
    }
    Q_EMIT q->stateChanged();
}

void HistoryModel::Private::requestOlder()
{
    m_loading = true;
    m_call = m_client.historyReverse(m_ns, m_workflowId, m_runId, m_olderToken, Purpose::Operator)
                 .deliver(q, [this](Result<HistoryPage> page) {
                     if (page)
                         appendOlder(std::move(*page));
                     else
                         failed(page.error());
                 });
}

void HistoryModel::Private::appendOlder(HistoryPage page)
{
    m_loading = false;
    m_error.reset();
    m_olderToken = page.events.empty() ? QByteArray() : page.nextPageToken;
    // Pages end at batch borders and may overlap by an event.
    std::erase_if(page.events, [this](const HistoryEvent &event) { return event.id >= oldestId(); });
    if (!page.events.empty()) {
        const int first = static_cast<int>(m_events.size());
        q->beginInsertRows({}, first, first + static_cast<int>(page.events.size()) - 1);
        std::move(page.events.begin(), page.events.end(), std::back_inserter(m_events));
        q->endInsertRows();
    }
    Q_EMIT q->stateChanged();
}

void HistoryModel::Private::failed(const Error &failure)
{
    m_loading = false;
    m_newer.clear();
    m_error = failure;
    Q_EMIT q->stateChanged();
}

HistoryModel::HistoryModel(Client &client, QObject *parent)
    : QAbstractTableModel(parent)
    , d(std::make_unique<Private>(this, client))
{
}

HistoryModel::~HistoryModel() = default;

void HistoryModel::load(const QString &ns, const QString &workflowId, const QString &runId)
{
    d->m_call.cancel();
    if (!d->m_events.empty()) {
        beginRemoveRows({}, 0, static_cast<int>(d->m_events.size()) - 1);
        d->m_events.clear();
        endRemoveRows();
    }
    d->m_ns = ns;
    d->m_workflowId = workflowId;
    d->m_runId = runId;
    d->m_newer.clear();
    d->m_olderToken.clear();
    d->m_error.reset();
    d->m_loaded = false;
    d->requestNewer({});
    Q_EMIT stateChanged();
}

void HistoryModel::refresh()
{
    if (d->m_loading || d->m_ns.isEmpty())
        return;
    d->requestNewer({});
    Q_EMIT stateChanged();
}

bool HistoryModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !d->m_loading && !d->m_error && !d->m_olderToken.isEmpty();
}

void HistoryModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    d->requestOlder();
    Q_EMIT stateChanged();
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(d->m_events.size());
}

int HistoryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return cell(event(index.row()), index.column());
    case EventIdRole:
        return event(index.row()).id;
    case SummaryRole:
        return linesText(event(index.row()).summary);
    default:
        return {};
    }
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case IdColumn:
        return tr("Event");
    case TimeColumn:
        return tr("Time");
    case TypeColumn:
        return tr("What");
    case ByColumn:
        return tr("By");
    case SummaryColumn:
        return tr("Details");
    default:
        return {};
    }
}

const HistoryEvent &HistoryModel::event(int row) const
{
    return d->m_events[static_cast<std::size_t>(row)];
}

const HistoryEvent *HistoryModel::scheduled(const QString &activityId) const
{
    const auto found = std::find_if(d->m_events.begin(), d->m_events.end(), [&](const HistoryEvent &event) {
        return event.activityId == activityId && event.type == "ActivityTaskScheduled"_L1;
    });
    return found == d->m_events.end() ? nullptr : &*found;
}

RowTexts HistoryModel::textsOf(const std::vector<int> &rows) const
{
    std::vector<HistoryEvent> events;
    events.reserve(rows.size());
    for (const int row : rows)
        events.push_back(event(row));
    return {rows.size(), ColumnCount,
            [events = std::move(events)](std::size_t row, int column) { return cell(events[row], column); }};
}

const std::optional<Error> &HistoryModel::error() const
{
    return d->m_error;
}

bool HistoryModel::isLoading() const
{
    return d->m_loading;
}

} // namespace signalbox
