// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/deletenamespacelever.h"

#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/interventions/namespacelever.h"
#include "models/interventions/records.h"
#include "models/interventions/wording.h"
#include "models/temporal/inventoryreads.h"
#include "models/temporal/writes.h"

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestName = 200;

class DeleteKind final : public NamespaceLeverKind
{
public:
    QString verb() const override { return deleteNamespaceVerb; }
    [[nodiscard]] NamespaceParts parts() const override { return {.schedules = true}; }
    [[nodiscard]] bool deletes() const override { return true; }
    QString headline(const InterventionTarget &target) const override
    {
        return Text::tr("Delete %1 and all that is in it?").arg(target.ns);
    }
    QString actText(bool stepUp) const override
    {
        return stepUp ? Text::tr("Sign in and delete") : Text::tr("Delete");
    }
    QString keepText() const override { return Text::tr("Keep the namespace"); }
    bool losesClosedRuns() const override { return true; }
    std::unique_ptr<Lever> make(const InterventionTarget &, const Seen &seen, LeverValues) const override
    {
        return std::make_unique<DeleteNamespaceLever>(std::get<SeenConfig>(seen));
    }
};

/// "3 running and 12 closed runs, 2 schedules"; what could not be counted says so.
QString contentText(const SeenConfig &seen)
{
    return Text::tr("%1 running and %2 closed runs, %3 schedules")
        .arg(formatCount(seen.openRuns), formatCount(seen.closedRuns), formatCount(seen.schedules));
}

} // namespace

/// What the server said to the call.
struct DeleteNamespaceLever::Answer
{
    QObject receiver{};
    std::optional<Error> refused{};
};

DeleteNamespaceLever::DeleteNamespaceLever(SeenConfig seen)
    : m_seen(std::move(seen))
    , m_answer(std::make_unique<Answer>())
{
}

DeleteNamespaceLever::~DeleteNamespaceLever() = default;

InterventionTarget DeleteNamespaceLever::target() const
{
    return {InterventionTarget::Act::DeleteNamespace, m_seen.config.info.name};
}

QString DeleteNamespaceLever::consequence() const
{
    QStringList sentences{
        Text::tr("All that is in it goes, for good: %1. Running workflows end without a word to "
                 "their workers or to whoever waits for them.")
            .arg(contentText(m_seen))};
    if (!m_seen.openRuns || !m_seen.closedRuns || !m_seen.schedules)
        sentences << Text::tr("What shows – could not be counted.");
    if (!m_seen.config.history.uri.isEmpty())
        sentences << Text::tr("What was archived stays at %1, and nothing here reads it any more.")
                         .arg(displayText(m_seen.config.history.uri, longestName));
    return sentences.join(u' ');
}

QString DeleteNamespaceLever::commandLine(const QString &) const
{
    return u"temporal operator namespace delete --yes --namespace "_s + shellQuoted(m_seen.config.info.name);
}

void DeleteNamespaceLever::addTo(QJsonObject &intent) const
{
    intent.insert(u"namespace_id"_s, m_seen.config.info.id);
    const auto count = [&intent](const QString &key, const std::optional<qint64> &value) {
        if (value)
            intent.insert(key, *value);
    };
    count(u"running_runs"_s, m_seen.openRuns);
    count(u"closed_runs"_s, m_seen.closedRuns);
    count(u"schedules"_s, m_seen.schedules);
}

std::unique_ptr<Lever> deleteNamespaceLeverOf(const QJsonObject &intent)
{
    SeenConfig seen;
    seen.config.info.name = intent[u"namespace"_s].toString();
    seen.config.info.id = intent[u"namespace_id"_s].toString();
    seen.config.info.state = NamespaceState::Registered;
    return std::make_unique<DeleteNamespaceLever>(std::move(seen));
}

Reply<Seen> DeleteNamespaceLever::look(Client &client)
{
    const ReplyPromise<Seen> promise;
    inventory::namespaceConfig(client, m_seen.config.info.name, Purpose::Operator)
        .deliver(&m_receiver, [promise](Result<NamespaceConfig> now) {
            promise.finish(now ? Result<Seen>(SeenConfig{std::move(*now), {}}) : tl::unexpected(now.error()));
        });
    return promise.reply();
}

Done DeleteNamespaceLever::recheck(const Seen &read) const
{
    return sameNamespace(m_seen.config.info, std::get<SeenConfig>(read).config.info);
}

Reply<QString> DeleteNamespaceLever::send(Client &client, const WriteToken &token, const QString &,
                                          const QString &) const
{
    const ReplyPromise<QString> promise;
    writes::deleteNamespace(client, token, m_seen.config.info.name)
        .deliver(&m_answer->receiver, [promise, answer = m_answer.get()](const Result<QString> &became) {
            if (!became)
                answer->refused = became.error();
            promise.finish(became);
        });
    return promise.reply();
}

Reply<Settlement> DeleteNamespaceLever::prove(Client &client, const QString &, const QString &madeRun,
                                              Purpose purpose)
{
    const ReplyPromise<Settlement> promise;
    inventory::namespaceConfig(client, m_seen.config.info.name, purpose)
        .deliver(&m_receiver, [this, promise, madeRun](const Result<NamespaceConfig> &now) {
            if (now)
                return promise.finish(settle(*now, madeRun));
            promise.finish(now.error().kind == ErrorKind::NotFound ? Result<Settlement>(settle({}, madeRun))
                                                                   : tl::unexpected(now.error()));
        });
    return promise.reply();
}

Settlement DeleteNamespaceLever::settle(const std::optional<NamespaceConfig> &now,
                                        const QString &becameName) const
{
    const auto &refused = m_answer->refused;
    const bool isGone =
        !now || now->info.id != m_seen.config.info.id || now->info.state == NamespaceState::Deleted;
    if (isGone && refused && refused->kind == ErrorKind::NotFound)
        return {Outcome::LostRace, Text::tr("Somebody else has deleted it."), {}};
    if (isGone) {
        const bool isOther = now && now->info.id != m_seen.config.info.id;
        QStringList sentences{isOther ? Text::tr("It is deleted; another namespace goes by its name now.")
                              : now   ? Text::tr("It is deleted: the server has begun to remove it.")
                                    : Text::tr("It is deleted: the server knows no namespace of this name.")};
        if (!becameName.isEmpty())
            sentences << Text::tr("It calls it %1 until all that was in it is removed.")
                             .arg(displayText(becameName, longestName));
        else
            sentences << Text::tr("Whether by this call or another one can't be told.");
        return {Outcome::Done, sentences.join(u' '), {}};
    }
    // A namespace that the server's configuration protects (1.32.1).
    if (refused && refused->code == "FAILED_PRECONDITION"_L1)
        return {Outcome::Refused, Text::tr("The server refused: %1").arg(wording::words(*refused)), {}};
    return {Outcome::Unknown, Text::tr("The namespace is still there."), {}};
}

const NamespaceLeverKind &deleteNamespaceKind()
{
    static const DeleteKind kind;
    return kind;
}

} // namespace signalbox
