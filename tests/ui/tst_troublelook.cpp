// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/board/boardmodel.h"
#include "tests/ui/look.h"
#include "tests/ui/pastworld.h"
#include "tests/ui/shownwindow.h"
#include "ui/board/boardview.h"
#include "ui/board/momentpage.h"
#include "ui/state/uistate.h"
#include "ui/widgets/page.h"
#include "ui/widgets/plainlabel.h"
#include "ui/window/navigator.h"

#include <QTest>

// A board with a trouble of each kind on it, in small and large windows: what is wrong, and why, is to be
// read without a pointer. Leaves pictures.

using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

namespace {

/// One queue of each kind, for a quarter of an hour.
struct TroubledWorld : PastWorld
{
    [[nodiscard]] bool live()
    {
        if (!signIn())
            return false;
        for (int step = 0; step < 45; ++step) {
            serveStep(step);
            if (!look(20s))
                return false;
        }
        troubled = clock.utc();
        return true;
    }
    void serveStep(int step)
    {
        const int bad = std::max(step - 18, 0);
        setBacklog(ingest, 10 + 15 * bad, 3, std::chrono::seconds(20 * bad), 46, bad > 0 ? 8 : 46, 5);
        setBacklog(research, step < 38 ? 80 : 120, 3, 160s, 12, 12, 4);
        setBacklog(ghosts, 40, 0, std::chrono::seconds(20 * step + 30), 0, 0, 0);
        setBacklog(queue(tenant, u"knowledge_ingest"_s), 4, 0, 3s, 1, 1, 2);
        setBacklog(queue(staging, u"knowledge_ingest"_s), 0, 1, 0s, 6, 6, 4);
        setBacklog(held, 0, 0, 0s, 6, 6, 4);
        RateLimit hold;
        hold.source = RateLimitSource::Api;
        hold.identity = u"ada"_s;
        hold.reason = u"qdrant is being moved"_s;
        hold.updated = heldSince;
        server.setQueue(held, TaskType::Activity,
                        {60 + step, std::chrono::seconds(20 * step), 0.1, 0.0, {}, hold, {}, {}});
    }

    static inline const QueueKey ghosts = queue(prod, u"compression"_s);
    static inline const QueueKey held = queue(prod, u"render_playwright"_s);
    static inline const QueueKey unknown = queue(prod, u"evals"_s);
    const Instant heldSince = clock.utc() + 2min;
};

/// What each of them is called on the board, in part.
const std::vector<std::pair<QueueKey, QString>> &saidOfEach()
{
    static const std::vector<std::pair<QueueKey, QString>> said{
        {ConsoleWorld::ingest, u"grows"_s},
        {ConsoleWorld::research, u"do not get fewer"_s},
        {TroubledWorld::held, u"held by ada"_s},
        {TroubledWorld::ghosts, u"ghost backlog"_s},
        {TroubledWorld::unknown, u"never seen"_s}};
    return said;
}

} // namespace

class TstTroubleLook : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void eachTroubleIsRead_data();
    void eachTroubleIsRead();
};

void TstTroubleLook::initTestCase()
{
    qunsetenv("DBUS_SESSION_BUS_ADDRESS");
    putOnLook();
}

void TstTroubleLook::eachTroubleIsRead_data()
{
    QTest::addColumn<int>("zoom");
    QTest::addColumn<QSize>("size");
    QTest::newRow("1024x700") << 100 << QSize(1024, 700);
    QTest::newRow("1600x1000") << 100 << QSize(1600, 1000);
    QTest::newRow("1024x700-200") << 200 << QSize(1024, 700);
    QTest::newRow("1600x1000-200") << 200 << QSize(1600, 1000);
}

void TstTroubleLook::eachTroubleIsRead()
{
    QFETCH(const int, zoom);
    QFETCH(const QSize, size);
    const QString name = u"trouble-%1-"_s.arg(QString::fromLatin1(QTest::currentDataTag()));
    TroubledWorld world;
    UiState(world.profile.name).set(u"zoom"_s, zoom);
    QVERIFY(world.live());
    ShownWindow shown(world);
    shown.window.resize(size);
    auto *pages = shown.find<Navigator>(u"pages"_s);
    QTRY_VERIFY(world.watch->running(TroubledWorld::ghosts));
    world.alerts->tick();
    world.board->tick();
    for (const auto &[key, words] : saidOfEach()) {
        const QModelIndex row = world.board->indexOf(key, BoardModel::SentenceColumn);
        const QString sentence = row.data().toString();
        QVERIFY2(sentence.contains(words), qPrintable(key.queue + u": "_s + sentence));
    }
    keepPictures(shown.window, name + u"board"_s);

    for (const auto &[key, words] : saidOfEach()) {
        pages->go(Place::ofQueue(key));
        QTRY_VERIFY(pages->page()->readAt() || key == TroubledWorld::unknown);
        const auto *said = pages->page()->findChild<PlainLabel *>(u"queueSentence"_s);
        QVERIFY2(said && said->isVisible(), qPrintable(key.queue));
        QVERIFY2(said->text().contains(words, Qt::CaseInsensitive),
                 qPrintable(key.queue + u": "_s + said->text()));
        keepPictures(shown.window, name + key.queue.section(u'.', -1));
    }

    pages->go(Place::past());
    auto *past = qobject_cast<MomentPage *>(pages->page());
    QVERIFY(past);
    past->goTo(world.troubled - 1min);
    const auto *then = past->findChild<BoardView *>();
    QTRY_VERIFY(then->model()->rowCount() > 0);
    keepPictures(shown.window, name + u"past"_s);
    pages->go(Place::ofPastQueue(TroubledWorld::ingest, world.troubled - 1min));
    QTRY_VERIFY(shownTexts(*pages->page()).join(u' ').contains(u"grows"_s));
    keepPictures(shown.window, name + u"pastqueue"_s);

    pages->go(Place::board());
    world.server.stop();
    for (int i = 0; i < 8; ++i) {
        world.clock.advance(15s);
        world.alerts->tick();
        world.board->tick();
    }
    QTRY_COMPARE(world.client->connection(), ConnectionState::Lost);
    keepPictures(shown.window, name + u"stale"_s);
    pages->go(Place::ofQueue(TroubledWorld::ingest));
    keepPictures(shown.window, name + u"stalequeue"_s);
    world.server.start();
}

QTEST_MAIN(TstTroubleLook)
#include "tst_troublelook.moc"
