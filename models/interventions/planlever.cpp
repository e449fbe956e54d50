// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/planlever.h"

#include "models/base/text.h"
#include "models/interventions/namespacelever.h"
#include "models/interventions/wording.h"
#include "models/temporal/writes.h"

#include <QTimer>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

using Kind = PlanLine::Kind;

/// A namespace that was just made is not found by the call that adds attributes: 3 ms after it was made, not
/// any more after 1.2 s (1.32.1; its frontends remember what there is for some seconds). That is no effect of
/// any kind, so it is asked again.
constexpr std::chrono::milliseconds untilItIsFound{1'200};
constexpr int mostTries = 12;
constexpr NamespaceParts allParts{.attributes = true, .mayBeMissing = true};

QString markOf(const SeenConfig &seen)
{
    const auto mark = seen.config.data.find(lastChangeKey);
    return mark == seen.config.data.end() ? QString() : mark->second;
}

/// What of the plan is still to be done, as words for a sentence.
QString leftText(const NamespacePlan &left)
{
    QStringList parts;
    for (const PlanLine &line : left.lines)
        if (line.kind == Kind::Add || line.kind == Kind::Change)
            parts << u"%1 %2"_s.arg(line.field, planValue(line));
    return parts.join(u"; "_s);
}

QJsonObject toObject(const SearchAttributes &attributes)
{
    QJsonObject object;
    for (const auto &[name, type] : attributes)
        object.insert(name, type);
    return object;
}

} // namespace

/// The calls of one attempt, one after the other.
class PlanLever::Steps final : public QObject
{
public:
    Reply<QString> start(Client &client, const WriteToken &token, const QString &ns,
                         const NamespacePlan &plan, const QString &identity);
    /// Whether the server said that there is one already, so that nothing of this is on its way.
    [[nodiscard]] bool cameLate() const { return m_cameLate; }
    [[nodiscard]] const std::optional<Error> &refusedHalfway() const { return m_refusedHalfway; }

private:
    /// `tries`: that are left after this one; of a namespace that was there before none are needed.
    void addAttributes(Client &client, const WriteToken &token, const QString &ns,
                       const SearchAttributes &attributes, bool isSecond, int tries);
    void addLater(Client &client, const WriteToken &token, const QString &ns,
                  const SearchAttributes &attributes, int tries);

    ReplyPromise<QString> m_promise;
    bool m_cameLate = false;
    std::optional<Error> m_refusedHalfway; ///< the second step, once the first was accepted
};

/// The token lives until the promise is kept (Attempt).
Reply<QString> PlanLever::Steps::start(Client &client, const WriteToken &token, const QString &ns,
                                       const NamespacePlan &plan, const QString &identity)
{
    m_cameLate = false;
    m_refusedHalfway.reset();
    m_promise = ReplyPromise<QString>();
    if (!plan.changes()) {
        addAttributes(client, token, ns, plan.add, false, 0);
        return m_promise.reply();
    }
    NamespaceChange change = plan.change;
    change.data[lastChangeKey] = identity;
    auto reply = plan.makes ? writes::registerNamespace(client, token, ns, change)
                            : writes::updateNamespace(client, token, ns, change);
    reply.deliver(this, [this, &client, &token, ns, add = plan.add](const Result<QString> &answer) {
        m_cameLate = !answer && answer.error().kind == ErrorKind::LostRace;
        if (!answer || add.empty())
            return m_promise.finish(answer);
        addLater(client, token, ns, add, mostTries);
    });
    return m_promise.reply();
}

void PlanLever::Steps::addLater(Client &client, const WriteToken &token, const QString &ns,
                                const SearchAttributes &attributes, int tries)
{
    QTimer::singleShot(untilItIsFound, this, [this, &client, &token, ns, attributes, tries] {
        addAttributes(client, token, ns, attributes, true, tries - 1);
    });
}

void PlanLever::Steps::addAttributes(Client &client, const WriteToken &token, const QString &ns,
                                     const SearchAttributes &attributes, bool isSecond, int tries)
{
    const auto take = [this, &client, &token, ns, attributes, isSecond,
                       tries](const Result<QString> &answer) {
        if (answer || !isSecond)
            return m_promise.finish(answer);
        if (answer.error().kind == ErrorKind::NotFound && tries > 0)
            return addLater(client, token, ns, attributes, tries);
        // What was done before it must not be told as refused: what is read back says the rest.
        m_refusedHalfway = answer.error();
        m_promise.finish(QString());
    };
    writes::addSearchAttributes(client, token, ns, attributes).deliver(this, take);
}

