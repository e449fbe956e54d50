// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/histories/historydraft.h"

#include "models/base/text.h"

#include <QDir>
#include <QFileInfo>

#include <cerrno>
#include <unistd.h>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView head("{\"events\":[\n");
constexpr QByteArrayView foot("\n]}\n");
const auto draftSuffix = u".XXXXXX.partial"_s;

} // namespace

HistoryDraft::HistoryDraft(const QString &path)
    : m_path(path)
    , m_file(path + draftSuffix)
{
}

Done HistoryDraft::append(const QByteArray &events)
{
    if (!m_file.isOpen()) {
        if (!m_file.open()) // which is its owner's alone
            return failure(m_file.errorString());
        if (Done begun = write(head.toByteArray()); !begun)
            return begun;
    }
    if (events.isEmpty())
        return {};
    const bool isNext = std::exchange(m_hasEvents, true);
    return write(isNext ? ",\n" + events : events);
}

Result<qint64> HistoryDraft::name()
{
    if (Done ended = write(foot.toByteArray()); !ended)
        return tl::unexpected(ended.error());
    // A name that outlives a power cut must not stand over a file that does not.
    if (!m_file.flush() || ::fdatasync(m_file.handle()) != 0)
        return failure(m_file.error() == QFileDevice::NoError ? qt_error_string(errno)
                                                              : m_file.errorString());
    const qint64 size = m_file.size();
    QFile draft(m_file.fileName());
    if (!draft.rename(m_path)) // which never takes another file's place
        return failure(draft.errorString());
    m_file.setAutoRemove(false);
    return size;
}

Done HistoryDraft::write(const QByteArray &bytes)
{
    if (m_file.write(bytes) != bytes.size())
        return failure(m_file.errorString());
    return {};
}

tl::unexpected<Error> HistoryDraft::failure(const QString &why) const
{
    return fail(ErrorKind::Invalid,
                Text::tr("%1 cannot be written: %2. What is there already stays; once that is put right, the "
                         "same export goes on.")
                    .arg(m_path, why));
}

HistoryThere historyAt(const QString &path)
{
    const QFileInfo info(path);
    if (!info.exists() && !info.isSymLink())
        return HistoryThere::Nothing;
    QFile file(path);
    if (!info.isFile() || !file.open(QIODevice::ReadOnly) || file.read(head.size()) != head ||
        file.size() < head.size() + foot.size() || !file.seek(file.size() - foot.size()) ||
        file.readAll() != foot)
        return HistoryThere::Another;
    return HistoryThere::Whole;
}

void removeHistoryDrafts(const QString &folder)
{
    const QDir dir(folder);
    const QStringList left =
        dir.entryList({u"*.json"_s + QString(draftSuffix).replace(u"XXXXXX"_s, u"??????"_s)}, QDir::Files);
    for (const QString &name : left)
        QFile::remove(dir.filePath(name));
}

} // namespace signalbox
