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

/// What may no longer be read is shown no longer; what can't be read for another reason stays as it was.
template <class Deed, class IsOurs>
void QueueDeeds::take(Result<std::vector<Deed>> read, std::vector<Deed> &known, IsOurs isOurs)
{
    if (!read && read.error().kind != ErrorKind::Denied)
        return;
    known = std::move(read).value_or(std::vector<Deed>());
    std::erase_if(known, [&isOurs](const Deed &deed) { return !isOurs(deed); });
    Q_EMIT changed();
}

void QueueDeeds::read()
{
    m_readingActs = m_past.acts().deliver(this, [this](Result<std::vector<Act>> acts) {
        take(std::move(acts), m_acts, [this](const Act &act) { return concerns(act, m_key); });
    });
    m_readingVersions =
        m_past.versions(m_key, m_past.span()).deliver(this, [this](Result<std::vector<VersionRow>> versions) {
            take(std::move(versions), m_versions, [](const VersionRow &) { return true; });
        });
    m_readingSaid = m_past.marks(m_past.span()).deliver(this, [this](Result<std::vector<Mark>> said) {
        take(std::move(said), m_said, [this](const Mark &mark) { return mark.alert.key == m_key; });
    });
}

void QueueDeeds::cancel()
{
    m_readingActs.cancel();
    m_readingVersions.cancel();
    m_readingSaid.cancel();
}

std::vector<ChartMark> QueueDeeds::marks(const ChartSpan &range) const
{
    return inOrder(inOrder(marksOf(m_acts, m_key, range), marksOf(m_versions, range)),
                   marksOf(m_said, range));
}

} // namespace signalbox
