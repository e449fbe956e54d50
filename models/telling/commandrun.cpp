// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telling/commandrun.h"

#include "models/base/displaytext.h"
#include "models/base/text.h"

#include <csignal>
#include <unistd.h>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {
/// Of a command that complains, so much is kept.
constexpr qsizetype mostWords = 4096;
constexpr qsizetype wordsShown = 300;
} // namespace

Reply<bool> CommandRun::start(const QStringList &argv, const QByteArray &input, const Limits &limits,
                              QObject *parent)
{
    auto *run = new CommandRun(limits, parent);
    auto reply = run->m_promise.reply();
    run->run(argv, input);
    return reply;
}

CommandRun::CommandRun(const Limits &limits, QObject *parent)
    : QObject(parent)
    , m_limits(limits)
{
    m_deadline.setSingleShot(true);
    connect(&m_deadline, &QTimer::timeout, this, &CommandRun::end);
    connect(&m_process, &QProcess::readyReadStandardError, this, &CommandRun::readWords);
    connect(&m_process, &QProcess::finished, this, &CommandRun::take);
    connect(&m_process, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            finish(
                fail(ErrorKind::Configuration,
                     Text::tr("%1 cannot be started: %2").arg(m_process.program(), m_process.errorString())));
    });
}

CommandRun::~CommandRun()
{
    m_process.disconnect(this);
    if (m_process.state() != QProcess::NotRunning)
        signalAll(SIGKILL);
}

void CommandRun::run(const QStringList &argv, const QByteArray &input)
{
    m_process.setProgram(argv.front());
    m_process.setArguments(argv.mid(1));
    m_process.setStandardOutputFile(QProcess::nullDevice());
    // A group of its own: what it starts is ended with it.
    m_process.setChildProcessModifier([] { ::setpgid(0, 0); });
    m_deadline.start(m_limits.whole);
    m_process.start(QIODevice::ReadWrite);
    m_group = m_process.processId(); // at once: it may act before started() is heard
    m_process.write(input);
    m_process.closeWriteChannel();
}

void CommandRun::readWords()
{
    m_words += m_process.readAllStandardError().left(mostWords - m_words.size());
}

void CommandRun::end()
{
    signalAll(m_isLate ? SIGKILL : SIGTERM);
    if (!std::exchange(m_isLate, true))
        m_deadline.start(m_limits.grace);
}

void CommandRun::signalAll(int number) const
{
    if (m_group > 0)
        ::kill(-static_cast<pid_t>(m_group), number);
}

void CommandRun::take(int code, QProcess::ExitStatus status)
{
    readWords();
    if (m_isLate) {
        signalAll(SIGKILL); // what it started may go on without it
        return finish(fail(ErrorKind::Unreachable, Text::tr("the command was ended: it took longer than %1 s")
                                                       .arg(m_limits.whole / std::chrono::seconds(1))));
    }
    if (status == QProcess::NormalExit && code == 0)
        return finish(true);
    QString why = status == QProcess::NormalExit ? Text::tr("the command ended with %1").arg(code)
                                                 : Text::tr("the command was killed");
    if (const QString words = QString::fromLocal8Bit(m_words).simplified(); !words.isEmpty())
        why += u": "_s + displayText(words, wordsShown);
    finish(fail(ErrorKind::Internal, why));
}

void CommandRun::finish(Result<bool> result)
{
    m_deadline.stop();
    m_promise.finish(std::move(result));
    deleteLater();
}

} // namespace signalbox
