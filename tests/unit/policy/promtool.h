// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

namespace signalbox::test {

/// Prometheus's own judge of rules files, in a folder of its own; Debian has it in the package prometheus.
struct Promtool
{
    void write(const QString &name, const QString &text) const
    {
        QFile file(folder.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text.toUtf8());
    }
    /// What it says against it; empty: nothing.
    [[nodiscard]] QString run(const QStringList &arguments) const
    {
        QProcess tool;
        tool.setWorkingDirectory(folder.path());
        tool.setProcessChannelMode(QProcess::MergedChannels);
        tool.start(QStringLiteral("promtool"), arguments);
        if (!tool.waitForFinished(120'000) || tool.exitStatus() != QProcess::NormalExit)
            return QStringLiteral("promtool did not run; packaging/install-dependencies.sh installs it");
        return tool.exitCode() == 0 ? QString() : QString::fromUtf8(tool.readAll());
    }

    QTemporaryDir folder;
};

} // namespace signalbox::test
