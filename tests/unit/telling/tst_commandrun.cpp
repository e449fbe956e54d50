// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telling/commandrun.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

// Real commands, which do as they like.

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace std::chrono_literals;

class TestCommandRun : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    Result<bool> run(const QStringList &argv, const QByteArray &input = "{}\n",
                     const CommandRun::Limits &limits = {})
    {
        std::optional<Result<bool>> result;
        QObject context;
        CommandRun::start(argv, input, limits, &context).deliver(&context, [&](Result<bool> one) {
            result = std::move(one);
        });
        if (!QTest::qWaitFor([&] { return result.has_value(); }, 60'000))
            return fail(ErrorKind::Internal, u"it goes on"_s);
        return std::move(*result);
    }
    [[nodiscard]] QByteArray contents(const QString &name) const
    {
        QFile file(m_folder.filePath(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    /// "process number" of a file is there and runs.
    /// One that was ended may be there until whoever inherited it has looked.
    [[nodiscard]] bool isAlive(const QString &name) const
    {
        QFile status(u"/proc/%1/stat"_s.arg(QString::fromLatin1(contents(name).trimmed())));
        if (!status.open(QIODevice::ReadOnly))
            return false;
        const QByteArray state = status.readAll();
        return !state.mid(state.lastIndexOf(')')).startsWith(") Z");
    }

private Q_SLOTS:
    void itReadsWhatItIsTold()
    {
        const QString file = m_folder.filePath(u"told"_s);
        QVERIFY(run({u"sh"_s, u"-c"_s, u"cat > \"$0\""_s, file}, "{\"a\": 1}\n"));
        QCOMPARE(contents(u"told"_s), "{\"a\": 1}\n");
    }

    void noShellReadsItsWords_data()
    {
        QTest::addColumn<QString>("word");
        for (const QString &word :
             {u"; touch %1"_s, u"$(touch %1)"_s, u"`touch %1`"_s, u"| touch %1"_s, u"a\n touch %1"_s,
              u"> %1"_s, u"\"' && touch %1 '\""_s, u"*"_s, u"$HOME"_s, QString()})
            QTest::addRow("%s", qPrintable(word)) << word;
    }
    void noShellReadsItsWords()
    {
        QFETCH(QString, word);
        const QString trap = m_folder.filePath(u"trap"_s);
        const QString given = word.contains(u"%1"_s) ? word.arg(trap) : word;
        const QString file = m_folder.filePath(u"words"_s);
        QVERIFY(run({u"sh"_s, u"-c"_s, u"printf %s \"$1\" > \"$0\""_s, file, given}));
        QCOMPARE(contents(u"words"_s), given.toUtf8());
        QVERIFY(!QFile::exists(trap));
    }

    void whatItComplainsOfIsSaid()
    {
        const auto result = run({u"sh"_s, u"-c"_s, u"echo no such pager >&2; exit 7"_s});
        QVERIFY(!result);
        QCOMPARE(result.error().detail, u"the command ended with 7: no such pager"_s);
    }

    void complaintsAreBounded()
    {
        const auto result = run({u"sh"_s, u"-c"_s, u"yes complaint | head -c 10000000 >&2; exit 1"_s});
        QVERIFY(!result);
        QVERIFY2(result.error().detail.size() < 400, qPrintable(result.error().detail));
    }

    void itNeedNotReadWhatItIsTold() { QVERIFY(run({u"true"_s}, QByteArray(4'000'000, 'x'))); }

    void oneThatIsKilledHasFailed()
    {
        const auto result = run({u"sh"_s, u"-c"_s, u"kill -9 $$"_s});
        QVERIFY(!result);
        QCOMPARE(result.error().detail, u"the command was killed"_s);
    }

    void whatIsNotThereIsSaid()
    {
        const auto result = run({u"/nowhere/pager"_s});
        QVERIFY(!result);
        QVERIFY2(result.error().detail.startsWith(u"/nowhere/pager cannot be started: "_s),
                 qPrintable(result.error().detail));
    }

    void oneThatNeverEndsIsEnded_data()
    {
        QTest::addColumn<QString>("script");
        const QString child = u"sleep 1000 & echo $! > \"$0\"; "_s;
        QTest::newRow("it sleeps") << child + u"wait"_s;
        QTest::newRow("it ignores TERM, its child too")
            << u"trap '' TERM; "_s + child + u"while :; do sleep 1; done"_s;
        QTest::newRow("its child ignores TERM")
            << u"sh -c 'trap \"\" TERM; while :; do sleep 1; done' & echo $! > \"$0\"; wait"_s;
    }
    void oneThatNeverEndsIsEnded()
    {
        QFETCH(QString, script);
        const QString name = u"child"_s;
        const auto result = run({u"sh"_s, u"-c"_s, script, m_folder.filePath(name)}, "{}", {1500ms, 500ms});
        QVERIFY(!result);
        QCOMPARE(result.error().detail, u"the command was ended: it took longer than 1 s"_s);
        QVERIFY(!contents(name).isEmpty());
        QTRY_VERIFY(!isAlive(name));
    }

    void itEndsWithWhoWaits()
    {
        const QString name = u"left"_s;
        {
            QObject context;
            CommandRun::start(
                {u"sh"_s, u"-c"_s, u"sleep 1000 & echo $! > \"$0\"; wait"_s, m_folder.filePath(name)}, "{}",
                {}, &context)
                .deliver(&context, [](const Result<bool> &) {});
            QTRY_VERIFY(contents(name).endsWith('\n'));
            QVERIFY(isAlive(name));
        }
        QTRY_VERIFY(!isAlive(name));
    }
};

QTEST_GUILESS_MAIN(TestCommandRun)
#include "tst_commandrun.moc"
