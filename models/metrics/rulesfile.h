// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/error.h"

#include <vector>

/// A rules file of Prometheus. Pure functions, any thread.
namespace signalbox {

struct PrometheusRule
{
    QString name; ///< of its alert, or of what it records
    bool isRecording = false;
    QString expression;
    int line = 0;

    bool operator==(const PrometheusRule &) const = default;
};

/// As Prometheus reads it, or Kubernetes' PrometheusRule. Errors are "FILE:line: sentence".
[[nodiscard]] Result<std::vector<PrometheusRule>> readPrometheusRules(const QByteArray &yaml,
                                                                      const QString &fileName);

} // namespace signalbox
