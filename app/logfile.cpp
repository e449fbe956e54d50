// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/logfile.h"

#include "models/base/displaytext.h"
#include "models/base/text.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>

#include <atomic>
#include <chrono>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostWaiting = 1'000;
constexpr qsizetype longestLine = 4'000;
constexpr std::chrono::milliseconds patience{2'000};

// Qt hands its messages to a plain function.
// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables): see above
std::atomic<LogFile *> installed = nullptr;

QString nameOf(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return u"debug"_s;
    case QtInfoMsg:
        return u"info"_s;
    case QtWarningMsg:
        return u"warning"_s;
    case QtCriticalMsg:
        return u"critical"_s;
    case QtFatalMsg:
        break;
    }
    return u"fatal"_s;
}

QString leftOutText(int lines)
{
    return lines == 1 ? Text::tr("a line before this one was left out")
                      : Text::tr("%1 lines before this one were left out").arg(lines);
}

} // namespace

QString loggable(const QString &text)
{
    // A token of three parts or two; the parameters that carry one; a header.
    static const QRegularExpression token(uR"(\beyJ[\w-]{8,}(\.[\w-]*)+)"_s);
    static const QRegularExpression parameter(
        uR"(\b((?:\w*_token|code|code_verifier|state|client_secret|password)["']?\s*[=:]\s*["']?)[^\s&"',}]+)"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression bearer(uR"(\b(bearer\s+)\S+)"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    QString safe = text.left(4 * longestLine);
    safe.replace(token, u"(token)"_s)
        .replace(parameter, u"\\1(left out)"_s)
        .replace(bearer, u"\\1(left out)"_s);
    return copyText(safe).left(longestLine);
}

namespace {

QString lineOf(QtMsgType type, const QString &category, const QString &text)
{
    const QString time = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs);
    return u"%1 %2 %3: "_s.arg(time, nameOf(type), category) + loggable(text) + u'\n';
}

} // namespace

LogFile::LogFile(QString path)
    : m_path(std::move(path))
{
    m_writer.setMaxThreadCount(1);
}

LogFile::~LogFile()
{
    if (m_isInstalled) {
        qInstallMessageHandler(m_before);
        installed = nullptr;
    }
    m_writer.waitForDone(static_cast<int>(patience.count()));
}

void LogFile::install()
{
    m_isInstalled = true;
    m_before = qInstallMessageHandler(&LogFile::take); // which lets pass what comes before the next line
    installed = this;
}

void LogFile::take(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    LogFile *const log = installed;
    if (!log)
        return;
    log->write(type, QString::fromUtf8(context.category), text);
    if (type == QtFatalMsg) // the program ends with it
        log->m_writer.waitForDone(static_cast<int>(patience.count()));
    if (log->m_before)
        log->m_before(type, context, text);
}

void LogFile::write(QtMsgType type, const QString &category, const QString &text)
{
    QString line = lineOf(type, category, text);
    const QMutexLocker lock(&m_mutex);
    if (m_waiting >= mostWaiting) {
        ++m_dropped;
        return;
    }
    if (const int dropped = std::exchange(m_dropped, 0); dropped > 0)
        line.prepend(lineOf(QtWarningMsg, u"signalbox"_s, leftOutText(dropped)));
    ++m_waiting;
    m_writer.start([this, bytes = line.toUtf8()] {
        append(bytes);
        const QMutexLocker inner(&m_mutex);
        --m_waiting;
    });
}

/// Opened for each line, because another window of the profile may have put the file aside.
void LogFile::append(const QByteArray &line)
{
    const QFileInfo there(m_path);
    QDir().mkpath(there.path());
    if (there.exists() && !there.isFile())
        return; // a pipe in its place would hold the worker for ever
    if (there.size() + line.size() > largest) {
        QFile::remove(m_path + u".1"_s);
        QFile::rename(m_path, m_path + u".1"_s);
    }
    QFile file(m_path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Append, QFile::ReadOwner | QFile::WriteOwner))
        return;
    file.write(line);
}

} // namespace signalbox
