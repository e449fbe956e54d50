// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lintverb.h"

#include "app/terminal.h"
#include "models/base/displaytext.h"
#include "models/base/smallfile.h"
#include "models/base/text.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QTextStream>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// A server that serves 500 queues was seen to tell 31 MB.
constexpr qint64 mostMetrics = qint64(256) * 1024 * 1024;

constexpr int someAreMissing = 1;

Result<std::vector<PrometheusRule>> readRules(const QString &path)
{
    const auto yaml = readSmallFile(path);
    if (!yaml)
        return fail(ErrorKind::Configuration,
                    Text::tr("%1: cannot be read: %2").arg(path, yaml.error().detail));
    return readPrometheusRules(*yaml, path);
}

Result<std::set<QString>> readMetrics(const QString &path)
{
    QFile file(path);
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Configuration, Text::tr("%1: cannot be read").arg(path));
    if (file.size() > mostMetrics)
        return fail(ErrorKind::TooLarge, Text::tr("%1: is larger than 256 MiB").arg(path));
    auto names = namesInMetricsText(file.readAll());
    if (names.empty())
        return fail(ErrorKind::Configuration,
                    Text::tr("%1: no metric stands there; it is what a metrics endpoint tells, as in curl "
                             "http://temporal:9090/metrics")
                        .arg(path));
    return names;
}

int print(const LintVerb::Report &report)
{
    QTextStream(stdout) << report.text;
    return report.exitCode;
}

} // namespace

LintVerb::Report LintVerb::reportOn(const std::vector<PrometheusRule> &rules, const std::set<QString> &names,
                                    const QString &fileName)
{
    const std::vector<MissingMetric> missing = missingMetrics(rules, names);
    QString text;
    for (const MissingMetric &one : missing) {
        QString line = tr("%1:%2: %3: there is no metric %4")
                           .arg(fileName, QString::number(one.rule.line), one.rule.name, one.metric);
        if (!one.nearest.isEmpty())
            line += tr("; the nearest is %1").arg(one.nearest);
        text += copyText(line) + u'\n';
    }
    text += copyText(missing.empty()
                         ? tr("%1: all metrics are there (rules: %2)").arg(fileName).arg(rules.size())
                         : tr("%1: such a rule never fires. A counter is there only once it has counted "
                              "something")
                               .arg(fileName)) +
            u'\n';
    return {text, missing.empty() ? 0 : someAreMissing};
}

int LintVerb::runOnFiles(const QString &rulesFile, const QString &metricsFile)
{
    const auto rules = readRules(rulesFile);
    if (!rules)
        return complain(rules.error().detail);
    const auto names = readMetrics(metricsFile);
    if (!names)
        return complain(names.error().detail);
    return print(reportOn(*rules, *names, rulesFile));
}

LintVerb::LintVerb(QString rulesFile, std::unique_ptr<Prometheus> prometheus, QObject *parent)
    : QObject(parent)
    , m_rulesFile(std::move(rulesFile))
    , m_prometheus(std::move(prometheus))
{
}

bool LintVerb::start()
{
    auto rules = readRules(m_rulesFile);
    if (!rules) {
        tellTerminal(rules.error().detail);
        return false;
    }
    m_prometheus->metricNames().deliver(
        this, [this, rules = std::move(*rules)](const Result<QStringList> &names) {
            if (!names)
                return QCoreApplication::exit(
                    complain(tr("Prometheus can't be asked: %1").arg(names.error().detail)));
            if (names->isEmpty())
                return QCoreApplication::exit(
                    complain(tr("Prometheus has no metrics that fit the profile's matchers")));
            QCoreApplication::exit(print(reportOn(rules, {names->begin(), names->end()}, m_rulesFile)));
        });
    return true;
}

} // namespace signalbox
