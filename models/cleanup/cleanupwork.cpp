// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/cleanup/cleanupwork.h"

#include "models/identity/tokenservice.h"

#include <algorithm>

namespace signalbox {

bool CleanUpLine::operator==(const CleanUpLine &other) const
{
    const auto ended = [](const CleanUpLine &line) {
        return line.report ? std::optional(line.report->ended) : std::nullopt;
    };
    return ns == other.ns && olderThan == other.olderThan && survey == other.survey &&
           failure == other.failure && isCounting == other.isCounting && isCleaned == other.isCleaned &&
           ended(*this) == ended(other);
}

CleanUpWork::CleanUpWork(Client &client, TokenService &tokens, Journal &journal, const Clock &clock,
                         const Profile &profile, const Expectations &expectations, const CleanUpPace &pace,
                         QObject *parent)
    : QObject(parent)
    , m_client(client)
    , m_tokens(tokens)
    , m_journal(journal)
    , m_clock(clock)
    , m_profile(profile)
    , m_expectations(expectations)
    , m_pace(pace)
    , m_surveyor(client, clock)
{
    connect(&tokens, &TokenService::userChanged, this, [this] {
        const QString subject = m_tokens.user() ? m_tokens.user()->subject : QString();
        if (std::exchange(m_subject, subject) != subject)
            forget();
    });
}

CleanUpWork::~CleanUpWork() = default;

void CleanUpWork::forget()
{
    stopSurvey();
    m_lines.clear();
    m_notAllowed = 0;
    Q_EMIT changed();
}

CleanUpLine *CleanUpWork::find(const QString &ns)
{
    const auto found =
        std::find_if(m_lines.begin(), m_lines.end(), [&ns](const auto &one) { return one.ns == ns; });
    return found == m_lines.end() ? nullptr : &*found;
}

const CleanUpLine *CleanUpWork::line(const QString &ns) const
{
    const auto found =
        std::find_if(m_lines.begin(), m_lines.end(), [&ns](const auto &one) { return one.ns == ns; });
    return found == m_lines.end() ? nullptr : &*found;
}

QString CleanUpWork::whyNot(const QString &ns) const
{
    const auto allowed = allowedAge(m_expectations, ns);
    return allowed ? QString() : allowed.error().detail;
}

void CleanUpWork::setNamespaces(const QStringList &names)
{
    std::vector<CleanUpLine> lines;
    for (const QString &name : names) {
        const auto allowed = allowedAge(m_expectations, name);
        if (!allowed)
            continue;
        const CleanUpLine *const known = line(name);
        const bool isCleaned = m_run && m_run->order().ns == name;
        lines.push_back(known ? *known
                              : CleanUpLine{name, *allowed, {}, {}, {}, {}, name == m_counting, isCleaned});
    }
    std::sort(lines.begin(), lines.end(), [](const auto &a, const auto &b) { return a.ns < b.ns; });
    m_notAllowed = names.size() - static_cast<qsizetype>(lines.size());
    if (lines == m_lines)
        return;
    m_lines = std::move(lines);
    Q_EMIT changed();
}

void CleanUpWork::survey()
{
    for (const CleanUpLine &one : m_lines)
        if (!m_toCount.contains(one.ns) && one.ns != m_counting)
            m_toCount << one.ns;
    if (m_counting.isEmpty())
        nextSurvey();
}

void CleanUpWork::survey(const QString &ns)
{
    if (!line(ns) || ns == m_counting)
        return;
    m_toCount.removeAll(ns);
    m_toCount.prepend(ns);
    if (m_counting.isEmpty())
        nextSurvey();
}

void CleanUpWork::stopSurvey()
{
    dropSurvey();
    m_toCount.clear();
    Q_EMIT changed();
}

/// Of the one that is being counted.
void CleanUpWork::dropSurvey()
{
    if (CleanUpLine *const one = find(m_counting))
        one->isCounting = false;
    m_survey.cancel();
    m_surveyor.stop();
    m_counting.clear();
}

void CleanUpWork::nextSurvey()
{
    m_counting.clear();
    // Who is cleaned up is counted when that is over.
    if (m_run)
        m_toCount.removeAll(m_run->order().ns);
    if (m_toCount.isEmpty()) {
        Q_EMIT changed();
        return;
    }
    m_counting = m_toCount.takeFirst();
    CleanUpLine *const one = find(m_counting);
    if (!one)
        return nextSurvey();
    one->isCounting = true;
    const auto order = planCleanUp(m_expectations, m_counting, {}, m_clock.utc());
    Q_EMIT changed();
    if (!order)
        return takeSurvey(tl::unexpected(order.error()));
    m_survey = m_surveyor.survey(*order).deliver(
        this, [this](const Result<CleanUpSurvey> &survey) { takeSurvey(survey); });
}

void CleanUpWork::takeSurvey(const Result<CleanUpSurvey> &survey)
{
    if (CleanUpLine *const one = find(m_counting)) {
        one->isCounting = false;
        one->failure.reset();
        if (survey) {
            one->survey = *survey;
        } else {
            one->failure = survey.error();
            one->failedAt = m_clock.utc();
        }
    }
    nextSurvey();
}

void CleanUpWork::start(const QString &ns, const QString &reason)
{
    CleanUpLine *const one = find(ns);
    if (m_run || !one || !one->survey || one->survey->count == 0)
        return;
    const bool wasCounted = m_counting == ns;
    if (wasCounted)
        dropSurvey();
    m_run = std::make_unique<CleanUpRun>(m_client, m_tokens, m_journal, m_clock, m_profile,
                                         one->survey->order, one->survey->count, reason, m_pace);
    one->isCleaned = true;
    one->report.reset();
    connect(m_run.get(), &CleanUpRun::stageChanged, this, &CleanUpWork::progressed);
    connect(m_run.get(), &CleanUpRun::progressed, this, &CleanUpWork::progressed);
    connect(m_run.get(), &CleanUpRun::browserOpened, this, &CleanUpWork::browserOpened);
    connect(m_run.get(), &CleanUpRun::over, this, &CleanUpWork::takeReport);
    if (wasCounted)
        nextSurvey(); // the others are counted meanwhile
    else
        Q_EMIT changed();
    m_run->start();
}

void CleanUpWork::stop()
{
    if (m_run)
        m_run->stop();
}

void CleanUpWork::takeReport(const CleanUpReport &report)
{
    m_run.release()->deleteLater(); // it tells
    if (CleanUpLine *const one = find(report.order.ns)) {
        one->isCleaned = false;
        one->report = report;
    }
    Q_EMIT over(report);
    Q_EMIT changed();
    survey(report.order.ns);
}

} // namespace signalbox
