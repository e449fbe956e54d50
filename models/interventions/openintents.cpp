// SPDX-FileCopyrightText: 2026 Signalbox contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/interventions/openintents.h"

#include "models/interventions/records.h"

namespace signalbox {

using namespace Qt::StringLiterals;

void OpenIntents::take(const QJsonObject &record)
{
    const QJsonValue kind = record[u"kind"_s];
    const QString op = record[u"op"_s].toString();
    ++m_taken;
    if (kind == u"intent"_s) {
        m_places.insert(op, m_taken);
        m_intents.emplace(m_taken, record);
    } else if (kind == u"outcome"_s && endsIntent(record)) {
        m_intents.erase(m_places.take(op));
    }
}

std::vector<QJsonObject> OpenIntents::of(const QString &profileName) const
{
    std::vector<QJsonObject> open;
    for (const auto &[place, intent] : m_intents)
        if (intent[u"profile"_s] == profileName)
            open.push_back(intent);
    return open;
}

} // namespace signalbox
