// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/rulesfile.h"

#include "models/base/smallfile.h"
#include "models/base/text.h"
#include "models/policy/rulesedit.h"

#include <QFile>
#include <QLockFile>
#include <QSaveFile>

namespace signalbox {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using Contents = RulesFile::Contents;
using Change = RulesFile::Change;

/// Another console writes a few hundred bytes.
constexpr std::chrono::milliseconds lockPatience = 2s;

tl::unexpected<Error> failed(const QString &path, const QString &why,
                             ErrorKind kind = ErrorKind::Configuration)
{
    return fail(kind, u"%1: %2"_s.arg(path, why));
}

tl::unexpected<Error> changedSince(const QString &path, ErrorKind kind)
{
    return failed(path, Text::tr("it was changed since, so it is left as it is"), kind);
}

Done write(const QString &path, const Contents &contents)
{
    if (!contents) {
        QFile file(path);
        return file.remove() ? Done()
                             : failed(path, Text::tr("cannot be removed: %1").arg(file.errorString()));
    }
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(*contents) != contents->size() || !file.commit())
        return failed(path, Text::tr("cannot be written: %1").arg(file.errorString()));
    return {};
}

/// So that of two consoles that write none takes away what the other just wrote. Where no lock can be made
/// nothing can be written either, and that is said.
template <class T, class Work>
Result<T> alone(const QString &path, Work work)
{
    QLockFile lock(path + u".lock"_s);
    if (!lock.tryLock(lockPatience) && lock.error() == QLockFile::LockFailedError)
        return failed(path, Text::tr("another program holds it"));
    return work();
}

Result<Change> saveIn(const QString &path, const Runbook::Rule &rule, const RulesFile::Expected &expected)
{
    const auto before = readRulesFile(path);
    if (!before)
        return tl::unexpected(before.error());
    if (expected && *before != *expected)
        return changedSince(path, ErrorKind::LostRace);
    const auto after = withRule(before->value_or(QByteArray()), path, rule);
    if (!after)
        return tl::unexpected(after.error());
    if (const Done written = write(path, *after); !written)
        return tl::unexpected(written.error());
    return Change{*before, *after};
}

Result<Contents> undoIn(const QString &path, const Change &change)
{
    auto now = readRulesFile(path);
    if (!now)
        return now;
    if (*now != change.after)
        return changedSince(path, ErrorKind::Configuration);
    if (const Done written = write(path, change.before); !written)
        return tl::unexpected(written.error());
    return change.before;
}

template <class T, class Work>
Reply<T> started(QThreadPool &pool, Work work)
{
    const ReplyPromise<T> promise;
    pool.start([promise, work = std::move(work)] { promise.finish(work()); });
    return promise.reply();
}

} // namespace

Result<RulesFile::Contents> readRulesFile(const QString &path)
{
    if (!QFile::exists(path))
        return RulesFile::Contents();
    auto source = readSmallFile(path);
    if (!source)
        return failed(path, Text::tr("cannot be read: %1").arg(source.error().detail));
    return RulesFile::Contents(std::move(*source));
}

RulesFile::RulesFile(QString path)
    : m_path(std::move(path))
{
    m_disk.setMaxThreadCount(1);
}

Reply<Contents> RulesFile::read()
{
    return started<Contents>(m_disk, [path = m_path] { return readRulesFile(path); });
}

Reply<Change> RulesFile::save(const Runbook::Rule &rule, const Expected &expected)
{
    return started<Change>(m_disk, [path = m_path, rule, expected] {
        return alone<Change>(path, [&] { return saveIn(path, rule, expected); });
    });
}

Reply<Contents> RulesFile::undo(const Change &change)
{
    return started<Contents>(m_disk, [path = m_path, change] {
        return alone<Contents>(path, [&] { return undoIn(path, change); });
    });
}

} // namespace signalbox
