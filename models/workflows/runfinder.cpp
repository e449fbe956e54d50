// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workflows/runfinder.h"

#include "models/temporal/client.h"

#include <QRegularExpression>
#include <QUrl>
#include <QUuid>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int rowsOfEach = 50;

/// https://HOST/namespaces/NS/workflows/ID[/RUN[/history…]]
std::optional<SoughtRun> runOfAddress(const QString &text)
{
    const QUrl url(text);
    if (url.scheme() != "http"_L1 && url.scheme() != "https"_L1)
        return {};
    // An id may hold an encoded slash.
    const QStringList parts = url.path(QUrl::FullyEncoded).split(u'/', Qt::SkipEmptyParts);
    const qsizetype at = parts.indexOf("namespaces"_L1);
    if (at < 0 || parts.size() < at + 4 || parts[at + 2] != "workflows"_L1)
        return {};
    const auto decoded = [&parts](qsizetype place) {
        return QUrl::fromPercentEncoding(parts.value(place).toUtf8());
    };
    const QString run = decoded(at + 4);
    return SoughtRun{decoded(at + 1), decoded(at + 3), QUuid(run).isNull() ? QString() : run};
}

} // namespace

QString quotedInQuery(const QString &text)
{
    return u'\'' + QString(text).replace(u'\\', u"\\\\"_s).replace(u'\'', u"\\'"_s) + u'\'';
}

std::optional<SoughtRun> soughtIn(const QString &text)
{
    const QString typed = text.trimmed();
    if (typed.isEmpty())
        return {};
    if (auto run = runOfAddress(typed))
        return run;
    static const QRegularExpression comparison(
        uR"([=<>]|\sin\s*\(|\s(between|starts_with)\s|\sis\s+(not\s+)?null\b|^\(|^order\s+by\s)"_s,
        QRegularExpression::CaseInsensitiveOption);
    if (comparison.match(typed).hasMatch())
        return {};
    return SoughtRun{{}, typed, {}};
}

QString queryOfId(const QString &id)
{
    const QString query = u"WorkflowId STARTS_WITH "_s + quotedInQuery(id);
    return QUuid(id).isNull() ? query : query + u" OR RunId = "_s + quotedInQuery(id);
}

const RunFinder::Hit *RunFinder::Hits::onlyWorkflow() const
{
    const bool isOne = !hits.empty() && std::all_of(hits.begin(), hits.end(), [this](const Hit &hit) {
        return hit.ns == hits.front().ns && hit.run.workflowId == hits.front().run.workflowId;
    });
    return isOne ? &hits.front() : nullptr;
}

QStringList RunFinder::Hits::namespaces() const
{
    QStringList names;
    for (const Hit &hit : hits)
        if (!names.contains(hit.ns))
            names << hit.ns;
    return names;
}

/// One search under way: what came so far, by namespace.
struct RunFinder::Search
{
    ReplyPromise<Hits> promise;
    std::vector<std::vector<Hit>> found;
    Hits hits;
    int open = 0;

    void finish()
    {
        for (auto &ofOne : found)
            std::move(ofOne.begin(), ofOne.end(), std::back_inserter(hits.hits));
        promise.finish(std::move(hits));
    }
};

RunFinder::RunFinder(Client &client, QObject *parent)
    : QObject(parent)
    , m_client(client)
{
}

Reply<RunFinder::Hits> RunFinder::find(const QString &id, const QStringList &namespaces)
{
    const auto search = std::make_shared<Search>();
    search->open = search->hits.asked = static_cast<int>(namespaces.size());
    search->found.resize(static_cast<std::size_t>(namespaces.size()));
    auto reply = search->promise.reply();
    if (namespaces.isEmpty())
        search->finish();
    for (std::size_t i = 0; i < search->found.size(); ++i) {
        const QString &ns = namespaces[static_cast<qsizetype>(i)];
        m_client.listExecutions(ns, queryOfId(id), rowsOfEach, {}, Purpose::Operator)
            .deliver(this, [search, ns, i](const Result<ExecutionPage> &page) {
                for (std::size_t row = 0; page && row < page->size(); ++row)
                    search->found[i].push_back({ns, page->execution(row)});
                if (!page) {
                    ++search->hits.failed;
                    search->hits.failure = page.error();
                }
                if (--search->open == 0)
                    search->finish();
            });
    }
    return reply;
}

} // namespace signalbox
