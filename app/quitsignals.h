// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/descriptor.h"

#include <QObject>
#include <QSocketNotifier>

namespace signalbox {

/// SIGINT and SIGTERM end the event loop, so that what is under way is put away first; a second one ends the
/// program at once. One a program, on the thread of its event loop.
class QuitSignals final : public QObject
{
    Q_OBJECT

public:
    explicit QuitSignals(QObject *parent = nullptr);
    ~QuitSignals() override;

Q_SIGNALS:
    void asked();

private:
    Descriptor m_read;
    Descriptor m_write; ///< by the handler
    std::unique_ptr<QSocketNotifier> m_notifier;
};

} // namespace signalbox
