// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recovery/namespacelook.h"

#include "models/base/explain.h"
#include "models/base/text.h"
#include "models/temporal/client.h"
#include "models/temporal/inventoryreads.h"

namespace signalbox {

using namespace Qt::StringLiterals;
using manifest::Part;

namespace {
constexpr int schedulesAPage = 1000;
}

bool isOfTheCluster(const Error &error)
{
    return error.kind == ErrorKind::Unreachable || error.kind == ErrorKind::Expired ||
           error.kind == ErrorKind::Cancelled;
}

Result<LiveNames> liveNames(const Result<std::vector<NamespaceInfo>> &list, const QStringList &ofToken)
{
    if (!list && list.error().kind != ErrorKind::Denied)
        return tl::unexpected(list.error());
    if (!list)
        return LiveNames{ofToken,
                         manifest::Gap{Part::Namespaces,
                                       Text::tr("The list of namespaces needs a role on the whole cluster; "
                                                "only those that the token names are read.")}};
    LiveNames live;
    for (const NamespaceInfo &info : *list)
        if (info.name != "temporal-system"_L1)
            live.names << info.name;
    return live;
}

NamespaceLook::NamespaceLook(Client &client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
}

Reply<NamespaceLook::Seen> NamespaceLook::look(const QString &ns)
{
    m_seen = {{ns, {}, {}}, false, {}, {}};
    m_promise.emplace();
    auto reply = m_promise->reply();
    inventory::namespaceConfig(m_client, ns, Purpose::Paging)
        .deliver(this, [this](const Result<NamespaceConfig> &config) { takeConfig(config); });
    return reply;
}

void NamespaceLook::takeConfig(const Result<NamespaceConfig> &config)
{
    if (config) {
        m_seen.ns.config = *config;
    } else {
        m_seen.isMissing = config.error().kind == ErrorKind::NotFound;
        if (!note(Part::Configuration, config.error()))
            return;
        // Nobody may read anything in a namespace that may not be described.
        if (m_seen.isMissing || config.error().kind == ErrorKind::Denied)
            return finish();
    }
    inventory::searchAttributes(m_client, m_seen.ns.name, Purpose::Paging)
        .deliver(this, [this](const Result<SearchAttributes> &attributes) { takeAttributes(attributes); });
}

void NamespaceLook::takeAttributes(const Result<SearchAttributes> &attributes)
{
    if (attributes)
        m_seen.ns.attributes = *attributes;
    else if (!note(Part::SearchAttributes, attributes.error()))
        return;
    askSchedules({});
}

void NamespaceLook::askSchedules(const QByteArray &pageToken)
{
    inventory::schedules(m_client, m_seen.ns.name, schedulesAPage, pageToken, Purpose::Paging)
        .deliver(this,
                 [this, pageToken](const Result<SchedulePage> &page) { takeSchedules(pageToken, page); });
}

void NamespaceLook::takeSchedules(const QByteArray &pageToken, const Result<SchedulePage> &page)
{
    if (!page) {
        if (note(Part::Schedules, page.error()))
            finish();
        return;
    }
    m_seen.schedules.insert(m_seen.schedules.end(), page->schedules.begin(), page->schedules.end());
    if (page->nextPage.isEmpty() || page->nextPage == pageToken)
        finish();
    else
        askSchedules(page->nextPage);
}

bool NamespaceLook::note(Part part, const Error &error)
{
    if (isOfTheCluster(error)) {
        std::exchange(m_promise, std::nullopt)->finish(tl::unexpected(error));
        return false;
    }
    m_seen.gaps.push_back({part, explain(error).sentence()});
    return true;
}

void NamespaceLook::finish()
{
    std::exchange(m_promise, std::nullopt)->finish(std::exchange(m_seen, {}));
}

} // namespace signalbox
