// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/policy/expectations.h"

namespace signalbox {

struct RunbookContents
{
    Expectations expectations;
    std::vector<Runbook::Rule> rules;
};

/// What reading a file came to: all that is wrong with it, as "file:line: key: sentence", or its contents.
struct RunbookReading
{
    RunbookContents contents;
    QStringList faults;
};

[[nodiscard]] QString kindName(RuleKind kind); ///< as the file has it
/// What a rule is of which the file says no more than its kind.
[[nodiscard]] AlertRule builtInRule(RuleKind kind);
/// One of each kind but ActivityBacklog, which follows Backlog.
[[nodiscard]] std::vector<Runbook::Rule> builtInRules();
/// Of a file that has nothing else.
[[nodiscard]] Result<std::vector<Runbook::Rule>> readRules(const QByteArray &toml, const QString &fileName);
/// The keys of the file stand in README, "Your own runbook".
[[nodiscard]] RunbookReading readAllOfRunbook(const QByteArray &toml, const QString &fileName);
/// Likewise; the error is the first fault.
[[nodiscard]] Result<RunbookContents> readRunbook(const QByteArray &toml, const QString &fileName);

} // namespace signalbox
