// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recovery/manifestverifier.h"

#include "models/base/explain.h"
#include "models/base/text.h"
#include "models/recovery/compare.h"
#include "models/temporal/client.h"
#include "models/temporal/inventoryreads.h"

#include <algorithm>

namespace signalbox {

using manifest::Part;

ManifestVerifier::ManifestVerifier(Client &client, const Clock &clock, const QString &file,
                                   QStringList ofToken, const Pace &pace, QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_ofToken(std::move(ofToken))
    , m_namespace(client, clock, pace, m_thread)
    , m_source{std::make_shared<manifest::Reader>(file), {}}
{
    connect(&m_namespace, &NamespaceVerifier::failed, this, &ManifestVerifier::failed);
    connect(&m_namespace, &NamespaceVerifier::verified, this, &ManifestVerifier::takeNamespace);
    connect(&m_namespace, &NamespaceVerifier::progressed, this, [this](qint64 compared) {
        m_progress.runsCompared = m_comparedBefore + compared;
        Q_EMIT progressed(m_progress);
    });
}

void ManifestVerifier::start()
{
    m_thread.read<manifest::Contents>([reader = m_source.reader] { return reader->readAll(); })
        .deliver(this, [this](const Result<manifest::Contents> &contents) { takeContents(contents); });
}

void ManifestVerifier::takeContents(const Result<manifest::Contents> &contents)
{
    if (!contents)
        return Q_EMIT failed(contents.error());
    m_source.contents = std::make_shared<const manifest::Contents>(*contents);
    m_result.head = contents->head;
    m_result.ended = contents->end.ended;
    for (const manifest::Gap &gap : contents->gaps)
        m_result.gaps.push_back(
            {gap.part, Text::tr("It was not known when the manifest was taken: %1").arg(gap.why)});
    m_progress.namespaces = static_cast<qsizetype>(contents->sections.size());
    m_progress.runs = contents->end.counts.runs;
    inventory::cluster(m_client, Purpose::Paging).deliver(this, [this](const Result<ClusterInfo> &cluster) {
        takeCluster(cluster);
    });
}

void ManifestVerifier::takeCluster(const Result<ClusterInfo> &cluster)
{
    if (cluster) {
        m_result.cluster = *cluster;
        if (m_result.head.cluster)
            m_result.changes = compare::changes(*m_result.head.cluster, *cluster);
    } else if (isOfTheCluster(cluster.error())) {
        return Q_EMIT failed(cluster.error());
    } else {
        m_result.gaps.push_back({Part::Cluster, explain(cluster.error()).sentence()});
    }
    m_client.listNamespaces(Purpose::Paging)
        .deliver(this, [this](const Result<std::vector<NamespaceInfo>> &list) {
            takeNames(liveNames(list, m_ofToken));
        });
}

void ManifestVerifier::takeNames(const Result<LiveNames> &live)
{
    if (!live)
        return Q_EMIT failed(live.error());
    const auto &sections = m_source.contents->sections;
    // Of a manifest that was limited to some, the others are no news.
    if (m_result.head.asked.isEmpty())
        for (const QString &name : live->names)
            if (std::none_of(sections.begin(), sections.end(),
                             [&](const manifest::Section &section) { return section.ns.name == name; }))
                m_result.newNamespaces << name;
    nextNamespace();
}

void ManifestVerifier::nextNamespace()
{
    const auto &sections = m_source.contents->sections;
    if (m_next == sections.size())
        return Q_EMIT verified(m_result, m_standing);
    m_progress.ns = sections[m_next].ns.name;
    m_progress.namespacesRead = static_cast<qsizetype>(m_next);
    Q_EMIT progressed(m_progress);
    m_namespace.start(m_source, m_next++);
}

void ManifestVerifier::takeNamespace(const NamespaceVerification &result,
                                     const std::vector<Standing> &standing)
{
    m_comparedBefore += static_cast<qint64>(m_source.contents->sections[m_next - 1].keys.size());
    m_progress.runsCompared = m_comparedBefore;
    m_result.namespaces.push_back(result);
    m_standing.insert(m_standing.end(), standing.begin(), standing.end());
    nextNamespace();
}

} // namespace signalbox
