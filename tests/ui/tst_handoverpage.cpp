// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/look.h"
#include "tests/ui/pastworld.h"
#include "tests/ui/shownwindow.h"
#include "ui/handover/handoverview.h"
#include "ui/widgets/page.h"
#include "ui/widgets/plainlabel.h"
#include "ui/window/navigator.h"

#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>

using namespace signalbox;
using namespace signalbox::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Shown : ShownWindow
{
    using ShownWindow::ShownWindow;

    void open()
    {
        QTest::keyClick(&window, Qt::Key_G);
        QTest::keyClick(&window, Qt::Key_H);
        QTRY_VERIFY(find<QPushButton>(u"copyMarkdown"_s)->isEnabled());
    }
    [[nodiscard]] Navigator *pages() const { return window.findChild<Navigator *>(); }
    [[nodiscard]] HandOverView *view() const { return find<HandOverView>(u"handOver"_s); }
    [[nodiscard]] QString text() const { return view()->toPlainText(); }
    void sinceTyped(const QString &time)
    {
        auto *const span = find<QComboBox>(u"span"_s);
        span->setCurrentIndex(span->count() - 1);
        Q_EMIT span->activated(span->currentIndex());
        auto *const field = find<QLineEdit>(u"since"_s);
        QVERIFY(field->isVisible());
        field->setText(time);
        QTest::keyClick(field, Qt::Key_Return);
    }
    /// The link over these words.
    void follow(const QString &text) const
    {
        QTextCursor found = view()->document()->find(text);
        QVERIFY(!found.isNull());
        found.setPosition(found.selectionStart() + 1);
        const QString link = found.charFormat().anchorHref();
        QVERIFY(!link.isEmpty());
        Q_EMIT view()->anchorClicked(QUrl(link));
    }
};

/// One run of a tenant that bob terminated, and one that was reset to "made-2".
void serveOthersDeeds(ConsoleWorld &world)
{
    std::vector<Execution> runs;
    const auto serve = [&](const QString &id, const QString &identity, const QString &made) {
        ExecutionDescription described;
        Execution &run = described.execution;
        run.workflowId = id;
        run.runId = u"run-of-"_s + id;
        run.taskQueue = ConsoleWorld::ingest.queue;
        run.status = ExecutionStatus::Terminated;
        run.startTime = world.clock.utc() - 2h;
        run.closeTime = world.clock.utc() - 1h;
        described.resetRunId = made;
        runs.push_back(run);
        HistoryEvent end;
        end.id = 1;
        end.type = u"WorkflowExecutionTerminated"_s;
        end.time = run.closeTime;
        end.identity = identity;
        end.reason = u"in the way"_s;
        world.server.setDescription(ConsoleWorld::tenant, described);
        world.server.setHistory(ConsoleWorld::tenant, id, run.runId, {end});
    };
    serve(u"theirs-1"_s, u"bob@laptop"_s, {});
    serve(u"theirs-2"_s, u"history-resetter"_s, u"made-2"_s);
    world.server.setExecutions(ConsoleWorld::tenant, runs);
}

} // namespace

class TstHandOverPage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    static void initTestCase() { putOnLook(); }
    void tellsWhatEndedAndWhatWasDone();
    void tellsWhatIsOpen();
    void aTimeThatIsNoneIsSaid();
    void leadsToTheQueueAndTheRun();
    void leadsToWhatOthersDid();
};

void TstHandOverPage::tellsWhatEndedAndWhatWasDone()
{
    PastWorld world;
    QVERIFY(world.live());
    Shown shown(world);
    shown.open();
    QTRY_VERIFY2(!shown.text().contains(u"Ended (0)"_s), qPrintable(shown.text()));
    QVERIFY2(shown.text().contains(u"Done by hand from here (1)"_s), qPrintable(shown.text()));
    QVERIFY(shown.text().contains(u"stuck-1"_s));
    keepPictures(shown.window, u"handover"_s);
    QTest::mouseClick(shown.find<QPushButton>(u"copyMarkdown"_s), Qt::LeftButton);
    const QString copied = QApplication::clipboard()->text();
    QVERIFY2(copied.startsWith(u"# Hand-over of "_s), qPrintable(copied));
    QVERIFY(copied.contains(u"stuck-1"_s));
    // After all that, nothing.
    shown.sinceTyped(formatIso(world.clock.utc() - 10s));
    QTRY_VERIFY2(shown.text().contains(u"Ended (0)"_s), qPrintable(shown.text()));
    QVERIFY(shown.text().contains(u"Done by hand from here (0)"_s));
}

