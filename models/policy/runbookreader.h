// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/policy/runbook.h"

namespace signalbox {

struct RunbookContents
{
    std::vector<Runbook::Namespace> namespaces;
    std::vector<Runbook::Queue> queues;
    std::vector<Runbook::Rule> rules;
};

/// One of each kind but ActivityBacklog, which follows Backlog.
[[nodiscard]] std::vector<Runbook::Rule> builtInRules();
/// Of a file that has nothing else.
[[nodiscard]] Result<std::vector<Runbook::Rule>> readRules(const QByteArray &toml, const QString &fileName);
/// The keys of the file stand in README, "Your own runbook".
[[nodiscard]] Result<RunbookContents> readRunbook(const QByteArray &toml, const QString &fileName);

} // namespace signalbox
