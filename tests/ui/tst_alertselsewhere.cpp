// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/foreignalertsmodel.h"
#include "models/monitor/watch.h"
#include "tests/fake/prometheusworld.h"
#include "tests/ui/alertsworld.h"
#include "tests/ui/look.h"
#include "ui/widgets/copybutton.h"
#include "ui/widgets/plaintextview.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QToolButton>

using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

/// A console whose profile names a Prometheus and an Alertmanager.
struct WatchedWorld : AlertsWorld
{
    WatchedWorld()
    {
        prometheus.haveServer(u"service_requests_total"_s);
        alertmanager.answer = [this](const fake::HttpReceiver::Request &) { return answer; };
        sources.prometheus = MetricSource{prometheus.url(), {}, {}, false};
        sources.alertmanager = MetricSource{alertmanager.url().resolved(QUrl(u"/"_s)), {}, {}, false};
        build();
        connect(alerts, &AlertEngine::changed, this, [this](const Transition &change) {
            QVERIFY(keeper.keep({{}, {change}}, clock.utc()).state == Kept::State::Recording);
        });
    }
    void sayBacklog(double value)
    {
        prometheus.say(u"approximate_backlog_count"_s,
                       fake::PrometheusWorld::vectorOf({{{}, {{clock.utc(), value}}}}));
    }
    /// Three: one of this console, which hides it while it fires here, one silenced, one that stands.
    void serveAlerts()
    {
        const QJsonObject active{{u"state"_s, u"active"_s}};
        const QJsonObject own{{u"fingerprint"_s, u"1"_s},
                              {u"status"_s, active},
                              {u"labels"_s, QJsonObject{{u"alertname"_s, u"backlog"_s},
                                                        {u"signalbox_rule"_s, u"backlog"_s},
                                                        {u"profile"_s, profile.name},
                                                        {u"namespace"_s, ingest.ns},
                                                        {u"task_queue"_s, ingest.queue},
                                                        {u"task_type"_s, u"workflow"_s}}}};
        const QJsonObject disk{
            {u"fingerprint"_s, u"2"_s},
            {u"status"_s, active},
            {u"startsAt"_s, u"2026-11-24T08:00:00Z"_s},
            {u"generatorURL"_s, u"https://prometheus.example.org/graph?g0.expr=up"_s},
            {u"annotations"_s, QJsonObject{{u"summary"_s, u"PostgreSQL's disk is <b>92 %</b> full"_s}}},
            {u"receivers"_s, QJsonArray{QJsonObject{{u"name"_s, u"dba"_s}}}},
            {u"labels"_s, QJsonObject{{u"alertname"_s, u"DiskNearlyFull"_s},
                                      {u"severity"_s, u"critical"_s},
                                      {u"instance"_s, u"db-1"_s}}}};
        const QJsonObject silenced{{u"fingerprint"_s, u"3"_s},
                                   {u"status"_s, QJsonObject{{u"state"_s, u"suppressed"_s},
                                                             {u"silencedBy"_s, QJsonArray{u"s-9"_s}}}},
                                   {u"startsAt"_s, u"2026-11-24T07:00:00Z"_s},
                                   {u"labels"_s, QJsonObject{{u"alertname"_s, u"HistoryShardLag"_s},
                                                             {u"severity"_s, u"warning"_s}}}};
        answer =
            fake::HttpReceiver::status("200 OK", QJsonDocument(QJsonArray{own, disk, silenced}).toJson());
    }

    fake::PrometheusWorld prometheus;
    fake::HttpReceiver alertmanager;
    QByteArray answer = fake::HttpReceiver::status("200 OK", "[]");
};

struct ShownElsewhere : ShownAlerts
{
    using ShownAlerts::ShownAlerts;
    [[nodiscard]] TableView *foreign() const { return find<TableView>(u"foreignAlerts"_s); }
    [[nodiscard]] QString foreignCell(int row, int column) const
    {
        return foreign()->model()->index(row, column).data().toString();
    }
};

} // namespace

