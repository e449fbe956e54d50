// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/namespacelever.h"
#include "models/interventions/targetlook.h"
#include "tests/system/operator.h"
#include "tests/unit/interventions/journalrecords.h"

// Levers on namespaces, on real servers of their own, without a window.

using namespace signalbox;
using namespace Qt::StringLiterals;
using Kind = InterventionTarget::Act;

namespace {

constexpr auto day = std::chrono::hours(24);
const QString dev = u"stratmaster-dev"_s;
const QString staging = u"stratmaster-staging"_s;
const QString tenant = u"tenant-acme"_s;

class Administrator : public Operator
{
public:
    using Operator::Operator;

    [[nodiscard]] SeenConfig read(const QString &ns)
    {
        TargetLook look(*client, {Kind::ChangeRetention, ns});
        return std::get<SeenConfig>(await(look.read(Purpose::Operator)).value());
    }
    [[nodiscard]] Receipt pullOn(const QString &ns, Kind act, const QStringList &lines)
    {
        return pull(kindOf(act).make({act, ns}, read(ns), {{}, lines}));
    }
    [[nodiscard]] std::vector<QJsonObject> records() const
    {
        return recordsIn(home.filePath(u"journal.jsonl"_s));
    }
};

} // namespace

class TstNamespaces : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theAdministratorChangesTheRetention();
    void theAdministratorChangesWhatItSaysOfItself();
    void whoeverLacksTheRoleIsRefused_data();
    void whoeverLacksTheRoleIsRefused();
    void whatIsDeprecatedTakesNoMoreWorkflows();

private:
    QTemporaryDir m_home;
};

void TstNamespaces::initTestCase()
{
    QVERIFY2(RealStack::isThere(), "no stack: eval \"$(tests/stack/stack env)\" first");
    dispatcher::init();
    for (const char *variable : {"XDG_DATA_HOME", "XDG_STATE_HOME"})
        qputenv(variable, m_home.path().toLocal8Bit());
}

void TstNamespaces::theAdministratorChangesTheRetention()
{
    Administrator ada(u"ada"_s);
    QVERIFY(ada.signIn());
    const SeenConfig before = ada.read(dev);
    QCOMPARE(before.config.info.retention, std::optional<std::chrono::seconds>(3 * day));
    TargetLook look(*ada.client, {Kind::ChangeRetention, dev});
    QVERIFY(await(look.read(Purpose::Operator)));
    QTRY_VERIFY(look.closedRuns());
    const Receipt receipt = ada.pullOn(dev, Kind::ChangeRetention, {u"4"_s});
    QVERIFY2(receipt.outcome == Outcome::Done, qPrintable(receipt.sentence));
    const NamespaceConfig after = ada.read(dev).config;
    QCOMPARE(after.info.retention, std::optional<std::chrono::seconds>(4 * day));
    QCOMPARE(after.info.description, before.config.info.description);
    QCOMPARE(after.data.at(lastChangeKey), receipt.identity);
    const auto records = ada.records();
    QCOMPARE(records.size(), std::size_t(2));
    QCOMPARE(records[0][u"verb"_s].toString(), u"change retention"_s);
    QCOMPARE(records[0][u"namespace"_s].toString(), dev);
    QCOMPARE(records[0][u"retention_before_s"_s].toInteger(), 3 * 86400);
    QCOMPARE(records[1][u"outcome"_s].toString(), u"done"_s);
}

void TstNamespaces::theAdministratorChangesWhatItSaysOfItself()
{
    Administrator ada(u"ada"_s);
    QVERIFY(ada.signIn());
    const Receipt receipt = ada.pullOn(dev, Kind::DescribeNamespace,
                                       {u"Local development, “theirs” <b>"_s, u"ops@example.org"_s});
    QVERIFY2(receipt.outcome == Outcome::Done, qPrintable(receipt.sentence));
    const NamespaceInfo after = ada.read(dev).config.info;
    QCOMPARE(after.description, u"Local development, “theirs” <b>"_s);
    QCOMPARE(after.ownerEmail, u"ops@example.org"_s);
}

void TstNamespaces::whoeverLacksTheRoleIsRefused_data()
{
    QTest::addColumn<QString>("who");
    QTest::addColumn<QString>("ns");
    QTest::addColumn<QString>("says");
    QTest::newRow("the operator, by what the sign-in granted")
        << u"ada"_s << tenant << u"lacks the role tenant-acme:admin, so nothing was sent"_s;
    QTest::newRow("the viewer, by the server")
        << u"vic"_s << dev << u"this needs the role stratmaster-dev:admin"_s;
}

void TstNamespaces::whoeverLacksTheRoleIsRefused()
{
    QFETCH(const QString, who);
    QFETCH(const QString, ns);
    QFETCH(const QString, says);
    Administrator person(who);
    QVERIFY(person.signIn());
    const NamespaceConfig before = person.read(ns).config;
    const Receipt receipt = person.pullOn(ns, Kind::ChangeRetention, {u"90"_s});
    QCOMPARE(receipt.outcome, Outcome::Refused);
    QVERIFY2(receipt.sentence.contains(says), qPrintable(receipt.sentence));
    QCOMPARE(person.read(ns).config, before);
    QCOMPARE(person.records().back()[u"outcome"_s].toString(), u"refused"_s);
}

void TstNamespaces::whatIsDeprecatedTakesNoMoreWorkflows()
{
    Administrator ada(u"ada"_s);
    QVERIFY(ada.signIn());
    const QString queue = u"nobody's"_s;
    QVERIFY(!RealStack::start(staging, queue, u"ReviewWorkflow"_s, u"before"_s).isEmpty());
    const Receipt receipt = ada.pullOn(staging, Kind::DeprecateNamespace, {});
    QVERIFY2(receipt.outcome == Outcome::Done, qPrintable(receipt.sentence));
    QCOMPARE(ada.read(staging).config.info.state, NamespaceState::Deprecated);
    // Each frontend goes by what it read of the namespace some seconds ago.
    int started = 0;
    QTRY_VERIFY_WITH_TIMEOUT(
        RealStack::start(staging, queue, u"ReviewWorkflow"_s, u"after-%1"_s.arg(++started)).isEmpty(),
        60'000);
    const auto seen = ada.look(staging, u"before"_s, false);
    QVERIFY(seen);
    QCOMPARE(seen->execution.status, ExecutionStatus::Running); // what runs goes on
}

QTEST_GUILESS_MAIN(TstNamespaces)
#include "tst_namespaces.moc"
