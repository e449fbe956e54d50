// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/system/program.h"

#include <QJsonArray>
#include <QTest>

// `signalbox runbook` as a program of its own, without a display and without a keyring, at the real stack.

using namespace signalbox;
using namespace Qt::StringLiterals;

namespace {

const QString dev = u"stratmaster-dev"_s;
const QString prod = u"stratmaster-prod"_s;
const QString bare = u"knowledge_ingest"_s;
const QByteArray everywhere = "[[namespace]]\nmatch = '*'\n";

/// Of a rule and what it was held against; empty: it was not.
QJsonObject driftOf(const QJsonObject &diff, const QString &rule, const QString &ns,
                    const QString &queue = {})
{
    for (const auto &drift : diff[u"drifts"_s].toArray())
        if (drift[u"rule"_s] == rule && drift[u"namespace"_s].toString() == ns &&
            drift[u"queue"_s].toString() == queue)
            return drift.toObject();
    return {};
}

} // namespace

class TestRunbookDrift : public QObject
{
    Q_OBJECT

    QTemporaryDir m_home;

    Ended runbook(const QStringList &arguments, const QByteArray &toml)
    {
        QFile file(m_home.filePath(u"our.toml"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(toml) != toml.size())
            return {};
        file.close();
        return runProgram(m_home, u"ada"_s, Settings{.more = u"runbook = \"our.toml\"\n"_s}.text(),
                          QStringList{u"runbook"_s} + arguments);
    }
    Ended diff(const QByteArray &toml) { return runbook({u"diff"_s, u"--json"_s}, "version = 1\n" + toml); }

    /// The state that a rule shows now, or after a while at the latest.
    QString stateOf(const QByteArray &toml, const QString &expected, const QString &rule, const QString &ns,
                    const QString &queue = {})
    {
        QString state;
        int times = 20;
        do {
            state = driftOf(diff(toml).json(), rule, ns, queue)[u"state"_s].toString();
        } while (state != expected && --times > 0);
        return state;
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!RealStack::isThere())
            QFAIL("needs the environment of `tests/stack/stack env`");
        QVERIFY(m_home.isValid());
    }

    void retentionDriftsAndHolds()
    {
        const QByteArray toml =
            "[[namespace]]\nmatch = '*'\n[[namespace]]\nmatch = 'stratmaster-dev'\nretention = '3d'\n";
        Ended ended = diff(toml);
        QVERIFY2(ended.code == 0, ended.all().constData());
        QCOMPARE(driftOf(ended.json(), u"retention"_s, dev)[u"state"_s], u"holds"_s);

        QVERIFY(RealStack::setRetention(dev, 5));
        ended = diff(toml);
        QVERIFY2(ended.code == 1, ended.all().constData());
        const QJsonObject drift = driftOf(ended.json(), u"retention"_s, dev);
        QCOMPARE(drift[u"state"_s], u"drifted"_s);
        QCOMPARE(drift[u"found"_s], u"5 d"_s);
        QCOMPARE(drift[u"fix"_s][u"command"_s],
                 u"temporal operator namespace update --namespace stratmaster-dev --retention 72h"_s);

        QVERIFY(RealStack::setRetention(dev, 3));
        ended = diff(toml);
        QVERIFY2(ended.code == 0, ended.all().constData());
    }

    void aMissingNamespaceIsMade()
    {
        const QByteArray toml =
            "[[namespace]]\nmatch = '*'\n[[namespace]]\nmatch = 'payments'\nrequired = true\n";
        const Ended ended = diff(toml);
        QVERIFY2(ended.code == 1, ended.all().constData());
        const QJsonObject drift = driftOf(ended.json(), u"namespace_missing"_s, u"payments"_s);
        QCOMPARE(drift[u"state"_s], u"drifted"_s);
        QCOMPARE(drift[u"fix"_s][u"command"_s], u"temporal operator namespace create --namespace payments"_s);
        QVERIFY(RealStack::makeNamespace(u"payments"_s));
        QCOMPARE(stateOf(toml, u"holds"_s, u"namespace_missing"_s, u"payments"_s), u"holds"_s);
        // Where no entry fits it, it is extra.
        QCOMPARE(stateOf("[[namespace]]\nmatch = 'stratmaster-*'\n", u"drifted"_s, u"namespace_extra"_s,
                         u"payments"_s),
                 u"drifted"_s);
        QVERIFY(RealStack::deleteNamespace(u"payments"_s));
    }

