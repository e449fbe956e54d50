// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/base/explain.h"
#include "models/workflows/workflowtablemodel.h"
#include "tests/fake/statictokensource.h"
#include "tests/system/person.h"

#include <QAbstractItemModelTester>
#include <QDeadlineTimer>
#include <QTemporaryDir>

// Tokens that end in the middle of a session, at the real Keycloak and the real Temporal.

using namespace signalbox;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using State = TokenService::State;

namespace {

const QString ns = u"stratmaster-prod"_s;
const QString evals = u"stratmaster-prod.evals"_s;
const QString running = u"ExecutionStatus='Running'"_s;
constexpr auto tokenLife = 20s;

/// Short lives, and Keycloak's own account of every refresh. A refresh token is good for one use (the realm's
/// set-up sees to that), so two refreshes at once could not both succeed.
QStringList shortLives()
{
    return {u"accessTokenLifespan=%1"_s.arg(tokenLife.count()), u"eventsEnabled=true"_s,
            u"enabledEventTypes=[\"REFRESH_TOKEN\",\"REFRESH_TOKEN_ERROR\"]"_s};
}

/// What Keycloak noted of the person's refreshes since then.
qsizetype noted(const QString &user, const QString &type, Instant since)
{
    const auto events = RealStack::events(user);
    return std::count_if(events.begin(), events.end(), [&](const QJsonObject &event) {
        return event[u"type"_s].toString() == type &&
               event[u"time"_s].toInteger() >= since.time_since_epoch().count();
    });
}

QByteArray bearerOf(Person &person)
{
    const auto token = await(person.tokens.readToken());
    return token ? token->bearer().toByteArray() : QByteArray();
}

/// Calls made together as a board makes them, all answered or the first error.
class ReadsAtOnce
{
public:
    explicit ReadsAtOnce(Client &client)
    {
        for (const TaskType type : {TaskType::Workflow, TaskType::Activity})
            add(u"describeTaskQueue"_s, client.describeTaskQueue(ns, evals, type, Purpose::Background));
        add(u"describeExecution"_s, client.describeExecution(ns, u"eval-001"_s, {}, Purpose::Operator));
        add(u"historyReverse"_s, client.historyReverse(ns, u"eval-001"_s, {}, {}, Purpose::Operator));
        // Two a second are all the budget gives, which paces the whole.
        add(u"countExecutions"_s, client.countExecutions(ns, running, Purpose::Background));
    }

