// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/queuedeeds.h"

#include <QSignalSpy>
#include <QTest>

// What is marked in a queue's chart, as its source tells of it or does not.

using namespace signalbox;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

const QueueKey orders{u"shop"_s, u"shop.orders"_s};
const Instant noon{1'796'040'000s};
const ChartSpan hour{chartTime(noon - 1h), chartTime(noon)};

/// Answers with what is set, and refuses where an error is.
class Source final : public MomentSource
{
public:
    [[nodiscard]] Span span() const override { return {noon - 24h, noon}; }
    [[nodiscard]] Reply<PastMoment> moment(Instant, Milliseconds) override { return answer(PastMoment()); }
    [[nodiscard]] Reply<std::vector<Transition>> alerts(Span) override
    {
        return answer(std::vector<Transition>());
    }
    [[nodiscard]] Reply<PastSpan> range(const QueueKey &, Span, int) override { return answer(PastSpan()); }
    [[nodiscard]] Reply<std::vector<Judgement>> judgements(const QueueKey &, Span) override
    {
        return answer(std::vector<Judgement>());
    }
    [[nodiscard]] Reply<Overview> overview(const OverviewQuery &) override { return answer(Overview()); }
    [[nodiscard]] Reply<std::vector<VersionRow>> versions(const QueueKey &, Span) override
    {
        return answer(changes);
    }
    [[nodiscard]] Reply<std::vector<Mark>> marks(Span) override { return answer(said); }
    [[nodiscard]] Reply<std::vector<Act>> acts() override { return answer(done); }

    std::vector<Act> done;
    std::vector<VersionRow> changes;
    std::vector<Mark> said;
    std::optional<ErrorKind> refusal;

private:
    template <class T>
    [[nodiscard]] Reply<T> answer(const T &value) const
    {
        const ReplyPromise<T> promise;
        if (refusal)
            promise.finish(fail(*refusal, u"no"_s));
        else
            promise.finish(value);
        return promise.reply();
    }
};

Act actOn(const QString &queue)
{
    Act act;
    act.time = noon - 30min;
    act.verb = u"terminate"_s;
    act.user = u"Ada"_s;
    act.ns = orders.ns;
    act.workflowId = u"order-1"_s;
    act.outcome = u"done"_s;
    act.taskQueue = queue;
    return act;
}

Mark noteOn(const QueueKey &key)
{
    Mark mark;
    mark.alert = {u"backlog"_s, key, TaskType::Workflow};
    mark.time = noon - 20min;
    mark.kind = Mark::Kind::Note;
    mark.person = u"Bob"_s;
    mark.words = u"known"_s;
    return mark;
}

} // namespace

class TestQueueDeeds : public QObject
{
    Q_OBJECT

    Source m_source;

    void read(QueueDeeds &deeds, int parts)
    {
        QSignalSpy changed(&deeds, &QueueDeeds::changed);
        deeds.read();
        QTRY_COMPARE(changed.size(), parts);
    }

private Q_SLOTS:
    void init()
    {
        m_source.done = {actOn(orders.queue), actOn(u"shop.mail"_s)};
        m_source.changes = {{orders, noon - 10min, {u"1.0"_s, {}, {}}, {u"1.1"_s, {}, {}}}};
        m_source.said = {noteOn(orders), noteOn({u"shop"_s, u"shop.mail"_s})};
        m_source.refusal.reset();
    }

    void onlyItsOwnIsMarked()
    {
        QueueDeeds deeds(orders, m_source);
        read(deeds, 3);
        QCOMPARE(deeds.marks(hour).size(), std::size_t(3));
        QCOMPARE(deeds.versions().size(), std::size_t(1));
    }

    void whatMayNoLongerBeReadIsForgotten()
    {
        QueueDeeds deeds(orders, m_source);
        read(deeds, 3);
        m_source.refusal = ErrorKind::Denied;
        read(deeds, 3);
        QVERIFY(deeds.marks(hour).empty());
        QVERIFY(deeds.versions().empty());
    }

    void whatCannotBeReadNowStays()
    {
        QueueDeeds deeds(orders, m_source);
        read(deeds, 3);
        m_source.refusal = ErrorKind::Unreachable;
        QSignalSpy changed(&deeds, &QueueDeeds::changed);
        deeds.read();
        QTest::qWait(50);
        QCOMPARE(changed.size(), 0);
        QCOMPARE(deeds.marks(hour).size(), std::size_t(3));
    }
};

QTEST_GUILESS_MAIN(TestQueueDeeds)
#include "tst_queuedeeds.moc"
