// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lintverb.h"
#include "app/metrictoken.h"
#include "models/base/descriptor.h"
#include "models/identity/memorykeyring.h"
#include "tests/fake/fakeclock.h"
#include "tests/fake/httpreceiver.h"

#include <QTemporaryDir>
#include <QTest>

#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;
using namespace signalbox;
using fake::HttpReceiver;

class TestLintVerb : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;
    HttpReceiver m_server;
    MemoryKeyring m_keyring;
    fake::FakeClock m_clock;

    QString write(const QString &name, const QByteArray &text)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
            qFatal("no file");
        return file.fileName();
    }
    QString rules(const QByteArray &metric)
    {
        return write(u"rules.yml"_s, "groups:\n- rules:\n  - {alert: A, expr: " + metric + "}\n");
    }
    /// The exit code.
    int lint(const QString &file, const QByteArray &status, const QByteArray &body)
    {
        m_server.answer = [=](const HttpReceiver::Request &) { return HttpReceiver::status(status, body); };
        const MetricSource source{m_server.url().resolved(QUrl(u"/"_s)), {}, {}, false};
        LintVerb verb(file, std::make_unique<Prometheus>(source, u"eu"_s, m_keyring, m_clock));
        return verb.start() ? QCoreApplication::exec() : 4;
    }

private Q_SLOTS:
    void aLineSaysWhereAndWhatIsNearest()
    {
        const std::vector<PrometheusRule> all{{u"A\x1b"_s, false, u"a_totl"_s, 7},
                                              {u"B"_s, false, u"zz"_s, 9}};
        const auto report = LintVerb::reportOn(all, {u"a_total"_s}, u"f.yml"_s);
        QCOMPARE(report.exitCode, 1);
        QCOMPARE(report.text, u"f.yml:7: A\\x1b: there is no metric a_totl; the nearest is a_total\n"
                              "f.yml:9: B: there is no metric zz\n"
                              "f.yml: such a rule never fires. A counter is there only once it has counted "
                              "something\n"_s);
        const auto good = LintVerb::reportOn({all[1]}, {u"zz"_s}, u"f.yml"_s);
        QCOMPARE(good.exitCode, 0);
        QCOMPARE(good.text, u"f.yml: all metrics are there (rules: 1)\n"_s);
    }

    void prometheusIsAsked()
    {
        const QByteArray names = R"({"status":"success","data":["a","b"]})";
        QCOMPARE(lint(rules("a + b"), "200 OK", names), 0);
        QCOMPARE(lint(rules("a + c"), "200 OK", names), 1);
        QVERIFY(m_server.requests.back().path.startsWith("/api/v1/label/__name__/values?start="));
        QCOMPARE(lint(rules("a"), "200 OK", R"({"status":"success","data":[]})"), 4);
        QCOMPARE(lint(rules("a"), "500 Oh", ""), 4);
        const auto asked = m_server.requests.size();
        QCOMPARE(lint(write(u"bad.yml"_s, "groups: 5\n"), "200 OK", names), 4);
        QCOMPARE(lint(m_folder.filePath(u"none.yml"_s), "200 OK", names), 4);
        QCOMPARE(m_server.requests.size(), asked);
    }

    void anEndpointsTextWillDo()
    {
        const QString metrics = write(u"metrics.txt"_s, "# TYPE a counter\na{b=\"c\"} 1\n");
        QCOMPARE(LintVerb::runOnFiles(rules("a"), metrics), 0);
        QCOMPARE(LintVerb::runOnFiles(rules("b"), metrics), 1);
        QCOMPARE(LintVerb::runOnFiles(rules("a"), write(u"empty"_s, "<html>\n")), 4);
        QCOMPARE(LintVerb::runOnFiles(rules("a"), m_folder.path()), 4);
        QCOMPARE(LintVerb::runOnFiles(m_folder.filePath(u"none.yml"_s), metrics), 4);
    }

    void aTokenGoesIntoTheKeyring()
    {
        const auto keep = [this](const QString &what) {
            int ends[2];
            if (::pipe2(ends, O_CLOEXEC) != 0 || ::write(ends[1], "0123456789abcdef\n", 17) != 17)
                qFatal("no pipe");
            const Descriptor writing(ends[1]);
            const Descriptor reading(ends[0]);
            MetricToken verb(u"eu"_s, what, m_keyring, reading.get());
            return verb.start() ? QCoreApplication::exec() : 4;
        };
        QCOMPARE(keep(u"grafana"_s), 4);
        QCOMPARE(keep(u"prometheus"_s), 0);
        const auto kept = m_keyring.read(metricTokenKey(u"eu"_s, u"prometheus"_s)).takeFinished();
        QVERIFY(kept && *kept);
        QCOMPARE((*kept)->view().toByteArray(), QByteArray("0123456789abcdef"));
    }
};

QTEST_GUILESS_MAIN(TestLintVerb)
#include "tst_lintverb.moc"
