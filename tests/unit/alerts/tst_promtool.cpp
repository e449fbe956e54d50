// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/rulestate.h"
#include "models/policy/prometheusrules.h"
#include "tests/unit/policy/promtool.h"

#include <QRandomGenerator>

// A rule's time is Prometheus's: of series without gaps both make the same.

using namespace Qt::StringLiterals;
using namespace signalbox;
using namespace signalbox::test;
using namespace std::chrono_literals;

namespace {

constexpr int seriesCount = 200;
constexpr int samples = 160;
constexpr Milliseconds step = 15s;

/// Stretches over and at most at the threshold of 100, of one sample to eleven minutes.
std::vector<qint64> randomValues(QRandomGenerator &random)
{
    std::vector<qint64> values;
    while (values.size() < samples) {
        const bool isHigh = random.bounded(2) == 1;
        const int length = 1 + random.bounded(random.bounded(2) == 1 ? 3 : 45);
        for (int i = 0; i < length && values.size() < samples; ++i)
            values.push_back(isHigh ? 101 + random.bounded(300) : random.bounded(101));
    }
    return values;
}

QString listed(const std::vector<qint64> &values)
{
    QStringList texts;
    for (const qint64 value : values)
        texts << QString::number(value);
    return texts.join(u' ');
}

QString queueName(int number)
{
    return u"q%1"_s.arg(number, 3, 10, QChar(u'0'));
}

} // namespace

class TestPromtool : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void firesAndEndsAsPrometheusDoes()
    {
        QRandomGenerator random(20261130);
        const Runbook runbook;
        const AlertRule rule = *runbook.rule(RuleKind::Backlog, {u"ns"_s, u"q"_s});
        std::vector<QStringList> firing(samples);
        QString test = u"rule_files: [rules.yml]\nevaluation_interval: 15s\ntests:\n  - interval: 15s\n"
                       "    input_series:\n"_s;
        int changes = 0;
        for (int number = 0; number < seriesCount; ++number) {
            const std::vector<qint64> values = randomValues(random);
            test += u"      - series: 'approximate_backlog_count{namespace=\"ns\", taskqueue=\"%1\", "
                    "task_type=\"Workflow\", partition=\"0\"}'\n        values: '%2'\n"_s.arg(
                        queueName(number), listed(values));
            RuleState state(rule);
            bool wasFiring = false;
            for (std::size_t i = 0; i < samples; ++i) {
                const Milliseconds at = static_cast<int>(i) * step;
                state.observe({Instant(at), at, 2 * step + 10s, values[i], {}});
                const bool isFiring = state.state() == AlertState::Firing;
                if (isFiring)
                    firing[i] << queueName(number);
                changes += std::exchange(wasFiring, isFiring) != isFiring ? 1 : 0;
            }
        }
        QVERIFY2(changes > seriesCount, qPrintable(QString::number(changes)));
        test += u"    alert_rule_test:\n"_s;
        for (std::size_t i = 0; i < samples; ++i) {
            test += u"      - eval_time: %1s\n        alertname: backlog\n        exp_alerts:\n"_s.arg(
                static_cast<int>(i) * step / 1s);
            for (const QString &queue : firing[i])
                test +=
                    u"          - exp_labels: {namespace: ns, taskqueue: %1, severity: danger, "
                    "signalbox_rule: backlog}\n            exp_annotations: {summary: 'backlog: over 100'}\n"_s
                        .arg(queue);
            if (firing[i].isEmpty())
                test += u"          []\n"_s;
        }
        const Promtool tool;
        tool.write(u"rules.yml"_s, prometheusRules(runbook));
        tool.write(u"test.yml"_s, test);
        const QString wrong = tool.run({u"test"_s, u"rules"_s, u"test.yml"_s});
        QVERIFY2(wrong.isEmpty(), qPrintable(wrong.left(3'000)));
    }
};

QTEST_GUILESS_MAIN(TestPromtool)
#include "tst_promtool.moc"
