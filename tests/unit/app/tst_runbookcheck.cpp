// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/runbookcheck.h"

#include "app/runbookdiff.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace std::chrono_literals;

namespace {

Drift driftOf(const QueueKey &subject, DriftState state)
{
    Drift drift;
    drift.rule = DriftRule::Retention;
    drift.subject = subject;
    drift.state = state;
    drift.expected = u"30 d"_s;
    drift.found = u"3 d"_s;
    return drift;
}

} // namespace

class TestRunbookCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyFaultIsALine()
    {
        const auto report =
            runbookcheck::reportOn("version = 1\ncolour = 1\n[[queue]]\nname = 'q'\n", u"our.toml"_s);
        QCOMPARE(report.exitCode, 4);
        QCOMPARE(report.text, u"our.toml:2: colour: is not a key Signalbox knows\n"
                              "our.toml:3: queue.owner: is missing\n"_s);
    }

    void aContradictionIsAWarning()
    {
        const auto report =
            runbookcheck::reportOn("version = 1\n[[namespace]]\nmatch = 'dev'\nretention = '3d'\n"
                                   "[[clean_up]]\nolder_than = '14d'\n",
                                   u"our.toml"_s);
        QCOMPARE(report.exitCode, 0);
        const QStringList lines = report.text.split(u'\n');
        QCOMPARE(lines.size(), 3);
        QVERIFY2(lines[0].startsWith(u"our.toml:6: clean_up.older_than: warning: “dev” keeps"_s),
                 qPrintable(lines[0]));
        QCOMPARE(lines[1], u"our.toml: can be used (namespaces: 1, queues: 0, alerts: 0)"_s);
    }

    void whatTheFileSaysCannotMoveTheTerminal()
    {
        const auto report =
            runbookcheck::reportOn("version = 1\n\"a\\u001b[2J\\n\" = 1\n", u"our\x1b.toml"_s);
        QCOMPARE(report.exitCode, 4);
        QVERIFY(!report.text.contains(u'\x1b'));
        QCOMPARE(report.text.count(u'\n'), 1);
    }

    void aFileThatIsNotThere()
    {
        const QTemporaryDir folder;
        QCOMPARE(runbookcheck::run(folder.filePath(u"none.toml"_s)), 4);
        QCOMPARE(runbookcheck::run(folder.path()), 4);
        QCOMPARE(runbookcheck::run(u":/runbook.toml"_s), 0);
    }

    void theDiffAsJson()
    {
        RunbookDiff diff{u"eu"_s, u"our.toml"_s, Instant(1'800'000'000s), {}};
        diff.drifts.push_back(driftOf({u"prod"_s, u"prod.q"_s}, DriftState::Drifted));
        diff.drifts.back().since = Instant(1'800'000'000s);
        diff.drifts.back().fix = {u"Set it."_s, u"temporal operator"_s, {}};
        diff.drifts.push_back(driftOf({}, DriftState::CannotBeKnown));
        diff.drifts.back().found.clear();
        diff.drifts.back().reason = u"no answer"_s;
        const QJsonObject root = QJsonDocument::fromJson(toJson(diff)).object();
        QCOMPARE(root.keys(), (QStringList{u"counts"_s, u"drifts"_s, u"profile"_s, u"runbook"_s, u"time"_s}));
        QCOMPARE(root[u"time"_s], u"2027-01-15T08:00:00Z"_s);
        QCOMPARE(root[u"counts"_s].toObject(), (QJsonObject{{u"drifted"_s, 1},
                                                            {u"impossible"_s, 0},
                                                            {u"cannot_be_known"_s, 1},
                                                            {u"never_told"_s, 0},
                                                            {u"holds"_s, 0}}));
        const QJsonObject first = root[u"drifts"_s][0].toObject();
        const QJsonObject expected{{u"rule"_s, u"retention"_s},
                                   {u"namespace"_s, u"prod"_s},
                                   {u"queue"_s, u"prod.q"_s},
                                   {u"state"_s, u"drifted"_s},
                                   {u"expected"_s, u"30 d"_s},
                                   {u"found"_s, u"3 d"_s},
                                   {u"reason"_s, QJsonValue()},
                                   {u"since"_s, u"2027-01-15T08:00:00Z"_s},
                                   {u"fix"_s, QJsonObject{{u"words"_s, u"Set it."_s},
                                                          {u"command"_s, u"temporal operator"_s},
                                                          {u"terraform"_s, QJsonValue()}}}};
        QCOMPARE(first, expected);
        const QJsonObject second = root[u"drifts"_s][1].toObject();
        QCOMPARE(second.keys(), first.keys());
        for (const QString &key : {u"namespace"_s, u"queue"_s, u"found"_s, u"since"_s, u"fix"_s})
            QVERIFY2(second[key].isNull(), qPrintable(key));
    }

    void theDiffForPeople()
    {
        RunbookDiff diff{u"eu"_s, u"our.toml"_s, Instant(1'800'000'000s), {}};
        diff.drifts.push_back(driftOf({{}, u"q"_s}, DriftState::Drifted));
        diff.drifts.push_back(driftOf({u"prod"_s, {}}, DriftState::Drifted));
        diff.drifts.back().fix = {{}, u"temporal operator namespace update"_s, u"resource"_s};
        diff.drifts.push_back(driftOf({u"dev"_s, {}}, DriftState::Holds));
        diff.drifts.push_back(driftOf({u"dev\n\x1b[2J"_s, {}}, DriftState::CannotBeKnown));
        diff.drifts.back().found = QString(5000, u'x');
        const QString text = toText(diff);
        QVERIFY(!text.contains(u'\x1b'));
        QCOMPARE(text.left(text.indexOf(QString(100, u'x'))),
                 u"eu  2027-01-15T08:00:00Z  our.toml\n"
                 "2 drifted; 1 not known; 1 holds\n"
                 "\n"
                 "dev\\x0a\\x1b[2J\n"
                 "  not known  retention     expected 30 d; found "_s);
        QVERIFY2(text.endsWith(u"\nprod\n"
                               "  drifted    retention     expected 30 d; found 3 d\n"
                               "      temporal operator namespace update\n"
                               "\n"
                               "queues of the runbook\n"
                               "  drifted    retention  q  expected 30 d; found 3 d\n"_s),
                 qPrintable(text));
        QVERIFY(text.size() < 700);
    }
};

QTEST_GUILESS_MAIN(TestRunbookCheck)
#include "tst_runbookcheck.moc"
