// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tenantverb.h"

#include "tests/unit/app/openedsession.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryFile>

#include <csignal>
#include <unistd.h>

// `signalbox tenant plan` and `apply` in this process, but for their command line.

using namespace signalbox;
using namespace signalbox::test;

namespace {

const QByteArray tenants = "version = 1\n[[namespace]]\nmatch = 'tenant-*'\npurpose = 'Dedicated'\n"
                           "retention = '30d'\narchival = 'required'\n"
                           "archival_uri = 's3://sm-<tenant>-temporal-archive'\n"
                           "search_attributes = ['CustomerId:Keyword']\n";
const QString nova = u"tenant-nova"_s;

struct Ended
{
    int code = -1;
    QByteArray out;

    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

struct AtTenants : OpenedSession
{
    explicit AtTenants(const QByteArray &runbook = tenants)
        : OpenedSession(runbook)
    {
        idp.writePermissions = {nova + u":admin"_s};
    }
    [[nodiscard]] Ended run(const QString &id, bool json = false, std::optional<QString> reason = {},
                            const std::function<void()> &meanwhile = {})
    {
        reopen();
        QTemporaryFile out;
        Ended ended;
        [&] { QVERIFY(out.open()); }();
        {
            const std::unique_ptr<FILE, int (*)(FILE *)> file(::fdopen(::dup(out.handle()), "w"), &::fclose);
            TenantVerb verb(*session, id, json, std::move(reason), file.get());
            verb.start();
            QTimer soon;
            if (meanwhile)
                QObject::connect(&soon, &QTimer::timeout, meanwhile);
            soon.start(50);
            ended.code = QCoreApplication::exec();
        }
        out.seek(0);
        ended.out = out.readAll();
        return ended;
    }
    /// Each run of the program is a session of its own.
    void reopen()
    {
        const Profile profile = session->profile();
        session.reset();
        session = std::move(Session::open(profile, keyring, clock).value());
        QObject::connect(&session->tokens(), &TokenService::browserOpened, &browser, &fake::IdpBrowser::open);
    }
    [[nodiscard]] Ended apply() { return run(u"nova"_s, false, u"INC-7"_s); }
    [[nodiscard]] int writes() const
    {
        return server.calls(u"RegisterNamespace"_s) + server.calls(u"UpdateNamespace"_s) +
               server.calls(u"AddSearchAttributes"_s);
    }
};

} // namespace

class TestTenantVerb : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void plansWhatIsToBeDone()
    {
        AtTenants at;
        const Ended ended = at.run(u"nova"_s);
        QCOMPARE(ended.code, 1);
        QVERIFY2(ended.out.contains("  + namespace                    tenant-nova\n"
                                    "  + retention                    30 d\n"),
                 ended.out.constData());
        QVERIFY2(ended.out.contains("+ archival                     on, to s3://sm-nova-temporal-archive\n"),
                 ended.out.constData());
        QVERIFY2(ended.out.endsWith("\n5 to add\n"), ended.out.constData());
        QCOMPARE(at.writes(), 0);
    }

    void plansAsJson()
    {
        AtTenants at;
        const Ended ended = at.run(u"nova"_s, true);
        QCOMPARE(ended.code, 1);
        const QJsonObject plan = ended.json();
        QCOMPARE(plan.keys(), (QStringList{u"commands"_s, u"exists"_s, u"lines"_s, u"namespace"_s,
                                           u"obstacle"_s, u"profile"_s, u"rule"_s, u"runbook"_s, u"time"_s}));
        QCOMPARE(plan[u"namespace"_s], nova);
        QCOMPARE(plan[u"rule"_s], u"tenant-*"_s);
        QCOMPARE(plan[u"exists"_s], false);
        QCOMPARE(plan[u"commands"_s].toArray().size(), 2);
        const QJsonObject expected{{u"kind"_s, u"add"_s},
                                   {u"field"_s, u"retention"_s},
                                   {u"before"_s, QJsonValue()},
                                   {u"after"_s, u"30 d"_s},
                                   {u"reason"_s, QJsonValue()}};
        QCOMPARE(plan[u"lines"_s][1].toObject(), expected);
    }

