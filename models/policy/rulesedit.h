// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/policy/runbook.h"

#include <QByteArray>

namespace signalbox {

/// A file of rules (Runbook::override) in which one rule is as it should be: the one of its id, value by
/// value where they differ, or one more at the end. Every other line, comments and order stay as a person
/// wrote them. An empty text is begun. The error says what keeps the file from being changed.
[[nodiscard]] Result<QByteArray> withRule(const QByteArray &toml, const QString &fileName,
                                          const Runbook::Rule &rule);

} // namespace signalbox
