// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/actsmodel.h"
#include "models/interventions/journal.h"
#include "tests/fake/fakeclock.h"
#include "tests/unit/temporal/await.h"

#include <QAbstractItemModelTester>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QByteArray lineOf(const QJsonObject &record)
{
    return QJsonDocument(record).toJson(QJsonDocument::Compact) + '\n';
}

QByteArray intent(const QString &op, Instant time = {}, const QString &reason = u"stuck since noon"_s)
{
    return lineOf({{u"v"_s, 1},
                   {u"kind"_s, u"intent"_s},
                   {u"op"_s, op},
                   {u"time"_s, QDateTime::fromMSecsSinceEpoch(time.time_since_epoch().count())
                                   .toUTC()
                                   .toString(Qt::ISODateWithMs)},
                   {u"user"_s, u"ada"_s},
                   {u"namespace"_s, u"ns"_s},
                   {u"workflow_id"_s, u"ingest-"_s + op},
                   {u"run_id"_s, u"r-"_s + op},
                   {u"task_queue"_s, u"q-"_s + op},
                   {u"verb"_s, u"terminate"_s},
                   {u"reason"_s, reason}});
}

QByteArray outcome(const QString &op, const QString &word, const QString &sentence = {})
{
    return lineOf(
        {{u"kind"_s, u"outcome"_s}, {u"op"_s, op}, {u"outcome"_s, word}, {u"sentence"_s, sentence}});
}

} // namespace

class TestActs : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    static void initTestCase() { dispatcher::init(); }
    void tellsWhatWasMeantAndWhatCameOfIt();
    void theNewestAreKeptWhereThereAreTooMany();
    void noJournalIsNoAct();
    void aJournalThatCannotBeReadIsSaid();
    void markdownHoldsWhateverStandsInIt();
    void showsADay();
    void readsAgainWithoutLosingRows();

private:
    bool write(const QByteArray &bytes) const
    {
        QFile file(path());
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    }
    [[nodiscard]] QString path() const { return m_folder.filePath(u"journal.jsonl"_s); }

    QTemporaryDir m_folder;
};

void TestActs::tellsWhatWasMeantAndWhatCameOfIt()
{
    const Instant time(Milliseconds(1'790'000'000'123));
    QVERIFY(write(intent(u"a"_s, time) + outcome(u"a"_s, u"unknown"_s) + intent(u"b"_s) + "\n[]\nnot JSON\n" +
                  outcome(u"a"_s, u"done"_s, u"Terminated at event 9."_s) +
                  outcome(u"nobody's"_s, u"done"_s) + intent(u"c"_s) + "{\"kind\":\"inte"));
    const auto acts = readActs(path(), 100, QDeadlineTimer(2s));
    QVERIFY(acts);
    QCOMPARE(acts->newestFirst.size(), std::size_t(3));
    const Act first{u"a"_s,
                    time,
                    u"ada"_s,
                    u"terminate"_s,
                    u"ns"_s,
                    u"ingest-a"_s,
                    u"r-a"_s,
                    {},
                    u"stuck since noon"_s,
                    u"done"_s,
                    u"Terminated at event 9."_s,
                    u"q-a"_s,
                    {}};
    QCOMPARE(acts->newestFirst.back().sentence, first.sentence);
    QVERIFY(acts->newestFirst.back() == first);
    QCOMPARE(acts->newestFirst.front().op, u"c"_s);
    QVERIFY(acts->newestFirst.front().outcome.isEmpty());
    QCOMPARE(acts->unreadableLines, 3); // an array, text, a torn line
    QVERIFY(acts->areAll);
}

void TestActs::theNewestAreKeptWhereThereAreTooMany()
{
    QByteArray journal;
    for (int i = 0; i < 5000; ++i) // several pieces of a megabyte
        journal += intent(QString::number(i), {}, QString(400, u'x'));
    QVERIFY(write(journal));
    const auto acts = readActs(path(), 1000, QDeadlineTimer(2s));
    QVERIFY(acts);
    QVERIFY(!acts->areAll);
    QCOMPARE(acts->newestFirst.size(), std::size_t(1000));
    QCOMPARE(acts->newestFirst.front().op, u"4999"_s);
    QCOMPARE(acts->newestFirst.back().op, u"4000"_s);
    QCOMPARE(acts->unreadableLines, 0);
}

