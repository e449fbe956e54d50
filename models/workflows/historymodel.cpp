// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workflows/historymodel.h"

#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/zonedtime.h"
#include "models/workflows/historytext.h"
#include "models/workflows/payloadtext.h"

#include <QHash>

#include <algorithm>
#include <deque>
#include <limits>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype typeLength = 240;

QString cell(const HistoryEvent &event, int column, const EventById &byId)
{
    switch (column) {
    case HistoryModel::IdColumn:
        return QString::number(event.id);
    case HistoryModel::TimeColumn:
        return formatDateTime(event.time);
    case HistoryModel::TypeColumn:
        return displayText(event.type, typeLength);
    case HistoryModel::ByColumn:
        return eventBy(event, byId);
    case HistoryModel::SummaryColumn:
        return eventWords(event, byId);
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
    [[nodiscard]] const HistoryEvent *find(qint64 id) const;
    [[nodiscard]] EventById byId() const
    {
        return [this](qint64 id) { return find(id); };
    }
    void requestNewer(const QByteArray &token);
    void requestOlder();
    void takeNewer(HistoryPage page);
    void insertNewer();
    void appendOlder(HistoryPage page);
    void failed(const Error &failure);
    void clear();

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

const HistoryEvent *HistoryModel::Private::find(qint64 id) const
{
    const auto found = std::lower_bound(m_events.begin(), m_events.end(), id,
                                        [](const HistoryEvent &event, qint64 key) { return event.id > key; });
    return found != m_events.end() && found->id == id ? &*found : nullptr;
}

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

void HistoryModel::Private::clear()
{
    m_call.cancel();
    if (!m_events.empty()) {
        q->beginRemoveRows({}, 0, static_cast<int>(m_events.size()) - 1);
        m_events.clear();
        q->endRemoveRows();
    }
    m_newer.clear();
    m_olderToken.clear();
    m_error.reset();
    m_loading = false;
    m_loaded = false;
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
    d->clear();
    d->m_ns = ns;
    d->m_workflowId = workflowId;
    d->m_runId = runId;
    d->requestNewer({});
    Q_EMIT stateChanged();
}

void HistoryModel::show(std::vector<HistoryEvent> newestFirst)
{
    d->clear();
    d->m_ns.clear();
    d->m_newer = std::move(newestFirst);
    d->insertNewer();
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
        return cell(event(index.row()), index.column(), d->byId());
    case EventIdRole:
        return event(index.row()).id;
    case SummaryRole:
        return eventText(event(index.row()), d->byId(), previewBytes);
    case WholeRole:
        return eventText(event(index.row()), d->byId(), std::numeric_limits<qsizetype>::max());
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

QString HistoryModel::baseRunId() const
{
    const auto found = std::find_if(d->m_events.begin(), d->m_events.end(),
                                    [](const HistoryEvent &event) { return !event.baseRunId.isEmpty(); });
    return found == d->m_events.end() ? QString() : found->baseRunId;
}

RowTexts HistoryModel::textsOf(const std::vector<int> &rows) const
{
    std::vector<HistoryEvent> events;
    events.reserve(rows.size());
    QHash<qint64, HistoryEvent> told; // what the words of those speak of
    for (const int row : rows) {
        events.push_back(event(row));
        for (const qint64 id :
             {events.back().scheduledEventId, events.back().initiatedEventId, events.back().startedEventId})
            if (const HistoryEvent *other = id != 0 ? d->find(id) : nullptr)
                told.insert(id, *other);
    }
    return {rows.size(), ColumnCount,
            [events = std::move(events), told = std::move(told)](std::size_t row, int column) {
                if (column == TimeColumn)
                    return formatZonedTime(events[row].time);
                return cell(events[row], column, [&told](qint64 id) {
                    const auto found = told.constFind(id);
                    return found == told.constEnd() ? nullptr : &*found;
                });
            }};
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
