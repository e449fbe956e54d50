// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/histories/historyfolder.h"

#include "models/base/descriptor.h"
#include "models/base/filelock.h"
#include "models/base/privatefolder.h"
#include "models/base/text.h"

#include <QDir>
#include <QFile>
#include <QUrl>

#include <cerrno>
#include <fcntl.h>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

/// A file's name has 255 bytes at most; a draft's is longer by its suffix.
constexpr qsizetype longestId = 120;

tl::unexpected<Error> refused(const QString &sentence)
{
    return fail(ErrorKind::Invalid, sentence);
}

/// Makes the folder where there is none; it is taken as long as `lock` is open.
Result<bool> take(const QString &folder, Descriptor &lock)
{
    if (!makePrivateFolder(folder))
        return refused(Text::tr("%1 cannot be made: %2. Choose a folder that you may write into.")
                           .arg(folder, qt_error_string(errno)));
    const QByteArray name = QFile::encodeName(QDir(folder).filePath(u".signalbox-export.lock"_s));
    Descriptor file(::open(name.constData(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!file.isOpen())
        return refused(
            Text::tr("Nothing can be written into %1: %2. Choose a folder that you may write into.")
                .arg(folder, qt_error_string(errno)));
    if (!lockForSelf(file.get(), 0, 0)) {
        const QString why =
            isHeldByAnother(errno) ? Text::tr("another export writes into it now") : qt_error_string(errno);
        return refused(
            Text::tr("%1 cannot be written into: %2. Choose another folder, or wait.").arg(folder, why));
    }
    lock = std::move(file);
    removeHistoryDrafts(folder);
    return true;
}

} // namespace

HistoryFolder::HistoryFolder(QString path)
    : m_path(std::move(path))
    , m_lock(std::make_shared<Descriptor>())
{
}

HistoryFolder::~HistoryFolder() = default;

Reply<bool> HistoryFolder::open()
{
    return m_thread.read<bool>([lock = m_lock, path = m_path] { return take(path, *lock); });
}

Reply<std::vector<HistoryThere>> HistoryFolder::look(const QStringList &names)
{
    using Seen = std::vector<HistoryThere>;
    return m_thread.read<Seen>([folder = m_path, names]() -> Result<Seen> {
        Seen seen;
        for (const QString &name : names)
            seen.push_back(historyAt(QDir(folder).filePath(name)));
        return seen;
    });
}

HistoryFolder::Draft HistoryFolder::begin(const QString &name) const
{
    return std::make_shared<HistoryDraft>(QDir(m_path).filePath(name));
}

Reply<bool> HistoryFolder::append(const Draft &draft, const QByteArray &events)
{
    return m_thread.read<bool>(
        [draft, events]() -> Result<bool> { return draft->append(events).map([] { return true; }); });
}

Reply<qint64> HistoryFolder::finish(const Draft &draft)
{
    return m_thread.read<qint64>([draft] { return draft->name(); });
}

QString historyFileName(const QString &workflowId, const QString &runId)
{
    const auto encoded = [](const QString &id, qsizetype most) {
        QByteArray name = QUrl::toPercentEncoding(id, {}, "~");
        if (name.startsWith('.'))
            name.replace(0, 1, "%2E");
        return QString::fromLatin1(name.left(most));
    };
    return encoded(workflowId, longestId) + u'_' + encoded(runId, longestId / 2) + u".json"_s;
}

} // namespace signalbox
