// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telling/bodies.h"

#include "models/alerts/alertjson.h"
#include "tests/unit/telling/saidalerts.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

namespace {

const Instant now{std::chrono::sys_days{std::chrono::year(2026) / 11 / 24} + 10h};
const QueueKey orders{u"ns"_s, u"ns.orders"_s};

QJsonObject alertOf(const Message &message)
{
    return QJsonDocument::fromJson(alertmanagerBody({message}, now)).array().at(0).toObject();
}

} // namespace

class TestBodies : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatFiresIsALineOfTheWatchAndMore()
    {
        const AlertChange fires = change(orders, AlertState::Firing, now);
        const Message message = firedMessage({u"pager"_s, u"eu"_s, u"Orders team"_s}, fires);
        QJsonObject told = objectOf(message.body);
        QCOMPARE(told.take(u"profile"_s), u"eu"_s);
        QCOMPARE(told.take(u"severity"_s), u"danger"_s);
        QCOMPARE(told.take(u"owner"_s), u"Orders team"_s);
        QCOMPARE(told.take(u"delivery"_s), message.id());
        QCOMPARE(told, toObject(fires));
        QVERIFY(!message.body.contains('\n'));
        QCOMPARE(keyOf(message), keyOf(fires.alert));
    }

    void itsEndIsOfTheSameOccurrence()
    {
        const Message fired =
            firedMessage({u"pager"_s, u"eu"_s, {}}, change(orders, AlertState::Firing, now));
        const Message ended = endedMessage(fired, now + 1min, {});
        QCOMPARE(ended.occurrence, fired.occurrence);
        QVERIFY(ended.id() != fired.id());
        const QJsonObject told = objectOf(ended.body);
        QCOMPARE(told[u"from"_s], u"firing"_s);
        QCOMPARE(told[u"to"_s], u"inactive"_s);
        QCOMPARE(told[u"state"_s], u"inactive"_s);
        QCOMPARE(told[u"at"_s], u"2026-11-24T10:01:00Z"_s);
        QCOMPARE(told[u"since"_s], objectOf(fired.body)[u"since"_s]);
        QCOMPARE(told[u"delivery"_s], ended.id());
        for (const QString &name : {u"value"_s, u"reason"_s, u"cause"_s})
            QVERIFY2(told.contains(name) && told[name].isNull(), qPrintable(name));
        QCOMPARE(told.keys(), objectOf(fired.body).keys());
        QCOMPARE(keyOf(ended), keyOf(fired));
    }

    void aKeyIsReadBackWhateverItIsOf_data()
    {
        QTest::addColumn<QString>("ns");
        QTest::addColumn<QString>("queue");
        QTest::addColumn<bool>("activity");
        QTest::newRow("activity tasks") << u"ns"_s << u"q"_s << true;
        QTest::newRow("a namespace") << u"ns"_s << QString() << false;
        QTest::newRow("the cluster") << QString() << QString() << false;
        QTest::newRow("what others wrote") << u"n\"\n\u202e"_s << u"\\q'\u20ac"_s << false;
    }
    void aKeyIsReadBackWhateverItIsOf()
    {
        QFETCH(QString, ns);
        QFETCH(QString, queue);
        QFETCH(bool, activity);
        AlertChange fires = change({ns, queue}, AlertState::Firing, now);
        fires.alert.type = activity ? TaskType::Activity : TaskType::Workflow;
        QCOMPARE(keyOf(firedMessage({u"pager"_s, u"eu"_s, {}}, fires)), keyOf(fires.alert));
    }

    void alertmanagerIsGivenLabelsThatStay()
    {
        AlertChange fires = change(orders, AlertState::Firing, now);
        fires.verdict.sentence = u"Nobody polls"_s;
        fires.verdict.cause = Cause::NobodyPolls;
        const Message fired = firedMessage({u"am"_s, u"eu"_s, u"Orders team"_s}, fires);
        const QJsonObject alert = alertOf(fired);
        QCOMPARE(alert[u"labels"_s].toObject(), (QJsonObject{{u"alertname"_s, u"backlog"_s},
                                                             {u"signalbox_rule"_s, u"backlog"_s},
                                                             {u"profile"_s, u"eu"_s},
                                                             {u"namespace"_s, u"ns"_s},
                                                             {u"task_queue"_s, u"ns.orders"_s},
                                                             {u"task_type"_s, u"workflow"_s},
                                                             {u"severity"_s, u"danger"_s},
                                                             {u"owner"_s, u"Orders team"_s}}));
        QCOMPARE(alert[u"annotations"_s].toObject(),
                 (QJsonObject{{u"sentence"_s, u"over 100 for 5 m 00 s; Nobody polls"_s},
                              {u"value"_s, u"150"_s},
                              {u"threshold"_s, u"100"_s}}));
        QCOMPARE(alert[u"startsAt"_s], u"2026-11-24T09:55:00Z"_s);
        QCOMPARE(alert[u"endsAt"_s], u"2026-11-24T10:05:00Z"_s);
        const QJsonObject ended = alertOf(endedMessage(fired, now + 1min, {}));
        QCOMPARE(ended[u"labels"_s], alert[u"labels"_s]);
        QCOMPARE(ended[u"startsAt"_s], alert[u"startsAt"_s]);
        QCOMPARE(ended[u"endsAt"_s], u"2026-11-24T10:01:00Z"_s);
    }

    void ofTheClusterThereAreNoNames()
    {
        const auto labels = alertOf(
            firedMessage({u"am"_s, u"eu"_s, {}}, change(theCluster, AlertState::Firing, now)))[u"labels"_s];
        QCOMPARE(labels.toObject().keys(),
                 (QStringList{u"alertname"_s, u"profile"_s, u"severity"_s, u"signalbox_rule"_s}));
    }

    void aGroupCounts()
    {
        std::vector<Message> all;
        all.reserve(31);
        for (int i = 0; i < 30; ++i)
            all.push_back(firedMessage({u"pager"_s, u"eu"_s, {}},
                                       change({u"ns%1"_s.arg(i), u"q"_s}, AlertState::Firing, now)));
        all.push_back(endedMessage(all[0], now, {}));
        const Message group = groupedMessage({u"pager"_s, u"eu"_s, {}}, all, now);
        const QJsonObject told = objectOf(group.body);
        QCOMPARE(told[u"grouped"_s].toInt(), 31);
        QCOMPARE(told[u"fired"_s].toInt(), 30);
        QCOMPARE(told[u"ended"_s].toInt(), 1);
        QCOMPARE(told[u"namespaces"_s].toArray().size(), 20);
        QCOMPARE(told[u"delivery"_s], group.id());
    }
};

QTEST_GUILESS_MAIN(TestBodies)
#include "tst_bodies.moc"
