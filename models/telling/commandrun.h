// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"
#include "models/base/reply.h"

#include <QProcess>
#include <QTimer>

namespace signalbox {

/// One run of a receiver's command: no shell reads its words, what it is told comes to its stdin. Ended with
/// all that it started if it takes too long, or as this dies. Dies by itself once it is over. Owner thread.
class CommandRun final : public QObject
{
    Q_OBJECT

public:
    struct Limits
    {
        Milliseconds whole = std::chrono::seconds(30);
        Milliseconds grace = std::chrono::seconds(2); ///< between TERM and KILL
    };

    /// True where it ended with 0; else an error in its own words.
    [[nodiscard]] static Reply<bool> start(const QStringList &argv, const QByteArray &input,
                                           const Limits &limits, QObject *parent);
    ~CommandRun() override;

private:
    CommandRun(const Limits &limits, QObject *parent);
    void run(const QStringList &argv, const QByteArray &input);
    void readWords();
    void end();
    void take(int code, QProcess::ExitStatus status);
    void finish(Result<bool> result);
    void signalAll(int number) const;

    const Limits m_limits;
    QProcess m_process;
    qint64 m_group = 0; ///< of processes, by its first; 0: none was started
    QTimer m_deadline;
    QByteArray m_words; ///< the first of its stderr
    bool m_isLate = false;
    ReplyPromise<bool> m_promise;
};

} // namespace signalbox