PlanLever::PlanLever(InterventionTarget target, SeenConfig seen, std::optional<int> impossible)
    : m_target(std::move(target))
    , m_seen(std::move(seen))
    , m_plan(planOf(m_target.wish, m_seen))
    , m_impossible(impossible.value_or(m_plan.count(Kind::Impossible)))
    , m_steps(std::make_unique<Steps>())
{
}

PlanLever::~PlanLever() = default;

QString PlanLever::consequence() const
{
    QStringList sentences{(m_plan.makes ? Text::tr("It is made with: %1.") : Text::tr("It is given: %1."))
                              .arg(leftText(m_plan))};
    if (m_plan.change.archival && m_plan.change.archival->enabled)
        sentences << Text::tr("The address of its archive can never be changed.");
    if (m_plan.change.retention && !m_plan.makes)
        sentences << Text::tr("Runs that have closed keep the time that they were given.");
    if (!m_plan.add.empty())
        sentences << Text::tr("A search attribute can't be taken away from here: its values stay in a "
                              "place that another one may be given.");
    return sentences.join(u' ');
}

QString PlanLever::commandLine(const QString &) const
{
    return planCommands(m_target.ns, m_plan).join(u" && "_s);
}

void PlanLever::addTo(QJsonObject &intent) const
{
    const NamespaceWish &wish = m_target.wish;
    if (!m_plan.makes)
        intent.insert(u"namespace_id"_s, m_seen.config.info.id);
    if (const QString mark = markOf(m_seen); !mark.isEmpty())
        intent.insert(u"last_change_before"_s, mark);
    if (wish.retention)
        intent.insert(u"retention_s"_s, static_cast<qint64>(wish.retention->count()));
    if (!wish.description.isEmpty())
        intent.insert(u"description"_s, wish.description);
    if (!wish.ownerEmail.isEmpty())
        intent.insert(u"owner"_s, wish.ownerEmail);
    if (wish.archival)
        intent.insert(u"archival"_s, wish.archival->enabled ? wish.archival->uri : QString());
    if (!wish.searchAttributes.empty())
        intent.insert(u"search_attributes"_s, toObject(wish.searchAttributes));
    intent.insert(u"plan"_s, leftText(m_plan));
    intent.insert(u"changes"_s, m_plan.changes());
    intent.insert(u"impossible"_s, m_impossible);
}

/// What was seen is of no use any more but for whether it was there, who had changed it last, and how much
/// of the plan no call could do.
std::unique_ptr<Lever> planLeverOf(InterventionTarget::Act act, const QJsonObject &intent)
{
    NamespaceWish wish;
    if (intent.contains(u"retention_s"_s))
        wish.retention = std::chrono::seconds(intent[u"retention_s"_s].toInteger());
    wish.description = intent[u"description"_s].toString();
    wish.ownerEmail = intent[u"owner"_s].toString();
    if (intent.contains(u"archival"_s)) {
        const QString uri = intent[u"archival"_s].toString();
        wish.archival = Archival{!uri.isEmpty(), uri};
    }
    const QJsonObject attributes = intent[u"search_attributes"_s].toObject();
    for (auto each = attributes.begin(); each != attributes.end(); ++each)
        wish.searchAttributes[each.key()] = each.value().toString();
    SeenConfig seen;
    seen.config.info.name = intent[u"namespace"_s].toString();
    seen.config.info.id = intent[u"namespace_id"_s].toString();
    seen.isMissing = seen.config.info.id.isEmpty();
    seen.config.data[lastChangeKey] = intent[u"last_change_before"_s].toString();
    seen.attributes = SearchAttributes();
    if (!intent[u"changes"_s].toBool()) { // then all but the attributes was as it was to be
        seen.config.info.retention = wish.retention;
        seen.config.info.description = wish.description;
        seen.config.info.ownerEmail = wish.ownerEmail;
        seen.config.history = seen.config.visibility = wish.archival.value_or(Archival());
    }
    InterventionTarget target{act, seen.config.info.name};
    target.wish = std::move(wish);
    const auto impossible = intent.contains(u"impossible"_s) ? std::optional(intent[u"impossible"_s].toInt())
                                                             : std::nullopt; // of an earlier version
    return std::make_unique<PlanLever>(std::move(target), std::move(seen), impossible);
}

Reply<Seen> PlanLever::look(Client &client)
{
    return m_look.read(client, m_target.ns, allParts, Purpose::Operator);
}

