// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/clock.h"

#include <QMenu>

namespace signalbox {

/// For how long an alert is put aside; says when each choice ends, as of the moment it is opened. UI thread.
class SnoozeMenu final : public QMenu
{
    Q_OBJECT

public:
    explicit SnoozeMenu(const Clock &clock, QWidget *parent = nullptr);

Q_SIGNALS:
    void chosen(signalbox::Instant until);

private:
    void fill();

    const Clock &m_clock;
};

} // namespace signalbox