void TstHandOverPage::tellsWhatIsOpen()
{
    ConsoleWorld world;
    QVERIFY(world.signIn() && world.liveThroughTrouble());
    Shown shown(world);
    shown.open();
    QTRY_VERIFY2(!shown.text().contains(u"Still open (0)"_s), qPrintable(shown.text()));
    QVERIFY(shown.text().contains(ConsoleWorld::ingest.queue));
    QVERIFY(shown.text().contains(u"danger"_s));
}

void TstHandOverPage::aTimeThatIsNoneIsSaid()
{
    ConsoleWorld world;
    QVERIFY(world.signIn());
    Shown shown(world);
    shown.open();
    auto *const trouble = shown.find<PlainLabel>(u"handOverTrouble"_s);
    shown.sinceTyped(u"dusk"_s);
    QVERIFY(trouble->isVisible());
    QVERIFY2(trouble->text().contains(u"dusk"_s), qPrintable(trouble->text()));
    QCOMPARE(shown.find<QLineEdit>(u"since"_s)->text(), u"dusk"_s);
    shown.sinceTyped(formatIso(world.clock.utc() - 1h));
    QTRY_VERIFY(!trouble->text().contains(u"dusk"_s));
}

void TstHandOverPage::leadsToTheQueueAndTheRun()
{
    PastWorld world;
    QVERIFY(world.live());
    Shown shown(world);
    shown.open();
    QTRY_VERIFY(shown.text().contains(u"stuck-1"_s));
    shown.follow(u"stuck-1"_s);
    QTRY_COMPARE(shown.pages()->page()->place(), Place::ofWorkflow(ConsoleWorld::prod, u"stuck-1"_s, {}));
    shown.pages()->go(Place::handOver());
    QTRY_VERIFY(shown.text().contains(ConsoleWorld::ingest.queue));
    shown.follow(ConsoleWorld::ingest.queue);
    QTRY_COMPARE(shown.pages()->page()->place().page, Place::Page::Queue);
    QCOMPARE(shown.pages()->page()->place().queue, ConsoleWorld::ingest.queue);
}

/// A reset leads to the run that it made.
void TstHandOverPage::leadsToWhatOthersDid()
{
    ConsoleWorld world;
    serveOthersDeeds(world);
    QVERIFY(world.signIn());
    Shown shown(world);
    shown.open();
    QTRY_VERIFY2(shown.text().contains(u"Done from elsewhere (2)"_s), qPrintable(shown.text()));
    QVERIFY2(shown.text().contains(u"bob@laptop, by their own word"_s), qPrintable(shown.text()));
    QVERIFY2(shown.text().contains(u"reset, which made run made-2"_s), qPrintable(shown.text()));
    keepPictures(shown.window, u"handoverothers"_s);
    shown.follow(u"theirs-1"_s);
    QTRY_COMPARE(shown.pages()->page()->place(),
                 Place::ofWorkflow(ConsoleWorld::tenant, u"theirs-1"_s, u"run-of-theirs-1"_s));
    shown.pages()->go(Place::handOver());
    QTRY_VERIFY(shown.text().contains(u"theirs-2"_s));
    shown.follow(u"theirs-2"_s);
    QTRY_COMPARE(shown.pages()->page()->place(),
                 Place::ofWorkflow(ConsoleWorld::tenant, u"theirs-2"_s, u"made-2"_s));
}

QTEST_MAIN(TstHandOverPage)
#include "tst_handoverpage.moc"
