// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/watchverb.h"

#include "models/alerts/alertjson.h"
#include "models/base/descriptor.h"
#include "models/store/storefile.h"
#include "models/store/storereader.h"
#include "tests/unit/app/openedsession.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSocketNotifier>
#include <QTimer>

#include <csignal>
#include <fcntl.h>

// `signalbox watch` in this process, but for its command line.

using namespace signalbox;
using namespace signalbox::test;

namespace {

/// Ends a loop in which nothing was told in time; no exit status of the verb.
constexpr int notTold = 99;

/// What reads the verb's output and does something as the first line comes.
struct Reader
{
    Reader()
    {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) == 0) {
            reading = Descriptor(ends[0]);
            writing = Descriptor(ends[1]);
        }
    }
    void onFirstLine(const std::function<void()> &act)
    {
        notifier = std::make_unique<QSocketNotifier>(reading.get(), QSocketNotifier::Read);
        QObject::connect(notifier.get(), &QSocketNotifier::activated, notifier.get(), [this, act] {
            QByteArray more(64 * 1024, 0);
            const auto size = uninterrupted(
                [&] { return ::read(reading.get(), more.data(), static_cast<std::size_t>(more.size())); });
            const bool isFirst = text.isEmpty();
            text += more.first(std::max<qsizetype>(size, 0));
            if (isFirst)
                act();
        });
    }

    Descriptor reading;
    Descriptor writing;
    std::unique_ptr<QSocketNotifier> notifier;
    QByteArray text;
};

/// Of a session in which something was to happen.
QByteArray howFar(Session &session)
{
    QByteArray far =
        "signed in: " + QByteArray::number(session.tokens().state() == TokenService::State::Fresh) +
        ", all looked at: " + QByteArray::number(session.watch().firstSweepDone()) + ", kept: " +
        (session.recorder().state() ? QByteArray::number(int(*session.recorder().state())) : "unknown") +
        ", said of alerts is read: " + QByteArray::number(session.marks().isRead());
    for (const AlertChange &change : session.alerts().standing())
        far += ", stands: " + toJsonLine(change, std::nullopt);
    return far;
}

} // namespace

class TestWatching : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void recordsAndTellsUntilItIsEnded()
    {
        OpenedSession opened;
        Reader reader;
        const QString store = storefile::path(opened.session->profile().name);
        {
            WatchVerb verb(*opened.session, true, reader.writing.get(), {});
            reader.onFirstLine([] { QCOMPARE(std::raise(SIGTERM), 0); });
            verb.start();
            QCOMPARE(QCoreApplication::exec(), 0);
        }
        opened.session.reset(); // what was seen is kept first
        const auto line = QJsonDocument::fromJson(reader.text.split('\n').first()).object();
        QCOMPARE(line[u"queue"_s], OpenedSession::configured.queue);
        QCOMPARE(line[u"rule"_s], u"backlog"_s);
        QVERIFY(line[u"from"_s].isNull());
        QCOMPARE(line[u"to"_s], u"firing"_s);
        const auto kept = readTransitions(store, utcNow() - 1h, utcNow() + 1h);
        QVERIFY(kept);
        QVERIFY(std::any_of(kept->begin(), kept->end(), [](const Transition &transition) {
            return transition.key == OpenedSession::configured && transition.state == AlertState::Firing;
        }));
    }

    void tellsElsewhereToo()
    {
        const QTemporaryDir folder;
        QFile told(folder.filePath(u"told"_s));
        OpenedSession opened({}, {{u"pager"_s,
                                   Receiver::Kind::Command,
                                   {},
                                   {},
                                   {u"sh"_s, u"-c"_s, u"cat >> \"$0\""_s, told.fileName()},
                                   {Signal::Danger},
                                   {},
                                   {}}});
        // As tasks of nothing that runs would be ghosts, and no danger, once they were counted.
        Execution waits = OpenedSession::run();
        waits.runId = u"c2a4b1d3-6f0e-4f7c-9a53-0c7d1e889c44"_s;
        waits.taskQueue = OpenedSession::configured.queue;
        opened.server.setExecutions(OpenedSession::ns, {waits});
        Reader reader;
        WatchVerb verb(*opened.session, true, reader.writing.get(), {});
        verb.start();
        // A verb that gives up ends its loop, with its reason on stderr: a wait beside it would go on.
        QTimer look;
        connect(&look, &QTimer::timeout, qApp, [&told] {
            if (told.size() > 0)
                QCoreApplication::exit(0);
        });
        look.start(20ms);
        QTimer::singleShot(60s, &look, [] { QCoreApplication::exit(notTold); });
        QVERIFY2(QCoreApplication::exec() == 0, howFar(*opened.session).constData());
        QVERIFY(told.open(QIODevice::ReadOnly));
        const QJsonObject line = QJsonDocument::fromJson(told.readLine()).object();
        QCOMPARE(line[u"queue"_s], OpenedSession::configured.queue);
        QCOMPARE(line[u"to"_s], u"firing"_s);
        QCOMPARE(line[u"severity"_s], u"danger"_s);
        QCOMPARE(line[u"profile"_s], opened.session->profile().name);
    }

    void aReaderThatHasGoneEndsIt()
    {
        OpenedSession opened;
        Reader reader;
        reader.reading = Descriptor();
        WatchVerb verb(*opened.session, false, reader.writing.get(), {});
        verb.start();
        QCOMPARE(QCoreApplication::exec(), 4);
    }

    void aSessionThatEndsEndsIt()
    {
        OpenedSession opened;
        Reader reader;
        WatchVerb verb(*opened.session, false, reader.writing.get(), {});
        reader.onFirstLine([&] { opened.session->tokens().signOut(); });
        verb.start();
        QCOMPARE(QCoreApplication::exec(), 4);
        QVERIFY2(reader.text.contains("  firing    backlog  ns-a/ns-a.ingest  over 100"),
                 reader.text.constData());
    }
};

QTEST_GUILESS_MAIN(TestWatching)
#include "tst_watching.moc"
