// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/tellverb.h"

#include "models/base/descriptor.h"
#include "models/identity/memorykeyring.h"
#include "models/telling/tellsecret.h"
#include "tests/fake/fakeclock.h"
#include "tests/fake/httpreceiver.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace signalbox;

namespace {

/// The reading end of a pipe into which that was written.
Descriptor pipeWith(const QByteArray &text)
{
    int ends[2];
    if (::pipe2(ends, O_CLOEXEC) != 0)
        qFatal("no pipe");
    const Descriptor writing(ends[1]);
    if (::write(writing.get(), text.constData(), static_cast<std::size_t>(text.size())) != text.size())
        qFatal("not written");
    return Descriptor(ends[0]);
}

} // namespace

class TestTellVerb : public QObject
{
    Q_OBJECT

    MemoryKeyring m_keyring;
    fake::FakeClock m_clock;
    fake::HttpReceiver m_http;

    /// The exit code.
    int run(Verb verb, const QString &id, int in = 0)
    {
        const std::vector<Receiver> receivers{
            {u"hook"_s, Receiver::Kind::Webhook, m_http.url(), {}, {}, {Signal::Danger}, {}, {}},
            {u"pager"_s, Receiver::Kind::Command, {}, {}, {u"false"_s}, {Signal::Danger}, {}, {}}};
        TellVerb tell({verb, u"eu"_s, receivers, id}, m_keyring, m_clock, in);
        return tell.start() ? QCoreApplication::exec() : 4;
    }

private Q_SLOTS:
    void aSecretGoesIntoTheKeyringAndSigns()
    {
        QCOMPARE(run(Verb::TellTest, u"hook"_s), 4); // there is none yet
        QVERIFY(m_http.requests.empty());
        const Descriptor in = pipeWith("0123456789abcdef\nmore\n");
        QCOMPARE(run(Verb::TellSecret, u"hook"_s, in.get()), 0);
        const auto kept = m_keyring.read(tellSecretKey(u"eu"_s, u"hook"_s)).takeFinished();
        QVERIFY(kept && *kept);
        QCOMPARE((*kept)->view().toByteArray(), QByteArray("0123456789abcdef"));

        QCOMPARE(run(Verb::TellTest, u"hook"_s), 0);
        QCOMPARE(m_http.requests.size(), std::size_t(1));
        const auto &request = m_http.requests[0];
        QCOMPARE(request.headers["x-signalbox-signature"], signatureOf(request.body, **kept));
        const QJsonObject told = QJsonDocument::fromJson(request.body).object();
        QCOMPARE(told[u"rule"_s], u"signalbox_test"_s);
        QCOMPARE(told[u"profile"_s], u"eu"_s);
    }

    void aShortSecretIsRefused()
    {
        MemoryKeyring before;
        for (const QByteArray &text : {QByteArray("short\n"), QByteArray(), QByteArray(5000, 'x')}) {
            const Descriptor in = pipeWith(text);
            const auto secret = readSecretLine(in.get());
            QVERIFY(!secret);
            QCOMPARE(secret.error().detail, u"a secret has 16 to 4096 bytes; nothing was kept"_s);
        }
    }

    void whatFailsIsAnError()
    {
        QCOMPARE(run(Verb::TellTest, u"pager"_s), 4);
        QCOMPARE(run(Verb::TellTest, u"nobody"_s), 4);
        QCOMPARE(run(Verb::TellSecret, u"pager"_s), 4); // nothing is signed for it
        QCOMPARE(run(Verb::TellList, {}), 0);
    }

    void aLineIsSafeForATerminal()
    {
        const Receiver receiver{u"pager"_s,
                                Receiver::Kind::Command,
                                {},
                                {},
                                {u"page"_s, u"a b"_s, u"\x1b[31m"_s},
                                {Signal::Danger, Signal::Caution},
                                {u"prod-*"_s},
                                {u"Orders"_s}};
        const QString line = receiverLine(receiver);
        QVERIFY(!line.contains(u'\x1b'));
        QVERIFY2(line.startsWith(u"pager  command  page 'a b' "_s), qPrintable(line));
        QVERIFY2(line.endsWith(u"danger, caution  namespaces prod-*  owners Orders"_s), qPrintable(line));
    }
};

QTEST_GUILESS_MAIN(TestTellVerb)
#include "tst_tellverb.moc"
