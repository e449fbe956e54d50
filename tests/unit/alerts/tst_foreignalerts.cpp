// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/foreignalertsmodel.h"

#include <QAbstractItemModelTester>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;

namespace {

ForeignAlert alert(const QString &fingerprint, const Labels &labels, int since = 0)
{
    ForeignAlert made;
    made.fingerprint = fingerprint;
    made.labels = labels;
    made.since = Instant(std::chrono::seconds(1'796'040'000 + since));
    return made;
}

ListedAlert ours(const QString &rule, const QueueKey &key, AlertStage stage = AlertStage::Firing)
{
    ListedAlert one;
    one.alert.rule = rule;
    one.alert.key = key;
    one.stage = stage;
    return one;
}

} // namespace

class TestForeignAlerts : public QObject
{
    Q_OBJECT

    [[nodiscard]] static QStringList shown(const ForeignAlertsModel &model)
    {
        QStringList fingerprints;
        for (int row = 0; row < model.rowCount(); ++row)
            fingerprints << model.alert(row).fingerprint;
        return fingerprints;
    }

private Q_SLOTS:
    void activeOnesComeFirstThenTheOldest()
    {
        ForeignAlertsModel model(u"eu"_s);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        ForeignAlert silenced = alert(u"silenced"_s, {}, -100);
        silenced.state = ForeignAlert::State::Suppressed;
        model.setAlerts({alert(u"young"_s, {}, 10), silenced, alert(u"old"_s, {}, -10)});
        QCOMPARE(shown(model), (QStringList{u"old"_s, u"young"_s, u"silenced"_s}));
        QCOMPARE(model.rowOf(u"silenced"_s), 2);
        model.setAlerts({alert(u"young"_s, {}, 10)});
        QCOMPARE(shown(model), QStringList{u"young"_s});
        QCOMPARE(model.rowOf(u"old"_s), -1);
    }

    void whatTheConsoleSentIsNotShownTwice()
    {
        const Labels sent{{u"alertname"_s, u"backlog"_s}, {u"signalbox_rule"_s, u"backlog"_s},
                          {u"profile"_s, u"eu"_s},        {u"namespace"_s, u"ns"_s},
                          {u"task_queue"_s, u"q"_s},      {u"task_type"_s, u"workflow"_s}};
        Labels other = sent;
        other[u"profile"_s] = u"us"_s;
        Labels renamed = sent;
        renamed[u"alertname"_s] = u"DiskFull"_s;
        ForeignAlertsModel model(u"eu"_s);
        model.setAlerts({alert(u"1"_s, sent), alert(u"2"_s, other), alert(u"3"_s, renamed)});
        QCOMPARE(model.hidden(), 0U); // its labels alone prove nothing
        model.setOurs({ours(u"backlog"_s, {u"ns"_s, u"q"_s})});
        QCOMPARE(shown(model), (QStringList{u"2"_s, u"3"_s}));
        QCOMPARE(model.hidden(), 1U);
        ListedAlert activities = ours(u"backlog"_s, {u"ns"_s, u"q"_s});
        activities.alert.type = TaskType::Activity;
        model.setOurs({activities});
        QCOMPARE(model.hidden(), 0U);
    }

    void onlyWhatFiresHereIsHidden_data()
    {
        QTest::addColumn<AlertStage>("stage");
        QTest::addColumn<int>("rows");
        QTest::newRow("firing") << AlertStage::Firing << 0;
        QTest::newRow("recovering") << AlertStage::Recovering << 0;
        QTest::newRow("pending") << AlertStage::Pending << 2;
        QTest::newRow("not known") << AlertStage::Unknown << 2;
        QTest::newRow("muted") << AlertStage::Muted << 2;
    }
    void onlyWhatFiresHereIsHidden()
    {
        QFETCH(AlertStage, stage);
        QFETCH(int, rows);
        const Labels exported{{u"alertname"_s, u"backlog"_s},
                              {u"signalbox_rule"_s, u"backlog"_s},
                              {u"namespace"_s, u"ns"_s},
                              {u"taskqueue"_s, u"q"_s}};
        Labels sent = exported;
        sent[u"profile"_s] = u"eu"_s;
        ForeignAlertsModel model(u"eu"_s);
        model.setAlerts({alert(u"1"_s, exported), alert(u"2"_s, sent)});
        model.setOurs({ours(u"backlog"_s, {u"ns"_s, u"q"_s}, stage)});
        QCOMPARE(model.rowCount(), rows);
        QCOMPARE(model.hidden(), static_cast<std::size_t>(2 - rows));
    }

    void anExportedRuleIsTheConsolesWhileItListsTheSame()
    {
        const Labels exported{{u"alertname"_s, u"backlog"_s},
                              {u"signalbox_rule"_s, u"backlog"_s},
                              {u"namespace"_s, u"stratmaster_prod"_s},
                              {u"taskqueue"_s, u"stratmaster_prod_evals"_s}};
        const QueueKey evals{u"stratmaster-prod"_s, u"stratmaster-prod.evals"_s};
        ForeignAlertsModel model(u"eu"_s);
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
        model.setAlerts({alert(u"1"_s, exported)});
        QCOMPARE(model.rowCount(), 1); // it says what the console does not
        model.setOurs({ours(u"backlog"_s, evals)});
        QCOMPARE(model.rowCount(), 0);
        QCOMPARE(model.hidden(), 1U);
        model.setOurs({ours(u"oldest_task"_s, evals)});
        QCOMPARE(model.rowCount(), 1);
        model.setOurs({ours(u"backlog"_s, {u"stratmaster-prod"_s, u"other"_s})});
        QCOMPARE(model.rowCount(), 1);
    }

    void itsTextsAreOfOthers()
    {
        ForeignAlertsModel model(u"eu"_s);
        ForeignAlert made = alert(u"1"_s, {{u"alertname"_s, u"<b>Disk</b>\u202e"_s},
                                           {u"severity"_s, u"critical"_s},
                                           {u"namespace"_s, u"ns"_s},
                                           {u"task_queue"_s, u"q"_s}});
        made.annotations[u"description"_s] = u"long"_s;
        made.annotations[u"summary"_s] = u"short\nand more"_s;
        made.state = ForeignAlert::State::Suppressed;
        made.silencedBy = QStringList{u"s-1"_s};
        made.inhibitedBy = QStringList{u"f-2"_s};
        made.link = u"javascript:alert(1)"_s;
        model.setAlerts({made});
        const auto cell = [&model](int column) { return model.index(0, column).data().toString(); };
        QCOMPARE(cell(ForeignAlertsModel::StateColumn), u"silenced, inhibited"_s);
        QCOMPARE(cell(ForeignAlertsModel::AlertColumn), u"<b>Disk</b>‹U+202E›"_s);
        QCOMPARE(cell(ForeignAlertsModel::SeverityColumn), u"critical"_s);
        QCOMPARE(cell(ForeignAlertsModel::QueueColumn), u"q"_s);
        QVERIFY(!cell(ForeignAlertsModel::WordsColumn).contains(u'\n'));
        QVERIFY(cell(ForeignAlertsModel::WordsColumn).startsWith(u"short"_s));
        const QStringList lines = foreignAlertLines(made);
        QVERIFY(lines.contains(u"description: long"_s));
        QVERIFY(lines.contains(u"severity = critical"_s));
        QVERIFY(lines.contains(u"silenced by: s-1"_s));
        QVERIFY(lines.contains(u"inhibited by: f-2"_s));
        QVERIFY(lines.contains(u"from: javascript:alert(1)"_s));
    }
};

QTEST_GUILESS_MAIN(TestForeignAlerts)
#include "tst_foreignalerts.moc"