class TstAlertsElsewhere : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { putOnLook(); }
    void aProfileWithoutThemShowsNothingOfThem();
    void prometheusIsHeardBesideTheAlert();
    void whereItDiffersTheAlertStands();
    void whatCantBeAskedIsSaid();
    void aQueueOfAnotherNamespaceMayBeSpeltAlike();
    void foreignAlertsAreAListOfTheirOwn();
    void whatWasReadStaysWhereAskingFails();
};

void TstAlertsElsewhere::aProfileWithoutThemShowsNothingOfThem()
{
    AlertsWorld world;
    QVERIFY(world.signIn());
    QVERIFY(world.liveThroughTrouble());
    const ShownElsewhere shown(world);
    QVERIFY(shown.table()->model()->rowCount() > 0);
    QVERIFY(!shown.find<QToolButton>(u"alertsElsewhere"_s)->isVisible());
    QVERIFY(!shown.foreign());
    press(Qt::Key_E);
    QVERIFY(shown.table()->isVisible());
    QVERIFY(!shown.find<PlainLabel>(u"alertOpinion"_s)->isVisible());
}

void TstAlertsElsewhere::prometheusIsHeardBesideTheAlert()
{
    WatchedWorld world;
    QVERIFY(world.signIn());
    QVERIFY(world.liveThroughTrouble());
    world.sayBacklog(412);
    ShownElsewhere shown(world);
    QCOMPARE(shown.cell(0, AlertListModel::QueueColumn), u"knowledge_ingest"_s);
    QTRY_COMPARE(shown.text(u"alertOpinion"_s), u"Prometheus agrees: 412"_s);
    QVERIFY(shown.find<PlainLabel>(u"alertOpinion"_s)->isVisible());
    QVERIFY(world.prometheus.queries.back().contains(u"taskqueue=\"stratmaster-prod.knowledge_ingest\""_s));
    keepPictures(shown.window, u"alerts-opinion"_s);
    const auto asked = world.prometheus.queries.size();
    press(Qt::Key_G);
    press(Qt::Key_B); // another page: nothing is looked at
    QVERIFY(world.look(1min));
    QCOMPARE(world.prometheus.queries.size(), asked);
}

void TstAlertsElsewhere::whereItDiffersTheAlertStands()
{
    WatchedWorld world;
    QVERIFY(world.signIn());
    QVERIFY(world.liveThroughTrouble());
    world.sayBacklog(0);
    ShownElsewhere shown(world);
    QTRY_COMPARE(shown.text(u"alertOpinion"_s), u"Prometheus says 0, and may be late by a minute or two"_s);
    for (int i = 0; i < 5; ++i)
        QVERIFY(world.look(30s));
    QTRY_VERIFY(shown.text(u"alertOpinion"_s).startsWith(u"Prometheus says 0: a server unloads"_s));
    QCOMPARE(shown.cell(0, AlertListModel::SignalColumn), u"danger"_s);
    QCOMPARE(shown.cell(0, AlertListModel::StateColumn), u"firing"_s);
    keepPictures(shown.window, u"alerts-opinion-differs"_s);
}

void TstAlertsElsewhere::whatCantBeAskedIsSaid()
{
    WatchedWorld world;
    QVERIFY(world.signIn());
    QVERIFY(world.liveThroughTrouble());
    world.prometheus.receiver.answer = [](const fake::HttpReceiver::Request &) {
        return fake::HttpReceiver::status("502 Bad Gateway");
    };
    const ShownElsewhere shown(world);
    QTRY_COMPARE(shown.text(u"alertOpinion"_s), u"Prometheus can't be asked: it answered 502"_s);
    QCOMPARE(shown.cell(0, AlertListModel::StateColumn), u"firing"_s);
}

