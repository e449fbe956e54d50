// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/acts.h"

#include "models/base/displaytext.h"
#include "models/base/format.h"
#include "models/base/text.h"
#include "models/interventions/journalfile.h"

#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace signalbox {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 pieceSize = 1 << 20;

Act actOf(const QJsonObject &intent)
{
    const auto text = [&intent](QLatin1StringView key) { return intent.value(key).toString(); };
    const QDateTime time = QDateTime::fromString(text("time"_L1), Qt::ISODateWithMs);
    Act act;
    act.op = text("op"_L1);
    act.time = Instant(Milliseconds(time.toMSecsSinceEpoch()));
    act.user = text("user"_L1);
    act.verb = text("verb"_L1);
    act.ns = text("namespace"_L1);
    act.workflowId = text("workflow_id"_L1);
    act.runId = text("run_id"_L1);
    act.activityId = text("activity_id"_L1);
    act.reason = text("reason"_L1);
    act.taskQueue = text("task_queue"_L1);
    act.activityTaskQueue = text("activity_task_queue"_L1);
    return act;
}

/// Takes the records in their order.
class Reader
{
public:
    void take(const QByteArray &line)
    {
        if (line.isEmpty())
            return;
        const QJsonObject record = QJsonDocument::fromJson(line).object();
        const QString op = record.value("op"_L1).toString();
        const QString kind = record.value("kind"_L1).toString();
        if (op.isEmpty()) {
            ++m_unreadable;
        } else if (kind == "intent"_L1) {
            m_places.insert(op, m_acts.size());
            m_acts.push_back(actOf(record));
        } else if (const auto at = m_places.constFind(op); at != m_places.cend()) {
            m_acts[*at].outcome = record.value("outcome"_L1).toString();
            m_acts[*at].sentence = record.value("sentence"_L1).toString();
        }
    }

    [[nodiscard]] Acts acts(std::size_t most)
    {
        std::reverse(m_acts.begin(), m_acts.end());
        const bool areAll = m_acts.size() <= most;
        m_acts.resize(std::min(m_acts.size(), most));
        return {std::move(m_acts), areAll, m_unreadable};
    }

private:
    std::vector<Act> m_acts;
    QHash<QString, std::size_t> m_places; ///< by operation
    int m_unreadable = 0;
};

/// A cell of a Markdown table: one line, and nothing in it ends the cell or begins markup.
QString cell(const QString &text)
{
    const QString plain = displayText(text);
    QString shown;
    for (const QChar c : plain) {
        if (u"\\`*_{}[]<>|~#!&"_s.contains(c))
            shown += u'\\';
        shown += c;
    }
    return shown.isEmpty() ? u"–"_s : shown;
}

} // namespace

bool concerns(const Act &act, const QueueKey &key)
{
    return act.ns == key.ns && (act.taskQueue == key.queue || act.activityTaskQueue == key.queue);
}

Result<Acts> readActs(const QString &path, std::size_t most, QDeadlineTimer patience)
{
    const auto extent = journalfile::look(path, patience);
    if (!extent)
        return tl::unexpected<Error>(extent.error());
    Reader reader;
    QByteArray rest;
    for (qint64 at = 0; *extent && at < (*extent)->size;) {
        const auto piece = journalfile::read(**extent, at, pieceSize);
        if (!piece)
            return tl::unexpected<Error>(piece.error());
        if (piece->isEmpty())
            break; // cut meanwhile
        at += piece->size();
        rest += *piece;
        const qsizetype end = rest.lastIndexOf('\n') + 1;
        for (const QByteArray &line : rest.first(end).split('\n'))
            reader.take(line);
        rest.remove(0, end);
    }
    reader.take(rest); // a torn last line
    return reader.acts(most);
}

QString markdownOf(const std::vector<Act> &acts)
{
    QString text = Text::tr("| Time (UTC) | By | What | Namespace | Workflow | Run | Outcome | Reason |") +
                   u"\n|---|---|---|---|---|---|---|---|\n"_s;
    for (const Act &act : acts) {
        const QString what = act.activityId.isEmpty() ? act.verb : act.verb + u' ' + act.activityId;
        const QString outcome = act.outcome.isEmpty()    ? Text::tr("no outcome recorded")
                                : act.sentence.isEmpty() ? act.outcome
                                                         : act.outcome + u": "_s + act.sentence;
        QStringList cells{formatIso(act.time)};
        for (const QString &each : {act.user, what, act.ns, act.workflowId, act.runId, outcome, act.reason})
            cells << cell(each);
        text += u"| "_s + cells.join(u" | "_s) + u" |\n"_s;
    }
    return text;
}

} // namespace signalbox
