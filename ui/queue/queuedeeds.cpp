// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/queue/queuedeeds.h"

#include "ui/queue/queuemarks.h"

namespace signalbox {

QueueDeeds::QueueDeeds(QueueKey key, MomentSource &past, QObject *parent)
    : QObject(parent)
    , m_key(std::move(key))
    , m_past(past)
{
}

void QueueDeeds::read()
{
    m_readingActs =
        m_past.acts().deliver(this, [this](Result<std::vector<Act>> acts) { takeActs(std::move(acts)); });
    m_readingVersions =
        m_past.versions(m_key, m_past.span()).deliver(this, [this](Result<std::vector<VersionRow>> versions) {
            takeVersions(std::move(versions));
        });
    m_readingSaid = m_past.marks(m_past.span()).deliver(this, [this](Result<std::vector<Mark>> said) {
        takeSaid(std::move(said));
    });
}

void QueueDeeds::cancel()
{
    m_readingActs.cancel();
    m_readingVersions.cancel();
    m_readingSaid.cancel();
}

namespace {

/// What may no longer be read is shown no longer.
template <class Deed>
bool forgets(const Error &error, std::vector<Deed> &known)
{
    const bool isDenied = error.kind == ErrorKind::Denied && !known.empty();
    if (isDenied)
        known.clear();
    return isDenied;
}

} // namespace

void QueueDeeds::takeActs(Result<std::vector<Act>> acts)
{
    if (!acts) {
        if (forgets(acts.error(), m_acts))
            Q_EMIT changed();
        return;
    }
    std::erase_if(*acts, [this](const Act &act) { return !concerns(act, m_key); });
    m_acts = std::move(*acts);
    Q_EMIT changed();
}

void QueueDeeds::takeVersions(Result<std::vector<VersionRow>> versions)
{
    if (!versions) {
        if (forgets(versions.error(), m_versions))
            Q_EMIT changed();
        return;
    }
    m_versions = std::move(*versions);
    Q_EMIT changed();
}

void QueueDeeds::takeSaid(Result<std::vector<Mark>> said)
{
    if (!said) {
        if (forgets(said.error(), m_said))
            Q_EMIT changed();
        return;
    }
    std::erase_if(*said, [this](const Mark &mark) { return mark.alert.key != m_key; });
    m_said = std::move(*said);
    Q_EMIT changed();
}

std::vector<ChartMark> QueueDeeds::marks(const ChartSpan &range) const
{
    return inOrder(inOrder(marksOf(m_acts, m_key, range), marksOf(m_versions, range)),
                   marksOf(m_said, range));
}

} // namespace signalbox
