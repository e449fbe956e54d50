// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/alerts/ownrules.h"

#include "models/base/explain.h"

namespace signalbox {

Result<std::unique_ptr<OwnRules>> OwnRules::open(Runbook team, const QString &path, const Clock &clock)
{
    std::unique_ptr<OwnRules> own(new OwnRules(std::move(team), path, clock));
    const auto contents = readRulesFile(path);
    if (!contents)
        return tl::unexpected(contents.error());
    if (const Done taken = own->take(*contents); !taken)
        return tl::unexpected(taken.error());
    return own;
}

OwnRules::OwnRules(Runbook team, const QString &path, const Clock &clock)
    : m_clock(clock)
    , m_team(std::move(team))
    , m_now(m_team)
    , m_file(path)
    , m_asked(clock.sinceBoot())
{
}

OwnRules::~OwnRules() = default;

Done OwnRules::take(const RulesFile::Contents &contents)
{
    if (contents == m_contents && m_fault.isEmpty())
        return {};
    Runbook next = m_team;
    if (const Done read = contents ? next.override(*contents, path()) : Done(); !read)
        return tl::unexpected(read.error());
    m_fault.clear();
    m_wasMissing = false;
    m_contents = contents;
    m_now = std::move(next);
    Q_EMIT changed();
    return {};
}

void OwnRules::tick()
{
    if (m_clock.sinceBoot() - m_asked >= readEvery)
        look();
}

void OwnRules::look()
{
    if (path().isEmpty() || m_isReading)
        return;
    m_isReading = true;
    m_asked = m_clock.sinceBoot();
    m_file.read().deliver(this, [this](const Result<RulesFile::Contents> &contents) {
        m_isReading = false;
        takeRead(contents);
    });
}

void OwnRules::takeRead(const Result<RulesFile::Contents> &contents)
{
    const bool isMissing = contents && !*contents;
    const bool wasMissing = std::exchange(m_wasMissing, isMissing);
    if (!contents)
        return fault(explain(contents.error()).sentence());
    // While an editor replaces a file, or its disk is away for a moment, it is not there either.
    if (isMissing && !wasMissing && m_contents)
        return;
    const bool isOther = *contents != m_contents;
    if (const Done taken = take(*contents); !taken)
        return fault(explain(taken.error()).sentence());
    if (isOther)
        Q_EMIT notice(
            tr("The rules beside the profile were changed in %1. They hold from now on.").arg(path()));
}

/// The rules go on as they are.
void OwnRules::fault(const QString &why)
{
    if (std::exchange(m_fault, why) != why)
        Q_EMIT notice(tr("The rules beside the profile can't be used, so those that hold stay: %1").arg(why));
}

} // namespace signalbox