    [[nodiscard]] std::optional<Error> wait()
    {
        if (!QTest::qWaitFor([this] { return m_open.isEmpty(); }, 60'000))
            return Error{ErrorKind::Internal, u"no answer"_s, m_open.join(u", "_s), {}, {}};
        return m_failure;
    }

private:
    template <class T>
    void add(const QString &name, Reply<T> reply)
    {
        m_open << name;
        reply.deliver(&m_receiver, [this, name](const Result<T> &result) {
            m_open.removeOne(name);
            if (!result && !m_failure)
                m_failure = result.error();
        });
    }

    QObject m_receiver;
    QStringList m_open;
    std::optional<Error> m_failure;
};

} // namespace

class TstTokenLife : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void readsGoOnOverSeveralTokens();
    void aSessionEndedByTheAdministratorIsSaidAndCostsOneSignIn();

private:
    QTemporaryDir m_home;
};

void TstTokenLife::initTestCase()
{
    QVERIFY2(RealStack::isThere(), "no stack: eval \"$(tests/stack/stack env)\" first");
    dispatcher::init();
    qputenv("XDG_STATE_HOME", m_home.path().toLocal8Bit());
}

void TstTokenLife::readsGoOnOverSeveralTokens()
{
    const RealmSettings settings(shortLives());
    QVERIFY(settings.areSet());
    Person ada(u"ada"_s);
    const Instant begin = ada.clock.utc();
    QSignalSpy failed(&ada.tokens, &TokenService::failed);
    QSignalSpy states(&ada.tokens, &TokenService::stateChanged);
    QVERIFY(ada.signIn());
    QVERIFY(*ada.tokens.tokenExpiresAt() <= ada.clock.utc() + tokenLife);
    const QByteArray first = bearerOf(ada);

    QSet<QByteArray> tokens{first};
    int rounds = 0;
    for (QDeadlineTimer tooLong(3min); tokens.size() < 4 && !tooLong.hasExpired(); ++rounds) {
        const auto failure = ReadsAtOnce(*ada.client).wait();
        QVERIFY2(!failure, failure ? qPrintable(failure->method + u": "_s + failure->detail) : "");
        tokens.insert(bearerOf(ada));
    }
    QCOMPARE(tokens.size(), 4);
    qInfo() << rounds << "rounds of 5 reads over" << tokens.size() << "tokens in"
            << (ada.clock.utc() - begin).count() << "ms";

    QVERIFY(failed.isEmpty());
    for (const auto &change : states)
        QVERIFY(change[0].value<State>() != State::Expired && change[0].value<State>() != State::SignedOut);
    QCOMPARE(noted(u"ada"_s, u"REFRESH_TOKEN"_s, begin), tokens.size() - 1);
    QCOMPARE(noted(u"ada"_s, u"REFRESH_TOKEN_ERROR"_s, begin), 0);

    // The tokens did end: the server no longer takes the first.
    fake::StaticTokenSource old(first);
    const auto client = Client::create(ada.profile, old, ada.clock).value();
    const auto answer = await(client->countExecutions(ns, running, Purpose::Operator));
    QVERIFY(!answer);
    QCOMPARE(answer.error().kind, ErrorKind::Denied);
}

void TstTokenLife::aSessionEndedByTheAdministratorIsSaidAndCostsOneSignIn()
{
    const RealmSettings settings(shortLives());
    QVERIFY(settings.areSet());
    Person ada(u"ada"_s);
    QSignalSpy failed(&ada.tokens, &TokenService::failed);
    QVERIFY(ada.signIn());
    WorkflowTableModel list(*ada.client, ada.clock);
    const QAbstractItemModelTester tester(&list, QAbstractItemModelTester::FailureReportingMode::Fatal);
    list.load(ns, running);
    QTRY_COMPARE_WITH_TIMEOUT(list.state(), WorkflowTableModel::State::Ready, 20'000);
    const int rows = list.rowCount();
    QVERIFY(rows > 100);

    // The token in hand serves on until it ends: nobody but Keycloak knows yet.
    QVERIFY(RealStack::run({u"end-sessions"_s, u"ada"_s}));
    QTRY_COMPARE_WITH_TIMEOUT(ada.tokens.state(), State::Expired, 60'000);
    QCOMPARE(failed.size(), 1);
    const auto error = failed[0][0].value<Error>();
    QCOMPARE(error.kind, ErrorKind::Expired);
    const QString sentence = explain(error).sentence();
    qInfo().noquote() << sentence;
    QVERIFY2(sentence.startsWith(u"The session has ended. "_s) &&
                 sentence.endsWith(u"Sign in again; nothing you typed is lost."_s),
             qPrintable(sentence));

    list.refresh();
    QTRY_COMPARE(list.state(), WorkflowTableModel::State::Failed);
    QCOMPARE(list.error()->kind, ErrorKind::Expired);
    QCOMPARE(list.rowCount(), rows);
    QCOMPARE(ada.tokens.user()->name, u"ada"_s);

    QVERIFY(ada.signIn());
    list.refresh();
    QTRY_COMPARE_WITH_TIMEOUT(list.state(), WorkflowTableModel::State::Ready, 20'000);
    QVERIFY(list.rowCount() > 100);
    const auto failure = ReadsAtOnce(*ada.client).wait();
    QVERIFY2(!failure, failure ? qPrintable(failure->detail) : "");
    QCOMPARE(failed.size(), 1);
}

QTEST_GUILESS_MAIN(TstTokenLife)
#include "tst_tokenlife.moc"