    void aRunOnTheBareNameIsFound()
    {
        const QByteArray toml = "queue_names = '<namespace>.<queue>'\n[[namespace]]\nmatch = '*'\n";
        QVERIFY(driftOf(diff(toml).json(), u"queue_unqualified"_s, dev, bare).isEmpty());
        const QString id = u"on-the-bare-name"_s;
        QVERIFY(RealStack::startBare(dev, bare, u"KnowledgeIngestWorkflow"_s, id));
        QCOMPARE(stateOf(toml, u"drifted"_s, u"queue_unqualified"_s, dev, bare), u"drifted"_s);
        const Ended ended = diff(toml);
        QCOMPARE(ended.code, 1);
        const QJsonObject split = driftOf(ended.json(), u"queue_split"_s, dev, bare);
        QVERIFY2(split[u"state"_s] == u"drifted"_s, ended.out.constData());
        QVERIFY2(split[u"found"_s].toString().startsWith(u"1 open runs"_s), ended.out.constData());
        const QJsonObject qualified = driftOf(ended.json(), u"queue_unqualified"_s, dev, dev + u'.' + bare);
        QVERIFY2(qualified[u"state"_s] == u"holds"_s, ended.out.constData());
        QVERIFY(RealStack::terminate(dev, id));
        QCOMPARE(stateOf(toml, QString(), u"queue_unqualified"_s, dev, bare), QString());
        QCOMPARE(stateOf(toml, u"holds"_s, u"queue_unqualified"_s, dev, dev + u'.' + bare), u"holds"_s);
    }

    /// Heartbeats come once a minute, the first one before there is anything to say.
    void workersAndTimeoutsAreSeen()
    {
        const QString queue = dev + u".knowledge_ingest"_s;
        QVERIFY(!RealStack::start(dev, bare, u"KnowledgeIngestWorkflow"_s, u"ingest-for-drift"_s).isEmpty());
        const auto toml = [](const QByteArray &pollers, const QByteArray &timeout) {
            return "[[namespace]]\nmatch = '*'\n[[worker]]\nactivity_pollers = " + pollers +
                   "\n[[activity]]\ntypes = ['upsert_vector']\nnamespaces = ['stratmaster-dev']\n" +
                   "schedule_to_close = '" + timeout + "'\n";
        };
        QCOMPARE(stateOf(toml("5", "5m"), u"holds"_s, u"activity_pollers"_s, dev, queue), u"holds"_s);
        QCOMPARE(stateOf(toml("5", "5m"), u"holds"_s, u"schedule_to_close"_s, dev, queue), u"holds"_s);
        const QJsonObject drifted = diff(toml("50", "10m")).json();
        // The one is idle; the other works on what never ends, and may poll with fewer than it is set to.
        QCOMPARE(driftOf(drifted, u"activity_pollers"_s, prod, prod + u".compression"_s)[u"state"_s],
                 u"drifted"_s);
        QCOMPARE(driftOf(drifted, u"activity_pollers"_s, dev, queue)[u"state"_s], u"cannot_be_known"_s);
        const QJsonObject timeout = driftOf(drifted, u"schedule_to_close"_s, dev, queue);
        QCOMPARE(timeout[u"state"_s], u"drifted"_s);
        QVERIFY2(timeout[u"found"_s].toString().startsWith(u"5 m"_s),
                 qPrintable(timeout[u"found"_s].toString()));
    }

