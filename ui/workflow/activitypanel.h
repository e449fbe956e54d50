// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/temporal/executions.h"

#include <QWidget>

namespace signalbox {

class Clock;
class CopyButton;
class ElidedLabel;
class HistoryModel;
class PlainTextView;

/// All that is known of the chosen pending activity: causes with their stacks, attempts, heartbeat, timeouts
/// and input, as plain text. Hidden while none is chosen. UI thread.
class ActivityPanel final : public QWidget
{
    Q_OBJECT

public:
    ActivityPanel(const HistoryModel &history, const Clock &clock, QWidget *parent = nullptr);

    void setActivity(const PendingActivity *activity); ///< null: none
    void repaintTimes();

private:
    const HistoryModel &m_history;
    const Clock &m_clock;
    std::optional<PendingActivity> m_activity;
    ElidedLabel *m_title;
    ElidedLabel *m_pulse;
    CopyButton *m_copy;
    PlainTextView *m_details;
};

} // namespace signalbox
