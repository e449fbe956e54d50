// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/consoleworld.h"
#include "tests/ui/look.h"
#include "tests/ui/shownwindow.h"
#include "ui/widgets/elidedlabel.h"
#include "ui/widgets/plainlabel.h"
#include "ui/window/spendingfacts.h"

#include <QAction>
#include <QDialog>
#include <QTest>

#include <algorithm>

using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

Fact factOf(const std::vector<Fact> &facts, const QString &name)
{
    const auto found = std::find_if(facts.begin(), facts.end(),
                                    [&name](const Fact &fact) { return fact.name == u"calls."_s + name; });
    return found == facts.end() ? Fact() : *found;
}

} // namespace

class TstSpending : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { putOnLook(); }
    void callsAreToldByKind();
    void kindsStandStill();
    void theWindowTellsWhatWasSent();
};

void TstSpending::callsAreToldByKind()
{
    const std::vector<MethodTraffic> traffic{{"DescribeTaskQueue", 1204, 0},
                                             {"ListWorkflowExecutions", 3, 2},
                                             {"ListActivityExecutions", 1, 0},
                                             {"ResetWorkflowExecution", 1, 0}};
    const auto facts = spendingFacts(traffic, 32min);
    QCOMPARE(factOf(facts, u"all"_s).value, u"1\u202f209"_s);
    QCOMPARE(factOf(facts, u"all"_s).aside, u"2 refused"_s);
    QCOMPARE(factOf(facts, u"looks"_s).value, u"1\u202f204"_s);
    QVERIFY(factOf(facts, u"looks"_s).aside.isEmpty());
    QCOMPARE(factOf(facts, u"lists"_s).value, u"4"_s);
    QVERIFY(factOf(facts, u"lists"_s).isAsideAlarming);
    QCOMPARE(factOf(facts, u"others"_s).value, u"1"_s);
    QCOMPARE(factOf(facts, u"sweep"_s).value, u"every 32 min"_s);
    QCOMPARE(spendingText(traffic), u"1209 calls/min · 2 refused"_s);
    QCOMPARE(spendingText({{"GetSystemInfo", 1, 0}}), u"1 call/min"_s);
}

void TstSpending::kindsStandStill()
{
    const auto some = spendingFacts({{"ListWorkers", 1, 0}}, {});
    const auto others = spendingFacts({{"DescribeTaskQueue", 9, 0}}, 10min);
    QCOMPARE(some.size(), others.size());
    for (std::size_t i = 0; i < some.size(); ++i)
        QCOMPARE(some[i].name, others[i].name);
    QCOMPARE(factOf(some, u"sweep"_s).value, u"–"_s); // no queue was looked at
}

void TstSpending::theWindowTellsWhatWasSent()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    ShownWindow shown(world);
    shown.find<QAction>(u"spending"_s)->trigger();
    auto *dialog = shown.find<QDialog>(u"spendingDialog"_s);
    QVERIFY(dialog);
    const auto value = [dialog](const QString &name) {
        return dialog->findChild<ElidedLabel *>(u"fact.calls."_s + name)->text();
    };
    QCOMPARE(value(u"looks"_s), QString::number(world.server.calls(u"DescribeTaskQueue"_s)));
    QVERIFY(value(u"sweep"_s).startsWith(u"every "_s));
    keepPictures(*dialog, u"spending"_s);
    world.server.failNext(u"DescribeTaskQueue"_s, u"RESOURCE_EXHAUSTED"_s);
    QVERIFY(world.look(60s));
    QTRY_COMPARE(value(u"looks"_s), QString::number(world.server.calls(u"DescribeTaskQueue"_s)));
    QTRY_VERIFY_WITH_TIMEOUT(shown.find<PlainLabel>(u"calls"_s)->text().endsWith(u"1 refused"_s), 10'000);
}

QTEST_MAIN(TstSpending)
#include "tst_spending.moc"