Done PlanLever::recheck(const Seen &read) const
{
    const auto &now = std::get<SeenConfig>(read);
    if (now.isMissing != m_seen.isMissing)
        return fail(ErrorKind::LostRace, now.isMissing ? Text::tr("The namespace no longer exists.")
                                                       : Text::tr("Somebody else has made the namespace."));
    if (!now.isMissing)
        if (Done same = sameNamespace(m_seen.config.info, now.config.info); !same)
            return same;
    const NamespacePlan plan = planOf(m_target.wish, now);
    if (!plan.obstacle.isEmpty())
        return fail(ErrorKind::LostRace, plan.obstacle);
    return plan == m_plan
               ? Done()
               : fail(ErrorKind::LostRace,
                      Text::tr("What is to be done was %1 and is %2 now.")
                          .arg(leftText(m_plan), plan.hasSteps() ? leftText(plan) : planTotals(plan)));
}

Reply<QString> PlanLever::send(Client &client, const WriteToken &token, const QString &,
                               const QString &identity) const
{
    return m_steps->start(client, token, m_target.ns, m_plan, identity);
}

Reply<Settlement> PlanLever::prove(Client &client, const QString &identity, const QString &, Purpose purpose)
{
    const ReplyPromise<Settlement> promise;
    m_look.read(client, m_target.ns, allParts, purpose)
        .deliver(&m_receiver, [this, promise, identity](const Result<Seen> &now) {
            promise.finish(now ? Result<Settlement>(settle(std::get<SeenConfig>(*now), identity))
                               : tl::unexpected(now.error()));
        });
    return promise.reply();
}

/// What is not its own may become so as long as its call is on its way; not once the server has refused it.
Settlement PlanLever::settle(const SeenConfig &now, const QString &identity) const
{
    Settlement others{Outcome::LostRace, {}, {}};
    others.mayStillChange = !m_steps->cameLate();
    if (now.isMissing && m_seen.isMissing)
        return {Outcome::Unknown, Text::tr("There is no namespace of this name."), {}};
    if (now.isMissing || (!m_seen.isMissing && now.config.info.id != m_seen.config.info.id)) {
        others.sentence = now.isMissing ? Text::tr("The namespace no longer exists.")
                                        : Text::tr("Another namespace goes by this name now.");
        return others;
    }
    const NamespacePlan left = planOf(m_target.wish, now);
    const QString mark = markOf(now);
    const bool isOwn = mark == identity;
    if (isOwn || !m_plan.changes())
        return settlePart(left, isOwn);
    if (m_seen.isMissing && (mark.isEmpty() || m_steps->cameLate())) {
        others.sentence = Text::tr("Somebody else has made the namespace.");
        return others;
    }
    if (mark != markOf(m_seen)) {
        others.outcome = Outcome::Unknown;
        others.isOverwritten = true;
        others.sentence = Text::tr("Another operation changed the namespace since, so whether this one took "
                                   "effect can't be told.");
        return others;
    }
    return {Outcome::Unknown, Text::tr("It is as it was before."), {}};
}

/// Of what took effect, or left no trace beside what is there.
Settlement PlanLever::settlePart(const NamespacePlan &left, bool isOwn) const
{
    // An attribute that somebody else added meanwhile may be of another type.
    const bool isAsPlanned = left.count(Kind::Impossible) <= m_impossible;
    if (isAsPlanned && !left.changes() && left.add.empty() && left.count(Kind::Unknown) == 0) {
        const QString done = m_plan.makes ? Text::tr("The namespace is made, and is as it was to be.")
                                          : Text::tr("The namespace is as it was to be.");
        return {Outcome::Done,
                isOwn ? done + u' ' + Text::tr("The namespace's data names this operation.") : done,
                {}};
    }
    if (!isOwn && !isAsPlanned)
        return {Outcome::LostRace, Text::tr("Somebody else added it, as something else."), {}};
    if (!isOwn)
        return {Outcome::Unknown, Text::tr("Still to be done: %1.").arg(leftText(left)), {}};
    QStringList sentences{m_plan.makes ? Text::tr("The namespace is made.")
                                       : Text::tr("The namespace was changed.")};
    const QString still = leftText(left);
    sentences << (still.isEmpty() ? Text::tr("Whether all is done can't be told: %1").arg(planTotals(left))
                                  : Text::tr("Still to be done: %1.").arg(still));
    if (left.change.archival)
        sentences << Text::tr(
            "The server took the setting of its archive and keeps none: it is set up for no "
            "archive.");
    const auto &refused = m_steps->refusedHalfway();
    if (refused)
        sentences << Text::tr("The server refused: %1").arg(wording::words(*refused));
    sentences << Text::tr("A new plan goes on from here.");
    Settlement part{Outcome::Partly, sentences.join(u' '), {}};
    part.mayStillChange = !left.add.empty() && (!refused || refused->kind == ErrorKind::Unreachable);
    return part;
}

} // namespace signalbox
