// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/base/queuekey.h"
#include "ui/widgets/banner.h"

#include <optional>

namespace signalbox {

class Watch;
class WatchedByHand;

/// Queues watched by hand, as a person does it: asks for one, stops one, and says what was done last with a
/// button that takes it back.
class HandWatchBar final : public Banner
{
    Q_OBJECT

public:
    HandWatchBar(Watch &watch, WatchedByHand &queues, QWidget *parent = nullptr);

    /// In a dialog that begins with this namespace.
    void ask(const QString &ns);
    void stop(const QueueKey &key);
    /// What was done last, while the bar says so.
    void undo();
    void clear();

Q_SIGNALS:
    void started(const signalbox::QueueKey &key);

private:
    struct Deed
    {
        QueueKey key;
        bool isWatched = false;
    };
    void start(const QueueKey &key);
    void say(const Deed &deed);

    Watch &m_watch;
    WatchedByHand &m_queues;
    std::optional<Deed> m_last;
};

} // namespace signalbox
