// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/temporal/writes.h"
#include "tests/system/person.h"
#include "tests/system/program.h"
#include "tests/unit/interventions/journalrecords.h"

#include <QDir>
#include <QJsonArray>
#include <QTest>

// `signalbox cleanup` at real servers of their own: it deletes what is closed and old, and nothing else.

using namespace signalbox;

namespace {

const QString dev = u"stratmaster-dev"_s;
const QString tenant = u"tenant-acme"_s;
const QString queue = u"nobody's"_s;

const QByteArray runbook = "version = 1\n"
                           "[[namespace]]\nmatch = '*'\n"
                           "[[clean_up]]\nnamespaces = ['*-dev', 'tenant-*']\nolder_than = '1s'\n";

QJsonObject namespaceOf(const Ended &ended, const QString &ns)
{
    for (const auto &one : ended.json()[u"namespaces"_s].toArray())
        if (one[u"namespace"_s] == ns)
            return one.toObject();
    return {};
}

} // namespace

class TstCleanUp : public QObject
{
    Q_OBJECT

    QTemporaryDir m_home;
    std::map<QString, QString> m_runs; ///< run id by workflow id

    Ended cleanUp(const QString &user, const QStringList &arguments)
    {
        return runProgram(m_home, user, Settings{.more = u"runbook = \"our.toml\"\n"_s}.text(),
                          QStringList{u"cleanup"_s, u"--json"_s} + arguments);
    }
    bool begin(const QString &ns, const QString &id)
    {
        m_runs[id] = RealStack::start(ns, queue, u"ReviewWorkflow"_s, id);
        return !m_runs[id].isEmpty();
    }
    bool end(const QString &ns, const QString &id) { return begin(ns, id) && RealStack::terminate(ns, id); }
    [[nodiscard]] Result<ExecutionDescription> describe(Person &person, const QString &ns, const QString &id)
    {
        return await(person.client->describeExecution(ns, id, m_runs[id], Purpose::Operator));
    }
    [[nodiscard]] std::vector<QJsonObject> records() const
    {
        return recordsIn(m_home.filePath(u"signalbox/stratmaster/journal.jsonl"_s));
    }

private Q_SLOTS:
    void initTestCase();
    void oneThatIsNotAllowedIsRefused();
    void withoutApplyItDeletesNothing();
    void itDeletesWhatIsOldAndClosed();
    void theRoleWriteIsEnough();
    void whoIsNoOperatorDeletesNothing();
    void theEverydayTokenMayNotDelete();
};

