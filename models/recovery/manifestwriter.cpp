// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recovery/manifestwriter.h"

#include "models/base/text.h"
#include "models/recovery/manifestlines.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QSaveFile>

namespace signalbox::manifest {

namespace {

void count(Counts &counts, const Line &line)
{
    counts.namespaces += std::holds_alternative<Namespace>(line) ? 1 : 0;
    counts.schedules += std::holds_alternative<Schedule>(line) ? 1 : 0;
    counts.runs += std::holds_alternative<Run>(line) ? 1 : 0;
    counts.queues += std::holds_alternative<Queue>(line) ? 1 : 0;
    counts.gaps += std::holds_alternative<Gap>(line) ? 1 : 0;
}

} // namespace

class Writer::File
{
public:
    explicit File(const QString &path)
        : m_save(path)
    {
    }

    Result<qint64> write(const std::vector<Line> &lines)
    {
        if (auto opened = open(); !opened)
            return tl::unexpected(opened.error());
        QByteArray bytes;
        for (const Line &line : lines) {
            count(m_counts, line);
            bytes += m_form.write(line);
        }
        m_hash.addData(bytes);
        if (m_save.write(bytes) != bytes.size())
            return failure();
        return m_save.pos();
    }

    Result<Counts> finish(Instant ended)
    {
        if (auto opened = open(); !opened)
            return tl::unexpected(opened.error());
        const QByteArray last = m_form.write(End{ended, m_counts, m_hash.result().toHex()});
        if (m_save.write(last) != last.size() || !m_save.commit())
            return failure();
        return m_counts;
    }

private:
    /// With the first lines, on the thread that writes.
    Done open()
    {
        if (m_save.isOpen())
            return {};
        // Renaming over it would put a file where a device was.
        if (const QFileInfo info(m_save.fileName()); info.exists() && !info.isFile())
            return fail(ErrorKind::Invalid, Text::tr("%1 is not a file").arg(m_save.fileName()));
        // Who had the name may have had other rights.
        if (!m_save.open(QIODevice::WriteOnly) ||
            !m_save.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner))
            return tl::unexpected(failure().value());
        return {};
    }

    [[nodiscard]] tl::unexpected<Error> failure() const
    {
        return fail(ErrorKind::Invalid,
                    Text::tr("%1 cannot be written: %2").arg(m_save.fileName(), m_save.errorString()));
    }

    QSaveFile m_save;
    LineForm m_form;
    QCryptographicHash m_hash{QCryptographicHash::Sha256};
    Counts m_counts;
};

Writer::Writer(const QString &path)
    : m_file(std::make_shared<File>(path))
{
}

Writer::~Writer() = default;

Reply<qint64> Writer::write(std::vector<Line> lines)
{
    return m_thread.read<qint64>([file = m_file, lines = std::move(lines)] { return file->write(lines); });
}

Reply<Counts> Writer::finish(Instant ended)
{
    return m_thread.read<Counts>([file = m_file, ended] { return file->finish(ended); });
}

} // namespace signalbox::manifest