    void appliesAndThenThereIsNothingToDo()
    {
        AtTenants at;
        const Ended applied = at.apply();
        QVERIFY2(applied.code == 0, applied.out.constData());
        QVERIFY2(applied.out.contains("\n5 to add\nThe namespace is made, and is as it was to be."),
                 applied.out.constData());
        const int writes = at.writes();
        QCOMPARE(writes, 2);
        const Ended again = at.apply();
        QCOMPARE(again.code, 0);
        QVERIFY2(again.out.endsWith("\nnothing to do: it is as it is to be\n"), again.out.constData());
        QCOMPARE(at.writes(), writes);
        QCOMPARE(at.run(u"nova"_s).code, 0);
        // What no call can change is left, and said by the code.
        at.server.setArchival(nova, {true, u"s3://another"_s});
        const Ended left = at.apply();
        QCOMPARE(left.code, 1);
        QVERIFY2(left.out.contains("  ! archival"), left.out.constData());
        QCOMPARE(at.writes(), writes);
    }

    void aBadIdEndsItBeforeAnybodySignsIn_data()
    {
        QTest::addColumn<QString>("id");
        QTest::newRow("markup") << u"<b>nova</b>"_s;
        QTest::newRow("capitals") << u"Nova"_s;
        QTest::newRow("prefix") << nova;
        QTest::newRow("no bucket has such a name") << QString(44, u'a');
    }

    void aBadIdEndsItBeforeAnybodySignsIn()
    {
        QFETCH(const QString, id);
        AtTenants at;
        const Ended ended = at.run(id, false, u"INC-7"_s);
        QCOMPARE(ended.code, 4);
        QVERIFY(ended.out.isEmpty());
        QCOMPARE(at.browser.pages, 0);
        QCOMPARE(at.server.calls(u"DescribeNamespace"_s) + at.writes(), 0);
    }

    void whoeverLacksTheRoleIsRefused()
    {
        AtTenants at;
        at.idp.writePermissions = {u"ns-a:admin"_s};
        const Ended ended = at.apply();
        QCOMPARE(ended.code, 4);
        QVERIFY2(ended.out.endsWith("\n5 to add\n"), ended.out.constData()); // the plan, and nothing done
        QCOMPARE(at.writes(), 0);
    }

    void whatStopsHalfwayIsNoRefusal()
    {
        AtTenants at;
        at.server.failNext(u"AddSearchAttributes"_s, u"INVALID_ARGUMENT"_s, u"cannot have more than 10"_s);
        QCOMPARE(at.apply().code, 3);
        QCOMPARE(at.apply().code, 0); // the rest
    }

    void whoeverIsNoOperatorIsToldSo()
    {
        AtTenants at;
        at.idp.groups = {u"guests"_s};
        QCOMPARE(at.run(u"nova"_s).code, 1); // reading is no lever
        const Ended ended = at.apply();
        QCOMPARE(ended.code, 4);
        QCOMPARE(at.writes(), 0);
    }

    void whatIsBeingRemovedIsWaitedFor()
    {
        AtTenants at;
        at.server.setRemoved({nova + u"-deleted-0ea8c"_s});
        QCOMPARE(at.run(u"nova"_s).code, 1);
        QCOMPARE(at.apply().code, 4);
        QCOMPARE(at.writes(), 0);
    }

    void whatCannotBeReadIsAnError()
    {
        AtTenants at;
        at.server.failNext(u"DescribeNamespace"_s, u"PERMISSION_DENIED"_s, {}, fake::TemporalServer::always);
        const Ended ended = at.run(u"nova"_s);
        QCOMPARE(ended.code, 4);
        QVERIFY(ended.out.isEmpty());
    }

    void isStoppedWithNothingHalfDone()
    {
        AtTenants at;
        at.server.holdNext(u"DescribeNamespace"_s, fake::TemporalServer::always);
        const Ended ended = at.run(u"nova"_s, false, u"INC-7"_s, [&at] {
            if (at.server.held() > 0)
                ::raise(SIGINT);
        });
        QCOMPARE(ended.code, 4);
        QCOMPARE(at.writes(), 0);
        at.server.releaseHeld();
    }

    /// A deed is made whole once it is begun: what was sent is waited for, and what belongs to it follows.
    void whatWasSentIsWaitedFor()
    {
        AtTenants at;
        at.server.holdNext(u"RegisterNamespace"_s);
        bool isAsked = false;
        const Ended ended = at.run(u"nova"_s, false, u"INC-7"_s, [&] {
            if (at.server.held() == 0)
                return;
            if (std::exchange(isAsked, true))
                at.server.releaseHeld();
            else
                ::raise(SIGINT);
        });
        QVERIFY(isAsked);
        QCOMPARE(ended.code, 0);
        QCOMPARE(at.writes(), 2); // the namespace and its attribute
    }
};

QTEST_GUILESS_MAIN(TestTenantVerb)
#include "tst_tenantverb.moc"
