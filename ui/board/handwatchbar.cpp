// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/board/handwatchbar.h"

#include "models/base/displaytext.h"
#include "models/monitor/watch.h"
#include "models/profile/watchedbyhand.h"
#include "ui/board/watchqueuedialog.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace signalbox {

using namespace Qt::StringLiterals;

HandWatchBar::HandWatchBar(Watch &watch, WatchedByHand &queues, QWidget *parent)
    : Banner(parent)
    , m_watch(watch)
    , m_queues(queues)
{
    setObjectName(u"handWatchBar"_s);
    connect(this, &Banner::buttonClicked, this, &HandWatchBar::undo);
}

void HandWatchBar::ask(const QString &ns)
{
    QStringList readable;
    for (const NamespaceSample &sample : m_watch.namespaces())
        if (sample.readable)
            readable << sample.info.name;
    std::set<QueueKey> named;
    const std::vector<QueueKey> all = m_watch.queues();
    std::copy_if(all.begin(), all.end(), std::inserter(named, named.end()),
                 [this](const QueueKey &key) { return m_watch.isNamed(key); });
    auto *dialog = new WatchQueueDialog(readable, ns, std::move(named), this);
    connect(dialog, &QDialog::accepted, this, [this, dialog] { start(dialog->key()); });
    dialog->open();
}

void HandWatchBar::start(const QueueKey &key)
{
    m_queues.add(key);
    say({key, true});
    Q_EMIT started(key);
}

void HandWatchBar::stop(const QueueKey &key)
{
    m_queues.remove(key);
    say({key, false});
}

void HandWatchBar::undo()
{
    const auto last = std::exchange(m_last, std::nullopt);
    if (!last)
        return;
    if (last->isWatched)
        stop(last->key);
    else
        start(last->key);
}

void HandWatchBar::clear()
{
    m_last.reset();
    Banner::clear();
}

/// A queue that is found otherwise stays on the board: it is no riddle why.
void HandWatchBar::say(const Deed &deed)
{
    const QString name = displayText(deed.key.ns + u" / "_s + deed.key.queue, 200);
    const auto known = m_watch.queues(deed.key.ns);
    const bool isFound = std::binary_search(known.begin(), known.end(), deed.key);
    if (deed.isWatched)
        show(Kind::Info, tr("%1 is watched by hand.").arg(name), tr("Stop watching"));
    else if (isFound)
        show(Kind::Info,
             tr("%1 is no longer watched by hand; it stays while runs or workers tell of it.").arg(name),
             tr("Watch it again"));
    else
        show(Kind::Info, tr("%1 is no longer watched.").arg(name), tr("Watch it again"));
    m_last = deed;
}

} // namespace signalbox
