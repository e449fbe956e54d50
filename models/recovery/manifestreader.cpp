// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/recovery/manifestreader.h"

#include "models/base/text.h"

#include <QCryptographicHash>
#include <QFileInfo>

#include <algorithm>
#include <cstring>

namespace signalbox::manifest {

using namespace Qt::StringLiterals;

namespace {

/// Far above what ids and descriptions of the server's default limits come to.
constexpr qint64 longestLine = 4 * 1024 * 1024;

/// Files a line; an error says what is wrong with it where it stands.
struct Filing
{
    Contents &contents;
    Counts &counts;

    [[nodiscard]] Section *section() const
    {
        return contents.sections.empty() ? nullptr : &contents.sections.back();
    }

    bool operator()(const Head &) const { return false; }
    bool operator()(const End &) const { return false; }
    bool operator()(const Namespace &ns) const
    {
        ++counts.namespaces;
        contents.sections.push_back({ns, {}, {}, {}, {}, {}, 0});
        return true;
    }
    bool operator()(const Gap &gap) const
    {
        ++counts.gaps;
        (section() ? section()->gaps : contents.gaps).push_back(gap);
        return true;
    }
    bool operator()(const Schedule &schedule) const
    {
        ++counts.schedules;
        if (section())
            section()->schedules.push_back(schedule);
        return section() != nullptr;
    }
    bool operator()(const Queue &queue) const
    {
        ++counts.queues;
        if (section())
            section()->queues.push_back(queue);
        return section() != nullptr;
    }
    bool operator()(const Run &run) const
    {
        ++counts.runs;
        if (!section())
            return false;
        section()->keys.push_back(keyOf(run.runId.toStdString()));
        section()->newestStart = std::max(section()->newestStart, run.started);
        return true;
    }
};

} // namespace

RunKey keyOf(std::string_view runId)
{
    const QByteArray digest = QCryptographicHash::hash(
        QByteArrayView(runId.data(), static_cast<qsizetype>(runId.size())), QCryptographicHash::Sha1);
    RunKey key{};
    std::memcpy(key.data(), digest.constData(), sizeof key);
    return key;
}

bool Section::has(const RunKey &key) const
{
    return std::binary_search(keys.begin(), keys.end(), key);
}

bool Section::lacks(Part part) const
{
    return std::any_of(gaps.begin(), gaps.end(), [part](const Gap &gap) { return gap.part == part; });
}

Result<Contents> Reader::readAll()
{
    if (const QFileInfo info(m_file.fileName()); info.exists() && !info.isFile())
        return refuse(Text::tr("it is not a file"));
    if (!m_file.open(QIODevice::ReadOnly))
        return refuse(m_file.errorString());
    auto contents = readLines();
    if (contents)
        for (Section &section : contents->sections)
            std::sort(section.keys.begin(), section.keys.end());
    return contents;
}

Result<Contents> Reader::readLines()
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    Contents contents;
    Counts counts;
    for (bool isFirst = true;; isFirst = false) {
        const qint64 at = m_file.pos();
        const auto bytes = readLine();
        if (!bytes)
            return tl::unexpected(bytes.error());
        if (isFirst && !bytes->contains("signalbox_manifest"))
            return refuse(Text::tr("it is not a manifest"));
        if (bytes->isEmpty())
            return refuse(Text::tr("it was cut: its last line is missing"));
        if (!bytes->endsWith('\n'))
            return refuse(Text::tr("it was cut in a line"));
        const auto line = m_form.read(*bytes);
        if (!line)
            return refuse(line.error().detail);
        if (const auto *end = std::get_if<End>(&*line)) {
            if (end->checksum != hash.result().toHex() || end->counts != counts)
                return refuse(Text::tr("it was changed after it was written: its checksum is another"));
            if (!m_file.atEnd())
                return refuse(Text::tr("something stands behind its last line"));
            contents.end = *end;
            return contents;
        }
        hash.addData(*bytes);
        if (isFirst && std::holds_alternative<Head>(*line))
            contents.head = std::get<Head>(*line);
        else if (!std::visit(Filing{contents, counts}, *line))
            return refuse(Text::tr("its lines are out of order"));
        if (std::holds_alternative<Namespace>(*line))
            contents.sections.back().at = at;
    }
}

Result<std::vector<Run>> Reader::runsOf(const Section &section, int atMost)
{
    if (m_section != section.at) {
        m_section = section.at;
        if (!m_file.seek(section.at) || !readLine() || !m_form.read("{\"namespace\":\"\"}"))
            return refuse(m_file.errorString());
    }
    std::vector<Run> runs;
    while (std::cmp_less(runs.size(), atMost)) {
        const qint64 at = m_file.pos();
        const auto bytes = readLine();
        if (!bytes)
            return tl::unexpected(bytes.error());
        const auto line = m_form.read(*bytes);
        // It was whole when it was read first.
        if (!line)
            return refuse(line.error().detail);
        if (std::holds_alternative<Namespace>(*line) || std::holds_alternative<End>(*line)) {
            m_file.seek(at);
            break;
        }
        if (const auto *run = std::get_if<Run>(&*line))
            runs.push_back(*run);
    }
    return runs;
}

Result<QByteArray> Reader::readLine()
{
    // Asked for a line of at most so much, Qt allocates as much for each.
    m_line.resize(longestLine);
    const qint64 size = m_file.readLine(m_line.data(), longestLine);
    if (m_file.error() != QFileDevice::NoError)
        return refuse(m_file.errorString());
    if (size >= longestLine - 1)
        return refuse(Text::tr("it has a line that is too long"));
    return QByteArray(m_line.constData(), std::max<qint64>(size, 0));
}

tl::unexpected<Error> Reader::refuse(const QString &why) const
{
    return fail(ErrorKind::Invalid,
                Text::tr("%1 cannot be used as a manifest: %2").arg(m_file.fileName(), why));
}

} // namespace signalbox::manifest
