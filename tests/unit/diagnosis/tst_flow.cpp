// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/diagnosis/flow.h"
#include "tests/unit/diagnosis/observedqueue.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace std::chrono_literals;

namespace {
constexpr auto workflow = TaskType::Workflow;
} // namespace

/// Where a backlog goes that is worked on: by the server's rates and by what was seen of it.
class TestFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysWhereItGoes_data();
    void saysWhereItGoes();
    void timeToDrainIsBacklogByNetRate();
};

void TestFlow::saysWhereItGoes_data()
{
    QTest::addColumn<ObservedQueue>("queue");
    QTest::addColumn<QString>("code");
    QTest::addColumn<QString>("sentence");
    const auto row = [](const char *name, const ObservedQueue &queue, const char *code,
                        const QString &sentence) {
        QTest::newRow(name) << queue << QString::fromLatin1(code) << sentence;
    };
    const ObservedQueue old = ObservedQueue().waits(workflow, 1204, 2min);
    const QString early = u"just loaded, too early to say where its 1\u202F204 workflow tasks go"_s;

    row("drains", ObservedQueue(old).rates(workflow, 8, 18), "drains",
        u"drains, about 2 min left for its 1\u202F204 workflow tasks"_s);
    row("drains slowly", ObservedQueue(old).rates(workflow, 8, 8.45), "drains",
        u"drains, about 45 min left for its 1\u202F204 workflow tasks"_s);
    row("grows", ObservedQueue(old).rates(workflow, 46, 8), "grows",
        u"grows faster than it drains: 46 workflow tasks a second come in, 8.0 go out"_s);
    row("stays", ObservedQueue(old).rates(workflow, 8, 8.1), "grows",
        u"its 1\u202F204 workflow tasks do not get fewer: 8.0 a second come in, 8.1 go out"_s);
    row("no rates yet", ObservedQueue(old).rates(workflow, 0, 0), "just_loaded", early);
    row("no rates at all", old, "just_loaded", early);
    row("what waits is younger than the rates",
        ObservedQueue(old).waits(workflow, 1204, 20s).rates(workflow, 40, 8), "just_loaded", early);

    row("seen to drain before there are rates",
        ObservedQueue(old).rates(workflow, 0, 0).before(workflow, 1804, 42s), "drains",
        u"drains, about 1 min left for its 1\u202F204 workflow tasks"_s);
    row("seen to grow before there are rates",
        ObservedQueue(old).rates(workflow, 0, 0).before(workflow, 604, 42s), "grows",
        u"grows: 600 more workflow tasks in 40 s"_s);
    row("seen for too short", ObservedQueue(old).rates(workflow, 0, 0).before(workflow, 604, 22s),
        "just_loaded", early);
    row("seen too long ago", ObservedQueue(old).rates(workflow, 0, 0).before(workflow, 604, 10min),
        "just_loaded", early);
    row("rates and looks disagree", ObservedQueue(old).rates(workflow, 10, 5).before(workflow, 1404, 42s),
        "just_loaded", early);
    row("rates and looks agree", ObservedQueue(old).rates(workflow, 0, 5).before(workflow, 1404, 42s),
        "drains", u"drains, about 4 min left for its 1\u202F204 workflow tasks"_s);
    row("the newest look back counts",
        ObservedQueue(old).rates(workflow, 0, 5).before(workflow, 4, 100s).before(workflow, 1404, 42s),
        "drains", u"drains, about 4 min left for its 1\u202F204 workflow tasks"_s);
    row("stands still", ObservedQueue(old).rates(workflow, 0, 0).before(workflow, 1204, 42s), "unknown",
        u"its 1\u202F204 workflow tasks wait, and what was seen does not say why"_s);
}

void TestFlow::saysWhereItGoes()
{
    QFETCH(ObservedQueue, queue);
    QFETCH(QString, code);
    QFETCH(QString, sentence);
    const Verdict verdict = queue.verdict();
    QCOMPARE(verdict.sentence, sentence);
    QCOMPARE(verdict.code, code);
}

void TestFlow::timeToDrainIsBacklogByNetRate()
{
    QCOMPARE(timeToDrain(100, 1, 3), (Drain{Drain::Takes, 50s}));
    QCOMPARE(timeToDrain(100, 3, 1), (Drain{Drain::Grows, {}}));
    QCOMPARE(timeToDrain(100, 3, 3), (Drain{Drain::Stays, {}}));
    QCOMPARE(timeToDrain(100, 0, 0), Drain());
    QCOMPARE(timeToDrain({}, 1, 3), Drain());
    QCOMPARE(timeToDrain(0, 1, 3), (Drain{Drain::Nothing, {}}));
}

QTEST_GUILESS_MAIN(TestFlow)
#include "tst_flow.moc"
