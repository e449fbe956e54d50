// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/telling/tellelsewhere.h"

#include "models/alerts/alertengine.h"
#include "models/alerts/alertmarks.h"
#include "models/base/logging.h"
#include "models/policy/pattern.h"
#include "models/policy/runbook.h"
#include "models/store/recorder.h"

#include <algorithm>
#include <utility>

namespace signalbox {

using namespace std::chrono_literals;
using Step = Message::Step;
using What = MessageNote::What;

namespace {
constexpr Milliseconds lookSpacing = 10s;
} // namespace

TellElsewhere::TellElsewhere(Recorder &recorder, const AlertEngine &alerts, const AlertMarks &marks,
                             const Runbook &runbook, const Clock &clock, QString profileName,
                             QString storePath, Outboxes outboxes)
    : m_recorder(recorder)
    , m_alerts(alerts)
    , m_marks(marks)
    , m_runbook(runbook)
    , m_clock(clock)
    , m_profileName(std::move(profileName))
    , m_storePath(std::move(storePath))
    , m_outboxes(std::move(outboxes))
{
    if (m_outboxes.empty())
        return;
    connect(&alerts, &AlertEngine::told, this, &TellElsewhere::take);
    connect(&recorder, &Recorder::keptMessages, this, &TellElsewhere::takeKept);
    for (std::size_t i = 0; i < m_outboxes.size(); ++i) {
        connect(m_outboxes[i].get(), &Outbox::notice, this, &TellElsewhere::notice);
        connect(m_outboxes[i].get(), &Outbox::became, this,
                [this, i](const MessageNote &one) { note(i, one); });
    }
}

TellElsewhere::~TellElsewhere() = default;

void TellElsewhere::tick()
{
    const auto recording = m_recorder.state();
    if (m_outboxes.empty() || !recording)
        return;
    if (!m_isOurs && *recording == Kept::State::Failed && !std::exchange(m_hasSaidWhy, true))
        Q_EMIT notice(tr("Nobody is told elsewhere before what is seen can be kept: whether another console "
                         "tells is not known."));
    if (!m_isOurs && *recording == Kept::State::Recording)
        takeOver();
    if (!m_isReady)
        return;
    if (m_clock.sinceBoot() - m_looked >= lookSpacing) {
        m_looked = m_clock.sinceBoot();
        lookAtWhatStands();
        endWhatIsOver();
    }
    decideUndecided();
    for (const auto &outbox : m_outboxes)
        outbox->tick();
}

void TellElsewhere::forget()
{
    m_firing.clear();
    m_isAway = false;
    m_undecided.clear();
    m_readyAt = m_clock.sinceBoot();
}

/// For as long as this process lives: it holds the store's lock, even where it can't write any more.
void TellElsewhere::takeOver()
{
    m_isOurs = true;
    m_reader.read<std::vector<Message>>([path = m_storePath] { return readMessages(path); })
        .deliver(this, [this](const Result<std::vector<Message>> &messages) { takeBefore(messages); });
}

void TellElsewhere::takeBefore(const Result<std::vector<Message>> &messages)
{
    if (!messages)
        qCWarning(lcWatch) << "what is to be told elsewhere is not known:" << messages.error().detail;
    int orphans = 0;
    for (const Message &message : messages.value_or(std::vector<Message>())) {
        const auto outbox = outboxOf(message.receiver);
        if (!outbox) {
            ++orphans;
            m_recorder.note({What::Over, message});
            continue;
        }
        if (message.step == Step::Fired)
            m_open.insert_or_assign(Told{*outbox, keyOf(message)}, message);
        else
            std::erase_if(m_open,
                          [&](const auto &one) { return one.second.occurrence == message.occurrence; });
        m_outboxes[*outbox]->add(message);
    }
    if (orphans > 0)
        Q_EMIT notice(tr("%1 messages were for receivers that the profile does not name any more; they are "
                         "dropped")
                          .arg(orphans));
    m_isReady = true;
    m_readyAt = m_clock.sinceBoot();
    for (const auto &[key, change] : m_firing)
        m_undecided.insert(key);
}

void TellElsewhere::take(const AlertChange &change)
{
    const AlertKey key = keyOf(change.alert);
    if (key.key == theCluster)
        m_isAway = change.alert.state == AlertState::Firing;
    if (change.alert.state == AlertState::Firing) {
        m_firing.insert_or_assign(key, change);
        return decide(key);
    }
    m_firing.erase(key);
    m_undecided.erase(key);
    if (change.alert.state == AlertState::Inactive)
        end(key, change.at, change.reason);
}

/// In the same event as the change, so that both are kept by one commit.
void TellElsewhere::decide(const AlertKey &key)
{
    if (!m_isReady || !m_marks.isRead() || m_marks.snooze(key) || (m_isAway && key.key != theCluster)) {
        m_undecided.insert(key);
        return;
    }
    m_undecided.erase(key);
    const AlertChange &change = m_firing.at(key);
    for (std::size_t i = 0; i < m_outboxes.size(); ++i) {
        const Receiver &receiver = m_outboxes[i]->receiver();
        if (m_open.contains(Told{i, key}) || !isWanted(receiver, change.alert))
            continue;
        Message message =
            firedMessage({receiver.id, m_profileName, m_runbook.ownerOf(change.alert.key)}, change);
        message.time = m_clock.utc(); // it may have fired long ago
        m_open.emplace(Told{i, key}, message);
        m_recorder.note({What::Decided, message});
    }
}

void TellElsewhere::decideUndecided()
{
    for (const AlertKey &key : std::exchange(m_undecided, {}))
        decide(key);
}

void TellElsewhere::end(const AlertKey &key, Instant at, const QString &reason)
{
    for (std::size_t i = 0; i < m_outboxes.size(); ++i)
        if (const auto open = m_open.extract(Told{i, key}))
            m_recorder.note({What::Decided, endedMessage(open.mapped(), at, reason)});
}

/// No change is told of one that was lowered to a caution and is a danger now: its rule fires as it did.
void TellElsewhere::lookAtWhatStands()
{
    if (m_firing.empty())
        return;
    for (AlertChange &change : m_alerts.standing()) {
        const AlertKey key = keyOf(change.alert);
        const auto firing = m_firing.find(key);
        if (firing == m_firing.end() || firing->second.alert.signal == change.alert.signal)
            continue;
        firing->second = std::move(change);
        m_undecided.insert(key);
    }
}

/// What fired before a start, or for another person, and does not any more.
void TellElsewhere::endWhatIsOver()
{
    std::map<AlertKey, QString> over;
    for (const auto &[told, message] : m_open) {
        const AlertKey &key = told.second;
        if (m_firing.contains(key))
            continue;
        const auto state = m_alerts.state(key.rule, key.key, key.type);
        if (state == AlertState::Inactive)
            over[key];
        else if (!state && !m_isAway && m_clock.sinceBoot() - m_readyAt >= unseenAfter)
            over[key] = tr("it is not watched any more");
    }
    for (const auto &[key, reason] : over)
        end(key, m_clock.utc(), reason);
}

void TellElsewhere::takeKept(const std::vector<MessageNote> &notes)
{
    for (const MessageNote &one : notes)
        if (const auto outbox = outboxOf(one.message.receiver); outbox && one.what == What::Decided)
            m_outboxes[*outbox]->add(one.message);
}

void TellElsewhere::note(std::size_t outbox, const MessageNote &one)
{
    m_recorder.note(one);
    if (one.what != What::Over || one.message.step != Step::Fired)
        return;
    // Given up: what still fires is told anew, unless that is another occurrence.
    const AlertKey key = keyOf(one.message);
    const auto open = m_open.find(Told{outbox, key});
    if (open == m_open.end() || open->second.occurrence != one.message.occurrence)
        return;
    m_open.erase(open);
    if (m_firing.contains(key))
        m_undecided.insert(key);
}

/// That the cluster does not answer silences all the rest: that is told to everybody.
bool TellElsewhere::isWanted(const Receiver &receiver, const Alert &alert) const
{
    const auto &severities = receiver.severities;
    if (std::find(severities.begin(), severities.end(), alert.signal) == severities.end())
        return false;
    return alert.key == theCluster ||
           (fitsAny(receiver.namespaces, alert.key.ns) &&
            fitsAny(receiver.owners, m_runbook.ownerOf(alert.key).value_or(QString())));
}

std::optional<std::size_t> TellElsewhere::outboxOf(const QString &receiver) const
{
    const auto found = std::find_if(m_outboxes.begin(), m_outboxes.end(),
                                    [&](const auto &outbox) { return outbox->receiver().id == receiver; });
    return found == m_outboxes.end() ? std::nullopt
                                     : std::optional(static_cast<std::size_t>(found - m_outboxes.begin()));
}

} // namespace signalbox
