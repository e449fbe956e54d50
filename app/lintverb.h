// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/metrics/prometheus.h"
#include "models/metrics/ruleslint.h"

#include <QObject>

#include <memory>

namespace signalbox {

/// `signalbox rules lint`: which metrics a rules file asks for that a Prometheus, or a metrics endpoint whose
/// text was kept, does not have. Ends the event loop. Owner thread.
class LintVerb final : public QObject
{
    Q_OBJECT

public:
    struct Report
    {
        QString text; ///< lines for a person, safe for a terminal
        int exitCode = 0;
    };
    [[nodiscard]] static Report reportOn(const std::vector<PrometheusRule> &rules,
                                         const std::set<QString> &names, const QString &fileName);
    /// Of a rules file and the text of an endpoint; the exit code. Blocks.
    [[nodiscard]] static int runOnFiles(const QString &rulesFile, const QString &metricsFile);

    LintVerb(QString rulesFile, std::unique_ptr<Prometheus> prometheus, QObject *parent = nullptr);
    /// False: it ended with an error before there was anything to wait for.
    [[nodiscard]] bool start();

private:
    const QString m_rulesFile;
    const std::unique_ptr<Prometheus> m_prometheus;
};

} // namespace signalbox
