// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktopnotifier.h"

#include "tests/unit/app/notificationservice.h"

#include <QSignalSpy>
#include <QTest>

// With a notification service of the test's own, on a session's bus that ends with the test.

using namespace signalbox;
using namespace signalbox::test;
using namespace Qt::StringLiterals;

namespace {

const QueueKey orders{u"ns"_s, u"ns.orders"_s};
const Bubble danger{u"eu: danger on ns / <b>"_s, u"backlog: \"a\" & <i>b</i>"_s, orders, true};

} // namespace

class TestDesktopNotifier : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        qRegisterMetaType<std::optional<QueueKey>>();
        if (qEnvironmentVariableIsEmpty("DBUS_SESSION_BUS_ADDRESS"))
            QFAIL("needs a session's bus, as of dbus-run-session");
    }

    void textOfOthersIsNoMarkup_data()
    {
        QTest::addColumn<QStringList>("capabilities");
        QTest::addColumn<QString>("text");
        QTest::newRow("a service that reads markup")
            << QStringList{u"body"_s, u"body-markup"_s}
            << u"backlog: &quot;a&quot; &amp; &lt;i&gt;b&lt;/i&gt;"_s;
        QTest::newRow("one that does not") << QStringList{u"body"_s} << danger.text;
    }
    void textOfOthersIsNoMarkup()
    {
        QFETCH(QStringList, capabilities);
        QFETCH(QString, text);
        NotificationService desktop(capabilities);
        QVERIFY(desktop.isThere);
        DesktopNotifier notifier;
        notifier.show(danger);
        QTRY_COMPARE(desktop.shown.size(), std::size_t(1));
        QCOMPARE(desktop.shown[0].title, danger.title); // is never markup
        QCOMPARE(desktop.shown[0].text, text);
        QCOMPARE(desktop.shown[0].hints[u"urgency"_s].toInt(), 2);
        QVERIFY(desktop.shown[0].actions.isEmpty());
        notifier.show({u"eu: ended"_s, {}, orders, false});
        QTRY_COMPARE(desktop.shown.size(), std::size_t(2));
        QCOMPARE(desktop.shown[1].hints[u"urgency"_s].toInt(), 1);
    }

    void aClickOpensWhatItIsAbout()
    {
        NotificationService desktop({u"actions"_s});
        DesktopNotifier notifier;
        QSignalSpy activated(&notifier, &DesktopNotifier::activated);
        notifier.show(danger);
        notifier.show({u"eu: 5 more in trouble"_s, {}, std::nullopt, true});
        QTRY_COMPARE(desktop.shown.size(), std::size_t(2));
        QCOMPARE(desktop.shown[0].actions.first(), u"default"_s);
        const auto click = [&](uint id, const QString &action) {
            Q_EMIT desktop.ActivationToken(id, u"token-%1"_s.arg(id));
            Q_EMIT desktop.ActionInvoked(id, action);
        };
        // A service answers before anybody can click; here its answer may still be under way.
        QTRY_VERIFY((click(1, u"default"_s), QTest::qWait(1), !activated.isEmpty()));
        QCOMPARE(activated[0][0].value<std::optional<QueueKey>>(), orders);
        QCOMPARE(activated[0][1].toByteArray(), "token-1");
        QTRY_VERIFY((click(2, u"default"_s), QTest::qWait(1),
                     !activated.last()[0].value<std::optional<QueueKey>>().has_value()));
        QTest::qWait(50);
        activated.clear();
        click(1, u"other"_s);
        click(7, u"default"_s); // another program's
        Q_EMIT desktop.NotificationClosed(2, 2);
        click(2, u"default"_s);
        click(1, u"default"_s);
        QTRY_COMPARE(activated.size(), 1);
        QCOMPARE(activated[0][0].value<std::optional<QueueKey>>(), orders);
    }

    void withoutAServiceItIsSaidOnce()
    {
        DesktopNotifier notifier;
        QSignalSpy unavailable(&notifier, &DesktopNotifier::unavailable);
        notifier.show(danger);
        QTRY_COMPARE(unavailable.size(), 1);
        QVERIFY(unavailable[0][0].toString().startsWith(u"dangers are not told by the desktop: "_s));
        notifier.show(danger);
        // One that comes later is used.
        NotificationService desktop({});
        QTRY_VERIFY((notifier.show(danger), QTest::qWait(10), !desktop.shown.empty()));
        QCOMPARE(unavailable.size(), 1);
    }

    void withoutABusItIsSaid()
    {
        const QByteArray address = qgetenv("DBUS_SESSION_BUS_ADDRESS");
        qunsetenv("DBUS_SESSION_BUS_ADDRESS");
        DesktopNotifier notifier;
        QSignalSpy unavailable(&notifier, &DesktopNotifier::unavailable);
        notifier.show(danger);
        notifier.show(danger);
        qputenv("DBUS_SESSION_BUS_ADDRESS", address);
        QCOMPARE(unavailable.size(), 1);
    }
};

QTEST_GUILESS_MAIN(TestDesktopNotifier)
#include "tst_desktopnotifier.moc"
