// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/moments/blackbox.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>
#include <limits>

namespace signalbox::blackbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 2000; // ms: another process may be writing the journal

/// What of an act is text, and its key in the file: as in the journal where that has it.
constexpr std::array<std::pair<const char *, QString Act::*>, 12> fields{{
    {"op", &Act::op},
    {"user", &Act::user},
    {"verb", &Act::verb},
    {"namespace", &Act::ns},
    {"workflow_id", &Act::workflowId},
    {"run_id", &Act::runId},
    {"activity_id", &Act::activityId},
    {"reason", &Act::reason},
    {"outcome", &Act::outcome},
    {"sentence", &Act::sentence},
    {"task_queue", &Act::taskQueue},
    {"activity_task_queue", &Act::activityTaskQueue},
}};

ExcerptNote noteOf(const Act &act)
{
    QJsonObject record;
    for (const auto &[key, field] : fields)
        record.insert(QLatin1StringView(key), act.*field);
    return {act.time, QString::fromUtf8(QJsonDocument(record).toJson(QJsonDocument::Compact))};
}

Act actOf(const ExcerptNote &note)
{
    const QJsonObject record = QJsonDocument::fromJson(note.record.toUtf8()).object();
    Act act;
    act.time = note.time;
    for (const auto &[key, field] : fields)
        act.*field = record.value(QLatin1StringView(key)).toString();
    return act;
}

} // namespace

Result<Contents> write(const Order &order)
{
    const auto acts =
        signalbox::readActs(order.journal, std::numeric_limits<std::size_t>::max(), QDeadlineTimer(patience));
    if (!acts)
        return tl::unexpected(acts.error());
    std::vector<ExcerptNote> notes;
    for (const Act &act : acts->newestFirst)
        if (act.time >= order.label.from && act.time <= order.label.to && order.namespaces.contains(act.ns))
            notes.push_back(noteOf(act));
    const auto count = static_cast<qint64>(notes.size());
    return writeExcerpt(order.store, order.file, {order.label, order.namespaces, std::move(notes)})
        .map([count](const ExcerptSize &seen) {
            return Contents{seen, count};
        });
}

Result<std::vector<Act>> readActs(const QString &file)
{
    return readNotes(file).map([](const std::vector<ExcerptNote> &notes) {
        std::vector<Act> acts;
        std::transform(notes.rbegin(), notes.rend(), std::back_inserter(acts), actOf);
        return acts;
    });
}

} // namespace signalbox::blackbox
