// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/moments/momentsource.h"
#include "ui/queue/chartdata.h"

#include <QObject>

namespace signalbox {

/// What happened to one queue, to be marked in its chart: what was done with levers, which versions its tasks
/// went to, what people said of its alerts. Read when it is asked to, all that its source has; what can't be
/// read is not marked, the journal's and the alerts' pages say why. Owner thread.
class QueueDeeds final : public QObject
{
    Q_OBJECT

public:
    /// The source outlives it.
    QueueDeeds(QueueKey key, MomentSource &past, QObject *parent = nullptr);

    void read();
    void cancel(); ///< what is under way; what was read stays

    [[nodiscard]] const std::vector<VersionRow> &versions() const { return m_versions; }
    /// Oldest first.
    [[nodiscard]] std::vector<ChartMark> marks(const ChartSpan &range) const;

Q_SIGNALS:
    void changed();

private:
    template <class Deed, class IsOurs>
    void take(Result<std::vector<Deed>> read, std::vector<Deed> &known, IsOurs isOurs);

    const QueueKey m_key;
    MomentSource &m_past;
    std::vector<Act> m_acts;
    std::vector<VersionRow> m_versions;
    std::vector<Mark> m_said;
    Delivery m_readingActs;
    Delivery m_readingVersions;
    Delivery m_readingSaid;
};

} // namespace signalbox