void TstCleanUp::initTestCase()
{
    QVERIFY2(RealStack::isThere(), "no stack: eval \"$(tests/stack/stack env)\" first");
    dispatcher::init();
    QFile file(m_home.filePath(u"our.toml"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write(runbook) == runbook.size());
    file.close();
    for (const QString &id : {u"old-1"_s, u"old-2"_s, u"old-3"_s})
        QVERIFY(end(dev, id));
    QVERIFY(end(tenant, u"old-4"_s));
    QVERIFY(begin(dev, u"open-1"_s));
}

void TstCleanUp::oneThatIsNotAllowedIsRefused()
{
    const Ended other = cleanUp(u"ada"_s, {u"--namespace"_s, u"stratmaster-prod"_s, u"--apply"_s});
    QVERIFY2(other.code == 4, other.all().constData());
    QVERIFY2(other.err.contains("No [[clean_up]] of"), other.err.constData());
    QVERIFY(other.out.isEmpty());
    const Ended young = cleanUp(u"ada"_s, {u"--namespace"_s, dev, u"--older-than"_s, u"0s"_s});
    QVERIFY2(young.code == 4, young.all().constData());
    QVERIFY2(young.err.contains("too short a time"), young.err.constData());
    QVERIFY(records().empty());
}

void TstCleanUp::withoutApplyItDeletesNothing()
{
    QTest::qWait(2'000); // until the list has them
    const Ended ended = cleanUp(u"ada"_s, {u"--namespace"_s, dev});
    QVERIFY2(ended.code == 1, ended.all().constData());
    const QJsonObject ns = namespaceOf(ended, dev);
    QVERIFY2(ns[u"count"_s].toInt() >= 3, ended.out.constData()); // the demo's own may be closed too
    QVERIFY(ns[u"result"_s].isNull());
    QVERIFY(ended.out.contains("old-1"));
    QVERIFY(!ended.out.contains("open-1"));
    QVERIFY(records().empty());
}

void TstCleanUp::itDeletesWhatIsOldAndClosed()
{
    QTest::qWait(33'000);
    QVERIFY(end(dev, u"young-1"_s));
    QTest::qWait(2'000);
    const Ended ended = cleanUp(u"ada"_s, {u"--namespace"_s, dev, u"--older-than"_s, u"30s"_s, u"--apply"_s,
                                           u"--reason"_s, u"INC-7"_s});
    QVERIFY2(ended.code == 0, ended.all().constData());
    const QJsonObject ns = namespaceOf(ended, dev);
    const QJsonObject result = ns[u"result"_s].toObject();
    QCOMPARE(result[u"outcome"_s], u"done"_s);
    QCOMPARE(result[u"deleted"_s], ns[u"count"_s]);
    QCOMPARE(result[u"left"_s], 0);

    Person ada(u"ada"_s);
    QVERIFY(ada.signIn());
    for (const QString &id : {u"old-1"_s, u"old-2"_s, u"old-3"_s}) {
        const auto gone = describe(ada, dev, id);
        QVERIFY2(!gone && gone.error().kind == ErrorKind::NotFound, qPrintable(id));
    }
    const auto isKept = [&](const QString &where, const QString &id, ExecutionStatus status) {
        const auto kept = describe(ada, where, id);
        return kept && kept->execution.status == status;
    };
    QVERIFY(isKept(dev, u"open-1"_s, ExecutionStatus::Running));
    QVERIFY(isKept(dev, u"young-1"_s, ExecutionStatus::Terminated));
    QVERIFY(isKept(tenant, u"old-4"_s, ExecutionStatus::Terminated));

    const auto journal = records();
    QCOMPARE(journal.size(), std::size_t(2));
    QCOMPARE(journal[0][u"verb"_s], u"clean up"_s);
    QCOMPARE(journal[0][u"reason"_s], u"INC-7"_s);
    QCOMPARE(journal[1][u"outcome"_s], u"done"_s);
    QFile deletions(journal[0][u"deletions"_s].toString());
    QVERIFY(deletions.open(QIODevice::ReadOnly));
    const QByteArray all = deletions.readAll();
    QVERIFY(all.contains(m_runs[u"old-1"_s].toUtf8()));
    QVERIFY(!all.contains(m_runs[u"young-1"_s].toUtf8()) && !all.contains(m_runs[u"open-1"_s].toUtf8()));
}

/// Of tenant-acme ada's sign-in for interventions grants write, and not admin (tst_namespaces).
void TstCleanUp::theRoleWriteIsEnough()
{
    const Ended ended = cleanUp(u"ada"_s, {u"--namespace"_s, tenant, u"--apply"_s});
    QVERIFY2(ended.code == 0, ended.all().constData());
    Person ada(u"ada"_s);
    QVERIFY(ada.signIn());
    QVERIFY(!describe(ada, tenant, u"old-4"_s));
}

void TstCleanUp::whoIsNoOperatorDeletesNothing()
{
    const std::size_t before = records().size();
    const Ended counted = cleanUp(u"vic"_s, {u"--namespace"_s, dev});
    QVERIFY2(counted.code == 1, counted.all().constData()); // young-1, by now
    const Ended ended = cleanUp(u"vic"_s, {u"--namespace"_s, dev, u"--apply"_s});
    QVERIFY2(ended.code == 4, ended.all().constData());
    QVERIFY2(ended.err.contains("Nothing was deleted"), ended.err.constData());
    QCOMPARE(records().size(), before);
}

void TstCleanUp::theEverydayTokenMayNotDelete()
{
    Person ada(u"ada"_s);
    QVERIFY(ada.signIn());
    const auto everyday = await(ada.tokens.readToken());
    QVERIFY(everyday);
    const auto answer = await(
        writes::deleteRun(*ada.client, WriteToken::fromEveryday(*everyday, ada.tokens.user()->permissions),
                          {dev, u"young-1"_s, m_runs[u"young-1"_s]}));
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::Denied);
    QVERIFY(describe(ada, dev, u"young-1"_s));
}

QTEST_GUILESS_MAIN(TstCleanUp)
#include "tst_cleanup.moc"