    void whatANamespaceIsCalledAndHasDriftsAndHolds()
    {
        const QString ns = u"drift-lab"_s;
        QVERIFY(RealStack::makeNamespace(ns));
        const QByteArray toml = everywhere + "[[namespace]]\nmatch = 'drift-lab'\npurpose = 'To try things'\n"
                                             "owner = 'lab@example.com'\nprotected = true\n"
                                             "search_attributes = ['Tier:Keyword']\n";
        const QString rules[] = {u"description"_s, u"owner"_s, u"search_attributes"_s};
        // Its attributes are told once the server has read its namespaces anew.
        QCOMPARE(stateOf(toml, u"drifted"_s, u"search_attributes"_s, ns), u"drifted"_s);
        const QJsonObject before = diff(toml).json();
        for (const QString &rule : rules) {
            const QJsonObject drift = driftOf(before, rule, ns);
            QVERIFY2(drift[u"state"_s] == u"drifted"_s, qPrintable(rule));
            QVERIFY2(drift[u"fix"_s][u"command"_s].toString().startsWith(u"temporal operator "_s),
                     qPrintable(rule));
        }
        QCOMPARE(driftOf(before, u"protection"_s, ns)[u"state"_s], u"never_told"_s);

        QVERIFY(RealStack::describeNamespace(ns, u"To try things"_s, u"lab@example.com"_s));
        QVERIFY(RealStack::addKeyword(ns, u"Tier"_s));
        for (const QString &rule : rules)
            QVERIFY2(stateOf(toml, u"holds"_s, rule, ns) == u"holds"_s, qPrintable(rule));
        // One of another type stays what it is.
        QCOMPARE(
            stateOf(QByteArray(toml).replace("Keyword", "Int"), u"impossible"_s, u"search_attributes"_s, ns),
            u"impossible"_s);
        QVERIFY(RealStack::deleteNamespace(ns));
    }

    void queuesDriftAndHold()
    {
        const QByteArray open = "queue_names = '<namespace>.<queue>'\n" + everywhere;
        const QByteArray ingest = "[[queue]]\nname = 'knowledge_ingest'\nowner = 'o'\n";
        const QString queue = dev + u'.' + bare;
        // Another queue is the only one that stands there, and nobody uses it.
        const QByteArray other = open + "[[queue]]\nname = 'nobodys'\nowner = 'o'\n";
        QCOMPARE(stateOf(other, u"drifted"_s, u"queue_undeclared"_s, dev, queue), u"drifted"_s);
        QCOMPARE(driftOf(diff(other).json(), u"queue_unseen"_s, {}, u"nobodys"_s)[u"state"_s], u"drifted"_s);

        QCOMPARE(stateOf(open + ingest, u"holds"_s, u"queue_undeclared"_s, dev, queue), u"holds"_s);
        QCOMPARE(stateOf(open + ingest, u"holds"_s, u"queue_unseen"_s, {}, bare), u"holds"_s);
        QCOMPARE(stateOf(open + ingest, u"holds"_s, u"queue_unpolled"_s, dev, queue), u"holds"_s);

        // One that a run waits on and no worker polls; it is put right by ending the run.
        const QString lonely = dev + u".lonely"_s;
        QVERIFY(
            !RealStack::start(dev, u"lonely"_s, u"KnowledgeIngestWorkflow"_s, u"waits-alone"_s).isEmpty());
        const QByteArray both = open + ingest + "[[queue]]\nname = 'lonely'\nowner = 'o'\n";
        QCOMPARE(stateOf(both, u"drifted"_s, u"queue_unpolled"_s, dev, lonely), u"drifted"_s);
        QVERIFY(RealStack::terminate(dev, u"waits-alone"_s));
        QCOMPARE(stateOf(both, u"drifted"_s, u"queue_unseen"_s, {}, u"lonely"_s), u"drifted"_s);
    }