void TstAlertsElsewhere::aQueueOfAnotherNamespaceMayBeSpeltAlike()
{
    WatchedWorld world;
    world.prometheus.haveServer(u"service_requests"_s);
    QVERIFY(world.signIn());
    QVERIFY(world.liveThroughTrouble());
    world.sayBacklog(412);
    world.watch->watchByHand({u"stratmaster.prod"_s, u"stratmaster_prod.knowledge_ingest"_s});
    const ShownElsewhere shown(world);
    QTRY_VERIFY2(shown.text(u"alertOpinion"_s).startsWith(u"Prometheus can't tell: "_s),
                 qPrintable(shown.text(u"alertOpinion"_s)));
}

void TstAlertsElsewhere::foreignAlertsAreAListOfTheirOwn()
{
    WatchedWorld world;
    QVERIFY(world.signIn());
    QVERIFY(world.liveThroughTrouble());
    world.serveAlerts();
    ShownElsewhere shown(world);
    const QAbstractItemModelTester tester(shown.foreign()->model(),
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    QVERIFY(world.alertmanager.requests.empty()); // nobody looks at it
    press(Qt::Key_E);
    QTRY_COMPARE(shown.foreign()->model()->rowCount(), 2);
    QVERIFY(shown.foreign()->isVisible() && !shown.table()->isVisible());
    QCOMPARE(shown.text(u"foreignAlertCount"_s),
             u"2 alerts in Alertmanager · 1 more of the console's own are under “Now”"_s);
    QCOMPARE(shown.foreignCell(0, ForeignAlertsModel::AlertColumn), u"DiskNearlyFull"_s);
    QCOMPARE(shown.foreignCell(0, ForeignAlertsModel::WordsColumn),
             u"PostgreSQL's disk is <b>92 %</b> full"_s);
    QCOMPARE(shown.foreignCell(1, ForeignAlertsModel::StateColumn), u"silenced"_s);
    auto *copy = shown.find<CopyButton>(u"foreignAlertCopyLink"_s);
    QVERIFY(!copy->isEnabled());
    shown.foreign()->selectRow(0);
    const auto *details = shown.find<PlainTextView>(u"foreignAlertDetails"_s);
    QVERIFY2(details->toPlainText().contains(u"instance = db-1"_s), qPrintable(details->toPlainText()));
    QVERIFY(details->toPlainText().contains(u"told to: dba"_s));
    QTest::mouseClick(copy, Qt::LeftButton);
    QCOMPARE(QApplication::clipboard()->text(), u"https://prometheus.example.org/graph?g0.expr=up"_s);
    keepPictures(shown.window, u"alerts-elsewhere"_s);
    press(Qt::Key_E);
    QVERIFY(shown.table()->isVisible() && QApplication::focusWidget() == shown.table());
}

void TstAlertsElsewhere::whatWasReadStaysWhereAskingFails()
{
    WatchedWorld world;
    QVERIFY(world.signIn());
    world.answer = fake::HttpReceiver::status("500 Internal Server Error", "\"out of order\"");
    ShownElsewhere shown(world);
    press(Qt::Key_E);
    QTRY_COMPARE(shown.text(u"foreignAlertTrouble"_s),
                 u"Alertmanager can't be asked: it answered 500: \"out of order\"."_s);
    QCOMPARE(shown.foreign()->emptyText(), u"Nothing is known of Alertmanager's alerts."_s);
    world.serveAlerts();
    press(Qt::Key_F5);
    QTRY_COMPARE(shown.foreign()->model()->rowCount(), 3); // nothing fires here
    QVERIFY(!shown.find<PlainLabel>(u"foreignAlertTrouble"_s)->isVisible());
    world.answer = fake::HttpReceiver::status("500 Internal Server Error");
    press(Qt::Key_F5);
    QTRY_VERIFY(shown.text(u"foreignAlertTrouble"_s).contains(u"it answered 500. What is shown is of "_s));
    QCOMPARE(shown.foreign()->model()->rowCount(), 3);
}

QTEST_MAIN(TstAlertsElsewhere)
#include "tst_alertselsewhere.moc"
