// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/queuekey.h"
#include "tests/system/realstack.h"

#include <QDir>
#include <QProcess>
#include <QTest>

#include <utility>
#include <vector>

namespace signalbox {

/// Queues in trouble, for as long as it lives: what is done to each is said in the words of
/// tests/stack/workers/troubles.py.
class Troubles
{
public:
    Troubles() = default;
    Q_DISABLE_COPY_MOVE(Troubles)
    ~Troubles() { end(); }

    /// Each with its JSON, without the queue. False: it says why.
    [[nodiscard]] bool make(const std::vector<std::pair<QueueKey, QByteArray>> &troubles)
    {
        QByteArrayList made;
        for (const auto &[key, json] : troubles)
            made << "{\"queue\":\"" + key.queue.toUtf8() + "\"," + json + '}';
        m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
        m_process.start(RealStack::value("PYTHON"),
                        {QDir(RealStack::value("WORKERS")).filePath(QStringLiteral("troubles.py"))});
        if (!m_process.waitForStarted())
            return false;
        m_process.write('[' + made.join(',') + "]\n");
        // The SDK's own warnings, as of a busy machine, come there too.
        QByteArray said;
        return QTest::qWaitFor(
                   [&] {
                       said += m_process.readAllStandardOutput();
                       return said.endsWith("ready\n");
                   },
                   270'000) &&
               (!('\n' + said).contains("\nfailed ") || (qWarning("%s", said.constData()), false));
    }
    void end()
    {
        m_process.kill();
        m_process.waitForFinished(30'000);
    }

private:
    QProcess m_process;
};

} // namespace signalbox