void TestActs::noJournalIsNoAct()
{
    const auto acts = readActs(m_folder.filePath(u"none.jsonl"_s), 100, QDeadlineTimer(2s));
    QVERIFY(acts);
    QVERIFY(acts->newestFirst.empty());
    QVERIFY(acts->areAll);
}

void TestActs::aJournalThatCannotBeReadIsSaid()
{
    const QString folder = m_folder.filePath(u"folder"_s);
    QVERIFY(QDir().mkpath(folder));
    const auto acts = readActs(folder, 100, QDeadlineTimer(2s));
    QVERIFY(!acts);
    QVERIFY2(acts.error().detail.contains(folder), qPrintable(acts.error().detail));
}

void TestActs::markdownHoldsWhateverStandsInIt()
{
    Act act;
    act.time = Instant(Milliseconds(1'790'000'000'000));
    act.user = u"ada"_s;
    act.verb = u"complete activity"_s;
    act.activityId = u"7"_s;
    act.workflowId = u"a|b\n| c [x](http://evil) \u202e<img>"_s;
    const QStringList lines = markdownOf({act}).split(u'\n', Qt::SkipEmptyParts);
    QCOMPARE(lines.size(), 3);
    QVERIFY2(lines[2].startsWith(u"| 2026-09-21T14:13:20Z | ada | complete activity 7 | – | a\\|b"_s),
             qPrintable(lines[2]));
    static const QRegularExpression bar(uR"((?<!\\)\|)"_s);
    QCOMPARE(lines[2].count(bar), lines[0].count(bar));
    for (const auto &markup : {u"[x]"_s, u"<img>"_s, u"\u202e"_s})
        QVERIFY2(!lines[2].contains(markup), qPrintable(lines[2]));
    QVERIFY(lines[2].contains(u"no outcome recorded"_s));
}

void TestActs::showsADay()
{
    fake::FakeClock clock;
    const QDate today = QDateTime::fromMSecsSinceEpoch(clock.utc().time_since_epoch().count()).date();
    const auto at = [](QDate day, QTime time) {
        return Instant(Milliseconds(QDateTime(day, time).toMSecsSinceEpoch()));
    };
    QVERIFY(write(intent(u"old"_s, at(today.addDays(-2), QTime(23, 59, 59))) +
                  intent(u"first"_s, at(today.addDays(-1), QTime(0, 0))) +
                  intent(u"last"_s, at(today.addDays(-1), QTime(23, 59, 59))) +
                  intent(u"now"_s, at(today, QTime(0, 0)))));
    const Journal journal(path());
    ActsModel model(journal, clock);
    const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::Fatal);
    const auto ops = [&model] {
        QStringList shown;
        for (const Act &act : model.shown())
            shown << act.op;
        return shown;
    };
    model.read();
    QTRY_VERIFY(model.readAt());
    QCOMPARE(ops(), QStringList{u"now"_s});
    model.setSpan(ActsModel::Span::Yesterday);
    QCOMPARE(ops(), (QStringList{u"last"_s, u"first"_s}));
    model.setSpan(ActsModel::Span::All);
    QCOMPARE(ops(), (QStringList{u"now"_s, u"last"_s, u"first"_s, u"old"_s}));
    QCOMPARE(model.index(0, ActsModel::OutcomeColumn).data().toString(), u"no outcome recorded"_s);
}

void TestActs::readsAgainWithoutLosingRows()
{
    const fake::FakeClock clock;
    QVERIFY(write(intent(u"a"_s) + intent(u"b"_s)));
    const Journal journal(path());
    ActsModel model(journal, clock);
    model.setSpan(ActsModel::Span::All);
    model.read();
    QTRY_COMPARE(model.rowCount(), 2);
    const QPersistentModelIndex kept = model.index(1, 0);
    QSignalSpy resets(&model, &QAbstractItemModel::modelReset);
    QVERIFY(write(intent(u"a"_s) + intent(u"b"_s) + outcome(u"a"_s, u"done"_s) + intent(u"c"_s)));
    model.read();
    QTRY_COMPARE(model.rowCount(), 3);
    QCOMPARE(kept.row(), 2);
    QCOMPARE(kept.sibling(2, ActsModel::OutcomeColumn).data().toString(), u"done"_s);
    QVERIFY(resets.isEmpty());
}

QTEST_GUILESS_MAIN(TestActs)
#include "tst_acts.moc"
