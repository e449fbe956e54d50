// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/program.h"

#include <QTest>

#include <csignal>

// `signalbox watch` as a program of its own, without a display and without a keyring, at the real stack.

using namespace signalbox;
using namespace Qt::StringLiterals;

namespace {

const QString evals = u"stratmaster-prod.evals"_s;

/// The program while it runs, and what it said so far.
class Watching
{
public:
    /// `shell`: of a line in which "$@" is the program.
    Watching(const QTemporaryDir &home, const QString &settings, const QStringList &arguments,
             const QString &shell = u"exec \"$@\""_s)
    {
        if (!prepareProgram(m_program, home, u"ada"_s, settings))
            return;
        m_program.start(
            u"bash"_s, QStringList{u"-c"_s, shell, u"bash"_s, QStringLiteral(SIGNALBOX_PROGRAM), u"watch"_s} +
                           arguments + QStringList{u"--config"_s, home.path()});
    }

    [[nodiscard]] QList<QJsonObject> lines()
    {
        m_out += m_program.readAllStandardOutput();
        QList<QJsonObject> lines;
        for (const QByteArray &line : m_out.split('\n'))
            if (const auto object = QJsonDocument::fromJson(line).object(); !object.isEmpty())
                lines << object;
        return lines;
    }
    [[nodiscard]] bool outContains(const QByteArray &text)
    {
        m_out += m_program.readAllStandardOutput();
        return m_out.contains(text);
    }
    /// The first one that says so; empty: there is none yet.
    [[nodiscard]] QJsonObject lineOf(const QString &key, const QString &value)
    {
        const auto all = lines();
        const auto found = std::find_if(
            all.begin(), all.end(), [&](const QJsonObject &line) { return line[key].toString() == value; });
        return found == all.end() ? QJsonObject() : *found;
    }
    /// The exit code; -1: it crashed, or went on.
    [[nodiscard]] int end(int signal)
    {
        ::kill(static_cast<pid_t>(m_program.processId()), signal);
        return wait();
    }
    [[nodiscard]] int wait(int milliseconds = 60'000)
    {
        const bool isOver = m_program.waitForFinished(milliseconds);
        m_err += m_program.readAllStandardError();
        return isOver && m_program.exitStatus() == QProcess::NormalExit ? m_program.exitCode() : -1;
    }
    [[nodiscard]] QByteArray said() const { return m_err; }

private:
    QProcess m_program;
    QByteArray m_out;
    QByteArray m_err;
};

} // namespace

class TestWatchVerb : public QObject
{
    Q_OBJECT

    QTemporaryDir m_home;

private Q_SLOTS:
    void initTestCase()
    {
        if (!RealStack::isThere())
            QFAIL("needs the environment of `tests/stack/stack env`");
        QVERIFY(m_home.isValid());
    }

    void tellsWhatStandsAndRecords_data()
    {
        QTest::addColumn<int>("signal");
        QTest::newRow("SIGINT") << SIGINT;
        QTest::newRow("SIGTERM") << SIGTERM;
    }
    void tellsWhatStandsAndRecords()
    {
        QFETCH(int, signal);
        Watching watching(m_home, Settings().text(), {u"--json"_s});
        // Nobody works on this one.
        QTRY_VERIFY_WITH_TIMEOUT(!watching.lineOf(u"queue"_s, evals).isEmpty(), 90'000);
        const QJsonObject first = watching.lineOf(u"queue"_s, evals);
        QVERIFY(first[u"from"_s].isNull());
        QVERIFY(first[u"to"_s].toString() == "firing"_L1 || first[u"to"_s].toString() == "pending"_L1);
        QCOMPARE(first[u"source"_s].toString(), u"DescribeTaskQueue"_s);
        QVERIFY(first[u"cause"_s].isObject());
        QTest::qWait(6000); // it commits every 5 s
        QCOMPARE(watching.end(signal), 0);
        QVERIFY(QFile::exists(m_home.filePath(u"signalbox/stratmaster/past.sqlite"_s)));
        // It tells progress to a terminal alone.
        QVERIFY2(!watching.said().contains("alerts stand"), watching.said().constData());
    }

    void tellsElsewhereOnceThoughItIsKilled()
    {
        QFile runbook(m_home.filePath(u"quick.toml"_s));
        QVERIFY(runbook.open(QIODevice::WriteOnly));
        runbook.write("version = 1\n[[alert]]\nkind = 'no_pollers'\nfor = '1s'\n");
        runbook.close();
        const QString told = m_home.filePath(u"told"_s);
        const QString settings = Settings{.more = u"runbook = \"quick.toml\""_s}.text() +
                                 u"\n[[profile.stratmaster.tell]]\nid = \"pager\"\nkind = \"command\"\n"
                                 "argv = [\"sh\", \"-c\", \"cat >> $0\", \"%1\"]\n"_s.arg(told);
        const auto toldOfEvals = [&told] {
            QFile file(told);
            int count = 0;
            if (file.open(QIODevice::ReadOnly))
                for (const QByteArray &line : file.readAll().split('\n')) {
                    const QJsonObject object = QJsonDocument::fromJson(line).object();
                    count += object[u"queue"_s] == evals && object[u"rule"_s] == u"no_pollers"_s ? 1 : 0;
                }
            return count;
        };
        Watching first(m_home, settings, {u"--json"_s});
        QTRY_COMPARE_WITH_TIMEOUT(toldOfEvals(), 1, 120'000);
        QTest::qWait(2000); // what was told is marked
        QCOMPARE(first.end(SIGKILL), -1);
        Watching second(m_home, settings, {u"--json"_s});
        QTRY_VERIFY_WITH_TIMEOUT(!second.lineOf(u"rule"_s, u"no_pollers"_s).isEmpty(), 120'000);
        QTest::qWait(15'000); // for what should not come
        QCOMPARE(second.end(SIGTERM), 0);
        QCOMPARE(toldOfEvals(), 1);
    }

    void printsLinesForPeople()
    {
        Watching watching(m_home, Settings().text(), {});
        QTRY_VERIFY_WITH_TIMEOUT(watching.outContains(evals.toUtf8()), 90'000);
        QCOMPARE(watching.end(SIGTERM), 0);
    }

    void whatNobodyReadsEndsIt()
    {
        Watching watching(m_home, Settings().text(), {u"--json"_s},
                          u"\"$@\" | true; exit ${PIPESTATUS[0]}"_s);
        QCOMPARE(watching.wait(90'000), 4);
        QVERIFY2(watching.said().contains("nobody reads"), watching.said().constData());
    }

    void aClusterThatDoesNotAnswerIsALine()
    {
        Watching watching(m_home, Settings{.address = closedPort()}.text(), {u"--json"_s});
        QTRY_VERIFY_WITH_TIMEOUT(!watching.lineOf(u"rule"_s, u"unreachable"_s).isEmpty(), 90'000);
        QCOMPARE(watching.lines().size(), 1);
        QCOMPARE(watching.end(SIGINT), 0);
    }

    void refusesWhatItCannotUse()
    {
        Watching watching(m_home, Settings{.more = u"colour = \"red\"\n"_s}.text(), {});
        QCOMPARE(watching.wait(), 4);
        QVERIFY2(watching.said().contains("profiles.toml:5: "), watching.said().constData());
        QVERIFY(watching.lines().isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestWatchVerb)
#include "tst_watchverb.moc"
