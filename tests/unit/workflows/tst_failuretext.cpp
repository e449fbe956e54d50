// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/workflows/failuretext.h"

#include "tests/fake/failures.h"

#include <QTest>

using namespace signalbox;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(signalbox::Failure)

class TestFailureText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesTheInnermostCause_data();
    void namesTheInnermostCause();
};

void TestFailureText::namesTheInnermostCause_data()
{
    QTest::addColumn<Failure>("failure");
    QTest::addColumn<QString>("words");
    using fake::failed, fake::link, fake::linkOf;
    QTest::newRow("nothing failed") << Failure() << QString();
    QTest::newRow("one error") << failed({link(u"refused"_s, u"ConnectionError"_s)})
                               << u"ConnectionError: refused"_s;
    QTest::newRow("wrapped") << fake::stepFailed() << u"ConnectionError: db-7:5432 refused"_s;
    QTest::newRow("no type") << failed({link(u"refused"_s)}) << u"refused"_s;
    QTest::newRow("no message") << failed({link({}, u"KeyError"_s)}) << u"KeyError"_s;
    QTest::newRow("the type is said once")
        << failed({link(u"KeyError: 7"_s, u"KeyError"_s)}) << u"KeyError: 7"_s;
    QTest::newRow("a cause without words")
        << failed({link(u"refused"_s, u"ConnectionError"_s), FailureLink()}) << u"ConnectionError: refused"_s;
    QTest::newRow("a timeout without words")
        << failed({linkOf(FailureKind::Timeout, {}, u"Heartbeat"_s)}) << u"timed out (Heartbeat)"_s;
    QTest::newRow("nothing said at all") << failed({FailureLink()}) << u"failed without a message"_s;
    QTest::newRow("encrypted") << failed({fake::encryptedLink(u"ApplicationError"_s)})
                               << u"ApplicationError (its message is encrypted)"_s;
    QTest::newRow("encrypted, no type") << failed({fake::encryptedLink({})}) << u"encrypted failure"_s;
}

void TestFailureText::namesTheInnermostCause()
{
    QFETCH(Failure, failure);
    QTEST(causeText(failure), "words");
}

QTEST_APPLESS_MAIN(TestFailureText)
#include "tst_failuretext.moc"
