// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

/// `signalbox runbook check`: reads a file as the program would, without a profile, a cluster or a sign-in.
namespace signalbox::runbookcheck {

struct Report
{
    QString text; ///< lines for a person, safe for a terminal
    int exitCode = 0;
};
/// A line for each fault, as compilers write them; of a file that can be used, for each of its rules that
/// contradicts another.
[[nodiscard]] Report reportOn(const QByteArray &toml, const QString &fileName);
/// Prints it; the exit code.
[[nodiscard]] int run(const QString &path);

} // namespace signalbox::runbookcheck