    void limitsDriftAndHold()
    {
        const QString queue = dev + u'.' + bare;
        const auto limit = [&](const QByteArray &perSecond) {
            return everywhere +
                   "[[rate_limit]]\nnamespaces = ['*-dev']\nqueues = ['knowledge_ingest']\nper_second = " +
                   perSecond + "\n[[rate_limit]]\nnamespaces = ['*']\n";
        };
        QCOMPARE(stateOf(limit("40"), u"drifted"_s, u"rate_limit"_s, dev, queue), u"drifted"_s);
        QVERIFY(RealStack::limit(dev, bare, 40, u"ada"_s, u"as the runbook has it"_s));
        QCOMPARE(stateOf(limit("40"), u"holds"_s, u"rate_limit"_s, dev, queue), u"holds"_s);
        QVERIFY(RealStack::limit(dev, bare, {}, u"ada"_s, u"as it was"_s));
        QCOMPARE(driftOf(diff(limit("40")).json(), u"rate_limit"_s, u"*"_s)[u"state"_s], u"never_told"_s);
    }

    void slotsDriftAndHold()
    {
        const QString queue = dev + u'.' + bare;
        const auto slots = [](const QByteArray &least) {
            return everywhere + "[[worker]]\nqueues = ['knowledge_ingest']\nactivity_slots = " + least + "\n";
        };
        QCOMPARE(stateOf(slots("1"), u"holds"_s, u"activity_slots"_s, dev, queue), u"holds"_s);
        QCOMPARE(stateOf(slots("100000"), u"drifted"_s, u"activity_slots"_s, dev, queue), u"drifted"_s);
    }

    void whatIsOpenForLongDriftsAndHolds()
    {
        const auto open = [](const QByteArray &age) {
            return everywhere +
                   "[[namespace]]\nmatch = 'stratmaster-dev'\nretention = '3d'\n"
                   "[[clean_up]]\nnamespaces = ['*-dev']\nolder_than = '" +
                   age + "'\n";
        };
        QCOMPARE(stateOf(open("14d"), u"holds"_s, u"clean_up"_s, dev), u"holds"_s);
        // It keeps what has ended for less than that.
        QCOMPARE(driftOf(diff(open("14d")).json(), u"contradiction"_s, {})[u"state"_s], u"drifted"_s);
        QCOMPARE(driftOf(diff(open("1d")).json(), u"contradiction"_s, {})[u"state"_s], u"holds"_s);
        const QString id = u"open-for-long"_s;
        QVERIFY(!RealStack::start(dev, u"lonely"_s, u"KnowledgeIngestWorkflow"_s, id).isEmpty());
        QCOMPARE(stateOf(open("1s"), u"drifted"_s, u"clean_up"_s, dev), u"drifted"_s);
        QVERIFY(RealStack::terminate(dev, id));
    }

    void aFirstRunbookCanBeUsed()
    {
        const Ended draft = runbook({u"init"_s}, "version = 1\n");
        QVERIFY2(draft.code == 0, draft.all().constData());
        QVERIFY2(draft.out.contains("match = \"stratmaster-prod\"\n"), draft.out.constData());
        QFile file(m_home.filePath(u"first.toml"_s));
        QVERIFY(file.open(QIODevice::WriteOnly) && file.write(draft.out) == draft.out.size());
        file.close();
        QProcess check; // without any settings
        check.start(QStringLiteral(SIGNALBOX_PROGRAM), {u"runbook"_s, u"check"_s, file.fileName()});
        QVERIFY(check.waitForFinished());
        QCOMPARE(check.exitCode(), 0);
        const Ended ended = runbook({u"diff"_s, u"--json"_s}, draft.out);
        QCOMPARE(driftOf(ended.json(), u"retention"_s, dev)[u"state"_s], u"holds"_s);
        QCOMPARE(ended.json()[u"counts"_s][u"impossible"_s], 0);
    }
};

QTEST_GUILESS_MAIN(TestRunbookDrift)
#include "tst_runbookdrift.moc"
